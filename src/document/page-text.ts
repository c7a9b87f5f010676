import { foldVietnamese } from '../core/fold.ts'
import { withoutEdges } from './page-edges.ts'
import { withoutNotes } from './page-notes.ts'
import { joinedLines, jointOf, type Measure, measureOf } from './paragraphs.ts'
import { type Line, linesOf, type PlacedPage } from './placed-words.ts'
import type { PrintedBlock, PrintedCell } from './printed-text.ts'
import { ruledTables } from './ruled-tables.ts'
import { sideBySide } from './side-by-side.ts'

type Row = readonly PrintedCell[]

/** A thing on a page in reading order. */
type Piece =
  | { readonly kind: 'line'; readonly line: Line }
  | { readonly kind: 'columns'; readonly left: readonly Line[]; readonly right: readonly Line[] }
  | { readonly kind: 'table'; readonly rows: readonly Row[]; readonly columns: readonly number[] }

interface PagePieces {
  readonly pieces: readonly Piece[]
  readonly measure: Measure | undefined
  readonly width: number
  readonly scanned: boolean
}

/**
 * Puts words that are known by their places into paragraphs and tables, over all pages: head and foot column by
 * column, without page numbers and running lines; paragraphs and tables go on over a page's end; footnotes come last.
 */
export function blocksOf(pages: readonly PlacedPage[]): PrintedBlock[] {
  const ruled = pages.map((page) => ruledTables(page.words, page.rulings, page.scanned))
  const lines = withoutEdges(
    pages.map(({ width, height }, i) => ({ width, height, lines: linesOf(ruled[i]?.others ?? []) })),
  )
  const noted = pages.map((page, i) => withoutNotes({ ...page, lines: lines[i] ?? [] }))
  const parts = pages.map((page, i) => piecesOf(noted[i]?.lines ?? [], ruled[i]?.tables ?? [], page))
  const notes = noted.flatMap((page) => page.notes)
  return [...joinedBlocks(parts), ...notes.map((text): PrintedBlock => ({ kind: 'paragraph', text }))]
}

function piecesOf(
  lines: readonly Line[],
  tables: readonly { readonly rows: readonly Row[]; readonly columns: readonly number[]; readonly top: number }[],
  page: PlacedPage,
): PagePieces {
  const pieces: Piece[] = []
  const running: Line[] = []
  let from = 0
  for (const table of [...tables, undefined]) {
    const above = lines.slice(from).filter((line) => table === undefined || line.base <= table.top + 2)
    from += above.length
    for (let i = 0; i < above.length; ) {
      const found = sideBySide(above, i, page.scanned)
      if (found !== undefined) {
        pieces.push(found)
        i = found.to
        continue
      }
      const line = above[i]
      if (line !== undefined) {
        pieces.push({ kind: 'line', line })
        running.push(line)
      }
      i += 1
    }
    if (table !== undefined) pieces.push({ kind: 'table', rows: table.rows, columns: table.columns })
  }
  return { pieces, measure: measureOf(running, page.scanned), width: page.width, scanned: page.scanned }
}

/** What is being put together while the pages are gone through. */
interface Open {
  readonly blocks: PrintedBlock[]
  text: string
  line: Line | undefined
  before: Line | undefined
  table: { rows: Row[]; columns: readonly number[]; goesOn: boolean } | undefined
}

function joinedBlocks(pages: readonly PagePieces[]): PrintedBlock[] {
  const open: Open = { blocks: [], text: '', line: undefined, before: undefined, table: undefined }
  const known = pages.filter((page) => page.measure !== undefined)
  for (const page of pages) {
    const alike = known.find((one) => Math.abs(one.width - page.width) < 0.05 * page.width)
    const measure = steadied(page, alike?.measure)
    let newPage = true
    for (const piece of page.pieces) {
      if (piece.kind === 'line') addLine(open, piece.line, measure, newPage)
      else if (piece.kind === 'table') addTable(open, piece.rows, piece.columns, newPage)
      else {
        close(open)
        for (const side of [piece.left, piece.right])
          open.blocks.push({ kind: 'paragraph', text: side.map((line) => line.text).join('\n') })
      }
      newPage = false
    }
    if (open.table !== undefined) open.table.goesOn = true
  }
  close(open)
  return open.blocks
}

/** A page with few lines, such as the last one, has the same column of text as its fellows. */
function steadied(page: PagePieces, fellow: Measure | undefined): Measure {
  const own = page.measure
  if (own !== undefined && fellow !== undefined && !page.scanned)
    return {
      ...own,
      left: Math.min(own.left, fellow.left),
      right: Math.max(own.right, fellow.right),
      indented: own.indented || fellow.indented,
    }
  if (own !== undefined && (fellow === undefined || own.right > fellow.right - 0.1 * page.width)) return own
  if (fellow !== undefined) return fellow
  const lines = page.pieces.flatMap((piece) => (piece.kind === 'line' ? [piece.line] : []))
  return {
    left: Math.min(page.width * 0.2, ...lines.map((line) => line.left)),
    right: Math.max(page.width * 0.85, ...lines.map((line) => line.right)),
    indented: false,
    pitch: 1.25 * (lines[0]?.size ?? 14),
    scanned: page.scanned,
  }
}

