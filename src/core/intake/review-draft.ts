import { readingOf } from '../../text/vi-deadline.ts'
import type { Board } from '../plan/board.ts'
import type { DueRule, Period } from '../plan/plan.ts'
import { addDays, type LocalDate } from '../time.ts'
import { matchUnits } from './match-units.ts'
import type { Doubt, DraftIndicator, DraftItem, ItemKind, PlanDraft } from './plan-draft.ts'

/** Something the reader has missed, as a reviewer states it. */
export interface AddedItem {
  /** `a1`, `a2` … */
  readonly id: string
  readonly kind: ItemKind
  readonly what: string
  /** What the reviewer typed. */
  readonly words: string
  readonly rule: DueRule
  /** Unit ids. */
  readonly lead: readonly string[]
}

/** One thing that a reviewer has said about a draft. Decisions are only added; the newest may be taken back. */
export type Decision =
  | { readonly kind: 'keep'; readonly items: readonly string[] }
  | { readonly kind: 'drop'; readonly items: readonly string[] }
  /** Another date or interval; `words` as typed. */
  | { readonly kind: 'due'; readonly item: string; readonly rule: DueRule; readonly words: string }
  /** Unit ids; `coordinating` null leaves those that were read. */
  | {
      readonly kind: 'units'
      readonly item: string
      readonly lead: readonly string[]
      readonly coordinating: readonly string[] | null
    }
  | { readonly kind: 'add'; readonly item: AddedItem }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'period'; readonly period: Period }

/** Why an item stands among those that a person must look at. */
export type ReviewDoubt = Doubt | 'no-unit' | 'unit-unknown' | 'unit-guessed'

/** What an item still needs before anything can be asked for it. */
export type Lack = 'unit' | 'interval' | 'look'

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
  readonly state: 'open' | 'kept' | 'dropped'
  readonly lacks: readonly Lack[]
}

/** A draft with what has been decided about it. */
export interface Review {
  readonly draft: PlanDraft
  readonly decisions: readonly Decision[]
  readonly title: string | null
  readonly period: Period | null
  /** By number. */
  readonly items: readonly ReviewItem[]
  readonly indicators: readonly DraftIndicator[]
}

/** What keeps a review from becoming active. */
export type Missing =
  | { readonly what: 'title' }
  | { readonly what: 'period' }
  | { readonly what: 'nothing-kept' }
  | { readonly what: Lack; readonly number: number }

const isReport = (kind: ItemKind): boolean => kind !== 'task'

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

/** Lead and coordinating Units of an item as the Board knows them, and what is doubtful about them. */
function unitsOf(item: DraftItem, board: Board, issuer: string | null) {
  const lead = new Set<string>()
  const unmatched: string[] = []
  const doubts = new Set<ReviewDoubt>()
  for (const name of item.units) {
    const match = matchUnits(name, board, issuer)
    for (const id of match.units) lead.add(id)
    if (match.units.length === 0) unmatched.push(name)
    else if (!match.sure) doubts.add('unit-guessed')
  }
  if (unmatched.length > 0) doubts.add('unit-unknown')
  if (lead.size === 0) {
    const offices = board.units.filter(({ kind }) => kind === 'office')
    // A report that names nobody is the office's own, and the office's own Unit writes it.
    if (isReport(item.kind) && unmatched.length === 0 && offices.length === 1) {
      lead.add(offices[0]?.id ?? '')
      doubts.add('unit-guessed')
    } else if (unmatched.length === 0) doubts.add('no-unit')
  }
  const coordinating = new Set(item.coordinating.flatMap((name) => matchUnits(name, board, issuer).units))
  const ordered = (ids: ReadonlySet<string>) => board.units.filter(({ id }) => ids.has(id)).map(({ id }) => id)
  return {
    lead: ordered(lead),
    coordinating: ordered(coordinating).filter((id) => !lead.has(id)),
    unmatched,
    doubts: [...doubts],
  }
}

const needsInterval = (rule: DueRule): boolean =>
  rule.kind === 'recurring' && rule.every === null && (rule.on ?? []).length === 0

