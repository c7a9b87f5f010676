import type { Issue } from '../../core/issue.ts'
import { isOver, occurrencesOf } from '../../core/plan/occurrences.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { FollowedPlan } from '../../core/reminder/agenda.ts'
import { type Prepared, prepareAgenda } from '../../core/reminder/due-messages.ts'
import type { Substitution } from '../../core/reminder/substitution.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import type { StoredPlan } from '../ports/store.ts'

/** What whoever changes a plan, or what is followed, serialises: each sees what the one before has made of the plans. */
export const plansAlone = 'plans'

/**
 * Whether a plan still gives reminders when it is taken up at an instant: its period or one of its due days is still
 * to come. A plan that is over is kept for its records, and nobody is asked about it.
 */
export function planStatusAt(
  plan: Plan,
  office: Office,
  now: Instant,
): { status: 'active' | 'over'; issues: readonly Issue[] } {
  const { occurrences, issues } = occurrencesOf(plan, office.calendar, office.ladder)
  return { status: isOver(plan, occurrences, dateOf(now)) ? 'over' : 'active', issues }
}

/** Prepares the active plans for asking what is due; the same plans and substitutes give the same object back. */
export function createAgenda(
  office: Office,
): (plans: readonly StoredPlan[], substitutions: readonly Substitution[]) => Prepared {
  let base: { readonly mark: string; readonly prepared: Prepared } | undefined
  let last: { readonly of: Prepared; readonly away: string; readonly prepared: Prepared } | undefined
  return (plans, substitutions) => {
    const active = plans.filter((plan) => plan.status === 'active')
    const mark = active.map((plan) => `${plan.id}@${plan.version}@${plan.since}`).join(' ')
    if (base?.mark !== mark) {
      const followed: FollowedPlan[] = active.map((plan) => ({ plan: plan.plan, since: plan.since }))
      const { board, calendar, ladder } = office
      base = { mark, prepared: prepareAgenda({ board, calendar, ladder, plans: followed, standings: new Map() }) }
    }
    // Who is away changes nothing of what was worked out.
    const away = JSON.stringify(substitutions)
    if (last?.of !== base.prepared || last.away !== away)
      last = { of: base.prepared, away, prepared: { ...base.prepared, substitutions } }
    return last.prepared
  }
}
