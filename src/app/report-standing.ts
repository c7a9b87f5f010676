import type { Standing } from '../core/plan/occurrence.ts'
import type { Records } from './ports.ts'

/** The standings, with reports that a leader has approved marked as such: they still have to be sent. */
export async function standingsWithReports(records: Records): Promise<ReadonlyMap<string, Standing>> {
  const standings = new Map(await records.standings())
  for (const report of await records.reports()) {
    if (report.status !== 'approved') continue
    const before = standings.get(report.occurrenceId)
    standings.set(report.occurrenceId, {
      occurrenceId: report.occurrenceId,
      status: before?.status ?? 'open',
      answeredAt: before?.answeredAt ?? null,
      answeredBy: before?.answeredBy ?? null,
      extendedTo: before?.extendedTo ?? null,
      approved: true,
    })
  }
  return standings
}
