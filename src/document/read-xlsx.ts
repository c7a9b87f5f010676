import JSZip from 'jszip'
import readWorkbook, { type CellValue } from 'read-excel-file/node'
import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { mostCharacters, mostPages } from './document-limits.ts'
import type { OpenZip } from './open-zip.ts'
import { printLegacy } from './print-legacy.ts'
import { isHeadOrFoot, type PrintedBlock, type PrintedCell } from './printed-text.ts'
import { decimal, type Merge, type PlainWorkbook, plainWorkbook } from './xlsx-plain.ts'

/**
 * Reads an Excel workbook (.xlsx): every visible sheet under its name, the rows above the table as lines. Dates are
 * written d/M/yyyy. Fails with a DocumentRefused.
 */
export async function readXlsx(zip: OpenZip): Promise<DocumentText> {
  const workbook = await plainWorkbook(zip)
  const blocks: PrintedBlock[] = []
  if (workbook.sheets.length > 0) {
    const values = await valuesOf(workbook)
    workbook.sheets.forEach((sheet, i) => {
      const rows = gridOf(values[i] ?? [], sheet.merges)
      if (rows.length === 0) return
      if (!/^(?:sheet|trang tính) ?\d*$/i.test(sheet.name.trim())) blocks.push({ kind: 'paragraph', text: sheet.name })
      blocks.push(...blocksOf(rows))
    })
  }
  const text = printLegacy(blocks)
  if (text.length > mostCharacters)
    throw new DocumentRefused('too-many-pages', {
      pages: Math.ceil(text.length / (mostCharacters / mostPages)),
      most: mostPages,
    })
  return { text, pages: Math.max(1, workbook.sheets.length), origin: 'text', confidence: null }
}

/** Lets read-excel-file read the values, from a package with nothing else in it. */
async function valuesOf(workbook: PlainWorkbook): Promise<readonly (readonly (readonly (CellValue | null)[])[])[]> {
  const schema = 'http://schemas.openxmlformats.org'
  const office = `${schema}/officeDocument/2006/relationships`
  const zip = new JSZip()
  const numbers = workbook.sheets.map((_, i) => i + 1)
  zip.file(
    'xl/workbook.xml',
    `<workbook xmlns:r="${office}"><workbookPr date1904="${workbook.date1904 ? 1 : 0}"/><sheets>${numbers.map((n) => `<sheet name="${n}" sheetId="${n}" r:id="s${n}"/>`).join('')}</sheets></workbook>`,
  )
  const relations = numbers.map(
    (n) => `<Relationship Id="s${n}" Type="${office}/worksheet" Target="worksheets/${n}.xml"/>`,
  )
  for (const name of ['sharedStrings', 'styles'] as const) {
    const part = workbook[name]
    if (part === undefined) continue
    zip.file(`xl/${name}.xml`, part)
    relations.push(`<Relationship Id="${name}" Type="${office}/${name}" Target="${name}.xml"/>`)
  }
  zip.file(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${schema}/package/2006/relationships">${relations.join('')}</Relationships>`,
  )
  workbook.sheets.forEach((sheet, i) => {
    zip.file(`xl/worksheets/${i + 1}.xml`, sheet.xml)
  })
  try {
    const sheets = await readWorkbook(await zip.generateAsync({ type: 'nodebuffer', compression: 'STORE' }))
    return sheets.map((sheet) => sheet.data)
  } catch (error) {
    throw new DocumentRefused('damaged', {}, error)
  }
}

function shown(value: CellValue | null): string {
  // The library's type names the constructor where an instance is meant.
  const given: unknown = value
  if (given === null) return ''
  if (given instanceof Date) return dateText(given)
  if (typeof given === 'number') return decimal(given)
  if (typeof given === 'boolean') return given ? 'Có' : 'Không'
  return String(given)
}

/** Excel keeps a time of day as part of a day, without any zone: the library gives it as UTC. */
function dateText(date: Date): string {
  const [day, month, year] = [date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()]
  const minutes = Math.round((date.getTime() / 60_000) % 1_440)
  const time = `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`
  if (year < 1905) return time
  return minutes > 0 && minutes < 1_440 ? `${time} ${day}/${month}/${year}` : `${day}/${month}/${year}`
}

/** A workbook may be merged to its very edge. */
const widestMerge = 512

function gridOf(values: readonly (readonly (CellValue | null)[])[], merges: readonly Merge[]): PrintedCell[][] {
  const grid: PrintedCell[][] = values.map((row) => row.map((value) => shown(value).split(/\r?\n/)))
  for (const { top, left, bottom, right } of merges) {
    if (top >= grid.length) continue
    for (let r = top; r <= Math.min(bottom, grid.length - 1); r++) {
      const row = grid[r]
      if (row === undefined) continue
      for (let c = left; c <= Math.min(right, left + widestMerge); c++) {
        while (row.length <= c) row.push([])
        if (r > top) row[c] = 'above'
        else if (c > left) row[c] = 'left'
      }
    }
  }
  return grid.filter((row) => filled(row) > 0 || row.includes('above'))
}

const textOf = (cell: PrintedCell): string => (typeof cell === 'string' ? '' : cell.join('\n').trim())
const filled = (row: readonly PrintedCell[]): number => row.filter((cell) => textOf(cell) !== '').length

/**
 * A sheet's rows as blocks. Above the table's first full row, a row with one filled cell is a line (the title), rows
 * with two are the head; below its last full row the foot begins where its words are.
 */
function blocksOf(rows: readonly (readonly PrintedCell[])[]): PrintedBlock[] {
  const full = rows.some((row) => filled(row) > 2) ? 3 : 2
  const first = rows.findIndex((row) => filled(row) >= full)
  if (first < 0) return rows.flatMap(linesOf)
  const last = rows.findLastIndex((row) => filled(row) >= full)
  const foot = rows.findIndex((row, i) => i > last && row.some((cell) => isHeadOrFoot(textOf(cell))))
  const end = foot < 0 ? rows.length : foot
  return [...looseBlocks(rows.slice(0, first)), tableOf(rows.slice(first, end)), ...looseBlocks(rows.slice(end))]
}

function looseBlocks(rows: readonly (readonly PrintedCell[])[]): PrintedBlock[] {
  const blocks: PrintedBlock[] = []
  let pairs: (readonly PrintedCell[])[] = []
  const close = (): void => {
    if (pairs.length > 0) blocks.push(tableOf(pairs))
    pairs = []
  }
  for (const row of rows) {
    if (filled(row) > 1) pairs.push(row)
    else {
      close()
      blocks.push(...linesOf(row))
    }
  }
  close()
  return blocks
}

const linesOf = (row: readonly PrintedCell[]): PrintedBlock[] =>
  row.filter((cell) => textOf(cell) !== '').map((cell) => ({ kind: 'paragraph', text: textOf(cell) }))

/** Columns in which nothing stands are left out. */
function tableOf(rows: readonly (readonly PrintedCell[])[]): PrintedBlock {
  const width = Math.max(...rows.map((row) => row.length))
  const used = Array.from({ length: width }, (_, c) => rows.some((row) => textOf(row[c] ?? []) !== ''))
  return {
    kind: 'table',
    rows: rows.map((row) => Array.from({ length: width }, (_, c) => row[c] ?? []).filter((_, c) => used[c])),
  }
}
