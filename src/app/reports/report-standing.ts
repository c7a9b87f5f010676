import type { Standing } from '../../core/plan/occurrence.ts'
import type { Records } from '../ports/store.ts'

const neverAnswered = (occurrenceId: string): Standing => ({
  occurrenceId,
  status: 'open',
  answeredAt: null,
  answeredBy: null,
  extendedTo: null,
})

/**
 * The standings, with reports that a leader has approved marked as such: they still have to be sent. Parts that are
 * still open then are not asked any more.
 */
export async function standingsWithReports(records: Records): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map(await records.standings())
  const locked = (await records.reports()).filter((one) => one.status === 'approved' || one.status === 'issued')
  const parts = locked.length === 0 ? [] : await records.occurrences()
  for (const report of locked) {
    for (const { id } of parts.filter((one) => one.feeds === report.occurrenceId)) {
      const standing = standings.get(id)
      if ((standing?.status ?? 'open') === 'open')
        standings.set(id, {
          ...(standing ?? neverAnswered(id)),
          status: 'cancelled',
          answeredAt: null,
          answeredBy: null,
        })
    }
    if (report.status === 'issued') continue
    const before = standings.get(report.occurrenceId) ?? neverAnswered(report.occurrenceId)
    standings.set(report.occurrenceId, { ...before, approved: true })
  }
  return standings
}
