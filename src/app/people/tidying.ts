import { dateOf, type Instant } from '../../core/time.ts'
import type { Files } from '../ports/files.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

const dayMs = 86_400_000
/** What people said who have no account is kept so long, in case somebody asks why they were not let in. */
export const strangersKeptMs = 30 * dayMs
/** A file of an answer that was never saved is kept so long: it may still be saved. */
export const unusedFilesKeptMs = 30 * dayMs
/** Files that are looked for in the records at once. */
const lookedForAtOnce = 500

/** The day on which it was tidied last. */
const tidied = 'tidied'

/**
 * Takes away, once a day, what is kept no longer: counts of wrong codes of days that are over, what strangers said, and
 * files that were sent for an answer that was never saved. How much that was goes into the audit. Safe to run in several
 * processes.
 */
export async function tidyDaily(
  { store, files, log }: { readonly store: Store; readonly files: Files; readonly log: Log },
  now: Instant,
): Promise<void> {
  const today = dateOf(now)
  if ((await store.read((records) => records.fact(tidied))) === today) return
  const unused = await removeUnusedFiles(store, files, now)
  const gone = await store.write(async (records) => {
    await records.setFact(tidied, today)
    const tries = await records.removeTries(today)
    const { heard, said } = await records.removeStrangers(now - strangersKeptMs)
    const detail = { tries, heard, said, files: unused }
    const isNews = Object.values(detail).some((count) => count > 0)
    if (isNews) await records.audit({ at: now, actor: 'system', action: 'data.tidied', subject: 'board', detail })
    return isNews ? detail : undefined
  })
  if (gone !== undefined) log.info(gone, 'what is no longer needed was taken away')
}

/** Gives how many files it were. */
async function removeUnusedFiles(store: Store, files: Files, now: Instant): Promise<number> {
  const old = await files.keptLongerThan(unusedFilesKeptMs)
  let removed = 0
  for (let from = 0; from < old.length; from += lookedForAtOnce) {
    const some = old.slice(from, from + lookedForAtOnce)
    const unused = await store.read((records) => records.filesNoLongerNeeded(some, now - unusedFilesKeptMs))
    for (const sha256 of unused) if (await files.removeOlder(sha256, unusedFilesKeptMs)) removed += 1
  }
  return removed
}
