import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Application, createApplication } from '../../src/app/application.ts'
import type { Office } from '../../src/app/office.ts'
import type { Inbound, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Records, Store } from '../../src/app/ports/store.ts'
import { type LocalChannel, localChannel } from '../../src/channel/local.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { instantAt } from '../../src/core/time.ts'
import { drawChart } from '../../src/document/draw-chart.ts'
import { writeCsv } from '../../src/document/write-csv.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openFiles } from '../../src/store/files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import * as vi from '../../src/text/vi.ts'
import { consentVersion } from '../../src/text/vi-consent.ts'
import { textReader } from '../fakes/text-reader.ts'
import { silentLog } from '../silent-log.ts'
import { freshPostgres, postgresUrl } from '../store/fresh-postgres.ts'

const now = instantAt('2023-04-24', '08:00')

const text = (messageId: string, address: string, words: string): Inbound => ({
  channel: 'local',
  messageId,
  address,
  heard: { kind: 'text', text: words },
})

/** The product on one database; what it writes is counted, and a test may make statements fail. */
interface Product {
  readonly app: Application
  readonly page: LocalChannel
  readonly store: Store
  /** How many transactions have answered messages. */
  turns: number
}

/** The Records with some methods in the place of their own. */
const withOther = (records: Records, other: Partial<Records>): Records =>
  Object.assign(Object.create(records) as Records, other)

async function productOn(
  database: Database,
  boardId: string,
  spoilt: (records: Records) => Records = (same) => same,
): Promise<{ readonly product: Product; readonly office: Office }> {
  const { value: sample } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (!sample) throw new Error('the sample cannot be read')
  const office = { ...sample, board: { ...sample.board, id: boardId } }
  const real = openStore(database, office.board.id)
  const store: Store = {
    ...real,
    write: (work) =>
      real.write((records) =>
        work(
          spoilt(
            withOther(records, {
              nextInbounds: async (most) => {
                const rows = await records.nextInbounds(most)
                if (rows.length > 0) product.turns += 1
                return rows
              },
            }),
          ),
        ),
      ),
  }
  const page = localChannel({ onSent: () => {} })
  const app = createApplication({
    store,
    files: openFiles(':memory:'),
    queue: await openQueue({ database, prefix: office.board.id, log: silentLog }),
    channels: [page],
    office,
    clock: { now: () => now },
    log: silentLog,
    write: writeDocx,
    drawChart,
    writeTable: writeCsv,
    documents: textReader(),
  })
  const product: Product = { app, page, store, turns: 0 }
  await app.start({ deliver: true })
  await store.write((records) => agreeAll(records, office))
  return { product, office }
}

async function agreeAll(records: Records, office: Office): Promise<void> {
  for (const { id } of office.board.people) {
    const account = await records.accountAt('local', id)
    if (account && account.consent === null) await records.addConsent(account, 'given', consentVersion, now)
  }
}

/** Stores messages while nobody looks, so that all of them wait together when the next one comes. */
const waiting = (store: Store, inbounds: readonly Inbound[]) =>
  store.write((records) => records.addInbounds(inbounds, now))

const toldTo = async (store: Store, person: string): Promise<readonly OutboxRow[]> =>
  store.read((records) => records.outboxTo(person, 50))

const textsTo = async (store: Store, person: string): Promise<readonly string[]> =>
  (await toldTo(store, person)).map((row) => row.reply.text)

let database: Database
let boards = 0
let product: Product
let office: Office
let poison: ((records: Records) => Records) | undefined

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())
beforeEach(async () => {
  poison = undefined
  boards += 1
  ;({ product, office } = await productOn(database, `mau-${boards}`, (records) => poison?.(records) ?? records))
})
afterEach(() => product.app.stop())

