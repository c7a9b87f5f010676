import type { Selectable } from 'kysely'
import type { InstructionRecords, InstructionRow } from '../app/ports/instructions.ts'
import type { Scope, Tables } from './tables.ts'

/** What leaders have told Units to do, and what came of it. */
export const instructionRecords = ({ db, boardId }: Scope): InstructionRecords => {
  const rows = () =>
    db
      .selectFrom('instructions')
      .leftJoin('occurrences', (join) =>
        join
          .onRef('occurrences.board_id', '=', 'instructions.board_id')
          .onRef('occurrences.occurrence_id', '=', 'instructions.occurrence_id'),
      )
      .selectAll('instructions')
      .select('occurrences.title')
      .where('instructions.board_id', '=', boardId)
      .orderBy('instructions.id')
  const instruction = async (id: number): Promise<InstructionRow | undefined> => {
    const row = await rows().where('instructions.id', '=', id).executeTakeFirst()
    return row && instructionOf(row)
  }
  const change = () => db.updateTable('instructions').where('board_id', '=', boardId).where('closed_at', 'is', null)

  return {
    async addInstruction({ unitId, occurrenceId, givenBy, what, due, about }, at) {
      const { id } = await db
        .insertInto('instructions')
        .values({
          board_id: boardId,
          unit_id: unitId,
          occurrence_id: occurrenceId,
          given_by: givenBy,
          given_at: at,
          what,
          due,
          about_kind: about?.kind ?? null,
          about_id: about?.id ?? null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      const row = await instruction(id)
      if (row === undefined) throw new Error('what was just written cannot be read')
      return row
    },

    instruction,

    async openInstructions() {
      return (await rows().where('instructions.closed_at', 'is', null).execute()).map(instructionOf)
    },

    async reportInstruction(id, by, at, outcome) {
      const reported = await change()
        .set({ done_by: by, done_at: at, outcome })
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return reported !== undefined
    },

    async returnInstruction(id, remark) {
      const returned = await change()
        .set({ done_by: null, done_at: null, remark })
        .where('id', '=', id)
        .where('done_at', 'is not', null)
        .returning('id')
        .executeTakeFirst()
      return returned !== undefined
    },

    async closeInstruction(id, by, at) {
      const closed = await change()
        .set({ closed_by: by, closed_at: at })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      return closed !== undefined
    },

    async noteInstructionsTold(ids, told) {
      if (ids.length > 0)
        await change()
          .set({ told })
          .where('id', 'in', [...ids])
          .execute()
    },
  }
}

const instructionOf = (
  row: Selectable<Tables['instructions']> & { readonly title: string | null },
): InstructionRow => ({
  id: row.id,
  unitId: row.unit_id,
  occurrenceId: row.occurrence_id,
  title: row.title,
  givenBy: row.given_by,
  givenAt: row.given_at,
  what: row.what,
  due: row.due,
  about: row.about_kind === null || row.about_id === null ? null : { kind: row.about_kind, id: row.about_id },
  doneBy: row.done_by,
  doneAt: row.done_at,
  outcome: row.outcome,
  remark: row.remark,
  closedBy: row.closed_by,
  closedAt: row.closed_at,
  told: row.told,
})
