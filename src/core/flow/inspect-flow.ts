import { foldVietnamese } from '../fold.ts'
import type { Issue, Reason } from '../issue.ts'
import { nearest } from '../nearest.ts'
import { inOrder, placed, type YamlPath, type YamlText } from '../read-yaml.ts'
import { blockOf } from './collected.ts'
import {
  type Block,
  type FactShape,
  type FactShapes,
  type Flow,
  leadsTo,
  type SaveBlock,
  type Text,
  type When,
  waits,
} from './flow.ts'
import { isPath, pathsIn } from './template.ts'

type Found = { readonly path: YamlPath; readonly reason: Reason }

/**
 * What is wrong with the sense of a Flow: blocks that are missing, never reached or go round without waiting, texts
 * and labels that are missing, facts and blocks nobody declared, words that mean two choices. `where` gives file and
 * line of each place.
 */
export function inspectFlow(
  flow: Flow,
  where: Pick<YamlText, 'file' | 'lineOf'> = { file: flow.id, lineOf: () => undefined },
): readonly Issue[] {
  const lost = pointers(flow)
  const found = [
    ...lost,
    // Where a way leads nowhere, what lies behind it is no problem of its own.
    ...(lost.length > 0 ? [] : unreachable(flow)),
    ...circles(flow),
    ...Object.entries(flow.blocks).flatMap(([name, block]) => inspectBlock(flow, name, block)),
  ]
  return inOrder(found.map(({ path, reason }) => placed(where, path, reason)))
}

const perhaps = (near: string | undefined) => (near === undefined ? {} : { near })

const noSuchBlock = (flow: Flow, name: string, path: YamlPath): readonly Found[] =>
  blockOf(flow, name) !== undefined
    ? []
    : [
        {
          path,
          reason: { code: 'flow:no-such-block', found: name, ...perhaps(nearest(name, Object.keys(flow.blocks))) },
        },
      ]

function pointers(flow: Flow): readonly Found[] {
  return [
    ...noSuchBlock(flow, flow.start, ['start']),
    ...Object.entries(flow.blocks).flatMap(([name, block]) =>
      leadsTo(name, block).flatMap(({ to, path }) => noSuchBlock(flow, to, path)),
    ),
  ]
}

function unreachable(flow: Flow): readonly Found[] {
  const reached = new Set<string>()
  const open = [flow.start]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const block = blockOf(flow, name)
    if (block === undefined || reached.has(name)) continue
    reached.add(name)
    open.push(...leadsTo(name, block).map(({ to }) => to))
  }
  return Object.keys(flow.blocks)
    .filter((name) => !reached.has(name))
    .map((name) => ({ path: ['blocks', name], reason: { code: 'flow:unreachable', found: name } }))
}

/** Whether the talk certainly stops here; `each` and `files` may have nothing to ask, a condition may not hold. */
const certainlyWaits = (block: Block): boolean =>
  waits(block) && block.when === undefined && block.kind !== 'each' && block.kind !== 'files'

/** Circles through which the talk could run without anybody answering. */
function circles(flow: Flow): readonly Found[] {
  const done = new Set<string>()
  const found: Found[] = []
  const walk = (name: string, way: readonly string[]): void => {
    const block = blockOf(flow, name)
    if (block === undefined || certainlyWaits(block)) return
    const since = way.indexOf(name)
    if (since >= 0) {
      const round = way.slice(since)
      found.push({ path: ['blocks', name], reason: { code: 'flow:never-waits', found: [...round, name].join(' → ') } })
      return
    }
    if (done.has(name)) return
    for (const { to } of leadsTo(name, block)) walk(to, [...way, name])
    done.add(name)
  }
  for (const name of Object.keys(flow.blocks)) walk(name, [])
  return found
}

function inspectBlock(flow: Flow, name: string, block: Block): readonly Found[] {
  const at = ['blocks', name]
  const found = [
    ...inspectText(flow, name, block, block.prompt, [...at, 'prompt']),
    ...inspectWhen(flow, block.when, [...at, 'when']),
  ]
  switch (block.kind) {
    case 'select_one':
      return [...found, ...inspectChoices(flow, name, block)]
    case 'numeric':
      return block.min === undefined || block.max === undefined || block.min <= block.max
        ? found
        : [...found, invalid([...at, 'max'], String(block.max), `at least min (${block.min})`)]
    case 'each':
      return [
        ...found,
        ...inspectEach(flow, name, block.over),
        ...(block.ratio === undefined
          ? []
          : [
              ...inspectText(flow, name, block, block.ratio.numerator, [...at, 'ratio', 'numerator']),
              ...inspectText(flow, name, block, block.ratio.denominator, [...at, 'ratio', 'denominator']),
            ]),
      ]
    case 'confirm': {
      const target = blockOf(flow, block.save)
      return target === undefined || target.kind === 'save'
        ? found
        : [...found, invalid([...at, 'save'], block.save, 'a block of the kind save')]
    }
    case 'save':
      return [...found, ...inspectSources(flow, name, block)]
    default:
      return found
  }
}

const invalid = (path: YamlPath, found: string, wanted: string): Found => ({
  path,
  reason: { code: 'value:invalid', found, wanted },
})

function inspectText(flow: Flow, name: string, block: Block, text: Text, path: YamlPath): readonly Found[] {
  // Whoever handles an Effect may have its own receipt.
  if ([text].flat().join('').trim() === '')
    return block.kind === 'save' ? [] : [{ path, reason: { code: 'flow:text-missing', found: name } }]
  return pathsIn(text).flatMap((used) => inspectPath(flow, block, used, path))
}

