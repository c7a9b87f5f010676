import { tellsAct } from './act-words.ts'
import type { PhraseSetting } from './judge-phrase.ts'
import type { LabelledPart } from './labelled-parts.ts'
import type { Piece } from './sentence.ts'
import type { SourceText } from './source-text.ts'
import type { LabelsOf } from './who-does-it.ts'

/** Longer texts are cut: `what` is one line for people. */
const longestWhat = 320

/** The words that say what is to be done: in the spelling of `clean`, and as the document has them, on one line. */
export interface What extends Piece {
  readonly clean: string
  readonly shown: string
}

const asWhat = (text: SourceText, start: number, end: number): What => {
  const marker = /^[\s\-+*•(:;,.]*(?:(?:\(?[\p{L}\d]{1,4}[.)]|\d+(?:\.\d+)+\.?)\s+)?[\s\-+*•]*/u.exec(
    text.clean.slice(start, end),
  )
  const from = start + (marker?.[0].length ?? 0)
  const shown = text.shown
    .slice(from, end)
    .replace(/\s+/g, ' ')
    .replace(/[\s:;,.]+$/u, '')
    .trim()
  return {
    start: from,
    end,
    clean: text.clean.slice(from, end),
    shown: shown.length > longestWhat ? `${shown.slice(0, shown.lastIndexOf(' ', longestWhat))} …` : shown,
  }
}

/** The words of a label without those that only say that something is done. */
const labelOf = (text: SourceText, part: LabelledPart): string =>
  text.clean.slice(part.labelStart, part.start).replace(/tổ chức|triển khai|thực hiện|hoàn thành|phân công/gu, '')

/** What is to be done: the row's work, what stands before the time slot, the heading, or the clause itself. */
export function whatOf(
  text: SourceText,
  { block, clause, sentence }: PhraseSetting,
  slot: boolean,
  labels: LabelsOf,
): What {
  if (block.kind === 'row') {
    const work = block.cells.find((cell) => cell.role === 'work' && cell.end > cell.start)
    const longest = [...block.cells].sort((a, b) => b.end - b.start - (a.end - a.start))[0]
    const cell = work ?? longest ?? block
    return asWhat(text, cell.start, cell.end)
  }
  if (!slot) {
    const own = asWhat(text, clause.start, clause.end)
    // A clause that is only the date: the sentence says what.
    return own.clean.length > 40 || clause.start === sentence.start ? own : asWhat(text, sentence.start, sentence.end)
  }
  const first = labels(block).find((part) => part.role !== 'other' && part.role !== 'product')
  // "Hạn nộp hồ sơ: …" says what by itself; "Chậm nhất 20/8: hoàn tất …" under "Tiến độ:" does too.
  const says = first === undefined ? text.clean.slice(clause.start, clause.end) : labelOf(text, first)
  if (tellsAct(says)) return asWhat(text, clause.start, clause.end)
  const before = first === undefined ? block.wordsFrom : first.labelStart
  if (before - block.wordsFrom > 15) return asWhat(text, block.wordsFrom, before)
  // The label stands on a line of its own: the nearest line above it that is no label says what.
  for (let at = block.index - 1, seen = 0; at >= 0 && seen < 12; at -= 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined) break
    const parts = labels(other)
    const labelled = parts[0] !== undefined && parts[0].labelStart - other.wordsFrom < 6 && parts[0].role !== 'other'
    if (other.index === block.parent || (!labelled && other.parent === block.parent)) {
      const heading = other.parent === block.parent && block.parent !== null ? text.blocks[block.parent] : other
      const chosen =
        heading !== undefined &&
        /\p{L}/u.test(text.clean.slice(heading.wordsFrom, heading.end)) &&
        heading.marker !== null &&
        !/^[ivx]+\./u.test(heading.marker)
          ? heading
          : other
      return asWhat(text, chosen.start, chosen.end)
    }
  }
  const parent = block.parent === null ? undefined : text.blocks[block.parent]
  return parent === undefined ? asWhat(text, sentence.start, sentence.end) : asWhat(text, parent.start, parent.end)
}
