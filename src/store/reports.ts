import { type Selectable, sql } from 'kysely'
import type { Records, ReportRow } from '../app/ports/store.ts'
import type { FileRef } from '../core/reply.ts'
import { canonicalJson } from './canonical-json.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** Reports and their drafts; one that was issued is locked. */
export const reportRecords = ({ db, boardId }: Scope): Pick<Records, 'reports' | 'report' | 'putReport'> => {
  const newest = () =>
    db
      .selectFrom('reports')
      .distinctOn('occurrence_id')
      .selectAll()
      .where('board_id', '=', boardId)
      .orderBy('occurrence_id')
      .orderBy('draft', 'desc')

  return {
    async reports() {
      return (await newest().execute()).map(reportOf)
    },

    async report(occurrenceId) {
      const row = await newest().where('occurrence_id', '=', occurrenceId).executeTakeFirst()
      return row && reportOf(row)
    },

    async putReport(report) {
      const columns = {
        status: report.status,
        compiled_at: report.compiledAt,
        file: json(report.file),
        sources: json(report.sources),
        note: report.note,
        number: report.number,
        issued_on: report.issuedOn,
      }
      const written = await db
        .insertInto('reports')
        .values({ board_id: boardId, occurrence_id: report.occurrenceId, draft: report.draft, ...columns })
        .onConflict((conflict) =>
          conflict
            .columns(['board_id', 'occurrence_id', 'draft'])
            .doUpdateSet(columns)
            .where(sql<boolean>`reports.status <> 'issued'`),
        )
        .returning('draft')
        .executeTakeFirst()
      if (written) return
      const issued = await newest()
        .where('occurrence_id', '=', report.occurrenceId)
        .where('draft', '=', report.draft)
        .executeTakeFirstOrThrow()
      if (canonicalJson(reportOf(issued)) === canonicalJson(report)) return
      throw new Error(`The report ${report.occurrenceId} was issued; it cannot be changed any more.`)
    },
  }
}

const reportOf = (row: Selectable<Tables['reports']>): ReportRow => ({
  occurrenceId: row.occurrence_id,
  draft: row.draft,
  status: row.status,
  compiledAt: row.compiled_at,
  file: row.file as FileRef,
  sources: row.sources as ReportRow['sources'],
  note: row.note,
  number: row.number,
  issuedOn: row.issued_on,
})
