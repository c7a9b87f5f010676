import {
  AlignmentType,
  BorderStyle,
  HeadingLevel,
  type IParagraphOptions,
  type IRunOptions,
  Paragraph,
  TextRun,
} from 'docx'
import type { Block } from '../core/report/report.ts'
import { firstLine, lineSpacing, paragraphGap, size, typeface } from './page-layout.ts'
import { xmlText } from './xml-text.ts'

/** The type face is named for every script, so that no character falls back to another one. */
const font = { ascii: typeface, hAnsi: typeface, eastAsia: typeface, cs: typeface }

export const run = (text: string, options: Omit<IRunOptions, 'text' | 'font' | 'children'> = {}): TextRun =>
  new TextRun({ ...options, text: xmlText(text), font })

/** A line of the head or the foot: no gap, single spacing. */
export const line = (
  text: string,
  type: Omit<IRunOptions, 'text' | 'font' | 'children'>,
  options: Omit<IParagraphOptions, 'children' | 'text'> = {},
): Paragraph => new Paragraph({ alignment: AlignmentType.CENTER, ...options, children: [run(text, type)] })

/** A horizontal line of the given width in a column, drawn as the border of an empty paragraph. */
export function rule(width: number, column: number, before = 0, after = 0): Paragraph {
  const side = Math.max(0, Math.round((column - width) / 2))
  return new Paragraph({
    indent: { left: side, right: side },
    spacing: { before, after, line: 40, lineRule: 'exact' },
    border: { top: { style: BorderStyle.SINGLE, size: 6, space: 0, color: '000000' } },
    children: [run('', { size: 4 })],
  })
}

export const bodySpacing = { after: paragraphGap, line: lineSpacing, lineRule: 'auto' as const }

const headings = [
  { heading: HeadingLevel.HEADING_1, bold: true, first: 0, alignment: AlignmentType.CENTER },
  { heading: HeadingLevel.HEADING_1, bold: true, first: firstLine, alignment: AlignmentType.BOTH },
  { heading: HeadingLevel.HEADING_2, bold: true, first: firstLine, alignment: AlignmentType.BOTH },
  { heading: HeadingLevel.HEADING_3, bold: false, first: firstLine, alignment: AlignmentType.BOTH },
] as const

function heading(level: 0 | 1 | 2 | 3, text: string): Paragraph {
  const look = headings[level]
  const lines = text.split('\n')
  return new Paragraph({
    heading: look.heading,
    alignment: look.alignment,
    indent: { firstLine: look.first },
    spacing: bodySpacing,
    keepNext: true,
    keepLines: true,
    children: lines.map((one, index) =>
      run(one, { size: size.body, bold: look.bold, color: '000000', ...(index > 0 ? { break: 1 } : {}) }),
    ),
  })
}

/** A paragraph of the body: justified, first line indented, 6 pt after it. */
export const bodyText = (text: string, options: Omit<IParagraphOptions, 'children' | 'text'> = {}): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine },
    spacing: bodySpacing,
    ...options,
    children: [run(text, { size: size.body })],
  })

/** Every block but tables. */
export function textBlock(block: Exclude<Block, { kind: 'table' }>): Paragraph {
  if (block.kind === 'heading') return heading(block.level, block.text)
  if (block.kind === 'bullet') return bodyText(`${block.level === 1 ? '-' : '+'} ${block.text}`)
  return bodyText(block.text)
}
