import { yearOf } from '../../time.ts'
import type { TimeContext } from '../time-phrase.ts'
import { daysAt } from './day.ts'
import { endsInterval, intervalAt } from './interval.ts'
import { limited } from './limit.ts'
import type { NamedStretch } from './named.ts'
import { type Outcome, type Parser, type Reading, readingsOf, said } from './reading.ts'
import { every, leadAt } from './recurrence.ts'
import { stretchesAt } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'
import { yearDays } from './turn-days.ts'

const joiners: ReadonlySet<string> = new Set([',', 'và', 'hoặc', '/', '-', '&', ';'])

/** A limit with its own date behind the interval says when, and the interval only names the report. */
export function datedBehind(tokens: Tokens, index: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  const bracket = tokens.is(index, '(')
  const from = tokens.skip(index, '(', ',', ':', '-')
  const found = limited(tokens, from, context)
  // "Hằng quý đến hết năm 2025" goes on until then.
  if (found !== undefined && tokens.isOne(from, until) && !hasDay(tokens, from, found.next)) return undefined
  if (found === undefined || found.value.some((one) => 'problem' in one || one.rule.kind === 'relative'))
    return undefined
  if (!bracket) return found
  return tokens.is(found.next, ')') ? { value: found.value, next: found.next + 1 } : undefined
}

const until: ReadonlySet<string> = new Set(['đến', 'tới', 'cho'])

const stretchWords: ReadonlySet<string> = new Set(['tháng', 'quý', 'năm'])

function hasDay(tokens: Tokens, from: number, to: number): boolean {
  let stretch = false
  for (let at = from; at < to; at += 1) {
    if (tokens.is(at, 'ngày')) return true
    stretch ||= tokens.isOne(at, stretchWords)
  }
  return !stretch && to - from > 2
}

const isOneYear = ({ period }: TimeContext): boolean => period === null || yearOf(period.from) === yearOf(period.to)

/**
 * "Định kỳ 6 tháng (trước ngày 15/6)": a date behind the name of a report. In a plan of several years a date without
 * a year comes again in each of them.
 */
export function reportDue(tokens: Tokens, index: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  const dated = datedBehind(tokens, index, context)
  if (dated === undefined || isOneYear(context)) return dated
  const lead = leadAt(tokens, tokens.skip(index, '(', ',', ':', '-'))
  const days = daysAt(tokens, lead.from)
  if (days === undefined || days.value.days.some(({ year, nextYear }) => year !== null || nextYear === true))
    return dated
  const on = yearDays(days.value.days, lead.before && days.value.days[0]?.time === null)
  return { value: [every(on.length === 2 ? 'half' : 'year', { on })], next: dated.next }
}

const nameMarks: ReadonlySet<string> = new Set(['(', ':'])

/** Words before a bare "năm" that make it a report's name: "báo cáo năm trước ngày 15/12". */
const beforeYearName: ReadonlySet<string> = new Set(['kết', 'cáo', 'giá', 'và', ',', 'cả'])

const beforeMonths: ReadonlySet<string> = new Set(['kết', 'cáo', 'giá', 'và', ',', ';', 'kỳ'])

/** "6 tháng", "01 năm", "năm", "cả năm" as the name of a report; index behind it. */
function intervalName(tokens: Tokens, index: number): number | undefined {
  const interval = tokens.at(index).kind === 'number' ? intervalAt(tokens, index) : undefined
  if (interval?.value === 'half' || interval?.value === 'year') return interval.next
  // "Báo cáo 9 tháng", "3 tháng" beside a word for a report.
  const months =
    interval !== undefined && tokens.is(interval.next - 1, 'tháng') && tokens.isOne(index - 1, beforeMonths)
  if (months) return interval.next
  const year = tokens.is(index, 'cả') ? index + 1 : index
  if (!tokens.is(year, 'năm')) return undefined
  return tokens.isOne(year + 1, nameMarks) || tokens.isOne(year - 1, beforeYearName) ? year + 1 : undefined
}

/** Whether a report on this stretch may fall due in the following January or February. */
function mayComeLater({ shape }: NamedStretch): boolean {
  if (shape.unit === 'quarter') return shape.quarter === 4
  return shape.unit === 'year' || (shape.unit === 'months' && (shape.end === 'last' || shape.count === 12))
}

