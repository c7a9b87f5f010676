import * as vi from '../../text/vi-review.ts'
import { foldVietnamese } from '../fold.ts'
import { unitOf } from '../plan/board.ts'
import { addTyped, addWhat, addWhen, addWho } from './add-item.ts'
import { headOffers, setHead } from './change-head.ts'
import { addIndicator, setName, setValue } from './change-indicator.ts'
import { confirmDue, confirmSameUnits, readDueFor, setUnits, typedEvery } from './change-item.ts'
import { fixWords, setTo, setWording, typedKind } from './correct-item.ts'
import { confirmDrop, goOn, obey } from './obey-review.ts'
import { pressVerb } from './press-review.ts'
import { type ReviewCommand, readCommand } from './read-command.ts'
import { progressOf, type Review, type ReviewIndicator, type ReviewItem } from './review-draft.ts'
import { Exchange, type ReviewHeard, type ReviewTurn } from './review-exchange.ts'
import { fixOffers, indicatorOffers, itemOffers, kindOffers, menuOffers, type Offer } from './review-offers.ts'
import type { ReviewAsk, ReviewTalk } from './review-talk.ts'
import type { ReviewGround } from './show-review.ts'
import { unitsTyped } from './units-typed.ts'

/** The summary from its first page, when a review is opened. */
export function openReview(
  review: Review,
  talk: ReviewTalk,
  ground: ReviewGround,
  before: readonly string[] = [],
): ReviewTurn {
  const exchange = new Exchange(review, talk, ground)
  for (const text of before) exchange.say(text)
  exchange.page(1)
  return exchange.turn()
}

/** Goes on with a review that was left: what it is, how far it has come, and what comes next. */
export function resumeReview(review: Review, talk: ReviewTalk, ground: ReviewGround): ReviewTurn {
  const exchange = new Exchange(review, talk, ground)
  const { number, title } = review.head
  const progress = progressOf(review)
  const line = vi.resumed(ground.file.name, number ?? title ?? '…')
  goOn(exchange, progress.seen === progress.all ? line : `${line} ${vi.progressLine(progress)}.`)
  return exchange.turn()
}

/** One exchange of a review. Pure; what cannot be understood changes nothing and says what can be typed. */
export function hearReview(review: Review, talk: ReviewTalk, heard: ReviewHeard, ground: ReviewGround): ReviewTurn {
  const exchange = new Exchange(review, talk, ground)
  if (heard.kind === 'press') press(exchange, heard.verb)
  else type(exchange, heard)
  return exchange.turn()
}

function press(exchange: Exchange, pressed: string): undefined {
  const colon = pressed.indexOf(':')
  const verb = colon < 0 ? pressed : pressed.slice(0, colon)
  const arg = colon < 0 ? '' : pressed.slice(colon + 1)
  if (verb === 'sure' || verb === 'again' || verb === 'pick') confirm(exchange, verb, arg)
  else pressVerb(exchange, verb, arg)
}

/** Buttons of a confirmation: those of an earlier question are stale. */
function confirm(exchange: Exchange, verb: string, arg: string): undefined {
  const { ask, turn } = exchange.talk
  const [mark = '', ...rest] = arg.split(':')
  if (ask === null || mark !== String(turn)) return exchange.stale()
  if (ask.kind === 'units' || ask.kind === 'add-who') return pickUnit(exchange, ask, rest.join(':'))
  if (ask.kind === 'due-sure') return confirmDue(exchange, ask, verb === 'sure')
  if (ask.kind === 'same-units') return confirmSameUnits(exchange, ask, verb === 'sure')
  if (ask.kind === 'add-sure') return addTyped(exchange, ask, verb === 'sure')
  if (ask.kind === 'drop') return confirmDrop(exchange, verb === 'sure')
  exchange.wish = { kind: 'answer', ask, heard: { kind: 'press', verb: [verb, ...rest].join(':') } }
}

/** A Unit's button is the same as its name typed. */
function pickUnit(exchange: Exchange, ask: Extract<ReviewAsk, { kind: 'units' | 'add-who' }>, id: string): undefined {
  const unit = unitOf(exchange.ground.board, id)
  if (unit === undefined || !answered(exchange, ask, { kind: 'text', text: unit.name })) exchange.stale()
}

const yes = new Set([
  '1',
  'dung',
  'dung roi',
  'co',
  'dong y',
  'ok',
  'oke',
  'yes',
  'duoc',
  'xac nhan',
  'u',
  'vang',
  'them',
])
const no = new Set(['2', 'khong', 'khong dung', 'sai', 'nhap lai', 'quay lai', 'thoi', 'ko', 'k'])

/** Words that mean yes or no at a confirmation; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  const folded = foldVietnamese(text).replace(/[.!]+$/, '')
  return yes.has(folded) ? true : no.has(folded) ? false : undefined
}

/** Questions to which any words may be the answer. */
const free: ReadonlySet<ReviewAsk['kind']> = new Set([
  'what',
  'to',
  'name',
  'head-field',
  'add-what',
  'add-indicator',
  'basis',
] as const)

/** Whether a command leads out of a question, so that it is no answer to it. */
function leadsOut(exchange: Exchange, ask: ReviewAsk, command: ReviewCommand): boolean {
  switch (command.kind) {
    case 'about': {
      // "9 VP" where the Unit of another item is asked.
      if (ask.kind !== 'units') return false
      const typed = unitsTyped(command.words, exchange.ground.board)
      return typed.unknown.length === 0 && typed.lead.length > 0 && exchange.numbered(command.number) !== undefined
    }
    case 'number':
    case 'title':
    case 'period':
    case 'doc-number':
    case 'issued-on':
    case 'issuer':
    case 'menu':
      return false
    case 'add':
      return !free.has(ask.kind) && !(ask.kind === 'add-sure' && command.what === '')
    case 'add-indicator':
    case 'due':
    case 'every':
    case 'what':
    case 'kind':
    case 'to':
    case 'units':
    case 'indicator':
      return !free.has(ask.kind)
    default:
      return true
  }
}

