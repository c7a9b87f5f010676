import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { zaloBotChannel } from '../../src/channel/zalo-bot.ts'
import type { FileRef, Reply } from '../../src/core/reply.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { shown } from '../fakes/captured-log.ts'
import { hookUrl, jpeg, lan, png, token, type ZaloBotBench, zaloBotBench } from './zalo-bot-bench.ts'

const row = (reply: Reply, address = lan) => outboxRow(address, 'zalo-bot', reply)
const said = 'nội dung của cơ quan'
const secrets = [token, token.slice(20), said]

const failed = async (send: Promise<unknown>): Promise<DeliveryError> => {
  const error = await send.then(
    () => expect.unreachable('the send should fail'),
    (problem) => problem,
  )
  expect(error).toBeInstanceOf(DeliveryError)
  for (const secret of [...secrets, lan]) expect(shown(error)).not.toContain(secret)
  return error
}

describe('sending through the Zalo Bot', () => {
  let bench: ZaloBotBench
  const texts = () => bench.server.user(lan).inbox.map(({ text }) => text)

  beforeEach(async () => {
    bench = await zaloBotBench()
    bench.server.user(lan).say('/start')
  })
  afterEach(async () => {
    await bench.close()
    for (const secret of [...secrets, lan]) expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  describe.each(['status', 'ok-false'] as const)('with failures told by %s', (failAs) => {
    it.each([
      [400, 'Bad Request: chat not found', 'never', undefined, false],
      [400, 'Bad Request: user has blocked the bot', 'never', undefined, false],
      [400, 'Bad Request: text is too long', 'refused', undefined, false],
      [401, 'Unauthorized', 'later', 'operator', false],
      [403, 'Internal server error', 'later', undefined, true],
      [403, 'Forbidden: bot was blocked by the user', 'later', undefined, true],
      [404, 'Not Found', 'later', 'operator', false],
      [408, 'Request timeout', 'later', undefined, true],
      [426, 'too many', 'refused', undefined, false],
      [429, 'Quota exceeded', 'later', 'quota', false],
      [500, 'Internal', 'later', undefined, true],
      [502, 'Bad Gateway', 'later', undefined, true],
    ] as const)('reads %i “%s” as %s', async (code, description, retry, why, perhapsSent) => {
      bench.server.world.habits.failAs = failAs
      bench.server.failNext(1, code, { description })
      const error = await failed(bench.channel.send(row({ text: said })))
      expect(error).toMatchObject({ channel: 'zalo-bot', retry, perhapsSent })
      expect(error.why).toBe(why)
    })
  })

  it('repeats nothing of what Zalo quotes of a message', async () => {
    const description = `Bad Request: text ${said} of ${lan} at https://bot-api.zaloplatforms.com/bot${token} is invalid`
    bench.server.failNext(1, 400, { description })
    expect((await failed(bench.channel.send(row({ text: said })))).message).toBe(
      'zalo-bot: 400 Bad Request: text … of … at … is invalid',
    )
  })

  it('tries later when no JSON comes, or only half of it, or none in time', async () => {
    bench.server.gatewayError(1, 502)
    expect(await failed(bench.channel.send(row({ text: 'a' })))).toMatchObject({ retry: 'later', perhapsSent: true })
    bench.server.gatewayError(1, 401)
    expect(await failed(bench.channel.send(row({ text: 'b' })))).toMatchObject({ retry: 'later', why: 'operator' })
    expect(texts()).toEqual([])
    bench.server.garbleAnswers(1, 'sendMessage')
    bench.server.dropAnswers(1, 'sendMessage')
    bench.server.loseInTime(1, 'sendMessage')
    for (let times = 0; times < 3; times++)
      expect(await failed(bench.channel.send(row({ text: 'c' })))).toMatchObject({ retry: 'later', perhapsSent: true })
    expect(texts()).toEqual(['c', 'c', 'c'])
  })

  it('knows that a message which never left was not sent, and names no address of the API', async () => {
    const { files, log } = bench
    const unplugged: typeof fetch = async (url, init) => {
      expect(init?.signal).toBeInstanceOf(AbortSignal)
      const cause = Object.assign(new Error(`connect to ${url}`), { code: 'ECONNREFUSED' })
      throw new TypeError(`fetch of ${url} failed`, { cause })
    }
    const away = zaloBotChannel({ token, files, log, fetch: unplugged })
    const error = await failed(away.send(row({ text: said })))
    expect(error.message).toBe('zalo-bot: no usable answer (ECONNREFUSED)')
    expect(error).toMatchObject({ retry: 'later', perhapsSent: false })
  })

  it('calls the documented host unless it is told another one', async () => {
    const { files, log } = bench
    const asked: string[] = []
    const noted: typeof fetch = async (url) => {
      asked.push(String(url))
      return Response.json({ ok: true, result: { message_id: 'm1', date: 1 } })
    }
    expect(await zaloBotChannel({ token, files, log, fetch: noted }).send(row({ text: 'a' }))).toEqual({
      providerId: 'm1',
      parts: 1,
    })
    await zaloBotChannel({ token, files, log, fetch: noted, apiRoot: 'https://zalo.example.vn/' }).send(
      row({ text: 'a' }),
    )
    expect(asked).toEqual([
      `https://bot-api.zaloplatforms.com/bot${token}/sendMessage`,
      `https://zalo.example.vn/bot${token}/sendMessage`,
    ])
  })

  it('sends no more once the quota is used up, comes back hours later, and tells operators once', async () => {
    bench.server.world.limits.quota = 1
    await bench.channel.send(row({ text: 'một' }))
    for (const text of ['hai', 'ba', 'bốn'])
      expect(await failed(bench.channel.send(row({ text })))).toMatchObject({
        ...{ retry: 'later', why: 'quota', afterMs: 2 * 3_600_000, perhapsSent: false },
      })
    expect(bench.server.callsOf('sendMessage').map(({ code }) => code)).toEqual([200, 429])
    expect(bench.log.at('warn')).toEqual([expect.stringContaining('used up the messages')])
  })

  it('obeys a time that Zalo names after all', async () => {
    bench.server.failNext(1, 429, { retryAfter: 40 })
    expect(await failed(bench.channel.send(row({ text: 'a' })))).toMatchObject({ why: 'quota', afterMs: 40_000 })
  })

  it('tells operators once that the token is refused, and nobody when one chat is gone', async () => {
    bench.server.tokenRevoked = true
    for (const text of ['một', 'hai'])
      expect(await failed(bench.channel.send(row({ text })))).toMatchObject({ retry: 'later', afterMs: 60_000 })
    bench.server.tokenRevoked = false
    await failed(bench.channel.send(row({ text: 'x' }, 'nguoi-la')))
    expect(bench.log.lines.filter(({ level }) => level !== 'debug')).toHaveLength(1)
    expect(bench.log.at('error')).toEqual([expect.stringContaining('ZALO_BOT_TOKEN')])
  })

  it('cuts a long text at the ends of sentences, 2,000 composed characters at most', async () => {
    const sentence = 'Đơn vị đã rà soát và niêm yết công khai theo đúng thời hạn. '.normalize('NFD')
    const text = sentence.repeat(90)
    const { providerId } = await bench.channel.send(row({ text }))
    expect(texts().join('')).toBe(text.normalize('NFC'))
    expect(texts().every((part) => part.length <= 2000 && /\. ?$/.test(part))).toBe(true)
    // Counted as it was typed, decomposed, it would take more.
    expect(texts()).toHaveLength(3)
    expect(text.length).toBeGreaterThan(3 * 2000)
    expect(providerId).toBe(bench.server.user(lan).inbox.at(-1)?.id)
  })

  it('never cuts inside a character', async () => {
    const text = '👨‍👩‍👧‍👦'.repeat(400)
    await bench.channel.send(row({ text }))
    expect(texts().join('')).toBe(text)
    expect(texts().every((part) => part.length % '👨‍👩‍👧‍👦'.length === 0)).toBe(true)
  })

  it('goes on with the part that failed instead of repeating those that arrived', async () => {
    const sent = row({
      text: [1, 2, 3].map((n) => `${n} ${'x'.repeat(1_990)}`).join('\n\n'),
      choices: [{ label: 'Đã đọc', value: '' }],
    })
    const slowly = bench.channel.send(sent)
    await bench.server.user(lan).waitFor(({ text }) => text.startsWith('1 '))
    bench.server.failNext(1, 403, { method: 'sendMessage' })
    const error = await failed(slowly)
    const out = texts().length
    expect(out).toBeLessThan(4)
    const { providerId, parts } = await bench.channel.send(sent)
    // Each try says what it sent, as Zalo has counted it.
    expect([error.partsSent, parts]).toEqual([out, 4 - out])
    expect(texts().map((text) => text.trim()[0])).toEqual(['1', '2', '3', 'A'])
    expect(providerId).toBe(bench.server.user(lan).inbox.at(-1)?.id)
  })

  it('sends nothing new once everything stops', async () => {
    const slow = await zaloBotBench({ chatApartMs: 60_000 })
    slow.server.user(lan).say('/start')
    const stop = new AbortController()
    await slow.channel.send(row({ text: 'một' }), stop.signal)
    const second = failed(slow.channel.send(row({ text: 'hai' }), stop.signal))
    stop.abort()
    expect(await second).toMatchObject({ channel: 'zalo-bot', retry: 'later', perhapsSent: false })
    expect(slow.server.user(lan).inbox).toHaveLength(1)
    await slow.close()
  })

  it('keeps messages to one chat a second apart, others go at once', async () => {
    const usual = await zaloBotBench({ usualPace: true })
    for (const person of [lan, 'b2']) usual.server.user(person).say('/start')
    await Promise.all([
      usual.channel.send(row({ text: 'một' })),
      usual.channel.send(row({ text: 'hai' })),
      usual.channel.send(row({ text: 'ba' }, 'b2')),
    ])
    const times = (to: string) =>
      usual.server.callsOf('sendMessage').flatMap(({ params, at }) => (params.chat_id === to ? [at] : []))
    const [first = 0, second = 0] = times(lan)
    expect(second - first).toBeGreaterThanOrEqual(950)
    expect((times('b2')[0] ?? 0) - first).toBeLessThan(900)
    await usual.close()
  })

  it('refuses blank messages and addresses that are none', async () => {
    expect(await failed(bench.channel.send(row({ text: ' \n ' })))).toMatchObject({ retry: 'refused' })
    expect(await failed(bench.channel.send(row({ text: 'x' }, '')))).toMatchObject({ retry: 'never' })
    expect(bench.server.calls).toEqual([])
  })

  describe('pictures and documents', () => {
    const picture = (bytes: Buffer, mime: string): Promise<FileRef> => bench.files.keep(bytes, 'Biểu đồ', mime)

    it('go out by an address that Zalo fetches, the text below the first as one message', async () => {
      const files = [await picture(jpeg, 'image/jpeg'), await picture(png, 'image/png')]
      await bench.channel.send(row({ text: 'Tiến độ tuần này', files, choices: [{ label: 'Đã xem', value: '' }] }))
      const inbox = bench.server.user(lan).inbox
      expect(inbox.map(({ text }) => text)).toEqual([
        expect.stringMatching(/^Tiến độ tuần này\n[\s\S]*1\. Đã xem$/),
        '',
      ])
      expect(inbox.map((each) => each.picture?.bytes.equals(each === inbox[0] ? jpeg : png))).toEqual([true, true])
      expect(bench.server.callsOf('sendMessage')).toEqual([])
    })

    it('have a long text go before them', async () => {
      const files = [await picture(jpeg, 'image/jpeg')]
      await bench.channel.send(row({ text: 'Một câu dài. '.repeat(200), files }))
      expect(bench.server.user(lan).inbox.map((each) => each.picture !== undefined)).toEqual([false, false, true])
    })

    it('are refused as a whole, for a link instead, when the channel cannot carry one of them', async () => {
      const docx = { sha256: 'x', name: 'Báo cáo.docx', mime: 'application/vnd.openxmlformats', size: 5 }
      const heic = { ...docx, name: 'a.heic', mime: 'image/heic' }
      const good = await picture(jpeg, 'image/jpeg')
      for (const files of [[docx], [good, docx], [heic]])
        expect(await failed(bench.channel.send(row({ text: said, files })))).toMatchObject({
          retry: 'refused',
          why: 'file',
        })
      const without = await zaloBotBench({ noPictures: true })
      expect(await failed(without.channel.send(row({ text: said, files: [good] })))).toMatchObject({ why: 'file' })
      await without.close()
      expect(bench.server.calls).toEqual([])
    })

    it('are tried again, at another address, when Zalo could not fetch them', async () => {
      const sent = row({ text: 'Biểu đồ', files: [await picture(jpeg, 'image/jpeg')] })
      const { origin } = new URL(hookUrl)
      bench.server.reach.delete(origin)
      expect(await failed(bench.channel.send(sent))).toMatchObject({ retry: 'later', perhapsSent: false })
      expect(bench.log.at('warn')).toEqual([expect.stringContaining('PUBLIC_URL')])
      bench.server.reach.set(origin, bench.web.origin)
      await bench.channel.send(sent)
      const asked = bench.server.callsOf('sendPhoto').map(({ params }) => params.photo)
      expect(new Set(asked).size).toBe(2)
      expect(bench.server.user(lan).inbox).toHaveLength(1)
    })

    it('come later when they get no address now', async () => {
      const channel = zaloBotChannel({
        ...{ token, apiRoot: bench.server.apiRoot, files: bench.files, log: bench.log },
        pictureUrl: () => Promise.reject(new RangeError(said)),
      })
      const error = await failed(channel.send(row({ text: said, files: [await picture(jpeg, 'image/jpeg')] })))
      expect(error.message).toBe('zalo-bot: a picture got no address (RangeError)')
      expect(error.retry).toBe('later')
    })
  })
})
