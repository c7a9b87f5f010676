import { lastDayInTime } from '../../core/lateness.ts'
import { personOf, unitOf } from '../../core/plan/board.ts'
import { dayThatHolds, extendedDay } from '../../core/plan/extended-day.ts'
import type { Occurrence, Standing } from '../../core/plan/occurrence.ts'
import { opensAt, type Prepared } from '../../core/reminder/due-messages.ts'
import { dateOf, type Instant } from '../../core/time.ts'
import { dueText } from '../../text/vi-deadline.ts'
import type { DuePart, Overview, ReportLine } from '../demo/demo.ts'
import type { Office } from '../office.ts'
import type { Records, ReportRow, StoredPlan } from '../ports/store.ts'
import { isLate, partsOf } from './compile.ts'

export interface UnitDue extends DuePart {
  readonly unitId: string
}

export interface UnitReport extends ReportLine {
  readonly unitId: string
  readonly dueText: string
}

export interface BoardOverview extends Overview {
  readonly dues: readonly UnitDue[]
  readonly reports: readonly UnitReport[]
}

interface Seen {
  readonly office: Office
  readonly plans: ReadonlyMap<string, StoredPlan>
  readonly all: readonly Occurrence[]
  readonly standings: ReadonlyMap<string, Standing>
  readonly now: Instant
}

function dueOf(seen: Seen, occurrence: Occurrence): UnitDue {
  const standing = seen.standings.get(occurrence.id)
  const due = dayThatHolds(occurrence, standing)
  const status = standing?.status ?? 'open'
  const person = standing?.answeredBy == null ? undefined : personOf(seen.office.board, standing.answeredBy)
  return {
    occurrenceId: occurrence.id,
    planTitle: seen.plans.get(occurrence.planId)?.plan.title ?? occurrence.planId,
    title: occurrence.title,
    unitId: occurrence.unitId,
    unitName: unitName(seen.office, occurrence.unitId),
    due,
    dueText: dueText(due, due === occurrence.due ? occurrence.precision : 'day'),
    status:
      status === 'open' && lastDayInTime(occurrence, extendedDay(occurrence, standing)) < dateOf(seen.now)
        ? 'overdue'
        : status,
    answeredBy: person?.name ?? null,
    late: isLate(occurrence, standing),
  }
}

const unitName = (office: Office, unitId: string): string => unitOf(office.board, unitId)?.name ?? unitId

function reportOf(seen: Seen, occurrence: Occurrence, row: ReportRow | undefined): UnitReport {
  const parts = partsOf(occurrence, seen.all, seen.standings).filter(
    (one) => seen.standings.get(one.id)?.status !== 'cancelled',
  )
  const open = parts.filter((one) => (seen.standings.get(one.id)?.status ?? 'open') === 'open')
  const due = dayThatHolds(occurrence, seen.standings.get(occurrence.id))
  const past = due < dateOf(seen.now)
  const status = row?.status ?? 'collecting'
  return {
    occurrenceId: occurrence.id,
    planTitle: seen.plans.get(occurrence.planId)?.plan.title ?? occurrence.planId,
    title: occurrence.title,
    unitId: occurrence.unitId,
    unitName: unitName(seen.office, occurrence.unitId),
    due,
    dueText: dueText(due, due === occurrence.due ? occurrence.precision : 'day'),
    status: past && status !== 'issued' && status !== 'approved' ? 'overdue' : status,
    asked: parts.length,
    answered: parts.length - open.length,
    missing: [...new Set(open.map((one) => unitName(seen.office, one.unitId)))],
    file: row?.file ?? null,
    draft: row?.draft ?? 0,
  }
}

/** What the Board looks like now: everything that has been asked, nearest first, and the reports it goes into. */
export async function overviewOf(
  records: Records,
  office: Office,
  prepared: Prepared,
  now: Instant,
): Promise<BoardOverview> {
  const plans = new Map((await records.plans()).filter((one) => one.status === 'active').map((one) => [one.id, one]))
  const all = (await records.occurrences()).filter((one) => plans.has(one.planId))
  const standings = await records.standings()
  const seen: Seen = { office, plans, all, standings, now }
  const asked = all.filter((one) => (opensAt(prepared, one, standings) ?? now) <= now)
  const rows = new Map((await records.reports()).map((row) => [row.occurrenceId, row]))
  const last = (one: Occurrence): string => dayThatHolds(one, standings.get(one.id))
  const byDue = (a: Occurrence, b: Occurrence): number => last(a).localeCompare(last(b)) || a.id.localeCompare(b.id)
  const started = new Set(asked.flatMap((one) => one.feeds ?? []))
  return {
    now,
    boardName: office.board.name,
    dues: asked
      .filter((one) => one.stage !== 'report')
      .sort(byDue)
      .map((one) => dueOf(seen, one)),
    reports: all
      .filter((one) => one.stage === 'report' && (rows.has(one.id) || started.has(one.id) || asked.includes(one)))
      .sort(byDue)
      .map((one) => reportOf(seen, one, rows.get(one.id))),
  }
}
