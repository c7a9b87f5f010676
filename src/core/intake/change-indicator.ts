import * as vi from '../../text/vi-correct.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { labels, notUnderstood, tooLong } from '../../text/vi-review.ts'
import { readTargetWords } from './read-target-words.ts'
import { readTypedWork } from './read-typed-work.ts'
import { contextOf } from './review-context.ts'
import { nextAddedIndicatorId, type ReviewIndicator } from './review-draft.ts'
import type { Exchange } from './review-exchange.ts'
import { targetWords } from './show-indicators.ts'

// What may be decided about one target; each shows the next one that nobody has looked at.

const longestName = 300
const shown = 120

const named = (one: ReviewIndicator): string => shortTitle(one.name, shown)

/** The next target that is open, after this one first; what is left when there is none. */
function onwards(exchange: Exchange, text: string, guided: boolean, number = 0): undefined {
  const open = exchange.review.indicators.filter(({ state }) => state === 'open')
  const next = open.find((one) => one.number > number) ?? open[0]
  if (guided && next !== undefined) return exchange.indicatorCard(next, text)
  exchange.ask({ kind: 'indicators' })
  exchange.offer(
    `${text}\n${vi.indicatorsLeft(open.length, exchange.ground.form.buttons)}`,
    [
      { label: labels.indicators(exchange.review.indicators.length), verb: 'indicators' },
      { label: labels.list, verb: 'list' },
      { label: labels.undo, verb: 'undo' },
    ],
    false,
  )
}

export function keepIndicators(exchange: Exchange, all: readonly ReviewIndicator[], guided: boolean): undefined {
  exchange.decide({ kind: 'keep', items: all.map(({ id }) => id) })
  onwards(exchange, vi.indicatorKept(all.map(({ number }) => number)), guided, all[0]?.number)
}

export function dropIndicators(exchange: Exchange, all: readonly ReviewIndicator[], guided: boolean): undefined {
  exchange.decide({ kind: 'drop', items: all.map(({ id }) => id) })
  onwards(exchange, vi.indicatorDropped(all.map(({ number }) => number)), guided, all[0]?.number)
}

/** The next target in order, whether it has been looked at or not. */
export function nextIndicator(exchange: Exchange, one: ReviewIndicator): undefined {
  const next = exchange.review.indicators[one.number] ?? exchange.review.indicators[0]
  if (next === undefined) exchange.indicatorPage(1)
  else exchange.indicatorCard(next)
}

export function askValue(exchange: Exchange, one: ReviewIndicator): undefined {
  exchange.ask({ kind: 'value', indicator: one.id })
  exchange.say(vi.askValue(one.number, targetWords(one)))
}

/** "Ít nhất 90 %", read by the reader of documents. */
export function setValue(exchange: Exchange, one: ReviewIndicator, words: string): undefined {
  const change = readTargetWords(words, one, contextOf(exchange.review))
  if (change === undefined) {
    exchange.ask({ kind: 'value', indicator: one.id })
    return exchange.say(vi.valueNotRead)
  }
  exchange.decide({ kind: 'indicator', indicator: one.id, change, words })
  const now = exchange.indicator(one.id) ?? one
  exchange.indicatorCard(now, vi.valueSet(one.number, targetWords(one), targetWords(now)))
}

export function askName(exchange: Exchange, one: ReviewIndicator): undefined {
  exchange.ask({ kind: 'name', indicator: one.id })
  exchange.say(vi.askName(one.number, named(one)))
}

export function setName(exchange: Exchange, one: ReviewIndicator, words: string): undefined {
  const name = words.replace(/\s+/g, ' ').trim()
  if (name === '') return askName(exchange, one)
  if (name.length > longestName) return exchange.say(tooLong(longestName))
  exchange.decide({ kind: 'indicator', indicator: one.id, change: { name }, words: name })
  const now = exchange.indicator(one.id) ?? one
  exchange.indicatorCard(now, vi.nameSet(one.number, named(one), named(now)))
}

export function askIndicator(exchange: Exchange): undefined {
  exchange.ask({ kind: 'add-indicator' })
  exchange.say(vi.askIndicator)
}

/** A target that the reader has missed, from a whole sentence. */
export function addIndicator(exchange: Exchange, sentence: string): undefined {
  const tidy = sentence.replace(/\s+/g, ' ').trim()
  if (tidy.length > longestName) return exchange.say(tooLong(longestName))
  const { review } = exchange
  const { indicators } = readTypedWork(tidy, review.head, contextOf(review))
  if (indicators.length === 0) {
    exchange.ask({ kind: 'add-indicator' })
    return exchange.say(vi.indicatorNotRead)
  }
  const added = indicators.map(({ name, op, value, unit }, index) => ({
    kind: 'add-indicator' as const,
    indicator: { id: nextAddedIndicatorId(review, index), name, op, value, unit, sentence: tidy },
  }))
  exchange.decideAll(added)
  const lines = exchange.review.indicators
    .slice(-added.length)
    .map((one) => vi.indicatorAdded(one.number, named(one), targetWords(one)))
  onwards(exchange, lines.join('\n'), false)
}

/** "C2 ít nhất 90%", "C2 tên …", or C2 alone. */
export function aboutIndicator(exchange: Exchange, one: ReviewIndicator, words: string): undefined {
  if (words === '') return exchange.indicatorCard(one)
  const name = /^(?:tên|ten)\s*:?\s+(.+)$/iu.exec(words)?.[1]
  if (name !== undefined) return setName(exchange, one, name)
  const value = /^(?:chỉ số|chi so|mức|muc|sửa|sua)\s*:?\s+(.+)$/iu.exec(words)?.[1] ?? words
  if (value === words && readTargetWords(words, one, contextOf(exchange.review)) === undefined)
    return exchange.say(notUnderstood)
  setValue(exchange, one, value)
}
