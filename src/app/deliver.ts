import type { Office } from './office.ts'
import { type Channel, DeliveryError } from './ports/channel.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { ChannelName, OutboxRow } from './ports/messages.ts'
import type { Delivered, Queue } from './ports/queue.ts'
import type { Store } from './ports/store.ts'
import { createUndelivered } from './undelivered.ts'

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
  const { store, channels, clock, stop, changed } = parts
  const undelivered = createUndelivered(parts)

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
      const result = await undelivered(row, known, lastTry && !stop?.aborted)
      changed(row)
      return 'later' in result && stop?.aborted ? afterStart : result
    }
  }
}
