import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { type FromThread, startThread } from './document-thread.ts'

/** The largest file that is let through takes some seconds; one that takes longer hangs in a malformed part. */
const longestMs = 60_000

/**
 * Reads a large Word or Excel file in a thread of its own, which ends with it: it neither stops the office's chat nor
 * waits for a scan. Fails with a DocumentRefused; once `stop` is aborted, with its reason.
 */
export async function readOfficeInThread(bytes: Uint8Array, stop?: AbortSignal): Promise<DocumentText> {
  stop?.throwIfAborted()
  const thread = startThread()
  let timer: NodeJS.Timeout | undefined
  let stopped = (): void => {}
  try {
    return await new Promise<DocumentText>((resolve, reject) => {
      timer = setTimeout(() => reject(new DocumentRefused('damaged')), longestMs)
      stopped = () => reject(stop?.reason)
      stop?.addEventListener('abort', stopped, { once: true })
      thread.on('message', (message: FromThread) => {
        if (message.kind === 'read') resolve(message.text)
        else if (message.kind === 'refused') reject(new DocumentRefused(message.reason, message.facts))
        else if (message.kind === 'failed') reject(new Error(`the document could not be read: ${message.name}`))
      })
      // It ran out of memory.
      thread.once('error', (error) => reject(new DocumentRefused('damaged', {}, error)))
      thread.once('exit', () => reject(new Error('the thread that reads documents was ended')))
      thread.postMessage({ kind: 'office', bytes })
    })
  } finally {
    clearTimeout(timer)
    stop?.removeEventListener('abort', stopped)
    await thread.terminate()
  }
}
