import type { Instant } from '../time.ts'

/** The message that carried a reminder, as far as it has come. */
export interface CarriedBy {
  readonly outboxId: number
  readonly kind: string
  readonly channel: string
  readonly status: 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'held' | 'bundled' | 'expired'
  readonly sentAt: Instant | null
  readonly deliveredAt: Instant | null
  readonly seenAt: Instant | null
  /** `template`: only the provider's fixed nudge went out. */
  readonly instead: 'template' | null
  readonly attempts: number
  /** Why it failed or was cancelled; `again` when a crash made the send ambiguous. */
  readonly note: string | null
  /** Channels that were tried in vain before. */
  readonly tried: readonly { readonly channel: string; readonly at: Instant; readonly why: string }[]
}

/** One rung of one Occurrence that was written down for one Person. */
export interface ReminderRecord {
  readonly occurrenceId: string
  /** null: of a bundled message it is not kept which rungs it carried. */
  readonly rung: string | null
  readonly personId: string
  readonly at: Instant
  readonly missed: boolean
  readonly message: CarriedBy
}
