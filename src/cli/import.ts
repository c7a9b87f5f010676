import type { DocumentReader } from '../app/ports/document-reader.ts'
import type { PlanDraft } from '../core/intake/plan-draft.ts'
import { shortDate } from '../core/time.ts'
import { createDocumentReader } from '../document/read-document.ts'
import { doubtNames, ignoredNames, intakeProblem, itemKindNames } from '../text/vi-intake.ts'
import { draftOf, readPlanDocument } from './plan-document.ts'
import type { Terminal } from './terminal.ts'

export interface ImportOptions {
  readonly json?: boolean
  readonly text?: boolean
}

/**
 * Reads a plan document and prints what it says: a table, the PlanDraft as JSON (design section 7), or with `text` the
 * text that the offsets speak of. Stores nothing. Gives 1 when the document is refused.
 */
export async function importPlan(
  file: string,
  options: ImportOptions,
  terminal: Terminal,
  reader: DocumentReader = createDocumentReader(),
): Promise<number> {
  const { out } = terminal
  try {
    const document = await readPlanDocument(file, reader, terminal)
    if (document === undefined) return 1
    if (options.text === true) {
      out(document.text)
      return 0
    }
    const draft = draftOf(file, document, terminal)
    if (draft === undefined) return 1
    if (options.json === true) out(JSON.stringify(draftJson(draft), null, 2))
    else print(draft, out)
    return 0
  } finally {
    await reader.close()
  }
}

/** The draft as other programs read it; `why` and `message` are sentences. */
export const draftJson = (draft: PlanDraft): object => ({
  plan: draft.plan,
  items: draft.items.map(({ doubts, ...item }) => ({ ...item, doubts: doubts.map((doubt) => doubtNames[doubt]) })),
  indicators: draft.indicators,
  ignored: draft.ignored.map((one) => ({ ...one, why: ignoredNames[one.why] })),
  issues: draft.issues.map(({ code, quote, at }) => ({ code, message: intakeProblem(code, quote), at })),
})

function print(draft: PlanDraft, out: (line: string) => void): void {
  const { plan } = draft
  const day = (date: string | null): string => (date === null ? '–' : shortDate(date))
  out(`${plan.title ?? '(không rõ tên kế hoạch)'}`)
  out(`Cơ quan: ${plan.issuer ?? '–'} · Số: ${plan.number ?? '–'} · Ngày: ${day(plan.issuedOn)}`)
  out(`Thời kỳ: ${plan.period === null ? '–' : `${day(plan.period.from)} – ${day(plan.period.to)}`}`)
  out(`\n${draft.items.length} việc có thời hạn, ${draft.items.filter(({ sure }) => !sure).length} chỗ cần xem lại`)
  for (const item of draft.items) {
    out(`\n${item.id.slice(1).padStart(3)}. ${item.sure ? '' : '(?) '}${item.reading} · ${itemKindNames[item.kind]}`)
    out(`     ${item.what}`)
    const who = [...item.units, ...(item.coordinating.length > 0 ? [`phối hợp: ${item.coordinating.join(', ')}`] : [])]
    if (who.length > 0) out(`     Đơn vị: ${who.join('; ')}`)
    if (item.to.length > 0) out(`     Gửi: ${item.to.join('; ')}`)
    out(
      `     “${item.quote.replace(/\s+/g, ' ')}”${item.doubts.length > 0 ? ` (${item.doubts.map((one) => doubtNames[one]).join(', ')})` : ''}`,
    )
  }
  if (draft.indicators.length > 0) out(`\n${draft.indicators.length} chỉ tiêu`)
  for (const one of draft.indicators)
    out(`  - ${one.name}: ${one.op} ${one.value} ${one.unit} “${one.quote.replace(/\s+/g, ' ')}”`)
  if (draft.issues.length > 0) out('\nCần xem lại')
  for (const { code, quote } of draft.issues) out(`  - ${intakeProblem(code, quote)}`)
}
