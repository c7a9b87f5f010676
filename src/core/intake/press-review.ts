import * as vi from '../../text/vi-review.ts'
import { askHead, headFields } from './change-head.ts'
import { askName, askValue, dropIndicators, keepIndicators, nextIndicator } from './change-indicator.ts'
import { askDue, askEvery, askUnits, drop, keep, leaveUnassigned, setEvery } from './change-item.ts'
import { askFix, askKind, askTo, askWording, setKind } from './correct-item.ts'
import { obey } from './obey-review.ts'
import type { ReviewIndicator, ReviewItem } from './review-draft.ts'
import type { Exchange } from './review-exchange.ts'
import { kindNamed } from './review-offers.ts'

/** Does what a button says; one that means nothing (any more) changes nothing and says so. */
export function pressVerb(exchange: Exchange, verb: string, arg: string): undefined {
  switch (verb) {
    case 'page':
      return exchange.page(within(arg, exchange.review.items.length))
    case 'list':
    case 'menu':
    case 'waiting':
    case 'units-rest':
    case 'continue':
    case 'keep-sure':
    case 'keep-all':
    case 'undo':
    case 'activate':
    case 'park':
    case 'drop-draft':
      return obey(exchange, { kind: verb })
    case 'add':
    case 'add-indicator':
      return obey(exchange, { kind: verb, what: '' })
    case 'indicators':
      return exchange.indicatorPage(within(arg, exchange.review.indicators.length))
    case 'keep-indicators':
      return keepIndicators(
        exchange,
        exchange.review.indicators.filter(({ state }) => state === 'open'),
        false,
      )
    case 'head': {
      const field = headFields.find((one) => one === arg)
      return field === undefined ? obey(exchange, { kind: 'head' }) : askHead(exchange, field)
    }
    default: {
      const [id = '', value = ''] = arg.split('=')
      const item = exchange.item(id)
      if (item !== undefined) return ofItem(exchange, verb, item, value)
      const one = exchange.indicator(id)
      return one === undefined ? exchange.stale() : ofIndicator(exchange, verb, one)
    }
  }
}

const within = (typed: string, last: number): number => Math.min(Math.max(1, Number(typed) || 1), Math.max(1, last))

function ofItem(exchange: Exchange, verb: string, item: ReviewItem, value: string): undefined {
  switch (verb) {
    case 'item':
      return exchange.card(item)
    case 'keep':
      return keep(exchange, [item], true)
    case 'drop':
      return drop(exchange, [item], true)
    case 'due':
      return askDue(exchange, item)
    case 'units':
      return askUnits(exchange, [item])
    case 'unassigned':
      return leaveUnassigned(exchange, item)
    case 'every': {
      const chosen = vi.everyNames.find((one) => one.every === value)
      return chosen === undefined ? askEvery(exchange, item) : setEvery(exchange, item, chosen.every, chosen.label)
    }
    case 'fix':
      return askFix(exchange, item)
    case 'what':
      return askWording(exchange, item)
    case 'to':
      return askTo(exchange, item)
    case 'kind': {
      const kind = kindNamed(value)
      return kind === undefined ? askKind(exchange, item) : setKind(exchange, item, kind)
    }
    case 'next':
      return nextItem(exchange, item)
    default:
      return exchange.stale()
  }
}

/** The next item that nobody has decided, else the next one. */
function nextItem(exchange: Exchange, item: ReviewItem): undefined {
  const { items } = exchange.review
  const behind = [...items.slice(item.number), ...items.slice(0, item.number - 1)]
  const next = behind.find(({ state, lacks }) => state === 'open' || lacks.length > 0) ?? behind[0]
  if (next === undefined) exchange.page(1)
  else exchange.card(next)
}

function ofIndicator(exchange: Exchange, verb: string, one: ReviewIndicator): undefined {
  switch (verb) {
    case 'indicator':
      return exchange.indicatorCard(one)
    case 'keep-c':
      return keepIndicators(exchange, [one], true)
    case 'drop-c':
      return dropIndicators(exchange, [one], true)
    case 'value':
      return askValue(exchange, one)
    case 'name':
      return askName(exchange, one)
    case 'next-c':
      return nextIndicator(exchange, one)
    default:
      return exchange.stale()
  }
}
