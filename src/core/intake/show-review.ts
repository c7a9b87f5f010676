import { itemKindNames } from '../../text/vi-intake.ts'
import { namesTogether, shortTitle } from '../../text/vi-reminder.ts'
import * as vi from '../../text/vi-review.ts'
import { type Board, unitOf } from '../plan/board.ts'
import type { Choice, Reply } from '../reply.ts'
import type { Review, ReviewItem } from './review-draft.ts'
import { waitingItems } from './review-draft.ts'
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
  /** The followed plan that this one is a new version of. */
  readonly replaces: string | null
}

/** Something that may be chosen: the words on its button, and what the button says to the review. */
export interface Offer {
  readonly label: string
  readonly verb: string
}

/** Longer messages are not read to their end, whatever a channel can carry. */
const readable = 3500
/** Characters kept free for the channel's own additions. */
const spare = 100
const itemsOnPage = 12

const limitOf = (form: ReviewForm): number => Math.min(form.textLimit, readable) - spare

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

const doubtsOf = (item: ReviewItem): readonly string[] =>
  item.lacks.length === 0
    ? []
    : [
        ...new Set([
          ...item.doubts.map((doubt) => vi.reviewDoubts[doubt]),
          ...(item.lacks.includes('interval') ? [vi.reviewDoubts['no-interval']] : []),
          ...(item.lacks.includes('unit') && item.unmatched.length === 0 ? [vi.reviewDoubts['no-unit']] : []),
        ]),
      ]

const quoteShown = 90

function itemLine(item: ReviewItem, board: Board): string {
  const names = unitNames(board, item.lead)
  const written = item.unmatched.slice(0, 3).map((name) => shortTitle(name, 40))
  const nobody = written.length === 0 ? vi.noUnit : vi.unitAsWritten(written)
  const who = names.length === 0 ? nobody : names.length > 3 ? vi.unitCount(names.length) : names.join('; ')
  const why = doubtsOf(item)
  return [
    `${item.number}. [${itemKindNames[item.kind]}]${vi.stateMarks[item.state]} ${shortTitle(item.what, 110)}`,
    `   ${vi.reads(shortTitle(item.quote, quoteShown), item.reading)} · ${who}`,
    ...(why.length === 0 ? [] : [`   ${vi.needsLook(why)}`]),
  ].join('\n')
}

/** The head of the summary. */
export function headOf(review: Review, ground: ReviewGround): string {
  const { plan, issues } = review.draft
  const here = review.items.filter(({ state }) => state !== 'dropped')
  const unreadable = issues.filter(({ code }) =>
    ['date:impossible', 'span:impossible', 'rule:end-before-start', 'rule:unclear'].includes(code),
  )
  return vi.summaryHead({
    file: ground.file.name,
    pages: ground.file.pages,
    scan: ground.file.scan,
    confidence: ground.file.confidence,
    number: plan.number,
    title: review.title === null ? null : shortTitle(review.title, 300),
    issuer: plan.issuer === null ? null : shortTitle(plan.issuer, 150),
    issuedOn: plan.issuedOn,
    period: review.period,
    tasks: here.filter(({ kind }) => kind === 'task').length,
    reports: here.filter(({ kind }) => kind !== 'task').length,
    indicators: review.indicators.length,
    waiting: waitingItems(review).length,
    unreadable: unreadable.slice(0, 6).map(({ quote }) => shortTitle(quote, 60)),
    replaces: ground.replaces === null ? null : shortTitle(ground.replaces, 200),
  })
}

/** A page of the list, and the number of the first item of the next one. */
export interface Page {
  readonly reply: Reply
  readonly next: number
}

