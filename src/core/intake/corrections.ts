import type { DueRule } from '../plan/plan.ts'
import { singleDecisions, type Target } from './decision.ts'
import type { DraftHead, DraftItem, ItemKind } from './plan-draft.ts'
import type { Review, ReviewIndicator, ReviewItem } from './review-draft.ts'
import type { HeadField } from './review-talk.ts'

/** How the reader saw an item, or how the reviewer left it. */
export interface Reading {
  readonly kind: ItemKind
  readonly what: string
  readonly rule: DueRule
  readonly reading: string
  /** As the document names them before the review, ids of Units after it. */
  readonly units: readonly string[]
  readonly coordinating: readonly string[]
  readonly to: readonly string[]
}

interface Place {
  /** The phrase in the document; for something added what the reviewer typed. */
  readonly quote: string
  readonly at: { readonly start: number; readonly end: number } | null
}

/** One difference between an item as it was read and what the reviewer made of it. */
export interface ItemCorrection extends Place {
  readonly of: 'item'
  readonly itemId: string
  /** `dropped`: no deadline at all; `added`: the reader had missed it. */
  readonly change: 'dropped' | 'due' | 'units' | 'what' | 'kind' | 'to' | 'added'
  readonly doubts: readonly string[]
  /** The whole sentence that was typed for an added one. */
  readonly typed: string | null
  readonly original: Reading | null
  readonly corrected: Reading | null
}

/** The same for a target. */
export interface IndicatorCorrection extends Place {
  readonly of: 'indicator'
  readonly itemId: string
  /** `dropped`: no target at all; `added`: the reader had missed it. */
  readonly change: 'dropped' | 'value' | 'name' | 'added'
  readonly typed: string | null
  readonly original: Target | null
  readonly corrected: Target | null
}

/** A part of the head that was blank or wrong; a period as `2026-01-01/2026-12-31`. */
export interface HeadCorrection {
  readonly of: 'head'
  readonly change: HeadField
  readonly original: string | null
  readonly corrected: string | null
}

/** One difference between what was read and what the reviewer made of it. */
export type Correction = ItemCorrection | IndicatorCorrection | HeadCorrection

const originalOf = ({ kind, what, rule, reading, units, coordinating, to }: DraftItem): Reading => {
  return { kind, what, rule, reading, units, coordinating, to }
}

const finalOf = ({ kind, what, rule, reading, lead, coordinating, to }: ReviewItem): Reading => {
  return { kind, what, rule, reading, units: lead, coordinating, to }
}

const differ = (a: unknown, b: unknown): boolean => JSON.stringify(a) !== JSON.stringify(b)

function ofItem(item: ReviewItem, original: DraftItem | undefined, assigned: boolean): readonly ItemCorrection[] {
  const { id: itemId, quote, at, typed } = item
  const base = { of: 'item' as const, itemId, quote, at, typed, doubts: original?.doubts ?? [] }
  if (original === undefined)
    return item.state === 'dropped' ? [] : [{ ...base, change: 'added', original: null, corrected: finalOf(item) }]
  const before = originalOf(original)
  if (item.state === 'dropped') return [{ ...base, change: 'dropped', original: before, corrected: null }]
  const changes: readonly ItemCorrection['change'][] = [
    ...(differ(item.rule, original.rule) ? (['due'] as const) : []),
    ...(assigned ? (['units'] as const) : []),
    ...(item.what === original.what ? [] : (['what'] as const)),
    ...(item.kind === original.kind ? [] : (['kind'] as const)),
    ...(differ(item.to, original.to) ? (['to'] as const) : []),
  ]
  return changes.map((change) => ({ ...base, change, original: before, corrected: finalOf(item) }))
}

const targetOf = ({ name, op, value, unit }: Target): Target => ({ name, op, value, unit })

function ofIndicator(one: ReviewIndicator, read: Target | undefined): readonly IndicatorCorrection[] {
  const { id: itemId, quote, at, typed } = one
  const base = { of: 'indicator' as const, itemId, quote, at, typed }
  const corrected = targetOf(one)
  if (read === undefined)
    return one.state === 'dropped' ? [] : [{ ...base, change: 'added', original: null, corrected }]
  const original = targetOf(read)
  if (one.state === 'dropped') return [{ ...base, change: 'dropped', original, corrected: null }]
  const { name, ...figure } = corrected
  const { name: readName, ...readFigure } = original
  return [
    ...(differ(figure, readFigure) ? [{ ...base, change: 'value' as const, original, corrected }] : []),
    ...(name === readName ? [] : [{ ...base, change: 'name' as const, original, corrected }]),
  ]
}

const headParts: readonly (readonly [HeadField, (head: DraftHead) => string | null])[] = [
  ['number', ({ number }) => number],
  ['issued-on', ({ issuedOn }) => issuedOn],
  ['title', ({ title }) => title],
  ['period', ({ period }) => (period === null ? null : `${period.from}/${period.to}`)],
  ['issuer', ({ issuer }) => issuer],
]

/**
 * What the reviewer changed, one line for each change: items in the order of their numbers, then targets, then the
 * head.
 */
export function correctionsOf(review: Review): readonly Correction[] {
  const { draft, head } = review
  const read = new Map(draft.items.map((item) => [item.id, item]))
  const assigned = new Set(singleDecisions(review.decisions).flatMap((one) => (one.kind === 'units' ? [one.item] : [])))
  return [
    ...review.items.flatMap((item) => ofItem(item, read.get(item.id), assigned.has(item.id))),
    ...review.indicators.flatMap((one) => ofIndicator(one, draft.indicators[one.number - 1])),
    ...headParts.flatMap(([change, part]): readonly HeadCorrection[] => {
      const original = part(draft.plan)
      const corrected = part(head)
      return original === corrected ? [] : [{ of: 'head', change, original, corrected }]
    }),
  ]
}
