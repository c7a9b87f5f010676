import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutMisreadPairs } from '../../src/document/misread-pairs.ts'

const read = (line: string): string => withoutMisreadPairs(line.split(' ')).join(' ')

describe('tones that recognition has mixed up', () => {
  it.each([
    ['05 ngày kế từ khi nhận', '05 ngày kể từ khi nhận'],
    ['vào ngày 15 hãng tháng.', 'vào ngày 15 hằng tháng.'],
    ['BẠN QUẢN LÝ', 'BAN QUẢN LÝ'],
    ['II. TỐ CHỨC', 'II. TỔ CHỨC'],
    ['(tống hợp)', '(tổng hợp)'],
    ['02 ngày làm. việc', '02 ngày làm việc'],
    ['đến tháng. 11/2024', 'đến tháng 11/2024'],
  ])('%s is read as %s', (seen, right) => {
    expect(read(seen)).toBe(right)
  })

  it.each(['hàng tháng', 'quản lí', 'để xuất khẩu', 'Các đơn vị. Chủ trì', 'Kế hoạch số 7', 'hằng tháng. 2. Phòng'])(
    '%s stays',
    (line) => {
      expect(read(line)).toBe(line)
    },
  )

  it('are put right once and for all, and no word is lost', () => {
    const word = fc.constantFrom(
      'kế',
      'từ',
      'tố',
      'chức',
      'hãng',
      'tháng,',
      'năm',
      '(ban',
      'hành)',
      '12/5',
      '-',
      'QUẢN',
      'lý.',
    )
    fc.assert(
      fc.property(fc.array(word), (words) => {
        const once = withoutMisreadPairs(words)
        expect(once).toHaveLength(words.length)
        expect(withoutMisreadPairs(once)).toEqual(once)
      }),
    )
  })
})
