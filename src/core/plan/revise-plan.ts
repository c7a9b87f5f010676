import { readingOf } from '../../text/vi-deadline.ts'
import { likeness, pairAlike, wordsOf } from './alike.ts'
import type { DueRule, Duty, Indicator, Plan, Task } from './plan.ts'

/** One Task or Duty, as far as revisions look at it. */
interface Item {
  readonly id: string
  readonly kind: string
  readonly what: string
  readonly due: DueRule
  readonly units: readonly string[]
}

/** A deadline that is another one now; both as people read them. */
export interface MovedItem {
  readonly id: string
  readonly what: string
  readonly before: string
  readonly after: string
  readonly units: readonly string[]
}

/** Other Units than before. */
export interface ReassignedItem {
  readonly id: string
  readonly what: string
  readonly before: readonly string[]
  readonly after: readonly string[]
}

/** An item that only one of the two versions has. */
export interface LoneItem {
  readonly id: string
  readonly what: string
  readonly due: string
  readonly units: readonly string[]
}

/** A target that is another one now, that is new, or that is there no more. */
export interface ChangedFigure {
  readonly id: string
  readonly name: string
  readonly before: Indicator | null
  readonly after: Indicator | null
}

/** What a new version of a Plan changes. */
export interface Revision {
  readonly added: readonly LoneItem[]
  readonly moved: readonly MovedItem[]
  readonly dropped: readonly LoneItem[]
  readonly reassigned: readonly ReassignedItem[]
  readonly figures: readonly ChangedFigure[]
  /** The new Plan under the old one's id, with the old ids of everything that was found again. */
  readonly plan: Plan
}

const dutyUnits = (duty: Duty): readonly string[] => [duty.lead]
const itemOfTask = (task: Task): Item => ({
  id: task.id,
  kind: 'task',
  what: task.what,
  due: task.due,
  units: task.lead,
})
const itemOfDuty = (duty: Duty): Item => ({
  id: duty.id,
  kind: `duty ${duty.kind}`,
  what: duty.title,
  due: duty.due,
  units: dutyUnits(duty),
})

const sameDue = (a: DueRule, b: DueRule): boolean => readingOf(a) === readingOf(b)
const sameUnits = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((unit) => b.includes(unit))

/** Pairs the items of both versions, Tasks with Tasks and Duties with Duties. */
const pairsOf = (before: readonly Item[], after: readonly Item[]): ReadonlyMap<number, number> =>
  pairAlike(
    before,
    after,
    ({ what }) => what,
    (other, item) => {
      if (item.kind.startsWith('duty') !== other.kind.startsWith('duty')) return undefined
      const kind = item.kind === other.kind ? 0.1 : 0
      const units = sameUnits(item.units, other.units) ? 0.1 : 0
      return kind + units + (sameDue(item.due, other.due) ? 0.15 : 0)
    },
  )

/** New ids: the old one of what was found again, else the new one, made free of the old plan's ids. */
function idsOf(before: readonly Item[], after: readonly Item[], pairs: ReadonlyMap<number, number>): string[] {
  const taken = new Set(before.map(({ id }) => id))
  return after.map((item, now) => {
    const old = pairs.get(now)
    if (old !== undefined) return before[old]?.id ?? item.id
    let id = item.id
    for (let count = 2; taken.has(id); count += 1) id = `${item.id}-${count}`
    taken.add(id)
    return id
  })
}

/** An Indicator of the same name and unit keeps its id, so that earlier figures stay with it. */
function indicatorIds(
  before: readonly Indicator[],
  after: readonly Indicator[],
  taken: Set<string>,
): Map<string, string> {
  const ids = new Map<string, string>()
  const left = [...before]
  for (const one of after) {
    const at = left.findIndex((old) => old.unit === one.unit && likeness(wordsOf(old.name), wordsOf(one.name)) >= 0.7)
    const [old] = at < 0 ? [] : left.splice(at, 1)
    let id = old?.id ?? one.id
    for (let count = 2; old === undefined && taken.has(id); count += 1) id = `${one.id}-${count}`
    taken.add(id)
    ids.set(one.id, id)
  }
  return ids
}

/** Targets that differ, by the ids that those found again keep. */
function figuresIn(before: readonly Indicator[], after: readonly Indicator[]): readonly ChangedFigure[] {
  const olds = new Map(before.map((one) => [one.id, one]))
  const ids = new Set(after.map(({ id }) => id))
  const other = (old: Indicator, now: Indicator): boolean => old.op !== now.op || old.target !== now.target
  return [
    ...after.flatMap((now): readonly ChangedFigure[] => {
      const old = olds.get(now.id)
      if (old !== undefined && !other(old, now)) return []
      return [{ id: now.id, name: now.name, before: old ?? null, after: now }]
    }),
    ...before
      .filter(({ id }) => !ids.has(id))
      .map((old): ChangedFigure => ({ id: old.id, name: old.name, before: old, after: null })),
  ]
}

/** Whether a revision leaves everything that people are asked as it was. */
export const changesNothing = ({ added, moved, dropped, reassigned, figures }: Revision): boolean =>
  added.length + moved.length + dropped.length + reassigned.length + figures.length === 0

/**
 * What a revised Plan changes against the version that is followed. Items are found again by their words (half of them
 * at least), Tasks among Tasks and Duties among Duties, so that another wording is no drop and addition.
 */
export function revisePlan(before: Plan, after: Plan): Revision {
  const olds = [...before.tasks.map(itemOfTask), ...before.duties.map(itemOfDuty)]
  const news = [...after.tasks.map(itemOfTask), ...after.duties.map(itemOfDuty)]
  const pairs = pairsOf(olds, news)
  const ids = idsOf(olds, news, pairs)
  const matched = news.flatMap((item, now) => {
    const old = olds[pairs.get(now) ?? -1]
    return old === undefined ? [] : [{ old, item, id: ids[now] ?? item.id }]
  })
  const lone = (item: Item, id: string): LoneItem => ({
    id,
    what: item.what,
    due: readingOf(item.due),
    units: item.units,
  })
  const kept = new Set(pairs.values())
  const taken = new Set([...olds.map(({ id }) => id), ...ids, ...before.indicators.map(({ id }) => id)])
  const figures = indicatorIds(before.indicators, after.indicators, taken)
  const plan: Plan = {
    ...after,
    id: before.id,
    tasks: after.tasks.map((task, index) => ({
      ...task,
      id: ids[index] ?? task.id,
      indicators: task.indicators.map((id) => figures.get(id) ?? id),
    })),
    duties: after.duties.map((duty, index) => ({ ...duty, id: ids[after.tasks.length + index] ?? duty.id })),
    indicators: after.indicators.map((one) => ({ ...one, id: figures.get(one.id) ?? one.id })),
  }
  return {
    plan,
    figures: figuresIn(before.indicators, plan.indicators),
    added: news.flatMap((item, now) => (pairs.has(now) ? [] : [lone(item, ids[now] ?? item.id)])),
    dropped: olds.flatMap((item, old) => (kept.has(old) ? [] : [lone(item, item.id)])),
    moved: matched
      .filter(({ old, item }) => !sameDue(old.due, item.due))
      .map(({ old, item, id }) => ({
        id,
        what: item.what,
        before: readingOf(old.due),
        after: readingOf(item.due),
        units: item.units,
      })),
    reassigned: matched
      .filter(({ old, item }) => !sameUnits(old.units, item.units))
      .map(({ old, item, id }) => ({ id, what: item.what, before: old.units, after: item.units })),
  }
}
