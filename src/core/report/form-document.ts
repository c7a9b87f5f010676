import * as say from '../../text/vi-form-documents.ts'
import * as words from '../../text/vi-report.ts'
import type { Board, Unit } from '../plan/board.ts'
import type { LocalDate } from '../time.ts'
import { documentHead } from './document-head.ts'
import type { Filled } from './filled.ts'
import { paragraphsOf } from './gathered.ts'
import type { Block, ReportDocument } from './report.ts'
import { formatCount, formatNumber } from './vietnamese-number.ts'

/** What the document of a filled form is written from; the same input gives the same document. */
export interface FormInput {
  readonly flow: string
  readonly board: Board
  readonly unit: Pick<Unit, 'id' | 'name'>
  readonly personName: string
  /** The day it was filled in; the day of the document itself stays blank. */
  readonly on: LocalDate
  /** How the list of forms names it. */
  readonly title: string
  readonly filled: Filled
}

/** A document and what its file is called before the Unit and the revision. */
export interface NamedDocument {
  readonly name: string
  readonly document: ReportDocument
}

export const paragraph = (text: string): Block => ({ kind: 'paragraph', text })
export const khoan = (index: number, title: string): Block => ({
  kind: 'heading',
  level: 2,
  text: `${index}. ${title}`,
})
export const paragraphs = (text: string): readonly Block[] => {
  const lines = paragraphsOf(text)
  return lines.length === 0 ? [paragraph(say.noInformation)] : lines.map(paragraph)
}

/**
 * A document of the Board or, when a Unit writes to its own Board, of the Unit; a Unit has no numbers of its own, so
 * `type` is null then.
 */
export function formDocument(
  { board, unit, on }: FormInput,
  by: 'board' | 'unit',
  type: string | null,
  parts: Pick<ReportDocument, 'title' | 'subject' | 'body' | 'signature'> & Partial<ReportDocument>,
): ReportDocument {
  const issuer = by === 'board' ? board : { name: unit.name, parent: board.name, place: board.place }
  return {
    head: documentHead(issuer, type, board.symbol, on),
    draftMark: words.draftMark,
    addressees: [],
    opening: [],
    closing: null,
    recipients: [],
    confirmation: null,
    annexes: [],
    ...parts,
  }
}

/** What the council decided, in one sentence; says so when it has not met. */
export function votesOf(filled: Filled): string {
  const [total, present, agreeing] = filled.figures('votes').filter((one) => !one.computed)
  const share = filled.figures('votes').find((one) => one.computed)
  if (total?.value == null || present?.value == null || agreeing?.value == null) return say.noVotes
  return say.votesSentence(
    formatCount(total.value),
    formatCount(present.value),
    formatCount(agreeing.value),
    share?.value == null ? '' : formatNumber(share.value, 1),
  )
}
