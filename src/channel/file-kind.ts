import { readZipNames } from './zip-names.ts'

/** Kinds of files that people may hand in, by the ending of their name (lower case, without the dot). */
export const acceptedEndings = [
  'pdf',
  'docx',
  'doc',
  'xlsx',
  'xls',
  'jpg',
  'jpeg',
  'png',
  'heic',
  'webp',
  'txt',
  'md',
] as const
type Ending = (typeof acceptedEndings)[number]

const startsWith = (bytes: Uint8Array, ...signature: number[]): boolean => signature.every((b, i) => bytes[i] === b)
const has = (bytes: Uint8Array, text: string, encoding: 'latin1' | 'utf16le' = 'latin1', within = bytes.length) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(within, bytes.length)).includes(Buffer.from(text, encoding))

/** The old binary Office files are compound files; the name of the main stream tells Word from Excel. */
const compound = (bytes: Uint8Array, ...streams: string[]): boolean =>
  startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1) && streams.some((s) => has(bytes, s, 'utf16le'))

/** Office files since 2007 are zips with a part of a known name; one with macros (.docm renamed) is none of them. */
function openXml(bytes: Uint8Array, part: string): boolean {
  const names = readZipNames(bytes)
  return (
    names?.includes('[Content_Types].xml') === true && names.includes(part) && !names.some((n) => /vbaProject/i.test(n))
  )
}

const heifBrands = ['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']

function imageMime(bytes: Uint8Array): string | undefined {
  if (startsWith(bytes, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (startsWith(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  const ascii = Buffer.from(bytes.subarray(0, 12)).toString('latin1')
  if (ascii.startsWith('RIFF') && ascii.slice(8) === 'WEBP') return 'image/webp'
  if (ascii.slice(4, 8) === 'ftyp' && heifBrands.includes(ascii.slice(8))) return 'image/heic'
  return undefined
}

/** Text has no control characters but tabs and line ends; old Vietnamese 8-bit encodings pass, UTF-16 needs its mark. */
function plainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  if (startsWith(bytes, 0xff, 0xfe) || startsWith(bytes, 0xfe, 0xff)) return bytes.length % 2 === 0
  return bytes.every((b) => b >= 0x20 || b === 0x09 || b === 0x0a || b === 0x0c || b === 0x0d)
}

const when = (fits: boolean, mime: string): string | undefined => (fits ? mime : undefined)

// A picture may carry the ending of another kind of picture: phones and chat programs rename them freely.
const mimeOf: { readonly [E in Ending]: (bytes: Uint8Array) => string | undefined } = {
  pdf: (b) => when(has(b, '%PDF-', 'latin1', 1024), 'application/pdf'),
  docx: (b) =>
    when(openXml(b, 'word/document.xml'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'),
  doc: (b) => when(compound(b, 'WordDocument'), 'application/msword'),
  xlsx: (b) => when(openXml(b, 'xl/workbook.xml'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
  xls: (b) => when(compound(b, 'Workbook', 'Book'), 'application/vnd.ms-excel'),
  jpg: imageMime,
  jpeg: imageMime,
  png: imageMime,
  heic: imageMime,
  webp: imageMime,
  txt: (b) => when(plainText(b), 'text/plain'),
  md: (b) => when(plainText(b), 'text/markdown'),
}

const endingOf = (name: string): Ending | undefined => {
  const ending = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase()
  return acceptedEndings.find((accepted) => accepted === ending)
}

/** Whether a file of this name can be accepted at all; asked before anything is downloaded. */
export const isAcceptedName = (name: string): boolean => endingOf(name) !== undefined

/** Whether this is a Word or Excel file behind a password: such a one is kept in a compound file, whatever its ending. */
export const isLocked = (name: string, bytes: Uint8Array): boolean =>
  ['docx', 'xlsx'].includes(endingOf(name) ?? '') && compound(bytes, 'EncryptedPackage')

/** The media type of a file whose name and first bytes agree on an accepted kind; undefined otherwise. */
export function mimeOfFile(name: string, bytes: Uint8Array): string | undefined {
  const ending = endingOf(name)
  return ending === undefined ? undefined : mimeOf[ending](bytes)
}
