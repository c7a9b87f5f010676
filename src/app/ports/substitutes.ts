import type { Substitution } from '../../core/reminder/substitution.ts'
import type { Instant } from '../../core/time.ts'

/** Somebody who stands in for a person who is away, from the first to the last day of the office. */
export interface SubstituteRow extends Substitution {
  readonly id: number
  readonly madeBy: string
  readonly madeAt: Instant
}

export interface SubstituteRecords {
  addSubstitute(substitution: Substitution, madeBy: string, at: Instant): Promise<SubstituteRow>
  /** Ends one early; false when there is none of this id that still runs. */
  endSubstitute(id: number, at: Instant): Promise<boolean>
  /** Those that nobody has ended early, by first day; also those whose days are over. */
  substitutes(): Promise<readonly SubstituteRow[]>
}
