import { fileCount, noFigure, shortened } from '../../text/vi-flow.ts'
import { dateOf, type Instant, shortDate } from '../time.ts'
import {
  blockOf,
  chosenSource,
  collected,
  type Element,
  elementsOf,
  entryOf,
  type Ground,
  isList,
  isRecord,
  keptOf,
  valueAtPath,
} from './collected.ts'
import type { EachBlock } from './flow.ts'
import type { Value } from './session.ts'
import { showNumber } from './show-number.ts'

/** Characters of a text that a summary or question repeats. */
const repeated = 600

/**
 * The words for a path of a template, or undefined when it has no value: a fact by its name, `values.<block>`,
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
    if (root === 'values') return showCollected(ground, below)
    if (root === 'item') return more.item === undefined ? undefined : showPlain(valueAtPath(more.item, below))
    if (root === 'saved') return showSaved(ground, more.save, below)
    return showPlain(valueAtPath(ground.facts, path))
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

const showCollected = (ground: Ground, name: string): string | undefined =>
  showBlock(ground, name, collected(ground, name))

function showBlock(ground: Ground, name: string, value: Value | undefined): string | undefined {
  const block = blockOf(ground.flow, name)
  if (value === undefined || value === null) return undefined
  if (block?.kind === 'select_one')
    return block.choices.find((choice) => choice.name === value)?.label ?? showPlain(value)
  if (block?.kind === 'open' && block.expect === 'day' && typeof value === 'string') return shortDate(value)
  if (block?.kind === 'files') return showFiles(value)
  if (block?.kind === 'each') return showEach(ground, name, block)
  return showPlain(value)
}

function showFiles(value: Value): string | undefined {
  if (!isList(value) || value.length === 0) return undefined
  const names = value.filter(isRecord).flatMap((file) => (typeof file.name === 'string' ? [file.name] : []))
  return fileCount(value.length, names.slice(0, 5))
}

function showEach(ground: Ground, name: string, block: EachBlock): string | undefined {
  const lines = elementsOf(ground, block).flatMap((element) => {
    const entry = entryOf(ground, name, block, element)
    return entry === undefined
      ? []
      : [`• ${showPlain(element[block.label]) ?? ''}: ${showFigure(entry, block, element)}`]
  })
  return lines.length === 0 ? undefined : lines.join('\n')
}

function showFigure(entry: Element, block: EachBlock, element: Element): string {
  if (typeof entry.value !== 'number') return noFigure
  const unit = block.unit === undefined ? undefined : showPlain(element[block.unit])
  const figure = `${showNumber(entry.value, 2)}${unit === undefined ? '' : ` ${unit}`}`
  if (typeof entry.numerator !== 'number' || typeof entry.denominator !== 'number') return figure
  return `${showNumber(entry.numerator)}/${showNumber(entry.denominator)} = ${figure}`
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
