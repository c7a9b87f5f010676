import { type Selectable, sql } from 'kysely'
import type { Records } from '../app/ports/store.ts'
import type { Occurrence, Standing } from '../core/plan/occurrence.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type OccurrenceRecords = Pick<Records, 'occurrences' | 'occurrence' | 'standings' | 'setStanding' | 'anyOpen'>

/** What is asked, and what has become of it. */
export const occurrenceRecords = (scope: Scope): OccurrenceRecords => {
  const { db, boardId } = scope
  return {
    async occurrences() {
      const rows = await db
        .selectFrom('occurrences')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('dropped', '=', false)
        .orderBy('plan_id')
        .orderBy('position')
        .execute()
      return rows.map(occurrenceOf)
    },

    async occurrence(id) {
      const row = await db
        .selectFrom('occurrences')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', id)
        .executeTakeFirst()
      return row && occurrenceOf(row)
    },

    async standings() {
      const rows = await db
        .selectFrom('occurrences')
        .select(['occurrence_id', 'status', 'dropped', 'answered_at', 'answered_by', 'moved_at'])
        .where('board_id', '=', boardId)
        .execute()
      const extended = await extensionsOf(scope)
      return new Map(rows.map((row) => [row.occurrence_id, standingOf(row, extended.get(row.occurrence_id) ?? null)]))
    },

    async setStanding(standing) {
      const id = standing.occurrenceId
      await db
        .updateTable('occurrences')
        .set({ status: standing.status, answered_at: standing.answeredAt, answered_by: standing.answeredBy })
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', id)
        .execute()
      const extendedTo = (await extensionsOf(scope, id)).get(id) ?? null
      if (extendedTo === standing.extendedTo) return
      await db
        .updateTable('extensions')
        .set({ status: 'withdrawn' })
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', id)
        .where('status', '=', 'granted')
        .execute()
      if (standing.extendedTo === null) return
      await db
        .insertInto('extensions')
        .values({ board_id: boardId, occurrence_id: id, status: 'granted', extended_to: standing.extendedTo })
        .execute()
    },

    async anyOpen(occurrenceIds) {
      // One JSON value instead of a list, so that the number of ids has no limit.
      const row = await db
        .selectFrom('occurrences')
        .select('occurrence_id')
        .where('board_id', '=', boardId)
        .where('dropped', '=', false)
        .where('status', '=', 'open')
        .where('occurrence_id', 'in', sql<string>`(select json_array_elements_text(${json(occurrenceIds)}::json))`)
        .limit(1)
        .executeTakeFirst()
      return row !== undefined
    },
  }
}

/** The newest granted day by Occurrence. */
async function extensionsOf({ db, boardId }: Scope, occurrenceId?: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('extensions')
    .select(['occurrence_id', 'extended_to'])
    .where('board_id', '=', boardId)
    .where('status', '=', 'granted')
    .$if(occurrenceId !== undefined, (query) => query.where('occurrence_id', '=', occurrenceId ?? ''))
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.occurrence_id, row.extended_to]))
}

type StandingColumns = Pick<
  Selectable<Tables['occurrences']>,
  'occurrence_id' | 'status' | 'dropped' | 'answered_at' | 'answered_by' | 'moved_at'
>

const standingOf = (row: StandingColumns, extendedTo: string | null): Standing => ({
  occurrenceId: row.occurrence_id,
  status: row.dropped && row.status === 'open' ? 'cancelled' : row.status,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  extendedTo,
  ...(row.moved_at === null ? {} : { movedAt: row.moved_at }),
})

const occurrenceOf = (row: Selectable<Tables['occurrences']>): Occurrence => ({
  id: row.occurrence_id,
  planId: row.plan_id,
  itemId: row.item_id,
  stage: row.stage,
  feeds: row.feeds,
  unitId: row.unit_id,
  title: row.title,
  period: { from: row.period_from, to: row.period_to },
  due: row.due,
  workDue: row.work_due,
  rolledDue: row.rolled_due,
  precision: row.precision,
})
