import { glueBetween, type RoughBlock, type Span } from './rough-block.ts'
import type { Block, Cell } from './source-text.ts'

interface Written {
  readonly clean: string
  readonly shown: string
  readonly offsets: Int32Array
  readonly blocks: readonly Omit<Block, 'part' | 'parent'>[]
}

interface From {
  readonly shown: string
  readonly clean: string
  readonly at: Int32Array
}

/** Puts the Blocks' pieces together to one text; a Block ends with a line feed, cells are parted by bars. */
export function writeBlocks(rough: readonly RoughBlock[], from: From): Written {
  const clean: string[] = []
  const shown: string[] = []
  const offsets: number[] = []
  const blocks: Omit<Block, 'part' | 'parent'>[] = []
  let size = 0
  /** Where the last piece ended in the raw text: the place of what is put between pieces. */
  let behind = 0

  const textOf = (span: Span) => from.clean.slice(span.start, span.end)
  const put = (span: Span) => {
    let start = span.start
    for (let i = span.start; i < span.end; i += 1) {
      // A tab or break beside a blank is no second blank.
      if (!isBlank(from.clean[i]) || !isBlank(from.clean[i - 1]) || i === span.start) continue
      piece(start, i)
      start = i + 1
    }
    piece(start, span.end)
    behind = from.at[span.end] ?? behind
  }
  const piece = (start: number, end: number) => {
    if (start >= end) return
    clean.push(blanked(from.clean.slice(start, end)))
    shown.push(blanked(from.shown.slice(start, end)))
    for (let i = start; i < end; i += 1) offsets.push(from.at[i] ?? 0)
    size += end - start
  }
  const between = (text: string) => {
    clean.push(text)
    shown.push(text)
    for (let i = 0; i < text.length; i += 1) offsets.push(behind)
    size += text.length
  }
  /** Cells of the row above, for those that go on. */
  let above: readonly Cell[] = []
  let table: number | null = null

  rough.forEach((block, index) => {
    const start = size
    let wordsFrom = start
    const cells: Cell[] = []
    if (block.cells.length > 0) {
      if (block.table !== table) above = []
      let written = 0
      for (const [i, cell] of block.cells.entries()) {
        const same = cell.continues === 'up' ? above[i] : cell.continues === 'left' ? cells[i - 1] : undefined
        if (same !== undefined) {
          cells.push({ ...same, role: cell.role ?? same.role, heading: cell.heading })
          continue
        }
        if (cell.spans.length > 0 && written > 0) between(' | ')
        if (written === 1 && block.marker !== null && cell.spans.length > 0) wordsFrom = size
        const opening = size
        cell.spans.forEach((span, k) => {
          const before = cell.spans[k - 1]
          if (before !== undefined) between(glueBetween(textOf(before), textOf(span)))
          put(span)
        })
        cells.push({ start: opening, end: size, role: cell.role, heading: cell.heading })
        if (cell.spans.length > 0) written += 1
      }
      if (block.kind === 'row') above = cells
    } else {
      block.spans.forEach((span, i) => {
        if (i > 0) between(block.glue[i - 1] ?? ' ')
        put(span)
      })
      wordsFrom = start + (block.marker?.length ?? 0)
    }
    table = block.table
    blocks.push({
      index,
      kind: block.kind,
      start,
      end: size,
      wordsFrom: Math.min(wordsFrom, size),
      marker: block.marker?.text ?? null,
      cells: block.kind === 'row' ? cells : [],
      table: block.table,
    })
    between('\n')
  })
  offsets.push(from.at[from.at.length - 1] ?? 0)
  return { clean: clean.join(''), shown: shown.join(''), offsets: Int32Array.from(offsets), blocks }
}

function blanked(text: string): string {
  return text.replace(/[\t\f\uE000]/g, ' ')
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\t' || char === '\f' || char === '\uE000'
}
