import * as correct from '../../text/vi-correct.ts'
import * as vi from '../../text/vi-review.ts'
import { missing as missingText } from '../../text/vi-revision.ts'
import { addWhat } from './add-item.ts'
import { setHead, showHead } from './change-head.ts'
import { aboutIndicator, addIndicator, askIndicator, dropIndicators, keepIndicators } from './change-indicator.ts'
import {
  about,
  askDue,
  askEvery,
  askRest,
  askUnits,
  drop,
  keep,
  readDueFor,
  setUnits,
  typedEvery,
} from './change-item.ts'
import { askKind, askTo, askWording, setTo, setWording, typedKind } from './correct-item.ts'
import type { ReviewCommand } from './read-command.ts'
import { keepable, missingOf, type ReviewItem, sureItems, waitingItems } from './review-draft.ts'
import { type Exchange, sureOffers } from './review-exchange.ts'
import type { ReviewAsk } from './review-talk.ts'

/** Does what a typed command says. */
export function obey(exchange: Exchange, command: ReviewCommand): undefined {
  switch (command.kind) {
    case 'number':
    case 'show':
      return withItem(exchange, command.number, (item) => exchange.card(item))
    case 'keep':
    case 'drop':
      return withItems(exchange, command.numbers, (items) =>
        command.kind === 'keep' ? keep(exchange, items, false) : drop(exchange, items, false),
      )
    case 'keep-all':
      return keepAll(exchange)
    case 'keep-sure':
      return keepSure(exchange)
    case 'due':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askDue(exchange, item) : readDueFor(exchange, item, command.words),
      )
    case 'units':
      return withItems(exchange, command.numbers, (items) =>
        command.words === '' ? askUnits(exchange, items) : setUnits(exchange, items, command.words, false),
      )
    case 'every':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askEvery(exchange, item) : typedEvery(exchange, item, command.words),
      )
    case 'what':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askWording(exchange, item) : setWording(exchange, item, command.words),
      )
    case 'kind':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askKind(exchange, item) : typedKind(exchange, item, command.words),
      )
    case 'to':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askTo(exchange, item) : setTo(exchange, item, command.words),
      )
    case 'about':
      return withItem(exchange, command.number, (item) => about(exchange, item, command.words))
    case 'indicators':
      return exchange.indicatorPage(1)
    case 'indicator':
      return withIndicators(exchange, [command.number], ([one]) =>
        one === undefined ? undefined : aboutIndicator(exchange, one, command.words),
      )
    case 'keep-indicators':
      return withIndicators(exchange, command.numbers, (all) => keepIndicators(exchange, all, false))
    case 'drop-indicators':
      return withIndicators(exchange, command.numbers, (all) => dropIndicators(exchange, all, false))
    case 'undo': {
      const what = exchange.undo()
      return what === undefined ? exchange.say(vi.nothingToUndo) : exchange.acknowledge(vi.undone(what), false)
    }
    case 'add':
      return addWhat(exchange, command.what)
    case 'add-indicator':
      return command.what === '' ? askIndicator(exchange) : addIndicator(exchange, command.what)
    case 'title':
      return setHead(exchange, 'title', command.title, false)
    case 'period':
      return setHead(exchange, 'period', command.words, false)
    case 'doc-number':
      return setHead(exchange, 'number', command.words, false)
    case 'issued-on':
      return setHead(exchange, 'issued-on', command.words, false)
    case 'issuer':
      return setHead(exchange, 'issuer', command.words, false)
    case 'head':
      return showHead(exchange)
    case 'menu':
      return exchange.menu()
    case 'more':
      return exchange.talk.ask?.kind === 'indicators'
        ? exchange.indicatorPage(exchange.talk.next)
        : exchange.page(exchange.talk.next)
    case 'list':
      return exchange.page(1)
    case 'continue':
      return goOn(exchange)
    case 'waiting': {
      const [first] = waitingItems(exchange.review)
      return first === undefined ? exchange.acknowledge('', false) : exchange.card(first)
    }
    case 'units-rest':
      return askRest(exchange)
    case 'park':
      exchange.talk = { ...exchange.talk, open: false }
      exchange.wish = { kind: 'park' }
      return exchange.say(vi.parked)
    case 'drop-draft':
      exchange.ask({ kind: 'drop' })
      return exchange.offer(vi.sureToDrop(exchange.ground.file.name), sureOffers(exchange, vi.labels.sureDrop))
    case 'activate':
      return activate(exchange)
    case 'replaces':
      exchange.wish = { kind: 'choose-replaced' }
      return
    case 'replaces-none':
      exchange.wish = { kind: 'replaces-none' }
      return
  }
}

