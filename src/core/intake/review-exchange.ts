import * as vi from '../../text/vi-review.ts'
import type { Reply } from '../reply.ts'
import type { Decision } from './decision.ts'
import { undoneLine } from './decision-lines.ts'
import {
  progressOf,
  type Review,
  type ReviewIndicator,
  type ReviewItem,
  reviewOf,
  waitingItems,
} from './review-draft.ts'
import { menuOffers, nextOffers, type Offer } from './review-offers.ts'
import type { ReviewAsk, ReviewTalk } from './review-talk.ts'
import { indicatorCardOf, indicatorsFrom } from './show-indicators.ts'
import { cardOf, offering, pageFrom, type ReviewGround } from './show-review.ts'

/** What an admin sent to a review: typed words, or the verb of one of its buttons. */
export type ReviewHeard =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly verb: string }

/** What only the outside can do. */
export type ReviewWish =
  | { readonly kind: 'park' }
  | { readonly kind: 'drop' }
  /** Nothing is missing: show what would become active, and ask. */
  | { readonly kind: 'prepare' }
  /** An answer to a question that the outside asked (`replaces`, `basis`, `activate`). */
  | { readonly kind: 'answer'; readonly ask: ReviewAsk; readonly heard: ReviewHeard }
  | { readonly kind: 'choose-replaced' }
  | { readonly kind: 'replaces-none' }

/** One exchange: all decisions as they are now, where the talk stands, what to say, what to do. */
export interface ReviewTurn {
  readonly decisions: readonly Decision[]
  readonly talk: ReviewTalk
  readonly replies: readonly Reply[]
  readonly wish: ReviewWish | null
}

/** One exchange in the making. */
export class Exchange {
  review: Review
  talk: ReviewTalk
  replies: Reply[] = []
  wish: ReviewWish | null = null
  readonly ground: ReviewGround

  constructor(review: Review, talk: ReviewTalk, ground: ReviewGround) {
    this.review = review
    this.talk = { ...talk, open: true }
    this.ground = ground
  }

  say(text: string): undefined {
    this.replies.push({ text })
  }

  ask(ask: ReviewAsk | null): undefined {
    this.talk = { ...this.talk, ask, turn: this.talk.turn + 1 }
  }

  decide(decision: Decision): undefined {
    this.#redo([...this.review.decisions, decision])
  }

  /** Several decisions as one step. */
  decideAll(decisions: readonly Decision[]): undefined {
    const [only] = decisions
    if (only !== undefined) this.decide(decisions.length === 1 ? only : { kind: 'several', decisions })
  }

  /** Takes the newest step back and gives what that was, in words; undefined when there is none. */
  undo(): string | undefined {
    const newest = this.review.decisions.at(-1)
    if (newest === undefined) return undefined
    this.#redo(this.review.decisions.slice(0, -1))
    return undoneLine(newest, this.review, this.ground.board)
  }

  #redo(decisions: readonly Decision[]): undefined {
    this.review = reviewOf(this.review.draft, decisions, this.ground.board)
  }

  item(id: string): ReviewItem | undefined {
    return this.review.items.find((one) => one.id === id)
  }

  numbered(number: number): ReviewItem | undefined {
    return this.review.items[number - 1]
  }

  indicator(id: string): ReviewIndicator | undefined {
    return this.review.indicators.find((one) => one.id === id)
  }

  offer(text: string, offers: readonly Offer[], numbered = true): undefined {
    this.replies.push(offering(this.ground, text, offers, numbered))
  }

  page(from: number): undefined {
    const page = pageFrom(this.review, this.ground, from)
    this.replies.push(page.reply)
    this.talk = { ...this.talk, next: page.next, ask: null, turn: this.talk.turn + 1 }
  }

  card(item: ReviewItem, before = ''): undefined {
    this.replies.push(cardOf(item, this.ground, before))
    this.ask({ kind: 'item', item: item.id })
  }

  indicatorPage(from: number): undefined {
    const page = indicatorsFrom(this.review, this.ground, from)
    this.replies.push(page.reply)
    this.talk = { ...this.talk, next: page.next }
    this.ask({ kind: 'indicators' })
  }

  indicatorCard(one: ReviewIndicator, before = ''): undefined {
    this.replies.push(indicatorCardOf(one, this.ground, before))
    this.ask({ kind: 'indicator', indicator: one.id })
  }

  menu(): undefined {
    this.ask({ kind: 'menu' })
    this.offer(vi.menuHead, menuOffers(this.review))
  }

  /** A button of an earlier question. */
  stale(): undefined {
    this.offer(vi.staleButton, [{ label: vi.labels.carryOn, verb: 'continue' }], false)
  }

  /** What is left, as a line. */
  left(): string {
    const waiting = waitingItems(this.review).map(({ number }) => number)
    const open = this.review.indicators.filter(({ state }) => state === 'open').length
    return vi.left(progressOf(this.review), waiting, open, this.ground.form.buttons)
  }

  /**
   * After a decision: when one item is looked at after the other (`guided`), this one again while it lacks something,
   * else the next that waits; otherwise what is left.
   */
  acknowledge(text: string, guided: boolean, current?: string): undefined {
    const waiting = waitingItems(this.review)
    const at = current === undefined ? undefined : this.item(current)
    const next =
      waiting.find(({ id }) => id === current) ?? waiting.find(({ number }) => number > (at?.number ?? 0)) ?? waiting[0]
    if (guided && next !== undefined) {
      const progress = next.id === current ? '' : `${vi.progressLine(progressOf(this.review))}.`
      this.card(next, [text, progress].filter((part) => part !== '').join(' '))
    } else {
      this.ask(null)
      this.offer([text, this.left()].filter((line) => line !== '').join('\n'), nextOffers(this.review), false)
    }
  }

  turn(): ReviewTurn {
    return { decisions: this.review.decisions, talk: this.talk, replies: this.replies, wish: this.wish }
  }
}

/** The two buttons of a confirmation; they carry its turn, so that those of an earlier one are stale. */
export const sureOffers = (exchange: Exchange, label: string, other: string = vi.labels.back): readonly Offer[] => [
  { label, verb: `sure:${exchange.talk.turn}` },
  { label: other, verb: `again:${exchange.talk.turn}` },
]
