import { DocumentRefused } from '../app/ports/document-reader.ts'

/** A single property modifier ([MS-DOC] 2.2.5): its code and its operand. */
type Modifier = (code: number, operand: Buffer) => void

/** What the formatting of a paragraph says about the text's shape. */
export interface ParagraphShape {
  style: number
  /** 1-based list override; 0 is no list; undefined leaves it to the style. */
  list: number | undefined
  level: number | undefined
  inTable: boolean
  /** How deep the table is nested; 1 is a table in the text. */
  depth: number
  /** The mark ends a table row, and `row` describes it. */
  endsRow: boolean
  /** The mark ends a cell of a nested table. */
  endsInnerCell: boolean
  row: RowShape | undefined
}

export interface RowShape {
  /** Left and right edges of the cells in twentieths of a point; one more than cells. */
  readonly edges: readonly number[]
  readonly merged: readonly ('none' | 'above' | 'perhaps-left')[]
}

export interface RunShape {
  /** Deleted while changes were tracked, or hidden. */
  readonly gone: boolean | undefined
  /** Index in the table of fonts. */
  readonly font: number | undefined
}

/** Properties of stretches of the main stream, ordered by their first byte. */
export interface Stretch<T> {
  readonly from: number
  readonly to: number
  readonly shape: T
}

/** Places in the main stream's header ([MS-DOC] 2.5.5 FibRgFcLcb97) that point into the table stream. */
export const fib = {
  styles: 0xa2,
  runs: 0xfa,
  paragraphs: 0x102,
  fonts: 0x112,
  lists: 0x2e2,
  overrides: 0x2ea,
} as const

/** A part of the table stream by its place in the header; empty when the file has none. */
export function tablePart(main: Buffer, table: Buffer, at: number): Buffer {
  const start = main.readUInt32LE(at)
  const length = main.readUInt32LE(at + 4)
  if (start + length > table.length) throw new DocumentRefused('damaged')
  return table.subarray(start, start + length)
}

/** Walks over modifiers ([MS-DOC] 2.6.1); the last three bits of a code say how long its operand is. */
export function eachModifier(bytes: Buffer, take: Modifier): void {
  let at = 0
  while (at + 2 <= bytes.length) {
    const code = bytes.readUInt16LE(at)
    at += 2
    let length = [1, 1, 2, 4, 2, 2, 0, 3][code >> 13] ?? 0
    let skip = 0
    if (code >> 13 === 6) {
      if (at >= bytes.length) return
      if (code === 0xd608) {
        if (at + 2 > bytes.length) return
        skip = 2
        length = Math.max(0, bytes.readUInt16LE(at) - 1)
      } else {
        skip = 1
        length = bytes.readUInt8(at)
        // A long list of tab stops counts differently; it is the only such operand.
        if (code === 0xc615 && length === 255) {
          const deleted = bytes[at + 1] ?? 0
          length = 2 + deleted * 4 + (bytes[at + 2 + deleted * 4] ?? 0) * 3
        }
      }
    }
    if (at + skip + length > bytes.length) return
    take(code, bytes.subarray(at + skip, at + skip + length))
    at += skip + length
  }
}

/** Reads the pages of formatted stretches ([MS-DOC] 2.9.33 ChpxFkp, 2.9.175 PapxFkp) that `bte` lists. */
function eachStretch(
  main: Buffer,
  bte: Buffer,
  entrySize: number,
  take: (from: number, to: number, properties: Buffer) => void,
): void {
  const pages = Math.floor((bte.length - 4) / 8)
  for (let i = 0; i < pages; i++) {
    const number = bte.readUInt32LE((pages + 1) * 4 + i * 4) & 0x3fffff
    const page = main.subarray(number * 512, (number + 1) * 512)
    if (page.length < 512) continue
    const count = page.readUInt8(511)
    if ((count + 1) * 4 + count * entrySize > 511) continue
    for (let j = 0; j < count; j++) {
      const offset = page.readUInt8((count + 1) * 4 + j * entrySize) * 2
      take(
        page.readUInt32LE(j * 4),
        page.readUInt32LE((j + 1) * 4),
        offset === 0 ? Buffer.alloc(0) : page.subarray(offset, 511),
      )
    }
  }
}

export const plainParagraph = (style: number): ParagraphShape => ({
  style,
  list: undefined,
  level: undefined,
  inTable: false,
  depth: 0,
  endsRow: false,
  endsInnerCell: false,
  row: undefined,
})

