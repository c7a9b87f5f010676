import type { Bases } from '../../core/intake/review-talk.ts'
import { peopleOf } from '../../core/plan/board.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Revision } from '../../core/plan/revise-plan.ts'
import { readingOf } from '../../text/vi-deadline.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import * as vi from '../../text/vi-revision.ts'
import type { Notice } from '../conversation/talk.ts'
import type { Office } from '../office.ts'

const titleShown = 110

/**
 * What each person concerned hears of a new version, in one message: moved deadlines with both days and the legal
 * basis, what is no longer asked, what a Unit is given or relieved of. Whoever has answered already, and everybody
 * whose items stay as they were, hears nothing. `before` are the Occurrences of the earlier version.
 */
export function revisionNotices(facts: {
  readonly office: Office
  readonly plan: Plan
  readonly revision: Revision
  readonly bases: Bases
  readonly version: number
  readonly before: readonly Occurrence[]
  readonly standings: ReadonlyMap<string, Standing>
}): readonly Notice[] {
  const { plan, revision, bases, version, before, standings } = facts
  const { board } = facts.office
  const lines = new Map<string, string[]>()
  const add = (unitIds: readonly string[], line: string): void => {
    for (const unitId of unitIds) lines.set(unitId, [...(lines.get(unitId) ?? []), line])
  }
  /** Units that still owed this item (or a part of this report) under the earlier version. */
  const owing = (itemId: string): readonly string[] => {
    const reports = new Set(
      before.filter(({ itemId: id, stage }) => id === itemId && stage === 'report').map(({ id }) => id),
    )
    const here = before.filter(
      (one) => one.planId === plan.id && (one.itemId === itemId || (one.feeds !== null && reports.has(one.feeds))),
    )
    return [...new Set(here.filter(({ id }) => standings.get(id)?.status !== 'answered').map(({ unitId }) => unitId))]
  }
  for (const { id, what, before: from, after: to } of revision.moved)
    add(owing(id), vi.movedNotice(shortTitle(what, titleShown), from, to, bases[id] ?? ''))
  for (const { id, what } of revision.dropped) add(owing(id), vi.droppedNotice(shortTitle(what, titleShown)))
  for (const { what, before: from, after: to } of revision.reassigned)
    add(
      from.filter((unitId) => !to.includes(unitId)),
      vi.takenNotice(shortTitle(what, titleShown)),
    )
  const dueOf = (itemId: string): string => {
    const rule = [...plan.tasks, ...plan.duties].find(({ id }) => id === itemId)?.due
    return rule === undefined ? '' : readingOf(rule)
  }
  for (const { what, due, units } of revision.added) add(units, vi.givenNotice(shortTitle(what, titleShown), due))
  for (const { id, what, before: from, after: to } of revision.reassigned)
    add(
      to.filter((unitId) => !from.includes(unitId)),
      vi.givenNotice(shortTitle(what, titleShown), dueOf(id)),
    )
  const notices: Notice[] = []
  for (const { id: unitId } of board.units) {
    const here = lines.get(unitId)
    if (here === undefined) continue
    const text = vi.changeNotice(shortTitle(vi.planName(plan.number, plan.title), 200), version, [...new Set(here)])
    for (const { id } of peopleOf(board, unitId, 'focal'))
      notices.push({ personId: id, key: `revised|${plan.id}|${version}|${unitId}|${id}`, reply: { text } })
  }
  return notices
}
