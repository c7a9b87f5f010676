import { itemKindNames } from '../../text/vi-intake.ts'
import { namesTogether, shortTitle } from '../../text/vi-reminder.ts'
import type { Replaced } from '../../text/vi-replaced.ts'
import * as vi from '../../text/vi-review.ts'
import { type Board, unitOf } from '../plan/board.ts'
import type { Choice, Reply } from '../reply.ts'
import type { ReviewDoubt } from './first-reading.ts'
import { countOf, progressOf, type Review, type ReviewItem, waitingItems } from './review-draft.ts'
import { itemOffers, menuOffers, type Offer } from './review-offers.ts'
import type { ReviewForm } from './review-talk.ts'

/** What stays the same while one draft is reviewed. */
export interface ReviewGround {
  /** The draft's id: every button of the review carries it. */
  readonly id: number
  readonly board: Board
  readonly form: ReviewForm
  readonly file: {
    readonly name: string
    readonly pages: number | null
    readonly scan: boolean
    readonly confidence: number | null
  }
  /** The document that the draft's places speak of. */
  readonly text: string
  /** The plan that this one is a new version of. */
  readonly replaces: Replaced | null
}

/** Longer messages are not read to their end, whatever a channel can carry. */
const readable = 3500
/** Characters kept free for the channel's own additions. */
const spare = 100
const itemsOnPage = 12

/** Characters that one message may have. */
export const limitOf = (form: ReviewForm): number => Math.min(form.textLimit, readable) - spare

/** A choice of the review, as a button's value. */
export const choiceOf = (id: number, { label, verb }: Offer): Choice => ({ label, value: `review:${id}:${verb}` })

/** A text with buttons; without buttons the offers are numbered lines, or nothing when `numbered` is false. */
export function offering(ground: ReviewGround, text: string, offers: readonly Offer[], numbered = true): Reply {
  if (offers.length === 0) return { text }
  if (ground.form.buttons) return { text, choices: offers.map((offer) => choiceOf(ground.id, offer)) }
  if (!numbered) return { text }
  return { text: [text, ...offers.map(({ label }, index) => vi.numberedLine(index + 1, label))].join('\n') }
}

export const unitNames = (board: Board, ids: readonly string[]): readonly string[] =>
  ids.map((id) => unitOf(board, id)?.name ?? id)

/** The Board's Units as numbered lines, with their first abbreviation. */
export const unitLines = (board: Board): readonly string[] =>
  board.units.map(({ name, aliases }, index) =>
    vi.numberedLine(index + 1, aliases[0] === undefined ? name : `${name} (${aliases[0]})`),
  )

/** Why a person has to look; `beside`: it stands beside that nobody is named. */
function doubtsOf(item: ReviewItem, beside: boolean): readonly string[] {
  if (item.lacks.length === 0) return []
  const said = (doubt: ReviewDoubt): boolean => beside && (doubt === 'no-unit' || doubt === 'unit-unknown')
  const doubts = [
    ...item.doubts,
    ...(item.lacks.includes('interval') ? (['no-interval'] as const) : []),
    ...(item.lacks.includes('unit') && item.unmatched.length === 0 ? (['no-unit'] as const) : []),
  ]
  return [...new Set(doubts)].filter((doubt) => !said(doubt)).map((doubt) => vi.reviewDoubts[doubt])
}

/** The Board's Units as buttons of a question; they carry its turn, so that those of an earlier one are stale. */
export const unitOffers = (board: Board, turn: number): readonly Offer[] =>
  board.units.map(({ id, name }) => ({ label: shortTitle(name, 40), verb: `pick:${turn}:${id}` }))

const quoteShown = 90

function itemLine(item: ReviewItem, board: Board): string {
  const names = unitNames(board, item.lead)
  const written = item.unmatched.slice(0, 3).map((name) => shortTitle(name, 40))
  const nobody = written.length === 0 ? vi.noUnit : vi.unitAsWritten(written)
  const who = names.length === 0 ? nobody : names.length > 3 ? vi.unitCount(names.length) : names.join('; ')
  const why = doubtsOf(item, item.lead.length === 0)
  return [
    `${item.number}. [${itemKindNames[item.kind]}]${vi.stateMarks[item.state]} ${shortTitle(item.what, 110)}`,
    `   ${vi.reads(shortTitle(item.quote, quoteShown), item.reading)} · ${who}`,
    ...(why.length === 0 ? [] : [`   ${vi.needsLook(why)}`]),
  ].join('\n')
}

