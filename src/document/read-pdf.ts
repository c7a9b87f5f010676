import type { DocumentText } from '../app/ports/document-reader.ts'
import { readInThread } from './document-thread.ts'

/**
 * Reads a PDF: its text where it has any, else what recognition makes of its pages; both in a thread of their own.
 * `progress` is called after each scanned page. Fails with DocumentRefused 'encrypted', 'damaged', 'too-many-pages',
 * 'empty', 'legacy-font' or 'unreadable-scan'; once `stop` is aborted, with the signal's reason.
 */
export const readPdf = (
  bytes: Uint8Array,
  progress?: (done: { readonly page: number; readonly pages: number }) => void,
  stop?: AbortSignal,
): Promise<DocumentText> => readInThread({ kind: 'pdf', bytes }, progress, stop)
