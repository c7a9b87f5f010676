import { addWorkingDays, type Calendar, UnknownYear, workingDayOnOrBefore } from '../calendar.ts'
import type { Issue } from '../issue.ts'
import { adminsOf, type Board, leadersOf, type Person, peopleOf } from '../plan/board.ts'
import { extendedDay, otherDayUntil } from '../plan/extended-day.ts'
import type { Occurrence, Standing } from '../plan/occurrence.ts'
import { occurrencesOf } from '../plan/occurrences.ts'
import type { Plan } from '../plan/plan.ts'
import { addDays, dateOf, type Instant, instantAt, type LocalDate, type LocalTime } from '../time.ts'
import { type Agenda, reminderKey } from './agenda.ts'
import { isOverdueRung, type Ladder, type Rung, type Tell } from './ladder.ts'
import type { Substitution } from './substitution.ts'
import { workingTimeFrom } from './working-time.ts'

/** One rung of one Occurrence for one Person. */
export interface Call {
  /** The reminder's key: once sent, never again. */
  readonly key: string
  /** As it stands: after an Extension with its new last day. */
  readonly occurrence: Occurrence
  readonly rung: Rung
  /** The rung's name in the ledger; an Extension gives the same rung a new name, because its day is another. */
  readonly name: string
  readonly personId: string
  /** What the person is told it as; `admin` also for one who stands in where a role is not filled. */
  readonly as: readonly Tell[]
  readonly at: Instant
  /** A draft whose rung lay before the day was moved: it goes out then, to whoever has not been given one by its rung. */
  readonly atOnce?: true
}

/** An Agenda worked out once, so that a minute's look is cheap. Never changes; standings are brought along each time. */
export interface Prepared {
  readonly board: Board
  readonly calendar: Calendar
  readonly ladder: Ladder
  readonly plans: ReadonlyMap<string, Plan>
  /** By Plan id: since when it is followed. */
  readonly since: ReadonlyMap<string, Instant>
  readonly occurrences: ReadonlyMap<string, Occurrence>
  /** By `report` Occurrence: the check-ins and contributions that feed it. */
  readonly parts: ReadonlyMap<string, readonly Occurrence[]>
  /** By moment. */
  readonly calls: readonly Call[]
  readonly callsTo: ReadonlyMap<string, readonly Call[]>
  readonly callsFor: ReadonlyMap<string, readonly Call[]>
  /** Who stands in for whom. They change no call: it stays the reminder of the person who is away. */
  readonly substitutions: readonly Substitution[]
  /** Items that give no reminders, years without a calendar, roles that nobody fills. */
  readonly issues: readonly Issue[]
}

interface Recipient {
  readonly person: Person
  readonly as: readonly Tell[]
}

/** Whom a rung reaches. Where nobody has the role the admins stand in, and without admins the leaders. */
function recipientsOf(board: Board, unitId: string, tell: readonly Tell[]): readonly Recipient[] {
  const found = new Map<string, { person: Person; as: Set<Tell> }>()
  const add = (people: readonly Person[], as: Tell): void => {
    for (const person of people) {
      const known = found.get(person.id)
      if (known === undefined) found.set(person.id, { person, as: new Set([as]) })
      else known.as.add(as)
    }
  }
  for (const role of tell) {
    const people =
      role === 'leader' ? leadersOf(board) : role === 'admin' ? adminsOf(board) : peopleOf(board, unitId, role)
    if (people.length > 0) add(people, role)
    else if (adminsOf(board).length > 0) add(adminsOf(board), 'admin')
    else add(leadersOf(board), 'leader')
  }
  return [...found.values()].map(({ person, as }) => ({ person, as: [...as] }))
}

/** What calls are made from; shared by the agenda and by Extensions that come later. */
interface Making {
  readonly board: Board
  readonly calendar: Calendar
  readonly ladder: Ladder
  readonly instant: (date: LocalDate, time: LocalTime) => Instant
  readonly issues: Issue[]
}

