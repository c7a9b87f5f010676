import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readChoice, readNumber, readNumeral } from '../../../src/core/flow/answers.ts'
import { numberFromWords } from '../../../src/core/flow/number-words.ts'
import { showNumber } from '../../../src/core/flow/show-number.ts'
import { foldVietnamese } from '../../../src/core/fold.ts'

const number = (value: number, more: { percent?: boolean; about?: boolean } = {}) => ({
  kind: 'number',
  value,
  percent: false,
  about: false,
  ...more,
})

describe('folding', () => {
  it('takes accents, case, đ and spare spaces away', () => {
    expect(foldVietnamese('  Đã HOÀN\tthành\n nhiệm vụ ')).toBe('da hoan thanh nhiem vu')
    expect(foldVietnamese('Như kỳ trước')).toBe('nhu ky truoc')
  })

  it('gives the same for NFC and NFD and changes nothing the second time', () => {
    const vietnamese = fc.string({ unit: fc.constantFrom(...'aăâeêioôơuưyđĐÀẢÃÁẠẰẲẴẮẶ ửữứự\u00a0\u0301b') })
    fc.assert(
      fc.property(fc.oneof(vietnamese, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' })), (text) => {
        const folded = foldVietnamese(text)
        expect(foldVietnamese(folded)).toBe(folded)
        expect(foldVietnamese(text.normalize('NFD'))).toBe(foldVietnamese(text.normalize('NFC')))
      }),
    )
  })
})

describe('reading a number', () => {
  it.each([
    ['85,5 %', number(85.5, { percent: true })],
    ['85,5%', number(85.5, { percent: true })],
    ['85.5%', number(85.5, { percent: true })],
    ['85.123 %', number(85.123, { percent: true })],
    ['85 phần trăm', number(85, { percent: true })],
    ['100 %', number(100, { percent: true })],
    ['1.234', number(1234)],
    ['1.234,5', number(1234.5)],
    ['1,234.5', number(1234.5)],
    ['1,234', number(1.234)],
    ['1,234,567', number(1_234_567)],
    ['1.234.567', number(1_234_567)],
    ['0.123', number(0.123)],
    ['12 000', number(12_000)],
    ['12\u00a0000,5', number(12_000.5)],
    ['0', number(0)],
    ['-5', number(-5)],
    ['−5', number(-5)],
    ['âm 5', number(-5)],
    ['khoảng 85', number(85, { about: true })],
    ['~ 85', number(85, { about: true })],
    ['hơn 1.200 người', number(1200, { about: true })],
    ['đạt 85', number(85)],
    ['được khoảng 12 mô hình ạ', number(12, { about: true })],
    ['12 mô hình', number(12)],
    ['5tr', number(5_000_000)],
    ['5 triệu', number(5_000_000)],
    ['1,5 tỷ đồng', number(1_500_000_000)],
    ['mười hai', number(12)],
    ['tám mươi lăm phần trăm', number(85, { percent: true })],
    ['95/100', { kind: 'ratio', numerator: 95, denominator: 100, about: false }],
    ['95 / 100 hồ sơ', { kind: 'ratio', numerator: 95, denominator: 100, about: false }],
    ['1.250 hồ sơ trên 1.300', { kind: 'ratio', numerator: 1250, denominator: 1300, about: false }],
    ['không có số liệu', { kind: 'none' }],
    ['chua co', { kind: 'none' }],
    ['Chưa có ạ', { kind: 'none' }],
    ['-', { kind: 'none' }],
    ['k', { kind: 'none' }],
    ['', { kind: 'unreadable', why: 'empty' }],
    ['1e3', { kind: 'unreadable', why: 'no-number' }],
    ['½', { kind: 'unreadable', why: 'no-number' }],
    ['٤٥', { kind: 'unreadable', why: 'no-number' }],
    ['đang tổng hợp', { kind: 'unreadable', why: 'no-number' }],
    ['chưa được 85', { kind: 'unreadable', why: 'no-number' }],
    ['từ 80 đến 90', { kind: 'unreadable', why: 'no-number' }],
    ['80 đến 90', { kind: 'unreadable', why: 'several-numbers' }],
    ['12/5/2023', { kind: 'unreadable', why: 'several-numbers' }],
    ['9'.repeat(400), { kind: 'unreadable', why: 'too-large' }],
    ['1.23.4', { kind: 'unreadable', why: 'grouping' }],
  ])('reads "%s"', (text, wanted) => {
    expect(readNumber(text)).toEqual(wanted)
    expect(readNumber(text.normalize('NFD'))).toEqual(wanted)
  })

  it('measures a spoken scale in the unit that was asked for', () => {
    expect(readNumber('500 triệu', 'tỷ đồng')).toEqual(number(0.5))
    expect(readNumber('5 triệu', 'triệu đồng')).toEqual(number(5))
    expect(readNumber('500', 'tỷ đồng')).toEqual(number(500))
  })

  it('reads back every number that is written the Vietnamese way', () => {
    const writable = fc.oneof(
      fc.double({ min: -1e15, max: 1e15, noNaN: true }),
      fc.integer(),
      fc.integer({ min: -10_000_000, max: 10_000_000 }).map((n) => n / 1000),
    )
    fc.assert(
      fc.property(writable, (value) => {
        expect(readNumber(showNumber(value))).toEqual(number(value + 0))
      }),
    )
  })

  it('never reads a number out of words alone', () => {
    const word = fc.constantFrom('đang', 'chưa', 'triển', 'khai', 'xã', 'hộ', 'báo', 'cáo')
    fc.assert(
      fc.property(fc.array(word, { minLength: 2, maxLength: 8 }), (words) => {
        expect(readNumber(words.join(' ')).kind).not.toBe('number')
      }),
    )
  })

  it('keeps a numeral with broken groups unread', () => {
    expect(readNumeral('12.34.56')).toBeUndefined()
    expect(readNumeral('1 23')).toBeUndefined()
  })
})

