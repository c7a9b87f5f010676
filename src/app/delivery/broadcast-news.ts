import { personOf } from '../../core/plan/board.ts'
import { dateOf, type Instant, shortDate, timeOf } from '../../core/time.ts'
import { broadcastResult } from '../../text/vi-nudge.ts'
import type { Office } from '../office.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { type DeliveryReader, noticeMatter } from './delivery-state.ts'

/** Messages that have been handed over and whose fate the sender is told once. */
interface Underway {
  readonly id: string
  readonly by: string
  readonly at: Instant
  readonly people: readonly string[]
}

const underwayFact = 'broadcasts'
const underway = async (records: Pick<Records, 'factToChange'>): Promise<readonly Underway[]> =>
  JSON.parse((await records.factToChange(underwayFact)) ?? '[]') as Underway[]

/** Keeps a message to many until its sender has been told what became of it. */
export async function keepUnderway(records: Pick<Records, 'factToChange' | 'setFact'>, one: Underway): Promise<void> {
  await records.setFact(underwayFact, JSON.stringify([...(await underway(records)), one]))
}

/** So long is waited for what is still on its way; then the sender hears how it stands. */
const waitedMs = 30 * 60_000
const onItsWay: ReadonlySet<OutboxRow['status']> = new Set(['queued', 'sending', 'held'])

/** Tells each sender once, when all has gone out or half an hour has passed, who got the message and who did not. */
export async function tellBroadcasts(
  records: Records,
  reader: DeliveryReader,
  { board }: Office,
  now: Instant,
): Promise<readonly OutboxRow[]> {
  if (((await records.fact(underwayFact)) ?? '[]') === '[]') return []
  const open = await underway(records)
  const left: Underway[] = []
  const rows: OutboxRow[] = []
  for (const one of open) {
    const messages = await records.messagesKeyed(`${one.id}|`)
    if (messages.some(({ status }) => onItsWay.has(status)) && now - one.at < waitedMs) {
      left.push(one)
      continue
    }
    const got = new Set(messages.filter(({ status }) => status === 'sent').map(({ personId }) => personId))
    const missed = one.people.filter((id) => !got.has(id)).map((id) => personOf(board, id)?.name ?? id)
    const when = `${timeOf(one.at)} ngày ${shortDate(dateOf(one.at))}`
    const account = (await reader.read(records, [one.by], now)).accountFor(one.by, noticeMatter())
    if (account === undefined) continue
    const row = await records.addOutbox({
      key: `told|${one.id}`,
      kind: 'notice',
      channel: account.channel,
      address: account.address,
      personId: one.by,
      reply: { text: broadcastResult(when, one.people.length, one.people.length - missed.length, missed) },
      createdAt: now,
      about: [],
    })
    if (row) rows.push(row)
  }
  await records.setFact(underwayFact, JSON.stringify(left))
  return rows
}
