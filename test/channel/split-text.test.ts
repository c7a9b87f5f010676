import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shorten, splitText } from '../../src/channel/split-text.ts'

const piece = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    '\n',
    '\n\n',
    '\r\n',
    '. ',
    ' ',
    '👨‍👩‍👧‍👦',
    '🇻🇳',
    'Việc đã xong',
    'e\u0302\u0301',
    ' \u0301',
    '\u0323',
  ),
)
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''))
const limit = fc.integer({ min: 2, max: 60 })
const loneSurrogate = /\p{Cs}/u
const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

describe('splitText', () => {
  it('gives parts that joined are the text, none longer than the limit and none empty', () => {
    fc.assert(
      fc.property(text, limit, (given, most) => {
        const parts = splitText(given, most)
        expect(parts.join('')).toBe(given)
        expect(parts.every((part) => part.length <= most)).toBe(true)
        expect(given === '' ? parts : parts.filter((part) => part === '')).toEqual(given === '' ? [''] : [])
      }),
    )
  })

  it('never leaves half a surrogate pair', () => {
    fc.assert(
      fc.property(text, limit, (given, most) => {
        expect(splitText(given, most).some((part) => loneSurrogate.test(part))).toBe(false)
      }),
    )
  })

  it('cuts only between characters as people see them, while these fit', () => {
    fc.assert(
      fc.property(text, limit, (given, most) => {
        const found = [...graphemes.segment(given)]
        fc.pre(found.every(({ segment }) => segment.length <= most))
        const starts = new Set([...found.map(({ index }) => index), given.length])
        let at = 0
        for (const part of splitText(given, most)) {
          at += part.length
          expect(starts.has(at)).toBe(true)
        }
      }),
    )
  })

  it('prefers the end of a paragraph to a line, a sentence, a word', () => {
    expect(splitText('Mở đầu.\n\nHai ba bốn. Năm', 14)).toEqual(['Mở đầu.\n\n', 'Hai ba bốn. ', 'Năm'].slice(0, 3))
    expect(splitText('Một hai\nba. bốn năm', 14)).toEqual(['Một hai\n', 'ba. bốn năm'])
    expect(splitText('Một hai ba. Bốn năm', 14)).toEqual(['Một hai ba. ', 'Bốn năm'])
    expect(splitText('Một hai ba bốn năm', 14)).toEqual(['Một hai ba ', 'bốn năm'])
  })

  it('does not make a short first part for the sake of an early pause', () => {
    expect(splitText(`A. ${'b'.repeat(30)}`, 20)[0]).toHaveLength(20)
  })

  it('cuts inside a character only when it alone is longer than the limit', () => {
    const family = '👨‍👩‍👧‍👦'
    expect(splitText(`ab${family}`, family.length)).toEqual(['ab', family])
    expect(splitText(family, 3).join('')).toBe(family)
  })

  it('refuses a limit that no surrogate pair fits into', () => {
    expect(() => splitText('a', 1)).toThrow(RangeError)
  })
})

describe('shorten', () => {
  it('leaves a text that fits, and marks one that was cut, never in a character', () => {
    expect(shorten('vừa đủ', 6)).toBe('vừa đủ')
    expect(shorten('Văn phòng Ban Quản lý', 10)).toBe('Văn phòng…')
    fc.assert(
      fc.property(text, fc.integer({ min: 3, max: 40 }), (given, most) => {
        const short = shorten(given, most)
        expect(short.length).toBeLessThanOrEqual(most)
        expect(loneSurrogate.test(short)).toBe(false)
      }),
    )
  })
})
