import type { Choice } from '../../core/reply.ts'
import type { Talk } from '../conversation/talk.ts'

/** Something that waits for a person beside the Occurrences of plans: a section of the list of open work. */
export interface WorkSection {
  /** With its colon. */
  readonly heading: string
  /** One line each, without a bullet. */
  readonly lines: readonly string[]
  readonly choices: readonly Choice[]
}

/** Gives what waits for the person; undefined: nothing. */
export type WorkSource = (talk: Talk) => Promise<WorkSection | undefined>
