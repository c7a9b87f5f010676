import type { Instant } from '../time.ts'
import type { Agenda, PlannedMessage } from './agenda.ts'
import { emptyDesk } from './desk.ts'
import { bundled, waitingCalls } from './due-messages.ts'
import { prepareAgenda } from './prepare-agenda.ts'
import { workingTimeFrom } from './working-time.ts'

/**
 * Every message from `from` up to and with `to`, as a running server would send them while nobody answers. Nothing has
 * been sent before `from`, nothing is asked of leaders beside the work.
 */
export function rehearse(agenda: Agenda, from: Instant, to: Instant): readonly PlannedMessage[] {
  const prepared = prepareAgenda(agenda)
  const { hours } = agenda.board
  const messages: PlannedMessage[] = []
  // Nobody answers, so what waits only shrinks: each step takes everything up to its moment off the front.
  const waiting = waitingCalls(prepared, agenda.standings, new Set())
  let start = 0

  for (let first = waiting[start]; first !== undefined; first = waiting[start]) {
    const now = workingTimeFrom(hours, agenda.calendar, Math.max(first.at, from))
    if (now === undefined || now > to) break
    let end = start
    while ((waiting[end]?.at ?? Number.POSITIVE_INFINITY) <= now) end += 1
    messages.push(...bundled(prepared, agenda.standings, waiting.slice(start, end), now, emptyDesk))
    start = end
  }
  return messages
}
