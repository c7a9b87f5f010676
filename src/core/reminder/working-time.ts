import { type Calendar, isWorkingDay, UnknownYear } from '../calendar.ts'
import type { Hours } from '../plan/board.ts'
import { addDays, dateOf, type Instant, instantAt, type LocalDate, timeOf } from '../time.ts'
import { isWithinHours } from './ladder.ts'

/** The longest run of days off ever ordered is under two weeks; past this something is wrong with the table. */
const longestRest = 60

function isKnownWorkingDay(calendar: Calendar, date: LocalDate): boolean | undefined {
  try {
    return isWorkingDay(calendar, date)
  } catch (error) {
    if (error instanceof UnknownYear) return undefined
    throw error
  }
}

/** Whether the office is at work at this instant. In a year without a calendar nobody is disturbed: false. */
export const isWorkingTime = (hours: readonly Hours[], calendar: Calendar, instant: Instant): boolean =>
  isKnownWorkingDay(calendar, dateOf(instant)) === true && isWithinHours(hours, timeOf(instant))

/** The instant itself if the office is at work, else when it next opens; undefined where the calendar ends. */
export function workingTimeFrom(hours: readonly Hours[], calendar: Calendar, instant: Instant): Instant | undefined {
  if (isWorkingTime(hours, calendar, instant)) return instant
  let date = dateOf(instant)
  for (let tries = 0; tries < longestRest; tries += 1) {
    const works = isKnownWorkingDay(calendar, date)
    if (works === undefined) return undefined
    const opens = works ? hours.map(({ from }) => instantAt(date, from)).filter((at) => at > instant) : []
    if (opens.length > 0) return Math.min(...opens)
    date = addDays(date, 1)
  }
  return undefined
}
