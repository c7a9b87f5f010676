import { createHash } from 'node:crypto'
import { request } from 'node:http'
import { connect } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { compose, type Running } from '../../src/compose.ts'
import { readConfig } from '../../src/config.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { instantAt } from '../../src/core/time.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import { startZaloBotServer, type ZaloBotServer } from '../fakes/zalo-bot-server.ts'
import { startZaloOaServer, type ZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { ask } from './running-web.ts'

const secret = 'bi-mat-cua-webhook-0123'
const oa = { appId: '4321000111', appSecret: 'bi-mat-cua-ung-dung', secretKey: 'khoa-ky-cua-oa', oaId: '5797458' }
const said = 'Nội dung riêng của một người lạ, không ai được đọc'
const tenMegabytes = 10 * 1024 * 1024

let database: Database
let servers: { readonly telegram: TelegramServer; readonly bot: ZaloBotServer; readonly oa: ZaloOaServer }
let running: Running
let log: CapturedLog
let number = 0
let refreshToken = ''

/** The product with three webhooks beside the demo's page, on a database of its own. */
async function product(role: 'all' | 'web' = 'all'): Promise<Running> {
  const config = readConfig({
    ...{ DATA_DIR: ':memory:', PORT: '0', PUBLIC_URL: 'https://dunghan.example.vn', ZALO_VERIFICATION: 'HVAV9-eNi1' },
    ...{ TELEGRAM_BOT_TOKEN: '123456:stand-in', TELEGRAM_API_ROOT: servers.telegram.apiRoot },
    ...{ TELEGRAM_WEBHOOK_SECRET: secret, ZALO_BOT_WEBHOOK_SECRET: secret },
    ...{ ZALO_BOT_TOKEN: '1459:stand-in', ZALO_BOT_API_ROOT: servers.bot.apiRoot },
    ...{ ZALO_OA_APP_ID: oa.appId, ZALO_OA_APP_SECRET: oa.appSecret, ZALO_OA_SECRET_KEY: oa.secretKey },
    ...{ ZALO_OA_API_ROOT: servers.oa.apiRoot, ZALO_OA_OAUTH_ROOT: servers.oa.oauthRoot, ZALO_OA_ID: oa.oaId },
    ZALO_OA_REFRESH_TOKEN: refreshToken,
  })
  const office = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (config.value === undefined || office.value === undefined) throw new Error(JSON.stringify(config.issues))
  const clockFrom = instantAt('2023-04-20', '08:00')
  const more = { demo: role === 'all', role, log, version: 'test', database } as const
  return compose(config.value, office.value, { ...more, clockFrom })
}

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
  servers = {
    telegram: await startTelegramServer({ token: '123456:stand-in' }),
    bot: await startZaloBotServer({ token: '1459:stand-in' }),
    oa: await startZaloOaServer(oa),
  }
  refreshToken = servers.oa.oauth.grant().refresh
  log = new CapturedLog()
  running = await product()
})
afterAll(async () => {
  await running.close()
  await Promise.all([servers.telegram.close(), servers.bot.close(), servers.oa.close()])
  await database.close()
})

interface Sent {
  readonly headers: { readonly [name: string]: string }
  readonly body: string
}
const json = { 'content-type': 'application/json' }
const signed = (body: string, timestamp: string): { [name: string]: string } => ({
  'x-zevent-timestamp': timestamp,
  'x-zevent-signature': `mac=${createHash('sha256').update(`${oa.appId}${body}${timestamp}${oa.secretKey}`).digest('hex')}`,
})

