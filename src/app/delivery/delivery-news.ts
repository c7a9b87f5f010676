import { adminsOf, personOf } from '../../core/plan/board.ts'
import { isWorkingTime } from '../../core/reminder/working-time.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import { type DeliveryNews, deliveryNews } from '../../text/vi-delivery.ts'
import type { Office } from '../office.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { type DeliveryReader, noticeMatter } from './delivery-state.ts'

const factName = 'delivery-news'
/** What is older has been told, or is history. */
const longestMs = 7 * 86_400_000

/**
 * What the admins are told once a working day: who could not be reached where since the last time, and which account
 * was used instead. Gives the rows to hand to the queue; none when there is nothing to tell.
 */
export async function tellDeliveryNews(
  records: Records,
  reader: DeliveryReader,
  office: Office,
  now: Instant,
): Promise<readonly OutboxRow[]> {
  const { board, calendar } = office
  if (!isWorkingTime(board.hours, calendar, now)) return []
  const last = Number((await records.factToChange(factName)) ?? 0)
  if (last !== 0 && dateOf(last) === dateOf(now)) return []
  const since = Math.max(last + 1, now - longestMs)
  const news = newsIn(await records.triedSince(since), office, since)
  if (news.length === 0) return []
  await records.setFact(factName, String(now))
  const admins = adminsOf(board)
  const state = await reader.read(
    records,
    admins.map(({ id }) => id),
    now,
  )
  const text = deliveryNews(news)
  const rows: OutboxRow[] = []
  for (const { id } of admins) {
    const account = state.accountFor(id, noticeMatter())
    if (!account) continue
    const row = await records.addOutbox({
      key: `delivery-news|${id}|${dateOf(now)}`,
      kind: 'notice',
      channel: account.channel,
      address: account.address,
      personId: id,
      reply: { text },
      createdAt: now,
      about: [],
    })
    if (row) rows.push(row)
  }
  return rows
}

/** What failed for good has been told by itself; of the others nothing is to come. */
const ended: ReadonlySet<OutboxRow['status']> = new Set(['failed', 'cancelled', 'expired', 'bundled'])
const ofChannel: ReadonlySet<string> = new Set(['operator', 'quota', 'later'])

/** One line for a person, a channel and a reason, however many messages it was. A failed one has been told by itself. */
function newsIn(rows: readonly OutboxRow[], { board }: Office, since: Instant): readonly DeliveryNews[] {
  const found = new Map<string, DeliveryNews>()
  for (const { personId, status, channel, tried } of rows) {
    if (personId === null || ended.has(status)) continue
    for (const one of tried.filter(({ at }) => at >= since)) {
      const [why = ''] = one.why.split(':', 1)
      const instead = status === 'sent' && one.channel !== channel ? channel : null
      const key = `${personId}|${one.channel}|${why}`
      if (found.get(key)?.instead != null) continue
      // Of a channel that stands still the admins have been told already.
      if (instead === null && ofChannel.has(why)) continue
      found.set(key, { name: personOf(board, personId)?.name ?? personId, channel: one.channel, why, instead })
    }
  }
  return [...found.values()]
}
