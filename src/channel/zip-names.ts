const endMark = 0x06054b50
const entryMark = 0x02014b50
/** The end record is 22 bytes and may be followed by a comment of at most 65,535. */
const endReach = 22 + 0xffff
/** No office file comes near; a longer list is a bomb. */
const mostEntries = 10_000

/**
 * The names in a zip's central directory, without unpacking anything. Undefined when the bytes are no zip or the
 * directory does not fit into them (also for ZIP64, which no office program writes below 4 GB).
 */
export function readZipNames(bytes: Uint8Array): string[] | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endRecord(file)
  if (end === undefined) return undefined
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  if (count > mostEntries) return undefined
  const names: string[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== entryMark) return undefined
    const nameLength = file.readUInt16LE(at + 28)
    names.push(file.toString('utf8', at + 46, at + 46 + nameLength))
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  return names
}

function endRecord(file: Buffer): number | undefined {
  if (file.length < 22 || file.readUInt32LE(0) !== 0x04034b50) return undefined
  for (let at = file.length - 22; at >= Math.max(0, file.length - endReach); at--)
    if (file.readUInt32LE(at) === endMark) return at
  return undefined
}
