import ical, { ICalCalendarMethod, ICalEventStatus, ICalEventTransparency } from 'ical-generator'
import type { CalendarEvent } from '../app/ports/calendar-file.ts'
import type { Instant, LocalDate } from '../core/time.ts'

const dayOf = (date: LocalDate): Date => new Date(`${date}T00:00:00.000Z`)
/** How often a calendar program should look again, in seconds. */
const againAfterS = 3600

/**
 * A person's deadlines as iCalendar (RFC 5545): one all-day event each, that takes up no time. `stamp` is the instant
 * for which it holds; the same events and stamp give the same text.
 */
export function writeCalendar(name: string, events: readonly CalendarEvent[], stamp: Instant): string {
  const calendar = ical({
    name,
    prodId: { company: 'Dung Han', product: 'lich', language: 'VI' },
    ttl: againAfterS,
    method: ICalCalendarMethod.PUBLISH,
  })
  for (const { uid, day, title, text, cancelled } of events)
    calendar.createEvent({
      id: uid,
      start: dayOf(day),
      allDay: true,
      summary: title,
      description: { plain: text },
      status: cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      transparency: ICalEventTransparency.TRANSPARENT,
      stamp: new Date(stamp),
    })
  return calendar.toString()
}
