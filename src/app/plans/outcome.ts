import { freeId, planFromReview, planIdOf, yearOfReview } from '../../core/intake/plan-from-draft.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { occurrencesOf } from '../../core/plan/occurrences.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { type Revision, revisePlan } from '../../core/plan/revise-plan.ts'
import type { Office } from '../office.ts'
import type { Records, StoredPlan } from '../ports/store.ts'
import type { OpenReview } from './open-review.ts'
import { followedAs } from './replaced-plan.ts'

/** What a review would become at this moment. */
export interface Outcome {
  readonly plan: Plan
  readonly occurrences: readonly Occurrence[]
  /** The version that is followed now. */
  readonly old: StoredPlan | null
  readonly revision: Revision | null
}

/** Works out the Plan that a complete review gives, against the version that is followed now. */
export async function outcomeOf(
  records: Records,
  office: Office,
  { row, review }: Pick<OpenReview, 'row' | 'review'>,
): Promise<Outcome> {
  const stored = await records.plans()
  const old =
    stored.find(({ id }) => id === row.replaces) ??
    (row.replaces === null ? undefined : followedAs(review.head, stored))
  const base = planIdOf(review.head.number, review.head.title ?? '', yearOfReview(review))
  const id = old?.id ?? freeId(base, new Set(stored.map((one) => one.id)))
  const made = planFromReview(review, office.board, row.text ?? '', id)
  const revision = old === undefined ? null : revisePlan(old.plan, made)
  const plan = revision?.plan ?? made
  const { occurrences } = occurrencesOf(plan, office.calendar, office.ladder)
  return { plan, occurrences, old: old ?? null, revision }
}
