import { type SqlBool, sql } from 'kysely'
import type { TidyRecords } from '../app/ports/tidying.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** What is taken away once nobody needs it. */
export const tidyRecords = ({ db, boardId }: Scope): TidyRecords => ({
  async removeTries(before) {
    const removed = await db
      .deleteFrom('facts')
      .where('board_id', '=', boardId)
      .where(sql<SqlBool>`name ~ '^(group-)?tries[|]' and right(name, 10) < ${before}`)
      .returning('name')
      .execute()
    return removed.length
  },

  async removeStrangers(until) {
    // Whoever joined later may have it shown or erased as their own.
    const isSomebodys = (table: 'inbox' | 'outbox') => sql<SqlBool>`exists (select 1 from accounts a
      where a.board_id = ${boardId} and a.channel = ${sql.ref(`${table}.channel`)}
        and a.address = ${sql.ref(`${table}.address`)})`
    const isGroups = (table: 'inbox' | 'outbox') => sql<SqlBool>`exists (select 1 from unit_chats c
      where c.board_id = ${boardId} and c.channel = ${sql.ref(`${table}.channel`)}
        and c.address = ${sql.ref(`${table}.address`)})`
    const heard = await db
      .deleteFrom('inbox')
      .where('board_id', '=', boardId)
      .where('person_id', 'is', null)
      .where('handled_at', '<=', until)
      .where('received_at', '<=', until)
      .where(sql<SqlBool>`not ${isSomebodys('inbox')} and not ${isGroups('inbox')}`)
      .returning('id')
      .execute()
    const said = await db
      .deleteFrom('outbox')
      .where('board_id', '=', boardId)
      .where('person_id', 'is', null)
      .where('kind', 'in', ['notice', 'answer'])
      .where('status', 'not in', ['queued', 'sending', 'held'])
      .where('created_at', '<=', until)
      .where(sql<SqlBool>`not ${isSomebodys('outbox')} and not ${isGroups('outbox')}`)
      .returning('id')
      .execute()
    return { heard: heard.length, said: said.length }
  },

  async filesNoLongerNeeded(sha256s, until) {
    // Only what the records name themselves is taken: a folder of another database, or an older backup of this one,
    // keeps its files.
    const { rows: heard } = await sql<{ sha256: string }>`
      select distinct named[1] as sha256 from (
        select heard::text as spoken from inbox where heard -> 'file' is not null and received_at <= ${until}
        union all select state::text from sessions where status = 'done' and updated_at <= ${until}
      ) said, regexp_matches(spoken, '[0-9a-f]{64}', 'g') named
      where named[1] in (select json_array_elements_text(${json(sha256s)}::json))`.execute(db)
    if (heard.length === 0) return []
    // The bytes know no Board, so each Board's records are asked; what they say stays here.
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from json_array_elements_text(${json(heard.map(({ sha256 }) => sha256))}::json) asked(sha256)
      where not exists (select 1 from evidence e where e.sha256 = asked.sha256
        and e.board_id in (select board_id from boards))
      and sha256 not in (
        select named[1] from (
          select file::text as spoken from reports
          union all select reply::text from outbox where reply -> 'files' is not null
          union all select file::text from plan_drafts
          union all select evidence::text from obstacles where evidence is not null
          union all select evidence::text from recommendations where evidence is not null
          union all select concat(body, file) from filled_forms
          union all select body::text from answers where case json_typeof(body -> 'evidence')
            when 'array' then json_array_length(body -> 'evidence') > 0 else false end
          union all select state::text from sessions where status <> 'done' or updated_at > ${until}
          union all select body::text from links
          union all select body::text from pending_files
          union all select value from facts
          union all select heard::text from inbox
            where heard -> 'file' is not null and (handled_at is null or received_at > ${until})
        ) said, regexp_matches(spoken, '[0-9a-f]{64}', 'g') named)`.execute(db)
    return rows.map(({ sha256 }) => sha256)
  },
})
