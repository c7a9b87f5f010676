import type { Board } from '../plan/board.ts'
import type { DueRule } from '../plan/plan.ts'
import { matchUnits } from './match-units.ts'
import type { Doubt, DraftItem, ItemKind } from './plan-draft.ts'

/** Why an item stands among those that a person must look at. */
export type ReviewDoubt = Doubt | 'no-unit' | 'unit-unknown' | 'unit-guessed'

/** Whose an item is, as the Board knows its Units. */
export interface UnitsRead {
  /** Unit ids. */
  readonly lead: readonly string[]
  readonly coordinating: readonly string[]
  /** Lead names in the document that mean no Unit of the Board. */
  readonly unmatched: readonly string[]
  readonly doubts: readonly ReviewDoubt[]
}

export const isReport = (kind: ItemKind): boolean => kind !== 'task'

/** Nothing can be asked by it before somebody names the interval. */
export const needsInterval = (rule: DueRule): boolean =>
  rule.kind === 'recurring' && rule.every === null && (rule.on ?? []).length === 0

/** Lead and coordinating Units of an item as the Board knows them, and what is doubtful about them. */
export function unitsOf(
  item: Pick<DraftItem, 'kind' | 'units' | 'coordinating'>,
  board: Board,
  issuer: string | null,
): UnitsRead {
  const lead = new Set<string>()
  const unmatched: string[] = []
  const doubts = new Set<ReviewDoubt>()
  for (const name of item.units) {
    const match = matchUnits(name, board, issuer)
    for (const id of match.units) lead.add(id)
    if (match.units.length === 0) unmatched.push(name)
    else if (!match.sure) doubts.add('unit-guessed')
  }
  if (unmatched.length > 0) doubts.add('unit-unknown')
  if (lead.size === 0) {
    const offices = board.units.filter(({ kind }) => kind === 'office')
    // A report that names nobody is the office's own, and the office's own Unit writes it.
    if (isReport(item.kind) && unmatched.length === 0 && offices.length === 1) {
      lead.add(offices[0]?.id ?? '')
      doubts.add('unit-guessed')
    } else if (unmatched.length === 0) doubts.add('no-unit')
  }
  const coordinating = new Set(item.coordinating.flatMap((name) => matchUnits(name, board, issuer).units))
  const ordered = (ids: ReadonlySet<string>) => board.units.filter(({ id }) => ids.has(id)).map(({ id }) => id)
  return {
    lead: ordered(lead),
    coordinating: ordered(coordinating).filter((id) => !lead.has(id)),
    unmatched,
    doubts: [...doubts],
  }
}
