import type { AnswerBody } from '../answer.ts'
import type { Board } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Duty, Plan } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'

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
  /** There is an Answer, and it was returned to its author and not given again; it is left out. */
  readonly returned?: true
}

/** What a Unit that was asked Task by Task added to the report of its own accord, under the outline's general headings. */
export interface Assessment {
  readonly unitId: string
  /** `addressee` is whom its recommendation is meant for. */
  readonly sections: NonNullable<AnswerBody['sections']>
  readonly recommendation: string | null
}

/** What a Unit raised by itself in the period of a report, not with an Answer. */
export interface RaisedAlone {
  readonly kind: 'obstacle' | 'recommendation'
  readonly unitId: string
  /** The piece of work it belongs to; null: none. */
  readonly title: string | null
  readonly what: string
  readonly addressee: string | null
}

/** A model or a nominee that a Unit filed by a form of its own, beside its Answer: a Unit may have several. */
export interface FiledBeside {
  readonly unitId: string
  readonly sections: NonNullable<AnswerBody['sections']>
}

/** All that a Report is compiled from; the same input always gives the same document. */
export interface CompileInput {
  readonly board: Board
  readonly plan: Plan
  readonly duty: Duty
  /** The `report` Occurrence. */
  readonly occurrence: Occurrence
  /** Its last day, where an Extension has given it another one. */
  readonly extendedTo?: LocalDate
  /** Every Occurrence that feeds the report, in any order. */
  readonly contributions: readonly Contribution[]
  /** One of a Unit at most, in any order. */
  readonly assessments?: readonly Assessment[]
  /** Further models or nominees, oldest first. */
  readonly filed?: readonly FiledBeside[]
  /** What Units raised by themselves in the period, oldest first. */
  readonly raised?: readonly RaisedAlone[]
}
