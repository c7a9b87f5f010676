import type { Figure } from '../answer.ts'
import type { Indicator, Operator } from '../plan/plan.ts'

/** The figure that one Unit gave for an Indicator. */
export interface UnitFigure {
  readonly unitId: string
  readonly figure: Figure
}

/**
 * What was reached: nothing known; one value for the Board; or one value per Unit where they may not be put together
 * (a percentage without its parts is never averaged).
 */
export type Actual =
  | { readonly kind: 'none' }
  | { readonly kind: 'whole'; readonly value: number; readonly parts: Parts | null }
  | { readonly kind: 'per-unit'; readonly values: readonly { readonly unitId: string; readonly value: number }[] }

export interface Parts {
  readonly numerator: number
  readonly denominator: number
}

/** `mixed`: some Units reach the target and some do not, and nothing can be said of the whole. */
export type Verdict = 'met' | 'not-met' | 'mixed' | 'no-data'

/**
 * Whether the figures of several Units may be added up: counts may; percentages, rates ("ngày/hồ sơ"), marks and ranks
 * may not.
 */
export const isAdditive = (indicator: Pick<Indicator, 'unit' | 'ratio'>): boolean =>
  indicator.ratio === null &&
  !/[%‰/]|^\s*(điểm|hạng|bậc|mức|tỷ lệ|tỉ lệ|phần trăm)/i.test(indicator.unit.normalize('NFC'))

/** Both parts of a ratio, when they are there and can be divided. */
export function partsOf(figure: Figure): Parts | null {
  const { numerator, denominator } = figure
  if (numerator === undefined || denominator === undefined) return null
  if (!Number.isFinite(numerator) || !Number.isFinite(denominator) || denominator <= 0 || numerator < 0) return null
  return { numerator, denominator }
}

const percentOf = ({ numerator, denominator }: Parts): number => (numerator * 100) / denominator

/**
 * Puts the figures of all Units together: counts are summed, ratios recomputed from the summed parts. A figure that is
 * not a number counts as not given.
 */
export function combine(indicator: Pick<Indicator, 'unit' | 'ratio'>, given: readonly UnitFigure[]): Actual {
  const read = given.flatMap(({ unitId, figure }) => {
    const parts = indicator.ratio === null ? null : partsOf(figure)
    const value = parts === null ? figure.value : percentOf(parts)
    return Number.isFinite(value) ? [{ unitId, value, parts }] : []
  })
  const [first, ...others] = read
  if (first === undefined) return { kind: 'none' }
  if (others.length === 0) return { kind: 'whole', value: first.value, parts: first.parts }
  if (isAdditive(indicator)) {
    return { kind: 'whole', value: read.reduce((sum, one) => sum + one.value, 0), parts: null }
  }
  const allParts = read.flatMap((one) => (one.parts === null ? [] : [one.parts]))
  if (allParts.length === read.length) {
    const parts = {
      numerator: allParts.reduce((sum, one) => sum + one.numerator, 0),
      denominator: allParts.reduce((sum, one) => sum + one.denominator, 0),
    }
    return { kind: 'whole', value: percentOf(parts), parts }
  }
  return { kind: 'per-unit', values: read.map(({ unitId, value }) => ({ unitId, value })) }
}

/** Two figures are the same when only the rounding of the machine differs (0.1 + 0.2 and 0.3). */
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

/** Whether a value keeps to the target; the value is not rounded first (84,996 % is not "từ 85 %"). */
export function reaches(value: number, op: Operator, target: number): boolean {
  switch (op) {
    case '>':
      return value > target && !same(value, target)
    case '>=':
      return value >= target || same(value, target)
    case '=':
      return same(value, target)
    case '<=':
      return value <= target || same(value, target)
    case '<':
      return value < target && !same(value, target)
  }
}

/**
 * The verdict on what was reached. Units that all reach the target reach it together, as every weighted mean of them
 * does, and likewise when none does for the four inequalities.
 */
export function verdictOn(indicator: Pick<Indicator, 'op' | 'target'>, actual: Actual): Verdict {
  if (actual.kind === 'none') return 'no-data'
  if (actual.kind === 'whole') return reaches(actual.value, indicator.op, indicator.target) ? 'met' : 'not-met'
  const met = actual.values.filter((one) => reaches(one.value, indicator.op, indicator.target)).length
  if (met === actual.values.length) return 'met'
  return met === 0 && indicator.op !== '=' ? 'not-met' : 'mixed'
}

/**
 * Whether the verdict stands although some Units have not given their figure: only a sum that has already reached a
 * lower bound can no longer be undone.
 */
export const isFinalWithout = (indicator: Indicator, verdict: Verdict): boolean =>
  verdict === 'met' && (indicator.op === '>' || indicator.op === '>=') && isAdditive(indicator)
