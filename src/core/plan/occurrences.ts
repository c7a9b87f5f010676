import { addWorkingDays, type Calendar, UnknownYear } from '../calendar.ts'
import type { Issue } from '../issue.ts'
import type { Ladder } from '../reminder/ladder.ts'
import { addDays, type LocalDate } from '../time.ts'
import { type Due, type DueSettings, dueOf, recurringDues } from './due-rule.ts'
import type { Occurrence } from './occurrence.ts'
import type { DueRule, Duty, Period, Plan, Task } from './plan.ts'

export interface Occurrences {
  /** By due day, then id. */
  readonly occurrences: readonly Occurrence[]
  readonly issues: readonly Issue[]
}

/** A due day with the name of its turn and what the answer speaks of. */
interface Turn extends Omit<Due, 'from'> {
  readonly key: string
  readonly period: Period
}

interface Turns {
  readonly turns: readonly Turn[]
  readonly issues: readonly Issue[]
}

/** What a rule that falls due once is called in ids: the day may be corrected later and the answers stay. */
const once = 'once'

/** Runs `work`; years without a calendar become Issues of `what` and do no other harm. */
function tolerating<T>(what: string, issues: Issue[], work: () => T): T | undefined {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof UnknownYear)) throw error
    issues.push({ code: 'calendar:year-missing', year: error.year, what })
    return undefined
  }
}

/** A thing due before its plan begins speaks of its own day. */
const periodUpTo = (to: LocalDate, from: LocalDate): Period => (from < to ? { from, to } : { from: to, to })

/** The dated turns of a rule; none for a continuous rule or an event that has not happened yet. */
function turnsOf(rule: DueRule, what: string, plan: Plan, calendar: Calendar, settings: DueSettings): Turns {
  if (rule.kind === 'recurring') {
    if (rule.every === null && (rule.on ?? []).length === 0)
      return { turns: [], issues: [{ code: 'rule:no-interval', what, phrase: rule.phrase, suggest: '06 tháng' }] }
    const { dues, unknownYears } = recurringDues(rule, plan.period, calendar)
    return { turns: dues, issues: unknownYears.map((year) => ({ code: 'calendar:year-missing', year, what })) }
  }
  if (rule.kind === 'relative' && rule.after === null && rule.event.trim() === '')
    return { turns: [], issues: [{ code: 'rule:no-date', what, phrase: rule.phrase }] }
  const issues: Issue[] = []
  const due = tolerating(what, issues, () => dueOf(rule, calendar, settings))
  if (due === undefined || due === null) return { turns: [], issues }
  const start = due.from ?? plan.period.from
  const period = periodUpTo(due.due, start)
  return { turns: [{ ...due, key: once, period }], issues }
}

const dated = ({ due, workDue, rolledDue, precision }: Turn) => ({ due, workDue, rolledDue, precision })

function taskOccurrences(plan: Plan, task: Task, turns: readonly Turn[]): Occurrence[] {
  return turns.flatMap((turn) =>
    task.lead.map((unitId) => ({
      id: `${plan.id}/${task.id}/${turn.key}/${unitId}`,
      planId: plan.id,
      itemId: task.id,
      stage: 'task' as const,
      feeds: null,
      unitId,
      title: task.what,
      period: turn.period,
      ...dated(turn),
    })),
  )
}

const endOfMonthBefore = (date: LocalDate): LocalDate => addDays(`${date.slice(0, 8)}01`, -1)

/**
 * The data a report speaks of: the Duty's own window, else from the plan's start (or the day after the report before)
 * to the end of the month before the due day, so that figures are known before the report is due.
 */
function dataPeriod(duty: Duty, plan: Plan, turn: Turn, previousEnd: LocalDate | undefined): Period {
  if (duty.window !== null) return duty.window
  const from = previousEnd === undefined ? plan.period.from : addDays(previousEnd, 1)
  const monthEnd = endOfMonthBefore(turn.due)
  const to = monthEnd < from ? turn.due : monthEnd
  return periodUpTo(to, from)
}

interface ReportTurn {
  readonly duty: Duty
  readonly turn: Turn
  readonly report: Occurrence
}

function reportsOf(plan: Plan, duty: Duty, turns: readonly Turn[]): ReportTurn[] {
  let previousEnd: LocalDate | undefined
  return turns.map((turn) => {
    const period = dataPeriod(duty, plan, turn, previousEnd)
    previousEnd = period.to
    const report: Occurrence = {
      id: `${plan.id}/${duty.id}/${turn.key}/${duty.lead}`,
      planId: plan.id,
      itemId: duty.id,
      stage: 'report',
      feeds: null,
      unitId: duty.lead,
      title: duty.title,
      period,
      ...dated(turn),
    }
    return { duty, turn, report }
  })
}

