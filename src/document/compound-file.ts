import { DocumentRefused } from '../app/ports/document-reader.ts'

/** [MS-CFB] 2.1: a sector chain ends with one of these. */
const endOfChain = 0xfffffffe
const lastSector = 0xfffffffa
const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex')

/** The file format of Word and Excel up to 2003, and of encrypted newer ones: streams in sectors, like a small disk. */
export interface CompoundFile {
  /** Names of all streams, whatever storage they are in. */
  readonly names: ReadonlySet<string>
  /** A stream of the root storage; undefined when it is not there. Fails with a DocumentRefused 'damaged'. */
  stream(name: string): Buffer | undefined
}

export const isCompound = (bytes: Uint8Array): boolean =>
  bytes.length >= 512 && signature.every((byte, i) => bytes[i] === byte)

/**
 * Opens a compound file ([MS-CFB]). Chains that run in a circle or leave the file make it 'damaged'. The streams are
 * taken in the order of the directory; the tree that sorts them is not needed to find a main stream.
 */
export function openCompound(bytes: Uint8Array): CompoundFile {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const damaged = () => new DocumentRefused('damaged')
  if (!isCompound(bytes)) throw damaged()
  const sectorShift = file.readUInt16LE(30)
  const shortShift = file.readUInt16LE(32)
  if ((sectorShift !== 9 && sectorShift !== 12) || shortShift > sectorShift || shortShift < 4) throw damaged()
  const sectorSize = 1 << sectorShift
  const shortSize = 1 << shortShift
  const sectors = Math.ceil(file.length / sectorSize) - 1
  const shortLimit = file.readUInt32LE(56)

  /** A sector; the last one of a file may be cut short, the rest then counts as zeros. */
  const sector = (index: number): Buffer => {
    if (index >= sectors) throw damaged()
    const part = file.subarray((index + 1) * sectorSize, (index + 2) * sectorSize)
    return part.length === sectorSize ? part : Buffer.concat([part], sectorSize)
  }
  const join = (chain: readonly number[]): Buffer => Buffer.concat(chain.map(sector))

  const tableSectors: number[] = []
  for (let i = 0; i < 109; i++) tableSectors.push(file.readUInt32LE(76 + i * 4))
  let more = file.readUInt32LE(68)
  for (let i = 0; more < lastSector; i++) {
    if (i > sectors) throw damaged()
    const list = sector(more)
    for (let at = 0; at < sectorSize - 4; at += 4) tableSectors.push(list.readUInt32LE(at))
    more = list.readUInt32LE(sectorSize - 4)
  }
  const used = tableSectors.filter((index) => index < lastSector)
  if (used.length > sectors) throw damaged()
  const table = join(used)

  const chainIn = (chains: Buffer, start: number, longest: number): number[] => {
    const chain: number[] = []
    for (let at = start; at !== endOfChain; at = chains.readUInt32LE(at * 4)) {
      if (at * 4 + 4 > chains.length || chain.length > longest) throw damaged()
      chain.push(at)
    }
    return chain
  }

  const directory = join(chainIn(table, file.readUInt32LE(48), sectors))
  const entries = Array.from({ length: directory.length / 128 }, (_, i) => {
    const entry = directory.subarray(i * 128, i * 128 + 128)
    const length = Math.min(64, Math.max(0, entry.readUInt16LE(64) - 2))
    return {
      name: entry.toString('utf16le', 0, length),
      type: entry[66] ?? 0,
      start: entry.readUInt32LE(116),
      size: entry.readUInt32LE(120),
    }
  })
  const root = entries.find((entry) => entry.type === 5)
  if (root === undefined) throw damaged()
  const streams = entries.filter((entry) => entry.type === 2)
  let short: { readonly chains: Buffer; readonly content: Buffer } | undefined
  const shortStreams = () => {
    const chainStart = file.readUInt32LE(60)
    short ??= {
      chains: chainStart < lastSector ? join(chainIn(table, chainStart, sectors)) : Buffer.alloc(0),
      content: root.start < lastSector ? join(chainIn(table, root.start, sectors)) : Buffer.alloc(0),
    }
    return short
  }

  return {
    names: new Set(streams.map((entry) => entry.name)),
    stream(name) {
      const entry = streams.find((one) => one.name === name)
      if (entry === undefined) return undefined
      if (entry.size === 0) return Buffer.alloc(0)
      if (entry.size >= shortLimit) {
        const content = join(chainIn(table, entry.start, sectors))
        if (content.length < entry.size) throw damaged()
        return content.subarray(0, entry.size)
      }
      const { chains, content } = shortStreams()
      const parts = chainIn(chains, entry.start, chains.length / 4).map((index) =>
        content.subarray(index * shortSize, (index + 1) * shortSize),
      )
      const joined = Buffer.concat(parts)
      if (joined.length < entry.size) throw damaged()
      return joined.subarray(0, entry.size)
    },
  }
}
