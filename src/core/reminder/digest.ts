import { approveLabel, returnLabel } from '../../text/vi.ts'
import * as say from '../../text/vi-reminder.ts'
import { UnknownYear, workingDaysBetween } from '../calendar.ts'
import { type Person, peopleOf, personOf, unitOf } from '../plan/board.ts'
import type { Occurrence } from '../plan/occurrence.ts'
import type { Choice, Reply } from '../reply.ts'
import { addDays, dateOf, daysBetween, type Instant, type LocalDate } from '../time.ts'
import type { Tell } from './ladder.ts'
import { asItStands, isOpen, opensAt, type Prepared, type Standings } from './prepare-agenda.ts'
import { standsInFor } from './substitution.ts'

const linesShown = 12
const choicesShown = 8

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
function progressOf({ prepared, standings }: Scene, reportId: string): string[] {
  const parts = (prepared.parts.get(reportId) ?? []).filter((p) => standings.get(p.id)?.status !== 'cancelled')
  const units = [...new Set(parts.map((part) => part.unitId))]
  if (units.length === 0) return []
  const missing = units.filter((id) => parts.some((part) => part.unitId === id && isOpen(standings, part)))
  const names = missing.map((id) => unitName(prepared, id))
  return [say.progressFact(units.length - missing.length, units.length, names)]
}

function reportFacts(scene: Scene, reportId: string): string[] {
  if (scene.standings.get(reportId)?.approved === true) return [say.approvedFact]
  const facts = progressOf(scene, reportId)
  if (scene.attach.includes(reportId)) return [...facts, say.draftAttachedFact]
  return reviewHasPassed(scene, reportId) ? [...facts, say.awaitsApprovalFact] : facts
}

/** A draft goes to the leader at the first rung that tells leaders; from then on it waits for approval. */
function reviewHasPassed({ prepared, now }: Scene, reportId: string): boolean {
  const first = prepared.callsFor.get(reportId)?.find(({ rung }) => rung.tell.includes('leader'))
  return first !== undefined && first.at <= now
}

