import { figuresIn } from './figures-kept.ts'
import type { Block, Flow, LoopBlock, SaveBlock, SelectEachBlock, Source, Wanted, When } from './flow.ts'
import type { Facts, Value } from './session.ts'
import { type Element, isList, isRecord } from './value.ts'

/** What conditions, templates and saved values are read from. */
export interface Ground {
  readonly flow: Flow
  readonly facts: Facts
  readonly values: { readonly [block: string]: Value }
}

/** The value at a dotted path; undefined when there is none. */
export function valueAtPath(from: Facts, path: string): Value | undefined {
  let value: Value | undefined = from
  for (const part of path.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, part)) return undefined
    value = value[part]
  }
  return value
}

/** A fact, or what the Flow itself is given, at a dotted path. */
export function factAt(ground: Ground, path: string): Value | undefined {
  const root = path.split('.', 1)[0] ?? ''
  return valueAtPath(Object.hasOwn(ground.flow.given, root) ? ground.flow.given : ground.facts, path)
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (isList(value) && value.length === 0)

/** Whether a block asks once for each of its elements. */
export const isLoop = (block: Block | undefined): block is LoopBlock =>
  block?.kind === 'each' || block?.kind === 'select_each' || block?.kind === 'figures'

export const blockOf = (flow: Flow, name: string): Block | undefined =>
  Object.hasOwn(flow.blocks, name) ? flow.blocks[name] : undefined

/** What was collected under a name, whether the block applies or not; null: left unanswered; undefined: not asked. */
export const keptOf = (ground: Ground, block: string): Value | undefined =>
  Object.hasOwn(ground.values, block) ? ground.values[block] : undefined

/**
 * Whether a condition holds. `asked` names the blocks whose own conditions are being looked at: two blocks that
 * depend on one another would otherwise go round for ever; the second look counts as empty.
 */
export function holds(when: When | undefined, ground: Ground, asked: readonly string[] = []): boolean {
  if (when === undefined) return true
  if ('all' in when) return when.all.every((part) => holds(part, ground, asked))
  if ('any' in when) return when.any.some((part) => holds(part, ground, asked))
  if ('no' in when) return !holds(when.no, ground, asked)
  const value = 'fact' in when ? factAt(ground, when.fact) : collected(ground, when.value, asked)
  if (when.is === undefined && when.not === undefined) return !isEmpty(value)
  return (when.is === undefined || isOneOf(value, when.is)) && (when.not === undefined || !isOneOf(value, when.not))
}

const isOneOf = (value: Value | undefined, wanted: Wanted): boolean => [wanted].flat().some((one) => one === value)

/** Whether a block applies now. */
export function applies(ground: Ground, name: string, asked: readonly string[] = []): boolean {
  const block = blockOf(ground.flow, name)
  return block !== undefined && !asked.includes(name) && holds(block.when, ground, [...asked, name])
}

/** What a block that applies has collected. */
export function collected(ground: Ground, name: string, asked: readonly string[] = []): Value | undefined {
  return applies(ground, name, asked) ? keptOf(ground, name) : undefined
}

/**
 * What a block asks about one after the other: the elements of its list (anything that is no record with an id is
 * passed over), or the fields of its figures.
 */
export function elementsOf(ground: Ground, block: LoopBlock): readonly Element[] {
  if (block.kind === 'figures') return block.fields.map(({ name, label }) => ({ id: name, label }))
  const list = factAt(ground, block.over)
  return isList(list) ? list.filter(isRecord).filter((element) => typeof element.id === 'string') : []
}

const isChoice = (block: SelectEachBlock, value: Value | undefined): boolean =>
  block.choices.some((choice) => choice.name === value)

/** The name of an element, as it is shown. */
export const labelOf = (block: LoopBlock, element: Element): Value | undefined =>
  element[block.kind === 'figures' ? 'label' : block.label]

/** The kept entry of an element: `{ [as]: id, value, … }`, `value: null` for "no figure yet". */
export function entryOf(ground: Ground, name: string, block: LoopBlock, element: Element): Element | undefined {
  const kept = keptOf(ground, name)
  if (block.kind === 'figures') {
    const { numbers } = figuresIn(block, kept)
    const value = Object.hasOwn(numbers, String(element.id)) ? numbers[String(element.id)] : undefined
    return value === undefined ? undefined : { value }
  }
  const entry = isList(kept) ? kept.filter(isRecord).find((one) => one[block.as] === element.id) : undefined
  // A choice that the Flow no longer has is no answer.
  return block.kind === 'each' || isChoice(block, entry?.value) ? entry : undefined
}

/** The items of a `list` block. */
export const itemsIn = (kept: Value | undefined): readonly string[] =>
  isList(kept) ? kept.filter((item) => typeof item === 'string') : []

/** Where the remark on a `numeric` block's figure is kept: no block can have this name. */
export const remarkKey = (block: string): string => `${block}.remark`

/** Why a `numeric` block's figure was doubted, while it stands. */
export function remarkOn(ground: Ground, block: string): string | undefined {
  const remark = collected(ground, block) == null ? undefined : keptOf(ground, remarkKey(block))
  return typeof remark === 'string' && remark !== '' ? remark : undefined
}

/** Whether nothing needs to be asked at a block any more. */
export function isAnswered(ground: Ground, name: string): boolean {
  const block = blockOf(ground.flow, name)
  if (block === undefined) return true
  const kept = keptOf(ground, name)
  if (block.kind === 'confirm') return false
  if (isLoop(block))
    return elementsOf(ground, block).every((element) => entryOf(ground, name, block, element) !== undefined)
  if (block.kind === 'files') return kept !== undefined
  if (block.kind === 'list') return kept !== undefined && itemsIn(kept).length >= block.least
  if (block.kind === 'select_one' || block.kind === 'numeric' || block.kind === 'open')
    return kept !== undefined && (kept !== null || block.skip !== undefined)
  return true
}

/** The source that gives a saved value, and the value; undefined when none has one. */
export function chosenSource(ground: Ground, sources: readonly Source[]): { source: Source; value: Value } | undefined {
  for (const source of sources) {
    if (!holds(source.when, ground)) continue
    const value = valueOfSource(ground, source)
    if (value !== undefined && value !== null) return { source, value }
  }
  return undefined
}

function valueOfSource(ground: Ground, source: Source): Value | undefined {
  if ('fact' in source) return factAt(ground, source.fact)
  if ('fixed' in source) return source.fixed
  if ('remark' in source) return remarkOn(ground, source.remark)
  return 'value' in source ? collected(ground, source.value) : keptOf(ground, source.kept)
}

/** The values of a save block as its Effect carries them: null where nothing was said, no figure that nobody gave. */
export function savedValues(ground: Ground, block: SaveBlock): { readonly [name: string]: Value } {
  return Object.fromEntries(
    Object.entries(block.values).map(([name, sources]) => {
      const chosen = chosenSource(ground, sources)
      return [name, chosen === undefined ? null : withoutGaps(ground, chosen)]
    }),
  )
}

function withoutGaps(ground: Ground, chosen: { source: Source; value: Value }): Value {
  const from = 'value' in chosen.source ? chosen.source.value : 'kept' in chosen.source ? chosen.source.kept : undefined
  const block = from === undefined ? undefined : blockOf(ground.flow, from)
  if (!isList(chosen.value)) return chosen.value
  if (block?.kind === 'each') return chosen.value.filter((entry) => isRecord(entry) && entry.value !== null)
  return block?.kind === 'select_each'
    ? chosen.value.filter((entry) => isRecord(entry) && isChoice(block, entry.value))
    : chosen.value
}
