import { alikeFrom, likeness, pairAlike, wordsOf } from '../plan/alike.ts'
import type { Board } from '../plan/board.ts'
import { type AddedIndicator, type AddedItem, type Decision, type SingleDecision, singleDecisions } from './decision.ts'
import type { DraftHead, DraftItem, PlanDraft } from './plan-draft.ts'
import { type Review, type ReviewIndicator, type ReviewItem, reviewOf } from './review-draft.ts'

/** A draft that has become active, with what was decided about it. */
export interface EarlierReview {
  readonly draft: PlanDraft
  readonly decisions: readonly Decision[]
}

/** What an earlier review says about a newer reading of the same plan. */
export interface CarriedOver {
  /** In the order in which they have to be made. */
  readonly decisions: readonly SingleDecision[]
  /** Items that are as they were and need no look. */
  readonly kept: number
  /** Corrections that were made again. */
  readonly corrected: number
}

/** Nearly the same words: what was decided of one holds for the other. */
const sameFrom = 0.8

/** A value whose keys stand in one order, since a database may keep them in another. */
const inOrder = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(inOrder)
  if (value === null || typeof value !== 'object') return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, one]) => [key, inOrder(one)]))
}
const same = (a: unknown, b: unknown): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b))
const tidy = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** What was decided of one item, where the new document says there what the old one said. */
function ofPair(now: DraftItem, read: DraftItem, item: ReviewItem, assigned: boolean): readonly SingleDecision[] {
  const alike = likeness(wordsOf(read.what), wordsOf(now.what)) >= sameFrom
  const sameDue = now.reading === read.reading
  const sameUnits = same(now.units, read.units) && same(now.coordinating, read.coordinating)
  if (item.state === 'dropped') return alike && sameDue ? [{ kind: 'drop', items: [now.id] }] : []
  const { id } = now
  const { rule, lead, coordinating, what, kind, to } = item
  return [
    ...(sameDue && !same(rule, read.rule) ? [{ kind: 'due' as const, item: id, rule, words: rule.phrase }] : []),
    ...(sameUnits && assigned ? [{ kind: 'units' as const, item: id, lead, coordinating }] : []),
    ...(what !== read.what && tidy(now.what) === tidy(read.what) ? [{ kind: 'what' as const, item: id, what }] : []),
    ...(kind !== read.kind && now.kind === read.kind ? [{ kind: 'kind' as const, item: id, itemKind: kind }] : []),
    ...(!same(to, read.to) && same(now.to, read.to) ? [{ kind: 'to' as const, item: id, to }] : []),
    ...(alike && sameDue && sameUnits && now.kind === read.kind ? [{ kind: 'keep' as const, items: [id] }] : []),
  ]
}

const asAdded = (item: ReviewItem, id: string): AddedItem => ({
  ...{ id, kind: item.kind, what: item.what, words: item.quote, rule: item.rule, lead: item.lead },
  ...{ coordinating: item.coordinating, to: item.to, ...(item.typed === null ? {} : { sentence: item.typed }) },
})

const asAddedIndicator = ({ name, op, value, unit, typed, quote }: ReviewIndicator, id: string): AddedIndicator => ({
  ...{ id, name, op, value, unit, sentence: typed ?? quote },
})

function ofItems(old: Review, draft: PlanDraft): readonly SingleDecision[] {
  const assigned = new Set(singleDecisions(old.decisions).flatMap((one) => (one.kind === 'units' ? [one.item] : [])))
  const before = old.draft.items
  const standing = new Map(old.items.map((item) => [item.id, item]))
  const pairs = pairAlike(
    before,
    draft.items,
    ({ what }) => what,
    (a, b) => (a.kind === b.kind ? 0.1 : 0) + (same(a.units, b.units) ? 0.1 : 0) + (a.reading === b.reading ? 0.15 : 0),
  )
  const decisions = draft.items.flatMap((now, index) => {
    const read = before[pairs.get(index) ?? -1]
    const item = read === undefined ? undefined : standing.get(read.id)
    return read === undefined || item === undefined ? [] : ofPair(now, read, item, assigned.has(read.id))
  })
  // What the reader had missed comes back, unless the new document gives it by itself now.
  const fresh = draft.items.filter((_, index) => !pairs.has(index)).map(({ what }) => wordsOf(what))
  const added = old.items.filter(
    ({ at, state, what }) =>
      at === null && state !== 'dropped' && fresh.every((words) => likeness(words, wordsOf(what)) < alikeFrom),
  )
  return [...decisions, ...added.map((item, index) => ({ kind: 'add' as const, item: asAdded(item, `a${index + 1}`) }))]
}

