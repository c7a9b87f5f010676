import { foldVietnamese } from '../fold.ts'
import { SOFT_BREAK } from './characters.ts'
import { looksLikeOrder, looksLikeTime, looksLikeUnits, roleOfHeading } from './columns.ts'
import type { Line } from './lines.ts'
import { isUpper } from './outline.ts'
import type { RoughBlock, RoughCell, Span } from './rough-block.ts'
import type { ColumnRole } from './source-text.ts'

/** A cell as it stands in a line with bars or tabs. */
interface Piece {
  readonly span: Span
  readonly clean: string
  readonly shown: string
  readonly continues: 'up' | 'left' | null
}

const RULE_CELL = /^:?-{2,}:?$|^-$/

/** The cells of a line. */
export function piecesOf(line: Line, by: 'bars' | 'tabs'): Piece[] {
  const mark = by === 'bars' ? '|' : '\t'
  const pieces: Piece[] = []
  let from = 0
  const size = line.clean.length
  if (by === 'bars' && line.clean[0] === '|') from = 1
  while (from <= size) {
    let end = line.clean.indexOf(mark, from)
    const closed = end >= 0
    if (end < 0) end = size
    // Nothing follows the outer bar.
    if (!closed && by === 'bars' && line.clean.slice(from, end).trim() === '' && pieces.length > 0) break
    let start = from
    let stop = end
    while (start < stop && /[\s\uE000]/.test(line.clean[start] ?? '')) start += 1
    while (stop > start && /[\s\uE000]/.test(line.clean[stop - 1] ?? '')) stop -= 1
    const clean = line.clean.slice(start, stop)
    pieces.push({
      span: { start: line.start + start, end: line.start + stop },
      clean,
      shown: line.shown.slice(start, stop),
      continues: clean === '^^' ? 'up' : clean === '<<' ? 'left' : null,
    })
    from = end + 1
  }
  return pieces
}

interface Column {
  role: ColumnRole | null
  heading: string
}

/** Rows of one table, from lines whose cells are parted by bars or tabs. */
export function ruledRows(lines: readonly Line[], by: 'bars' | 'tabs', table: number): RoughBlock[] {
  const rows = lines.map((line) => ({ line, pieces: piecesOf(line, by) }))
  const isRule = (pieces: readonly Piece[]) =>
    pieces.some((one) => one.clean !== '') && pieces.every((one) => one.clean === '' || RULE_CELL.test(one.clean))
  const ruleAt = rows.findIndex((row) => isRule(row.pieces))
  const kept = rows.filter((row) => !isRule(row.pieces) && row.pieces.some((one) => one.clean !== ''))
  const ruled = ruleAt > 0 ? (rows[ruleAt - 1]?.line.start ?? -1) : -1

  let columns: Column[] = columnsByContent(kept.map((row) => row.pieces))
  let heads = 0
  const out: RoughBlock[] = []
  kept.forEach(({ line, pieces }, i) => {
    if (isHeader(pieces, i === 0 || heads === i, line.start === ruled) || isNumbering(pieces)) {
      if (!isNumbering(pieces)) {
        const goesOn = heads === i && i > 0
        columns = headed(pieces, goesOn ? columns : [], columns)
        if (heads === i) heads += 1
        if (i === 0 || !goesOn)
          settle(
            columns,
            kept.slice(i + 1).map((row) => row.pieces),
          )
      }
      out.push(block(line, pieces, 'heading', columns, table, false))
      return
    }
    const section = isSection(pieces)
    out.push(block(line, pieces, section ? 'heading' : 'row', columns, table, section))
  })
  return out
}

/** A column's heading, each further row of headings added to what stands above it. */
function headed(pieces: readonly Piece[], above: readonly Column[], content: readonly Column[]): Column[] {
  const columns: Column[] = []
  pieces.forEach((piece, i) => {
    const left = columns[i - 1]
    const up = above[i]
    if (piece.continues === 'left' && left !== undefined) {
      columns.push({ ...left })
      return
    }
    if (piece.continues === 'up' || piece.clean === '') {
      columns.push(up ?? { role: null, heading: '' })
      return
    }
    const own = flat(piece.shown)
    const heading = up === undefined || up.heading === '' || up.heading === own ? own : `${up.heading} ${own}`
    // "Đơn vị" over "Chủ trì" and "Phối hợp": the lower heading is the surer one.
    columns.push({
      role: roleOfHeading(foldVietnamese(own)) ?? roleOfHeading(foldVietnamese(heading)) ?? up?.role ?? null,
      heading,
    })
  })
  for (let i = columns.length; i < content.length; i += 1) columns.push(above[i] ?? { role: null, heading: '' })
  return columns
}

/** Where the headings leave the time or the order column open, the cells below tell. */
function settle(columns: Column[], rows: readonly (readonly Piece[])[]): void {
  const guess = columnsByContent(rows)
  for (const role of ['time', 'order', 'work', 'lead'] as const) {
    if (
      columns.some(
        (one) => one.role === role || (role === 'lead' && (one.role === 'unit' || one.role === 'coordinating')),
      )
    )
      continue
    const at = guess.findIndex((one, i) => one.role === role && columns[i]?.role === null)
    const column = columns[at]
    if (column !== undefined && (role !== 'work' || column.heading === '')) column.role = role
  }
}

