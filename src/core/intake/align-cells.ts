import { looksLikeTime, looksLikeUnits } from './columns.ts'
import type { Line } from './lines.ts'
import type { ListedColumn } from './listed-headings.ts'
import type { ColumnRole } from './source-text.ts'

/** The last row ends with its last column; what follows it is text again. */
export function lastRow(words: readonly Line[], body: readonly ListedColumn[]): Line[] {
  const cells = cellsIn(words)
  const timeLast = body[body.length - 1]?.role === 'time'
  if (timeLast) {
    for (let i = 1; i < cells.length; i += 1) {
      const cell = cells[i] as Line[]
      if (looksLikeTime(textOf(cell)) > 0 && i + 1 >= Math.min(body.length, 2)) return cells.slice(0, i + 1).flat()
    }
  }
  const rest = cells.findIndex((cell, i) => i > 0 && /^(?:tổng|ghi chú|\*|chú thích|lưu ý)/.test(cell[0]?.clean ?? ''))
  const own = rest < 0 ? cells : cells.slice(0, rest)
  return (own.length <= body.length + 4 ? own : own.slice(0, Math.max(body.length, 1))).flat()
}

/** Lines that plainly go on are one cell. */
function cellsIn(words: readonly Line[]): Line[][] {
  const cells: Line[][] = []
  words.forEach((line, i) => {
    const before = words[i - 1]
    const cell = cells[cells.length - 1]
    if (before === undefined || cell === undefined) cells.push([line])
    // A list stays in its cell.
    else if (goesOn(before, line) || (isItem(line) && isItem(cell[0]))) cell.push(line)
    else cells.push([line])
  })
  return cells
}

function isItem(line: Line | undefined): boolean {
  return line !== undefined && /^[-+•*]\s/.test(line.clean)
}

function goesOn(before: Line, line: Line): boolean {
  if (line.barred) return false
  if (/;$/.test(before.clean) && looksLikeTime(line.clean) < 2) return true
  if (/^phối hợp\s*:/.test(line.clean) && /^chủ trì\s*:/.test(before.clean)) return true
  if (/^[-+•*]\s/.test(line.clean)) return /[:;,]$/.test(before.clean) || /^[-+•*]\s/.test(before.clean)
  if (/[,(/-]$|(?:^|\s)(?:và|của|với|về|các|theo|cho|tại|từ|trong|hoặc|để|trên)$/.test(before.clean)) return true
  if (
    /(?:^|\s)(?:số|(?<!\d |hằng |cả |mỗi |từng |trong )(?:ngày|tháng|năm)|(?<!hằng |mỗi |từng )quý|đến|trước)$/.test(
      before.clean,
    ) &&
    /^(?:\d|[ivx]{1,4}(?!\p{L}))/u.test(line.clean)
  )
    return true
  if (/^\d/.test(line.clean))
    return !/[.;:)]$/.test(before.clean) && looksLikeTime(line.clean) === 0 && !AMOUNT.test(line.clean)
  if (!/^[\p{Ll}(),.;]/u.test(line.shown)) return false
  // "hằng tháng" may be a cell, and the end of a long sentence that the line has broken.
  return looksLikeTime(line.clean) < 2 || (before.clean.length > 45 && !/[.;:]$/.test(before.clean))
}

const textOf = (cell: readonly Line[]): string => cell.map((line) => line.clean).join(' ')

const HOLDS_TIME =
  /quý\s+[iv\d]|tháng\s+\d|ngày\s+\d|\d{1,2}\/\d{4}|năm\s+\d{4}|hằng (?:năm|quý|tháng|tuần)|thường xuyên/

/** Columns of figures, whatever they count. */
const FIGURES = /^(?:số (?:ngày|lượng|tiền|văn bản|hiệu)|đvt|đơn vị tính|tỷ lệ)|kinh phí|triệu đồng/i
/** An amount, no year. */
const AMOUNT = /^(?!(?:19|20)\d\d[.,;]?$)\d[\d.,]*$/

/** What a cell says, on one line. */
interface Piece {
  readonly clean: string
  readonly shown: string
}

