import { describe } from 'vitest'
import { type ChannelAtHand, channelContract } from '../contracts/channel.contract.ts'
import { hooked, hookSecret, polling, telegramBench, token } from './telegram-bench.ts'

async function telegramAtHand(webhook: boolean): Promise<ChannelAtHand> {
  const bench = await telegramBench({ strict: true, webhook, chatApartMs: 1_000 })
  const { server, files, log, channel } = bench
  const lan = server.user(5001)
  return {
    channel,
    files,
    log,
    hearing: () => (webhook ? hooked(server) : polling(server)),
    breakSend(how) {
      if (how === 'never') lan.block()
      if (how === 'later') server.failNext(1, 502, { method: 'sendMessage' })
      if (how === 'moved') server.migrate(lan.id, -1001234567890)
      if (how === 'refused') server.failNext(1, 400, { method: 'sendMessage', description: "Bad Request: can't parse" })
    },
    async close() {
      await bench.close()
      if (server.failures.length > 0) throw new Error(server.failures.join('; '))
    },
    person: {
      address: '5001',
      received: () =>
        lan.inbox.map(({ text, buttons, document }) => ({
          text,
          buttons: buttons.flat().map(({ label }) => label),
          files: document === undefined ? [] : [document.bytes],
        })),
      say: async (text) => void lan.say(text),
      press: async (label) => void lan.press(label),
      sendFile: async (name, bytes, caption) => void lan.sendFile(name, bytes, 'application/octet-stream', caption),
      async repeatLast() {
        // Once the bot waits for news, or all has been brought to it, it has confirmed everything before.
        await server.waitFor(({ world }) => (webhook ? world.updates.length === 0 : world.polling))
        if (server.world.newest !== undefined) server.world.redeliver(server.world.newest)
      },
    },
  }
}

const secrets = [token, token.slice(7), hookSecret]

describe('the Telegram channel that polls the Bot API stand-in', () => {
  channelContract(() => telegramAtHand(false), secrets)
})

describe('the Telegram channel that is called by the Bot API stand-in', () => {
  channelContract(() => telegramAtHand(true), secrets)
})
