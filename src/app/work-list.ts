import type { Occurrence } from '../core/plan/occurrence.ts'
import { opensAt, workList } from '../core/reminder/due-messages.ts'
import { nothingOpen } from '../text/vi.ts'
import { standingsWithReports } from './report-standing.ts'
import { answersFor } from './standing-in.ts'
import { type Spoken, say, type Talk } from './talk.ts'

/** What is open now for the person's Unit and may be answered, nearest due first. */
export async function openFor(talk: Talk): Promise<readonly Occurrence[]> {
  const standings = await standingsWithReports(talk.records)
  const followed = new Set((await talk.records.plans()).filter((one) => one.status === 'active').map((one) => one.id))
  return (await talk.records.occurrences())
    .filter((one) => answersFor(talk, one.unitId) && one.stage !== 'report' && followed.has(one.planId))
    .filter((one) => (standings.get(one.id)?.status ?? 'open') === 'open')
    .filter((one) => (opensAt(talk.prepared, one) ?? talk.now) <= talk.now)
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id))
}

/** One card of everything that is open for the person, as in the morning's digest. */
export async function workListFor(talk: Talk): Promise<Spoken> {
  const reply = workList(talk.prepared, await standingsWithReports(talk.records), talk.person.id, talk.now)
  return reply ? { replies: [reply] } : say(nothingOpen)
}
