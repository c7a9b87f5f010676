import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { retryLadderMs } from './zalo-oa-hook.ts'
import { startZaloOaServer, type ZaloOaServer } from './zalo-oa-server.ts'
import { dayMs, hourMs } from './zalo-oa-world.ts'

const names = { appId: '11', appSecret: 'app-secret', secretKey: 'oa-key', oaId: '22' }
const cs = '/v3.0/oa/message/cs'
const verifier = 'v'.repeat(43)
const challenge = createHash('sha256').update(verifier).digest('base64url')

interface Answer {
  readonly status: number
  readonly error?: number
  readonly data?: { readonly [name: string]: string }
  readonly [name: string]: unknown
}

let server: ZaloOaServer
let token: string

const post = async (path: string, body: object | FormData, access = token): Promise<Answer> => {
  const init = body instanceof FormData ? body : JSON.stringify(body)
  const headers = { access_token: access, ...(typeof init === 'string' ? { 'content-type': 'application/json' } : {}) }
  const response = await fetch(server.apiRoot + path, { method: 'POST', headers, body: init })
  return { status: response.status, ...((await response.json()) as object) }
}
const send = (message: object, user_id = '1') => post(cs, { recipient: { user_id }, message })
const askToken = async (form: Record<string, string>, secret = names.appSecret): Promise<Answer> => {
  const body = new URLSearchParams({ app_id: names.appId, ...form })
  const headers = { secret_key: secret }
  const response = await fetch(`${server.oauthRoot}/oa/access_token`, { method: 'POST', headers, body })
  return { status: response.status, ...((await response.json()) as object) }
}

beforeEach(async () => {
  server = await startZaloOaServer({ ...names, clock: 1_795_000_000_000, deadlineMs: 300 })
  token = server.oauth.grant().access
  server.user('1').say('chào')
})
afterEach(() => server.close())

