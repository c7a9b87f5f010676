import type { LocalDate, LocalTime } from '../time.ts'

/** How exactly a date is known, so that texts can say "quý II/2022" and not "30/6/2022". */
export type Precision = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year' | 'phase' | 'ongoing' | 'unknown'

export type Interval = 'day' | 'week' | 'month' | 'quarter' | 'half' | 'year'

/** When something is due, with the phrase it was read from. */
export type DueRule = { readonly phrase: string } & (
  | { readonly kind: 'before'; readonly date: LocalDate; readonly time?: LocalTime }
  | { readonly kind: 'by'; readonly date: LocalDate; readonly time?: LocalTime }
  | { readonly kind: 'on'; readonly date: LocalDate; readonly time?: LocalTime }
  | { readonly kind: 'within'; readonly from: LocalDate; readonly to: LocalDate; readonly precision: Precision }
  | {
      readonly kind: 'recurring'
      /** null: the plan states none; nothing is asked until an admin gives one. */
      readonly every: Interval | null
      /**
       * The last acceptable days of each year, `MM-DD` ("trước ngày 15 hằng tháng" gives the 14th of every month);
       * without them, the last day of each period.
       */
      readonly on?: readonly string[]
      /** How often within each interval; without it, once. */
      readonly times?: number
      /** Monday 1 … Sunday 7, for `week`; without it, Friday. */
      readonly weekday?: 1 | 2 | 3 | 4 | 5 | 6 | 7
      readonly time?: LocalTime
    }
  | { readonly kind: 'continuous' }
  | {
      readonly kind: 'relative'
      /** The day it counts from (not itself counted, Civil Code art. 147); null until the event has happened. */
      readonly after: LocalDate | null
      /** What it counts from in words: "khi nhận được yêu cầu". */
      readonly event: string
      readonly count: number
      readonly unit: 'day' | 'working-day' | 'week' | 'month' | 'year' | 'hour'
      /** Counts back: so long before the event, not after it. */
      readonly before?: true
    }
)

export type DutyKind =
  | 'half-year'
  | 'year'
  | 'periodic'
  | 'interim'
  | 'final'
  | 'ad-hoc'
  | 'registration'
  | 'nomination'

export interface Period {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface LegalBasis {
  readonly number: string
  readonly issuedOn: LocalDate | null
  readonly subject: string
}

/** What is to be done. */
export interface Task {
  readonly id: string
  readonly what: string
  /** The heading its results stand under in reports. */
  readonly section: string
  /** Lead Units; each answers for itself. */
  readonly lead: readonly string[]
  readonly coordinating: readonly string[]
  readonly due: DueRule
  /** Ids of the Indicators whose figures are asked with this Task. */
  readonly indicators: readonly string[]
}

/** A report owed. */
export interface Duty {
  readonly id: string
  readonly kind: DutyKind
  /** The subject (trích yếu) of the document. */
  readonly title: string
  readonly to: readonly string[]
  /** The Unit that compiles and sends it. */
  readonly lead: string
  /** Units that must give their part; every one gets at least one question. */
  readonly collectFrom: readonly string[]
  readonly due: DueRule
  /** First and last day of the data; null: from the plan's start to the end of the month before the due day. */
  readonly window: Period | null
}

export type Operator = '>' | '>=' | '=' | '<=' | '<'

export interface Indicator {
  readonly id: string
  readonly name: string
  readonly op: Operator
  readonly target: number
  readonly unit: string
  /** The names of both figures where it is a ratio in per cent; the ratio itself is computed. */
  readonly ratio: { readonly numerator: string; readonly denominator: string } | null
  readonly phrase: string
  /** Units that give the figure. */
  readonly reportedBy: readonly string[]
}

export interface Plan {
  readonly id: string
  readonly number: string | null
  readonly issuedOn: LocalDate | null
  readonly title: string
  readonly issuer: string
  readonly parent: string
  readonly place: string
  readonly period: Period
  readonly bases: readonly LegalBasis[]
  readonly tasks: readonly Task[]
  readonly duties: readonly Duty[]
  readonly indicators: readonly Indicator[]
  /** Recipients under "Nơi nhận". */
  readonly recipients: readonly string[]
}
