import { figureText, targetText } from '../../text/vi-report.ts'
import type { AnswerBody } from '../answer.ts'
import type { Indicator } from '../plan/plan.ts'
import { combine, isFinalWithout, reaches, type UnitFigure, verdictOn } from '../report/figures.ts'
import type { IndicatorProgress } from './progress-chart.ts'

/** An Answer of a Unit, by time. */
export interface FiguresGiven {
  readonly unitId: string
  readonly at: number
  readonly figures: AnswerBody['figures']
}

/** Where an Indicator stands that has figures; a whole value where they may be put together. */
export interface IndicatorStanding extends IndicatorProgress {
  readonly indicatorId: string
  /** Some Units have not given their figure and it may still be reached. */
  readonly incomplete: boolean
}

/**
 * Indicators of which figures are known, with the newest figure of each Unit put together as in the reports
 * (percentages without their parts are never averaged: the lowest Unit then stands for the Indicator, the highest where
 * the target is an upper bound).
 */
export function indicatorStandings(
  indicators: readonly Indicator[],
  answers: readonly FiguresGiven[],
): readonly IndicatorStanding[] {
  const newestFirst = [...answers].sort((a, b) => b.at - a.at)
  return indicators.flatMap((indicator): IndicatorStanding[] => {
    const given: UnitFigure[] = []
    for (const { unitId, figures } of newestFirst) {
      const figure = figures.find((one) => one.indicatorId === indicator.id)
      if (figure !== undefined && !given.some((one) => one.unitId === unitId)) given.push({ unitId, figure })
    }
    const actual = combine(indicator, given)
    if (actual.kind === 'none') return []
    const upper = indicator.op === '<' || indicator.op === '<='
    const values = actual.kind === 'whole' ? [actual.value] : actual.values.map(({ value }) => value)
    const value = upper ? Math.max(...values) : Math.min(...values)
    const missing = indicator.reportedBy.filter((unitId) => !given.some((one) => one.unitId === unitId))
    const verdict = verdictOn(indicator, actual)
    return [
      {
        indicatorId: indicator.id,
        name: indicator.name,
        share: shareOf(indicator, value),
        met: reaches(value, indicator.op, indicator.target),
        value: figureText(indicator, value),
        target: targetText(indicator),
        incomplete: missing.length > 0 && !isFinalWithout(indicator, verdict),
      },
    ]
  })
}

/** Per cent of the target; of an upper bound how much of it is used. A target of nothing is reached or not. */
function shareOf(indicator: Indicator, value: number): number {
  if (indicator.target === 0) return reaches(value, indicator.op, 0) ? 100 : 0
  return Math.max(0, (value * 100) / indicator.target)
}
