import type { Selectable } from 'kysely'
import type { SubstituteRecords, SubstituteRow } from '../app/ports/substitutes.ts'
import type { Scope, Tables } from './tables.ts'

/** Who stands in for whom, and on which days. */
export const substituteRecords = ({ db, boardId }: Scope): SubstituteRecords => ({
  async addSubstitute({ personId, substituteId, from, to }, madeBy, at) {
    const row = await db
      .insertInto('substitutes')
      .values({
        board_id: boardId,
        person_id: personId,
        substitute_id: substituteId,
        from_day: from,
        to_day: to,
        made_by: madeBy,
        made_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return substituteOf(row)
  },

  async endSubstitute(id, at) {
    const ended = await db
      .updateTable('substitutes')
      .set({ ended_at: at })
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst()
    return ended !== undefined
  },

  async substitutes() {
    const rows = await db
      .selectFrom('substitutes')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('ended_at', 'is', null)
      .orderBy('from_day')
      .orderBy('id')
      .execute()
    return rows.map(substituteOf)
  },
})

const substituteOf = (row: Selectable<Tables['substitutes']>): SubstituteRow => ({
  id: row.id,
  personId: row.person_id,
  substituteId: row.substitute_id,
  from: row.from_day,
  to: row.to_day,
  madeBy: row.made_by,
  madeAt: row.made_at,
})
