import type { DueRule, Precision } from '../core/plan/plan.ts'
import { type SpanName, spanOf } from '../core/plan/span.ts'
import { addDays, type LocalDate, type LocalTime, lastDayOfMonth, monthOf, shortDate, yearOf } from '../core/time.ts'
import { recurringText } from './vi-recurring.ts'

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

const units = {
  day: 'ngày',
  'working-day': 'ngày làm việc',
  week: 'tuần',
  month: 'tháng',
  year: 'năm',
  hour: 'giờ',
} as const

/** "Trong 05 ngày làm việc kể từ khi …", "chậm nhất 05 ngày trước ngày …", "khi có yêu cầu". */
function relativeText(rule: Extract<DueRule, { kind: 'relative' }>): string {
  const length = `${two(rule.count)} ${units[rule.unit]}`
  const event = rule.after === null ? rule.event.trim() : `ngày ${shortDate(rule.after)}`
  if (rule.before === true) {
    if (rule.count === 0) return event === '' ? 'trước một ngày chưa rõ' : `trước ${event}`
    return event === '' ? `trước ${length}, chưa rõ so với ngày nào` : `chậm nhất ${length} trước ${event}`
  }
  if (rule.count === 0 && event !== '') return event
  return event === '' ? `trong ${length}, chưa rõ kể từ ngày nào` : `trong ${length} kể từ ${event}`
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
      return recurringText(rule)
    case 'continuous':
      return 'thường xuyên'
    case 'relative':
      return relativeText(rule)
  }
}