/** Items from a number on, as many as one message takes; the first page stands under the summary's head. */
export function pageFrom(review: Review, ground: ReviewGround, from: number): Page {
  const items = review.items.slice(from - 1)
  const head = from === 1 ? `${headOf(review, ground)}\n` : ''
  const all = review.items.length
  if (items.length === 0) {
    const offers = [
      { label: vi.labels.add, verb: 'add' },
      { label: vi.labels.drop, verb: 'drop-draft' },
    ]
    return { reply: offering(ground, `${head}${vi.noItems}`, offers, false), next: 1 }
  }
  const room = limitOf(ground.form) - head.length - vi.listHint(true).length - 60
  const lines: string[] = []
  let length = 0
  for (const item of items.slice(0, itemsOnPage)) {
    const line = itemLine(item, ground.board)
    if (lines.length > 0 && length + line.length + 1 > room) break
    lines.push(line)
    length += line.length + 1
  }
  const last = from + lines.length - 1
  const more = last < all
  const text = [head.trimEnd(), vi.listHeading(from, last, all), ...lines, vi.listHint(more)].filter(
    (part) => part !== '',
  )
  const shown = items
    .slice(0, lines.length)
    .map(({ id, number }) => ({ label: vi.labels.item(number), verb: `item:${id}` }))
  const offers = [
    ...shown,
    ...(more ? [{ label: vi.labels.more, verb: `page:${last + 1}` }] : []),
    ...commandOffers(review),
  ]
  return { reply: offering(ground, text.join('\n'), offers, false), next: more ? last + 1 : 1 }
}

/** The buttons under every list. */
export function commandOffers(review: Review): readonly Offer[] {
  return [
    ...(waitingItems(review).length > 0 ? [{ label: vi.labels.waiting, verb: 'waiting' }] : []),
    { label: vi.labels.keepAll, verb: 'keep-all' },
    { label: vi.labels.add, verb: 'add' },
    ...(review.decisions.length > 0 ? [{ label: vi.labels.undo, verb: 'undo' }] : []),
    { label: vi.labels.activate, verb: 'activate' },
    { label: vi.labels.later, verb: 'park' },
    { label: vi.labels.drop, verb: 'drop-draft' },
  ]
}

const aroundLength = 160

/** The sentence around a phrase, on one line. */
function aroundOf(item: ReviewItem, text: string): string | null {
  if (item.at === null) return null
  const { start, end } = item.at
  const before = text.slice(Math.max(0, start - aroundLength), start)
  const after = text.slice(end, end + aroundLength)
  const from = Math.max(before.lastIndexOf('\n\n'), before.search(/[.;][\s*_]+(?=[^.;]*$)/))
  const sentence = /^[^.;]*[.;]?/.exec(after)?.[0] ?? ''
  const whole = `${before.slice(from < 0 ? 0 : from + 1)}${text.slice(start, end)}${sentence}`
  return whole
    .replace(/[*_#|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/** What may be done with an item, in the order of its numbers. */
export function itemOffers(item: ReviewItem): readonly Offer[] {
  return [
    { label: vi.labels.keepItem, verb: `keep:${item.id}` },
    { label: vi.labels.dropItem, verb: `drop:${item.id}` },
    { label: vi.labels.due, verb: `due:${item.id}` },
    { label: vi.labels.units, verb: `units:${item.id}` },
    ...(item.rule.kind === 'recurring' ? [{ label: vi.labels.every, verb: `every:${item.id}` }] : []),
    { label: vi.labels.list, verb: 'list' },
  ]
}

/** One item in full, with what may be done with it. */
export function cardOf(item: ReviewItem, ground: ReviewGround, before = ''): Reply {
  const text = vi.itemCard({
    number: item.number,
    kind: item.kind,
    what: shortTitle(item.what, 500),
    around: aroundOf(item, ground.text),
    quote: shortTitle(item.quote, 200),
    reading: item.reading,
    lead: item.lead.length === 0 ? [] : [namesTogether(unitNames(ground.board, item.lead))],
    coordinating: item.coordinating.length === 0 ? [] : [namesTogether(unitNames(ground.board, item.coordinating))],
    unmatched: item.unmatched.slice(0, 5).map((name) => shortTitle(name, 80)),
    to: item.to.slice(0, 5).map((name) => shortTitle(name, 80)),
    why: doubtsOf(item),
    state: item.state,
  })
  return offering(ground, before === '' ? text : `${before}\n\n${text}`, itemOffers(item))
}
