import type { Records } from '../app/ports/store.ts'
import { reminderKey } from '../core/reminder/agenda.ts'
import type { Scope } from './tables.ts'

/** Which rung was sent to whom; the primary key lets each through once. */
export const reminderRecords = ({ db, boardId }: Scope): Pick<Records, 'remindersSent' | 'addReminder'> => ({
  async remindersSent() {
    const rows = await db
      .selectFrom('reminders')
      .select(['occurrence_id', 'rung', 'person_id'])
      .where('board_id', '=', boardId)
      .execute()
    return new Set(rows.map((row) => reminderKey(row.occurrence_id, row.rung, row.person_id)))
  },

  async addReminder(occurrenceId, rung, personId, at, missed, outboxId) {
    const added = await db
      .insertInto('reminders')
      .values({
        board_id: boardId,
        occurrence_id: occurrenceId,
        rung,
        person_id: personId,
        at,
        missed,
        outbox_id: outboxId,
      })
      .onConflict((conflict) => conflict.columns(['board_id', 'occurrence_id', 'rung', 'person_id']).doNothing())
      .returning('outbox_id')
      .executeTakeFirst()
    return added !== undefined
  },
})
