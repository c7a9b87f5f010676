import { withChatAssignments } from '../../core/plan/assign.ts'
import { occurrencesOf } from '../../core/plan/occurrences.ts'
import type { Plan } from '../../core/plan/plan.ts'
import type { Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import type { Log } from '../ports/log.ts'
import type { Records, Store } from '../ports/store.ts'
import { chatAssignments } from './chat-assignments.ts'
import { closedPlans } from './closed-plans.ts'
import { planStatusAt, plansAlone } from './followed-agenda.ts'

/** What the plans of an office are taken up with at a start. */
interface Parts {
  readonly store: Store
  readonly office: Office
  readonly log: Log
}

/** A plan that the board no longer names is followed no more; its records stay. One that it names again is taken up. */
async function dropOrResume(
  records: Records,
  { office, log }: Parts,
  plans: readonly Plan[],
  now: Instant,
): Promise<void> {
  const wanted = new Map(plans.map((plan) => [plan.id, planStatusAt(plan, office, now).status]))
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
}

/**
 * The board's plans, and those that admins have made active from documents. A plan of the board that has had a new
 * version from a document is followed as that version.
 */
async function followedPlans(records: Records, parts: Parts): Promise<readonly Plan[]> {
  const imported = await records.importedPlans()
  const ids = [...parts.office.plans.map(({ id }) => id).filter((id) => !imported.has(id)), ...imported]
  const plans: Plan[] = []
  for (const id of ids) plans.push(...[(await followedPlan(records, parts, id)) ?? []].flat())
  return plans
}

async function followedPlan(records: Records, { office }: Parts, planId: string): Promise<Plan | undefined> {
  if ((await records.importedPlans()).has(planId)) return (await records.plans()).find(({ id }) => id === planId)?.plan
  const file = office.plans.find(({ id }) => id === planId)
  return file && withChatAssignments(file, await chatAssignments(records, planId))
}

/** Takes up the Board, its plans and what admins have made of them in chat. */
export async function takeUpPlans(parts: Parts, now: Instant): Promise<void> {
  const { store, office, log } = parts
  await store.write((records) => records.putBoard(office.board))
  const { ids, hidden } = await store.write(async (records) => {
    await records.serialise([plansAlone])
    const plans = await followedPlans(records, parts)
    await dropOrResume(records, parts, plans, now)
    const imported = await records.importedPlans()
    return { ids: plans.map(({ id }) => id), hidden: office.plans.flatMap(({ id }) => (imported.has(id) ? [id] : [])) }
  })
  if (hidden.length > 0) log.info({ plans: hidden }, 'a version from a document is followed in place of the file')
  for (const planId of ids) {
    const taken = await store.write(async (records) => {
      await records.serialise([plansAlone])
      // At another process an admin may have changed it since.
      const plan = await followedPlan(records, parts, planId)
      return plan === undefined ? undefined : takeUp(records, parts, plan, now)
    })
    if (taken !== undefined) log.info({ plan: planId, ...taken }, 'plan taken up')
  }
}

/** Stores a plan as it is to be followed now; gives what has become of it when that is anything new. */
async function takeUp(records: Records, { office }: Parts, plan: Plan, now: Instant) {
  const { status: followed, issues } = planStatusAt(plan, office, now)
  const status = (await closedPlans(records)).has(plan.id) ? 'over' : followed
  const { occurrences } = occurrencesOf(plan, office.calendar, office.ladder)
  const outcome = await records.putPlan(plan, status, now, occurrences)
  if (outcome === 'unchanged') return undefined
  await records.audit({ at: now, actor: 'system', action: `plan.${outcome}`, subject: plan.id, detail: { status } })
  return { outcome, status, issues: issues.length }
}