/** How badly a piece fits into a column; 0: well. */
function misfit(line: Piece, column: ListedColumn | undefined): number {
  const role = column?.role ?? null
  if (role === null && line.clean.length > 60 && FIGURES.test(column?.heading ?? '')) return 5
  const time = looksLikeTime(line.clean)
  const unit = looksLikeUnits(line.clean, line.shown)
  if (AMOUNT.test(line.clean))
    return role === null || role === 'target' ? 0 : role === 'note' || role === 'product' ? 2 : 5
  switch (role) {
    case 'time':
      return time === 2
        ? 0
        : time === 1
          ? 0.5
          : HOLDS_TIME.test(line.clean) && line.clean.length < 300
            ? 1
            : unit
              ? 5
              : 4
    case 'lead':
    case 'coordinating':
    case 'unit':
    case 'to':
      return unit ? 0 : time === 2 ? 6 : line.clean.length > 80 ? 4 : 2
    case 'work':
      return time === 2 ? 4 : unit && line.clean.length < 60 ? 2 : 0
    case 'order':
      return 8
    case 'product':
    case 'note':
      return time === 2 ? 3 : unit ? 1.5 : 0.6
    default:
      return time === 2 ? 2 : 0.8
  }
}

/** What the end of a name costs that a narrow column has broken off. */
const wrappedName = 0.4
const NAMING: ReadonlySet<ColumnRole | null> = new Set<ColumnRole | null>(['lead', 'coordinating', 'unit'])

/** "Ban Quản lý Khu kinh tế" and on lines of their own "Đồng Đăng - Lạng", "Sơn". */
const endsName = (first: Piece, piece: Piece, column: ListedColumn | undefined): boolean =>
  NAMING.has(column?.role ?? null) &&
  looksLikeUnits(first.clean, first.shown) &&
  /^\p{Lu}\p{Ll}+(?: (?:- )?\p{L}+){0,4}[.,]?$/u.test(piece.shown) &&
  !looksLikeUnits(piece.clean, piece.shown) &&
  looksLikeTime(piece.clean) === 0

const EMPTY: Readonly<Partial<Record<ColumnRole, number>>> = { work: 6, time: 2, lead: 1.5, unit: 1.5 }

/** Gives the lines of a row to its columns, in order, so that what they look like fits best. */
export const align = (words: readonly Line[], body: readonly ListedColumn[]): Line[][] => fitted(words, body).cells

/** The cells of a row, and how badly they fit. */
export interface Fitted {
  readonly cells: Line[][]
  readonly cost: number
}

/** As `align`, with the cost of the best fit: 0 where every column holds what its heading promises. */
export function fitted(words: readonly Line[], body: readonly ListedColumn[]): Fitted {
  const cells = cellsIn(words)
  const pieces: Piece[] = cells.map((cell) => ({
    clean: textOf(cell),
    shown: cell.map((line) => line.shown).join(' '),
  }))
  if (pieces.length === body.length && pieces.every((piece, i) => misfit(piece, body[i]) < 4))
    return { cells, cost: pieces.reduce((sum, piece, i) => sum + misfit(piece, body[i]), 0) }
  const size = pieces.length
  const width = body.length
  const far = 1e9
  // best[c][i]: least cost when the first c columns hold the first i pieces.
  const best: number[][] = Array.from({ length: width + 1 }, () => new Array<number>(size + 1).fill(far))
  const cut: number[][] = Array.from({ length: width + 1 }, () => new Array<number>(size + 1).fill(0))
  ;(best[0] as number[])[0] = 0
  for (let c = 1; c <= width; c += 1) {
    const column = body[c - 1]
    const before = best[c - 1] as number[]
    const here = best[c] as number[]
    const from = cut[c] as number[]
    const take = (end: number, start: number, cost: number) => {
      if (cost >= (here[end] ?? far)) return
      here[end] = cost
      from[end] = start
    }
    for (let start = 0; start <= size; start += 1) {
      const base = before[start] ?? far
      if (base >= far) continue
      take(start, start, base + (EMPTY[column?.role ?? 'note'] ?? 0.7))
      let cost = base
      for (let end = start + 1; end <= size; end += 1) {
        const piece = pieces[end - 1] as Piece
        const wrapped = end > start + 1 && endsName(pieces[start] as Piece, piece, column)
        const bad = wrapped ? wrappedName : misfit(piece, column)
        cost += end === start + 1 ? bad : 0.4 + bad * (column?.role === 'work' ? 1 : 0.8)
        take(end, start, cost)
      }
    }
  }
  const out: Line[][] = []
  let end = size
  for (let c = width; c > 0; c -= 1) {
    const start = cut[c]?.[end] ?? 0
    out.unshift(cells.slice(start, end).flat())
    end = start
  }
  return { cells: out, cost: best[width]?.[size] ?? far }
}
