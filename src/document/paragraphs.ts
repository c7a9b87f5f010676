import { foldVietnamese } from '../core/fold.ts'
import { type Line, middle } from './placed-words.ts'

/** The column of text that lines stand in, in points. */
export interface Measure {
  readonly left: number
  readonly right: number
  /** Whether most paragraphs begin further right than their other lines. */
  readonly indented: boolean
  /** From one line of a paragraph to the next. */
  readonly pitch: number
  /** Places are measured in a picture. */
  readonly scanned: boolean
}

/** A dash, bullet, number or letter that begins an item, as the first word of a line or at its beginning. */
const marker = /^(?:[-–—+*•·▪●○]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\(\d{1,2}\)|[IVXLivx]{1,5}[.)]|[a-zđ][.)])(?=$|\p{L})/u
const joinsYears = /\d$/
const ended = /[.;:!?…]["”»)]?$|\.\/\.$/

export const beginsItem = (line: Line): boolean => marker.test(line.words[0]?.text ?? '')

/** "trước ngày 10 tháng" waits for a number; "báo cáo hằng tháng" does not. */
const awaitsNumber = /(?:\d|[,(]|\b(?:trong|truoc|het|den|tu|vao|va|sau|cuoi|dau|giua)) (?:ngay|thang)$/

/** Whether a line begins an item, and not the years of a phase ("2026 / - 2030") or a month ("tháng / 11."). */
function beginsNextItem(line: Line, next: Line): boolean {
  if (!beginsItem(next) || (joinsYears.test(line.text) && /^[-–]\s*\d/.test(next.text))) return false
  return !/^\d/.test(next.text) || !awaitsNumber.test(foldVietnamese(line.text))
}

/**
 * Two lines of one paragraph as one text. A sign or date that the line's end parts behind its hyphen or stroke is put
 * together again ("118/SNV-" and "XDCQ").
 */
export const joinedLines = (text: string, next: string): string =>
  /[\p{L}\d][-/]$/u.test(text) && /^[\p{L}\d]/u.test(next) ? `${text}${next}` : `${text} ${next}`

/** Measures the lines of running text of a page; undefined when there are too few to tell. */
export function measureOf(lines: readonly Line[], scanned: boolean): Measure | undefined {
  if (lines.length < 4) return undefined
  const size = middle(lines.map((line) => line.size))
  const rights = lines.map((line) => line.right).toSorted((a, b) => b - a)
  // One line may run over the edge; the edge is where several end.
  const right = rights[Math.floor(lines.length / 12)] ?? 0
  const lefts = lines.map((line) => line.left).toSorted((a, b) => a - b)
  const enough = Math.max(2, lines.length / 12)
  const left =
    lefts.find((start) => lefts.filter((one) => one >= start && one < start + 0.4 * size).length >= enough) ??
    lefts[0] ??
    0
  const atLeft = lines.filter((line) => Math.abs(line.left - left) < 0.5 * size).length
  const inside = lines.filter((line) => line.left > left + 0.8 * size && line.left < left + 5 * size).length
  const steps = lines
    .slice(1)
    .map((line, i) => line.base - (lines[i]?.base ?? 0))
    .filter((step) => step > 0.8 * size && step < 3 * size)
    .toSorted((a, b) => a - b)
  return {
    left,
    right,
    indented: inside >= 2 && atLeft >= 2 && inside + atLeft > 0.4 * lines.length,
    // Gaps between paragraphs are wider than those between lines.
    pitch: steps[steps.length >> 2] ?? 1.2 * size,
    scanned,
  }
}

/** Whether a line stands in the middle of its column with room on both sides. */
export function isCentred(line: Line, { left, right }: Measure): boolean {
  const before = line.left - left
  const after = right - line.right
  return before > 1.5 * line.size && after > 1.5 * line.size && Math.abs(before - after) < 1.2 * line.size
}

/** A line of a title that takes the whole width, so that only the next one shows that it is centred. */
function isOpenTitle(line: Line, { left, right }: Measure): boolean {
  const [before, after] = [line.left - left, right - line.right]
  return Math.max(before, after) < 2 * line.size && Math.abs(before - after) < 1.2 * line.size && !ended.test(line.text)
}

/** Whether the first word of `next` would have had room at the end of `line`: then the writer broke it. */
function hasRoomFor(next: Line, line: Line, measure: Measure, centred: boolean): boolean {
  const first = next.words[0]
  if (first === undefined) return false
  const room = centred ? measure.right - measure.left - (line.right - line.left) : measure.right - line.right
  const blank = 0.3 * line.size
  // A sentence that goes on in small letters was hardly broken by hand, unless much room is left.
  const goesOn = /^\p{Ll}/u.test(next.text) && !beginsItem(next) && !ended.test(line.text)
  if (goesOn && room < 0.4 * (measure.right - measure.left)) return false
  return room > first.right - first.left + blank + (measure.scanned ? 0.6 : 0.2) * line.size
}

/** How two lines that follow each other belong together: same paragraph, new paragraph, or lines of one heading. */
export type Joint = 'on' | 'new' | 'heading'

/** `apart`: a page ends between the lines, so that their distance says nothing. */
export function jointOf(line: Line, next: Line, before: Line | undefined, measure: Measure, apart: boolean): Joint {
  const size = Math.max(line.size, next.size)
  const step = next.base - line.base
  // Distances in a picture are only about right; a date that is broken off goes on all the same.
  const far = measure.scanned && breaksDate(line, next) ? 2.5 : 1.55
  if (!apart && step > far * measure.pitch && step > 1.8 * size) return 'new'
  const item = beginsNextItem(line, next)
  if ((isCentred(line, measure) || isOpenTitle(line, measure)) && isCentred(next, measure)) {
    if (apart || item || step > 1.35 * measure.pitch + 0.5 * size) return 'new'
    return hasRoomFor(next, line, measure, true) ? 'heading' : 'on'
  }
  if (Math.abs(line.size - next.size) > 0.18 * size && !measure.scanned) return 'new'
  if (hasRoomFor(next, line, measure, false)) return 'new'
  if (!item && runsOn(line, next)) return 'on'
  const indent = next.left - measure.left
  if (item && (indent > 0.8 * size || ended.test(line.text) || !measure.indented)) return 'new'
  if (indent <= 0.8 * size) return 'on'
  // A hanging item: its further lines stand where its words begin.
  if (beginsItem(line) && Math.abs(next.left - (line.words[1]?.left ?? line.left)) < 0.6 * size) return 'on'
  if (Math.abs(next.left - line.left) >= 0.6 * size) return 'new'
  // Both are inside by the same measure: the second line of a hanging item, or two paragraphs that begin alike.
  const hanging = before !== undefined && Math.abs(before.left - line.left) >= 0.6 * size && before.left < line.left
  return measure.indented && !hanging ? 'new' : 'on'
}

/** Whether a sentence or a date goes on in the next line ("Trước ngày", "15/3/2025"). */
function runsOn(line: Line, next: Line): boolean {
  return !ended.test(line.text) && (/^\p{Ll}/u.test(next.text) || breaksDate(line, next))
}
const breaksDate = (line: Line, next: Line): boolean =>
  /^\d/.test(next.text) && dateOpen.test(foldVietnamese(line.text))
const dateOpen = /(?:^| )(?:ngay|thang|nam|quy|tu|den|truoc|sau|so|khoang|va)$|[/-]$/

/** Whether a sign or date was too long for its narrow column and is broken within ("Sở VH,TT&D" and "L", "15/3/20", "25"). */
function breaksWord(line: Line, next: Line, right: number): boolean {
  const last = line.words.length === 1 && right - line.right < 0.7 * line.size ? line.text : ''
  const date = /\/(\d{1,3})$/.exec(last)
  if (date !== null) return /^20\d\d(?!\d)/.test(`${date[1]}${/^\d{1,3}(?![\d/])/.exec(next.text)?.[0] ?? ''}`)
  return /[&/,.-].*\p{Lu}$/u.test(last) && /^[\p{Lu}\d]/u.test(next.text)
}

/** The paragraphs of a table's cell, each on one line. `left` and `right` are where its text may stand. */
export function cellParagraphs(lines: readonly Line[], left: number, right: number, scanned: boolean): string[] {
  const first = lines[0]
  if (first === undefined) return []
  const steps = lines.slice(1).map((line, i) => line.base - (lines[i]?.base ?? 0))
  const measure: Measure = { left, right, indented: false, pitch: Math.min(...steps, 100), scanned }
  const paragraphs = [first.text]
  for (const [i, next] of lines.slice(1).entries()) {
    const line = lines[i] ?? first
    const middleOff = Math.abs((line.left + line.right) / 2 - (left + right) / 2)
    const centred = middleOff < 0.3 * line.size && middleOff < Math.abs(line.left - left)
    const wide =
      next.base - line.base > 1.5 * measure.pitch &&
      next.base - line.base > 1.6 * line.size &&
      !(scanned && runsOn(line, next))
    const item = beginsNextItem(line, next)
    const broken =
      wide ||
      (item && (ended.test(line.text) || hasRoomFor(next, line, measure, centred) || !/^[-–+]/.test(next.text))) ||
      (!item && !runsOn(line, next) && hasRoomFor(next, line, measure, centred))
    if (broken) paragraphs.push(next.text)
    else if (breaksWord(line, next, right)) paragraphs[paragraphs.length - 1] += next.text
    else paragraphs[paragraphs.length - 1] = joinedLines(paragraphs.at(-1) ?? '', next.text)
  }
  return paragraphs
}
