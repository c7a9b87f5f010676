import type { FileRef } from './reply.ts'
import type { AnswerSection } from './report/answer-sections.ts'
import type { LocalDate } from './time.ts'

/** A figure for an Indicator as the person gave it. */
export interface Figure {
  readonly indicatorId: string
  /** In the Indicator's unit; for a ratio computed from both parts. */
  readonly value: number
  readonly numerator?: number
  readonly denominator?: number
  /** Why it was doubted when it was given; it was asked back and stands. */
  readonly remark?: string
}

/** Where a text that was carried forward comes from. */
export interface CarriedForward {
  /** The day on which somebody wrote it. */
  readonly from: LocalDate
  /** Periods in a row for which it was carried forward without fresh evidence. */
  readonly times: number
}

/** What a Person said for an Occurrence. Append-only: a correction is the next revision. */
export interface AnswerBody {
  readonly state: 'done' | 'doing' | 'obstacle' | 'same'
  /** 0–100; null when the person gave none. */
  readonly percent: number | null
  readonly text: string
  readonly figures: readonly Figure[]
  readonly obstacle: string | null
  readonly recommendation: string | null
  readonly evidence: readonly FileRef[]
  /** Where the text comes from, when it is as in the period before. */
  readonly carried?: CarriedForward
  /** Further parts of a report, by the names in core/report/answer-sections.ts. */
  readonly sections?: { readonly [name in AnswerSection]?: string }
}
