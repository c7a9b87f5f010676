import type { TimeContext } from '../time-phrase.ts'
import { clockAt } from './clock.ts'
import { daysAt } from './day.ts'
import {
  eachAt,
  endsEachInterval,
  endsInterval,
  intervalAt,
  type SaidInterval,
  timesAt,
  yearsBehind,
} from './interval.ts'
import { Lexicon } from './lexicon.ts'
import type { NamedDay } from './named.ts'
import type { Outcome, Parser } from './reading.ts'
import { type Details, every, type Lead, leadAt, wrapped } from './recurrence.ts'
import { datedBehind, reportDue } from './report-name.ts'
import { stretchesAt } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'
import { exceptionAt, exist, monthlyAt, numbersOf, stretchDays, yearDays } from './turn-days.ts'
import { allMonths, inMonths } from './turns.ts'
import { weekdayAt } from './weekday.ts'

const joiners: ReadonlySet<string> = new Set([',', 'và', 'hoặc', '/', '-', '&', ';'])

const nineMonths: ReadonlySet<string> = new Set(['9', '09', 'chín'])

/** A phrase lists at most so many intervals. */
const longestList = 12

interface IntervalPlace {
  readonly interval: SaidInterval
  /** "Hằng" or "mỗi" stands with it. */
  readonly each: boolean
  /** "9 tháng" in a list of reports: the one at the end of September. */
  readonly nine: boolean
  readonly next: number
}

/** "Quý, 6 tháng, năm" behind "hằng" or "định kỳ"; each may have its own "hằng". */
function intervalList(tokens: Tokens, index: number): IntervalPlace[] {
  const found: IntervalPlace[] = []
  let next = index
  while (found.length < longestList) {
    const each = eachAt(tokens, next)
    const interval = intervalAt(tokens, each?.next ?? next)
    const dayBare = interval?.value === 'day' && each === undefined && found.length > 0
    if (interval === undefined || dayBare) break
    if (!(each === undefined ? endsInterval : endsEachInterval)(tokens, interval.next)) break
    const end = onceBehind(tokens, interval.next) ?? yearsBehind(tokens, interval.next)
    const nine = nineMonths.has(tokens.at(interval.next - 2).text) && tokens.is(interval.next - 1, 'tháng')
    found.push({ interval: interval.value, each: each !== undefined, nine, next: end })
    if (!tokens.isOne(end, joiners)) break
    next = tokens.is(end, ',') && tokens.is(end + 1, 'và') ? end + 2 : end + 1
  }
  return found
}

/** "/lần", "một lần", "01 lần" behind an interval that is its own count. */
function onceBehind(tokens: Tokens, index: number): number | undefined {
  const stroke = tokens.is(index, '/') ? index + 1 : index
  if (stroke > index && tokens.is(stroke, 'lần')) return stroke + 1
  const times = timesAt(tokens, stroke)
  return times?.value === 1 ? times.next : undefined
}

/** What may stand behind "hằng tháng": the day, the weekday, how often. */
function detailsBehind(tokens: Tokens, interval: SaidInterval, index: number): Parsed<Details[]> | undefined {
  const bracket = tokens.is(index, '(')
  const inside = tokens.skip(index, '(', ',', ':', '-')
  const found = detailAt(tokens, interval, inside)
  if (found === undefined) return undefined
  if (!bracket) return found
  return tokens.is(found.next, ')') ? { value: found.value, next: found.next + 1 } : undefined
}

function detailAt(tokens: Tokens, interval: SaidInterval, index: number): Parsed<Details[]> | undefined {
  const stroke = tokens.skip(index, '/')
  const times = timesAt(tokens, stroke, true)
  if (times !== undefined) return { value: [{ times: times.value }], next: times.next }
  const lead = leadAt(tokens, index)
  const clock = clockAt(tokens, lead.from)
  const time = clock === undefined ? {} : { time: clock.value }
  if (interval === 'day' && clock !== undefined) return { value: [time], next: clock.next }
  if (interval === 'week') {
    const weekdays = weekdayAt(tokens, tokens.skip(clock?.next ?? lead.from, ',', 'ngày'))
    if (weekdays === undefined) return undefined
    const shifted = lead.before && clock === undefined ? -1 : 0
    return { value: weekdays.value.map((one) => ({ weekday: wrapped(one + shifted), ...time })), next: weekdays.next }
  }
  const days = daysAt(tokens, lead.from, { monthless: true })
  const stretches = interval === 'year' ? stretchesAt(tokens, lead.from) : undefined
  if (stretches !== undefined && stretches.next > (days?.next ?? 0)) {
    const on = stretchDays(stretches.value.stretches)
    return on.length === 0 ? undefined : { value: [{ on }], next: stretches.next }
  }
  if (days === undefined || !exist(days.value.days)) return undefined
  return dayDetails(tokens, interval, days.value.days, days.next, lead)
}

