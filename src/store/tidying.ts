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

  async removeStrangers(until, limit) {
    // Whoever joined later may have it shown or erased as their own.
    const isSomebodys = (table: 'inbox' | 'outbox') => sql<SqlBool>`exists (select 1 from accounts a
      where a.board_id = ${boardId} and a.channel = ${sql.ref(`${table}.channel`)}
        and a.address = ${sql.ref(`${table}.address`)})`
    const isGroups = (table: 'inbox' | 'outbox') => sql<SqlBool>`exists (select 1 from unit_chats c
      where c.board_id = ${boardId} and c.channel = ${sql.ref(`${table}.channel`)}
        and c.address = ${sql.ref(`${table}.address`)})`
    const heard = await db
      .selectFrom('inbox')
      .select('id')
      .where('board_id', '=', boardId)
      .where('person_id', 'is', null)
      .where('handled_at', '<=', until)
      .where('received_at', '<=', until)
      .where(sql<SqlBool>`not ${isSomebodys('inbox')} and not ${isGroups('inbox')}`)
      .limit(limit)
      .execute()
    const said = await db
      .selectFrom('outbox')
      .select('id')
      .where('board_id', '=', boardId)
      .where('person_id', 'is', null)
      .where('kind', 'in', ['notice', 'answer'])
      .where('status', 'not in', ['queued', 'sending', 'held'])
      .where('created_at', '<=', until)
      .where(sql<SqlBool>`not ${isSomebodys('outbox')} and not ${isGroups('outbox')}`)
      .limit(limit)
      .execute()
    // On most days there are none.
    for (const [table, rows] of [
      ['inbox', heard],
      ['outbox', said],
    ] as const)
      if (rows.length > 0)
        await db
          .deleteFrom(table)
          .where('board_id', '=', boardId)
          .where(
            'id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
    return { heard: heard.length, said: said.length }
  },

  async filesHeardOnly(sha256s, until) {
    // Only what the records name themselves is taken: a folder of another database, or an older backup of this one,
    // keeps its files. The bytes know no Board, so each Board's records are asked; what they say stays here. Most rows
    // speak of no file, and a word is found much faster than a pattern.
    const { rows } = await sql<{ sha256: string }>`
      with heard(sha256) as materialized (
        select heard -> 'file' ->> 'sha256' from inbox where received_at <= ${until} and ${speaksOfFile('heard')}
        union select named[1] from sessions, regexp_matches(state::text, '[0-9a-f]{64}', 'g') named
          where status = 'done' and updated_at <= ${until} and ${speaksOfFile('state')}
      ), asked(sha256) as materialized (select json_array_elements_text(${json(sha256s)}::json))
      select sha256 from heard
      where sha256 in (select sha256 from asked)
      and not exists (select 1 from evidence e where e.sha256 = heard.sha256
        and e.board_id in (select board_id from boards))`.execute(db)
    return rows.map(({ sha256 }) => sha256)
  },

  async filesSpokenOf(sha256s, until) {
    if (sha256s.length === 0) return []
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from json_array_elements_text(${json(sha256s)}::json) asked(sha256)
      where exists (select 1 from evidence e where e.sha256 = asked.sha256
        and e.board_id in (select board_id from boards))
      or sha256 in (
        select named[1] from (
          select file::text as spoken from reports
          union all select file::text from plan_drafts
          union all select evidence::text from obstacles where evidence is not null
          union all select evidence::text from recommendations where evidence is not null
          union all select concat(body, file) from filled_forms
          union all select body::text from answers where ${speaksOfFile('body')}
          union all select state::text from sessions
            where (status <> 'done' or updated_at > ${until}) and ${speaksOfFile('state')}
          union all select body::text from links
          union all select body::text from pending_files
          union all select value from facts
        ) said, regexp_matches(spoken, '[0-9a-f]{64}', 'g') named
        union all select one ->> 'sha256' from outbox, json_array_elements(
          case json_typeof(reply -> 'files') when 'array' then reply -> 'files' end) one
          where ${speaksOfFile('reply')}
        union all select heard -> 'file' ->> 'sha256' from inbox
          where (handled_at is null or received_at > ${until}) and ${speaksOfFile('heard')})`.execute(db)
    return rows.map(({ sha256 }) => sha256)
  },
})

/** Whether a json column names a file anywhere; in what people typed the quotes would be masked. */
const speaksOfFile = (column: string) => sql<SqlBool>`${sql.ref(column)}::text like '%"sha256"%'`
