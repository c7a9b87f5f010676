import { describe, expect, it } from 'vitest'
import type { DueRule, Interval } from '../../src/core/plan/plan.ts'
import { readingOf } from '../../src/text/vi-deadline.ts'

const months = Array.from({ length: 12 }, (_, index) => String(index + 1).padStart(2, '0'))
const monthly = (day: string): string[] => months.map((month) => `${month}-${day}`)

function reading(every: Interval | null, more: Partial<Extract<DueRule, { kind: 'recurring' }>> = {}): string {
  return readingOf({ kind: 'recurring', phrase: '', every, ...more })
}

describe('the reading of a recurring rule', () => {
  it.each([
    ['day', 'hằng ngày'],
    ['week', 'hằng tuần'],
    ['month', 'hằng tháng'],
    ['quarter', 'hằng quý'],
    ['half', '06 tháng một lần'],
    ['year', 'hằng năm'],
  ] as const)('every %s is “%s”', (every, wanted) => {
    expect(reading(every)).toBe(wanted)
  })

  it('says that the interval is missing', () => {
    expect(reading(null)).toBe('định kỳ, chưa nêu chu kỳ')
  })

  it('names one day of every month once', () => {
    expect(reading('month', { on: monthly('15') })).toBe('hằng tháng, chậm nhất ngày 15')
  })

  it('sees the 30th in a February that closes earlier', () => {
    const on = monthly('30').map((day) => (day === '02-30' ? '02-29' : day))
    expect(reading('month', { on })).toBe('hằng tháng, chậm nhất ngày 30')
  })

  it('names the last day of every month', () => {
    const on = ['31', '29', '31', '30', '31', '30', '31', '31', '30', '31', '30', '31'].map(
      (day, index) => `${months[index]}-${day}`,
    )
    expect(reading('month', { on })).toBe('hằng tháng, chậm nhất ngày cuối tháng')
  })

  it('names the one month that has another day, be it the first', () => {
    const other = (month: string, day: string) =>
      monthly('24').map((one) => (one.startsWith(month) ? `${month}-${day}` : one))
    expect(reading('month', { on: other('12', '19') })).toBe('hằng tháng, chậm nhất ngày 24 (riêng tháng 12: ngày 19)')
    expect(reading('month', { on: other('01', '10') })).toBe('hằng tháng, chậm nhất ngày 24 (riêng tháng 1: ngày 10)')
  })

  it('names the month within the quarter', () => {
    expect(reading('quarter', { on: ['03-20', '06-20', '09-20', '12-20'] })).toBe(
      'hằng quý, chậm nhất ngày 20 tháng cuối quý',
    )
    expect(reading('quarter', { on: ['01-05', '04-05', '07-05', '10-05'] })).toBe(
      'hằng quý, chậm nhất ngày 05 tháng đầu quý',
    )
  })

  it('names the days of a year', () => {
    expect(reading('year', { on: ['05-09', '10-29'] })).toBe('hằng năm, chậm nhất ngày 09/5 và 29/10')
    expect(reading('year', { on: ['02-29'] })).toBe('hằng năm, chậm nhất ngày 28/02')
  })

  it('says how often, on which weekday and at which hour', () => {
    expect(reading('day', { times: 2 })).toBe('02 lần mỗi ngày')
    expect(reading('half', { times: 2 })).toBe('02 lần mỗi 06 tháng')
    expect(reading('week', { weekday: 5 })).toBe('thứ Sáu hằng tuần')
    expect(reading('week', { weekday: 7, time: '16:00' })).toBe('16 giờ 00 Chủ nhật hằng tuần')
    expect(reading('month', { on: monthly('14'), time: '16:00' })).toBe('hằng tháng, chậm nhất 16 giờ 00 ngày 14')
  })
})

describe('the reading of a length counted from an event', () => {
  const relative = (more: Partial<Extract<DueRule, { kind: 'relative' }>>): string =>
    readingOf({ kind: 'relative', phrase: '', after: null, event: '', count: 5, unit: 'day', ...more })

  it.each([
    [{ event: 'khi nhận được yêu cầu' }, 'trong 05 ngày kể từ khi nhận được yêu cầu'],
    [{ after: '2022-04-20' }, 'trong 05 ngày kể từ ngày 20/4/2022'],
    [{}, 'trong 05 ngày, chưa rõ kể từ ngày nào'],
    [{ event: 'ngày khai mạc', before: true }, 'chậm nhất 05 ngày trước ngày khai mạc'],
    [{ before: true }, 'trước 05 ngày, chưa rõ so với ngày nào'],
    [{ event: 'khi ban hành', count: 0, before: true }, 'trước khi ban hành'],
    [{ event: 'khi có yêu cầu', count: 0 }, 'khi có yêu cầu'],
    [{ event: 'khi xảy ra', count: 24, unit: 'hour' }, 'trong 24 giờ kể từ khi xảy ra'],
  ] as const)('of %o is “%s”', (more, wanted) => {
    expect(relative(more)).toBe(wanted)
  })
})
