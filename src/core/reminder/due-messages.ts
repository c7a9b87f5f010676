import { catchUpHeading, digestHeading, lastDayHeading, pingHeading } from '../../text/vi-reminder.ts'
import { personOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import { dateOf, type Instant } from '../time.ts'
import { type PlannedMessage, reminderKey } from './agenda.ts'
import type { Desk } from './desk.ts'
import { composeReply, type Matter } from './digest.ts'
import { isOverdueRung, type Tell } from './ladder.ts'
import {
  asItStands,
  type Call,
  callByOwnDay,
  extendedCalls,
  extensionOf,
  forwardCalls,
  isOpen,
  ownDayKey,
  type Prepared,
  type Standings,
} from './prepare-agenda.ts'
import { callOfPromise } from './promise.ts'
import { standInFor, standsInFor } from './substitution.ts'
import { isWorkingTime, workingTimeFrom } from './working-time.ts'

export { opensAt, type Prepared, prepareAgenda } from './prepare-agenda.ts'

/** A reminder that could not be given within an hour of its moment has been missed and is made up for. */
const lateAfter = 60 * 60 * 1000

/** The calls of Occurrences with an Extension, in place of their first ones. */
function callsOfExtensions(prepared: Prepared, standings: Standings): Map<string, readonly Call[]> {
  const moved = new Map<string, readonly Call[]>()
  for (const [id, standing] of standings) {
    const occurrence = prepared.occurrences.get(id)
    if (occurrence === undefined || standing.status !== 'open' || extensionOf(prepared, standing) === null) continue
    moved.set(id, extendedCalls(prepared, occurrence, standing))
  }
  return moved
}

/** Whether the draft has gone to this person by the same rung of an earlier day. */
function hasDraft({ occurrence, rung, personId }: Call, sent: ReadonlySet<string>): boolean {
  if (sent.has(reminderKey(occurrence.id, rung.id, personId))) return true
  const [ofOtherDays, to] = [`${occurrence.id}|${rung.id}@`, `|${personId}`]
  for (const key of sent) if (key.startsWith(ofOtherDays) && key.endsWith(to)) return true
  return false
}

/** The calls that nobody has answered or been sent, by moment; of those up to `until` when it is given. */
export function waitingCalls(
  prepared: Prepared,
  standings: Standings,
  sent: ReadonlySet<string>,
  until = Number.POSITIVE_INFINITY,
): readonly Call[] {
  const moved = callsOfExtensions(prepared, standings)
  const waits = (call: Call): boolean =>
    !sent.has(call.key) && isOpen(standings, call.occurrence) && !(call.atOnce === true && hasDraft(call, sent))
  const waiting: Call[] = []
  let sorted = moved.size === 0
  const add = (call: Call): void => {
    if (!waits(call)) return
    const held = callOfPromise(prepared, call, standings.get(call.occurrence.id)?.promisedOn ?? null)
    if (held !== call) sorted = false
    if (held.at <= until) waiting.push(held)
  }
  for (const planned of prepared.calls) {
    if (planned.at > until) break
    if (moved.has(planned.occurrence.id)) continue
    const call = callByOwnDay(planned, standings.get(planned.occurrence.id))
    if (call !== undefined) add(call)
  }
  for (const [id, calls] of moved)
    for (const call of calls) if (call.at <= until && !sent.has(ownDayKey(call, standings.get(id)) ?? '')) add(call)
  if (sorted) return waiting
  return waiting.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : Number(a.key > b.key)))
}

const isMissed = (prepared: Prepared, call: Call, now: Instant): boolean =>
  call.at < now - lateAfter || call.at < (prepared.since.get(call.occurrence.planId) ?? Number.NEGATIVE_INFINITY)

interface Told {
  readonly occurrence: Occurrence
  readonly as: Set<Tell>
  /** Whose matter it is: the recipient's own, or only that of people who are away. */
  readonly of: Set<string>
}

/** What a person has been told of until now and still waits, with the roles in which he or she was told. */
function toldMatters(
  prepared: Prepared,
  standings: Standings,
  personIds: readonly string[],
  now: Instant,
): Map<string, Told> {
  const told = new Map<string, Told>()
  const add = (call: Call): void => {
    const known = told.get(call.occurrence.id)
    if (known !== undefined) {
      for (const role of call.as) known.as.add(role)
      known.of.add(call.personId)
    } else {
      const occurrence = asItStands(prepared, call.occurrence, standings)
      told.set(call.occurrence.id, { occurrence, as: new Set(call.as), of: new Set([call.personId]) })
    }
  }
  for (const personId of personIds)
    for (const call of prepared.callsTo.get(personId) ?? []) {
      if (call.at > now) break
      if (!isOpen(standings, call.occurrence)) continue
      // Who was told that it is late need not hear of it while its new day is still to come.
      if (isOverdueRung(call.rung) && extensionOf(prepared, standings.get(call.occurrence.id)) !== null) continue
      add(call)
    }
  // What was brought forward is told of as early as its new day asks for.
  for (const standing of standings.values())
    for (const call of forwardCalls(prepared, standing))
      if (call.at <= now && personIds.includes(call.personId) && isOpen(standings, call.occurrence)) add(call)
  return told
}

