import { unitNames } from '../../core/intake/show-review.ts'
import {
  type Assignment,
  type AssignmentChange,
  assigned,
  assignmentOf,
  assignmentRevision,
  changed,
} from '../../core/plan/assign.ts'
import { type Board, peopleOf, personOf } from '../../core/plan/board.ts'
import { occurrencesOf } from '../../core/plan/occurrences.ts'
import type { DueRule, Plan } from '../../core/plan/plan.ts'
import type { Choice } from '../../core/reply.ts'
import { onlyAdmins } from '../../text/vi.ts'
import { readingOf } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-plans.ts'
import { matterLabel, planLabel } from '../../text/vi-reminder.ts'
import { changeNotice } from '../../text/vi-revision.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import type { StoredPlan } from '../ports/store.ts'
import { keepChatAssignment } from './chat-assignments.ts'
import { plansAlone } from './followed-agenda.ts'
import { nameOfPlan } from './plans-chat.ts'
import { revisionNotices } from './revision-notices.ts'

const isAdmin = ({ person }: Talk): boolean => person.roles.includes('admin')

/** `/phancong`: which plan, then which item, then what and to whom. */
export async function assignIn(talk: Talk): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const plans = (await talk.records.plans()).filter(({ status }) => status === 'active')
  const [first] = plans
  if (first === undefined) return say(vi.notFollowed)
  if (plans.length === 1) return chooseItem(talk, first.id)
  return say(vi.choosePlanToAssign, {
    choices: plans.map((one) => ({
      label: planLabel(one.plan.number, one.plan.title),
      value: `assign-plan:${one.id}`,
    })),
  })
}

async function planOf(talk: Talk, id: string): Promise<StoredPlan | undefined> {
  return (await talk.records.plans()).find((one) => one.id === id && one.status === 'active')
}

async function chooseItem(talk: Talk, rest: string): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const [id = '', page] = rest.split(':')
  const stored = await planOf(talk, id)
  if (stored === undefined) return say(vi.planUnknown)
  const { plan } = stored
  const items = [
    ...plan.tasks.map((task) => ({ id: task.id, what: task.what })),
    ...plan.duties.map((duty) => ({ id: duty.id, what: duty.title })),
  ]
  if (items.length === 0) return say(vi.nothingToAssign)
  const all = items.map((item) => ({ label: matterLabel(item.what), value: `assign-item:${id}:${item.id}` }))
  return say(vi.chooseItem(nameOfPlan(stored)), {
    choices: choicePage(all, pageOf(page), (next) => `assign-plan:${id}:${next}`),
  })
}

interface Item {
  readonly stored: StoredPlan
  readonly what: string
  readonly due: DueRule
  readonly isDuty: boolean
  readonly now: Assignment
}

async function itemOf(talk: Talk, planId: string, itemId: string): Promise<Item | undefined> {
  const stored = await planOf(talk, planId)
  const now = stored === undefined ? undefined : assignmentOf(stored.plan, itemId)
  if (stored === undefined || now === undefined) return undefined
  const task = stored.plan.tasks.find(({ id }) => id === itemId)
  if (task !== undefined) return { stored, what: task.what, due: task.due, isDuty: false, now }
  const duty = stored.plan.duties.find(({ id }) => id === itemId)
  return duty === undefined ? undefined : { stored, what: duty.title, due: duty.due, isDuty: true, now }
}

const named = (board: Board, units: readonly string[]): string => unitNames(board, units).join(', ')

/** Units for which a change would change something. */
const unitsFor = ({ office: { board } }: Talk, { stored, now }: Item, change: AssignmentChange): readonly string[] =>
  board.units.map(({ id }) => id).filter((id) => changed(stored.plan, now, change, id) !== undefined)

const changes = ['only', 'also', 'beside', 'without'] as const satisfies readonly AssignmentChange[]
const isChange = (text: string | undefined): text is AssignmentChange => changes.some((one) => one === text)

async function showItem(talk: Talk, rest: string): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const [planId = '', itemId = ''] = rest.split(':')
  const item = await itemOf(talk, planId, itemId)
  if (item === undefined) return say(vi.planUnknown)
  const { board } = talk.office
  const labels = vi.changeLabels[item.isDuty ? 'duty' : 'task']
  const choices = changes
    .filter((one) => unitsFor(talk, item, one).length > 0)
    .map((one): Choice => ({ label: labels[one], value: `assign-how:${planId}:${itemId}:${one}` }))
  const { what, due, now, isDuty } = item
  return say(vi.assignmentNow(what, readingOf(due), named(board, now.lead), named(board, now.beside), isDuty), {
    choices,
  })
}

async function chooseUnit(talk: Talk, rest: string): Promise<Spoken> {
  if (!isAdmin(talk)) return say(onlyAdmins)
  const [planId = '', itemId = '', how, page] = rest.split(':')
  const item = await itemOf(talk, planId, itemId)
  if (item === undefined || !isChange(how)) return say(vi.planUnknown)
  const { board } = talk.office
  const all = unitsFor(talk, item, how).map((id) => ({
    label: named(board, [id]),
    value: `assign-unit:${planId}:${itemId}:${how}:${id}`,
  }))
  if (all.length === 0) return say(vi.noUnitLeft)
  return say(vi.chooseUnit, {
    choices: choicePage(all, pageOf(page), (next) => `assign-how:${planId}:${itemId}:${how}:${next}`),
  })
}

