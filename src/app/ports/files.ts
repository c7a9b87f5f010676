import type { FileRef } from '../../core/reply.ts'

/** Bytes by their SHA-256, beside the database. */
export interface Files {
  keep(bytes: Uint8Array, name: string, mime: string): Promise<FileRef>
  open(sha256: string): Promise<Uint8Array | undefined>
  /** Puts bytes aside until it is known whether they may be kept; `open` does not give them. */
  hold(bytes: Uint8Array, name: string, mime: string): Promise<FileRef>
  openHeld(sha256: string): Promise<Uint8Array | undefined>
  /** Keeps what was held; changes nothing when nothing of this hash is held. */
  admit(sha256: string): Promise<void>
  /** Forgets what was held; what is kept stays. */
  discard(sha256: string): Promise<void>
  /** Takes away what was kept; for what no record speaks of any more. */
  remove(sha256: string): Promise<void>
  /** What was last put here (kept, or kept once more) longer ago than so many milliseconds. */
  keptLongerThan(ms: number): Promise<readonly string[]>
  /** Takes it away unless it was put here (once more) within so many milliseconds; gives whether it did. */
  removeOlder(sha256: string, ms: number): Promise<boolean>
  /** What has been held for longer than so many milliseconds. */
  heldLongerThan(ms: number): Promise<readonly string[]>
}
