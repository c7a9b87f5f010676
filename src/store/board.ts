import type { Records } from '../app/ports/store.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** A statement has room for 65,535 parameters. */
const rowsInStatement = 5000

function* inStatements<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += rowsInStatement) yield rows.slice(from, from + rowsInStatement)
}

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
    const units = board.units.map(({ id, name, kind, aliases }) => ({
      ...{ board_id: boardId, unit_id: id, present: true },
      ...{ name, kind, aliases: json(aliases) },
    }))
    await db.updateTable('units').set({ present: false }).where('board_id', '=', boardId).execute()
    for (const rows of inStatements(units))
      await db
        .insertInto('units')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['board_id', 'unit_id']).doUpdateSet(({ ref }) => ({
            name: ref('excluded.name'),
            kind: ref('excluded.kind'),
            aliases: ref('excluded.aliases'),
            present: true,
          })),
        )
        .execute()
    const people = board.people.map(({ id, unitId, name, roles }) => ({
      ...{ board_id: boardId, person_id: id, present: true },
      ...{ unit_id: unitId, name, roles: json(roles) },
    }))
    await db.updateTable('persons').set({ present: false }).where('board_id', '=', boardId).execute()
    for (const rows of inStatements(people))
      await db
        .insertInto('persons')
        .values(rows)
        .onConflict((conflict) =>
          conflict.columns(['board_id', 'person_id']).doUpdateSet(({ ref }) => ({
            unit_id: ref('excluded.unit_id'),
            name: ref('excluded.name'),
            roles: ref('excluded.roles'),
            present: true,
          })),
        )
        .execute()
  },
})
