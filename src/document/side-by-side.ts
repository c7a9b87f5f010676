import { foldVietnamese } from '../core/fold.ts'
import { cellParagraphs } from './paragraphs.ts'
import { type Line, lineOf, linesOf, middle, type PlacedWord } from './placed-words.ts'
import type { PrintedCell } from './printed-text.ts'

/** A stretch without words between two columns. */
interface Gap {
  readonly from: number
  readonly to: number
}

/** What lines `from` to `to` (without it) of a page are. */
export type SideBySide =
  | { readonly kind: 'columns'; readonly to: number; readonly left: readonly Line[]; readonly right: readonly Line[] }
  | {
      readonly kind: 'table'
      readonly to: number
      readonly rows: readonly (readonly PrintedCell[])[]
      readonly columns: readonly number[]
    }

/** Marks of the head and the foot of an office document (Nghị định 30/2020, Phụ lục I: boxes 1 to 4, 7 and 9). */
const headOrFoot =
  /cong hoa xa hoi chu nghia|doc lap ?[-–—] ?tu do|dang cong san viet nam|^so ?:|noi nhan ?:?$|^(?:tm|kt|tl|tuq|q)\. ?[a-z]/
const columnHeading =
  /^(?:stt|tt|so tt|noi dung|nhiem vu|cong viec|thoi gian|thoi han|don vi|co quan|chu tri|phoi hop|san pham|chi tieu|ghi chu|ket qua|tien do)/

/** Whether the lines from `from` on stand in two columns or are a table without drawn lines; undefined: neither. */
export function sideBySide(lines: readonly Line[], from: number, scanned: boolean): SideBySide | undefined {
  return alignedTable(lines, from, scanned) ?? twoColumns(lines, from)
}

/** Stretches within a line that are wider than any blank of justified text. */
function gapsOf(line: Line, least: number): Gap[] {
  const gaps: Gap[] = []
  let right = line.words[0]?.right ?? 0
  for (const word of line.words.slice(1)) {
    if (word.left - right >= least) gaps.push({ from: right, to: word.left })
    right = Math.max(right, word.right)
  }
  return gaps
}

/** What a line leaves of a gap: the widest stretch that no word of it enters. */
function narrowed(gap: Gap, line: Line): Gap {
  let best: Gap = { from: gap.from, to: gap.from }
  let from = gap.from
  for (const word of line.words) {
    if (word.right <= from) continue
    if (word.left >= gap.to) break
    if (word.left - from > best.to - best.from) best = { from, to: word.left }
    from = Math.max(from, word.right)
  }
  return gap.to - from > best.to - best.from ? { from, to: gap.to } : best
}

const middleOf = (part: { readonly left: number; readonly right: number }): number => (part.left + part.right) / 2
const isLeftOf = (line: Line, gap: Gap): boolean => line.right <= gap.from + 1
const isRightOf = (line: Line, gap: Gap): boolean => line.left >= gap.to - 1

/** The gap that begins a pair of columns: in one line, or between a line and the next when they stand a bit askew. */
function firstGap(lines: readonly Line[], from: number): Gap | undefined {
  const line = lines[from]
  if (line === undefined) return undefined
  const widest = gapsOf(line, 1.2 * line.size).toSorted((a, b) => b.to - b.from - (a.to - a.from))[0]
  if (widest !== undefined) return widest
  const next = lines[from + 1]
  if (next === undefined || next.base - line.base > 0.9 * line.size) return undefined
  const [left, right] = line.right < next.left ? [line, next] : [next, line]
  return right.left - left.right >= 1.2 * line.size ? { from: left.right, to: right.left } : undefined
}

