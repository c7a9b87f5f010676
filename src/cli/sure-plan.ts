import type { PlanDraft } from '../core/intake/plan-draft.ts'
import { freeId, planFromReview, planIdOf, yearOfReview } from '../core/intake/plan-from-draft.ts'
import { reviewOf } from '../core/intake/review-draft.ts'
import type { Board } from '../core/plan/board.ts'
import type { Plan } from '../core/plan/plan.ts'

/** What a document gives without anybody having looked at it; null: no plan, and `lacks` says why. */
export interface SurePlan {
  readonly plan: Plan | null
  readonly lacks: 'title' | 'period' | 'items' | null
  /** Readings in the document, and those that a person must look at first: they are no part of the plan. */
  readonly items: number
  readonly unclear: number
}

/**
 * The Plan that activating a draft would give if a reviewer dropped everything unclear: readings that are not sure, and
 * those whose Unit the Board does not have. `text` is the document; `taken` are ids that other plans have.
 */
export function surePlan(draft: PlanDraft, board: Board, text: string, taken: ReadonlySet<string>): SurePlan {
  const first = reviewOf(draft, [], board)
  const unclear = first.items.filter(({ lacks, unclear }) => unclear || lacks.length > 0).map(({ id }) => id)
  const review = reviewOf(draft, [{ kind: 'drop', items: unclear }], board)
  const { title, period } = review.head
  const counts = { items: first.items.length, unclear: unclear.length }
  const lacks =
    title === null ? 'title' : period === null ? 'period' : unclear.length === first.items.length ? 'items' : null
  if (lacks !== null) return { ...counts, plan: null, lacks }
  const id = freeId(planIdOf(review.head.number, title ?? '', yearOfReview(review)), taken)
  return { ...counts, plan: planFromReview(review, board, text, id), lacks: null }
}
