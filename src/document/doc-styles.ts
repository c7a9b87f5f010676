import { fib, plainParagraph, runShape, shapeParagraph, tablePart } from './doc-properties.ts'
import { ListCounter, type ListLevel, type NumberFormat } from './list-marker.ts'

interface Style {
  readonly base: number
  readonly list: number | undefined
  readonly level: number | undefined
  readonly font: number | undefined
  readonly hidden: boolean | undefined
}

export interface DocStyles {
  /** A property by the style or one that it is based on. */
  find<T>(style: number, pick: (style: Style) => T | undefined): T | undefined
}

const noBase = 0xfff
const deepest = 12

/** Reads the style sheet ([MS-DOC] 2.9.271 STSH) as far as it decides the text. */
export function readDocStyles(main: Buffer, table: Buffer): DocStyles {
  const sheet = tablePart(main, table, fib.styles)
  const styles: (Style | undefined)[] = []
  if (sheet.length > 6) {
    const header = sheet.readUInt16LE(0)
    const fixed = sheet.readUInt16LE(4)
    let at = 2 + header
    while (at + 2 <= sheet.length) {
      const size = sheet.readUInt16LE(at)
      styles.push(size === 0 ? undefined : readStyle(sheet.subarray(at + 2, at + 2 + size), fixed))
      at += 2 + size + (size % 2)
    }
  }
  return {
    find(style, pick) {
      let at = style
      for (let i = 0; i < deepest && at !== noBase; i++) {
        const one = styles[at]
        if (one === undefined) return undefined
        const found = pick(one)
        if (found !== undefined) return found
        at = one.base
      }
      return undefined
    },
  }
}

function readStyle(bytes: Buffer, fixed: number): Style | undefined {
  if (bytes.length < fixed + 2 || fixed < 10) return undefined
  const kind = bytes.readUInt16LE(2)
  const base = kind >> 4
  const paragraph = plainParagraph(0)
  let run: ReturnType<typeof runShape> = { gone: undefined, font: undefined }
  let at = fixed + 2 + bytes.readUInt16LE(fixed) * 2 + 2
  const next = (): Buffer => {
    if (at + 2 > bytes.length) return Buffer.alloc(0)
    const size = bytes.readUInt16LE(at)
    const part = bytes.subarray(at + 2, at + 2 + size)
    at += 2 + size + (size % 2)
    return part
  }
  if ((kind & 15) === 1) {
    shapeParagraph(paragraph, next().subarray(2), null)
    run = runShape(next())
  } else if ((kind & 15) === 2) run = runShape(next())
  return { base, list: paragraph.list, level: paragraph.level, font: run.font, hidden: run.gone }
}

/** Names of the fonts by their index ([MS-DOC] 2.9.286 SttbfFfn). */
export function readDocFonts(main: Buffer, table: Buffer): string[] {
  const part = tablePart(main, table, fib.fonts)
  const fonts: string[] = []
  let at = 4
  while (at < part.length) {
    const size = part.readUInt8(at) + 1
    const name = part.subarray(at + 40, at + size).toString('utf16le')
    const end = name.indexOf('\0')
    fonts.push(end < 0 ? name : name.slice(0, end))
    at += size
  }
  return fonts
}

interface List {
  readonly id: number
  readonly levels: readonly (ListLevel | undefined)[]
}

interface Override {
  readonly list: number
  readonly starts: readonly (number | undefined)[]
  readonly levels: readonly (ListLevel | undefined)[]
}

export interface DocNumbering {
  /** The marker of the next paragraph with this list override (from 1) and level; '' when there is none. */
  marker(list: number, level: number): string
}

const formats: { readonly [code: number]: NumberFormat } = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
}
const deepestLevel = 8

/** Reads the lists and their overrides ([MS-DOC] 2.9.205 PlfLst, 2.9.204 PlfLfo). */
export function readDocNumbering(main: Buffer, table: Buffer): DocNumbering {
  const lists = readLists(main, table)
  const overrides = readOverrides(tablePart(main, table, fib.overrides))
  const counter = new ListCounter()
  return {
    marker(number, level) {
      const override = overrides[number - 1]
      const list = lists.find((one) => one.id === override?.list)
      if (override === undefined || list === undefined) return ''
      const at = Math.min(level, deepestLevel)
      const levels = list.levels.map((one, i) => override.levels[i] ?? one)
      const start = override.starts[at]
      const restart = start === undefined ? undefined : { key: `${number}:${at}`, at: start }
      return counter.next(String(list.id), at, levels, restart)
    },
  }
}

function readLists(main: Buffer, table: Buffer): List[] {
  const part = tablePart(main, table, fib.lists)
  if (part.length < 2) return []
  const count = part.readInt16LE(0)
  const heads = Array.from({ length: Math.max(0, Math.min(count, Math.floor((part.length - 2) / 28))) }, (_, i) => ({
    id: part.readInt32LE(2 + i * 28),
    simple: (part.readUInt8(2 + i * 28 + 26) & 1) === 1,
  }))
  // The levels follow the part without being counted in its length.
  let at = main.readUInt32LE(fib.lists) + part.length
  return heads.map(({ id, simple }) => {
    const levels = Array.from({ length: simple ? 1 : deepestLevel + 1 }, () => {
      const found = readLevel(table, at)
      at = found?.end ?? table.length
      return found?.level
    })
    return { id, levels }
  })
}

/** One LVL ([MS-DOC] 2.9.150): a fixed part, formatting of paragraph and number, then the number's text. */
function readLevel(bytes: Buffer, at: number): { readonly level: ListLevel; readonly end: number } | undefined {
  if (at + 30 > bytes.length) return undefined
  const formatting = bytes.readUInt8(at + 24) + bytes.readUInt8(at + 25)
  const textAt = at + 28 + formatting
  if (textAt + 2 > bytes.length) return undefined
  const length = bytes.readUInt16LE(textAt)
  const end = textAt + 2 + length * 2
  if (end > bytes.length) return undefined
  const format = formats[bytes.readUInt8(at + 4)] ?? 'decimal'
  const text = bytes.toString('utf16le', textAt + 2, end)
  return {
    level: {
      start: bytes.readInt32LE(at),
      format,
      // biome-ignore lint/suspicious/noControlCharactersInRegex: the characters 0 to 8 stand for the levels' numbers
      text: format === 'bullet' ? text : text.replace(/[\u0000-\u0008]/g, (sign) => `%${sign.charCodeAt(0) + 1}`),
      legal: (bytes.readUInt8(at + 5) & 4) !== 0,
    },
    end,
  }
}

function readOverrides(part: Buffer): Override[] {
  if (part.length < 4) return []
  const count = Math.min(part.readUInt32LE(0), Math.floor((part.length - 4) / 16))
  let at = 4 + count * 16
  return Array.from({ length: count }, (_, i) => {
    const starts: (number | undefined)[] = []
    const levels: (ListLevel | undefined)[] = []
    const changed = part.readUInt8(4 + i * 16 + 12)
    at += 4
    for (let j = 0; j < changed && at + 8 <= part.length; j++) {
      const flags = part.readUInt32LE(at + 4)
      const level = flags & 15
      if ((flags & 16) !== 0) starts[level] = part.readInt32LE(at)
      at += 8
      if ((flags & 32) === 0) continue
      const own = readLevel(part, at)
      levels[level] = own?.level
      at = own?.end ?? part.length
    }
    return { list: part.readInt32LE(4 + i * 16), starts, levels }
  })
}
