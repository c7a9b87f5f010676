import { personOf, unitOf } from '../../core/plan/board.ts'
import type { Prepared } from '../../core/reminder/due-messages.ts'
import { type OwnDeadline, ownDeadlines } from '../../core/reminder/own-deadlines.ts'
import { addDays, dateOf, type Instant, instantAt, shortDate } from '../../core/time.ts'
import { calendarLine, calendarName, eventText, eventTitle, reportTitle } from '../../text/vi-calendar.ts'
import { dueText } from '../../text/vi-deadline.ts'
import { planLabel } from '../../text/vi-reminder.ts'
import type { LinkMaking } from '../delivery/carried.ts'
import type { Office } from '../office.ts'
import { hashToken } from '../pages/links.ts'
import type { CalendarEvent, WriteCalendar } from '../ports/calendar-file.ts'
import type { Clock } from '../ports/clock.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'
import { standingsWithReports } from '../reports/report-standing.ts'

/** Days around today that a calendar shows, and events at most. */
const daysBack = 60
const daysAhead = 400
const mostEvents = 1000

/** 256 bits as base64url. */
const tokenShape = /^[\w-]{43}$/

/** People's own calendars by link. */
export interface Calendars {
  /**
   * The calendar file that a token opens now. Undefined for one that is unknown or ended, and of somebody who has left
   * the office or every channel: from outside they look the same.
   */
  open(token: string): Promise<string | undefined>
  /** The line with the link for whoever gets this row; `make`: a link is made where the person has none. */
  lineFor(records: Records, row: OutboxRow, make: boolean): Promise<string | undefined>
}

export function createCalendars(parts: {
  readonly store: Store
  readonly office: Office
  readonly clock: Clock
  readonly prepared: (records: Records) => Promise<Prepared>
  readonly write: WriteCalendar
  readonly links: LinkMaking
}): Calendars {
  const { store, office, clock, prepared, write, links } = parts
  const tokenOf = (personId: string, createdAt: Instant): string =>
    links.tokenFor(['calendar', office.board.id, personId, String(createdAt)].join('\n'))

  return {
    open: (token) =>
      store.read(async (records) => {
        const link = tokenShape.test(token) ? await records.calendarLink(hashToken(token)) : undefined
        const person = link && personOf(office.board, link.personId)
        if (person === undefined) return undefined
        const accounts = await records.accounts(person.id)
        if (!accounts.some(({ status, consent }) => status === 'active' && consent !== null)) return undefined
        const now = clock.now()
        const today = dateOf(now)
        const seen = await prepared(records)
        const span = { from: addDays(today, -daysBack), to: addDays(today, daysAhead) }
        const all = ownDeadlines(seen, await standingsWithReports(records), person, now, span)
        const events = all.slice(0, mostEvents).map((one) => eventOf(office, seen, one))
        // Of one day the same events are the same file, so that a calendar program need not take it again.
        return write(calendarName(office.board.name), events, instantAt(today))
      }),

    async lineFor(records, row, make) {
      const { url, local } = links.base()
      // An address of this machine is of no use on a phone.
      if (row.personId === null || (local && row.channel !== 'local')) return undefined
      const link = await records.calendarLinkOf(row.personId)
      const address = (token: string): string => calendarLine(`${url}/calendar/${token}.ics`)
      if (link) {
        const token = tokenOf(row.personId, link.createdAt)
        if (hashToken(token) === link.tokenHash) return address(token)
      }
      if (!make) return undefined
      // The first one, or the key has changed since: the one that was told before cannot be told again.
      const createdAt = clock.now()
      const token = tokenOf(row.personId, createdAt)
      await records.putCalendarLink({ tokenHash: hashToken(token), personId: row.personId, createdAt })
      return address(token)
    },
  }
}

function eventOf({ board }: Office, prepared: Prepared, { occurrence, movedFrom, status }: OwnDeadline): CalendarEvent {
  const { id, planId, unitId, stage, title, due, precision, period } = occurrence
  const plan = prepared.plans.get(planId)
  const what = stage === 'report' ? reportTitle(title) : title
  return {
    uid: `${id.replaceAll('/', '.')}@${board.id}.dung-han`,
    day: due,
    title: eventTitle(status, what),
    text: eventText({
      plan: plan === undefined ? planId : planLabel(plan.number, plan.title),
      unit: unitOf(board, unitId)?.name ?? unitId,
      due: dueText(due, precision),
      period: `${shortDate(period.from)} – ${shortDate(period.to)}`,
      movedFrom,
      open: status === 'open' || status === 'late',
    }),
    cancelled: status === 'cancelled',
  }
}
