import type { AnswerBody } from '../../core/answer.ts'
import type { Occurrence } from '../../core/plan/occurrence.ts'
import type { Duty } from '../../core/plan/plan.ts'
import type { FiledBeside } from '../../core/report/compile-input.ts'
import { filledBy } from '../../core/report/filled.ts'
import { answerOfForm } from '../../core/report/form-answer.ts'
import { votesOf } from '../../core/report/form-document.ts'
import { instantAt } from '../../core/time.ts'
import { parseAnswer } from '../conversation/answer-body.ts'
import type { Office } from '../office.ts'
import type { FilledForm } from '../ports/filled-forms.ts'
import type { Records } from '../ports/store.ts'

/** Duties of which a Unit may file several: by which form, and the part that names the single one. */
const several: { readonly [K in Duty['kind']]?: { readonly flow: string; readonly name: 'model' | 'nominee' } } = {
  registration: { flow: 'dang-ky-mo-hinh', name: 'model' },
  nomination: { flow: 'de-nghi-khen-thuong', name: 'nominee' },
}

/** Whether a form that is filled in for itself may stand in a compiled report. */
export const isFiledBeside = (flow: string): boolean => Object.values(several).some((one) => one.flow === flow)

/** Forms that are looked through, newest first. */
const looked = 1000

const nameIn = (text: string | undefined): string =>
  (text ?? '').normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/g, ' ').trim()

/** The general parts that a form says, as its Answer would; undefined where it says none. */
function sectionsOfForm(office: Office, form: FilledForm): NonNullable<AnswerBody['sections']> | undefined {
  const flow = office.flows.get(form.flow)
  if (flow === undefined) return undefined
  const filled = filledBy(flow, form.body)
  const votes = filled.figures('votes').some((one) => one.value !== null) ? votesOf(filled) : ''
  return parseAnswer(answerOfForm(form.flow, form.body, filled, votes))?.sections
}

/**
 * What Units that are asked for a report filed beside their Answers, by /bieumau: further models, further nominees. Those
 * that were first filed in the report's period or after it, before the next one's begins; what an Answer names already is
 * not named a second time. Oldest first.
 */
export async function filedBeside(
  records: Pick<Records, 'formsOf' | 'formRevisions'>,
  office: Office,
  facts: {
    readonly report: Occurrence
    readonly kind: Duty['kind']
    readonly all: readonly Occurrence[]
    readonly unitIds: readonly string[]
    readonly answered: readonly { readonly unitId: string; readonly body: AnswerBody }[]
  },
): Promise<readonly (FiledBeside & { readonly form: FilledForm })[]> {
  const { report, kind, all, unitIds, answered } = facts
  const wanted = several[kind]
  if (wanted === undefined) return []
  const nexts = all
    .filter((one) => one.planId === report.planId && one.itemId === report.itemId && one.stage === 'report')
    .map(({ period }) => period.from)
    .filter((from) => from > report.period.from)
    .sort()
  const from = instantAt(report.period.from)
  const before = nexts[0] === undefined ? Number.POSITIVE_INFINITY : instantAt(nexts[0])
  const named = new Set(answered.map(({ unitId, body }) => `${unitId}|${nameIn(body.sections?.[wanted.name])}`))
  const found: (FiledBeside & { readonly form: FilledForm })[] = []
  const forms = (await records.formsOf(unitIds, looked)).filter(
    (one) => one.flow === wanted.flow && one.occurrenceId === null,
  )
  for (const form of forms.toSorted((a, b) => a.series - b.series)) {
    const first = form.revision === 1 ? form : (await records.formRevisions(form.series))[0]
    const sections = first !== undefined && first.at >= from && first.at < before && sectionsOfForm(office, form)
    if (!sections) continue
    const name = `${form.unitId}|${nameIn(sections[wanted.name])}`
    if (named.has(name)) continue
    named.add(name)
    found.push({ unitId: form.unitId, sections, form })
  }
  return found
}
