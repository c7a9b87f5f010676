import type { LocalDate } from '../time.ts'
import type { DraftIndicator } from './plan-draft.ts'

/** A target before it has its place in the document. */
export interface FoundTarget extends Omit<DraftIndicator, 'quote' | 'at'> {
  /** In `clean`. */
  readonly start: number
  readonly end: number
  /** It stands below a heading of targets; `number`: elsewhere it is a plain count of things to do. */
  readonly stated: 'target' | 'number' | 'words'
}

/** What the headings above a piece of text say of its figures. */
export interface Frame {
  /** Horizon of the list: "Đến năm 2025:". */
  readonly due: LocalDate | null
  /** It stands below "Mục tiêu", "Chỉ tiêu". */
  readonly target: boolean
  /** It is a point of such a list itself. */
  readonly listed: boolean
  readonly past: boolean
  readonly money: boolean
  /** First year of the plan; results of earlier years are no targets. */
  readonly firstYear: number | null
}
