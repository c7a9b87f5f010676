import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Operator } from '../../../src/core/plan/plan.ts'
import { combine, isAdditive, reaches, type UnitFigure, verdictOn } from '../../../src/core/report/figures.ts'
import { formatNumber, pointLetter, roman } from '../../../src/core/report/vietnamese-number.ts'

const ratio = { unit: '%', ratio: { numerator: 'đúng hạn', denominator: 'đã giải quyết' } }
const count = { unit: 'mô hình', ratio: null }
const percent = { unit: '%', ratio: null }

const given = (figures: readonly Omit<UnitFigure['figure'], 'indicatorId'>[]): UnitFigure[] =>
  figures.map((figure, index) => ({ unitId: `u${index}`, figure: { indicatorId: 'i', ...figure } }))

const parts = fc
  .record({ denominator: fc.integer({ min: 1, max: 100_000 }), share: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ denominator, share }) => ({ numerator: Math.floor(denominator * share), denominator }))

const op = fc.constantFrom<Operator>('>', '>=', '=', '<=', '<')

describe('figures of several Units', () => {
  it('sums counts', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 2 }), (values) => {
        const actual = combine(count, given(values.map((value) => ({ value }))))
        expect(actual).toEqual({ kind: 'whole', value: values.reduce((a, b) => a + b, 0), parts: null })
      }),
    )
  })

  it('recomputes a ratio from the summed parts, never from the ratios that were given', () => {
    fc.assert(
      fc.property(fc.array(parts, { minLength: 2, maxLength: 20 }), fc.double({ noNaN: true }), (all, claimed) => {
        const actual = combine(ratio, given(all.map((one) => ({ ...one, value: claimed }))))
        const numerator = all.reduce((sum, one) => sum + one.numerator, 0)
        const denominator = all.reduce((sum, one) => sum + one.denominator, 0)
        expect(actual).toEqual({
          kind: 'whole',
          value: (numerator * 100) / denominator,
          parts: { numerator, denominator },
        })
      }),
    )
  })

  it('shows a percentage without parts for each Unit and makes no mean of it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 2 }), (values) => {
        const figures = given(values.map((value) => ({ value })))
        for (const indicator of [percent, ratio]) {
          expect(combine(indicator, figures)).toEqual({
            kind: 'per-unit',
            values: values.map((value, index) => ({ unitId: `u${index}`, value })),
          })
        }
      }),
    )
  })

  it('does not put a ratio together when one Unit gave no parts or an empty denominator', () => {
    const figures = given([
      { value: 95, numerator: 95, denominator: 100 },
      { value: 0, numerator: 0, denominator: 0 },
    ])
    expect(combine(ratio, figures).kind).toBe('per-unit')
  })

  it('adds neither rates nor marks nor ranks', () => {
    for (const unit of ['%', 'ngày/hồ sơ', 'điểm', 'hạng', '‰']) expect(isAdditive({ unit, ratio: null })).toBe(false)
    for (const unit of ['mô hình', 'cuộc', 'lượt người', 'doanh nghiệp', '']) {
      expect(isAdditive({ unit, ratio: null })).toBe(true)
    }
  })

  it('takes what is not a number as not given', () => {
    expect(combine(count, given([{ value: Number.NaN }]))).toEqual({ kind: 'none' })
    expect(combine(count, [])).toEqual({ kind: 'none' })
  })
})

describe('verdicts', () => {
  it.each([
    [85, '>', 85, false],
    [85, '>=', 85, true],
    [84.996, '>=', 85, false],
    [0.1 + 0.2, '=', 0.3, true],
    [0.1 + 0.2, '>', 0.3, false],
    [5, '<=', 5, true],
    [5, '<', 5, false],
    [-12, '<=', -10, true],
  ] as const)('%d %s %d is %s', (value, sign, target, wanted) => {
    expect(reaches(value, sign, target)).toBe(wanted)
  })

  it('has exactly one of: below, at, above', () => {
    const value = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(value, value, (a, b) => {
        const holds = (['<', '=', '>'] as const).filter((sign) => reaches(a, sign, b))
        expect(holds).toHaveLength(1)
        expect(reaches(a, '<=', b)).toBe(!reaches(a, '>', b))
        expect(reaches(a, '>=', b)).toBe(!reaches(a, '<', b))
      }),
    )
  })

  it('of Units that agree is the verdict on any weighted mean of them', () => {
    const weighted = fc.record({
      value: fc.integer({ min: 0, max: 100 }),
      weight: fc.integer({ min: 1, max: 1000 }),
    })
    fc.assert(
      fc.property(
        fc.array(weighted, { minLength: 2, maxLength: 8 }),
        op,
        fc.integer({ min: 0, max: 100 }),
        (all, sign, target) => {
          const verdict = verdictOn(
            { op: sign, target },
            { kind: 'per-unit', values: all.map((one, index) => ({ unitId: `u${index}`, value: one.value })) },
          )
          const weight = all.reduce((sum, one) => sum + one.weight, 0)
          const mean = all.reduce((sum, one) => sum + one.value * one.weight, 0) / weight
          if (verdict !== 'mixed') expect(reaches(mean, sign, target)).toBe(verdict === 'met')
        },
      ),
    )
  })

  it('says that there are no figures when there are none', () => {
    expect(verdictOn({ op: '>=', target: 0 }, { kind: 'none' })).toBe('no-data')
  })
})

describe('numbers as Vietnamese texts write them', () => {
  it.each([
    [1234.5, '1.234,5'],
    [1_000_000, '1.000.000'],
    [97.481481, '97,48'],
    [100, '100'],
    [-0.001, '0'],
    [-10, '-10'],
    [999.999, '1.000'],
  ])('%d is %s', (value, wanted) => {
    expect(formatNumber(value)).toBe(wanted)
  })

  it('reads back to what it was, to two decimals', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (cents) => {
        const text = formatNumber(cents / 100)
        expect(Number(text.replaceAll('.', '').replace(',', '.'))).toBeCloseTo(cents / 100, 6)
      }),
    )
  })

  it('numbers headings and points as the decree does', () => {
    expect([1, 4, 6, 7, 9, 14].map(roman)).toEqual(['I', 'IV', 'VI', 'VII', 'IX', 'XIV'])
    expect([1, 4, 5, 6, 7, 24].map(pointLetter)).toEqual(['a', 'd', 'đ', 'e', 'g', 'aa'])
  })
})
