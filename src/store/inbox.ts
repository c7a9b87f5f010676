import { type Selectable, sql } from 'kysely'
import type { Inbound, InboxRow } from '../app/ports/messages.ts'
import type { Records } from '../app/ports/store.ts'
import { serialise } from './crossings.ts'
import { json, storableText } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type InboxRecords = Pick<
  Records,
  | 'addInbound'
  | 'addInbounds'
  | 'nextInbound'
  | 'nextInbounds'
  | 'inboundDone'
  | 'inboundsDone'
  | 'inboundsBefore'
  | 'inboxFrom'
>

/** What channels heard, kept before it is acknowledged and handled in order for each address. */
export const inboxRecords = (scope: Scope): InboxRecords => {
  const { db, boardId } = scope
  const addInbounds: Records['addInbounds'] = async (heard, at) => {
    // Two processes that hear one address take turns, so that ids grow in the order in which rows become visible.
    await serialise(
      scope,
      heard.map(({ channel, address }) => `inbox|${channel}|${address}`),
    )
    const rows = heard.map(({ channel, messageId, address, heard }, n) => ({
      n,
      channel,
      message_id: messageId,
      address,
      heard,
    }))
    const added = await db
      .insertInto('inbox')
      .columns(['board_id', 'channel', 'message_id', 'address', 'person_id', 'heard', 'received_at'])
      .expression((build) =>
        build
          .selectFrom(
            sql<HeardNow>`json_to_recordset(${json(rows)}::json)`.as<'heard_now'>(
              sql`heard_now(n int, channel text, message_id text, address text, heard json)`,
            ),
          )
          .select(({ selectFrom }) => [
            sql.val(boardId).as('board_id'),
            'heard_now.channel',
            'heard_now.message_id',
            'heard_now.address',
            selectFrom('accounts')
              .select('person_id')
              .where('board_id', '=', boardId)
              .whereRef('accounts.channel', '=', 'heard_now.channel')
              .whereRef('accounts.address', '=', 'heard_now.address')
              .where('status', '=', 'active')
              .as('person_id'),
            'heard_now.heard',
            sql<number>`${at}::bigint`.as('received_at'),
          ])
          .orderBy('heard_now.n'),
      )
      .onConflict((conflict) => conflict.columns(['board_id', 'channel', 'message_id']).doNothing())
      .returning(['channel', 'message_id'])
      .execute()
    const fresh = new Set(added.map((row) => `${row.channel} ${row.message_id}`))
    // Of those that came twice at once only the first is new.
    return heard.map(({ channel, messageId }) => fresh.delete(`${channel} ${storableText(messageId)}`))
  }

  const nextInbounds: Records['nextInbounds'] = async (limit) => {
    // Only the oldest of each address: while one process has it locked, no other handles a later one of that address.
    const rows = await db
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
      .limit(limit)
      .forUpdate()
      .skipLocked()
      .execute()
    return rows.map(inboxRowOf)
  }

  const done = async (ids: readonly number[], at: number, problem: string | null): Promise<void> => {
    if (ids.length === 0) return
    // A message that joined its sender (an invitation code) belongs to that person too.
    const sender = sql<string | null>`coalesce(person_id, (
      select a.person_id from accounts a
      where a.board_id = inbox.board_id and a.channel = inbox.channel and a.address = inbox.address
        and a.status = 'active'))`
    await db
      .updateTable('inbox')
      .set({ handled_at: at, problem, person_id: sender })
      .where('board_id', '=', boardId)
      .where('id', '=', sql<number>`any(${`{${ids.join(',')}}`}::bigint[])`)
      .execute()
  }

  return {
    addInbounds,
    nextInbounds,

    async addInbound(inbound, at) {
      const [isNew = false] = await addInbounds([inbound], at)
      return isNew
    },

    async nextInbound() {
      const [row] = await nextInbounds(1)
      return row
    },

    inboundDone: (id, at, problem) => done([id], at, problem),
    inboundsDone: (ids, at) => done(ids, at, null),

    async inboundsBefore(of) {
      if (of.length === 0) return new Map()
      const { rows } = await sql<{ id: number; before: number | null }>`
      select asked.id, (
        select max(earlier.id) from inbox earlier
        where earlier.board_id = ${boardId} and earlier.person_id = asked."personId" and earlier.id < asked.id
      ) as before
      from json_to_recordset(${json(of)}::json) as asked(id bigint, "personId" text)`.execute(db)
      return new Map(rows.flatMap(({ id, before }) => (before === null ? [] : [[id, before]])))
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
  }
}

interface HeardNow {
  readonly n: number
  readonly channel: Inbound['channel']
  readonly message_id: string
  readonly address: string
  readonly heard: string
}

const inboxRowOf = (row: Selectable<Tables['inbox']>): InboxRow => ({
  id: row.id,
  channel: row.channel,
  messageId: row.message_id,
  address: row.address,
  heard: row.heard as Inbound['heard'],
  receivedAt: row.received_at,
})
