import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { pendingInMemory } from '../../src/channel/zalo-oa-files.ts'
import { mostHookBytes, type Receipt, readHook } from '../../src/channel/zalo-oa-hook.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { appId, appSecret, lan, morning, oaId, secretKey, type ZaloOaBench, zaloOaBench } from './zalo-oa-bench.ts'

const settings = { appId, secretKey, oaId }
const headersOf = (headers: Record<string, string>) => new Headers(headers)
const sign = (body: string, time: string, secret = secretKey, first = appId): string =>
  createHash('sha256').update(`${first}${body}${time}${secret}`).digest('hex')
const event = (more: object = {}): string =>
  JSON.stringify({
    ...{ app_id: appId, event_name: 'user_send_text', timestamp: '1795485600000' },
    ...{ sender: { id: lan }, recipient: { id: oaId }, message: { msg_id: 'm1', text: 'xin chào' } },
    ...more,
  })
const time = '1795485600000'
const read = (body: string, headers: Record<string, string>, more: Partial<Parameters<typeof readHook>[0]> = {}) =>
  readHook({ ...settings, ...more }, headersOf(headers), Buffer.from(body))
const signed = (body: string, more: Partial<Parameters<typeof readHook>[0]> = {}) =>
  read(body, { 'x-zevent-signature': `mac=${sign(body, time)}`, 'x-zevent-timestamp': time }, more)
const nothing = { inbounds: [], files: [] }

