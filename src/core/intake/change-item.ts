import { readingOf } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-review.ts'
import { foldVietnamese } from '../fold.ts'
import type { DueRule } from '../plan/plan.ts'
import { readDueWords } from './read-due-words.ts'
import { contextOf } from './review-context.ts'
import { type ReviewItem, unassignedItems } from './review-draft.ts'
import { type Exchange, sureOffers } from './review-exchange.ts'
import { everyOffers } from './review-offers.ts'
import type { ReviewAsk } from './review-talk.ts'
import { unitLines, unitNames, unitOffers } from './show-review.ts'
import { unitsTyped } from './units-typed.ts'

// What may be decided about one item: each ends in a decision with its acknowledgement, or in a question.

const numbersOf = (items: readonly ReviewItem[]): readonly number[] => items.map(({ number }) => number)

export function keep(exchange: Exchange, items: readonly ReviewItem[], guided: boolean): undefined {
  exchange.decide({ kind: 'keep', items: items.map(({ id }) => id) })
  const [item] = items
  const still = item === undefined ? undefined : exchange.item(item.id)
  // Kept, but nobody or no interval: the question that is missing comes at once.
  if (items.length === 1 && still?.lead.length === 0) return askUnits(exchange, [still])
  if (items.length === 1 && still?.lacks.includes('interval')) return askEvery(exchange, still)
  exchange.acknowledge(vi.kept(numbersOf(items)), guided, still?.id)
}

export function drop(exchange: Exchange, items: readonly ReviewItem[], guided: boolean): undefined {
  exchange.decide({ kind: 'drop', items: items.map(({ id }) => id) })
  exchange.acknowledge(vi.dropped(numbersOf(items)), guided, items[0]?.id)
}

export function askDue(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'due', item: item.id })
  exchange.say(vi.askDue(item.number))
}

/** Asks for Units; their numbers are those of the Board's list, and each is a button where there are such. */
export function askUnits(exchange: Exchange, items: readonly ReviewItem[], before = ''): undefined {
  const [item, ...others] = items
  if (item === undefined) return exchange.stale()
  const more = others.map(({ id }) => id)
  exchange.ask({ kind: 'units', item: item.id, ...(more.length === 0 ? {} : { more }) })
  const mayBeNone = more.length === 0 && item.lead.length === 0
  const { board, form } = exchange.ground
  const question = vi.askUnits(numbersOf(items), form.buttons ? [] : unitLines(board), mayBeNone)
  const offers = [
    ...unitOffers(board, exchange.talk.turn),
    ...(mayBeNone ? [{ label: vi.labels.unassigned, verb: `unassigned:${item.id}` }] : []),
  ]
  exchange.offer(before === '' ? question : `${before}\n${question}`, offers, false)
}

/** Kept although nobody is named: nobody is asked about it, and the last summary says so. */
export function leaveUnassigned(exchange: Exchange, item: ReviewItem): undefined {
  if (item.lead.length > 0) return exchange.card(item)
  if (item.state !== 'kept') exchange.decide({ kind: 'keep', items: [item.id] })
  exchange.acknowledge(vi.leftUnassigned(item.number), true, item.id)
}

export function askEvery(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'every', item: item.id })
  exchange.offer(vi.askEvery(item.number), everyOffers(item))
}

/** A due date as it was typed, in the year of the plan. */
export const dueIn = (exchange: Exchange, words: string): DueRule | undefined =>
  readDueWords(words, contextOf(exchange.review))?.rule

export function readDueFor(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const rule = dueIn(exchange, words)
  if (rule === undefined) {
    exchange.ask({ kind: 'due', item: item.id })
    return exchange.say(vi.dueNotRead)
  }
  exchange.ask({ kind: 'due-sure', item: item.id, rule, words })
  exchange.offer(
    vi.dueRead(item.number, readingOf(rule), item.reading),
    sureOffers(exchange, vi.labels.yes, vi.labels.again),
  )
}

export function confirmDue(
  exchange: Exchange,
  ask: Extract<ReviewAsk, { kind: 'due-sure' }>,
  sure: boolean,
): undefined {
  const item = exchange.item(ask.item)
  if (item === undefined) return exchange.say(vi.notUnderstood)
  if (!sure) return askDue(exchange, item)
  exchange.decide({ kind: 'due', item: item.id, rule: ask.rule, words: ask.words })
  exchange.acknowledge(vi.dueSet(item.number, readingOf(ask.rule), item.reading), true, item.id)
}

export function setEvery(
  exchange: Exchange,
  item: ReviewItem,
  every: (typeof vi.everyNames)[number]['every'],
  words: string,
): undefined {
  const rule: DueRule = { kind: 'recurring', every, phrase: item.quote }
  exchange.decide({ kind: 'due', item: item.id, rule, words })
  exchange.acknowledge(vi.dueSet(item.number, readingOf(rule), item.reading), true, item.id)
}

