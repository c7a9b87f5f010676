import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Api } from 'grammy'
import { Logger, makeWorkerUtils, run } from 'graphile-worker'
import pg from 'pg'
import { freshPostgres, postgresUrl } from '../store/fresh-postgres.ts'
import { benchOffice, benchTelegram, broadcast, type Kept, openLedger, reminderTo } from './ledger.ts'
import { median, perSecond, type Ratio, repeated, timed } from './measure.ts'
import { type StandIn, token, withStandIn } from './stand-in.ts'

const redisUrl = process.env.DUNG_HAN_TEST_REDIS

/** Messages of one measurement; enough for a second or more of sending. */
const onPglite = 1_500
const onServer = 4_000
/** What an office's machine with the embedded database must do, in messages a second. */
const leastPerSecond = 300
/** Jobs that the bare program has on their way at once: as many as the product. */
const bareConcurrency = 30

/** Reminders written, queued, claimed, sent over HTTP and recorded as sent; gives milliseconds. */
async function withLedger(kept: Kept, { apiRoot }: StandIn, count: number): Promise<number> {
  const office = await benchOffice()
  const ledger = await openLedger(kept, office, benchTelegram(apiRoot, null))
  try {
    await ledger.run()
    const ms = await timed(async () => {
      const all = ledger.sent(count)
      await broadcast(ledger, office, count)
      await all
    })
    if ((await ledger.store.read((records) => records.outboxWaiting())).length > 0)
      throw new Error('not every row was sent')
    return ms
  } finally {
    await ledger.close()
  }
}

/** A program of a few lines for the same: jobs of graphile-worker that send by grammY and keep nothing about it. */
async function bare(databaseUrl: string, { apiRoot }: StandIn, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: bareConcurrency + 5 })
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  const api = new Api(token, { apiRoot })
  const logger = new Logger(() => () => {})
  const utils = await makeWorkerUtils({ pgPool: pool, logger })
  await utils.migrate()
  let left = count
  let end = (): void => {}
  const all = new Promise<void>((resolve) => {
    end = resolve
  })
  const runner = await run({
    ...{ pgPool: pool, logger, concurrency: bareConcurrency, noHandleSignals: true },
    taskList: {
      send: async (payload) => {
        const { to, text, label, value } = payload as Readonly<Record<'to' | 'text' | 'label' | 'value', string>>
        await api.sendMessage(to, text, {
          reply_markup: { inline_keyboard: [[{ text: label, callback_data: value }]] },
        })
        left -= 1
        if (left === 0) end()
      },
    },
  })
  const ms = await timed(async () => {
    for (let from = 1; from <= count; from += 500)
      await utils.addJobs(
        Array.from({ length: Math.min(500, count + 1 - from) }, (_, index) => {
          const { address, reply } = reminderTo(from + index, null)
          const [choice] = reply.choices ?? []
          return {
            identifier: 'send',
            payload: { to: address, text: reply.text, label: choice?.label, value: choice?.value },
          }
        }),
      )
    await all
  })
  await runner.stop()
  await utils.release()
  await pool.end()
  return ms
}

/** The whole ledger on the embedded database in a folder, against the least that it must do. */
export const deliveryOnPglite = (): Promise<Ratio> =>
  withStandIn({ people: onPglite, strict: false }, async (standIn) => {
    const taken: number[] = []
    await repeated(3, 30_000, async () => {
      const dataDir = await mkdtemp(join(tmpdir(), 'dung-han-bench-'))
      try {
        taken.push(await withLedger({ dataDir }, standIn, onPglite))
      } finally {
        await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
      }
    })
    const ms = median(taken)
    return {
      what: `${onPglite} messages with the whole ledger on PGlite`,
      measured: perSecond(onPglite, ms, 'messages'),
      against: `${leastPerSecond} messages/s`,
      ratio: (onPglite * 1000) / ms / leastPerSecond,
      bound: { atLeast: 1 },
    }
  })

/**
 * The whole ledger on a PostgreSQL server, with and without Redis, against the bare program on the same server. Without
 * a server (DUNG_HAN_TEST_POSTGRES, DUNG_HAN_TEST_REDIS) these ratios are left out, and that is said.
 */
export async function deliveryOnServers(): Promise<readonly Ratio[]> {
  if (postgresUrl === undefined) {
    console.log('left out: the ledger on PostgreSQL and Redis; DUNG_HAN_TEST_POSTGRES names no server')
    return []
  }
  if (redisUrl === undefined) console.log('left out: the ledger with Redis; DUNG_HAN_TEST_REDIS names no server')
  const fresh = await freshPostgres()
  try {
    return await withStandIn({ people: onServer, strict: false }, async (standIn) => {
      const kept: Kept = { dataDir: '/nowhere', databaseUrl: fresh.url }
      const taken: [number[], number[], number[]] = [[], [], []]
      await repeated(3, 40_000, async () => {
        taken[0].push(await bare(fresh.url, standIn, onServer))
        taken[1].push(await withLedger(kept, standIn, onServer))
        if (redisUrl !== undefined) taken[2].push(await withLedger({ ...kept, redisUrl }, standIn, onServer))
      })
      const [plain, postgres, redis] = taken.map(median)
      const ratioOf = (where: string, ms: number | undefined, least: number): Ratio => ({
        what: `${onServer} messages with the whole ledger on ${where} / bare graphile-worker`,
        measured: perSecond(onServer, ms ?? Number.NaN, 'messages'),
        against: perSecond(onServer, plain ?? Number.NaN, 'messages'),
        ratio: (plain ?? Number.NaN) / (ms ?? Number.NaN),
        bound: { atLeast: least },
      })
      return [
        ratioOf('PostgreSQL', postgres, 0.5),
        ...(redisUrl === undefined ? [] : [ratioOf('PostgreSQL and Redis', redis, 0.8)]),
      ]
    })
  } finally {
    await fresh.drop()
  }
}
