import type { Selectable } from 'kysely'
import type { PromiseRecords, PromiseRow } from '../app/ports/promises.ts'
import type { Scope, Tables } from './tables.ts'

/** Days that were promised for late work; rows are only added. */
export const promiseRecords = ({ db, boardId }: Scope): PromiseRecords => ({
  async addPromise({ occurrenceId, personId, promisedOn }, at) {
    const row = await db
      .insertInto('promises')
      .values({ board_id: boardId, occurrence_id: occurrenceId, person_id: personId, at, promised_on: promisedOn })
      .returningAll()
      .executeTakeFirstOrThrow()
    return promiseOf(row)
  },

  async promisesOf(occurrenceId) {
    const rows = await db
      .selectFrom('promises')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('occurrence_id', '=', occurrenceId)
      .orderBy('id')
      .execute()
    return rows.map(promiseOf)
  },
})

const promiseOf = (row: Selectable<Tables['promises']>): PromiseRow => ({
  id: row.id,
  occurrenceId: row.occurrence_id,
  personId: row.person_id,
  at: row.at,
  promisedOn: row.promised_on,
})
