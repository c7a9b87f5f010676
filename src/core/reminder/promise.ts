import { addWorkingDays, UnknownYear } from '../calendar.ts'
import type { Occurrence, Standing } from '../plan/occurrence.ts'
import { addDays, daysBetween, type Instant, instantAt, type LocalDate } from '../time.ts'
import { isOverdueRung } from './ladder.ts'
import type { Call, Prepared } from './prepare-agenda.ts'

/** Promises for one piece of late work: the second one is the last. */
export const mostPromises = 2
/** Calendar days from today within which a promised day lies; whoever needs longer asks for an Extension. */
export const longestPromise = 30

/** Why a day cannot be promised. */
export type PromiseRefusal = 'not-late' | 'too-many' | 'past' | 'not-later' | 'too-far'

/**
 * Whether a day may be promised for work that is late: it lies ahead, within thirty days, later than what was promised
 * before, and nobody has promised twice already. Gives the reason why not.
 */
export function refusePromise(
  occurrence: Pick<Occurrence, 'workDue' | 'rolledDue'>,
  before: readonly LocalDate[],
  day: LocalDate,
  today: LocalDate,
): PromiseRefusal | undefined {
  if ((occurrence.rolledDue ?? occurrence.workDue) >= today) return 'not-late'
  if (before.length >= mostPromises) return 'too-many'
  if (day < today) return 'past'
  if (before.some((one) => day <= one)) return 'not-later'
  return daysBetween(today, day) > longestPromise ? 'too-far' : undefined
}

/** The promised day, where the promise still holds on `today`: that day is not over yet. */
export const promiseHolds = (standing: Standing | undefined, today: LocalDate): LocalDate | null => {
  const day = standing?.promisedOn ?? null
  return day !== null && today <= day ? day : null
}

/** Whether a call takes a matter to the leaders (to the admins where a Board has none) because it is late. */
const escalates = ({ rung, as }: Call): boolean =>
  isOverdueRung(rung) && (as.includes('leader') || (as.includes('admin') && rung.tell.includes('leader')))

/**
 * A call of an Occurrence for which a day was promised: what would take it to the leaders before that day is over waits
 * for the next working morning, and then comes at once. It stays the same reminder.
 */
export function callOfPromise(prepared: Prepared, call: Call, promisedOn: LocalDate | null): Call {
  if (promisedOn === null || !escalates(call)) return call
  const at = resumesAt(prepared, promisedOn)
  return call.at < at ? { ...call, at } : call
}

/** The first working morning after the promised day; in a year without a calendar the day after it. */
function resumesAt({ calendar, ladder }: Prepared, promisedOn: LocalDate): Instant {
  try {
    return instantAt(addWorkingDays(calendar, promisedOn, 1), ladder.digestAt)
  } catch (error) {
    if (!(error instanceof UnknownYear)) throw error
    return instantAt(addDays(promisedOn, 1), ladder.digestAt)
  }
}
