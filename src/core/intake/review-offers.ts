import { itemKindNames } from '../../text/vi-intake.ts'
import * as vi from '../../text/vi-review.ts'
import type { ItemKind } from './plan-draft.ts'
import {
  keepable,
  type Review,
  type ReviewIndicator,
  type ReviewItem,
  sureItems,
  unassignedItems,
  waitingItems,
} from './review-draft.ts'

/** Something that may be chosen: the words on its button, and what the button says to the review. */
export interface Offer {
  readonly label: string
  readonly verb: string
}

/** Keeps everything that needs no look, or, when only such is left, what does. */
function keepOffer(review: Review): readonly Offer[] {
  const sure = sureItems(review).length
  if (sure > 0) return [{ label: vi.labels.keepSure(sure), verb: 'keep-sure' }]
  const figures = review.indicators.filter(({ state }) => state === 'open').length
  if (keepable(review).length > figures) return [{ label: vi.labels.keepAll, verb: 'keep-all' }]
  return figures > 0 ? [{ label: vi.labels.keepIndicators(figures), verb: 'keep-indicators' }] : []
}

/** One Unit for everything that has none, where there is more than one such item. */
function restOffer(review: Review): readonly Offer[] {
  const rest = unassignedItems(review).length
  return rest > 1 ? [{ label: vi.labels.unitsRest(rest), verb: 'units-rest' }] : []
}

/** What may be done with a review as a whole, in the order in which a reviewer needs it. */
export const menuOffers = (review: Review): readonly Offer[] => [
  ...(waitingItems(review).length > 0 ? [{ label: vi.labels.waiting, verb: 'waiting' }] : []),
  ...keepOffer(review),
  ...restOffer(review),
  { label: vi.labels.indicators(review.indicators.length), verb: 'indicators' },
  { label: vi.labels.head, verb: 'head' },
  { label: vi.labels.add, verb: 'add' },
  ...(review.decisions.length > 0 ? [{ label: vi.labels.undo, verb: 'undo' }] : []),
  { label: vi.labels.activate, verb: 'activate' },
  { label: vi.labels.later, verb: 'park' },
  { label: vi.labels.drop, verb: 'drop-draft' },
]

/** After a decision: what is nearest. */
export function nextOffers(review: Review): readonly Offer[] {
  const waiting = waitingItems(review).length > 0
  const open = review.items.some(({ state }) => state === 'open')
  return [
    ...(waiting ? [{ label: vi.labels.waiting, verb: 'waiting' }] : []),
    ...keepOffer(review),
    ...(!waiting && open ? [{ label: vi.labels.next, verb: 'continue' }] : []),
    { label: vi.labels.list, verb: 'list' },
    ...(review.decisions.length > 0 ? [{ label: vi.labels.undo, verb: 'undo' }] : []),
    ...(waiting ? [] : [{ label: vi.labels.activate, verb: 'activate' }]),
  ]
}

/** What may be done with an item, in the order of its numbers. */
export const itemOffers = (item: ReviewItem): readonly Offer[] => [
  { label: vi.labels.keepItem, verb: `keep:${item.id}` },
  { label: vi.labels.dropItem, verb: `drop:${item.id}` },
  { label: vi.labels.due, verb: `due:${item.id}` },
  { label: vi.labels.units, verb: `units:${item.id}` },
  ...(item.rule.kind === 'recurring' ? [{ label: vi.labels.every, verb: `every:${item.id}` }] : []),
  { label: vi.labels.fix, verb: `fix:${item.id}` },
  { label: vi.labels.next, verb: `next:${item.id}` },
  { label: vi.labels.list, verb: 'list' },
]

export const fixOffers = (item: ReviewItem): readonly Offer[] => [
  { label: vi.labels.what, verb: `what:${item.id}` },
  { label: vi.labels.kind, verb: `kind:${item.id}` },
  { label: vi.labels.to, verb: `to:${item.id}` },
  { label: vi.labels.backToItem, verb: `item:${item.id}` },
]

const kinds = ['task', 'report', 'review', 'registration', 'commendation'] as const satisfies readonly ItemKind[]

export const kindOffers = (item: ReviewItem): readonly Offer[] =>
  kinds.map((kind) => ({ label: capital(itemKindNames[kind]), verb: `kind:${item.id}=${kind}` }))

/** The kind that a button or a reviewer names. */
export const kindNamed = (name: string): ItemKind | undefined => kinds.find((kind) => kind === name)

export const everyOffers = (item: ReviewItem): readonly Offer[] =>
  vi.everyNames.map(({ every, label }) => ({ label, verb: `every:${item.id}=${every}` }))

export const indicatorOffers = (one: ReviewIndicator): readonly Offer[] => [
  { label: vi.labels.keepItem, verb: `keep-c:${one.id}` },
  { label: vi.labels.dropItem, verb: `drop-c:${one.id}` },
  { label: vi.labels.value, verb: `value:${one.id}` },
  { label: vi.labels.name, verb: `name:${one.id}` },
  { label: vi.labels.nextIndicator, verb: `next-c:${one.id}` },
  { label: vi.labels.list, verb: 'list' },
]

const capital = (name: string): string => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`
