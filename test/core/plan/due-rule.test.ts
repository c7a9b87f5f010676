import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isWorkingDay } from '../../../src/core/calendar.ts'
import { dueOf, recurringDues } from '../../../src/core/plan/due-rule.ts'
import { type SpanName, spanOf } from '../../../src/core/plan/span.ts'
import { addDays, daysBetween } from '../../../src/core/time.ts'
import { readingOf } from '../../../src/text/vi-deadline.ts'
import { calendar } from '../reminder/office.ts'

const year = (y: number) => ({ from: `${y}-01-01`, to: `${y}-12-31` })
const recurring = (every: 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | null, on?: string[]) => ({
  kind: 'recurring' as const,
  phrase: '',
  every,
  ...(on === undefined ? {} : { on }),
})

describe('recurring rules', () => {
  it('falls due on the last day of each quarter', () => {
    const { dues } = recurringDues(recurring('quarter'), year(2023), calendar)
    expect(dues.map(({ key, due, workDue }) => [key, due, workDue])).toEqual([
      ['2023-q1', '2023-03-31', '2023-03-31'],
      ['2023-q2', '2023-06-30', '2023-06-30'],
      ['2023-q3', '2023-09-30', '2023-09-29'],
      ['2023-q4', '2023-12-31', '2023-12-29'],
    ])
  })

  it('cuts the first and the last turn to the plan', () => {
    const { dues } = recurringDues(recurring('half'), { from: '2022-04-15', to: '2023-02-28' }, calendar)
    expect(dues.map(({ key, period }) => [key, period.from, period.to])).toEqual([
      ['2022-h1', '2022-04-15', '2022-06-30'],
      ['2022-h2', '2022-07-01', '2022-12-31'],
      ['2023-h1', '2023-01-01', '2023-02-28'],
    ])
  })

  it('falls due on the days of the year that the rule names, each closing what began after the one before', () => {
    const { dues } = recurringDues(recurring('half', ['10-29', '05-09']), year(2023), calendar)
    expect(dues.map(({ due, period }) => [due, period.from])).toEqual([
      ['2023-05-09', '2023-01-01'],
      ['2023-10-29', '2023-05-10'],
    ])
  })

  it('asks daily on working days only', () => {
    const { dues } = recurringDues(recurring('day'), { from: '2023-04-27', to: '2023-05-05' }, calendar)
    expect(dues.map(({ due }) => due)).toEqual(['2023-04-27', '2023-04-28', '2023-05-04', '2023-05-05'])
  })

  it('names weeks as ISO 8601 does, and ends them on Friday', () => {
    const { dues } = recurringDues(recurring('week'), { from: '2022-12-28', to: '2023-01-15' }, calendar)
    expect(dues.map(({ key, due }) => [key, due])).toEqual([
      ['2022-w52', '2022-12-30'],
      ['2023-w01', '2023-01-06'],
      ['2023-w02', '2023-01-13'],
    ])
  })

  it('falls due on the weekday that the rule names, each closing what began after the one before', () => {
    const rule = { ...recurring('week'), weekday: 4 as const }
    const { dues } = recurringDues(rule, { from: '2022-12-28', to: '2023-01-17' }, calendar)
    expect(dues.map(({ key, due, period }) => [key, due, period.from])).toEqual([
      ['2022-w52', '2022-12-29', '2022-12-28'],
      ['2023-w01', '2023-01-05', '2022-12-30'],
      ['2023-w02', '2023-01-12', '2023-01-06'],
    ])
  })

  it('leaves out turns in a year without a calendar and names the year', () => {
    const found = recurringDues(recurring('year'), { from: '2026-01-01', to: '2029-12-31' }, calendar)
    expect(found.dues.map(({ key }) => key)).toEqual(['2026', '2027'])
    expect(found.unknownYears).toEqual([2028, 2029])
  })

  it('gives nothing without an interval or days', () => {
    expect(recurringDues(recurring(null), year(2023), calendar)).toEqual({ dues: [], unknownYears: [] })
  })

  it('covers the whole plan without gap or overlap, whatever the interval', () => {
    const day = fc.integer({ min: 0, max: 1000 }).map((n) => addDays('2020-01-01', n))
    const every = fc.constantFrom('month' as const, 'quarter' as const, 'half' as const, 'year' as const)
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 900 }), every, (from, length, interval) => {
        const to = addDays(from, length)
        const { dues } = recurringDues(recurring(interval), { from, to }, calendar)
        expect(dues[0]?.period.from).toBe(from)
        expect(dues.at(-1)?.period.to).toBe(to)
        for (const [index, due] of dues.slice(1).entries())
          expect(due.period.from).toBe(addDays(dues[index]?.period.to ?? '', 1))
        expect(new Set(dues.map(({ key }) => key)).size).toBe(dues.length)
      }),
    )
  })
})

describe('any day that falls due once', () => {
  it('has a working day at or before it, and for counted periods one at or after it', () => {
    const date = fc.integer({ min: 40, max: 3200 }).map((n) => addDays('2019-01-01', n))
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 40 }), (after, count) => {
        const due = dueOf({ kind: 'relative', after, event: '', count, unit: 'day', phrase: '' }, calendar)
        if (due === null || due.rolledDue === null) throw new Error('nothing due')
        expect(daysBetween(after, due.due)).toBe(count)
        expect(due.workDue <= due.due && due.due <= due.rolledDue).toBe(true)
        expect(isWorkingDay(calendar, due.workDue) && isWorkingDay(calendar, due.rolledDue)).toBe(true)
        for (let day = addDays(due.workDue, 1); day < due.rolledDue; day = addDays(day, 1))
          expect(isWorkingDay(calendar, day)).toBe(false)
      }),
    )
  })
})

