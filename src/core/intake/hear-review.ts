import * as vi from '../../text/vi-review.ts'
import { foldVietnamese } from '../fold.ts'
import { addWhat, addWhen, addWho } from './add-item.ts'
import {
  about,
  askDue,
  askEvery,
  askUnits,
  confirmDue,
  drop,
  keep,
  readDueFor,
  setEvery,
  setUnits,
  typedEvery,
} from './change-item.ts'
import { type ReviewCommand, readCommand } from './read-command.ts'
import { readPeriod } from './read-period.ts'
import { keepable, missingOf, type Review, type ReviewItem, waitingItems } from './review-draft.ts'
import { Exchange, type ReadDue, type ReviewHeard, type ReviewTurn, sureOffers } from './review-exchange.ts'
import type { ReviewAsk, ReviewTalk } from './review-talk.ts'
import type { ReviewGround } from './show-review.ts'

/** The summary from its first page, when a review is opened (again). */
export function openReview(review: Review, talk: ReviewTalk, ground: ReviewGround): ReviewTurn {
  const exchange = new Exchange(review, talk, ground, () => undefined)
  exchange.page(1)
  return exchange.turn()
}

/** One exchange of a review. Pure; what cannot be understood changes nothing and says what can be typed. */
export function hearReview(
  review: Review,
  talk: ReviewTalk,
  heard: ReviewHeard,
  ground: ReviewGround,
  readDue: ReadDue,
): ReviewTurn {
  const exchange = new Exchange(review, talk, ground, readDue)
  if (heard.kind === 'press') press(exchange, heard)
  else type(exchange, heard)
  return exchange.turn()
}

function press(exchange: Exchange, heard: Extract<ReviewHeard, { kind: 'press' }>): undefined {
  const colon = heard.verb.indexOf(':')
  const verb = colon < 0 ? heard.verb : heard.verb.slice(0, colon)
  const arg = colon < 0 ? '' : heard.verb.slice(colon + 1)
  switch (verb) {
    case 'page':
      return exchange.page(Math.min(Math.max(1, Number(arg) || 1), Math.max(1, exchange.review.items.length)))
    case 'list':
    case 'waiting':
    case 'keep-all':
    case 'undo':
    case 'activate':
    case 'park':
    case 'drop-draft':
      return obey(exchange, { kind: verb })
    case 'add':
      return obey(exchange, { kind: 'add', what: '' })
    case 'sure':
    case 'again':
    case 'pick':
      return confirm(exchange, verb, arg)
    default:
      return ofItem(exchange, verb, arg)
  }
}

/** Buttons of one item. */
function ofItem(exchange: Exchange, verb: string, id: string): undefined {
  const [itemId = '', every] = id.split('=')
  const item = exchange.item(itemId)
  if (item === undefined) return exchange.say(vi.notUnderstood)
  if (verb === 'item') exchange.card(item)
  else if (verb === 'keep') keep(exchange, [item], true)
  else if (verb === 'drop') drop(exchange, [item], true)
  else if (verb === 'due') askDue(exchange, item)
  else if (verb === 'units') askUnits(exchange, item)
  else if (verb === 'every') {
    const chosen = vi.everyNames.find((one) => one.every === every)
    if (chosen === undefined) askEvery(exchange, item)
    else setEvery(exchange, item, chosen.every, chosen.label)
  } else exchange.say(vi.notUnderstood)
}

/** Buttons of a confirmation: those of an earlier question are stale. */
function confirm(exchange: Exchange, verb: string, arg: string): undefined {
  const { ask, turn } = exchange.talk
  const [mark = '', ...rest] = arg.split(':')
  if (ask === null || mark !== String(turn)) return exchange.say(vi.notUnderstood)
  if (ask.kind === 'due-sure') return confirmDue(exchange, ask, verb === 'sure')
  if (ask.kind === 'drop') return confirmDrop(exchange, verb === 'sure')
  exchange.wish = { kind: 'answer', ask, heard: { kind: 'press', verb: [verb, ...rest].join(':') } }
}

const yes = new Set(['1', 'dung', 'dung roi', 'co', 'dong y', 'ok', 'oke', 'yes', 'duoc', 'xac nhan', 'u', 'vang'])
const no = new Set(['2', 'khong', 'khong dung', 'sai', 'nhap lai', 'quay lai', 'thoi', 'ko', 'k'])

/** Words that mean yes or no at a confirmation; undefined for anything else. */
export function yesOrNo(text: string): boolean | undefined {
  const folded = foldVietnamese(text).replace(/[.!]+$/, '')
  return yes.has(folded) ? true : no.has(folded) ? false : undefined
}

function type(exchange: Exchange, heard: Extract<ReviewHeard, { kind: 'text' }>): undefined {
  const { ask } = exchange.talk
  const command = readCommand(heard.text)
  // Words of the review itself lead out of any question.
  const leads = command !== undefined && !['number', 'about', 'title', 'period'].includes(command.kind)
  if (ask !== null && !(leads && !(ask.kind === 'add-what' && command.kind === 'add'))) {
    if (answered(exchange, ask, heard)) return
  }
  if (command === undefined) exchange.say(vi.notUnderstood)
  else obey(exchange, command)
}

