import type { Calendar } from '../calendar.ts'
import type { Board } from '../plan/board.ts'
import type { Standing } from '../plan/occurrence.ts'
import type { Plan } from '../plan/plan.ts'
import type { Reply } from '../reply.ts'
import type { Instant } from '../time.ts'
import type { Ladder } from './ladder.ts'
import type { Substitution } from './substitution.ts'

/** A Plan that is active, and since when; what fell before that moment was missed, not skipped. */
export interface FollowedPlan {
  readonly plan: Plan
  readonly since: Instant
}

/** All that decides who is told what and when. */
export interface Agenda {
  readonly board: Board
  readonly calendar: Calendar
  readonly ladder: Ladder
  readonly plans: readonly FollowedPlan[]
  /** Who stands in for whom, and when; without it everybody is there. */
  readonly substitutions?: readonly Substitution[]
  /** By Occurrence id; one that is not here is open. */
  readonly standings: ReadonlyMap<string, Standing>
}

/** One rung of one Occurrence in a message to one Person. */
export interface RungRef {
  readonly occurrenceId: string
  readonly rung: string
  /** Whose reminder it is: the recipient's own, or that of a person for whom the recipient stands in. */
  readonly personId: string
  /** The moment had passed before the message could be written (late import, long outage). */
  readonly missed: boolean
}

/** A message to one Person, decided but not yet written down. */
export interface PlannedMessage {
  /** Unique for good: person, kind and the rungs it carries. */
  readonly key: string
  readonly kind: 'digest' | 'ping' | 'catch-up'
  readonly personId: string
  readonly at: Instant
  readonly rungs: readonly RungRef[]
  /** `report` Occurrences whose draft goes with the message. */
  readonly attach: readonly string[]
  readonly reply: Reply
}

/** The key of a Reminder: it is sent once to one Person. */
export const reminderKey = (occurrenceId: string, rung: string, personId: string): string =>
  `${occurrenceId}|${rung}|${personId}`
