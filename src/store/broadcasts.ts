import { sql } from 'kysely'
import type { BroadcastRecords } from '../app/ports/broadcasts.ts'
import type { Scope } from './tables.ts'

/** What became of one message that went to many. */
export const broadcastRecords = ({ db, boardId }: Scope): BroadcastRecords => ({
  async messagesKeyed(prefix) {
    const rows = await db
      .selectFrom('outbox')
      .select(['key', 'person_id', 'status', 'note', 'sent_at'])
      .where('board_id', '=', boardId)
      .where(sql<boolean>`starts_with(key, ${prefix})`)
      .orderBy('id')
      .execute()
    return rows.map(({ key, person_id, status, note, sent_at }) => ({
      ...{ key, personId: person_id, status, note, sentAt: sent_at },
    }))
  },
})
