import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { NewOutboxRow, OutboxRow, Tried } from '../app/ports/messages.ts'
import type { Records } from '../app/ports/store.ts'
import type { Reply } from '../core/reply.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type OutboxRecords = Pick<
  Records,
  | 'addOutbox'
  | 'addOutboxRows'
  | 'outboxRows'
  | 'newestTo'
  | 'outbox'
  | 'outboxWaiting'
  | 'outboxTo'
  | 'held'
  | 'updateOutbox'
>

/** Messages to people, from the transaction of their cause until they are sent. */
export const outboxRecords = ({ db, boardId }: Scope): OutboxRecords => ({
  async addOutbox(row, status = 'queued') {
    const added = await db
      .insertInto('outbox')
      .values({
        board_id: boardId,
        key: row.key,
        kind: row.kind,
        channel: row.channel,
        address: row.address,
        person_id: row.personId,
        reply: json(row.reply),
        status,
        created_at: row.createdAt,
        about: json(row.about),
      })
      .onConflict((conflict) => conflict.columns(['board_id', 'key']).doNothing())
      .returningAll()
      .executeTakeFirst()
    return added && outboxRowOf(added)
  },

  async addOutboxRows(rows) {
    if (rows.length === 0) return []
    // One JSON value in, two columns out: what PGlite does for each single value costs more than the rest.
    const texts = json(
      rows.map((row, n) => ({
        ...{ n, key: row.key, kind: row.kind, channel: row.channel, address: row.address, person_id: row.personId },
        ...{ reply: row.reply, status: 'queued', created_at: row.createdAt, about: row.about },
      })),
    )
    const added = await db
      .insertInto('outbox')
      .columns(['board_id', ...columnsOfNew])
      .expression((build) =>
        build
          .selectFrom(
            sql<NewColumns>`json_to_recordset(${texts}::json)`.as<'said'>(
              sql`said(n int, key text, kind text, channel text, address text, person_id text, reply json, status text,
                created_at bigint, about json)`,
            ),
          )
          .select(sql.val(boardId).as('board_id'))
          .select(columnsOfNew)
          .orderBy('said.n'),
      )
      .onConflict((conflict) => conflict.columns(['board_id', 'key']).doNothing())
      .returning(['id', 'key'])
      .execute()
    const ids = new Map(added.map(({ id, key }) => [key, id]))
    const stored: readonly Pick<NewOutboxRow, 'key' | 'reply' | 'about' | 'address'>[] = JSON.parse(texts)
    return rows.flatMap((row, n): OutboxRow[] => {
      const { key, reply, about, address } = stored[n] ?? row
      const id = ids.get(key)
      // Of two with one key the first was written.
      ids.delete(key)
      return id === undefined ? [] : [{ ...row, ...unsent, id, key, reply, about, address }]
    })
  },

  async outboxRows(ids) {
    if (ids.length === 0) return []
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('id', '=', sql<number>`any(${`{${ids.join(',')}}`}::bigint[])`)
      .execute()
    return rows.map(outboxRowOf)
  },

  async newestTo(personIds, limit) {
    if (personIds.length === 0) return []
    const rows = await db
      .selectFrom(sql<{ id: string }>`json_array_elements_text(${json(personIds)}::json)`.as<'person'>(sql`person(id)`))
      .innerJoinLateral(
        (build) =>
          build
            .selectFrom('outbox')
            .select(['outbox.id', 'outbox.key', 'outbox.person_id', 'outbox.reply'])
            .where('board_id', '=', boardId)
            .whereRef('outbox.person_id', '=', 'person.id')
            .orderBy('outbox.id', 'desc')
            .limit(limit)
            .as('told'),
        (join) => join.onTrue(),
      )
      .selectAll('told')
      .orderBy('told.id')
      .execute()
    return rows.map((row) => ({ id: row.id, key: row.key, personId: row.person_id, reply: row.reply as Reply }))
  },

  async outbox(id) {
    const row = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('id', '=', id)
      .executeTakeFirst()
    return row && outboxRowOf(row)
  },

  async outboxWaiting() {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('sent_at', 'is', null)
      .where('status', 'in', ['queued', 'sending'])
      .orderBy('id')
      .execute()
    return rows.map(outboxRowOf)
  },

  async outboxTo(personId, limit) {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', '=', personId)
      .orderBy('id', 'desc')
      .limit(limit)
      .execute()
    return rows.reverse().map(outboxRowOf)
  },

  async held() {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('sent_at', 'is', null)
      .where('status', '=', 'held')
      .where(({ eb }) => eb.or([eb('note', 'is', null), eb('note', 'not like', 'waits: %')]))
      .orderBy('id')
      // As with the rows that wait for a channel: of two processes one releases them.
      .forUpdate()
      .execute()
    return rows.map(outboxRowOf)
  },

  async updateOutbox(id, change) {
    const columns: Updateable<Tables['outbox']> = {}
    if (change.status !== undefined) columns.status = change.status
    if (change.sentAt !== undefined) columns.sent_at = change.sentAt
    if (change.providerId !== undefined) columns.provider_id = change.providerId
    if (change.attempts !== undefined) columns.attempts = change.attempts
    if (change.note !== undefined) columns.note = change.note
    if (change.channel !== undefined) columns.channel = change.channel
    if (change.address !== undefined) columns.address = change.address
    if (change.instead !== undefined) columns.instead = change.instead
    if (change.tried !== undefined) columns.tried = json(change.tried)
    if (Object.keys(columns).length === 0) return
    await db.updateTable('outbox').set(columns).where('board_id', '=', boardId).where('id', '=', id).execute()
  },
})

const columnsOfNew = [
  'key',
  'kind',
  'channel',
  'address',
  'person_id',
  'reply',
  'status',
  'created_at',
  'about',
] as const

type NewColumns = { readonly n: number } & {
  readonly [name in (typeof columnsOfNew)[number]]: Insertable<Tables['outbox']>[name]
}

/** What the database gives a row that is new. */
export const unsent = {
  status: 'queued',
  sentAt: null,
  providerId: null,
  attempts: 0,
  note: null,
  deliveredAt: null,
  seenAt: null,
  instead: null,
  tried: [],
} as const

/** A row as the product knows it. */
export const outboxRowOf = (row: Selectable<Tables['outbox']>): OutboxRow => ({
  id: row.id,
  key: row.key,
  kind: row.kind,
  channel: row.channel,
  address: row.address,
  personId: row.person_id,
  reply: row.reply as Reply,
  status: row.status,
  createdAt: row.created_at,
  sentAt: row.sent_at,
  providerId: row.provider_id,
  attempts: row.attempts,
  note: row.note,
  about: row.about as readonly string[],
  deliveredAt: row.delivered_at,
  seenAt: row.seen_at,
  instead: row.instead,
  tried: row.tried as readonly Tried[],
})
