import * as vi from '../../text/vi-rates.ts'
import { shortTitle } from '../../text/vi-reminder.ts'
import { choicePage, pageOf } from '../conversation/choice-pages.ts'
import { type Spoken, say, type Talk } from '../conversation/talk.ts'
import { handlesReport, leadsToday } from '../people/standing-in.ts'
import { overviewOf, type UnitReport } from '../reports/overview.ts'

async function reportsFor(talk: Talk): Promise<readonly UnitReport[]> {
  const view = await overviewOf(talk.records, talk.office, talk.prepared, talk.now)
  return view.reports.filter((one) => leadsToday(talk) || handlesReport(talk, one))
}

/** `/tonghop`: drafts a report from what has come in, whenever it is wanted. */
export async function compileNow(talk: Talk, page?: string): Promise<Spoken> {
  if (!talk.person.roles.includes('admin') && !leadsToday(talk)) return say(vi.onlyAdminsCompile)
  const reports = await reportsFor(talk)
  if (reports.length === 0) return say(vi.noReportYet)
  const all = reports.map(({ occurrenceId, title, dueText }) => ({
    label: vi.reportChoice(shortTitle(title, 36), dueText),
    value: `compile:${occurrenceId}`,
  }))
  return say(vi.chooseReport, { choices: choicePage(all, pageOf(page), (next) => `compile-list:${next}`) })
}

async function compileOne(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const report = (await reportsFor(talk)).find((one) => one.occurrenceId === occurrenceId)
  if (report === undefined) return say(vi.noReportYet)
  if (report.file !== null && (report.status === 'approved' || report.status === 'issued'))
    return say(vi.lockedReport(report.title), { files: [report.file] })
  const choices =
    report.missing.length === 0 ? [] : [{ label: vi.nudgeMissingLabel, value: `nudge:report:${occurrenceId}` }]
  return {
    ...say(vi.compilingNow(report.title, report.answered, report.asked, report.missing), { choices }),
    compile: [{ occurrenceId, tell: talk.person.id }],
  }
}

export const compileButtons = { compile: compileOne, 'compile-list': compileNow }