function dayDetails(
  tokens: Tokens,
  interval: SaidInterval,
  days: readonly NamedDay[],
  next: number,
  lead: Lead,
): Parsed<Details[]> | undefined {
  const time = days[0]?.time ?? null
  const before = lead.before && time === null
  const at = time === null ? {} : { time }
  if (days.every(({ month }) => month === null)) {
    const turns = monthlyAt(tokens, days, next, before)
    if (turns !== undefined)
      return { value: [{ ...(turns.value.on ? { on: turns.value.on } : {}), ...at }], next: turns.next }
    if (interval === 'month') return { value: [{ on: inMonths(allMonths, numbersOf(days), before), ...at }], next }
    return undefined
  }
  const recurs = interval === 'year' || interval === 'half'
  if (!recurs || days.some(({ year }) => year !== null)) return undefined
  return { value: [{ on: yearDays(days, before), ...at }], next }
}

export const periodically = new Lexicon<true>([[true, ['định kỳ', 'theo định kỳ']]])

/** So many words may stand between "định kỳ" and its interval: "định kỳ tổng hợp báo cáo 6 tháng". */
const wordsBetween = 4

function intervalBehind(tokens: Tokens, index: number): number | undefined {
  for (let next = index; next <= index + wordsBetween; next += 1) {
    if (eachAt(tokens, next) !== undefined) return next
    const interval = intervalAt(tokens, next)
    if (interval !== undefined && endsInterval(tokens, interval.next)) return next
    if (tokens.at(next).kind !== 'word' && !(next === index && (tokens.is(next, '(') || tokens.is(next, ':'))))
      return undefined
  }
  return undefined
}

const listed = ({ interval, nine }: IntervalPlace): Outcome =>
  nine ? every('year', { on: ['09-30'] }) : every(interval)

/** The readings of a list of intervals; only the last may have days behind it. */
function listReadings(
  tokens: Tokens,
  list: readonly IntervalPlace[],
  context: TimeContext,
): Parsed<Outcome[]> | undefined {
  const last = list.at(-1)
  if (last === undefined) return undefined
  const plain = list.slice(0, -1).map(listed)
  const named = !last.each && list.length === 1 && (last.interval === 'half' || last.interval === 'year')
  const report = named ? reportDue(tokens, last.next, context) : undefined
  if (report !== undefined) return report
  const details = detailsBehind(tokens, last.interval, last.next)
  if (details !== undefined) {
    const on = details.value[0]?.on
    const exception = on === undefined ? undefined : exceptionAt(tokens, details.next, on)
    const value = details.value.map((one) => every(last.interval, exception ? { ...one, on: exception.value } : one))
    return { value: [...plain, ...value], next: exception?.next ?? details.next }
  }
  const dated = list.length === 1 ? datedBehind(tokens, last.next, context) : undefined
  if (dated !== undefined) return dated
  return { value: [...plain, listed(last)], next: last.next }
}

/** "Hằng tháng", "mỗi quý 01 lần", "hằng quý, 6 tháng, năm", "định kỳ 6 tháng", "định kỳ". */
export const intervalFirst: Parser = (tokens, index, context) => {
  const bySlot = tokens.slot && tokens.is(index, 'theo') ? intervalAt(tokens, index + 1) : undefined
  if (bySlot !== undefined && endsInterval(tokens, bySlot.next))
    return listReadings(tokens, intervalList(tokens, index + 1), context)
  const regular = periodically.at(tokens, index)
  const from = regular === undefined ? index : intervalBehind(tokens, regular.next)
  if (regular !== undefined && from === undefined) return periodicAlone(tokens, regular.next, context)
  if (from === undefined || (regular === undefined && eachAt(tokens, from) === undefined)) return undefined
  const list = intervalList(tokens, from)
  return listReadings(tokens, list, context)
}

