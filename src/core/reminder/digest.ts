import { approveLabel, returnLabel } from '../../text/vi.ts'
import * as say from '../../text/vi-reminder.ts'
import { UnknownYear, workingDaysBetween } from '../calendar.ts'
import { type Person, peopleOf, personOf, unitOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Choice, Reply } from '../reply.ts'
import { addDays, dateOf, daysBetween, type Instant, type LocalDate } from '../time.ts'
import { type Desk, deskFor } from './desk.ts'
import type { Tell } from './ladder.ts'
import { labelAmong } from './matter-labels.ts'
import { asItStands, extendedCalls, extensionOf, isOpen, type Prepared, type Standings } from './prepare-agenda.ts'
import { promiseHolds } from './promise.ts'
import { promiseChoice, promisedFacts } from './promise-lines.ts'

/** How much a message says; a leader's goes down to what a telephone shows at once. */
interface Room {
  readonly lines: number
  /** Names of Units in one line. */
  readonly names: number
  /** Characters of a title. */
  readonly title: number
}
const wide: Room = { lines: 12, names: 10, title: 110 }
const narrower: readonly Room[] = [
  { lines: 6, names: 5, title: 80 },
  { lines: 3, names: 3, title: 60 },
  { lines: 2, names: 2, title: 48 },
  { lines: 1, names: 2, title: 40 },
  { lines: 1, names: 1, title: 28 },
]
/** Characters that a telephone shows at once. */
const oneScreen = 900
const choicesShown = 8
const promisesOffered = 2

/** One matter that a message speaks of. */
export interface Matter {
  /** As it stands: after an Extension with its new last day. */
  readonly occurrence: Occurrence
  /** What the person is told it as. */
  readonly as: ReadonlySet<Tell>
  /** The day of the newest reminder that could not be given in time. */
  readonly missedOn: LocalDate | null
  /** Ids of those who are away and for whom the person stands in; empty where it is the person's own. */
  readonly insteadOf: readonly string[]
}

export interface Scene {
  readonly prepared: Prepared
  readonly standings: Standings
  readonly now: Instant
  /** Reports whose draft goes with the message. */
  readonly attach: readonly string[]
  /** Counts what has been late for long instead of naming it again. */
  readonly brief: boolean
  /** What waits beside the work, and for whom it is shown; with it the message is kept to one screen. */
  readonly desk?: { readonly all: Desk; readonly people: readonly Person[] }
  /** Shows the person's own matters by plan and page by page; without it as in the morning's digest. */
  readonly card?: WorkCard
}

/** What the list of open work shows beyond the digest. */
export interface WorkCard {
  /** By Occurrence id: how the person stands with it, each a few words. */
  readonly notes: ReadonlyMap<string, readonly string[]>
  /** How many of the own matters were on the pages before. */
  readonly from: number
}

/** Working days left until the last one; for a counted period until the day to which the law moves it. */
function remainingOf({ prepared }: Scene, today: LocalDate, { workDue, rolledDue }: Occurrence): number | null {
  const last = rolledDue !== null && today > workDue ? rolledDue : workDue
  try {
    return workingDaysBetween(prepared.calendar, today, last)
  } catch (error) {
    if (error instanceof UnknownYear) return null
    throw error
  }
}

/** Days after which work that is late is history rather than news. */
const longLate = 30

/** Late in the last month, then what is to come, then what has been late for long. */
function nearestFirst(today: LocalDate): (a: Matter, b: Matter) => number {
  const old = addDays(today, -longLate)
  const rank = ({ workDue }: Occurrence): number => (workDue < old ? 2 : Number(workDue >= today))
  return ({ occurrence: a }, { occurrence: b }) => {
    if (rank(a) !== rank(b)) return rank(a) - rank(b)
    if (a.workDue !== b.workDue) return a.workDue < b.workDue ? -1 : 1
    return a.id < b.id ? -1 : Number(a.id > b.id)
  }
}

const unitName = ({ board }: Prepared, unitId: string): string => unitOf(board, unitId)?.name ?? unitId