/** The head of the summary. */
export function headOf(review: Review, ground: ReviewGround): string {
  const { head, draft } = review
  const unreadable = draft.issues.filter(({ code }) =>
    ['date:impossible', 'span:impossible', 'rule:end-before-start', 'rule:unclear'].includes(code),
  )
  return vi.summaryHead({
    file: ground.file.name,
    pages: ground.file.pages,
    scan: ground.file.scan,
    confidence: ground.file.confidence,
    number: head.number,
    title: head.title === null ? null : shortTitle(head.title, 300),
    issuer: head.issuer === null ? null : shortTitle(head.issuer, 150),
    issuedOn: head.issuedOn,
    period: head.period,
    ...countOf(review),
    waiting: waitingItems(review).length,
    unreadable: unreadable.slice(0, 6).map(({ quote }) => shortTitle(quote, 60)),
    replaces: ground.replaces && { ...ground.replaces, name: shortTitle(ground.replaces.name, 200) },
  })
}

/** A page of the list, and the number of the first item of the next one. */
export interface Page {
  readonly reply: Reply
  readonly next: number
}

/** As many lines as a message has room for, at least one. */
export function linesThatFit(lines: readonly string[], room: number): readonly string[] {
  const taken: string[] = []
  let length = 0
  for (const line of lines.slice(0, itemsOnPage)) {
    if (taken.length > 0 && length + line.length + 1 > room) break
    taken.push(line)
    length += line.length + 1
  }
  return taken
}

/** Items from a number on, as many as one message takes; the first page stands under the summary's head. */
export function pageFrom(review: Review, ground: ReviewGround, from: number): Page {
  const items = review.items.slice(from - 1)
  const { buttons } = ground.form
  const head = from === 1 ? `${headOf(review, ground)}\n` : ''
  const all = review.items.length
  if (items.length === 0) {
    const offers = menuOffers(review).filter(({ verb }) => ['add', 'head', 'indicators', 'drop-draft'].includes(verb))
    return { reply: offering(ground, `${head}${vi.noItems}`, offers, false), next: 1 }
  }
  const progress = progressOf(review)
  const room = limitOf(ground.form) - head.length - vi.listHint(true, buttons).length - 100
  const lines = linesThatFit(
    items.map((item) => itemLine(item, ground.board)),
    room,
  )
  const last = from + lines.length - 1
  const more = last < all
  const text = [
    ...(head === '' ? [] : [head.trimEnd()]),
    ...(progress.seen === 0 ? [] : [`${vi.progressLine(progress)}.`]),
    vi.listHeading(from, last, all),
    ...lines,
    vi.listHint(more, buttons),
  ]
  const shown = items
    .slice(0, lines.length)
    .map(({ id, number }) => ({ label: vi.labels.item(number), verb: `item:${id}` }))
  const offers = [
    ...shown,
    ...(more ? [{ label: vi.labels.more, verb: `page:${last + 1}` }] : []),
    ...menuOffers(review),
  ]
  return { reply: offering(ground, text.join('\n'), offers, false), next: more ? last + 1 : 1 }
}

const aroundLength = 160

/** The sentence around a place of the document, on one line. */
export function aroundOf(at: ReviewItem['at'], text: string): string | null {
  if (at === null) return null
  const { start, end } = at
  const before = text.slice(Math.max(0, start - aroundLength), start)
  const after = text.slice(end, end + aroundLength)
  const from = Math.max(
    before.lastIndexOf('\n\n'),
    before.search(/[.;][\s*_]+(?=[^.;]*$)/),
    // A point of a list begins with its mark.
    ...[...before.matchAll(/\n\s*(?:[-–•+*]|\p{L}[.)/]|\d{1,2}(?:\.\d{1,2})*[.)/])\s/gu)].map(({ index }) => index),
  )
  const sentence = /^[^.;]*[.;]?/.exec(after)?.[0] ?? ''
  const whole = `${before.slice(from < 0 ? 0 : from + 1)}${text.slice(start, end)}${sentence}`
  return whole
    .replace(/[*_#|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[\s\-–•+.;]+|^(?:\p{L}|\d{1,2}(?:\.\d{1,2})*)[.)/]\s/gu, '')
    .trim()
}

/** One item in full, with what may be done with it. */
export function cardOf(item: ReviewItem, ground: ReviewGround, before = ''): Reply {
  const text = vi.itemCard({
    number: item.number,
    kind: item.kind,
    what: shortTitle(item.what, 500),
    around: aroundOf(item.at, ground.text),
    typed: item.typed,
    quote: shortTitle(item.quote, 200),
    reading: item.reading,
    lead: item.lead.length === 0 ? [] : [namesTogether(unitNames(ground.board, item.lead))],
    coordinating: item.coordinating.length === 0 ? [] : [namesTogether(unitNames(ground.board, item.coordinating))],
    unmatched: item.unmatched.slice(0, 5).map((name) => shortTitle(name, 80)),
    to: item.to.slice(0, 5).map((name) => shortTitle(name, 80)),
    why: doubtsOf(item, false),
    state: item.state,
  })
  return offering(ground, before === '' ? text : `${before}\n\n${text}`, itemOffers(item))
}
