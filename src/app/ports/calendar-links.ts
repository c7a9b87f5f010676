import type { Instant } from '../../core/time.ts'

/** A person's own calendar by link; only the token's SHA-256 is kept. */
export interface CalendarLinkRow {
  readonly tokenHash: string
  readonly personId: string
  readonly createdAt: Instant
}

export interface CalendarLinkRecords {
  /** Keeps a new link; the person's earlier ones open nothing any more. */
  putCalendarLink(link: CalendarLinkRow): Promise<void>
  /** An open one by its token's hash. */
  calendarLink(tokenHash: string): Promise<CalendarLinkRow | undefined>
  /** The person's open one. */
  calendarLinkOf(personId: string): Promise<CalendarLinkRow | undefined>
  /** The person's links open nothing any more. */
  endCalendarLinks(personId: string, at: Instant): Promise<void>
}
