import type { Instant, LocalDate } from '../../core/time.ts'

/** One deadline as it stands in a calendar program. */
export interface CalendarEvent {
  /** The same for the same Occurrence, whatever becomes of it. */
  readonly uid: string
  readonly day: LocalDate
  readonly title: string
  readonly text: string
  readonly cancelled: boolean
}

/** Writes a calendar file: `document/write-calendar.ts`. */
export type WriteCalendar = (name: string, events: readonly CalendarEvent[], stamp: Instant) => string
