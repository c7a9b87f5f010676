import { noPlanIn } from '../../core/intake/no-plan.ts'
import type { PlanDraft } from '../../core/intake/plan-draft.ts'
import { readPlan } from '../../core/intake/read-plan.ts'
import { secrecyStampIn } from '../../core/intake/secrecy-stamp.ts'
import { refusalText } from '../../text/vi-intake.ts'
import * as vi from '../../text/vi-review.ts'
import { enqueue } from '../delivery/hand-over.ts'
import type { Office } from '../office.ts'
import type { Clock } from '../ports/clock.ts'
import { type DocumentReader, DocumentRefused, type DocumentText } from '../ports/document-reader.ts'
import type { Files } from '../ports/files.ts'
import type { Log } from '../ports/log.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { DraftRow } from '../ports/plan-drafts.ts'
import type { Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import { isWriting } from '../reminders/sweep.ts'
import { firstSummary } from './first-summary.ts'
import { followedAs } from './replaced-plan.ts'
import type { FormOf } from './review-form.ts'

/** A document at which the process ended so many times is given up. */
const mostTries = 3
/** After how many pages a scan is heard of again: a short one once or twice, the longest one seven times. */
const pagesBetween = (pages: number): number => (pages <= 20 ? 5 : Math.max(10, Math.ceil(pages / 8)))
/** What nobody refers to is removed after this time; until then a message may still be on its way into the inbox. */
const leftoverMs = 60 * 60 * 1000

export interface Importer {
  /** Reads what waits, one document after the other; resolves when nothing waits or after a stop. */
  readAll(): Promise<void>
  /** Removes bytes that were put aside and that no message and no draft speaks of any more. */
  removeLeftovers(): Promise<void>
}

interface Read {
  readonly document: DocumentText
  readonly draft: PlanDraft
}

/**
 * Reads documents outside of the inbox, so that nobody waits for them. A draft stays `reading` until its summary is
 * written down in one transaction: a process that ends in the middle begins again after the next start. A document
 * that is refused leaves only a line in the ledger.
 */
export function createImporter(parts: {
  readonly store: Store
  readonly files: Files
  readonly queue: Queue
  readonly office: Office
  readonly documents: DocumentReader
  readonly formOf: FormOf
  readonly clock: Clock
  readonly log: Log
  readonly stop: AbortSignal
  readonly changed: (personId: string) => void
}): Importer {
  const { store, files, queue, office, documents, clock, log, stop } = parts

  const send = async (rows: readonly OutboxRow[]): Promise<void> => {
    await enqueue(queue, rows)
    for (const personId of new Set(rows.flatMap((row) => row.personId ?? []))) parts.changed(personId)
  }

  const tell = async (records: Records, row: DraftRow, key: string, text: string): Promise<OutboxRow[]> => {
    const added = await records.addOutbox({
      ...addressOf(row, key),
      reply: { text },
      createdAt: clock.now(),
      about: [],
    })
    return added === undefined ? [] : [added]
  }

  /** The document is not read: nothing of it stays but the line in the ledger. */
  const forget = async (row: DraftRow, action: string, reason: string, text: string): Promise<void> => {
    const rows = await store.write(async (records) => {
      if (!(await records.forgetDraft(row.id))) return []
      await records.audit({
        at: clock.now(),
        actor: row.personId,
        action,
        subject: `draft:${row.id}`,
        detail: { reason, size: row.file.size },
      })
      return tell(records, row, 'refused', text)
    })
    await files.discard(row.file.sha256)
    await send(rows)
  }

  /** Another start of the same document; false when it has ended the process too often. */
  const mayTry = (row: DraftRow): Promise<boolean> =>
    store.write(async (records) => {
      const name = `reading|${row.id}`
      const tries = Number((await records.fact(name)) ?? 0)
      if (tries >= mostTries) return false
      await records.setFact(name, String(tries + 1))
      return true
    })

  const read = async (row: DraftRow, bytes: Uint8Array): Promise<Read> => {
    let told = 0
    const telling: Promise<void>[] = []
    const progress = ({ page, pages }: { readonly page: number; readonly pages: number }): void => {
      if (page - told < pagesBetween(pages) || pages - page < pagesBetween(pages) / 2) return
      told = page
      const said = store
        .write((records) => tell(records, row, `page|${page}`, vi.readingPages(row.file.name, page, pages)))
        .then(send)
        .catch((error: unknown) => log.warn({ draft: row.id, error }, 'progress could not be told'))
      telling.push(said)
    }
    try {
      const document = await documents.read({ name: row.file.name, bytes }, progress, stop)
      // Whatever reader there is: nothing with a stamp is kept.
      if (secrecyStampIn(document.text) !== null) throw new DocumentRefused('secret')
      const draft = readPlan(document.text, { scanned: document.origin === 'scan' })
      const other = noPlanIn(document.text, draft)
      if (other?.why === 'not-vietnamese') throw new DocumentRefused('not-vietnamese')
      if (other !== undefined)
        throw new DocumentRefused('not-a-plan', other.kind === null ? {} : { found: vi.documentNames[other.kind] })
      return { document, draft }
    } finally {
      await Promise.all(telling)
    }
  }

  const keep = async (row: DraftRow, { document, draft }: Read): Promise<void> => {
    const now = clock.now()
    // Before the records speak of it; after a crash in between the bytes are found among the kept ones.
    await files.admit(row.file.sha256)
    const rows = await store.write(async (records) => {
      const { text, pages, origin, confidence } = document
      const replaces = followedAs(draft.plan, await records.plans())?.id ?? null
      const change = { status: 'review', text, pages, origin, confidence, draft, replaces, updatedAt: now } as const
      if (!(await records.updateDraft(row.id, change, 'reading'))) return []
      await records.audit({
        at: now,
        actor: row.personId,
        action: 'document.read',
        subject: `draft:${row.id}`,
        detail: { sha256: row.file.sha256, pages, items: draft.items.length, indicators: draft.indicators.length },
      })
      const read = await records.draft(row.id)
      if (read === undefined) return []
      const replies = await firstSummary(records, office, read, parts.formOf(row.channel), now)
      const status = (await isWriting(records, row.personId, now)) ? 'held' : 'queued'
      const added: OutboxRow[] = []
      for (const [index, reply] of replies.entries()) {
        const one = { ...addressOf(row, `summary|${index}`), reply, createdAt: now, about: [] }
        const out = await records.addOutbox(one, status)
        if (out?.status === 'queued') added.push(out)
      }
      return added
    })
    await send(rows)
  }

  const readOne = async (row: DraftRow): Promise<void> => {
    const { name, sha256 } = row.file
    const bytes = (await files.openHeld(sha256)) ?? (await files.open(sha256))
    if (bytes === undefined) return forget(row, 'document.lost', 'lost', vi.fileLost(name))
    if (!(await mayTry(row))) return forget(row, 'document.failed', 'tries', vi.readingFailed(name))
    try {
      await keep(row, await read(row, bytes))
    } catch (error) {
      // What a stop interrupts begins again after the next start.
      if (stop.aborted) return
      if (error instanceof DocumentRefused)
        return forget(row, 'document.refused', error.reason, refusalText(error.reason, error.facts))
      log.error({ draft: row.id, error }, 'document could not be read')
      await forget(row, 'document.failed', 'failure', vi.readingFailed(name))
    }
  }

  return {
    async readAll() {
      const seen = new Set<number>()
      while (!stop.aborted) {
        const next = (await store.read((records) => records.draftsReading())).find(({ id }) => !seen.has(id))
        if (next === undefined) return
        seen.add(next.id)
        await readOne(next)
      }
    },

    async removeLeftovers() {
      for (const sha256 of await files.heldLongerThan(leftoverMs)) {
        const wanted = await store.read((records) => records.isHeldFor(sha256))
        if (!wanted) await files.discard(sha256)
      }
    },
  }
}

const addressOf = (row: DraftRow, key: string) => ({
  key: `draft|${row.id}|${key}`,
  kind: 'answer' as const,
  channel: row.channel,
  address: row.address,
  personId: row.personId,
})
