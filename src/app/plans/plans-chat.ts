import { unitNames } from '../../core/intake/show-review.ts'
import { lastDayInTime } from '../../core/lateness.ts'
import type { Board } from '../../core/plan/board.ts'
import { extendedDay } from '../../core/plan/extended-day.ts'
import type { Duty, Plan, Task } from '../../core/plan/plan.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf, shortDate, yearOf } from '../../core/time.ts'
import { onlyAdmins } from '../../text/vi.ts'
import { readingOf } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-plans.ts'
import { planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { planName } from '../../text/vi-revision.ts'
import { pageOf } from '../conversation/choice-pages.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { quotaLines } from '../delivery/quota-lines.ts'
import type { StoredPlan } from '../ports/store.ts'
import { keepClosed } from './closed-plans.ts'
import { planStatusAt, plansAlone } from './followed-agenda.ts'
import { openReviews } from './review-chat.ts'

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')

/** How a plan is called in a sentence. */
export const nameOfPlan = ({ plan }: Pick<StoredPlan, 'plan'>): string =>
  shortTitle(planName(plan.number, plan.title), 160)

const periodText = ({ period }: Plan): string =>
  yearOf(period.from) === yearOf(period.to)
    ? String(yearOf(period.from))
    : `${yearOf(period.from)}–${yearOf(period.to)}`

async function countsOf(talk: Talk, { id, plan }: StoredPlan): Promise<vi.PlanCounts> {
  const standings = await talk.records.standings()
  const due = (await talk.records.occurrences()).filter((one) => {
    const standing = standings.get(one.id)
    const last = lastDayInTime(one, extendedDay(one, standing))
    return one.planId === id && one.stage !== 'report' && standing?.status !== 'cancelled' && last < dateOf(talk.now)
  })
  const answered = due.filter((one) => standings.get(one.id)?.status === 'answered').length
  return { tasks: plan.tasks.length, duties: plan.duties.length, due: due.length, answered }
}

/** `/kehoach`: every plan of the office, what it holds and how it stands. */
export async function planList(talk: Talk): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const plans = await talk.records.plans()
  if (plans.length === 0) return say(vi.noPlans, { choices: [{ label: vi.importLabel, value: 'plan-import:' }] })
  const lines = []
  for (const [index, one] of plans.entries()) {
    const name = shortTitle(planName(one.plan.number, one.plan.title), 90)
    lines.push(vi.planLine(index + 1, name, periodText(one.plan), one.status, await countsOf(talk, one)))
  }
  const choices = plans.map((one) => ({ label: planLabel(one.plan.number, one.plan.title), value: `plan:${one.id}` }))
  return say([vi.plansHead(plans.length), ...lines, vi.choosePlan].join('\n'), {
    choices: [...choices, { label: vi.importLabel, value: 'plan-import:' }],
  })
}

/** One message with their Units stays readable on a phone. */
const itemsOnPage = 6

const lineOfItem = (board: Board, item: Task | Duty, number: number): string => {
  const isDuty = 'title' in item
  const [what, lead, beside] = isDuty
    ? [item.title, [item.lead], item.collectFrom]
    : [item.what, item.lead, item.coordinating]
  const others = beside.length === 0 ? null : vi.fewNames(unitNames(board, beside))
  return vi.itemLine(number, what, readingOf(item.due), vi.fewNames(unitNames(board, lead)), others, isDuty)
}

