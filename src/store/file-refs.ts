import { sql } from 'kysely'
import type { Records } from '../app/ports/store.ts'
import type { FileRef } from '../core/reply.ts'
import type { Scope } from './tables.ts'

/** Which files this Board's records speak of; the bytes themselves know no Board. */
export const fileRecords = ({ db, boardId }: Scope): Pick<Records, 'fileRef'> => ({
  async fileRef(sha256) {
    const evidence = await db
      .selectFrom('evidence')
      .select(['sha256', 'name', 'mime', 'size'])
      .where('board_id', '=', boardId)
      .where('sha256', '=', sha256)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst()
    if (evidence) return evidence
    const found = await sql<{ file: FileRef }>`
      select file from reports where board_id = ${boardId} and file ->> 'sha256' = ${sha256}
      union all
      select part from outbox, json_array_elements(reply -> 'files') part
        where board_id = ${boardId} and part ->> 'sha256' = ${sha256}
      union all
      select file from plan_drafts where board_id = ${boardId} and file ->> 'sha256' = ${sha256}
      union all
      select part from (select board_id, evidence from obstacles union all
        select board_id, evidence from recommendations) raised, json_array_elements(evidence) part
        where board_id = ${boardId} and part ->> 'sha256' = ${sha256}
      union all
      select heard -> 'file' from inbox where board_id = ${boardId} and heard -> 'file' ->> 'sha256' = ${sha256}
      union all
      select part from filled_forms, json_array_elements(file) part
        where board_id = ${boardId} and part ->> 'sha256' = ${sha256}
      union all
      select part from filled_forms, json_array_elements(
          case json_typeof(body -> 'evidence') when 'array' then body -> 'evidence' else '[]'::json end) part
        where board_id = ${boardId} and part ->> 'sha256' = ${sha256}
      limit 1`.execute(db)
    return found.rows[0]?.file
  },
})
