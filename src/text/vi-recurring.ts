import type { DueRule, Interval } from '../core/plan/plan.ts'
import { dayOf, type LocalTime, lastDayOfMonth, shortDate } from '../core/time.ts'

type Recurring = Extract<DueRule, { kind: 'recurring' }>

const each: { readonly [I in Interval]: string } = {
  day: 'hằng ngày',
  week: 'hằng tuần',
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half: '06 tháng một lần',
  year: 'hằng năm',
}

const one: { readonly [I in Interval]: string } = {
  day: 'ngày',
  week: 'tuần',
  month: 'tháng',
  quarter: 'quý',
  half: '06 tháng',
  year: 'năm',
}

const weekdays = ['thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'] as const
const placesInQuarter = ['đầu', 'giữa', 'cuối'] as const

const two = (count: number): string => String(count).padStart(2, '0')
const clock = (time: LocalTime | undefined): string =>
  time === undefined ? '' : `${time.slice(0, 2)} giờ ${time.slice(3, 5)} `

function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  return parts.length > 1 ? `${parts.slice(0, -1).join(', ')} và ${last}` : last
}

/** The days of each month, by month. */
function byMonth(on: readonly string[]): Map<number, number[]> {
  const months = new Map<number, number[]>()
  for (const day of [...on].sort()) {
    const month = Number(day.slice(0, 2))
    months.set(month, [...(months.get(month) ?? []), Number(day.slice(3, 5))])
  }
  return months
}

/** Last day of a month in the leap year that `on` is written for. */
const lastOf = (month: number): number => dayOf(lastDayOfMonth(2024, month))

/** A shorter month closes on its last day. */
const fits = (month: number, days: readonly number[], usual: readonly number[]): boolean =>
  days.length === usual.length &&
  days.every((day, index) => day === usual[index] || (day < (usual[index] ?? 0) && day === lastOf(month)))

const daysText = (month: number, days: readonly number[]): string =>
  days.length === 1 && days[0] === lastOf(month) ? 'ngày cuối tháng' : `ngày ${listed(days.map(two))}`

/** "Hằng tháng, chậm nhất ngày 14 (riêng tháng 12: ngày 19)"; undefined where the months have little in common. */
function monthlyText(on: readonly string[], time: string): string | undefined {
  const months = [...byMonth(on)]
  if (months.length !== 12) return undefined
  // January has 31 days, so that "30" is seen as such; where it is the exception, March tells.
  for (const sample of [0, 2]) {
    const usual = months[sample]?.[1] ?? []
    const others = months.filter(([month, days]) => !fits(month, days, usual))
    if (others.length > 1) continue
    const exception = others.map(([month, days]) => ` (riêng tháng ${month}: ${daysText(month, days)})`).join('')
    return `hằng tháng, chậm nhất ${time}${daysText(1, usual)}${exception}`
  }
  return undefined
}

/** "Hằng quý, chậm nhất ngày 19 tháng cuối quý". */
function quarterlyText(on: readonly string[], time: string): string | undefined {
  const months = [...byMonth(on)]
  const [first] = months
  if (months.length !== 4 || first === undefined || first[0] > 3) return undefined
  const usual = months.reduce<readonly number[]>(
    (most, [, days]) => ((days[0] ?? 0) > (most[0] ?? 0) ? days : most),
    first[1],
  )
  const regular = months.every(([month, days], index) => month === first[0] + index * 3 && fits(month, days, usual))
  if (!regular) return undefined
  const closes = months.every(([month, days]) => days[0] === lastOf(month))
  const day = closes ? 'ngày cuối' : `ngày ${listed(usual.map(two))}`
  return `hằng quý, chậm nhất ${time}${day} tháng ${placesInQuarter[first[0] - 1]} quý`
}

/** Without its year; a common year has no 29 February. */
const monthDayText = (day: string): string =>
  day === '02-29' ? '28/02' : shortDate(`2001-${day}`).replace(/\/2001$/, '')

function daysOfYear(on: readonly string[], time: string): string {
  return `hằng năm, chậm nhất ${time}ngày ${listed(on.map(monthDayText))}`
}

/** A recurring rule as people confirm it: "hằng tháng, chậm nhất ngày 14", "02 lần mỗi ngày", "thứ Sáu hằng tuần". */
export function recurringText({ every, on = [], times, weekday, time }: Recurring): string {
  const hour = clock(time)
  if (on.length > 0) return monthlyText(on, hour) ?? quarterlyText(on, hour) ?? daysOfYear(on, hour)
  if (every === null) return 'định kỳ, chưa nêu chu kỳ'
  if (times !== undefined && times > 1) return `${two(times)} lần mỗi ${one[every]}`
  const day = every === 'week' && weekday !== undefined ? `${weekdays[weekday - 1]} ` : ''
  return `${hour}${day}${each[every]}`
}
