import { monthNameOf } from '../../core/delivery/quota-forecast.ts'
import type { SentRow } from '../ports/batches.ts'
import type { ChannelName } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/** Counts what has been sent by channel and calendar month; a long message counts as often as it had parts. */
export async function countSent(records: Records, sent: readonly SentRow[]): Promise<void> {
  const months = new Map<string, Map<ChannelName, number>>()
  for (const { sentAt, channel, parts } of sent) {
    const name = monthNameOf(sentAt)
    const month = months.get(name) ?? new Map<ChannelName, number>()
    month.set(channel, (month.get(channel) ?? 0) + parts)
    months.set(name, month)
  }
  for (const [month, counts] of months) await records.countSent(month, counts)
}
