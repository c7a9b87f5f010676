import { sentences } from '../../text/vi-flow.ts'
import { readNumber } from './answers.ts'
import { elementsOf, entryOf } from './collected.ts'
import { doubtsAboutField } from './expected.ts'
import type { FigureField, FiguresBlock } from './flow.ts'
import { outside, trouble } from './hear-figure.ts'
import { keepField } from './keep-figure.ts'
import { askBack, leave, leaveElement } from './move.ts'
import { showNumber } from './show-number.ts'
import { shareLines } from './show-value.ts'
import type { Talk } from './talk.ts'

/**
 * The single figures of a message, as they were written: between lines, semicolons, "và", commas that no digit follows
 * and slashes between digits; or plain figures with spaces between ("120 80 30"). Undefined where it is not sure which
 * digits belong together ("12 000 30").
 */
export function piecesOf(text: string): readonly string[] | undefined {
  const pieces = text
    .split(/[\n;\t]|,(?!\d)|(?<=\d) *\/ *(?=\d)| và (?=\d)/u)
    .map((piece) => piece.replace(/^[\s•+*]*(?:-\s)?/u, '').trim())
    .filter((piece) => piece !== '')
  if (pieces.length !== 1) return pieces
  const [only = ''] = pieces
  const words = only.split(/ +/)
  if (words.length < 2 || !words.every((word) => /^\d[\d.,]*$/.test(word))) return pieces
  const grouped = words.slice(1).every((word) => /^\d{3}$/.test(word)) && /^\d{1,3}$/.test(words[0] ?? '')
  if (grouped) return pieces
  return words.slice(1).some((word) => /^\d{3}$/.test(word)) ? undefined : words
}

/** Takes one or several figures at a `figures` block; gives the reason when they cannot be used: then none is kept. */
export function hearFigures(talk: Talk, name: string, block: FiguresBlock, text: string): string | undefined {
  const { loop, doubt } = talk.memory
  const from = block.fields.findIndex((field) => field.name === loop?.element)
  const fields = block.fields.slice(Math.max(0, from))
  const pieces = piecesOf(text)
  // "95/100" is 95 of 100, and nobody means the figure of the next question by its second half.
  if (pieces?.length === 2 && readNumber(text).kind === 'ratio') return sentences.ratioUnclear
  if (pieces === undefined) return sentences.unclearNumbers
  if (pieces.length === 0) return sentences.needNumber
  if (pieces.length > fields.length)
    return fields.length === 1
      ? sentences.severalNumbers
      : sentences.tooManyNumbers(showNumber(pieces.length), showNumber(fields.length))
  const values: (number | null)[] = []
  for (const [index, piece] of pieces.entries()) {
    const field = fields[index]
    if (field === undefined) break
    const value = readField(field, piece)
    if (typeof value === 'string') return pieces.length === 1 ? value : sentences.inSeries(field.label, value)
    values.push(value)
  }
  takeFields(talk, name, block, Math.max(0, from), values.length > 1 ? values : [...values, ...(doubt?.waiting ?? [])])
  return undefined
}

/** A figure as it is kept, null for "none yet", or what is said of it. */
function readField(field: FigureField, text: string): number | null | string {
  const read = readNumber(text, field.unit ?? '')
  if (read.kind === 'none') return null
  if (read.kind === 'unreadable') return trouble[read.why]
  if (read.kind === 'ratio') return sentences.severalNumbers
  if (read.percent && field.unit?.trim() !== '%') return sentences.countNotPercent
  const problem = outside(read.value, field.min, field.max)
  if (problem !== undefined) return problem
  return field.whole === true && !Number.isInteger(read.value) ? sentences.wholeOnly : read.value
}

/** There is no figure for the field that is asked; those that came with a doubted one follow. */
export function noField(talk: Talk, name: string, block: FiguresBlock): void {
  resumeFields(talk, name, block, null)
}

/** The figure that was asked back is right. */
export function confirmField(talk: Talk, name: string, block: FiguresBlock): void {
  if (talk.memory.doubt !== null) resumeFields(talk, name, block, talk.memory.doubt.value)
}

function resumeFields(talk: Talk, name: string, block: FiguresBlock, value: number | null): void {
  const { loop, doubt } = talk.memory
  const from = block.fields.findIndex((field) => field.name === loop?.element)
  if (from < 0) leave(talk)
  else takeFields(talk, name, block, from, [value, ...(doubt?.waiting ?? [])])
}

/** Keeps figures field by field; at the first doubtful one it asks back, and the rest wait with it. */
function takeFields(
  talk: Talk,
  name: string,
  block: FiguresBlock,
  from: number,
  values: readonly (number | null)[],
): void {
  let asked = talk.memory.doubt !== null
  for (const [index, value] of values.entries()) {
    const field = block.fields[from + index]
    if (field === undefined) break
    const { loop } = talk.memory
    talk.memory = {
      ...talk.memory,
      doubt: null,
      loop: { element: field.name, part: 'value', numerator: null, entered: loop?.entered ?? field.name },
    }
    if (!asked && value !== null && doubtsAboutField(talk, name, block, field, value).length > 0) {
      askBack(talk, { value, numerator: null, denominator: null }, values.slice(index + 1))
      return
    }
    asked = false
    keepField(talk, name, block, field.name, value)
  }
  const complete = elementsOf(talk, block).every((element) => entryOf(talk, name, block, element) !== undefined)
  if (complete) talk.aside = shareLines(talk, name, block).join('\n')
  leaveElement(talk, name, block)
}
