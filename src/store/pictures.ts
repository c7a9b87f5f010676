import { sql } from 'kysely'
import type { PictureRecords } from '../app/ports/pictures.ts'
import type { Scope } from './tables.ts'

/** Which drawn pictures messages spoke of. */
export const pictureRecords = ({ db, boardId }: Scope): PictureRecords => ({
  async picturesSent(from, until) {
    const pictures = sql`select distinct part ->> 'sha256' as sha256, created_at from outbox,
        json_array_elements(case json_typeof(reply -> 'files') when 'array' then reply -> 'files' else '[]'::json end) part
      where board_id = ${boardId} and created_at >= ${from}
        and part ->> 'mime' = 'image/png' and part ->> 'name' ~ '^Tien do [0-9]{1,2}-[0-9]{1,2}-[0-9]{4}[.]png$'`
    // People name their files as they like and hand in what they were sent: evidence is never let go of.
    const speaksOf = (table: string, columns: string) =>
      sql`exists (select 1 from ${sql.table(table)} r where r.board_id = ${boardId}
        and strpos(concat(${sql.raw(columns)}), old.sha256) > 0)`
    const { rows } = await sql<{ sha256: string }>`with pictures as (${pictures}),
        old as (select sha256 from pictures group by sha256 having max(created_at) < ${until})
      select sha256 from old
      where not exists (select 1 from evidence e where e.board_id = ${boardId} and e.sha256 = old.sha256)
        and not ${speaksOf('obstacles', 'r.evidence')} and not ${speaksOf('recommendations', 'r.evidence')}
        and not ${speaksOf('filled_forms', 'r.body, r.file')} and not ${speaksOf('sessions', 'r.state')}
      order by sha256`.execute(db)
    return rows.map(({ sha256 }) => sha256)
  },
})
