import type { Instant, LocalDate } from '../../core/time.ts'

/** A day that a document moves, without a Unit having asked. */
export interface MovedDeadline {
  readonly occurrenceId: string
  readonly to: LocalDate
  readonly by: string
  readonly at: Instant
  /** Number and date of the document. */
  readonly basis: string
}

export interface MovedDeadlineRecords {
  /** The day that holds from now on; what was granted before for the same Occurrences holds no more. */
  moveDeadlines(moves: readonly MovedDeadline[]): Promise<void>
}