describe('messages that wait together', () => {
  it('are answered in one transaction, each to its sender', async () => {
    const people = office.board.people.map(({ id }) => id)
    await waiting(
      product.store,
      people.slice(1).map((id) => text(`m-${id}`, id, '/trogiup')),
    )
    await product.page.hear(text('last', people[0] ?? '', '/trogiup'))
    await product.app.settled()
    expect(product.turns).toBe(1)
    for (const id of people) {
      const told = await toldTo(product.store, id)
      expect(told.map(({ status, address }) => [status, address])).toEqual([['sent', id]])
    }
  })

  it('are stored once however often they come, and in the order of their sender', async () => {
    const hear = (id: string, words: string) => product.page.hear(text(id, 'cv-dau-tu', words))
    const taken = await Promise.all([hear('m1', '/viec'), hear('m2', '/trogiup'), hear('m1', '/viec'), hear('m2', 'x')])
    await product.app.settled()
    expect(taken).toEqual([true, true, false, false])
    const keys = (await toldTo(product.store, 'cv-dau-tu')).map(({ key }) => Number(key.split('|')[1]))
    expect(keys).toEqual(keys.toSorted((a, b) => a - b))
    expect(new Set(keys).size).toBe(2)
  })

  it('harm only themselves when they cannot be handled', async () => {
    const people = office.board.people.map(({ id }) => id)
    const [first = '', spoilt = ''] = people
    poison = (records) =>
      withOther(records, {
        addOutboxRows: async (rows) => {
          if (rows.some((row) => row.personId === spoilt && row.key.endsWith('|0'))) throw new Error('poison')
          return records.addOutboxRows(rows)
        },
      })
    await waiting(
      product.store,
      people.slice(1).map((id) => text(`m-${id}`, id, '/viec')),
    )
    await product.page.hear(text('last', first, '/viec'))
    await product.app.settled()
    for (const id of people) {
      const told = await textsTo(product.store, id)
      expect(told).toHaveLength(1)
      expect(told[0] === vi.failedToHandle).toBe(id === spoilt)
    }
    const heard = await product.store.read((records) => records.inboxFrom(spoilt, 5))
    expect(heard.map(({ handledAt }) => handledAt)).toEqual([now])
    expect(await product.store.inboundWaits()).toBe(false)
  })

  it('leave nothing of a message that failed half-way', async () => {
    let opened = 0
    poison = (records) =>
      withOther(records, {
        addSessions: async (rows) => {
          await records.addSessions(rows)
          if (rows.length === 0) return
          opened += 1
          throw new Error(`after session ${rows[0]?.id}`)
        },
      })
    await product.page.hear(text('m1', 'cv-dau-tu', '/viec'))
    await product.app.settled()
    await waiting(product.store, [text('m2', 'cv-dau-tu', '1'), text('m3', 'tp-dau-tu', '/viec')])
    await product.page.hear(text('m4', 'quan-tri', '/trogiup'))
    await product.app.settled()
    expect(opened).toBeGreaterThan(0)
    expect(await product.store.read((records) => records.openSessionsOf(['cv-dau-tu']))).toEqual([])
    expect((await textsTo(product.store, 'cv-dau-tu')).at(-1)).toBe(vi.failedToHandle)
    expect((await textsTo(product.store, 'tp-dau-tu')).includes(vi.failedToHandle)).toBe(false)
  })

  it('see each other: of two answers to one matter the second is told of the first', async () => {
    const pair = ['cv-dau-tu', 'tp-dau-tu'] as const
    const say = async (step: string, words: string): Promise<void> => {
      const [first, second] = pair
      await waiting(product.store, [text(`${step}-1`, first, words)])
      await product.page.hear(text(`${step}-2`, second, words))
      await product.app.settled()
    }
    for (const [at, words] of ['/viec', '1', 'da hoan thanh', 'Đã đối thoại.', 'xong', 'khong co', 'luu'].entries())
      await say(`s${at}`, words)
    expect(product.turns).toBe(7)
    const { answers, standings } = await product.store.read(async (records) => ({
      answers: await records.newestAnswers(),
      standings: await records.standings(),
    }))
    expect(answers).toHaveLength(1)
    const [answer] = answers
    expect(answer).toMatchObject({ revision: 2, personId: 'tp-dau-tu' })
    expect(standings.get(answer?.occurrenceId ?? '')).toMatchObject({ status: 'answered', answeredBy: 'cv-dau-tu' })
    const told = (await textsTo(product.store, 'tp-dau-tu')).join('\n')
    expect(told).toContain(vi.earlierAnswerKept('Chuyên viên Phòng Quản lý Đầu tư', 2))
    expect(await product.store.firstBrokenAudit()).toBeNull()
  })

  it('of one person who writes from two addresses are answered one after the other', async () => {
    await product.store.write(async (records) => {
      const account = await records.join('cv-dau-tu', 'local', 'second-phone', now)
      await records.addConsent(account, 'given', consentVersion, now)
    })
    await waiting(product.store, [text('m1', 'cv-dau-tu', '/viec'), text('m2', 'second-phone', '1')])
    await product.page.hear(text('m3', 'quan-tri', '/trogiup'))
    await product.app.settled()
    // The number is that of the list which was sent a moment before.
    expect(await product.store.read((records) => records.activeSession('cv-dau-tu'))).toBeDefined()
    expect(product.turns).toBe(2)
  })
})

