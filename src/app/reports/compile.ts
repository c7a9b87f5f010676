import { createHash } from 'node:crypto'
import { lastDayInTime } from '../../core/lateness.ts'
import { personOf } from '../../core/plan/board.ts'
import { dayThatHolds, extendedDay } from '../../core/plan/extended-day.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import type { FileRef } from '../../core/reply.ts'
import type { CompileInput, Contribution } from '../../core/report/compile-input.ts'
import { compileReport } from '../../core/report/compile-report.ts'
import { assessmentOfForm } from '../../core/report/form-answer.ts'
import type { ReportDocument } from '../../core/report/report.ts'
import { reportFileName } from '../../core/report/report-file-name.ts'
import { addDays, dateOf, type Instant, instantAt } from '../../core/time.ts'
import { raisedInAssessments } from '../leading/raised-concerns.ts'
import type { Office } from '../office.ts'
import type { AnswerRow } from '../ports/answers.ts'
import type { Files } from '../ports/files.ts'
import type { Records, ReportRow, Store } from '../ports/store.ts'
import { assessmentsOf } from './assessable-reports.ts'
import { filedBeside } from './filed-beside.ts'

/** What a Report is written with: `document/write-docx.ts`. */
export type WriteDocument = (document: ReportDocument) => Promise<Uint8Array>

export const docxMime = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * The report's parts: what feeds it, and dated Tasks of the same plan whose time touches the report's period, by the days
 * that hold now.
 */
export function partsOf(
  report: Occurrence,
  all: readonly Occurrence[],
  standings: ReadonlyMap<string, Standing>,
): readonly Occurrence[] {
  const last = dayThatHolds(report, standings.get(report.id))
  const isInTime = (one: Occurrence): boolean => {
    const due = dayThatHolds(one, standings.get(one.id))
    return due <= last && due >= report.period.from
  }
  return all.filter(
    (one) =>
      one.feeds === report.id ||
      (one.stage === 'task' && one.planId === report.planId && one.period.from <= report.period.to && isInTime(one)),
  )
}

/** Whether an Answer came after the last day in time. */
export const isLate = (occurrence: Occurrence, standing: Standing | undefined): boolean =>
  standing?.answeredAt != null &&
  dateOf(standing.answeredAt) > lastDayInTime(occurrence, extendedDay(occurrence, standing))

/** What whoever changes a report serialises: it is compiled, returned and approved by one after the other. */
export const reportAlone = (occurrenceId: string): string => `report|${occurrenceId}`

/** How many of each kind a report was compiled from. */
const countsOf = (sources: ReportRow['sources']) => ({
  answers: sources.filter((one) => 'answerId' in one).length,
  raised: sources.filter((one) => 'raised' in one).length,
  assessments: sources.filter((one) => 'assessment' in one).length,
})

interface Source {
  readonly input: CompileInput
  readonly sources: ReportRow['sources']
}

/** Gathers all that a Report is compiled from; undefined when there is no such report. */
async function gather(records: Records, office: Office, occurrenceId: string): Promise<Source | undefined> {
  const all = await records.occurrences()
  const report = all.find((one) => one.id === occurrenceId && one.stage === 'report')
  if (!report) return undefined
  const plan = (await records.plans()).find((one) => one.id === report.planId)?.plan
  const duty = plan?.duties.find((one) => one.id === report.itemId)
  if (!plan || !duty) return undefined
  const answers = new Map((await records.newestAnswers()).map((answer) => [answer.occurrenceId, answer]))
  const standings = await records.standings()
  const verdicts = await records.verdicts()
  const used: AnswerRow[] = []
  const contributions = partsOf(report, all, standings)
    .filter((one) => standings.get(one.id)?.status !== 'cancelled')
    .map((occurrence): Contribution => {
      const given = answers.get(occurrence.id)
      const returned = given !== undefined && verdicts.get(given.id)?.verdict === 'returned'
      const answer = returned ? undefined : given
      if (answer) used.push(answer)
      const late = isLate(occurrence, standings.get(occurrence.id))
      return {
        occurrence,
        answer: answer
          ? {
              revision: answer.revision,
              personName: personOf(office.board, answer.personId)?.name ?? answer.personId,
              body: answer.body,
              late,
            }
          : null,
        ...(returned ? { returned } : {}),
      }
    })
  const units = new Set(contributions.map(({ occurrence }) => occurrence.unitId))
  const from = instantAt(report.period.from)
  const inPeriod = await records.concernsRaised(from, instantAt(addDays(report.period.to, 1)))
  const assessed = await raisedInAssessments(records, inPeriod, (id) =>
    all.some((one) => one.id === id && one.stage === 'report'),
  )
  const raised = inPeriod.filter((one) => {
    if (assessed.has(one)) return false
    const about = one.occurrenceId === null ? undefined : all.find(({ id }) => id === one.occurrenceId)
    return one.occurrenceId === null ? units.has(one.unitId) : about?.planId === plan.id
  })
  const assessments = await assessmentsOf(records, report.id)
  // What the document says of days: its own, and who was asked by then and came late.
  const asked = contributions.map(({ occurrence: { id }, answer }) => [id, answer?.late ?? null])
  const last = dayThatHolds(report, standings.get(report.id))
  const filed = await filedBeside(records, office, {
    ...{ report, kind: duty.kind, all, unitIds: [...units] },
    answered: contributions.flatMap(({ occurrence: { unitId }, answer }) => (answer ? [{ unitId, ...answer }] : [])),
  })
  const sources = [
    {
      asked: report.id,
      sha256: createHash('sha256')
        .update(JSON.stringify([last, report.period, asked]))
        .digest('hex'),
    },
    ...used.map((answer) => ({
      answerId: answer.id,
      sha256: createHash('sha256')
        .update(JSON.stringify([answer.occurrenceId, answer.revision, answer.body]))
        .digest('hex'),
    })),
    ...raised.map(({ kind, id, what, addressee }) => ({
      raised: id,
      kind,
      sha256: createHash('sha256')
        .update(JSON.stringify([kind, id, what, addressee]))
        .digest('hex'),
    })),
    ...filed.map(({ form: { id, series, revision, hash } }) => ({
      form: id,
      sha256: createHash('sha256')
        .update(JSON.stringify(['form', series, revision, hash]))
        .digest('hex'),
    })),
    ...assessments.map(({ id, occurrenceId, unitId, revision, hash }) => ({
      assessment: id,
      sha256: createHash('sha256')
        .update(JSON.stringify(['assessment', occurrenceId, unitId, revision, hash]))
        .digest('hex'),
    })),
  ]
  const beside = filed.map(({ unitId, sections }) => ({ unitId, sections }))
  const added = assessments.map(({ flow, unitId, body }) => assessmentOfForm(flow, unitId, body))
  const extendedTo = extendedDay(report, standings.get(report.id))
  const input: CompileInput = {
    board: office.board,
    plan,
    duty,
    occurrence: report,
    ...(extendedTo === null ? {} : { extendedTo }),
    contributions,
    ...(added.length === 0 ? {} : { assessments: added }),
    ...(beside.length === 0 ? {} : { filed: beside }),
    ...(raised.length === 0 ? {} : { raised }),
  }
  return { input, sources }
}

