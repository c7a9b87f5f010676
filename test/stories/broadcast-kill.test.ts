import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { startTelegramServer, type TelegramServer } from '../fakes/telegram-server.ts'
import { Process, temporaryFolder } from '../served.ts'
import { freshPostgres, postgresUrl } from '../store/fresh-postgres.ts'
import { describeWhole } from '../whole.ts'

const redisUrl = process.env.DUNG_HAN_TEST_REDIS
const token = '123456:stand-in-token'
const firstChat = 10_001
/** Messages that the product has on their way at once, at most; a kill may repeat so many. */
const onTheirWay = 50

/** A database that outlives the processes on it. */
interface Kept {
  readonly env: Readonly<Record<string, string>>
  /** Opens the records while no process has them. */
  records<T>(work: (store: Store) => Promise<T>): Promise<T>
}

const keptIn = (dataDir: string, databaseUrl?: string, redisUrl?: string): Kept => ({
  env: {
    DATA_DIR: dataDir,
    ...(databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl }),
    ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
  },
  async records(work) {
    const database = await openDatabase({ dataDir, ...(databaseUrl === undefined ? {} : { databaseUrl }) })
    const store = openStore(database, 'mau')
    try {
      return await work(store)
    } finally {
      await store.close()
    }
  },
})

const textOf = (index: number): string => `Thông báo số ${index}: họp giao ban lúc 8 giờ thứ Hai.`

async function writeBroadcast(kept: Kept, count: number): Promise<readonly number[]> {
  const { value: office } = await readConfiguration()
  if (office === undefined) throw new Error('the sample cannot be read')
  return kept.records((store) =>
    store.write(async (records) => {
      await records.putBoard(office.board)
      await records.setFact('clock-kind', 'real')
      const ids: number[] = []
      for (let index = 0; index < count; index += 1) {
        const row = await records.addOutbox({
          ...{ key: `broadcast|${index}`, kind: 'notice', channel: 'telegram', address: String(firstChat + index) },
          ...{ personId: null, reply: { text: textOf(index) }, createdAt: Date.now(), about: [] },
        })
        ids.push(row?.id ?? 0)
      }
      return ids
    }),
  )
}

const rowsOf = (kept: Kept, ids: readonly number[]): Promise<readonly OutboxRow[]> =>
  kept.records((store) =>
    store.read(async (records) => {
      const rows: OutboxRow[] = []
      for (const id of ids) {
        const row = await records.outbox(id)
        if (row !== undefined) rows.push(row)
      }
      return rows
    }),
  )

/** How many messages have arrived, repeats included. */
const arrived = (telegram: TelegramServer): number =>
  [...telegram.world.users.values()].reduce((sum, { inbox }) => sum + inbox.length, 0)

/** Serves the broadcast and kills the process so many times at random moments while messages go out. */
async function killAgainAndAgain(kept: Kept, count: number, kills: number): Promise<void> {
  const ids = await writeBroadcast(kept, count)
  const telegram = await startTelegramServer({ token })
  try {
    for (let index = 0; index < count; index += 1) telegram.user(firstChat + index).started = true
    const serve = (): Process =>
      Process.start(['serve', '--port', '0'], {
        ...kept.env,
        TELEGRAM_BOT_TOKEN: token,
        TELEGRAM_API_ROOT: telegram.apiRoot,
        LOG_LEVEL: 'error',
      })
    let killed = 0
    for (; killed < kills && arrived(telegram) < count; killed += 1) {
      await using process = serve()
      const before = arrived(telegram)
      // From the first message of this process on: anywhere between a claim, a send and its record.
      await telegram.world.until('a message', () => (arrived(telegram) > before ? true : undefined), 60_000)
      await wait(Math.random() * 500)
      await process.kill('SIGKILL')
    }
    expect(killed).toBe(kills)

    await using last = serve()
    const all = () => [...telegram.world.users.values()].every(({ inbox }) => inbox.length > 0) || undefined
    await telegram.world.until('every message', all, 180_000)
    await last.kill('SIGTERM')

    const rows = await rowsOf(kept, ids)
    expect(rows).toHaveLength(count)
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['sent']))
    let repeats = 0
    for (const [index, row] of rows.entries()) {
      const got = telegram.user(firstChat + index).inbox.map(({ text }) => text)
      expect(new Set(got)).toEqual(new Set([textOf(index)]))
      repeats += got.length - 1
      // What came twice is labelled so; a label without a repeat is a claim that was cut off before its send.
      if (got.length > 1) expect(row.note).toBe('again')
      expect(row.attempts).toBeGreaterThanOrEqual(got.length)
    }
    expect(repeats).toBeLessThanOrEqual(kills * onTheirWay)
    expect(rows.filter(({ note }) => note === 'again').length).toBeLessThanOrEqual(kills * onTheirWay)
    expect(telegram.failures).toEqual([])
    expect(telegram.calls.filter(({ code }) => code === 429)).toEqual([])
  } finally {
    await telegram.close()
  }
}

// At once, each with a database, a folder and a Telegram of its own: most of the time is Telegram's limit.
describeWhole('a broadcast whose process is killed again and again', { concurrent: true }, () => {
  it('loses nothing in the embedded database, and labels what may have come twice', async () => {
    await using folder = await temporaryFolder()
    await killAgainAndAgain(keptIn(folder.path), 200, 4)
  }, 240_000)

  it.skipIf(postgresUrl === undefined)(
    'of 2,000 messages loses nothing on PostgreSQL at fifty kills',
    async () => {
      const { url, drop } = await freshPostgres()
      await using folder = await temporaryFolder()
      try {
        await killAgainAndAgain(keptIn(folder.path, url), 2_000, 50)
      } finally {
        await drop()
      }
    },
    600_000,
  )

  it.skipIf(postgresUrl === undefined || redisUrl === undefined)(
    'loses nothing on PostgreSQL with Redis',
    async () => {
      const { url, drop } = await freshPostgres()
      await using folder = await temporaryFolder()
      try {
        await killAgainAndAgain(keptIn(folder.path, url, redisUrl), 200, 4)
      } finally {
        await drop()
      }
    },
    240_000,
  )
})
