import * as say from '../../text/vi-report.ts'
import type { Figure } from '../answer.ts'
import type { Indicator } from '../plan/plan.ts'
import { type Actual, combine, isFinalWithout, partsOf, reaches, type UnitFigure, verdictOn } from './figures.ts'
import type { Gathered } from './gathered.ts'
import type { Block } from './report.ts'
import { formatCount, formatNumber } from './vietnamese-number.ts'

/** What a Unit gave for one Indicator: the figure of its latest period, and other values that it also gave. */
interface Given extends UnitFigure {
  readonly others: readonly number[]
}

/**
 * One figure per Unit, so that a Unit that was asked twice is not counted twice. The contributions are in the order of
 * Units and periods: the last one stands.
 */
function givenFor(indicator: Indicator, gathered: Gathered): readonly Given[] {
  const byUnit = new Map<string, Figure[]>()
  for (const { occurrence, answer } of gathered.answered) {
    const figures = answer.body.figures.filter((figure) => figure.indicatorId === indicator.id)
    const known = byUnit.get(occurrence.unitId)
    if (known === undefined) byUnit.set(occurrence.unitId, [...figures])
    else known.push(...figures)
  }
  return [...byUnit].flatMap(([unitId, figures]) => {
    const figure = figures.at(-1)
    if (figure === undefined) return []
    const others = [...new Set(figures.map((one) => one.value).filter((value) => value !== figure.value))]
    return [{ unitId, figure, others }]
  })
}

/** As many decimals as it takes that 84,996 does not look like the 85 that it does not reach. */
function writtenBeside(indicator: Indicator, value: number): string {
  const target = say.figureText(indicator, indicator.target)
  const differs = !reaches(value, '=', indicator.target)
  for (let decimals = 2; decimals < 9; decimals += 1) {
    const text = say.figureText(indicator, value, decimals)
    if (!differs || text !== target) return text
  }
  return String(value)
}

function actualText(indicator: Indicator, actual: Actual, gathered: Gathered): string {
  if (actual.kind === 'none') return say.noData
  if (actual.kind === 'whole') return writtenBeside(indicator, actual.value)
  return actual.values
    .map(({ unitId, value }) => say.unitValue(gathered.unitName(unitId), writtenBeside(indicator, value)))
    .join('\n')
}

function givenText(indicator: Indicator, one: Given): string {
  const parts = indicator.ratio === null ? null : partsOf(one.figure)
  const value =
    parts === null
      ? writtenBeside(indicator, one.figure.value)
      : `${formatNumber(parts.numerator)}/${formatNumber(parts.denominator)}`
  const others = one.others.map((other) => say.figureText(indicator, other))
  return others.length === 0 ? value : `${value} (${say.otherFigures(others)})`
}

/** Who gave the figure, with its parts; each Unit's own where several make one figure. */
function givenNotes(
  indicator: Indicator,
  actual: Actual,
  given: readonly Given[],
  gathered: Gathered,
): readonly string[] {
  const named = (one: Given): string => say.unitValue(gathered.unitName(one.unitId), givenText(indicator, one))
  // The column beside already says which Unit gave what.
  if (actual.kind === 'per-unit') return given.filter((one) => one.others.length > 0 || partsOf(one.figure)).map(named)
  const parts = actual.kind === 'whole' ? actual.parts : null
  const sum =
    parts !== null && indicator.ratio !== null
      ? [
          say.ofParts(
            `${formatNumber(parts.numerator)}/${formatNumber(parts.denominator)}`,
            `${indicator.ratio.numerator}/${indicator.ratio.denominator}`,
          ),
        ]
      : []
  const [only, ...others] = given
  if (only !== undefined && others.length === 0 && only.others.length === 0)
    return [...sum, gathered.unitName(only.unitId)]
  return [...sum, ...given.map(named)]
}

function rowOf(indicator: Indicator, index: number, gathered: Gathered): readonly string[] {
  const given = givenFor(indicator, gathered)
  const actual = combine(indicator, given)
  const silent = indicator.reportedBy.filter((unitId) => !given.some((one) => one.unitId === unitId))
  const verdict = verdictOn(indicator, actual)
  const judged = (say.isStriven(indicator) ? say.strivenVerdicts : say.verdicts)[verdict]
  const open = verdict !== 'no-data' && silent.length > 0 && !isFinalWithout(indicator, verdict)
  const met =
    actual.kind === 'per-unit' ? actual.values.filter((one) => reaches(one.value, indicator.op, indicator.target)) : []
  const notes = [
    ...givenNotes(indicator, actual, given, gathered),
    ...(verdict === 'mixed' ? [say.metByUnits(formatCount(met.length), formatCount(given.length))] : []),
    ...given.flatMap(({ unitId, figure }) =>
      figure.remark === undefined ? [] : [say.figureRemark(gathered.unitName(unitId), figure.remark)],
    ),
    ...(silent.length > 0 ? [say.noFigureFrom(gathered.unitNames(silent))] : []),
  ]
  return [
    String(index + 1),
    indicator.name,
    indicator.unit,
    say.targetText(indicator),
    actualText(indicator, actual, gathered),
    open ? say.incomplete(judged) : judged,
    notes.join('\n'),
  ]
}

const shares = [6, 23, 9, 13, 15, 13, 21] as const

/** The table of Indicators: target, what was reached, the verdict, and who gave which figure. */
export function indicatorsOf(gathered: Gathered): readonly Block[] {
  const { indicators } = gathered.input.plan
  const known = new Set(indicators.map((one) => one.id))
  const stray = gathered.answered.flatMap(({ occurrence, answer }) =>
    answer.body.figures
      .filter((figure) => !known.has(figure.indicatorId))
      .map((figure) =>
        say.unitValue(gathered.unitName(occurrence.unitId), `${figure.indicatorId} = ${formatNumber(figure.value)}`),
      ),
  )
  const strayBlocks: readonly Block[] = stray.length === 0 ? [] : [{ kind: 'paragraph', text: say.strayFigures(stray) }]
  if (indicators.length === 0) return [{ kind: 'paragraph', text: say.noIndicators }, ...strayBlocks]
  return [
    {
      kind: 'table',
      columns: say.indicatorColumns.map((title, index) => ({
        title,
        share: shares[index] ?? 0,
        align: index === 1 || index === 6 ? 'left' : 'center',
      })),
      rows: indicators.map((indicator, index) => rowOf(indicator, index, gathered)),
    },
    ...strayBlocks,
  ]
}
