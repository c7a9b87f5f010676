import { z } from 'zod'
import { pathText, readYaml } from '../../../src/core/read-yaml.ts'
import { isLocalDate, type LocalDate } from '../../../src/core/time.ts'

const ruleKinds = ['before', 'by', 'on', 'within', 'recurring', 'continuous', 'relative'] as const
export type RuleKind = (typeof ruleKinds)[number]

const operators = ['>', '>=', '=', '<=', '<'] as const

/** A piece of the text: by its UTF-16 offset, by its number among equal pieces (from 1), or every such piece. */
export interface Passage {
  readonly quote: string
  readonly at?: number
  readonly nth?: number
}

export interface DeadlineLabel extends Passage {
  /** Any of these is right; the first is the plainest. */
  readonly kinds: readonly RuleKind[]
  readonly due: LocalDate | null
  /** First day of a `within`; 'any' where the words leave it open. */
  readonly from: LocalDate | 'any' | null
  /**
   * `dossier`: papers are owed, which may be read as a report, a registration or a commendation. `either`: papers of
   * which one may say that they are a report.
   */
  readonly report: boolean | 'dossier' | 'either'
  readonly units: readonly string[]
  readonly coop: readonly string[]
  /** Fields of the rule that the text states: interval, days of the year, count, hour. */
  readonly rule: Readonly<Record<string, unknown>>
}

export interface IndicatorLabel extends Passage {
  readonly ops: readonly string[]
  readonly value: number
  readonly units: readonly string[]
}

/** What a careful clerk takes from a plan. Where several answers are right, all of them are listed. */
export interface Labels {
  readonly number: readonly (string | null)[]
  readonly issued: LocalDate | null
  readonly issuer: readonly (string | null)[]
  readonly title: string | null
  /** 'any' where the words leave it open. */
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | 'any' | null
  readonly deadlines: readonly DeadlineLabel[]
  readonly indicators: readonly IndicatorLabel[]
  /** Must not become items. */
  readonly notDeadlines: readonly Passage[]
  /** May become items or indicators, or not. */
  readonly optional: readonly Passage[]
}

const date = z.string().refine(isLocalDate, 'a day of the calendar')
const oneOrMore = <T extends z.ZodType>(value: T) =>
  z.union([value.transform((one) => [one]), z.array(value).min(1)]) as z.ZodType<z.output<T>[]>
const quote = z.string().min(1)
const nth = z.int().min(1)
const passage = z.union([quote.transform((text): Passage => ({ quote: text })), z.strictObject({ quote, nth })])
const period = z.strictObject({ from: date, to: date })

const labelsSchema = z.strictObject({
  number: oneOrMore(z.string().nullable()),
  issued: date.nullable(),
  issuer: oneOrMore(z.string().nullable()),
  title: z.string().nullable(),
  period: z.union([z.literal('any'), period]).nullable(),
  deadlines: z.array(
    z
      .strictObject({
        quote,
        nth: nth.default(1),
        kind: oneOrMore(z.enum(ruleKinds)),
        due: date.nullable().default(null),
        from: z
          .union([z.literal('any'), date])
          .nullable()
          .default(null),
        report: z.union([z.boolean(), z.enum(['dossier', 'either'])]).default(false),
        units: z.array(z.string()).default([]),
        coop: z.array(z.string()).default([]),
        rule: z.record(z.string(), z.unknown()).default({}),
      })
      .transform(({ kind, ...label }): DeadlineLabel => ({ ...label, kinds: kind })),
  ),
  indicators: z.array(
    z
      .strictObject({
        quote,
        nth: nth.default(1),
        op: oneOrMore(z.enum(operators)),
        value: z.number(),
        unit: oneOrMore(z.string()),
      })
      .transform(({ op, unit, ...label }): IndicatorLabel => ({ ...label, ops: op, units: unit })),
  ),
  not_deadlines: z.array(passage).default([]),
  optional: z.array(passage).default([]),
})

/** Reads the labels of one of the project's own plans (YAML). Throws with file, line and reason. */
export function readLabels(yaml: string, file = 'labels.yaml'): Labels {
  const { value, issues } = readYaml(yaml, file, labelsSchema)
  if (value === undefined) {
    const said = issues.map((issue) => `${file}:${issue.line ?? 1} ${issue.path ?? ''} ${JSON.stringify(issue)}`)
    throw new Error(`labels cannot be read:\n${said.join('\n')}`)
  }
  const { not_deadlines: notDeadlines, ...labels } = value
  return { ...labels, notDeadlines }
}

const expectedSchema = z.object({
  number: z.string().nullable(),
  issued: date.nullable(),
  issuer: z.string().nullable(),
  title: z.string().nullable(),
  period: period.nullable(),
  deadlines: z.array(
    z.object({
      quote,
      at: z.int().min(0),
      kind: z.enum(ruleKinds),
      due: date.nullable(),
      from: date.nullable(),
      report: z.boolean(),
      units: z.array(z.string()),
      coop: z.array(z.string()).default([]),
    }),
  ),
  indicators: z.array(
    z.object({ quote, at: z.int().min(0), op: z.enum(operators), value: z.number(), unit: z.string() }),
  ),
  not_deadlines: z.array(quote),
  optional: z.array(quote),
})

/** Reads labels in the form of the example plans (`NNN.expected.json`). Throws with path and reason. */
export function readExpectedJson(json: string, file = 'expected.json'): Labels {
  const result = expectedSchema.safeParse(JSON.parse(json))
  if (!result.success) {
    const said = result.error.issues.map(
      ({ path, message }) =>
        `${file} ${pathText(path.map((part) => (typeof part === 'symbol' ? String(part) : part)))}: ${message}`,
    )
    throw new Error(`labels cannot be read:\n${said.join('\n')}`)
  }
  const { not_deadlines, optional, number, issuer, deadlines, indicators, ...head } = result.data
  return {
    ...head,
    number: [number],
    issuer: [issuer],
    deadlines: deadlines.map(({ kind, ...label }) => ({ ...label, kinds: [kind], rule: {} })),
    indicators: indicators.map(({ op, unit, ...label }) => ({ ...label, ops: [op], units: [unit] })),
    notDeadlines: not_deadlines.map((text) => ({ quote: text })),
    optional: optional.map((text) => ({ quote: text })),
  }
}
