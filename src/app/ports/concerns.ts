import type { FileRef } from '../../core/reply.ts'
import type { Instant } from '../../core/time.ts'

/** What is raised to a leader: something in the way, or something to be decided by somebody. */
export type ConcernKind = 'obstacle' | 'recommendation'

/** An Obstacle or a Recommendation, whether it came with an Answer or was raised by itself. */
export interface ConcernRow {
  readonly kind: ConcernKind
  readonly id: number
  readonly what: string
  readonly raisedAt: Instant
  readonly unitId: string
  readonly personId: string
  /** null: it belongs to no single piece of work. */
  readonly occurrenceId: string | null
  /** The Occurrence's title. */
  readonly title: string | null
  /** Whom it is meant for, in words; null: nobody was named. */
  readonly addressee: string | null
  /** null: raised by itself. */
  readonly answerId: number | null
  readonly evidence: readonly FileRef[]
  /** What was said to it when it was closed. */
  readonly instruction: string | null
  readonly closedBy: string | null
  readonly closedAt: Instant | null
}

export interface NewConcern {
  readonly kind: ConcernKind
  readonly what: string
  readonly unitId: string
  readonly personId: string
  readonly occurrenceId: string | null
  readonly addressee: string | null
  readonly evidence: readonly FileRef[]
}

export interface ConcernRecords {
  addConcern(concern: NewConcern, at: Instant): Promise<ConcernRow>
  concern(kind: ConcernKind, id: number): Promise<ConcernRow | undefined>
  /** Those that nobody has closed, oldest first; of an Answer that has a newer revision only the newest speaks. */
  openConcerns(): Promise<readonly ConcernRow[]>
  /** Those raised by themselves (not with an Answer), closed or not, from `from` until before `to`, oldest first. */
  concernsRaised(from: Instant, to: Instant): Promise<readonly ConcernRow[]>
  /** False and nothing changed when it is closed already or not there. */
  closeConcern(kind: ConcernKind, id: number, instruction: string | null, by: string, at: Instant): Promise<boolean>
}
