import type { LocalTime } from '../../time.ts'
import { clockAt } from './clock.ts'
import { type Days, daysAt } from './day.ts'
import { eachAt, endsEachInterval, endsInterval, intervalAt } from './interval.ts'
import { countAt, numberInWords } from './numbers.ts'
import type { Outcome, Parser } from './reading.ts'
import { every, leadAt, wrapped } from './recurrence.ts'
import { stretchesAt } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'
import { exceptionAt, exist, monthlyAt, stretchDays, type Turns, yearlyAt } from './turn-days.ts'
import { allMonths, inMonths, monthsOfQuarters } from './turns.ts'
import { weekdayAt } from './weekday.ts'

const asReadings = (turns: Turns, time: LocalTime | null): Outcome[] => [
  every(turns.interval, { ...(turns.on === undefined ? {} : { on: turns.on }), ...(time === null ? {} : { time }) }),
]

/** "Ngày 15 hằng tháng", "trước ngày 20 của tháng cuối quý", "trước ngày 15/11 hằng năm", "trước ngày 05 tháng sau". */
export const dayFirst: Parser = (tokens, index) => {
  const lead = leadAt(tokens, index)
  const days = windowEnd(tokens, lead.from) ?? daysAt(tokens, lead.from, { monthless: true })
  if (days === undefined || !exist(days.value.days)) return undefined
  const named = days.value.days
  // "6 tháng cuối năm" begins with no day; "15/6 và 15/12 hằng năm" does.
  const full = named.every(({ month }) => month !== null)
  if (!days.value.introduced && !lead.limited && !full) return undefined
  if (!days.value.introduced && tokens.is(days.next, 'tháng')) return undefined
  const time = named[0]?.time ?? null
  const before = lead.before && time === null
  const turns =
    (named.every(({ month }) => month === null) ? monthlyAt(tokens, named, days.next, before) : undefined) ??
    yearlyAt(tokens, named, days.next, before)
  if (turns === undefined) return undefined
  const exception = turns.value.on === undefined ? undefined : exceptionAt(tokens, turns.next, turns.value.on)
  const value = exception === undefined ? turns.value : { ...turns.value, on: exception.value }
  return { value: asReadings(value, time), next: exception?.next ?? turns.next }
}

/** "Từ ngày 01 đến ngày 05 hằng tháng": the last day of such a stretch counts. */
function windowEnd(tokens: Tokens, index: number): Parsed<Days> | undefined {
  if (!tokens.is(index, 'từ')) return undefined
  const first = daysAt(tokens, index + 1, { monthless: true })
  const joint = first === undefined || first.value.days.length !== 1 ? undefined : first.next
  if (joint === undefined || !(tokens.is(joint, 'đến') || tokens.is(joint, '-'))) return undefined
  const last = daysAt(tokens, tokens.skip(joint + 1, 'hết'), { monthless: true })
  if (last === undefined) return undefined
  return { value: { ...last.value, introduced: true }, next: last.next }
}

/** "Ngày cuối tháng", "ngày cuối cùng của quý", "cuối mỗi quý", "tháng 6 hằng năm", "quý IV hằng năm". */
export const endFirst: Parser = (tokens, index) => {
  const { from, before } = leadAt(tokens, index)
  const dayWord = tokens.is(from, 'ngày') ? (tokens.words(from + 1, 'làm', 'việc') ?? from + 1) : undefined
  const lastDay = dayWord !== undefined && tokens.is(dayWord, 'cuối') ? tokens.skip(dayWord + 1, 'cùng') : undefined
  const edge = lastDay ?? (tokens.isOne(from, edges) ? from + 1 : undefined)
  if (edge !== undefined) {
    const afterOf = tokens.skip(edge, 'của')
    const each = eachAt(tokens, afterOf)
    const interval = intervalAt(tokens, each?.next ?? afterOf)
    // "Cuối quý" alone in its place; "đầu tư quý IV" is something else.
    const alone = tokens.slot && interval?.next === afterOf + 1 && tokens.at(interval.next).kind !== 'word'
    const plain = interval !== undefined && (lastDay !== undefined || each !== undefined || alone)
    const ends = each === undefined ? endsInterval : endsEachInterval
    if (plain && ends(tokens, interval.next) && interval.value !== 'day') {
      return { value: [every(interval.value)], next: interval.next }
    }
  }
  const week = weekOfMonth(tokens, from)
  if (week !== undefined) return { value: [every('month')], next: week }
  const stretches = stretchesAt(tokens, from)
  const each = stretches === undefined ? undefined : eachAt(tokens, tokens.skip(stretches.next, ',', 'của'))
  if (stretches === undefined || each === undefined || !tokens.is(each.next, 'năm')) return undefined
  const on = stretchDays(stretches.value.stretches, before)
  if (on.length === 0) return undefined
  return { value: [every('year', { on })], next: each.next + 1 }
}

