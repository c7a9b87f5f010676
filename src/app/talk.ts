import type { ReviewForm } from '../core/intake/review-talk.ts'
import type { Person } from '../core/plan/board.ts'
import type { Prepared } from '../core/reminder/due-messages.ts'
import type { Reply } from '../core/reply.ts'
import type { Instant } from '../core/time.ts'
import type { Office } from './office.ts'
import type { Records } from './ports/store.ts'

/** One message of one known Person, being answered inside one transaction. */
export interface Talk {
  readonly records: Records
  readonly office: Office
  readonly prepared: Prepared
  readonly person: Person
  readonly now: Instant
  /** How the channel that it came by shows a review. */
  readonly form: ReviewForm
}

/** A message to somebody else that this one causes. */
export interface Notice {
  readonly personId: string
  /** Said once: a second notice with the same key changes nothing. */
  readonly key: string
  readonly reply: Reply
}

/** A report to be compiled once the message's own changes are kept, and who gets the file. */
export interface Wanted {
  readonly occurrenceId: string
  readonly tell: string | null
}

/** What is said back, and to others. */
export interface Spoken {
  readonly replies: readonly Reply[]
  readonly notices?: readonly Notice[]
  readonly compile?: readonly Wanted[]
  /** A document waits to be read. */
  readonly received?: true
}

export const say = (text: string, more: Omit<Reply, 'text'> = {}): Spoken => ({ replies: [{ text, ...more }] })
