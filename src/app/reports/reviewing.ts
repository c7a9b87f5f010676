import { leadersOf, type Person, peopleOf } from '../../core/plan/board.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import { asItStands } from '../../core/reminder/prepare-agenda.ts'
import { documentNumber } from '../../core/report/document-number.ts'
import { dateOf, parseDay, shortDate } from '../../core/time.ts'
import * as vi from '../../text/vi.ts'
import { assessmentLabel } from '../../text/vi-assessment.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { matterLabel } from '../../text/vi-reminder.ts'
import type { Refuse } from '../conversation/refusal.ts'
import { type Notice, type Spoken, say, type Talk } from '../conversation/talk.ts'
import { handlesReport, leadsToday } from '../people/standing-in.ts'
import type { ReportRow } from '../ports/store.ts'
import { writesAssessment } from './assessable-reports.ts'
import { partsOf, reportAlone } from './compile.ts'

interface Matter {
  readonly occurrence: Occurrence
  readonly row: ReportRow
}

/** A report as nobody else can change it until the message is answered. */
async function matterOf(talk: Talk, occurrenceId: string): Promise<Matter | undefined> {
  await talk.records.serialise([reportAlone(occurrenceId)])
  const occurrence = await talk.records.occurrence(occurrenceId)
  const row = await talk.records.report(occurrenceId)
  return occurrence && row ? { occurrence, row } : undefined
}

/** Who is told what becomes of a report: the focal people and heads of the Unit that compiles it. */
export const handlersOf = (talk: Talk, report: Occurrence): readonly Person[] => {
  const { board } = talk.office
  return [...new Set([...peopleOf(board, report.unitId, 'focal'), ...peopleOf(board, report.unitId, 'head')])]
}

/** A leader approves a compiled report: it is locked, and the Unit that sends it is told. */
export async function approveReport(talk: Talk, occurrenceId: string): Promise<Spoken> {
  if (!leadsToday(talk)) return say(vi.onlyLeaders)
  const matter = await matterOf(talk, occurrenceId)
  if (!matter) return say(vi.notYetCompiled)
  const { occurrence, row } = matter
  if (row.status === 'approved' || row.status === 'issued') return say(vi.alreadyApproved)
  await talk.records.putReport({ ...row, status: 'approved' })
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'report.approved',
    subject: occurrenceId,
    detail: { draft: row.draft, sha256: row.file.sha256 },
  })
  const { due, precision } = asItStands(talk.prepared, occurrence, await talk.records.standings())
  const notices = handlersOf(talk, occurrence).map(
    (person): Notice => ({
      personId: person.id,
      // The same draft is approved once more after it was opened again.
      key: `approved|${occurrenceId}|${row.draft}|${talk.now}|${person.id}`,
      reply: {
        text: vi.approvedNotice(occurrence.title, talk.person.name, dueText(due, precision)),
        files: [row.file],
        choices: [{ label: vi.issueLabel, value: `issue:${occurrenceId}` }],
      },
    }),
  )
  const tooLate = await writersOf(talk, occurrence)
  return { ...say(vi.approvedReceipt(occurrence.title)), notices: [...notices, ...tooLate] }
}

/** Whoever is in the middle of an answer for the report learns that it comes too late, and that nothing is lost. */
async function writersOf(talk: Talk, report: Occurrence): Promise<Notice[]> {
  const parts = new Map(
    (await talk.records.occurrences()).filter((one) => one.feeds === report.id).map((one) => [one.id, one]),
  )
  const notices: Notice[] = []
  for (const { id } of talk.office.board.people) {
    const active = await talk.records.activeSession(id)
    const sessions = [...(active ? [active] : []), ...(await talk.records.parkedSessions(id))]
    for (const session of sessions) {
      if (!session.state.halfWritten) continue
      const isAssessed = writesAssessment(session) && session.occurrenceId === report.id
      const title = isAssessed ? assessmentLabel : parts.get(session.occurrenceId ?? '')?.title
      if (title !== undefined)
        notices.push({
          personId: id,
          key: `approved-meanwhile|${report.id}|${session.id}|${talk.now}`,
          reply: { text: vi.approvedWhileWriting(report.title, title) },
        })
    }
  }
  return notices
}

