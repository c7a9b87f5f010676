import { type IndicatorStanding, indicatorStandings } from '../../core/chart/indicator-progress.ts'
import type { Desk, OpenInstruction } from '../../core/reminder/desk.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { isOpen } from '../../core/reminder/prepare-agenda.ts'
import { isAdditive } from '../../core/report/figures.ts'
import type { Instant } from '../../core/time.ts'
import { isStriven } from '../../text/vi-report.ts'
import type { InstructionRow } from '../ports/instructions.ts'
import type { Records } from '../ports/store.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Figures older than this say nothing about how things stand. */
const newEnoughMs = 366 * 86_400_000

/** An Indicator of a followed Plan, and who gives its figures. */
export interface PlanIndicator extends IndicatorStanding {
  readonly unitIds: readonly string[]
  /** The known figures show that it is below its target. */
  readonly below: boolean
}

/** How the Indicators of the followed Plans stand, of which figures were given within a year. */
export async function readIndicators(
  records: Records,
  prepared: Prepared,
  now: Instant,
): Promise<readonly PlanIndicator[]> {
  const answers = (await records.newestAnswers()).flatMap(({ occurrenceId, at, body }) => {
    const occurrence = prepared.occurrences.get(occurrenceId)
    if (occurrence === undefined || body.figures.length === 0 || now - at > newEnoughMs) return []
    return [{ planId: occurrence.planId, unitId: occurrence.unitId, at, figures: body.figures }]
  })
  return [...prepared.plans.values()].flatMap((plan) => {
    const given = answers.filter(({ planId }) => planId === plan.id)
    return indicatorStandings(plan.indicators, given).flatMap((standing): PlanIndicator[] => {
      const indicator = plan.indicators.find(({ id }) => id === standing.indicatorId)
      if (indicator === undefined) return []
      // A sum that is not complete may still reach its target; what is striven for is not owed.
      const open = standing.incomplete && isAdditive(indicator)
      return [{ ...standing, unitIds: indicator.reportedBy, below: !standing.met && !open && !isStriven(indicator) }]
    })
  })
}

/** All that waits beside the work itself, of the Plans that are followed. */
export async function readDesk(records: Records, prepared: Prepared, now: Instant): Promise<Desk> {
  const standings = await standingsWithReports(records)
  const extensions = (await records.extensionsAsked()).flatMap(({ id, occurrenceId, extendedTo }) => {
    const occurrence = prepared.occurrences.get(occurrenceId)
    return occurrence === undefined || !isOpen(standings, occurrence)
      ? []
      : [{ id, occurrenceId, unitId: occurrence.unitId, extendedTo }]
  })
  const concerns = (await records.openConcerns())
    .filter(({ occurrenceId }) => occurrenceId === null || prepared.occurrences.has(occurrenceId))
    .map(({ kind, id, unitId, what }) => ({ kind, id, unitId, what }))
  const indicators = await readIndicators(records, prepared, now)
  return {
    extensions,
    concerns,
    instructions: (await records.openInstructions()).map(openInstruction),
    shortfalls: indicators
      .filter(({ below }) => below)
      .map(({ name, value, target, unitIds }) => ({ name, value, target, unitIds })),
  }
}

/** What the pure part needs to know of an instruction. */
export const openInstruction = (row: InstructionRow): OpenInstruction => ({
  id: row.id,
  unitId: row.unitId,
  what: row.what,
  due: row.due,
  givenAt: row.givenAt,
  reported: row.doneAt !== null,
  returned: row.doneAt === null && row.remark !== null,
})