describe('a length counted back from an event', () => {
  const back = (count: number, unit: 'day' | 'working-day' | 'month', after = '2023-06-30') =>
    dueOf({ kind: 'relative', after, event: '', count, unit, before: true, phrase: '' }, calendar)

  it('ends so many days before it and never rolls past it', () => {
    expect(back(15, 'day')).toMatchObject({ due: '2023-06-15', from: null, rolledDue: null })
    expect(back(5, 'working-day')?.due).toBe('2023-06-23')
    expect(back(1, 'month')?.due).toBe('2023-05-30')
  })

  it('without a length ends the day before', () => {
    expect(back(0, 'day')?.due).toBe('2023-06-29')
  })
})

describe('hours after an event', () => {
  it('end on the day in which the last of them lies', () => {
    const within = (count: number) =>
      dueOf({ kind: 'relative', after: '2023-05-08', event: '', count, unit: 'hour', phrase: '' }, calendar)?.due
    expect([within(8), within(24), within(48)]).toEqual(['2023-05-09', '2023-05-09', '2023-05-10'])
  })
})

describe('spans', () => {
  const table: readonly (readonly [SpanName, string, string])[] = [
    [{ month: 2, year: 2024 }, '2024-02-01', '2024-02-29'],
    [{ month: 6, year: 2024, part: 'start' }, '2024-06-01', '2024-06-10'],
    [{ month: 6, year: 2024, part: 'middle' }, '2024-06-11', '2024-06-15'],
    [{ month: 6, year: 2024, part: 'end' }, '2024-06-21', '2024-06-30'],
    [{ week: 1, month: 5, year: 2023 }, '2023-05-01', '2023-05-05'],
    [{ week: 2, month: 6, year: 2023 }, '2023-06-12', '2023-06-16'],
    [{ quarter: 2, year: 2022 }, '2022-04-01', '2022-06-30'],
    [{ quarter: 2, year: 2022, part: 'start' }, '2022-04-01', '2022-04-30'],
    [{ quarter: 2, year: 2022, part: 'end' }, '2022-06-01', '2022-06-30'],
    [{ half: 2, year: 2022 }, '2022-07-01', '2022-12-31'],
    [{ nineMonths: true, year: 2022 }, '2022-01-01', '2022-09-30'],
    [{ year: 2022 }, '2022-01-01', '2022-12-31'],
    [{ year: 2022, part: 'start' }, '2022-01-01', '2022-03-31'],
    [{ year: 2022, part: 'middle' }, '2022-06-01', '2022-06-30'],
    [{ year: 2022, part: 'end' }, '2022-10-01', '2022-12-31'],
    [{ phase: { from: 2019, to: 2025 } }, '2019-01-01', '2025-12-31'],
    [{ occasion: '2025-09-02' }, '2025-08-18', '2025-09-02'],
  ]

  it.each(table)('%j runs from %s to %s', (name, from, to) => {
    expect(spanOf(name)).toMatchObject({ from, to })
  })

  it.each<SpanName>([
    { month: 13, year: 2022 },
    { quarter: 5, year: 2022 },
    { half: 3, year: 2022 },
    { week: 5, month: 2, year: 2023 },
    { phase: { from: 2025, to: 2019 } },
    { occasion: '2023-02-30' },
  ])('%j is no span', (name) => {
    expect(spanOf(name)).toBeUndefined()
  })
})

describe('the reading of a rule', () => {
  const spanned = (name: SpanName) => {
    const span = spanOf(name)
    if (span === undefined) throw new Error('no such span')
    return readingOf({ kind: 'within', phrase: '', ...span })
  }

  it('says what people confirm', () => {
    expect(readingOf({ kind: 'before', date: '2023-05-10', phrase: '' })).toBe('hết ngày 09/5/2023')
    expect(readingOf({ kind: 'by', date: '2023-01-10', time: '16:00', phrase: '' })).toBe(
      'chậm nhất 16 giờ 00 ngày 10/01/2023',
    )
    expect(spanned({ quarter: 2, year: 2022 })).toBe('quý II/2022')
    expect(spanned({ month: 6, year: 2024, part: 'end' })).toBe('cuối tháng 6/2024')
    expect(spanned({ phase: { from: 2019, to: 2025 } })).toBe('giai đoạn 2019–2025')
    expect(spanned({ occasion: '2025-09-02' })).toBe('từ ngày 18/8/2025 đến hết ngày 02/9/2025')
    expect(readingOf({ kind: 'continuous', phrase: '' })).toBe('thường xuyên')
    expect(readingOf(recurring('month'))).toBe('hằng tháng')
    expect(readingOf(recurring(null))).toBe('định kỳ, chưa nêu chu kỳ')
    expect(readingOf(recurring('half', ['05-09', '10-29']))).toBe('hằng năm, chậm nhất ngày 09/5 và 29/10')
    expect(
      readingOf({ kind: 'relative', after: null, event: 'khi có yêu cầu', count: 3, unit: 'working-day', phrase: '' }),
    ).toBe('trong 03 ngày làm việc kể từ khi có yêu cầu')
  })
})
