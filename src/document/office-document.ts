import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { type CompoundFile, isCompound, openCompound } from './compound-file.ts'
import { type OpenZip, openZip } from './open-zip.ts'
import { mainDocxPart, readDocx } from './read-docx.ts'

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && ((bytes[2] === 3 && bytes[3] === 4) || (bytes[2] === 5 && bytes[3] === 6))

/** An Office file that was opened, and how much there is to read in it. */
export type OfficeFile =
  | { readonly kind: 'docx'; readonly zip: OpenZip; readonly main: string; readonly size: number }
  | { readonly kind: 'xlsx'; readonly zip: OpenZip; readonly size: number }
  | { readonly kind: 'doc'; readonly file: CompoundFile; readonly size: number }
  /** Another file in one of the two containers; what it is, for the sentence. */
  | { readonly kind: 'other'; readonly is: string }

/**
 * Opens a ZIP or a compound file and says which document it holds; undefined when the bytes are neither. Fails with a
 * DocumentRefused: 'damaged', 'encrypted', 'archive-bomb'.
 */
export async function openOffice(bytes: Uint8Array): Promise<OfficeFile | undefined> {
  if (isZip(bytes)) return openPackage(openZip(bytes))
  if (isCompound(bytes)) return openOld(openCompound(bytes), bytes.length)
  return undefined
}

async function openPackage(zip: OpenZip): Promise<OfficeFile> {
  const main = await mainDocxPart(zip)
  if (main !== undefined) return { kind: 'docx', zip, main, size: zip.declaredSize(main) }
  if (zip.names.has('xl/workbook.xml')) {
    const size = [...zip.names].filter((name) => /^xl\/(?:worksheets\/|sharedStrings)/.test(name))
    return { kind: 'xlsx', zip, size: size.reduce((sum, name) => sum + zip.declaredSize(name), 0) }
  }
  if (zip.names.has('ppt/presentation.xml')) return { kind: 'other', is: 'PowerPoint' }
  if (zip.names.has('mimetype') && zip.names.has('content.xml')) return { kind: 'other', is: 'OpenDocument' }
  return { kind: 'other', is: 'ZIP' }
}

function openOld(file: CompoundFile, size: number): OfficeFile {
  if (file.names.has('EncryptedPackage')) throw new DocumentRefused('encrypted')
  if (file.names.has('WordDocument')) return { kind: 'doc', file, size }
  if (file.names.has('Workbook') || file.names.has('Book')) return { kind: 'other', is: 'Excel 97-2003' }
  if (file.names.has('PowerPoint Document')) return { kind: 'other', is: 'PowerPoint' }
  return { kind: 'other', is: 'OLE' }
}

/**
 * Reads an opened Office document in the thread that calls. The libraries are loaded with the first one: most runs of
 * the program read none.
 */
export async function readOffice(office: Exclude<OfficeFile, { kind: 'other' }>): Promise<DocumentText> {
  const text = await readByKind(office)
  if (text.text.trim() === '') throw new DocumentRefused('empty')
  return text
}

async function readByKind(office: Exclude<OfficeFile, { kind: 'other' }>): Promise<DocumentText> {
  if (office.kind === 'docx') return readDocx(office.zip, office.main)
  if (office.kind === 'xlsx') return (await import('./read-xlsx.ts')).readXlsx(office.zip)
  return (await import('./read-doc.ts')).readDoc(office.file)
}
