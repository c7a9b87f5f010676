import type { Precision } from '../../plan/plan.ts'
import { type Part, type Span, spanOf } from '../../plan/span.ts'
import {
  addDays,
  dateFrom,
  dayOf,
  type LocalDate,
  type LocalTime,
  lastDayOfMonth,
  monthOf,
  yearOf,
} from '../../time.ts'
import type { TimeContext } from '../time-phrase.ts'

/** A day as it is written; what the text leaves out is null. */
export interface NamedDay {
  readonly is: 'day'
  readonly day: number
  readonly month: number | null
  readonly year: number | null
  readonly time: LocalTime | null
  /** "15/01 năm sau": in the year after the plan's. */
  readonly nextYear?: true
}

/** What a stretch is within its year. */
export type Shape =
  | { readonly unit: 'week'; readonly week: number | 'last'; readonly month: number }
  | { readonly unit: 'month'; readonly month: number; readonly part?: Part; readonly half?: 1 | 2 }
  | { readonly unit: 'quarter'; readonly quarter: number; readonly part?: Part }
  /** The first or last so many months of the year. */
  | { readonly unit: 'months'; readonly count: number; readonly end: 'first' | 'last' }
  | { readonly unit: 'year'; readonly part?: Part }
  /** Names its own years. */
  | { readonly unit: 'phase'; readonly from: number; readonly to: number }
  | {
      readonly unit: 'school-year'
      readonly from: number
      readonly to: number
      readonly term?: 1 | 2
      readonly part?: Part
    }
  /** "Năm học", "học kỳ I" without its years. */
  | { readonly unit: 'this-school-year'; readonly term?: 1 | 2; readonly part?: Part }
  /** A holiday, named by its day. */
  | { readonly unit: 'occasion'; readonly day: number; readonly month: number }
  | { readonly unit: 'lunar-new-year' }

export interface NamedStretch {
  readonly is: 'stretch'
  readonly shape: Shape
  readonly year: number | null
  /** "Quý I năm sau": in the year after the plan's. */
  readonly nextYear?: true
}

export type Named = NamedDay | NamedStretch

/** A time with its year. */
export interface Settled extends Span {
  readonly time: LocalTime | null
  /** Whether the year was written or follows from the document. */
  readonly yearSure: boolean
  /** "Đầu quý", "cuối năm": custom, not text. */
  readonly vague: boolean
}

/** Offices work for the occasion in the two weeks before it. */
const daysBeforeOccasion = 15

/** First day of the lunar year in Vietnam (UTC+7); in 2030 it lies a day before the Chinese one. */
const lunarNewYears: ReadonlyMap<number, string> = new Map(
  (
    '2015-02-19 2016-02-08 2017-01-28 2018-02-16 2019-02-05 2020-01-25 2021-02-12 2022-02-01 2023-01-22 2024-02-10 ' +
    '2025-01-29 2026-02-17 2027-02-06 2028-01-26 2029-02-13 2030-02-02 2031-01-23 2032-02-11 2033-01-31 2034-02-19 ' +
    '2035-02-08'
  )
    .split(' ')
    .map((date) => [yearOf(date), date]),
)

const firstOf = (year: number, month: number): LocalDate => dateFrom(year, month, 1) ?? `${year}-01-01`

function weekSpan(year: number, month: number, week: number | 'last'): Span | undefined {
  if (week !== 'last') return spanOf({ week, month, year })
  return spanOf({ week: 5, month, year }) ?? spanOf({ week: 4, month, year })
}

/** The first or last half of a month, cut at its 15th (Civil Code art. 146.1). */
function halfMonth(year: number, month: number, half: 1 | 2): Span | undefined {
  const from = dateFrom(year, month, half === 1 ? 1 : 16)
  if (from === undefined) return undefined
  return { from, to: half === 1 ? addDays(from, 14) : lastDayOfMonth(year, month), precision: 'month' }
}

