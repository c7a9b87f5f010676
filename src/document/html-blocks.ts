import { Parser } from 'htmlparser2'
import type { PrintedBlock, PrintedCell } from './printed-text.ts'

interface OpenCell {
  readonly columns: number
  readonly rows: number
  readonly lines: string[]
}

interface OpenTable {
  readonly rows: OpenCell[][]
}

const paragraphTags = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'li'])
/** A merge may claim any number of rows; a table of an office document has some hundreds. */
const widestMerge = 1_000

/**
 * The blocks of the HTML that mammoth writes: paragraphs, tables with their merged cells, and the notes, which stand
 * at the end. A table inside a cell becomes lines of that cell. Marks that refer to a note are left out of the text.
 */
export function readHtmlBlocks(html: string): PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  const tables: OpenTable[] = []
  let text = ''
  let noteLink = false
  let note = 0
  let ended = false

  const cell = (): OpenCell | undefined => tables[tables.length - 1]?.rows.at(-1)?.at(-1)
  const closeParagraph = (): void => {
    const inside = cell()
    if (inside !== undefined) {
      if (text.trim() !== '') inside.lines.push(text)
    } else if (tables.length === 0 && text.trim() !== '') blocks.push({ kind: 'paragraph', text })
    text = ''
  }

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === 'br') text += '\n'
        else if (name === 'a') noteLink = /^#(?:foot|end)note-/.test(attributes.href ?? '')
        else if (name === 'li' && /^(?:foot|end)note-/.test(attributes.id ?? '')) {
          closeParagraph()
          note += 1
          text = `[${note}] `
        } else if (name === 'table') {
          closeParagraph()
          tables.push({ rows: [] })
        } else if (name === 'tr') tables.at(-1)?.rows.push([])
        else if (name === 'td' || name === 'th') {
          text = ''
          tables
            .at(-1)
            ?.rows.at(-1)
            ?.push({
              columns: spanOf(attributes.colspan),
              rows: spanOf(attributes.rowspan),
              lines: [],
            })
        }
      },
      ontext(piece) {
        if (!noteLink) text += piece
      },
      onclosetag(name) {
        if (ended) return
        if (paragraphTags.has(name)) closeParagraph()
        else if (name === 'a') noteLink = false
        else if (name === 'td' || name === 'th') closeParagraph()
        else if (name === 'table') {
          const table = tables.pop()
          if (table === undefined) return
          const outer = cell()
          const rows = gridOf(table.rows)
          if (outer === undefined) blocks.push({ kind: 'table', rows })
          else outer.lines.push(...rows.map(rowAsLine).filter((line) => line !== ''))
        }
      },
    },
    { decodeEntities: true },
  )
  parser.write(html)
  closeParagraph()
  ended = true
  parser.end()
  return blocks
}

const spanOf = (value: string | undefined): number => Math.min(widestMerge, Math.max(1, Number(value ?? 1) || 1))

const rowAsLine = (row: readonly PrintedCell[]): string =>
  row
    .flatMap((cell) => (typeof cell === 'string' ? [] : [cell.join(' ').trim()]))
    .filter((one) => one !== '')
    .join(' ')

/** Lays cells with their merges into a grid, as a browser does. */
function gridOf(rows: readonly (readonly OpenCell[])[]): PrintedCell[][] {
  const grid: (PrintedCell | undefined)[][] = rows.map(() => [])
  rows.forEach((row, r) => {
    let c = 0
    for (const cell of row) {
      while (grid[r]?.[c] !== undefined) c += 1
      for (let dr = 0; dr < cell.rows && r + dr < rows.length; dr++) {
        const line = grid[r + dr]
        if (line === undefined) continue
        for (let dc = 0; dc < cell.columns; dc++) line[c + dc] = dr > 0 ? 'above' : dc > 0 ? 'left' : cell.lines
      }
      c += cell.columns
    }
  })
  return grid.map((row) => Array.from(row, (cell) => cell ?? []))
}
