import type { Figure } from '../../core/answer.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Talk } from './talk.ts'

/**
 * The last figure that the Unit gave for each Indicator of the Plan before this Occurrence, whatever it was asked with.
 * An Occurrence that is due on the same day is no earlier period.
 */
export async function previousFigures(talk: Talk, occurrence: Occurrence): Promise<ReadonlyMap<string, Figure>> {
  const earlier = (await talk.records.occurrences())
    .filter(
      ({ planId, unitId, due }) => planId === occurrence.planId && unitId === occurrence.unitId && due < occurrence.due,
    )
    .sort((a, b) => a.due.localeCompare(b.due))
  const answers = new Map(
    (await talk.records.newestAnswersTo(earlier.map(({ id }) => id))).map((answer) => [answer.occurrenceId, answer]),
  )
  return new Map(
    earlier.flatMap(({ id }) => (answers.get(id)?.body.figures ?? []).map((figure) => [figure.indicatorId, figure])),
  )
}
