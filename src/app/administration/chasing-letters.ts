import { addWorkingDays, UnknownYear } from '../../core/calendar.ts'
import { lastDayInTime } from '../../core/lateness.ts'
import { dayThatHolds, extendedDay } from '../../core/plan/extended-day.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Plan } from '../../core/plan/plan.ts'
import { isOpen, opensAt } from '../../core/reminder/prepare-agenda.ts'
import { chasingLetter } from '../../core/report/chasing-letter.ts'
import { addDays, dateOf, isLocalDate, type LocalDate, shortDate } from '../../core/time.ts'
import { noSuchMatter } from '../../text/vi.ts'
import * as vi from '../../text/vi-move-deadline.ts'
import { planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { openFlow } from '../conversation/answering.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { leadsToday } from '../people/standing-in.ts'

/** Late Units get so many working days, unless whoever writes the letter gives another day. */
const daysGiven = 3

const mayWrite = (talk: Talk): boolean => talk.person.roles.includes('admin') || leadsToday(talk)

/** What a letter is about: the parts of a report, or a plan's tasks that are past their day. */
interface Chased {
  readonly of: string
  readonly plan: Plan
  readonly report: Occurrence | null
  /** Everything that was asked and counts. */
  readonly asked: readonly Occurrence[]
  readonly missing: readonly string[]
  readonly label: string
}

async function allChased(talk: Talk): Promise<readonly Chased[]> {
  const { records, office, prepared, now } = talk
  const standings = await records.standings()
  const today = dateOf(now)
  const plans = (await records.plans()).filter(({ status }) => status === 'active')
  const all = (await records.occurrences()).filter(({ id }) => standings.get(id)?.status !== 'cancelled')
  const isAsked = (one: Occurrence): boolean => (opensAt(prepared, one, standings) ?? Number.POSITIVE_INFINITY) <= now
  const isLate = (one: Occurrence): boolean => lastDayInTime(one, extendedDay(one, standings.get(one.id))) < today
  const missingIn = (these: readonly Occurrence[], late: boolean): readonly string[] =>
    office.board.units
      .map(({ id }) => id)
      .filter((id) => these.some((one) => one.unitId === id && isOpen(standings, one) && (!late || isLate(one))))
  const chased = plans.flatMap(({ id, plan }): Chased[] => {
    const own = all.filter((one) => one.planId === id)
    const reports = own
      .filter((one) => one.stage === 'report' && isOpen(standings, one))
      .map((report): Chased => {
        const asked = own.filter((one) => one.feeds === report.id && isAsked(one))
        const missing = missingIn(asked, false)
        const label = vi.reportLetterLabel(shortTitle(report.title, 30), missing.length)
        return { of: `report:${report.id}`, plan, report, asked, missing, label }
      })
    const tasks = own.filter((one) => one.stage === 'task' && isAsked(one))
    const missing = missingIn(tasks, true)
    const label = vi.planLetterLabel(shortTitle(planLabel(plan.number, plan.title), 20), missing.length)
    return [...reports, { of: `plan:${id}`, plan, report: null, asked: tasks.filter(isLate), missing, label }]
  })
  return chased.filter(({ missing }) => missing.length > 0)
}

/** `/congvan`: what the letter is about. */
export async function writeLetter(talk: Talk, page?: string): Promise<Spoken> {
  if (!mayWrite(talk)) return say(vi.onlyAdminsChase)
  const chased = await allChased(talk)
  if (chased.length === 0) return say(vi.nobodyLate)
  const all = chased.map(({ of, label }) => ({ label, value: `letter:${of}` }))
  return say(vi.chooseLetter, { choices: choicePage(all, pageOf(page), (next) => `letter-list:${next}`) })
}

/** The day that is offered: some working days ahead; calendar days in a year without a calendar. */
function offeredDay({ office, now }: Talk): LocalDate {
  try {
    return addWorkingDays(office.calendar, dateOf(now), daysGiven)
  } catch (error) {
    if (error instanceof UnknownYear) return addDays(dateOf(now), daysGiven)
    throw error
  }
}

async function ask(talk: Talk, of: string): Promise<Spoken> {
  if (!mayWrite(talk)) return say(noSuchMatter)
  const chased = (await allChased(talk)).find((one) => one.of === of)
  if (chased === undefined) return say(vi.nobodyLate)
  return openFlow(talk, 'cong-van', null, {
    of,
    missing: namesOf(talk, chased.missing).join(', '),
    offered: shortDate(offeredDay(talk)),
  })
}

const namesOf = ({ office: { board } }: Talk, ids: readonly string[]): readonly string[] =>
  board.units.filter(({ id }) => ids.includes(id)).map(({ name }) => name)

/** Drafts the letter as a Word file. */
export const saveLetter: Apply = async (talk, session, { values }) => {
  const refuse = refusal(talk, session)
  if (!mayWrite(talk)) return refuse(noSuchMatter)
  const { records, office, person, now } = talk
  const of = String(session.state.facts.of ?? '')
  const chased = (await allChased(talk)).find((one) => one.of === of)
  if (chased === undefined) return refuse(vi.nobodyLate)
  const today = dateOf(now)
  const given = typeof values.newDue === 'string' && isLocalDate(values.newDue) ? values.newDue : offeredDay(talk)
  if (given < today) return refuse(vi.letterDay(given), { choices: [{ label: vi.againLabel, value: `letter:${of}` }] })
  const { plan, report, asked } = chased
  const missing = namesOf(talk, chased.missing)
  const units = new Set(asked.map(({ unitId }) => unitId)).size
  const standings = await records.standings()
  const dues = asked.map((one) => dayThatHolds(one, standings.get(one.id))).sort()
  const first = dues[0]
  const document = chasingLetter({
    board: office.board,
    plan,
    report: report?.title ?? null,
    deadline: report !== null && first !== undefined ? vi.answersDue(first) : null,
    today,
    asked: units,
    missing,
    newDue: given,
    contact: typeof values.contact === 'string' && values.contact.trim() !== '' ? values.contact.trim() : null,
  })
  const file = await talk.keepDocument(vi.letterFileName(plan.id, today), document)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'letter.drafted',
    subject: report?.id ?? plan.id,
    detail: { missing: missing.length, asked: units, newDue: given, sha256: file.sha256 },
  })
  return say(vi.letterDraft(missing, units - missing.length, units, given), { files: [file] })
}

export const letterButtons = { letter: ask, 'letter-list': writeLetter }