describe('the stand-in of the Official Account API', () => {
  const consent = async (more: Record<string, string> = {}) => {
    const query = { app_id: '11', redirect_uri: server.oauth.redirectUri, code_challenge: challenge, ...more }
    const url = `${server.oauthRoot}/oa/permission?${new URLSearchParams(query)}`
    return fetch(url, { redirect: 'manual' })
  }
  const code = async () => {
    const location = (await consent({ state: 's' })).headers.get('location') ?? ''
    return new URL(location).searchParams.get('code') ?? ''
  }

  it('gives a code that works once, for ten minutes, for its verifier and with the app secret', async () => {
    const form = { grant_type: 'authorization_code', code: await code(), code_verifier: verifier }
    expect((await askToken(form, 'wrong')).error).toBeLessThan(0)
    expect((await askToken({ ...form, code_verifier: 'w'.repeat(43) })).error).toBeLessThan(0)
    const given = await askToken(form)
    expect(given).toMatchObject({ status: 200, expires_in: '90000' })
    expect((await askToken(form)).error).toBeLessThan(0)
    token = String(given.access_token)
    expect((await send({ text: 'x' })).error).toBe(0)
    const late = { ...form, code: await code() }
    await server.advance(10 * 60_000)
    expect((await askToken(late)).error).toBeLessThan(0)
    expect((await (await consent({ app_id: '9' })).json()) as object).toMatchObject({ error: -14002 })
    expect((await (await consent({ redirect_uri: 'https://x.vn' })).json()) as object).toMatchObject({ error: -14003 })
  })

  it('gives a refresh token that works once, and lets the old access token die with it or after 25 hours', async () => {
    const { refresh, access } = server.oauth.grant()
    const form = { grant_type: 'refresh_token', refresh_token: refresh }
    const next = await askToken(form)
    expect((await askToken(form)).error).toBeLessThan(0)
    expect((await post(cs, {}, access)).error).toBe(-220)
    expect((await post(cs, {}, 'made-up')).error).toBe(-216)
    token = String(next.access_token)
    await server.advance(25 * hourMs)
    expect(await send({ text: 'x' })).toMatchObject({ status: 200, error: -220 })
  })

  it('keeps the limits of a consultation message', async () => {
    const button = (title: string, payload: string) => ({ title, type: 'oa.query.hide', payload })
    const withButtons = (buttons: object[]) => ({
      text: 'x',
      attachment: { type: 'template', payload: { buttons } },
    })
    expect((await send({ text: 'x'.repeat(2_000) })).error).toBe(0)
    expect((await send({ text: 'x'.repeat(2_001) })).error).toBe(-210)
    expect((await send({ text: ' ' })).error).toBe(-201)
    expect((await send(withButtons(Array.from({ length: 5 }, () => button('a', 'b'))))).error).toBe(0)
    expect((await send(withButtons(Array.from({ length: 6 }, () => button('a', 'b'))))).error).toBe(-201)
    expect((await send(withButtons([button('a'.repeat(101), 'b')]))).error).toBe(-210)
    expect((await send(withButtons([button('a', 'b'.repeat(1_001))]))).error).toBe(-210)
    expect((await send({ text: 'x' }, '404')).error).toBe(-201)
    expect(await send({ attachment: { type: 'template', payload: { template_type: 'list' } } })).toMatchObject({
      ...{ status: 200, error: -233 },
    })
    expect(server.user('1').inbox).toHaveLength(2)
  })

  it('keeps windows and quotas on its clock', async () => {
    const user = server.user('1')
    server.world.paidLeft = 1
    const code = async () => (await send({ text: 'x' })).error
    const moveOn = async (ms: number) => {
      await server.advance(ms)
      token = server.oauth.grant().access
    }
    await moveOn(48 * hourMs + 1)
    expect([await code(), await code()]).toEqual([0, -211])
    expect(user.inbox.map(({ charged }) => charged)).toEqual([true])
    user.say('tôi đây')
    user.receiveLeft = 1
    expect([await code(), await code()]).toEqual([0, -218])
    user.receiveLeft = null
    user.away = true
    expect(await code()).toBe(-227)
    user.away = false
    user.refuses = true
    expect(await code()).toBe(-244)
    user.refuses = false
    user.unfollow()
    expect(await code()).toBe(-213)
    user.follow()
    expect(await code()).toBe(0)
    await moveOn(7 * dayMs + 1)
    expect(await code()).toBe(-230)
    server.world.templates.set('t', { params: ['a'], byUid: true })
    server.world.templates.set('u', { params: [], byUid: false })
    const template = (template_id: string, template_data: object) =>
      post('/v3.0/oa/message/template', { user_id: '1', template_id, template_data })
    expect((await template('t', { a: '1' })).error).toBe(0)
    expect((await template('t', {})).error).toBe(-201)
    expect((await template('u', {})).error).toBe(-249)
    expect(user.inbox.at(-1)?.template).toEqual({ id: 't', data: { a: '1' } })
  })

  it('takes uploads of the right kinds and sizes, for 7 days', async () => {
    const form = (name: string, bytes: Buffer) => {
      const made = new FormData()
      made.set('file', new Blob([bytes]), name)
      return made
    }
    const upload = (name: string, bytes: Buffer, kind = 'file') => post(`/v2.0/oa/upload/${kind}`, form(name, bytes))
    const given = await upload('báo cáo.docx', Buffer.from('x'))
    expect((await upload('a.xlsx', Buffer.from('x'))).error).toBe(-201)
    expect((await upload('a.pdf', Buffer.alloc(5 * 1024 * 1024 + 1))).error).toBe(-210)
    expect((await upload('a.png', Buffer.from('89504e47', 'hex'), 'image')).data).toHaveProperty('attachment_id')
    expect((await upload('a.png', Buffer.from('x'), 'image')).error).toBe(-201)
    const message = { attachment: { type: 'file', payload: { token: given.data?.token } } }
    expect((await send(message)).error).toBe(0)
    expect(server.user('1').inbox[0]?.file?.name).toBe('báo cáo.docx')
    await server.advance(7 * dayMs)
    token = server.oauth.grant().access
    server.user('1').say('chào')
    expect((await send(message)).error).toBe(-100)
  })

  it('counts requests in a minute, and fails, drops and breaks as it is told', async () => {
    const narrow = await startZaloOaServer({ ...names, clock: 0, perMinute: 2 })
    try {
      const headers = { access_token: narrow.oauth.grant().access }
      const ask = async () => {
        const response = await fetch(`${narrow.apiRoot}/v2.0/oa/getoa`, { headers })
        return ((await response.json()) as { error: number }).error
      }
      expect([await ask(), await ask(), await ask()]).toEqual([0, 0, -32])
      await narrow.advance(60_000)
      expect(await ask()).toBe(0)
    } finally {
      await narrow.close()
    }
    server.failNext(1, -32, cs)
    expect(await send({ text: 'x' })).toMatchObject({ status: 200, error: -32 })
    server.failNext(1, 'html', cs)
    const page = await fetch(server.apiRoot + cs, { method: 'POST', body: '{}' })
    expect([page.status, await page.text()]).toEqual([502, expect.stringContaining('<html>')])
    server.dropAnswers(1, cs)
    await expect(send({ text: 'còn đó' })).rejects.toThrow('fetch failed')
    expect(server.user('1').inbox.map(({ text }) => text)).toEqual(['còn đó'])
    expect(server.failures).toEqual([])
    await post('/v3.0/oa/message/promotion', {})
    expect(server.failures).toEqual(['unexpected call POST /v3.0/oa/message/promotion'])
  })
})

