import { z } from 'zod'
import { labels } from '../../text/vi-flow.ts'
import type { Read } from '../issue.ts'
import { wanted } from '../phrase.ts'
import { readYaml } from '../read-yaml.ts'
import type { Block, FactShape, Flow, Source, When } from './flow.ts'
import { inspectFlow } from './inspect-flow.ts'
import type { Value } from './session.ts'

const name = z.string().regex(/^[a-z][a-z0-9_-]*$/, wanted({ code: 'block-name' }))
/** Absent words are read as empty: inspectFlow says in one place what is missing where. */
const words = z.string().max(4000).default('')
const text = z.union([z.string().max(4000), z.array(z.string().max(1000)).max(60)])
const path = z.string().regex(/^[A-Za-z][\w-]*(\.[\w-]+)*$/, wanted({ code: 'fact-path' }))
const scalar = z.union([z.string(), z.number(), z.boolean()])
const compared = z.union([scalar, z.array(scalar).min(1)])

const value: z.ZodType<Value> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(value), z.record(z.string(), value)]),
)

const factShape: z.ZodType<FactShape> = z.lazy(() =>
  z.union([z.enum(['text', 'number']), z.tuple([factShape]), z.record(z.string(), factShape)]),
)

const comparison = { is: compared.exactOptional(), not: compared.exactOptional() }
const when: z.ZodType<When> = z.lazy(() =>
  z.union([
    z.strictObject({ fact: path, ...comparison }),
    z.strictObject({ value: name, ...comparison }),
    z.strictObject({ all: z.array(when).min(1) }),
    z.strictObject({ any: z.array(when).min(1) }),
    z.strictObject({ no: when }),
  ]),
)

const source: z.ZodType<Source> = z.union([
  z.strictObject({ value: name, when: when.optional() }),
  z.strictObject({ fact: path, when: when.optional() }),
  z.strictObject({ kept: name, when: when.optional() }),
  z.strictObject({ remark: name, when: when.optional() }),
  z.strictObject({ fixed: value, when: when.optional() }),
])

const common = {
  prompt: text.default(''),
  next: name.optional(),
  when: when.optional(),
  title: z.string().max(40).optional(),
}

const choice = z.strictObject({
  // `skip` is the engine's own.
  name: name.refine((word) => word !== 'skip', wanted({ code: 'not-skip' })),
  label: words,
  keywords: z.array(z.string().min(1)).default([]),
  when: when.optional(),
  next: name.optional(),
})

const button = z.string().min(1).max(40)
const word = z.string().regex(/^[A-Za-z]\w*$/, wanted({ code: 'one-word' }))

const scoredChoice = z.strictObject({
  name,
  label: words,
  keywords: z.array(z.string().min(1)).default([]),
  score: z.number().optional(),
})

const figureNames = z.array(word).min(1).max(40)

const figureField = z.strictObject({
  name: word.refine((one) => one !== 'remarks', wanted({ code: 'not-remarks' })),
  label: z.string().min(1).max(200),
  ask: text.default(''),
  unit: z.string().optional(),
  whole: z.boolean().optional(),
  min: z.number().default(0),
  max: z.number().optional(),
})

const block: z.ZodType<Block> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('message'), ...common }),
  z.strictObject({
    kind: z.literal('select_one'),
    ...common,
    choices: z.array(choice).min(1).max(30),
    skip: button.optional(),
  }),
  z.strictObject({
    kind: z.literal('numeric'),
    ...common,
    min: z.number().optional(),
    max: z.number().optional(),
    whole: z.boolean().optional(),
    unit: z.string().optional(),
    previous: path.optional(),
    likely: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
    skip: button.optional(),
  }),
  z.strictObject({
    kind: z.literal('open'),
    ...common,
    many: z.boolean().default(false),
    skip: button.optional(),
    limit: z.int().min(1).max(100_000).default(30_000),
    expect: z.enum(['day', 'coming-day']).optional(),
    after: path.optional(),
  }),
  z.strictObject({
    kind: z.literal('files'),
    ...common,
    skip: button,
    limit: z.int().min(1).max(100).default(30),
  }),
  z.strictObject({
    kind: z.literal('each'),
    ...common,
    over: path,
    as: word,
    label: z.string(),
    unit: z.string().optional(),
    ratio: z.strictObject({ field: z.string(), numerator: text, denominator: text }).optional(),
    min: z.number().optional(),
    max: z.record(z.string(), z.number()).default({}),
    none: button,
  }),
  z.strictObject({
    kind: z.literal('list'),
    ...common,
    least: z.int().min(0).max(100).default(1),
    most: z.int().min(1).max(100).default(30),
    limit: z.int().min(1).max(10_000).default(500),
    skip: button.default(labels.noItems),
  }),
  z.strictObject({
    kind: z.literal('select_each'),
    ...common,
    over: path,
    as: word,
    label: z.string(),
    choices: z.array(scoredChoice).min(1).max(30),
  }),
  z.strictObject({
    kind: z.literal('figures'),
    ...common,
    fields: z.array(figureField).min(1).max(40),
    computed: z
      .array(
        z.strictObject({
          name: word,
          label: z.string().min(1).max(200),
          of: figureNames,
          over: figureNames,
          unit: z.string().default('%'),
        }),
      )
      .default([]),
    checks: z
      .array(z.strictObject({ sum: figureNames, atMost: figureNames, say: z.string().min(1).max(500) }))
      .default([]),
    none: button,
    previous: path.optional(),
  }),
  z.strictObject({ kind: z.literal('confirm'), ...common, save: name }),
  z.strictObject({
    kind: z.literal('save'),
    ...common,
    effect: name,
    values: z.record(z.string(), z.array(source).min(1)),
  }),
])

const flow: z.ZodType<Flow> = z.strictObject({
  id: name,
  version: z.int().min(1),
  facts: z.record(z.string().regex(/^[A-Za-z][\w-]*$/, wanted({ code: 'one-word' })), factShape).default({}),
  given: z.record(z.string().regex(/^[A-Za-z][\w-]*$/, wanted({ code: 'one-word' })), value).default({}),
  again: z.string().min(1).max(300).optional(),
  start: name,
  blocks: z.record(name, block),
})

/**
 * Reads a Flow from YAML and inspects it. `file` is only a name for the Issues. Every problem of shape and of sense
 * is an Issue with file, line and path; `value` is undefined when there is any. `effects`: the names that a Flow may save
 * under; without it any.
 */
export function readFlow(text: string, file: string, effects?: readonly string[]): Read<Flow> {
  const read = readYaml(text, file, flow)
  if (read.value === undefined) return read
  const issues = inspectFlow(read.value, { file, lineOf: read.lineOf }, effects)
  return { value: issues.length === 0 ? read.value : undefined, issues }
}
