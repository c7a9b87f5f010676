import { foldVietnamese } from '../core/fold.ts'

/** A table cell before printing. `above` and `left` are places that another cell is merged over. */
export type PrintedCell = readonly string[] | 'above' | 'left'

/** A piece of a document: a paragraph (its own line breaks kept) or a table. */
export type PrintedBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'table'; readonly rows: readonly (readonly PrintedCell[])[] }

/**
 * A document as the text that is read and that `import --text` prints: a blank line between blocks, a row of a table
 * on one line (`| cell | cell |`), ` <br> ` between the paragraphs of a cell, `^^` for a place merged with the one
 * above, `<<` with the left one. The borderless tables that only place the head or the foot of a document on the page
 * come as lines, left column first.
 */
export function printText(blocks: readonly PrintedBlock[]): string {
  const printed: string[] = []
  for (const block of blocks) {
    if (block.kind === 'paragraph') printed.push(tidyLines(block.text))
    else if (placesOnly(block.rows)) printed.push(...columnsOf(block.rows))
    else printed.push(printTable(block.rows))
  }
  const text = printed.filter((one) => one !== '').join('\n\n')
  return text === '' ? '' : `${text}\n`
}

function printTable(rows: readonly (readonly PrintedCell[])[]): string {
  const filled = rows.filter((row) => row.some((cell) => typeof cell === 'string' || cell.some((line) => line !== '')))
  const width = Math.max(0, ...filled.map((row) => row.length))
  return filled
    .filter((row) => row.some((cell) => typeof cell !== 'string' && cell.some((line) => line.trim() !== '')))
    .map((row) => {
      const cells = Array.from({ length: width }, (_, i) => printCell(row[i] ?? []))
      return `| ${cells.join(' | ')} |`
    })
    .join('\n')
}

function printCell(cell: PrintedCell): string {
  if (cell === 'above') return '^^'
  if (cell === 'left') return '<<'
  return cell
    .flatMap((line) => line.split('\n'))
    .map((line) => oneLine(line).replaceAll('|', '¦'))
    .filter((line) => line !== '')
    .join(' <br> ')
}

/** Blanks between words count once; hard spaces are kept apart from line ends only. */
const oneLine = (line: string): string => line.replace(/[ \t\u00a0]+/g, ' ').trim()

const tidyLines = (text: string): string =>
  text
    .split('\n')
    .map(oneLine)
    .filter((line) => line !== '')
    .join('\n')

const textOf = (cell: PrintedCell): string => (typeof cell === 'string' ? '' : cell.join('\n'))

/** Marks of the head and the foot of an office document (Nghị định 30/2020, Phụ lục I: boxes 1 to 4, 7 and 9). */
const headOrFoot =
  /cong hoa xa hoi chu nghia viet nam|doc lap ?[-–—] ?tu do|dang cong san viet nam|(?:^|\n)so ?:|(?:^|\n)noi nhan ?:|(?:^|\n)(?:tm|kt|tl|tuq|q)\. ?[a-z]/
const columnHeading = /^(?:stt|tt|so tt|noi dung|nhiem vu|thoi gian)\b/

/** Whether a text belongs to the head or the foot of an office document. */
export const isHeadOrFoot = (text: string): boolean => headOrFoot.test(foldLines(text))

/** A head has at most issuer, number and subject on the left; a foot two or three boxes. */
const mostPlacingRows = 8

/** Places of a row's filled cells. */
const filledIn = (row: readonly PrintedCell[]): number[] =>
  row.flatMap((cell, i) => (textOf(cell).trim() === '' ? [] : [i]))

/** Whether a table only places text on the page: two columns, whose border may lie elsewhere in each row. */
function placesOnly(rows: readonly (readonly PrintedCell[])[]): boolean {
  const filled = rows.map(filledIn).filter((places) => places.length > 0)
  if (filled.length === 0 || filled.length > mostPlacingRows) return false
  if (filled.some((places) => places.length > 2)) return false
  // A frame around a text, or a signature beside nothing.
  if (filled.length === 1 || new Set(filled.flat()).size === 1) return true
  const folded = rows.flatMap((row) => row.map((cell) => foldLines(textOf(cell))))
  return folded.some((cell) => headOrFoot.test(cell)) && !folded.some((cell) => columnHeading.test(cell))
}

const foldLines = (text: string): string => text.split('\n').map(foldVietnamese).join('\n')

/** The cells of a placing table in reading order: the left column from top to bottom, then the right one. */
function columnsOf(rows: readonly (readonly PrintedCell[])[]): string[] {
  const places = rows.map(filledIn)
  const width = Math.max(...rows.map((row) => row.length))
  const border = Math.min(width, ...places.filter((two) => two.length === 2).map(([, right = width]) => right))
  const left: string[] = []
  const right: string[] = []
  places.forEach((filled, r) => {
    filled.forEach((place, i) => {
      const text = tidyLines(textOf(rows[r]?.[place] ?? []))
      if (i === 1 || (filled.length === 1 && place >= border)) right.push(text)
      else left.push(text)
    })
  })
  return [...left, ...right]
}
