import { type Selectable, sql } from 'kysely'
import type { Inbound, InboxRow } from '../app/ports/messages.ts'
import type { Records } from '../app/ports/store.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type InboxRecords = Pick<Records, 'addInbound' | 'nextInbound' | 'inboundDone' | 'inboxFrom'>

/** What channels heard, kept before it is acknowledged and handled in order for each address. */
export const inboxRecords = ({ db, boardId }: Scope): InboxRecords => ({
  async addInbound(inbound, at) {
    // Two processes that hear one address take turns, so that ids grow in the order in which rows become visible.
    const turn = `inbox|${boardId}|${inbound.channel}|${inbound.address}`
    await sql`select pg_advisory_xact_lock(hashtextextended(${turn}, 0))`.execute(db)
    const added = await db
      .insertInto('inbox')
      .values((row) => ({
        board_id: boardId,
        channel: inbound.channel,
        message_id: inbound.messageId,
        address: inbound.address,
        person_id: row
          .selectFrom('accounts')
          .select('person_id')
          .where('board_id', '=', boardId)
          .where('channel', '=', inbound.channel)
          .where('address', '=', inbound.address)
          .where('status', '=', 'active'),
        heard: json(inbound.heard),
        received_at: at,
      }))
      .onConflict((conflict) => conflict.columns(['board_id', 'channel', 'message_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    return added !== undefined
  },

  async nextInbound() {
    // Only the oldest of each address: while one process has it locked, no other handles a later one of that address.
    const row = await db
      .selectFrom('inbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('handled_at', 'is', null)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('inbox as earlier')
              .select('earlier.id')
              .whereRef('earlier.board_id', '=', 'inbox.board_id')
              .whereRef('earlier.channel', '=', 'inbox.channel')
              .whereRef('earlier.address', '=', 'inbox.address')
              .where('earlier.handled_at', 'is', null)
              .whereRef('earlier.id', '<', 'inbox.id'),
          ),
        ),
      )
      .orderBy('id')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst()
    return row && inboxRowOf(row)
  },

  async inboundDone(id, at, problem) {
    // A message that joined its sender (an invitation code) belongs to that person too.
    const sender = sql<string | null>`coalesce(person_id, (
      select a.person_id from accounts a
      where a.board_id = inbox.board_id and a.channel = inbox.channel and a.address = inbox.address
        and a.status = 'active'))`
    await db
      .updateTable('inbox')
      .set({ handled_at: at, problem, person_id: sender })
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .execute()
  },

  async inboxFrom(personId, limit) {
    const rows = await db
      .selectFrom('inbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.reverse().map((row) => ({ ...inboxRowOf(row), handledAt: row.handled_at }))
  },
})

const inboxRowOf = (row: Selectable<Tables['inbox']>): InboxRow => ({
  id: row.id,
  channel: row.channel,
  messageId: row.message_id,
  address: row.address,
  heard: row.heard as Inbound['heard'],
  receivedAt: row.received_at,
})
