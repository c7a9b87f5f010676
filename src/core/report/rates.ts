import { type LocalDate, lastDayOfMonth, monthOf, yearOf } from '../time.ts'

/** One part that a Unit owed, as the rates look at it. */
export interface Owed {
  readonly unitId: string
  /** The last day in time; after an Extension the new one. */
  readonly due: LocalDate
  /** The day of the first complete Answer; null: none, or one that was returned and not given again. */
  readonly answeredOn: LocalDate | null
  /** Not asked any more, so nobody expects it. */
  readonly cancelled: boolean
}

/**
 * The five figures by which DHIS2 reads completeness: expected reports, actual ones, actual ones on time, and the two
 * rates of them in per cent of the expected (one decimal; null when nothing was expected).
 */
export interface Rates {
  readonly expected: number
  readonly actual: number
  readonly onTime: number
  readonly rate: number | null
  readonly rateOnTime: number | null
}

const perCent = (part: number, whole: number): number | null =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 10

/**
 * The rates of what fell due from `from` up to `to`, both counted. Whoever asks ends the span today: what is still to
 * come is not expected yet, even when it has been answered early.
 */
export function ratesOf(owed: readonly Owed[], from: LocalDate, to: LocalDate): Rates {
  const expected = owed.filter((one) => !one.cancelled && one.due >= from && one.due <= to)
  const actual = expected.filter(({ answeredOn }) => answeredOn !== null)
  const onTime = actual.filter(({ answeredOn, due }) => answeredOn !== null && answeredOn <= due)
  return {
    expected: expected.length,
    actual: actual.length,
    onTime: onTime.length,
    rate: perCent(actual.length, expected.length),
    rateOnTime: perCent(onTime.length, expected.length),
  }
}

export type SpanKind = 'month' | 'quarter' | 'year'

/** The calendar month, quarter or year of a day, from its first to its last day. */
export function calendarSpan(kind: SpanKind, day: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } {
  const year = yearOf(day)
  const length = { month: 1, quarter: 3, year: 12 }[kind]
  const first = Math.floor((monthOf(day) - 1) / length) * length + 1
  return {
    from: `${year}-${String(first).padStart(2, '0')}-01`,
    to: lastDayOfMonth(year, first + length - 1),
  }
}
