import { z } from 'zod'
import type { Issue, Read } from '../issue.ts'
import { wanted } from '../phrase.ts'
import { checkYaml, inOrder, parseYaml, placed, refuse, type YamlText } from '../read-yaml.ts'
import type { Board, Person, Role, Unit } from './board.ts'
import { id, idsIn, listOf, nameOf, repeatedIds, text, time, unitGroups } from './read-values.ts'

const hours = z
  .array(z.strictObject({ from: time, to: time }))
  .min(1)
  .max(4)
  .superRefine((spans, context) => {
    spans.forEach(({ from, to }, index) => {
      const before = spans[index - 1]
      if (to <= from) refuse(context, { code: 'rule:end-before-start', found: { code: 'span', from, to } }, [index])
      else if (before !== undefined && from < before.to) {
        const found = { code: 'span', from, to } as const
        refuse(context, { code: 'value:invalid', found, wanted: { code: 'hours-after', time: before.to } }, [index])
      }
    })
  })

const unit = z.strictObject({
  id: id.refine((found) => !Object.hasOwn(unitGroups, found), wanted({ code: 'no-group-word' })),
  name: text,
  aliases: listOf(text).default([]),
  kind: z.enum(['office', 'department', 'subordinate', 'organisation']),
})

const role = z.enum(['staff', 'focal', 'head', 'leader', 'admin'])

const person = (unitIds: readonly string[]) =>
  z
    .strictObject({ id, name: text, unit: nameOf('unit', unitIds), roles: listOf(role).default(['staff']) })
    .transform(({ unit: unitId, ...rest }): Person => ({ ...rest, unitId }))

const boardFile = (unitIds: readonly string[]) =>
  z
    .strictObject({
      board: z.strictObject({
        id,
        name: text,
        symbol: text,
        parent: text,
        place: text,
        signer: text,
        drafter: text,
        hours,
      }),
      units: z.array(unit).min(1).max(200),
      people: z.array(person(unitIds)).min(1).max(5000),
      plans: listOf(text).default([]),
    })
    .transform((file): Board => ({ ...file.board, units: file.units, people: file.people, plans: file.plans }))

/** A Board that was read; its parts are given even when something else is wrong, so that other files are checked too. */
export interface ReadBoard extends Read<Board> {
  readonly units: readonly Unit[] | undefined
  readonly hours: Board['hours'] | undefined
  readonly plans: readonly string[]
  /** The line of `plans` that names a plan file. */
  lineOfPlan(index: number): number | undefined
}

/**
 * Reads a Board from YAML (`board`, `units`, `people`, `plans`). `file` is only a name for the Issues. Besides the shape
 * it asks that ids are unique, that every Unit has a head (somebody must be told when it is late), and that the Board
 * has a leader and an admin.
 */
export function readBoard(yamlText: string, file: string): ReadBoard {
  const yaml = parseYaml(yamlText, file)
  const unitIds = idsIn(yaml, 'units')
  const read = checkYaml(yaml, boardFile(unitIds))
  const repeated = [...repeatedIds(yaml, ['units']), ...repeatedIds(yaml, ['people'])]
  const issues = inOrder([
    ...read.issues,
    ...repeated,
    ...(read.value === undefined ? [] : missingRoles(read.value, yaml)),
  ])
  const lineOfPlan = (index: number): number | undefined => yaml.lineOf(['plans', index])
  if (issues.length === 0 && read.value !== undefined) {
    const { units, plans } = read.value
    return { value: read.value, issues, units, hours: read.value.hours, plans, lineOfPlan }
  }
  const units = checkYaml(yaml, z.looseObject({ units: z.array(unit).min(1) })).value?.units
  const plans = checkYaml(yaml, z.looseObject({ plans: listOf(text) })).value?.plans ?? []
  const times = checkYaml(yaml, z.looseObject({ board: z.looseObject({ hours }) })).value?.board.hours
  return { value: undefined, issues, units, hours: times, plans, lineOfPlan }
}

function missingRoles(board: Board, yaml: YamlText): readonly Issue[] {
  const has = (role: Role, unitId?: string): boolean =>
    board.people.some((p) => p.roles.includes(role) && (unitId === undefined || p.unitId === unitId))
  const headless = board.units.flatMap((one, index) =>
    has('head', one.id)
      ? []
      : [
          placed(yaml, ['units', index], {
            code: 'board:role-missing',
            found: { code: 'the-unit', id: one.id },
            wanted: ['head'],
          }),
        ],
  )
  const missing = (['leader', 'admin'] as const).flatMap((role) =>
    has(role)
      ? []
      : [placed(yaml, ['people'], { code: 'board:role-missing', found: { code: 'the-board' }, wanted: [role] })],
  )
  return [...headless, ...missing]
}