describe('numbers in words', () => {
  const ones = ['', 'mốt', 'hai', 'ba', 'bốn', 'lăm', 'sáu', 'bảy', 'tám', 'chín']
  const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín', 'mười']
  const spoken = (n: number): string => {
    if (n === 100) return 'một trăm'
    if (n <= 10) return digits[n] ?? ''
    const ten = Math.floor(n / 10)
    const one = ten === 1 && n % 10 === 1 ? 'một' : ones[n % 10]
    return `${ten === 1 ? 'mười' : `${digits[ten]} mươi`} ${one}`.trim()
  }

  it('knows all of them from one to a hundred', () => {
    for (let n = 1; n <= 100; n += 1)
      expect([spoken(n), numberFromWords(foldVietnamese(spoken(n)))]).toEqual([spoken(n), n])
  })

  it('does not take two digits side by side for a number', () => {
    expect(numberFromWords('hai ba')).toBeUndefined()
    expect(numberFromWords('lam')).toBeUndefined()
  })
})

describe('reading a choice', () => {
  const options = [
    { name: 'done', label: 'Đã hoàn thành', keywords: ['xong', 'hoàn thành'] },
    { name: 'doing', label: 'Đang thực hiện', keywords: ['đang làm'] },
    { name: 'obstacle', label: 'Có vướng mắc', keywords: ['vướng'] },
  ]

  it.each([
    ['2', 'doing'],
    ['2.', 'doing'],
    ['chọn 3', 'obstacle'],
    ['Đã hoàn thành', 'done'],
    ['DA HOAN THANH', 'done'],
    ['đã hoàn thành rồi ạ', 'done'],
    ['xong!', 'done'],
    ['dang', 'doing'],
    ['vuong', 'obstacle'],
    ['4', undefined],
    ['0', undefined],
    ['chưa hoàn thành', undefined],
    ['đ', undefined],
    ['', undefined],
  ])('"%s" means %s', (text, wanted) => {
    expect(readChoice(text, options)).toBe(wanted)
    expect(readChoice(text.normalize('NFD'), options)).toBe(wanted)
  })

  it('leaves a bare number alone where a number is itself an answer', () => {
    expect(readChoice('1', options, false)).toBeUndefined()
  })
})