/** "Định kỳ trước ngày 15/6 và 15/12"; without anything behind it the interval is missing. */
function periodicAlone(tokens: Tokens, next: number, context: TimeContext): Parsed<Outcome[]> {
  const dated = datedBehind(tokens, next, context)
  return dated ?? { value: [every(null)], next }
}

const perWords: ReadonlySet<string> = new Set(['/', 'trong', 'một', 'trên'])

/** "Năm 2023" behind a count leaves it yearly; a month or a quarter does not come again. */
const namedUnits: ReadonlySet<string> = new Set(['tháng', 'quý'])

/** "02 lần/ngày", "ít nhất 01 lần/năm", "02 lần trong năm", "một lần mỗi quý". */
export const timesFirst: Parser = (tokens, index) => {
  const narrow = timesAt(tokens, index)
  const times = narrow ?? timesAt(tokens, index, true)
  if (times === undefined) return undefined
  // "01 lớp trong năm" sets a number, "01 lớp/quý" comes again.
  const per = narrow === undefined ? tokens.is(times.next, '/') : tokens.isOne(times.next, perWords)
  const joint = per ? times.next + 1 : undefined
  const each = joint === undefined ? eachAt(tokens, times.next)?.next : joint
  if (each === undefined) return undefined
  const interval = intervalAt(tokens, tokens.skip(each, 'một'))
  if (interval === undefined || !endsInterval(tokens, interval.next)) return undefined
  // "Ít nhất 01 lần trong quý III": one quarter, named.
  if (tokens.isOne(interval.next - 1, namedUnits) && stretchesAt(tokens, interval.next - 1) !== undefined)
    return undefined
  return { value: [every(interval.value, { times: times.value })], next: interval.next }
}

const plainUnits: ReadonlySet<string> = new Set(['ngày', 'tuần', 'tháng', 'quý', 'năm'])

/** "02 giờ/lần", "30 phút/lần": too short for any interval of a plan; index behind it. */
function hourly(tokens: Tokens, index: number): number | undefined {
  const known = tokens.at(index).kind === 'number' && (tokens.is(index + 1, 'giờ') || tokens.is(index + 1, 'phút'))
  const end = known ? onceBehind(tokens, index + 2) : undefined
  return end
}

/** "6 tháng/lần", "06 tháng một lần", "01 quý/lần", "1 năm 2 lần", "tháng/lần". */
export const intervalTimes: Parser = (tokens, index, context) => {
  const hours = hourly(tokens, index)
  if (hours !== undefined) return { value: [every(null)], next: hours }
  const interval = intervalAt(tokens, index)
  if (interval === undefined) return undefined
  const stroke = tokens.is(interval.next, '/')
  const counted = tokens.at(index).kind === 'number' || interval.next > index + 1
  let end: number | undefined
  let times = 1
  if (stroke && tokens.is(interval.next + 1, 'lần')) end = interval.next + 2
  else if (stroke || counted || tokens.isOne(index, plainUnits)) {
    const found = timesAt(tokens, stroke ? interval.next + 1 : interval.next)
    end = found?.next
    times = found?.value ?? 1
  }
  if (end === undefined) return undefined
  const dated = times === 1 ? datedBehind(tokens, end, context) : undefined
  return dated ?? { value: [every(interval.value, { times })], next: end }
}

/** "Quý, 6 tháng, năm", "6 tháng, 01 năm", "tháng, quý, năm" without any word before them. */
export const listOnly: Parser = (tokens, index, context) => {
  const first = intervalAt(tokens, index)
  if (first === undefined || first.value === 'day' || first.value === 'year' || first.value === null) return undefined
  if (first.value === 'month' && !tokens.is(index, 'tháng')) return undefined
  const list = intervalList(tokens, index)
  // "Tháng, năm sinh" and the like begin with a month and name nothing longer in between.
  if (list.length < 2 || (list[0]?.interval === 'month' && list[1]?.interval === 'year')) return undefined
  return listReadings(tokens, list, context)
}