/** The three webhooks: how a body becomes a good request, and a good text message of a stranger. */
const hooks = {
  telegram: {
    sent: (body: string): Sent => ({ headers: { ...json, 'x-telegram-bot-api-secret-token': secret }, body }),
    text: (id: number) => ({
      update_id: id,
      message: {
        ...{ message_id: id, date: 1_700_000_000, text: said },
        ...{ from: { id: 900 + id, is_bot: false, first_name: 'Lạ' }, chat: { id: 900 + id, type: 'private' } },
      },
    }),
    refused: 403,
    invalidJson: 400,
  },
  'zalo-bot': {
    sent: (body: string): Sent => ({ headers: { ...json, 'x-bot-api-secret-token': secret }, body }),
    text: (id: number) => ({
      event_name: 'message.text.received',
      message: {
        ...{ message_id: `m${id}`, date: 1_700_000_000_000, text: said },
        ...{ from: { id: `a${id}`, display_name: 'Lạ', is_bot: false }, chat: { id: `a${id}`, chat_type: 'PRIVATE' } },
      },
    }),
    refused: 403,
    invalidJson: 400,
  },
  'zalo-oa': {
    sent: (body: string): Sent => ({ headers: { ...json, ...signed(body, '1700000000000') }, body }),
    text: (id: number) => ({
      ...{ app_id: oa.appId, event_name: 'user_send_text', timestamp: '1700000000000' },
      ...{ sender: { id: `${7_000 + id}` }, recipient: { id: oa.oaId }, message: { msg_id: `m${id}`, text: said } },
    }),
    refused: 401,
    // It is signed: sending it again would not make it better.
    invalidJson: 200,
  },
} as const
const names = Object.keys(hooks) as (keyof typeof hooks)[]
const post = (name: string, { headers, body }: Sent) =>
  ask(running.port, `/hooks/${name}`, { method: 'POST', headers, body })
const good = (name: keyof typeof hooks, value: unknown): Sent => hooks[name].sent(JSON.stringify(value))

/** Everything that the product keeps: what a refused request must not change. */
async function records() {
  const tables = ['inbox', 'outbox', 'accounts', 'audit', 'sessions', 'facts', 'pending_files'] as const
  const counts = await Promise.all(
    tables.map(async (table) => {
      const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(database.db)
      return [table, Number(rows[0]?.n)] as const
    }),
  )
  return Object.fromEntries(counts)
}

let before: Awaited<ReturnType<typeof records>>
beforeEach(async () => {
  number += 1
  await running.app.settled()
  before = await records()
})
afterEach(() => {
  const shown = log.everything()
  for (const hidden of [said, secret, oa.secretKey, oa.appSecret]) expect(shown).not.toContain(hidden)
})

describe.each(names)('the webhook of %s', (name) => {
  const { sent, text, refused, invalidJson } = hooks[name]

  it('stores what is good once, however often it comes, and answers the person', async () => {
    const request = good(name, text(number))
    for (const _ of [1, 2, 3]) expect(await post(name, request)).toMatchObject({ status: 200 })
    await running.app.settled()
    const after = await records()
    expect([after.inbox, after.outbox]).toEqual([(before.inbox ?? 0) + 1, (before.outbox ?? 0) + 1])
  })

  it('refuses a missing, a wrong and a cut-off secret, and changes nothing', async () => {
    const { headers, body } = good(name, text(number))
    const keyed = Object.keys(headers).find((key) => /secret|signature/.test(key)) ?? ''
    const cut = headers[keyed]?.slice(0, -1) ?? ''
    for (const value of ['', 'mac=', 'sai', cut, `${cut}?`])
      expect(await post(name, { headers: { ...headers, [keyed]: value }, body })).toMatchObject({ status: refused })
    expect(await post(name, { headers: json, body })).toMatchObject({ status: refused })
    expect(await records()).toEqual(before)
  })

  it('answers invalid JSON and foreign shapes as its platform needs, and changes nothing', async () => {
    for (const body of ['', '{', `{"text":"${said}`, '\u0000', `${said}`])
      expect([body, (await post(name, sent(body))).status]).toEqual([body, invalidJson])
    const shapes = [[], 'x', 12, null, true, { event_name: 5 }, { update_id: 'a' }, { message: { text: said } }]
    const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
    for (const body of [...shapes.map((shape) => JSON.stringify(shape)), deep])
      expect([body.slice(0, 40), (await post(name, sent(body))).status]).toEqual([body.slice(0, 40), 200])
    expect(await records()).toEqual(before)
  })

  it('reads no body of 10 MB, with or without a length, and changes nothing', async () => {
    const { headers } = good(name, text(number))
    const sized = { ...headers, 'content-length': String(tenMegabytes) }
    expect(await flood(`/hooks/${name}`, sized)).toMatchObject({ status: 413 })
    expect(await flood(`/hooks/${name}`, { ...headers, 'transfer-encoding': 'chunked' })).toMatchObject({ status: 413 })
    expect(await post(name, good(name, text(number)))).toMatchObject({ status: 200 })
    expect((await records()).inbox).toBe((before.inbox ?? 0) + 1)
  })

  it('outlives a body that breaks off', async () => {
    const socket = connect(running.port, '127.0.0.1')
    const lines = Object.entries(good(name, text(number)).headers).map(([key, value]) => `${key}: ${value}\r\n`)
    socket.write(`POST /hooks/${name} HTTP/1.1\r\nHost: x\r\n${lines.join('')}Content-Length: 500\r\n\r\n{"half`, () =>
      socket.destroy(),
    )
    await log.waitFor(({ message, fields }) => message.includes('not read') && 'hook' in fields && fields.hook === name)
    expect(await records()).toEqual(before)
    expect(log.at('error')).not.toContain('a web request failed')
  })

  it('takes nothing but POST, from any name of the server', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS'])
      expect(await ask(running.port, `/hooks/${name}`, { method })).toMatchObject({ status: 405 })
    const { headers, body } = good(name, text(number))
    const foreign = { ...headers, host: 'dunghan.example.vn', origin: 'https://elsewhere.example' }
    expect(await post(name, { headers: foreign, body })).toMatchObject({ status: 200 })
    expect(await ask(running.port, '/chat', { headers: { host: 'dunghan.example.vn' } })).toMatchObject({ status: 403 })
  })
})

