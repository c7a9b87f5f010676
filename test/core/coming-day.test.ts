import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comingDay } from '../../src/core/coming-day.ts'
import { addDays, isLocalDate, shortDate } from '../../src/core/time.ts'

// A Thursday.
const today = '2023-05-04'
const due = '2023-05-09'

const words = fc.constantFrom(
  ...['ngày', 'tháng', 'năm', 'tuần', 'thứ', 'cuối', 'sau', 'nữa', 'thêm', 'tới', 'đến', 'sáu', 'hai', 'một'],
  ...['0', '1', '5', '12', '20', '31', '99', '2023', '20/5', '31/2', '1/1/0', '9'.repeat(20), '.', '/', '-'],
)
const mixed = fc.tuple(fc.array(words, { maxLength: 7 }), fc.constantFrom(' ', '')).map(([some, by]) => some.join(by))

describe('a day to come, as people type it', () => {
  it.each([
    ['20/5/2023', '2023-05-20'],
    ['20/5', '2023-05-20'],
    ['20-5', '2023-05-20'],
    ['20.5.23', '2023-05-20'],
    ['ngày 20', '2023-05-20'],
    ['ngày 3', '2023-06-03'],
    ['20 tháng 5', '2023-05-20'],
    ['đến ngày 20 tháng 5 năm 2023', '2023-05-20'],
    ['1/3', '2024-03-01'],
    ['29/2', '2024-02-29'],
    ['2023-05-20', '2023-05-20'],
    ['hôm nay', '2023-05-04'],
    ['mai', '2023-05-05'],
    ['thứ sáu', '2023-05-05'],
    ['thu 5', '2023-05-11'],
    ['thứ sáu tuần sau', '2023-05-12'],
    ['thứ Sáu tuần tới.', '2023-05-12'],
    ['T6 tuần sau', '2023-05-12'],
    ['chủ nhật', '2023-05-07'],
    ['cuối tuần', '2023-05-05'],
    ['cuối tháng', '2023-05-31'],
    ['cuối tháng sau', '2023-06-30'],
    ['cuối tháng 2', '2024-02-29'],
    ['3 ngày nữa', '2023-05-07'],
    ['hai tuần nữa', '2023-05-18'],
    ['thêm 5 ngày', '2023-05-14'],
    ['them mot thang', '2023-06-09'],
  ])('“%s” is %s', (typed, day) => {
    expect(comingDay(typed, today, due)).toBe(day)
  })

  it.each(['31/2', '32/5', '5', 'sớm', 'thứ chín', 'ngày 40', 'cuối tháng 13', '', '20/5/2023/1'])(
    '“%s” is none',
    (typed) => {
      expect(comingDay(typed, today, due)).toBeUndefined()
    },
  )

  it('reads whatever it writes, and never fails on anything else', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (ahead) => {
        const day = addDays(today, ahead)
        expect(comingDay(shortDate(day), today, due)).toBe(day)
      }),
    )
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'grapheme' }), mixed), (typed) => {
        const day = comingDay(typed, today, due)
        expect(day === undefined || isLocalDate(day)).toBe(true)
      }),
    )
  })
})
