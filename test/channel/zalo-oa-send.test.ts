import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { zaloOaChannel } from '../../src/channel/zalo-oa.ts'
import { numberedLines, oaButtons, readOaTap } from '../../src/channel/zalo-oa-buttons.ts'
import { toOaDeliveryError, untilMorning } from '../../src/channel/zalo-oa-errors.ts'
import type { Reply } from '../../src/core/reply.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { shown } from '../fakes/captured-log.ts'
import { dayMs, hourMs } from '../fakes/zalo-oa-world.ts'
import { type ChannelOptions, lan, type ZaloOaBench, zaloOaBench } from './zalo-oa-bench.ts'

const cs = '/v3.0/oa/message/cs'
const row = (reply: Reply, address = lan) => outboxRow(address, 'zalo-oa', reply)
const choicesOf = (...labels: string[]) => labels.map((label) => ({ label, value: 'v'.repeat(2_000) }))

let bench: ZaloOaBench
const begin = async (options: ChannelOptions = {}, world: { perMinute?: number } = {}) => {
  bench = await zaloOaBench(options, world)
  bench.server.user(lan).say('xin chào')
}
const person = () => bench.server.user(lan)

const failed = async (send: Promise<unknown>): Promise<DeliveryError> => {
  const error = await send.then(
    () => expect.unreachable('the send should fail'),
    (problem) => problem,
  )
  expect(error).toBeInstanceOf(DeliveryError)
  for (const secret of [...bench.secrets(), 'nội dung', lan]) expect(shown(error)).not.toContain(secret)
  return error
}

afterEach(async () => {
  await bench.close()
  for (const secret of [...bench.secrets(), 'nội dung', lan]) expect(bench.log.everything()).not.toContain(secret)
  expect(bench.server.failures).toEqual([])
})

