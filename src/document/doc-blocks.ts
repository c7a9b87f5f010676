import type { Piece } from 'word-extractor/lib/word-ole-extractor.js'
import {
  type ParagraphShape,
  plainParagraph,
  type RowShape,
  type RunShape,
  readParagraphShapes,
  readRunShapes,
  type Stretch,
  shapeAt,
} from './doc-properties.ts'
import { readDocFonts, readDocNumbering, readDocStyles } from './doc-styles.ts'
import { fromLegacy, hasUnicodeLetters, schemeOfFont } from './legacy-fonts.ts'
import type { PrintedBlock, PrintedCell } from './printed-text.ts'

/** What word-extractor reads of a file: the pieces of the text and the lengths of its parts. */
export interface DocText {
  readonly pieces: readonly Piece[]
  /** Stretches of characters: the body, the footnotes, the endnotes, the text boxes. */
  readonly body: readonly [number, number]
  readonly notes: readonly (readonly [number, number])[]
  readonly boxes: readonly [number, number]
}

/** A paragraph, or a cell's last one, with its closing mark. */
interface Paragraph {
  readonly text: string
  readonly endsCell: boolean
  readonly shape: ParagraphShape
}

interface Row {
  readonly cells: readonly string[][]
  readonly shape: RowShape | undefined
}

/**
 * The blocks of a Word 97–2003 text: paragraphs with the markers of their lists, tables with merged cells, then the
 * text boxes and the notes. Headers, comments, deleted and hidden text and tables of contents are left out.
 */
export function docBlocks(stored: DocText, main: Buffer, table: Buffer, data: Buffer): PrintedBlock[] {
  const paragraphsOf = paragraphReader(stored.pieces, main, table, data)
  const blocks = blocksOf(paragraphsOf(stored.body))
  blocks.push(...blocksOf(paragraphsOf(stored.boxes)))
  let note = 0
  for (const part of stored.notes)
    for (const { text } of paragraphsOf(part)) {
      if (text.trim() === '') continue
      // Each note begins with the character that stands for its number.
      if (text.startsWith(noteSign)) note += 1
      blocks.push({ kind: 'paragraph', text: text.startsWith(noteSign) ? `[${note}] ${text.slice(1).trim()}` : text })
    }
  return blocks
}

const noteSign = '\u0002'

function paragraphReader(
  pieces: readonly Piece[],
  main: Buffer,
  table: Buffer,
  data: Buffer,
): (part: readonly [number, number]) => Paragraph[] {
  const shapes = readParagraphShapes(main, table, data)
  const runs = readRunShapes(main, table)
  const styles = readDocStyles(main, table)
  const fonts = readDocFonts(main, table)
  const numbering = readDocNumbering(main, table)

  const shown = (text: string, run: RunShape | undefined, style: number): string => {
    if (run?.gone ?? styles.find(style, (one) => one.hidden) ?? false) return ''
    const font = fonts[run?.font ?? styles.find(style, (one) => one.font) ?? -1]
    const legacy = font === undefined ? undefined : schemeOfFont(font)
    if (legacy === undefined || hasUnicodeLetters(text)) return text
    // Some programs keep the sign with which a TCVN3 font draws "ư" as Word's soft hyphen.
    const unicode = fromLegacy(text.replaceAll('\u001f', '\u00ad'), legacy.scheme)
    return legacy.capitals ? unicode.toUpperCase() : unicode
  }

  /** The text from one byte to another, which lies in one paragraph. */
  const stretch = (piece: Piece, from: number, to: number, style: number): string => {
    let out = ''
    let at = from
    let index = firstAfter(runs, byteOf(piece, from))
    while (at < to) {
      const run = runs[index]
      const byte = byteOf(piece, at)
      const inside = run !== undefined && run.from <= byte
      const edge = run === undefined ? to : indexOf(piece, inside ? run.to : run.from)
      const end = Math.max(at + 1, Math.min(to, edge))
      out += shown(piece.text.slice(at, end), inside ? run.shape : undefined, style)
      at = end
      while (index < runs.length && (runs[index]?.to ?? 0) <= byteOf(piece, at)) index += 1
    }
    return out
  }

  return ([first, last]) => {
    const found: Paragraph[] = []
    const fields = fieldReader()
    let text = ''
    let start = 0
    for (const piece of pieces) {
      const from = Math.max(0, first - start)
      const to = Math.min(piece.totLength, last - start)
      start += piece.totLength
      let at = from
      while (at < to) {
        const mark = nextMark(piece.text, at, to)
        const end = mark < 0 ? to : mark
        const shape = shapeAt(shapes, byteOf(piece, at)) ?? plainParagraph(0)
        text += fields.read(stretch(piece, at, end, shape.style))
        at = end
        if (mark < 0) continue
        at += 1
        const sign = piece.text[mark]
        const paragraph = shapeAt(shapes, byteOf(piece, mark)) ?? shape
        const gone = shapeAt(runs, byteOf(piece, mark))?.gone === true
        // A deleted mark joins two paragraphs; a page break without text before it is none.
        if ((gone && sign === '\r') || (sign === '\f' && text.trim() === '')) continue
        found.push({ text: marked(text, paragraph), endsCell: sign === '\u0007', shape: paragraph })
        text = ''
      }
    }
    if (text.trim() !== '') found.push({ text, endsCell: false, shape: plainParagraph(0) })
    return found
  }

  function marked(text: string, shape: ParagraphShape): string {
    if (shape.endsRow) return ''
    const list = shape.list ?? styles.find(shape.style, (one) => one.list) ?? 0
    if (list === 0) return text
    const level = shape.level ?? styles.find(shape.style, (one) => one.level) ?? 0
    const marker = numbering.marker(list, level)
    return marker === '' ? text : `${marker} ${text}`
  }
}

