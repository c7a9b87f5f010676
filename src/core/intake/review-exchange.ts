import * as vi from '../../text/vi-review.ts'
import type { DueRule } from '../plan/plan.ts'
import type { Reply } from '../reply.ts'
import { type Decision, type Review, type ReviewItem, reviewOf, waitingItems } from './review-draft.ts'
import type { ReviewAsk, ReviewTalk } from './review-talk.ts'
import { cardOf, type Offer, offering, pageFrom, type ReviewGround } from './show-review.ts'

/** What an admin sent to a review: typed words, or the verb of one of its buttons. */
export type ReviewHeard =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly verb: string }

/** Reads a due date as people type it; undefined when it is none. */
export type ReadDue = (words: string) => DueRule | undefined

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
  readonly readDue: ReadDue

  constructor(review: Review, talk: ReviewTalk, ground: ReviewGround, readDue: ReadDue) {
    this.review = review
    this.talk = { ...talk, open: true }
    this.ground = ground
    this.readDue = readDue
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

  undo(): boolean {
    if (this.review.decisions.length === 0) return false
    this.#redo(this.review.decisions.slice(0, -1))
    return true
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

  /** After a decision: the next item that waits when one is being looked at after the other, else what is left. */
  acknowledge(text: string, guided: boolean): undefined {
    const waiting = waitingItems(this.review)
    const next = waiting[0]
    if (guided && next !== undefined) this.card(next, text)
    else {
      this.ask(null)
      const offers = [
        { label: vi.labels.list, verb: 'list' },
        { label: vi.labels.undo, verb: 'undo' },
        ...(waiting.length === 0 ? [{ label: vi.labels.activate, verb: 'activate' }] : []),
      ]
      this.offer(`${text}\n${vi.left(waiting.map(({ number }) => number))}`, offers, false)
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
