/** One block of a document's body. Numbers and letters of headings are part of the text. */
export type Block =
  /** 0: "Phần I", centred; 1: "I. TIÊU ĐỀ"; 2: "1. Tiêu đề khoản"; 3: "a) điểm" (NĐ 30/2020, Phụ lục I). */
  | { readonly kind: 'heading'; readonly level: 0 | 1 | 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** 1: "- …"; 2: "+ …". */
  | { readonly kind: 'bullet'; readonly level: 1 | 2; readonly text: string }
  | Table

export interface Table {
  readonly kind: 'table'
  readonly columns: readonly Column[]
  /** One text per column; a line feed starts a new paragraph in the cell. */
  readonly rows: readonly (readonly string[])[]
}

export interface Column {
  readonly title: string
  /** Part of the text width, per cent; the columns of a table make 100. */
  readonly share: number
  readonly align: 'left' | 'center'
}

/** The head of an administrative document. Number and date stay blank: Văn thư gives them after signature. */
export interface DocumentHead {
  readonly parent: string
  readonly issuer: string
  /** "Số:        /BC-BQLKKT"; null where the form has no number. */
  readonly number: string | null
  /** "Gia Lai, ngày      tháng 5 năm 2023". */
  readonly placeAndDate: string
}

export interface Annex {
  /** "Phụ lục", or "Phụ lục I" where there are several. */
  readonly label: string
  readonly title: string
  /** "(Kèm theo Báo cáo số … )". */
  readonly reference: string
  readonly body: readonly Block[]
}

/** A post under which somebody signs, upper case, one line each ("KT. TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"); never a name. */
export type Signature = readonly string[]

/** A finished draft as a value; what writes it to a file decides on type faces and sizes. */
export interface ReportDocument {
  readonly head: DocumentHead
  /** "DỰ THẢO": every document that the program makes is a draft. */
  readonly draftMark: string
  /** "V/v …" under the number: a letter has it in place of title and subject, which are empty then. */
  readonly about?: string
  readonly title: string
  readonly subject: string
  /** "Kính gửi"; empty where the document has none. */
  readonly addressees: readonly string[]
  readonly opening: readonly string[]
  readonly body: readonly Block[]
  /** Ends with "./."; null where the form has no closing sentence. */
  readonly closing: string | null
  /** The lines under "Nơi nhận", with their dashes; empty where the form has none. */
  readonly recipients: readonly string[]
  readonly signature: Signature
  /** Who confirms on the left in place of "Nơi nhận". */
  readonly confirmation: Signature | null
  readonly annexes: readonly Annex[]
}

const blockLines = (block: Block): readonly string[] => {
  if (block.kind === 'table')
    return [block.columns.map((one) => one.title), ...block.rows].map((row) => row.join(' | '))
  if (block.kind === 'bullet') return [`${block.level === 1 ? '-' : '+'} ${block.text}`]
  return [block.text]
}

/** The document as lines of plain text, in reading order: for a preview and for comparing two drafts. */
export function linesOf(document: ReportDocument): readonly string[] {
  const { head } = document
  return [
    head.parent,
    head.issuer,
    ...(head.number === null ? [] : [head.number]),
    head.placeAndDate,
    document.draftMark,
    ...(document.about === undefined ? [document.title, document.subject] : [document.about]),
    ...document.addressees,
    ...document.opening,
    ...document.body.flatMap(blockLines),
    ...(document.closing === null ? [] : [document.closing]),
    ...document.recipients,
    ...(document.confirmation ?? []),
    ...document.signature,
    ...document.annexes.flatMap((annex) => [
      annex.label,
      annex.title,
      annex.reference,
      ...annex.body.flatMap(blockLines),
    ]),
  ]
}
