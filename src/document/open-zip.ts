import { crc32, inflateRaw } from 'node:zlib'
import { DocumentRefused } from '../app/ports/document-reader.ts'

const endMark = 0x06054b50
const entryMark = 0x02014b50
const localMark = 0x04034b50
/** The end record is 22 bytes and may be followed by a comment of at most 65,535. */
const endReach = 22 + 0xffff

/** No office file comes near these; whatever does is a bomb. */
const most = {
  entries: 5_000,
  /** What all entries say they inflate to. Pictures may be large: they are counted, never inflated. */
  declared: 1_024 * 1024 * 1024,
  /** What is really inflated of one file. */
  inflated: 96 * 1024 * 1024,
  /** XML shrinks to a fiftieth at best; deflate itself goes up to 1,032. */
  ratio: 200,
  /** Below this size the ratio says nothing: an empty annex of a thousand equal rows is small anyway. */
  ratioFrom: 4 * 1024 * 1024,
}

interface Entry {
  readonly at: number
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly crc: number
}

/** A ZIP whose entries are inflated one by one, under a common limit. */
export interface OpenZip {
  readonly names: ReadonlySet<string>
  /** What the entry says it inflates to, in bytes; 0 when it is not there. */
  declaredSize(name: string): number
  /** An entry's bytes, or undefined when it is not there. Fails with a DocumentRefused. */
  bytes(name: string): Promise<Uint8Array | undefined>
  /** An entry as UTF-8 or UTF-16 text. */
  text(name: string): Promise<string | undefined>
}

/**
 * Reads a ZIP's directory. Fails with a DocumentRefused: 'damaged' when it is cut off or does not fit the bytes,
 * 'encrypted' when an entry has a password, 'archive-bomb' when it promises more than any office file.
 */
export function openZip(bytes: Uint8Array): OpenZip {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = readEntries(file)
  let inflated = 0

  const read = async (name: string): Promise<Uint8Array | undefined> => {
    const entry = entries.get(name)
    if (entry === undefined) return undefined
    const packed = packedBytes(file, entry)
    const left = most.inflated - inflated
    if (entry.size > left || bursts(entry.size, packed.length)) throw new DocumentRefused('archive-bomb')
    const content = entry.method === 0 ? packed : await inflate(packed, Math.min(left, entry.size + 1))
    inflated += content.length
    if (content.length !== entry.size || crc32(content) !== entry.crc) throw new DocumentRefused('damaged')
    return content
  }

  return {
    names: new Set(entries.keys()),
    declaredSize: (name) => entries.get(name)?.size ?? 0,
    bytes: read,
    async text(name) {
      const content = await read(name)
      return content === undefined ? undefined : decodeXml(content)
    },
  }
}

const bursts = (size: number, packed: number): boolean => size > most.ratioFrom && size > packed * most.ratio

/** XML parts are UTF-8 or, by the standard, UTF-16 with a mark. */
function decodeXml(bytes: Uint8Array): string {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}

function readEntries(file: Buffer): Map<string, Entry> {
  const end = endRecord(file)
  if (end === undefined) throw new DocumentRefused('damaged')
  const count = file.readUInt16LE(end + 10)
  if (count > most.entries) throw new DocumentRefused('archive-bomb')
  const entries = new Map<string, Entry>()
  let at = file.readUInt32LE(end + 16)
  let declared = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== entryMark) throw new DocumentRefused('damaged')
    const nameLength = file.readUInt16LE(at + 28)
    const name = file.toString('utf8', at + 46, at + 46 + nameLength).replaceAll('\\', '/')
    if ((file.readUInt16LE(at + 8) & 1) === 1) throw new DocumentRefused('encrypted')
    const entry = {
      at: file.readUInt32LE(at + 42),
      method: file.readUInt16LE(at + 10),
      packed: file.readUInt32LE(at + 20),
      size: file.readUInt32LE(at + 24),
      crc: file.readUInt32LE(at + 16),
    }
    declared += entry.size
    if (declared > most.declared) throw new DocumentRefused('archive-bomb')
    if (!entries.has(name)) entries.set(name, entry)
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return entries
}

function endRecord(file: Buffer): number | undefined {
  for (let at = file.length - 22; at >= Math.max(0, file.length - endReach); at--)
    if (file.readUInt32LE(at) === endMark) return at
  return undefined
}

function packedBytes(file: Buffer, entry: Entry): Buffer {
  if (entry.at + 30 > file.length || file.readUInt32LE(entry.at) !== localMark) throw new DocumentRefused('damaged')
  const start = entry.at + 30 + file.readUInt16LE(entry.at + 26) + file.readUInt16LE(entry.at + 28)
  if (start + entry.packed > file.length) throw new DocumentRefused('damaged')
  if (entry.method !== 0 && entry.method !== 8) throw new DocumentRefused('damaged')
  return file.subarray(start, start + entry.packed)
}

/** Stops as soon as more comes out than the entry promised: a false promise is a bomb, too. */
const inflate = (packed: Buffer, limit: number): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    inflateRaw(packed, { maxOutputLength: Math.max(1, limit) }, (error, content) => {
      if (error === null) resolve(content)
      else if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
        reject(new DocumentRefused('archive-bomb'))
      else reject(new DocumentRefused('damaged', {}, error))
    })
  })
