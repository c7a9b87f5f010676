import * as say from '../../text/vi-report.ts'
import type { DutyKind } from '../plan/plan.ts'
import { yearOf } from '../time.ts'
import { cite, citePlan, lowerOpening, subjectOf } from './citation.ts'
import type { CompileInput } from './compile-input.ts'
import type { DocumentForm } from './document-form.ts'
import { documentHead, monthWritten, signatureOf } from './document-head.ts'
import { type Gathered, gather } from './gathered.ts'
import { nominationSubmission } from './nomination-submission.ts'
import { periodicReport } from './periodic-report.ts'
import { registrationForm } from './registration-form.ts'
import type { Block, ReportDocument } from './report.ts'
import { finalReview, interimReview } from './review-report.ts'
import { evidenceAnnex } from './sections.ts'

const forms: { readonly [K in DutyKind]: DocumentForm } = {
  'half-year': periodicReport,
  year: periodicReport,
  periodic: periodicReport,
  'ad-hoc': periodicReport,
  interim: interimReview,
  final: finalReview,
  registration: registrationForm,
  nomination: nominationSubmission,
}

const plain = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\([^)]*\)/g, '')
    .replace(/[\s;.]+$/, '')
    .replace(/^[\s-]+/, '')

/** The plan's recipients without those addressed above and without lines of their own ("Như trên", "Lưu"). */
function recipientsOf({ input }: Gathered): readonly string[] {
  const { plan, duty, board } = input
  const addressed = new Set(duty.to.map((one) => plain(one).toLowerCase()))
  const others = plan.recipients.filter((one) => {
    const name = plain(one).toLowerCase()
    return name !== '' && !addressed.has(name) && !/^(như trên|lưu)(?=[\s:,]|$)/u.test(name)
  })
  return [
    ...(duty.to.length > 0 ? [say.asAbove] : []),
    ...others.map((one) => say.recipient(one.normalize('NFC').replace(/^[\s-]+|[\s;.]+$/g, ''))),
    say.archive(board.drafter),
  ]
}

/**
 * Compiles the draft of a Duty's document from what the Units answered. The same input gives the same document in
 * whatever order the contributions come. Nothing is added to the facts: number, day and the signer's name stay blank,
 * a figure that nobody gave says "chưa có số liệu".
 */
export function compileReport(input: CompileInput): ReportDocument {
  const gathered = gather(input)
  const { board, plan, duty, occurrence } = input
  const { issuer } = gathered
  const form = forms[duty.kind]
  const title = subjectOf(duty.title)
  const subject = lowerOpening(title)
  const last = input.extendedTo ?? occurrence.due
  const month = monthWritten(last)
  const year = yearOf(last)
  const annex = evidenceAnnex(
    gathered,
    say.withDocument(form.name, form.type, board.symbol, say.blankDate(month, year), issuer.name),
  )
  const closing = form.closing(gathered, subject, annex !== undefined)
  const pointer: readonly Block[] =
    annex !== undefined && closing === null ? [{ kind: 'paragraph', text: say.seeAnnex }] : []
  return {
    head: documentHead(issuer, form.type, board.symbol, last),
    draftMark: say.draftMark,
    title: form.title,
    subject: title,
    addressees: duty.to.map((one) => one.normalize('NFC').replace(/[\s;.]+$/, '')),
    opening: [form.opening(gathered, [...plan.bases.map(cite), citePlan(plan)], subject)],
    body: [...form.body(gathered), ...pointer],
    closing,
    recipients: form.confirmation === null ? recipientsOf(gathered) : [],
    signature: signatureOf(board),
    confirmation: form.confirmation,
    annexes: annex === undefined ? [] : [annex],
  }
}
