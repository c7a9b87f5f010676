import { parentPort } from 'node:worker_threads'
import { DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import type { FromThread, ToThread } from './document-thread.ts'

type Progress = (done: { readonly page: number; readonly pages: number }) => void

/** The thread in which PDFs, pictures and large Office files are read; the chat goes on meanwhile. One task at a time. */
parentPort?.on('message', async (task: ToThread) => {
  const tell = (message: FromThread): void => parentPort?.postMessage(message)
  const progress: Progress = (done) => tell({ kind: 'page', ...done })
  try {
    tell({ kind: 'read', text: await read(task, progress) })
  } catch (error) {
    if (error instanceof DocumentRefused) tell({ kind: 'refused', reason: error.reason, facts: error.facts })
    // Only the kind of the failure: its words may hold pieces of the document.
    else tell({ kind: 'failed', name: error instanceof Error ? error.name : typeof error })
  }
})

/** A thread loads only the libraries that its documents need. */
async function read({ kind, bytes }: ToThread, progress: Progress): Promise<DocumentText> {
  if (kind === 'office') {
    const { openOffice, readOffice } = await import('./office-document.ts')
    const office = await openOffice(bytes)
    if (office === undefined || office.kind === 'other') throw new DocumentRefused('damaged')
    return readOffice(office)
  }
  const pages = await import('./pages-in-thread.ts')
  return kind === 'pdf' ? pages.readPdfHere(bytes, progress) : pages.readPictureHere(bytes, progress)
}
