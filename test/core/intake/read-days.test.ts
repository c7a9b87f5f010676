import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readDays } from '../../../src/core/intake/read-days.ts'
import { addDays, dayOf, monthOf, yearOf } from '../../../src/core/time.ts'

/** A Monday. */
const today = '2023-04-24'

describe('days of a leave as they are typed', () => {
  it.each([
    ['từ 05/5 đến 12/5', '2023-05-05', '2023-05-12'],
    ['tu 5/5 den 12/5/2023', '2023-05-05', '2023-05-12'],
    ['5/5 - 12/5', '2023-05-05', '2023-05-12'],
    ['5-12/5', '2023-05-05', '2023-05-12'],
    ['từ ngày 05/5/2023 đến hết ngày 12/5/2023', '2023-05-05', '2023-05-12'],
    ['12/5', '2023-05-12', '2023-05-12'],
    ['đến hết 12/5', '2023-04-24', '2023-05-12'],
    ['từ nay đến 12/5', '2023-04-24', '2023-05-12'],
    ['hôm nay', '2023-04-24', '2023-04-24'],
    ['NGÀY MAI', '2023-04-25', '2023-04-25'],
    ['từ mai đến 5/5', '2023-04-25', '2023-05-05'],
    ['tuần này', '2023-04-24', '2023-04-30'],
    ['đến hết tuần sau', '2023-04-24', '2023-05-07'],
    ['tuần sau', '2023-05-01', '2023-05-07'],
    ['tháng 5', '2023-05-01', '2023-05-31'],
    // Already begun, and over the turn of the year.
    ['từ 20/4 đến 28/4', '2023-04-20', '2023-04-28'],
    ['từ 28/12 đến 10/2', '2023-12-28', '2024-02-10'],
  ])('%s', (typed, from, to) => {
    expect(readDays(typed, today)).toEqual({ from, to })
  })

  it.each(['xin chào', '31/2', 'từ 12/5 đến 5/5/2023', '', 'từ 5/5 đến', 'từ 5/5', 'x'.repeat(1_000)])(
    '“%s” is none',
    (typed) => {
      expect(readDays(typed, today)).toBeUndefined()
    },
  )

  it('are what was written, with or without the year, within the months around today', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -60, max: 200 }),
        fc.integer({ min: 0, max: 60 }),
        fc.boolean(),
        (after, length, year) => {
          const from = addDays(today, after)
          const to = addDays(from, length)
          const shown = (day: string): string =>
            [String(dayOf(day)), String(monthOf(day)), ...(year ? [String(yearOf(day))] : [])].join('/')
          expect(readDays(`từ ${shown(from)} đến ${shown(to)}`, today)).toEqual({ from, to })
        },
      ),
    )
  })
})