function lacksOf(item: Omit<ReviewItem, 'lacks'>): Lack[] {
  if (item.state === 'dropped') return []
  return [
    ...(item.lead.length === 0 ? (['unit'] as const) : []),
    ...(needsInterval(item.rule) ? (['interval'] as const) : []),
    ...(item.unclear && item.state === 'open' ? (['look'] as const) : []),
  ]
}

type Standing = Omit<ReviewItem, 'lacks'>

function firstReading(item: DraftItem, board: Board, issuer: string | null): Omit<Standing, 'number'> {
  const { doubts: unitDoubts, ...units } = unitsOf(item, board, issuer)
  const doubts = [...item.doubts, ...unitDoubts]
  const { id, kind, what, quote, at, rule, from, due, reading, to } = item
  const unclear = !item.sure || doubts.length > 0 || needsInterval(rule)
  return { id, kind, what, quote, at, rule, from, due, reading, to, ...units, doubts, unclear, state: 'open' }
}

const fromAdded = (item: AddedItem, number: number): Standing => ({
  id: item.id,
  number,
  kind: item.kind,
  what: item.what,
  quote: item.words,
  at: null,
  rule: item.rule,
  ...daysOf(item.rule),
  reading: readingOf(item.rule),
  lead: item.lead,
  coordinating: [],
  unmatched: [],
  to: [],
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

function decided(item: Standing, decision: Decision): Standing {
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
    default:
      return item
  }
}

/** Whoever corrects the only doubtful thing has looked at the item; a dropped one comes back. */
const stateAfter = (item: Standing, doubts: readonly ReviewDoubt[]): ReviewItem['state'] =>
  doubts.length === 0 ? 'kept' : item.state === 'dropped' ? 'open' : item.state

/**
 * A draft as it stands after the decisions, in their order. Decisions about items that do not exist change nothing, so
 * the same draft and decisions always give the same review.
 */
export function reviewOf(draft: PlanDraft, decisions: readonly Decision[], board: Board): Review {
  const read = draft.items.map((item) => firstReading(item, board, draft.plan.issuer))
  const inTurn = [...read.filter(({ unclear }) => unclear), ...read.filter(({ unclear }) => !unclear)]
  let items: Standing[] = inTurn.map((item, index) => ({ ...item, number: index + 1 }))
  let { title, period } = draft.plan
  for (const decision of decisions) {
    if (decision.kind === 'add') items = [...items, fromAdded(decision.item, items.length + 1)]
    else if (decision.kind === 'title') title = decision.title
    else if (decision.kind === 'period') period = decision.period
    else items = items.map((item) => decided(item, decision))
  }
  return {
    draft,
    decisions,
    title,
    period,
    items: items.map((item) => ({ ...item, lacks: lacksOf(item) })),
    indicators: draft.indicators,
  }
}

/** The id of the next item that a reviewer adds. */
export const nextAddedId = (review: Review): string =>
  `a${review.decisions.filter(({ kind }) => kind === 'add').length + 1}`

/** What still stands between a review and an active plan, in the order of the items; empty when nothing does. */
export function missingOf(review: Review): readonly Missing[] {
  const kept = review.items.some(({ state }) => state !== 'dropped')
  return [
    ...(review.title === null ? [{ what: 'title' } as const] : []),
    ...(review.period === null ? [{ what: 'period' } as const] : []),
    ...(kept ? [] : [{ what: 'nothing-kept' } as const]),
    ...review.items.flatMap(({ number, lacks }) => lacks.map((what) => ({ what, number }))),
  ]
}

/** Items that wait for a person, by number. */
export const waitingItems = (review: Review): readonly ReviewItem[] =>
  review.items.filter(({ lacks }) => lacks.length > 0)

/** Everything that is still open and complete: what "giữ hết" keeps. */
export const keepable = (review: Review): readonly ReviewItem[] =>
  review.items.filter(({ state, lacks }) => state === 'open' && lacks.every((lack) => lack === 'look'))
