import type { AnswerBody } from '../../core/answer.ts'
import type { FlowState } from '../../core/flow/session.ts'
import type { Instant } from '../../core/time.ts'

export interface SessionRow {
  readonly id: number
  readonly personId: string
  readonly occurrenceId: string | null
  readonly status: 'active' | 'parked' | 'done'
  readonly state: FlowState
  readonly updatedAt: Instant
}

/** A conversation and when it was begun. */
export interface HeldSession {
  readonly session: SessionRow
  readonly begunAt: Instant
}

export interface AnswerRow {
  readonly id: number
  readonly occurrenceId: string
  readonly revision: number
  readonly personId: string
  /** For whom the person answered, as a substitute; null: for his or her own Unit. */
  readonly insteadOf: string | null
  readonly at: Instant
  readonly body: AnswerBody
}
