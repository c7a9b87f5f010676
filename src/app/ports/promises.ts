import type { Instant, LocalDate } from '../../core/time.ts'

/** A day by which somebody has promised to have late work done. */
export interface PromiseRow {
  readonly id: number
  readonly occurrenceId: string
  readonly personId: string
  readonly at: Instant
  readonly promisedOn: LocalDate
}

export interface PromiseRecords {
  /** The newest promise of an Occurrence is the one that `standings` gives. */
  addPromise(promise: Pick<PromiseRow, 'occurrenceId' | 'personId' | 'promisedOn'>, at: Instant): Promise<PromiseRow>
  /** Oldest first. */
  promisesOf(occurrenceId: string): Promise<readonly PromiseRow[]>
}
