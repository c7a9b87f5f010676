import { isBlocked } from '../../core/delivery/plan-delivery.ts'
import { adminsOf, personOf } from '../../core/plan/board.ts'
import type { Instant } from '../../core/time.ts'
import { undeliveredNotice } from '../../text/vi.ts'
import type { Office } from '../office.ts'
import { groupFailed, groupMoved } from '../people/group-chats.ts'
import type { Account } from '../ports/account.ts'
import type { DeliveryError } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { OutboxRow, Tried } from '../ports/messages.ts'
import type { Delivered, Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import { filesByLink } from './carried.ts'
import { type DeliveryReader, matterOf, noticeMatter } from './delivery-state.ts'
import { enqueue } from './hand-over.ts'
import { hold, type WaitReason } from './waiting.ts'

const done: Delivered = { done: true }

/** What becomes of a message that a channel did not take. */
export type Undelivered = (row: OutboxRow, error: DeliveryError, lastTry: boolean) => Promise<Delivered>

/** Why a try was in vain, in a word; the first of `Tried.why`. */
type Cause = 'window' | 'quota' | 'operator' | 'never' | 'later'

/** An account that could not serve a message is not asked for the same message again so soon. */
const triedForMs = 12 * 3_600_000

/**
 * Decides about a message that was claimed and not sent: another try later, the person's next account, a wait until the
 * channel works, the window is open or the quota is filled again, a link in place of its file, or failed and told to
 * the admins.
 */
export function createUndelivered(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly reader: DeliveryReader
}): Undelivered {
  const { store, queue, office, clock, log, reader } = parts

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
      return row.personId === null ? [] : tellAdmins(records, reader, office, row, why, now)
    })

  /** The person's next account that can serve, with what was tried written down; undefined when there is none. */
  const next = async (
    records: Records,
    row: OutboxRow,
    cause: Cause,
    error: DeliveryError,
    now: Instant,
  ): Promise<OutboxRow | undefined> => {
    const tried: readonly Tried[] = [...row.tried, { channel: row.channel, at: now, why: `${cause}: ${error.message}` }]
    await records.updateOutbox(row.id, { tried })
    if (row.personId === null) return undefined
    const state = await reader.read(records, [row.personId], now)
    const inVain = new Set(tried.filter(({ at }) => now - at < triedForMs).map(({ channel }) => channel))
    const except = (account: Account): boolean =>
      // A closed account says nothing about the person's other address in the same channel.
      cause === 'never' ? isAt(account, row) : isAt(account, row) || inVain.has(account.channel)
    const other = state.plan(row.personId, matterOf(row), except).accounts[0]?.account
    if (other === undefined) return undefined
    const change = {
      status: 'queued',
      channel: other.channel,
      address: other.address,
      note: `after ${row.channel}`,
    } as const
    await records.updateOutbox(row.id, change)
    return { ...row, ...change, tried }
  }

  /** Closes the address; the message takes the person's next account if there is any. */
  const closeAddress = (row: OutboxRow, error: DeliveryError, now: Instant): Promise<OutboxRow | undefined> =>
    store.write(async (records) => {
      const account = await records.accountAt(row.channel, row.address)
      if (account) await records.closeAccount(account.id, now)
      await records.audit({
        at: now,
        actor: 'system',
        action: 'account.closed',
        subject: row.personId ?? 'stranger',
        detail: { channel: row.channel, why: error.message },
      })
      return next(records, row, 'never', error, now)
    })

  /** Gives the notices that a group has moved; a person's account just gets its new address. */
  const moveAddress = (row: OutboxRow, address: string, now: Instant): Promise<readonly OutboxRow[]> =>
    store.write(async (records) => {
      const account = await records.accountAt(row.channel, row.address)
      if (account) await records.moveAccount(account.id, address)
      await records.updateOutbox(row.id, { status: 'queued', address })
      return groupMoved(records, office, row, address, now)
    })

  /** A message to a group that has failed for good, and the notices of it; undefined when it was for no group. */
  const failInGroup = (row: OutboxRow, error: DeliveryError, now: Instant): Promise<readonly OutboxRow[] | undefined> =>
    store.write(async (records) => {
      const told = await groupFailed(records, office, row, error.retry, now)
      if (told !== undefined) await records.updateOutbox(row.id, { status: 'failed', note: error.message })
      return told
    })

  /** To the next account, or else the row waits until its reason has passed. */
  const nextOrWait = (
    row: OutboxRow,
    cause: Exclude<Cause, 'never'>,
    error: DeliveryError,
    now: Instant,
  ): Promise<OutboxRow[]> =>
    store.write(async (records) => {
      // Perhaps it has arrived: on another channel it would be there twice.
      const other = error.perhapsSent ? undefined : await next(records, row, cause, error, now)
      if (other !== undefined) return [other]
      const reason: WaitReason = cause === 'later' ? 'out' : cause
      await hold(records, error.perhapsSent ? { ...row, note: 'again' } : row, reason)
      return []
    })

  const later = async (row: OutboxRow, error: DeliveryError, lastTry: boolean, now: Instant): Promise<Delivered> => {
    const state = await reader.watch.failed(row.channel, error, now)
    const standsStill = state === 'out' && (lastTry || (await store.read((records) => isHeld(records, row, now))))
    if (standsStill) await enqueue(queue, await nextOrWait(row, 'later', error, now))
    else if (lastTry) {
      const other = error.perhapsSent
        ? undefined
        : await store.write((records) => next(records, row, 'later', error, now))
      await enqueue(queue, other ? [other] : await fail(row, error.message, now))
    } else {
      if (!error.perhapsSent) await store.write((records) => records.updateOutbox(row.id, { status: 'queued' }))
      return error.afterMs === undefined ? { later: true } : { later: true, afterMs: error.afterMs }
    }
    return done
  }

  const isHeld = async (records: Records, { channel, personId }: OutboxRow, now: Instant): Promise<boolean> => {
    const { situation } = await reader.read(records, personId === null ? [] : [personId], now)
    return isBlocked(situation.standings.get(channel), now)
  }

  return async (row, error, lastTry) => {
    const now = clock.now()
    const { retry, why } = error
    log.warn({ outbox: row.id, channel: row.channel, retry, why, attempts: row.attempts }, error.message)
    if (retry === 'moved' && error.newAddress !== undefined && !lastTry) {
      await enqueue(queue, await moveAddress(row, error.newAddress, now))
      return { later: true, afterMs: 0 }
    }
    if (why === 'operator' || why === 'quota') {
      await reader.watch.failed(row.channel, error, now)
      await enqueue(queue, await nextOrWait(row, why, error, now))
      return done
    }
    if (why === 'window') {
      await enqueue(queue, await nextOrWait(row, why, error, now))
      return done
    }
    if (why === 'file' && row.note !== filesByLink) {
      await store.write((records) => records.updateOutbox(row.id, { status: 'queued', note: filesByLink }))
      return { later: true, afterMs: 0 }
    }
    if (retry === 'later') return later(row, error, lastTry, now)
    const told = row.personId === null ? await failInGroup(row, error, now) : undefined
    if (told !== undefined) {
      await enqueue(queue, told)
      return done
    }
    const other = retry === 'never' ? await closeAddress(row, error, now) : undefined
    await enqueue(queue, other ? [other] : await fail(row, error.message, now))
    return done
  }
}

const isAt = (account: Account, { channel, address }: OutboxRow): boolean =>
  account.channel === channel && account.address === address

/** One notice a day for each person who cannot be reached, to every admin who can. */
async function tellAdmins(
  records: Records,
  reader: DeliveryReader,
  office: Office,
  row: OutboxRow,
  why: string,
  now: Instant,
): Promise<OutboxRow[]> {
  const name = personOf(office.board, row.personId ?? '')?.name ?? ''
  const admins = adminsOf(office.board).filter(({ id }) => id !== row.personId)
  const state = await reader.read(
    records,
    admins.map(({ id }) => id),
    now,
  )
  const rows: OutboxRow[] = []
  for (const admin of admins) {
    const account = state.accountFor(admin.id, noticeMatter())
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
