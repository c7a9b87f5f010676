import { z } from 'zod'
import { type CalendarYear, type DayKind, dayKinds } from './calendar.ts'
import type { Issue, Read } from './issue.ts'
import { type Phrase, wanted } from './phrase.ts'
import { inOrder, placed, readYaml } from './read-yaml.ts'
import { isLocalDate, type LocalDate, weekdayOf, yearOf } from './time.ts'

const date = z.string().refine(isLocalDate, wanted({ code: 'calendar-day' }))

const schema = z.strictObject({
  year: z.int().min(1990).max(2199),
  sure: z.boolean(),
  note: z.string().max(2000).default(''),
  days: z
    .array(
      z.strictObject({
        date,
        kind: z.enum(dayKinds),
        weekend: z.boolean().default(false),
        for: date.nullable().default(null),
        lunar: z.string().max(10).nullable().default(null),
      }),
    )
    .max(120),
})

type RawDay = z.infer<typeof schema>['days'][number]

const isWeekend = (day: LocalDate): boolean => weekdayOf(day) > 5

/** What kind of day `for` must name: a day off by exchange and the day worked for it name each other. */
function mayStandFor(kind: DayKind, other: RawDay): boolean {
  if (kind === 'swap_off') return other.kind === 'swap_work'
  if (kind === 'swap_work') return other.kind === 'swap_off'
  return !['comp', 'swap_off', 'swap_work'].includes(other.kind)
}

function conflictOf(day: RawDay, year: number): Phrase | undefined {
  const weekend = isWeekend(day.date)
  if (yearOf(day.date) !== year) return { code: 'not-of-year', year }
  if (day.kind === 'swap_work' && !weekend) return { code: 'worked-on-weekday' }
  if ((day.kind === 'comp' || day.kind === 'swap_off') && weekend) return { code: 'off-on-weekend', kind: day.kind }
  if (day.weekend && !weekend) return { code: 'no-weekend' }
  return undefined
}

function strayFor(day: RawDay, year: number, days: readonly RawDay[]): Phrase | undefined {
  if (day.for === null) return undefined
  if (!['comp', 'swap_off', 'swap_work'].includes(day.kind)) return { code: 'holiday-for-a-day', kind: day.kind }
  // The other half of an exchange over New Year stands in the other year's table.
  if (yearOf(day.for) !== year) return undefined
  const target = days.find((other) => other.date === day.for)
  if (target === undefined) return { code: 'no-such-day', day: day.for }
  if (mayStandFor(day.kind, target)) return undefined
  return { code: 'cannot-stand-for', day: day.for, kind: day.kind, other: target.kind }
}

/**
 * Reads one year's table, `config/calendar/vn-YYYY.yaml`. A repeated day, a day outside the year, a swap or in-lieu day
 * on the wrong weekday or a `for` that leads nowhere is an Issue with its line; with any of them there is no value.
 */
export function readCalendarYear(text: string, file: string): Read<CalendarYear> {
  const { value, issues, lineOf } = readYaml(text, file, schema)
  if (value === undefined) return { value: undefined, issues }
  const found: Issue[] = []
  const seen = new Set<LocalDate>()
  for (const [index, day] of value.days.entries()) {
    const say = (why: Phrase, key: string): void => {
      const reason = { code: 'calendar:day-conflict', found: day.date, why } as const
      found.push(placed({ file, lineOf }, ['days', index, key], reason))
    }
    if (seen.has(day.date)) say({ code: 'day-twice' }, 'date')
    seen.add(day.date)
    const conflict = conflictOf(day, value.year)
    if (conflict !== undefined) say(conflict, 'date')
    const stray = strayFor(day, value.year, value.days)
    if (stray !== undefined) say(stray, 'for')
  }
  if (found.length > 0) return { value: undefined, issues: inOrder(found) }
  const days = value.days.map(({ date: at, kind, for: other, lunar }) => ({ date: at, kind, for: other, lunar }))
  return { value: { year: value.year, sure: value.sure, note: value.note, days }, issues: [] }
}
