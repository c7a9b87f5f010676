import type { OutboxRow } from './messages.ts'

export interface BroadcastRecords {
  /** Messages to people whose keys begin so, in the order in which they were written. */
  messagesKeyed(prefix: string): Promise<readonly Pick<OutboxRow, 'key' | 'personId' | 'status' | 'note' | 'sentAt'>[]>
}
