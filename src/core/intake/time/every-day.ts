import type { LocalTime } from '../../time.ts'
import { clockAt } from './clock.ts'
import { daysAt } from './day.ts'
import { eachAt, endsInterval, intervalAt } from './interval.ts'
import type { Outcome, Parser } from './reading.ts'
import { every, leadAt, wrapped } from './recurrence.ts'
import { stretchesAt } from './stretch.ts'
import type { Tokens } from './tokens.ts'
import { exceptionAt, exist, monthlyAt, stretchDays, type Turns, yearlyAt } from './turn-days.ts'
import { weekdayAt } from './weekday.ts'

const asReadings = (turns: Turns, time: LocalTime | null): Outcome[] => [
  every(turns.interval, { ...(turns.on === undefined ? {} : { on: turns.on }), ...(time === null ? {} : { time }) }),
]

/** "Ngày 15 hằng tháng", "trước ngày 20 của tháng cuối quý", "trước ngày 15/11 hằng năm", "trước ngày 05 tháng sau". */
export const dayFirst: Parser = (tokens, index) => {
  const lead = leadAt(tokens, index)
  const days = daysAt(tokens, lead.from, { monthless: true })
  if (days === undefined || !exist(days.value.days)) return undefined
  // "6 tháng cuối năm" begins with no day.
  if (!days.value.introduced && !lead.limited) return undefined
  if (!days.value.introduced && tokens.is(days.next, 'tháng')) return undefined
  const named = days.value.days
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

/** "Ngày cuối tháng", "ngày cuối cùng của quý", "cuối mỗi quý", "tháng 6 hằng năm", "quý IV hằng năm". */
export const endFirst: Parser = (tokens, index) => {
  const { from } = leadAt(tokens, index)
  const lastDay = tokens.is(from, 'ngày') && tokens.is(from + 1, 'cuối') ? tokens.skip(from + 2, 'cùng') : undefined
  const edge = lastDay ?? (tokens.is(from, 'cuối') || tokens.is(from, 'đầu') ? from + 1 : undefined)
  if (edge !== undefined) {
    const afterOf = tokens.skip(edge, 'của')
    const each = eachAt(tokens, afterOf)
    const interval = intervalAt(tokens, each?.next ?? afterOf)
    const plain = interval !== undefined && (lastDay !== undefined || each !== undefined)
    if (plain && endsInterval(tokens, interval.next) && interval.value !== 'day') {
      return { value: [every(interval.value)], next: interval.next }
    }
  }
  const week = weekOfMonth(tokens, from)
  if (week !== undefined) return { value: [every('month')], next: week }
  const stretches = stretchesAt(tokens, from)
  const each = stretches === undefined ? undefined : eachAt(tokens, tokens.skip(stretches.next, ',', 'của'))
  if (stretches === undefined || each === undefined || !tokens.is(each.next, 'năm')) return undefined
  const on = stretchDays(stretches.value.stretches)
  if (on.length === 0) return undefined
  return { value: [every('year', { on })], next: each.next + 1 }
}

/** "Thứ năm tuần thứ 3 hằng tháng", "tuần cuối mỗi tháng": index behind it. The day in the month differs each time. */
function weekOfMonth(tokens: Tokens, index: number): number | undefined {
  let next = weekdayAt(tokens, index)?.next ?? index
  next = tokens.skip(next, 'của', ',')
  if (!tokens.is(next, 'tuần')) return undefined
  next = tokens.skip(next + 1, 'lễ')
  next = tokens.skip(next, 'thứ')
  const known = tokens.small(next, 1, 5) !== undefined || tokens.isOne(next, weekPlaces)
  const each = known ? eachAt(tokens, tokens.skip(tokens.skip(next + 1, 'tiên', 'cùng'), 'của', 'trong')) : undefined
  return each !== undefined && tokens.is(each.next, 'tháng') ? each.next + 1 : undefined
}

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
