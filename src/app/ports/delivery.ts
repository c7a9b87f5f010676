import type { Instant } from '../../core/time.ts'
import type { ChannelName, OutboxRow } from './messages.ts'
import type { Place } from './turns.ts'

/** What the planner of deliveries keeps and asks for, of one Board. */
export interface DeliveryRecords {
  /** Adds what has been sent in a calendar month ("2023-05" in the office's time zone). */
  countSent(month: string, sent: ReadonlyMap<ChannelName, number>): Promise<void>
  /** Messages sent in that month, by channel. */
  sentIn(month: string): Promise<ReadonlyMap<ChannelName, number>>
  /** Addresses that belong to somebody, by channel. */
  peopleOn(): Promise<ReadonlyMap<ChannelName, number>>
  /** These addresses were heard: the windows of their channels are open again. Never goes back. */
  heardAt(places: readonly Place[], at: Instant): Promise<void>

  /**
   * Rows that wait for something other than their turn, and reminders that were written before `before` and have not
   * gone out; oldest first.
   */
  waitingRows(before: Instant): Promise<readonly OutboxRow[]>
  /** Keys of the reminders that these rows carry, by row. */
  remindersIn(outboxIds: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>>
  /**
   * Takes rows that wait out of the way of one that will say it all: they become `bundled`, their reminders count as
   * not sent, their keys are free again. Gives those that still waited.
   */
  takeBack(outboxIds: readonly number[]): Promise<readonly number[]>
  /** Rows whose last failed try on a channel was at `since` or later. */
  triedSince(since: Instant): Promise<readonly OutboxRow[]>

  /**
   * What the provider tells of messages that were sent: `delivered` comes before `seen`, and neither is ever taken
   * back. Gives how many rows that changed; ids that nobody knows change none.
   */
  recordReceipt(
    channel: ChannelName,
    providerIds: readonly string[],
    what: 'delivered' | 'seen',
    at: Instant,
  ): Promise<number>
}
