import type { PlannedMessage } from '../reminder/agenda.ts'
import type { Prepared } from '../reminder/prepare-agenda.ts'

/** Whether a message speaks of a last day or of what is late: of no use, or of less, if it comes tomorrow. */
export const isUrgent = (prepared: Prepared, { rungs }: Pick<PlannedMessage, 'rungs'>): boolean =>
  rungs.some(({ occurrenceId, rung }) => {
    // After an Extension or a move the day stands behind the rung's name.
    const [id] = rung.split('@', 1)
    const stage = prepared.occurrences.get(occurrenceId)?.stage
    return stage !== undefined && prepared.ladder.rungs[stage].some((one) => one.id === id && one.days >= 0)
  })
