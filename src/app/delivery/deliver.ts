import { gather } from '../../core/gather.ts'
import type { Office } from '../office.ts'
import type { SentRow } from '../ports/batches.ts'
import { type Channel, DeliveryError } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Delivered, Queue } from '../ports/queue.ts'
import type { Store } from '../ports/store.ts'
import type { Carried } from './carried.ts'
import { createChannelWatch } from './channel-watch.ts'
import { countSent } from './count-sent.ts'
import { createDeliveryReader, type DeliveryReader } from './delivery-state.ts'
import { createUndelivered } from './undelivered.ts'
import { hold, holdNudged, isStale, nudged } from './waiting.ts'

const done: Delivered = { done: true }
const left: Delivered = { left: true }

/** A nudge is looked for among so many of the newest messages to its person. */
const nudgeLookedFor = 50

/** A stop waits no longer for the answer to a message that is on its way. */
const stopGraceMs = 4_000

/**
 * Delivers one outbox row: reads it again, marks it as being sent, sends it, records what became of it. A process that
 * dies between the send and the record leaves `sending`, and so does a send of which nobody knows how it ended; the
 * next try sends that row again and says so in the ledger. What many deliveries read and write at the same time goes
 * into one transaction; each waits for it to be committed. Once `stop` is aborted nothing new goes out.
 */
export function createDeliver(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly channels: ReadonlyMap<ChannelName, Channel>
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly stop?: AbortSignal
  readonly reader?: DeliveryReader
  /** The row in the form that its channel carries; the stored row stays as it is. */
  readonly forChannel?: Carried['forChannel']
  /** Called after each change of a row, for pages that watch. */
  readonly changed: (row: OutboxRow) => void
}): (outboxId: number, lastTry: boolean) => Promise<Delivered> {
  const { store, channels, clock, stop, changed } = parts
  const names = [...channels.keys()]
  const reader =
    parts.reader ?? createDeliveryReader([...channels.values()], createChannelWatch({ ...parts, channels: names }))
  const undelivered = createUndelivered({ ...parts, reader })

  /** Takes a row's id or what became of it: gives the row, marked as being sent, when it is to be sent. */
  const ledger = gather(async (entries: readonly (number | SentRow)[]) => {
    const ids = entries.filter((entry) => typeof entry === 'number')
    const sent = entries.filter((entry) => typeof entry !== 'number')
    const claimed = await store.write(async (records) => {
      await records.recordSent(sent)
      await countSent(records, sent)
      return ids.length > 0 ? records.claimOutbox(ids) : []
    })
    const rows = new Map(claimed.map((row) => [row.id, row]))
    return entries.map((entry) => (typeof entry === 'number' ? rows.get(entry) : undefined))
  })

  /** Whether a row that was claimed is put aside: it is too old as it stands, or its channel stands still. */
  const keptBack = async (row: OutboxRow): Promise<boolean> => {
    const now = clock.now()
    const stale = isStale(row, now)
    if (!stale && reader.watch.isKnownToWork(row.channel, now)) return false
    return store.write(async (records) => {
      const reason = stale ? 'bundle' : await reader.watch.gate(records, row.channel, now)
      if (reason === undefined) return false
      await hold(records, row, reason)
      return true
    })
  }

  /** Sends, and gives up a few seconds after the stop; then it is not known whether the message has arrived. */
  const send = async (channel: Channel, row: OutboxRow): ReturnType<Channel['send']> => {
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

  /** Whether the nudge has reached the person's address, also before a restart, and the person has not written since. */
  const isNudged = (row: OutboxRow): Promise<boolean> =>
    store.read(async (records) => {
      const told = row.personId === null ? [] : await records.outboxTo(row.personId, nudgeLookedFor)
      const nudges = told
        .filter((one) => one.instead === 'template' && one.channel === row.channel && one.address === row.address)
        .flatMap(({ tried }) => tried.filter(({ channel, why }) => channel === row.channel && why === nudged))
      if (nudges.length === 0) return false
      const account = await records.accountAt(row.channel, row.address)
      return (account?.lastHeardAt ?? 0) <= Math.max(...nudges.map(({ at }) => at))
    })

  const lines = new Map<string, Promise<unknown>>()

  /** One message to an address after the other, in the order in which they were claimed. */
  const inLine = async <T>(address: string, work: () => Promise<T>): Promise<T> => {
    const mine = (lines.get(address) ?? Promise.resolve()).then(work)
    const ended = mine.then(
      () => undefined,
      () => undefined,
    )
    lines.set(address, ended)
    try {
      return await mine
    } finally {
      if (lines.get(address) === ended) lines.delete(address)
    }
  }

  /** The provider has counted what went out before the failure; another try counts its own. */
  const countParts = async ({ id, channel }: OutboxRow, parts: number): Promise<void> => {
    if (parts === 0) return
    const sent = { id, sentAt: clock.now(), providerId: null, instead: null, channel, parts }
    await store.write((records) => countSent(records, [sent]))
  }

  const recordNudge = async (row: OutboxRow, providerId: string | null, parts: number): Promise<void> => {
    const at = clock.now()
    await store.write(async (records) => {
      await holdNudged(records, row, { providerId, at })
      await countSent(records, [{ id: row.id, sentAt: at, providerId, instead: null, channel: row.channel, parts }])
    })
    await reader.watch.worked(row.channel, at)
    changed({ ...row, status: 'held', providerId, instead: 'template' })
  }

  return async (outboxId, lastTry) => {
    if (stop?.aborted) return left
    const row = await ledger(outboxId)
    if (!row || (await keptBack(row))) return done
    const channel = channels.get(row.channel)
    let taken: Awaited<ReturnType<Channel['send']>>
    try {
      if (!channel) throw new DeliveryError(row.channel, 'refused', 'this channel is not configured')
      taken = await inLine(`${row.channel} ${row.address}`, async () => {
        if (row.kind !== 'answer' && reader.abilities.get(row.channel)?.nudges && (await isNudged(row)))
          throw new DeliveryError(row.channel, 'refused', 'nudged already', { why: 'window' })
        return send(channel, parts.forChannel ? await parts.forChannel(row, channel) : row)
      })
    } catch (error) {
      const known =
        error instanceof DeliveryError
          ? error
          : new DeliveryError(row.channel, 'later', 'unexpected failure', { cause: error })
      await countParts(row, known.partsSent)
      // What a stop interrupts has not failed: the next start sends it.
      const result = await undelivered(row, known, lastTry && !stop?.aborted)
      changed(row)
      return 'later' in result && stop?.aborted ? left : result
    }
    if (taken.instead !== undefined) {
      await recordNudge(row, taken.providerId, taken.parts ?? 1)
      return done
    }
    // A record that fails leaves `sending`: the next try says that it may be a repetition.
    const sent = { providerId: taken.providerId, instead: null, sentAt: clock.now() }
    await ledger({ id: row.id, ...sent, channel: row.channel, parts: taken.parts ?? 1 })
    await reader.watch.worked(row.channel, sent.sentAt)
    changed({ ...row, ...sent, status: 'sent' })
    return done
  }
}
