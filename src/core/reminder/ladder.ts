import type { Reason } from '../issue.ts'
import type { Hours } from '../plan/board.ts'
import type { Stage } from '../plan/occurrence.ts'
import type { LocalTime } from '../time.ts'

/** Whom a rung tells: the Unit's focal person or head, the Board's leaders or admins. */
export type Tell = 'focal' | 'head' | 'leader' | 'admin'

/** One step of a Ladder. */
export interface Rung {
  /** Unique within its stage; part of a reminder's key, so it keeps its name. */
  readonly id: string
  /** Working days after the Occurrence's `workDue`; before it when negative. */
  readonly days: number
  readonly at: LocalTime
  readonly tell: readonly Tell[]
  /** `ping`: a message of its own; `digest`: the morning's list. */
  readonly how: 'digest' | 'ping'
  /** The report's draft goes with it. */
  readonly attach: boolean
}

/** When a report's parts are ready, in working days before its `workDue`. */
export interface Backplan {
  readonly open: number
  readonly answers: number
  readonly draft: number
  readonly review: number
  readonly dispatch: number
}

/** Whom we tell, and when; the office's own table `config/ladder.yaml`. */
export interface Ladder {
  readonly digestAt: LocalTime
  readonly backplan: Backplan
  /** Periods in a row for which an Answer may be as in the period before, without fresh evidence. */
  readonly carriedAtMost?: number
  /** When people are told what they have answered that day; without it they are not. */
  readonly dayEndAt?: LocalTime
  readonly rungs: { readonly [S in Stage]: readonly Rung[] }
}

export const stages = ['task', 'check-in', 'contribution', 'report'] as const satisfies readonly Stage[]
export const backplanSteps = ['open', 'answers', 'draft', 'review', 'dispatch'] as const satisfies (keyof Backplan)[]

/** Whether a rung speaks of something that is late. */
export const isOverdueRung = (rung: Rung): boolean => rung.days > 0

/** Whether offices with these hours are at work at this time of day; the closing minute itself is not. */
export const isWithinHours = (hours: readonly Hours[], time: LocalTime): boolean =>
  hours.some(({ from, to }) => time >= from && time < to)

/** Something wrong with a Ladder, and the way to it. */
export interface LadderProblem {
  readonly path: readonly (string | number)[]
  readonly reason: Reason
}

/**
 * What is wrong with a Ladder for a Board with these hours: repeated ids, rungs out of order, times outside working
 * hours, a back-plan that runs backwards.
 */
export function inspectLadder(ladder: Ladder, hours: readonly Hours[]): LadderProblem[] {
  const problems: LadderProblem[] = []
  const tell = (reason: Reason, ...path: (string | number)[]): void => void problems.push({ path, reason })
  if (!isWithinHours(hours, ladder.digestAt)) tell({ code: 'ladder:outside-hours', found: ladder.digestAt }, 'digestAt')
  const { dayEndAt } = ladder
  if (dayEndAt !== undefined && !isWithinHours(hours, dayEndAt))
    tell({ code: 'ladder:outside-hours', found: dayEndAt }, 'dayEndAt')
  let earlier = Number.NEGATIVE_INFINITY
  for (const step of backplanSteps) {
    const days = ladder.backplan[step]
    if (days < earlier) tell({ code: 'ladder:not-monotonic', found: `${step} ${days}` }, 'backplan', step)
    earlier = days
  }
  for (const stage of stages) {
    const seen = new Set<string>()
    let before: Rung | undefined
    for (const [index, rung] of ladder.rungs[stage].entries()) {
      if (seen.has(rung.id)) tell({ code: 'id:repeated', found: rung.id }, 'rungs', stage, index, 'id')
      seen.add(rung.id)
      if (before !== undefined && (rung.days < before.days || (rung.days === before.days && rung.at < before.at)))
        tell({ code: 'ladder:not-monotonic', found: `${rung.id} ${rung.days}` }, 'rungs', stage, index, 'days')
      before = rung
      // A rung without a time of its own has the digest's, which has been looked at.
      if (rung.at !== ladder.digestAt && !isWithinHours(hours, rung.at))
        tell({ code: 'ladder:outside-hours', found: rung.at }, 'rungs', stage, index, 'at')
    }
  }
  return problems
}
