import type { DueRule } from '../plan/plan.ts'
import type { DraftItem, ItemKind } from './plan-draft.ts'
import type { Review, ReviewItem } from './review-draft.ts'

/** How the reader saw an item, or how the reviewer left it. */
export interface Reading {
  readonly kind: ItemKind
  readonly what: string
  readonly rule: DueRule
  readonly reading: string
  /** As the document names them before the review, ids of Units after it. */
  readonly units: readonly string[]
  readonly coordinating: readonly string[]
}

/** One difference between what was read and what the reviewer made of it. */
export interface Correction {
  readonly itemId: string
  /** `dropped`: no deadline at all; `added`: the reader had missed it. */
  readonly change: 'dropped' | 'due' | 'units' | 'added'
  /** The phrase in the document; for an added item what the reviewer typed. */
  readonly quote: string
  readonly at: { readonly start: number; readonly end: number } | null
  readonly doubts: readonly string[]
  readonly original: Reading | null
  readonly corrected: Reading | null
}

const originalOf = ({ kind, what, rule, reading, units, coordinating }: DraftItem): Reading => ({
  kind,
  what,
  rule,
  reading,
  units,
  coordinating,
})

const finalOf = ({ kind, what, rule, reading, lead, coordinating }: ReviewItem): Reading => ({
  kind,
  what,
  rule,
  reading,
  units: lead,
  coordinating,
})

/** What the reviewer changed, one line for each change, in the order of the items' numbers. */
export function correctionsOf(review: Review): readonly Correction[] {
  const read = new Map(review.draft.items.map((item) => [item.id, item]))
  const assigned = new Set(review.decisions.flatMap((one) => (one.kind === 'units' ? [one.item] : [])))
  return review.items.flatMap((item): Correction[] => {
    const original = read.get(item.id)
    const base = { itemId: item.id, quote: item.quote, at: item.at, doubts: original?.doubts ?? [] }
    if (original === undefined)
      return item.state === 'dropped' ? [] : [{ ...base, change: 'added', original: null, corrected: finalOf(item) }]
    const before = originalOf(original)
    if (item.state === 'dropped') return [{ ...base, change: 'dropped', original: before, corrected: null }]
    const corrected = finalOf(item)
    const changes: Correction['change'][] = []
    if (JSON.stringify(item.rule) !== JSON.stringify(original.rule)) changes.push('due')
    if (assigned.has(item.id)) changes.push('units')
    return changes.map((change) => ({ ...base, change, original: before, corrected }))
  })
}
