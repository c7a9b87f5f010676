import { type LocalDate, yearOf } from './time.ts'

export const dayKinds = [
  'new_year',
  'tet',
  'hung_kings',
  'victory',
  'labour',
  'national',
  'culture',
  'comp',
  'swap_off',
  'swap_work',
] as const

/**
 * Why a day differs from its weekday: a public holiday (Labour Code art. 112), `comp` a day in lieu of one that fell
 * on a weekend (art. 111.3), `swap_off` a weekday off by exchange, `swap_work` the weekend day worked for it.
 */
export type DayKind = (typeof dayKinds)[number]

export interface CalendarDay {
  readonly date: LocalDate
  readonly kind: DayKind
  /** The day that it stands in for or was exchanged with. */
  readonly for: LocalDate | null
  /** Day and month of the lunar calendar, `1/1`, where it explains the date. */
  readonly lunar: string | null
}

/** One year's table for state offices that rest on Saturday and Sunday. */
export interface CalendarYear {
  readonly year: number
  /** false: not all notices for this year were out when the table was written. */
  readonly sure: boolean
  readonly note: string
  readonly days: readonly CalendarDay[]
}

interface YearTable extends CalendarYear {
  /** Every working day of the year in order. */
  readonly working: readonly LocalDate[]
}

/** The years whose days off are known. A year that is not here is unknown, never guessed. */
export interface Calendar {
  readonly years: ReadonlyMap<number, YearTable>
}

/** Asked about a year that has no table; whoever asked turns it into the Issue `calendar:year-missing`. */
export class UnknownYear extends Error {
  override name = 'UnknownYear'
  readonly year: number

  constructor(year: number) {
    super(`No calendar for ${year}: add config/calendar/vn-${year}.yaml`)
    this.year = year
  }
}

/** A Calendar from its years; of two tables for one year the later one holds. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  return { years: new Map(years.map((year) => [year.year, { ...year, working: workingDaysOf(year) }])) }
}

const dayLength = 86_400_000

function workingDaysOf({ year, days }: CalendarYear): LocalDate[] {
  const kinds = new Map(days.map((day) => [day.date, day.kind]))
  const working: LocalDate[] = []
  for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year + 1, 0, 1); at += dayLength) {
    const date = new Date(at)
    const text = date.toISOString().slice(0, 10)
    const kind = kinds.get(text)
    const weekday = date.getUTCDay() !== 0 && date.getUTCDay() !== 6
    if (kind === undefined ? weekday : kind === 'swap_work') working.push(text)
  }
  return working
}

function workingIn(calendar: Calendar, year: number): readonly LocalDate[] {
  const table = calendar.years.get(year)
  if (table === undefined) throw new UnknownYear(year)
  return table.working
}

/** How many of the sorted days come before `date`. */
function countBefore(days: readonly LocalDate[], date: LocalDate): number {
  let low = 0
  let high = days.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((days[middle] ?? '') < date) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether offices work on this day. Throws UnknownYear. */
export function isWorkingDay(calendar: Calendar, date: LocalDate): boolean {
  const days = workingIn(calendar, yearOf(date))
  return days[countBefore(days, date)] === date
}

/** The day itself if it is a working day, else the last one before it. Throws UnknownYear. */
export const workingDayOnOrBefore = (calendar: Calendar, date: LocalDate): LocalDate =>
  isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, -1)

/** The day itself if it is a working day, else the first one after it. Throws UnknownYear. */
export const workingDayOnOrAfter = (calendar: Calendar, date: LocalDate): LocalDate =>
  isWorkingDay(calendar, date) ? date : addWorkingDays(calendar, date, 1)

/**
 * The `count`-th working day after `date` (before it when negative); `date` itself is not counted (Civil Code art.
 * 147). 0 gives `date` back, working or not. Throws UnknownYear.
 */
export function addWorkingDays(calendar: Calendar, date: LocalDate, count: number): LocalDate {
  if (count === 0) return date
  let year = yearOf(date)
  let days = workingIn(calendar, year)
  const before = countBefore(days, date)
  // The index in this year's days; below 0 or past the end it is carried over into the neighbouring year.
  let index = count < 0 ? before + count : before + (days[before] === date ? 1 : 0) + count - 1
  while (index < 0) {
    year -= 1
    days = workingIn(calendar, year)
    index += days.length
  }
  while (index >= days.length) {
    index -= days.length
    year += 1
    days = workingIn(calendar, year)
  }
  return days[index] ?? date
}

/**
 * How many working days after `from` `to` lies: those later than `from`, up to and with `to`; negative when `to` is
 * earlier, so that it undoes `addWorkingDays`. Throws UnknownYear.
 */
export function workingDaysBetween(calendar: Calendar, from: LocalDate, to: LocalDate): number {
  if (to < from) {
    let count = 0
    for (let year = yearOf(to); year <= yearOf(from); year += 1) {
      const days = workingIn(calendar, year)
      count += countBefore(days, from) - countBefore(days, to)
    }
    return count === 0 ? 0 : -count
  }
  let count = 0
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const days = workingIn(calendar, year)
    const upTo = (date: LocalDate): number => {
      const before = countBefore(days, date)
      return days[before] === date ? before + 1 : before
    }
    count += upTo(to) - upTo(from)
  }
  return count
}
