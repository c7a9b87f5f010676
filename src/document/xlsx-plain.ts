import { Parser } from 'htmlparser2'
import { DocumentRefused } from '../app/ports/document-reader.ts'
import type { OpenZip } from './open-zip.ts'

/** Rectangle of merged cells, counted from 0; the last row and column are inside. */
export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface PlainSheet {
  readonly name: string
  /** The sheet's XML with nothing but the cells that hold something. */
  readonly xml: string
  readonly merges: readonly Merge[]
}

export interface PlainWorkbook {
  readonly sheets: readonly PlainSheet[]
  readonly date1904: boolean
  /** Parts that the cells refer to, as they are. */
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
}

/** An annex with more than this is data, not a plan. */
const most = { sheets: 50, rows: 20_000, cells: 200_000, columns: 512 }

/**
 * Takes from an Excel workbook what its visible sheets show: cells with a value, with their merges. Numbers shown as
 * per cent and dates shown without a day become text, since the value alone does not tell. Fails with a
 * DocumentRefused 'damaged' or, for more rows or cells than any plan has, 'too-many-pages'.
 */
export async function plainWorkbook(zip: OpenZip): Promise<PlainWorkbook> {
  const relations = readRelations((await zip.text('xl/_rels/workbook.xml.rels')) ?? '')
  const workbook = readWorkbook((await zip.text('xl/workbook.xml')) ?? '')
  const stylePart = partOf(relations, 'styles', 'xl/styles.xml')
  const styles = await zip.text(stylePart)
  const formats = readFormats(styles ?? '')
  const sheets: PlainSheet[] = []
  const count = { rows: 0, cells: 0 }
  for (const { name, relation } of workbook.sheets) {
    const target = relations.find((one) => one.id === relation && one.type === 'worksheet')?.target
    if (target === undefined) continue
    if (sheets.length >= most.sheets) throw new DocumentRefused('too-many-pages')
    const xml = await zip.text(target)
    if (xml === undefined) throw new DocumentRefused('damaged')
    sheets.push({ name, ...plainSheet(xml, formats, workbook.date1904, count) })
  }
  return {
    sheets,
    date1904: workbook.date1904,
    sharedStrings: await zip.text(partOf(relations, 'sharedStrings', 'xl/sharedStrings.xml')),
    styles,
  }
}

interface Relation {
  readonly id: string
  readonly type: string
  readonly target: string
}

const partOf = (relations: readonly Relation[], type: string, usual: string): string =>
  relations.find((one) => one.type === type)?.target ?? usual

