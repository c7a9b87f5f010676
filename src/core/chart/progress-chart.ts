import * as words from '../../text/vi-chart.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { type LocalDate, shortDate } from '../time.ts'

/** What became of the matters that a Unit was asked: how many of each. */
export interface UnitProgress {
  readonly name: string
  readonly answered: number
  /** Answered after the last day. */
  readonly late: number
  /** Not answered and past the last day. */
  readonly overdue: number
  /** Not answered and still in time. */
  readonly open: number
}

/** An Indicator beside its target. */
export interface IndicatorProgress {
  readonly name: string
  /** Per cent of the target that was reached, 0 and more. */
  readonly share: number
  readonly met: boolean
  /** The value and the target in words. */
  readonly value: string
  readonly target: string
}

/** What a picture of the progress shows, whatever it is drawn by. */
export interface ProgressChart {
  readonly title: string
  readonly subtitle: string
  readonly units: readonly UnitProgress[]
  readonly indicators: readonly IndicatorProgress[]
}

/** One matter of a Unit, as `overviewOf` gives it. */
export interface MatterState {
  readonly unitName: string
  readonly status: 'open' | 'answered' | 'cancelled' | 'overdue'
  readonly late: boolean
}

/** Bars that stay legible on a phone; what is more is put together. */
export const mostUnits = 12
export const mostIndicators = 5
const nameLimit = 50
const indicatorLimit = 60

const stateOf = ({ status, late }: MatterState): keyof typeof words.states =>
  status === 'answered' ? (late ? 'late' : 'answered') : status === 'overdue' ? 'overdue' : 'open'

const nothing = { answered: 0, late: 0, overdue: 0, open: 0 }

const openOf = ({ overdue, open }: UnitProgress): number => overdue + open

/**
 * The picture's content: for each Unit what it has answered of what it was asked, the most overdue first, then by name;
 * Indicators in the order given, those below their target first. Matters that were cancelled do not count.
 */
export function progressChart(given: {
  /** Without it: the progress of the Units. */
  readonly title?: string
  readonly boardName: string
  readonly today: LocalDate
  readonly matters: readonly MatterState[]
  readonly indicators?: readonly IndicatorProgress[]
}): ProgressChart {
  const units = new Map<string, UnitProgress>()
  for (const matter of given.matters) {
    if (matter.status === 'cancelled') continue
    const name = shortTitle(matter.unitName, nameLimit)
    const known = units.get(name) ?? { name, ...nothing }
    const state = stateOf(matter)
    units.set(name, { ...known, [state]: known[state] + 1 })
  }
  const sorted = [...units.values()].sort(
    (a, b) => b.overdue - a.overdue || openOf(b) - openOf(a) || (a.name < b.name ? -1 : Number(a.name > b.name)),
  )
  const indicators = [...(given.indicators ?? [])].sort((a, b) => Number(a.met) - Number(b.met))
  return {
    title: given.title ?? words.progressTitle,
    subtitle: words.progressSubtitle(given.boardName, shortDate(given.today)),
    units: few(sorted),
    indicators: indicators
      .slice(0, mostIndicators)
      .map((one) => ({ ...one, name: shortTitle(one.name, indicatorLimit) })),
  }
}

/** At most twelve bars: the rest together in the last one. */
function few(units: readonly UnitProgress[]): readonly UnitProgress[] {
  if (units.length <= mostUnits) return units
  const rest = units.slice(mostUnits - 1)
  const together = rest.reduce(
    (sum, one) => ({
      answered: sum.answered + one.answered,
      late: sum.late + one.late,
      overdue: sum.overdue + one.overdue,
      open: sum.open + one.open,
    }),
    nothing,
  )
  return [...units.slice(0, mostUnits - 1), { name: words.otherUnits(rest.length), ...together }]
}
