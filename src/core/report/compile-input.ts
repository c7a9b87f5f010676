import type { AnswerBody } from '../answer.ts'
import type { Board } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Duty, Plan } from '../plan/plan.ts'

/** One Unit's part: the Occurrence, and the newest revision of its Answer, or null when none came. */
export interface Contribution {
  readonly occurrence: Occurrence
  readonly answer: {
    readonly revision: number
    readonly personName: string
    readonly body: AnswerBody
    /** Came after the Occurrence's last day. */
    readonly late: boolean
  } | null
}

/** All that a Report is compiled from; the same input always gives the same document. */
export interface CompileInput {
  readonly board: Board
  readonly plan: Plan
  readonly duty: Duty
  /** The `report` Occurrence. */
  readonly occurrence: Occurrence
  /** Every Occurrence that feeds the report, in any order. */
  readonly contributions: readonly Contribution[]
}
