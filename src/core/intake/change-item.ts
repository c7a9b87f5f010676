import { readingOf } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-review.ts'
import { foldVietnamese } from '../fold.ts'
import type { DueRule } from '../plan/plan.ts'
import { unitsTyped } from './read-command.ts'
import type { ReviewItem } from './review-draft.ts'
import { type Exchange, sureOffers } from './review-exchange.ts'
import type { ReviewAsk } from './review-talk.ts'
import { unitLines, unitNames } from './show-review.ts'

// What may be decided about one item: each ends in a decision with its acknowledgement, or in a question.

const numbersOf = (items: readonly ReviewItem[]): readonly number[] => items.map(({ number }) => number)

export function keep(exchange: Exchange, items: readonly ReviewItem[], guided: boolean): undefined {
  exchange.decide({ kind: 'keep', items: items.map(({ id }) => id) })
  const [item] = items
  const still = item === undefined ? undefined : exchange.item(item.id)
  // Kept, but nobody or no interval: the question that is missing comes at once.
  if (items.length === 1 && still?.lacks.includes('unit')) return askUnits(exchange, still)
  if (items.length === 1 && still?.lacks.includes('interval')) return askEvery(exchange, still)
  exchange.acknowledge(vi.kept(numbersOf(items)), guided)
}

export function drop(exchange: Exchange, items: readonly ReviewItem[], guided: boolean): undefined {
  exchange.decide({ kind: 'drop', items: items.map(({ id }) => id) })
  exchange.acknowledge(vi.dropped(numbersOf(items)), guided)
}

export function askDue(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'due', item: item.id })
  exchange.say(vi.askDue(item.number))
}

export function askUnits(exchange: Exchange, item: ReviewItem, before = ''): undefined {
  exchange.ask({ kind: 'units', item: item.id })
  const question = vi.askUnits(item.number, unitLines(exchange.ground.board))
  exchange.say(before === '' ? question : `${before}\n${question}`)
}

export function askEvery(exchange: Exchange, item: ReviewItem): undefined {
  exchange.ask({ kind: 'every', item: item.id })
  exchange.offer(
    vi.askEvery(item.number),
    vi.everyNames.map(({ every, label }) => ({ label, verb: `every:${item.id}=${every}` })),
  )
}

export function readDueFor(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const rule = exchange.readDue(words)
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
  exchange.acknowledge(vi.dueSet(item.number, readingOf(ask.rule)), true)
}

export function setEvery(
  exchange: Exchange,
  item: ReviewItem,
  every: (typeof vi.everyNames)[number]['every'],
  words: string,
) {
  const rule: DueRule = { kind: 'recurring', every, phrase: item.quote }
  exchange.decide({ kind: 'due', item: item.id, rule, words })
  exchange.acknowledge(vi.dueSet(item.number, readingOf(rule)), true)
}

export function typedEvery(exchange: Exchange, item: ReviewItem, text: string): undefined {
  const folded = foldVietnamese(text).replace(/[.)]+$/, '')
  const chosen = /^\d$/.test(folded)
    ? vi.everyNames[Number(folded) - 1]
    : vi.everyNames.find(({ label }) => foldVietnamese(label) === folded)
  if (chosen === undefined) readDueFor(exchange, item, text)
  else setEvery(exchange, item, chosen.every, chosen.label)
}

export function setUnits(exchange: Exchange, item: ReviewItem, words: string, guided: boolean): undefined {
  const { board } = exchange.ground
  const typed = unitsTyped(words, board)
  if (typed.unknown.length > 0 || typed.lead.length === 0) {
    const names = typed.unknown.map(({ name, between }) =>
      between.length === 0 ? name : vi.unitBetween(name, unitNames(board, between)),
    )
    return askUnits(exchange, item, vi.unitsNotKnown(names.length === 0 ? [words] : names))
  }
  exchange.decide({ kind: 'units', item: item.id, lead: typed.lead, coordinating: typed.coordinating })
  exchange.acknowledge(vi.unitsSet(item.number, unitNames(board, typed.lead)), guided)
}

/** "4 VP, P. QLĐT" or "4 hằng quý": Units when all of it means Units, else a date. */
export function about(exchange: Exchange, item: ReviewItem, words: string): undefined {
  const typed = unitsTyped(words, exchange.ground.board)
  const onlyNumbers = /^[\d\s,;+]+$/.test(words)
  if (typed.unknown.length === 0 && typed.lead.length > 0 && !onlyNumbers) return setUnits(exchange, item, words, false)
  if (exchange.readDue(words) !== undefined) return readDueFor(exchange, item, words)
  if (typed.lead.length > 0 || typed.unknown.some(({ between }) => between.length > 0))
    return setUnits(exchange, item, words, false)
  exchange.say(vi.notUnderstood)
}
