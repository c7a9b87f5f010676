import type { Gathered } from './gathered.ts'
import type { Block, Signature } from './report.ts'

/** What stands under one heading of the first level. */
export interface Section {
  readonly title: string
  readonly blocks: readonly Block[]
}

/** What differs between kinds of document; each kind is one file. */
export interface DocumentForm {
  /** "BÁO CÁO". */
  readonly title: string
  /** As the document names itself in a sentence: "Báo cáo". */
  readonly name: string
  /** Abbreviation in the number (NĐ 30/2020, Phụ lục III); null where the form has no number. */
  readonly type: string | null
  /** `cited`: the bases and the plan, ready for a sentence; `subject`: with a small first letter. */
  opening(gathered: Gathered, cited: readonly string[], subject: string): string
  body(gathered: Gathered): readonly Block[]
  /** `annexed`: the text must point to its annexes. */
  closing(gathered: Gathered, subject: string, annexed: boolean): string | null
  readonly confirmation: Signature | null
}