/** The paragraphs' shapes, in the order of the main stream. `data` holds properties too long for a page. */
export function readParagraphShapes(main: Buffer, table: Buffer, data: Buffer): Stretch<ParagraphShape>[] {
  const found: Stretch<ParagraphShape>[] = []
  eachStretch(main, tablePart(main, table, fib.paragraphs), 13, (from, to, entry) => {
    const shape = plainParagraph(0)
    if (entry.length > 3) {
      const short = entry.readUInt8(0)
      const properties = short === 0 ? entry.subarray(2, 2 + entry.readUInt8(1) * 2) : entry.subarray(1, short * 2)
      if (properties.length >= 2) {
        shape.style = properties.readUInt16LE(0)
        shapeParagraph(shape, properties.subarray(2), data)
      }
    }
    found.push({ from, to, shape })
  })
  return found.sort((a, b) => a.from - b.from)
}

/** Adds what modifiers of a paragraph say ([MS-DOC] 2.6.2, 2.6.3). */
export function shapeParagraph(shape: ParagraphShape, modifiers: Buffer, data: Buffer | null): void {
  eachModifier(modifiers, (code, operand) => {
    const on = operand[0] === 1
    switch (code) {
      case 0x260a:
        shape.level = operand.readUInt8(0)
        break
      case 0x460b:
        shape.list = Math.max(0, operand.readInt16LE(0))
        break
      case 0x2416:
        shape.inTable = on
        shape.depth = Math.max(shape.depth, on ? 1 : 0)
        break
      case 0x6649:
        shape.depth = operand.readInt32LE(0)
        shape.inTable = shape.depth > 0
        break
      case 0x2417:
        shape.endsRow = on
        break
      case 0x244b:
        shape.endsInnerCell = on
        break
      case 0x244c:
        shape.endsInnerCell = false
        shape.endsRow = false
        break
      case 0xd608:
        shape.row = readRow(operand) ?? shape.row
        break
      case 0x6646:
      case 0x6645: {
        const at = operand.readUInt32LE(0)
        if (data === null || at + 2 > data.length) break
        shapeParagraph(shape, data.subarray(at + 2, at + 2 + data.readUInt16LE(at)), null)
        break
      }
    }
  })
}

/** sprmTDefTable: edges and merge flags of a row's cells ([MS-DOC] 2.9.321 TDefTableOperand, 2.9.317 TCGRF). */
function readRow(operand: Buffer): RowShape | undefined {
  const count = operand[0] ?? 0
  const cells = 1 + (count + 1) * 2
  if (count === 0 || operand.length < cells) return undefined
  const edges = Array.from({ length: count + 1 }, (_, i) => operand.readInt16LE(1 + i * 2))
  const merged = Array.from({ length: count }, (_, i) => {
    const at = cells + i * 20
    if (at + 2 > operand.length) return 'none' as const
    const flags = operand.readUInt16LE(at)
    if (((flags >> 5) & 3) === 1) return 'above' as const
    return (flags & 3) !== 0 ? ('perhaps-left' as const) : ('none' as const)
  })
  return { edges, merged }
}

/** The runs' shapes, in the order of the main stream. */
export function readRunShapes(main: Buffer, table: Buffer): Stretch<RunShape>[] {
  const found: Stretch<RunShape>[] = []
  eachStretch(main, tablePart(main, table, fib.runs), 1, (from, to, entry) => {
    const length = entry[0] ?? 0
    found.push({ from, to, shape: runShape(entry.subarray(1, 1 + length)) })
  })
  return found.sort((a, b) => a.from - b.from)
}

/** What modifiers of a run say ([MS-DOC] 2.6.1): sprmCFRMarkDel, sprmCFVanish, sprmCRgFtc0. */
export function runShape(modifiers: Buffer): RunShape {
  let deleted = false
  let hidden: boolean | undefined
  let font: number | undefined
  eachModifier(modifiers, (code, operand) => {
    if (code === 0x0800) deleted = operand[0] === 1
    else if (code === 0x083c) hidden = operand[0] === 1
    else if (code === 0x4a4f) font = operand.readUInt16LE(0)
  })
  return { gone: deleted ? true : hidden, font }
}

/** The shape of the byte at `at`; stretches are ordered and do not overlap. */
export function shapeAt<T>(stretches: readonly Stretch<T>[], at: number): T | undefined {
  let low = 0
  let high = stretches.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const one = stretches[middle]
    if (one === undefined) return undefined
    if (at < one.from) high = middle - 1
    else if (at >= one.to) low = middle + 1
    else return one.shape
  }
  return undefined
}
