import type { ChannelStateRecords } from '../app/ports/channel-state.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** Files that a provider was told are taken and that are still to be fetched. */
export const pendingFileRecords = ({
  db,
  boardId,
}: Scope): Pick<ChannelStateRecords, 'putPendingFile' | 'removePendingFile' | 'pendingFiles'> => ({
  async putPendingFile(channel, messageId, body, at) {
    await db
      .insertInto('pending_files')
      .values({ board_id: boardId, channel, message_id: messageId, body: json(body), created_at: at })
      .onConflict((conflict) => conflict.columns(['board_id', 'channel', 'message_id']).doNothing())
      .execute()
  },

  async removePendingFile(channel, messageId) {
    await db
      .deleteFrom('pending_files')
      .where('board_id', '=', boardId)
      .where('channel', '=', channel)
      .where('message_id', '=', messageId)
      .execute()
  },

  async pendingFiles(channel) {
    const rows = await db
      .selectFrom('pending_files')
      .select('body')
      .where('board_id', '=', boardId)
      .where('channel', '=', channel)
      .orderBy('created_at')
      .orderBy('message_id')
      .execute()
    return rows.map(({ body }) => body)
  },
})
