import type { FileRef } from './reply.ts'

/** A figure for an Indicator as the person gave it. */
export interface Figure {
  readonly indicatorId: string
  /** In the Indicator's unit; for a ratio computed from both parts. */
  readonly value: number
  readonly numerator?: number
  readonly denominator?: number
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
}
