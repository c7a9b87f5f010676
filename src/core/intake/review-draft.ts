import { readingOf } from '../../text/vi-deadline.ts'
import type { Board } from '../plan/board.ts'
import type { DueRule } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time.ts'
import { type AddedItem, type Decision, type SingleDecision, singleDecisions, type Target } from './decision.ts'
import { isReport, needsInterval, type ReviewDoubt, unitsOf } from './first-reading.ts'
import type { DraftHead, DraftItem, ItemKind, PlanDraft } from './plan-draft.ts'

/** What an item still needs before anything can be asked for it. */
export type Lack = 'unit' | 'interval' | 'look'

export type ReviewState = 'open' | 'kept' | 'dropped'

/** One item as it stands after the decisions so far. */
export interface ReviewItem {
  readonly id: string
  /** 1, 2 …: the unclear ones first, then in the document's order. Never changes during a review. */
  readonly number: number
  readonly kind: ItemKind
  readonly what: string
  /** The document's own phrase, or what the reviewer typed for an added one. */
  readonly quote: string
  /** Place in the document; null for an added one. */
  readonly at: DraftItem['at'] | null
  /** The sentence that the reviewer typed for an added one. */
  readonly typed: string | null
  readonly rule: DueRule
  readonly from: LocalDate | null
  readonly due: LocalDate | null
  readonly reading: string
  /** Unit ids. */
  readonly lead: readonly string[]
  readonly coordinating: readonly string[]
  /** Lead names in the document that mean no Unit of the Board. */
  readonly unmatched: readonly string[]
  readonly to: readonly string[]
  readonly doubts: readonly ReviewDoubt[]
  /** Whether it was among the unclear ones when the review began. */
  readonly unclear: boolean
  readonly state: ReviewState
  readonly lacks: readonly Lack[]
}

/** One target as it stands after the decisions so far. */
export interface ReviewIndicator extends Target {
  readonly id: string
  /** 1, 2 … in the document's order; people write it "C1". */
  readonly number: number
  readonly quote: string
  readonly at: DraftItem['at'] | null
  readonly typed: string | null
  readonly due: LocalDate | null
  readonly state: ReviewState
}

/** A draft with what has been decided about it. */
export interface Review {
  readonly draft: PlanDraft
  readonly decisions: readonly Decision[]
  /** The head as it was corrected. */
  readonly head: DraftHead
  /** By number. */
  readonly items: readonly ReviewItem[]
  /** By number. */
  readonly indicators: readonly ReviewIndicator[]
}

/** What keeps a review from becoming active. */
export type Missing =
  | { readonly what: 'title' }
  | { readonly what: 'period' }
  | { readonly what: 'nothing-kept' }
  | { readonly what: Lack; readonly number: number }

/** First and last day of a rule that falls due once, as far as they need no calendar. */
export function daysOf(rule: DueRule): { readonly from: LocalDate | null; readonly due: LocalDate | null } {
  switch (rule.kind) {
    case 'before':
      return { from: null, due: rule.time === undefined ? addDays(rule.date, -1) : rule.date }
    case 'by':
    case 'on':
      return { from: null, due: rule.date }
    case 'within':
      return { from: rule.from, due: rule.to }
    default:
      return { from: null, due: null }
  }
}

type Standing = Omit<ReviewItem, 'lacks'>

function lacksOf(item: Standing, hasOffice: boolean): Lack[] {
  if (item.state === 'dropped') return []
  // Who keeps a piece of work without a Unit knows that nobody is asked; a report is the office's then.
  const mayStand = item.state === 'kept' && (item.kind === 'task' || hasOffice)
  return [
    ...(item.lead.length === 0 && !mayStand ? (['unit'] as const) : []),
    ...(needsInterval(item.rule) ? (['interval'] as const) : []),
    ...(item.unclear && item.state === 'open' ? (['look'] as const) : []),
  ]
}

function firstReading(item: DraftItem, board: Board, issuer: string | null): Omit<Standing, 'number'> {
  const { doubts: unitDoubts, ...units } = unitsOf(item, board, issuer)
  // A doubt that leaves the reading sure (an event whose day is still open) asks nobody for a look.
  const doubts = [...(item.sure ? [] : item.doubts), ...unitDoubts]
  const { id, kind, what, quote, at, rule, from, due, reading, to } = item
  const unclear = !item.sure || doubts.length > 0 || needsInterval(rule)
  const read = { id, kind, what, quote, at, typed: null, rule, from, due, reading, to }
  return { ...read, ...units, doubts, unclear, state: 'open' }
}

