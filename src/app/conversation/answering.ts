import type { AnswerBody } from '../../core/answer.ts'
import { carriedForward, carriedTooOften } from '../../core/carried-answer.ts'
import { advance, repeatPrompt, startFlow } from '../../core/flow/advance.ts'
import type { Flow } from '../../core/flow/flow.ts'
import type { Facts, Heard, Turn, Value } from '../../core/flow/session.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Indicator, Plan } from '../../core/plan/plan.ts'
import { asItStands } from '../../core/reminder/prepare-agenda.ts'
import type { Reply } from '../../core/reply.ts'
import { dateOf, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { carriedPeriods, correctLabel } from '../../text/vi-receipt.ts'
import { matterLabel } from '../../text/vi-reminder.ts'
import { targetText } from '../../text/vi-report.ts'
import { substituteOver } from '../../text/vi-substitute.ts'
import { keptAside } from '../../text/vi-work.ts'
import { answeredBy, answeredFor, answersFor } from '../people/standing-in.ts'
import { leaveReviews } from '../plans/review-chat.ts'
import type { AnswerRow, SessionRow } from '../ports/answers.ts'
import type { StoredPlan } from '../ports/store.ts'
import { assessmentOffer, isLockedReport, writesAssessment } from '../reports/assessable-reports.ts'
import { partsOf } from '../reports/compile.ts'
import { handlersOf, issueReport, returnReport } from '../reports/reviewing.ts'
import { flowAskedBy, formFacts, progressFlow } from '../work/form-kinds.ts'
import { choicesOf, openFor } from '../work/work-list.ts'
import { draftName } from '../work/work-notes.ts'
import { parseAnswer } from './answer-body.ts'
import { receiptRemarks } from './answer-receipt.ts'
import { closedMatter, closedPlanAt, leaveClosed } from './closed-matters.ts'
import { previousFigures } from './previous-figures.ts'
import { quoting, type Refuse, refusal } from './refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk, type Wanted } from './talk.ts'

/** Periods in a row for which an Answer may be as before, where config/ladder.yaml says nothing. */
const carriedAtMost = 2

/** Indicators whose figures this Unit gives with this Occurrence. */
export function indicatorsAsked(plan: Plan, occurrence: Occurrence): readonly Indicator[] {
  const mine = plan.indicators.filter(
    (one) => one.reportedBy.length === 0 || one.reportedBy.includes(occurrence.unitId),
  )
  const task = plan.tasks.find((one) => one.id === occurrence.itemId)
  if (task) return mine.filter((one) => task.indicators.includes(one.id))
  const tied = new Set(plan.tasks.flatMap((one) => (one.lead.includes(occurrence.unitId) ? one.indicators : [])))
  return mine.filter((one) => one.reportedBy.length > 0 && !tied.has(one.id))
}

async function previousAnswer(talk: Talk, occurrence: Occurrence): Promise<AnswerRow | undefined> {
  const earlier = (await talk.records.occurrences())
    .filter(
      (one) =>
        one.planId === occurrence.planId &&
        one.itemId === occurrence.itemId &&
        one.unitId === occurrence.unitId &&
        one.due < occurrence.due,
    )
    .sort((a, b) => b.due.localeCompare(a.due))
  const answers = await talk.records.newestAnswersTo(earlier.map(({ id }) => id))
  for (const one of earlier) {
    const newest = answers.find((answer) => answer.occurrenceId === one.id)
    if (newest) return newest
  }
  return undefined
}

async function factsFor(talk: Talk, occurrence: Occurrence, plan: Plan): Promise<Facts> {
  const previous = await previousAnswer(talk, occurrence)
  const asked = indicatorsAsked(plan, occurrence)
  const figures = asked.length === 0 ? undefined : await previousFigures(talk, occurrence)
  const stale = previous && carriedTooOften(previous, talk.office.ladder.carriedAtMost ?? carriedAtMost)
  const { due, precision } = asItStands(talk.prepared, occurrence, await talk.records.standings())
  return {
    title: occurrence.title,
    due: dueText(due, precision),
    planTitle: plan.title,
    period: `${shortDate(occurrence.period.from)} – ${shortDate(occurrence.period.to)}`,
    unitName: unitOf(talk.office.board, occurrence.unitId)?.name ?? occurrence.unitId,
    indicators: asked.map((one) => ({
      id: one.id,
      name: one.name,
      unit: one.unit,
      target: targetText(one),
      targetValue: one.target,
      targetOp: one.op,
      previousValue: figures?.get(one.id)?.value ?? null,
      ratio: one.ratio ? { numerator: one.ratio.numerator, denominator: one.ratio.denominator } : null,
    })),
    previous: previous
      ? {
          state: previous.body.state,
          percent: previous.body.percent,
          text: previous.body.text,
          date: shortDate(previous.body.carried?.from ?? dateOf(previous.at)),
          stale: stale ? carriedPeriods(stale.times, stale.from) : null,
        }
      : null,
  }
}

/** The report that takes this Occurrence has been approved or issued: nothing of it may change any more. */
export async function isLocked(talk: Talk, occurrence: Occurrence): Promise<boolean> {
  const reports = await talk.records.reports()
  const locked = reports.filter((one) => one.status === 'approved' || one.status === 'issued')
  if (occurrence.feeds !== null) return locked.some((one) => one.occurrenceId === occurrence.feeds)
  return false
}

/** What the Flow says, bound to its conversation; `at`: the block that asks. */
const withSession = (session: SessionRow, reply: Reply, at = session.state.at): Reply => ({
  ...reply,
  ...(reply.choices === undefined
    ? {}
    : { choices: reply.choices.map(({ label, value }) => ({ label, value: `s:${session.id}:${value}` })) }),
  ...(reply.wantsFile === undefined || at === null ? {} : { filesFor: { sessionId: session.id, block: at } }),
})

/** Opens the conversation about an Occurrence, or goes on with the one that was left for later. */
export async function openMatter(talk: Talk, occurrenceId: string, leaveOther: boolean): Promise<Spoken> {
  const { records, office, person, now } = talk
  const occurrence = await records.occurrence(occurrenceId)
  if (!occurrence || occurrence.stage === 'report' || !answersFor(talk, occurrence.unitId)) return say(vi.noSuchMatter)
  const plan = (await records.plans()).find((one) => one.id === occurrence.planId)?.plan
  if (!plan) return say(vi.noSuchMatter)
  const closed = await closedMatter(talk, occurrence.id)
  if (closed) return closed
  const [newest] = await records.newestAnswersTo([occurrence.id])
  const form = newest && (await records.formFor(occurrence.id))
  // What was answered otherwise before there were forms is corrected as it was answered.
  const flowId = newest && !form ? progressFlow : (form?.flow ?? flowAskedBy(office, plan, occurrence))
  const flow = office.flows.get(flowId)
  if (!flow) return say(vi.noSuchMatter)
  const standing = (await records.standings()).get(occurrence.id)
  if (standing?.status === 'cancelled') return say(vi.matterClosed)

  const active = await records.activeSession(person.id)
  const kept = (await records.parkedSessions(person.id)).find((one) => one.occurrenceId === occurrence.id)
  const begun = active?.occurrenceId === occurrence.id ? active : kept
  // What somebody has begun to write may be finished and is kept; nothing new is begun.
  if (!begun?.state.halfWritten && (await isLocked(talk, occurrence))) return say(vi.lockedByReport)
  if (active && active.occurrenceId === occurrence.id) return resume(talk, active)
  if (active?.state.halfWritten && !leaveOther)
    return say(vi.midAnswer(draftName(active)), {
      choices: [
        { label: vi.continueLabel, value: `resume:${active.id}` },
        { label: vi.switchLabel, value: `switch:${occurrence.id}` },
      ],
    })
  if (active)
    await records.updateSession(active.id, { status: active.state.halfWritten ? 'parked' : 'done', updatedAt: now })
  await leaveReviews(records, person.id, now)
  if (kept) {
    await records.updateSession(kept.id, { status: 'active', updatedAt: now })
    return resume(talk, kept)
  }
  const facts = { ...(await factsFor(talk, occurrence, plan)), ...formFacts(plan, occurrence) }
  const turn = startFlow(flow, facts, now, form?.body ?? (newest && valuesOf(newest)))
  const session = await records.addSession(person.id, occurrence.id, turn.state, now)
  return { replies: turn.replies.map((reply) => withSession(session, reply)) }
}

const valuesOf = (answer: AnswerRow): { readonly [k: string]: Value } =>
  JSON.parse(JSON.stringify(answer.body)) as { [k: string]: Value }

/**
 * Opens a conversation that answers no Occurrence (a leader's comment, a request, a form); `null`: it is about none.
 * `earlier`: what was saved before under the blocks' names, to be corrected.
 */
export async function openFlow(
  talk: Talk,
  flowId: string,
  occurrenceId: string | null,
  facts: Facts,
  earlier?: { readonly [block: string]: Value },
): Promise<Spoken> {
  const flow = talk.office.flows.get(flowId)
  if (!flow) return say(vi.noSuchMatter)
  const active = await talk.records.activeSession(talk.person.id)
  if (active)
    await talk.records.updateSession(active.id, {
      status: active.state.halfWritten ? 'parked' : 'done',
      updatedAt: talk.now,
    })
  await leaveReviews(talk.records, talk.person.id, talk.now)
  const turn = startFlow(flow, facts, talk.now, earlier)
  const session = await talk.records.addSession(talk.person.id, occurrenceId, turn.state, talk.now)
  const [first, ...rest] = turn.replies.map((reply) => withSession(session, reply))
  if (first === undefined || !active?.state.halfWritten) return { replies: first === undefined ? [] : [first, ...rest] }
  // Whoever was in the middle of something else learns that it is kept.
  return { replies: [{ ...first, text: `${keptAside(matterLabel(draftName(active)))}\n${first.text}` }, ...rest] }
}

/** Repeats the question at which a conversation stands. */
export async function resume(talk: Talk, session: SessionRow): Promise<Spoken> {
  const flow = talk.office.flows.get(session.state.flow)
  if (!flow) return say(vi.noSuchMatter)
  const closed = await closedPlanAt(talk, session)
  if (closed) {
    const kept = session.state.halfWritten
    await talk.records.updateSession(session.id, { status: kept ? 'parked' : 'done', updatedAt: talk.now })
    return leaveClosed(talk, closed, kept)
  }
  await leaveReviews(talk.records, talk.person.id, talk.now)
  // Only one conversation stands at a time.
  const active = await talk.records.activeSession(talk.person.id)
  if (active !== undefined && active.id !== session.id)
    await talk.records.updateSession(active.id, {
      status: active.state.halfWritten ? 'parked' : 'done',
      updatedAt: talk.now,
    })
  await talk.records.updateSession(session.id, { status: 'active', updatedAt: talk.now })
  const turn = repeatPrompt(flow, session.state, talk.now)
  await talk.records.updateSession(session.id, { state: turn.state, updatedAt: talk.now })
  return { replies: turn.replies.map((reply) => withSession(session, reply)) }
}

/** Goes one turn on in the active conversation and does what it asks for. */
export async function answerIn(talk: Talk, session: SessionRow, heard: Heard): Promise<Spoken> {
  const flow = talk.office.flows.get(session.state.flow)
  if (!flow) return say(vi.noSuchMatter)
  if (!session.state.halfWritten && (await isAboutLocked(talk, session))) {
    await talk.records.updateSession(session.id, { status: 'done', updatedAt: talk.now })
    return say(vi.lockedByReport)
  }
  const closed = await closedPlanAt(talk, session)
  if (closed) return writeInClosed(talk, session, heard, flow, closed)
  const turn: Turn = advance(flow, session.state, heard, talk.now)
  const status = turn.left ? 'parked' : turn.state.at === null ? 'done' : 'active'
  await talk.records.updateSession(session.id, { state: turn.state, status, updatedAt: talk.now })
  const done: Spoken[] = []
  for (const effect of turn.effects) done.push(await talk.apply(talk, { ...session, state: turn.state }, effect))
  // Nobody is told that something was noted which was refused.
  const receipt = done.some(({ refused }) => refused) ? [] : turn.replies
  return {
    replies: [
      ...receipt.map((reply) => withSession(session, reply, turn.state.at)),
      ...done.flatMap(({ replies }) => replies),
    ],
    notices: done.flatMap(({ notices = [] }) => notices),
    compile: done.flatMap(({ compile = [] }) => compile),
  }
}

/**
 * The plan was closed in the middle of a conversation: what is typed is still kept for when it is followed again, but
 * nothing is saved. What would be saved at once without being looked at is quoted.
 */
async function writeInClosed(
  talk: Talk,
  session: SessionRow,
  heard: Heard,
  flow: Flow,
  plan: StoredPlan,
): Promise<Spoken> {
  const { state, effects } = advance(flow, session.state, heard, talk.now)
  const kept = effects.length === 0 ? state : session.state
  const status = kept.halfWritten ? 'parked' : 'done'
  await talk.records.updateSession(session.id, { state: kept, status, updatedAt: talk.now })
  const said = leaveClosed(talk, plan, kept.halfWritten)
  return effects.length === 0 || kept.halfWritten ? said : quoting(talk, { state }, said)
}

async function isAboutLocked(talk: Talk, session: SessionRow): Promise<boolean> {
  if (session.occurrenceId === null) return false
  if (writesAssessment(session)) return isLockedReport(await talk.records.report(session.occurrenceId))
  const occurrence = await talk.records.occurrence(session.occurrenceId)
  return occurrence !== undefined && isLocked(talk, occurrence)
}

async function aboutOf(talk: Talk, session: SessionRow): Promise<Occurrence | undefined> {
  return session.occurrenceId === null ? undefined : talk.records.occurrence(session.occurrenceId)
}

/** Keeps an Answer to the Occurrence that the conversation is about. */
export const saveAnswer: Apply = async (talk, session, effect) => {
  const occurrence = await aboutOf(talk, session)
  const refuse = refusal(talk, session)
  return occurrence ? keepAnswer(talk, occurrence, effect.values, refuse) : refuse(vi.noSuchMatter)
}

/** A leader's comment sends a report back. */
export const saveReturn: Apply = async (talk, session, { values }) => {
  const occurrence = await aboutOf(talk, session)
  const refuse = refusal(talk, session)
  return occurrence ? returnReport(talk, occurrence, String(values.note ?? ''), refuse) : refuse(vi.noSuchMatter)
}

/** A report has its number and date of issue. */
export const saveIssue: Apply = async (talk, session, { values }) => {
  const occurrence = await aboutOf(talk, session)
  const refuse = refusal(talk, session)
  if (!occurrence) return refuse(vi.noSuchMatter)
  const number = String(values.number ?? '')
  const issued = await issueReport(talk, occurrence, number, String(values.date ?? ''), refuse)
  if (typeof issued !== 'string') return issued
  // The number stands; only the day is asked anew.
  const again = await openFlow(talk, 'phat-hanh', occurrence.id, session.state.facts, { number })
  return { replies: [{ text: issued }, ...again.replies] }
}

/** Keeps an Answer to an Occurrence; `values` are what a Flow has saved, `refuse` says why they cannot be kept. */
export async function keepAnswer(talk: Talk, occurrence: Occurrence, values: unknown, refuse: Refuse): Promise<Spoken> {
  const { records, person, now } = talk
  if (!answersFor(talk, occurrence.unitId)) return refuse(substituteOver)
  const given = parseAnswer(values)
  if (!given) return refuse(vi.failedToHandle)
  const body = await asBefore(talk, occurrence, given)
  const before = (await records.standings()).get(occurrence.id)
  const [earlier] = await records.newestAnswersTo([occurrence.id])
  const locked = await isLocked(talk, occurrence)
  const instead = answeredFor(talk, occurrence.unitId)
  const answer = await records.addAnswer(occurrence.id, person.id, now, body, instead?.id ?? null)
  await records.markAnswered([answer])
  await records.audit({
    at: now,
    actor: person.id,
    action: 'answer.saved',
    subject: occurrence.id,
    detail: {
      revision: answer.revision,
      state: body.state,
      figures: body.figures.length,
      evidence: body.evidence.length,
      afterApproval: locked,
      ...(instead === null ? {} : { insteadOf: instead.id }),
    },
  })
  const remarks: string[] = []
  if (earlier && earlier.personId !== person.id)
    remarks.push(vi.earlierAnswerKept(answeredBy(talk, earlier.personId, earlier.insteadOf), answer.revision))
  if (locked) remarks.push(vi.savedAfterApproval)
  remarks.push(...(await receiptRemarks(talk, occurrence, answer, before)))
  const left = await openFor(talk)
  // What was not looked through before it was kept can be undone at once.
  const undo = body.state === 'same' ? [{ label: correctLabel, value: `open:${occurrence.id}` }] : []
  const offer = await assessmentOffer(talk, occurrence, before)
  const own = [...undo, ...(offer === undefined ? [] : [offer.choice])]
  const choices = [...choicesOf(talk, left.slice(0, 8 - own.length)), ...own]
  const lines = [vi.remaining(left.length), ...(offer === undefined ? [] : [offer.line])]
  // What is still open is listed below its line.
  const text = (left.length === 0 ? lines : lines.toReversed()).join('\n')
  const rest: Reply = { text, ...(choices.length > 0 ? { choices } : {}) }
  const spoken: Spoken = {
    replies: [...(remarks.length > 0 ? [{ text: remarks.join('\n') }] : []), rest],
    ...(locked ? { notices: await tellAfterApproval(talk, occurrence, answer) } : {}),
  }
  return { ...spoken, compile: await draftsWith(talk, occurrence) }
}

/** A draft that takes this Occurrence is brought up to date; before it exists the report is compiled on its day. */
export async function draftsWith({ records }: Talk, occurrence: Occurrence): Promise<readonly Wanted[]> {
  const drafts = (await records.reports()).filter((one) => one.status === 'draft' || one.status === 'returned')
  if (drafts.length === 0) return []
  const all = await records.occurrences()
  const standings = await records.standings()
  const touched = drafts.filter((row) => {
    const report = all.find((one) => one.id === row.occurrenceId)
    return report !== undefined && partsOf(report, all, standings).some((one) => one.id === occurrence.id)
  })
  return touched.map((row) => ({ occurrenceId: row.occurrenceId, tell: null }))
}

/**
 * After a day was moved: every draft of the plan is brought up to date, for a Task may belong to another report by its new
 * day; where nothing of a draft is another, it stays.
 */
export async function draftsOfPlan({ records }: Talk, planId: string): Promise<readonly Wanted[]> {
  const drafts = (await records.reports()).filter((one) => one.status === 'draft' || one.status === 'returned')
  const own = drafts.length === 0 ? [] : (await records.occurrences()).filter((one) => one.planId === planId)
  const ids = new Set(own.map(({ id }) => id))
  return drafts.flatMap(({ occurrenceId }) => (ids.has(occurrenceId) ? [{ occurrenceId, tell: null }] : []))
}

/** An Answer that is as in the period before, with since when that stands. */
async function asBefore(talk: Talk, occurrence: Occurrence, body: AnswerBody): Promise<AnswerBody> {
  const previous = body.state === 'same' ? await previousAnswer(talk, occurrence) : undefined
  return previous === undefined ? body : { ...body, carried: carriedForward(previous, body.evidence.length > 0) }
}

/** The Unit that has the approved report learns that something came after it. */
async function tellAfterApproval(talk: Talk, occurrence: Occurrence, answer: AnswerRow): Promise<Notice[]> {
  const report = occurrence.feeds === null ? undefined : await talk.records.occurrence(occurrence.feeds)
  if (!report) return []
  const unit = unitOf(talk.office.board, occurrence.unitId)?.name ?? occurrence.unitId
  const text = vi.answeredAfterApproval(
    answeredBy(talk, answer.personId, answer.insteadOf),
    unit,
    occurrence.title,
    report.title,
  )
  return handlersOf(talk, report)
    .filter(({ id }) => id !== talk.person.id)
    .map(({ id }) => ({ personId: id, key: `after-approval|${answer.id}|${id}`, reply: { text } }))
}
