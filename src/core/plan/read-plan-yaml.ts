import { z } from 'zod'
import type { Issue, Read } from '../issue.ts'
import { wanted } from '../phrase.ts'
import { checkYaml, inOrder, parseYaml, placed, refuse, type YamlText } from '../read-yaml.ts'
import type { Board } from './board.ts'
import type { Duty, Indicator, Plan, Task } from './plan.ts'
import { dueRule } from './read-due.ts'
import {
  day,
  id,
  idsIn,
  lineOfId,
  listOf,
  nameOf,
  period,
  repeatedIds,
  text,
  type Units,
  unitsOf,
} from './read-values.ts'

const heading = z.strictObject({
  id,
  number: text.nullable().default(null),
  issuedOn: day.nullable().default(null),
  title: text,
  issuer: text,
  parent: text,
  place: text,
  period,
  bases: z
    .array(z.strictObject({ number: text, issuedOn: day.nullable().default(null), subject: text }))
    .max(100)
    .default([]),
  recipients: listOf(text).default([]),
})

const someUnits = (units: readonly Units[] | undefined) =>
  unitsOf(units).refine((found) => found.length > 0, wanted({ code: 'some-unit' }))

const task = (units: readonly Units[] | undefined, indicatorIds: readonly string[]) =>
  z
    .strictObject({
      id,
      what: text,
      section: text,
      lead: someUnits(units),
      coordinating: unitsOf(units).default([]),
      due: dueRule,
      indicators: listOf(nameOf('indicator', indicatorIds)).default([]),
    })
    // `coordinating: all` means all the others.
    .transform((read): Task => ({ ...read, coordinating: read.coordinating.filter((one) => !read.lead.includes(one)) }))

const duty = (units: readonly Units[] | undefined): z.ZodType<Duty> =>
  z.strictObject({
    id,
    kind: z.enum(['half-year', 'year', 'periodic', 'interim', 'final', 'ad-hoc', 'registration', 'nomination']),
    title: text,
    to: listOf(text),
    lead: nameOf(
      'unit',
      units?.map((unit) => unit.id),
    ),
    collectFrom: someUnits(units),
    due: dueRule,
    window: period.nullable().default(null),
  })

const indicator = (units: readonly Units[] | undefined): z.ZodType<Indicator> =>
  z
    .strictObject({
      id,
      name: text,
      op: z.enum(['>', '>=', '=', '<=', '<']),
      target: z.number(),
      unit: text,
      ratio: z.strictObject({ numerator: text, denominator: text }).nullable().default(null),
      phrase: text,
      reportedBy: someUnits(units),
    })
    .superRefine(({ ratio, unit }, context) => {
      if (ratio === null || unit === '%') return
      refuse(context, { code: 'value:invalid', found: `“${unit}”`, wanted: { code: 'per-cent' } }, ['unit'])
    })

const planFile = (units: readonly Units[] | undefined, indicatorIds: readonly string[]) =>
  z
    .strictObject({
      plan: heading,
      tasks: z.array(task(units, indicatorIds)).max(500).default([]),
      duties: z.array(duty(units)).max(100).default([]),
      indicators: z.array(indicator(units)).max(200).default([]),
    })
    .transform((file): Plan => ({ ...file.plan, tasks: file.tasks, duties: file.duties, indicators: file.indicators }))

/** A Plan with the way back from its parts to the lines they stand on. */
export interface ReadPlan extends Read<Plan> {
  /** The line of `tasks`, `duties` or `indicators` with this id. */
  lineOfItem(itemId: string): number | undefined
}

/**
 * Reads a Plan from YAML (`plan`, `tasks`, `duties`, `indicators`). Unit names are checked against the Board and words
 * such as `all` or `departments` become unit ids; without a Board (its own file is broken) any name is taken. `file` is
 * only a name for the Issues.
 */
export function readPlanYaml(yamlText: string, file: string, board: Pick<Board, 'units'> | undefined): ReadPlan {
  const yaml = parseYaml(yamlText, file)
  const read = checkYaml(yaml, planFile(board?.units, idsIn(yaml, 'indicators')))
  // Tasks and Duties share one space of ids: Occurrences are named by it.
  const repeated = [...repeatedIds(yaml, ['tasks', 'duties']), ...repeatedIds(yaml, ['indicators'])]
  const unasked = read.value === undefined ? [] : neverAsked(read.value, yaml)
  const issues = inOrder([...read.issues, ...repeated, ...unasked])
  const lineOfItem = (itemId: string): number | undefined =>
    lineOfId(yaml, 'tasks', itemId) ?? lineOfId(yaml, 'duties', itemId) ?? lineOfId(yaml, 'indicators', itemId)
  return { value: issues.length === 0 ? read.value : undefined, issues, lineOfItem }
}

/** A figure is asked together with a Task: a Unit that reports one needs a Task of its own that lists it. */
function neverAsked(plan: Plan, yaml: YamlText): readonly Issue[] {
  return plan.indicators.flatMap((one, index) => {
    const asked = plan.tasks.filter((t) => t.indicators.includes(one.id)).flatMap((t) => t.lead)
    return one.reportedBy
      .filter((unitId) => !asked.includes(unitId))
      .map((unit) => placed(yaml, ['indicators', index], { code: 'indicator:never-asked', found: one.id, unit }))
  })
}