/** "5/7 đơn vị đã trả lời; còn thiếu: …"; nothing for a report that no Unit gives a part to. */
function progressOf({ prepared, standings, now }: Scene, reportId: string, room: Room): string[] {
  const parts = (prepared.parts.get(reportId) ?? []).filter((p) => standings.get(p.id)?.status !== 'cancelled')
  const units = [...new Set(parts.map((part) => part.unitId))]
  if (units.length === 0) return []
  const missing = units.filter((id) => parts.some((part) => part.unitId === id && isOpen(standings, part)))
  const today = dateOf(now)
  const names = missing.map((id) => {
    const open = parts.filter((part) => part.unitId === id && isOpen(standings, part))
    const days = open.map((part) => promiseHolds(standings.get(part.id), today))
    // Where something is not promised, the Unit is simply missing.
    const last = days.includes(null) ? undefined : days.toSorted().at(-1)
    return say.missingUnit(unitName(prepared, id), last ?? null)
  })
  return [say.progressFact(units.length - missing.length, units.length, names, room.names)]
}

function reportFacts(scene: Scene, reportId: string, room: Room): string[] {
  if (scene.standings.get(reportId)?.approved === true) return [say.approvedFact]
  const facts = progressOf(scene, reportId, room)
  if (scene.attach.includes(reportId)) return [...facts, say.draftAttachedFact]
  return reviewHasPassed(scene, reportId) ? [...facts, say.awaitsApprovalFact] : facts
}

/**
 * A draft goes to the leader at the first rung that tells leaders; from then on it waits for approval. Of another day
 * than the report's own only a rung that was really given counts.
 */
function reviewHasPassed({ prepared, standings, now }: Scene, reportId: string): boolean {
  const standing = standings.get(reportId)
  const report = prepared.occurrences.get(reportId)
  const first = prepared.callsFor.get(reportId)?.find(({ rung }) => rung.tell.includes('leader'))
  if (report === undefined || standing === undefined || extensionOf(prepared, standing) === null)
    return first !== undefined && first.at <= now
  if (first !== undefined && first.at <= Math.min(now, standing.extendedAt ?? now)) return true
  const calls = extendedCalls(prepared, report, standing)
  return calls.some(({ rung, at }) => rung.attach && rung.tell.includes('leader') && at <= now)
}

interface Line {
  readonly text: string
  readonly choices: readonly Choice[]
  /** The plan under whose name it stands. */
  readonly plan?: string
  /** The day of the missed reminder that it names. */
  readonly missedOn: LocalDate | null
}

interface Sections {
  readonly own: readonly Matter[]
  readonly unit: readonly Matter[]
  readonly reports: readonly Matter[]
  readonly overdue: readonly Matter[]
  readonly standIn: readonly Matter[]
}

const newest = (a: LocalDate | null, b: LocalDate | null): LocalDate | null => (a === null || (b ?? '') > a ? b : a)

/** Parts that a leader hears of become one line for the report they feed. */
function reportMatters(scene: Scene, matters: readonly Matter[]): Matter[] {
  const reports = new Map<string, Matter>()
  const add = (occurrence: Occurrence, { as, missedOn, insteadOf }: Matter): void => {
    const known = reports.get(occurrence.id)
    const roles = new Set([...(known?.as ?? []), ...as])
    const missed = newest(known?.missedOn ?? null, missedOn)
    const own = insteadOf.length === 0 || known?.insteadOf.length === 0
    const away = own ? [] : [...new Set([...(known?.insteadOf ?? []), ...insteadOf])]
    reports.set(occurrence.id, { occurrence, as: roles, missedOn: missed, insteadOf: away })
  }
  for (const matter of matters) {
    const { occurrence } = matter
    const fed = occurrence.feeds === null ? undefined : scene.prepared.occurrences.get(occurrence.feeds)
    if (occurrence.stage === 'report') add(occurrence, matter)
    else if (fed !== undefined) add(asItStands(scene.prepared, fed, scene.standings), matter)
  }
  return [...reports.values()]
}

