import { foldVietnamese } from '../fold.ts'
import type { Issue, Reason } from '../issue.ts'
import { nearest } from '../nearest.ts'
import type { Phrase } from '../phrase.ts'
import { inOrder, placed, type YamlPath, type YamlText } from '../read-yaml.ts'
import { blockOf } from './collected.ts'
import {
  type Block,
  type EachBlock,
  type Flow,
  leadsTo,
  type SaveBlock,
  type SelectEachBlock,
  type SelectOneBlock,
  type Text,
  type When,
  waits,
} from './flow.ts'
import type { Found } from './found.ts'
import { inspectFigures } from './inspect-figures.ts'
import { elementShape, factPaths, isShapes, shapeAt, shapesOf } from './shape.ts'
import { isPath, pathsIn } from './template.ts'

/**
 * What is wrong with the sense of a Flow: blocks that are missing, never reached or go round without waiting, texts
 * and labels that are missing, facts and blocks nobody declared, words that mean two choices, and what is saved under a
 * name that is none of `effects`. `where` gives file and line of each place.
 */
export function inspectFlow(
  flow: Flow,
  where: Pick<YamlText, 'file' | 'lineOf'> = { file: flow.id, lineOf: () => undefined },
  effects?: readonly string[],
): readonly Issue[] {
  const lost = pointers(flow)
  const found = [
    ...lost,
    // Where a way leads nowhere, what lies behind it is no problem of its own.
    ...(lost.length > 0 ? [] : unreachable(flow)),
    ...circles(flow),
    ...Object.keys(flow.given)
      .filter((name) => Object.hasOwn(flow.facts, name))
      .map((name): Found => ({ path: ['given', name], reason: { code: 'id:repeated', found: name } })),
    ...Object.entries(flow.blocks).flatMap(([name, block]) => inspectBlock(flow, name, block)),
    ...(effects === undefined ? [] : unknownEffects(flow, effects)),
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

function unknownEffects(flow: Flow, effects: readonly string[]): readonly Found[] {
  return Object.entries(flow.blocks).flatMap(([name, block]): readonly Found[] =>
    block.kind !== 'save' || effects.includes(block.effect)
      ? []
      : [
          {
            path: ['blocks', name, 'effect'],
            reason: {
              code: 'name:unknown',
              kind: 'effect',
              found: block.effect,
              ...perhaps(nearest(block.effect, effects)),
            },
          },
        ],
  )
}

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

/** Whether the talk certainly stops here; `each`, `select_each` and `files` may have nothing to ask, a condition may not hold. */
const certainlyWaits = (block: Block): boolean =>
  waits(block) && block.when === undefined && !['each', 'select_each', 'files'].includes(block.kind)

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
    ...(block.kind === 'figures' && isBlank(block.prompt)
      ? []
      : inspectText(flow, name, block, block.prompt, [...at, 'prompt'])),
    ...inspectWhen(flow, block.when, [...at, 'when']),
  ]
  switch (block.kind) {
    case 'select_one':
      return [...found, ...inspectChoices(flow, name, block)]
    case 'open':
      return block.after === undefined || shapeAt(flow.facts, block.after) === 'text'
        ? found
        : [...found, unknownFact(flow, block.after, [...at, 'after'])]
    case 'numeric':
      return [
        ...found,
        ...inspectLimits([...at, 'max'], block.min, block.max),
        ...inspectLimits([...at, 'likely', 'max'], block.likely?.min, block.likely?.max),
        ...inspectFact(flow, block.previous, [...at, 'previous'], 'number'),
      ]
    case 'list':
      return [...found, ...inspectLimits([...at, 'most'], block.least, block.most, 'least')]
    case 'select_each':
      return [...found, ...inspectEach(flow, name, block), ...inspectChoices(flow, name, block)]
    case 'figures':
      return [
        ...found,
        ...block.fields.flatMap((field, index) =>
          inspectText(flow, field.name, block, field.ask, [...at, 'fields', index, 'ask']),
        ),
        ...inspectFigures(name, block),
        ...inspectFact(flow, block.previous, [...at, 'previous'], 'record'),
      ]
    case 'each':
      return [
        ...found,
        ...inspectEach(flow, name, block),
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
        : [...found, invalid([...at, 'save'], block.save, { code: 'save-block' })]
    }
    case 'save':
      return [...found, ...inspectSources(flow, name, block)]
    default:
      return found
  }
}

const invalid = (path: YamlPath, found: string, wanted: Phrase): Found => ({
  path,
  reason: { code: 'value:invalid', found, wanted },
})

const isBlank = (text: Text): boolean => [text].flat().join('').trim() === ''

function inspectLimits(
  path: YamlPath,
  min: number | undefined,
  max: number | undefined,
  least = 'min',
): readonly Found[] {
  return min === undefined || max === undefined || min <= max
    ? []
    : [invalid(path, String(max), { code: 'at-least-key', key: least, limit: min })]
}

/** A fact that is named must be there and hold what is wanted of it. */
function inspectFact(
  flow: Flow,
  named: string | undefined,
  path: YamlPath,
  wanted: 'number' | 'record',
): readonly Found[] {
  if (named === undefined) return []
  const shape = shapeAt(shapesOf(flow), named)
  if (shape === undefined) return [unknownFact(flow, named, path)]
  const fits = wanted === 'record' ? isShapes(shape) : shape === wanted
  return fits ? [] : [invalid(path, named, { code: 'fact-that-is', shape: wanted })]
}

