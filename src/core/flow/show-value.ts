import { fileCount, noFigure, scoreSum, shortened, withRemark } from '../../text/vi-flow.ts'
import { dateOf, type Instant, shortDate } from '../time.ts'
import {
  blockOf,
  chosenSource,
  collected,
  elementsOf,
  entryOf,
  factAt,
  type Ground,
  isLoop,
  itemsIn,
  keptOf,
  labelOf,
  valueAtPath,
} from './collected.ts'
import { figureText, standingTo } from './doubt.ts'
import { expectedOfElement, unitOfElement } from './expected.ts'
import { figuresIn, shareOf } from './figures-kept.ts'
import type { EachBlock, FiguresBlock, LoopBlock, SelectEachBlock } from './flow.ts'
import type { Value } from './session.ts'
import { showNumber } from './show-number.ts'
import { type Element, isList, isRecord } from './value.ts'

/** Characters of a text that a summary or question repeats. */
const repeated = 600

/**
 * The words for a path of a template, or undefined when it has no value: a fact by its name, `values.<block>`
 * (`values.<block>.<field>` for one figure),
 * `saved.<name>` (what the confirmation's save block would save), `item.<field>` (the element being asked), `today`.
 */
export function shower(
  ground: Ground,
  now: Instant,
  more: { readonly item?: Element; readonly save?: string } = {},
): (path: string) => string | undefined {
  return (path) => {
    const [root = '', ...rest] = path.split('.')
    const below = rest.join('.')
    if (path === 'today') return shortDate(dateOf(now))
    if (root === 'values') return showCollected(ground, rest[0] ?? '', rest[1])
    if (root === 'item') return more.item === undefined ? undefined : showPlain(valueAtPath(more.item, below))
    if (root === 'saved') return showSaved(ground, more.save, below)
    return showPlain(factAt(ground, path))
  }
}

function showSaved(ground: Ground, save: string | undefined, name: string): string | undefined {
  const block = save === undefined ? undefined : blockOf(ground.flow, save)
  if (block?.kind !== 'save') return undefined
  const chosen = chosenSource(ground, block.values[name] ?? [])
  if (chosen === undefined) return undefined
  if ('value' in chosen.source) return showBlock(ground, chosen.source.value, chosen.value)
  if ('kept' in chosen.source) return showBlock(ground, chosen.source.kept, chosen.value)
  return showPlain(chosen.value)
}

function showCollected(ground: Ground, name: string, field: string | undefined): string | undefined {
  const value = collected(ground, name)
  if (field === undefined) return showBlock(ground, name, value)
  return isRecord(value) ? showPlain(valueAtPath(value, field)) : undefined
}

function showBlock(ground: Ground, name: string, value: Value | undefined): string | undefined {
  const block = blockOf(ground.flow, name)
  if (value === undefined || value === null) return undefined
  if (block?.kind === 'select_one')
    return block.choices.find((choice) => choice.name === value)?.label ?? showPlain(value)
  if (block?.kind === 'open' && block.expect !== undefined && typeof value === 'string') return shortDate(value)
  if (block?.kind === 'files') return showFiles(value)
  if (block?.kind === 'list') return itemsIn(value).length === 0 ? undefined : numbered(itemsIn(value))
  if (isLoop(block)) return showLoop(ground, name, block)
  return showPlain(value)
}

function showFiles(value: Value): string | undefined {
  if (!isList(value) || value.length === 0) return undefined
  const names = value.filter(isRecord).flatMap((file) => (typeof file.name === 'string' ? [file.name] : []))
  return fileCount(value.length, names.slice(0, 5))
}

/** Items of a list, each with its number. */
export const numbered = (items: readonly string[]): string =>
  items.map((item, index) => `${index + 1}. ${showPlain(item) ?? ''}`).join('\n')