describe('sending through the Official Account', () => {
  beforeEach(() => begin())

  it.each([
    [-32, 'later', undefined, 60_000],
    [-200, 'later', undefined, undefined],
    [-201, 'refused', undefined, undefined],
    [-204, 'later', 'operator', 900_000],
    [-205, 'later', 'operator', 900_000],
    [-209, 'later', 'operator', 900_000],
    [-210, 'refused', undefined, undefined],
    [-211, 'later', 'quota', 3_600_000],
    [-212, 'later', 'operator', 900_000],
    [-213, 'never', undefined, undefined],
    [-217, 'never', undefined, undefined],
    [-218, 'later', 'quota', 3_600_000],
    [-219, 'later', 'operator', 900_000],
    [-221, 'later', 'operator', 900_000],
    [-223, 'later', 'operator', 900_000],
    [-224, 'later', 'operator', 900_000],
    [-227, 'never', undefined, undefined],
    [-230, 'refused', 'window', undefined],
    [-232, 'refused', 'window', undefined],
    [-233, 'refused', undefined, undefined],
    // At 09:00 the next 06:00 is 21 hours away; a minute more is never too early.
    [-234, 'later', undefined, 21 * hourMs + 60_000],
    [-235, 'later', 'operator', 900_000],
    [-237, 'later', 'operator', 900_000],
    [-238, 'later', 'operator', 900_000],
    [-240, 'later', 'operator', 900_000],
    [-241, 'later', 'operator', 900_000],
    [-242, 'later', 'operator', 900_000],
    [-244, 'never', undefined, undefined],
    [-248, 'refused', undefined, undefined],
    [-249, 'refused', undefined, undefined],
    [-305, 'refused', 'window', undefined],
    [-311, 'later', 'quota', 3_600_000],
    [-320, 'later', 'operator', 900_000],
    [-321, 'later', 'operator', 900_000],
    [-403, 'later', 'operator', 900_000],
    [-9999, 'later', undefined, undefined],
  ] as const)('reads the code %i as %s (%s)', async (code, retry, why, afterMs) => {
    bench.server.failNext(1, code, cs)
    const error = await failed(bench.channel.send(row({ text: 'nội dung' })))
    expect(error).toMatchObject({ channel: 'zalo-oa', retry, why, afterMs, perhapsSent: false })
    expect(error.message).toContain(`${code}`)
    expect(person().inbox).toEqual([])
  })

  it.each([-216, -220])('renews the token after %i and sends once more', async (code) => {
    await bench.channel.send(row({ text: 'một' }))
    bench.server.failNext(1, code, cs)
    await bench.channel.send(row({ text: 'hai' }))
    expect(person().inbox.map(({ text }) => text)).toEqual(['một', 'hai'])
    expect(bench.server.callsOf('token')).toHaveLength(2)
    expect(bench.server.callsOf(cs).map(({ error }) => error)).toEqual([0, code, 0])
  })

  it('does not go on renewing when the new token is refused as well', async () => {
    await bench.channel.send(row({ text: 'một' }))
    bench.server.failNext(2, -216, cs)
    expect(await failed(bench.channel.send(row({ text: 'hai' })))).toMatchObject({ retry: 'later', why: 'operator' })
    expect(bench.server.callsOf('token')).toHaveLength(2)
    expect(bench.server.callsOf(cs)).toHaveLength(3)
  })

  it('tries later, and says that it may have arrived, when the answer is lost or a page of a gateway', async () => {
    bench.server.dropAnswers(1, cs)
    expect(await failed(bench.channel.send(row({ text: 'một' })))).toMatchObject({ retry: 'later', perhapsSent: true })
    bench.server.failNext(1, 'html', cs)
    expect(await failed(bench.channel.send(row({ text: 'hai' })))).toMatchObject({ retry: 'later', perhapsSent: true })
    expect(person().inbox.map(({ text }) => text)).toEqual(['một'])
    const unplugged: typeof fetch = async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNREFUSED' }) })
    }
    const away = bench.make({ fetch: unplugged })
    const error = await failed(away.send(row({ text: 'ba' })))
    expect(error).toMatchObject({ retry: 'later', perhapsSent: false })
    expect(error.message).toContain('ECONNREFUSED')
  })

  it.each([
    ['an answer of another shape', '[1]'],
    ['an error that is no number', '{"error":"x"}'],
    ['no JSON', 'ok'],
    ['an answer without end', `{"error":0,"data":"${'x'.repeat(300_000)}"}`],
  ])('takes %s for a send of which nobody knows', async (_, body) => {
    const odd = bench.make({ fetch: async () => new Response(body) })
    expect(await failed(odd.send(row({ text: 'nội dung' })))).toMatchObject({ retry: 'later', perhapsSent: true })
  })

  it('counts a message without a number as sent, and takes HTTP 429 for a request to slow down', async () => {
    const noId = bench.make({ fetch: async () => Response.json({ error: 0, data: {} }) })
    expect(await noId.send(row({ text: 'nội dung' }))).toEqual({ providerId: null, parts: 1 })
    const busy = bench.make({ fetch: async () => new Response('slow', { status: 429 }) })
    expect(await failed(busy.send(row({ text: 'nội dung' })))).toMatchObject({ retry: 'later', afterMs: 60_000 })
  })

  it('leaves Zalo alone for a minute after -32, for all people', async () => {
    bench.server.failNext(1, -32, cs)
    await failed(bench.channel.send(row({ text: 'nội dung' })))
    await bench.server.advance(20_000)
    bench.server.user('2222').say('chào')
    const waiting = await failed(bench.channel.send(row({ text: 'nội dung' }, '2222')))
    expect(waiting).toMatchObject({ retry: 'later', afterMs: 40_000 })
    expect(bench.server.callsOf(cs)).toHaveLength(1)
    await bench.server.advance(40_000)
    await bench.channel.send(row({ text: 'lại' }))
    expect(person().inbox.map(({ text }) => text)).toEqual(['lại'])
  })

  it('tells operators and admins once that the OA is refused, and once that it is well again', async () => {
    const told: string[] = []
    const channel = bench.restart({ mustAct: (why) => told.push(why) })
    bench.server.failNext(3, -224, cs)
    for (const text of ['một', 'hai', 'ba']) await failed(channel.send(row({ text })))
    expect(bench.log.at('error')).toEqual([expect.stringContaining('OA console')])
    expect(told).toEqual(['-224 the plan of the OA does not include this'])
    await channel.send(row({ text: 'bốn' }))
    expect(bench.log.at('info')).toEqual(['The Zalo OA works again.'])
  })

  it('shows numbered lines beside the buttons, and gives each button the row and the index', async () => {
    const sent = row({ text: 'Việc đã xong chưa?', choices: choicesOf('Đã  xong', 'Đang làm', ' ') })
    await bench.channel.send({ ...sent, id: 999_999_999_999_999 })
    const [message] = person().inbox
    expect(message?.text).toBe('Việc đã xong chưa?\n\nBấm nút hoặc trả lời bằng số:\n1. Đã xong\n2. Đang làm\n3. 3')
    expect(message?.buttons).toEqual([
      { label: 'Đã xong', type: 'oa.query.hide', payload: '#o999999999999999:0' },
      { label: 'Đang làm', type: 'oa.query.hide', payload: '#o999999999999999:1' },
      { label: '3', type: 'oa.query.hide', payload: '#o999999999999999:2' },
    ])
  })

  it('makes buttons of the first five choices and numbers of all of them', async () => {
    const labels = Array.from({ length: 8 }, (_, i) => `Việc số ${i + 1} ${'dài '.repeat(20)}`)
    await bench.channel.send(row({ text: 'Chọn việc', choices: choicesOf(...labels) }))
    const [message] = person().inbox
    expect(message?.buttons).toHaveLength(5)
    expect(message?.buttons.every(({ label }) => label.length <= 60)).toBe(true)
    expect(message?.text).toContain('Trả lời bằng số:\n1. ')
    expect(message?.text).toContain('\n8. Việc số 8')
  })

  it('does not number what the text itself lists under the same numbers', async () => {
    const text = 'Việc của anh/chị:\n1. Báo cáo quý, hạn 30/9\n2. Kiểm tra PCCC, hạn 5/10'
    await bench.channel.send(row({ text, choices: choicesOf('Báo cáo quý', 'Kiểm tra…') }))
    expect(person().inbox[0]?.text).toBe(text)
    expect(person().inbox[0]?.buttons).toHaveLength(2)
  })

  it('puts numbered lines into a message of their own when they do not fit, with the buttons', async () => {
    const text = `${'Câu này khá dài. '.repeat(117)}Hết.`
    expect(text.length).toBeLessThanOrEqual(2_000)
    await bench.channel.send(row({ text, choices: choicesOf('Có', 'Không') }))
    expect(person().inbox.map(({ text: part, buttons }) => [part.slice(-10), buttons.length])).toEqual([
      [text.slice(-10), 0],
      [expect.stringContaining('2. Không'), 2],
    ])
  })

  it('splits at the end of sentences and never sends more than 2,000 characters', async () => {
    const sentence = 'Đơn vị báo cáo kết quả thực hiện nhiệm vụ trước ngày mười lăm hằng tháng. '
    await bench.channel.send(row({ text: sentence.repeat(70) }))
    const texts = person().inbox.map(({ text }) => text)
    expect(texts.length).toBeGreaterThan(2)
    expect(texts.every((text) => text.length <= 2_000 && text.trimEnd().endsWith('.'))).toBe(true)
    expect(texts.join('')).toBe(sentence.repeat(70))
  })

  it('goes on with the part that failed instead of repeating those that arrived', async () => {
    const text = ['a', 'b', 'c'].map((letter) => letter.repeat(1_990)).join('\n\n')
    const sent = row({ text, choices: choicesOf('Đã đọc') })
    const slowly = bench.channel.send(sent)
    await person().waitFor((message) => message.text.startsWith('a'))
    bench.server.failNext(1, -200, cs)
    const error = await failed(slowly)
    const out = person().inbox.length
    expect(out).toBeLessThan(3)
    const { providerId, parts } = await bench.channel.send(sent)
    // Each try says what it sent, as Zalo has counted it.
    expect([error.partsSent, parts]).toEqual([out, 4 - out])
    const inbox = person().inbox
    expect(inbox.map((message) => message.text[0])).toEqual(['a', 'b', 'c', 'B'])
    expect(providerId).toBe(inbox.at(-1)?.id)
  })

  it('sends nothing of a message that cannot be sent whole', async () => {
    const gone = { sha256: 'none', name: 'a.docx', mime: 'x/y', size: 5 }
    const refusals = [
      [{ text: 'nội dung', files: [gone] }, undefined],
      [{ text: 'nội dung', files: [{ ...gone, size: 5 * 1024 * 1024 + 1 }] }, 'file'],
      [{ text: 'nội dung', files: [{ ...gone, name: 'bang.xlsx' }] }, 'file'],
      [{ text: 'nội dung', files: [{ ...gone, name: 'anh.png', size: 1024 * 1024 + 1 }] }, 'file'],
      [{ text: ' \n ' }, undefined],
    ] as const
    for (const [reply, why] of refusals)
      expect(await failed(bench.channel.send(row(reply)))).toMatchObject({ retry: 'refused', why })
    expect(await failed(bench.channel.send(row({ text: 'x' }, 'nguyen-van-a')))).toMatchObject({ retry: 'never' })
    expect(bench.server.calls).toEqual([])
  })

  it('sends nothing new once everything stops', async () => {
    const stop = new AbortController()
    stop.abort()
    expect(await failed(bench.channel.send(row({ text: 'nội dung' }), stop.signal))).toMatchObject({ retry: 'later' })
    expect(bench.server.callsOf(cs)).toEqual([])
  })

  it('sends again after the minute that a real limit of requests asks for', async () => {
    await bench.close()
    await begin({}, { perMinute: 3 })
    for (const text of ['một', 'hai', 'ba']) await bench.channel.send(row({ text }))
    expect(await failed(bench.channel.send(row({ text: 'bốn' })))).toMatchObject({ retry: 'later', afterMs: 60_000 })
    await bench.server.advance(60_000)
    await bench.channel.send(row({ text: 'bốn' }))
    expect(person().inbox.map(({ text }) => text)).toEqual(['một', 'hai', 'ba', 'bốn'])
  })
})

