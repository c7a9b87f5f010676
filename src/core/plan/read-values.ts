import { z } from 'zod'
import type { Issue } from '../issue.ts'
import { nearest } from '../nearest.ts'
import { type NameKind, wanted } from '../phrase.ts'
import { placed, refuse, valueAt, type YamlText } from '../read-yaml.ts'
import { isLocalDate } from '../time.ts'
import type { Unit } from './board.ts'

// The kinds of value that boards and plans are written with.

const dayWanted = wanted({ code: 'day' })
const timeWanted = wanted({ code: 'time' })
const idWanted = wanted({ code: 'id' })

export const text = z
  .string()
  .trim()
  .min(1, wanted({ code: 'not-empty' }))
  .max(2000)
/** Ids go into keys and addresses, so they are plain. */
export const id = z
  .string(idWanted)
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, idWanted)
export const day = z.string(dayWanted).refine(isLocalDate, dayWanted)
export const time = z.string(timeWanted).regex(/^([01]\d|2[0-3]):[0-5]\d$/, timeWanted)

/** A list, or its only item written alone. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(item).max(500))

/** Words that stand for several Units. */
export const unitGroups: Readonly<Record<string, Unit['kind'] | 'any'>> = {
  all: 'any',
  offices: 'office',
  departments: 'department',
  subordinates: 'subordinate',
  organisations: 'organisation',
}

export type Units = Pick<Unit, 'id' | 'kind'>

/** A name that must be one of the known ones; any id is taken when `known` is undefined. */
export const nameOf = (kind: NameKind, known: readonly string[] | undefined) =>
  z.string(wanted({ code: 'id-of', kind })).superRefine((found, context) => {
    if (known === undefined || known.includes(found)) return
    const near = nearest(found, known)
    refuse(context, { code: 'name:unknown', kind, found, ...(near === undefined ? {} : { near }) })
  })

/** Unit ids and group words, given back as ids in the board's order without repeats. */
export const unitsOf = (units: readonly Units[] | undefined) =>
  listOf(nameOf('unit', units && [...units.map((unit) => unit.id), ...Object.keys(unitGroups)])).transform((words) => {
    if (units === undefined) return words
    const meant = units.filter((unit) =>
      words.some((word) => word === unit.id || unitGroups[word] === unit.kind || unitGroups[word] === 'any'),
    )
    return meant.map((unit) => unit.id)
  })

/** First and last day, both included. */
export const period = z.strictObject({ from: day, to: day }).superRefine(({ from, to }, context) => {
  if (to < from) refuse(context, { code: 'rule:end-before-start', found: { code: 'span', from, to } })
})

/** The ids in lists of a YAML text that may still be wrong in other places. */
export const idsIn = (yaml: YamlText, list: string): readonly string[] =>
  entriesOf(yaml, list).flatMap(({ id: found }) => (typeof found === 'string' ? [found] : []))

function entriesOf(yaml: YamlText, list: string): readonly { readonly id: unknown; readonly index: number }[] {
  const items = valueAt(yaml.raw, [list])
  return Array.isArray(items) ? items.map((item, index) => ({ id: valueAt(item, ['id']), index })) : []
}

/** The line of the list's item that has this id. */
export function lineOfId(yaml: YamlText, list: string, itemId: string): number | undefined {
  const found = entriesOf(yaml, list).find((entry) => entry.id === itemId)
  return found && yaml.lineOf([list, found.index])
}

/** An Issue for every id that the lists together hold for the second time. */
export function repeatedIds(yaml: YamlText, lists: readonly string[]): readonly Issue[] {
  const seen = new Set<string>()
  return lists.flatMap((list) =>
    entriesOf(yaml, list).flatMap(({ id: found, index }) => {
      if (typeof found !== 'string') return []
      if (seen.has(found)) return [placed(yaml, [list, index, 'id'], { code: 'id:repeated', found })]
      seen.add(found)
      return []
    }),
  )
}
