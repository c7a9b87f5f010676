import { type Selectable, sql } from 'kysely'
import type { FilledForm, FilledFormRecords } from '../app/ports/filled-forms.ts'
import type { FileRef } from '../core/reply.ts'
import { canonicalJson, sha256Of } from './canonical-json.ts'
import { json, storableText } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** Forms that people filled in; rows are only added. */
export const filledFormRecords = ({ db, boardId }: Scope): FilledFormRecords => {
  const ofBoard = () => db.selectFrom('filled_forms').selectAll().where('board_id', '=', boardId)
  const isNewest = sql<boolean>`not exists (select 1 from filled_forms later where later.board_id = ${boardId}
    and later.series = filled_forms.series and later.revision > filled_forms.revision)`

  return {
    async addForm({ series, flow, unitId, personId, occurrenceId, title, at, body, files }) {
      // The first revision is the turnstile: two corrections at once become two revisions.
      if (series !== null) {
        await db
          .selectFrom('filled_forms')
          .select('id')
          .where('board_id', '=', boardId)
          .where('series', '=', series)
          .where('revision', '=', 1)
          .forUpdate()
          .executeTakeFirstOrThrow()
      }
      const last =
        series === null
          ? undefined
          : await ofBoard().where('series', '=', series).orderBy('revision', 'desc').limit(1).executeTakeFirst()
      const text = json(body)
      const { rows } = await sql<Selectable<Tables['filled_forms']>>`
        with numbered as (select nextval(pg_get_serial_sequence('filled_forms', 'id')) as id)
        insert into filled_forms (id, board_id, series, revision, flow, unit_id, person_id, occurrence_id, title, at,
          body, hash, file)
        overriding system value
        select id, ${boardId}, coalesce(${series}::bigint, id), ${(last?.revision ?? 0) + 1}::integer, ${flow}, ${unitId},
          ${personId}, ${occurrenceId}, ${storableText(title)}, ${at}::bigint, ${text}::json,
          ${sha256Of(canonicalJson(JSON.parse(text)))}, ${json(files)}::json
        from numbered
        returning *`.execute(db)
      const [row] = rows
      if (row === undefined) throw new Error('the form was not kept')
      return formOf(row)
    },

    async form(series) {
      const row = await ofBoard().where('series', '=', series).orderBy('revision', 'desc').limit(1).executeTakeFirst()
      return row && formOf(row)
    },

    async formsOf(unitIds, limit) {
      if (unitIds.length === 0) return []
      const rows = await ofBoard()
        .where('unit_id', 'in', unitIds)
        .where(isNewest)
        .orderBy('id', 'desc')
        .limit(limit)
        .execute()
      return rows.map(formOf)
    },

    async formFor(occurrenceId) {
      const row = await ofBoard()
        .where('occurrence_id', '=', occurrenceId)
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      return row && formOf(row)
    },

    async formsAbout(occurrenceId) {
      const rows = await ofBoard().where('occurrence_id', '=', occurrenceId).where(isNewest).orderBy('series').execute()
      return rows.map(formOf)
    },

    async formRevisions(series) {
      const rows = await ofBoard().where('series', '=', series).orderBy('revision').execute()
      return rows.map(formOf)
    },
  }
}

const formOf = (row: Selectable<Tables['filled_forms']>): FilledForm => ({
  id: Number(row.id),
  series: Number(row.series),
  revision: row.revision,
  flow: row.flow,
  unitId: row.unit_id,
  personId: row.person_id,
  occurrenceId: row.occurrence_id,
  title: row.title,
  at: Number(row.at),
  body: row.body as FilledForm['body'],
  hash: row.hash,
  files: (row.file ?? []) as readonly FileRef[],
})
