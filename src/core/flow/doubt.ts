import { belowTarget, doubts, missesTarget, reachesTarget } from '../../text/vi-flow.ts'
import { showNumber } from './show-number.ts'

/** Why a figure is doubted. */
export interface Doubt {
  readonly reason: string
  /** Whether the reason speaks of the figure, which then goes before it; else it is a sentence of its own. */
  readonly ofFigure: boolean
}

/** What a figure is held against; null where nothing is known. */
export interface Expected {
  readonly unit: string
  /** The figure of the period before. */
  readonly previous: number | null
  readonly min: number | null
  readonly max: number | null
  readonly target: Target | null
}

export interface Target {
  readonly value: number
  readonly op: string
  /** "trên 85 %" */
  readonly text: string
}

/** Points of per cent from one period to the next above which somebody should look again. */
const farPoints = 30
/** So many times as much, or so small a part. */
const farTimes = 3
/** Small counts jump by nature: two models last year, seven this year. */
const smallStep = 10
/** So many times the target is likelier a slip of the keys. */
const timesTarget = 10

/** A figure with its unit: `1.200 phiếu`. */
export const figureText = (value: number, unit: string): string =>
  `${showNumber(value, 2)}${unit.trim() === '' ? '' : ` ${unit.trim()}`}`

function isFar(value: number, previous: number, unit: string): boolean {
  const step = Math.abs(value - previous)
  if (unit.trim() === '%') return step > farPoints
  if (previous === 0) return false
  if (Number.isInteger(value) && Number.isInteger(previous) && step < smallStep) return false
  const [low, high] = [Math.abs(value), Math.abs(previous)].sort((a, b) => a - b)
  return value * previous < 0 || (high ?? 0) >= farTimes * (low ?? 0)
}

/** Every reason to ask about a figure again; none: it is taken as it is. */
export function doubtsAbout(value: number, expected: Expected): readonly Doubt[] {
  const { unit, previous, min, max, target } = expected
  const text = (figure: number): string => figureText(figure, unit)
  const reasons: string[] = []
  if (previous !== null && isFar(value, previous, unit))
    reasons.push(value > previous ? doubts.farAbove(text(previous)) : doubts.farBelow(text(previous)))
  if (max !== null && value > max) reasons.push(doubts.aboveLikely(text(max)))
  if (min !== null && value < min) reasons.push(doubts.belowLikely(text(min)))
  if (previous === null && max === null && target !== null && isFarAbove(value, target, unit))
    reasons.push(doubts.farAboveTarget(target.text))
  return reasons.map((reason) => ({ reason, ofFigure: true }))
}

const isFarAbove = (value: number, target: Target, unit: string): boolean =>
  unit.trim() !== '%' &&
  target.op.startsWith('>') &&
  target.value > 0 &&
  value >= timesTarget * target.value &&
  value - target.value >= smallStep

/** Two figures are the same when only the rounding of the machine differs. */
const same = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a), Math.abs(b))

/** How a figure stands to its target, in words; undefined when there is nothing to say of the operator. */
export function standingTo(
  { op, value: wanted, text }: Target,
  value: number,
): { met: boolean; text: string } | undefined {
  const equal = same(value, wanted)
  const met: { readonly [op: string]: boolean } = {
    '>': value > wanted && !equal,
    '>=': value > wanted || equal,
    '=': equal,
    '<=': value < wanted || equal,
    '<': value < wanted && !equal,
  }
  const reached = met[op]
  if (reached === undefined) return undefined
  if (reached) return { met: true, text: reachesTarget(text) }
  return { met: false, text: op.startsWith('>') && !equal ? belowTarget(text) : missesTarget(text) }
}
