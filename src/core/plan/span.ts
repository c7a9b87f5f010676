import { addDays, dateFrom, dayOf, type LocalDate, lastDayOfMonth, monthOf, weekdayOf, yearOf } from '../time.ts'
import type { Precision } from './plan.ts'

export type Part = 'start' | 'middle' | 'end'

/**
 * A stretch of time as plans name it: `{ quarter: 2, year: 2022 }` is "quý II năm 2022", `{ month: 6, year: 2024,
 * part: 'end' }` "cuối tháng 6/2024", `{ occasion: '2025-09-02' }` "nhân dịp Quốc khánh 02/9/2025".
 */
export type SpanName =
  | { readonly week: number; readonly month: number; readonly year: number }
  | { readonly month: number; readonly year: number; readonly part?: Part }
  | { readonly quarter: number; readonly year: number; readonly part?: Part }
  | { readonly half: number; readonly year: number }
  | { readonly nineMonths: true; readonly year: number }
  | { readonly year: number; readonly part?: Part }
  | { readonly phase: { readonly from: number; readonly to: number } }
  | { readonly occasion: LocalDate }

/** Both days count. */
export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly precision: Precision
}

/** Offices prepare a commemoration during the two weeks before the day itself. */
const daysBeforeOccasion = 15

const first = (year: number, month: number): LocalDate => `${year}-${String(month).padStart(2, '0')}-01`
const at = (year: number, month: number, day: number): LocalDate => addDays(first(year, month), day - 1)

const monthParts = { start: [1, 10], middle: [11, 15] } as const

function monthSpan(year: number, month: number, part: Part | undefined): Span {
  const last = lastDayOfMonth(year, month)
  if (part === undefined) return { from: first(year, month), to: last, precision: 'month' }
  if (part === 'end') return { from: at(year, month, 21), to: last, precision: 'month' }
  const [from, to] = monthParts[part]
  return { from: at(year, month, from), to: at(year, month, to), precision: 'month' }
}

/** Offices read "đầu quý" as its first month and "cuối quý" as its third; the Civil Code defines neither. */
function quarterSpan(year: number, quarter: number, part: Part | undefined): Span {
  const month = quarter * 3 - 2
  const months = { start: [month, month], middle: [month + 1, month + 1], end: [month + 2, month + 2] } as const
  const [from, to] = part === undefined ? [month, month + 2] : months[part]
  return { from: first(year, from), to: lastDayOfMonth(year, to), precision: 'quarter' }
}

const yearParts = { start: [1, 3], middle: [6, 6], end: [10, 12] } as const

function yearSpan(year: number, part: Part | undefined): Span {
  const [from, to] = part === undefined ? [1, 12] : yearParts[part]
  return { from: first(year, from), to: lastDayOfMonth(year, to), precision: 'year' }
}

/** "Tuần thứ k": the k-th week whose Monday lies in the month, Monday to Friday. */
function weekSpan(year: number, month: number, week: number): Span | undefined {
  const start = first(year, month)
  const monday = addDays(start, ((8 - weekdayOf(start)) % 7) + (week - 1) * 7)
  return monthOf(monday) === month ? { from: monday, to: addDays(monday, 4), precision: 'week' } : undefined
}

const whole = (value: number, low: number, high: number): boolean =>
  Number.isInteger(value) && value >= low && value <= high

/**
 * First and last day of a named stretch (vn-admin-facts 4.2); undefined when there is no such stretch: month 13,
 * quarter 5, a sixth week, a phase that ends before it starts.
 */
export function spanOf(name: SpanName): Span | undefined {
  if ('phase' in name) {
    const { from, to } = name.phase
    if (!whole(from, 1900, 2200) || !whole(to, from, 2200)) return undefined
    return { from: first(from, 1), to: lastDayOfMonth(to, 12), precision: 'phase' }
  }
  if ('occasion' in name) {
    const day = dateFrom(yearOf(name.occasion), monthOf(name.occasion), dayOf(name.occasion))
    return day === undefined ? undefined : { from: addDays(day, -daysBeforeOccasion), to: day, precision: 'day' }
  }
  if (!whole(name.year, 1900, 2200)) return undefined
  if ('month' in name && !whole(name.month, 1, 12)) return undefined
  if ('week' in name) return whole(name.week, 1, 5) ? weekSpan(name.year, name.month, name.week) : undefined
  if ('month' in name) return monthSpan(name.year, name.month, name.part)
  if ('quarter' in name) return whole(name.quarter, 1, 4) ? quarterSpan(name.year, name.quarter, name.part) : undefined
  if ('half' in name) {
    if (!whole(name.half, 1, 2)) return undefined
    const month = name.half * 6 - 5
    return { from: first(name.year, month), to: lastDayOfMonth(name.year, month + 5), precision: 'half' }
  }
  if ('nineMonths' in name) return { from: first(name.year, 1), to: lastDayOfMonth(name.year, 9), precision: 'month' }
  return yearSpan(name.year, name.part)
}

/** The span that holds `date`, of the given length, as the calendar cuts it (weeks start on Monday, end on Friday). */
export function spanAround(date: LocalDate, length: 'week' | 'month' | 'quarter' | 'half' | 'year'): Span {
  const year = yearOf(date)
  const month = monthOf(date)
  if (length === 'week') {
    const monday = addDays(date, 1 - weekdayOf(date))
    return { from: monday, to: addDays(monday, 4), precision: 'week' }
  }
  if (length === 'month') return monthSpan(year, month, undefined)
  if (length === 'quarter') return quarterSpan(year, Math.ceil(month / 3), undefined)
  if (length === 'year') return yearSpan(year, undefined)
  const start = month < 7 ? 1 : 7
  return { from: first(year, start), to: lastDayOfMonth(year, start + 5), precision: 'half' }
}