const fromAdded = (item: AddedItem, number: number): Standing => ({
  id: item.id,
  number,
  kind: item.kind,
  what: item.what,
  quote: item.words,
  at: null,
  typed: item.sentence ?? null,
  rule: item.rule,
  ...daysOf(item.rule),
  reading: readingOf(item.rule),
  lead: item.lead,
  coordinating: item.coordinating ?? [],
  unmatched: [],
  to: item.to ?? [],
  doubts: [],
  unclear: false,
  state: 'kept',
})

const dueDoubts: ReadonlySet<ReviewDoubt> = new Set<ReviewDoubt>([
  'no-interval',
  'no-year',
  'vague-end',
  'open-end',
  'noise',
  'no-event-day',
  'perhaps-no-deadline',
])

function decided(item: Standing, decision: SingleDecision): Standing {
  switch (decision.kind) {
    case 'keep':
      return decision.items.includes(item.id) ? { ...item, state: 'kept' } : item
    case 'drop':
      return decision.items.includes(item.id) ? { ...item, state: 'dropped' } : item
    case 'due': {
      if (decision.item !== item.id) return item
      const { rule } = decision
      const doubts = item.doubts.filter((doubt) => !dueDoubts.has(doubt))
      return { ...item, rule, ...daysOf(rule), reading: readingOf(rule), doubts, state: stateAfter(item, doubts) }
    }
    case 'units': {
      if (decision.item !== item.id) return item
      const doubts = item.doubts.filter((doubt) => dueDoubts.has(doubt))
      const coordinating = (decision.coordinating ?? item.coordinating).filter((id) => !decision.lead.includes(id))
      const units = { lead: decision.lead, coordinating, unmatched: [] }
      return { ...item, ...units, doubts, state: stateAfter(item, doubts) }
    }
    case 'what':
      return decision.item === item.id ? corrected(item, { what: decision.what }) : item
    case 'kind':
      return decision.item === item.id ? corrected(item, { kind: decision.itemKind }) : item
    case 'to':
      return decision.item === item.id ? corrected(item, { to: decision.to }) : item
    default:
      return item
  }
}

/** Whoever corrects the only doubtful thing has looked at the item; a dropped one comes back. */
const stateAfter = (item: Standing, doubts: readonly ReviewDoubt[]): ReviewState =>
  doubts.length === 0 ? 'kept' : item.state === 'dropped' ? 'open' : item.state

const corrected = (item: Standing, change: Partial<Pick<Standing, 'what' | 'kind' | 'to'>>): Standing => ({
  ...item,
  ...change,
  state: stateAfter(item, item.doubts),
})

function decidedIndicator(one: ReviewIndicator, decision: SingleDecision): ReviewIndicator {
  if (decision.kind === 'keep' || decision.kind === 'drop') {
    if (!decision.items.includes(one.id)) return one
    return { ...one, state: decision.kind === 'keep' ? 'kept' : 'dropped' }
  }
  if (decision.kind !== 'indicator' || decision.indicator !== one.id) return one
  return { ...one, ...decision.change, state: 'kept' }
}

function decidedHead(head: DraftHead, decision: SingleDecision): DraftHead {
  switch (decision.kind) {
    case 'title':
      return { ...head, title: decision.title }
    case 'period':
      return { ...head, period: decision.period }
    case 'number':
      return { ...head, number: decision.number }
    case 'issued-on':
      return { ...head, issuedOn: decision.issuedOn }
    case 'issuer':
      return { ...head, issuer: decision.issuer }
    default:
      return head
  }
}

/**
 * A draft as it stands after the decisions, in their order. Decisions about items that do not exist change nothing, so
 * the same draft and decisions always give the same review.
 */
