import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  dateFrom,
  dateOf,
  daysBetween,
  isLocalDate,
  lastDayOfMonth,
  weekdayOf,
  zone,
} from '../../src/core/time.ts'

const years = { min: 1, max: 9_000 }
const day = fc
  .record({ year: fc.integer(years), month: fc.integer({ min: 1, max: 12 }), of: fc.integer({ min: 1, max: 28 }) })
  .map(({ year, month, of }) => DateTime.utc(year, month, of))
const iso = (value: DateTime): string => value.toFormat('yyyy-MM-dd')

describe('the day at an instant', () => {
  it('is the one that luxon gives in the zone of the office', () => {
    const instant = fc.integer({ min: Date.UTC(1970, 0, 1), max: Date.UTC(2150, 0, 1) })
    fc.assert(
      fc.property(instant, (at) => {
        expect(dateOf(at)).toBe(iso(DateTime.fromMillis(at, { zone })))
      }),
    )
    for (const at of [Date.UTC(2023, 3, 23, 16, 59, 59, 999), Date.UTC(2023, 3, 23, 17), Date.UTC(1976, 0, 1) - 1])
      expect(dateOf(at)).toBe(iso(DateTime.fromMillis(at, { zone })))
  })
})

describe('a calendar day', () => {
  it('is reckoned with as luxon does', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: -9_000, max: 9_000 }), (from, count) => {
        fc.pre(from.year + count / 12 > 1 && from.year + count / 12 < 9_500)
        expect(addMonths(iso(from), count)).toBe(iso(from.plus({ months: count })))
        const later = from.plus({ days: count })
        fc.pre(later.year >= 1)
        expect(addDays(iso(from), count)).toBe(iso(later))
        expect(daysBetween(iso(from), iso(later))).toBe(count)
        expect(weekdayOf(iso(later))).toBe(later.weekday)
        expect(lastDayOfMonth(from.year, from.month)).toBe(iso(from.endOf('month')))
      }),
      { numRuns: 300 },
    )
  })

  it('exists or not as luxon says', () => {
    const parts = [fc.integer({ min: 0, max: 9_999 }), fc.integer({ min: 0, max: 14 }), fc.integer({ min: 0, max: 33 })]
    fc.assert(
      fc.property(
        ...(parts as [fc.Arbitrary<number>, fc.Arbitrary<number>, fc.Arbitrary<number>]),
        (year, month, of) => {
          const made = DateTime.utc(year, month, of)
          expect(dateFrom(year, month, of)).toBe(made.isValid ? iso(made) : undefined)
          const text = [
            String(year).padStart(4, '0'),
            ...[month, of].map((part) => String(part).padStart(2, '0')),
          ].join('-')
          expect(isLocalDate(text)).toBe(made.isValid)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('keeps to the last day of a shorter month', () => {
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29')
    expect(addMonths('2023-10-31', -8)).toBe('2023-02-28')
    expect(dateFrom(2023, 2, 29)).toBeUndefined()
    expect(dateFrom(Number.NaN, 2, 3)).toBeUndefined()
  })
})
