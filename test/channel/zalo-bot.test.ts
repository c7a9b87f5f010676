import { describe, expect, it } from 'vitest'
import { refusedFileText } from '../../src/app/plans/refused-file.ts'
import { choicesHead } from '../../src/text/vi-zalo-bot.ts'
import { type ChannelAtHand, channelContract, outboxRow, TakenMessages } from '../contracts/channel.contract.ts'
import { shown } from '../fakes/captured-log.ts'
import { startZaloBotServer } from '../fakes/zalo-bot-server.ts'
import { hooked, hookSecret, lan, polling, token, zaloBotBench } from './zalo-bot-bench.ts'

/** A message as it stands on the phone: what is above the numbered choices, and these. */
function readNumbered(shown: string): { readonly text: string; readonly buttons: readonly string[] } {
  const [text = '', list] = shown.split(new RegExp(`(?:^|\\s*\\n)${choicesHead}\\n`))
  return { text, buttons: list === undefined ? [] : list.split('\n').map((line) => line.replace(/^\d+\. /, '')) }
}

async function zaloBotAtHand(webhook: boolean): Promise<ChannelAtHand> {
  const bench = await zaloBotBench({ webhook })
  const { server } = bench
  const person = server.user(lan)
  return {
    channel: bench.channel,
    files: bench.files,
    log: bench.log,
    hearing: () => (webhook ? hooked(server) : polling(server)),
    breakSend(how) {
      if (how === 'never') person.block()
      if (how === 'later') server.gatewayError(1, 502, 'sendMessage')
      if (how === 'refused')
        server.failNext(1, 400, { method: 'sendMessage', description: 'Bad Request: text is invalid "Nội dung mật"' })
    },
    async close() {
      await bench.close()
      if (server.failures.length > 0) throw new Error(server.failures.join('; '))
    },
    person: {
      address: lan,
      received: () =>
        person.inbox.map(({ text, picture }) => ({
          ...readNumbered(text),
          files: picture === undefined ? [] : [picture.bytes],
        })),
      say: async (text) => void person.say(text),
      press: async (label) => void person.choose(label),
      sendFile: async (_name, bytes, caption) => void person.sendPicture(bytes, caption),
      async repeatLast() {
        if (server.world.newest !== undefined) server.world.redeliver(server.world.newest)
      },
    },
  }
}

const noDocuments = 'the Zalo Bot Platform carries no documents; pictures are in tests of their own'
const leftOut = [
  {
    test: 'gives a pressed choice back as the message and its place',
    because: 'there are no buttons: a number is typed, and shared code knows what it means',
  },
  { test: 'delivers files byte by byte', because: noDocuments },
  { test: 'holds a file before it is heard', because: noDocuments },
  { test: 'refuses files that are too large or of a forbidden kind, and says why', because: noDocuments },
  { test: 'says “moved” when that is how a send failed, and no secret', because: 'a Zalo chat keeps its address' },
]
const secrets = [token, token.slice(20), hookSecret]

describe('the Zalo Bot channel over the stand-in, polling', () => {
  channelContract(() => zaloBotAtHand(false), secrets, leftOut)
})

describe('the Zalo Bot channel over the stand-in, by webhook', () => {
  channelContract(() => zaloBotAtHand(true), secrets, leftOut)
})

describe('what the Zalo Bot channel does in its own way', () => {
  it.each([false, true])(
    'shows choices as numbered lines and hears the number as it was typed (webhook: %s)',
    async (webhook) => {
      const at = await zaloBotAtHand(webhook)
      const taken = new TakenMessages()
      const stop = new AbortController()
      const listening = at.channel.listen(taken.take, stop.signal)
      await at.hearing()
      await at.person.say('/start')
      const choices = ['Đã xong', 'Đang làm', 'Có vướng mắc'].map((label) => ({ label, value: 'x'.repeat(500) }))
      await at.channel.send(outboxRow(lan, 'zalo-bot', { text: 'Việc đã xong chưa?', choices }))
      expect(at.person.received()).toEqual([
        { text: 'Việc đã xong chưa?', buttons: ['Đã xong', 'Đang làm', 'Có vướng mắc'], files: [] },
      ])
      await at.person.press('Đang làm')
      expect((await taken.heard(2))[1]).toEqual({ kind: 'text', text: '2' })
      stop.abort()
      await listening
      await at.close()
    },
  )

  it('says what it can do: no buttons, no documents, pictures only where they have an address', async () => {
    const bench = await zaloBotBench()
    const can = { buttons: false, files: false, pictures: true, textLimit: 2000, perSecond: 5 }
    expect(bench.channel).toMatchObject({ name: 'zalo-bot', can })
    const slower = await zaloBotBench({ perSecond: 2, noPictures: true })
    expect(slower.channel.can).toMatchObject({ pictures: false, perSecond: 2 })
    await bench.close()
    await slower.close()
  })

  it('has a sentence for what it cannot carry, which does not ask for documents', () => {
    const told = refusedFileText({ kind: 'refused-file', name: 'tin nhắn thoại', why: 'not-carried' })
    expect(told).toContain('tin nhắn chữ và ảnh')
    expect(told).not.toMatch(/PDF|Word/)
  })

  it('gives the share link that opens the chat, where the code is typed', async () => {
    const bench = await zaloBotBench()
    bench.server.failNext(1, 403, { method: 'getMe' })
    expect(await bench.channel.inviteLink('abc')).toBeUndefined()
    const link = 'https://bot.zaloplatforms.com/bots/1459232241454765289'
    expect(await bench.channel.inviteLink('Ab_9-z')).toBe(link)
    expect(await bench.channel.inviteLink('XYZ')).toBe(link)
    expect(await bench.channel.inviteLink('có dấu')).toBeUndefined()
    expect(bench.server.callsOf('getMe')).toHaveLength(2)
    await bench.close()
  })

  it('keeps a token of an unknown form out of what is stored', async () => {
    const odd = 'khong-co-dau-hai-cham/va?la'
    const server = await startZaloBotServer({ token: odd })
    const bench = await zaloBotBench({ token: odd, apiRoot: server.apiRoot })
    const { taken } = bench.listen()
    server.user(lan).say('chào')
    await taken.heard(1)
    expect(taken.kept[0]?.messageId).toMatch(/^[0-9a-f]{12}:/)
    expect(shown(taken.kept)).not.toContain('hai-cham')
    await bench.close()
    await server.close()
  })
})
