import type { Selectable, Updateable } from 'kysely'
import type { Records, SessionRow } from '../app/ports/store.ts'
import type { FlowState } from '../core/flow/session.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type SessionRecords = Pick<Records, 'activeSession' | 'sessionById' | 'parkedSessions' | 'addSession' | 'updateSession'>

/** Where people stand in their conversations. */
export const sessionRecords = ({ db, boardId }: Scope): SessionRecords => ({
  async activeSession(personId) {
    const row = await db
      .selectFrom('sessions')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('status', '=', 'active')
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst()
    return row && sessionOf(row)
  },

  async sessionById(id) {
    const row = await db
      .selectFrom('sessions')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && sessionOf(row)
  },

  async parkedSessions(personId) {
    const rows = await db
      .selectFrom('sessions')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .where('status', '=', 'parked')
      .orderBy('id')
      .execute()
    return rows.map(sessionOf)
  },

  async addSession(personId, occurrenceId, state, at) {
    const row = await db
      .insertInto('sessions')
      .values({
        board_id: boardId,
        person_id: personId,
        occurrence_id: occurrenceId,
        status: 'active',
        state: json(state),
        created_at: at,
        updated_at: at,
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    return sessionOf(row)
  },

  async updateSession(id, change) {
    const columns: Updateable<Tables['sessions']> = {}
    if (change.status !== undefined) columns.status = change.status
    if (change.state !== undefined) columns.state = json(change.state)
    if (change.updatedAt !== undefined) columns.updated_at = change.updatedAt
    if (Object.keys(columns).length === 0) return
    await db.updateTable('sessions').set(columns).where('board_id', '=', boardId).where('id', '=', id).execute()
  },
})

const sessionOf = (row: Selectable<Tables['sessions']>): SessionRow => ({
  id: row.id,
  personId: row.person_id,
  occurrenceId: row.occurrence_id,
  status: row.status,
  state: row.state as FlowState,
  updatedAt: row.updated_at,
})
