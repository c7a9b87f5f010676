import type { Occurrence } from '../core/plan/occurrence.ts'
import type { Plan } from '../core/plan/plan.ts'

/** A stored plan's content by name: the same hash stands for the same plan and the same Occurrences. */
export interface PlanMark {
  readonly plan_id: string
  readonly hash: string
}

const keyOf = ({ plan_id, hash }: PlanMark): string => `${hash} ${plan_id}`
const keyOfAll = (marks: readonly PlanMark[]): string => marks.map(keyOf).sort().join('\n')

/**
 * Plans are large and seldom change, and every message that is answered needs them: what was read once is kept by its
 * hash, so that a transaction only asks which hashes are followed. Only what was asked for last is kept.
 */
export class PlanMemory {
  #plans = new Map<string, Plan>()
  #occurrences: { readonly key: string; readonly all: readonly Occurrence[] } | undefined

  plan(mark: PlanMark): Plan | undefined {
    return this.#plans.get(keyOf(mark))
  }

  keepPlans(plans: readonly (PlanMark & { readonly plan: Plan })[]): void {
    this.#plans = new Map(plans.map((one) => [keyOf(one), one.plan]))
  }

  occurrences(marks: readonly PlanMark[]): readonly Occurrence[] | undefined {
    return this.#occurrences?.key === keyOfAll(marks) ? this.#occurrences.all : undefined
  }

  keepOccurrences(marks: readonly PlanMark[], all: readonly Occurrence[]): void {
    this.#occurrences = { key: keyOfAll(marks), all }
  }
}
