import type { Instant, LocalDate } from '../time.ts'
import type { Occurrence, Standing } from './occurrence.ts'

/**
 * The last day that a granted Extension gives an Occurrence; null when its own day holds. A later day always holds. An
 * earlier one (a document has brought the deadline forward) holds when it was decided after the newest version of the
 * Plan that moved the Occurrence; otherwise the Plan has overtaken it.
 */
export function extendedDay({ due }: Pick<Occurrence, 'due'>, standing: Standing | undefined): LocalDate | null {
  const to = standing?.extendedTo ?? null
  if (standing === undefined || to === null || to === due) return null
  if (to > due) return to
  const decided = standing.extendedAt ?? null
  return decided !== null && decided > (standing.movedAt ?? Number.NEGATIVE_INFINITY) ? to : null
}

/** The last day that holds for an Occurrence: that of its Extension, else its own. */
export const dayThatHolds = (occurrence: Pick<Occurrence, 'due'>, standing: Standing | undefined): LocalDate =>
  extendedDay(occurrence, standing) ?? occurrence.due

/**
 * Until when a granted Extension gave an Occurrence another day than its own, which holds again: the own day was granted
 * anew, or a newer version of the Plan has overtaken the Extension. null where no other day ever held, or one does now.
 */
export function otherDayUntil({ due }: Pick<Occurrence, 'due'>, standing: Standing | undefined): Instant | null {
  const to = standing?.extendedTo ?? null
  const decided = standing?.extendedAt ?? null
  if (to === null || decided === null || extendedDay({ due }, standing) !== null) return null
  return Math.max(decided, standing?.movedAt ?? decided)
}
