import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calendarSpan, type Owed, ratesOf } from '../../../src/core/report/rates.ts'
import { addDays } from '../../../src/core/time.ts'

const owed = (due: string, answeredOn: string | null, cancelled = false): Owed => ({
  unitId: 'vp',
  due,
  answeredOn,
  cancelled,
})

const day = fc.integer({ min: 0, max: 400 }).map((count) => addDays('2023-01-01', count))
const anyOwed: fc.Arbitrary<Owed> = fc.record({
  unitId: fc.constantFrom('vp', 'dt'),
  due: day,
  answeredOn: fc.option(day),
  cancelled: fc.boolean(),
})

describe('ratesOf', () => {
  it('counts what came in time, what came late and what did not come', () => {
    const these = [
      owed('2023-04-27', '2023-04-27'),
      owed('2023-04-27', '2023-04-28'),
      owed('2023-04-27', null),
      owed('2023-04-27', null, true),
    ]
    expect(ratesOf(these, '2023-04-01', '2023-04-30')).toEqual({
      expected: 3,
      actual: 2,
      onTime: 1,
      rate: 66.7,
      rateOnTime: 33.3,
    })
  })

  it('expects nothing of what falls due outside the span, and then gives no rates', () => {
    const these = [owed('2023-03-31', '2023-03-30'), owed('2023-05-01', '2023-04-10')]
    expect(ratesOf(these, '2023-04-01', '2023-04-30')).toEqual({
      expected: 0,
      actual: 0,
      onTime: 0,
      rate: null,
      rateOnTime: null,
    })
  })

  it('never has more on time than came, nor more that came than was expected', () => {
    fc.assert(
      fc.property(fc.array(anyOwed, { maxLength: 40 }), day, day, (these, from, to) => {
        const { expected, actual, onTime, rate, rateOnTime } = ratesOf(these, from, to)
        expect(onTime).toBeGreaterThanOrEqual(0)
        expect(actual).toBeGreaterThanOrEqual(onTime)
        expect(expected).toBeGreaterThanOrEqual(actual)
        expect(rate === null).toBe(expected === 0)
        for (const one of [rate, rateOnTime]) if (one !== null) expect(one >= 0 && one <= 100).toBe(true)
      }),
    )
  })

  it('adds up over Units and over neighbouring spans', () => {
    fc.assert(
      fc.property(fc.array(anyOwed, { maxLength: 40 }), day, (these, middle) => {
        const [first, last] = ['2022-12-31', '2024-12-31']
        const whole = ratesOf(these, first, last)
        const units = ['vp', 'dt'].map((id) =>
          ratesOf(
            these.filter(({ unitId }) => unitId === id),
            first,
            last,
          ),
        )
        const spans = [ratesOf(these, first, middle), ratesOf(these, addDays(middle, 1), last)]
        for (const name of ['expected', 'actual', 'onTime'] as const)
          for (const parts of [units, spans]) expect(parts.reduce((sum, one) => sum + one[name], 0)).toBe(whole[name])
      }),
    )
  })

  it('is never worse after an Extension', () => {
    fc.assert(
      fc.property(day, day, fc.integer({ min: 0, max: 60 }), (due, answeredOn, more) => {
        const all = (one: Owed) => ratesOf([one], '2022-12-31', '2025-12-31').onTime
        expect(all(owed(addDays(due, more), answeredOn))).toBeGreaterThanOrEqual(all(owed(due, answeredOn)))
      }),
    )
  })
})

describe('calendarSpan', () => {
  it('gives the month, quarter and year of a day', () => {
    expect(calendarSpan('month', '2024-02-10')).toEqual({ from: '2024-02-01', to: '2024-02-29' })
    expect(calendarSpan('quarter', '2023-05-03')).toEqual({ from: '2023-04-01', to: '2023-06-30' })
    expect(calendarSpan('quarter', '2023-12-31')).toEqual({ from: '2023-10-01', to: '2023-12-31' })
    expect(calendarSpan('year', '2023-05-03')).toEqual({ from: '2023-01-01', to: '2023-12-31' })
  })

  it('always holds its day', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('month', 'quarter', 'year' as const), (one, kind) => {
        const { from, to } = calendarSpan(kind, one)
        expect(from <= one && one <= to).toBe(true)
      }),
    )
  })
})
