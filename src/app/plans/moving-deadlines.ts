import { addWorkingDays, UnknownYear, workingDayOnOrBefore } from '../../core/calendar.ts'
import type { Facts } from '../../core/flow/session.ts'
import { leadersOf, peopleOf, unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { asItStands, isOpen } from '../../core/reminder/prepare-agenda.ts'
import { dateOf, type Instant, isLocalDate, type LocalDate, shortDate, yearOf } from '../../core/time.ts'
import { noSuchMatter } from '../../text/vi.ts'
import { dueText } from '../../text/vi-deadline.ts'
import * as vi from '../../text/vi-move-deadline.ts'
import { planLabel, shortTitle } from '../../text/vi-reminder.ts'
import { draftsOfPlan, openFlow } from '../conversation/answering.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { leadsToday } from '../people/standing-in.ts'
import type { Records } from '../ports/store.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

const mayMove = (talk: Talk): boolean => talk.person.roles.includes('admin') || leadsToday(talk)

/** What is open in a plan, with the days that hold now, nearest first. */
async function openIn(talk: Talk, planId: string): Promise<readonly Occurrence[]> {
  // Buttons outlive a plan that is closed meanwhile.
  if (!(await talk.records.plans()).some(({ id, status }) => id === planId && status === 'active')) return []
  const standings = await standingsWithReports(talk.records)
  return (await talk.records.occurrences())
    .filter((one) => one.planId === planId && isOpen(standings, one))
    .map((one) => asItStands(talk.prepared, one, standings))
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
}

/** The same item in the same period for every Unit. */
const isTwin = (a: Occurrence, b: Occurrence): boolean =>
  a.itemId === b.itemId && a.stage === b.stage && a.feeds === b.feeds && a.period.to === b.period.to

/** `/han`: which plan, which matter, for whom; then the Flow asks for the day and the document. */
export async function moveDeadline(talk: Talk): Promise<Spoken> {
  if (!mayMove(talk)) return say(vi.onlyAdminsMove)
  const plans = (await talk.records.plans()).filter(({ status }) => status === 'active')
  const [first] = plans
  if (first === undefined) return say(vi.noPlanFollowed)
  if (plans.length === 1) return chooseMatter(talk, first.id)
  return say(vi.choosePlan, {
    choices: plans.map(({ id, plan }) => ({ label: planLabel(plan.number, plan.title), value: `deadline:${id}` })),
  })
}

const labelOf = (one: Occurrence, units: number): string => {
  const due = dueText(one.due, one.precision)
  return one.stage === 'report'
    ? vi.reportLabel(shortTitle(one.title, 26), due)
    : vi.matterLabel(shortTitle(one.title, 28), due, units)
}

async function chooseMatter(talk: Talk, rest: string): Promise<Spoken> {
  if (!mayMove(talk)) return say(vi.onlyAdminsMove)
  const [planId = '', page] = rest.split(':')
  const all = await openIn(talk, planId)
  if (all.length === 0) return say(vi.nothingOpen)
  // What an upper body moves is mostly a report.
  const open = [...all.filter(({ stage }) => stage === 'report'), ...all.filter(({ stage }) => stage !== 'report')]
  const firsts = open.filter((one, index) => open.findIndex((other) => isTwin(one, other)) === index)
  const choices = firsts.map((one) => ({
    label: labelOf(one, open.filter((other) => isTwin(one, other)).length),
    value: `deadline-of:${one.id}`,
  }))
  return say(vi.chooseMatter, { choices: choicePage(choices, pageOf(page), (next) => `deadline:${planId}:${next}`) })
}

const unitName = ({ office: { board } }: Talk, id: string): string => unitOf(board, id)?.name ?? id

async function chooseScope(talk: Talk, id: string): Promise<Spoken> {
  if (!mayMove(talk)) return say(vi.onlyAdminsMove)
  const first = await talk.records.occurrence(id)
  const open = first === undefined ? [] : await openIn(talk, first.planId)
  const twins = first === undefined ? [] : open.filter((one) => isTwin(one, first))
  const [one] = twins
  if (one === undefined) return say(vi.gone)
  if (twins.length === 1) return askWhere(talk, `one:${one.id}`)
  return say(vi.chooseScope(shortTitle(one.title, 200), dueText(one.due, one.precision)), {
    choices: [
      { label: vi.allUnits(twins.length), value: `deadline-to:all:${id}` },
      ...twins.map((twin) => ({ label: unitName(talk, twin.unitId), value: `deadline-to:one:${twin.id}` })),
    ],
  })
}

/** What a scope `one:…` or `all:…` means now; empty when nothing of it is open. */
async function inScope(talk: Talk, scope: string): Promise<readonly Occurrence[]> {
  const colon = scope.indexOf(':')
  const first = await talk.records.occurrence(scope.slice(colon + 1))
  if (first === undefined) return []
  const open = await openIn(talk, first.planId)
  return scope.startsWith('all:') ? open.filter((one) => isTwin(one, first)) : open.filter(({ id }) => id === first.id)
}

const whoIs = (talk: Talk, these: readonly Occurrence[]): string => {
  const [first] = these
  return these.length > 1 || first === undefined ? vi.unitsTogether(these.length) : unitName(talk, first.unitId)
}

async function askWhere(talk: Talk, scope: string, earlier?: Facts): Promise<Spoken> {
  if (!mayMove(talk)) return say(vi.onlyAdminsMove)
  const these = await inScope(talk, scope)
  const [first] = these
  if (first === undefined) return say(vi.gone)
  const title = shortTitle(first.title, 200)
  const facts = { scope, title, who: whoIs(talk, these), due: shortDate(first.due) }
  return openFlow(talk, 'doi-han', null, facts, earlier)
}

interface Move {
  /** When it was asked: a button of an earlier question moves nothing. */
  readonly at: Instant
  readonly scope: string
  readonly to: LocalDate
  readonly number: string
  readonly issuedOn: LocalDate
}

const factOf = (personId: string): string => `deadline-move:${personId}`

/** The Flow has the day and the document: wrong ones are refused, doubtful ones asked once more. */
export const saveMove: Apply = async (talk, session, { values }) => {
  const move: Move = {
    at: talk.now,
    scope: String(session.state.facts.scope ?? ''),
    to: String(values.to ?? ''),
    number: String(values.number ?? '').trim(),
    issuedOn: String(values.issuedOn ?? ''),
  }
  const refuse = refusal(talk, session)
  if (!mayMove(talk)) return refuse(vi.onlyAdminsMove)
  const these = await inScope(talk, move.scope)
  const [first] = these
  if (first === undefined) return refuse(vi.gone)
  const wrong = wrongIn(talk, move, these)
  if (wrong !== undefined) {
    const { [wrong.block]: _, ...others } = session.state.values
    const again = await askWhere(talk, move.scope, others)
    return { replies: [{ text: vi.askedAnew(wrong.text) }, ...again.replies] }
  }
  const doubts = await doubtsIn(talk, move, these)
  if (doubts.length === 0) return put(talk, move, these)
  await talk.records.setFact(factOf(talk.person.id), JSON.stringify(move))
  return say(vi.sure(doubts), {
    choices: [
      { label: vi.yesMove, value: `deadline-sure:${move.at}` },
      { label: vi.noMove, value: 'deadline-no:' },
    ],
  })
}

/** What cannot stand, and the block of flows/doi-han.yaml that asks for it. */
interface Wrong {
  readonly block: 'to' | 'number' | 'issued'
  readonly text: string
}

function wrongIn(talk: Talk, { to, number, issuedOn }: Move, these: readonly Occurrence[]): Wrong | undefined {
  const today = dateOf(talk.now)
  if (!isLocalDate(to) || to < today) return { block: 'to', text: vi.pastDay(to) }
  if (!/\d.*[/-]\s*\p{L}/u.test(number) || number.length > 60)
    return { block: 'number', text: vi.badNumber(shortTitle(number, 60)) }
  if (!isLocalDate(issuedOn) || issuedOn > today) return { block: 'issued', text: vi.issuedInFuture(issuedOn) }
  return these.every(({ due }) => due === to) ? { block: 'to', text: vi.sameDay(to) } : undefined
}

async function doubtsIn(talk: Talk, { to }: Move, these: readonly Occurrence[]): Promise<readonly string[]> {
  const earlier = these
    .map(({ due }) => due)
    .filter((due) => due > to)
    .sort()
    .at(-1)
  const fed = talk.prepared.occurrences.get(these[0]?.feeds ?? '')
  const report = fed && asItStands(talk.prepared, fed, await talk.records.standings())
  return [
    ...(earlier === undefined ? [] : [vi.earlierThanNow(to, earlier)]),
    ...(report !== undefined && to > report.due ? [vi.afterReport(shortTitle(report.title, 120), report.due)] : []),
  ]
}

/** What reminders make of a new day. */
function notesOn(talk: Talk, to: LocalDate): readonly string[] {
  try {
    const before = workingDayOnOrBefore(talk.office.calendar, to)
    return before === to ? [] : [vi.notWorking(to, before)]
  } catch (error) {
    if (error instanceof UnknownYear) return [vi.noCalendar(yearOf(to))]
    throw error
  }
}

interface MovedOne {
  readonly occurrence: Occurrence
  readonly to: LocalDate
}

/**
 * The open parts of a report whose day moves: they keep their distance in working days, also when it comes earlier; then
 * their Units have at least until the end of the next working day, where the report itself leaves as much.
 */
async function partsWith(talk: Talk, report: Occurrence, to: LocalDate): Promise<readonly MovedOne[]> {
  const { calendar, ladder } = talk.office
  try {
    const before = addWorkingDays(calendar, workingDayOnOrBefore(calendar, to), ladder.backplan.answers)
    const tomorrow = addWorkingDays(calendar, dateOf(talk.now), 1)
    const answers = before >= tomorrow ? before : tomorrow < to ? tomorrow : to
    const isMoved = (one: Occurrence): boolean => (to < report.due ? one.due > answers : one.due < answers)
    const open = await openIn(talk, report.planId)
    return open
      .filter((one) => one.feeds === report.id && isMoved(one))
      .map((occurrence) => ({ occurrence, to: answers }))
  } catch (error) {
    if (error instanceof UnknownYear) return []
    throw error
  }
}

/** Wishes for a later day, by Occurrence, that a move gives at least what they asked for: nobody has to decide on them. */
async function wishesMet({ records }: Talk, moves: readonly MovedOne[]): Promise<ReadonlyMap<string, number>> {
  const asked = await records.extensionsAsked()
  return new Map(
    moves.flatMap(({ occurrence, to }) =>
      asked
        .filter((wish) => wish.occurrenceId === occurrence.id && wish.extendedTo <= to)
        .map(({ id }) => [occurrence.id, id] as const),
    ),
  )
}

async function put(talk: Talk, { to, number, issuedOn }: Move, these: readonly Occurrence[]): Promise<Spoken> {
  const { records, person, now } = talk
  const [first] = these
  if (first === undefined) return say(vi.gone)
  const because = vi.basis(number, issuedOn)
  const parts = first.stage === 'report' ? await partsWith(talk, first, to) : []
  const moves: readonly MovedOne[] = [...these.map((occurrence) => ({ occurrence, to })), ...parts]
  const settled = await wishesMet(talk, moves)
  const others: MovedOne[] = []
  for (const one of moves) {
    const wish = settled.get(one.occurrence.id)
    // One that is decided on or taken back at the same moment settles nothing: its day is moved like any other.
    const isMet =
      wish !== undefined && (await records.decideExtension(wish, 'granted', person.id, now, because, one.to))
    if (!isMet) others.push(one)
  }
  await records.moveDeadlines(
    others.map((one) => ({ occurrenceId: one.occurrence.id, to: one.to, by: person.id, at: now, basis: because })),
  )
  for (const one of moves)
    await records.audit({
      at: now,
      actor: person.id,
      action: 'deadline.moved',
      subject: one.occurrence.id,
      detail: { from: one.occurrence.due, to: one.to, basis: because },
    })
  const title = shortTitle(first.title, 160)
  return {
    ...say(vi.moved(title, whoIs(talk, these), first.due, to, because, parts.length, notesOn(talk, to))),
    notices: noticesOf(talk, moves, because),
    compile: await draftsOfPlan(talk, first.planId),
  }
}

/** Everybody concerned hears of all moves in one message. */
function noticesOf(talk: Talk, moves: readonly MovedOne[], because: string): readonly Notice[] {
  const { board } = talk.office
  const lines = new Map<string, string[]>()
  for (const { occurrence, to } of moves) {
    const line = vi.movedLine(shortTitle(occurrence.title, 110), occurrence.due, to)
    const people = [
      ...peopleOf(board, occurrence.unitId, 'focal'),
      ...(occurrence.stage === 'report' ? [...peopleOf(board, occurrence.unitId, 'head'), ...leadersOf(board)] : []),
    ]
    for (const { id } of people) {
      const known = lines.get(id) ?? []
      if (id !== talk.person.id && !known.includes(line)) lines.set(id, [...known, line])
    }
  }
  const first = moves[0]?.occurrence.id ?? ''
  return [...lines].map(([personId, said]) => ({
    personId,
    key: `deadline|${first}|${talk.now}|${personId}`,
    reply: { text: vi.movedNotice(said, because) },
  }))
}

async function putSure(talk: Talk, asked: string): Promise<Spoken> {
  if (!mayMove(talk)) return say(noSuchMatter)
  const kept = await talk.records.fact(factOf(talk.person.id))
  if (kept === undefined || kept === '') return say(vi.gone)
  const move = JSON.parse(kept) as Move
  if (String(move.at) !== asked) return say(vi.gone)
  await forgetMove(talk.records, talk.person.id)
  const these = await inScope(talk, move.scope)
  if (these.length === 0) return say(vi.gone)
  const wrong = wrongIn(talk, move, these)
  if (wrong === undefined) return put(talk, move, these)
  const values: Facts = { to: move.to, number: move.number, issued: move.issuedOn }
  const { [wrong.block]: _, ...others } = values
  const again = await askWhere(talk, move.scope, others)
  return { replies: [{ text: vi.askedAnew(wrong.text) }, ...again.replies] }
}

/** Takes away what somebody was asked once more about. */
export const forgetMove = (records: Pick<Records, 'setFact'>, personId: string): Promise<void> =>
  records.setFact(factOf(personId), '')

async function leaveIt(talk: Talk): Promise<Spoken> {
  await forgetMove(talk.records, talk.person.id)
  return say(vi.notMoved)
}

export const deadlineButtons = {
  deadline: chooseMatter,
  'deadline-of': chooseScope,
  'deadline-to': (talk: Talk, scope: string): Promise<Spoken> => askWhere(talk, scope),
  'deadline-sure': putSure,
  'deadline-no': leaveIt,
}