/** Shows what an assignment changes and asks for consent; `sure` does it. */
const assign =
  (sure: boolean) =>
  async (talk: Talk, rest: string): Promise<Spoken> => {
    if (!isAdmin(talk)) return say(onlyAdmins)
    const [planId = '', itemId = '', how, unitId = '', version] = rest.split(':')
    if (sure) await talk.records.serialise([plansAlone])
    const item = await itemOf(talk, planId, itemId)
    if (item === undefined || !isChange(how)) return say(vi.planUnknown)
    const next = changed(item.stored.plan, item.now, how, unitId)
    if (next === undefined || (sure && String(item.stored.version) !== version)) return say(vi.changedMeanwhile)
    return sure ? putAssignment(talk, item, next) : askOnceMore(talk, item, next, `${rest}:${item.stored.version}`)
  }

async function askOnceMore(talk: Talk, item: Item, next: Assignment, rest: string): Promise<Spoken> {
  const { board, calendar, ladder } = talk.office
  const { stored, what, now, isDuty } = item
  const standings = await talk.records.standings()
  const kept = new Set(occurrencesOf(assigned(stored.plan, next), calendar, ladder).occurrences.map(({ id }) => id))
  const gone = (await talk.records.occurrences()).filter(({ id, planId }) => planId === stored.id && !kept.has(id))
  const stateOf = (id: string): string => standings.get(id)?.status ?? 'open'
  const text = vi.sureAssign(
    what,
    [named(board, now.lead), named(board, now.beside)],
    [named(board, next.lead), named(board, next.beside)],
    isDuty,
    gone.filter(({ id }) => stateOf(id) === 'open').length,
    gone.filter(({ id }) => stateOf(id) === 'answered').length,
  )
  return say(text, {
    choices: [
      { label: vi.yesAssign, value: `assign-sure:${rest}` },
      { label: vi.noLabel, value: `plan-no:${stored.id}` },
    ],
  })
}

/** A new version of the plan, as one that was imported: Occurrences anew, answers kept, those concerned told. */
async function putAssignment(talk: Talk, item: Item, next: Assignment): Promise<Spoken> {
  const { records, office, now, person } = talk
  const { stored, what, now: old } = item
  const revision = assignmentRevision(stored.plan, next)
  const { plan } = revision
  const before = await records.occurrences()
  await records.putPlan(plan, stored.status, now, occurrencesOf(plan, office.calendar, office.ladder).occurrences)
  const version = (await records.plans()).find(({ id }) => id === plan.id)?.version ?? stored.version + 1
  const file = office.plans.find(({ id }) => id === plan.id)
  if (file !== undefined && !(await records.importedPlans()).has(plan.id)) await keepChatAssignment(records, file, next)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'plan.assigned',
    subject: `${plan.id}/${next.itemId}`,
    detail: {
      version,
      before: old.lead.join(' '),
      after: next.lead.join(' '),
      besideBefore: old.beside.join(' '),
      besideAfter: next.beside.join(' '),
    },
  })
  const standings = await records.standings()
  const leads = revisionNotices({ office, plan, revision, bases: {}, version, before, standings })
  const notices = [...leads, ...besideNotices(talk, item, next, plan, version, leads)]
  const others = notices.filter(({ personId }) => personId !== person.id)
  const told = [...new Set(others.map(({ personId }) => personOf(office.board, personId)?.name ?? personId))]
  const again = { label: vi.lookAgainLabel, value: `assign-item:${plan.id}:${next.itemId}` }
  return { ...say(vi.assignedNow(what, version, told), { choices: [again] }), notices: others }
}

/** Those who take part, or no longer do, hear of it once. */
function besideNotices(
  { office: { board } }: Talk,
  { what, now, isDuty }: Item,
  next: Assignment,
  plan: Plan,
  version: number,
  told: readonly Notice[],
): readonly Notice[] {
  const lead = named(board, next.lead)
  const lineFor = (unitId: string): string | undefined => {
    if (next.beside.includes(unitId) && !now.beside.includes(unitId)) return vi.besideNotice(what, lead, isDuty)
    const leaves = now.beside.includes(unitId) && !next.beside.includes(unitId) && !next.lead.includes(unitId)
    return leaves ? vi.notBesideNotice(what, isDuty) : undefined
  }
  const known = new Set(told.map(({ personId }) => personId))
  return board.units.flatMap(({ id: unitId }): Notice[] => {
    const line = lineFor(unitId)
    if (line === undefined) return []
    const text = changeNotice(nameOfPlan({ plan }), version, [line])
    return peopleOf(board, unitId, 'focal')
      .filter(({ id }) => !known.has(id))
      .map(({ id }) => ({ personId: id, key: `beside|${plan.id}|${version}|${unitId}|${id}`, reply: { text } }))
  })
}

export const assignButtons = {
  'assign-plan': chooseItem,
  'assign-item': showItem,
  'assign-how': chooseUnit,
  'assign-unit': assign(false),
  'assign-sure': assign(true),
}