/** One message from all calls that are due to one person at one moment. */
function messageOf(
  prepared: Prepared,
  standings: Standings,
  personId: string,
  calls: readonly Call[],
  now: Instant,
  desk: Desk | undefined,
): PlannedMessage {
  const missed = calls.filter((call) => isMissed(prepared, call, now))
  const kind = missed.length > 0 ? 'catch-up' : calls.some(({ rung }) => rung.how === 'digest') ? 'digest' : 'ping'
  const everybody = [personId, ...standsInFor(prepared.substitutions, personId, dateOf(now))]
  const told = kind === 'ping' ? new Map<string, Told>() : toldMatters(prepared, standings, everybody, now)
  for (const { occurrence, as, personId: of } of calls) {
    const known = told.get(occurrence.id)
    const whose = new Set([...(known?.of ?? []), of])
    told.set(occurrence.id, { occurrence, as: new Set([...(known?.as ?? []), ...as]), of: whose })
  }
  // The calls are in order of time, so the last of each Occurrence is the one that is spoken of.
  const missedOn = new Map(missed.map((call) => [call.occurrence.id, dateOf(call.at)]))
  const newest = new Map(calls.map((call) => [call.occurrence.id, call]))
  const attach = [...newest.values()].filter(({ rung }) => rung.attach).map(({ occurrence }) => occurrence.id)
  const matters: Matter[] = [...told].map(([id, { occurrence, as, of }]) => ({
    occurrence,
    as,
    missedOn: missedOn.get(id) ?? null,
    insteadOf: of.has(personId) ? [] : [...of],
  }))
  const heading = headingOf(prepared, personId, kind, calls, missed, now)
  const people = everybody.flatMap((id) => personOf(prepared.board, id) ?? [])
  const scene = {
    ...{ prepared, standings, now, attach, brief: kind !== 'catch-up' },
    ...(kind === 'ping' || desk === undefined ? {} : { desk: { all: desk, people } }),
  }
  return {
    key: `${personId}|${kind}|${calls[0]?.key ?? ''}|${calls.length}`,
    kind,
    personId,
    at: now,
    rungs: calls.map((call) => ({
      occurrenceId: call.occurrence.id,
      rung: call.name,
      personId: call.personId,
      missed: missed.includes(call),
    })),
    attach,
    reply: composeReply(scene, heading, matters),
  }
}

function headingOf(
  prepared: Prepared,
  personId: string,
  kind: PlannedMessage['kind'],
  calls: readonly Call[],
  missed: readonly Call[],
  now: Instant,
): string {
  const name = personOf(prepared.board, personId)?.name ?? personId
  const today = dateOf(now)
  if (kind === 'digest') return digestHeading(name, today)
  if (kind === 'ping') {
    const last = calls.every(({ occurrence }) => occurrence.workDue === today)
    return last ? lastDayHeading(name, calls.length) : pingHeading(name)
  }
  const since = missed.map((call) => ({ at: call.at, since: prepared.since.get(call.occurrence.planId) ?? call.at }))
  const allBefore = since.every((call) => call.at < call.since)
  return catchUpHeading(name, allBefore ? dateOf(Math.max(...since.map((call) => call.since))) : null)
}

/**
 * The messages from calls that are due, one for each person who is there, in the order of their first calls. What is
 * meant for somebody who is away goes to the substitute, together with the substitute's own.
 */
export function bundled(
  prepared: Prepared,
  standings: Standings,
  due: readonly Call[],
  now: Instant,
  desk?: Desk,
): readonly PlannedMessage[] {
  const byPerson = new Map<string, Call[]>()
  const today = dateOf(now)
  for (const call of due) {
    const told = standInFor(prepared.substitutions, call.personId, today)
    const calls = byPerson.get(told)
    if (calls === undefined) byPerson.set(told, [call])
    else calls.push(call)
  }
  return [...byPerson].map(([personId, calls]) => messageOf(prepared, standings, personId, calls, now, desk))
}

/** Whether `dueMessages` gives something at `now`; without composing it. */
export const isAnythingDue = (
  prepared: Prepared,
  standings: Standings,
  sent: ReadonlySet<string>,
  now: Instant,
): boolean =>
  isWorkingTime(prepared.board.hours, prepared.calendar, now) && waitingCalls(prepared, standings, sent, now).length > 0

/**
 * What is to be said at `now`: at most one message for each person, none outside working time. `sent` holds the keys of
 * all reminders ever sent; whoever writes a message down adds those of its rungs. A reminder whose moment is more than
 * an hour past, or lay before its Plan was followed, makes the message a catch-up that names what was missed; all
 * passed rungs are in it, so it comes once. `desk`: what waits beside the work; with it, what is only read is kept to one
 * screen.
 */
export function dueMessages(
  prepared: Prepared,
  standings: Standings,
  sent: ReadonlySet<string>,
  now: Instant,
  desk?: Desk,
): readonly PlannedMessage[] {
  if (!isWorkingTime(prepared.board.hours, prepared.calendar, now)) return []
  return bundled(prepared, standings, waitingCalls(prepared, standings, sent, now), now, desk)
}

/**
 * The first instant at or after `after` at which `dueMessages` gives something, if nothing is answered until then;
 * undefined when nothing is to come. It is `after` itself while something due has not been sent; `reaches` leaves out
 * people who cannot be sent anything.
 */
export function nextMoment(
  prepared: Prepared,
  standings: Standings,
  sent: ReadonlySet<string>,
  after: Instant,
  reaches: (personId: string) => boolean = () => true,
): Instant | undefined {
  const { hours } = prepared.board
  for (const call of waitingCalls(prepared, standings, sent)) {
    const at = workingTimeFrom(hours, prepared.calendar, Math.max(call.at, after))
    if (at === undefined) return undefined
    if (reaches(standInFor(prepared.substitutions, call.personId, dateOf(at)))) return at
  }
  return undefined
}
