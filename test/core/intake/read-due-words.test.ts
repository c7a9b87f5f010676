import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { foldVietnamese } from '../../../src/core/fold.ts'
import { readDueWords } from '../../../src/core/intake/read-due-words.ts'
import { addDays, dayOf, isLocalDate, monthOf } from '../../../src/core/time.ts'
import { readingOf } from '../../../src/text/vi-deadline.ts'
import { contextOf } from './time-table.ts'

const plan = contextOf('2023 @10/02/2023')

function reading(text: string): string | undefined {
  const read = readDueWords(text, plan)
  return read === undefined ? undefined : readingOf(read.rule)
}

const typed: readonly (readonly [string, string])[] = [
  ['10/5', 'hết ngày 10/5/2023'],
  ['10/5/2023', 'hết ngày 10/5/2023'],
  ['10-5-2023', 'hết ngày 10/5/2023'],
  ['10.5.2023', 'hết ngày 10/5/2023'],
  ['ngày 10 tháng 5', 'hết ngày 10/5/2023'],
  ['trước 30/10/2023', 'hết ngày 29/10/2023'],
  ['trước ngày 30/10', 'hết ngày 29/10/2023'],
  ['trước 17h ngày 5/6', 'trước 17 giờ 00 ngày 05/6/2023'],
  ['hết quý 2', 'hết ngày 30/6/2023'],
  ['quý II', 'quý II/2023'],
  ['tháng 6', 'tháng 6/2023'],
  ['cuối tháng 6', 'cuối tháng 6/2023'],
  ['6 tháng đầu năm', '06 tháng đầu năm 2023'],
  ['6 tháng một lần', '06 tháng một lần'],
  ['hằng tháng ngày 15', 'hằng tháng, chậm nhất ngày 15'],
  ['trước ngày 20 tháng cuối quý', 'hằng quý, chậm nhất ngày 19 tháng cuối quý'],
  ['chiều thứ sáu hằng tuần', 'thứ Sáu hằng tuần'],
  ['hằng năm', 'hằng năm'],
  ['thường xuyên', 'thường xuyên'],
  ['khi có yêu cầu', 'khi có yêu cầu'],
  ['từ 1/3 đến 30/4', 'từ ngày 01/3/2023 đến hết ngày 30/4/2023'],
  ['định kỳ 6 tháng', '06 tháng một lần'],
  ['tháng tư', 'tháng 4/2023'],
  ['sáu tháng đầu năm', '06 tháng đầu năm 2023'],
]

describe('a due date typed in chat', () => {
  it.each(typed)('“%s” is %s', (text, wanted) => {
    expect(reading(text)).toBe(wanted)
  })

  it.each(typed)('“%s” reads the same without accents, decomposed and in capitals', (text, wanted) => {
    expect(reading(foldVietnamese(text))).toBe(wanted)
    expect(reading(text.normalize('NFD'))).toBe(wanted)
    expect(reading(`  ${text.toUpperCase()} `)).toBe(wanted)
  })

  it('may have a few words around it', () => {
    expect(reading('đổi sang 10/5 nhé')).toBe('hết ngày 10/5/2023')
    expect(reading('hạn là 10/5')).toBe('hết ngày 10/5/2023')
  })

  it('keeps what was typed as its phrase', () => {
    expect(readDueWords(' Trước 30/10 ', plan)?.rule.phrase).toBe('Trước 30/10')
  })

  it('says when the year is a guess', () => {
    expect(readDueWords('10/5', contextOf('2021-2025'))?.doubts).toEqual(['no-year'])
  })

  it.each([
    '',
    '   ',
    'abc',
    '10',
    '31/2',
    '32/5',
    'quý 5',
    'tháng 13',
    '10/5 và 30/10',
    'không làm nữa',
    '10/5 gửi Sở Nội vụ',
    'x'.repeat(5000),
  ])('gives nothing for “%s”', (text) => {
    expect(readDueWords(text, plan)).toBeUndefined()
  })

  it('takes any day of the plan’s year typed as d/m for that day', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 364 }), (count) => {
        const date = addDays('2023-01-01', count)
        expect(readDueWords(`${dayOf(date)}/${monthOf(date)}`, plan)?.due).toBe(date)
      }),
    )
  })

  it('gives days that exist, in their order, or nothing, whatever is typed', () => {
    const words = typed.flatMap(([text]) => text.split(' '))
    const mixed = fc.array(fc.constantFrom(...words, '31', '2', '0', '00/00', '-', '9'.repeat(20)), { maxLength: 12 })
    const text = fc.oneof(
      mixed.map((some) => some.join(' ')),
      fc.string({ unit: 'grapheme', maxLength: 250 }),
    )
    fc.assert(
      fc.property(text, (said) => {
        const read = readDueWords(said, plan)
        if (read === undefined) return
        expect(read.rule.phrase).toBe(said.trim())
        for (const day of [read.from, read.due]) expect(day === null || isLocalDate(day)).toBe(true)
        if (read.from !== null && read.due !== null) expect(read.from <= read.due).toBe(true)
        expect(readingOf(read.rule)).not.toMatch(/undefined|NaN|null/)
      }),
    )
  })
})
