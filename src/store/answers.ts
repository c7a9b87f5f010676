import { type Selectable, sql } from 'kysely'
import type { AnswerRow } from '../app/ports/answers.ts'
import type { Records } from '../app/ports/store.ts'
import type { AnswerBody } from '../core/answer.ts'
import { canonicalJson, sha256Of } from './canonical-json.ts'
import { CrossedWrite } from './crossed-write.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

/** What people answered; rows are only added. */
export const answerRecords = (
  scope: Scope,
): Pick<Records, 'addAnswer' | 'addAnswers' | 'reserveIds' | 'newestAnswers' | 'newestAnswersTo' | 'answersOf'> => {
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
      const answer = answerOf(row)
      await addParts(scope, [answer])
      return answer
    },

    async reserveIds(of, count) {
      const { rows } = await sql<{ id: number }>`select nextval(pg_get_serial_sequence(${of}, 'id')) as id
        from generate_series(1, ${count}::int)`.execute(db)
      return rows.map(({ id }) => Number(id))
    },

    async addAnswers(answers) {
      if (answers.length === 0) return
      const rows = answers.map((one) => ({
        ...{ id: one.id, occurrence_id: one.occurrenceId, revision: one.revision, person_id: one.personId },
        ...{ instead_of: one.insteadOf, at: one.at, body: one.body },
        hash: sha256Of(canonicalJson(JSON.parse(json(one.body)))),
      }))
      const { numAffectedRows } = await sql`
        insert into answers (id, board_id, occurrence_id, revision, person_id, instead_of, at, body, hash)
        overriding system value
        select id, ${boardId}, occurrence_id, revision, person_id, instead_of, at, body, hash
        from json_to_recordset(${json(rows)}::json) as n(id bigint, occurrence_id text, revision integer,
          person_id text, instead_of text, at bigint, body json, hash text)
        on conflict (board_id, occurrence_id, revision) do nothing`.execute(db)
      if (Number(numAffectedRows) !== answers.length) throw new CrossedWrite('a revision was given twice')
      await addParts(scope, answers)
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

async function addParts({ db, boardId }: Scope, answers: readonly AnswerRow[]): Promise<void> {
  const partsOf = <Part>(give: (answer: AnswerRow) => readonly Part[]): (Part & OfAnswer)[] =>
    answers.flatMap((one) => give(one).map((part) => ({ board_id: boardId, answer_id: one.id, ...part })))
  const raised = (at: number, what: string | null) => (what === null ? [] : [{ raised_at: at, what }])
  const files = partsOf(({ body }) =>
    body.evidence.map(({ sha256, name, mime, size }) => ({ sha256, name, mime, size })),
  )
  const obstacles = partsOf(({ at, body }) => raised(at, body.obstacle))
  const recommendations = partsOf(({ at, body }) =>
    raised(at, body.recommendation).map((one) => ({ ...one, addressee: body.sections?.addressee ?? null })),
  )
  if (files.length > 0) await db.insertInto('evidence').values(files).execute()
  if (obstacles.length > 0) await db.insertInto('obstacles').values(obstacles).execute()
  if (recommendations.length > 0) await db.insertInto('recommendations').values(recommendations).execute()
}

interface OfAnswer {
  readonly board_id: string
  readonly answer_id: number
}

export const answerOf = (row: Selectable<Tables['answers']>): AnswerRow => ({
  id: row.id,
  occurrenceId: row.occurrence_id,
  revision: row.revision,
  personId: row.person_id,
  insteadOf: row.instead_of,
  at: row.at,
  body: row.body as AnswerBody,
})
