import type { DocumentText } from '../app/ports/document-reader.ts'
import { readInThread } from './document-thread.ts'

/**
 * Reads a picture of one page (PNG, JPEG, WebP; a scan or a photograph) in a thread of its own. Fails with
 * DocumentRefused 'damaged', 'too-large' (more than 60 megapixels) or 'unreadable-scan'; once `stop` is aborted, with
 * the signal's reason.
 */
export const readImage = (
  bytes: Uint8Array,
  progress?: (done: { readonly page: number; readonly pages: number }) => void,
  stop?: AbortSignal,
): Promise<DocumentText> => readInThread({ kind: 'picture', bytes }, progress, stop)
