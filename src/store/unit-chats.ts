import type { Selectable } from 'kysely'
import type { UnitChat, UnitChatRecords } from '../app/ports/unit-chats.ts'
import { serialise } from './crossings.ts'
import type { Scope, Tables } from './tables.ts'

/** The groups of Units, and the codes that link them. */
export const unitChatRecords = (scope: Scope): UnitChatRecords => {
  const { db, boardId } = scope
  return {
    async addUnitChatCode({ hash, unitId, madeBy, at, expiresAt }) {
      await serialise(scope, [`group-code|${unitId}|${madeBy}`])
      await db
        .updateTable('unit_chat_codes')
        .set({ ended_at: at })
        .where('board_id', '=', boardId)
        .where('unit_id', '=', unitId)
        .where('made_by', '=', madeBy)
        .where('ended_at', 'is', null)
        .execute()
      await db
        .insertInto('unit_chat_codes')
        .values({
          board_id: boardId,
          unit_id: unitId,
          code_hash: hash,
          made_by: madeBy,
          created_at: at,
          expires_at: expiresAt,
        })
        .execute()
    },

    async useUnitChatCode(hash, at) {
      // One statement: of two groups that send the same code at once only one is linked.
      const row = await db
        .updateTable('unit_chat_codes')
        .set({ ended_at: at })
        .where('board_id', '=', boardId)
        .where('code_hash', '=', hash)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', at)
        .returning(['unit_id', 'made_by'])
        .executeTakeFirst()
      return row && { unitId: row.unit_id, madeBy: row.made_by }
    },

    async unitChats() {
      const rows = await db
        .selectFrom('unit_chats')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('closed_at', 'is', null)
        .orderBy('id')
        .execute()
      return rows.map(unitChatOf)
    },

    async unitChatAt(channel, address) {
      const row = await db
        .selectFrom('unit_chats')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('channel', '=', channel)
        .where('address', '=', address)
        .where('closed_at', 'is', null)
        .executeTakeFirst()
      return row && unitChatOf(row)
    },

    async joinUnitChat(unitId, channel, address, joinedBy, at) {
      const joined = { unit_id: unitId, joined_by: joinedBy, joined_at: at, closed_at: null }
      const row = await db
        .insertInto('unit_chats')
        .values({ board_id: boardId, channel, address, ...joined })
        .onConflict((conflict) => conflict.columns(['board_id', 'channel', 'address']).doUpdateSet(joined))
        .returningAll()
        .executeTakeFirstOrThrow()
      return unitChatOf(row)
    },

    async closeUnitChat(id, at) {
      const closed = await db
        .updateTable('unit_chats')
        .set({ closed_at: at })
        .where('board_id', '=', boardId)
        .where('id', '=', id)
        .where('closed_at', 'is', null)
        .returning('id')
        .executeTakeFirst()
      return closed !== undefined
    },

    async moveUnitChat(id, address) {
      const mine = db.selectFrom('unit_chats').select('channel').where('board_id', '=', boardId).where('id', '=', id)
      await db
        .deleteFrom('unit_chats')
        .where('board_id', '=', boardId)
        .where('channel', '=', mine)
        .where('address', '=', address)
        .where('id', '<>', id)
        .execute()
      await db.updateTable('unit_chats').set({ address }).where('board_id', '=', boardId).where('id', '=', id).execute()
    },
  }
}

const unitChatOf = (row: Selectable<Tables['unit_chats']>): UnitChat => ({
  id: row.id,
  unitId: row.unit_id,
  channel: row.channel,
  address: row.address,
  joinedBy: row.joined_by,
  joinedAt: row.joined_at,
})
