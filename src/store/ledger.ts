import type { Selectable } from 'kysely'
import type { LedgerRecords } from '../app/ports/ledger.ts'
import type { CarriedBy } from '../core/ledger/reminder-record.ts'
import { outboxRowOf } from './outbox.ts'
import type { Scope, Tables } from './tables.ts'

/** Reminders beside the messages that carried them. */
export const ledgerRecords = ({ db, boardId }: Scope): LedgerRecords => ({
  async reminderRecords(planId) {
    const rows = await db
      .selectFrom('reminders as r')
      .innerJoin('occurrences as o', (join) =>
        join.onRef('o.board_id', '=', 'r.board_id').onRef('o.occurrence_id', '=', 'r.occurrence_id'),
      )
      .innerJoin('outbox as m', (join) => join.onRef('m.board_id', '=', 'r.board_id').onRef('m.id', '=', 'r.outbox_id'))
      .selectAll('m')
      .select(['r.occurrence_id', 'r.rung', 'r.person_id as reminded', 'r.at', 'r.missed'])
      .where('r.board_id', '=', boardId)
      .where('o.plan_id', '=', planId)
      .orderBy('r.at')
      .orderBy('r.outbox_id')
      .orderBy('r.occurrence_id')
      .orderBy('r.rung')
      .execute()
    const bundled = await db
      .selectFrom('outbox')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('status', '=', 'bundled')
      .orderBy('id')
      .execute()
    const ofPlan =
      bundled.length === 0
        ? []
        : await db
            .selectFrom('occurrences')
            .select('occurrence_id as id')
            .where('board_id', '=', boardId)
            .where('plan_id', '=', planId)
            .execute()
    const ids = new Set(ofPlan.map(({ id }) => id))
    return [
      ...rows.map((row) => ({
        occurrenceId: row.occurrence_id,
        rung: row.rung,
        personId: row.reminded,
        at: row.at,
        missed: row.missed,
        message: carriedBy(row),
      })),
      // What a bundled message carried is said by another one now, so only the Occurrences are known here.
      ...bundled.flatMap((row) => {
        const { about, personId, createdAt } = outboxRowOf(row)
        if (personId === null) return []
        const mine = about.filter((id) => ids.has(id))
        return mine.map((occurrenceId) => ({
          ...{ occurrenceId, rung: null, personId, at: createdAt, missed: false, message: carriedBy(row) },
        }))
      }),
    ]
  },
})

function carriedBy(row: Selectable<Tables['outbox']>): CarriedBy {
  const { id, kind, channel, status, sentAt, deliveredAt, seenAt, instead, attempts, note, tried } = outboxRowOf(row)
  return { outboxId: id, kind, channel, status, sentAt, deliveredAt, seenAt, instead, attempts, note, tried }
}
