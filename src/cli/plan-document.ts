import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { type DocumentReader, DocumentRefused, type DocumentText } from '../app/ports/document-reader.ts'
import { noPlanIn } from '../core/intake/no-plan.ts'
import type { PlanDraft } from '../core/intake/plan-draft.ts'
import { readPlan } from '../core/intake/read-plan.ts'
import { secrecyStampIn } from '../core/intake/secrecy-stamp.ts'
import { refusedDocument, sentenceOf } from '../text/operators.ts'
import type { Terminal } from './terminal.ts'

/** One byte more than is taken, so that a larger file is refused without being read whole. */
const mostBytes = 20 * 1024 * 1024 + 1

/**
 * Reads a document from a file; pages of a scan are told as they are done. Undefined when it is refused, after one
 * sentence that says why. The reader stays open.
 */
export async function readPlanDocument(
  file: string,
  reader: DocumentReader,
  { complain, say }: Terminal,
): Promise<DocumentText | undefined> {
  let bytes: Uint8Array
  try {
    bytes = await firstBytes(file)
  } catch {
    complain(sentenceOf({ code: 'file:missing', found: file }, say))
    return undefined
  }
  let document: DocumentText
  try {
    document = await reader.read({ name: basename(file), bytes }, ({ page, pages }) =>
      complain(say.commands.page(page, pages)),
    )
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error
    complain(`${file}: ${refusedDocument(error.reason, error.facts, say)}`)
    return undefined
  }
  if (secrecyStampIn(document.text) === null) return document
  complain(`${file}: ${refusedDocument('secret', {}, say)}`)
  return undefined
}

/** What a document says as a plan; undefined when it is none, after one sentence that says so. */
export function draftOf(file: string, document: DocumentText, { complain, say }: Terminal): PlanDraft | undefined {
  const draft = readPlan(document.text, { scanned: document.origin === 'scan' })
  const noPlan = noPlanIn(document.text, draft)
  if (noPlan === undefined) return draft
  complain(`${file}: ${refusedDocument(noPlan.why, {}, say)}`)
  return undefined
}

async function firstBytes(file: string): Promise<Uint8Array> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const buffer = Buffer.alloc(Math.min(Math.max(size, 1), mostBytes))
    let length = 0
    while (length < buffer.length) {
      const { bytesRead } = await handle.read(buffer, length, buffer.length - length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } finally {
    await handle.close()
  }
}