/** Duties that ask for a form of their own and not how the Tasks stand. */
const asksForForm = (duty: Duty): boolean => duty.kind === 'registration' || duty.kind === 'nomination'

/** Every Unit's part of a report: its continuous Tasks' progress, or one open question when it has none. */
function partsOf({ duty, turn, report }: ReportTurn, plan: Plan, calendar: Calendar, ladder: Ladder): Occurrence[] {
  const answersBy = addWorkingDays(calendar, report.workDue, ladder.backplan.answers)
  const part = { planId: plan.id, feeds: report.id, period: report.period, due: answersBy, workDue: answersBy }
  const exact = { rolledDue: null, precision: 'day' as const }
  return [...new Set(duty.collectFrom)].flatMap((unitId): Occurrence[] => {
    const tasks = plan.tasks.filter((task) => task.due.kind === 'continuous' && task.lead.includes(unitId))
    if (tasks.length === 0 || asksForForm(duty)) {
      // A report's own id ends in the Unit that compiles it and may give its part too, so the stage is in the id.
      const id = `${plan.id}/${duty.id}/${turn.key}/${unitId}/contribution`
      return [{ id, itemId: duty.id, stage: 'contribution', unitId, title: duty.title, ...part, ...exact }]
    }
    return tasks.map((task) => {
      const id = `${plan.id}/${task.id}/${turn.key}/${unitId}/${duty.id}`
      return { id, itemId: task.id, stage: 'check-in', unitId, title: task.what, ...part, ...exact }
    })
  })
}

/** A continuous Task of a Unit that no dated report collects from is looked at twice a year. */
function halfYearCheckIns(plan: Plan, task: Task, unitId: string, calendar: Calendar): Occurrences {
  const rule = { phrase: task.due.phrase, kind: 'recurring', every: 'half' } as const
  const { dues, unknownYears } = recurringDues(rule, plan.period, calendar)
  return {
    occurrences: dues.map(({ key, period, due, workDue, rolledDue, precision }) => ({
      id: `${plan.id}/${task.id}/${key}/${unitId}`,
      planId: plan.id,
      itemId: task.id,
      stage: 'check-in',
      feeds: null,
      unitId,
      title: task.what,
      period,
      due,
      workDue,
      rolledDue,
      precision,
    })),
    issues: unknownYears.map((year) => ({ code: 'calendar:year-missing', year, what: task.what })),
  }
}

/**
 * Everything a Plan asks for, of whom and when. An item whose rule names no date, or whose year has no calendar, gives
 * an Issue and no harm to the others. The same inputs give the same list in the same order.
 */
export function occurrencesOf(plan: Plan, calendar: Calendar, ladder: Ladder, settings: DueSettings = {}): Occurrences {
  const occurrences: Occurrence[] = []
  const issues: Issue[] = []
  const collected = new Set<string>()
  for (const duty of plan.duties) {
    const { turns, issues: found } = turnsOf(duty.due, duty.title, plan, calendar, settings)
    issues.push(...found)
    for (const reportTurn of reportsOf(plan, duty, turns)) {
      occurrences.push(reportTurn.report)
      const parts = tolerating(duty.title, issues, () => partsOf(reportTurn, plan, calendar, ladder))
      occurrences.push(...(parts ?? []))
      if (!asksForForm(duty)) for (const unitId of duty.collectFrom) collected.add(unitId)
    }
  }
  for (const task of plan.tasks) {
    if (task.due.kind === 'continuous') {
      for (const unitId of task.lead.filter((lead) => !collected.has(lead))) {
        const checkIns = halfYearCheckIns(plan, task, unitId, calendar)
        occurrences.push(...checkIns.occurrences)
        issues.push(...checkIns.issues)
      }
      continue
    }
    const { turns, issues: found } = turnsOf(task.due, task.what, plan, calendar, settings)
    issues.push(...found)
    occurrences.push(...taskOccurrences(plan, task, turns))
  }
  return { occurrences: occurrences.sort(byDueThenId), issues: distinct(issues) }
}

function byDueThenId(a: Occurrence, b: Occurrence): number {
  if (a.due !== b.due) return a.due < b.due ? -1 : 1
  return a.id < b.id ? -1 : Number(a.id > b.id)
}

/** The same year is missing for many turns of one item; it is said once. */
function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()]
}

/** Whether a Plan asks for nothing any more on this day: its period and every due day lie before it. */
export const isOver = (plan: Plan, occurrences: readonly Occurrence[], today: LocalDate): boolean =>
  plan.period.to < today && occurrences.every((occurrence) => occurrence.due < today)
