import { readingOf } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-review.ts'
import { dutyWords } from './item-words.ts'
import { unitsTyped } from './read-command.ts'
import { nextAddedId } from './review-draft.ts'
import type { Exchange } from './review-exchange.ts'
import type { ReviewAsk } from './review-talk.ts'
import { unitLines, unitNames } from './show-review.ts'

const longestWhat = 500

// What the reader has missed, asked in three steps: what, when, who.

export function addWhat(exchange: Exchange, what: string): undefined {
  if (what.length > longestWhat || what === '') {
    exchange.ask({ kind: 'add-what' })
    return exchange.say(what === '' ? vi.askWhat : vi.tooLong(longestWhat))
  }
  const tidy = what.replace(/\s+/g, ' ').trim()
  exchange.ask({ kind: 'add-when', what: tidy, itemKind: dutyWords(tidy) })
  exchange.say(vi.askWhen)
}

export function addWhen(exchange: Exchange, ask: Extract<ReviewAsk, { kind: 'add-when' }>, words: string): undefined {
  const rule = exchange.readDue(words)
  if (rule === undefined) return exchange.say(vi.dueNotRead)
  exchange.ask({ kind: 'add-who', what: ask.what, itemKind: ask.itemKind, rule, words })
  exchange.say(vi.askWho(readingOf(rule), unitLines(exchange.ground.board)))
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
