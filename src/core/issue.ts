import type { NameKind, Phrase, Quoted } from './phrase.ts'
import type { Role } from './plan/board.ts'

/** Where something is wrong: a file as the reader knows it, and the line (from 1) when there is one. */
export interface Place {
  readonly file?: string
  readonly line?: number
  /** The way to the value inside the file: `duties[0].due.before`. */
  readonly path?: string
}

/**
 * What is wrong with something handed in. Issues are data; the sentences live in `text/` (`Operators`), one for
 * each code and language, so that a forgotten sentence does not compile.
 */
export type Issue = Place &
  (
    | { readonly code: 'file:missing'; readonly found: string }
    | { readonly code: 'yaml:syntax'; readonly found: Phrase }
    /** The value has not the asked shape; `wanted` says what would do. */
    | { readonly code: 'value:invalid'; readonly found: Quoted; readonly wanted: Phrase }
    | { readonly code: 'key:unknown'; readonly found: string; readonly near?: string }
    | { readonly code: 'id:repeated'; readonly found: string }
    /** A name that points to nothing: a unit, person, task, duty, indicator, plan or flow. */
    | { readonly code: 'name:unknown'; readonly kind: NameKind; readonly found: string; readonly near?: string }
    | { readonly code: 'calendar:year-missing'; readonly year: number; readonly what: string }
    | { readonly code: 'calendar:day-conflict'; readonly found: string; readonly why: Phrase }
    | { readonly code: 'calendar:not-sure'; readonly year: number }
    | { readonly code: 'rule:no-interval'; readonly what: string; readonly phrase: string; readonly suggest: string }
    | { readonly code: 'rule:no-date'; readonly what: string; readonly phrase: string }
    | { readonly code: 'rule:end-before-start'; readonly found: Phrase }
    | { readonly code: 'ladder:outside-hours'; readonly found: string }
    | { readonly code: 'ladder:not-monotonic'; readonly found: string }
    /** No Task of a Unit that should report the figure lists the Indicator. */
    | { readonly code: 'indicator:never-asked'; readonly found: string; readonly unit: string }
    | { readonly code: 'plan:over'; readonly what: string; readonly found: string }
    | { readonly code: 'plan:unlisted'; readonly found: string }
    | { readonly code: 'board:role-missing'; readonly found: Phrase; readonly wanted: readonly Role[] }
    | { readonly code: 'flow:unreachable'; readonly found: string }
    | { readonly code: 'flow:no-such-block'; readonly found: string; readonly near?: string }
    | { readonly code: 'flow:never-waits'; readonly found: string }
    | { readonly code: 'flow:text-missing'; readonly found: string }
    | { readonly code: 'flow:fact-unknown'; readonly found: string; readonly near?: string }
    /** A choice without a label; `found` is its name. */
    | { readonly code: 'flow:label-missing'; readonly found: string }
    /** A word that two choices of one block answer to. */
    | { readonly code: 'flow:keyword-repeated'; readonly found: string; readonly choices: string }
    | { readonly code: 'setting:invalid'; readonly found: string; readonly wanted: Phrase }
  )

const notices: ReadonlySet<Issue['code']> = new Set<Issue['code']>([
  'rule:no-interval',
  'rule:no-date',
  'plan:over',
  'plan:unlisted',
  'calendar:not-sure',
])

/** Whether an Issue is only worth knowing: nothing is wrong with the file, and everything can start. */
export const isNotice = (issue: Issue): boolean => notices.has(issue.code)

type WithoutPlace<I> = I extends unknown ? Omit<I, keyof Place> : never

/** An Issue before it is known where it stands. */
export type Reason = WithoutPlace<Issue>

/** A value that was read, with all that is wrong; `value` is undefined when it may not be used. */
export interface Read<T> {
  readonly value: T | undefined
  readonly issues: readonly Issue[]
}
