import { type Person, personOf, unitOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import * as vi from '../../text/vi.ts'
import * as words from '../../text/vi-assessment.ts'
import { ofAssessment, recommendationRaised } from '../../text/vi-concern.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { formTitle, revisionKept } from '../../text/vi-forms.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { substituteOver } from '../../text/vi-substitute.ts'
import { openFlow, resume } from '../conversation/answering.ts'
import { choicesOnPage } from '../conversation/choice-pages.ts'
import { closedMatter } from '../conversation/closed-matters.ts'
import type { Feature, Press } from '../conversation/feature.ts'
import { refusal } from '../conversation/refusal.ts'
import { type Apply, type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { raiseRecommendation } from '../leading/raised-concerns.ts'
import { answeredBy, answeredFor, answersFor, awayPeople } from '../people/standing-in.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { FilledForm } from '../ports/filled-forms.ts'
import {
  type AssessableReport,
  assessableReports,
  assessmentFacts,
  assessmentFlow,
  assessmentsOf,
  assessValue,
  isLockedReport,
  reportToAssess,
  writesAssessment,
} from '../reports/assessable-reports.ts'
import { handlersOf } from '../reports/reviewing.ts'
import { formAlone, formBody } from './form-body.ts'

const speaksForUnit = ({ roles }: Person): boolean => roles.includes('focal') || roles.includes('head')

/** Reports for which the list of forms names the assessment: to those who are asked for their Unit. */
export async function assessmentsWanted(talk: Talk): Promise<readonly AssessableReport[]> {
  const speakers = [talk.person, ...awayPeople(talk)].filter(speaksForUnit)
  const units = new Set(speakers.map(({ unitId }) => unitId))
  if (units.size === 0) return []
  return (await assessableReports(talk)).filter(({ unitId }) => units.has(unitId))
}

/** Asks for which report, where there are several. */
async function chooseReport(talk: Talk): Promise<Spoken> {
  const wanted = await assessmentsWanted(talk)
  const [first, ...others] = wanted
  if (first === undefined) return say(words.noReportOpen)
  if (others.length === 0) return openAssessment(talk, first.unitId, first.report.id)
  const several = new Set(wanted.map(({ unitId }) => unitId)).size > 1
  const choices = wanted.slice(0, choicesOnPage).map(({ report, unitId }) => {
    const unit = several ? (unitOf(talk.office.board, unitId)?.name ?? unitId) : null
    const due = dueText(report.due, report.precision)
    return { label: words.reportChoice(shortTitle(report.title, 36), due, unit), value: assessValue(unitId, report.id) }
  })
  return say(words.chooseReport, { choices })
}

/** Opens a Unit's assessment of a report: anew, where it was left, or to be corrected; not after the approval. */
export async function openAssessment(talk: Talk, unitId: string, reportId: string): Promise<Spoken> {
  const { records, person } = talk
  const report = await reportToAssess(talk, unitId, reportId)
  if (report === undefined) return say(vi.noSuchMatter)
  const closed = await closedMatter(talk, reportId, unitId)
  if (closed) return closed
  const active = await records.activeSession(person.id)
  const kept = [...(active ? [active] : []), ...(await records.parkedSessions(person.id))]
  const begun = kept.find((one) => one.state.halfWritten && isFor(one, unitId, reportId))
  // What somebody has begun to write may be finished and is kept; nothing new is begun.
  if (begun === undefined && isLockedReport(await records.report(reportId))) return say(vi.lockedByReport)
  if (begun !== undefined) return resume(talk, begun)
  const earlier = (await assessmentsOf(records, reportId)).find((form) => form.unitId === unitId)
  const opened = await openFlow(talk, assessmentFlow, reportId, assessmentFacts(talk, report, unitId), earlier?.body)
  const writing = await colleagueAt(talk, unitId, reportId)
  const [first, ...rest] = opened.replies
  if (writing === undefined || first === undefined) return opened
  const text = `${words.colleagueWrites(writing.name)}\n${first.text}`
  return { ...opened, replies: [{ ...first, text }, ...rest] }
}

/** Somebody else of the Unit who has begun the same: the report takes only what is saved last. */
async function colleagueAt(
  { records, office, person }: Talk,
  unitId: string,
  reportId: string,
): Promise<Person | undefined> {
  const others = office.board.people.filter((one) => one.unitId === unitId && one.id !== person.id)
  const sessions = await records.openSessionsOf(others.map(({ id }) => id))
  const begun = sessions.find((one) => one.state.halfWritten && isFor(one, unitId, reportId))
  return others.find(({ id }) => id === begun?.personId)
}

const isFor = (session: SessionRow, unitId: string, reportId: string): boolean =>
  writesAssessment(session) && session.occurrenceId === reportId && session.state.facts.unitId === unitId

const press: Press = async (talk, rest) => {
  const colon = rest.indexOf(':')
  return colon < 0 ? chooseReport(talk) : openAssessment(talk, rest.slice(0, colon), rest.slice(colon + 1))
}

/** Keeps a Unit's assessment; a draft of the report that is there already is brought up to date. */
const saveAssessment: Apply = async (talk, session, { values }) => {
  const { records, person, now } = talk
  const refuse = refusal(talk, session)
  const report = session.occurrenceId === null ? undefined : await records.occurrence(session.occurrenceId)
  const { unitId } = session.state.facts
  if (report?.stage !== 'report' || typeof unitId !== 'string') return refuse(vi.noSuchMatter)
  if (!answersFor(talk, unitId)) return refuse(substituteOver)
  if ((await reportToAssess(talk, unitId, report.id)) === undefined) return refuse(vi.matterClosed)
  const read = formBody.safeParse(values)
  if (!read.success) return refuse(vi.failedToHandle)
  // Two of a Unit who save it at once give two revisions of one.
  await records.serialise([formAlone(report.id, unitId)])
  const before = (await assessmentsOf(records, report.id)).find((form) => form.unitId === unitId)
  const isEmpty = Object.values(read.data).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  )
  if (isEmpty && before === undefined) return { ...say(words.nothingWritten), refused: true }
  const row = await records.report(report.id)
  const instead = answeredFor(talk, unitId)?.id ?? null
  const form = await records.addForm({
    series: before?.series ?? null,
    flow: session.state.flow,
    unitId,
    personId: person.id,
    occurrenceId: report.id,
    title: formTitle(session.state.flow, report.title),
    at: now,
    body: read.data,
    files: [],
  })
  const locked = isLockedReport(row)
  await records.audit({
    at: now,
    actor: person.id,
    action: 'form.saved',
    subject: `form:${form.series}`,
    detail: {
      flow: form.flow,
      unit: unitId,
      revision: form.revision,
      hash: form.hash,
      files: 0,
      occurrence: report.id,
      afterApproval: locked,
      ...(instead === null ? {} : { insteadOf: instead }),
    },
  })
  const raised = await raiseRecommendation(talk, form, ofAssessment(shortTitle(report.title, 160)))
  const told = [
    ...(isEmpty ? [words.nowEmpty] : []),
    ...earlierRemark(talk, before, form),
    ...(locked ? [words.savedAfterApproval] : []),
    ...(raised.isRaised ? [recommendationRaised] : []),
  ]
  return {
    replies: told.length === 0 ? [] : [{ text: told.join('\n') }],
    notices: [...raised.notices, ...(locked ? tellAfterApproval(talk, report, form, instead) : [])],
    compile: row !== undefined && !locked ? [{ occurrenceId: report.id, tell: null }] : [],
  }
}

function earlierRemark(talk: Talk, before: FilledForm | undefined, form: FilledForm): readonly string[] {
  if (before === undefined) return []
  if (before.personId === talk.person.id) return [revisionKept(form.revision)]
  return [words.earlierKept(personOf(talk.office.board, before.personId)?.name ?? before.personId, form.revision)]
}

/** The Unit that has the approved report learns that something came after it. */
function tellAfterApproval(
  talk: Talk,
  report: Occurrence,
  form: FilledForm,
  instead: string | null,
): readonly Notice[] {
  const unit = unitOf(talk.office.board, form.unitId)?.name ?? form.unitId
  const who = answeredBy(talk, talk.person.id, instead)
  const text = vi.answeredAfterApproval(who, unit, words.assessmentLabel, report.title)
  return handlersOf(talk, report)
    .filter(({ id }) => id !== talk.person.id)
    .map(({ id }) => ({ personId: id, key: `after-approval|form|${form.id}|${id}`, reply: { text } }))
}

/** A Unit's general assessment, added to a report. */
export const assessing: Feature = {
  buttons: { assess: press },
  effects: { assessment: saveAssessment },
}
