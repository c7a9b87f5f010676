import { sql } from 'kysely'
import type { EvidenceRecords } from '../app/ports/evidence.ts'
import { answerOf } from './answers.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** What was handed in, and when. */
export const evidenceRecords = ({ db, boardId }: Scope): EvidenceRecords => ({
  async handedInBefore(sha256s, except) {
    if (sha256s.length === 0) return []
    const rows = await db
      .selectFrom('evidence')
      .innerJoin('answers', (join) =>
        join.onRef('answers.board_id', '=', 'evidence.board_id').onRef('answers.id', '=', 'evidence.answer_id'),
      )
      .distinctOn('sha256')
      .select(['sha256', 'occurrence_id', 'person_id', 'at'])
      .where('evidence.board_id', '=', boardId)
      .where('sha256', 'in', sql<string>`(select json_array_elements_text(${json(sha256s)}::json))`)
      .where('occurrence_id', '<>', except)
      .orderBy('sha256')
      .orderBy('answers.id')
      .execute()
    return rows.map((row) => ({
      sha256: row.sha256,
      occurrenceId: row.occurrence_id,
      personId: row.person_id,
      at: row.at,
    }))
  },

  async answersSince(from) {
    const rows = await db
      .selectFrom('answers')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('at', '>=', from)
      .orderBy('id')
      .execute()
    return rows.map(answerOf)
  },
})
