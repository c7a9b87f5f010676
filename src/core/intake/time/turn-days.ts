import { daysAt } from './day.ts'
import { eachAt, endsInterval, intervalAt, type SaidInterval } from './interval.ts'
import { Lexicon } from './lexicon.ts'
import { limitAt } from './limit.ts'
import type { NamedDay, NamedStretch } from './named.ts'
import { stretchesAt } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'
import { allMonths, inMonths, lastAcceptable, monthsOfQuarters } from './turns.ts'

const monthPlaces = new Lexicon<1 | 2 | 3>([
  [1, ['đầu', 'đầu tiên', 'thứ nhất']],
  [2, ['thứ hai', 'giữa', 'thứ 2']],
  [3, ['cuối', 'cuối cùng', 'thứ ba', 'thứ 3']],
])

/** "(của) (mỗi|hằng) quý", "quý sau", "kỳ báo cáo" behind "tháng cuối". */
function quarterEnd(tokens: Tokens, index: number): Parsed<'quarter' | 'half' | 'year' | null> | undefined {
  let next = tokens.skip(index, 'của', 'trong')
  next = eachAt(tokens, next)?.next ?? tokens.skip(next, 'các')
  // "Tháng cuối kỳ báo cáo": the period is named elsewhere.
  if (tokens.is(next, 'kỳ')) return { value: null, next: tokens.words(next + 1, 'báo', 'cáo') ?? next + 1 }
  const interval = intervalAt(tokens, next)
  if (interval === undefined) return undefined
  const { value } = interval
  if (value !== 'quarter' && value !== 'half' && value !== 'year') return undefined
  // "Tháng cuối quý II" names one quarter.
  if (!endsInterval(tokens, interval.next) || /^(?:i|ii|iii|iv)$/.test(tokens.at(interval.next).text)) return undefined
  return { value, next: skipNext(tokens, interval.next) }
}

const nextWords = new Lexicon<true>([
  [
    true,
    [
      'sau',
      'kế tiếp',
      'tiếp theo',
      'liền kề',
      'sau liền kề',
      'liền sau',
      'kế sau',
      'sau đó',
      'tiếp',
      'sau kỳ báo cáo',
      'báo cáo',
    ],
  ],
])
const skipNext = (tokens: Tokens, index: number): number => nextWords.at(tokens, index)?.next ?? index

/** The days that fall due, and with which interval. */
export interface Turns {
  readonly interval: SaidInterval
  readonly on?: readonly string[]
}

export const numbersOf = (days: readonly NamedDay[]): number[] => days.map(({ day }) => day)
export const exist = (days: readonly NamedDay[]): boolean =>
  days.every(({ day, month }) => day >= 1 && day <= 31 && (month === null || (month >= 1 && month <= 12)))

/** "Ngày 15" with "hằng tháng", "tháng cuối quý", "tháng sau", "các tháng 3, 6, 9" behind it. */
export function monthlyAt(
  tokens: Tokens,
  days: readonly NamedDay[],
  index: number,
  before: boolean,
): Parsed<Turns> | undefined {
  let next = tokens.skip(index, ',')
  next = tokens.skip(next, 'của', 'vào', 'trong')
  const each = eachAt(tokens, next)
  const numbers = numbersOf(days)
  if (each !== undefined) {
    const interval = intervalAt(tokens, each.next)
    if (interval?.value === 'month') {
      const end = skipNext(tokens, interval.next)
      return { value: { interval: 'month', on: inMonths(allMonths, numbers, before) }, next: end }
    }
    return undefined
  }
  if (tokens.is(next, 'các') && tokens.is(next + 1, 'tháng') && !tokens.is(next + 2, 'cuối')) {
    const months = stretchesAt(tokens, next)
    const named = months?.value.stretches.flatMap(({ shape }) => (shape.unit === 'month' ? [shape.month] : [])) ?? []
    if (months !== undefined && named.length > 0 && named.every((month) => month <= 12)) {
      const end = eachAt(tokens, months.next)?.next
      const closing = end !== undefined && tokens.is(end, 'năm') ? end + 1 : months.next
      return { value: { interval: 'year', on: inMonths(named, numbers, before) }, next: closing }
    }
    const all = tokens.is(next + 2, 'trong') && tokens.is(next + 3, 'năm') ? next + 4 : undefined
    if (all === undefined) return undefined
    return { value: { interval: 'month', on: inMonths(allMonths, numbers, before) }, next: all }
  }
  if (!tokens.is(next, 'tháng')) return undefined
  const following = nextWords.at(tokens, next + 1)
  if (following !== undefined) {
    return { value: { interval: 'month', on: inMonths(allMonths, numbers, before) }, next: following.next }
  }
  const place = monthPlaces.at(tokens, next + 1)
  const end = place === undefined ? undefined : quarterEnd(tokens, place.next)
  if (place === undefined || end === undefined) return undefined
  if (end.value === null) return { value: { interval: null }, next: end.next }
  const months =
    end.value === 'quarter'
      ? monthsOfQuarters(place.value)
      : end.value === 'half'
        ? [place.value === 1 ? 1 : 6, place.value === 1 ? 7 : 12]
        : [place.value === 1 ? 1 : 12]
  return { value: { interval: end.value, on: inMonths(months, numbers, before) }, next: end.next }
}