const byteOf = (piece: Piece, index: number): number => piece.startFilePos + index * piece.bpc
const indexOf = (piece: Piece, byte: number): number => Math.ceil((byte - piece.startFilePos) / piece.bpc)

function nextMark(text: string, from: number, to: number): number {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (code === 13 || code === 7 || code === 12) return i
  }
  return -1
}

/** Index of the first stretch that ends after a byte. */
function firstAfter(stretches: readonly Stretch<unknown>[], byte: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.to ?? 0) <= byte) low = middle + 1
    else high = middle
  }
  return low
}

/** Leaves out the codes of fields, and the results of those that repeat headings; turns signs into text. */
function fieldReader(): { read(text: string): string } {
  const open: { code: string; inCode: boolean }[] = []
  return {
    read(text) {
      let out = ''
      for (const sign of text) {
        const field = open.at(-1)
        switch (sign) {
          case '\u0013':
            open.push({ code: '', inCode: true })
            break
          case '\u0014':
            if (field !== undefined) field.inCode = false
            break
          case '\u0015':
            open.pop()
            break
          default:
            if (field?.inCode === true) field.code += sign
            else if (!open.some((one) => one.inCode || /^\s*TOC\b/.test(one.code))) out += signText(sign)
        }
      }
      return out
    },
  }
}

/** Word's own signs ([MS-DOC] 2.4.1): line break, column break, hyphens; pictures and comment marks give nothing. */
function signText(sign: string): string {
  const code = sign.charCodeAt(0)
  if (code >= 32 || sign === '\t' || sign === noteSign) return sign
  if (code === 0x0b || code === 0x0e || code === 0x0a) return '\n'
  return code === 0x1e ? '-' : ''
}

function blocksOf(paragraphs: readonly Paragraph[]): PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  let rows: Row[] = []
  let cells: string[][] = []
  let lines: string[] = []
  const closeTable = (): void => {
    if (cells.length > 0) rows.push({ cells, shape: undefined })
    if (rows.length > 0) blocks.push({ kind: 'table', rows: gridOf(rows) })
    rows = []
    cells = []
  }
  for (const { text: raw, endsCell, shape } of paragraphs) {
    const text = raw.replaceAll(noteSign, '')
    if (!shape.inTable && !endsCell) {
      closeTable()
      if (text.trim() !== '') blocks.push({ kind: 'paragraph', text })
      continue
    }
    if (shape.endsRow) {
      rows.push({ cells, shape: shape.row })
      cells = []
      lines = []
      continue
    }
    if (text.trim() !== '') lines.push(text)
    if (endsCell) {
      cells.push(lines)
      lines = []
    }
  }
  closeTable()
  return blocks
}

/** Edges of columns that are nearer than half a millimetre are one. */
const sameEdge = 28

/** Lays the rows into common columns: a wide cell takes several. */
function gridOf(rows: readonly Row[]): PrintedCell[][] {
  const edges: number[] = []
  for (const edge of rows.flatMap((row) => row.shape?.edges ?? []).sort((a, b) => a - b))
    if (edges.length === 0 || edge - (edges.at(-1) ?? 0) > sameEdge) edges.push(edge)
  const columnOf = (edge: number): number =>
    Math.max(
      0,
      edges.findLastIndex((one) => one <= edge),
    )
  return rows.map(({ cells, shape }) => {
    const out: PrintedCell[] = []
    cells.forEach((lines, i) => {
      const [left, right] = [shape?.edges[i], shape?.edges[i + 1]]
      const merged = shape?.merged[i] ?? 'none'
      if (left !== undefined && i === 0) for (let c = 0; c < columnOf(left); c++) out.push([])
      out.push(merged === 'above' ? 'above' : merged === 'perhaps-left' && lines.length === 0 ? 'left' : lines)
      const width = left === undefined || right === undefined ? 1 : columnOf(right) - columnOf(left)
      for (let c = 1; c < width; c++) out.push(merged === 'above' ? 'above' : 'left')
    })
    return out
  })
}
