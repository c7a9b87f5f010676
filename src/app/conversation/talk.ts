import type { ProgressChart } from '../../core/chart/progress-chart.ts'
import type { Effect } from '../../core/flow/session.ts'
import type { ReviewForm } from '../../core/intake/review-talk.ts'
import type { Person } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import type { FileRef, Reply } from '../../core/reply.ts'
import type { ReportDocument } from '../../core/report/report.ts'
import type { Instant } from '../../core/time.ts'
import type { DeliveryReader } from '../delivery/delivery-state.ts'
import type { Office } from '../office.ts'
import type { Account } from '../ports/account.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/** One message of one known Person, being answered inside one transaction. */
export interface Talk {
  readonly records: Records
  readonly office: Office
  readonly prepared: Prepared
  readonly person: Person
  /** By which the person writes. */
  readonly account: Account
  readonly now: Instant
  /** How the channel that it came by shows a review. */
  readonly form: ReviewForm
  /** Keeps a table as a file that Excel opens; the first row is its heading. */
  readonly keepTable: (name: string, rows: readonly (readonly string[])[]) => Promise<FileRef>
  /** Keeps a drafted document as a Word file. */
  readonly keepDocument: (name: string, document: ReportDocument) => Promise<FileRef>
  /** Draws a chart and keeps the picture among the files; the same chart is drawn once. */
  readonly drawProgress: (chart: ProgressChart) => Promise<FileRef>
  /** Which accounts can serve, for a forecast of quotas; absent where nothing is delivered. */
  readonly reader?: DeliveryReader
  /** Does what a Flow has saved. */
  readonly apply: Apply
  /** Links that put the product into a group with this code; undefined where no channel has groups. */
  readonly groupLinks: ((code: string) => Promise<readonly string[]>) | undefined
}

/** A message to somebody else that this one causes. */
export interface Notice {
  readonly personId: string
  /** Said once: a second notice with the same key changes nothing. */
  readonly key: string
  readonly reply: Reply
  /** Meant for this person and no substitute. */
  readonly personal?: true
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
  /** Messages that were written down already in this transaction, with their reminders: they only have to go out. */
  readonly written?: readonly OutboxRow[]
  /** What a Flow wanted to save was not kept: its own receipt is not said. */
  readonly refused?: true
}

/** What is done when a Flow saves something; the Flow's own receipt is said before what this gives, unless it refuses. */
export type Apply = (talk: Talk, session: SessionRow, effect: Effect) => Promise<Spoken>

export const say = (text: string, more: Omit<Reply, 'text'> = {}): Spoken => ({ replies: [{ text, ...more }] })
