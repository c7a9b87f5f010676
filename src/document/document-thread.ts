import { Worker } from 'node:worker_threads'
import { DocumentRefused, type DocumentText, type RefusalReason } from '../app/ports/document-reader.ts'

export interface ToThread {
  readonly kind: 'pdf' | 'picture' | 'office'
  readonly bytes: Uint8Array
}

export type FromThread =
  | { readonly kind: 'page'; readonly page: number; readonly pages: number }
  | { readonly kind: 'read'; readonly text: DocumentText }
  | { readonly kind: 'refused'; readonly reason: RefusalReason; readonly facts: DocumentRefused['facts'] }
  | { readonly kind: 'failed'; readonly name: string }

type Progress = (done: { readonly page: number; readonly pages: number }) => void

/** The thread stays warm so long, for the next document. */
const idleMs = 60_000
/** A thread that says nothing for so long hangs in a malformed file; a page of a scan takes seconds. */
const silentMs = 240_000
/** Megabytes of the thread's own heap; pictures lie outside of it. */
const mostHeap = 768

let thread: Worker | undefined
let idle: NodeJS.Timeout | undefined
let queue: Promise<unknown> = Promise.resolve()

/**
 * Reads a PDF or a picture in the documents' own thread; several wait for each other. `progress` is called after each
 * scanned page. Fails with a DocumentRefused; once `stop` is aborted, with its reason, and the thread is ended.
 */
export async function readInThread(task: ToThread, progress?: Progress, stop?: AbortSignal): Promise<DocumentText> {
  stop?.throwIfAborted()
  const turn = queue.then(() => readNow(task, progress, stop))
  queue = turn.catch(() => {})
  if (stop === undefined) return turn
  // Who stops while another document is read need not wait for its end.
  let forget = (): void => {}
  const stopped = new Promise<never>((_, reject) => {
    const tell = (): void => reject(stop.reason)
    stop.addEventListener('abort', tell, { once: true })
    forget = () => stop.removeEventListener('abort', tell)
  })
  try {
    return await Promise.race([turn, stopped])
  } finally {
    forget()
  }
}

/** Ends the thread, and with it what it is reading. */
export async function endDocumentThread(): Promise<void> {
  clearTimeout(idle)
  const ending = thread
  thread = undefined
  await ending?.terminate()
}

async function readNow(task: ToThread, progress?: Progress, stop?: AbortSignal): Promise<DocumentText> {
  stop?.throwIfAborted()
  clearTimeout(idle)
  thread ??= startThread()
  const worker = thread
  worker.ref()
  let silence: NodeJS.Timeout | undefined
  let forget = (): void => {}
  // Whether the thread is at rest again, or still busy with what nobody waits for any more.
  let atRest = false
  try {
    return await new Promise<DocumentText>((resolve, reject) => {
      const watch = (): void => {
        clearTimeout(silence)
        silence = setTimeout(() => reject(new DocumentRefused('damaged')), silentMs)
      }
      const heard = (message: FromThread): void => {
        watch()
        atRest = message.kind !== 'page'
        if (message.kind === 'page') progress?.({ page: message.page, pages: message.pages })
        else if (message.kind === 'read') resolve(message.text)
        else if (message.kind === 'refused') reject(new DocumentRefused(message.reason, message.facts))
        else reject(new Error(`the document could not be read: ${message.name}`))
      }
      const stopped = (): void => reject(stop?.reason)
      // A file that makes the thread burst is refused, and the next one gets a new thread.
      const burst = (error: unknown): void => reject(new DocumentRefused('damaged', {}, error))
      const gone = (): void => reject(new Error('the thread that reads documents was ended'))
      worker.on('message', heard)
      worker.once('error', burst)
      worker.once('exit', gone)
      stop?.addEventListener('abort', stopped, { once: true })
      forget = () => {
        worker.off('message', heard)
        worker.off('error', burst)
        worker.off('exit', gone)
        stop?.removeEventListener('abort', stopped)
      }
      watch()
      worker.postMessage(task)
    })
  } finally {
    clearTimeout(silence)
    forget()
    if (!atRest) {
      if (thread === worker) await endDocumentThread()
    } else if (thread === worker) {
      worker.unref()
      idle = setTimeout(() => void endDocumentThread(), idleMs)
      idle.unref()
    }
  }
}

/** Compiled, the thread runs its file; from the sources it first loads what lets Node read TypeScript. */
export function startThread(): Worker {
  const options = { resourceLimits: { maxOldGenerationSizeMb: mostHeap } }
  const compiled = !import.meta.url.endsWith('.ts')
  const file = new URL(`./document-worker.${compiled ? 'js' : 'ts'}`, import.meta.url)
  const worker = compiled ? new Worker(file, options) : new Worker(fromSources(file), { ...options, eval: true })
  // Between documents nobody else listens; a thread that ended by itself is not used again.
  worker.on('error', () => {})
  worker.once('exit', () => {
    if (thread === worker) thread = undefined
  })
  return worker
}

const fromSources = (file: URL): string =>
  `import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})` +
  `.then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`
