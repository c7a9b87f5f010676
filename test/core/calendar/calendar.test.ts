import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addWorkingDays,
  calendarOf,
  isWorkingDay,
  UnknownYear,
  workingDayOnOrAfter,
  workingDayOnOrBefore,
  workingDaysBetween,
} from '../../../src/core/calendar.ts'
import { readCalendarYear } from '../../../src/core/read-calendar.ts'
import { addDays } from '../../../src/core/time.ts'
import { calendar, shipped, years } from '../reminder/office.ts'

describe('the shipped calendar', () => {
  it('has the known number of working days in each year', () => {
    const counts = Object.fromEntries([...calendar.years].map(([year, { working }]) => [year, working.length]))
    expect(counts).toEqual({
      2019: 252,
      2020: 252,
      2021: 250,
      2022: 249,
      2023: 249,
      2024: 251,
      2025: 250,
      2026: 249,
      2027: 249,
    })
  })

  it('says which year is not sure', () => {
    expect(years.filter(({ sure }) => !sure).map(({ year }) => year)).toEqual([2027])
  })

  it('rests on days in lieu and works on exchanged Saturdays', () => {
    expect(isWorkingDay(calendar, '2023-05-03')).toBe(false)
    expect(isWorkingDay(calendar, '2024-05-04')).toBe(true)
    expect(isWorkingDay(calendar, '2024-04-29')).toBe(false)
  })

  it('never guesses a year that it has no table for', () => {
    expect(() => isWorkingDay(calendar, '2028-03-01')).toThrow(UnknownYear)
    expect(() => addWorkingDays(calendar, '2019-01-02', -5)).toThrow(/2018/)
    expect(() => workingDayOnOrBefore(calendarOf([]), '2023-01-05')).toThrow(UnknownYear)
  })
})

describe('counting working days', () => {
  const date = fc.integer({ min: 0, max: 2500 }).map((n) => addDays('2019-06-01', n))

  it('goes forward and back to the same working day', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -60, max: 60 }), (from, count) => {
        const there = addWorkingDays(calendar, from, count)
        expect(workingDaysBetween(calendar, from, there)).toBe(count)
        if (count !== 0) expect(isWorkingDay(calendar, there)).toBe(true)
        else expect(there).toBe(from)
      }),
    )
  })

  it('finds the nearest working day on either side', () => {
    fc.assert(
      fc.property(date, (day) => {
        const before = workingDayOnOrBefore(calendar, day)
        const after = workingDayOnOrAfter(calendar, day)
        expect(before <= day && day <= after).toBe(true)
        expect(workingDaysBetween(calendar, before, after)).toBe(isWorkingDay(calendar, day) ? 0 : 1)
      }),
    )
  })
})

describe('reading a year', () => {
  const head = 'year: 2026\nsure: true\nnote: x\ndays:\n'
  const read = (...days: string[]) =>
    readCalendarYear(`${head}${days.map((day) => `  - { ${day} }\n`).join('')}`, 'vn.yaml')

  it('takes dates with and without quotes', () => {
    const { value, issues } = read("date: '2026-01-01', kind: new_year", 'date: 2026-09-02, kind: national')
    expect(issues).toEqual([])
    expect(value?.days.map((day) => day.date)).toEqual(['2026-01-01', '2026-09-02'])
  })

  it('names every problem with its line', () => {
    const { value, issues } = read(
      'date: 2026-01-01, kind: new_year',
      'date: 2026-01-01, kind: tet',
      'date: 2026-01-07, kind: swap_work',
      'date: 2026-01-10, kind: swap_off',
      'date: 2026-04-26, kind: comp',
      'date: 2025-12-31, kind: swap_off',
      'date: 2026-04-27, kind: comp, for: 2026-04-25',
      'date: 2026-03-02, kind: tet, weekend: true',
    )
    expect(value).toBeUndefined()
    expect(issues.map(({ code, line }) => [code, line])).toEqual(
      [6, 7, 8, 9, 10, 11, 12].map((line) => ['calendar:day-conflict', line]),
    )
    expect(issues.every(({ file }) => file === 'vn.yaml')).toBe(true)
  })

  it('refuses an exchange whose other half is no exchange', () => {
    const { issues } = read('date: 2026-01-01, kind: new_year', 'date: 2026-01-02, kind: swap_off, for: 2026-01-01')
    expect(issues.map(({ line }) => line)).toEqual([6])
  })

  it('refuses a day that does not exist and an unknown kind', () => {
    const { issues } = read('date: 2026-02-30, kind: tet', 'date: 2026-02-17, kind: tết')
    expect(issues.map(({ line }) => line)).toEqual([5, 6])
  })

  it('reads the shipped files without a word', () => {
    for (const { year } of years) expect(readCalendarYear(shipped(`calendar/vn-${year}.yaml`), 'f').issues).toEqual([])
  })
})