function columnsByContent(rows: readonly (readonly Piece[])[]): Column[] {
  const width = Math.max(0, ...rows.slice(0, 200).map((row) => row.length))
  const columns: Column[] = []
  let units = 0
  let widest = -1
  let most = 0
  for (let i = 0; i < width; i += 1) {
    let filled = 0
    let order = 0
    let time = 0
    let unit = 0
    let letters = 0
    for (const row of rows) {
      const cell = row[i]
      if (cell === undefined || cell.clean === '' || cell.continues !== null) continue
      filled += 1
      letters += cell.clean.length
      if (looksLikeOrder(cell.clean)) order += 1
      else if (looksLikeTime(cell.clean) > 0) time += 1
      else if (looksLikeUnits(cell.clean, cell.shown)) unit += 1
    }
    let role: ColumnRole | null = null
    if (filled > 0 && i === 0 && order * 3 >= filled * 2) role = 'order'
    else if (filled > 0 && time * 2 > filled) role = 'time'
    else if (filled > 0 && unit * 2 > filled) {
      role = units === 0 ? 'lead' : 'coordinating'
      units += 1
    } else if (letters > most) {
      most = letters
      widest = i
    }
    columns.push({ role, heading: '' })
  }
  const work = columns[widest]
  if (work !== undefined && work.role === null && width > 1) work.role = 'work'
  return columns
}

function isHeader(pieces: readonly Piece[], mayBegin: boolean, aboveRule: boolean): boolean {
  const filled = pieces.filter((one) => one.clean !== '' && one.continues === null)
  if (filled.length === 0) return false
  if (filled.some((one) => one.clean.length > 110)) return false
  const roles = filled.map((one) => roleOfHeading(foldVietnamese(one.clean)))
  const known = roles.filter((role) => role !== null).length
  const times = filled.filter(
    (one) => looksLikeTime(one.clean) === 2 && !/^(?:quý|tháng|năm)\s[ivx\d]+$/.test(one.clean),
  ).length
  const numbered = looksLikeOrder(pieces[0]?.clean ?? '')
  if (numbered || times > 0) return aboveRule && times === 0 && !numbered
  if (aboveRule) return true
  if (roles.includes('order') && known >= 2) return true
  if (mayBegin && known >= 2 && known * 2 >= filled.length) return true
  // A second row of headings: merged cells, or half of it empty, and words of headings.
  if (mayBegin && pieces.some((one) => one.continues === 'up') && filled.every((one) => one.clean.length <= 60))
    return true
  return known >= 3 && filled.every((one) => one.clean.length <= 60)
}

/** "(1) (2) (3)", "A B 1 2 3" under the headings. */
function isNumbering(pieces: readonly Piece[]): boolean {
  const filled = pieces.filter((one) => one.clean !== '' && one.continues === null)
  if (filled.length < 3 || filled.length < pieces.length - 1) return false
  return (
    filled.every((one) => /^[([]?(?:\d{1,2}|[a-zđ])[)\]]?(?:\s*=.{0,20})?$/.test(one.clean)) &&
    /1|2|a/.test(filled[1]?.clean ?? '')
  )
}

/** A row that names what the rows below it belong to: "I | CẢI CÁCH THỂ CHẾ | | |". */
function isSection(pieces: readonly Piece[]): boolean {
  const filled = pieces.filter((one) => one.clean !== '' && one.continues === null)
  if (filled.length === 0 || filled.length > 2 || pieces.length < 3) return false
  if (pieces.some((one) => one.continues === 'up')) return false
  const words = filled[filled.length - 1]
  if (words === undefined || looksLikeTime(words.clean) > 0) return false
  if (filled.length === 1)
    return (
      pieces.some((one) => one.continues === 'left') ||
      isUpper(words.shown) ||
      /^(?:[ivx]+|[a-zđ]|\d{1,2})[.)]\s/.test(words.clean)
    )
  const order = filled[0]?.clean ?? ''
  return looksLikeOrder(order) && (/^[(]?[ivx]+|^[(]?[a-zđ][.)]?$/.test(order) || isUpper(words.shown))
}

function block(
  line: Line,
  pieces: readonly Piece[],
  kind: RoughBlock['kind'],
  columns: readonly Column[],
  table: number,
  section: boolean,
): RoughBlock {
  const header = kind === 'heading' && !section
  const cells: RoughCell[] = pieces.map((piece, i) => ({
    spans: piece.continues === null && piece.span.end > piece.span.start ? linesIn(piece) : [],
    continues: piece.continues,
    role: header ? null : (columns[i]?.role ?? null),
    heading: header ? '' : (columns[i]?.heading ?? ''),
  }))
  const own = pieces.filter((one) => one.continues === null && one.clean !== '')
  const order = own[0]
  const marked = order !== undefined && own.length > 1 && !header && looksLikeOrder(order.clean)
  return {
    kind,
    spans: [],
    glue: [],
    marker: marked
      ? { text: order.shown.replace(/\s+/g, ''), length: order.clean.length, kind: 'number', count: null }
      : null,
    cells,
    table,
    line,
    clean: own.map((one) => one.clean).join(' | '),
    shown: own.map((one) => one.shown).join(' | '),
    plain: foldVietnamese(own.map((one) => one.clean).join(' | ')),
  }
}

/** The lines of a cell that is broken by `<br>`. */
function linesIn(piece: Piece): Span[] {
  const spans: Span[] = []
  let from = 0
  while (from <= piece.clean.length) {
    let end = piece.clean.indexOf(SOFT_BREAK, from)
    if (end < 0) end = piece.clean.length
    let start = from
    let stop = end
    while (start < stop && piece.clean[start]?.trim() === '') start += 1
    while (stop > start && piece.clean[stop - 1]?.trim() === '') stop -= 1
    if (start < stop) spans.push({ start: piece.span.start + start, end: piece.span.start + stop })
    from = end + 1
  }
  return spans
}

function flat(text: string): string {
  return text.replace(/[\s\uE000]+/g, ' ').trim()
}
