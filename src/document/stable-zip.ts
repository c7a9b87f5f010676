import JSZip from 'jszip'

/** The first instant that a zip entry can carry; an entry's own time would differ between two runs. */
const epoch = new Date(Date.UTC(1980, 0, 1))

/** `[Content_Types].xml` and the package's relations come first, as readers of a stream expect. */
const rank = (name: string): number => (name === '[Content_Types].xml' ? 0 : name.startsWith('_rels/') ? 1 : 2)

/**
 * Packs a Word file again so that the same content gives the same bytes: entries in one order, without folders, all
 * of one date; the properties without the times of writing.
 */
export async function stableZip(bytes: Uint8Array): Promise<Uint8Array> {
  const given = await JSZip.loadAsync(bytes)
  const names = Object.keys(given.files)
    .filter((name) => given.files[name]?.dir === false)
    .sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
  const packed = new JSZip()
  for (const name of names) {
    const text = await given.file(name)?.async('string')
    if (text === undefined) continue
    packed.file(name, name === 'docProps/core.xml' ? withoutTimes(text) : text, { date: epoch, createFolders: false })
  }
  return packed.generateAsync({
    type: 'uint8array',
    compression: 'DEFLATE',
    compressionOptions: { level: 9 },
    platform: 'DOS',
  })
}

const withoutTimes = (xml: string): string => xml.replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, '')