/** Years that are counted from a plan or a report which comes every year. */
const plannedYears = new Lexicon<true>([
  [
    true,
    [
      'năm trước năm kế hoạch',
      'năm liền trước năm kế hoạch',
      'năm trước liền kề năm kế hoạch',
      'năm trước năm báo cáo',
      'năm báo cáo',
      'năm kế hoạch',
      'năm sau năm báo cáo',
      'năm liền kề năm báo cáo',
      'năm sau liền kề năm báo cáo',
      'năm trước năm ngân sách',
      'năm hiện hành',
    ],
  ],
])

/** "Trước ngày 10/6 và 10/12 hằng năm": days of the year with "hằng năm" behind them. */
export function yearlyAt(
  tokens: Tokens,
  days: readonly NamedDay[],
  index: number,
  before: boolean,
): Parsed<Turns> | undefined {
  if (days.some(({ month, year }) => month === null || year !== null)) return undefined
  let next = tokens.skip(index, ',')
  next = tokens.skip(next, 'của', 'vào')
  const planned = plannedYears.at(tokens, next)
  if (planned !== undefined) return { value: { interval: 'year', on: yearDays(days, before) }, next: planned.next }
  const each = eachAt(tokens, next)
  const interval = each === undefined ? undefined : intervalAt(tokens, each.next)
  if (interval?.value !== 'year' && !(interval?.value === 'half' && days.length === 2)) return undefined
  const end = tokens.skip(interval.next, 'học')
  return { value: { interval: interval.value, on: yearDays(days, before) }, next: end }
}

export const yearDays = (days: readonly NamedDay[], before: boolean): string[] =>
  [...new Set(days.map(({ day, month }) => lastAcceptable(month ?? 1, day, before)))].sort()

/** "(Riêng tháng 12 trước ngày 20)": another day in one month. */
export function exceptionAt(tokens: Tokens, index: number, on: readonly string[]): Parsed<string[]> | undefined {
  const bracket = tokens.is(index, '(')
  let next = tokens.skip(index, '(', ',', ';')
  if (!tokens.is(next, 'riêng')) return undefined
  next = tokens.skip(next + 1, 'báo', 'đối')
  next = tokens.skip(next, 'với', 'cáo')
  if (!tokens.is(next, 'tháng')) return undefined
  const month = stretchesAt(tokens, next)
  const shape = month?.value.stretches[0]?.shape
  if (month === undefined || shape?.unit !== 'month') return undefined
  const limit = limitAt(tokens, tokens.skip(month.next, ',', ':', 'gửi', 'là'))
  const days = daysAt(tokens, limit?.next ?? tokens.skip(month.next, ',', ':', 'là', 'vào'), { monthless: true })
  const day = days?.value.days[0]
  if (days === undefined || day === undefined || !exist([day])) return undefined
  const own = lastAcceptable(shape.month, day.day, limit?.value === 'before')
  const prefix = `${String(shape.month).padStart(2, '0')}-`
  const value = [...on.filter((one) => !one.startsWith(prefix)), own].sort()
  const end = bracket && tokens.is(days.next, ')') ? days.next + 1 : days.next
  return { value, next: end }
}

/** The last days of months, quarters and halves that come in every year. */
export function stretchDays(stretches: readonly NamedStretch[], before = false): string[] {
  const on = stretches.flatMap(({ shape, year }) => {
    if (year !== null) return []
    // "Trước tháng 11 hằng năm" leaves October.
    if (before && shape.unit === 'month' && shape.month >= 1 && shape.month <= 12)
      return inMonths([shape.month === 1 ? 12 : shape.month - 1], [31], false)
    if (shape.unit === 'month' && shape.month >= 1 && shape.month <= 12) return inMonths([shape.month], [31], false)
    if (shape.unit === 'quarter' && shape.quarter >= 1 && shape.quarter <= 4)
      return inMonths([shape.quarter * 3], [31], false)
    if (shape.unit === 'months' && shape.end === 'first') return inMonths([shape.count], [31], false)
    return shape.unit === 'months' || shape.unit === 'year' ? ['12-31'] : []
  })
  return [...new Set(on)].sort()
}
