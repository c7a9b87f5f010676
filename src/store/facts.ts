import type { Records } from '../app/ports/store.ts'
import type { Scope } from './tables.ts'

/** Single values by name, such as the last sweep. */
export const factRecords = ({ db, boardId }: Scope): Pick<Records, 'fact' | 'setFact'> => ({
  async fact(name) {
    const row = await db
      .selectFrom('facts')
      .select('value')
      .where('board_id', '=', boardId)
      .where('name', '=', name)
      .executeTakeFirst()
    return row?.value
  },

  async setFact(name, value) {
    await db
      .insertInto('facts')
      .values({ board_id: boardId, name, value })
      .onConflict((conflict) => conflict.columns(['board_id', 'name']).doUpdateSet({ value }))
      .execute()
  },
})