/** A leader returns a report with a comment; the Unit that compiles it is told. */
export async function returnReport(talk: Talk, occurrence: Occurrence, note: string, refuse: Refuse): Promise<Spoken> {
  if (!leadsToday(talk)) return refuse(vi.onlyLeaders)
  const matter = await matterOf(talk, occurrence.id)
  if (!matter) return refuse(vi.notYetCompiled)
  const { row } = matter
  if (row.status === 'approved' || row.status === 'issued') return refuse(vi.alreadyApproved)
  await talk.records.putReport({ ...row, status: 'returned', note })
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'report.returned',
    subject: occurrence.id,
    detail: { draft: row.draft },
  })
  const notices = handlersOf(talk, occurrence).map(
    (person): Notice => ({
      personId: person.id,
      key: `returned|${occurrence.id}|${row.draft}|${talk.now}|${person.id}`,
      reply: {
        text: vi.returnedNotice(occurrence.title, talk.person.name, note),
        choices: [{ label: vi.submitLabel(matterLabel(occurrence.title)), value: `submit:${occurrence.id}` }],
      },
    }),
  )
  return { ...say(vi.returnedReceipt(occurrence.title)), notices }
}

/** The compiling Unit hands the newest draft to the leaders without waiting for the review day. */
export async function submitReport(talk: Talk, occurrenceId: string): Promise<Spoken> {
  const matter = await matterOf(talk, occurrenceId)
  if (!matter || !handlesReport(talk, matter.occurrence)) return say(vi.noSuchMatter)
  const { occurrence, row } = matter
  if (row.status === 'approved' || row.status === 'issued') return say(vi.alreadyApproved)
  await talk.records.putReport({ ...row, status: 'draft', note: null })
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'report.submitted',
    subject: occurrenceId,
    detail: { draft: row.draft },
  })
  const standings = await talk.records.standings()
  const parts = partsOf(occurrence, await talk.records.occurrences(), standings)
  const answered = parts.filter((one) => standings.get(one.id)?.status === 'answered').length
  const notices = leadersOf(talk.office.board).map(
    (leader): Notice => ({
      personId: leader.id,
      key: `submitted|${occurrenceId}|${row.draft}|${talk.now}|${leader.id}`,
      reply: {
        text: vi.submittedNotice(occurrence.title, talk.person.name, answered, parts.length),
        files: [row.file],
        choices: [
          { label: vi.approveLabel(matterLabel(occurrence.title)), value: `approve:${occurrenceId}` },
          { label: vi.returnLabel(matterLabel(occurrence.title)), value: `return:${occurrenceId}` },
        ],
      },
    }),
  )
  return { ...say(vi.submittedReceipt), notices }
}

/**
 * The records clerk gives number and date; the report is locked for good and its reminders end. Gives why the day cannot
 * be the one of issue, where it cannot.
 */
export async function issueReport(
  talk: Talk,
  occurrence: Occurrence,
  number: string,
  date: string,
  refuse: Refuse,
): Promise<Spoken | string> {
  const matter = await matterOf(talk, occurrence.id)
  const issuedOn = parseDay(date)
  if (!matter || !handlesReport(talk, occurrence)) return refuse(vi.noSuchMatter)
  if (matter.row.status !== 'approved')
    return refuse(matter.row.status === 'issued' ? vi.alreadyApproved : vi.notToBeIssued)
  if (issuedOn === undefined || issuedOn > dateOf(talk.now))
    return vi.issueDateWrong(issuedOn === undefined ? date : shortDate(issuedOn))
  const plan = talk.prepared.plans.get(occurrence.planId)
  const kind = plan?.duties.find((duty) => duty.id === occurrence.itemId)?.kind ?? 'periodic'
  const symbol = documentNumber(number, kind, talk.office.board.symbol)
  await talk.records.putReport({ ...matter.row, status: 'issued', number: symbol, issuedOn })
  await talk.records.setStanding({
    occurrenceId: occurrence.id,
    status: 'answered',
    answeredAt: talk.now,
    answeredBy: talk.person.id,
    extendedTo: (await talk.records.standing(occurrence.id))?.extendedTo ?? null,
  })
  await talk.records.audit({
    at: talk.now,
    actor: talk.person.id,
    action: 'report.issued',
    subject: occurrence.id,
    detail: { number: symbol, issuedOn, sha256: matter.row.file.sha256 },
  })
  return say(vi.issuedReceipt(occurrence.title, symbol, shortDate(issuedOn)))
}
