import { createHash } from 'node:crypto'
import type { Files } from '../../src/app/ports.ts'

/** Files in memory, by their SHA-256 like the real ones. */
export function keptFiles(): Files & { readonly bytes: ReadonlyMap<string, Uint8Array> } {
  const bytes = new Map<string, Uint8Array>()
  return {
    bytes,
    async keep(content, name, mime) {
      const sha256 = createHash('sha256').update(content).digest('hex')
      bytes.set(sha256, Uint8Array.from(content))
      return { sha256, name, mime, size: content.length }
    },
    async open(sha256) {
      return bytes.get(sha256)
    },
  }
}
