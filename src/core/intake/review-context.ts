import type { Period } from '../plan/plan.ts'
import { monthOf, yearOf } from '../time.ts'
import type { Review } from './review-draft.ts'
import type { TimeContext } from './time-phrase.ts'

/** A plan from August to July speaks of a school year: its months 8–12 are the first year's, 1–7 the second's. */
function schoolYearOf(period: Period | null): TimeContext['schoolYear'] {
  if (period === null || monthOf(period.from) !== 8 || monthOf(period.to) !== 7) return null
  const from = yearOf(period.from)
  return yearOf(period.to) === from + 1 ? { from, to: from + 1 } : null
}

/** What a reviewed plan tells the words that a reviewer types: the year that a date leaves out. */
export const contextOf = ({ head }: Review): TimeContext => ({
  period: head.period,
  issuedOn: head.issuedOn,
  schoolYear: schoolYearOf(head.period),
})