const isReport = ({ occurrence }: Matter): boolean => occurrence.stage === 'report'
const isOwn = (matter: Matter): boolean => !isReport(matter) && matter.as.has('focal')

function sectionsOf(scene: Scene, matters: readonly Matter[]): Sections {
  const order = nearestFirst(dateOf(scene.now))
  const own = matters.filter(isOwn)
  const unit = matters.filter((matter) => !isReport(matter) && !matter.as.has('focal') && matter.as.has('head'))
  const rest = matters.filter((matter) => !own.includes(matter) && !unit.includes(matter))
  const led = rest.filter((matter) => isReport(matter) || matter.as.has('leader'))
  const standIn = rest.filter((matter) => !led.includes(matter))
  const reports = reportMatters(scene, led)
  const overdue = led.filter(({ occurrence }) => occurrence.stage !== 'report' && !isFed(scene, occurrence))
  const sort = (list: readonly Matter[]): Matter[] => [...list].sort(order)
  return { own: sort(own), unit: sort(unit), reports: sort(reports), overdue: sort(overdue), standIn: sort(standIn) }
}

const isFed = ({ prepared }: Scene, { feeds }: Occurrence): boolean => feeds !== null && prepared.occurrences.has(feeds)

/** Whether a leader can decide on this report now: its draft is there, nobody has approved it, it is not long past. */
function mayDecide(scene: Scene, { occurrence, as }: Matter): boolean {
  return (
    as.has('leader') &&
    reviewHasPassed(scene, occurrence.id) &&
    scene.standings.get(occurrence.id)?.approved !== true &&
    isOpen(scene.standings, occurrence) &&
    daysBetween(occurrence.workDue, dateOf(scene.now)) <= longLate
  )
}

/** The matters of one plan together, plans in the order of their first matter. */
function byPlan(matters: readonly Matter[]): Matter[] {
  const plans = [...new Set(matters.map(({ occurrence }) => occurrence.planId))]
  return plans.flatMap((id) => matters.filter(({ occurrence }) => occurrence.planId === id))
}

/** One Task that several Units owe by the same day is one line; who has promised a day stands apart. */
function sameForSeveralUnits({ standings, now }: Scene, matters: readonly Matter[]): Matter[][] {
  const groups = new Map<string, Matter[]>()
  for (const matter of matters) {
    const { planId, itemId, due, id } = matter.occurrence
    const facts = promisedFacts(standings.get(id), matter.occurrence, dateOf(now))
    const key = `${planId}/${itemId}/${due}/${facts.join()}`
    groups.set(key, [...(groups.get(key) ?? []), matter])
  }
  return [...groups.values()]
}

