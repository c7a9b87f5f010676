import { sentences } from '../../text/vi-flow.ts'
import { type NumberRead, readNumber } from './answers.ts'
import { elementAt } from './ask.ts'
import { type Element, isList, isRecord, keptOf } from './collected.ts'
import type { EachBlock, NumericBlock } from './flow.ts'
import { ask, leave, leaveElement } from './move.ts'
import { showNumber } from './show-number.ts'
import { keep, type Loop, type Talk } from './talk.ts'

type Unreadable = Extract<NumberRead, { kind: 'unreadable' }>['why']

const trouble: { readonly [W in Unreadable]: string } = {
  empty: sentences.needNumber,
  'no-number': sentences.needNumber,
  'several-numbers': sentences.severalNumbers,
  grouping: sentences.badGrouping,
  'too-large': sentences.tooLarge,
}

/** Per cent to four decimals: enough that a figure just above a target does not become the target. */
export const percentOf = (numerator: number, denominator: number): number =>
  Number(((numerator / denominator) * 100).toFixed(4))

const isPercent = (unit: string): boolean => unit.trim() === '%'

/** Takes a number at a `numeric` block; gives the reason when it cannot be used. */
export function hearNumber(talk: Talk, name: string, block: NumericBlock, text: string): string | undefined {
  const unit = block.unit ?? ''
  const read = readNumber(text, unit)
  if (read.kind === 'unreadable') return trouble[read.why]
  if (read.kind === 'none') {
    if (block.skip === undefined) return sentences.mustAnswer
    keep(talk, name, null)
    leave(talk)
    return undefined
  }
  const value = singleValue(read, unit)
  if (typeof value === 'string') return value
  const problem = outside(value, block.min, block.max)
  if (problem !== undefined) return problem
  if (block.whole === true && !Number.isInteger(value)) return sentences.wholeOnly
  keep(talk, name, value)
  leave(talk)
  return undefined
}

/** "95/100" is 95 where per cent are asked, and no single figure anywhere else. */
function singleValue(read: Exclude<NumberRead, { kind: 'none' | 'unreadable' }>, unit: string): number | string {
  if (read.kind === 'number') return read.value
  if (!isPercent(unit)) return sentences.severalNumbers
  return ratioProblem(read.numerator, read.denominator) ?? percentOf(read.numerator, read.denominator)
}

function outside(value: number, min: number | undefined, max: number | undefined): string | undefined {
  if (min !== undefined && value < min) return sentences.atLeast(showNumber(min))
  if (max !== undefined && value > max) return sentences.atMost(showNumber(max))
  return undefined
}

function ratioProblem(numerator: number, denominator: number): string | undefined {
  if (denominator <= 0) return sentences.denominatorPositive
  if (numerator < 0) return sentences.atLeast(showNumber(0))
  if (numerator > denominator)
    return sentences.numeratorAboveDenominator(showNumber(numerator), showNumber(denominator))
  return undefined
}

/** Takes a figure at an `each` block; gives the reason when it cannot be used. */
export function hearFigure(talk: Talk, name: string, block: EachBlock, text: string): string | undefined {
  const element = elementAt(talk, block)
  const { loop } = talk.memory
  // The list has changed under the Session: nothing to ask about this element any more.
  if (element === undefined || loop === null) {
    leave(talk)
    return undefined
  }
  const unit = block.unit === undefined ? '' : String(element[block.unit] ?? '')
  const read = readNumber(text, loop.part === 'value' ? unit : '')
  if (read.kind === 'unreadable') return trouble[read.why]
  if (read.kind === 'none') {
    noFigure(talk, name, block, element)
    return undefined
  }
  if (loop.part !== 'value') return hearPart(talk, name, block, element, loop, read)
  const value = singleValue(read, unit)
  if (typeof value === 'string') return value
  const problem = outside(value, block.min, Object.hasOwn(block.max, unit) ? block.max[unit] : undefined)
  if (problem !== undefined) return problem
  record(talk, name, block, element, { value })
  return undefined
}

function hearPart(
  talk: Talk,
  name: string,
  block: EachBlock,
  element: Element,
  loop: Loop,
  read: Exclude<NumberRead, { kind: 'none' | 'unreadable' }>,
): string | undefined {
  if (read.kind === 'number' && read.percent) return sentences.countNotPercent
  if (read.kind === 'number' && loop.part === 'numerator') {
    const problem = outside(read.value, block.min ?? 0, undefined)
    if (problem !== undefined) return problem
    ask(talk, name, { ...loop, part: 'denominator', numerator: read.value })
    return undefined
  }
  const numerator = read.kind === 'ratio' ? read.numerator : (loop.numerator ?? 0)
  const denominator = read.kind === 'ratio' ? read.denominator : read.value
  const problem = ratioProblem(numerator, denominator)
  if (problem !== undefined) return problem
  record(talk, name, block, element, { value: percentOf(numerator, denominator), numerator, denominator })
  return undefined
}

/** Notes that there is no figure for the element yet; none is made up. */
export const noFigure = (talk: Talk, name: string, block: EachBlock, element: Element): void =>
  record(talk, name, block, element, { value: null })

function record(
  talk: Talk,
  name: string,
  block: EachBlock,
  element: Element,
  figure: { readonly [part: string]: number | null },
): void {
  const kept = keptOf(talk, name)
  const others = isList(kept) ? kept.filter((entry) => isRecord(entry) && entry[block.as] !== element.id) : []
  keep(talk, name, [...others, { [block.as]: element.id ?? null, ...figure }])
  leaveElement(talk, name, block)
}