describe('reading a request to the webhook of the Official Account', () => {
  it.each(['{}', ' { }\n', '{\r\n}'])('acknowledges the unsigned probe %j and nothing else unsigned', (body) => {
    expect(read(body, {})).toMatchObject({ ...nothing, answer: { status: 200 }, note: 'probe' })
    expect(read('{"a":1}', {}).answer.status).toBe(401)
    expect(read('[]', {}).answer.status).toBe(401)
    expect(read('', {}).answer.status).toBe(401)
  })

  it('hears what is signed with the time of the header, or of the body when there is none', () => {
    const body = event()
    const heard = { inbounds: [{ channel: 'zalo-oa', messageId: 'm1', address: lan, heard: { text: 'xin chào' } }] }
    expect(signed(body)).toMatchObject(heard)
    expect(read(body, { 'x-zevent-signature': sign(body, time).toUpperCase() })).toMatchObject(heard)
    const other = { 'x-zevent-signature': `mac=${sign(body, '1')}`, 'x-zevent-timestamp': '1' }
    expect(read(body, other)).toMatchObject(heard)
    // Both are there, and the body's was signed.
    const wrong = { 'x-zevent-signature': `mac=${sign(body, time)}`, 'x-zevent-timestamp': '99' }
    expect(read(body, wrong)).toMatchObject(heard)
    // As a number, as some have seen it.
    const numbered = event({ timestamp: 1795485600000 })
    expect(read(numbered, { 'x-zevent-signature': sign(numbered, time) })).toMatchObject(heard)
  })

  it('takes the time from one place only when the settings say so', () => {
    const body = event()
    const byHeader = { 'x-zevent-signature': `mac=${sign(body, '1')}`, 'x-zevent-timestamp': '1' }
    const byBody = { 'x-zevent-signature': `mac=${sign(body, time)}`, 'x-zevent-timestamp': '1' }
    const status = (headers: Record<string, string>, timestampFrom: 'header' | 'body') =>
      read(body, headers, { timestampFrom }).answer.status
    expect([status(byHeader, 'header'), status(byBody, 'header')]).toEqual([200, 401])
    expect([status(byHeader, 'body'), status(byBody, 'body')]).toEqual([401, 200])
  })

  it('takes the secret from the settings: the OA key or, for some apps, the app secret', () => {
    const body = event()
    const headers = { 'x-zevent-signature': `mac=${sign(body, time, appSecret)}`, 'x-zevent-timestamp': time }
    expect(read(body, headers).answer.status).toBe(401)
    expect(read(body, headers, { secretKey: appSecret }).inbounds).toHaveLength(1)
    const noSecret = { 'x-zevent-signature': `mac=${sign(body, time, '')}`, 'x-zevent-timestamp': time }
    expect(read(body, noSecret, { secretKey: '' }).answer.status).toBe(401)
  })

  it.each([
    ['no signature', undefined],
    ['an empty one', 'mac='],
    ['one of another length', `mac=${'a'.repeat(63)}`],
    ['one that is no hex', `mac=${'g'.repeat(64)}`],
    ['one for another app', `mac=${sign(event(), time, secretKey, '999')}`],
    ['one for another body', `mac=${sign(event({ x: 1 }), time)}`],
  ])('turns away a request with %s', (_, signature) => {
    const headers = { 'x-zevent-timestamp': time, ...(signature ? { 'x-zevent-signature': signature } : {}) }
    expect(read(event(), headers)).toMatchObject({ ...nothing, answer: { status: 401 } })
  })

  it('does not let a piece of the body pass for the time, as a plain hash of a row of strings would', () => {
    const body = event()
    const shifted = { 'x-zevent-signature': `mac=${sign(body, time)}`, 'x-zevent-timestamp': `}${time}` }
    expect(read(body.slice(0, -1), shifted)).toMatchObject({ ...nothing, answer: { status: 401 } })
  })

  it('never hears anything that is not signed, whatever is changed', () => {
    const body = event()
    fc.assert(
      fc.property(fc.nat({ max: body.length - 1 }), fc.integer({ min: 0, max: 127 }), (at, code) => {
        const changed = body.slice(0, at) + String.fromCharCode(code) + body.slice(at + 1)
        fc.pre(changed !== body)
        const headers = { 'x-zevent-signature': `mac=${sign(body, time)}`, 'x-zevent-timestamp': time }
        expect(read(changed, headers)).toMatchObject({ ...nothing, answer: { status: 401 } })
      }),
    )
  })

  it('does not look at what is too large, and takes invalid JSON and unknown events that are signed for what they are', () => {
    expect(signed(' '.repeat(mostHookBytes + 1)).answer.status).toBe(413)
    for (const body of ['{"event_name":', 'null', '[]', '7', '{"event_name":7}', event({ sender: { id: 7 } })])
      expect(signed(body)).toMatchObject({ ...nothing, answer: { status: 200 } })
    for (const name of ['oa_send_text', 'user_send_group_text', 'user_submit_info', 'toString', '__proto__', 'Ồ\n'])
      expect(signed(event({ event_name: name }))).toMatchObject({ ...nothing, answer: { status: 200 } })
    expect(signed(event({ event_name: 'Ồ\nlog' })).note).toBe('ignored: of an odd name')
  })

  it('leaves alone what is for another app or another OA', () => {
    expect(signed(event({ app_id: '1' }))).toMatchObject({ ...nothing, note: 'for another app' })
    expect(signed(event({ recipient: { id: '1' } }))).toMatchObject({ ...nothing, note: 'for another OA' })
    const { oaId: _, ...anyOa } = settings
    const body = event({ recipient: { id: '1' } })
    const headers = headersOf({ 'x-zevent-signature': sign(body, time) })
    expect(readHook(anyOa, headers, Buffer.from(body)).inbounds).toHaveLength(1)
  })

  it('reads taps, links, receipts and the kinds that are not taken', () => {
    const what = (more: object) => signed(event(more)).inbounds[0]?.heard
    const message = (text: string) => ({ message: { msg_id: 'm1', text } })
    expect(what(message('#o12:3'))).toEqual({ kind: 'choice', outboxId: 12, index: 3 })
    expect(what(message('#o12:9'))).toEqual({ kind: 'text', text: '#o12:9' })
    expect(what(message('a\0b\ud800'))).toEqual({ kind: 'text', text: 'ab' })
    const link = { msg_id: 'm1', text: 'xem', attachments: [{ type: 'link', payload: { url: 'https://a.vn/x' } }] }
    expect(what({ event_name: 'user_send_link', message: link })).toEqual({ kind: 'text', text: 'xem https://a.vn/x' })
    const refused = (event_name: string, payload: object = {}) =>
      what({ event_name, message: { msg_id: 'm1', attachments: [{ payload }] } })
    expect(refused('user_send_audio')).toEqual({ kind: 'refused-file', name: 'tin nhắn thoại', why: 'kind' })
    expect(refused('user_send_gif')).toEqual({ kind: 'refused-file', name: 'ảnh động', why: 'kind' })
    expect(refused('user_send_video', { name: '../b.mp4' })).toEqual({
      ...{ kind: 'refused-file', name: 'b.mp4', why: 'kind' },
    })
    const wordless = { kind: 'refused-file', why: 'wordless' }
    expect(refused('user_send_sticker')).toEqual({ ...wordless, name: 'nhãn dán (sticker)' })
    expect(refused('user_send_location')).toEqual({ ...wordless, name: 'loại tin nhắn này' })
    expect(refused('user_send_business_card')).toEqual({ ...wordless, name: 'loại tin nhắn này' })
    expect(signed(event({ event_name: 'user_asking_product' }))).toMatchObject(nothing)
    const ours = { sender: { id: oaId }, recipient: { id: lan } }
    expect(signed(event({ ...ours, event_name: 'user_received_message' })).receipt).toEqual({
      ...{ what: 'delivered', providerIds: ['m1'], at: 1795485600000 },
    })
    const seen = { ...ours, event_name: 'user_seen_message', message: { msg_ids: ['a', 'b'] } }
    expect(signed(event(seen)).receipt).toMatchObject({ what: 'seen', providerIds: ['a', 'b'] })
  })

  it('gives a follow and its end a number of their own, so that a repeated one changes nothing', () => {
    const follow = { oa_id: oaId, follower: { id: lan }, sender: undefined, recipient: undefined, message: undefined }
    expect(signed(event({ ...follow, event_name: 'unfollow' })).inbounds).toEqual([
      { channel: 'zalo-oa', messageId: `unfollow:${lan}:${time}`, address: lan, heard: { kind: 'left' } },
    ])
    expect(signed(event({ ...follow, event_name: 'follow' })).inbounds[0]?.heard).toEqual({
      ...{ kind: 'text', text: '/start' },
    })
  })

  it('reads files wherever they stand, each as a message of its own', () => {
    const file = (payload: object) => ({ type: 'file', payload })
    const one = file({ url: 'https://f.zdn.vn/1', name: '..\\bao cao.pdf', size: '12', type: 'pdf' })
    const two = file({ url: 'https://f.zdn.vn/2', name: 'bang ke', size: '', type: 'XLSX' })
    const sent = { event_name: 'user_send_file', message: { msg_id: 'm1', text: 'Gửi', attachments: [one] } }
    expect(signed(event({ ...sent, attachments: [two, file({ name: 'x.pdf' })] })).files).toEqual([
      { messageId: 'm1', address: lan, url: 'https://f.zdn.vn/1', name: 'bao cao.pdf', size: 12, caption: 'Gửi' },
      { messageId: 'm1/1', address: lan, url: 'https://f.zdn.vn/2', name: 'bang ke.xlsx', size: 0, caption: '' },
    ])
    const picture = { type: 'image', payload: { url: 'https://f.zdn.vn/3', thumbnail: 'https://f.zdn.vn/t' } }
    const images = { event_name: 'user_send_image', message: { msg_id: 'm1', attachments: [picture, picture] } }
    expect(signed(event(images)).files.map(({ name }) => name)).toEqual(['ảnh-m1.jpg', 'ảnh-m1-2.jpg'])
  })
})

