import { sentences } from '../../text/vi-flow.ts'
import { type NumberRead, readNumber } from './answers.ts'
import { elementAt } from './ask.ts'
import { doubtsAbout, standingTo } from './doubt.ts'
import { expectedOfElement, expectedOfNumber, unitOfElement } from './expected.ts'
import type { EachBlock, NumericBlock } from './flow.ts'
import { type FigureParts, keepElement, keepNumber } from './keep-figure.ts'
import { ask, askBack, leave, leaveElement, loopAt } from './move.ts'
import { showNumber } from './show-number.ts'
import { withParts } from './show-value.ts'
import { keep, type Loop, type Talk } from './talk.ts'
import type { Element } from './value.ts'

type Unreadable = Extract<NumberRead, { kind: 'unreadable' }>['why']

/** What is said of a number that cannot be read. */
export const trouble: { readonly [W in Unreadable]: string } = {
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
  takeNumber(talk, name, block, value)
  return undefined
}

/** Keeps a number, or asks back about it the first time. */
function takeNumber(talk: Talk, name: string, block: NumericBlock, value: number): void {
  if (talk.memory.doubt === null && doubtsAbout(value, expectedOfNumber(talk, block)).length > 0) {
    askBack(talk, { value, numerator: null, denominator: null })
    return
  }
  keepNumber(talk, name, block, value)
  leave(talk)
}

/** The number that was asked back is right. */
export function confirmNumber(talk: Talk, name: string, block: NumericBlock): void {
  if (talk.memory.doubt !== null) takeNumber(talk, name, block, talk.memory.doubt.value)
}

/** "95/100" is 95 where per cent are asked, and no single figure anywhere else. */
function singleValue(read: Exclude<NumberRead, { kind: 'none' | 'unreadable' }>, unit: string): number | string {
  if (read.kind === 'number') return read.value
  if (!isPercent(unit)) return sentences.severalNumbers
  return ratioProblem(read.numerator, read.denominator) ?? percentOf(read.numerator, read.denominator)
}

/** What is said of a figure that no limit lets through. */
export function outside(value: number, min: number | undefined, max: number | undefined): string | undefined {
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
  const unit = unitOfElement(block, element)
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
  takeFigure(talk, name, block, element, { value })
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
  const { doubt } = talk.memory
  // The share that was asked back, typed once more.
  if (read.kind === 'number' && doubt?.open && Math.abs(read.value - doubt.value) < 0.005) {
    confirmFigure(talk, name, block)
    return undefined
  }
  if (read.kind === 'number' && read.percent) return sentences.countNotPercent
  if (read.kind === 'number' && loop.part === 'numerator') {
    const problem = outside(read.value, block.min ?? 0, undefined)
    if (problem !== undefined) return problem
    const given = doubt === null ? null : { ...doubt, open: false }
    talk.halfWritten = true
    ask(talk, name, { ...loop, part: 'denominator', numerator: read.value }, given)
    return undefined
  }
  const numerator = read.kind === 'ratio' ? read.numerator : (loop.numerator ?? 0)
  const denominator = read.kind === 'ratio' ? read.denominator : read.value
  const problem = ratioProblem(numerator, denominator)
  if (problem !== undefined) return problem
  takeFigure(talk, name, block, element, { value: percentOf(numerator, denominator), numerator, denominator })
  return undefined
}

/** Keeps a figure, or asks back about it the first time; a ratio is then given anew from its numerator. */
function takeFigure(
  talk: Talk,
  name: string,
  block: EachBlock,
  element: Element,
  figure: { readonly value: number; readonly numerator?: number; readonly denominator?: number },
): void {
  const { doubt, loop } = talk.memory
  const { value, numerator = null, denominator = null } = figure
  if (doubt === null && doubtsAbout(value, expectedOfElement(block, element)).length > 0) {
    talk.memory = {
      ...talk.memory,
      loop: { ...loopAt(talk, name, element), entered: loop?.entered ?? String(element.id) },
    }
    askBack(talk, { value, numerator, denominator })
    return
  }
  const parts: FigureParts = numerator === null || denominator === null ? { value } : { value, numerator, denominator }
  keepElement(talk, name, block, element, parts)
  talk.aside = asideOf(block, element, parts)
  leaveElement(talk, name, block)
}

/** The figure that was asked back is right. */
export function confirmFigure(talk: Talk, name: string, block: EachBlock): void {
  const element = elementAt(talk, block)
  const { doubt } = talk.memory
  if (element === undefined || doubt === null) return
  const { value, numerator, denominator } = doubt
  takeFigure(
    talk,
    name,
    block,
    element,
    numerator === null || denominator === null ? { value } : { value, numerator, denominator },
  )
}

/** What was computed, and how it stands to the target: a ratio is always told, a plain figure when it misses. */
function asideOf(block: EachBlock, element: Element, parts: FigureParts): string {
  if (parts.value === null) return ''
  const { target, unit } = expectedOfElement(block, element)
  const standing = target === null ? undefined : standingTo(target, parts.value)
  if (!('numerator' in parts) && (standing === undefined || standing.met)) return ''
  const figure = withParts(parts.value, { ...parts }, unit)
  return `${[figure, ...(standing === undefined ? [] : [standing.text])].join(', ')}.`
}

/** Notes that there is no figure for the element yet; none is made up. */
export function noFigure(talk: Talk, name: string, block: EachBlock, element: Element): void {
  keepElement(talk, name, block, element, { value: null })
  leaveElement(talk, name, block)
}