describe('files through the Official Account', () => {
  beforeEach(() => begin())
  const upload = '/v2.0/oa/upload/file'
  const docx = (name = 'Báo cáo; "6 tháng".docx') => bench.files.keep(Buffer.from('PK bytes'), name, 'x/y')

  it('uploads a file once and sends it to many under its tidy name', async () => {
    const file = await docx()
    bench.server.user('2222').say('chào')
    await bench.channel.send(row({ text: 'Dự thảo', files: [file] }))
    await bench.channel.send(row({ text: 'Dự thảo', files: [file] }, '2222'))
    expect(bench.server.callsOf(upload)).toHaveLength(1)
    for (const id of [lan, '2222']) {
      const [text, sent] = bench.server.user(id).inbox
      expect(text?.text).toBe('Dự thảo')
      expect(sent?.file).toMatchObject({ name: 'Báo cáo 6 tháng.docx', bytes: Buffer.from('PK bytes') })
    }
  })

  it('puts the file before the text that asks for a choice, which carries the buttons', async () => {
    await bench.channel.send(row({ text: 'Duyệt dự thảo?', files: [await docx()], choices: choicesOf('Duyệt') }))
    expect(person().inbox.map(({ file, buttons }) => [file !== undefined, buttons.length])).toEqual([
      [true, 0],
      [false, 1],
    ])
  })

  it('uploads anew when Zalo has forgotten the file (-100), once', async () => {
    const file = await docx()
    await bench.channel.send(row({ text: '', files: [file] }))
    bench.server.world.uploads.clear()
    await bench.channel.send(row({ text: '', files: [file] }))
    expect(person().inbox).toHaveLength(2)
    expect(bench.server.callsOf(upload)).toHaveLength(2)
    expect(bench.server.callsOf(cs).map(({ error }) => error)).toEqual([0, -100, 0])
    bench.server.failNext(2, -100, cs)
    expect(await failed(bench.channel.send(row({ text: '', files: [file] })))).toMatchObject({ retry: 'later' })
    expect(bench.server.callsOf(upload)).toHaveLength(3)
  })

  it('does not trust an upload for the whole 7 days that it lives', async () => {
    const file = await docx()
    await bench.channel.send(row({ text: '', files: [file] }))
    await bench.server.advance(6 * dayMs + 1)
    person().say('còn đây')
    await bench.channel.send(row({ text: '', files: [file] }))
    expect(bench.server.callsOf(upload)).toHaveLength(2)
    expect(bench.server.callsOf(cs).map(({ error }) => error)).toEqual([0, 0])
  })

  it('sends pictures as pictures', async () => {
    const png = Buffer.from('89504e470d0a1a0a00', 'hex')
    const file = await bench.files.keep(png, 'bieu-do.png', 'image/png')
    await bench.channel.send(row({ text: 'Biểu đồ', files: [file] }))
    expect(person().inbox[1]?.file?.bytes.equals(png)).toBe(true)
    expect(bench.server.callsOf('/v2.0/oa/upload/image')).toHaveLength(1)
  })

  it('does not say that a message may have arrived when only its upload went astray', async () => {
    bench.server.dropAnswers(1, upload)
    const sent = row({ text: '', files: [await docx()] })
    expect(await failed(bench.channel.send(sent))).toMatchObject({ retry: 'later', perhapsSent: false })
    await bench.channel.send(sent)
    expect(person().inbox).toHaveLength(1)
  })
})

