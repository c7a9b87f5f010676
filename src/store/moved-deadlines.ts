import type { MovedDeadlineRecords } from '../app/ports/moved-deadlines.ts'
import { serialise } from './crossings.ts'
import { grantAlone } from './extensions.ts'
import type { Scope } from './tables.ts'

/** Days that a document has moved: Extensions that nobody had to ask for. */
export const movedDeadlineRecords = (scope: Scope): MovedDeadlineRecords => ({
  async moveDeadlines(moves) {
    const { db, boardId } = scope
    await serialise(
      scope,
      moves.map(({ occurrenceId }) => grantAlone(occurrenceId)),
    )
    if (moves.length === 0) return
    await db
      .updateTable('extensions')
      .set({ status: 'withdrawn' })
      .where('board_id', '=', boardId)
      .where(
        'occurrence_id',
        'in',
        moves.map(({ occurrenceId }) => occurrenceId),
      )
      .where('status', '=', 'granted')
      .execute()
    await db
      .insertInto('extensions')
      .values(
        moves.map(({ occurrenceId, to, by, at, basis }) => ({
          board_id: boardId,
          occurrence_id: occurrenceId,
          status: 'granted' as const,
          extended_to: to,
          decided_by: by,
          decided_at: at,
          basis,
        })),
      )
      .execute()
  },
})
