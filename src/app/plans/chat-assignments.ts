import { type AssignedInChat, type Assignment, assignmentOf } from '../../core/plan/assign.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Records } from '../ports/store.ts'

const factOf = (planId: string): string => `plan-assigned:${planId}`

/** What was assigned in chat over what a plan's file says, so that the next start keeps to it. */
export async function chatAssignments(
  records: Pick<Records, 'fact'>,
  planId: string,
): Promise<readonly AssignedInChat[]> {
  return assignmentsIn(await records.fact(factOf(planId)))
}

const assignmentsIn = (text: string | undefined): readonly AssignedInChat[] =>
  JSON.parse(text ?? '[]') as AssignedInChat[]

/** Keeps an assignment; `file` is the plan as the configuration gives it now. */
export async function keepChatAssignment(
  records: Pick<Records, 'factToChange' | 'setFact'>,
  file: Plan,
  now: Assignment,
): Promise<void> {
  const own = assignmentOf(file, now.itemId)
  if (own === undefined) return
  const kept = assignmentsIn(await records.factToChange(factOf(file.id)))
  const others = kept.filter((one) => one.now.itemId !== now.itemId)
  await records.setFact(factOf(file.id), JSON.stringify([...others, { file: own, now }]))
}
