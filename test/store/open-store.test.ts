import { afterAll, describe, expect, it } from 'vitest'
import { pendingMigrations } from '../../src/store/migrate.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { boardNamed, someOccurrence, somePlan, storeContract } from '../contracts/store.contract.ts'
import { freshPostgres, postgresUrl } from './fresh-postgres.ts'

describe('the store on PGlite', () => storeContract(() => openDatabase({ dataDir: ':memory:' })))

// Left out without a PostgreSQL server: DUNG_HAN_TEST_POSTGRES names one.
describe.skipIf(!postgresUrl)('the store on PostgreSQL', () => {
  const drops: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const drop of drops) await drop()
  })
  const fresh = async () => {
    const { url, drop } = await freshPostgres()
    drops.push(drop)
    return url
  }

  storeContract(async () => openDatabase({ databaseUrl: await fresh(), dataDir: '/nowhere' }))

  it('is brought up to date by several processes at once', async () => {
    const databaseUrl = await fresh()
    const databases = await Promise.all([1, 2, 3, 4].map(() => openDatabase({ databaseUrl, dataDir: '/nowhere' })))
    for (const database of databases) {
      expect(await pendingMigrations(database.db)).toEqual([])
      await database.close()
    }
  })

  it('gives two processes messages of different addresses, never two of one', async () => {
    const database = await openDatabase({ databaseUrl: await fresh(), dataDir: '/nowhere' })
    const store = openStore(database, 'ban')
    await store.write(async (records) => {
      await records.putBoard(boardNamed('ban'))
      for (const [messageId, address] of [
        ['a1', 'a'],
        ['a2', 'a'],
        ['b1', 'b'],
      ] as const) {
        const inbound = { channel: 'local', messageId, address, heard: { kind: 'text', text: 'x' } } as const
        await records.addInbound(inbound, 1)
      }
    })
    await store.write(async (first) => {
      expect((await first.nextInbound())?.messageId).toBe('a1')
      await store.write(async (second) => {
        expect((await second.nextInbound())?.messageId).toBe('b1')
        expect(await store.write((third) => third.nextInbound())).toBeUndefined()
      })
    })
    await database.close()
  })

  it('takes a new plan up once when several processes start at the same moment', async () => {
    const database = await openDatabase({ databaseUrl: await fresh(), dataDir: '/nowhere' })
    const store = openStore(database, 'ban')
    await store.write((records) => records.putBoard(boardNamed('ban')))
    let looked = 0
    let allLooked = (): void => {}
    const together = new Promise<void>((resolve) => {
      allLooked = resolve
    })
    const starts = Array.from({ length: 4 }, () => {
      let tried = 0
      return store.write(async (records) => {
        tried += 1
        expect(await records.plans()).toHaveLength(tried === 1 ? 0 : 1)
        // Each has seen that there is no plan yet before the first one adds it.
        looked += 1
        if (looked === 4) allLooked()
        await together
        return records.putPlan(somePlan, 'active', 1, [someOccurrence('o1')])
      })
    })
    expect((await Promise.all(starts)).sort()).toEqual(['added', 'unchanged', 'unchanged', 'unchanged'])
    expect(await store.read((records) => records.plans())).toMatchObject([{ version: 1 }])
    await database.close()
  })
})