function someMonths(year: number, count: number, end: 'first' | 'last'): Span | undefined {
  if (count === 6) return spanOf({ half: end === 'first' ? 1 : 2, year })
  if (count === 3) return spanOf({ quarter: end === 'first' ? 1 : 4, year })
  if (count === 9 && end === 'first') return spanOf({ nineMonths: true, year })
  if (count < 1 || count > 12) return undefined
  const [from, to] = end === 'first' ? [1, count] : [13 - count, 12]
  return { from: firstOf(year, from), to: lastDayOfMonth(year, to), precision: 'month' }
}

/** A school year runs from September to the end of May; its first term closes in the middle of January. */
function schoolSpan(from: number, to: number, term: 1 | 2 | undefined): Span | undefined {
  if (to !== from + 1) return undefined
  return {
    from: term === 2 ? `${to}-01-16` : `${from}-09-01`,
    to: term === 1 ? `${to}-01-15` : `${to}-05-31`,
    precision: 'phase',
  }
}

/** "Đầu năm học", "cuối học kỳ I": its first or last month. */
function schoolPart(span: Span | undefined, part: Part | undefined): Span | undefined {
  if (span === undefined || (part !== 'start' && part !== 'end')) return span
  const { from, to } = span
  return part === 'start'
    ? {
        from,
        to: dayOf(from) === 1 ? lastDayOfMonth(yearOf(from), monthOf(from)) : addDays(from, 30),
        precision: 'day',
      }
    : { from: addDays(to, -30), to, precision: 'day' }
}

function occasionSpan(date: LocalDate | undefined): Span | undefined {
  return date === undefined ? undefined : { from: addDays(date, -daysBeforeOccasion), to: date, precision: 'day' }
}

function shapeIn(shape: Shape, year: number): Span | undefined {
  switch (shape.unit) {
    case 'week':
      return weekSpan(year, shape.month, shape.week)
    case 'month':
      if (shape.half !== undefined) return halfMonth(year, shape.month, shape.half)
      return spanOf({ month: shape.month, year, ...(shape.part === undefined ? {} : { part: shape.part }) })
    case 'quarter':
      return spanOf({ quarter: shape.quarter, year, ...(shape.part === undefined ? {} : { part: shape.part }) })
    case 'months':
      return someMonths(year, shape.count, shape.end)
    case 'year':
      return spanOf({ year, ...(shape.part === undefined ? {} : { part: shape.part }) })
    case 'phase':
      return spanOf({ phase: { from: shape.from, to: shape.to } })
    case 'school-year':
      return schoolPart(schoolSpan(shape.from, shape.to, shape.term), shape.part)
    case 'this-school-year':
      return schoolPart(schoolSpan(year, year + 1, shape.term), shape.part)
    case 'occasion':
      return occasionSpan(dateFrom(year, shape.month, shape.day))
    case 'lunar-new-year':
      return occasionSpan(lunarNewYears.get(year))
  }
}

const shortMonths: ReadonlySet<number> = new Set([4, 6, 9, 11])
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const lastOf = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : shortMonths.has(month) ? 30 : 31
const two = (value: number): string => String(value).padStart(2, '0')

