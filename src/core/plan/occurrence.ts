import type { Instant, LocalDate } from '../time.ts'
import type { Period, Precision } from './plan.ts'

/**
 * What an Occurrence asks for:
 * `task`: a dated Task of one Unit; `check-in`: a continuous or longer Task's progress, asked for one report;
 * `contribution`: a Unit's part of a report when it has no Task to report on; `report`: the report itself, owed by
 * the Unit that compiles it.
 */
export type Stage = 'task' | 'check-in' | 'contribution' | 'report'

/** One Task or Duty in one period for one Unit. */
export interface Occurrence {
  /** `plan/item/period/unit`, plus the Duty for a check-in; the same inputs always give the same id. */
  readonly id: string
  readonly planId: string
  /** The Task's id, or the Duty's for `contribution` and `report`. */
  readonly itemId: string
  readonly stage: Stage
  /** For `check-in` and `contribution`: the id of the `report` Occurrence that it feeds. */
  readonly feeds: string | null
  readonly unitId: string
  /** What people are asked, one line. */
  readonly title: string
  /** The data the answer speaks of. */
  readonly period: Period
  /** Last calendar day in time. */
  readonly due: LocalDate
  /** Last working day ≤ due: what people are reminded of. */
  readonly workDue: LocalDate
  /** First working day ≥ due, only for counted periods (Civil Code art. 148.5). */
  readonly rolledDue: LocalDate | null
  readonly precision: Precision
}

/** What has become of an Occurrence; read from the records when messages are decided. */
export interface Standing {
  readonly occurrenceId: string
  readonly status: 'open' | 'answered' | 'cancelled'
  /** When the first complete Answer came (for a `report`: when it was issued). */
  readonly answeredAt: Instant | null
  readonly answeredBy: string | null
  /** The new last day of a granted Extension. */
  readonly extendedTo: LocalDate | null
  /** When it was granted; reminders of the new day that lie before this moment are not made up for. */
  readonly extendedAt?: Instant | null
  /** The day by which its Unit has promised to have it done, once it was late. */
  readonly promisedOn?: LocalDate | null
  /** When a new version of the Plan gave it another day; its reminders are then given anew for that day. */
  readonly movedAt?: Instant | null
  /** A `report` that a leader has approved and that still has to be signed and sent. */
  readonly approved?: boolean
}
