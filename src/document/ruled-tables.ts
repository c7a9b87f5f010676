import { cellParagraphs } from './paragraphs.ts'
import { type Line, linesOf, middle, type PlacedWord, type Ruling } from './placed-words.ts'
import type { PrintedCell } from './printed-text.ts'

/** A table on one page. */
export interface PlacedTable {
  readonly rows: readonly (readonly PrintedCell[])[]
  /** Where its columns begin and the last one ends. */
  readonly columns: readonly number[]
  readonly top: number
  readonly bottom: number
}

interface Grid {
  readonly xs: readonly number[]
  readonly ys: readonly number[]
  readonly level: readonly Span[]
  readonly upright: readonly Span[]
}

/** A drawn line: `at` is its place across, `from` and `to` its ends. */
interface Span {
  at: number
  from: number
  to: number
}

/** Points by which drawn lines may miss each other. */
const slack = 3
/** More lines than any table has: a map or a drawing. */
const mostRulings = 6_000

/** The tables whose cells are drawn, and the words that stand in none of them. */
export function ruledTables(
  words: readonly PlacedWord[],
  rulings: readonly Ruling[],
  scanned: boolean,
): { readonly tables: readonly PlacedTable[]; readonly others: readonly PlacedWord[] } {
  if (rulings.length > mostRulings) return { tables: [], others: words }
  const grids = gridsOf(rulings)
  const inside = grids.map((): PlacedWord[] => [])
  const others: PlacedWord[] = []
  for (const word of words) {
    const x = (word.left + word.right) / 2
    const y = word.base - 0.3 * word.size
    const grid = grids.findIndex(
      ({ xs, ys }) => x > first(xs) - 1 && x < last(xs) + 1 && y > first(ys) - 1 && y < last(ys) + 1,
    )
    if (grid < 0) others.push(word)
    else inside[grid]?.push(word)
  }
  const tables = grids
    .map((grid, i) => tableOf(grid, inside[i] ?? [], scanned))
    .filter((table) => table.rows.some((row) => row.some((cell) => typeof cell !== 'string' && cell.length > 0)))
  return { tables, others }
}

const first = (values: readonly number[]): number => values[0] ?? 0
const last = (values: readonly number[]): number => values.at(-1) ?? 0

/** Lines that touch each other and have at least two columns between them. */
function gridsOf(rulings: readonly Ruling[]): Grid[] {
  const level: Span[] = []
  const upright: Span[] = []
  for (const { x0, y0, x1, y1 } of rulings) {
    if (Math.abs(x1 - x0) >= Math.abs(y1 - y0))
      level.push({ at: (y0 + y1) / 2, from: Math.min(x0, x1), to: Math.max(x0, x1) })
    else upright.push({ at: (x0 + x1) / 2, from: Math.min(y0, y1), to: Math.max(y0, y1) })
  }
  const across = joined(level)
  const down = joined(upright)
  const group = across.concat(down).map((_, i) => i)
  const root = (i: number): number => {
    let at = i
    while (group[at] !== at) {
      group[at] = group[group[at] ?? at] ?? at
      at = group[at] ?? at
    }
    return at
  }
  for (const [h, one] of across.entries())
    for (const [v, other] of down.entries())
      if (
        other.at >= one.from - slack &&
        other.at <= one.to + slack &&
        one.at >= other.from - slack &&
        one.at <= other.to + slack
      )
        group[root(h)] = root(across.length + v)
  const byRoot = new Map<number, { level: Span[]; upright: Span[] }>()
  for (const [i, span] of [...across, ...down].entries()) {
    const of = byRoot.get(root(i)) ?? { level: [], upright: [] }
    if (i < across.length) of.level.push(span)
    else of.upright.push(span)
    byRoot.set(root(i), of)
  }
  return [...byRoot.values()]
    .map((one) => {
      // A table may go on over the page's end without a line, or have none at its sides.
      const xs = clustered([...one.upright.map((span) => span.at), ...openEnds(one.level, one.upright)])
      const ys = clustered([...one.level.map((span) => span.at), ...openEnds(one.upright, one.level)])
      return { xs, ys, level: one.level, upright: one.upright }
    })
    .filter(({ xs, ys, level: l, upright: u }) => xs.length >= 3 && ys.length >= 2 && l.length > 0 && u.length > 0)
    .toSorted((a, b) => first(a.ys) - first(b.ys))
}

/** Pieces of one line put together: many programs draw every cell's edge by itself. */
function joined(spans: readonly Span[]): Span[] {
  const out: Span[] = []
  const ordered = spans.toSorted((a, b) => a.at - b.at)
  let start = 0
  for (let i = 1; i <= ordered.length; i += 1) {
    const here = ordered[i]
    if (here !== undefined && here.at - (ordered[i - 1]?.at ?? 0) < 1.6) continue
    const same = ordered.slice(start, i)
    const at = middle(same.map((span) => span.at))
    let open: Span | undefined
    for (const { from, to } of same.toSorted((a, b) => a.from - b.from)) {
      if (open !== undefined && from <= open.to + slack) open.to = Math.max(open.to, to)
      else {
        open = { at, from, to }
        out.push(open)
      }
    }
    start = i
  }
  return out.filter((span) => span.to - span.from > 6)
}

