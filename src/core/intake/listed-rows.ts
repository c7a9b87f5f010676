import { foldVietnamese } from '../fold.ts'
import { align, lastRow } from './align-cells.ts'
import { looksLikeTime } from './columns.ts'
import type { Line } from './lines.ts'
import { ENDS, headingsAt, type ListedColumn, orderOf, SECTION_SIGN } from './listed-headings.ts'
import { isUpper, markerOf, romanValue } from './outline.ts'
import type { RoughBlock, RoughCell } from './rough-block.ts'
import { unnumberedRows } from './unnumbered-rows.ts'

/** A table whose cells stand on lines of their own. */
export interface ListedTable {
  readonly rows: readonly RoughBlock[]
  /** Index of the first line after it. */
  readonly next: number
}

/** A table whose headings begin at `from`, or null when no table is plainly there. */
export function listedTable(lines: readonly Line[], from: number, table: number): ListedTable | null {
  const head = headingsAt(lines, from)
  if (head === null) return null
  let at = head.next
  // "(1) (2) (3) …" under the headings.
  let counted = 0
  while (orderOf(lines[at + counted]) === counted + 1) counted += 1
  const next = lines[at + counted]
  if (
    counted > 2 &&
    next !== undefined &&
    (orderOf(next) !== null || SECTION_SIGN.test(next.shown) || /^\(1\)$/.test((lines[at] as Line).clean))
  ) {
    at += counted
  }
  const rows: RoughBlock[] = [headingRow(head.columns, lines[from] as Line, table)]
  const body = head.columns.filter((one) => one.role !== 'order')
  const read = numberedRows(lines, at, head.columns, body, table) ?? timedRows(lines, at, body, table)
  if (read === null || read.rows.length === 0) return null
  return { rows: [...rows, ...read.rows], next: read.next }
}

/** Rows that open with their number: alone on a line, or before the first cell's words. */
function numberedRows(
  lines: readonly Line[],
  from: number,
  columns: readonly ListedColumn[],
  body: readonly ListedColumn[],
  table: number,
): ListedTable | null {
  const rows: RoughBlock[] = []
  let at = from
  let expected = firstNumber(lines[from])
  let style: 'alone' | 'before' | null = null
  let open: { line: Line; words: Line[]; marker: string } | null = null
  const close = (last: boolean) => {
    if (open === null) return
    const words = last ? lastRow(open.words, body) : open.words
    const left = open.words.length - words.length
    rows.push(rowOf(open.line, open.marker, words, columns, body, table, style === 'before'))
    open = null
    at -= left
  }
  while (at < lines.length) {
    const line = lines[at] as Line
    if (line.parted !== null || ENDS.test(line.plain)) break
    const alone = orderOf(line)
    const marker = alone === null ? markerOf(line.shown, line.clean, (lines[at - 1] as Line).clean) : null
    const value = alone ?? (marker !== null && marker.kind === 'number' ? marker.count : null)
    const fits = style === null || (style === 'alone' ? alone !== null : alone === null)
    const later = value !== null && value > expected && isLaterRow({ value, expected, style, line, open }, body)
    if (
      value !== null &&
      (value === expected || later) &&
      fits &&
      (open === null || (open as { words: Line[] }).words.length > 0 || style === 'before')
    ) {
      close(false)
      style = alone !== null ? 'alone' : 'before'
      open = {
        line,
        words: style === 'before' ? [line] : [],
        marker: alone !== null ? line.shown : (marker?.text ?? ''),
      }
      expected = value + 1
      at += 1
      continue
    }
    const section = sectionAt(lines, at, expected, style)
    if (section !== null) {
      close(false)
      rows.push(sectionRow(lines.slice(at, at + section.length), table))
      expected = section.first
      at += section.length
      continue
    }
    const decimal =
      marker !== null && marker.kind === 'decimal'
        ? marker
        : /^\d{1,2}(\.\d{1,2}){1,2}\.?$/.test(line.clean)
          ? line
          : null
    if (decimal !== null && open !== null) {
      close(false)
      const words = 'kind' in decimal ? [line] : []
      open = { line, words, marker: 'kind' in decimal ? decimal.text : line.shown }
      at += 1
      continue
    }
    if (open === null) break
    // Headings again: a page has turned, or another table begins.
    if (/^(?:s?tt|so tt)$/.test(line.plain) && headingsAt(lines, at) !== null) break
    // The text after the table goes on with its own outline.
    if (marker !== null && ['part', 'chapter', 'article', 'roman', 'capital'].includes(marker.kind)) break
    if (marker !== null && marker.kind === 'number' && style === 'alone' && isBodyNumber(lines, at)) break
    if ((open as { words: Line[] }).words.length > 60) break
    ;(open as { words: Line[] }).words.push(line)
    at += 1
  }
  close(true)
  return rows.some((row) => row.kind === 'row') ? { rows, next: at } : null
}