/** The twelve months that a named year leaves for a date behind it. */
function yearsOfReport(stretch: NamedStretch, context: TimeContext): TimeContext {
  const { year, shape } = stretch
  if (year === null || shape.unit === 'month') return context
  const period = mayComeLater(stretch)
    ? { from: `${year}-03-01`, to: `${year + 1}-02-28` }
    : { from: `${year}-01-01`, to: `${year}-12-31` }
  return { ...context, schoolYear: null, period }
}

/**
 * "6 tháng (trước ngày 15/6)", "01 năm (trước ngày 30/10/2023)", "báo cáo năm trước ngày 15/12", "quý I trước ngày
 * 10/3": what stands first only names the report, the date behind it is its deadline.
 */
export const reportName: Parser = (tokens, index, context) => {
  const name = intervalName(tokens, index)
  const apart = name === undefined || tokens.is(name, ',') || tokens.is(name, '-')
  const due = apart ? undefined : reportDue(tokens, name, context)
  if (due !== undefined) return due
  const stretches = stretchesAt(tokens, index)
  const [stretch, another] = stretches?.value.stretches ?? []
  if (stretches === undefined || stretch === undefined || another !== undefined) return undefined
  if (tokens.is(stretches.next, ',') || tokens.is(stretches.next, '-')) return undefined
  const found = datedBehind(tokens, stretches.next, yearsOfReport(stretch, context))
  const isDay = found?.value.every((one) => !('problem' in one) && one.form === 'limit')
  return isDay === true ? found : undefined
}

const reviewWords: ReadonlySet<string> = new Set(['kết', 'cáo', 'giá', 'kỳ', 'kê', 'bình'])

/** How many words may stand between "sơ kết 6 tháng," and the "năm" of "tổng kết năm". */
const wordsToYear = 4

/** The "năm" of "sơ kết 6 tháng, tổng kết năm": its index, and whether a number makes it one year. */
function yearReview(tokens: Tokens, index: number): { readonly at: number; readonly numbered: boolean } | undefined {
  if (!tokens.isOne(index, joiners)) return undefined
  for (let next = index + 1; next <= index + wordsToYear; next += 1) {
    if (tokens.at(next).kind !== 'word') return undefined
    if (!tokens.is(next, 'năm') || !tokens.isOne(next - 1, reviewWords)) continue
    if (tokens.year(next + 1) !== undefined) return { at: next, numbered: true }
    return endsInterval(tokens, next + 1) ? { at: next, numbered: false } : undefined
  }
  return undefined
}

/** "Sơ kết 6 tháng, tổng kết năm", "báo cáo 9 tháng": so many months without "đầu năm" behind a word for a review. */
export const reviewed: Parser = (tokens, index, context) => {
  if (!tokens.isOne(index - 1, reviewWords)) return undefined
  const interval = intervalAt(tokens, index)
  const nine =
    (tokens.is(index, '9') || tokens.is(index, '09') || tokens.is(index, 'chín')) && tokens.is(index + 1, 'tháng')
  if (interval === undefined || (interval.value !== 'half' && !nine) || !endsInterval(tokens, interval.next))
    return undefined
  if (tokens.is(interval.next, 'đầu') || tokens.is(interval.next, 'cuối') || tokens.is(interval.next, '/'))
    return undefined
  const year = yearReview(tokens, interval.next)
  if (!nine && year?.numbered === false) {
    const half: Reading = { ...every('half'), tokens: [index, interval.next] }
    return { value: [half, { ...every('year'), tokens: [year.at, year.at + 1] }], next: year.at + 1 }
  }
  if (!isOneYear(context) && !nine && year === undefined) return { value: [every('half')], next: interval.next }
  const ownYear = year === undefined ? null : (tokens.year(year.at + 1) ?? null)
  const shape = { unit: 'months', count: nine ? 9 : 6, end: 'first' } as const
  const named = { is: 'stretch', shape, year: ownYear } as const
  const readings = readingsOf([named], 'bare', context, said(tokens, index, interval.next))
  // "Báo cáo 6 tháng" may only name the report.
  return { value: year === undefined ? readings.map(doubted) : readings, next: interval.next }
}

const doubted = (outcome: Outcome): Outcome =>
  'problem' in outcome ? outcome : { ...outcome, doubts: [...outcome.doubts, 'perhaps-no-deadline'] }
