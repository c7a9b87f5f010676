import { adminsOf, personOf } from '../core/plan/board.ts'
import type { Instant } from '../core/time.ts'
import { undeliveredNotice } from '../text/vi.ts'
import { accountFor } from './account-choice.ts'
import { enqueue } from './hand-over.ts'
import type { Office } from './office.ts'
import type { DeliveryError } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { OutboxRow } from './ports/messages.ts'
import type { Delivered, Queue } from './ports/queue.ts'
import type { Records, Store } from './ports/store.ts'

const done: Delivered = { done: true }

/** What becomes of a message that a channel did not take. */
export type Undelivered = (row: OutboxRow, error: DeliveryError, lastTry: boolean) => Promise<Delivered>

/**
 * Decides about a message that was claimed and not sent: another try later, the person's next account, or failed and
 * told to the admins.
 */
export function createUndelivered(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
}): Undelivered {
  const { store, queue, office, clock, log } = parts

  const fail = (row: OutboxRow, why: string, now: Instant): Promise<OutboxRow[]> =>
    store.write(async (records) => {
      await records.updateOutbox(row.id, { status: 'failed', note: why })
      await records.audit({
        at: now,
        actor: 'system',
        action: 'message.failed',
        subject: `outbox:${row.id}`,
        detail: { person: row.personId, channel: row.channel, why },
      })
      return row.personId === null ? [] : tellAdmins(records, office, row, why, now)
    })

  /** Closes the address; the message takes the person's next one if there is any. */
  const closeAddress = (row: OutboxRow, why: string, now: Instant): Promise<OutboxRow[] | undefined> =>
    store.write(async (records) => {
      const account = await records.accountAt(row.channel, row.address)
      if (account) await records.closeAccount(account.id, now)
      const other = row.personId === null ? undefined : accountFor(await records.accounts(row.personId))
      await records.audit({
        at: now,
        actor: 'system',
        action: 'account.closed',
        subject: row.personId ?? 'stranger',
        detail: { channel: row.channel, why },
      })
      if (!other) return undefined
      const change = {
        status: 'queued',
        channel: other.channel,
        address: other.address,
        note: `after ${row.channel}`,
      } as const
      await records.updateOutbox(row.id, change)
      return [{ ...row, ...change }]
    })

  const moveAddress = (row: OutboxRow, address: string): Promise<OutboxRow> =>
    store.write(async (records) => {
      const account = await records.accountAt(row.channel, row.address)
      if (account) await records.moveAccount(account.id, address)
      await records.updateOutbox(row.id, { status: 'queued', address })
      return { ...row, status: 'queued', address }
    })

  return async (row, error, lastTry) => {
    const now = clock.now()
    log.warn({ outbox: row.id, channel: row.channel, retry: error.retry, attempts: row.attempts }, error.message)
    if (error.retry === 'moved' && error.newAddress !== undefined && !lastTry) {
      await moveAddress(row, error.newAddress)
      return { later: true, afterMs: 0 }
    }
    if (error.retry === 'later' && !lastTry) {
      if (!error.perhapsSent) await store.write((records) => records.updateOutbox(row.id, { status: 'queued' }))
      return error.afterMs === undefined ? { later: true } : { later: true, afterMs: error.afterMs }
    }
    const again = error.retry === 'never' ? await closeAddress(row, error.message, now) : undefined
    await enqueue(queue, again ?? (await fail(row, error.message, now)))
    return done
  }
}

/** One notice a day for each person who cannot be reached, to every admin who can. */
async function tellAdmins(
  records: Records,
  office: Office,
  row: OutboxRow,
  why: string,
  now: Instant,
): Promise<OutboxRow[]> {
  const name = personOf(office.board, row.personId ?? '')?.name ?? ''
  const rows: OutboxRow[] = []
  for (const admin of adminsOf(office.board)) {
    const account = admin.id === row.personId ? undefined : accountFor(await records.accounts(admin.id))
    if (!account) continue
    const added = await records.addOutbox({
      key: `undelivered|${admin.id}|${row.personId}|${Math.floor(now / 86_400_000)}`,
      kind: 'notice',
      channel: account.channel,
      address: account.address,
      personId: admin.id,
      reply: { text: undeliveredNotice(name, why) },
      createdAt: now,
      about: [],
    })
    if (added) rows.push(added)
  }
  return rows
}
