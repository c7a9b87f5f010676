import {
  AlignmentType,
  BorderStyle,
  type ITableBordersOptions,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { Table as TableBlock } from '../core/report/report.ts'
import { run } from './docx-paragraphs.ts'
import { size, textWidth } from './page-layout.ts'

const no = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const
const noBorders: ITableBordersOptions = {
  top: no,
  bottom: no,
  left: no,
  right: no,
  insideHorizontal: no,
  insideVertical: no,
}

/** Two columns without borders: the head and the foot of a document. A row stays on one page. */
export function columns(
  widths: readonly [number, number],
  rows: readonly (readonly [Paragraph[], Paragraph[]])[],
): Table {
  return new Table({
    width: { size: widths[0] + widths[1], type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    borders: noBorders,
    margins: { left: 0, right: 0 },
    rows: rows.map(
      (cells) =>
        new TableRow({
          cantSplit: true,
          children: cells.map(
            (children, index) => new TableCell({ width: { size: widths[index] ?? 0, type: WidthType.DXA }, children }),
          ),
        }),
    ),
  })
}

/** A row with more text than this may take more than half a page, so it may go on to the next one. */
const longRow = 1200

/** A table of data: the heading row is repeated on every page, rows are not split. */
export function dataTable(block: TableBlock): Table {
  const widths = widthsOf(block)
  const cell = (text: string, index: number, bold: boolean): TableCell =>
    new TableCell({
      width: { size: widths[index] ?? 0, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: text.split('\n').map(
        (line) =>
          new Paragraph({
            alignment: bold || block.columns[index]?.align === 'center' ? AlignmentType.CENTER : AlignmentType.LEFT,
            spacing: { before: 40, after: 40 },
            keepNext: bold,
            children: [run(line, { size: size.table, bold })],
          }),
      ),
    })
  return new Table({
    width: { size: textWidth, type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    margins: { left: 70, right: 70 },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: block.columns.map((column, index) => cell(column.title, index, true)),
      }),
      ...block.rows.map(
        (row) =>
          new TableRow({
            cantSplit: row.join('').length <= longRow,
            children: block.columns.map((_, index) => cell(row[index] ?? '', index, false)),
          }),
      ),
    ],
  })
}

/** Widths in twips that make the text width exactly. */
function widthsOf({ columns: given }: TableBlock): readonly number[] {
  const whole = given.reduce((sum, one) => sum + one.share, 0)
  const widths = given.map((one) => Math.round((textWidth * one.share) / whole))
  const rest = textWidth - widths.reduce((sum, one) => sum + one, 0)
  return widths.map((width, index) => (index === widths.length - 1 ? width + rest : width))
}
