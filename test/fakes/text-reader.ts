import { type DocumentReader, DocumentRefused } from '../../src/app/ports/document-reader.ts'

export interface TextReader extends DocumentReader {
  /** Names of what was asked to be read, in order. */
  readonly asked: readonly string[]
}

/**
 * Reads text files from their bytes, and refuses one that begins with `TRỐNG` as empty. A name
 * with `quét` is a scan of 24 pages. `before` runs first, so that a test can stop or crash a reading in its middle.
 */
export function textReader(before: (name: string, stop?: AbortSignal) => Promise<void> = async () => {}): TextReader {
  const asked: string[] = []
  return {
    asked,
    async read({ name, bytes }, progress, stop) {
      asked.push(name)
      await before(name, stop)
      stop?.throwIfAborted()
      const text = new TextDecoder().decode(bytes)
      if (text.startsWith('TRỐNG')) throw new DocumentRefused('empty')
      const scan = name.includes('quét')
      const pages = scan ? 24 : 1
      if (scan) for (let page = 1; page <= pages; page += 1) progress?.({ page, pages })
      return { text, pages, origin: scan ? 'scan' : 'text', confidence: scan ? 87 : null }
    },
    async close() {},
  }
}
