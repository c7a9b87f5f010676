import type { Instant } from '../../core/time.ts'
import type { ChannelName } from './messages.ts'

export interface Account {
  readonly id: number
  readonly personId: string
  readonly channel: ChannelName
  /** The channel's own address: a chat id. Never logged. */
  readonly address: string
  readonly status: 'active' | 'closed'
  /** When this address was heard last. */
  readonly lastHeardAt: Instant | null
  /** When the person chose this account for what the product says first; the newest choice counts. */
  readonly preferredAt: Instant | null
  /** The text that the person agreed to; null: only the question for consent may be sent. */
  readonly consent: { readonly version: string; readonly at: Instant } | null
}
