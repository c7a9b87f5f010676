import type { DueRule, Period } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import type { Doubt } from './plan-draft.ts'

/** What the rest of the document tells a time phrase that does not say everything itself. */
export interface TimeContext {
  /** The plan's period: gives the year that a phrase leaves out. */
  readonly period: Period | null
  /** Day of the document, where it is known. */
  readonly issuedOn: LocalDate | null
  /** "Năm học 2023-2024": months 8–12 belong to the first year, 1–7 to the second. */
  readonly schoolYear: { readonly from: number; readonly to: number } | null
}

/** How a phrase says it, from the surest deadline to the least sure. What it means depends on where it stands. */
export type TimeForm =
  /** "trước ngày …", "chậm nhất …", "không muộn hơn …", "đến hết …", "xong trước …", "hạn cuối …" */
  | 'limit'
  /** "trong quý II", "vào tháng 6", "vào ngày …": a stretch or a day with its preposition */
  | 'in'
  /** a bare day: "ngày 12/3/2022", "12/3/2022" */
  | 'day'
  /** a bare stretch: "12/2022", "Quý II năm 2022", "năm 2022", "6 tháng đầu năm" */
  | 'stretch'
  /** "từ … đến …", "giai đoạn 2021-2025", "từ nay đến …" */
  | 'range'
  /** "hằng tháng", "định kỳ", "02 lần/ngày", "ngày 15 hằng tháng" */
  | 'every'
  /** "thường xuyên", "xuyên suốt", "liên tục", "quanh năm" */
  | 'always'
  /** "trong 05 ngày làm việc kể từ khi …", "sau khi …", "trước khi …", "ngay sau …" */
  | 'after'
  /** "khi có yêu cầu", "đột xuất", "theo quy định", "kịp thời" */
  | 'on-request'

/** A phrase of `clean` that speaks of time, read without a look at the sentence around it. */
export interface TimePhrase {
  readonly start: number
  readonly end: number
  readonly form: TimeForm
  /** `phrase` inside is the piece of `clean`; the caller puts the verbatim one there. */
  readonly rule: DueRule
  /** First day of a `within`; null where the text does not give it (the rule then begins with the plan or the day). */
  readonly from: LocalDate | null
  readonly due: LocalDate | null
  readonly doubts: readonly Doubt[]
}

/** A phrase that looks like a time and is none. */
export interface TimeProblem {
  readonly start: number
  readonly end: number
  readonly code: 'date:impossible' | 'span:impossible' | 'rule:end-before-start'
}

/** In the order of the text; phrases do not overlap, save that one phrase naming two times gives one for each. */
export interface TimePhrases {
  readonly phrases: readonly TimePhrase[]
  readonly problems: readonly TimeProblem[]
}