function type(exchange: Exchange, heard: Extract<ReviewHeard, { kind: 'text' }>): undefined {
  const { ask } = exchange.talk
  const command = readCommand(heard.text)
  if (ask !== null && !(command !== undefined && leadsOut(exchange, ask, command)) && answered(exchange, ask, heard))
    return
  if (command === undefined) exchange.say(vi.notUnderstood)
  else obey(exchange, command)
}

/** Takes a text as the answer to the question that stands; false when it is none. */
function answered(exchange: Exchange, ask: ReviewAsk, heard: Extract<ReviewHeard, { kind: 'text' }>): boolean {
  const text = heard.text.trim()
  const offers = offersAt(exchange, ask)
  if (offers !== undefined) return chosen(exchange, ask, offers, text)
  switch (ask.kind) {
    case 'due':
      return withItem(exchange, ask.item, (item) => readDueFor(exchange, item, text))
    case 'due-sure': {
      const sure = yesOrNo(text)
      if (sure !== undefined) confirmDue(exchange, ask, sure)
      else return withItem(exchange, ask.item, (item) => readDueFor(exchange, item, text))
      return true
    }
    case 'units':
      return withItem(exchange, ask.item, (item) => {
        const more = (ask.more ?? []).flatMap((id) => exchange.item(id) ?? [])
        setUnits(exchange, [item, ...more], text, true)
      })
    case 'every':
      return withItem(exchange, ask.item, (item) => typedEvery(exchange, item, text))
    case 'what':
      return withItem(exchange, ask.item, (item) => setWording(exchange, item, text))
    case 'to':
      return withItem(exchange, ask.item, (item) => setTo(exchange, item, text))
    case 'value':
      return withIndicator(exchange, ask.indicator, (one) => setValue(exchange, one, text))
    case 'name':
      return withIndicator(exchange, ask.indicator, (one) => setName(exchange, one, text))
    case 'head-field':
      setHead(exchange, ask.field, text, true)
      return true
    case 'add-what':
      addWhat(exchange, text)
      return true
    case 'add-indicator':
      addIndicator(exchange, text)
      return true
    case 'add-when':
      addWhen(exchange, ask, text)
      return true
    case 'add-who':
      addWho(exchange, ask, text)
      return true
    case 'same-units': {
      const sure = yesOrNo(text)
      if (sure === undefined) return false
      confirmSameUnits(exchange, ask, sure)
      return true
    }
    case 'add-sure': {
      const sure = yesOrNo(text)
      if (sure === undefined) return false
      addTyped(exchange, ask, sure)
      return true
    }
    case 'drop': {
      const sure = yesOrNo(text)
      if (sure === undefined) return false
      confirmDrop(exchange, sure)
      return true
    }
    default:
      exchange.wish = { kind: 'answer', ask, heard }
      return true
  }
}

const withItem = (exchange: Exchange, id: string, does: (item: ReviewItem) => undefined): boolean => {
  const item = exchange.item(id)
  if (item !== undefined) does(item)
  return item !== undefined
}

const withIndicator = (exchange: Exchange, id: string, does: (one: ReviewIndicator) => undefined): boolean => {
  const one = exchange.indicator(id)
  if (one !== undefined) does(one)
  return one !== undefined
}

/** The numbered lines of a question that has such; undefined for one that takes words. */
function offersAt(exchange: Exchange, ask: ReviewAsk): readonly Offer[] | undefined {
  const { review } = exchange
  switch (ask.kind) {
    case 'menu':
      return menuOffers(review)
    case 'head':
      return headOffers()
    case 'indicators':
      return review.indicators.map(({ id, number }) => ({
        label: vi.labels.indicator(number),
        verb: `indicator:${id}`,
      }))
    case 'item':
    case 'fix':
    case 'kind': {
      const item = exchange.item(ask.item)
      if (item === undefined) return []
      return ask.kind === 'item' ? itemOffers(item) : ask.kind === 'fix' ? fixOffers(item) : kindOffers(item)
    }
    case 'indicator': {
      const one = exchange.indicator(ask.indicator)
      return one === undefined ? [] : indicatorOffers(one)
    }
    default:
      return undefined
  }
}

/** Other words for the lines of an item's card. */
const cardWords: { readonly [folded: string]: string } = {
  han: 'due',
  'don vi': 'units',
  giao: 'units',
  'chu ky': 'every',
  ...fixWords,
}

/** "1" … at a question with lines, or the words of a line; false when it is none of them. */
function chosen(exchange: Exchange, ask: ReviewAsk, offers: readonly Offer[], text: string): boolean {
  const folded = foldVietnamese(text).replace(/[.)]+$/, '')
  const offer = /^\d{1,3}$/.test(folded)
    ? offers[Number(folded) - 1]
    : offers.find(({ label }) => foldVietnamese(label) === folded)
  if (offer !== undefined) {
    press(exchange, offer.verb)
    return true
  }
  if (ask.kind === 'item' || ask.kind === 'fix') {
    const verb = Object.hasOwn(cardWords, folded) ? cardWords[folded] : undefined
    if (verb === undefined) return false
    pressVerb(exchange, verb, ask.item)
    return true
  }
  if (ask.kind === 'kind') return withItem(exchange, ask.item, (item) => typedKind(exchange, item, text))
  return false
}