function twoColumns(lines: readonly Line[], from: number): SideBySide | undefined {
  const start = lines[from]
  if (start === undefined) return undefined
  // One side may begin above the other.
  let lead = from
  let gap = firstGap(lines, from)
  while (gap === undefined && lead < from + 3) {
    const here = lines[lead]
    const below = lines[lead + 1]
    if (here === undefined || below === undefined || below.base - here.base > 2.2 * here.size) return undefined
    lead += 1
    gap = firstGap(lines, lead)
    if (gap === undefined) continue
    const above = lines.slice(from, lead)
    if (above.some((line) => !isLeftOf(line, gap as Gap) && !isRightOf(line, gap as Gap))) return undefined
  }
  if (gap === undefined) return undefined
  let pairs = 0
  let to = lead
  let paired = lead
  let open = gap
  for (; to < lines.length; to += 1) {
    const line = lines[to]
    const before = lines[to - 1]
    if (line === undefined) break
    if (to > lead && before !== undefined && line.base - before.base > 8 * line.size) break
    const rest = narrowed(open, line)
    if (rest.to - rest.from < 0.9 * line.size) break
    open = rest
    const beside = to > lead && before !== undefined && line.base - before.base < 0.9 * line.size
    const both = !isLeftOf(line, open) && !isRightOf(line, open)
    if (both || (beside && isLeftOf(line, open) !== isLeftOf(before, open))) {
      pairs += 1
      paired = to
    }
  }
  if (pairs === 0) return undefined
  const part = (line: Line, side: 'left' | 'right'): PlacedWord[] =>
    line.words.filter((word) => (side === 'left' ? word.right <= open.from + 1 : word.left >= open.to - 1))
  const within = lines.slice(from, paired + 1)
  const rightSide = within.flatMap((line) => part(line, 'right'))
  const rightMiddle = middle(linesOf(rightSide).map(middleOf))
  // Above and below the pairs only what clearly belongs to one of the columns.
  const belongs = (line: Line): boolean =>
    isLeftOf(line, open) || (isRightOf(line, open) && Math.abs(middleOf(line) - rightMiddle) < 1.5 * line.size)
  if (lines.slice(from, lead).some((line) => !belongs(line))) return undefined
  let end = paired + 1
  while (end < to) {
    const line = lines[end]
    const before = lines[end - 1]
    if (line === undefined || before === undefined || !belongs(line)) break
    if (isLeftOf(line, open) && line.base - before.base > 2.5 * line.size) break
    end += 1
  }
  const all = lines.slice(from, end)
  const left = linesOf(all.flatMap((line) => part(line, 'left')))
  const right = linesOf(all.flatMap((line) => part(line, 'right')))
  const marked = [...left, ...right].some((line) => headOrFoot.test(foldVietnamese(line.text)))
  if (left.length === 0 || right.length === 0 || (!marked && (pairs < 3 || lead > from))) return undefined
  return { kind: 'columns', to: end, left, right }
}

/** A table whose columns only stand under each other. It begins with a line of headings, of which two are known. */
function alignedTable(lines: readonly Line[], from: number, scanned: boolean): SideBySide | undefined {
  const head = lines[from]
  if (head === undefined) return undefined
  let gaps = gapsOf(head, 0.9 * head.size)
  if (gaps.length < 2) return undefined
  const headings = splitAt(head, gaps).filter((words) =>
    columnHeading.test(foldVietnamese(words.map((word) => word.text).join(' '))),
  )
  if (headings.length < 2) return undefined
  let to = from + 1
  let full = 0
  for (; to < lines.length; to += 1) {
    const line = lines[to]
    const before = lines[to - 1]
    if (line === undefined || before === undefined || line.base - before.base > 3.2 * line.size) break
    const rest = gaps.map((gap) => narrowed(gap, line))
    if (rest.some((gap) => gap.to - gap.from < 0.3 * line.size)) break
    gaps = rest
    if (splitAt(line, gaps).filter((words) => words.length > 0).length >= 2) full += 1
  }
  if (full < 2) return undefined
  const within = lines.slice(from, to)
  const lefts = within.map((line) => line.left)
  const rights = within.map((line) => line.right)
  const edges = [Math.min(...lefts), ...gaps.map((gap) => (gap.from + gap.to) / 2), Math.max(...rights)]
  const numbered = within.filter((line) =>
    /^\d{1,3}\.?$/.test(
      splitAt(line, gaps)[0]
        ?.map((w) => w.text)
        .join(' ') ?? '',
    ),
  )
  const steps = within.slice(1).map((line, i) => line.base - (within[i]?.base ?? 0))
  const pitch = Math.min(...steps)
  const groups: Line[][] = []
  for (const [i, line] of within.entries()) {
    const step = i === 0 ? 0 : (steps[i - 1] ?? 0)
    const starts = numbered.length >= 2 ? numbered.includes(line) : step > 1.25 * pitch || pitch > 1.9 * line.size
    const open = groups.at(-1)
    if (open === undefined || starts) groups.push([line])
    else open.push(line)
  }
  const rows = groups.map((group) =>
    edges.slice(0, -1).map((_, column): PrintedCell => {
      const cell = group
        .map((line) => splitAt(line, gaps)[column] ?? [])
        .filter((words) => words.length > 0)
        .map(lineOf)
      const left = column === 0 ? (edges[0] ?? 0) : (gaps[column - 1]?.to ?? 0)
      return cellParagraphs(cell, left, gaps[column]?.from ?? edges.at(-1) ?? 0, scanned)
    }),
  )
  return { kind: 'table', to, rows, columns: edges }
}

/** The words of a line by the gaps between which they stand; as many lists as gaps and one. */
function splitAt(line: Line, gaps: readonly Gap[]): PlacedWord[][] {
  const parts = Array.from({ length: gaps.length + 1 }, (): PlacedWord[] => [])
  for (const word of line.words) {
    const column = gaps.filter((gap) => middleOf(word) > (gap.from + gap.to) / 2).length
    parts[column]?.push(word)
  }
  return parts
}