describe('webhooks', () => {
  it.each(['telegram', 'zalo-bot'] as const)('of %s take JSON only', async (name) => {
    const { headers, body } = good(name, hooks[name].text(number))
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])
      expect(await post(name, { headers: { ...headers, 'content-type': type }, body })).toMatchObject({ status: 415 })
    expect(await records()).toEqual(before)
  })

  it('know the probes by which the consoles try them', async () => {
    expect(await post('zalo-oa', { headers: json, body: '{}' })).toMatchObject({ status: 200 })
    const probe = { event_name: 'webhook.test', message: { message_id: 'webhook-test', date: 1, text: 'HTTP 200?' } }
    expect(await post('zalo-bot', good('zalo-bot', probe))).toMatchObject({ status: 200 })
    expect(await records()).toEqual(before)
  })

  it('are there only for what is configured', async () => {
    for (const path of ['/hooks', '/hooks/', '/hooks/zalo', '/hooks/telegram/x'])
      expect(await ask(running.port, path, { method: 'POST', body: '{}' })).toMatchObject({ status: 404 })
  })

  it('say 503 in a process that does not listen', async () => {
    const elsewhere = await product('web')
    for (const name of names) {
      const request = good(name, hooks[name].text(number))
      const answer = await ask(elsewhere.port, `/hooks/${name}`, { method: 'POST', ...request })
      expect([name, answer.status]).toEqual([name, 503])
    }
    expect((await records()).inbox).toBe(before.inbox)
    await elsewhere.close()
  })
})

describe('the domain verification of Zalo', () => {
  it('is answered under the name of its file, to every name of the server', async () => {
    const answer = await ask(running.port, '/zalo_verifierHVAV9-eNi1.html', { headers: { host: 'dunghan.example.vn' } })
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.body).toContain('<meta name="zalo-platform-site-verification" content="HVAV9-eNi1"')
    expect(await ask(running.port, '/zalo_verifierkhac.html')).toMatchObject({ status: 404 })
  })
})

/** Sends 10 MB as fast as the server takes them, until it answers. */
function flood(path: string, headers: Sent['headers']): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    let sent = 0
    let answered = false
    const call = request(
      { host: '127.0.0.1', port: running.port, path, method: 'POST', headers, agent: false },
      (answer) => {
        answered = true
        answer.resume()
        call.destroy()
        resolve({ status: answer.statusCode ?? 0 })
      },
    )
    call.on('error', (error) => {
      // The server hangs up once it has said no.
      if (!answered) reject(error)
    })
    const chunk = Buffer.alloc(64 * 1024, 0x20)
    const go = (): void => {
      while (!answered && sent < tenMegabytes) {
        sent += chunk.length
        if (!call.write(chunk)) return void call.once('drain', go)
      }
      if (!answered) call.end()
    }
    go()
  })
}