function inspectText(flow: Flow, name: string, block: Block, text: Text, path: YamlPath): readonly Found[] {
  // Whoever handles an Effect may have its own receipt.
  if (isBlank(text)) return block.kind === 'save' ? [] : [{ path, reason: { code: 'flow:text-missing', found: name } }]
  return pathsIn(text).flatMap((used) => inspectPath(flow, block, used, path))
}

function inspectPath(flow: Flow, block: Block, used: string, path: YamlPath): readonly Found[] {
  const [root = '', ...rest] = used.split('.')
  const below = rest.join('.')
  if (used === 'today') return []
  if (isPath(used)) {
    if (root === 'values') return inspectValue(flow, used, rest, path)
    if (root === 'saved') {
      const save = block.kind === 'confirm' ? blockOf(flow, block.save) : block
      if (save?.kind === 'save' && Object.hasOwn(save.values, below)) return []
    } else if (root === 'item') {
      const over = block.kind === 'each' || block.kind === 'select_each' ? block.over : undefined
      const element = over === undefined ? undefined : elementShape(flow, over)
      if (element !== undefined && shapeAt(element, below) !== undefined) return []
    } else if (shapeAt(shapesOf(flow), used) !== undefined) return []
  }
  return [unknownFact(flow, used, path)]
}

/** `values.<block>`, or one figure of a `figures` block. */
function inspectValue(flow: Flow, used: string, names: readonly string[], path: YamlPath): readonly Found[] {
  const [name = '', field, ...more] = names
  const block = blockOf(flow, name)
  if (field === undefined || block === undefined) return noSuchBlock(flow, name, path)
  const figures = block.kind === 'figures' ? [...block.fields, ...block.computed].map((one) => one.name) : []
  if (more.length === 0 && figures.includes(field)) return []
  const near = nearest(field, figures)
  return [
    {
      path,
      reason: {
        code: 'flow:fact-unknown',
        found: used,
        ...perhaps(near === undefined ? undefined : `values.${name}.${near}`),
      },
    },
  ]
}

const unknownFact = (flow: Flow, used: string, path: YamlPath): Found => ({
  path,
  reason: { code: 'flow:fact-unknown', found: used, ...perhaps(nearest(used, factPaths(shapesOf(flow)))) },
})

function inspectEach(flow: Flow, name: string, block: EachBlock | SelectEachBlock): readonly Found[] {
  const at = ['blocks', name]
  const { over, label } = block
  if (shapeAt(shapesOf(flow), over) === undefined) return [unknownFact(flow, over, [...at, 'over'])]
  const element = elementShape(flow, over)
  if (element === undefined || !Object.hasOwn(element, 'id'))
    return [invalid([...at, 'over'], over, { code: 'list-with-ids' })]
  const field = (key: string, used: string | undefined): readonly Found[] =>
    used === undefined || Object.hasOwn(element, used)
      ? []
      : [
          {
            path: [...at, key],
            reason: {
              code: 'name:unknown',
              kind: 'field',
              found: used,
              ...perhaps(nearest(used, Object.keys(element))),
            },
          },
        ]
  return [
    ...field('label', label),
    ...field('unit', block.kind === 'each' ? block.unit : undefined),
    ...(block.as === 'value' ? [invalid([...at, 'as'], block.as, { code: 'not-value' })] : []),
  ]
}

function inspectWhen(flow: Flow, when: When | undefined, path: YamlPath): readonly Found[] {
  if (when === undefined) return []
  if ('all' in when) return when.all.flatMap((part, index) => inspectWhen(flow, part, [...path, 'all', index]))
  if ('any' in when) return when.any.flatMap((part, index) => inspectWhen(flow, part, [...path, 'any', index]))
  if ('no' in when) return inspectWhen(flow, when.no, [...path, 'no'])
  if ('fact' in when)
    return shapeAt(shapesOf(flow), when.fact) === undefined ? [unknownFact(flow, when.fact, [...path, 'fact'])] : []
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

function inspectChoices(flow: Flow, name: string, block: SelectOneBlock | SelectEachBlock): readonly Found[] {
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
    if ('when' in choice) found.push(...inspectWhen(flow, choice.when, [...at, index, 'when']))
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
          ? shapeAt(shapesOf(flow), source.fact) === undefined
            ? [unknownFact(flow, source.fact, [...path, 'fact'])]
            : []
          : 'value' in source
            ? noSuchBlock(flow, source.value, [...path, 'value'])
            : 'kept' in source
              ? noSuchBlock(flow, source.kept, [...path, 'kept'])
              : 'remark' in source
                ? inspectRemark(flow, source.remark, [...path, 'remark'])
                : []
      return [...own, ...inspectWhen(flow, source.when, [...path, 'when'])]
    }),
  )
}

function inspectRemark(flow: Flow, name: string, path: YamlPath): readonly Found[] {
  const block = blockOf(flow, name)
  return block === undefined || block.kind === 'numeric'
    ? noSuchBlock(flow, name, path)
    : [invalid(path, name, { code: 'numeric-block' })]
}