function callsOf(occurrence: Occurrence, making: Making, mark: string): Call[] {
  const { board, calendar, ladder, issues } = making
  return ladder.rungs[occurrence.stage].flatMap((rung) => {
    let date: LocalDate
    try {
      // A counted period that ends on a day off is in time until the next working day (Civil Code art. 148.5).
      const base = isOverdueRung(rung) ? (occurrence.rolledDue ?? occurrence.workDue) : occurrence.workDue
      date = addWorkingDays(calendar, base, rung.days)
    } catch (error) {
      if (!(error instanceof UnknownYear)) throw error
      issues.push({ code: 'calendar:year-missing', year: error.year, what: occurrence.title })
      return []
    }
    const at = making.instant(date, rung.at)
    const name = `${rung.id}${mark}`
    const recipients = recipientsOf(board, occurrence.unitId, rung.tell)
    if (recipients.length === 0) {
      issues.push({
        code: 'board:role-missing',
        found: { code: 'the-unit', id: occurrence.unitId },
        wanted: rung.tell,
      })
    }
    return recipients.map(({ person, as }) => ({
      key: reminderKey(occurrence.id, name, person.id),
      occurrence,
      rung,
      name,
      personId: person.id,
      as,
      at,
    }))
  })
}

const byMoment = (a: Call, b: Call): number => a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key))