function addLine(open: Open, line: Line, measure: Measure, newPage: boolean): void {
  if (open.table !== undefined) close(open)
  if (open.line === undefined) open.text = line.text
  else {
    const joint = jointOf(open.line, line, open.before, measure, newPage)
    if (joint === 'on') open.text = joinedLines(open.text, line.text)
    else if (joint === 'heading') open.text += `\n${line.text}`
    else {
      close(open)
      open.text = line.text
    }
  }
  open.before = open.line
  open.line = line
}

function addTable(open: Open, rows: readonly Row[], columns: readonly number[], newPage: boolean): void {
  const table = open.table
  if (table !== undefined && newPage && table.goesOn && isSameGrid(table.columns, columns)) {
    goOn(table.rows, rows)
    table.goesOn = false
    return
  }
  close(open)
  open.table = { rows: [...rows], columns, goesOn: false }
}

function close(open: Open): void {
  if (open.table !== undefined) open.blocks.push({ kind: 'table', rows: open.table.rows })
  if (open.text !== '') open.blocks.push({ kind: 'paragraph', text: open.text })
  open.table = undefined
  open.text = ''
  open.line = undefined
  open.before = undefined
}

/** Columns at the same places; a scanned page may lie a little aside. */
function isSameGrid(one: readonly number[], other: readonly number[]): boolean {
  const aside = (other[0] ?? 0) - (one[0] ?? 0)
  return (
    one.length === other.length &&
    Math.abs(aside) < 20 &&
    one.every((edge, i) => Math.abs((other[i] ?? 0) - aside - edge) < 8)
  )
}

const textOf = (cell: PrintedCell | undefined): string =>
  cell === undefined || typeof cell === 'string' ? '' : cell.join(' ')
const figuresOf = (row: Row): string => row.map(textOf).join(' ').replace(/\D+/g, ' ').trim()

/**
 * Whether two rows say the same for the greater part: a scan may be read differently here and there. Rows with other
 * figures are other rows: a number, a date.
 */
function sameRow(one: Row, other: Row): boolean {
  if (one.length !== other.length || figuresOf(one) !== figuresOf(other)) return false
  let same = 0
  let all = 0
  for (const [i, cell] of one.entries()) {
    const [text, twin] = [loose(textOf(cell)), loose(textOf(other[i]))]
    all += Math.max(text.length, twin.length)
    if (text === twin || (text.length > 4 && twin.length > 4 && (text.includes(twin) || twin.includes(text))))
      same += Math.max(text.length, twin.length)
  }
  return all > 0 && same >= 0.7 * all
}
/** Without what recognition mixes up. */
const loose = (text: string): string => foldVietnamese(text).replace(/[^\p{L}\p{N}]/gu, '')
const ended = /[.;:!?]$/

/** Adds the rows of the next page; headings that are repeated there are left out. */
function goOn(rows: Row[], more: readonly Row[]): void {
  let skip = 0
  while (skip < more.length && skip < 3 && sameRow(rows[skip] ?? [], more[skip] ?? [])) skip += 1
  const next = more[skip]
  const last = rows.at(-1)
  if (next === undefined || last === undefined) return
  let rest = more.slice(skip)
  if (isRestOf(next, last)) {
    rows[rows.length - 1] = last.map((cell, i) => withRest(cell, next[i] ?? []))
    rest = rest.slice(1)
  }
  // A cell that is merged over the page's end is empty on the next page.
  const openAbove = last.map((cell) => cell === 'above')
  for (const row of rest) {
    const merged = row.map((cell, i) =>
      openAbove[i] === true && textOf(cell) === '' && cell !== 'left' ? 'above' : cell,
    )
    for (const i of openAbove.keys()) openAbove[i] = openAbove[i] === true && merged[i] === 'above'
    rows.push(merged)
  }
}

/**
 * Whether a row is the end of one that began on the page before: no number of its own, and a sentence that goes on. In a
 * scan the number of the row above may be lost; then only a sentence in small letters tells.
 */
function isRestOf(next: Row, last: Row): boolean {
  const [own, before] = [textOf(next[0]), textOf(last[0])]
  if (own !== '' && (!/^\p{Ll}\p{Ll}/u.test(own) || ended.test(before))) return false
  if (next.some((cell, i) => textOf(cell) !== '' && textOf(last[i]) === '')) return false
  return next.some((cell, i) => {
    const text = textOf(cell)
    if (text === '') return false
    const small = /^\p{Ll}/u.test(text)
    const open = !ended.test(textOf(last[i]))
    return before === '' ? small && open : small || open
  })
}

function withRest(cell: PrintedCell, rest: PrintedCell): PrintedCell {
  if (typeof cell === 'string' || typeof rest === 'string' || rest.length === 0) return cell
  const end = cell.at(-1)
  if (end === undefined) return rest
  if (ended.test(end) || !/^[\p{Ll}\d(]/u.test(rest[0] ?? '')) return [...cell, ...rest]
  return [...cell.slice(0, -1), joinedLines(end, rest[0] ?? ''), ...rest.slice(1)]
}
