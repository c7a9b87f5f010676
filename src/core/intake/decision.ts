import type { DueRule, Operator, Period } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import type { ItemKind } from './plan-draft.ts'

/** Something the reader has missed, as a reviewer states it. */
export interface AddedItem {
  /** `a1`, `a2` … */
  readonly id: string
  readonly kind: ItemKind
  readonly what: string
  /** What the reviewer typed for the time. */
  readonly words: string
  readonly rule: DueRule
  /** Unit ids. */
  readonly lead: readonly string[]
  readonly coordinating?: readonly string[]
  readonly to?: readonly string[]
  /** The whole sentence as it was typed; absent when what, when and who were asked one after the other. */
  readonly sentence?: string
}

/** What a target asks for. */
export interface Target {
  readonly name: string
  readonly op: Operator
  readonly value: number
  readonly unit: string
}

/** A target that the reader has missed. */
export interface AddedIndicator extends Target {
  /** `ca1`, `ca2` … */
  readonly id: string
  /** As it was typed. */
  readonly sentence: string
}

/**
 * One thing that a reviewer has said about a draft. Decisions are only added; the newest may be taken back. `keep` and
 * `drop` speak of items and of indicators by their ids.
 */
export type Decision =
  | { readonly kind: 'keep'; readonly items: readonly string[] }
  | { readonly kind: 'drop'; readonly items: readonly string[] }
  /** Another date or interval; `words` as typed. */
  | { readonly kind: 'due'; readonly item: string; readonly rule: DueRule; readonly words: string }
  /** Unit ids; `coordinating` null leaves those that were read. */
  | {
      readonly kind: 'units'
      readonly item: string
      readonly lead: readonly string[]
      readonly coordinating: readonly string[] | null
    }
  | { readonly kind: 'what'; readonly item: string; readonly what: string }
  | { readonly kind: 'kind'; readonly item: string; readonly itemKind: ItemKind }
  | { readonly kind: 'to'; readonly item: string; readonly to: readonly string[] }
  | { readonly kind: 'add'; readonly item: AddedItem }
  /** Only what is given changes; `words` as typed. */
  | {
      readonly kind: 'indicator'
      readonly indicator: string
      readonly change: Partial<Target>
      readonly words: string
    }
  | { readonly kind: 'add-indicator'; readonly indicator: AddedIndicator }
  | { readonly kind: 'title'; readonly title: string }
  | { readonly kind: 'period'; readonly period: Period }
  /** null: blank in the document, and it stays so. */
  | { readonly kind: 'number'; readonly number: string | null }
  | { readonly kind: 'issued-on'; readonly issuedOn: LocalDate | null }
  | { readonly kind: 'issuer'; readonly issuer: string }
  /** What was said in one step, and is taken back in one. `from` an earlier review of the same plan. */
  | { readonly kind: 'several'; readonly decisions: readonly Decision[]; readonly from?: 'earlier' }

/** A step that is not made of others. */
export type SingleDecision = Exclude<Decision, { readonly kind: 'several' }>

/** All decisions one after the other, without the steps that hold them. */
export const singleDecisions = (decisions: readonly Decision[]): readonly SingleDecision[] =>
  decisions.flatMap((one) => (one.kind === 'several' ? singleDecisions(one.decisions) : [one]))
