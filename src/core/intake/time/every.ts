import { dayFirst, endFirst, firstDays, weekdayFirst } from './every-day.ts'
import { intervalFirst, intervalTimes, listOnly, periodically, timesFirst } from './every-interval.ts'
import { intervalStarts } from './interval.ts'
import { bareStarts, limitStarts } from './limit.ts'
import type { Outcome, Parser } from './reading.ts'
import { daysPrepositions } from './recurrence.ts'
import { reportName, reviewed } from './report-name.ts'
import type { Parsed } from './tokens.ts'
import { weekdayStarts } from './weekday.ts'

const allParsers: readonly Parser[] = [
  dayFirst,
  endFirst,
  weekdayFirst,
  firstDays,
  intervalFirst,
  timesFirst,
  intervalTimes,
  listOnly,
  reportName,
  reviewed,
]

/** Everything that comes again and again. */
export const recurring: Parser = (tokens, index, context) => {
  let longest: Parsed<Outcome[]> | undefined
  for (const parse of allParsers) {
    const found = parse(tokens, index, context)
    if (found !== undefined && found.next > (longest?.next ?? index)) longest = found
  }
  return longest
}

/** A number may begin one too. */
export const recurringStarts: readonly string[] = [
  ...limitStarts,
  ...daysPrepositions.firstWords,
  ...periodically.firstWords,
  ...intervalStarts,
  ...weekdayStarts,
  ...bareStarts,
  'sau',
  'từ',
  'theo',
]
