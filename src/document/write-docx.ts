import {
  AlignmentType,
  BorderStyle,
  Document,
  type FileChild,
  Header,
  type ISectionOptions,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  SectionType,
  TextRun,
} from 'docx'
import type { Annex, Block, ReportDocument, Signature } from '../core/report/report.ts'
import { bodySpacing, bodyText, line, rule, run, textBlock } from './docx-paragraphs.ts'
import { columns, dataTable } from './docx-tables.ts'
import {
  aboutWidth,
  addressWidth,
  headColumns,
  margin,
  mottoWidth,
  page,
  paragraphGap,
  size,
  textWidth,
  typeface,
} from './page-layout.ts'
import { stableZip } from './stable-zip.ts'
import { xmlText } from './xml-text.ts'

const nation = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM'
const motto = 'Độc lập - Tự do - Hạnh phúc'

/** Between post and name: 25–30 mm for signature and seal. */
const blankLines = 5

/** An empty paragraph that takes no room. */
const spacer = (): Paragraph =>
  new Paragraph({ spacing: { line: 20, lineRule: 'exact' }, children: [run('', { size: 2 })] })

/**
 * The gap between head and title, about 10 pt. LibreOffice first guesses that page 1 ends after some 28 paragraphs and
 * then no longer keeps a heading with its text that stands just there: with this many paragraphs above the title the
 * place is always in the middle of the page. Word needs none of it.
 */
const gapAfterHead = (): Paragraph[] => Array.from({ length: 10 }, spacer)

function headOf({ head, draftMark, about }: ReportDocument): FileChild {
  const [left, right] = headColumns
  const issuerWidth = Math.min(aboutWidth(head.issuer, size.issuer, 'upperBold'), left)
  const box = { style: BorderStyle.SINGLE, size: 8, space: 2, color: '000000' } as const
  return columns(headColumns, [
    [
      [
        line(head.parent, { size: size.issuer }),
        line(head.issuer, { size: size.issuer, bold: true }),
        rule(Math.round(issuerWidth * 0.4), left, 30),
      ],
      [
        line(nation, { size: size.nation, bold: true }),
        line(motto, { size: size.motto, bold: true }),
        rule(mottoWidth, right, 30),
      ],
    ],
    [
      [
        line(head.number ?? '', { size: size.number }, { spacing: { before: 60 } }),
        ...(about === undefined ? [] : [line(about, { size: size.about }, { spacing: { before: 120 } })]),
      ],
      [line(head.placeAndDate, { size: size.date, italics: true }, { spacing: { before: 60 } })],
    ],
    [
      [
        line(
          `\u00a0${draftMark}\u00a0`,
          { size: size.draftMark, bold: true, border: box },
          { spacing: { before: 120 } },
        ),
      ],
      [line('', {})],
    ],
  ])
}

function titleOf({ title, subject, about }: ReportDocument): readonly FileChild[] {
  if (about !== undefined) return []
  const subjectWidth = Math.min(aboutWidth(subject, size.title, 'lowerBold'), textWidth)
  return [
    line(title, { size: size.title, bold: true }, { keepNext: true }),
    line(subject, { size: size.title, bold: true }, { keepNext: true, indent: { left: 560, right: 560 } }),
    rule(Math.round(subjectWidth * 0.4), textWidth, 60, 240),
  ]
}

/** One addressee stands on the same line; several stand below, their dashes under the colon (NĐ 30/2020). */
function addresseesOf({ addressees }: ReportDocument): readonly FileChild[] {
  const [only, ...others] = addressees
  if (only === undefined) return []
  const type = { size: size.body }
  if (others.length === 0) return [line(`Kính gửi: ${only}.`, type, { spacing: { after: 240 } })]
  const start = 1700
  return [
    line('Kính gửi:', type, {
      alignment: AlignmentType.LEFT,
      indent: { left: start },
      spacing: { after: 60 },
      keepNext: true,
    }),
    ...addressees.map((one, index) => {
      const last = index === addressees.length - 1
      return line(`- ${one}${last ? '.' : ';'}`, type, {
        alignment: AlignmentType.LEFT,
        indent: { left: start + addressWidth + 160, hanging: 160 },
        spacing: { after: last ? 240 : 60 },
      })
    }),
  ]
}

