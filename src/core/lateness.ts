import { type Calendar, UnknownYear, workingDaysBetween } from './calendar.ts'
import type { Occurrence } from './plan/occurrence.ts'
import { daysBetween, type LocalDate } from './time.ts'

/**
 * The last day in time: that of a granted Extension (`extendedDay`), else the due day, which the law moves for counted periods (Civil
 * Code art. 148.5).
 */
export function lastDayInTime(
  { due, rolledDue }: Pick<Occurrence, 'due' | 'rolledDue'>,
  extendedTo: LocalDate | null,
): LocalDate {
  if (extendedTo !== null) return extendedTo
  return rolledDue !== null && rolledDue > due ? rolledDue : due
}

/** How late something is. */
export interface Lateness {
  /** The last day on which it would have been in time. */
  readonly last: LocalDate
  /** Calendar days. */
  readonly days: number
  /** Working days; null in a year without a calendar. */
  readonly workingDays: number | null
}

/** How late a day of the office is for an Occurrence; null when it is in time. */
export function latenessOf(
  calendar: Calendar,
  occurrence: Pick<Occurrence, 'due' | 'rolledDue'>,
  extendedTo: LocalDate | null,
  on: LocalDate,
): Lateness | null {
  const last = lastDayInTime(occurrence, extendedTo)
  if (on <= last) return null
  const days = daysBetween(last, on)
  try {
    return { last, days, workingDays: workingDaysBetween(calendar, last, on) }
  } catch (error) {
    if (error instanceof UnknownYear) return { last, days, workingDays: null }
    throw error
  }
}