export interface Compiler {
  /**
   * Compiles the report of this moment and keeps it as the newest draft; the same Answers give the draft that is there
   * already, an approved or issued report gives what was approved. Undefined when there is no such report.
   */
  draft(occurrenceId: string, now: Instant): Promise<ReportRow | undefined>
  /** Compiles without keeping anything; for an approved or issued report gives the approved file. */
  preview(occurrenceId: string): Promise<{ readonly ref: FileRef; readonly bytes: Uint8Array } | undefined>
}

export function createCompiler(parts: {
  readonly store: Store
  readonly files: Files
  readonly office: Office
  readonly write: WriteDocument
}): Compiler {
  const { store, files, office, write } = parts
  const look = (occurrenceId: string) =>
    store.read(async (records) => ({
      source: await gather(records, office, occurrenceId),
      row: await records.report(occurrenceId),
    }))
  const locked = (row: ReportRow | undefined): boolean => row?.status === 'approved' || row?.status === 'issued'

  return {
    async draft(occurrenceId, now): Promise<ReportRow | undefined> {
      const { source, row } = await look(occurrenceId)
      if (!source || locked(row)) return row
      if (row && JSON.stringify(row.sources) === JSON.stringify(source.sources)) return row
      const { plan, duty, occurrence } = source.input
      const draft = (row?.draft ?? 0) + 1
      const bytes = await write(compileReport(source.input))
      const file = await files.keep(bytes, reportFileName(plan, duty, occurrence, draft), docxMime)
      const kept = await store.write(async (records) => {
        await records.serialise([reportAlone(occurrenceId)])
        const current = await records.report(occurrenceId)
        if (locked(current)) return current
        if ((current?.draft ?? 0) !== (row?.draft ?? 0)) return undefined
        const status = current?.status === 'returned' ? 'returned' : 'draft'
        const next: ReportRow = {
          occurrenceId,
          draft,
          status,
          compiledAt: now,
          file,
          sources: source.sources,
          note: current?.note ?? null,
          number: null,
          issuedOn: null,
        }
        await records.putReport(next)
        await records.audit({
          at: now,
          actor: 'system',
          action: 'report.compiled',
          subject: occurrenceId,
          detail: { draft, sha256: file.sha256, ...countsOf(source.sources) },
        })
        return next
      })
      // Another process has compiled it meanwhile: what it has not seen goes into one draft more.
      return kept ?? this.draft(occurrenceId, now)
    },

    async preview(occurrenceId) {
      const { source, row } = await look(occurrenceId)
      if (row && locked(row)) {
        const bytes = await files.open(row.file.sha256)
        return bytes && { ref: row.file, bytes }
      }
      if (!source) return undefined
      const { plan, duty, occurrence } = source.input
      const bytes = await write(compileReport(source.input))
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const name = reportFileName(plan, duty, occurrence, (row?.draft ?? 0) + 1)
      return { ref: { sha256, name, mime: docxMime, size: bytes.length }, bytes }
    },
  }
}
