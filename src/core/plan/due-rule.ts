import {
  addWorkingDays,
  type Calendar,
  isWorkingDay,
  UnknownYear,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
} from '../calendar.ts'
import { addDays, addMonths, dateFrom, daysBetween, type LocalDate, monthOf, weekdayOf, yearOf } from '../time.ts'
import type { DueRule, Interval, Period, Precision } from './plan.ts'
import { spanAround } from './span.ts'

/** When one thing is due. */
export interface Due {
  /** First day of the stretch, where the rule names one. */
  readonly from: LocalDate | null
  /** Last calendar day in time. */
  readonly due: LocalDate
  /** Last working day ≤ due. */
  readonly workDue: LocalDate
  /** First working day ≥ due, only for counted periods (Civil Code art. 148.5). */
  readonly rolledDue: LocalDate | null
  readonly precision: Precision
}

export interface DueSettings {
  /** Whether "trước ngày X" lets X itself count. Drafters mean that it does not. */
  readonly beforeIsInclusive?: boolean
}

type Of<K extends DueRule['kind']> = Extract<DueRule, { kind: K }>

/** The last day in time, before any look at the calendar of working days; null where the rule names no single day. */
function lastDay(rule: DueRule, calendar: Calendar, settings: DueSettings): LocalDate | null {
  switch (rule.kind) {
    case 'before':
      // "Trước 16 giờ ngày X" ends on X itself.
      return settings.beforeIsInclusive === true || rule.time !== undefined ? rule.date : addDays(rule.date, -1)
    case 'by':
    case 'on':
      return rule.date
    case 'within':
      return rule.to
    case 'relative':
      return rule.after === null ? null : counted(rule, rule.after, calendar)
    default:
      return null
  }
}

/** Civil Code art. 147 and 148: the first day is not counted; a month ends on its corresponding or its last day. */
function counted({ count: length, unit, before }: Of<'relative'>, after: LocalDate, calendar: Calendar): LocalDate {
  // "Trước khi khai mạc" without a length closes on the day before.
  if (before === true && length === 0) return addDays(after, -1)
  const count = before === true ? -length : length
  if (unit === 'working-day') return addWorkingDays(calendar, after, count)
  if (unit === 'month') return addMonths(after, count)
  if (unit === 'year') return addMonths(after, count * 12)
  // The hour of the event is not known: 24 hours end on the next day.
  if (unit === 'hour') return addDays(after, Math.sign(count) * Math.ceil(length / 24))
  return addDays(after, unit === 'week' ? count * 7 : count)
}

function startOf(rule: DueRule): LocalDate | null {
  if (rule.kind === 'within') return rule.from
  if (rule.kind === 'on') return rule.date
  if (rule.kind === 'relative' && rule.after !== null && rule.before !== true) return addDays(rule.after, 1)
  return null
}

/**
 * When a rule that falls due once falls due (vn-admin-facts 4.2). null for a recurring or continuous rule and for one
 * that counts from an event that has not happened. Throws UnknownYear.
 */
export function dueOf(rule: DueRule, calendar: Calendar, settings: DueSettings = {}): Due | null {
  const due = lastDay(rule, calendar, settings)
  if (due === null) return null
  return {
    from: startOf(rule),
    due,
    workDue: workingDayOnOrBefore(calendar, due),
    // A length counted back from an event never rolls past it.
    rolledDue: rule.kind === 'relative' && rule.before !== true ? workingDayOnOrAfter(calendar, due) : null,
    precision: rule.kind === 'within' ? rule.precision : 'day',
  }
}

/** One turn of a recurring rule. */
export interface RecurringDue extends Due {
  /** Names the turn for good: `2023-h1`, `2023-q2`, `2023-04`, `2023`, or the day itself. */
  readonly key: string
  /** What it speaks of: from the day after the turn before. */
  readonly period: Period
}

/** Every turn of a recurring rule within a plan's period, and the years that have no calendar. */
export interface Recurrence {
  readonly dues: readonly RecurringDue[]
  readonly unknownYears: readonly number[]
}

/**
 * The turns of a recurring rule within `period`, in order. Without days of its own it falls due on the last day of
 * each week (Friday, or the weekday that the rule names), month, quarter, half-year or year; a period cut short by the plan's end falls due on that day.
 * Turns in a year without a calendar are left out and their year is named. A rule with neither interval nor days gives
 * none.
 */
