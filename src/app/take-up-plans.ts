import { withChatAssignments } from '../core/plan/assign.ts'
import { occurrencesOf } from '../core/plan/occurrences.ts'
import type { Plan } from '../core/plan/plan.ts'
import type { Instant } from '../core/time.ts'
import { chatAssignments } from './chat-assignments.ts'
import { closedPlans } from './closed-plans.ts'
import { planStatusAt } from './followed-agenda.ts'
import type { Office } from './office.ts'
import type { Log } from './ports/log.ts'
import type { Store } from './ports/store.ts'

/** What the plans of an office are taken up with at a start. */
interface Parts {
  readonly store: Store
  readonly office: Office
  readonly log: Log
}

/** A plan that the board no longer names is followed no more; its records stay. One that it names again is taken up. */
async function dropOrResume({ store, office, log }: Parts, plans: readonly Plan[], now: Instant): Promise<void> {
  const wanted = new Map(plans.map((plan) => [plan.id, planStatusAt(plan, office, now).status]))
  await store.write(async (records) => {
    const closed = await closedPlans(records)
    for (const { id, status } of await records.plans()) {
      if (closed.has(id)) continue
      const next = wanted.get(id) ?? 'over'
      // A plan that has come to its end stays as it is: its last reports may still have to be sent.
      if (next === status || (wanted.has(id) && next === 'over')) continue
      await records.setPlanStatus(id, next, now)
      const action = next === 'over' ? 'plan.dropped' : 'plan.resumed'
      await records.audit({ at: now, actor: 'system', action, subject: id, detail: {} })
      log.info({ plan: id, status: next }, action)
    }
  })
}

/**
 * The board's plans, and those that admins have made active from documents. A plan of the board that has had a new
 * version from a document is followed as that version.
 */
async function followedPlans({ store, office, log }: Parts): Promise<readonly Plan[]> {
  const { imported, stored, made } = await store.read(async (records) => ({
    imported: await records.importedPlans(),
    stored: await records.plans(),
    made: new Map(
      await Promise.all(office.plans.map(async ({ id }) => [id, await chatAssignments(records, id)] as const)),
    ),
  }))
  const fromDocuments = stored.filter(({ id }) => imported.has(id)).map(({ plan }) => plan)
  const hidden = office.plans.filter(({ id }) => imported.has(id)).map(({ id }) => id)
  if (hidden.length > 0) log.info({ plans: hidden }, 'a version from a document is followed in place of the file')
  const fromFiles = office.plans
    .filter(({ id }) => !imported.has(id))
    .map((plan) => withChatAssignments(plan, made.get(plan.id) ?? []))
  return [...fromFiles, ...fromDocuments]
}

/** Takes up the Board, its plans and what admins have made of them in chat. */
export async function takeUpPlans(parts: Parts, now: Instant): Promise<void> {
  const { store, office, log } = parts
  await store.write((records) => records.putBoard(office.board))
  const plans = await followedPlans(parts)
  await dropOrResume(parts, plans, now)
  const closed = await store.read(closedPlans)
  for (const plan of plans) {
    const { status: followed, issues } = planStatusAt(plan, office, now)
    const status = closed.has(plan.id) ? 'over' : followed
    const { occurrences } = occurrencesOf(plan, office.calendar, office.ladder)
    const outcome = await store.write(async (records) => {
      const result = await records.putPlan(plan, status, now, occurrences)
      if (result !== 'unchanged')
        await records.audit({
          at: now,
          actor: 'system',
          action: `plan.${result}`,
          subject: plan.id,
          detail: { status },
        })
      return result
    })
    if (outcome !== 'unchanged') log.info({ plan: plan.id, outcome, status, issues: issues.length }, 'plan taken up')
  }
}
