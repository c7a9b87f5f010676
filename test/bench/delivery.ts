import { createPostgresBackend, Queue as JobQueue, type PgPool, type PgPoolClient, runMigrations, Worker } from 'bullmq'
import { createDeliver } from '../../src/app/deliver.ts'
import { enqueue } from '../../src/app/hand-over.ts'
import type { NewOutboxRow } from '../../src/app/ports/messages.ts'
import { localChannel } from '../../src/channel/local.ts'
import { systemClock } from '../../src/clock.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silentLog } from '../silent-log.ts'
import { median, perSecond, type Ratio, repeated, timed } from './measure.ts'

const count = 1_000
/** As the product's own queue has it. */
const concurrency = 8

/** A latch that opens when it has been counted down. */
function latch(from: number): { readonly opened: Promise<void>; down(): void } {
  let left = from
  let open = (): void => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return {
    opened,
    down() {
      left -= 1
      if (left === 0) open()
    },
  }
}

/** Outbox rows written in one transaction, queued, claimed, sent over the chat page's channel and recorded as sent. */
async function withLedger(): Promise<number> {
  const { value: office } = await readConfiguration()
  if (office === undefined) throw new Error('the configuration gives no office')
  const database = await openDatabase({ dataDir: ':memory:' })
  const store = openStore(database, office.board.id)
  const queue = await openQueue({ database, prefix: office.board.id, log: silentLog })
  const all = latch(count)
  const channel = localChannel({ onSent: () => {} })
  const deliver = createDeliver({
    store,
    queue,
    channels: new Map([['local', channel]]),
    office,
    clock: systemClock,
    log: silentLog,
    changed: (row) => {
      if (row.status === 'sent') all.down()
    },
  })
  await store.write((records) => records.putBoard(office.board))
  await queue.run([channel], deliver)
  const [person] = office.board.people
  const now = systemClock.now()
  const row = (index: number): NewOutboxRow => ({
    key: `bench|${index}`,
    kind: 'notice',
    channel: 'local',
    address: person?.id ?? '',
    personId: person?.id ?? null,
    reply: {
      text: `Việc số ${index} đến hạn trong tuần này.`,
      choices: [{ label: 'Trả lời', value: `open:${index}` }],
    },
    createdAt: now,
    about: [],
  })
  const ms = await timed(async () => {
    const rows = await store.write(async (records) => {
      const added = []
      for (let index = 0; index < count; index += 1) added.push((await records.addOutbox(row(index))) ?? [])
      return added.flat()
    })
    await enqueue(queue, rows)
    await all.opened
  })
  const said = await store.read((records) => records.outboxTo(person?.id ?? '', count))
  if (said.length !== count || said.some((one) => one.status !== 'sent')) throw new Error('not every row was sent')
  await queue.close()
  await store.close()
  return ms
}

/** The same number of jobs through BullMQ on the same kind of database, with nothing written down about them. */
async function bare(): Promise<number> {
  const database = await openDatabase({ dataDir: ':memory:' })
  const client = await database.pool.connect()
  await runMigrations(client as unknown as PgPoolClient)
  client.release()
  const connection = database.pool as unknown as PgPool
  const queue = new JobQueue('bare', { connection }, createPostgresBackend)
  const all = latch(count)
  const worker = new Worker('bare', async () => {}, { connection, concurrency }, createPostgresBackend)
  worker.on('completed', () => all.down())
  await worker.waitUntilReady()
  const opts = { removeOnComplete: true }
  const ms = await timed(async () => {
    await queue.addBulk(Array.from({ length: count }, (_, index) => ({ name: 'bare', data: { index }, opts })))
    await all.opened
  })
  await worker.close()
  await queue.close()
  await database.close()
  return ms
}

/** Messages a second with everything that makes them safe, against jobs a second without. */
export async function delivery(): Promise<Ratio> {
  const [ledger, plain]: [number[], number[]] = [[], []]
  await repeated(3, 20_000, async () => {
    plain.push(await bare())
    ledger.push(await withLedger())
  })
  const [ours, theirs] = [median(ledger), median(plain)]
  return {
    what: `${count} rows: outbox, queue, deliver / bare queue`,
    measured: perSecond(count, ours, 'rows'),
    against: perSecond(count, theirs, 'jobs'),
    ratio: theirs / ours,
    bound: { atLeast: 0.15 },
  }
}