describe('the webhook of the stand-in', () => {
  interface Heard {
    readonly headers: IncomingHttpHeaders
    readonly body: string
  }
  let heard: Heard[]
  let status: number | 'hang'
  let url: string
  const web = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    heard.push({ headers: request.headers, body: Buffer.concat(parts).toString('utf8') })
    if (status === 'hang') return
    response.writeHead(status).end()
  })

  beforeEach(async () => {
    heard = []
    status = 200
    web.listen(0, '127.0.0.1')
    await once(web, 'listening')
    url = `http://127.0.0.1:${(web.address() as AddressInfo).port}/hook`
  })
  afterEach(async () => {
    await server.hook.settled()
    web.closeAllConnections()
    await new Promise((done) => web.close(done))
  })

  it('asks with an unsigned empty object first, and is not set when that fails', async () => {
    status = 404
    expect(await server.hook.register(url)).toBe(false)
    server.user('1').say('x')
    expect(server.hook.unheard).toBeGreaterThan(0)
    status = 200
    expect(await server.hook.register(url)).toBe(true)
    expect(heard.map(({ body }) => body)).toEqual(['{}', '{}'])
    expect(heard[1]?.headers).not.toHaveProperty('x-zevent-signature')
  })

  it('signs the raw body with plain SHA-256, app id first and the OA key last', async () => {
    await server.hook.register(url)
    server.user('1').say('xin chào')
    await server.hook.settled()
    const { headers, body } = heard[1] ?? { headers: {}, body: '' }
    const time = JSON.parse(body).timestamp
    const mac = createHash('sha256').update(`11${body}${time}oa-key`).digest('hex')
    expect(headers).toMatchObject({ 'x-zevent-signature': `mac=${mac}`, 'x-zevent-timestamp': time })
    expect(headers).not.toHaveProperty('num_retry')
    server.hook.timestamps = 'body'
    server.user('1').say('lại')
    await server.hook.settled()
    expect(heard[2]?.headers).not.toHaveProperty('x-zevent-timestamp')
  })

  it('sends again up its ladder, counts the tries, and is switched off at its end', async () => {
    await server.hook.register(url)
    status = 500
    server.user('1').say('x')
    await server.hook.settled()
    await server.advance(retryLadderMs[0] - 1)
    expect(heard).toHaveLength(2)
    await server.advance(1)
    expect(heard).toHaveLength(3)
    for (const wait of retryLadderMs.slice(1)) await server.advance(wait)
    expect(heard.slice(1).map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2', '3', '4', '5'])
    expect(new Set(heard.slice(1).map(({ body }) => body)).size).toBe(1)
    expect(server.hook.url).toBeUndefined()
  })

  it('waits for an answer no longer than its deadline', async () => {
    await server.hook.register(url)
    status = 'hang'
    server.user('1').say('x')
    await server.hook.settled()
    expect(server.hook.deliveries[0]?.answers).toEqual(['late'])
    status = 200
    await server.advance(30_000)
    expect(server.hook.deliveries[0]?.answers).toEqual(['late', 200])
  })

  it('tells what people do, with duplicates, and a tap as a typed payload', async () => {
    await server.hook.register(url)
    const user = server.user('1')
    server.world.receipts = true
    const buttons = [{ title: 'Có', type: 'oa.query.show', payload: '#1' }]
    await send({ text: 'x', attachment: { type: 'template', payload: { buttons } } })
    server.hook.duplicates = 1
    user.tap('Có')
    user.sendFile('a.pdf', Buffer.from('%PDF-'), 'Gửi')
    user.sendImages([Buffer.from('x')])
    user.sendSticker()
    user.sendAudio()
    user.sees()
    user.follow()
    user.unfollow()
    await server.hook.settled()
    expect(() => user.tap('Không')).toThrow('no button')
    const events = server.hook.deliveries.map(({ event, answers }) => [event.event_name, answers.length])
    expect(events).toEqual([
      ['user_received_message', 1],
      ['user_send_text', 2],
      ['user_send_file', 1],
      ['user_send_image', 1],
      ['user_send_sticker', 1],
      ['user_send_audio', 1],
      ['user_seen_message', 1],
      ['follow', 1],
      ['unfollow', 1],
    ])
    expect(server.hook.deliveries[1]?.event).toMatchObject({ message: { text: '#1' }, sender: { id: '1' } })
  })
})

describe('the stand-in as a program of its own', () => {
  it('lets another process play the people', async () => {
    const file = resolve(import.meta.dirname, 'zalo-oa-server.ts')
    const program = spawn(process.execPath, ['--import', 'tsx', file, '--app', '11', '--oa', '22'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    try {
      const [root] = (await once(createInterface({ input: program.stdout }), 'line')) as [string]
      const act = async (name: string, body: object): Promise<Record<string, unknown>> => {
        const response = await fetch(`${root}/_control/${name}`, { method: 'POST', body: JSON.stringify(body) })
        return (await response.json()) as Record<string, unknown>
      }
      const { access } = await act('grant', {})
      await act('say', { user: '7', text: 'chào' })
      const headers = { access_token: String(access) }
      const body = JSON.stringify({ recipient: { user_id: '7' }, message: { text: 'Kính gửi' } })
      await fetch(root + cs, { method: 'POST', headers, body })
      expect(await act('wait', { user: '7', text: 'Kính' })).toMatchObject({ text: 'Kính gửi', charged: false })
      await act('advance', { ms: 8 * dayMs })
      const again = (await act('grant', {})).access
      const late = await fetch(root + cs, { method: 'POST', headers: { access_token: String(again) }, body })
      expect(await late.json()).toMatchObject({ error: -230 })
      expect(await act('failures', {})).toEqual([])
    } finally {
      program.kill()
      await once(program, 'exit')
    }
  })
})