/** An annex may go on with the numbers of the page before. */
function firstNumber(line: Line | undefined): number {
  if (line === undefined) return 1
  const value = orderOf(line) ?? markerOf(line.shown, line.clean, '')?.count ?? 1
  return value > 0 && value < 60 ? value : 1
}

/** No more rows than this are left out of a table that shows only some. */
const longestGap = 12

interface NumberedLine {
  readonly value: number
  readonly expected: number
  readonly style: 'alone' | 'before' | null
  readonly line: Line
  readonly open: { readonly line: Line; readonly words: readonly Line[] } | null
}

/**
 * "9.", "11.": an excerpt leaves rows out. A number alone on its line opens a row only where the one before is whole,
 * so that a figure in a cell is not taken for it.
 */
function isLaterRow({ value, expected, style, line, open }: NumberedLine, body: readonly ListedColumn[]): boolean {
  if (style === 'before') return value <= expected + 6 && heldBy(open) >= 3
  if (style !== 'alone' || open === null || value > expected + longestGap || heldBy(open) < 2) return false
  const alike = signOf(line) === signOf(open.line)
  const last = open.words[open.words.length - 1]
  const opensWithTime = body[0]?.role === 'time'
  const timed = open.words.some((one, i) => (i > 0 || opensWithTime) && looksLikeTime(one.clean) > 0)
  const closed = body[body.length - 1]?.role === 'time' ? last !== undefined && looksLikeTime(last.clean) > 0 : timed
  return alike && (closed || (signOf(line) !== '' && !body.some(({ role }) => role === 'time')))
}

/** What stands behind an order number: "." of "9.". */
const signOf = (line: Line): string => line.clean.replace(/[\d\s]/g, '')

function heldBy(open: { readonly words: readonly Line[] } | null): number {
  return open === null ? 0 : open.words.length
}

/** "2. Các đơn vị …" after a table whose numbers stand alone opens the text again, unless it lists inside a cell. */
function isBodyNumber(lines: readonly Line[], at: number): boolean {
  const line = lines[at] as Line
  return line.apart && line.clean.length > 20
}

/** A section inside a table: its name, then the next number. */
function sectionAt(
  lines: readonly Line[],
  at: number,
  expected: number,
  style: 'alone' | 'before' | null,
): { length: number; first: number } | null {
  const line = lines[at] as Line
  const alone = SECTION_SIGN.test(line.shown)
  const marker = alone ? null : markerOf(line.shown, line.clean, '')
  const named = marker !== null && (marker.kind === 'roman' || marker.kind === 'capital' || marker.kind === 'part')
  if (!alone && !named && !(isUpper(line.shown) && line.clean.length > 12)) return null
  for (let length = 1; length <= 4 && at + length < lines.length; length += 1) {
    const next = lines[at + length] as Line
    const order = orderOf(next)
    const number = order ?? (style === 'before' ? (markerOf(next.shown, next.clean, '')?.count ?? null) : null)
    const left = number !== null && number > expected && number <= expected + longestGap && (alone || named)
    if (number === 1 || (number !== null && (number === expected || left)))
      return length === 1 && alone ? null : { length, first: number }
    if (alone && length === 1) continue
    if (!isUpper(next.shown) && !/^\p{Ll}/u.test(next.shown)) return null
  }
  return null
}

/** Rows without numbers: each has its time in one column. */
function timedRows(
  lines: readonly Line[],
  from: number,
  body: readonly ListedColumn[],
  table: number,
): ListedTable | null {
  if (body[0]?.role === 'time') return rowsByFirst(lines, from, body, table)
  const cut = unnumberedRows(lines, from, body)
  if (cut !== null)
    return {
      rows: cut.rows.map((words) => rowOf(words[0] as Line, '', words, body, body, table, false)),
      next: cut.next,
    }
  if (body[body.length - 1]?.role !== 'time') return null
  const rows: RoughBlock[] = []
  let at = from
  while (at < lines.length) {
    let end = at
    while (end < lines.length && end - at < 14 && looksLikeTime((lines[end] as Line).clean) < 2) {
      const line = lines[end] as Line
      if (line.parted !== null || ENDS.test(line.plain) || markerOf(line.shown, line.clean, '')?.kind === 'roman') break
      end += 1
    }
    const last = lines[end]
    if (last === undefined || end === at || end - at >= 14 || looksLikeTime(last.clean) < 2) break
    rows.push(rowOf(lines[at] as Line, '', lines.slice(at, end + 1), body, body, table, false))
    at = end + 1
  }
  return rows.length >= 2 ? { rows, next: at } : null
}