/** One plan opened, from its `rest`: the id and, after a colon, the page of its items. */
export async function openPlan(talk: Talk, rest: string): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const [id = '', page] = rest.split(':')
  const stored = (await talk.records.plans()).find((one) => one.id === id)
  if (stored === undefined) return say(vi.planUnknown)
  const { plan, version, status } = stored
  const { board } = talk.office
  const head = vi.planHead(
    nameOfPlan(stored),
    plan.issuer,
    `${shortDate(plan.period.from)} – ${shortDate(plan.period.to)}`,
    version,
    status,
    await countsOf(talk, stored),
  )
  const items: readonly (Task | Duty)[] = [...plan.tasks, ...plan.duties]
  const at = pageOf(page)
  const from = at * itemsOnPage
  const shown = items.slice(from, from + itemsOnPage).flatMap((item, index) => {
    const number = from + index + 1
    const heading =
      number === 1 || index === 0 || number === plan.tasks.length + 1
        ? ['title' in item ? vi.dutiesHead : vi.tasksHead]
        : []
    return [...heading, lineOfItem(board, item, number)]
  })
  const left = items.length - from - itemsOnPage
  const choices: Choice[] = [
    ...(left > 0 ? [{ label: vi.nextItemsLabel(left), value: `plan:${id}:${at + 1}` }] : []),
    ...(status === 'active' ? [{ label: vi.assignLabel, value: `assign-plan:${id}` }] : []),
    { label: vi.progressLabel, value: `progress:plan:${id}` },
    { label: vi.ledgerLabel, value: `ledger:${id}` },
    status === 'active'
      ? { label: vi.closeLabel, value: `plan-close:${id}` }
      : { label: vi.activateLabel, value: `plan-activate:${id}` },
  ]
  return say([...(at === 0 ? head : head.slice(0, 1)), ...shown].join('\n'), { choices })
}

async function openParts(talk: Talk, planId: string): Promise<{ readonly open: number; readonly missed: number }> {
  const standings = await talk.records.standings()
  const open = (await talk.records.occurrences()).filter(
    (one) => one.planId === planId && (standings.get(one.id)?.status ?? 'open') === 'open',
  )
  const missed = open.filter((one) => lastDayInTime(one, extendedDay(one, standings.get(one.id))) < dateOf(talk.now))
  return { open: open.length, missed: missed.length }
}

/** Asks once more before a plan is closed or followed again, and then does it. */
const change =
  (to: 'active' | 'over', sure: boolean) =>
  async (talk: Talk, id: string): Promise<Spoken> => {
    if (!isAdmin(talk)) return say(onlyAdmins)
    const { records, office, now, person } = talk
    if (sure) await records.serialise([plansAlone])
    const stored = (await records.plans()).find((one) => one.id === id)
    if (stored === undefined) return say(vi.planUnknown)
    const name = nameOfPlan(stored)
    if (stored.status === to) return say(vi.alreadySo)
    if (to === 'active' && planStatusAt(stored.plan, office, now).status === 'over') return say(vi.pastItsTime(name))
    if (!sure) {
      const { open, missed } = await openParts(talk, id)
      const no = { label: vi.noLabel, value: `plan-no:${id}` }
      return to === 'over'
        ? say(vi.sureClose(name, open), { choices: [{ label: vi.yesClose, value: `plan-over:${id}` }, no] })
        : say(vi.sureActivate(name, open, missed, await quotaLines(talk, stored.plan, id)), {
            choices: [{ label: vi.yesActivate, value: `plan-again:${id}` }, no],
          })
    }
    await records.setPlanStatus(id, to, now)
    await keepClosed(records, id, to === 'over')
    const action = to === 'over' ? 'plan.closed' : 'plan.activated'
    await records.audit({ at: now, actor: person.id, action, subject: id, detail: { version: stored.version } })
    return say(to === 'over' ? vi.closed(name) : vi.activatedAgain(name), {
      choices:
        to === 'over'
          ? [{ label: vi.activateLabel, value: `plan-activate:${id}` }]
          : [{ label: vi.closeLabel, value: `plan-close:${id}` }],
    })
  }

export const planButtons = {
  plan: openPlan,
  'plan-import': (talk: Talk): Promise<Spoken> =>
    isAdmin(talk) ? openReviews(talk) : Promise.resolve(say(onlyAdmins)),
  'plan-close': change('over', false),
  'plan-over': change('over', true),
  'plan-activate': change('active', false),
  'plan-again': change('active', true),
  'plan-no': async (): Promise<Spoken> => say(vi.leftAsItIs),
}
