import type { ReminderRecord } from '../../core/ledger/reminder-record.ts'

/** What was written down about reminders. */
export interface LedgerRecords {
  /** Every reminder of a Plan's Occurrences with the message that carried it, oldest first. */
  reminderRecords(planId: string): Promise<readonly ReminderRecord[]>
}
