import { afterEach, describe, expect, it } from 'vitest'
import { TakenMessages } from '../contracts/channel.contract.ts'
import {
  hooked,
  hookSecret,
  jpeg,
  lan,
  png,
  polling,
  token,
  type ZaloBotBench,
  zaloBotBench,
} from './zalo-bot-bench.ts'

describe('what people do in Zalo', () => {
  let bench: ZaloBotBench
  afterEach(async () => {
    await bench.close()
    for (const secret of [token, token.slice(20), hookSecret, lan, 'bí mật'])
      expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  describe.each([
    { how: 'polled', options: {} },
    { how: 'by a flat webhook', options: { webhook: true } },
    { how: 'by a wrapped webhook', options: { webhook: true, server: { habits: { body: 'wrapped' } } } },
  ] as const)('$how', ({ options }) => {
    const start = async () => {
      bench = await zaloBotBench(options)
      const { taken } = bench.listen()
      await ('webhook' in options ? hooked(bench.server) : polling(bench.server))
      return taken
    }

    it('is heard in order, each with an id of its own', async () => {
      const taken = await start()
      for (const text of ['một', 'hai', 'ba']) {
        bench.server.user(lan).say(text)
        await taken.until(() => taken.kept.some(({ heard }) => heard.kind === 'text' && heard.text === text))
      }
      bench.server.user('b2').say('khác')
      expect((await taken.heard(4)).map((heard) => heard.kind === 'text' && heard.text)).toEqual([
        'một',
        'hai',
        'ba',
        'khác',
      ])
      expect(taken.kept.map(({ address }) => address)).toEqual([lan, lan, lan, 'b2'])
      expect(new Set(taken.kept.map(({ messageId }) => messageId)).size).toBe(4)
      expect(taken.kept.every(({ messageId }) => messageId.startsWith('1459232241454765289:'))).toBe(true)
    })

    it('has pictures copied at once, whatever field names their address', async () => {
      const taken = await start()
      for (const picture of ['photo_url', 'photo', 'photos'] as const) {
        bench.server.world.habits.picture = picture
        bench.server.user(lan).sendPicture(picture === 'photo' ? png : jpeg, 'Biên bản')
        await taken.heard(taken.kept.length + 1)
      }
      bench.server.world.pictures.clear()
      const heard = await taken.heard(3)
      for (const [index, bytes] of [jpeg, png, jpeg].entries()) {
        const one = heard[index]
        expect(one).toMatchObject({ kind: 'file', caption: 'Biên bản' })
        if (one?.kind !== 'file') continue
        expect(one.file.name).toMatch(bytes === png ? /^ảnh-\w{8}\.png$/ : /^ảnh-\w{8}\.jpg$/)
        expect(one.file.mime).toBe(bytes === png ? 'image/png' : 'image/jpeg')
        expect(Buffer.from((await bench.files.openHeld(one.file.sha256)) ?? []).equals(bytes)).toBe(true)
      }
    })

    it('is told of when the channel cannot carry it or nobody can read it; groups and unknown events are left alone', async () => {
      const taken = await start()
      const { server } = bench
      server.user(lan).sendSticker()
      server.user(lan).send('message.reaction.received', { emoji: 'like' })
      server.user(lan).send('group.joined')
      server.world.group('g1').say(server.user('b2'), 'bí mật của nhóm')
      server.user(lan).sendVoice()
      server.user(lan).sendFile()
      const unseen = server.user('c3')
      unseen.isProtected = true
      unseen.say('bí mật')
      const heard = await taken.heard(4)
      expect(heard.map((one) => one.kind === 'refused-file' && one.why)).toEqual([
        'wordless',
        'not-carried',
        'not-carried',
        'not-carried',
      ])
      expect(heard.slice(0, 2)).toMatchObject([{ name: 'nhãn dán (sticker)' }, { name: 'tin nhắn thoại' }])
    })

    it('is said when a picture cannot be had: gone, no picture, too large, from inside the office', async () => {
      const taken = await start()
      const person = bench.server.user(lan)
      const last = async () => (await taken.heard(taken.kept.length + 1)).at(-1)
      person.sendPictureAt(`${bench.server.apiRoot}/picture/none`)
      expect(await last()).toMatchObject({ kind: 'refused-file', why: 'unreadable' })
      person.sendPicture(Buffer.from('<html>'))
      expect(await last()).toMatchObject({ kind: 'refused-file', why: 'content' })
      person.sendPicture(Buffer.concat([jpeg, Buffer.alloc(bench.channel.can.fileLimit)]))
      expect(await last()).toMatchObject({ kind: 'refused-file', why: 'too-large' })
      const web = bench.web.origin.replace('127.0.0.1', 'localhost')
      for (const url of [
        `${bench.web.origin}/x`,
        `${web}/x`,
        'file:///etc/passwd',
        'https://10.0.0.1/x',
        'https://may.local/x',
        'sai',
      ]) {
        person.sendPictureAt(url)
        expect(await last(), url).toMatchObject({ kind: 'refused-file', why: 'unreadable' })
      }
      person.send('message.image.received', { caption: 'không có địa chỉ' })
      expect(await last()).toMatchObject({ kind: 'refused-file', why: 'unreadable' })
      expect(bench.files.held.size).toBe(0)
    })

    it('waits for a picture whose host has a bad moment', async () => {
      const taken = await start()
      bench.server.failNext(1, 503, { method: 'picture' })
      bench.server.user(lan).sendPicture(jpeg)
      expect((await taken.heard(1))[0]).toMatchObject({ kind: 'file' })
      bench.server.dropAnswers(1, 'picture')
      bench.server.user(lan).sendPicture(png)
      expect((await taken.heard(2))[1]).toMatchObject({ kind: 'file' })
      expect(bench.server.callsOf('picture').map(({ code }) => code)).toEqual([503, 200, 0, 200])
    })

    it('that comes again is handed on under its id, and its picture is not fetched again', async () => {
      const taken = await start()
      bench.server.user(lan).sendPicture(jpeg)
      await taken.heard(1)
      const { newest } = bench.server.world
      if (newest !== undefined) bench.server.world.redeliver(newest)
      await taken.until(() => taken.repeats === 1)
      expect(bench.server.callsOf('picture')).toHaveLength(1)
      expect(taken.kept).toHaveLength(1)
    })

    it('is tried again until it is stored', async () => {
      bench = await zaloBotBench({ ...options, server: { habits: { retries: 3 } } })
      const taken = new TakenMessages()
      let broken = 1
      bench.listen(bench.channel, taken, async (inbound) => {
        if (broken-- > 0) throw new Error('disk full of bí mật')
        return taken.take(inbound)
      })
      await ('webhook' in options ? hooked(bench.server) : polling(bench.server))
      bench.server.user(lan).say('bí mật')
      expect(await taken.heard(1)).toEqual([{ kind: 'text', text: 'bí mật' }])
      expect(bench.log.at('error')).toHaveLength(1)
    })
  })

  it('comes again on every poll of a platform that replays, a bounded number of times a second', async () => {
    bench = await zaloBotBench({ server: { habits: { updates: 'replay' } }, pollApartMs: 50 })
    const { taken } = bench.listen()
    bench.server.user(lan).say('một')
    bench.server.user(lan).say('hai')
    await taken.until(() => taken.repeats >= 4)
    expect(taken.kept.map(({ heard }) => heard)).toEqual([
      { kind: 'text', text: 'một' },
      { kind: 'text', text: 'hai' },
    ])
    const starts = bench.server.callsOf('getUpdates').map(({ at }) => at)
    // Counted over all of them: the first call arrives late by the time of connecting.
    const [first = 0, last = 0] = [starts[0], starts.at(-1)]
    expect(last - first).toBeGreaterThanOrEqual((starts.length - 1) * 50 - 40)
  })

  it('is polled once a second at most when nothing else is set', async () => {
    bench = await zaloBotBench({ usualPace: true, server: { habits: { updates: 'replay' } } })
    const { taken } = bench.listen()
    bench.server.user(lan).say('một')
    await taken.until(() => taken.repeats >= 1)
    const [first = 0, second = 0] = bench.server.callsOf('getUpdates').map(({ at }) => at)
    expect(second - first).toBeGreaterThanOrEqual(900)
  })
})

describe('polling Zalo', () => {
  let bench: ZaloBotBench
  afterEach(() => bench.close())

  it('takes 408 as the end of a quiet poll, without a word', async () => {
    bench = await zaloBotBench()
    const { taken } = bench.listen()
    await polling(bench.server)
    bench.server.world.endPolls()
    await bench.server.waitFor(({ calls }) => calls.length >= 2)
    await polling(bench.server)
    bench.server.user(lan).say('chào')
    await taken.heard(1)
    expect(bench.server.callsOf('getUpdates')[0]?.code).toBe(408)
    expect(bench.log.lines.filter(({ level }) => level !== 'debug')).toEqual([])
  })

  it('removes a webhook that somebody set, and says so', async () => {
    bench = await zaloBotBench()
    bench.server.world.webhook = { url: 'https://cu.example.vn/x', secret: '12345678', updatedAt: 0 }
    const { taken } = bench.listen()
    await polling(bench.server)
    bench.server.user(lan).say('chào')
    await taken.heard(1)
    expect(bench.server.world.webhook).toBeUndefined()
    expect(bench.log.at('warn')).toEqual([expect.stringContaining('webhook')])
  })

  it('tells operators once that the token is refused', async () => {
    bench = await zaloBotBench()
    bench.server.tokenRevoked = true
    bench.listen()
    await bench.log.waitFor(({ level }) => level === 'error')
    expect(bench.log.at('error')).toEqual([expect.stringContaining('ZALO_BOT_TOKEN')])
  })

  it.each([
    ['a gateway’s page', (b: ZaloBotBench) => b.server.gatewayError(1, 502)],
    ['an internal error', (b: ZaloBotBench) => b.server.failNext(1, 403)],
    ['half an answer', (b: ZaloBotBench) => b.server.garbleAnswers(1)],
    ['a broken connection', (b: ZaloBotBench) => b.server.dropAnswers(1)],
  ] as const)('goes on after %s, and says that it works again', async (_what, breaks) => {
    bench = await zaloBotBench({ server: { habits: { updates: 'replay' } } })
    breaks(bench)
    bench.server.user(lan).say('chào')
    const { taken } = bench.listen()
    await taken.heard(1)
    expect(bench.log.at('warn')).toHaveLength(1)
    expect(bench.log.at('info')).toEqual(['The Zalo bot works again.'])
  })

  it('accepts a list of events as other platforms give it', async () => {
    const message = { message_id: 'm1', chat: { id: lan, chat_type: 'PRIVATE' }, text: 'chào' }
    let given = 0
    bench = await zaloBotBench({
      fetch: async () => {
        const event = { event_name: 'message.text.received', message: { ...message, message_id: `m${++given}` } }
        return Response.json({ ok: true, result: [event, { event_name: 'x' }] })
      },
    })
    const { taken } = bench.listen()
    expect((await taken.heard(2)).every(({ kind }) => kind === 'text')).toBe(true)
  })
})
