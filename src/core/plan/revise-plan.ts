import { readingOf } from '../../text/vi-deadline.ts'
import { foldVietnamese } from '../fold.ts'
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

/** What a new version of a Plan changes. */
export interface Revision {
  readonly added: readonly LoneItem[]
  readonly moved: readonly MovedItem[]
  readonly dropped: readonly LoneItem[]
  readonly reassigned: readonly ReassignedItem[]
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

/** Words that nearly every item has. */
const frequent = new Set([
  'va',
  'cac',
  'cua',
  'cho',
  'theo',
  'trong',
  'tai',
  've',
  'voi',
  'den',
  'thuc',
  'hien',
  'to',
  'chuc',
])

const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    foldVietnamese(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !frequent.has(word)),
  )

/** 0 to 1: the share of words that both have (Dice). */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let both = 0
  for (const word of a) if (b.has(word)) both += 1
  return (2 * both) / (a.size + b.size)
}

const sameDue = (a: DueRule, b: DueRule): boolean => readingOf(a) === readingOf(b)
const sameUnits = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((unit) => b.includes(unit))

/** Items whose words are less alike than this are two different ones. */
const alikeFrom = 0.5

interface Pair {
  readonly old: number
  readonly now: number
  readonly score: number
}

/** Pairs the items of both versions, the most alike first; each is in one pair at most. */
function pairsOf(before: readonly Item[], after: readonly Item[]): ReadonlyMap<number, number> {
  const words = { before: before.map(({ what }) => wordsOf(what)), after: after.map(({ what }) => wordsOf(what)) }
  const pairs: Pair[] = []
  for (const [now, item] of after.entries()) {
    for (const [old, other] of before.entries()) {
      if (item.kind.startsWith('duty') !== other.kind.startsWith('duty')) continue
      const alike = likeness(words.before[old] ?? new Set(), words.after[now] ?? new Set())
      if (alike < alikeFrom) continue
      const kind = item.kind === other.kind ? 0.1 : 0
      const units = sameUnits(item.units, other.units) ? 0.1 : 0
      pairs.push({ old, now, score: alike + kind + units + (sameDue(item.due, other.due) ? 0.15 : 0) })
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.old - b.old || a.now - b.now)
  const found = new Map<number, number>()
  const used = new Set<number>()
  for (const { old, now } of pairs) {
    if (found.has(now) || used.has(old)) continue
    found.set(now, old)
    used.add(old)
  }
  return found
}

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