/** Where at least two lines end beyond the outermost line across them. */
function openEnds(lines: readonly Span[], crossing: readonly Span[]): number[] {
  if (lines.length < 2 || crossing.length === 0) return []
  const before = Math.min(...crossing.map((span) => span.at))
  const after = Math.max(...crossing.map((span) => span.at))
  const starts = lines.map((line) => line.from).filter((end) => end < before - 3 * slack)
  const ends = lines.map((line) => line.to).filter((end) => end > after + 3 * slack)
  return [starts.length >= 2 ? middle(starts) : [], ends.length >= 2 ? middle(ends) : []].flat()
}

function clustered(values: readonly number[]): number[] {
  const out: number[] = []
  let cluster: number[] = []
  for (const value of values.toSorted((a, b) => a - b)) {
    if (cluster.length > 0 && value - last(cluster) > slack) {
      out.push(middle(cluster))
      cluster = []
    }
    cluster.push(value)
  }
  if (cluster.length > 0) out.push(middle(cluster))
  return out
}

/** Whether a line is drawn at `at` for the greater part of the way from `from` to `to`. */
function isDrawn(spans: readonly Span[], at: number, from: number, to: number): boolean {
  let covered = 0
  for (const span of spans)
    if (Math.abs(span.at - at) <= slack) covered += Math.max(0, Math.min(to, span.to) - Math.max(from, span.from))
  return covered > 0.6 * (to - from)
}

/** For every place of a grid the place in whose cell it is; places without a line between them are one cell. */
function cellPlaces(grid: Grid): number[] {
  const { xs, ys } = grid
  const width = xs.length - 1
  const height = ys.length - 1
  const x = (i: number): number => xs[i] ?? 0
  const y = (i: number): number => ys[i] ?? 0
  const cellAt = Array.from({ length: width * height }, (_, i) => i)
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1) {
      const place = row * width + column
      const openLeft = column > 0 && !isDrawn(grid.upright, x(column), y(row), y(row + 1))
      const openAbove = row > 0 && !isDrawn(grid.level, y(row), x(column), x(column + 1))
      if (openAbove) cellAt[place] = cellAt[place - width] ?? place
      else if (openLeft) cellAt[place] = cellAt[place - 1] ?? place
    }
  return cellAt
}

/** The cells of each drawn table in reading order, in points. */
export function cellBoxes(
  rulings: readonly Ruling[],
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }[][] {
  if (rulings.length > mostRulings) return []
  return gridsOf(rulings).map((grid) => {
    const width = grid.xs.length - 1
    const boxes = new Map<number, { left: number; top: number; right: number; bottom: number }>()
    for (const [place, cell] of cellPlaces(grid).entries()) {
      const [column, row] = [place % width, Math.floor(place / width)]
      const box = boxes.get(cell)
      const right = grid.xs[column + 1] ?? 0
      const bottom = grid.ys[row + 1] ?? 0
      if (box === undefined) boxes.set(cell, { left: grid.xs[column] ?? 0, top: grid.ys[row] ?? 0, right, bottom })
      else boxes.set(cell, { ...box, right: Math.max(box.right, right), bottom: Math.max(box.bottom, bottom) })
    }
    return [...boxes.values()]
  })
}

function tableOf(grid: Grid, words: readonly PlacedWord[], scanned: boolean): PlacedTable {
  const { xs, ys } = grid
  const width = xs.length - 1
  const height = ys.length - 1
  const x = (i: number): number => xs[i] ?? 0
  const cellAt = cellPlaces(grid)
  const inCell = new Map<number, PlacedWord[]>()
  for (const word of words) {
    const column = placeIn(xs, (word.left + word.right) / 2)
    const row = placeIn(ys, word.base - 0.3 * word.size)
    const cell = cellAt[row * width + column] ?? 0
    const list = inCell.get(cell) ?? []
    list.push(word)
    inCell.set(cell, list)
  }
  const cellLines = new Map<number, Line[]>([...inCell].map(([cell, list]) => [cell, linesOf(list)]))
  const margin = marginOf(cellLines, xs, width)
  const rows = Array.from({ length: height }, (_, row) =>
    Array.from({ length: width }, (_, column): PrintedCell => {
      const place = row * width + column
      const cell = cellAt[place] ?? place
      if (cell !== place) return Math.floor(cell / width) < row ? 'above' : 'left'
      let end = column + 1
      while (end < width && cellAt[row * width + end] === cell) end += 1
      const text = cellParagraphs(cellLines.get(cell) ?? [], x(column) + margin, x(end) - margin, scanned)
      return place === 0 ? orderHeading(text) : text
    }),
  )
  return { rows, columns: xs, top: first(ys), bottom: last(ys) }
}

/** The column of the numbers is often too narrow for its own heading: "T" above "T", or "ST" above "T". */
function orderHeading(text: string[]): string[] {
  const letters = text.join('').replaceAll(' ', '').toUpperCase()
  return letters === 'T' || letters === 'TT' ? ['TT'] : letters === 'STT' ? ['STT'] : text
}

/** The blank that cells leave at their sides: what the leftmost lines leave in most columns. */
function marginOf(cells: ReadonlyMap<number, readonly Line[]>, xs: readonly number[], width: number): number {
  const blanks = new Map<number, number>()
  for (const [cell, lines] of cells) {
    const column = cell % width
    for (const line of lines)
      blanks.set(column, Math.min(blanks.get(column) ?? 12, Math.max(0, line.left - (xs[column] ?? 0))))
  }
  return Math.min(8, middle([...blanks.values()]))
}

function placeIn(edges: readonly number[], at: number): number {
  let place = 0
  while (place < edges.length - 2 && at > (edges[place + 1] ?? 0)) place += 1
  return place
}
