import type { Duty, Plan, Task } from './plan.ts'
import type { Revision } from './revise-plan.ts'

/**
 * Who is charged with an item. `lead`: of a Task the Units that answer, of a Duty the one that compiles. `beside`: of a
 * Task the Units that take part in it, of a Duty those that give their part.
 */
export interface Assignment {
  readonly itemId: string
  readonly lead: readonly string[]
  readonly beside: readonly string[]
}

/** What can be changed: give it to one Unit alone, charge one more, let one more take part, or relieve one. */
export type AssignmentChange = 'only' | 'also' | 'beside' | 'without'

const ofTask = ({ id, lead, coordinating }: Task): Assignment => ({ itemId: id, lead, beside: coordinating })
const ofDuty = ({ id, lead, collectFrom }: Duty): Assignment => ({ itemId: id, lead: [lead], beside: collectFrom })

/** The assignment of one Task or Duty; undefined when the Plan has no such item. */
export function assignmentOf(plan: Plan, itemId: string): Assignment | undefined {
  const task = plan.tasks.find(({ id }) => id === itemId)
  if (task !== undefined) return ofTask(task)
  const duty = plan.duties.find(({ id }) => id === itemId)
  return duty === undefined ? undefined : ofDuty(duty)
}

const without = (units: readonly string[], unitId: string): readonly string[] => units.filter((one) => one !== unitId)
const withOne = (units: readonly string[], unitId: string): readonly string[] =>
  units.includes(unitId) ? units : [...units, unitId]

/**
 * The assignment after a change. A Unit of a Task leads it or takes part, never both; the one that compiles a report may
 * give its part as well. Undefined when nothing would change, when the last lead would be gone, and for a second
 * compiler of one report.
 */
export function changed(plan: Plan, now: Assignment, change: AssignmentChange, unitId: string): Assignment | undefined {
  const isDuty = plan.duties.some(({ id }) => id === now.itemId)
  const rest = isDuty ? now.beside : without(now.beside, unitId)
  const next: Assignment | undefined = {
    only: { ...now, lead: [unitId], beside: rest },
    also: isDuty ? undefined : { ...now, lead: withOne(now.lead, unitId), beside: rest },
    beside: { ...now, lead: isDuty ? now.lead : without(now.lead, unitId), beside: withOne(now.beside, unitId) },
    without: {
      ...now,
      lead: isDuty ? now.lead : without(now.lead, unitId),
      beside: without(now.beside, unitId),
    },
  }[change]
  return next === undefined || next.lead.length === 0 || isSame(now, next) ? undefined : next
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one) => b.includes(one))

/** Whether two assignments charge the same Units; their order does not count. */
export const isSame = (a: Assignment, b: Assignment): boolean =>
  a.itemId === b.itemId && sameList(a.lead, b.lead) && sameList(a.beside, b.beside)

/** The Plan with another assignment of one item; everything else is as it was. */
export function assigned(plan: Plan, { itemId, lead, beside }: Assignment): Plan {
  return {
    ...plan,
    tasks: plan.tasks.map((task) => (task.id === itemId ? { ...task, lead, coordinating: beside } : task)),
    duties: plan.duties.map((duty) =>
      duty.id === itemId ? { ...duty, lead: lead[0] ?? duty.lead, collectFrom: beside } : duty,
    ),
  }
}

/**
 * What a new assignment changes, in the form of any other revision. Items keep their ids without being looked for, so
 * two of the same words are never mistaken for each other.
 */
export function assignmentRevision(before: Plan, next: Assignment): Revision {
  const old = assignmentOf(before, next.itemId)
  const what =
    before.tasks.find(({ id }) => id === next.itemId)?.what ??
    before.duties.find(({ id }) => id === next.itemId)?.title ??
    ''
  const moved = old !== undefined && !sameList(old.lead, next.lead)
  return {
    added: [],
    moved: [],
    dropped: [],
    figures: [],
    reassigned: moved ? [{ id: next.itemId, what, before: old.lead, after: next.lead }] : [],
    plan: assigned(before, next),
  }
}

/** An assignment that was made in chat over what a plan's file says. */
export interface AssignedInChat {
  readonly file: Assignment
  readonly now: Assignment
}

/**
 * A file's Plan with what was assigned in chat. Where the file itself has been given another assignment since, the file
 * holds.
 */
export const withChatAssignments = (plan: Plan, made: readonly AssignedInChat[]): Plan =>
  made.reduce((so, { file, now }) => {
    const own = assignmentOf(plan, file.itemId)
    return own !== undefined && isSame(own, file) ? assigned(so, now) : so
  }, plan)
