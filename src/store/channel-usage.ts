import { sql } from 'kysely'
import type { DeliveryRecords } from '../app/ports/delivery.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** What has been sent in a month and to how many, for channels whose providers count. */
export const usageRecords = ({
  db,
  boardId,
}: Scope): Pick<DeliveryRecords, 'countSent' | 'sentIn' | 'peopleOn' | 'heardAt'> => ({
  async countSent(month, sent) {
    // In one order, so that two processes which count at once do not wait for each other in a ring.
    const rows = [...sent]
      .filter(([, count]) => count > 0)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([channel, count]) => ({ board_id: boardId, channel, month, sent: count }))
    if (rows.length === 0) return
    await db
      .insertInto('channel_usage')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(['board_id', 'channel', 'month'])
          .doUpdateSet({ sent: sql<number>`channel_usage.sent + excluded.sent` }),
      )
      .execute()
  },

  async sentIn(month) {
    const rows = await db
      .selectFrom('channel_usage')
      .select(['channel', 'sent'])
      .where('board_id', '=', boardId)
      .where('month', '=', month)
      .execute()
    return new Map(rows.map(({ channel, sent }) => [channel, sent]))
  },

  async peopleOn() {
    const rows = await db
      .selectFrom('accounts')
      .select(({ fn }) => ['channel', fn.countAll<string | number>().as('people')])
      .where('board_id', '=', boardId)
      .where('status', '=', 'active')
      .groupBy('channel')
      .execute()
    return new Map(rows.map(({ channel, people }) => [channel, Number(people)]))
  },

  async heardAt(places, at) {
    if (places.length === 0) return
    const heard = json(places.map(({ channel, address }) => [channel, address]))
    await sql`update accounts set last_heard_at = ${at}
      where board_id = ${boardId} and (last_heard_at is null or last_heard_at < ${at})
        and (channel, address) in (select place ->> 0, place ->> 1 from json_array_elements(${heard}::json) place)
      `.execute(db)
  },
})
