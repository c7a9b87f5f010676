import type { Block, EachBlock, Flow, SaveBlock, Source, Wanted, When } from './flow.ts'
import type { Facts, Value } from './session.ts'

/** What conditions, templates and saved values are read from. */
export interface Ground {
  readonly flow: Flow
  readonly facts: Facts
  readonly values: { readonly [block: string]: Value }
}

export type Element = { readonly [field: string]: Value }

export const isRecord = (value: Value | undefined): value is Element =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const isList = (value: Value | undefined): value is readonly Value[] => Array.isArray(value)

/** The value at a dotted path; undefined when there is none. */
export function valueAtPath(from: Facts, path: string): Value | undefined {
  let value: Value | undefined = from
  for (const part of path.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, part)) return undefined
    value = value[part]
  }
  return value
}

const isEmpty = (value: Value | undefined): boolean =>
  value === undefined || value === null || value === '' || (isList(value) && value.length === 0)

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
  const value = 'fact' in when ? valueAtPath(ground.facts, when.fact) : collected(ground, when.value, asked)
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

/** The elements an `each` block goes over; anything in the list that is no record with an id is passed over. */
export function elementsOf(ground: Ground, block: EachBlock): readonly Element[] {
  const list = valueAtPath(ground.facts, block.over)
  return isList(list) ? list.filter(isRecord).filter((element) => typeof element.id === 'string') : []
}

/** The kept entry of an element: `{ [as]: id, value, … }`, `value: null` for "no figure yet". */
export function entryOf(ground: Ground, name: string, block: EachBlock, element: Element): Element | undefined {
  const kept = keptOf(ground, name)
  return isList(kept) ? kept.filter(isRecord).find((entry) => entry[block.as] === element.id) : undefined
}

/** Whether nothing needs to be asked at a block any more. */
export function isAnswered(ground: Ground, name: string): boolean {
  const block = blockOf(ground.flow, name)
  if (block === undefined) return true
  const kept = keptOf(ground, name)
  if (block.kind === 'confirm') return false
  if (block.kind === 'each')
    return elementsOf(ground, block).every((element) => entryOf(ground, name, block, element) !== undefined)
  if (block.kind === 'files') return kept !== undefined
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
  if ('fact' in source) return valueAtPath(ground.facts, source.fact)
  if ('fixed' in source) return source.fixed
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
  if (from === undefined || blockOf(ground.flow, from)?.kind !== 'each' || !isList(chosen.value)) return chosen.value
  return chosen.value.filter((entry) => isRecord(entry) && entry.value !== null)
}
