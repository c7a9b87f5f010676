import JSZip from 'jszip'
import { DocumentRefused, type DocumentText } from '../../src/app/ports/document-reader.ts'
import { createDocumentReader } from '../../src/document/read-document.ts'

const main = 'http://schemas.openxmlformats.org'

const zipOf = (parts: { readonly [name: string]: string }): Promise<Uint8Array> => {
  const zip = new JSZip()
  for (const [name, text] of Object.entries(parts)) zip.file(name, text)
  return zip.generateAsync({ type: 'uint8array', compression: 'DEFLATE' })
}

/** A Word file with this body; `parts` are further parts by name, without `word/`. */
export const docxOf = (body: string, parts: { readonly [name: string]: string } = {}): Promise<Uint8Array> =>
  zipOf({
    '[Content_Types].xml': `<Types xmlns="${main}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${main}/package/2006/relationships"><Relationship Id="r" Type="${main}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${main}/wordprocessingml/2006/main" xmlns:mc="${main}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml"><w:body>${body}<w:sectPr/></w:body></w:document>`,
    ...Object.fromEntries(
      Object.entries(parts).map(([name, text]) => [name.includes('/') ? name : `word/${name}`, text]),
    ),
  })

export const p = (text: string, properties = ''): string =>
  `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}<w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

interface Sheet {
  readonly name: string
  /** The cells' XML, row by row. */
  readonly rows: readonly string[]
  readonly merges?: readonly string[]
  readonly state?: string
}

/** An Excel file with these sheets; `styles` is what stands inside styleSheet. */
export const xlsxOf = (sheets: readonly Sheet[], styles = ''): Promise<Uint8Array> =>
  zipOf({
    'xl/workbook.xml': `<workbook xmlns:r="${main}/officeDocument/2006/relationships"><sheets>${sheets.map((sheet, i) => `<sheet name="${sheet.name}" sheetId="${i + 1}" state="${sheet.state ?? 'visible'}" r:id="s${i}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships>${sheets.map((_, i) => `<Relationship Id="s${i}" Type="${main}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i}.xml"/>`).join('')}<Relationship Id="y" Type="${main}/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `<styleSheet>${styles}</styleSheet>`,
    ...Object.fromEntries(
      sheets.map((sheet, i) => [
        `xl/worksheets/sheet${i}.xml`,
        `<worksheet><sheetData>${sheet.rows.map((cells, row) => `<row r="${row + 1}">${cells}</row>`).join('')}</sheetData><mergeCells>${(sheet.merges ?? []).map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells></worksheet>`,
      ]),
    ),
  })

/** An inline text cell. */
export const c = (place: string, text: string): string => `<c r="${place}" t="inlineStr"><is><t>${text}</t></is></c>`

export const reader = createDocumentReader()
export const read = (name: string, bytes: Uint8Array): Promise<DocumentText> => reader.read({ name, bytes })

/** The refusal that reading ends with. Fails when it ends otherwise. */
export async function refusal(name: string, bytes: Uint8Array): Promise<DocumentRefused> {
  try {
    await read(name, bytes)
  } catch (error) {
    if (error instanceof DocumentRefused) return error
    throw error
  }
  throw new Error(`${name} was read`)
}