export function typedEvery(exchange: Exchange, item: ReviewItem, text: string): undefined {
  const folded = foldVietnamese(text).replace(/[.)]+$/, '')
  const chosen = /^\d$/.test(folded)
    ? vi.everyNames[Number(folded) - 1]
    : vi.everyNames.find(({ label }) => foldVietnamese(label) === folded)
  if (chosen === undefined) readDueFor(exchange, item, text)
  else setEvery(exchange, item, chosen.every, chosen.label)
}

const nobodyYet = /^(?:0|chua|chua giao|chua ro|khong|bo trong)$/

export function setUnits(exchange: Exchange, items: readonly ReviewItem[], words: string, guided: boolean): undefined {
  const { board } = exchange.ground
  const [item] = items
  if (item === undefined) return exchange.say(vi.notUnderstood)
  if (items.length === 1 && nobodyYet.test(foldVietnamese(words))) return leaveUnassigned(exchange, item)
  const typed = unitsTyped(words, board)
  if (typed.unknown.length > 0 || typed.lead.length === 0) {
    const names = typed.unknown.map(({ name, between }) =>
      between.length === 0 ? name : vi.unitBetween(name, unitNames(board, between)),
    )
    return askUnits(exchange, items, vi.unitsNotKnown(names.length === 0 ? [words] : names))
  }
  exchange.decideAll(
    items.map(({ id }) => ({ kind: 'units', item: id, lead: typed.lead, coordinating: typed.coordinating })),
  )
  const before = items.length === 1 ? unitNames(board, item.lead) : null
  const helping = unitNames(board, exchange.item(item.id)?.coordinating ?? [])
  const text = vi.unitsSet(
    numbersOf(items),
    unitNames(board, typed.lead),
    typed.coordinating === null ? [] : helping,
    before,
  )
  const alike = items.length === 1 ? sameNames(exchange, item) : []
  if (alike.length === 0) return exchange.acknowledge(text, guided, item.id)
  exchange.ask({ kind: 'same-units', item: item.id, more: alike.map(({ id }) => id) })
  exchange.offer(
    `${text}\n${vi.askSameUnits(item.unmatched, numbersOf(alike), unitNames(board, typed.lead))}`,
    sureOffers(exchange, vi.labels.sameUnits(alike.length), vi.labels.onlyThis),
  )
}

/** Items without Units that name the same ones in the document as this one did. */
function sameNames({ review }: Exchange, item: ReviewItem): readonly ReviewItem[] {
  if (item.lead.length > 0 || item.unmatched.length === 0) return []
  const written = item.unmatched.map(foldVietnamese).join(';')
  return review.items.filter(
    ({ id, lead, unmatched, state }) =>
      id !== item.id && state !== 'dropped' && lead.length === 0 && unmatched.map(foldVietnamese).join(';') === written,
  )
}

/** The Units that one item was just given, for all that name the same ones. */
export function confirmSameUnits(
  exchange: Exchange,
  ask: Extract<ReviewAsk, { kind: 'same-units' }>,
  sure: boolean,
): undefined {
  const item = exchange.item(ask.item)
  if (item === undefined) return exchange.stale()
  const more = ask.more.flatMap((id) => exchange.item(id) ?? [])
  if (!sure || more.length === 0) return exchange.acknowledge('', true, item.id)
  const { lead, coordinating } = item
  exchange.decideAll(more.map(({ id }) => ({ kind: 'units', item: id, lead, coordinating })))
  const names = unitNames(exchange.ground.board, lead)
  exchange.acknowledge(vi.unitsSet(numbersOf(more), names, [], null), true, item.id)
}

/** Items that nobody is named for, all at once. */
export function askRest(exchange: Exchange): undefined {
  const rest = unassignedItems(exchange.review)
  if (rest.length === 0) exchange.acknowledge('', false)
  else askUnits(exchange, rest)
}

/** "4 VP, P. QLĐT" or "4 hằng quý": Units when all of it means Units, else a date. */
export function about(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const typed = unitsTyped(words, exchange.ground.board)
  const onlyNumbers = /^[\d\s,;+]+$/.test(words)
  if (typed.unknown.length === 0 && typed.lead.length > 0 && !onlyNumbers)
    return setUnits(exchange, [item], words, false)
  if (dueIn(exchange, words) !== undefined) return readDueFor(exchange, item, words)
  if (typed.lead.length > 0 || typed.unknown.some(({ between }) => between.length > 0))
    return setUnits(exchange, [item], words, false)
  exchange.say(vi.notUnderstood)
}
