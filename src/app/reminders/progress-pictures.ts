import { createHash } from 'node:crypto'
import type { ProgressChart } from '../../core/chart/progress-chart.ts'
import type { FileRef } from '../../core/reply.ts'
import { dateOf, type Instant, shortDate } from '../../core/time.ts'
import { pictureName } from '../../text/vi-chart.ts'
import type { Files } from '../ports/files.ts'
import type { DrawChart } from '../ports/pictures.ts'
import type { Store } from '../ports/store.ts'

export const pictureMime = 'image/png'

/** Draws a chart and keeps it among the files; the same chart is drawn once. */
export type DrawProgress = (chart: ProgressChart, now: Instant) => Promise<FileRef>

/** Charts remembered at once; a morning's digests share a few. */
const remembered = 32

/** Pictures of charts, drawn when they are asked for. */
export function createProgressPictures(files: Files, draw: DrawChart): DrawProgress {
  const drawn = new Map<string, FileRef>()
  return async (chart, now) => {
    const mark = createHash('sha256').update(JSON.stringify(chart)).digest('hex')
    const known = drawn.get(mark)
    // What was let go of meanwhile is drawn again.
    if (known !== undefined && (await files.open(known.sha256)) !== undefined) return known
    const name = pictureName(shortDate(dateOf(now)).replaceAll('/', '-'))
    const ref = await files.keep(await draw(chart), name, pictureMime)
    drawn.set(mark, ref)
    const [oldest] = drawn.keys()
    if (drawn.size > remembered && oldest !== undefined) drawn.delete(oldest)
    return ref
  }
}

/** Pictures say how things stood on a day; after so long they are let go of. The figures themselves are kept. */
export const picturesKeptMs = 30 * 86_400_000
const looked = 'pictures-removed-until'

/** Takes pictures from the disk that were last sent longer than a month ago; looks once a day. */
export async function removeOldPictures(store: Store, files: Files, now: Instant): Promise<void> {
  const until = now - picturesKeptMs
  const before = Number((await store.read((records) => records.fact(looked))) ?? 0)
  if (until - before < 86_400_000) return
  const old = await store.read((records) => records.picturesSent(before, until))
  for (const sha256 of old) await files.remove(sha256)
  await store.write((records) => records.setFact(looked, String(until)))
}
