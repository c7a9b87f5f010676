import type { DueRule, Operator, Period } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'

/** A piece of the document as it was handed in: UTF-16 offsets, `end` not included. */
export interface TextPlace {
  readonly start: number
  readonly end: number
}

/** What an item asks for. */
export type ItemKind = 'task' | 'report' | 'review' | 'commendation' | 'registration'

/** Why a person has to look at a reading before it counts. */
export type Doubt =
  /** "Định kỳ báo cáo": the plan states no interval. */
  | 'no-interval'
  /** The phrase names no year and the plan's period gives more than one, or none. */
  | 'no-year'
  /** "Đầu quý", "cuối năm": the last day is the office's custom, not the text's. */
  | 'vague-end'
  /** The stretch's first or last day is not written. */
  | 'open-end'
  /** Digits or words that a scan may have damaged. */
  | 'noise'
  /** It may be a manner of work ("thường xuyên") and no deadline. */
  | 'perhaps-no-deadline'
  /** It waits for an event whose day the plan does not give. */
  | 'no-event-day'

/** One thing that is due, as it was read from the document. */
export interface DraftItem {
  /** `i1`, `i2` … in the order of the document. */
  readonly id: string
  readonly kind: ItemKind
  /** What is to be done, in the document's own words, on one line. */
  readonly what: string
  /** The phrase that says when, verbatim. */
  readonly quote: string
  readonly at: TextPlace
  readonly rule: DueRule
  /** First day of a `within`, null where it is not written. */
  readonly from: LocalDate | null
  /** Last acceptable day; null for recurring, continuous and relative rules. */
  readonly due: LocalDate | null
  /** The rule as people confirm it: "hết ngày 09/5/2023". */
  readonly reading: string
  /** Who leads, as the document names them. */
  readonly units: readonly string[]
  readonly coordinating: readonly string[]
  /** Who receives it. */
  readonly to: readonly string[]
  /** false: a person must look at this reading. */
  readonly sure: boolean
  readonly doubts: readonly Doubt[]
}

/** A target that the document sets. */
export interface DraftIndicator {
  readonly quote: string
  readonly at: TextPlace
  readonly name: string
  readonly op: Operator
  readonly value: number
  readonly unit: string
  /** Last day of its horizon ("đến năm 2030"); null: the plan's own period. */
  readonly due: LocalDate | null
}

/** Why a date in the text is no deadline. */
export type IgnoredWhy =
  | 'cited-document'
  | 'own-date'
  | 'past-event'
  | 'anniversary'
  | 'data-cut-off'
  | 'term-of-office'
  | 'target-horizon'
  | 'validity'
  | 'period-of-plan'
  | 'name-of-something'

export interface IgnoredDate {
  readonly quote: string
  readonly at: TextPlace
  readonly why: IgnoredWhy
}

/** What could not be read. Sentences in `text/vi-intake.ts`, one for each code. */
export type IntakeIssueCode =
  /** "31/2/2024" */
  | 'date:impossible'
  /** "quý V", "tháng 13" */
  | 'span:impossible'
  /** "từ 30/6 đến 01/5" */
  | 'rule:end-before-start'
  /** "Định kỳ" without an interval */
  | 'rule:no-interval'
  /** A time slot that says something unreadable. */
  | 'rule:unclear'
  /** A deadline without any Unit. */
  | 'unit:missing'
  | 'head:no-number'
  | 'head:no-date'
  | 'head:no-issuer'
  | 'head:no-period'
  | 'text:noise'

export interface IntakeIssue {
  readonly code: IntakeIssueCode
  readonly quote: string
  readonly at: TextPlace
}

export interface DraftHead {
  /** null when the number is blank in the document. */
  readonly number: string | null
  readonly title: string | null
  readonly issuer: string | null
  readonly place: string | null
  /** null when the day or month is blank. */
  readonly issuedOn: LocalDate | null
  readonly period: Period | null
  readonly bases: readonly { readonly number: string; readonly issuedOn: LocalDate | null; readonly subject: string }[]
  /** Names under "Nơi nhận". */
  readonly recipients: readonly string[]
  /** The body above the issuer, where the head names it: "ỦY BAN NHÂN DÂN TỈNH …". */
  readonly parent: string | null
}

/** A plan as it was read from a document: nothing of it counts before an admin has confirmed it. */
export interface PlanDraft {
  readonly plan: DraftHead
  readonly items: readonly DraftItem[]
  readonly indicators: readonly DraftIndicator[]
  readonly ignored: readonly IgnoredDate[]
  readonly issues: readonly IntakeIssue[]
}
