import { sql } from 'kysely'
import type { Account } from '../app/ports/account.ts'
import type { BatchRecords } from '../app/ports/batches.ts'
import type { ChannelName, NewOutboxRow, OutboxRow } from '../app/ports/messages.ts'
import { accountOf } from './accounts.ts'
import { outboxRowOf, unsent } from './outbox.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** A list as one value, so that its length has no limit and the statement is always the same. */
const texts = (values: readonly string[]) => sql<string>`(select json_array_elements_text(${json(values)}::json))`
const anyOf = (ids: readonly number[]) => sql<number>`any(${`{${ids.join(',')}}`}::bigint[])`

/** Many messages in one statement each. */
export const batchRecords = ({ db, boardId }: Scope): BatchRecords => ({
  async claimOutbox(ids) {
    if (ids.length === 0) return []
    // Two plain statements find their rows by the index, also where nobody has counted the rows of the table yet.
    const waiting = db
      .updateTable('outbox')
      .where('board_id', '=', boardId)
      .where('id', '=', anyOf(ids))
      .where('status', 'in', ['queued', 'sending'])
    const open = db
      .selectFrom('occurrences as o')
      .select('o.occurrence_id')
      .where('o.board_id', '=', boardId)
      .where('o.dropped', '=', false)
      .where('o.status', '=', 'open')
      .where('o.occurrence_id', 'in', sql<string>`(select json_array_elements_text(outbox.about))`)
    const claim = (rows: typeof waiting) =>
      rows
        .set((to) => ({
          status: 'sending',
          attempts: to('attempts', '+', 1),
          note: to.case().when('status', '=', 'sending').then('again').else(to.ref('note')).end(),
        }))
        .returningAll()
        .execute()
    // Most speak of nothing that could have been answered meanwhile, and need not be looked at further.
    const plain = await claim(waiting.where(sql`json_array_length(about)`, '=', 0))
    if (plain.length === ids.length) return plain.map(outboxRowOf)
    const reminds = sql<boolean>`json_array_length(outbox.about) > 0 and outbox.person_id is not null`
    const theirs = db
      .selectFrom('accounts as a')
      .select('a.id')
      .where('a.board_id', '=', boardId)
      .where('a.channel', '=', sql.ref<ChannelName>('outbox.channel'))
      .where('a.address', '=', sql.ref<string>('outbox.address'))
      .where('a.person_id', '=', sql.ref<string>('outbox.person_id'))
      .where('a.status', '=', 'active')
      .where('a.consent_at', 'is not', null)
    await waiting
      .set({ status: 'cancelled', note: 'answered before it was sent' })
      .where(sql`json_array_length(about)`, '>', 0)
      .where(({ not, exists }) => not(exists(open)))
      .execute()
    // Whoever has left or withdrawn is not reminded there any more; what is open is said where they can be reached.
    await waiting
      .set({ status: 'held', note: 'waits: bundle' })
      .where(reminds)
      .where(({ not, exists }) => not(exists(theirs)))
      .execute()
    const speaking = await claim(waiting.where(sql`json_array_length(about)`, '>', 0))
    return [...plain, ...speaking].map(outboxRowOf)
  },

  async recordSent(sent) {
    if (sent.length === 0) return
    const list = json(sent.map((one) => ({ ...one, sent_at: one.sentAt, provider_id: one.providerId })))
    const rows = sql<{ id: number; sent_at: number; provider_id: string | null; instead: OutboxRow['instead'] }>`
      json_to_recordset(${list}::json)`
    await db
      .updateTable('outbox')
      .from(rows.as<'s'>(sql`s(id bigint, sent_at bigint, provider_id text, instead text)`))
      .set((to) => ({
        status: 'sent',
        sent_at: to.ref('s.sent_at'),
        provider_id: to.ref('s.provider_id'),
        instead: to.ref('s.instead'),
      }))
      .where('outbox.board_id', '=', boardId)
      .whereRef('outbox.id', '=', 's.id')
      // The same once more: so the rows are found by the index, however many the planner expects.
      .where('outbox.id', '=', anyOf(sent.map(({ id }) => id)))
      .execute()
  },

  async addReminderRows(rows, at) {
    if (rows.length === 0) return []
    const list = json(
      rows.map(({ row, status }) => ({ ...row, person_id: row.personId, created_at: row.createdAt, status })),
    )
    const from = sql`json_to_recordset(${list}::json) as n(key text, kind text, channel text, address text,
      person_id text, reply json, status text, created_at bigint, about json)`
    const added = await db
      .insertInto('outbox')
      .columns(['board_id', 'key', 'kind', 'channel', 'address', 'person_id', 'reply', 'status', 'created_at', 'about'])
      .expression(
        sql`select ${boardId}, key, kind, channel, address, person_id, reply, status, created_at, about from ${from}`,
      )
      .onConflict((conflict) => conflict.columns(['board_id', 'key']).doNothing())
      .returning(['id', 'key'])
      .execute()
    const idOf = new Map(added.map(({ id, key }) => [key, id]))
    const fresh = rows.flatMap((one) => {
      const id = idOf.get(storedKey(one.row.key))
      return id === undefined ? [] : [{ ...one, id }]
    })
    const reminders = fresh.flatMap(({ rungs, id }) =>
      rungs.map((one) => ({
        occurrence_id: one.occurrenceId,
        rung: one.rung,
        person_id: one.personId,
        missed: one.missed,
        id,
      })),
    )
    if (reminders.length > 0) {
      const carried = sql`json_to_recordset(${json(reminders)}::json)
        as n(occurrence_id text, rung text, person_id text, missed boolean, id bigint)`
      const written = await db
        .insertInto('reminders')
        .columns(['board_id', 'occurrence_id', 'rung', 'person_id', 'at', 'missed', 'outbox_id'])
        .expression(sql`select ${boardId}, occurrence_id, rung, person_id, ${at}::bigint, missed, id from ${carried}`)
        .onConflict((conflict) => conflict.columns(['board_id', 'occurrence_id', 'rung', 'person_id']).doNothing())
        .executeTakeFirstOrThrow()
      if (Number(written.numInsertedOrUpdatedRows) !== reminders.length) return undefined
    }
    return fresh.map(({ row, status, id }) => newRow(row, status, id))
  },

  async accountsOf(personIds) {
    const found = new Map<string, Account[]>()
    if (personIds.length === 0) return found
    const rows = await db
      .selectFrom('accounts')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('person_id', 'in', texts(personIds))
      .orderBy('id')
      .execute()
    for (const row of rows) {
      const known = found.get(row.person_id)
      if (known === undefined) found.set(row.person_id, [accountOf(row)])
      else known.push(accountOf(row))
    }
    return found
  },

  async peopleWriting(after) {
    const rows = await db
      .selectFrom('sessions')
      .select('person_id')
      .where('board_id', '=', boardId)
      .where('status', '=', 'active')
      .where('updated_at', '>', after)
      .where(sql<string>`state->>'halfWritten'`, '=', 'true')
      .execute()
    return new Set(rows.map((row) => row.person_id))
  },
})

/** A key as it is kept. */
const storedKey = (key: string): string => JSON.parse(json(key))

/** A row as it has just been written. */
const newRow = (row: NewOutboxRow, status: 'queued' | 'held', id: number): OutboxRow => ({
  ...row,
  ...unsent,
  id,
  status,
})
