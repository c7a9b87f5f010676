import { createHash, createHmac } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOaConnection, type OaConnecting, type OaConnection } from '../../src/app/people/connect-oa.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { realChannels } from '../../src/compose-channels.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { createWeb, listen } from '../../src/web/server.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startZaloOaServer, type ZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { ask } from './running-web.ts'

const app = { appId: '4321', appSecret: 'bi-mat-cua-ung-dung', secretKey: 'khoa-ky', oaId: '579745' }
const publicUrl = 'https://dunghan.example.vn'

const tokenFor = (purpose: string): string => createHmac('sha256', 'khoa').update(purpose).digest('base64url')

let database: Database
let store: Store
let zalo: ZaloOaServer
let log: CapturedLog
let office = 0
let port = 0
let closeWeb: () => Promise<void>
let connection: OaConnection
let needsOwner: () => Promise<boolean>

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())

async function configured(): Promise<Config> {
  const { value } = readConfig({
    ...{ DATA_DIR: ':memory:', PUBLIC_URL: publicUrl, ZALO_OA_APP_ID: app.appId, ZALO_OA_APP_SECRET: app.appSecret },
    ...{ ZALO_OA_SECRET_KEY: app.secretKey, ZALO_OA_ID: app.oaId },
    ...{ ZALO_OA_API_ROOT: zalo.apiRoot, ZALO_OA_OAUTH_ROOT: zalo.oauthRoot },
  })
  return value ?? expect.unreachable()
}

beforeEach(async () => {
  office += 1
  zalo = await startZaloOaServer(app)
  zalo.oauth.redirectUri = `${publicUrl}/oauth/zalo-oa/callback`
  log = new CapturedLog()
  const { value: read } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (read === undefined) return expect.unreachable()
  store = openStore(database, `${read.board.id}-${office}`)
  const board = { ...read.board, id: `${read.board.id}-${office}` }
  await store.write((records) => records.putBoard(board))
  const clock = { now: () => Date.UTC(2023, 3, 24) }
  const real = realChannels(await configured(), {
    ...{ store, files: keptFiles(), office: { ...read, board }, clock, log, tokenFor },
  })
  if (real.oa === undefined) return expect.unreachable()
  connection = real.oa.connection
  needsOwner = real.oa.needsOwner
  const health = { ready: async () => ({ ok: true, parts: {} }) }
  const web = await listen(createWeb({ health, log, version: 'test', connection }), { port: 0, host: '127.0.0.1' })
  port = web.port
  closeWeb = web.close
})
afterEach(async () => {
  await closeWeb()
  await zalo.close()
  for (const { access, refresh } of zalo.oauth.pairs) {
    expect(log.everything()).not.toContain(access)
    expect(log.everything()).not.toContain(refresh)
  }
  expect(zalo.failures).toEqual([])
})

/** What a browser gets from the product for an address of the office. */
const open = (address: string) => ask(port, address.replace(publicUrl, ''), { headers: { host: 'dunghan.example.vn' } })
/** Where Zalo sends the browser once the owner has agreed. */
async function agree(to: string): Promise<string> {
  const answer = await fetch(to, { redirect: 'manual' })
  return answer.headers.get('location') ?? ''
}
const locationOf = (answer: Awaited<ReturnType<typeof open>>): string => String(answer.headers.location ?? '')

describe('connecting the Official Account', () => {
  it('goes from the printed address to Zalo and back, stores the tokens and closes the address', async () => {
    expect(await needsOwner()).toBe(true)
    const address = await connection.address()
    expect(address).toMatch(/^https:\/\/dunghan\.example\.vn\/oauth\/zalo-oa\/start\?key=[\w-]{43}$/)
    const start = await open(address)
    expect(start).toMatchObject({ status: 302, headers: { 'cache-control': 'no-store' } })
    const back = await agree(locationOf(start))
    const page = await open(back)
    expect(page).toMatchObject({ status: 200, headers: { 'cache-control': 'no-store' } })
    expect(page.body).toContain('Đã kết nối Zalo OA')
    expect(page.body).not.toMatch(/access-|refresh-|code=/)
    const kept = await store.read((records) => records.channelTokens('zalo-oa'))
    expect(kept?.body).toMatchObject({ accessToken: zalo.oauth.pairs.at(-1)?.access, dead: false })
    expect(await needsOwner()).toBe(false)
    expect(await open(address)).toMatchObject({ status: 403 })
    expect(await open(back)).toMatchObject({ status: 403 })
    expect(zalo.callsOf('token')).toHaveLength(1)
    const trail = await store.read((records) => records.auditTrail())
    expect(trail.map(({ action, subject }) => [action, subject])).toEqual([['channel.connected', 'channel:zalo-oa']])
  })

  it('can be begun again while nobody has agreed, each way back counts once', async () => {
    const address = await connection.address()
    const first = locationOf(await open(address))
    const second = locationOf(await open(address))
    expect(new URL(first).searchParams.get('state')).not.toBe(new URL(second).searchParams.get('state'))
    expect(await open(await agree(first))).toMatchObject({ status: 200 })
    // The other one was begun with a key that has served now.
    expect(await open(await agree(second))).toMatchObject({ status: 403 })
  })

  it('does not begin without a key', async () => {
    await connection.address()
    const wrong = `${publicUrl}/oauth/zalo-oa/start`
    for (const address of [
      wrong,
      `${wrong}?key=`,
      `${wrong}?key=${'a'.repeat(32)}`,
      `${wrong}?key=${'a'.repeat(9_000)}`,
    ]) {
      const answer = await open(address)
      expect([answer.status, answer.headers.location]).toEqual([403, undefined])
      expect(answer.body).toContain('Liên kết không còn hiệu lực')
    }
  })

  it('takes nothing back that was not begun here', async () => {
    const back = `${publicUrl}/oauth/zalo-oa/callback`
    for (const query of [
      '',
      '?code=x',
      '?code=x&state=',
      `?code=x&state=${'a'.repeat(32)}`,
      `?code=x&state=${'a'.repeat(5_000)}`,
    ])
      expect(await open(`${back}${query}`)).toMatchObject({ status: 403 })
    expect(zalo.callsOf('token')).toEqual([])
    expect(await store.read((records) => records.channelTokens('zalo-oa'))).toBeUndefined()
  })

  it('says what to do when the owner declines, chooses another OA, is too late or Zalo cannot be reached', async () => {
    const begun = async () => new URL(await agree(locationOf(await open(await connection.address()))))
    const declined = await begun()
    declined.searchParams.delete('code')
    expect((await open(declined.href)).body).toContain('Quyền chưa được cấp')
    const another = await begun()
    another.searchParams.set('oa_id', '1')
    expect((await open(another.href)).body).toContain('không phải là Official Account đã khai báo')
    const spent = await begun()
    spent.searchParams.set('code', 'cũ')
    expect(await open(spent.href)).toMatchObject({ status: 400, body: expect.stringContaining('quá 10 phút') })
    const away = await begun()
    zalo.failNext(1, 'html', 'token')
    expect(await open(away.href)).toMatchObject({ status: 502, body: expect.stringContaining('sau ít phút') })
    expect(await needsOwner()).toBe(true)
  })

  it('is not set off by a look at the headers or by a form', async () => {
    const address = new URL(await connection.address())
    const path = `${address.pathname}${address.search}`
    for (const method of ['HEAD', 'POST']) expect(await ask(port, path, { method })).toMatchObject({ status: 405 })
    const back = new URL(await agree(locationOf(await open(address.href))))
    expect(await ask(port, `${back.pathname}${back.search}`, { method: 'HEAD' })).toMatchObject({ status: 405 })
    expect(await open(back.href)).toMatchObject({ status: 200 })
  })
})