function grouped<T>(values: readonly T[], keyOf: (value: T) => string | null): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const value of values) {
    const key = keyOf(value)
    if (key === null) continue
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

/** Remembers moments: the same few hundred days come up thousands of times. */
function rememberingInstants(): Making['instant'] {
  const known = new Map<string, Instant>()
  return (date, time) => {
    const key = `${date} ${time}`
    const found = known.get(key)
    if (found !== undefined) return found
    const made = instantAt(date, time)
    known.set(key, made)
    return made
  }
}

/**
 * Works an Agenda out: every Occurrence of its Plans and every call with its moment. Standings play no part in it, so
 * it holds until a Plan, the Board, the calendar or the Ladder changes.
 */
export function prepareAgenda(agenda: Omit<Agenda, 'standings'> & Partial<Pick<Agenda, 'standings'>>): Prepared {
  const { board, calendar, ladder, plans } = agenda
  const issues: Issue[] = []
  const occurrences: Occurrence[] = []
  for (const { plan } of plans) {
    const found = occurrencesOf(plan, calendar, ladder)
    occurrences.push(...found.occurrences)
    issues.push(...found.issues)
  }
  const making: Making = { board, calendar, ladder, instant: rememberingInstants(), issues }
  const calls = occurrences.flatMap((occurrence) => callsOf(occurrence, making, '')).sort(byMoment)
  return {
    board,
    calendar,
    ladder,
    plans: new Map(plans.map(({ plan }) => [plan.id, plan])),
    since: new Map(plans.map(({ plan, since }) => [plan.id, since])),
    occurrences: new Map(occurrences.map((occurrence) => [occurrence.id, occurrence])),
    parts: grouped(occurrences, ({ feeds }) => feeds),
    calls,
    callsTo: grouped(calls, ({ personId }) => personId),
    callsFor: grouped(calls, ({ occurrence }) => occurrence.id),
    substitutions: agenda.substitutions ?? [],
    issues: [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()],
  }
}

/**
 * When people are first told of an Occurrence; undefined for one that the agenda does not know or that has no calls. One
 * that was brought forward opens as early as its new day asks for.
 */
export function opensAt(prepared: Prepared, { id }: Pick<Occurrence, 'id'>, standings: Standings): Instant | undefined {
  const first = prepared.callsFor.get(id)?.[0]?.at
  const brought = forwardCalls(prepared, standings.get(id))[0]?.at
  return first === undefined || brought === undefined ? first : Math.min(first, brought)
}

export type Standings = ReadonlyMap<string, Standing>

const stands = (standings: Standings, id: string): boolean => (standings.get(id)?.status ?? 'open') === 'open'

/**
 * Whether an Occurrence still waits for its answer: one without a Standing does; a part of a report that has been
 * issued or cancelled does not, for nothing can be added to it any more.
 */
export const isOpen = (standings: Standings, { id, feeds }: Pick<Occurrence, 'id' | 'feeds'>): boolean =>
  stands(standings, id) && (feeds === null || stands(standings, feeds))

/** The new last day of a granted Extension that holds. */
export function extensionOf(prepared: Prepared, standing: Standing | undefined): LocalDate | null {
  const occurrence = standing === undefined ? undefined : prepared.occurrences.get(standing.occurrenceId)
  return occurrence === undefined ? null : extendedDay(occurrence, standing)
}

/**
 * The calls of an Occurrence after its Extension: counted from the new last day, without those that lie before the
 * Extension was granted (before the end of the first last day, where that moment is not known); of those, a draft goes
 * out at once while the new day is still to come, for there is no later rung that brings it. A new day in a year without
 * a calendar gives none.
 */
export function extendedCalls(prepared: Prepared, occurrence: Occurrence, standing: Standing): readonly Call[] {
  const to = extensionOf(prepared, standing)
  if (to === null) return []
  const after = standing.extendedAt ?? instantAt(addDays(occurrence.workDue, 1))
  const calls = callsTowards(prepared, occurrence, to)
  const later = calls.filter((call) => call.at > after)
  return [...draftsAtOnce(prepared, standing, calls, after, to), ...later].sort(byMoment)
}

/** The newest passed rung with a draft for each person, in the first working time after `after` and not after `to`. */
function draftsAtOnce(
  { board, calendar }: Prepared,
  { extendedAt, approved }: Standing,
  calls: readonly Call[],
  after: Instant,
  to: LocalDate,
): readonly Call[] {
  if (extendedAt == null || approved === true) return []
  const at = workingTimeFrom(board.hours, calendar, after)
  if (at === undefined || dateOf(at) > to) return []
  const drafts = calls.filter(({ rung }) => rung.attach)
  const passed = new Map(drafts.filter((call) => call.at <= after).map((call) => [call.personId, call]))
  return [...passed.values()].map((call) => ({ ...call, rung: { ...call.rung, how: 'ping' }, at, atOnce: true }))
}

/** All calls of an Occurrence with another last day, by moment. */
function callsTowards(prepared: Prepared, occurrence: Occurrence, to: LocalDate): readonly Call[] {
  const { board, calendar, ladder } = prepared
  const making: Making = { board, calendar, ladder, instant: instantAt, issues: [] }
  return callsOf(movedTo(prepared, occurrence, to), making, `@${to}`).sort(byMoment)
}

/**
 * Every call of an Occurrence that was brought forward, by moment, also those that lay before that was decided: they say
 * who has to do with it by now, and are never given themselves. Empty where its own day or a later one holds.
 */
export function forwardCalls(prepared: Prepared, standing: Standing | undefined): readonly Call[] {
  const occurrence = standing === undefined ? undefined : prepared.occurrences.get(standing.occurrenceId)
  const to = extensionOf(prepared, standing)
  return occurrence === undefined || to === null || to > occurrence.due ? [] : callsTowards(prepared, occurrence, to)
}

/**
 * A call by the Occurrence's own day, as that day holds now; undefined where it fell while another day held, for the
 * calls of that one were given in its place. After a new version of the Plan has moved the Occurrence, what comes later is
 * a reminder of its own, with the new day in its name, because the same rung may have been sent for the earlier day.
 */
export function callByOwnDay(call: Call, standing: Standing | undefined): Call | undefined {
  const other = standing === undefined ? null : otherDayUntil(call.occurrence, standing)
  if (other !== null && call.at <= other) return undefined
  const movedAt = standing?.movedAt ?? null
  if (movedAt === null || call.at <= movedAt) return call
  const name = `${call.name}@${call.occurrence.due}`
  return { ...call, name, key: reminderKey(call.occurrence.id, name, call.personId) }
}

/**
 * The key under which a call of an Extension may have been given already: its day can have been the Occurrence's own
 * until a version of the Plan moved that. null for a call that comes after the move.
 */
export const ownDayKey = (call: Call, standing: Standing | undefined): string | null =>
  call.at > (standing?.movedAt ?? Number.NEGATIVE_INFINITY)
    ? null
    : reminderKey(call.occurrence.id, call.rung.id, call.personId)

/** In a year without a calendar the new day itself stands for the last working day; its calls then find no place. */
function movedTo({ calendar }: Prepared, occurrence: Occurrence, to: LocalDate): Occurrence {
  const known = calendar.years.has(Number(to.slice(0, 4)))
  const workDue = known ? workingDayOnOrBefore(calendar, to) : to
  return { ...occurrence, due: to, workDue, rolledDue: null, precision: 'day' }
}

/** The Occurrence with the day that holds now. */
export function asItStands(prepared: Prepared, occurrence: Occurrence, standings: Standings): Occurrence {
  const to = extensionOf(prepared, standings.get(occurrence.id))
  return to === null ? occurrence : movedTo(prepared, occurrence, to)
}