function linesOf(
  scene: Scene,
  sections: Sections,
  severalPlans: boolean,
  room: Room,
): { [S in keyof Sections]: Line[] } {
  const { prepared } = scene
  const today = dateOf(scene.now)
  const old = addDays(today, -longLate)
  const planName = (planId: string): string | undefined => {
    const plan = severalPlans ? prepared.plans.get(planId) : undefined
    return plan && say.planLabel(plan.number, plan.title)
  }
  const text = (
    matter: Matter,
    more: { unitName?: string; facts?: readonly string[]; planName?: undefined } = {},
  ): string => {
    const { occurrence, missedOn, insteadOf } = matter
    const limit = scene.card !== undefined && isOwn(matter) ? wide.title : room.title
    return say.matterLine({
      title: say.matterTitle(occurrence.stage, say.shortTitle(occurrence.title, limit), occurrence.workDue < old),
      due: occurrence.due,
      precision: occurrence.precision,
      remaining: remainingOf(scene, today, occurrence),
      planName: planName(occurrence.planId),
      missedOn: missedOn ?? undefined,
      ...more,
      facts: [
        ...(more.facts ?? []),
        ...promisedFacts(scene.standings.get(occurrence.id), occurrence, today),
        ...insteadOf.map((id) => say.insteadOfFact(personOf(prepared.board, id)?.name ?? id)),
      ],
    })
  }
  const named = (matters: readonly Matter[]): Line[] =>
    sameForSeveralUnits(scene, matters).map((same) => {
      const units = same.map(({ occurrence }) => unitName(prepared, occurrence.unitId))
      return {
        text: same
          .slice(0, 1)
          .map((matter) => text(matter, { unitName: say.namesTogether(units, room.names) }))
          .join(),
        choices: [],
        missedOn: same[0]?.missedOn ?? null,
      }
    })
  const offered = sections.own.map(({ occurrence }) => occurrence)
  return {
    own: (scene.card === undefined ? sections.own : byPlan(sections.own)).map((matter) => {
      const { id, planId } = matter.occurrence
      const label = labelAmong(matter.occurrence, offered, (unitId) => unitName(prepared, unitId))
      const choices = [{ label, value: `open:${id}` }]
      const { missedOn } = matter
      if (scene.card === undefined) return { text: text(matter), choices, missedOn }
      const plan = planName(planId)
      const line = text(matter, { facts: scene.card.notes.get(id) ?? [], planName: undefined })
      return { text: line, choices, missedOn, ...(plan === undefined ? {} : { plan }) }
    }),
    unit: sections.unit.map((matter) => {
      const focal = peopleOf(prepared.board, matter.occurrence.unitId, 'focal').map((person) => person.name)
      return { text: text(matter, { facts: [say.focalFact(focal)] }), choices: [], missedOn: matter.missedOn }
    }),
    reports: sections.reports.map((matter) => {
      const { id, title } = matter.occurrence
      const choices = [
        { label: approveLabel(say.matterLabel(title)), value: `approve:${id}` },
        { label: returnLabel(say.matterLabel(title)), value: `return:${id}` },
      ]
      const facts = matter.occurrence.workDue < old ? [] : reportFacts(scene, id, room)
      const { missedOn } = matter
      return { text: text(matter, { facts }), choices: mayDecide(scene, matter) ? choices : [], missedOn }
    }),
    overdue: named(sections.overdue),
    standIn: named(sections.standIn),
  }
}

/**
 * The text of one message: the matters in sections, nearest first, at most twelve lines of each, and up to eight
 * choices. Own matters are numbered like their choices, so that a number typed where there are no buttons is right.
 */
export function composeReply(scene: Scene, heading: string, matters: readonly Matter[]): Reply {
  let reply = composeIn(wide, scene, heading, matters)
  // Own matters are a list to be answered; only what is read for information is shortened.
  const own = matters.filter((matter) => isOwn(matter))
  const isRead = scene.card === undefined ? own.length === 0 : matters.some(({ as }) => as.has('leader'))
  if ((scene.desk === undefined && scene.card === undefined) || !isRead) return reply
  const beside = own.length === 0 ? 0 : composeIn(wide, scene, heading, own).text.length
  const most = Math.max(oneScreen, beside + oneScreen / 3)
  for (const room of narrower) {
    if (reply.text.length <= most) return reply
    reply = composeIn(room, scene, heading, matters)
  }
  return reply
}

