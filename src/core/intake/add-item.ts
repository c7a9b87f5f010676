import * as correct from '../../text/vi-correct.ts'
import { readingOf } from '../../text/vi-deadline.ts'
import { itemKindNames } from '../../text/vi-intake.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import * as vi from '../../text/vi-review.ts'
import { askUnits, dueIn } from './change-item.ts'
import type { AddedIndicator, AddedItem, Decision } from './decision.ts'
import { unitsOf } from './first-reading.ts'
import { dutyWords } from './item-words.ts'
import { readTypedWork } from './read-typed-work.ts'
import { contextOf } from './review-context.ts'
import { nextAddedId, nextAddedIndicatorId } from './review-draft.ts'
import { type Exchange, sureOffers } from './review-exchange.ts'
import type { ReviewAsk } from './review-talk.ts'
import { targetWords } from './show-indicators.ts'
import { unitLines, unitNames, unitOffers } from './show-review.ts'
import { unitsTyped } from './units-typed.ts'

const longestWhat = 500

// What the reader has missed: a whole sentence, read as one of a document; what it does not say is asked.

export function addWhat(exchange: Exchange, what: string): undefined {
  if (what.length > longestWhat || what === '') {
    exchange.ask({ kind: 'add-what' })
    return exchange.say(what === '' ? vi.askWhat : vi.tooLong(longestWhat))
  }
  const { review, ground } = exchange
  const tidy = what.replace(/\s+/g, ' ').trim()
  const work = readTypedWork(tidy, review.head, contextOf(review))
  const items = work.items.map((read, index): AddedItem => {
    const { lead, coordinating } = unitsOf(read, ground.board, review.head.issuer)
    const { kind, what: does, quote, rule, to } = read
    return {
      ...{ id: nextAddedId(review, index), kind, what: does, words: quote, rule: { ...rule, phrase: quote } },
      ...{ lead, coordinating, to, sentence: tidy },
    }
  })
  const indicators = work.indicators.map(({ name, op, value, unit }, index): AddedIndicator => {
    const id = nextAddedIndicatorId(review, index)
    return { id, name, op, value, unit, sentence: tidy }
  })
  if (items.length + indicators.length > 0) return confirmTyped(exchange, items, indicators)
  if (work.time !== null) {
    const { rule, quote } = work.time
    return askWhoFor(exchange, { kind: 'add-who', what: tidy, itemKind: dutyWords(tidy), rule, words: quote })
  }
  exchange.ask({ kind: 'add-when', what: tidy, itemKind: dutyWords(tidy) })
  exchange.say(vi.askWhen)
}

function confirmTyped(
  exchange: Exchange,
  items: readonly AddedItem[],
  indicators: readonly AddedIndicator[],
): undefined {
  const { board } = exchange.ground
  const lines = [
    ...items.map((item) => {
      const names = unitNames(board, item.lead)
      const who = names.length === 0 ? vi.noUnit : names.length > 3 ? vi.unitCount(names.length) : names.join(', ')
      const reading = readingOf(item.rule)
      return correct.typedItemLine(itemKindNames[item.kind], shortTitle(item.what, 160), reading, who, item.to ?? [])
    }),
    ...indicators.map((one) => correct.typedIndicatorLine(shortTitle(one.name, 160), targetWords(one))),
  ]
  exchange.ask({ kind: 'add-sure', items, indicators })
  exchange.offer(correct.typedReading(lines), sureOffers(exchange, vi.labels.addThis, vi.labels.again))
}

/** Adds what was read from a typed sentence; asks for the Unit when the sentence names none. */
export function addTyped(
  exchange: Exchange,
  { items, indicators }: Extract<ReviewAsk, { kind: 'add-sure' }>,
  sure: boolean,
): undefined {
  if (!sure) return addWhat(exchange, '')
  const decisions: readonly Decision[] = [
    ...items.map((item) => ({ kind: 'add' as const, item })),
    ...indicators.map((indicator) => ({ kind: 'add-indicator' as const, indicator })),
  ]
  exchange.decideAll(decisions)
  const { review } = exchange
  const added = review.items.filter(({ id }) => items.some((item) => item.id === id))
  const names = [
    ...added.map(({ number }) => correct.itemName(number)),
    ...review.indicators
      .filter(({ id }) => indicators.some((one) => one.id === id))
      .map(({ number }) => correct.indicatorName(number)),
  ]
  const nobody = added.find(({ lead }) => lead.length === 0)
  const text = correct.addedAll(names)
  if (nobody === undefined) return exchange.acknowledge(text, false)
  askUnits(exchange, [nobody], text)
}

export function addWhen(exchange: Exchange, ask: Extract<ReviewAsk, { kind: 'add-when' }>, words: string): undefined {
  const rule = dueIn(exchange, words)
  if (rule === undefined) return exchange.say(vi.dueNotRead)
  askWhoFor(exchange, { kind: 'add-who', what: ask.what, itemKind: ask.itemKind, rule, words })
}

function askWhoFor(exchange: Exchange, ask: Extract<ReviewAsk, { kind: 'add-who' }>): undefined {
  exchange.ask(ask)
  const { board, form } = exchange.ground
  const question = vi.askWho(readingOf(ask.rule), form.buttons ? [] : unitLines(board))
  exchange.offer(question, unitOffers(board, exchange.talk.turn), false)
}

export function addWho(exchange: Exchange, ask: Extract<ReviewAsk, { kind: 'add-who' }>, text: string): undefined {
  const { board } = exchange.ground
  const typed = unitsTyped(text, board)
  if (typed.unknown.length > 0 || typed.lead.length === 0)
    return exchange.say(
      [
        vi.unitsNotKnown(typed.unknown.length === 0 ? [text] : typed.unknown.map(({ name }) => name)),
        ...unitLines(board),
      ].join('\n'),
    )
  const { what, itemKind: kind, words, rule } = ask
  const item = { id: nextAddedId(exchange.review), kind, what, words, rule, lead: typed.lead }
  exchange.decide({ kind: 'add', item })
  const number = exchange.review.items.length
  exchange.acknowledge(vi.added(number, what, readingOf(rule), unitNames(board, typed.lead)), false)
}
