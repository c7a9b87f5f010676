import { personOf, unitOf } from '../plan/board.ts'
import type { Occurrence, Standing } from '../plan/occurrence.ts'
import { type Prepared, waitingCalls } from '../reminder/due-messages.ts'
import { asItStands } from '../reminder/prepare-agenda.ts'
import type { Instant } from '../time.ts'
import type { CarriedBy, ReminderRecord } from './reminder-record.ts'

/**
 * How far a reminder has come. `planned`: its moment is still to come; `unreached`: its moment has passed and the Person
 * has no account that it could go to; then the ways of a message; `answered`: the Occurrence was answered after it.
 */
export type LedgerState =
  | 'planned'
  | 'unreached'
  | 'queued'
  | 'held'
  | 'waiting'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'seen'
  | 'answered'
  | 'cancelled'
  | 'bundled'
  | 'expired'
  | 'failed'

/** Who is reminded of what, when, through which channel, with what result. */
export interface LedgerLine {
  readonly occurrence: Occurrence
  readonly unitName: string
  readonly personId: string
  readonly personName: string
  /** The rung's name; null in a message that was bundled into another one. */
  readonly rung: string | null
  /** Working days after the last day in time; null for a rung that the Ladder has no more. */
  readonly days: number | null
  /** When it was written down, or when it falls due. */
  readonly at: Instant
  /** Its own moment had passed then. */
  readonly missed: boolean
  readonly state: LedgerState
  readonly stateAt: Instant | null
  /** null: no message was written yet. */
  readonly message: CarriedBy | null
}

/** What became of one Person's reminders of one Occurrence: whether somebody did not get it or did not do it. */
export type Verdict = 'answered' | 'reached' | 'on-its-way' | 'not-reached' | 'cancelled' | 'to-come'

export interface LedgerCount {
  readonly answered: number
  readonly reached: number
  readonly onItsWay: number
  readonly notReached: number
  readonly toCome: number
}

/**
 * All reminders of a Plan: those that were written down, and those that are still to come if nobody answers; in order of
 * time. `prepared` and `standings` are the agenda at `now`.
 */
export function ledgerOf(
  planId: string,
  records: readonly ReminderRecord[],
  prepared: Prepared,
  standings: ReadonlyMap<string, Standing>,
  sent: ReadonlySet<string>,
  now: Instant,
): readonly LedgerLine[] {
  const known = new Map(
    [...prepared.occurrences]
      .filter(([, one]) => one.planId === planId)
      .map(([id, one]) => [id, asItStands(prepared, one, standings)]),
  )
  const written = records.flatMap((record): LedgerLine[] => {
    const occurrence = known.get(record.occurrenceId)
    if (occurrence === undefined) return []
    const [state, stateAt] = stateOf(record, standings.get(occurrence.id))
    const { rung, personId, at, missed, message } = record
    return [lineOf(prepared, { occurrence, rung, personId, at, missed, message, state, stateAt })]
  })
  const waiting = waitingCalls(prepared, standings, sent).filter((call) => known.has(call.occurrence.id))
  const coming = waiting.map((call): LedgerLine => {
    const state = call.at > now ? 'planned' : 'unreached'
    const { occurrence, personId, at } = call
    return lineOf(prepared, {
      ...{ occurrence, rung: call.name, personId, at, missed: false, message: null, state, stateAt: null },
    })
  })
  return [...written, ...coming].sort(
    (a, b) => a.at - b.at || compare(a.occurrence.id, b.occurrence.id) || compare(a.personId, b.personId),
  )
}

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

function lineOf({ board, ladder }: Prepared, given: Omit<LedgerLine, 'unitName' | 'personName' | 'days'>): LedgerLine {
  const { occurrence, personId, rung } = given
  // An Extension or a moved day gives the rung's name a suffix.
  const isIts = (id: string): boolean => rung === id || rung?.startsWith(`${id}@`) === true
  const days = ladder.rungs[occurrence.stage].find(({ id }) => isIts(id))?.days ?? null
  return {
    ...given,
    unitName: unitOf(board, occurrence.unitId)?.name ?? occurrence.unitId,
    personName: personOf(board, personId)?.name ?? personId,
    days,
  }
}

function stateOf(record: ReminderRecord, standing: Standing | undefined): [LedgerState, Instant | null] {
  const { message } = record
  if (message.status === 'held' && isWaitNote(message.note)) return ['waiting', null]
  if (message.status !== 'sent') return [message.status, null]
  const answeredAt = standing?.status === 'answered' ? standing.answeredAt : null
  if (answeredAt !== null && answeredAt >= (message.sentAt ?? record.at)) return ['answered', answeredAt]
  if (message.seenAt !== null) return ['seen', message.seenAt]
  if (message.deliveredAt !== null) return ['delivered', message.deliveredAt]
  return ['sent', message.sentAt]
}

const reachedStates: ReadonlySet<LedgerState> = new Set(['sent', 'delivered', 'seen'])
const waitingStates: ReadonlySet<LedgerState> = new Set(['queued', 'held', 'waiting', 'sending'])

/** The note of a message that waits for its channel begins so, see `waitNote` of the delivery. */
const isWaitNote = (note: string | null): boolean => note?.startsWith('waits: ') === true

/**
 * The verdict on one Person and one Occurrence, from the lines of just these two. A message that says what a bundled one
 * would have said counts for it, so `bundled` alone is on its way; one nudge of the provider is no reminder.
 */
export function verdictOf(lines: readonly LedgerLine[], standing: Standing | undefined): Verdict {
  if (standing?.status === 'answered') return 'answered'
  if (standing?.status === 'cancelled') return 'cancelled'
  const has = (fits: (line: LedgerLine) => boolean): boolean => lines.some(fits)
  if (has(({ state, message }) => reachedStates.has(state) && message?.instead !== 'template')) return 'reached'
  if (has(({ state }) => waitingStates.has(state) || state === 'bundled')) return 'on-its-way'
  return has(({ state }) => state !== 'planned') ? 'not-reached' : 'to-come'
}

/** One Person's reminders of one Occurrence. */
export interface LedgerMatter {
  readonly occurrence: Occurrence
  readonly personId: string
  readonly personName: string
  readonly unitName: string
  readonly verdict: Verdict
  readonly lines: readonly LedgerLine[]
}

/** The lines by Occurrence and Person, those whose last day comes first before the others. */
export function mattersOf(
  lines: readonly LedgerLine[],
  standings: ReadonlyMap<string, Standing>,
): readonly LedgerMatter[] {
  const groups = new Map<string, LedgerLine[]>()
  for (const line of lines) {
    const key = `${line.occurrence.id}\n${line.personId}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  const matters = [...groups.values()].flatMap((group): LedgerMatter[] => {
    const [first] = group
    if (first === undefined) return []
    const { occurrence, personId, personName, unitName } = first
    const verdict = verdictOf(group, standings.get(occurrence.id))
    return [{ occurrence, personId, personName, unitName, verdict, lines: group }]
  })
  return matters.sort((a, b) => compare(a.occurrence.due, b.occurrence.due) || compare(a.personName, b.personName))
}

/** How many pairs of a Person and an Occurrence stand how. */
export function countOf(matters: readonly LedgerMatter[]): LedgerCount {
  const of = (verdict: Verdict): number => matters.filter((one) => one.verdict === verdict).length
  return {
    answered: of('answered'),
    reached: of('reached'),
    onItsWay: of('on-its-way'),
    notReached: of('not-reached'),
    toCome: of('to-come'),
  }
}
