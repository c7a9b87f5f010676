import type { Block, Cell, SourceText } from './source-text.ts'

/** A piece of `clean`. */
export interface Piece {
  readonly start: number
  readonly end: number
}

/** "TP. Hồ Chí Minh", "P. QLĐT", "đ/c." close no sentence. */
const abbreviation = /(?:^|[\s(])(?:tp|p|q|tx|ths|ts|gs|pgs|bs|ks|đ\/c|vd|tr|stt|st|v\.v|mr|ms|\d{1,3}|[a-zđ])$/u

const closes = (text: SourceText, at: number): boolean => {
  const mark = text.clean[at]
  if (mark === '!' || mark === '?' || mark === '\n') return true
  if (mark !== '.' || text.clean[at + 1] !== ' ') return false
  const next = text.shown[at + 2] ?? ''
  // A sentence opens with a capital, a digit or a quotation mark.
  if (next === next.toLowerCase() && !/["“(\d\-+]/.test(next)) return false
  return !abbreviation.test(text.clean.slice(Math.max(0, at - 6), at))
}

/** Whether a sentence begins here: after a line's end, or after a full stop and its blank. */
const opensSentence = (text: SourceText, at: number): boolean =>
  text.clean[at - 1] === '\n' || (at >= 2 && text.clean[at - 1] === ' ' && closes(text, at - 2))

/** The sentence around a place inside a Block or a cell. */
export function sentenceAround(text: SourceText, within: Piece, start: number, end: number): Piece {
  let from = start
  while (from > within.start && !opensSentence(text, from)) from -= 1
  let to = end
  while (to < within.end && !closes(text, to)) to += 1
  return { start: Math.max(within.start, from), end: Math.min(within.end, to < within.end ? to + 1 : to) }
}

/** The clause around a place: what stands between semicolons, within the sentence. */
export function clauseAround(text: SourceText, sentence: Piece, start: number, end: number): Piece {
  const before = text.clean.lastIndexOf(';', start - 1)
  const after = text.clean.indexOf(';', end)
  return {
    start: before >= sentence.start ? before + 1 : sentence.start,
    end: after >= 0 && after < sentence.end ? after : sentence.end,
  }
}

/** Of a long piece what stands within this many characters of a place. */
const nearEnough = 1_000

/** The part of a piece that stands near a place: a sentence without end is not read through for each time in it. */
export const nearTo = (piece: Piece, at: Piece): Piece => ({
  start: Math.max(piece.start, at.start - nearEnough),
  end: Math.min(piece.end, at.end + nearEnough),
})

/** The cell of a row that holds this place. */
export const cellAt = (block: Block, at: number): Cell | undefined =>
  block.cells.find((cell) => at >= cell.start && at < cell.end)

/** A Block's headings, from the nearest outwards. */
export function headingsOver(text: SourceText, block: Block): readonly Block[] {
  const over: Block[] = []
  let at = block.parent
  while (at !== null && over.length < 12) {
    const one = text.blocks[at]
    if (one === undefined) break
    over.push(one)
    at = one.parent
  }
  return over
}
