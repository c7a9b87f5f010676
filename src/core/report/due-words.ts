import { readingOf, spanText } from '../../text/vi-deadline.ts'
import type { DueRule, Duty } from '../plan/plan.ts'
import { spanAround } from '../plan/span.ts'
import { addDays, dateFrom, type LocalDate, shortDate, yearOf } from '../time.ts'

const day = (date: LocalDate, time: string | undefined): string =>
  time === undefined ? `ngày ${shortDate(date)}` : `${time.replace(':', ' giờ ')} ngày ${shortDate(date)}`

const within = (span: string): string => (span.startsWith('từ ') ? span : `trong ${span}`)

/** A due rule as the plan puts it ("trước ngày 30/10/2023"); its reading where it names no day. */
export function dueWords(rule: DueRule): string {
  switch (rule.kind) {
    case 'before':
      return `trước ${day(rule.date, rule.time)}`
    case 'by':
      return `chậm nhất ${day(rule.date, rule.time)}`
    case 'within':
      return within(spanText(rule.from, rule.to, rule.precision))
    default:
      return readingOf(rule)
  }
}

/** When a Duty next falls due: the day it sorts by, and how the report says it. */
export interface NextDue {
  readonly date: LocalDate
  readonly words: string
}

function nextTurn(rule: Extract<DueRule, { kind: 'recurring' }>, after: LocalDate): LocalDate | undefined {
  if (rule.on !== undefined && rule.on.length > 0) {
    const days = rule.on.map((one) => one.split('-').map(Number))
    const dates = [yearOf(after), yearOf(after) + 1].flatMap((year) =>
      days.flatMap(([month = 0, dayOfMonth = 0]) => dateFrom(year, month, dayOfMonth) ?? []),
    )
    return dates.filter((date) => date > after).sort()[0]
  }
  if (rule.every === null || rule.every === 'day' || rule.every === 'week') return undefined
  return spanAround(addDays(after, 1), rule.every).to
}

/**
 * When a Duty falls due after a day, within the plan's period for one that recurs; null when it does not, or when its
 * rule names no day (never guessed). Daily and weekly duties are routine and not named.
 */
export function nextDue(duty: Duty, after: LocalDate, planEnd: LocalDate): NextDue | null {
  const rule = duty.due
  if (rule.kind === 'recurring') {
    const date = nextTurn(rule, after)
    return date === undefined || date > planEnd ? null : { date, words: `chậm nhất ngày ${shortDate(date)}` }
  }
  if (rule.kind === 'continuous' || rule.kind === 'relative') return null
  const date = rule.kind === 'within' ? rule.to : rule.kind === 'before' ? addDays(rule.date, -1) : rule.date
  return date > after ? { date, words: dueWords(rule) } : null
}
