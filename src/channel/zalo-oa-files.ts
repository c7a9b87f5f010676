import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { Inbound } from '../app/ports/messages.ts'
import { type HeardFile, receivableBytes, receiveFile, refusalBefore } from './receive-file.ts'
import { problemName } from './telegram-errors.ts'
import { pause } from './within-time.ts'
import { downloadPublic } from './zalo-oa-download.ts'
import type { PendingFile } from './zalo-oa-hook.ts'

/**
 * Files that were acknowledged and are still to be fetched. Kept where a restart finds them, for Zalo does not tell
 * of them again.
 */
export interface PendingFiles {
  /** Changes nothing when the message is there already. */
  put(file: PendingFile): Promise<void>
  remove(messageId: string): Promise<void>
  all(): Promise<readonly PendingFile[]>
}

/** Pending files in memory only: a crash between the answer and the download loses them. */
export function pendingInMemory(): PendingFiles {
  const files = new Map<string, PendingFile>()
  return {
    async put(file) {
      if (!files.has(file.messageId)) files.set(file.messageId, file)
    },
    async remove(messageId) {
      files.delete(messageId)
    },
    async all() {
      return [...files.values()]
    },
  }
}

export interface FileFetching {
  readonly files: Files
  readonly log: Log
  readonly pending: PendingFiles
  readonly ownOrigin?: string
  /** Milliseconds before the second try, doubled each time. */
  readonly firstBackoffMs?: number
}

/** 20 MB over a slow office line. */
const downloadMs = 120_000
const downloadTries = 4
/** Strangers may send many; each of them may be 20 MB. */
const atOnce = 3

/** Fetches files one after the other, a few at once, and hands each on when it is held. */
export class FileFetcher {
  private readonly with: FileFetching
  /** Messages whose file is being fetched or waits for its turn. */
  private readonly queued = new Set<string>()
  private readonly waiting: (() => Promise<void>)[] = []
  private readonly working = new Set<Promise<void>>()

  constructor(parts: FileFetching) {
    this.with = parts
  }

  /** Begins at once; ends when the file was taken or `stop` is aborted. A message that is under way is not begun again. */
  start(file: PendingFile, take: (inbound: Inbound) => Promise<boolean>, stop: AbortSignal): void {
    if (this.queued.has(file.messageId)) return
    this.queued.add(file.messageId)
    this.waiting.push(async () => {
      try {
        if (!stop.aborted) await this.fetchOne(file, take, stop)
      } catch (error) {
        const why = stop.aborted ? 'stopped' : problemName(error)
        this.with.log.warn({ channel: 'zalo-oa', why }, 'A file was not stored; the next start fetches it again.')
      } finally {
        this.queued.delete(file.messageId)
      }
    })
    this.next()
  }

  /** Resolves when nothing is under way. */
  async settled(): Promise<void> {
    while (this.working.size > 0) await Promise.all(this.working)
  }

  private next(): void {
    if (this.working.size >= atOnce) return
    const work = this.waiting.shift()
    if (work === undefined) return
    const running = work().finally(() => {
      this.working.delete(running)
      this.next()
    })
    this.working.add(running)
  }

  private async fetchOne(
    file: PendingFile,
    take: (inbound: Inbound) => Promise<boolean>,
    stop: AbortSignal,
  ): Promise<void> {
    const { messageId, address } = file
    const heard = await this.read(file, stop)
    await take({ channel: 'zalo-oa', messageId, address, heard })
    await this.with.pending.remove(messageId)
  }

  private async read({ name, size, url, caption }: PendingFile, stop: AbortSignal): Promise<HeardFile> {
    const refusal = refusalBefore(name, size ?? undefined)
    if (refusal !== undefined) return refusal
    const bytes = await this.download(url, stop)
    if (typeof bytes === 'string') return { kind: 'refused-file', name, why: bytes }
    return receiveFile(this.with.files, name, bytes, caption)
  }

  private async download(url: string, stop: AbortSignal): Promise<Uint8Array | 'too-large' | 'unreadable'> {
    const { log, ownOrigin, firstBackoffMs = 1_000 } = this.with
    const settings = { limit: receivableBytes, ms: downloadMs, ...(ownOrigin === undefined ? {} : { ownOrigin }) }
    for (let tried = 1, wait = firstBackoffMs; ; tried++, wait *= 2) {
      try {
        return await downloadPublic(url, settings, stop)
      } catch (error) {
        if (stop.aborted) throw error
        const why = error instanceof Error ? error.message : 'unknown'
        log.warn({ channel: 'zalo-oa', why, tried }, 'A file could not be fetched from Zalo.')
        if (tried >= downloadTries) return 'unreadable'
        await pause(wait, stop)
      }
    }
  }
}
