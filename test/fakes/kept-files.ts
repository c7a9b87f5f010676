import { createHash } from 'node:crypto'
import type { Files } from '../../src/app/ports/files.ts'

/** Files in memory, by their SHA-256 like the real ones: what is kept, and what is held until it is known to be. */
export function keptFiles(): Files & {
  readonly bytes: ReadonlyMap<string, Uint8Array>
  readonly held: ReadonlyMap<string, Uint8Array>
} {
  const bytes = new Map<string, Uint8Array>()
  const held = new Map<string, Uint8Array>()
  return {
    bytes,
    held,
    async keep(content, name, mime) {
      const sha256 = createHash('sha256').update(content).digest('hex')
      bytes.set(sha256, Uint8Array.from(content))
      return { sha256, name, mime, size: content.length }
    },
    async open(sha256) {
      return bytes.get(sha256)
    },
    async hold(content, name, mime) {
      const sha256 = createHash('sha256').update(content).digest('hex')
      held.set(sha256, Uint8Array.from(content))
      return { sha256, name, mime, size: content.length }
    },
    async openHeld(sha256) {
      return held.get(sha256)
    },
    async admit(sha256) {
      const found = held.get(sha256)
      if (found) bytes.set(sha256, found)
      held.delete(sha256)
    },
    async discard(sha256) {
      held.delete(sha256)
    },
    async remove(sha256) {
      bytes.delete(sha256)
    },
    async keptLongerThan() {
      return [...bytes.keys()]
    },
    async removeOlder(sha256) {
      return bytes.delete(sha256)
    },
    async heldLongerThan() {
      return [...held.keys()]
    },
  }
}
