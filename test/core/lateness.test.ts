import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { calendarOf } from '../../src/core/calendar.ts'
import { carriedForward, carriedTooOften } from '../../src/core/carried-answer.ts'
import { lastDayInTime, latenessOf } from '../../src/core/lateness.ts'
import { readCalendarYear } from '../../src/core/read-calendar.ts'
import { instantAt } from '../../src/core/time.ts'
import { lateBy } from '../../src/text/vi-receipt.ts'

const folder = new URL('../../config/calendar/', import.meta.url)
const calendar = calendarOf(
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .flatMap((name) => readCalendarYear(readFileSync(new URL(name, folder), 'utf8'), name).value ?? []),
)
const due = { due: '2023-04-27', rolledDue: null }

describe('how late an answer is', () => {
  it('is not late on the last day, nor on the last day of an extension', () => {
    expect(latenessOf(calendar, due, null, '2023-04-27')).toBeNull()
    expect(latenessOf(calendar, due, '2023-05-05', '2023-05-05')).toBeNull()
  })

  it('counts calendar days, and working days without the holidays between', () => {
    // 29/4 to 3/5/2023 were days off.
    expect(latenessOf(calendar, due, null, '2023-05-04')).toEqual({ last: '2023-04-27', days: 7, workingDays: 2 })
    expect(latenessOf(calendar, due, '2023-05-05', '2023-05-08')).toEqual({
      last: '2023-05-05',
      days: 3,
      workingDays: 1,
    })
  })

  it('is in time until the next working day where the law moves the day, and an earlier extension moves nothing', () => {
    expect(lastDayInTime({ due: '2023-04-29', rolledDue: '2023-05-04' }, null)).toBe('2023-05-04')
    expect(lastDayInTime(due, '2023-04-20')).toBe('2023-04-20')
  })

  it('says the working days only where they differ, and none in a year without a calendar', () => {
    expect(lateBy({ days: 7, workingDays: 2 })).toBe('trễ 7 ngày (2 ngày làm việc)')
    expect(lateBy({ days: 1, workingDays: 1 })).toBe('trễ 1 ngày')
    expect(latenessOf(calendarOf([]), due, null, '2023-04-28')).toMatchObject({ days: 1, workingDays: null })
  })
})

describe('an answer that is as in the period before', () => {
  const at = instantAt('2023-04-24', '10:00')
  const written = { at, body: { state: 'doing' as const } }

  it('stands since somebody wrote it, however often it is carried forward', () => {
    const once = carriedForward(written, false)
    expect(once).toEqual({ from: '2023-04-24', times: 1 })
    const later = { at: instantAt('2023-10-24'), body: { state: 'same' as const, carried: once } }
    expect(carriedForward(later, false)).toEqual({ from: '2023-04-24', times: 2 })
    expect(carriedForward(later, true)).toEqual({ from: '2023-04-24', times: 0 })
  })

  it('may be carried forward as often as the configuration says, and anew after fresh evidence', () => {
    const times = (count: number) => ({
      at,
      body: { state: 'same' as const, carried: { from: '2023-01-05', times: count } },
    })
    expect(carriedTooOften(written, 2)).toBeNull()
    expect(carriedTooOften(times(1), 2)).toBeNull()
    expect(carriedTooOften(times(2), 2)).toEqual({ from: '2023-01-05', times: 2 })
    expect(carriedTooOften(times(0), 0)).toEqual({ from: '2023-01-05', times: 0 })
  })
})
