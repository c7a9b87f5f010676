import type { LocalDate } from '../time.ts'
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