function rowsByFirst(
  lines: readonly Line[],
  from: number,
  body: readonly ListedColumn[],
  table: number,
): ListedTable | null {
  const rows: RoughBlock[] = []
  const opens = (line: Line | undefined) =>
    line !== undefined && looksLikeTime(line.clean) === 2 && line.clean.length <= 60
  let at = from
  while (opens(lines[at])) {
    let end = at + 1
    while (end < lines.length && end - at < 20 && !opens(lines[end])) {
      const line = lines[end] as Line
      const marker = markerOf(line.shown, line.clean, '')
      if (line.parted !== null || ENDS.test(line.plain) || (marker !== null && marker.kind !== 'bullet')) break
      end += 1
    }
    const last = !opens(lines[end])
    const words = [
      lines[at] as Line,
      ...(last ? lastRow(lines.slice(at + 1, end), body.slice(1)) : lines.slice(at + 1, end)),
    ]
    rows.push(rowOf(lines[at] as Line, '', words, body, body, table, false))
    at += words.length
    if (last) break
  }
  return rows.length >= 2 ? { rows, next: at } : null
}

export function rowOf(
  line: Line,
  marker: string,
  words: readonly Line[],
  columns: readonly ListedColumn[],
  body: readonly ListedColumn[],
  table: number,
  inside: boolean,
): RoughBlock {
  const aligned = align(words, body)
  const cells: RoughCell[] = []
  let b = 0
  for (const column of columns) {
    if (column.role === 'order') {
      cells.push({
        spans: inside || marker === '' ? [] : [{ start: line.start, end: line.end }],
        continues: null,
        role: 'order',
        heading: column.heading,
      })
      continue
    }
    const held = aligned[b] ?? []
    b += 1
    cells.push({
      spans: held.map(({ start, end }) => ({ start, end })),
      continues: null,
      role: column.role,
      heading: column.heading,
    })
  }
  const alone = !inside && marker !== '' && !columns.some((one) => one.role === 'order')
  if (alone)
    cells.unshift({ spans: [{ start: line.start, end: line.end }], continues: null, role: 'order', heading: '' })
  const all = inside || marker === '' ? words : [line, ...words]
  return {
    kind: 'row',
    spans: [],
    glue: [],
    marker:
      marker === '' ? null : { text: marker, length: marker.length, kind: 'number', count: romanValue(marker) || null },
    cells,
    table,
    line,
    clean: all.map((one) => one.clean).join(' '),
    shown: all.map((one) => one.shown).join(' '),
    plain: foldVietnamese(all.map((one) => one.clean).join(' ')),
  }
}

/** The headings of a table as a row. */
export function headingRow(columns: readonly ListedColumn[], line: Line, table: number): RoughBlock {
  const lines = columns.flatMap((one) => one.lines)
  return {
    kind: 'heading',
    spans: [],
    glue: [],
    marker: null,
    cells: columns.map((one) => ({
      spans: one.lines.map(({ start, end }) => ({ start, end })),
      continues: null,
      role: null,
      heading: '',
    })),
    table,
    line,
    clean: lines.map((one) => one.clean).join(' '),
    shown: lines.map((one) => one.shown).join(' '),
    plain: lines.map((one) => one.plain).join(' '),
  }
}

/** A section inside a table: its sign and its name. */
export function sectionRow(lines: readonly Line[], table: number): RoughBlock {
  const first = lines[0] as Line
  const marker = markerOf(first.shown, first.clean, '')
  const alone = SECTION_SIGN.test(first.shown)
  return {
    kind: 'heading',
    spans: lines.map(({ start, end }) => ({ start, end })),
    glue: lines.slice(1).map(() => ' '),
    marker: alone ? { text: first.shown, length: first.shown.length + 1, kind: 'roman', count: null } : marker,
    cells: [],
    table,
    line: first,
    clean: lines.map((one) => one.clean).join(' '),
    shown: lines.map((one) => one.shown).join(' '),
    plain: lines.map((one) => one.plain).join(' '),
  }
}