interface Line {
  readonly text: string
  readonly choices: readonly Choice[]
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

function sectionsOf(scene: Scene, matters: readonly Matter[]): Sections {
  const order = nearestFirst(dateOf(scene.now))
  const isReport = ({ occurrence }: Matter): boolean => occurrence.stage === 'report'
  const own = matters.filter((matter) => !isReport(matter) && matter.as.has('focal'))
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

/** One Task that several Units owe by the same day is one line. */
function sameForSeveralUnits(matters: readonly Matter[]): Matter[][] {
  const groups = new Map<string, Matter[]>()
  for (const matter of matters) {
    const { planId, itemId, due } = matter.occurrence
    const key = `${planId}/${itemId}/${due}`
    groups.set(key, [...(groups.get(key) ?? []), matter])
  }
  return [...groups.values()]
}

function linesOf(scene: Scene, sections: Sections, severalPlans: boolean): { [S in keyof Sections]: Line[] } {
  const { prepared } = scene
  const today = dateOf(scene.now)
  const old = addDays(today, -longLate)
  const text = (matter: Matter, more: { unitName?: string; facts?: readonly string[] } = {}): string => {
    const { occurrence, missedOn, insteadOf } = matter
    const plan = severalPlans ? prepared.plans.get(occurrence.planId) : undefined
    return say.matterLine({
      title: say.matterTitle(occurrence.stage, occurrence.title, occurrence.workDue < old),
      due: occurrence.due,
      precision: occurrence.precision,
      remaining: remainingOf(scene, today, occurrence),
      planName: plan && say.planLabel(plan.number, plan.title),
      missedOn: missedOn ?? undefined,
      ...more,
      facts: [
        ...(more.facts ?? []),
        ...insteadOf.map((id) => say.insteadOfFact(personOf(prepared.board, id)?.name ?? id)),
      ],
    })
  }
  const named = (matters: readonly Matter[]): Line[] =>
    sameForSeveralUnits(matters).map((same) => {
      const units = same.map(({ occurrence }) => unitName(prepared, occurrence.unitId))
      return {
        text: same
          .slice(0, 1)
          .map((matter) => text(matter, { unitName: say.namesTogether(units) }))
          .join(),
        choices: [],
      }
    })
  return {
    own: sections.own.map((matter) => {
      const { id, title, due, precision } = matter.occurrence
      const twin = sections.own.some(({ occurrence }) => occurrence.title === title && occurrence.id !== id)
      const label = twin ? say.twinLabel(title, due, precision) : say.matterLabel(title)
      return { text: text(matter), choices: [{ label, value: `open:${id}` }] }
    }),
    unit: sections.unit.map((matter) => {
      const focal = peopleOf(prepared.board, matter.occurrence.unitId, 'focal').map((person) => person.name)
      return { text: text(matter, { facts: [say.focalFact(focal)] }), choices: [] }
    }),
    reports: sections.reports.map((matter) => {
      const { id, title } = matter.occurrence
      const choices = [
        { label: approveLabel(say.matterLabel(title)), value: `approve:${id}` },
        { label: returnLabel(say.matterLabel(title)), value: `return:${id}` },
      ]
      const facts = matter.occurrence.workDue < old ? [] : reportFacts(scene, id)
      return { text: text(matter, { facts }), choices: mayDecide(scene, matter) ? choices : [] }
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
  const old = addDays(dateOf(scene.now), -longLate)
  const named = scene.brief ? matters.filter(({ occurrence }) => occurrence.workDue >= old) : matters
  const told = named.length > 0 ? named : matters
  const days = new Set(told.flatMap(({ missedOn }) => missedOn ?? []))
  // When all were missed on one day, it is said once.
  const once = days.size === 1 && told.length > 1 && told.every(({ missedOn }) => missedOn !== null)
  const sections = sectionsOf(scene, once ? told.map((matter) => ({ ...matter, missedOn: null })) : told)
  const history = named.length > 0 ? matters.length - named.length : 0
  const all = [...sections.own, ...sections.unit, ...sections.reports, ...sections.overdue, ...sections.standIn]
  const lines = linesOf(scene, sections, new Set(all.map(({ occurrence }) => occurrence.planId)).size > 1)
  const names = (['own', 'unit', 'reports', 'overdue', 'standIn'] as const).filter((name) => lines[name].length > 0)
  const blocks = names.map((name) => {
    const shown = lines[name].slice(0, linesShown)
    const rest = lines[name].length - shown.length
    return [
      ...(names.length > 1 || name === 'standIn' ? [say.sectionHeadings[name]] : []),
      ...shown.map(({ text }, index) => `${name === 'own' ? `${index + 1}.` : '•'} ${text}`),
      ...(rest > 0 ? [say.moreLine(rest)] : []),
    ].join('\n')
  })
  const choices = choicesOf(lines.own, lines.reports)
  const hint = lines.own.length > 0 ? [say.answerHint] : []
  const counted = history > 0 ? [say.historyLine(history)] : []
  const missed = once ? [...days].map((day) => say.missedLine(day)) : []
  const text = [heading, ...missed, ...blocks, ...counted, ...hint].join('\n')
  return choices.length > 0 ? { text, choices } : { text }
}

/** Own matters first, so that their numbers hold; a report's two choices go together and keep their place. */
function choicesOf(own: readonly Line[], reports: readonly Line[]): Choice[] {
  const decisions = reports.flatMap(({ choices }) => choices).slice(0, choicesShown - 2)
  const room = choicesShown - Math.min(decisions.length, choicesShown / 2)
  const matters = own.flatMap(({ choices }) => choices).slice(0, room)
  return [...matters, ...decisions.slice(0, Math.floor((choicesShown - matters.length) / 2) * 2)]
}

/**
 * Everything that is open for a person now, as in the morning's list: the Unit's own matters, and for leaders and
 * admins the reports in the making and what has become late. undefined when nothing is.
 */
export function workList(prepared: Prepared, standings: Standings, personId: string, now: Instant): Reply | undefined {
  const person = prepared.board.people.find(({ id }) => id === personId)
  if (person === undefined) return undefined
  const today = dateOf(now)
  const away = standsInFor(prepared.substitutions, personId, today).flatMap((id) => personOf(prepared.board, id) ?? [])
  const matters: Matter[] = []
  for (const first of prepared.occurrences.values()) {
    if (!isOpen(standings, first)) continue
    const occurrence = asItStands(prepared, first, standings)
    const asked = (opensAt(prepared, occurrence) ?? Number.POSITIVE_INFINITY) <= now
    const late = (occurrence.rolledDue ?? occurrence.workDue) < today
    const collecting = occurrence.stage === 'report' && isCollecting(prepared, occurrence.id, now)
    // What is the person's own is said as such, whoever is away besides.
    for (const one of [person, ...away]) {
      const as = listedAs(one, occurrence, { asked, late, collecting })
      if (as === undefined) continue
      matters.push({ occurrence, as: new Set([as]), missedOn: null, insteadOf: one === person ? [] : [one.id] })
      break
    }
  }
  if (matters.length === 0) return undefined
  return composeReply({ prepared, standings, now, attach: [], brief: false }, say.workListHeading(today), matters)
}

/** As what a person has an Occurrence in the list of open work; undefined where it is none of the person's. */
function listedAs(
  person: Person,
  { unitId, stage }: Occurrence,
  is: { readonly asked: boolean; readonly late: boolean; readonly collecting: boolean },
): Tell | undefined {
  const own = unitId === person.unitId
  const leads = person.roles.includes('leader') || person.roles.includes('admin')
  if (own && is.asked && stage !== 'report') return 'focal'
  if ((own || leads) && (is.asked || is.collecting) && stage === 'report')
    return person.roles.includes('leader') ? 'leader' : 'head'
  return leads && is.asked && is.late ? 'leader' : undefined
}

const isCollecting = (prepared: Prepared, reportId: string, now: Instant): boolean =>
  (prepared.parts.get(reportId) ?? []).some((part) => (opensAt(prepared, part) ?? Number.POSITIVE_INFINITY) <= now)
