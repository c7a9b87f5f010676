import { type Selectable, sql } from 'kysely'
import type { AnswerRow } from '../app/ports/answers.ts'
import type { Records } from '../app/ports/store.ts'
import type { AnswerBody } from '../core/answer.ts'
import { canonicalJson, sha256Of } from './canonical-json.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** What people answered; rows are only added. */
export const answerRecords = (
  scope: Scope,
): Pick<Records, 'addAnswer' | 'newestAnswers' | 'newestAnswersTo' | 'answersOf'> => {
  const { db, boardId } = scope
  return {
    async addAnswer(occurrenceId, personId, at, body, insteadOf = null) {
      // The row of the Occurrence is the turnstile: two answers at once become two revisions.
      await db
        .selectFrom('occurrences')
        .select('occurrence_id')
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', occurrenceId)
        .forUpdate()
        .executeTakeFirstOrThrow()
      const text = json(body)
      const nextRevision = sql<number>`(select coalesce(max(revision), 0) + 1 from answers
        where board_id = ${boardId} and occurrence_id = ${occurrenceId})`
      const row = await db
        .insertInto('answers')
        .values({
          board_id: boardId,
          occurrence_id: occurrenceId,
          revision: nextRevision,
          person_id: personId,
          instead_of: insteadOf,
          at,
          body: text,
          hash: sha256Of(canonicalJson(JSON.parse(text))),
        })
        .returningAll()
        .executeTakeFirstOrThrow()
      await addParts(scope, row.id, at, body)
      return answerOf(row)
    },

    async newestAnswers() {
      const rows = await db
        .selectFrom('answers')
        .distinctOn('occurrence_id')
        .selectAll()
        .where('board_id', '=', boardId)
        .orderBy('occurrence_id')
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(answerOf)
    },

    async newestAnswersTo(occurrenceIds) {
      if (occurrenceIds.length === 0) return []
      const only = occurrenceIds.length === 1 ? occurrenceIds[0] : undefined
      const rows = await db
        .selectFrom('answers')
        .distinctOn('occurrence_id')
        .selectAll()
        .where('board_id', '=', boardId)
        // PostgreSQL takes a value more easily than a list of any length, and mostly there is one.
        .$if(only !== undefined, (query) => query.where('occurrence_id', '=', only ?? ''))
        .$if(only === undefined, (query) =>
          query.where(
            'occurrence_id',
            'in',
            sql<string>`(select json_array_elements_text(${json(occurrenceIds)}::json))`,
          ),
        )
        .orderBy('occurrence_id')
        .orderBy('revision', 'desc')
        .execute()
      return rows.map(answerOf)
    },

    async answersOf(occurrenceId) {
      const rows = await db
        .selectFrom('answers')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', occurrenceId)
        .orderBy('revision')
        .execute()
      return rows.map(answerOf)
    },
  }
}

async function addParts({ db, boardId }: Scope, answerId: number, at: number, body: AnswerBody): Promise<void> {
  const of = { board_id: boardId, answer_id: answerId }
  if (body.evidence.length > 0) {
    const files = body.evidence.map(({ sha256, name, mime, size }) => ({ ...of, sha256, name, mime, size }))
    await db.insertInto('evidence').values(files).execute()
  }
  if (body.obstacle !== null) {
    await db
      .insertInto('obstacles')
      .values({ ...of, raised_at: at, what: body.obstacle })
      .execute()
  }
  if (body.recommendation !== null) {
    await db
      .insertInto('recommendations')
      .values({ ...of, raised_at: at, what: body.recommendation })
      .execute()
  }
}

const answerOf = (row: Selectable<Tables['answers']>): AnswerRow => ({
  id: row.id,
  occurrenceId: row.occurrence_id,
  revision: row.revision,
  personId: row.person_id,
  insteadOf: row.instead_of,
  at: row.at,
  body: row.body as AnswerBody,
})