export function reviewOf(draft: PlanDraft, decisions: readonly Decision[], board: Board): Review {
  const read = draft.items.map((item) => firstReading(item, board, draft.plan.issuer))
  const inTurn = [...read.filter(({ unclear }) => unclear), ...read.filter(({ unclear }) => !unclear)]
  let items: Standing[] = inTurn.map((item, index) => ({ ...item, number: index + 1 }))
  let indicators = draft.indicators.map(({ quote, at, name, op, value, unit, due }, index): ReviewIndicator => {
    const target = { name, op, value, unit }
    return { id: `c${index + 1}`, number: index + 1, quote, at, typed: null, ...target, due, state: 'open' }
  })
  let head = draft.plan
  for (const decision of singleDecisions(decisions)) {
    if (decision.kind === 'add') items = [...items, fromAdded(decision.item, items.length + 1)]
    else if (decision.kind === 'add-indicator') {
      const { sentence, ...target } = decision.indicator
      const number = indicators.length + 1
      indicators = [
        ...indicators,
        { ...target, number, quote: sentence, at: null, typed: sentence, due: null, state: 'kept' },
      ]
    } else {
      head = decidedHead(head, decision)
      items = items.map((item) => decided(item, decision))
      indicators = indicators.map((one) => decidedIndicator(one, decision))
    }
  }
  const hasOffice = board.units.some(({ kind }) => kind === 'office')
  return {
    draft,
    decisions,
    head,
    items: items.map((item) => ({ ...item, lacks: lacksOf(item, hasOffice) })),
    indicators,
  }
}

/** The id of the next item that a reviewer adds; `after` more are added before it in the same step. */
export const nextAddedId = (review: Review, after = 0): string =>
  `a${singleDecisions(review.decisions).filter(({ kind }) => kind === 'add').length + 1 + after}`

export const nextAddedIndicatorId = (review: Review, after = 0): string =>
  `ca${singleDecisions(review.decisions).filter(({ kind }) => kind === 'add-indicator').length + 1 + after}`

/** What still stands between a review and an active plan, in the order of the items; empty when nothing does. */
export function missingOf(review: Review): readonly Missing[] {
  const kept = review.items.some(({ state }) => state !== 'dropped')
  return [
    ...(review.head.title === null ? [{ what: 'title' } as const] : []),
    ...(review.head.period === null ? [{ what: 'period' } as const] : []),
    ...(kept ? [] : [{ what: 'nothing-kept' } as const]),
    ...review.items.flatMap(({ number, lacks }) => lacks.map((what) => ({ what, number }))),
  ]
}

/** Items that wait for a person, by number. */
export const waitingItems = (review: Review): readonly ReviewItem[] =>
  review.items.filter(({ lacks }) => lacks.length > 0)

/** Everything that is still open and complete, items and indicators: what "giữ hết" keeps. */
export const keepable = (review: Review): readonly (ReviewItem | ReviewIndicator)[] => [
  ...review.items.filter(({ state, lacks }) => state === 'open' && lacks.every((lack) => lack === 'look')),
  ...review.indicators.filter(({ state }) => state === 'open'),
]

/** What is open and leaves nothing to ask: nobody needs to look at each of them. */
export const sureItems = (review: Review): readonly ReviewItem[] =>
  review.items.filter(({ state, lacks }) => state === 'open' && lacks.length === 0)

/** Items that stay and that nobody is named for. */
export const unassignedItems = (review: Review): readonly ReviewItem[] =>
  review.items.filter(({ state, lead }) => state !== 'dropped' && lead.length === 0)

/** How far a review has come. */
export interface Progress {
  readonly seen: number
  readonly all: number
  readonly waiting: number
  readonly sure: number
}

export const progressOf = (review: Review): Progress => ({
  seen: review.items.filter(({ state }) => state !== 'open').length,
  all: review.items.length,
  waiting: waitingItems(review).length,
  sure: sureItems(review).length,
})

/** Reports are owed by the item's kind, or by what a reviewer made of it. */
export const countOf = (
  review: Review,
): { readonly tasks: number; readonly reports: number; readonly indicators: number } => {
  const here = review.items.filter(({ state }) => state !== 'dropped')
  return {
    tasks: here.filter(({ kind }) => !isReport(kind)).length,
    reports: here.filter(({ kind }) => isReport(kind)).length,
    indicators: review.indicators.filter(({ state }) => state !== 'dropped').length,
  }
}
