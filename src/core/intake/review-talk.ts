import type { DueRule } from '../plan/plan.ts'
import type { AddedIndicator, AddedItem } from './decision.ts'
import type { ItemKind } from './plan-draft.ts'

/** A part of a document's head that may be put right. */
export type HeadField = 'number' | 'issued-on' | 'title' | 'period' | 'issuer'

/** What a review has asked the admin last. */
export type ReviewAsk =
  /** What to do next, of everything that is no item. */
  | { readonly kind: 'menu' }
  | { readonly kind: 'item'; readonly item: string }
  /** What of an item is wrong. */
  | { readonly kind: 'fix'; readonly item: string }
  | { readonly kind: 'what'; readonly item: string }
  | { readonly kind: 'kind'; readonly item: string }
  | { readonly kind: 'to'; readonly item: string }
  | { readonly kind: 'due'; readonly item: string }
  | { readonly kind: 'due-sure'; readonly item: string; readonly rule: DueRule; readonly words: string }
  /** `more`: the same Units for these items as well. */
  | { readonly kind: 'units'; readonly item: string; readonly more?: readonly string[] }
  | { readonly kind: 'every'; readonly item: string }
  /** Whether the Units of this item are those of all that name the same ones in the document. */
  | { readonly kind: 'same-units'; readonly item: string; readonly more: readonly string[] }
  | { readonly kind: 'indicators' }
  | { readonly kind: 'indicator'; readonly indicator: string }
  | { readonly kind: 'value'; readonly indicator: string }
  | { readonly kind: 'name'; readonly indicator: string }
  | { readonly kind: 'head' }
  | { readonly kind: 'head-field'; readonly field: HeadField }
  | { readonly kind: 'add-what' }
  | { readonly kind: 'add-indicator' }
  | {
      readonly kind: 'add-sure'
      readonly items: readonly AddedItem[]
      readonly indicators: readonly AddedIndicator[]
    }
  | { readonly kind: 'add-when'; readonly what: string; readonly itemKind: ItemKind }
  | {
      readonly kind: 'add-who'
      readonly what: string
      readonly itemKind: ItemKind
      readonly rule: DueRule
      readonly words: string
    }
  | { readonly kind: 'drop' }
  | { readonly kind: 'replaces' }
  /** The legal basis of moved deadlines: of all that are left at once, or of the first of them (`each`). */
  | { readonly kind: 'basis'; readonly left: readonly string[]; readonly given: Bases; readonly each: boolean }
  | { readonly kind: 'activate'; readonly given: Bases }

/** By item id: on what ground its deadline was moved. */
export type Bases = { readonly [itemId: string]: string }

/** Where a review's conversation stands; plain JSON, so that it survives a restart. */
export interface ReviewTalk {
  /** What the person types belongs to this review. */
  readonly open: boolean
  /** The number of the first item of the next page. */
  readonly next: number
  /** Counts the questions; a confirmation's button of an earlier one is stale. */
  readonly turn: number
  readonly ask: ReviewAsk | null
}

export const newTalk: ReviewTalk = { open: false, next: 1, turn: 0, ask: null }

/** How a channel shows a review. */
export interface ReviewForm {
  readonly buttons: boolean
  /** Characters in one message. */
  readonly textLimit: number
}