const signatureLines = (posts: Signature): Paragraph[] => [
  ...posts.map((post) => line(post, { size: size.signature, bold: true })),
  ...Array.from({ length: blankLines }, () => line('', { size: size.signature, bold: true })),
]

function footOf({ recipients, confirmation, signature }: ReportDocument): FileChild {
  const half = Math.round(textWidth / 2)
  const left =
    confirmation !== null
      ? signatureLines(confirmation)
      : recipients.length === 0
        ? [line('', {})]
        : [
            line(
              'Nơi nhận:',
              { size: size.recipientsTitle, bold: true, italics: true },
              { alignment: AlignmentType.LEFT },
            ),
            ...recipients.map((one) => line(one, { size: size.recipients }, { alignment: AlignmentType.LEFT })),
          ]
  return columns([half, textWidth - half], [[left, signatureLines(signature)]])
}

/** A table touches what follows it unless an empty paragraph stands between. */
const blocksOf = (blocks: readonly Block[]): readonly FileChild[] =>
  blocks.flatMap((block): readonly FileChild[] =>
    block.kind === 'table'
      ? [dataTable(block), new Paragraph({ spacing: { after: 0, line: 200, lineRule: 'exact' }, children: [] })]
      : [textBlock(block)],
  )

function annexChildren(annex: Annex): readonly FileChild[] {
  return [
    line(annex.label, { size: size.title, bold: true }, { keepNext: true }),
    line(annex.title, { size: size.title, bold: true }, { keepNext: true }),
    line(annex.reference, { size: size.body, italics: true }, { keepNext: true }),
    rule(Math.round(textWidth / 5), textWidth, 60, 200),
    ...blocksOf(annex.body),
  ]
}

/** A4 with its numbers centred in the top margin, hidden on the first page; every section counts from 1. */
function section(children: readonly FileChild[]): ISectionOptions {
  const number = new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: [PageNumber.CURRENT], size: size.pageNumber, font: typeface })],
  })
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      titlePage: true,
      page: {
        size: { ...page, orientation: PageOrientation.PORTRAIT },
        margin: { ...margin, gutter: 0 },
        pageNumbers: { start: 1 },
      },
    },
    headers: {
      default: new Header({ children: [number] }),
      first: new Header({ children: [new Paragraph({ children: [] })] }),
    },
    children: [...children],
  }
}

const font = { ascii: typeface, hAnsi: typeface, eastAsia: typeface, cs: typeface }
const headingStyle = {
  run: { font, size: size.body, color: '000000' },
  paragraph: { spacing: { before: 0, after: paragraphGap } },
}

/**
 * Writes a Report as a Word file in the layout of NĐ 30/2020 (Phụ lục I): A4, margins 20/20/30/15 mm, Times New Roman.
 * The same document gives the same bytes on every machine and at every time.
 */
export async function writeDocx(document: ReportDocument): Promise<Uint8Array> {
  const closing =
    document.closing === null
      ? []
      : [bodyText(document.closing, { keepNext: true, spacing: { ...bodySpacing, after: 240 } })]
  const main = section([
    headOf(document),
    ...gapAfterHead(),
    ...titleOf(document),
    ...addresseesOf(document),
    ...document.opening.map((text) => bodyText(text)),
    ...blocksOf(document.body),
    ...closing,
    footOf(document),
    // Word wants a paragraph after a table at the end of a section.
    spacer(),
  ])
  const file = new Document({
    title: xmlText(document.about ?? `${document.title} ${document.subject}`),
    creator: xmlText(document.head.issuer),
    lastModifiedBy: xmlText(document.head.issuer),
    revision: 1,
    compatibility: { version: 15 },
    styles: {
      default: {
        document: {
          run: { font, size: size.body, language: { value: 'vi-VN', eastAsia: 'vi-VN', bidirectional: 'vi-VN' } },
          paragraph: { spacing: { before: 0, after: 0 } },
        },
        heading1: headingStyle,
        heading2: headingStyle,
        heading3: headingStyle,
      },
    },
    sections: [main, ...document.annexes.map((annex) => section(annexChildren(annex)))],
  })
  return stableZip(await Packer.toBuffer(file))
}
