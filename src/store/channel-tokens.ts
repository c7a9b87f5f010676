import type { ChannelStateRecords } from '../app/ports/channel-state.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** Tokens that are used up and replaced, each change compared with what was there before. */
export const channelTokenRecords = ({
  db,
  boardId,
}: Scope): Pick<ChannelStateRecords, 'channelTokens' | 'replaceChannelTokens'> => ({
  async channelTokens(channel) {
    return db
      .selectFrom('channel_tokens')
      .select(['version', 'body'])
      .where('board_id', '=', boardId)
      .where('channel', '=', channel)
      .executeTakeFirst()
  },

  async replaceChannelTokens(channel, old, version, body, at) {
    const row = { version, body: json(body), updated_at: at }
    // One statement each way: whoever comes second finds the row there, or with another version.
    const changed =
      old === null
        ? await db
            .insertInto('channel_tokens')
            .values({ board_id: boardId, channel, ...row })
            .onConflict((conflict) => conflict.columns(['board_id', 'channel']).doNothing())
            .returning('version')
            .executeTakeFirst()
        : await db
            .updateTable('channel_tokens')
            .set(row)
            .where('board_id', '=', boardId)
            .where('channel', '=', channel)
            .where('version', '=', old)
            .returning('version')
            .executeTakeFirst()
    return changed !== undefined
  },
})
