import type { Records } from '../app/ports/store.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** The Board, its Units and Persons. Those that the configuration no longer names stay, for what they have said. */
export const boardRecords = ({ db, boardId }: Scope): Pick<Records, 'putBoard'> => ({
  async putBoard(board) {
    if (board.id !== boardId) throw new Error(`The store of ${boardId} was given the Board ${board.id}.`)
    const row = { name: board.name, body: json(board) }
    await db
      .insertInto('boards')
      .values({ board_id: boardId, ...row })
      .onConflict((conflict) => conflict.column('board_id').doUpdateSet(row))
      .execute()
    await db.updateTable('units').set({ present: false }).where('board_id', '=', boardId).execute()
    for (const unit of board.units) {
      const unitRow = { name: unit.name, kind: unit.kind, aliases: json(unit.aliases), present: true }
      await db
        .insertInto('units')
        .values({ board_id: boardId, unit_id: unit.id, ...unitRow })
        .onConflict((conflict) => conflict.columns(['board_id', 'unit_id']).doUpdateSet(unitRow))
        .execute()
    }
    await db.updateTable('persons').set({ present: false }).where('board_id', '=', boardId).execute()
    for (const person of board.people) {
      const personRow = { unit_id: person.unitId, name: person.name, roles: json(person.roles), present: true }
      await db
        .insertInto('persons')
        .values({ board_id: boardId, person_id: person.id, ...personRow })
        .onConflict((conflict) => conflict.columns(['board_id', 'person_id']).doUpdateSet(personRow))
        .execute()
    }
  },
})
