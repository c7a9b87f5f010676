import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { zaloOaChannel } from '../../src/channel/zalo-oa.ts'
import { zaloOaPickLine } from '../../src/text/vi-zalo-oa.ts'
import { type ChannelAtHand, channelContract } from '../contracts/channel.contract.ts'
import { appId, appSecret, lan, secretKey, type ZaloOaBench, zaloOaBench } from './zalo-oa-bench.ts'

const textPath = '/v3.0/oa/message/cs'

/** A text as it was written: the numbered lines that the channel puts below are looked at in tests of their own. */
const above = (text: string): string => {
  const at = text.indexOf(zaloOaPickLine)
  return at === -1 ? text : text.slice(0, at).trimEnd()
}

async function zaloOaAtHand(): Promise<ChannelAtHand> {
  const bench = await zaloOaBench()
  const { server } = bench
  const person = server.user(lan)
  return {
    channel: bench.channel,
    files: bench.files,
    log: bench.log,
    hearing: async () => undefined,
    breakSend(how) {
      if (how === 'never') person.unfollow()
      if (how === 'later') server.failNext(1, 'html', textPath)
      if (how === 'refused') server.failNext(1, -248, textPath)
    },
    async close() {
      await bench.close()
      for (const secret of bench.secrets()) expect(bench.log.everything()).not.toContain(secret)
      if (server.failures.length > 0) throw new Error(server.failures.join('; '))
    },
    person: {
      address: lan,
      received: () =>
        person.inbox.map(({ text, buttons, file }) => ({
          text: above(text),
          buttons: buttons.map(({ label }) => label),
          files: file === undefined ? [] : [file.bytes],
        })),
      say: async (text) => void person.say(text),
      press: async (label) => void person.tap(label),
      sendFile: async (name, bytes, caption) => void person.sendFile(name, bytes, caption),
      async repeatLast() {
        await server.hook.settled()
        server.hook.repeatLast()
      },
    },
  }
}

describe('the Zalo OA channel over the stand-in', () => {
  channelContract(
    zaloOaAtHand,
    [appSecret, secretKey],
    [
      {
        test: 'says “moved” when that is how a send failed, and no secret',
        because: 'a Zalo user id never becomes another one',
      },
    ],
  )
})

describe('what the Zalo OA channel says of itself', () => {
  let bench: ZaloOaBench
  beforeEach(async () => {
    bench = await zaloOaBench()
  })
  afterEach(() => bench.close())

  it('names its limits, with the pace as a setting', () => {
    expect(bench.channel.can).toMatchObject({ buttons: true, files: true, textLimit: 2_000 })
    expect(bench.make({ perSecond: 20 }).can.perSecond).toBe(20)
    const { tokens, files, log } = bench
    expect(zaloOaChannel({ appId, secretKey, tokens, files, log }).can.perSecond).toBe(1)
  })

  it('gives the link to the chat, where the code is typed, and none for a code that is no code', async () => {
    expect(await bench.channel.inviteLink('AB12C-D34EF')).toBe('https://zalo.me/579745863508352884')
    expect(await bench.channel.inviteLink('có dấu')).toBeUndefined()
    expect(await bench.make({ oaId: 'x y' }).inviteLink('AB12C')).toBeUndefined()
    expect(bench.server.calls).toEqual([])
  })
})
