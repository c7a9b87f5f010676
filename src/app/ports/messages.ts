import type { FileRef, Reply } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'

export type ChannelName = 'local' | 'telegram' | 'zalo-oa' | 'zalo-bot'

/**
 * `held`: waits until its person has finished a half-written answer; `bundled`: another message says what it would have
 * said; `expired`: what it says was only of use until a time that has passed.
 */
export type OutboxStatus = 'queued' | 'sending' | 'sent' | 'failed' | 'cancelled' | 'held' | 'bundled' | 'expired'

/** A channel that was tried in vain before the one that the row names now. */
export interface Tried {
  readonly channel: ChannelName
  readonly at: Instant
  /** Without token, address or content. */
  readonly why: string
}

/** A message to a person: written in the transaction of its cause, delivered by the queue. */
export interface OutboxRow {
  readonly id: number
  /** Unique for the Board; a second insert with the same key changes nothing. */
  readonly key: string
  readonly kind: 'digest' | 'ping' | 'catch-up' | 'answer' | 'notice'
  readonly channel: ChannelName
  readonly address: string
  /** null: a stranger. */
  readonly personId: string | null
  readonly reply: Reply
  readonly status: OutboxStatus
  readonly createdAt: Instant
  readonly sentAt: Instant | null
  readonly providerId: string | null
  readonly attempts: number
  /** Why it failed or was cancelled, or `again` when a crash made the send ambiguous. */
  readonly note: string | null
  /** Occurrences a reminder speaks of: when none of them is open any more it is not sent. Empty for other messages. */
  readonly about: readonly string[]
  /** When the channel said that it reached a phone, and that it was looked at; null where it does not say so. */
  readonly deliveredAt: Instant | null
  readonly seenAt: Instant | null
  /** `template`: the person got the provider's fixed nudge and not this text. */
  readonly instead: 'template' | null
  readonly tried: readonly Tried[]
}

export type NewOutboxRow = Pick<
  OutboxRow,
  'key' | 'kind' | 'channel' | 'address' | 'personId' | 'reply' | 'createdAt' | 'about'
>

/** What a channel heard, as it is kept until it has been handled. */
export interface Inbound {
  readonly channel: ChannelName
  /** Unique within the channel; a repeated delivery is ignored. */
  readonly messageId: string
  readonly address: string
  readonly heard:
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'choice'; readonly outboxId: number; readonly index: number }
    | { readonly kind: 'file'; readonly file: FileRef; readonly caption: string }
    /**
     * A file that was not taken: too large or of a kind that is not accepted. `document`: it was read as a plan and
     * refused, and nothing of it is kept. `not-carried`: the channel says that something was sent, but cannot carry it.
     * `wordless`: no file at all, and nothing that could be read: a sticker, a place, a contact card.
     */
    | {
        readonly kind: 'refused-file'
        readonly name: string
        readonly why:
          | 'too-large'
          | 'kind'
          | 'content'
          | 'unreadable'
          | 'empty'
          | 'encrypted'
          | 'document'
          | 'not-carried'
          | 'wordless'
      }
    /** The person blocked or left; nothing more can be sent to this address. */
    | { readonly kind: 'left' }
    /** Of a Unit's group, whose id is the address, nothing else is heard. */
    | ({ readonly kind: 'group' } & GroupEvent)
}

/**
 * `command`: somebody gave the product a command (`text` without the product's name behind it); `removed`: the product is
 * no longer in the group; `moved`: the group has another id from now on.
 */
export type GroupEvent =
  | { readonly event: 'command'; readonly text: string }
  | { readonly event: 'removed' }
  | { readonly event: 'moved'; readonly to: string }

export interface InboxRow extends Inbound {
  readonly id: number
  readonly receivedAt: Instant
}