describe('what is under way', () => {
  it('outlives the process and ends after its time', async () => {
    let now = Date.UTC(2026, 10, 24)
    const parts: OaConnecting = {
      ...{ store, publicUrl, now: () => now, auditNow: () => 0, exchange: async () => 'connected', tokenFor },
      ...{ newVerifier: () => 'v'.repeat(43), challengeOf: (verifier) => verifier },
      authorizeUrl: ({ state }) => state,
    }
    const keyOf = (address: string) => new URL(address).searchParams.get('key') ?? ''
    const key = keyOf(await createOaConnection(parts).address())
    const state = (await createOaConnection(parts).begin(key)) ?? ''
    now += 30 * 60_000
    expect(await createOaConnection(parts).finish({ code: 'c', state })).toBe('lost')
    const later = (await createOaConnection(parts).begin(key)) ?? ''
    now += 30 * 60_000 - 1
    expect(await createOaConnection(parts).finish({ code: 'c', state: later })).toBe('connected')
    const last = keyOf(await createOaConnection(parts).address())
    now += 7 * 86_400_000
    expect(await createOaConnection(parts).begin(last)).toBeUndefined()
  })

  it('leaves an address that admins were sent good for its week, over restarts too, until the first agreement', async () => {
    let now = Date.UTC(2023, 3, 24)
    const dayMs = 86_400_000
    const start = () =>
      createOaConnection({
        ...{ store, publicUrl, now: () => now, auditNow: () => 0, exchange: async () => 'connected', tokenFor },
        ...{ newVerifier: () => 'v'.repeat(43), challengeOf: (verifier) => verifier },
        authorizeUrl: ({ state }) => state,
      })
    const keyOf = (address: string) => new URL(address).searchParams.get('key') ?? ''
    // As an earlier version has kept it.
    const drawn = { hash: createHash('sha256').update('k'.repeat(32)).digest('hex'), until: now + 6 * dayMs }
    await store.write((records) => records.setFact('zalo-oa.key', JSON.stringify(drawn)))
    const sent = await start().address()
    expect(await start().begin('k'.repeat(32))).toBeDefined()
    now += 3 * dayMs
    expect(await start().address()).toBe(sent)
    now += dayMs
    const next = await start().address()
    expect(next).not.toBe(sent)
    now += 3 * dayMs - 1
    expect(await start().begin(keyOf(sent))).toBeDefined()
    expect(await start().begin('k'.repeat(32))).toBeUndefined()
    now += 1
    expect(await start().begin(keyOf(sent))).toBeUndefined()
    const state = (await start().begin(keyOf(next))) ?? expect.unreachable()
    expect(await start().finish({ code: 'c', state })).toBe('connected')
    expect(await start().begin(keyOf(next))).toBeUndefined()
  })

  it('keeps neither key nor state in a form that could be used', async () => {
    const key = new URL(await connection.address()).searchParams.get('key') ?? expect.unreachable()
    const state = new URL((await connection.begin(key)) ?? '').searchParams.get('state') ?? expect.unreachable()
    const facts = await store.read(async (records) => [
      await records.fact('zalo-oa.key'),
      await records.fact('zalo-oa.asked'),
    ])
    for (const fact of facts) expect(fact).not.toMatch(new RegExp(`${key}|${state}`))
    expect(facts.every((fact) => fact !== undefined && fact.length > 60)).toBe(true)
  })
})
