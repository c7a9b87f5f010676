import { adminsOf, personOf } from '../core/plan/board.ts'
import type { Instant } from '../core/time.ts'
import { undeliveredNotice } from '../text/vi.ts'
import { accountFor } from './account-choice.ts'
import type { Office } from './office.ts'
import { type Channel, DeliveryError } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { ChannelName, OutboxRow } from './ports/messages.ts'
import type { Delivered, Queue } from './ports/queue.ts'
import type { Records, Store } from './ports/store.ts'
import { enqueue } from './sweep.ts'

const done: Delivered = { done: true }
/** Soon enough for a start that follows at once, and not again and again while the process still ends. */
const afterStart: Delivered = { later: true, afterMs: 5_000 }

/** A stop waits no longer for the answer to a message that is on its way. */
const stopGraceMs = 4_000

/**
 * Delivers one outbox row: reads it again, marks it as being sent, sends it, records what became of it. A process that
 * dies between the send and the record leaves `sending`, and so does a send of which nobody knows how it ended; the
 * next try sends that row again and says so in the ledger. Once `stop` is aborted nothing new goes out.
 */
export function createDeliver(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly stop?: AbortSignal
  /** Called after each change of a row, for pages that watch. */
  readonly changed: (row: OutboxRow) => void
}): (outboxId: number, lastTry: boolean) => Promise<Delivered> {
  const { store, queue, channels, office, clock, log, stop, changed } = parts

  /** The row, marked as being sent; undefined when it is not to be sent any more. */
  const claim = (id: number): Promise<OutboxRow | undefined> =>
    store.write(async (records) => {
      const row = await records.outbox(id)
      if (!row || (row.status !== 'queued' && row.status !== 'sending')) return undefined
      if (row.about.length > 0 && !(await records.anyOpen(row.about))) {
        await records.updateOutbox(id, { status: 'cancelled', note: 'answered before it was sent' })
        return undefined
      }
      const attempts = row.attempts + 1
      const note = row.status === 'sending' ? 'again' : row.note
      await records.updateOutbox(id, { status: 'sending', attempts, note })
      return { ...row, status: 'sending', attempts, note }
    })

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

  const refused = async (row: OutboxRow, error: DeliveryError, lastTry: boolean): Promise<Delivered> => {
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

  /** Sends, and gives up a few seconds after the stop; then it is not known whether the message has arrived. */
  const send = async (channel: Channel, row: OutboxRow): Promise<{ readonly providerId: string | null }> => {
    let timer: NodeJS.Timeout | undefined
    let onStop = (): void => {}
    const givenUp = new Promise<never>((_, reject) => {
      const giveUp = () => reject(new DeliveryError(row.channel, 'later', 'stopped', { perhapsSent: true }))
      onStop = () => {
        timer = setTimeout(giveUp, stopGraceMs)
      }
      stop?.addEventListener('abort', onStop, { once: true })
    })
    try {
      return await Promise.race([channel.send(row, stop), givenUp])
    } finally {
      clearTimeout(timer)
      stop?.removeEventListener('abort', onStop)
    }
  }

  return async (outboxId, lastTry) => {
    if (stop?.aborted) return afterStart
    const row = await claim(outboxId)
    if (!row) return done
    const channel = channels.get(row.channel)
    try {
      if (!channel) throw new DeliveryError(row.channel, 'refused', 'this channel is not configured')
      const { providerId } = await send(channel, row)
      const sentAt = clock.now()
      await store.write((records) => records.updateOutbox(row.id, { status: 'sent', sentAt, providerId }))
      changed({ ...row, status: 'sent', sentAt, providerId })
      return done
    } catch (error) {
      const known =
        error instanceof DeliveryError
          ? error
          : new DeliveryError(row.channel, 'later', 'unexpected failure', { cause: error })
      // What a stop interrupts has not failed: the next start sends it.
      const result = await refused(row, known, lastTry && !stop?.aborted)
      changed(row)
      return 'later' in result && stop?.aborted ? afterStart : result
    }
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
