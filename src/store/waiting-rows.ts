import { sql } from 'kysely'
import type { DeliveryRecords } from '../app/ports/delivery.ts'
import { reminderKey } from '../core/reminder/agenda.ts'
import { outboxRowOf } from './outbox.ts'
import type { Scope } from './tables.ts'

type WaitingRecords = Pick<DeliveryRecords, 'waitingRows' | 'remindersIn' | 'takeBack' | 'triedSince' | 'recordReceipt'>

/** Messages that have not gone out in time, and what providers tell of those that have. */
export const waitingRecords = ({ db, boardId }: Scope): WaitingRecords => ({
  async waitingRows(before) {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('sent_at', 'is', null)
      .where('status', 'in', ['queued', 'held'])
      .where(({ eb, and, or }) =>
        or([
          and([eb('status', '=', 'held'), eb('note', 'like', 'waits: %')]),
          and([
            eb('status', '=', 'queued'),
            eb('kind', 'in', ['digest', 'ping', 'catch-up']),
            eb('created_at', '<=', before),
          ]),
        ]),
      )
      .orderBy('id')
      // Two processes that look at once do not both release a row that the first has sent meanwhile.
      .forUpdate()
      .execute()
    return rows.map(outboxRowOf)
  },

  async remindersIn(outboxIds) {
    const found = new Map<number, string[]>()
    if (outboxIds.length === 0) return found
    const rows = await db
      .selectFrom('reminders')
      .select(['outbox_id', 'occurrence_id', 'rung', 'person_id'])
      .where('board_id', '=', boardId)
      .where('outbox_id', 'in', [...outboxIds])
      .execute()
    for (const row of rows) {
      const key = reminderKey(row.occurrence_id, row.rung, row.person_id)
      const known = found.get(row.outbox_id)
      if (known === undefined) found.set(row.outbox_id, [key])
      else known.push(key)
    }
    return found
  },

  async takeBack(outboxIds) {
    if (outboxIds.length === 0) return []
    const taken = await db
      .updateTable('outbox')
      .set({ status: 'bundled', key: sql<string>`key || '|bundled|' || id` })
      .where('board_id', '=', boardId)
      .where('id', 'in', [...outboxIds])
      .where('status', 'in', ['queued', 'held'])
      .returning('id')
      .execute()
    const ids = taken.map(({ id }) => id).sort((a, b) => a - b)
    if (ids.length > 0)
      await db.deleteFrom('reminders').where('board_id', '=', boardId).where('outbox_id', 'in', ids).execute()
    return ids
  },

  async triedSince(since) {
    const rows = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where(sql<string>`tried::text`, '<>', '[]')
      .orderBy('id')
      .execute()
    return rows.map(outboxRowOf).filter(({ tried }) => tried.some(({ at }) => at >= since))
  },

  async recordReceipt(channel, providerIds, what, at) {
    if (providerIds.length === 0) return 0
    const delivered = sql<number>`coalesce(delivered_at, ${at})`
    const news =
      what === 'seen'
        ? { delivered_at: delivered, seen_at: sql<number>`coalesce(seen_at, ${at})` }
        : { delivered_at: delivered }
    const changed = await db
      .updateTable('outbox')
      .set(news)
      .where('board_id', '=', boardId)
      .where('channel', '=', channel)
      .where('provider_id', 'in', [...providerIds])
      .where(what === 'seen' ? 'seen_at' : 'delivered_at', 'is', null)
      .returning('id')
      .execute()
    return changed.length
  },
})
