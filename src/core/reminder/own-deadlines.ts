import { lastDayInTime } from '../lateness.ts'
import { type Person, personOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import { dateOf, type Instant, type LocalDate } from '../time.ts'
import { asItStands, isOpen, type Prepared, type Standings } from './prepare-agenda.ts'
import { standsInFor } from './substitution.ts'

/** One deadline that concerns a person. */
export interface OwnDeadline {
  /** As it stands: after an Extension with its new last day. */
  readonly occurrence: Occurrence
  /** The day that it had first, where an Extension has moved it. */
  readonly movedFrom: LocalDate | null
  /** `late`: open, and its last day is past. */
  readonly status: 'open' | 'late' | 'answered' | 'cancelled'
}

/**
 * Everything with its last day from `from` to `to` that concerns a person today: what the own Unit owes and those of
 * people for whom the person stands in; for leaders (and their substitutes) the reports of the whole Board too. By day.
 */
export function ownDeadlines(
  prepared: Prepared,
  standings: Standings,
  person: Person,
  now: Instant,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): readonly OwnDeadline[] {
  const today = dateOf(now)
  const away = standsInFor(prepared.substitutions, person.id, today).flatMap((id) => personOf(prepared.board, id) ?? [])
  const people = [person, ...away]
  const units = new Set(people.map(({ unitId }) => unitId))
  const leads = people.some(({ roles }) => roles.includes('leader'))
  const found: OwnDeadline[] = []
  for (const first of prepared.occurrences.values()) {
    if (!units.has(first.unitId) && !(leads && first.stage === 'report')) continue
    const occurrence = asItStands(prepared, first, standings)
    if (occurrence.due < from || occurrence.due > to) continue
    const standing = standings.get(first.id)
    const status =
      standing?.status === 'answered'
        ? 'answered'
        : !isOpen(standings, first)
          ? 'cancelled'
          : lastDayInTime(occurrence, null) < today
            ? 'late'
            : 'open'
    found.push({ occurrence, movedFrom: occurrence.due === first.due ? null : first.due, status })
  }
  return found.sort(
    ({ occurrence: a }, { occurrence: b }) => a.due.localeCompare(b.due) || (a.id < b.id ? -1 : Number(a.id > b.id)),
  )
}
