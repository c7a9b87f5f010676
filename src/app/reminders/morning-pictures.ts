import { personOf } from '../../core/plan/board.ts'
import type { PlannedMessage } from '../../core/reminder/agenda.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { standsInFor } from '../../core/reminder/substitution.ts'
import type { FileRef } from '../../core/reply.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import type { Office } from '../office.ts'
import type { Log } from '../ports/log.ts'
import type { Store } from '../ports/store.ts'
import { chartsOf } from './board-chart.ts'
import type { DrawProgress } from './progress-pictures.ts'

/** Drawn for one morning at most: a large office’s heads ask for theirs by /bantin, so that nobody waits for pictures. */
const mostPictures = 24

/** Whose progress a person is shown: the Board's (null) to leaders, the Unit's to its head; undefined: nobody's. */
function shownTo(prepared: Prepared, personId: string, now: Instant): string | null | undefined {
  const ids = [personId, ...standsInFor(prepared.substitutions, personId, dateOf(now))]
  const people = ids.flatMap((id) => personOf(prepared.board, id) ?? [])
  if (people.some(({ roles }) => roles.includes('leader'))) return null
  return people.find(({ roles }) => roles.includes('head'))?.unitId
}

/**
 * The pictures that go with the morning's digests of heads and leaders, by person. One that cannot be drawn leaves its
 * message without a picture.
 */
export async function morningPictures(
  parts: { readonly store: Store; readonly office: Office; readonly log: Log; readonly drawProgress: DrawProgress },
  prepared: Prepared,
  messages: readonly PlannedMessage[],
  now: Instant,
): Promise<ReadonlyMap<string, FileRef>> {
  const pictures = new Map<string, FileRef>()
  const shown = messages.flatMap(({ kind, personId }) => {
    const scope = kind === 'ping' ? undefined : shownTo(prepared, personId, now)
    return scope === undefined ? [] : [{ personId, scope }]
  })
  if (shown.length === 0) return pictures
  try {
    const chartOf = await parts.store.read((records) => chartsOf(records, parts.office, prepared, now))
    const scopes = [...new Set(shown.map(({ scope }) => scope))].sort((a, b) => Number(a !== null) - Number(b !== null))
    for (const scope of scopes.slice(0, mostPictures)) {
      const chart = chartOf(scope)
      const picture = chart.units.length === 0 ? undefined : await parts.drawProgress(chart, now)
      for (const one of shown) if (picture !== undefined && one.scope === scope) pictures.set(one.personId, picture)
    }
  } catch (error) {
    parts.log.error({ error }, 'a picture could not be drawn')
  }
  return pictures
}
