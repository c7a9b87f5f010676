import { foldVietnamese } from '../fold.ts'
import { PAGE_BREAK, SOFT_BREAK } from './characters.ts'
import { looksLikePageNumber, pageNumbers, type RoughLine } from './page-numbers.ts'

/** A line of the document, without what is only paper: page numbers, running heads, rules. */
export interface Line {
  /** In the characters' text, trimmed. */
  readonly start: number
  readonly end: number
  readonly shown: string
  readonly clean: string
  /** `clean` without accents: what is compared where a scan may have changed them. */
  readonly plain: string
  /** A blank line or a stray bar stands between it and the line before, and no page's end. */
  readonly apart: boolean
  /** A stray bar stands before it: a cell of a table that lost its shape begins here. */
  readonly barred: boolean
  /** Cells parted by bars or tabs; `null` for a plain line. */
  readonly parted: 'bars' | 'tabs' | null
}

const RULE = /^[\s|:\-–—_=*.·~+]+$/
const TABLE_RULE = /^\|?[\s|:\-–—]*-{2,}[\s|:\-–—]*$/

/** Cuts the characters into lines. */
export function linesOf(shown: string, clean: string): Line[] {
  const rough: RoughLine[] = []
  let page = false
  for (let from = 0; from <= clean.length; ) {
    let end = clean.indexOf('\n', from)
    if (end < 0) end = clean.length
    if (clean[from] === PAGE_BREAK && end === from + 1) {
      page = true
      rough.push({ start: from, end: from, page: true })
    } else {
      for (const piece of piecesOf(shown, from, end)) {
        rough.push({ ...piece, page })
        if (piece.start < piece.end) page = false
      }
    }
    from = end + 1
  }
  const numbers = pageNumbers(rough, clean, shown)
  markPages(rough, numbers)
  const running = runningHeads(rough, clean)
  const spread = isDoubleSpaced(rough)
  const lines: Line[] = []
  let apart = true
  let barred = false
  /** A page ends here: the empty lines around its number and its running head say nothing. */
  let pageEnds = false
  for (let i = 0; i < rough.length; i += 1) {
    let { start, end, page: first } = rough[i] as RoughLine
    if (start === end) {
      apart = true
      pageEnds ||= first
      continue
    }
    let text = clean.slice(start, end)
    if (/^[|¦\s]+$/.test(text)) {
      apart = true
      barred = true
      continue
    }
    const parted = partedBy(text)
    let closes = false
    if (parted === null && /^\||\|$/.test(text)) {
      // One bar at an end: a cell that lost the rest of its row.
      if (text.startsWith('|')) {
        apart = true
        barred = true
        start += 1
        while (/\s/.test(clean[start] ?? '')) start += 1
      } else {
        closes = true
        end -= 1
        while (end > start && /\s/.test(clean[end - 1] ?? '')) end -= 1
      }
      text = clean.slice(start, end)
    }
    if (RULE.test(text) && !(parted === 'bars' && TABLE_RULE.test(text)) && !looksLikePageNumber(text)) {
      if (/-{2,}|_{2,}|={2,}|\*{3,}|\|/.test(text)) apart = true
      else if (!/[-–—.·+*:]/.test(text) || text.length > 6) apart = true
      continue
    }
    if (numbers.has(i) || running.has(i)) {
      apart = true
      pageEnds = true
      continue
    }
    lines.push({
      start,
      end,
      shown: shown.slice(start, end),
      clean: text,
      plain: foldVietnamese(text),
      apart: apart && (barred || !(pageEnds || spread)),
      barred,
      parted,
    })
    apart = closes
    barred = closes
    pageEnds = false
  }
  return lines
}

/** A line cut at `<br>` unless it is a table row, where the break stays inside the cell. */
function piecesOf(shown: string, from: number, end: number): { start: number; end: number }[] {
  const row = shown.slice(from, end)
  const cuts = row.includes(SOFT_BREAK) && partedBy(row) === null
  const pieces: { start: number; end: number }[] = []
  for (let at = from; at <= end; ) {
    let to = cuts ? shown.indexOf(SOFT_BREAK, at) : end
    if (to < 0 || to > end) to = end
    let start = at
    let stop = to
    while (start < stop && isBlank(shown[start])) start += 1
    while (stop > start && isBlank(shown[stop - 1])) stop -= 1
    // Between two breaks stands nothing: that is no blank line.
    if (start < stop || to === end) pieces.push({ start, end: stop })
    at = to + 1
  }
  return pieces.length > 1 ? pieces.filter((one) => one.start < one.end) : pieces
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === SOFT_BREAK || char === PAGE_BREAK
}

function partedBy(text: string): 'bars' | 'tabs' | null {
  const first = text.indexOf('|')
  if (first >= 0 && (first === 0 ? text.indexOf('|', 1) > 0 || text.length > 2 : text.indexOf('|', first + 1) > 0))
    return 'bars'
  return text.includes('\t') ? 'tabs' : null
}

/**
 * Whether an empty line follows every line of a text that is broken at its margin: such lines part nothing. Where each
 * line is a paragraph, few have the same length.
 */
function isDoubleSpaced(rough: readonly RoughLine[]): boolean {
  let filled = 0
  let close = 0
  const lengths: number[] = []
  for (let i = 0; i < rough.length; i += 1) {
    const line = rough[i]
    if (line === undefined || line.start === line.end) continue
    filled += 1
    lengths.push(line.end - line.start)
    const next = rough[i + 1]
    if (next !== undefined && next.start < next.end) close += 1
  }
  if (filled < 20 || close * 20 > filled) return false
  lengths.sort((a, b) => a - b)
  const widest = lengths[Math.floor(lengths.length * 0.95)] ?? 0
  return widest < 130 && lengths.filter((length) => length > widest * 0.85).length * 3 > filled
}

/** What follows a page's number begins a page, also where no form feed tells it. */
function markPages(rough: RoughLine[], numbers: ReadonlySet<number>): void {
  for (const i of numbers) {
    let next = i + 1
    while (next < rough.length && rough[next]?.start === rough[next]?.end) next += 1
    const line = rough[next]
    if (line !== undefined && next - i < 4) rough[next] = { ...line, page: true }
  }
}

/** Short lines that stand first or last on at least three pages with the same words. */
function runningHeads(rough: readonly RoughLine[], clean: string): Set<number> {
  const seen = new Map<string, number[]>()
  const note = (i: number) => {
    const one = rough[i]
    if (one === undefined || one.end - one.start > 100 || one.end === one.start) return
    const key = clean.slice(one.start, one.end).replace(/\d+/g, '0')
    if (!/\p{L}/u.test(key)) return
    const list = seen.get(key)
    if (list === undefined) seen.set(key, [i])
    else list.push(i)
  }
  rough.forEach((one, i) => {
    if (!one.page || one.start === one.end) return
    note(i)
    for (let k = i - 1; k >= 0 && i - k < 4; k -= 1) {
      const before = rough[k]
      if (before !== undefined && before.start < before.end) {
        note(k)
        break
      }
    }
  })
  const out = new Set<number>()
  for (const list of seen.values()) if (list.length >= 3) for (const i of list) out.add(i)
  return out
}
