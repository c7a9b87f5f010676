import { foldVietnamese } from '../../core/fold.ts'
import type { DraftHead } from '../../core/intake/plan-draft.ts'
import { dateOf } from '../../core/time.ts'
import type { Replaced } from '../../text/vi-replaced.ts'
import { planName } from '../../text/vi-revision.ts'
import type { StoredPlan } from '../ports/store.ts'

/** What is said of the plan that a document replaces: it may have been closed meanwhile. */
export const replacedPlan = ({ plan, status, since }: StoredPlan): Replaced => ({
  name: planName(plan.number, plan.title),
  closedSince: status === 'over' ? dateOf(since) : null,
})

const tidy = (text: string | null): string =>
  foldVietnamese(text ?? '')
    .replace(/[^a-z0-9/]+/g, ' ')
    .trim()

/**
 * The followed plan that a document is a new version of: the same number, else the same issuer, title and period.
 * undefined when there is none.
 */
export function followedAs(head: DraftHead, plans: readonly StoredPlan[]): StoredPlan | undefined {
  const number = tidy(head.number).replace(/\s+/g, '')
  const sameIssuer = (one: StoredPlan): boolean => tidy(one.plan.issuer) === tidy(head.issuer)
  if (number !== '') {
    const same = plans.filter(({ plan }) => tidy(plan.number).replace(/\s+/g, '') === number)
    // The same number comes again each year, and in every office.
    const found = same.find((one) => sameYear(one, head) && (head.issuer === null || sameIssuer(one)))
    if (found !== undefined) return found
  }
  if (head.title === null) return undefined
  return plans.find(
    (one) =>
      tidy(one.plan.title) === tidy(head.title) &&
      sameIssuer(one) &&
      head.period !== null &&
      one.plan.period.from === head.period.from &&
      one.plan.period.to === head.period.to,
  )
}

function sameYear({ plan }: StoredPlan, head: DraftHead): boolean {
  const years = [head.issuedOn, head.period?.from, head.period?.to].flatMap((day) => day?.slice(0, 4) ?? [])
  const known = [plan.issuedOn, plan.period.from, plan.period.to].flatMap((day) => day?.slice(0, 4) ?? [])
  return years.length === 0 || years.some((year) => known.includes(year))
}