/** Asked for every pair of numbers in a text, so that it counts for itself. */
function dayIn({ day, month }: NamedDay, year: number): Span | undefined {
  if (month === null || month < 1 || month > 12 || day < 1 || day > lastOf(year, month)) return undefined
  const date = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`
  return { from: date, to: date, precision: 'day' }
}

const spanIn = (named: Named, year: number): Span | undefined =>
  named.is === 'day' ? dayIn(named, year) : shapeIn(named.shape, year)

/** The month that says to which half of a school year a time belongs. */
function monthSaid(named: Named): number | undefined {
  if (named.is === 'day') return named.month ?? undefined
  const { shape } = named
  if (shape.unit === 'month' || shape.unit === 'week' || shape.unit === 'occasion') return shape.month
  if (shape.unit === 'quarter') return shape.quarter * 3
  return undefined
}

interface Year {
  readonly year: number
  readonly sure: boolean
}

/** A plan's period names at most so many years one by one. */
const longestPeriod = 30

function yearWithinPeriod(named: Named, { period, issuedOn }: TimeContext): Year | undefined {
  if (period === null) return undefined
  const first = yearOf(period.from)
  const last = Math.min(yearOf(period.to), first + longestPeriod)
  const inside: Year[] = []
  for (let year = first - 1; year <= last; year += 1) {
    const span = spanIn(named, year)
    if (span !== undefined && span.to >= period.from && span.from <= period.to) inside.push({ year, sure: true })
  }
  if (inside.length < 2) return inside[0] ?? { year: last, sure: first === last }
  const still = inside.find(({ year }) => issuedOn === null || (spanIn(named, year)?.to ?? '') >= issuedOn)
  const chosen = still ?? inside[0]
  return chosen === undefined ? undefined : { ...chosen, sure: false }
}

/** The year behind the plan's only one; of a longer plan any could be meant. */
function yearAfter({ period, issuedOn }: TimeContext): Year | undefined {
  const last = period === null ? issuedOn : period.to
  if (last === null) return undefined
  return { year: yearOf(last) + 1, sure: period === null || yearOf(period.from) === yearOf(period.to) }
}

/** The year that a text leaves out (the plan's, the school year's, the document's own); undefined: nothing tells it. */
function yearFor(named: Named, context: TimeContext): Year | undefined {
  if (named.nextYear === true) return yearAfter(context)
  const { schoolYear, issuedOn } = context
  const month = monthSaid(named)
  if (schoolYear !== null) {
    if (month !== undefined) return { year: month >= 8 ? schoolYear.from : schoolYear.to, sure: true }
    if (named.is === 'stretch' && named.shape.unit === 'this-school-year') return { year: schoolYear.from, sure: true }
  }
  const within = yearWithinPeriod(named, context)
  if (within !== undefined || issuedOn === null) return within
  const year = yearOf(issuedOn)
  const span = spanIn(named, year)
  if (span === undefined || span.to >= issuedOn) return { year, sure: true }
  return { year: year + 1, sure: false }
}

const vaguePart = (shape: Shape): boolean =>
  shape.unit === 'school-year' || shape.unit === 'this-school-year' || ('part' in shape && shape.part !== undefined)

/** Gives a time its year. `impossible`: there is no such time in any year. `open`: nothing tells the year. */
export function settle(named: Named, context: TimeContext): Settled | 'impossible' | 'open' {
  const ownYear = named.is === 'stretch' && (named.shape.unit === 'phase' || named.shape.unit === 'school-year')
  // A leap year, in which every day of the calendar exists.
  if (spanIn(named, named.year ?? 2024) === undefined) return 'impossible'
  const year = ownYear ? { year: 0, sure: true } : named.year === null ? yearFor(named, context) : undefined
  if (named.year === null && year === undefined) return 'open'
  const span = spanIn(named, named.year ?? year?.year ?? 0)
  if (span === undefined) return 'impossible'
  return {
    ...span,
    time: named.is === 'day' ? named.time : null,
    yearSure: named.year !== null || year?.sure === true,
    vague: named.is === 'stretch' && vaguePart(named.shape),
  }
}

/** Gives a time that says no year the year of its neighbour. */
export const withYear = <N extends Named>(named: N, year: number | null): N =>
  named.year === null && year !== null ? { ...named, year } : named

/** The year a time names, by its last day. */
export function yearSaid(named: Named): number | null {
  if (named.is === 'stretch' && named.shape.unit === 'phase') return named.shape.to
  return named.year
}

/** How exactly two days bound a stretch: whole years, whole months, or days. */
export function precisionOf(from: LocalDate, to: LocalDate): Precision {
  if (dayOf(from) !== 1 || to !== lastDayOfMonth(yearOf(to), monthOf(to))) return 'day'
  if (monthOf(from) !== 1 || monthOf(to) !== 12) return 'month'
  return yearOf(from) === yearOf(to) ? 'year' : 'phase'
}