function ofIndicators(old: Review, draft: PlanDraft): readonly SingleDecision[] {
  const before = old.draft.indicators
  const pairs = pairAlike(
    before,
    draft.indicators,
    ({ name }) => name,
    (a, b) => (a.unit === b.unit ? (a.value === b.value ? 0.2 : 0.1) : undefined),
    0.7,
  )
  const decisions = draft.indicators.flatMap((now, index): readonly SingleDecision[] => {
    const at = pairs.get(index)
    const read = at === undefined ? undefined : before[at]
    const one = at === undefined ? undefined : old.indicators[at]
    if (read === undefined || one === undefined || now.op !== read.op || now.value !== read.value) return []
    const id = `c${index + 1}`
    if (one.state === 'dropped') return [{ kind: 'drop', items: [id] }]
    const { name, op, value, unit } = one
    const figure = op === read.op && value === read.value && unit === read.unit ? {} : { op, value, unit }
    const change = { ...figure, ...(name === read.name ? {} : { name }) }
    return [
      ...(Object.keys(change).length === 0
        ? []
        : [{ kind: 'indicator' as const, indicator: id, change, words: one.quote }]),
      { kind: 'keep' as const, items: [id] },
    ]
  })
  const fresh = draft.indicators.filter((_, index) => !pairs.has(index)).map(({ name }) => wordsOf(name))
  const added = old.indicators.filter(
    ({ at, state, name }) =>
      at === null && state !== 'dropped' && fresh.every((words) => likeness(words, wordsOf(name)) < 0.7),
  )
  return [
    ...decisions,
    ...added.map((one, index) => ({
      kind: 'add-indicator' as const,
      indicator: asAddedIndicator(one, `ca${index + 1}`),
    })),
  ]
}

/** Parts of the head that the new document leaves as the old one had them; number and day are each document's own. */
function ofHead(old: Review, now: DraftHead, sameDocument: boolean): readonly SingleDecision[] {
  const read = old.draft.plan
  const { title, period, issuer, number, issuedOn } = old.head
  return [
    ...(title !== null && title !== read.title && now.title === read.title ? [{ kind: 'title' as const, title }] : []),
    ...(period !== null && !same(period, read.period) && same(now.period, read.period)
      ? [{ kind: 'period' as const, period }]
      : []),
    ...(issuer !== null && issuer !== read.issuer && now.issuer === read.issuer
      ? [{ kind: 'issuer' as const, issuer }]
      : []),
    ...(sameDocument && number !== read.number ? [{ kind: 'number' as const, number }] : []),
    ...(sameDocument && issuedOn !== read.issuedOn ? [{ kind: 'issued-on' as const, issuedOn }] : []),
  ]
}

/**
 * What an earlier review decides about a newer reading of the same plan: items that are as they were are kept, what was
 * dropped, corrected or added is so again where the document has not changed. Everything else is left open for a look.
 */
export function carriedOver(earlier: EarlierReview, draft: PlanDraft, board: Board): CarriedOver {
  const old = reviewOf(earlier.draft, earlier.decisions, board)
  const items = ofItems(old, draft)
  const decisions = [...ofHead(old, draft.plan, same(old.draft, draft)), ...items, ...ofIndicators(old, draft)]
  return {
    decisions,
    kept: items.filter(({ kind }) => kind === 'keep').length,
    corrected: decisions.filter(({ kind }) => kind !== 'keep').length,
  }
}