describe('when the window is shut', () => {
  const template = { id: '335501', data: ({ kind }: { kind: string }) => ({ viec: kind }) }

  it('sends for 7 days after the last interaction, free for 48 hours, and not after', async () => {
    await begin()
    await bench.server.advance(48 * hourMs)
    await bench.channel.send(row({ text: 'một' }))
    await bench.server.advance(1)
    await bench.channel.send(row({ text: 'hai' }))
    await bench.server.advance(5 * dayMs - 1)
    await bench.channel.send(row({ text: 'ba' }))
    expect(person().inbox.map(({ charged }) => charged)).toEqual([false, true, true])
    await bench.server.advance(1)
    expect(await failed(bench.channel.send(row({ text: 'bốn' })))).toMatchObject({ retry: 'refused', why: 'window' })
    person().say('tôi đây')
    await bench.channel.send(row({ text: 'năm' }))
    expect(person().inbox.at(-1)).toMatchObject({ text: 'năm', charged: false })
  })

  it('sends the approved template instead, once a day for each person, and says so', async () => {
    await begin({ template })
    bench.server.world.templates.set('335501', { params: ['viec'], byUid: true })
    await bench.server.advance(8 * dayMs)
    const sent = await bench.channel.send(row({ text: 'nội dung' }))
    expect(person().inbox).toEqual([
      expect.objectContaining({ id: sent.providerId, template: { id: '335501', data: { viec: 'answer' } } }),
    ])
    expect(sent.instead).toBe('template')
    expect(await failed(bench.channel.send(row({ text: 'nội dung' })))).toMatchObject({ why: 'window' })
    await bench.server.advance(dayMs)
    expect(await bench.channel.send(row({ text: 'nội dung' }))).toMatchObject({ instead: 'template' })
    expect(person().inbox).toHaveLength(2)
  })

  it('falls back to the shut window when the template cannot go, and tries later when it may', async () => {
    await begin({ template })
    bench.server.world.templates.set('335501', { params: ['viec'], byUid: false })
    await bench.server.advance(8 * dayMs)
    expect(await failed(bench.channel.send(row({ text: 'nội dung' })))).toMatchObject({
      retry: 'refused',
      why: 'window',
    })
    bench.server.failNext(1, 'html', '/v3.0/oa/message/template')
    expect(await failed(bench.channel.send(row({ text: 'nội dung' })))).toMatchObject({ retry: 'later' })
    expect(bench.log.at('warn')).toContain('The template message was not sent.')
  })
})