function showLoop(ground: Ground, name: string, block: LoopBlock): string | undefined {
  const lines = elementsOf(ground, block).flatMap((element) => {
    const entry = entryOf(ground, name, block, element)
    return entry === undefined ? [] : [`• ${showPlain(labelOf(block, element)) ?? ''}: ${showEntry(entry, element)}`]
  })
  if (lines.length === 0) return undefined
  if (block.kind === 'select_each') return [...lines, ...scoreLine(ground, name, block)].join('\n')
  return [
    ...lines,
    ...(block.kind === 'figures' ? shareLines(ground, name, block).map((line) => `• ${line}`) : []),
  ].join('\n')

  function showEntry(entry: Element, element: Element): string {
    if (block.kind === 'each') return showFigure(entry, block, element)
    if (block.kind === 'select_each')
      return block.choices.find((choice) => choice.name === entry.value)?.label ?? showPlain(entry.value) ?? ''
    return showField(ground, name, block, String(element.id))
  }
}

function showField(ground: Ground, name: string, block: FiguresBlock, field: string): string {
  const { numbers, remarks } = figuresIn(block, keptOf(ground, name))
  const value = numbers[field]
  if (typeof value !== 'number') return noFigure
  const figure = figureText(value, block.fields.find((one) => one.name === field)?.unit ?? '')
  const remark = remarks[field]
  return remark === undefined ? figure : withRemark(figure, remark)
}

/** What is computed from the figures, each by itself. */
export const shareLines = (ground: Ground, name: string, block: FiguresBlock): readonly string[] =>
  block.computed.flatMap((one) => {
    const share = shareOf(one, figuresIn(block, keptOf(ground, name)).numbers)
    return share === undefined ? [] : [`${one.label}: ${figureText(share, one.unit)}`]
  })

/** The sum of the points, where choices have them, and the most that could be had. */
function scoreLine(ground: Ground, name: string, block: SelectEachBlock): readonly string[] {
  if (block.choices.every((choice) => choice.score === undefined)) return []
  const most = Math.max(...block.choices.map((choice) => choice.score ?? 0))
  const elements = elementsOf(ground, block)
  const scores = elements.map((element) => {
    const chosen = entryOf(ground, name, block, element)?.value
    return block.choices.find((choice) => choice.name === chosen)?.score ?? 0
  })
  return [
    scoreSum(
      showNumber(
        scores.reduce((sum, score) => sum + score, 0),
        2,
      ),
      showNumber(most * elements.length, 2),
    ),
  ]
}

/** A figure of an element, with its parts, how it misses its target and why it was doubted. */
function showFigure(entry: Element, block: EachBlock, element: Element): string {
  if (typeof entry.value !== 'number') return noFigure
  const { target } = expectedOfElement(block, element)
  const standing = target === null ? undefined : standingTo(target, entry.value)
  const figure = withParts(entry.value, entry, unitOfElement(block, element))
  const beside = standing === undefined || standing.met ? figure : `${figure}, ${standing.text}`
  return typeof entry.remark === 'string' && entry.remark !== '' ? withRemark(beside, entry.remark) : beside
}

/** `95/100 = 95 %`, or the figure alone where it was not computed. */
export function withParts(value: number, { numerator, denominator }: Element, unit: string): string {
  const figure = figureText(value, unit)
  if (typeof numerator !== 'number' || typeof denominator !== 'number') return figure
  return `${showNumber(numerator)}/${showNumber(denominator)} = ${figure}`
}

/** The files a block holds. */
export function filesIn(ground: Ground, name: string): readonly Value[] {
  const kept = keptOf(ground, name)
  return isList(kept) ? kept : []
}

function showPlain(value: Value | undefined): string | undefined {
  if (typeof value === 'number') return showNumber(value)
  if (typeof value !== 'string' || value === '') return undefined
  if (value.length <= repeated + 40) return value
  return `${value.slice(0, repeated).replace(/\p{Surrogate}$/u, '')}${shortened(showNumber(value.length))}`
}
