import { type ProgressChart, progressChart } from '../../core/chart/progress-chart.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { dateOf, type Instant, type LocalDate, yearOf } from '../../core/time.ts'
import { unitTitle } from '../../text/vi-chart.ts'
import { planLabel } from '../../text/vi-reminder.ts'
import type { Office } from '../office.ts'
import type { Records } from '../ports/store.ts'
import { overviewOf } from '../reports/overview.ts'
import { readIndicators } from './read-desk.ts'

/** Draws the Board's or a Unit's chart from what the records say now. */
export type ChartOf = (unitId: string | null) => ProgressChart

/** Whether something is due this year or later: what was left over from earlier years does not fill the picture. */
export const isOfThisYear = (due: LocalDate, today: LocalDate): boolean => due >= `${yearOf(today)}-01-01`

/**
 * How this year's matters stand: of the whole Board a bar for each Unit (`null`), of one Unit a bar for each Plan. With
 * the Indicators of which figures are known; of a Unit those that it gives.
 */
export async function chartsOf(records: Records, office: Office, prepared: Prepared, now: Instant): Promise<ChartOf> {
  const today = dateOf(now)
  const { dues } = await overviewOf(records, office, prepared, now)
  const matters = dues.filter(({ due }) => isOfThisYear(due, today))
  const indicators = await readIndicators(records, prepared, now)
  const labels = new Map(
    [...prepared.plans.values()].map((plan) => [plan.title, planLabel(plan.number, plan.title)] as const),
  )
  return (unitId) => {
    const { board } = office
    if (unitId === null) return progressChart({ boardName: board.name, today, matters, indicators })
    const name = unitOf(board, unitId)?.name ?? unitId
    return progressChart({
      title: unitTitle,
      boardName: name,
      today,
      matters: matters
        .filter((one) => one.unitId === unitId)
        .map((one) => ({ ...one, unitName: labels.get(one.planTitle) ?? one.planTitle })),
      indicators: indicators.filter(({ unitIds }) => unitIds.includes(unitId)),
    })
  }
}