function inspectPath(flow: Flow, block: Block, used: string, path: YamlPath): readonly Found[] {
  const [root = '', ...rest] = used.split('.')
  const below = rest.join('.')
  if (used === 'today') return []
  if (isPath(used)) {
    if (root === 'values') return noSuchBlock(flow, below, path)
    if (root === 'saved') {
      const save = block.kind === 'confirm' ? blockOf(flow, block.save) : block
      if (save?.kind === 'save' && Object.hasOwn(save.values, below)) return []
    } else if (root === 'item') {
      const element = block.kind === 'each' ? elementShape(flow, block.over) : undefined
      if (element !== undefined && shapeAt(element, below) !== undefined) return []
    } else if (shapeAt(flow.facts, used) !== undefined) return []
  }
  return [unknownFact(flow, used, path)]
}

const unknownFact = (flow: Flow, used: string, path: YamlPath): Found => ({
  path,
  reason: { code: 'flow:fact-unknown', found: used, ...perhaps(nearest(used, factPaths(flow.facts))) },
})

const isShapes = (shape: FactShape | undefined): shape is FactShapes =>
  typeof shape === 'object' && !Array.isArray(shape)

function shapeAt(shapes: FactShapes, path: string): FactShape | undefined {
  let shape: FactShape | undefined = shapes
  for (const part of path.split('.')) shape = isShapes(shape) && Object.hasOwn(shape, part) ? shape[part] : undefined
  return shape
}

const factPaths = (shapes: FactShapes, above = ''): readonly string[] =>
  Object.entries(shapes).flatMap(([name, shape]) => [
    above + name,
    ...(isShapes(shape) ? factPaths(shape, `${above}${name}.`) : []),
  ])

function elementShape(flow: Flow, over: string): FactShapes | undefined {
  const shape = shapeAt(flow.facts, over)
  const element = Array.isArray(shape) ? (shape[0] as FactShape) : undefined
  return isShapes(element) ? element : undefined
}

function inspectEach(flow: Flow, name: string, over: string): readonly Found[] {
  const path = ['blocks', name, 'over']
  if (shapeAt(flow.facts, over) === undefined) return [unknownFact(flow, over, path)]
  const element = elementShape(flow, over)
  return element !== undefined && Object.hasOwn(element, 'id')
    ? []
    : [invalid(path, over, 'a fact that is a list of records with an id')]
}

function inspectWhen(flow: Flow, when: When | undefined, path: YamlPath): readonly Found[] {
  if (when === undefined) return []
  if ('all' in when) return when.all.flatMap((part, index) => inspectWhen(flow, part, [...path, 'all', index]))
  if ('any' in when) return when.any.flatMap((part, index) => inspectWhen(flow, part, [...path, 'any', index]))
  if ('no' in when) return inspectWhen(flow, when.no, [...path, 'no'])
  if ('fact' in when)
    return shapeAt(flow.facts, when.fact) === undefined ? [unknownFact(flow, when.fact, [...path, 'fact'])] : []
  const block = blockOf(flow, when.value)
  if (block?.kind !== 'select_one') return noSuchBlock(flow, when.value, [...path, 'value'])
  const names = block.choices.map((choice) => choice.name)
  return (['is', 'not'] as const).flatMap((key) =>
    [when[key] ?? []]
      .flat()
      .filter((one) => !names.includes(String(one)))
      .map((one) => ({
        path: [...path, key],
        reason: { code: 'name:unknown', kind: 'choice', found: String(one), ...perhaps(nearest(String(one), names)) },
      })),
  )
}

function inspectChoices(flow: Flow, name: string, block: Extract<Block, { kind: 'select_one' }>): readonly Found[] {
  const at = ['blocks', name, 'choices']
  const found: Found[] = []
  const seen = new Map<string, string>()
  const names = new Set<string>()
  for (const [index, choice] of block.choices.entries()) {
    if (names.has(choice.name))
      found.push({ path: [...at, index, 'name'], reason: { code: 'id:repeated', found: choice.name } })
    names.add(choice.name)
    if (choice.label.trim() === '')
      found.push({ path: [...at, index, 'label'], reason: { code: 'flow:label-missing', found: choice.name } })
    found.push(...inspectWhen(flow, choice.when, [...at, index, 'when']))
    const own = [
      [choice.label, ['label']] as const,
      ...choice.keywords.map((word, k) => [word, ['keywords', k]] as const),
    ]
    for (const [word, tail] of own) {
      const folded = foldVietnamese(word)
      const other = seen.get(folded)
      if (folded !== '' && other !== undefined && other !== choice.name) {
        const reason: Reason = { code: 'flow:keyword-repeated', found: word, choices: `${other}, ${choice.name}` }
        found.push({ path: [...at, index, ...tail], reason })
      }
      seen.set(folded, choice.name)
    }
  }
  return found
}

function inspectSources(flow: Flow, name: string, block: SaveBlock): readonly Found[] {
  return Object.entries(block.values).flatMap(([key, sources]) =>
    sources.flatMap((source, index) => {
      const path = ['blocks', name, 'values', key, index]
      const own =
        'fact' in source
          ? shapeAt(flow.facts, source.fact) === undefined
            ? [unknownFact(flow, source.fact, [...path, 'fact'])]
            : []
          : 'value' in source
            ? noSuchBlock(flow, source.value, [...path, 'value'])
            : 'kept' in source
              ? noSuchBlock(flow, source.kept, [...path, 'kept'])
              : []
      return [...own, ...inspectWhen(flow, source.when, [...path, 'when'])]
    }),
  )
}
