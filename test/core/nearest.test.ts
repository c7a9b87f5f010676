import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearest } from '../../src/core/nearest.ts'

describe('nearest', () => {
  it('finds the word behind a slip of the pen', () => {
    expect(nearest('van-phogn', ['doan-the', 'van-phong'])).toBe('van-phong')
    expect(nearest('Văn phòng', ['doan-the', 'van-phong'])).toBe('van-phong')
    expect(nearest('isuedOn', ['issuer', 'issuedOn', 'place'])).toBe('issuedOn')
  })

  it('finds nothing when no word is near', () => {
    expect(nearest('kho-bac', ['van-phong', 'dau-tu'])).toBeUndefined()
    expect(nearest('x'.repeat(5000), ['x'])).toBeUndefined()
  })

  it('gives a known word back when it is written exactly', () => {
    const words = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,12}$/), { minLength: 1, maxLength: 10 })
    fc.assert(
      fc.property(
        words,
        fc.nat(),
        (known, at) => nearest(known[at % known.length] ?? '', known) === known[at % known.length],
      ),
    )
  })

  it('forgives one changed letter in a word of three letters or more', () => {
    const word = fc.stringMatching(/^[a-z]{3,20}$/)
    fc.assert(
      fc.property(word, fc.nat(), (known, at) => {
        const place = at % known.length
        expect(nearest(`${known.slice(0, place)}0${known.slice(place + 1)}`, [known])).toBe(known)
      }),
    )
  })
})
