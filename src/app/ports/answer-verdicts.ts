import type { Instant } from '../../core/time.ts'

/** What became of one revision of an Answer when somebody looked at it. */
export interface VerdictRow {
  readonly answerId: number
  readonly verdict: 'accepted' | 'returned'
  readonly by: string
  readonly at: Instant
  /** What is to be added or corrected; null where it was accepted. */
  readonly remark: string | null
}

export interface AnswerVerdictRecords {
  addVerdict(row: VerdictRow): Promise<void>
  /** The newest verdict on each revision that has any, by the Answer's id. */
  verdicts(): Promise<ReadonlyMap<number, VerdictRow>>
  /**
   * Opens an answered Occurrence again for its Unit and keeps when it was first answered, which also tells that there is
   * an Answer. False and nothing changed when it is not answered now.
   */
  reopenOccurrence(occurrenceId: string): Promise<boolean>
}