function composeIn(room: Room, scene: Scene, heading: string, matters: readonly Matter[]): Reply {
  const old = addDays(dateOf(scene.now), -longLate)
  const named = scene.brief ? matters.filter(({ occurrence }) => occurrence.workDue >= old) : matters
  const told = named.length > 0 ? named : matters
  const days = new Set(told.flatMap(({ missedOn }) => missedOn ?? []))
  // When all were missed on one day, it is said once.
  const once = days.size === 1 && told.length > 1 && told.every(({ missedOn }) => missedOn !== null)
  const sections = sectionsOf(scene, once ? told.map((matter) => ({ ...matter, missedOn: null })) : told)
  const history = named.length > 0 ? matters.length - named.length : 0
  const all = [...sections.own, ...sections.unit, ...sections.reports, ...sections.overdue, ...sections.standIn]
  const written = linesOf(scene, sections, new Set(all.map(({ occurrence }) => occurrence.planId)).size > 1, room)
  const further = (scene.card?.from ?? 0) > 0
  const lines = further ? { ...written, unit: [], reports: [], overdue: [], standIn: [] } : written
  const names = (['own', 'unit', 'reports', 'overdue', 'standIn'] as const).filter((name) => lines[name].length > 0)
  const page = pageOf(scene, lines.own, lines.reports)
  const shownOf = (name: keyof Sections): readonly Line[] =>
    name === 'own' && scene.card !== undefined ? page.own : lines[name].slice(0, room.lines)
  // A number beside a matter without a choice would choose something else.
  const numbered = ownOffered(page.own, lines.reports).length
  const blocks = names.map((name) => {
    const paged = name === 'own' && scene.card !== undefined
    const shown = shownOf(name)
    const rest = lines[name].length - shown.length
    return [
      ...(names.length > 1 || name === 'standIn' ? [say.sectionHeadings[name]] : []),
      ...shown.flatMap(({ text, plan }, index) => [
        ...(plan !== undefined && plan !== shown[index - 1]?.plan ? [`${plan}:`] : []),
        `${name === 'own' && index < numbered ? `${index + 1}.` : '•'} ${text}`,
      ]),
      ...(rest > 0 && !paged ? [scene.card === undefined ? say.moreLine(rest) : say.moreInList(rest)] : []),
    ].join('\n')
  })
  const desk = scene.desk && deskFor(scene.prepared, scene.desk.all, scene.desk.people, dateOf(scene.now), room)
  const late = scene.card === undefined ? [...sections.own, ...sections.unit] : []
  const promises = late
    .flatMap(({ occurrence }) => promiseChoice(scene.standings.get(occurrence.id), occurrence, dateOf(scene.now)))
    .slice(0, promisesOffered)
  const choices = [...choicesOf(page.own, lines.reports, page.more), ...promises, ...(desk?.choices ?? [])]
  const isCut =
    scene.card !== undefined && names.some((name) => name !== 'own' && shownOf(name).length < lines[name].length)
  const hint = [...(isCut ? [say.allHint] : []), ...(lines.own.length > 0 ? [say.answerHint] : [])]
  const counted = history > 0 ? [say.historyLine(history)] : []
  const missed = once ? [...days].map((day) => say.missedLine(day)) : []
  // Only the nearest matters are named; those that were missed may all be among the others.
  const hidden = !once && !names.flatMap(shownOf).some(({ missedOn }) => missedOn !== null)
  const behind = hidden
    ? [...days]
        .toSorted()
        .slice(-1)
        .map((day) => say.missedAmongOthers(day))
    : []
  const text = [heading, ...missed, ...blocks, ...counted, ...behind, ...(desk?.blocks ?? []), ...hint].join('\n')
  return choices.length > 0 ? { text, choices } : { text }
}

/** The own matters of this page of the list, and the way to the next page. */
function pageOf(
  { card }: Scene,
  own: readonly Line[],
  reports: readonly Line[],
): { readonly own: readonly Line[]; readonly more: readonly Choice[] } {
  if (card === undefined) return { own, more: [] }
  const decisions = reports.flatMap(({ choices }) => choices).length
  const next = card.from + choicesShown - Math.min(decisions, choicesShown / 2)
  const more = own.length > next ? [{ label: say.moreLabel(own.length - next), value: `viec:${next}` }] : []
  return { own: own.slice(card.from, next), more }
}

const decisionsOn = (reports: readonly Line[]): Choice[] =>
  reports.flatMap(({ choices }) => choices).slice(0, choicesShown - 2)

/** The own matters that have a choice beside those of the reports. */
const ownOffered = (own: readonly Line[], reports: readonly Line[]): Choice[] =>
  own.flatMap(({ choices }) => choices).slice(0, choicesShown - Math.min(decisionsOn(reports).length, choicesShown / 2))

/** Own matters first, so that their numbers hold; a report's two choices go together and keep their place. */
function choicesOf(own: readonly Line[], reports: readonly Line[], more: readonly Choice[]): Choice[] {
  const decisions = decisionsOn(reports)
  const matters = ownOffered(own, reports)
  return [...matters, ...more, ...decisions.slice(0, Math.floor((choicesShown - matters.length) / 2) * 2)]
}