/** Takes a text as the answer to the question that stands; false when it is none. */
function answered(exchange: Exchange, ask: ReviewAsk, heard: Extract<ReviewHeard, { kind: 'text' }>): boolean {
  const text = heard.text.trim()
  switch (ask.kind) {
    case 'item':
      return answeredItem(exchange, ask.item, text)
    case 'due':
      return onItem(exchange, ask.item, (item) => readDueFor(exchange, item, text))
    case 'due-sure': {
      const sure = yesOrNo(text)
      if (sure !== undefined) confirmDue(exchange, ask, sure)
      else return onItem(exchange, ask.item, (item) => readDueFor(exchange, item, text))
      return true
    }
    case 'units':
      return onItem(exchange, ask.item, (item) => setUnits(exchange, item, text, true))
    case 'every':
      return onItem(exchange, ask.item, (item) => typedEvery(exchange, item, text))
    case 'add-what':
      addWhat(exchange, text)
      return true
    case 'add-when':
      addWhen(exchange, ask, text)
      return true
    case 'add-who':
      addWho(exchange, ask, text)
      return true
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

function onItem(exchange: Exchange, id: string, does: (item: ReviewItem) => undefined): boolean {
  const item = exchange.item(id)
  if (item === undefined) return false
  does(item)
  return true
}

/** "1" … "5" at an item's card, or the words of its lines. */
function answeredItem(exchange: Exchange, id: string, text: string): boolean {
  const item = exchange.item(id)
  if (item === undefined) return false
  const folded = foldVietnamese(text).replace(/[.)]+$/, '')
  const actions = ['keep', 'drop', 'due', 'units', ...(item.rule.kind === 'recurring' ? ['every'] : []), 'list']
  const words: { readonly [word: string]: string } = {
    giu: 'keep',
    bo: 'drop',
    'sua han': 'due',
    han: 'due',
    'giao don vi': 'units',
    'don vi': 'units',
    'neu chu ky': 'every',
    'chu ky': 'every',
  }
  const action = /^\d{1,2}$/.test(folded) ? actions[Number(folded) - 1] : words[folded]
  if (action === undefined) return false
  if (action === 'list') exchange.page(1)
  else ofItem(exchange, action, item.id)
  return true
}

function obey(exchange: Exchange, command: ReviewCommand): undefined {
  switch (command.kind) {
    case 'number':
    case 'show':
      return withItem(exchange, command.number, (item) => exchange.card(item))
    case 'keep':
    case 'drop': {
      const items = command.numbers.flatMap((number) => exchange.numbered(number) ?? [])
      const unknown = command.numbers.find((number) => exchange.numbered(number) === undefined)
      if (unknown !== undefined) return exchange.say(vi.noSuchItem(unknown, exchange.review.items.length))
      return command.kind === 'keep' ? keep(exchange, items, false) : drop(exchange, items, false)
    }
    case 'keep-all': {
      const items = keepable(exchange.review)
      if (items.length > 0) exchange.decide({ kind: 'keep', items: items.map(({ id }) => id) })
      return exchange.acknowledge(vi.keptAll(items.length), false)
    }
    case 'due':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askDue(exchange, item) : readDueFor(exchange, item, command.words),
      )
    case 'units':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askUnits(exchange, item) : setUnits(exchange, item, command.words, false),
      )
    case 'every':
      return withItem(exchange, command.number, (item) =>
        command.words === '' ? askEvery(exchange, item) : typedEvery(exchange, item, command.words),
      )
    case 'about':
      return withItem(exchange, command.number, (item) => about(exchange, item, command.words))
    case 'undo': {
      const done = exchange.undo()
      return done ? exchange.acknowledge(vi.undone, false) : exchange.say(vi.nothingToUndo)
    }
    case 'add':
      if (command.what !== '') return addWhat(exchange, command.what)
      exchange.ask({ kind: 'add-what' })
      return exchange.say(vi.askWhat)
    case 'title':
      exchange.decide({ kind: 'title', title: command.title })
      return exchange.acknowledge(vi.titleSet(command.title), false)
    case 'period':
      return setPeriod(exchange, command.words)
    case 'more':
      return exchange.page(exchange.talk.next)
    case 'list':
      return exchange.page(1)
    case 'waiting': {
      const [first] = waitingItems(exchange.review)
      return first === undefined ? exchange.acknowledge('', false) : exchange.card(first)
    }
    case 'park':
      exchange.talk = { ...exchange.talk, open: false, ask: null }
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

function confirmDrop(exchange: Exchange, sure: boolean): undefined {
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
  if (first === undefined) exchange.say(vi.missing(missing))
  else exchange.card(first, vi.missing(missing))
}

function setPeriod(exchange: Exchange, words: string): undefined {
  const period = readPeriod(words)
  if (period === undefined) return exchange.say(vi.periodNotRead)
  exchange.decide({ kind: 'period', period })
  exchange.acknowledge(vi.periodSet(period.from, period.to), false)
}
