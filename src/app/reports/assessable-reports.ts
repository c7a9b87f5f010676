import type { Facts } from '../../core/flow/session.ts'
import { unitOf } from '../../core/plan/board.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import { opensAt } from '../../core/reminder/due-messages.ts'
import { asItStands } from '../../core/reminder/prepare-agenda.ts'
import type { Choice } from '../../core/reply.ts'
import { dateOf } from '../../core/time.ts'
import * as words from '../../text/vi-assessment.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import type { Talk } from '../conversation/talk.ts'
import { answersFor } from '../people/standing-in.ts'
import type { SessionRow } from '../ports/answers.ts'
import type { FilledForm } from '../ports/filled-forms.ts'
import type { Records, ReportRow } from '../ports/store.ts'

/**
 * A Unit that is asked Task by Task has nowhere to write the general parts of a report's outline (vn-admin-facts 2.1,
 * 2.2). It may add them in one assessment for each report; nobody is reminded of it.
 */
export const assessmentFlow = 'danh-gia-don-vi'

export const isAssessment = ({ flow }: Pick<FilledForm, 'flow'>): boolean => flow === assessmentFlow

/** Whether a conversation is about a Unit's assessment; then its Occurrence is the report. */
export const writesAssessment = ({ state }: Pick<SessionRow, 'state'>): boolean => state.flow === assessmentFlow

export const isLockedReport = (row: Pick<ReportRow, 'status'> | undefined): boolean =>
  row?.status === 'approved' || row?.status === 'issued'

/** Each Unit's assessment of a report in its newest revision; of two begun at once the later one. */
export async function assessmentsOf(
  records: Pick<Records, 'formsAbout'>,
  reportId: string,
): Promise<readonly FilledForm[]> {
  const byUnit = new Map<string, FilledForm>()
  for (const form of (await records.formsAbout(reportId)).filter(isAssessment)) {
    const other = byUnit.get(form.unitId)
    if (other === undefined || other.id < form.id) byUnit.set(form.unitId, form)
  }
  return [...byUnit.values()]
}

/** What a Unit answers Task by Task for a report. */
const partsFor = (all: readonly Occurrence[], reportId: string, unitId: string): readonly Occurrence[] =>
  all.filter((one) => one.stage === 'check-in' && one.feeds === reportId && one.unitId === unitId)

export interface AssessableReport {
  /** With the day that holds. */
  readonly report: Occurrence
  readonly unitId: string
}

/** The report, where this Unit may add to it: it is asked for check-ins, whether or not its plan is followed. */
export async function reportToAssess(talk: Talk, unitId: string, reportId: string): Promise<Occurrence | undefined> {
  const { records, office } = talk
  const report = await records.occurrence(reportId)
  if (report?.stage !== 'report' || !answersFor(talk, unitId) || !office.flows.has(assessmentFlow)) return undefined
  const standings = await records.standings()
  const isAsked = ({ id }: Occurrence): boolean => standings.get(id)?.status !== 'cancelled'
  // A new version of the plan may have neither the report nor the Unit's part any more.
  return isAsked(report) && partsFor(await records.occurrences(), reportId, unitId).some(isAsked)
    ? asItStands(talk.prepared, report, standings)
    : undefined
}

/** Reports that collect now and to which a Unit of the person may add, the one that was due last first. */
export async function assessableReports(talk: Talk): Promise<readonly AssessableReport[]> {
  const { records, prepared, now, office } = talk
  if (!office.flows.has(assessmentFlow)) return []
  const followed = new Set((await records.plans()).filter(({ status }) => status === 'active').map(({ id }) => id))
  const locked = new Set((await records.reports()).filter(isLockedReport).map((row) => row.occurrenceId))
  const standings = await records.standings()
  const all = await records.occurrences()
  const collecting = all.filter(
    (one) =>
      one.stage === 'check-in' &&
      followed.has(one.planId) &&
      answersFor(talk, one.unitId) &&
      standings.get(one.id)?.status !== 'cancelled' &&
      (opensAt(prepared, one, standings) ?? now) <= now,
  )
  return all
    .filter((one) => one.stage === 'report' && !locked.has(one.id) && standings.get(one.id)?.status !== 'cancelled')
    .map((one) => asItStands(prepared, one, standings))
    .flatMap((report) => {
      const units = collecting.filter(({ feeds }) => feeds === report.id).map(({ unitId }) => unitId)
      return [...new Set(units)].map((unitId) => ({ report, unitId }))
    })
    .sort((a, b) => b.report.due.localeCompare(a.report.due) || a.report.id.localeCompare(b.report.id))
}

/** What the Flow is told. */
export function assessmentFacts({ office, prepared }: Talk, report: Occurrence, unitId: string): Facts {
  const duties = prepared.plans.get(report.planId)?.duties ?? []
  const kind = duties.find(({ id }) => id === report.itemId)?.kind
  return {
    title: report.title,
    due: dueText(report.due, report.precision),
    unitName: unitOf(office.board, unitId)?.name ?? unitId,
    unitId,
    review: kind === 'interim' || kind === 'final' ? kind : '',
  }
}

export const assessValue = (unitId: string, reportId: string): string => `assess:${unitId}:${reportId}`

/**
 * Once in a report's time, when the Unit's last open part was answered: that it may add its assessment. `before`: how
 * the Occurrence stood before this Answer.
 */
export async function assessmentOffer(
  talk: Talk,
  { id, feeds, stage, unitId }: Occurrence,
  before: Standing | undefined,
): Promise<{ readonly line: string; readonly choice: Choice } | undefined> {
  const { records, now } = talk
  if (stage !== 'check-in' || feeds === null || before?.status === 'answered') return undefined
  const standings = await records.standings()
  const others = partsFor(await records.occurrences(), feeds, unitId).filter((one) => one.id !== id)
  if (others.some((one) => (standings.get(one.id)?.status ?? 'open') === 'open')) return undefined
  const report = await reportToAssess(talk, unitId, feeds)
  if (report === undefined || isLockedReport(await records.report(feeds))) return undefined
  if ((await assessmentsOf(records, feeds)).some((form) => form.unitId === unitId)) return undefined
  // A part that was sent back and answered again is no new occasion.
  const fact = `assessment-offered|${unitId}|${feeds}`
  if ((await records.fact(fact)) !== undefined) return undefined
  await records.setFact(fact, dateOf(now))
  return {
    line: words.offer(shortTitle(report.title, 90)),
    choice: { label: words.offerLabel, value: assessValue(unitId, feeds) },
  }
}
