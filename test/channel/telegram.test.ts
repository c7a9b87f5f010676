import { describe } from 'vitest'
import { telegramChannel } from '../../src/channel/telegram.ts'
import { type ChannelAtHand, channelContract } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startTelegramServer } from '../fakes/telegram-server.ts'

const token = '123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr'

async function telegramAtHand(): Promise<ChannelAtHand> {
  const server = await startTelegramServer({ token })
  const lan = server.user(5001)
  const files = keptFiles()
  const log = new CapturedLog()
  const channel = telegramChannel({ token, apiRoot: server.apiRoot, files, log })
  return {
    channel,
    files,
    log,
    hearing: () => server.waitFor(({ world }) => world.polling),
    breakSend(how) {
      if (how === 'never') lan.block()
      if (how === 'later') server.failNext(1, 502, { method: 'sendMessage' })
      if (how === 'moved') server.migrate(lan.id, -1001234567890)
      if (how === 'refused') server.failNext(1, 400, { method: 'sendMessage', description: "Bad Request: can't parse" })
    },
    async close() {
      await server.close()
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
        // Once the bot waits for news it has confirmed everything before.
        await server.waitFor(({ world }) => world.polling)
        if (server.world.newest !== undefined) server.world.redeliver(server.world.newest)
      },
    },
  }
}

describe('the Telegram channel over the Bot API stand-in', () => {
  channelContract(telegramAtHand, [token, token.slice(7)])
})
