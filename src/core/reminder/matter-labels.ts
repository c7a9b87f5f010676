import { matterLabel, twinLabel, unitTwinLabel } from '../../text/vi-reminder.ts'
import type { Occurrence } from '../plan/occurrence.ts'

type Named = Pick<Occurrence, 'id' | 'title' | 'unitId' | 'due' | 'precision'>

/**
 * The button of one matter among others that are offered with it. Where another one reads the same it names its day, or
 * its Unit when the days are the same too: whoever stands in for somebody has the same work of two Units.
 */
export function labelAmong(one: Named, offered: readonly Named[], unitName: (unitId: string) => string): string {
  const label = matterLabel(one.title)
  const twins = offered.filter(({ id, title }) => id !== one.id && matterLabel(title) === label)
  if (twins.length === 0) return label
  const apart = twins.every(({ due }) => due !== one.due) || twins.every(({ unitId }) => unitId === one.unitId)
  return apart ? twinLabel(one.title, one.due, one.precision) : unitTwinLabel(one.title, unitName(one.unitId))
}
