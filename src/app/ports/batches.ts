import type { RungRef } from '../../core/reminder/agenda.ts'
import type { Instant } from '../../core/time.ts'
import type { Account } from './account.ts'
import type { NewOutboxRow, OutboxRow } from './messages.ts'

/** A message that carries reminders, and the ones that it carries. */
export interface ReminderRow {
  readonly row: NewOutboxRow
  readonly status: 'queued' | 'held'
  readonly rungs: readonly RungRef[]
}

/** What became of a message that the channel took. */
export interface SentRow {
  readonly id: number
  readonly sentAt: Instant
  readonly providerId: string | null
  readonly instead: OutboxRow['instead']
  readonly channel: OutboxRow['channel']
  /** How many messages it was for the provider. */
  readonly parts: number
}

/** What is asked or written for many messages at once, in one statement each. */
export interface BatchRecords {
  /**
   * Marks rows as being sent and gives those that are to be sent: a row that waits no more is left alone, one that
   * speaks only of what is no longer open is cancelled, and one that was being sent already is noted as sent `again`.
   */
  claimOutbox(ids: readonly number[]): Promise<readonly OutboxRow[]>
  recordSent(sent: readonly SentRow[]): Promise<void>
  /**
   * Writes messages with their reminders and gives the messages whose keys were new. Undefined when a reminder of one
   * of those had been written before: the whole transaction is to be undone then.
   */
  addReminderRows(rows: readonly ReminderRow[], at: Instant): Promise<readonly OutboxRow[] | undefined>
  /** The accounts of these people in the order in which they were made, by person. */
  accountsOf(personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Account[]>>
  /** Everybody whose active session is half written and was touched after this instant. */
  peopleWriting(after: Instant): Promise<ReadonlySet<string>>
}