describe.skipIf(!postgresUrl)('two processes on one PostgreSQL', () => {
  it('answer each message once and each person in order', async () => {
    const { url, drop } = await freshPostgres()
    const databases = await Promise.all([1, 2].map(() => openDatabase({ dataDir: '/nowhere', databaseUrl: url })))
    const [a, b] = await Promise.all(databases.map(async (one) => (await productOn(one, 'mau')).product))
    if (!a || !b) throw new Error('two processes are needed')
    try {
      const people = office.board.people.map(({ id }) => id)
      const hearing: Promise<boolean>[] = []
      for (let round = 0; round < 6; round += 1)
        for (const [at, id] of people.entries()) {
          const words = round % 2 === 0 ? '/viec' : '/trogiup'
          // A webhook that comes twice, once to each process.
          for (const { page } of (at + round) % 3 === 0 ? [a, b] : [round % 2 === 0 ? a : b])
            hearing.push(page.hear(text(`m-${round}-${id}`, id, words)))
        }
      const taken = await Promise.all(hearing)
      expect(taken.filter(Boolean)).toHaveLength(6 * people.length)
      for (let left = true; left; left = await a.store.inboundWaits()) {
        await a.app.settled()
        await b.app.settled()
      }
      for (const id of people) {
        const told = await toldTo(a.store, id)
        const heard = await a.store.read((records) => records.inboxFrom(id, 50))
        expect(heard).toHaveLength(6)
        const answered = told.filter(({ kind }) => kind === 'answer').map(({ key }) => Number(key.split('|')[1]))
        expect(answered).toEqual(heard.map((row) => row.id))
      }
    } finally {
      for (const { app } of [a, b]) await app.stop()
      for (const one of databases) await one.close()
      await drop()
    }
  })
})

describe('the look of each minute', () => {
  it('gives what is due though what is no longer needed cannot be taken away', async () => {
    let tried = 0
    poison = (records) =>
      withOther(records, {
        removeTries: async () => {
          tried += 1
          throw new Error('the disk is full')
        },
      })
    const reminders = async () =>
      (await Promise.all(office.board.people.map(({ id }) => toldTo(product.store, id)))).flatMap((rows) =>
        rows.filter(({ kind }) => kind === 'digest' || kind === 'ping' || kind === 'catch-up'),
      )
    expect(await reminders()).toEqual([])
    await product.app.tick()
    await product.app.settled()
    expect(tried).toBe(1)
    expect((await reminders()).length).toBeGreaterThan(0)
  })
})

describe('a day that is moved', () => {
  it('is moved also where the wish that it would have met is decided on at the same moment', async () => {
    const report = (await product.store.read((records) => records.occurrences())).find((one) => one.stage === 'report')
    if (!report) throw new Error('the plan asks for no report')
    // As another process had it before it was taken back.
    const wish = { id: 987654, occurrenceId: report.id, status: 'asked' as const, extendedTo: '2023-05-19' }
    const asked = { askedBy: 'cv-van-phong', askedAt: now, reason: '', decidedBy: null, decidedAt: null, basis: null }
    poison = (records) => withOther(records, { extensionsAsked: async () => [{ ...wish, ...asked }] })
    for (const [n, words] of ['/han', '1', '19/5/2023', '215/UBND-NC', 'hôm nay', 'lưu'].entries()) {
      await product.page.hear(text(`move-${n}`, 'truong-ban', words))
      await product.app.settled()
    }
    expect((await textsTo(product.store, 'truong-ban')).join('\n')).toContain('sang ngày 19/5/2023')
    const standings = await product.store.read((records) => records.standings())
    expect(standings.get(report.id)?.extendedTo).toBe('2023-05-19')
  })
})
