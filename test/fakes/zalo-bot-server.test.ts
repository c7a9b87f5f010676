import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startZaloBotServer, type ZaloBotServer, type ZaloBotServerOptions } from './zalo-bot-server.ts'

const token = '42:stand-in'
const secret = 'mat-khau-0123'
const url = 'https://bot.example.vn/hooks/zalo-bot'
const jpeg = Buffer.from('ffd8ffe000104a46494600', 'hex')

interface Answer {
  readonly status: number
  readonly ok?: boolean
  readonly error_code?: number
  readonly errorCode?: number
  readonly description?: string
  readonly result?: { readonly [name: string]: unknown }
}

describe('the stand-in of the Zalo Bot API', () => {
  let server: ZaloBotServer
  let site: Server
  /** What the office's own server got, and how it answers. */
  let got: { readonly body: unknown; readonly secret: string | undefined }[] = []
  let siteAnswers = 200

  const start = async (options: Omit<ZaloBotServerOptions, 'token'> = {}) => {
    server = await startZaloBotServer({ token, ...options })
    server.reach.set('https://bot.example.vn', `http://127.0.0.1:${(site.address() as AddressInfo).port}`)
  }
  beforeEach(async () => {
    got = []
    siteAnswers = 200
    site = createServer(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      if (request.method === 'GET') return response.end(request.url === '/a.jpg' ? jpeg : 'no picture')
      got.push({
        body: JSON.parse(Buffer.concat(parts).toString('utf8')),
        secret: String(request.headers['x-bot-api-secret-token']),
      })
      response.writeHead(siteAnswers).end()
    })
    site.listen(0, '127.0.0.1')
    await once(site, 'listening')
    await start()
  })
  afterEach(async () => {
    await server.close()
    site.close()
    site.closeAllConnections()
  })

  const call = async (method: string, params: object = {}, as = token): Promise<Answer> => {
    const response = await fetch(`${server.apiRoot}/bot${as}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(params),
    })
    return { status: response.status, ...((await response.json()) as object) }
  }
  const again = async (options: Omit<ZaloBotServerOptions, 'token'>) => {
    await server.close()
    await start(options)
  }
  const textOf = ({ result }: Answer) => (result?.message as { text?: string } | undefined)?.text

  it('gives one update at a time, each once, and 408 when there is none', async () => {
    for (const text of ['một', 'hai']) server.user('a1').say(text)
    expect(textOf(await call('getUpdates'))).toBe('một')
    expect(textOf(await call('getUpdates', { timeout: '30' }))).toBe('hai')
    expect(await call('getUpdates', { timeout: 0 })).toEqual({
      ...{ status: 408, ok: false, error_code: 408, description: 'Request timeout' },
    })
    const waiting = call('getUpdates', { timeout: 30 })
    await server.waitFor(({ world }) => world.polls === 1)
    server.user('a1').say('ba')
    expect(textOf(await waiting)).toBe('ba')
  })

  it('gives updates again and again at once when it replays', async () => {
    server.world.habits.updates = 'replay'
    for (const text of ['một', 'hai']) server.user('a1').say(text)
    const seen = []
    for (let poll = 0; poll < 5; poll++) seen.push(textOf(await call('getUpdates')))
    expect(seen).toEqual(['một', 'hai', 'một', 'hai', 'một'])
  })

  it('shares updates out among several pollers, each to one of them', async () => {
    const polls = [1, 2].map(() => call('getUpdates', { timeout: 30 }))
    await server.waitFor(({ world }) => world.polls === 2)
    for (const text of ['một', 'hai']) server.user('a1').say(text)
    expect((await Promise.all(polls)).map(textOf).sort()).toEqual(['hai', 'một'])
  })

  it('writes bodies, pictures and dates in either way', async () => {
    await again({ now: () => 1_763_712_000_500 })
    const read = async () => (await call('getUpdates')).result?.message
    server.user('a1').sendPicture(jpeg, 'Biên bản')
    expect(await read()).toMatchObject({ photo_url: expect.any(String), caption: 'Biên bản', date: 1_763_712_000_500 })
    Object.assign(server.world.habits, { picture: 'photo', date: 's' })
    server.user('a1').sendPicture(jpeg)
    expect(await read()).toMatchObject({ photo: expect.any(String), date: 1_763_712_000 })
    server.world.habits.picture = 'photos'
    server.user('a1').sendPicture(jpeg)
    const message = (await read()) as { photos: { url: string }[]; from: object; chat: object }
    expect(message).toMatchObject({ from: { id: 'a1', is_bot: false }, chat: { id: 'a1', chat_type: 'PRIVATE' } })
    const picture = await fetch(message.photos[0]?.url ?? '')
    expect(Buffer.from(await picture.arrayBuffer()).equals(jpeg)).toBe(true)
  })

  it('refuses a wrong token, an unknown method and a chat that never began', async () => {
    expect(await call('getMe', {}, '42:other')).toMatchObject({ status: 401, error_code: 401 })
    expect(await call('sendDocument', { chat_id: 'a1' })).toMatchObject({ status: 404, error_code: 404 })
    expect(server.failures).toEqual(['unexpected method sendDocument'])
    const send = (chat_id?: string) => call('sendMessage', { chat_id, text: 'chào' })
    expect(await send('a1')).toMatchObject({ status: 400, description: 'Bad Request: chat not found' })
    expect(await send()).toMatchObject({ status: 400 })
    server.user('a1').say('/start')
    expect(await send('a1')).toMatchObject({
      ok: true,
      result: { message_id: expect.stringMatching(/^[0-9a-f]{20}$/) },
    })
    server.user('a1').block()
    expect(await send('a1')).toMatchObject({ status: 400 })
    server.world.habits.failAs = 'ok-false'
    expect(await send('a1')).toMatchObject({ status: 200, ok: false, error_code: 400 })
  })

  it('counts 2,000 composed characters', async () => {
    server.user('a1').say('/start')
    const send = (text: string) => call('sendMessage', { chat_id: 'a1', text })
    for (const text of ['', ' \n', 'x'.repeat(2_001), '👍'.repeat(1_001)])
      expect(await send(text)).toMatchObject({ status: 400 })
    for (const text of ['x'.repeat(2_000), 'ộ'.normalize('NFD').repeat(2_000), '👍'.repeat(1_000)])
      expect(await send(text)).toMatchObject({ ok: true })
  })

  it('fetches the picture that it is asked to send, and only from where it is led', async () => {
    server.user('a1').say('/start')
    const send = (photo?: string) => call('sendPhoto', { chat_id: 'a1', photo, caption: 'Biểu đồ' })
    expect(await send('https://bot.example.vn/a.jpg')).toMatchObject({ ok: true })
    expect(server.user('a1').inbox).toMatchObject([{ text: 'Biểu đồ', picture: { bytes: jpeg } }])
    for (const photo of ['https://bot.example.vn/none', 'https://khac.example.vn/a.jpg', 'a.jpg', undefined])
      expect(await send(photo)).toMatchObject({ status: 400 })
    expect(server.user('a1').inbox).toHaveLength(1)
  })

  it('sends stickers, typing and voices, of which groups get none', async () => {
    server.user('a1').say('/start')
    server.world.group('g1')
    expect(await call('sendSticker', { chat_id: 'a1', sticker: 's1' })).toMatchObject({ ok: true })
    const typing = await call('sendChatAction', { chat_id: 'a1', action: 'typing' })
    expect(typing).toEqual({ status: 200, ok: true })
    expect(await call('sendChatAction', { chat_id: 'a1', action: 'upload_photo' })).toMatchObject({ status: 400 })
    const voice_url = 'https://bot.example.vn/a.aac'
    for (const chat_id of ['a1', 'g1'])
      expect(await call('sendVoice', { chat_id, voice_url })).toMatchObject({ ok: true })
    expect(await call('sendVoice', { chat_id: 'a1', voice_url: 'https://bot.example.vn/a.mp3' })).toMatchObject({
      status: 400,
    })
    expect(server.user('a1').inbox).toMatchObject([{ sticker: 's1' }, { voice: voice_url }])
    expect(server.world.group('g1').inbox).toEqual([])
  })

  it('keeps the month’s quota, the people of the plan and a rate, and never says when it goes on', async () => {
    let now = Date.UTC(2026, 10, 30, 16, 59)
    await again({ limits: { quota: 2, users: 1, perSecond: 1 }, now: () => now })
    for (const person of ['a1', 'b2']) server.user(person).say('/start')
    expect(textOf(await call('getUpdates'))).toBe('/start')
    expect(await call('getUpdates', { timeout: 0 })).toMatchObject({ error_code: 408 })
    const send = (chat_id = 'a1') => call('sendMessage', { chat_id, text: 'chào' })
    expect(await send('b2')).toMatchObject({ error_code: 400 })
    expect(await send()).toMatchObject({ ok: true })
    expect(await send()).toMatchObject({ error_code: 429, description: 'Too many requests' })
    now += 2_000
    expect(await send()).toMatchObject({ ok: true })
    now += 2_000
    expect(await send()).toMatchObject({ error_code: 429, description: 'Quota exceeded' })
    now += 60_000
    expect(await send()).toMatchObject({ ok: true })
    expect(Object.fromEntries(server.world.counted)).toEqual({ '2026-11': 2, '2026-12': 1 })
    server.world.habits.countIncoming = true
    server.user('a1').say('tính cả tin đến')
    expect(server.world.counted.get('2026-12')).toBe(2)
  })

  it('checks and probes a webhook, and keeps it even when the probe fails', async () => {
    expect(await call('getWebhookInfo')).toMatchObject({ status: 404, description: 'Not Found', error_code: 404 })
    expect(await call('deleteWebhook')).toMatchObject({ status: 400 })
    server.world.habits.deleteNone = 'ok'
    expect(await call('deleteWebhook')).toMatchObject({ ok: true, result: { url: '' } })
    const set = (to: string, secret_token: string) => call('setWebhook', { url: to, secret_token })
    for (const to of [
      'http://bot.example.vn/x',
      'https://localhost/x',
      'https://127.0.0.1/x',
      'https://[::1]/x',
      'https://may.local/x',
      'x',
    ])
      expect(await set(to, secret), to).toMatchObject({ status: 400 })
    for (const short of ['1234567', 'x'.repeat(257)]) expect(await set(url, short)).toMatchObject({ status: 400 })
    expect(server.world.webhook).toBeUndefined()
    expect(await set(url, secret)).toMatchObject({
      result: { url, verification: { ok: true, status_code: 200, outcome: 'webhook.ok' } },
    })
    expect(got).toMatchObject([{ secret, body: { event_name: 'webhook.test', message_id: 'webhook-test' } }])
    for (const [status, outcome] of [
      [403, 'webhook.http.403'],
      [404, 'webhook.http.404'],
      [503, 'webhook.http.5xx'],
      [302, 'webhook.http.other'],
    ] as const) {
      siteAnswers = status
      expect(await set(url, secret)).toMatchObject({ ok: true, result: { verification: { ok: false, outcome } } })
    }
    expect(await set('https://khong.example.vn/x', secret)).toMatchObject({
      result: { verification: { outcome: 'webhook.err.dns' } },
    })
    expect(await call('getWebhookInfo')).toMatchObject({ ok: true, result: { url: 'https://khong.example.vn/x' } })
  })

  it('tests a webhook a few times a day', async () => {
    expect(await call('testWebhook')).toMatchObject({ status: 400 })
    await call('setWebhook', { url, secret_token: secret })
    for (let time = 0; time < 5; time++)
      expect(await call('testWebhook')).toMatchObject({ ok: true, result: { ok: true, url, outcome: 'webhook.ok' } })
    expect(await call('testWebhook')).toMatchObject({ status: 426, errorCode: 426 })
  })

  it('calls the webhook wrapped or flat, doubled or again, and then gives nothing to polls', async () => {
    await call('setWebhook', { url, secret_token: secret })
    expect(await call('getUpdates')).toMatchObject({ status: 400, description: expect.stringContaining('webhook') })
    got = []
    server.user('a1').say('phẳng')
    await server.webhook.settled()
    Object.assign(server.world.habits, { body: 'wrapped', duplicates: 1 })
    server.user('a1').say('bọc')
    await server.webhook.settled()
    siteAnswers = 500
    Object.assign(server.world.habits, { duplicates: 0, retries: 2 })
    server.user('a1').sendFile()
    await server.webhook.settled()
    expect(got.map(({ body }) => body)).toMatchObject([
      { event_name: 'message.text.received', message: { text: 'phẳng' } },
      { ok: true, result: { message: { text: 'bọc' } } },
      { ok: true, result: { message: { text: 'bọc' } } },
      ...[1, 2, 3].map(() => ({ result: { event_name: 'message.unsupported.received' } })),
    ])
    expect(got.every((each) => each.secret === secret)).toBe(true)
    expect(server.webhook.deliveries.slice(-3).map(({ outcome }) => outcome)).toEqual([500, 500, 500])
  })

  it('shows of groups only what mentions the bot or replies to it, and of protected people nothing', async () => {
    const group = server.world.group('g1')
    const person = server.user('a1')
    group.say(person, 'không nhắc đến bot', 'plain')
    group.say(person, 'nhắc đến bot')
    expect((await call('getUpdates')).result?.message).toMatchObject({
      text: 'nhắc đến bot',
      chat: { id: 'g1', chat_type: 'GROUP' },
    })
    for (const id of ['g2', 'g3']) server.world.group(id)
    expect(() => server.world.group('g4')).toThrow('at most 3')
    person.isProtected = true
    person.say('điều riêng')
    expect((await call('getUpdates')).result).toMatchObject({ event_name: 'message.unsupported.received' })
  })

  it('takes a message whose answer it then loses, breaks or cuts', async () => {
    server.user('a1').say('/start')
    const send = (text: string) => call('sendMessage', { chat_id: 'a1', text })
    server.dropAnswers(1)
    await expect(send('một')).rejects.toThrow()
    server.garbleAnswers(1)
    await expect(send('hai')).rejects.toThrow(SyntaxError)
    server.loseInTime(1)
    expect(await send('ba')).toMatchObject({ status: 408, error_code: 408 })
    server.gatewayError(1, 502)
    await expect(send('bốn')).rejects.toThrow(SyntaxError)
    server.failNext(1, 403)
    expect(await send('năm')).toMatchObject({ status: 403 })
    expect(server.user('a1').inbox.map(({ text }) => text)).toEqual(['một', 'hai', 'ba'])
  })

  it('takes calls by GET, as a form and as JSON', async () => {
    server.user('a1').say('/start')
    const method = `${server.apiRoot}/bot${token}/sendMessage`
    const asked = { chat_id: 'a1', text: 'chào' }
    const form = new FormData()
    for (const [name, value] of Object.entries(asked)) form.append(name, value)
    const answers = [
      await fetch(`${method}?${new URLSearchParams(asked)}`),
      await fetch(method, { method: 'POST', body: new URLSearchParams(asked) }),
      await fetch(method, { method: 'POST', body: form }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect(server.user('a1').inbox).toHaveLength(3)
  })

  it('runs as a program of its own, whose people another process plays', async () => {
    const program = fileURLToPath(new URL('./zalo-bot-server.ts', import.meta.url))
    const place = `https://bot.example.vn=http://127.0.0.1:${(site.address() as AddressInfo).port}`
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', program, '--token', token, '--reach', place, '--limits', '{"quota":1}'],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    try {
      const root = await new Promise<string>((resolve) => createInterface(child.stdout).once('line', resolve))
      const post = async (path: string, body: object) =>
        (
          await fetch(`${root}${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body),
          })
        ).json()
      await post('/_control/say', { user: 'a9', text: 'xin chào' })
      expect(textOf((await post(`/bot${token}/getUpdates`, {})) as Answer)).toBe('xin chào')
      const waiting = post('/_control/wait', { user: 'a9', text: 'Kính gửi' })
      await post(`/bot${token}/sendMessage`, { chat_id: 'a9', text: 'Kính gửi anh/chị\n1. Đã xong\n2. Đang làm' })
      expect(await waiting).toMatchObject({ text: expect.stringContaining('Đang làm') })
      expect(await post(`/bot${token}/sendMessage`, { chat_id: 'a9', text: 'thêm' })).toMatchObject({ error_code: 429 })
      await post('/_control/choose', { user: 'a9', label: 'Đang làm' })
      expect(textOf((await post(`/bot${token}/getUpdates`, {})) as Answer)).toBe('2')
      await post(`/bot${token}/setWebhook`, { url, secret_token: secret })
      await post('/_control/file', { user: 'a9' })
      const deliveries = async () => (await fetch(`${root}/_control/deliveries`)).json() as Promise<object[]>
      while ((await deliveries()).length < 2) await new Promise((resolve) => setImmediate(resolve))
      expect(await deliveries()).toEqual([
        { event: 'webhook.test', outcome: 200 },
        { event: 'message.unsupported.received', outcome: 200 },
      ])
    } finally {
      child.kill()
    }
  })
})
