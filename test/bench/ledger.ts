import { createChannelWatch } from '../../src/app/delivery/channel-watch.ts'
import { createDeliver } from '../../src/app/delivery/deliver.ts'
import { createDeliveryReader, type DeliveryReader } from '../../src/app/delivery/delivery-state.ts'
import type { Office } from '../../src/app/office.ts'
import type { Channel } from '../../src/app/ports/channel.ts'
import type { Clock } from '../../src/app/ports/clock.ts'
import type { NewOutboxRow, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Queue } from '../../src/app/ports/queue.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { telegramChannel } from '../../src/channel/telegram.ts'
import { systemClock } from '../../src/clock.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openFiles } from '../../src/store/files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silentLog } from '../silent-log.ts'
import { token } from './stand-in.ts'

/** Where the ledger and the jobs are kept. */
export interface Kept {
  readonly dataDir: string
  readonly databaseUrl?: string
  readonly redisUrl?: string
}

/** A ledger that sends: the records, the queue, and the deliveries between them. */
export interface SendingLedger {
  readonly store: Store
  readonly queue: Queue
  readonly reader: DeliveryReader
  /** Starts delivering. */
  run(): Promise<void>
  /** Resolves when so many rows in all have been recorded as sent; fails with the first that has failed. */
  sent(count: number): Promise<void>
  close(): Promise<void>
}

let boards = 0

/** The sample office under a name of its own, for several may share a database. */
export async function benchOffice(): Promise<Office> {
  const { value: office } = await readConfiguration()
  if (office === undefined) throw new Error('the configuration gives no office')
  boards += 1
  return { ...office, board: { ...office.board, id: `bench-${process.pid}-${boards}` } }
}

/** Opens everything that a message passes between its cause and its channel; the host's clock when none is given. */
export async function openLedger(
  kept: Kept,
  office: Office,
  channel: Channel,
  clock: Clock = systemClock,
): Promise<SendingLedger> {
  const database = await openDatabase(kept)
  const { redisUrl } = kept
  const store = openStore(database, office.board.id)
  const queue = await openQueue({
    ...{ database, prefix: office.board.id, log: silentLog },
    ...(redisUrl === undefined ? {} : { redisUrl }),
  })
  await store.write((records) => records.putBoard(office.board))
  let done = 0
  let look = (): void => {}
  let failed: OutboxRow | undefined
  const parts = { store, queue, office, clock, log: silentLog }
  const reader = createDeliveryReader([channel], createChannelWatch({ ...parts, channels: [channel.name] }))
  const deliver = createDeliver({
    ...{ ...parts, reader, channels: new Map([[channel.name, channel]]) },
    changed: (row) => {
      if (row.status === 'sent') done += 1
      else failed ??= row
      look()
    },
  })
  return {
    ...{ store, queue, reader },
    run: () => queue.run([channel], deliver),
    sent: (count) =>
      new Promise((resolve, reject) => {
        look = () => {
          if (failed !== undefined) reject(new Error(`a row is ${failed.status}: ${failed.note}`))
          else if (done >= count) resolve()
        }
        look()
      }),
    async close() {
      await queue.close()
      await store.close()
    },
  }
}

/** The channel as the product has it, over the stand-in; `null` takes its pace away. */
export const benchTelegram = (apiRoot: string, perSecond?: null): Channel =>
  telegramChannel({
    ...{ token, apiRoot, files: openFiles(':memory:'), log: silentLog },
    ...(perSecond === undefined ? {} : { perSecond }),
  })

/** A reminder as the product writes it, to the person with this number. */
export const reminderTo = (number: number, personId: string | null): NewOutboxRow => ({
  key: `bench|${number}`,
  kind: 'digest',
  channel: 'telegram',
  address: `${number}`,
  personId,
  reply: {
    text: `Chào anh/chị. Việc số ${number} đến hạn trong tuần này: rà soát, báo cáo kết quả thực hiện kế hoạch năm.`,
    choices: [{ label: 'Trả lời', value: `open:${number}` }],
  },
  createdAt: systemClock.now(),
  about: [],
})

/** Writes so many reminders and hands them over in chunks, as the sweep does. */
export async function broadcast(ledger: SendingLedger, office: Office, count: number): Promise<void> {
  const [person] = office.board.people
  for (let from = 1; from <= count; from += 500) {
    const some = Array.from({ length: Math.min(500, count + 1 - from) }, (_, index) => ({
      row: reminderTo(from + index, person?.id ?? null),
      status: 'queued' as const,
      rungs: [],
    }))
    const rows = await ledger.store.write((records) => records.addReminderRows(some, systemClock.now()))
    await ledger.queue.add(
      'telegram',
      (rows ?? []).map(({ id }) => id),
    )
  }
}