function readRelations(xml: string): Relation[] {
  const found: Relation[] = []
  each(xml, (name, attributes) => {
    if (name !== 'Relationship' || attributes.TargetMode === 'External') return
    const target = attributes.Target ?? ''
    found.push({
      id: attributes.Id ?? '',
      type: (attributes.Type ?? '').replace(/^.*\//, ''),
      target: target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`,
    })
  })
  return found
}

function readWorkbook(xml: string): {
  readonly sheets: readonly { readonly name: string; readonly relation: string }[]
  readonly date1904: boolean
} {
  const sheets: { name: string; relation: string }[] = []
  let date1904 = false
  each(xml, (name, attributes) => {
    if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
    if (name !== 'sheet' || (attributes.state ?? 'visible') !== 'visible') return
    const relation = Object.entries(attributes).find(([key]) => /:id$/.test(key))?.[1]
    if (relation !== undefined) sheets.push({ name: attributes.name ?? '', relation })
  })
  return { sheets, date1904 }
}

/** How a number is shown, as far as the text depends on it. */
type Shown = 'per cent' | 'month and year' | 'year' | 'other'

/** The kind of number format of each cell style (ECMA-376 18.8.30: 9 and 10 are per cent, 17 is mmm-yy). */
function readFormats(xml: string): Shown[] {
  const custom = new Map<string, string>()
  const formats: Shown[] = []
  let inCells = false
  each(
    xml,
    (name, attributes) => {
      if (name === 'numFmt') custom.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
      else if (name === 'cellXfs') inCells = true
      else if (name === 'xf' && inCells) {
        const id = attributes.numFmtId ?? '0'
        formats.push(
          id === '9' || id === '10' ? 'per cent' : id === '17' ? 'month and year' : shownBy(custom.get(id) ?? ''),
        )
      }
    },
    (name) => {
      if (name === 'cellXfs') inCells = false
    },
  )
  return formats
}

function shownBy(code: string): Shown {
  // Quoted words, escaped characters, colours and locales are no signs of the format.
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]|_./g, '').toLowerCase()
  if (bare.includes('%')) return 'per cent'
  if (/[dhs]/.test(bare) || !/y/.test(bare)) return 'other'
  return bare.includes('m') ? 'month and year' : 'year'
}

interface OpenCell {
  readonly column: number
  readonly type: string
  readonly style: string | undefined
  value: string | undefined
  inline: string | undefined
}

function plainSheet(
  xml: string,
  formats: readonly Shown[],
  date1904: boolean,
  count: { rows: number; cells: number },
): { readonly xml: string; readonly merges: readonly Merge[] } {
  const out: string[] = []
  const merges: Merge[] = []
  let row = 0
  let column = 0
  let cells: string[] = []
  let cell: OpenCell | undefined
  let into: 'value' | 'inline' | undefined
  each(
    xml,
    (name, attributes) => {
      if (name === 'row') {
        row = numberOf(attributes.r) ?? row + 1
        column = 0
        cells = []
      } else if (name === 'c') {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r)
        cell = { column, type: attributes.t ?? 'n', style: attributes.s, value: undefined, inline: undefined }
      } else if (name === 'v') into = 'value'
      else if (name === 't') into = 'inline'
      else if (name === 'mergeCell') {
        const merge = readMerge(attributes.ref ?? '')
        if (merge !== undefined && merges.length < most.cells) merges.push(merge)
      }
    },
    (name) => {
      if (name === 'v' || name === 't') into = undefined
      else if (name === 'c' && cell !== undefined) {
        const written = writeCell(cell, row, formats, date1904)
        if (written !== '' && cell.column <= most.columns) {
          cells.push(written)
          count.cells += 1
        }
        cell = undefined
      } else if (name === 'row' && cells.length > 0) {
        count.rows += 1
        if (count.rows > most.rows || row > most.rows * 5 || count.cells > most.cells)
          throw new DocumentRefused('too-many-pages')
        out.push(`<row r="${row}">${cells.join('')}</row>`)
      }
    },
    (text) => {
      if (cell === undefined || into === undefined) return
      cell[into] = (cell[into] ?? '') + text
    },
  )
  return { xml: `<worksheet><sheetData>${out.join('')}</sheetData></worksheet>`, merges }
}

function writeCell(cell: OpenCell, row: number, formats: readonly Shown[], date1904: boolean): string {
  const value = cell.type === 'inlineStr' ? cell.inline : cell.value
  if (value === undefined || value.trim() === '' || cell.type === 'e' || cell.column < 1) return ''
  const place = `r="${columnName(cell.column)}${row}"`
  const asText = (text: string) => `<c ${place} t="str"><v>${escapeXml(text)}</v></c>`
  if (cell.type === 'inlineStr' || cell.type === 'str') return asText(value)
  if (cell.type === 's' || cell.type === 'b' || cell.type === 'd')
    return `<c ${place} t="${cell.type}"><v>${escapeXml(value.trim())}</v></c>`
  const number = Number(value)
  if (!Number.isFinite(number)) return ''
  const style = numberOf(cell.style)
  const shown = style === undefined ? undefined : formats[style]
  if (shown === 'per cent') return asText(`${decimal(number * 100)}%`)
  if (shown === 'month and year' || shown === 'year') {
    const date = new Date(Date.UTC(1899, 11, 30) + (number + (date1904 ? 1_462 : 0)) * 86_400_000)
    if (Number.isNaN(date.getTime())) return ''
    return asText(shown === 'year' ? `${date.getUTCFullYear()}` : `${date.getUTCMonth() + 1}/${date.getUTCFullYear()}`)
  }
  return `<c ${place}${shown === undefined ? '' : ` s="${style}"`}><v>${number}</v></c>`
}

/** A number as it is written in Vietnamese, without the noise of binary fractions. */
export const decimal = (value: number): string => String(Number(value.toPrecision(12))).replace('.', ',')

function readMerge(ref: string): Merge | undefined {
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(ref)
  if (found === null) return undefined
  const [, left = '', top = '', right = '', bottom = ''] = found
  return { top: Number(top) - 1, left: columnOf(left) - 1, bottom: Number(bottom) - 1, right: columnOf(right) - 1 }
}

function columnOf(place: string): number {
  let column = 0
  for (const letter of place) {
    const code = letter.charCodeAt(0) - 64
    if (code < 1 || code > 26) break
    column = column * 26 + code
  }
  return column
}

function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

const numberOf = (value: string | undefined): number | undefined =>
  value !== undefined && /^\d{1,7}$/.test(value) ? Number(value) : undefined

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

type Attributes = { readonly [name: string]: string }

/** Goes through an XML part; names lose their prefix, which some programs write. */
function each(
  xml: string,
  open: (name: string, attributes: Attributes) => void,
  close: (name: string) => void = () => {},
  text: (text: string) => void = () => {},
): void {
  const bare = (name: string): string => name.slice(name.indexOf(':') + 1)
  let phonetic = 0
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (bare(name) === 'rPh') phonetic += 1
        if (phonetic === 0) open(bare(name), attributes)
      },
      onclosetag: (name) => {
        if (phonetic === 0) close(bare(name))
        if (bare(name) === 'rPh') phonetic -= 1
      },
      ontext: (piece) => {
        if (phonetic === 0) text(piece)
      },
    },
    { xmlMode: true },
  )
  parser.end(xml)
}
