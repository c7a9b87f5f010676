import type { AnswerVerdictRecords } from '../app/ports/answer-verdicts.ts'
import type { Scope } from './tables.ts'

/** What was decided about single Answers; rows are only added, the newest holds. */
export const answerVerdictRecords = ({ db, boardId }: Scope): AnswerVerdictRecords => ({
  async addVerdict({ answerId, verdict, by, at, remark }) {
    await db
      .insertInto('answer_verdicts')
      .values({ board_id: boardId, answer_id: answerId, verdict, by, at, remark })
      .execute()
  },

  async verdicts() {
    const rows = await db
      .selectFrom('answer_verdicts')
      .distinctOn('answer_id')
      .selectAll()
      .where('board_id', '=', boardId)
      .orderBy('answer_id')
      .orderBy('id', 'desc')
      .execute()
    return new Map(
      rows.map(({ answer_id, verdict, by, at, remark }) => [
        answer_id,
        { answerId: answer_id, verdict, by, at, remark },
      ]),
    )
  },

  async reopenOccurrence(occurrenceId) {
    const opened = await db
      .updateTable('occurrences')
      .set({ status: 'open' })
      .where('board_id', '=', boardId)
      .where('occurrence_id', '=', occurrenceId)
      .where('status', '=', 'answered')
      .returning('occurrence_id')
      .executeTakeFirst()
    return opened !== undefined
  },
})