describe('the parts of sending', () => {
  beforeEach(() => begin())

  it('reads its own taps and nothing else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999_999_999_999 }), fc.integer({ min: 1, max: 5 }), (id, count) => {
        const choices = Array.from({ length: count }, (_, i) => ({ label: `${i}`, value: '' }))
        const read = oaButtons(id, choices).map(({ payload }) => readOaTap(payload))
        expect(read).toEqual(choices.map((_, index) => ({ outboxId: id, index })))
      }),
    )
    for (const text of ['#o0:1', '#o12:5', '#o12', '12:1', '#o12:1 ', '#o1234567890123456:1', '#o12:01'])
      expect(readOaTap(text)).toBeUndefined()
  })

  it('keeps every button and line within the limits, whatever the labels', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 400 }), { maxLength: 120 }), (labels) => {
        const choices = labels.map((label) => ({ label, value: '' }))
        const buttons = oaButtons(7, choices)
        expect(buttons.length).toBe(Math.min(5, labels.length))
        expect(buttons.every(({ title }) => title.trim() !== '' && title.length <= 100)).toBe(true)
        const lines = numberedLines('', choices).split('\n').slice(1)
        expect(lines.length).toBe(Math.min(99, labels.length))
      }),
    )
  })

  it('waits for the morning of Vietnam, never more than a day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000_000 }), (now) => {
        const after = untilMorning(now)
        expect(after).toBeGreaterThan(0)
        expect(after).toBeLessThanOrEqual(24 * hourMs + 60_000)
        expect(new Date(now + after - 60_000 + 7 * hourMs).toISOString()).toMatch(/T06:00:00\.000Z$/)
      }),
    )
  })

  it('leaves an error that is one already as it is, and names no text of a strange one', () => {
    const known = new DeliveryError('zalo-oa', 'never', 'x')
    expect(toOaDeliveryError(known, 0)).toBe(known)
    const strange = toOaDeliveryError(new Error('nội dung của cơ quan'), 0)
    expect(strange).toMatchObject({ retry: 'later', perhapsSent: false })
    expect(shown(strange)).not.toContain('nội dung')
  })

  it('asks the real hosts when no others are set', async () => {
    const asked: string[] = []
    const channel = zaloOaChannel({
      ...{ appId: '1', secretKey: 'k', files: bench.files, log: bench.log },
      tokens: { ...bench.tokens, access: async () => 'token' },
      fetch: async (url) => {
        asked.push(String(url))
        return Response.json({ error: 0, data: { message_id: 'm' } })
      },
    })
    await channel.send(row({ text: 'x' }))
    expect(asked).toEqual(['https://openapi.zalo.me/v3.0/oa/message/cs'])
  })
})
