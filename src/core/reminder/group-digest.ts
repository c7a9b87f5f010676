import * as say from '../../text/vi-group.ts'
import { matterTitle } from '../../text/vi-reminder.ts'
import { UnknownYear, workingDaysBetween } from '../calendar.ts'
import { unitOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Reply } from '../reply.ts'
import { addDays, dateOf, type Instant, instantAt, type LocalDate, timeOf } from '../time.ts'
import {
  asItStands,
  type Call,
  callByOwnDay,
  extendedCalls,
  extensionOf,
  isOpen,
  opensAt,
  type Prepared,
  type Standings,
} from './prepare-agenda.ts'
import { isWorkingTime } from './working-time.ts'

/** A group is told in the morning or not at all that day; its people are reminded each for himself anyway. */
const morningEnds = '12:00'
const linesShown = 10
/** Days after which work that is late is history rather than news. */
const longLate = 30

/** The morning's message to a Unit's group, decided but not yet written down. */
export interface GroupDigest {
  readonly unitId: string
  readonly day: LocalDate
  /** The Occurrences it speaks of. */
  readonly about: readonly string[]
  readonly reply: Reply
}

/** What of a Unit has been told to its people and still waits, nearest first; as it stands, after Extensions. */
function openMatters(prepared: Prepared, standings: Standings, unitId: string, now: Instant): Occurrence[] {
  const old = addDays(dateOf(now), -longLate)
  return [...prepared.occurrences.values()]
    .filter((one) => one.unitId === unitId && one.stage !== 'report' && isOpen(standings, one))
    .filter((one) => (opensAt(prepared, one, standings) ?? Number.POSITIVE_INFINITY) <= now)
    .map((one) => asItStands(prepared, one, standings))
    .filter(({ workDue }) => workDue >= old)
    .sort((a, b) =>
      a.workDue === b.workDue ? Number(a.id > b.id) - Number(a.id < b.id) : a.workDue < b.workDue ? -1 : 1,
    )
}

/** Units of which something is called to mind this morning; an Extension's own reminders count, not those before it. */
function unitsCalled(prepared: Prepared, standings: Standings, now: Instant): Set<string> {
  const from = instantAt(dateOf(now))
  const units = new Set<string>()
  const add = ({ at, rung, occurrence }: Call): void => {
    if (
      at >= from &&
      at <= now &&
      rung.how === 'digest' &&
      occurrence.stage !== 'report' &&
      isOpen(standings, occurrence)
    )
      units.add(occurrence.unitId)
  }
  for (const call of prepared.calls) {
    if (call.at > now) break
    const standing = standings.get(call.occurrence.id)
    if (extensionOf(prepared, standing) === null && callByOwnDay(call, standing) !== undefined) add(call)
  }
  for (const [id, standing] of standings) {
    const occurrence = prepared.occurrences.get(id)
    if (occurrence !== undefined && extensionOf(prepared, standing) !== null)
      for (const call of extendedCalls(prepared, occurrence, standing)) add(call)
  }
  return units
}

function remaining({ calendar }: Prepared, today: LocalDate, { workDue, rolledDue }: Occurrence): number | null {
  try {
    return workingDaysBetween(calendar, today, rolledDue !== null && today > workDue ? rolledDue : workDue)
  } catch (error) {
    if (error instanceof UnknownYear) return null
    throw error
  }
}

/**
 * What the groups of these Units are told at `now`: titles and days of the Unit's open matters, no figure, no answer, no
 * name of a person. Only in the working hours of a morning on which one of the Unit's matters is called to mind, so that
 * a group hears no more often than its people do.
 */
export function groupDigests(
  prepared: Prepared,
  standings: Standings,
  unitIds: readonly string[],
  now: Instant,
): readonly GroupDigest[] {
  const { board, calendar } = prepared
  if (unitIds.length === 0 || timeOf(now) >= morningEnds || !isWorkingTime(board.hours, calendar, now)) return []
  const called = unitsCalled(prepared, standings, now)
  const today = dateOf(now)
  return [...new Set(unitIds)].flatMap((unitId): GroupDigest[] => {
    const unit = unitOf(board, unitId)
    const matters = unit !== undefined && called.has(unitId) ? openMatters(prepared, standings, unitId, now) : []
    if (unit === undefined || matters.length === 0) return []
    const lines = matters
      .slice(0, linesShown)
      .map((one) =>
        say.groupLine(
          matterTitle(one.stage, one.title, false),
          one.due,
          one.precision,
          remaining(prepared, today, one),
        ),
      )
    const rest = matters.length - lines.length
    const text = [
      say.groupHeading(unit.name, today),
      ...lines,
      ...(rest > 0 ? [say.groupRest(rest)] : []),
      say.groupHint,
    ].join('\n')
    return [{ unitId, day: today, about: matters.map(({ id }) => id), reply: { text, privately: true } }]
  })
}
