import { type Review, reviewOf } from '../../core/intake/review-draft.ts'
import type { ReviewForm } from '../../core/intake/review-talk.ts'
import type { ReviewGround } from '../../core/intake/show-review.ts'
import type { Office } from '../office.ts'
import type { DraftRow } from '../ports/plan-drafts.ts'
import type { Records } from '../ports/store.ts'
import { replacedPlan } from './replaced-plan.ts'

/** A draft with everything that its review needs. */
export interface OpenReview {
  readonly row: DraftRow
  readonly review: Review
  readonly ground: ReviewGround
}

/** A draft's review as it stands; undefined while it is being read. */
export async function reviewAt(
  records: Records,
  office: Office,
  row: DraftRow,
  form: ReviewForm,
): Promise<OpenReview | undefined> {
  if (row.status !== 'review' || row.draft === null || row.text === null) return undefined
  const old = row.replaces === null ? undefined : (await records.plans()).find(({ id }) => id === row.replaces)
  const { id, file, text, pages, confidence } = row
  return {
    row,
    review: reviewOf(row.draft, row.decisions, office.board),
    ground: {
      id,
      board: office.board,
      form,
      file: { name: file.name, pages, scan: row.origin === 'scan', confidence },
      text,
      replaces: old === undefined ? null : replacedPlan(old),
    },
  }
}
