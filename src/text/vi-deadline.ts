import type { DueRule, Interval, Precision } from '../core/plan/plan.ts'
import { type SpanName, spanOf } from '../core/plan/span.ts'
import { addDays, type LocalDate, type LocalTime, lastDayOfMonth, monthOf, shortDate, yearOf } from '../core/time.ts'

const roman = ['I', 'II', 'III', 'IV'] as const
const quarterOf = (date: LocalDate): number => Math.ceil(monthOf(date) / 3)
const two = (count: number): string => String(count).padStart(2, '0')
const clock = (time: LocalTime): string => `${time.slice(0, 2)} giờ ${time.slice(3, 5)}`

const monthText = (date: LocalDate): string => `tháng ${monthOf(date)}/${yearOf(date)}`
const quarterText = (date: LocalDate): string => `quý ${roman[quarterOf(date) - 1]}/${yearOf(date)}`
const halfText = (date: LocalDate): string => `06 tháng ${monthOf(date) < 7 ? 'đầu' : 'cuối'} năm ${yearOf(date)}`

const partNames = { start: 'đầu', middle: 'giữa', end: 'cuối' } as const

/** Names a stretch of time, both days counted: `quý II/2022`, `cuối tháng 6/2024`, `giai đoạn 2019–2025`. */
export function spanText(from: LocalDate, to: LocalDate, precision: Precision): string {
  const year = yearOf(to)
  const is = (name: SpanName): boolean => {
    const span = spanOf(name)
    return span !== undefined && span.from === from && span.to === to
  }
  if (precision === 'month') {
    const month = monthOf(to)
    if (is({ month, year })) return monthText(to)
    for (const part of ['start', 'middle', 'end'] as const)
      if (is({ month, year, part })) return `${partNames[part]} ${monthText(to)}`
    if (is({ nineMonths: true, year })) return `09 tháng đầu năm ${year}`
  }
  if (precision === 'quarter') {
    const quarter = quarterOf(to)
    if (is({ quarter, year })) return quarterText(to)
    for (const part of ['start', 'middle', 'end'] as const)
      if (is({ quarter, year, part })) return `${partNames[part]} ${quarterText(to)}`
  }
  if (precision === 'half' && is({ half: monthOf(to) < 7 ? 1 : 2, year })) return halfText(to)
  if (precision === 'year') {
    if (is({ year })) return `năm ${year}`
    for (const part of ['start', 'middle', 'end'] as const)
      if (is({ year, part })) return `${partNames[part]} năm ${year}`
  }
  if (precision === 'phase' && is({ phase: { from: yearOf(from), to: year } })) {
    return `giai đoạn ${yearOf(from)}–${year}`
  }
  return from === to ? `ngày ${shortDate(from)}` : `từ ngày ${shortDate(from)} đến hết ngày ${shortDate(to)}`
}

/**
 * A last day as exactly as it is known: `27/4/2023`, `quý II/2022`, `tháng 6/2024`. A day that does not close its
 * stretch ("đầu tháng 6") is given as a day.
 */
export function dueText(due: LocalDate, precision: Precision): string {
  const month = monthOf(due)
  const closesMonth = due === lastDayOfMonth(yearOf(due), month)
  if (precision === 'month' && closesMonth) return monthText(due)
  if (precision === 'quarter' && closesMonth && month % 3 === 0) return quarterText(due)
  if (precision === 'half' && closesMonth && month % 6 === 0) return halfText(due)
  if ((precision === 'year' || precision === 'phase') && closesMonth && month === 12) return `năm ${yearOf(due)}`
  return shortDate(due)
}

const each: { readonly [I in Interval]: string } = {
  day: 'hằng ngày',
  week: 'hằng tuần',
  month: 'hằng tháng',
  quarter: 'hằng quý',
  half: '06 tháng một lần',
  year: 'hằng năm',
}

const units = { day: 'ngày', 'working-day': 'ngày làm việc', week: 'tuần', month: 'tháng', year: 'năm' } as const

function recurringText(every: Interval | null, on: readonly string[]): string {
  if (on.length === 0) return every === null ? 'định kỳ, chưa nêu chu kỳ' : each[every]
  const days = on.map((day) => shortDate(`2001-${day}`).replace(/\/2001$/, ''))
  const last = days.at(-1) ?? ''
  return `hằng năm, chậm nhất ngày ${days.length > 1 ? `${days.slice(0, -1).join(', ')} và ${last}` : last}`
}

/** The reading of a rule, as people confirm it: "hết ngày 09/5/2023", "quý II/2022", "thường xuyên", "hằng tháng". */
export function readingOf(rule: DueRule, settings: { readonly beforeIsInclusive?: boolean } = {}): string {
  switch (rule.kind) {
    case 'before':
      if (rule.time !== undefined) return `trước ${clock(rule.time)} ngày ${shortDate(rule.date)}`
      return `hết ngày ${shortDate(settings.beforeIsInclusive === true ? rule.date : addDays(rule.date, -1))}`
    case 'by':
      if (rule.time !== undefined) return `chậm nhất ${clock(rule.time)} ngày ${shortDate(rule.date)}`
      return `hết ngày ${shortDate(rule.date)}`
    case 'on':
      return `${rule.time === undefined ? '' : `${clock(rule.time)} `}ngày ${shortDate(rule.date)}`
    case 'within':
      return spanText(rule.from, rule.to, rule.precision)
    case 'recurring':
      return recurringText(rule.every, rule.on ?? [])
    case 'continuous':
      return 'thường xuyên'
    case 'relative': {
      const length = `trong ${two(rule.count)} ${units[rule.unit]}`
      const event = rule.event.trim()
      if (rule.after !== null) return `${length} kể từ ngày ${shortDate(rule.after)}`
      return event === '' ? `${length}, chưa rõ kể từ ngày nào` : `${length} kể từ ${event}`
    }
  }
}
