import { type DocumentReader, DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { mostBytes } from './document-limits.ts'
import { endDocumentThread } from './document-thread.ts'
import { openOffice, readOffice } from './office-document.ts'
import { readOfficeInThread } from './office-thread.ts'
import { pictureHeading } from './picture-file.ts'
import { readPdf } from './read-pdf.ts'
import { readImage } from './read-scan.ts'
import { readText } from './read-text.ts'

type ReadPages = (
  bytes: Uint8Array,
  progress?: (done: { readonly page: number; readonly pages: number }) => void,
  stop?: AbortSignal,
) => Promise<DocumentText>

/** Kinds by the ending of their name, as far as they are read. */
const readEndings = new Set([
  'docx',
  'docm',
  'dotx',
  'doc',
  'xlsx',
  'xlsm',
  'pdf',
  'png',
  'jpg',
  'jpeg',
  'webp',
  'txt',
  'md',
])

/** Bytes of XML, or of an old Word file, from which on reading takes so long that a chat would feel it. */
const heavy = 256 * 1024

/**
 * The reader for whatever an office hands in. The bytes decide what a file is; the name is asked only when they say
 * nothing. Large Word and Excel files, PDFs and pictures are read in threads of their own.
 */
export function createDocumentReader(
  parts: { readonly pdf: ReadPages; readonly image: ReadPages } = { pdf: readPdf, image: readImage },
): DocumentReader {
  return {
    async read({ name, bytes }, progress, stop) {
      stop?.throwIfAborted()
      if (bytes.length === 0) throw new DocumentRefused('empty')
      if (bytes.length > mostBytes)
        throw new DocumentRefused('too-large', { megabytes: Math.ceil(bytes.length / 1024 / 1024) })
      if (isPdf(bytes)) return parts.pdf(bytes, progress, stop)
      if (pictureHeading(bytes) !== undefined) return parts.image(bytes, progress, stop)

      const office = await openOffice(bytes)
      stop?.throwIfAborted()
      if (office?.kind === 'other') throw notRead(name, office.is)
      if (office !== undefined) return office.size > heavy ? readOfficeInThread(bytes, stop) : readOffice(office)

      const other = otherKind(bytes)
      if (other !== undefined) throw notRead(name, other)
      const text = readText(bytes)
      if (text === undefined) throw unknown(name)
      if (text.text.replace(/^\ufeff/, '').trim() === '') throw new DocumentRefused('empty')
      return text
    },
    close: endDocumentThread,
  }
}

const endingOf = (name: string): string => /\.([a-z0-9]{1,5})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? ''

/** The mark may stand behind some other bytes (Adobe's own reader allows 1,024), but not in a text about PDF. */
function isPdf(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('latin1')
  return /(?:^|[^\x20-\x7e])%PDF-\d/.test(start)
}

/** A file of another kind: its name promised one that is read, or not even that. */
const notRead = (name: string, is: string): DocumentRefused =>
  readEndings.has(endingOf(name))
    ? new DocumentRefused('wrong-extension', { found: is })
    : new DocumentRefused('kind-unknown', { kind: is })

/** Bytes that are nothing known: if the name promises a document, it is broken. */
const unknown = (name: string): DocumentRefused =>
  readEndings.has(endingOf(name)) ? new DocumentRefused('damaged') : new DocumentRefused('kind-unknown')

/** Kinds that people send for documents and that are not read, by their first bytes. */
const others: readonly (readonly [string, string])[] = [
  ['{\\rtf', 'RTF'],
  ['GIF8', 'GIF'],
  ['BM', 'BMP'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['7z\xbc\xaf', '7-Zip'],
  ['Rar!', 'RAR'],
  ['\x1f\x8b', 'gzip'],
  ['MZ', 'Windows program'],
  ['ID3', 'MP3'],
  ['OggS', 'Ogg'],
]
const boxed = /^(?:RIFF[\s\S]{4}|[\s\S]{4}ftyp)([\s\S]{4})/
const markup = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[\s\S]{0,500}?-->\s*)?<(?:!doctype html|html)\b/i
const wordXml = /^\s*<\?xml[^>]{0,200}>\s*<\?mso-application /

function otherKind(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1_024)).toString('latin1')
  // A text may begin with two capitals, but it has no zero bytes.
  const binary = start.includes('\0')
  for (const [mark, kind] of others) if (start.startsWith(mark) && (binary || mark.length > 3)) return kind
  const box = binary ? boxed.exec(start)?.[1] : undefined
  if (box !== undefined) return /^(?:hei|hev|mif|msf)/.test(box) ? 'HEIC' : box.trim()
  if (wordXml.test(start)) return 'Word 2003 XML'
  return markup.test(start) ? 'HTML' : undefined
}
