import { z } from 'zod'
import { type Phrase, type Quoted, wanted } from '../phrase.ts'
import { refuse, type YamlPath } from '../read-yaml.ts'
import { dateFrom } from '../time.ts'
import type { DueRule } from './plan.ts'
import { day, listOf, text, time } from './read-values.ts'
import { type SpanName, spanOf } from './span.ts'

const number = z.int().min(1)

const within = z.strictObject({
  from: day.optional(),
  to: day.optional(),
  week: number.max(5).optional(),
  month: number.max(12).optional(),
  quarter: number.max(4).optional(),
  half: number.max(2).optional(),
  nineMonths: z.literal(true).optional(),
  year: number.min(1900).max(2200).optional(),
  phase: z.strictObject({ from: number.min(1900).max(2200), to: number.min(1900).max(2200) }).optional(),
  occasion: day.optional(),
  part: z.enum(['start', 'middle', 'end']).optional(),
})

/** The ways to name a stretch of time, by the keys that are given; `part` is a further key where it may be added. */
const stretches: readonly { readonly keys: readonly string[]; readonly part?: true }[] = [
  { keys: ['from', 'to'] },
  { keys: ['week', 'month', 'year'] },
  { keys: ['month', 'year'], part: true },
  { keys: ['quarter', 'year'], part: true },
  { keys: ['half', 'year'] },
  { keys: ['nineMonths', 'year'] },
  { keys: ['year'], part: true },
  { keys: ['phase'] },
  { keys: ['occasion'] },
]
const stretchWanted: Phrase = { code: 'key-sets', sets: stretches.map(({ keys }) => keys) }

const monthDayWanted = wanted({ code: 'month-day' })
const monthDay = z.string(monthDayWanted).refine((found) => {
  const parts = /^(\d{2})-(\d{2})$/.exec(found)
  // A leap year, so that 29 February may be named.
  return parts !== null && dateFrom(2024, Number(parts[1]), Number(parts[2])) !== undefined
}, monthDayWanted)

const kinds = ['before', 'by', 'on', 'within', 'recurring', 'continuous', 'relative'] as const

const dueFile = z.strictObject({
  phrase: text,
  before: day.optional(),
  by: day.optional(),
  on: day.optional(),
  time: time.optional(),
  within: within.optional(),
  recurring: z
    .strictObject({
      every: z.enum(['day', 'week', 'month', 'quarter', 'half', 'year']).nullable(),
      on: listOf(monthDay).optional(),
      times: number.max(1000).optional(),
      weekday: z
        .union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5), z.literal(6), z.literal(7)])
        .optional(),
      time: time.optional(),
    })
    .optional(),
  continuous: z.literal(true).optional(),
  relative: z
    .strictObject({
      after: day.nullable().default(null),
      event: text,
      count: z.int().min(0).max(1000),
      unit: z.enum(['day', 'working-day', 'week', 'month', 'year', 'hour']),
      before: z.literal(true).optional(),
    })
    .optional(),
})

/**
 * A DueRule as people write it: `phrase` and exactly one of `before`, `by`, `on` (a day, with `time` beside it if
 * there is one), `within` (`{from, to}` or a named stretch such as `{quarter: 2, year: 2022}`), `recurring`,
 * `continuous: true`, `relative`.
 */
export const dueRule = dueFile.transform((file, context): DueRule => {
  const wrong = (found: Quoted, meant: Phrase, path: YamlPath = []): never => {
    refuse(context, { code: 'value:invalid', found, wanted: meant }, path)
    return z.NEVER
  }
  const given = kinds.filter((kind) => file[kind] !== undefined)
  const [kind] = given
  if (kind === undefined || given.length > 1) {
    return wrong(given.length === 0 ? { code: 'no-rule' } : { code: 'keys-together', keys: given }, {
      code: 'exactly-one-key',
      keys: kinds,
    })
  }
  const { phrase, time: at } = file
  const dated = kind === 'before' || kind === 'by' || kind === 'on'
  if (at !== undefined && !dated)
    return wrong({ code: 'time-beside', key: kind }, { code: 'time-only-beside-a-day' }, ['time'])
  if (dated) return { kind, phrase, date: file[kind] ?? '', ...(at === undefined ? {} : { time: at }) }
  if (kind === 'continuous') return { kind, phrase }
  if (file.recurring !== undefined) {
    const { every, on, times, weekday, time: hour } = file.recurring
    if (weekday !== undefined && every !== 'week')
      return wrong({ code: 'weekday-beside', every: String(every) }, { code: 'weekday-only-beside-week' }, [
        'recurring',
        'weekday',
      ])
    return {
      kind: 'recurring',
      phrase,
      every,
      ...(on === undefined ? {} : { on: [...on].sort() }),
      ...(times === undefined ? {} : { times }),
      ...(weekday === undefined ? {} : { weekday }),
      ...(hour === undefined ? {} : { time: hour }),
    }
  }
  if (file.relative !== undefined) {
    const { before, ...counted } = file.relative
    return { kind: 'relative', phrase, ...counted, ...(before === undefined ? {} : { before }) }
  }
  const stretch = Object.fromEntries(Object.entries(file.within ?? {}).filter(([, value]) => value !== undefined))
  const keys = Object.keys(stretch)
  const fits = stretches.some(
    (form) =>
      form.keys.every((key) => keys.includes(key)) &&
      keys.every((key) => form.keys.includes(key) || (key === 'part' && form.part === true)),
  )
  if (!fits) return wrong(keys.length === 0 ? { code: 'nothing' } : keys.join(' + '), stretchWanted, ['within'])
  const { from, to } = stretch as { from?: string; to?: string }
  const span =
    from !== undefined && to !== undefined
      ? { from, to, precision: 'day' as const }
      : spanOf(stretch as unknown as SpanName)
  if (span === undefined) return wrong(keys.join(' + '), { code: 'stretch-that-exists' }, ['within'])
  if (span.to < span.from) {
    refuse(context, { code: 'rule:end-before-start', found: { code: 'span', from: span.from, to: span.to } }, [
      'within',
    ])
    return z.NEVER
  }
  return { kind: 'within', phrase, from: span.from, to: span.to, precision: span.precision }
})