describe('hearing through the webhook of the Official Account', () => {
  let bench: ZaloOaBench
  const pdf = Buffer.from('%PDF-1.7\n%%EOF\n')
  const person = () => bench.server.user(lan)
  const answers = () => bench.server.hook.deliveries.map((each) => each.answers)

  beforeEach(async () => {
    bench = await zaloOaBench()
  })
  afterEach(async () => {
    await bench.close()
    for (const secret of [...bench.secrets(), lan, 'nội dung']) expect(bench.log.everything()).not.toContain(secret)
    expect(bench.server.failures).toEqual([])
  })

  it('answers the probe before it listens, and asks for everything else again', async () => {
    person().say('nội dung')
    await bench.server.hook.settled()
    expect(answers()).toEqual([[503]])
    const { taken } = bench.listen()
    await bench.server.advance(30_000)
    expect(answers()).toEqual([[503, 200]])
    expect(taken.kept).toHaveLength(1)
  })

  it('answers 200 when the message is stored and not before, and 500 when it cannot be', async () => {
    const taken = new TakenMessages()
    let tries = 0
    let open = () => {}
    const stored = new Promise<void>((resolve) => {
      open = resolve
    })
    let began = () => {}
    const storing = new Promise<void>((resolve) => {
      began = resolve
    })
    bench.listen(taken, async (inbound) => {
      tries += 1
      if (tries === 1) throw new Error('nội dung: the database is away')
      began()
      await stored
      return taken.take(inbound)
    })
    person().say('nội dung')
    await bench.server.hook.settled()
    expect(answers()).toEqual([[500]])
    const again = bench.server.advance(30_000)
    await storing
    expect(answers()).toEqual([[500]])
    open()
    await again
    expect(answers()).toEqual([[500, 200]])
    expect(taken.kept).toHaveLength(1)
  })

  it('acknowledges a file at once, holds it and hears it then, also from the odd place', async () => {
    const { taken } = bench.listen()
    bench.server.slowDown(1, 100, 'attachment')
    person().sendFile('minh chứng.pdf', pdf, 'Biên bản')
    await bench.server.hook.settled()
    expect(answers()).toEqual([[200]])
    expect(taken.kept).toEqual([])
    await taken.heard(1)
    person().sendFile('khác.pdf', pdf, undefined, true)
    person().sendImages([Buffer.from('ffd8ffe0', 'hex'), Buffer.from('ffd8ffe1', 'hex')], 'Hiện trường')
    const heard = await taken.heard(4)
    expect(heard.map((each) => (each.kind === 'file' ? [each.file.mime, each.caption] : each)).toSorted()).toEqual(
      [
        ['application/pdf', ''],
        ['application/pdf', 'Biên bản'],
        ['image/jpeg', ''],
        ['image/jpeg', 'Hiện trường'],
      ].toSorted(),
    )
    expect(bench.files.held.size).toBe(3)
  })

  it('tries again when a download breaks off, and says so when it never works', async () => {
    const { taken } = bench.listen()
    bench.server.dropAnswers(1, 'attachment')
    bench.server.failNext(1, 'html', 'attachment')
    person().sendFile('a.pdf', pdf)
    await taken.heard(1)
    bench.server.failNext(4, 'html', 'attachment')
    person().sendFile('b.pdf', pdf)
    await taken.heard(2)
    person().sendLinkedFile(`${bench.server.apiRoot}/attachments/999/none`, 'c.pdf')
    const heard = await taken.heard(3)
    expect(heard.map((each) => ('why' in each ? each.why : each.kind))).toEqual(['file', 'unreadable', 'unreadable'])
    expect(bench.server.callsOf('attachment')).toHaveLength(3 + 4 + 1)
  })

  it.each([
    'http://example.com/a.pdf',
    'https://127.0.0.1/a.pdf',
    'https://localhost/a.pdf',
    'https://[::1]/a.pdf',
    'https://0x7f.1/a.pdf',
    'https://user:pass@example.com/a.pdf',
    'file:///etc/passwd',
    'no link',
  ])('does not follow a link to %s', async (url) => {
    const { taken } = bench.listen()
    person().sendLinkedFile(url, 'a.pdf')
    expect(await taken.heard(1)).toEqual([{ kind: 'refused-file', name: 'a.pdf', why: 'unreadable' }])
  })

  it('fetches after a restart what was acknowledged before it', async () => {
    const pending = pendingInMemory()
    bench.restart({ pending })
    const first = bench.listen()
    bench.server.slowDown(1, 60_000, 'attachment')
    person().sendFile('a.pdf', pdf)
    await bench.server.hook.settled()
    await bench.server.waitFor(({ calls }) => calls.some(({ name }) => name === 'attachment'))
    const before = Date.now()
    await first.stop()
    // Well before the file would have come.
    expect(Date.now() - before).toBeLessThan(20_000)
    expect(first.taken.kept).toEqual([])
    expect(await pending.all()).toHaveLength(1)
    bench.restart({ pending })
    const second = bench.listen()
    expect(await second.taken.heard(1)).toMatchObject([{ kind: 'file' }])
    await second.stop()
    expect(await pending.all()).toEqual([])
  })

  it('fetches a file once when Zalo tells of it twice at the same time', async () => {
    const { taken } = bench.listen()
    bench.server.hook.duplicates = 1
    bench.server.slowDown(1, 100, 'attachment')
    person().sendFile('a.pdf', pdf)
    await taken.heard(1)
    expect(answers()).toEqual([[200, 200]])
    expect(bench.server.callsOf('attachment')).toHaveLength(1)
  })

  it('hears who follows and who leaves, and tells of receipts', async () => {
    const receipts: Receipt[] = []
    bench.restart({ receipt: async (receipt) => void receipts.push(receipt) })
    const { taken } = bench.listen()
    person().follow()
    await taken.heard(1)
    bench.server.world.receipts = true
    const sent = { id: 5, key: 'k', kind: 'answer', channel: 'zalo-oa', address: lan, personId: 'lan' } as const
    const row = { ...sent, status: 'sending', createdAt: 0, sentAt: null, providerId: null, attempts: 0 } as const
    const later = { deliveredAt: null, seenAt: null, instead: null, tried: [] } as const
    const { providerId } = await bench.channel.send({ ...row, ...later, note: null, about: [], reply: { text: 'x' } })
    person().sees()
    person().unfollow()
    expect(await taken.heard(2)).toEqual([{ kind: 'text', text: '/start' }, { kind: 'left' }])
    await bench.server.hook.settled()
    expect(receipts.toSorted((a, b) => a.what.localeCompare(b.what))).toEqual([
      { what: 'delivered', providerIds: [providerId], at: morning },
      { what: 'seen', providerIds: [providerId], at: morning },
    ])
  })

  it('turns away strangers and says so without quoting them', async () => {
    bench.listen()
    const post = (body: string, headers: Record<string, string> = {}) =>
      fetch(bench.hookUrl, { method: 'POST', body, headers }).then(({ status }) => status)
    expect(await post('{"text":"nội dung"}')).toBe(401)
    expect(await post('x'.repeat(10_000_000))).toBe(413)
    expect(await post('nội dung', { 'x-zevent-signature': 'mac=1', 'content-type': 'text/plain' })).toBe(401)
    expect(bench.log.at('warn')).toHaveLength(3)
  })
})