function withItem(exchange: Exchange, number: number, does: (item: ReviewItem) => undefined): undefined {
  const item = exchange.numbered(number)
  if (item === undefined) exchange.say(vi.noSuchItem(number, exchange.review.items.length))
  else does(item)
}

function withItems(
  exchange: Exchange,
  numbers: readonly number[],
  does: (items: readonly ReviewItem[]) => undefined,
): undefined {
  const unknown = numbers.find((number) => exchange.numbered(number) === undefined)
  if (unknown !== undefined) return exchange.say(vi.noSuchItem(unknown, exchange.review.items.length))
  does(numbers.flatMap((number) => exchange.numbered(number) ?? []))
}

function withIndicators(
  exchange: Exchange,
  numbers: readonly number[],
  does: (all: Exchange['review']['indicators']) => undefined,
): undefined {
  const { indicators } = exchange.review
  const unknown = numbers.find((number) => indicators[number - 1] === undefined)
  if (unknown !== undefined) return exchange.say(correct.noSuchIndicator(unknown, indicators.length))
  does(numbers.flatMap((number) => indicators[number - 1] ?? []))
}

/** What leaves nothing to ask; what a person must look at stays open. */
function keepSure(exchange: Exchange): undefined {
  const items = sureItems(exchange.review)
  if (items.length > 0) exchange.decide({ kind: 'keep', items: items.map(({ id }) => id) })
  exchange.acknowledge(vi.keptAll(items.length, 0, []), false)
}

/** Everything that is complete, in the list of targets all of them. */
function keepAll(exchange: Exchange): undefined {
  const { review } = exchange
  if (exchange.talk.ask?.kind === 'indicators' || exchange.talk.ask?.kind === 'indicator') {
    const open = review.indicators.filter(({ state }) => state === 'open')
    return open.length === 0
      ? exchange.say(correct.indicatorsLeft(0, exchange.ground.form.buttons))
      : keepIndicators(exchange, open, false)
  }
  const all = keepable(review)
  const items = all.flatMap((one) => ('lacks' in one ? [one] : []))
  if (all.length > 0) exchange.decide({ kind: 'keep', items: all.map(({ id }) => id) })
  const doubtful = items.filter(({ unclear }) => unclear).map(({ number }) => number)
  exchange.acknowledge(vi.keptAll(items.length, all.length - items.length, doubtful), false)
}

/** Items that a question speaks of. */
const itemOf = (ask: ReviewAsk | null): string | undefined => (ask !== null && 'item' in ask ? ask.item : undefined)

/** Where the reviewer is: the item that was being looked at, the next that waits, the next that is open. */
export function goOn(exchange: Exchange, before = ''): undefined {
  const { review, talk } = exchange
  const id = itemOf(talk.ask)
  const at = id === undefined ? undefined : exchange.item(id)
  if (at !== undefined && (at.state === 'open' || at.lacks.length > 0)) return exchange.card(at, before)
  const next = waitingItems(review)[0] ?? review.items.find(({ state }) => state === 'open')
  if (next !== undefined) return exchange.card(next, before)
  const target = review.indicators.find(({ state }) => state === 'open')
  if (target !== undefined) return exchange.indicatorCard(target, before)
  exchange.acknowledge(before, false)
}

export function confirmDrop(exchange: Exchange, sure: boolean): undefined {
  if (!sure) return exchange.page(1)
  exchange.talk = { ...exchange.talk, open: false, ask: null }
  exchange.wish = { kind: 'drop' }
  exchange.say(vi.draftDropped(exchange.ground.file.name))
}

function activate(exchange: Exchange): undefined {
  const missing = missingOf(exchange.review)
  if (missing.length === 0) {
    exchange.wish = { kind: 'prepare' }
    return
  }
  const [first] = waitingItems(exchange.review)
  if (first !== undefined) return exchange.card(first, missingText(missing))
  // Only the head is incomplete: the question that is missing comes at once.
  const field = missing.find(({ what }) => what === 'title' || what === 'period')?.what
  exchange.say(missingText(missing))
  if (field === 'title' || field === 'period') exchange.ask({ kind: 'head-field', field })
}
