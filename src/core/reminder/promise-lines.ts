import { promisedFact, promiseLabel } from '../../text/vi-desk.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import type { Occurrence, Standing } from '../plan/occurrence.ts'
import type { Choice } from '../reply.ts'
import { daysBetween, type LocalDate } from '../time.ts'
import { promiseHolds } from './promise.ts'

const titleLimit = 34
/** Calendar days after which late work is history: nobody is asked for a day any more. */
const longLate = 30

/** Late work for which a day was promised says so; `occurrence` as it stands now. */
export function promisedFacts(
  standing: Standing | undefined,
  { due }: Pick<Occurrence, 'due'>,
  today: LocalDate,
): readonly string[] {
  const day = standing?.promisedOn ?? null
  return day === null || day <= due ? [] : [promisedFact(day, promiseHolds(standing, today) !== null)]
}

/** The button with which a day is promised for late work, unless one is promised already. */
export function promiseChoice(
  standing: Standing | undefined,
  { id, title, workDue, rolledDue }: Occurrence,
  today: LocalDate,
): readonly Choice[] {
  const late = (rolledDue ?? workDue) < today && daysBetween(workDue, today) <= longLate
  if (!late || promiseHolds(standing, today) !== null) return []
  return [{ label: promiseLabel(shortTitle(title, titleLimit)), value: `promise:${id}` }]
}
