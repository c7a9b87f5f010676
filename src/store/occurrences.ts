import { type Selectable, sql } from 'kysely'
import type { Records } from '../app/ports/store.ts'
import type { Occurrence, Standing } from '../core/plan/occurrence.ts'
import type { PlanMark, PlanMemory } from './plan-memory.ts'
import { json } from './storable.ts'
import type { Scope, Tables } from './tables.ts'

type OccurrenceRecords = Pick<
  Records,
  'occurrences' | 'occurrence' | 'standings' | 'standing' | 'setStanding' | 'markAnswered' | 'anyOpen'
>

/** What is asked, and what has become of it. */
export const occurrenceRecords = ({ db, boardId }: Scope, memory: PlanMemory): OccurrenceRecords => {
  const marks = () => db.selectFrom('plans').select(['plan_id', 'hash']).where('board_id', '=', boardId).execute()

  const standings = () =>
    db
      .selectFrom('occurrences')
      .select(['occurrences.occurrence_id', 'occurrences.status', 'dropped', 'answered_at', 'answered_by', 'moved_at'])
      .where('occurrences.board_id', '=', boardId)

  /** Granted days, the newest of each Occurrence first. */
  const granted = () =>
    db
      .selectFrom('extensions')
      .where('board_id', '=', boardId)
      .where('status', '=', 'granted')
      .orderBy('occurrence_id')
      .orderBy('id', 'desc')

  /** Promised days, the newest of each Occurrence first. */
  const promised = () =>
    db.selectFrom('promises').where('board_id', '=', boardId).orderBy('occurrence_id').orderBy('id', 'desc')

  return {
    async occurrences() {
      const before = await marks()
      const known = memory.occurrences(before)
      if (known) return known
      const rows = await db
        .selectFrom('occurrences')
        .selectAll()
        .where('board_id', '=', boardId)
        .where('dropped', '=', false)
        .orderBy('plan_id')
        .orderBy('position')
        .execute()
      const all = rows.map(occurrenceOf)
      // Another process may have stored a plan between the two statements: then these are nobody's Occurrences to keep.
      const after = await marks()
      if (isSame(before, after)) memory.keepOccurrences(after, all)
      return all
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
      const extended = granted()
        .distinctOn('occurrence_id')
        .select(['occurrence_id', 'extended_to', 'decided_at'])
        .as('extended')
      const promises = promised().distinctOn('occurrence_id').select(['occurrence_id', 'promised_on']).as('promised')
      // Thousands of rows as one value: what PGlite does for each single value costs more than the rest.
      const all = await db
        .selectFrom(
          standings()
            .leftJoin(extended, 'extended.occurrence_id', 'occurrences.occurrence_id')
            .leftJoin(promises, 'promised.occurrence_id', 'occurrences.occurrence_id')
            .select(['extended_to', 'decided_at', 'promised_on'])
            .as('standing'),
        )
        .select(sql<readonly StandingColumns[] | null>`json_agg(standing)`.as('rows'))
        .executeTakeFirstOrThrow()
      return new Map((all.rows ?? []).map((row) => [row.occurrence_id, standingOf(row)]))
    },

    async standing(id) {
      const row = await standings()
        .select([
          granted().where('occurrence_id', '=', id).select('extended_to').limit(1).as('extended_to'),
          granted().where('occurrence_id', '=', id).select('decided_at').limit(1).as('decided_at'),
          promised().where('occurrence_id', '=', id).select('promised_on').limit(1).as('promised_on'),
        ])
        .where('occurrences.occurrence_id', '=', id)
        .executeTakeFirst()
      return row && standingOf(row)
    },

    async setStanding(standing) {
      const id = standing.occurrenceId
      const changed = await db
        .updateTable('occurrences')
        .set({ status: standing.status, answered_at: standing.answeredAt, answered_by: standing.answeredBy })
        .where('board_id', '=', boardId)
        .where('occurrence_id', '=', id)
        .returning(granted().where('occurrence_id', '=', id).select('extended_to').limit(1).as('extended_to'))
        .executeTakeFirst()
      const extendedTo = changed?.extended_to ?? null
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

    async markAnswered(answers) {
      if (answers.length === 0) return
      const rows = answers.map((one) => ({ id: one.occurrenceId, person_id: one.personId, at: one.at }))
      await sql`update occurrences set status = 'answered',
          answered_at = coalesce(answered_at, first.at), answered_by = coalesce(answered_by, first.person_id)
        from (select distinct on (id) id, person_id, at
          from json_to_recordset(${json(rows)}::json) as n(id text, person_id text, at bigint)) first
        where board_id = ${boardId} and occurrence_id = first.id`.execute(db)
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

type StandingColumns = Pick<
  Selectable<Tables['occurrences']>,
  'occurrence_id' | 'status' | 'dropped' | 'answered_at' | 'answered_by' | 'moved_at'
> & { readonly extended_to: string | null; readonly decided_at: number | null; readonly promised_on: string | null }

const isSame = (a: readonly PlanMark[], b: readonly PlanMark[]): boolean =>
  a.length === b.length && a.every((one) => b.some((other) => other.plan_id === one.plan_id && other.hash === one.hash))

const standingOf = (row: StandingColumns): Standing => ({
  occurrenceId: row.occurrence_id,
  status: row.dropped && row.status === 'open' ? 'cancelled' : row.status,
  answeredAt: row.answered_at,
  answeredBy: row.answered_by,
  extendedTo: row.extended_to,
  ...(row.decided_at === null ? {} : { extendedAt: row.decided_at }),
  ...(row.promised_on === null ? {} : { promisedOn: row.promised_on }),
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
