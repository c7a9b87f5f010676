import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { defaultRetry, retryDelay } from '../../src/queue/retry-delay.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { queueContract } from '../contracts/queue.contract.ts'
import { silentLog } from '../silent-log.ts'
import { freshPostgres, postgresUrl } from '../store/fresh-postgres.ts'

const redisUrl = process.env.DUNG_HAN_TEST_REDIS

const onDatabase = (open: () => Promise<Database>) => {
  let database: Database
  beforeAll(async () => {
    database = await open()
  })
  afterAll(() => database.close())
  queueContract((prefix, retry) => openQueue({ database, prefix, log: silentLog, ...(retry ? { retry } : {}) }))
}

describe('the queue on PGlite', () => onDatabase(() => openDatabase({ dataDir: ':memory:' })))

// Left out without a PostgreSQL server: DUNG_HAN_TEST_POSTGRES names one.
describe.skipIf(!postgresUrl)('the queue on PostgreSQL', () => {
  let drop = async () => {}
  // Before the database's own, so that it runs after it.
  afterAll(() => drop())
  onDatabase(async () => {
    const fresh = await freshPostgres()
    drop = fresh.drop
    return openDatabase({ databaseUrl: fresh.url, dataDir: '/nowhere' })
  })
})

// Left out without a Redis server: DUNG_HAN_TEST_REDIS names one.
describe.skipIf(!redisUrl)('the queue on Redis', () => {
  const run = randomUUID()
  queueContract((prefix, retry) =>
    openQueue({ redisUrl: redisUrl ?? '', prefix: `${run}-${prefix}`, log: silentLog, ...(retry ? { retry } : {}) }),
  )
})

describe('opening a queue', () => {
  it('says that Redis cannot be reached', async () => {
    const opening = openQueue({ redisUrl: 'redis://user:secret@127.0.0.1:1', log: silentLog })
    await expect(opening).rejects.toThrow(/^Redis cannot be reached; look at REDIS_URL/)
  })
})

describe('the wait before another try', () => {
  it('doubles up to an hour and lasts for hours in all', () => {
    const waits = Array.from({ length: defaultRetry.attempts - 1 }, (_, index) => retryDelay(defaultRetry, index + 1))
    expect(waits.slice(0, 3)).toEqual([30_000, 60_000, 120_000])
    expect(Math.max(...waits)).toBe(3_600_000)
    const hours = waits.reduce((sum, ms) => sum + ms, 0) / 3_600_000
    expect(hours).toBeGreaterThan(4)
    expect(hours).toBeLessThan(12)
    expect(retryDelay(defaultRetry, 5000)).toBe(3_600_000)
  })
})
