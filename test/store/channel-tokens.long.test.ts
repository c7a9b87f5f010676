import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { storedPending, storedTokens } from '../../src/channel/zalo-oa-stored.ts'
import { zaloOaTokens } from '../../src/channel/zalo-oa-tokens.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { startZaloOaServer, type ZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { freshPostgres, postgresUrl } from './fresh-postgres.ts'

const app = { appId: '4321', appSecret: 'bi-mat-cua-ung-dung', secretKey: 'khoa-ky', oaId: '5797' }
const hourMs = 3_600_000
/** Two databases stand for two processes; on the embedded one they are the same. */
type Open = () => Promise<{ readonly one: Database; readonly two: Database; close(): Promise<void> }>

function tokensOn(open: Open): void {
  let databases: Awaited<ReturnType<Open>>
  let server: ZaloOaServer
  let office = 0
  beforeAll(async () => {
    databases = await open()
  })
  afterAll(() => databases.close())
  beforeEach(async () => {
    office += 1
    server = await startZaloOaServer({ ...app, clock: Date.UTC(2026, 10, 24, 2) })
  })
  afterEach(async () => {
    await server.close()
    expect(server.failures).toEqual([])
  })

  const now = () => server.world.now()
  const storeOf = (database: Database) => openStore(database, `ban-${office}`)
  const keeper = (database: Database, seed: string) =>
    zaloOaTokens({
      ...{ ...app, store: storedTokens(storeOf(database), now), log: new CapturedLog(), now },
      ...{ oauthRoot: server.oauthRoot, seedRefreshToken: seed },
    })
  const renewals = () => server.callsOf('token').length

  it('are renewed once, whoever of two processes and many callers asks first, and again after their time', async () => {
    const seed = server.oauth.grant().refresh
    const keepers = [keeper(databases.one, seed), keeper(databases.two, seed)]
    for (const round of [1, 2, 3]) {
      const asked = await Promise.allSettled(keepers.flatMap((one) => [one.access(), one.access(), one.access()]))
      expect(renewals()).toBe(round)
      for (const one of asked) if (one.status === 'rejected') expect(one.reason).toMatchObject({ kind: 'busy' })
      const kept = await storedTokens(storeOf(databases.two), now).load()
      expect(kept).toMatchObject({ accessToken: server.oauth.pairs.at(-1)?.access, claim: null, dead: false })
      // Who was turned away finds the new pair.
      expect(await Promise.all(keepers.map((one) => one.access()))).toEqual([kept?.accessToken, kept?.accessToken])
      await server.advance(25 * hourMs)
    }
  })

  it('are in the database before they are used, so that a process that starts later works on with them', async () => {
    const token = await keeper(databases.one, server.oauth.grant().refresh).access()
    const later = zaloOaTokens({
      ...{ ...app, store: storedTokens(storeOf(databases.two), now), log: new CapturedLog(), now },
      oauthRoot: server.oauthRoot,
    })
    expect(await later.access()).toBe(token)
    expect(renewals()).toBe(1)
  })

  it('are of one office alone', async () => {
    await keeper(databases.one, server.oauth.grant().refresh).access()
    office += 1
    expect(await storedTokens(storeOf(databases.one), now).load()).toBeNull()
  })

  it('are replaced by one of those who saw the same ones', async () => {
    const store = storedTokens(storeOf(databases.one), now)
    const other = storedTokens(storeOf(databases.two), now)
    const first = { version: 1, accessToken: '', refreshToken: 'r', expiresAt: 0, claim: null, dead: false, seed: null }
    const begun = await Promise.all([store.replace(null, first), other.replace(null, first)])
    expect(begun.toSorted()).toEqual([false, true])
    const changes = [store, other, store, other].map((one, n) =>
      one.replace(first, { ...first, version: 2, refreshToken: `r${n}` }),
    )
    expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1)
    expect((await store.load())?.version).toBe(2)
  })

  it('are refused when the row is of another form', async () => {
    await storeOf(databases.one).write((records) => records.replaceChannelTokens('zalo-oa', null, 1, { a: 1 }, 0))
    await expect(storedTokens(storeOf(databases.one), now).load()).rejects.toThrow()
  })
}

describe('the tokens of an Official Account on PGlite', () =>
  tokensOn(async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    return { one: database, two: database, close: () => database.close() }
  }))

describe.skipIf(!postgresUrl)('the tokens of an Official Account on PostgreSQL', () =>
  tokensOn(async () => {
    const { url: databaseUrl, drop } = await freshPostgres()
    const [one, two] = [
      await openDatabase({ databaseUrl, dataDir: '/nowhere' }),
      await openDatabase({ databaseUrl, dataDir: '/nowhere' }),
    ]
    return {
      one,
      two,
      async close() {
        await one.close()
        await two.close()
        await drop()
      },
    }
  }),
)

describe('files that are still to be fetched', () => {
  it('outlive the process in the order in which they came, each once, and go when they are fetched', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    let now = 1
    const pending = storedPending(openStore(database, 'ban'), () => now)
    const file = (messageId: string, url = 'https://f.example/1') => ({
      ...{ messageId, address: '77', url, name: 'Biên bản.pdf', size: null, caption: 'kèm\0theo' },
    })
    await pending.put(file('m2'))
    now = 2
    await pending.put(file('m1'))
    await pending.put(file('m2', 'https://f.example/other'))
    const again = storedPending(openStore(database, 'ban'))
    expect(await again.all()).toEqual([
      { ...file('m2'), caption: 'kèmtheo' },
      { ...file('m1'), caption: 'kèmtheo' },
    ])
    await again.remove('m2')
    await again.remove('m2')
    expect((await again.all()).map(({ messageId }) => messageId)).toEqual(['m1'])
    expect(await storedPending(openStore(database, 'ban-khac')).all()).toEqual([])
    await database.close()
  })
})
