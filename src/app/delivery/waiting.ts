import type { WaitsFor } from '../../core/delivery/plan-delivery.ts'
import type { Instant } from '../../core/time.ts'
import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { type DeliveryReader, matterOf } from './delivery-state.ts'

/**
 * Why a row is held: its account cannot serve now, or (`bundle`) it has waited so long that one message for all that
 * is open takes its place. Kept in the row's note; `again` behind it: it may have arrived once already.
 */
export type WaitReason = WaitsFor | 'bundle'

const head = 'waits: '
export const waitNote = (reason: WaitReason, note: string | null = null): string =>
  `${head}${reason}${note === 'again' || note?.endsWith(' again') ? ' again' : ''}`
export const waitReasonOf = (note: string | null): string | undefined =>
  note?.startsWith(head) ? note.slice(head.length).split(' ', 1)[0] : undefined
const noteAfter = (note: string | null): string | null => (note?.endsWith(' again') ? 'again' : null)

/** A reminder that is older speaks of another day's state: what is open now is said in its place. */
export const staleMs = 2 * 3_600_000

const isReminder = ({ kind, about }: OutboxRow): boolean =>
  about.length > 0 && (kind === 'digest' || kind === 'ping' || kind === 'catch-up')

export const isStale = (row: OutboxRow, now: Instant): boolean => isReminder(row) && now - row.createdAt >= staleMs

/** Puts a row that was claimed aside until its reason has passed; the try does not count. */
export const hold = (records: Records, row: OutboxRow, reason: WaitReason): Promise<void> =>
  records.updateOutbox(row.id, {
    status: 'held',
    note: waitNote(reason, row.note),
    attempts: Math.max(0, row.attempts - 1),
  })

/** What is noted of a try that ended in the provider's nudge. */
export const nudged = 'window: nudged'

/**
 * Records that the provider's nudge went out in the place of a row: the row itself waits until its person writes, which
 * opens the window.
 */
export const holdNudged = (
  records: Records,
  row: OutboxRow,
  { providerId, at }: { readonly providerId: string | null; readonly at: Instant },
): Promise<void> =>
  records.updateOutbox(row.id, {
    status: 'held',
    note: waitNote('window', row.note),
    providerId,
    instead: 'template',
    tried: [...row.tried, { channel: row.channel, at, why: nudged }],
  })

/** Rows that need wait no longer. */
export interface Released {
  /** Queued again, as they are. */
  readonly queued: readonly OutboxRow[]
  /** Reminders that one message for each person takes the place of. */
  readonly stale: readonly OutboxRow[]
}

const queueAgain = async (
  records: Records,
  row: OutboxRow,
  to: { readonly channel: ChannelName; readonly address: string },
): Promise<OutboxRow> => {
  const change = { status: 'queued', note: noteAfter(row.note), channel: to.channel, address: to.address } as const
  await records.updateOutbox(row.id, change)
  return { ...row, ...change }
}

/**
 * Finds what has waited for a channel, a window or a quota and can go out now; to be called in each sweep. Of a channel
 * that stands still at most one person's messages are let through when a probe is due. Reminders that waited too long
 * are only found, see `Released.stale`; all else is queued.
 */
export async function releaseWaiting(records: Records, reader: DeliveryReader, now: Instant): Promise<Released> {
  const rows = await records.waitingRows(now - staleMs)
  if (rows.length === 0) return { queued: [], stale: [] }
  const state = await reader.read(
    records,
    rows.flatMap(({ personId }) => personId ?? []),
    now,
  )
  const probes = new Map<ChannelName, string | null>()
  /** Whose messages find out whether a channel works again. */
  const isProbe = async (channel: ChannelName, personId: string | null): Promise<boolean> => {
    if (!probes.has(channel)) {
      if (!(await reader.watch.isProbeDue(records, channel, now))) return false
      probes.set(channel, personId)
    }
    return probes.get(channel) === personId
  }
  const queued: OutboxRow[] = []
  const stale: OutboxRow[] = []
  const fewReminders = new Map<string, number>()
  // A group has no person; each is one receiver.
  const receiver = ({ personId, channel, address }: OutboxRow): string => personId ?? `${channel} ${address}`
  for (const row of rows)
    if (isReminder(row)) fewReminders.set(receiver(row), (fewReminders.get(receiver(row)) ?? 0) + 1)

  // What is no reminder first: an answer is the better probe.
  const order = rows.toSorted((a, b) => Number(isReminder(a)) - Number(isReminder(b)) || a.id - b.id)
  for (const row of order) {
    const to = await whereTo(row)
    if (to === undefined) continue
    const many = (fewReminders.get(receiver(row)) ?? 0) > 1
    if (isReminder(row) && (many || isStale(row, now) || waitReasonOf(row.note) === 'bundle')) stale.push(row)
    else if (row.status === 'held') queued.push(await queueAgain(records, row, to))
  }
  return { queued, stale: stale.sort((a, b) => a.id - b.id) }

  async function whereTo(row: OutboxRow): Promise<Pick<OutboxRow, 'channel' | 'address'> | undefined> {
    if (row.personId === null) {
      const blocked = state.situation.standings.has(row.channel)
      return !blocked || (await isProbe(row.channel, null)) ? row : undefined
    }
    const plan = state.plan(row.personId, matterOf(row))
    const first = plan.accounts[0]?.account
    if (first !== undefined) {
      if (waitReasonOf(row.note) !== 'window' || first.channel !== row.channel || first.address !== row.address)
        return first
      // The provider said that the window is shut: only something newly heard opens it.
      const shutAt = row.tried.findLast(({ channel }) => channel === row.channel)?.at ?? row.createdAt
      return (first.lastHeardAt ?? 0) > shutAt ? first : undefined
    }
    const probing = plan.none === 'out' || plan.none === 'operator' || plan.none === 'quota'
    if (plan.waitsAt === null || !probing) return undefined
    return (await isProbe(plan.waitsAt.channel, row.personId)) ? plan.waitsAt : undefined
  }
}
