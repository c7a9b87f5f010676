import { sql } from 'kysely'
import type { Records, StoredPlan } from '../app/ports/store.ts'
import type { Occurrence } from '../core/plan/occurrence.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Instant } from '../core/time.ts'
import { canonicalJson, sha256Of } from './canonical-json.ts'
import type { PlanMemory } from './plan-memory.ts'
import { json } from './storable.ts'
import type { Scope } from './tables.ts'

/** Rows in one statement; PostgreSQL takes 65,535 values. */
const batch = 500

/** Plans with their items and Occurrences; every version that was ever followed is kept. */
export const planRecords = (
  scope: Scope,
  memory: PlanMemory,
): Pick<Records, 'plans' | 'putPlan' | 'setPlanStatus'> => ({
  async plans() {
    const { db, boardId } = scope
    const columns = ['plan_id', 'version', 'status', 'since', 'hash'] as const
    const all = db.selectFrom('plans').where('board_id', '=', boardId).orderBy('plan_id')
    const marks = await all.select(columns).execute()
    const known = marks.flatMap((row) => {
      const plan = memory.plan(row)
      return plan === undefined ? [] : [{ ...row, plan }]
    })
    if (known.length === marks.length) return known.map(storedPlanOf)
    const read = await all.select([...columns, 'content']).execute()
    const plans = read.map(({ content, ...row }) => ({ ...row, plan: content as Plan }))
    memory.keepPlans(plans)
    return plans.map(storedPlanOf)
  },

  async setPlanStatus(planId, status, since) {
    await scope.db
      .updateTable('plans')
      .set({ status, since })
      .where('board_id', '=', scope.boardId)
      .where('plan_id', '=', planId)
      .execute()
  },

  async putPlan(plan, status, since, occurrences) {
    const { db, boardId } = scope
    // The Occurrences belong to the content: another calendar gives other days for the same plan.
    const content = json(plan)
    const hash = sha256Of(canonicalJson({ plan: JSON.parse(content), occurrences }))
    const known = await db
      .selectFrom('plans')
      .select(['hash', 'version'])
      .where('board_id', '=', boardId)
      .where('plan_id', '=', plan.id)
      .forUpdate()
      .executeTakeFirst()
    if (known?.hash === hash) return 'unchanged'
    const version = (known?.version ?? 0) + 1
    const key = { board_id: boardId, plan_id: plan.id }
    if (known) {
      // `since` stays: what was missed or told under the earlier version is not missed again.
      const change = { version, status, hash, content }
      await db.updateTable('plans').set(change).where('board_id', '=', boardId).where('plan_id', '=', plan.id).execute()
    } else {
      await db
        .insertInto('plans')
        .values({ ...key, version, status, since, hash, content })
        .execute()
    }
    await db
      .insertInto('plan_versions')
      .values({ ...key, version, stored_at: since, hash, content })
      .execute()
    await putItems(scope, 'tasks', plan.id, plan.tasks)
    await putItems(scope, 'duties', plan.id, plan.duties)
    await putItems(scope, 'indicators', plan.id, plan.indicators)
    await putOccurrences(scope, plan.id, occurrences, since)
    return known ? 'changed' : 'added'
  },
})

const storedPlanOf = (row: {
  readonly plan_id: string
  readonly version: number
  readonly plan: Plan
  readonly status: StoredPlan['status']
  readonly since: Instant
}): StoredPlan => ({ id: row.plan_id, version: row.version, plan: row.plan, status: row.status, since: row.since })

async function putItems(
  { db, boardId }: Scope,
  table: 'tasks' | 'duties' | 'indicators',
  planId: string,
  items: readonly { readonly id: string }[],
): Promise<void> {
  await db.deleteFrom(table).where('board_id', '=', boardId).where('plan_id', '=', planId).execute()
  const rows = items.map((item, position) => ({
    board_id: boardId,
    plan_id: planId,
    item_id: item.id,
    position,
    content: json(item),
  }))
  for (let at = 0; at < rows.length; at += batch)
    await db
      .insertInto(table)
      .values(rows.slice(at, at + batch))
      .execute()
}

/**
 * Writes the days anew and keeps what has become of each; those that the plan no longer gives are dropped. One that
 * gets another day remembers when, so that its reminders are given for the new day.
 */
async function putOccurrences(
  scope: Scope,
  planId: string,
  occurrences: readonly Occurrence[],
  now: Instant,
): Promise<void> {
  const { db, boardId } = scope
  await db
    .updateTable('occurrences')
    .set({ dropped: true })
    .where('board_id', '=', boardId)
    .where('plan_id', '=', planId)
    .execute()
  const rows = occurrences.map((occurrence, position) => ({
    board_id: boardId,
    occurrence_id: occurrence.id,
    plan_id: planId,
    position,
    item_id: occurrence.itemId,
    stage: occurrence.stage,
    feeds: occurrence.feeds,
    unit_id: occurrence.unitId,
    title: occurrence.title,
    period_from: occurrence.period.from,
    period_to: occurrence.period.to,
    due: occurrence.due,
    work_due: occurrence.workDue,
    rolled_due: occurrence.rolledDue,
    precision: occurrence.precision,
    dropped: false,
  }))
  for (let at = 0; at < rows.length; at += batch) {
    await db
      .insertInto('occurrences')
      .values(rows.slice(at, at + batch))
      .onConflict((conflict) =>
        conflict.columns(['board_id', 'occurrence_id']).doUpdateSet((old) => ({
          plan_id: old.ref('excluded.plan_id'),
          position: old.ref('excluded.position'),
          item_id: old.ref('excluded.item_id'),
          stage: old.ref('excluded.stage'),
          feeds: old.ref('excluded.feeds'),
          unit_id: old.ref('excluded.unit_id'),
          title: old.ref('excluded.title'),
          period_from: old.ref('excluded.period_from'),
          period_to: old.ref('excluded.period_to'),
          due: old.ref('excluded.due'),
          work_due: old.ref('excluded.work_due'),
          rolled_due: old.ref('excluded.rolled_due'),
          precision: old.ref('excluded.precision'),
          dropped: false,
          moved_at: sql<
            number | null
          >`case when occurrences.due <> excluded.due then ${now}::bigint else occurrences.moved_at end`,
        })),
      )
      .execute()
  }
}
