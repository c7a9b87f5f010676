import { dateOf } from '../../core/time.ts'
import * as words from '../../text/vi-closed.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { planName } from '../../text/vi-revision.ts'
import { answersFor, seesUnit } from '../people/standing-in.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { StoredPlan } from '../ports/store.ts'
import { type Spoken, say, type Talk } from './talk.ts'

/**
 * The plan of an Occurrence that the person may know of, where that plan is followed no more. `unitId`: whose matter it
 * is, where that is another Unit than the Occurrence's.
 */
async function closedPlanOf(talk: Talk, occurrenceId: string, unitId?: string): Promise<StoredPlan | undefined> {
  const occurrence = await talk.records.occurrence(occurrenceId)
  if (occurrence === undefined) return undefined
  const whose = unitId ?? occurrence.unitId
  if (!(seesUnit(talk, whose) || answersFor(talk, whose))) return undefined
  return (await talk.records.plans()).find(({ id, status }) => id === occurrence.planId && status === 'over')
}

type Sentence = typeof words.planClosed

function tell({ person }: Talk, { id, plan, since }: StoredPlan, sentence: Sentence): Spoken {
  const name = shortTitle(planName(plan.number, plan.title), 160)
  const isAdmin = person.roles.includes('admin')
  return say(sentence(name, dateOf(since), isAdmin ? words.adminTakesUp : words.askAdmin), {
    ...(isAdmin ? { choices: [{ label: words.openPlanLabel, value: `plan:${id}` }] } : {}),
  })
}

/** What is said of a matter whose plan is followed no more (`unitId`: as above); undefined where its plan is followed. */
export async function closedMatter(talk: Talk, occurrenceId: string, unitId?: string): Promise<Spoken | undefined> {
  const plan = await closedPlanOf(talk, occurrenceId, unitId)
  return plan && tell(talk, plan, words.planClosed)
}

const whole = (rest: string): string => rest
const behind = (rest: string): string => rest.slice(rest.indexOf(':') + 1)
const before = (rest: string): string => rest.split(':', 1)[0] ?? ''
const extension = async (talk: Talk, rest: string): Promise<string> => {
  const id = before(rest)
  return /^\d{1,15}$/.test(id) ? ((await talk.records.extension(Number(id)))?.occurrenceId ?? '') : ''
}
const concern = async (talk: Talk, rest: string): Promise<string> => {
  const [kind, id = ''] = rest.split(':')
  if ((kind !== 'obstacle' && kind !== 'recommendation') || !/^\d{1,15}$/.test(id)) return ''
  return (await talk.records.concern(kind, Number(id)))?.occurrenceId ?? ''
}

/** By a button's verb: the Occurrence that it is about. */
const aboutOf: { readonly [verb: string]: (rest: string, talk: Talk) => string | Promise<string> } = {
  ...{ open: whole, switch: whole, extend: whole, raise: whole, promise: before },
  ...{ approve: whole, return: whole, issue: whole, submit: whole, draft: whole, compile: whole, reopen: whole },
  ...{ item: behind, 'item-accept': behind, 'item-return': behind },
  ...{ 'deadline-of': whole, 'deadline-to': behind, instruct: behind, nudge: behind, letter: behind },
  extension: (rest, talk) => extension(talk, rest),
  concern: (rest, talk) => concern(talk, rest),
}

/** What an old button about a matter of a plan that is followed no more says; undefined for any other button. */
export async function pressOfClosed(talk: Talk, verb: string, rest: string): Promise<Spoken | undefined> {
  const about = Object.hasOwn(aboutOf, verb) ? await aboutOf[verb]?.(rest, talk) : undefined
  return about === undefined || about === '' ? undefined : closedMatter(talk, about)
}

/** The Occurrence that a conversation is about. */
function matterOf({ occurrenceId, state: { facts } }: Pick<SessionRow, 'occurrenceId' | 'state'>): string | undefined {
  if (occurrenceId !== null) return occurrenceId
  if (typeof facts.occurrenceId === 'string') return facts.occurrenceId
  if (typeof facts.report === 'string') return facts.report
  const named = typeof facts.item === 'string' ? facts.item : facts.scope
  return typeof named === 'string' ? behind(named) : undefined
}

/** The plan of a conversation, where it is followed no more. */
export async function closedPlanAt(talk: Talk, session: SessionRow): Promise<StoredPlan | undefined> {
  const { extensionId, concernKind, concernId } = session.state.facts
  const about =
    typeof extensionId === 'string'
      ? await extension(talk, extensionId)
      : typeof concernId === 'string'
        ? await concern(talk, `${concernKind}:${concernId}`)
        : matterOf(session)
  if (about === undefined || about === '') return undefined
  // A Unit writes its assessment for a report that is another Unit's.
  const { unitId } = session.state.facts
  const isOthers = session.occurrenceId !== null && typeof unitId === 'string'
  return closedPlanOf(talk, about, isOthers ? unitId : undefined)
}

/** What is said to somebody who is in the middle of a conversation about such a plan; `kept`: whether it can go on. */
export const leaveClosed = (talk: Talk, plan: StoredPlan, kept: boolean): Spoken =>
  tell(talk, plan, kept ? words.draftOfClosed : words.planClosed)
