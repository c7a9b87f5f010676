import { type Selectable, sql, type Updateable } from 'kysely'
import type { SessionRow } from '../app/ports/answers.ts'
import type { Records } from '../app/ports/store.ts'
import type { FlowState } from '../core/flow/session.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type SessionRecords = Pick<
  Records,
  | 'activeSession'
  | 'sessionById'
  | 'parkedSessions'
  | 'heldSessions'
  | 'openSessionsOf'
  | 'addSession'
  | 'addSessions'
  | 'updateSession'
  | 'putSessions'
>

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

  async heldSessions(personId, limit) {
    const rows = await db
      .selectFrom('sessions')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.map((row) => ({ session: sessionOf(row), begunAt: row.created_at }))
  },

  async openSessionsOf(personIds) {
    if (personIds.length === 0) return []
    const rows = await db
      .selectFrom('sessions')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', 'in', sql<string>`(select json_array_elements_text(${json(personIds)}::json))`)
      // As the index has it.
      .where('status', '<>', 'done')
      .orderBy('id')
      .execute()
    return rows.map(sessionOf)
  },

  async putSessions(sessions) {
    if (sessions.length === 0) return
    const changes = sessions.map(({ id, status, state, updatedAt }) => ({ id, status, state, updated_at: updatedAt }))
    await db
      .updateTable('sessions')
      .from(
        sql<Changed>`json_to_recordset(${json(changes)}::json)`.as<'changed'>(
          sql`changed(id bigint, status text, state json, updated_at bigint)`,
        ),
      )
      .set((row) => ({
        status: row.ref('changed.status'),
        state: row.ref('changed.state'),
        updated_at: row.ref('changed.updated_at'),
      }))
      .where('sessions.board_id', '=', boardId)
      .whereRef('sessions.id', '=', 'changed.id')
      // The same once more: so the rows are found by the index, however many the planner expects.
      .where('sessions.id', '=', sql<number>`any(${`{${sessions.map(({ id }) => id).join(',')}}`}::bigint[])`)
      .execute()
  },

  async addSession(personId, occurrenceId, state, at) {
    const text = json(state)
    const { id } = await db
      .insertInto('sessions')
      .values({
        board_id: boardId,
        person_id: personId,
        occurrence_id: occurrenceId,
        status: 'active',
        state: text,
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return { id, personId, occurrenceId, status: 'active', state: JSON.parse(text) as FlowState, updatedAt: at }
  },

  async addSessions(sessions) {
    if (sessions.length === 0) return
    const rows = sessions.map((one) => ({
      ...{ id: one.id, person_id: one.personId, occurrence_id: one.occurrenceId, status: one.status },
      ...{ state: one.state, at: one.updatedAt },
    }))
    await sql`insert into sessions (id, board_id, person_id, occurrence_id, status, state, created_at, updated_at)
      overriding system value
      select id, ${boardId}, person_id, occurrence_id, status, state, at, at
      from json_to_recordset(${json(rows)}::json)
        as n(id bigint, person_id text, occurrence_id text, status text, state json, at bigint)`.execute(db)
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

interface Changed {
  readonly id: number
  readonly status: SessionRow['status']
  readonly state: string
  readonly updated_at: number
}

const sessionOf = (row: Selectable<Tables['sessions']>): SessionRow => ({
  id: row.id,
  personId: row.person_id,
  occurrenceId: row.occurrence_id,
  status: row.status,
  state: row.state as FlowState,
  updatedAt: row.updated_at,
})