export function recurringDues(rule: Of<'recurring'>, period: Period, calendar: Calendar): Recurrence {
  const turns = turnsOfRule(rule, period)
  const dues: RecurringDue[] = []
  const unknownYears = new Set<number>()
  for (const turn of turns) {
    const due = turn.period.to
    try {
      if (turn.precision === 'day' && rule.every === 'day' && !isWorkingDay(calendar, due)) continue
      const workDue = workingDayOnOrBefore(calendar, due)
      dues.push({ ...turn, from: turn.period.from, due, workDue, rolledDue: null })
    } catch (error) {
      if (!(error instanceof UnknownYear)) throw error
      unknownYears.add(error.year)
    }
  }
  return { dues, unknownYears: [...unknownYears].sort((a, b) => a - b) }
}

type Turn = Pick<RecurringDue, 'key' | 'period' | 'precision'>

function turnsOfRule({ every, on, weekday }: Of<'recurring'>, period: Period): Turn[] {
  if (on !== undefined && on.length > 0) return turnsOn(on, period)
  return every === 'week' && weekday !== undefined ? turnsOnWeekday(weekday, period) : turnsOf(every, period)
}

/** "Thứ năm hằng tuần": each closes what began after the one before it. */
function turnsOnWeekday(weekday: number, period: Period): Turn[] {
  const turns: Turn[] = []
  let from = period.from
  let to = addDays(from, (weekday - weekdayOf(from) + 7) % 7)
  while (to <= period.to) {
    turns.push({ key: weekKey(to), period: { from, to }, precision: 'week' })
    from = addDays(to, 1)
    to = addDays(to, 7)
  }
  return turns
}

/** "Trước ngày 10/5, 30/10 hằng năm": each day closes what began after the day before it. */
function turnsOn(days: readonly string[], period: Period): Turn[] {
  const dates: LocalDate[] = []
  for (let year = yearOf(period.from); year <= yearOf(period.to); year += 1) {
    for (const day of days) {
      const [month = 0, dayOfMonth = 0] = day.split('-').map(Number)
      // 29 February in a common year is that month's last day.
      const date = dateFrom(year, month, dayOfMonth) ?? (day === '02-29' ? `${year}-02-28` : undefined)
      if (date !== undefined && date >= period.from && date <= period.to) dates.push(date)
    }
  }
  const ordered = [...new Set(dates)].sort()
  return ordered.map((date, index) => {
    const previous = ordered[index - 1]
    const from = previous === undefined ? period.from : addDays(previous, 1)
    return { key: date, period: { from, to: date }, precision: 'day' }
  })
}

function turnsOf(every: Interval | null, period: Period): Turn[] {
  if (every === null) return []
  const turns: Turn[] = []
  let date = period.from
  while (date <= period.to) {
    const span = every === 'day' ? { from: date, to: date, precision: 'day' as const } : spanAround(date, every)
    // `date` is the plan's first day or the first of a span.
    const from = date
    const cut = span.to > period.to
    const to = cut ? period.to : span.to
    // A plan that starts on a Saturday has no working part of that week.
    if (from <= to) turns.push({ key: turnKey(every, from), period: { from, to }, precision: span.precision })
    date = addDays(every === 'week' ? addDays(span.from, 6) : span.to, 1)
  }
  return turns
}

function turnKey(every: Interval, date: LocalDate): string {
  const year = yearOf(date)
  const month = monthOf(date)
  switch (every) {
    case 'day':
      return date
    case 'week':
      return weekKey(date)
    case 'month':
      return date.slice(0, 7)
    case 'quarter':
      return `${year}-q${Math.ceil(month / 3)}`
    case 'half':
      return `${year}-h${month < 7 ? 1 : 2}`
    case 'year':
      return String(year)
  }
}

/** ISO 8601: a week belongs to the year that its Thursday lies in. */
function weekKey(date: LocalDate): string {
  const thursday = addDays(date, 4 - weekdayOf(date))
  const year = yearOf(thursday)
  const week = Math.floor(daysBetween(`${year}-01-01`, thursday) / 7) + 1
  return `${year}-w${String(week).padStart(2, '0')}`
}
