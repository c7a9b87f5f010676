import { dateOf, type Instant } from '../../core/time.ts'
import type { Files } from '../ports/files.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'

const dayMs = 86_400_000
/** What people said who have no account is kept so long, in case somebody asks why they were not let in. */
export const strangersKeptMs = 30 * dayMs
/** A file of an answer that was never saved is kept so long: it may still be saved. */
export const unusedFilesKeptMs = 30 * dayMs
/** Files that are looked for in the records at once; each time all messages are looked through. */
const lookedForAtOnce = 10_000
/** Messages that are taken away in one transaction: on the embedded database everybody else waits for it. */
const strangersAtOnce = 2000

/** The day on which it was tidied last. */
const tidied = 'tidied'

/**
 * Takes away, once a day, what is kept no longer: counts of wrong codes of days that are over, what strangers said, and
 * files that were sent for an answer that was never saved. How much that was goes into the audit. Of several processes one
 * does it; what one leaves behind that is stopped meanwhile is found the day after. In small steps, for answers wait for
 * each of them.
 */
export async function tidyDaily(
  { store, files, log }: { readonly store: Store; readonly files: Files; readonly log: Log },
  now: Instant,
): Promise<void> {
  const today = dateOf(now)
  if ((await store.read((records) => records.fact(tidied))) === today) return
  const isOurs = await store.write(async (records) => {
    if ((await records.factToChange(tidied)) === today) return false
    await records.setFact(tidied, today)
    return true
  })
  if (!isOurs) return
  const tries = await store.write((records) => records.removeTries(today))
  const strangers = await removeStrangers(store, now)
  const detail = { tries, ...strangers, files: await removeUnusedFiles(store, files, now) }
  if (Object.values(detail).every((count) => count === 0)) return
  await store.write((records) =>
    records.audit({ at: now, actor: 'system', action: 'data.tidied', subject: 'board', detail }),
  )
  log.info(detail, 'what is no longer needed was taken away')
}

/** Gives how many messages it were. */
async function removeStrangers(store: Store, now: Instant): Promise<{ readonly heard: number; readonly said: number }> {
  let [heard, said] = [0, 0]
  for (let isLast = false; !isLast; ) {
    const gone = await store.write((records) => records.removeStrangers(now - strangersKeptMs, strangersAtOnce))
    heard += gone.heard
    said += gone.said
    isLast = Math.max(gone.heard, gone.said) < strangersAtOnce
  }
  return { heard, said }
}

/** Gives how many files it were. */
async function removeUnusedFiles(store: Store, files: Files, now: Instant): Promise<number> {
  const until = now - unusedFilesKeptMs
  const old = await files.keptLongerThan(unusedFilesKeptMs)
  let removed = 0
  for (let from = 0; from < old.length; from += lookedForAtOnce) {
    const some = old.slice(from, from + lookedForAtOnce)
    const heard = await store.read((records) => records.filesHeardOnly(some, until))
    if (heard.length === 0) continue
    // What begins to be spoken of after this was put here once more, and is not old then.
    const needed = new Set(await store.read((records) => records.filesSpokenOf(heard, until)))
    for (const sha256 of heard)
      if (!needed.has(sha256) && (await files.removeOlder(sha256, unusedFilesKeptMs))) removed += 1
  }
  return removed
}