/** "Trong 05 ngày đầu tiên của tháng", "10 ngày đầu của quý tiếp theo", "trong 05 ngày cuối mỗi tháng". */
export const firstDays: Parser = (tokens, index) => {
  const { from } = leadAt(tokens, index)
  const count = countAt(tokens, tokens.skip(from, 'vòng'))
  if (count === undefined || count.value > 20 || !tokens.is(count.next, 'ngày')) return undefined
  const edge = tokens.words(count.next + 1, 'làm', 'việc') ?? count.next + 1
  const first = tokens.is(edge, 'đầu')
  if (!first && !tokens.is(edge, 'cuối')) return undefined
  const behind = tokens.skip(edge + 1, 'tiên', 'cùng')
  const of = tokens.skip(behind, 'của')
  const each = eachAt(tokens, of)
  const interval = intervalAt(tokens, each?.next ?? of)
  if (interval === undefined || (interval.value !== 'month' && interval.value !== 'quarter')) return undefined
  const next = comingTurn(tokens, interval.next)
  const plain = next === interval.next && each === undefined && of === behind
  if (plain || !(each === undefined ? endsInterval : endsEachInterval)(tokens, interval.next)) {
    if (next === interval.next) return undefined
  }
  const months = interval.value === 'month' ? allMonths : monthsOfQuarters(first ? 1 : 3)
  return { value: [every(interval.value, { on: inMonths(months, [first ? count.value : 31], false) })], next }
}

/** Index behind "tiếp theo", "sau", "kế tiếp". */
const comingTurn = (tokens: Tokens, index: number): number =>
  tokens.words(index, 'tiếp', 'theo') ??
  tokens.words(index, 'kế', 'tiếp') ??
  tokens.words(index, 'liền', 'kề') ??
  tokens.skip(index, 'sau')

/** "Cuối mỗi quý", "sau mỗi năm học". */
const edges: ReadonlySet<string> = new Set(['cuối', 'đầu', 'sau'])

/** "Thứ năm tuần thứ 3 hằng tháng", "tuần cuối mỗi tháng": index behind it. The day in the month differs each time. */
function weekOfMonth(tokens: Tokens, index: number): number | undefined {
  let next = weekdayAt(tokens, index)?.next ?? index
  next = tokens.skip(next, 'của', ',')
  if (!tokens.is(next, 'tuần')) return undefined
  next = tokens.skip(next + 1, 'lễ')
  next = tokens.skip(next, 'thứ')
  const known = tokens.small(next, 1, 5) !== undefined || tokens.isOne(next, weekPlaces)
  const behind = tokens.skip(next + 1, 'tiên', 'cùng')
  const of = tokens.isOne(next, weekEdges) ? tokens.skip(behind, 'của') : behind
  const bare = known ? (tokens.words(behind, 'của', 'tháng') ?? tokens.words(of, 'tháng')) : undefined
  if (bare !== undefined && tokens.at(bare).kind !== 'number' && numberInWords(tokens, bare) === undefined) return bare
  const each = known ? eachAt(tokens, tokens.skip(behind, 'của', 'trong')) : undefined
  return each !== undefined && tokens.is(each.next, 'tháng') ? each.next + 1 : undefined
}

const weekEdges: ReadonlySet<string> = new Set(['đầu', 'cuối'])
const weekPlaces: ReadonlySet<string> = new Set(['đầu', 'cuối', 'nhất', 'hai', 'ba', 'tư'])

/** "Chiều thứ sáu hằng tuần", "trước 16 giờ thứ năm hằng tuần", "08 giờ hằng ngày". */
export const weekdayFirst: Parser = (tokens, index) => {
  const lead = leadAt(tokens, index)
  const clock = clockAt(tokens, lead.from)
  const from = clock === undefined ? lead.from : tokens.skip(clock.next, ',')
  const weekdays = weekdayAt(tokens, from)
  let next = tokens.skip(weekdays?.next ?? from, ',')
  next = tokens.skip(next, 'của', 'trong')
  const each = eachAt(tokens, next)
  const weekOnly =
    weekdays !== undefined && tokens.is(next, 'đầu') && tokens.is(next + 1, 'tuần') ? next + 2 : undefined
  const interval = each === undefined ? undefined : intervalAt(tokens, each.next)
  const time = clock === undefined ? {} : { time: clock.value }
  if (weekdays !== undefined && (interval?.value === 'week' || weekOnly !== undefined)) {
    const shifted = lead.before && clock === undefined ? -1 : 0
    const value = weekdays.value.map((one) => every('week', { weekday: wrapped(one + shifted), ...time }))
    return { value, next: interval?.next ?? weekOnly ?? next }
  }
  if (clock === undefined || weekdays !== undefined || interval?.value !== 'day') return undefined
  return { value: [every('day', time)], next: interval.next }
}
