import type { Precision } from '../../plan/plan.ts'
import { addDays, daysBetween, type LocalDate, type LocalTime, yearOf } from '../../time.ts'
import type { TimeContext } from '../time-phrase.ts'
import { clockAt } from './clock.ts'
import { daysAt } from './day.ts'
import { Lexicon } from './lexicon.ts'
import { bareStarts, limitAt } from './limit.ts'
import { type Named, precisionOf, type Settled, settle, withYear, yearSaid } from './named.ts'
import { countAt } from './numbers.ts'
import { byReading, doubtsOf, type Outcome, type Parser, readingsOf, said, waiting, withinReading } from './reading.ts'
import { numberedAt, phaseAt, stretchesAt, type Unit } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'

const starts = new Lexicon<'from' | 'now' | 'in'>([
  [
    'from',
    [
      'từ',
      'kể từ',
      'bắt đầu từ',
      'tính từ',
      'thời gian từ',
      'trong thời gian từ',
      'trong khoảng thời gian từ',
      'trong khoảng từ',
      'giai đoạn từ',
      'trong giai đoạn từ',
      'sau',
    ],
  ],
  [
    'in',
    [
      'trong',
      'vào',
      'dự kiến',
      'vào khoảng',
      'trong khoảng',
      'khoảng',
      'dự kiến trong',
      'dự kiến vào',
      'trong các',
      'vào các',
      'thời gian',
    ],
  ],
  ['now', ['từ nay', 'kể từ nay', 'từ bây giờ', 'từ thời điểm này', 'từ giờ']],
])

const joinWords: ReadonlySet<string> = new Set(['đến', 'tới', '-', '→', '÷', '~', 'cho'])

/** Where the second end of a range begins: behind "đến", "-", "cho đến". */
function joinedAt(tokens: Tokens, index: number): number | undefined {
  const from = tokens.skip(index, ',')
  // "Từ ngày 07/5, kết thúc (vào) ngày 25/5".
  const ends = tokens.words(tokens.skip(from, 'và'), 'kết', 'thúc')
  if (ends !== undefined) return tokens.is(ends, 'ngày') ? ends - 1 : ends
  if (!tokens.isOne(from, joinWords)) return undefined
  if (tokens.is(from, 'cho')) return tokens.is(from + 1, 'đến') || tokens.is(from + 1, 'tới') ? from + 1 : undefined
  // A comma and a dash do not join.
  return from !== index && tokens.is(from, '-') ? undefined : from
}

/** One end as it is written; `number` is a bare number whose unit the other end gives. */
type End = { readonly is: 'named'; readonly named: Named } | { readonly is: 'number'; readonly at: number }

function namedAt(tokens: Tokens, index: number): Parsed<Named> | undefined {
  const phase = phaseAt(tokens, index)
  const stretches = stretchesAt(tokens, index)
  const days = daysAt(tokens, index, { monthless: true })
  const stretch = stretches?.value.stretches.length === 1 ? stretches.value.stretches[0] : undefined
  const day = days?.value.days.length === 1 ? days.value.days[0] : undefined
  const best = Math.max(phase?.next ?? 0, stretch && stretches ? stretches.next : 0, day && days ? days.next : 0)
  if (best === 0) return undefined
  if (phase?.next === best) return { value: phase.value, next: best }
  if (stretch !== undefined && stretches?.next === best) return { value: stretch, next: best }
  return day === undefined ? undefined : { value: day, next: best }
}

function firstEnd(tokens: Tokens, index: number): Parsed<End> | undefined {
  const named = namedAt(tokens, index)
  if (named !== undefined && !(named.value.is === 'day' && named.value.month === null && !tokens.is(index, 'ngày'))) {
    return { value: { is: 'named', named: named.value }, next: named.next }
  }
  const { kind, text } = tokens.at(index)
  return kind === 'number' && text.length <= 4 ? { value: { is: 'number', at: index }, next: index + 1 } : undefined
}

/** How the second end closes: "đến hết" with its day, "đến trước" the day before. */
interface LastEnd {
  readonly named: Named
  readonly exclusive: boolean
}

const unitOf = (end: End): Unit | 'day' | undefined => {
  if (end.is === 'number') return undefined
  if (end.named.is === 'day') return 'day'
  const { unit } = end.named.shape
  return unit === 'month' || unit === 'quarter' || unit === 'year' ? unit : undefined
}

const otherYears: ReadonlySet<string> = new Set(['trước', 'sau', 'học', 'qua', 'tới', 'nữa', 'tuổi'])

/** "Đến hết năm" without a number: the year of the range's begin. */
const isThisYear = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, 'năm') && tokens.at(index + 1).kind !== 'number' && !tokens.isOne(index + 1, otherYears)

function lastEnd(tokens: Tokens, joint: number, first: End): Parsed<LastEnd> | undefined {
  const limit = tokens.at(joint).kind === 'mark' ? undefined : limitAt(tokens, joint)
  const from = limit?.next ?? joint + 1
  const exclusive = limit?.value === 'before'
  const unit = unitOf(first)
  const named = namedAt(tokens, from)
  const same = unit === undefined || unit === 'day' ? undefined : numberedAt(unit, tokens, from)
  const nameless = named === undefined || (named.value.is === 'day' && named.value.month === null)
  const wholeYear = nameless && (limit?.value === 'by' || tokens.is(joint + 1, 'cuối')) && isThisYear(tokens, from)
  if (wholeYear) {
    const year: Named = { is: 'stretch', shape: { unit: 'year' }, year: null }
    return { value: { named: year, exclusive: false }, next: tokens.skip(from + 1, 'nay', 'này') }
  }
  // "Quý 1-2/2023": the number behind the dash counts quarters.
  if (same !== undefined && same.next >= (named?.next ?? 0))
    return { value: { named: same.value, exclusive }, next: same.next }
  const complete = named !== undefined && !(named.value.is === 'day' && named.value.month === null)
  return complete ? { value: { named: named.value, exclusive }, next: named.next } : undefined
}

/** A bare first number is a day before a day, a month before a month, a year before a year. */
function named(tokens: Tokens, end: End, last: Named): Named | undefined {
  if (end.is === 'named') {
    const first = end.named
    if (first.is === 'day' && first.month === null)
      return last.is === 'day' ? { ...first, month: last.month } : undefined
    return first
  }
  if (last.is === 'day') {
    const day = tokens.small(end.at, 1, 31)
    return day === undefined ? undefined : { is: 'day', day, month: last.month, year: last.year, time: null }
  }
  const { unit } = last.shape
  if (unit === 'month') {
    const month = tokens.small(end.at, 1, 12)
    return month === undefined ? undefined : { is: 'stretch', shape: { unit, month }, year: last.year }
  }
  if (unit === 'year') {
    const year = tokens.year(end.at)
    return year === undefined ? undefined : { is: 'stretch', shape: { unit }, year }
  }
  return undefined
}

/** A range that crosses New Year spans at most a school year; a longer one was written the wrong way round. */
const longestCrossing = 275

interface Bounds {
  readonly first: Settled
  readonly last: Settled
}

/** Gives both ends their years: the one that has none takes the other's, or the year before or after it. */
function bounded(first: Named, last: Named, context: TimeContext): Bounds | Outcome {
  const problem = (named: Named): Outcome => ({ problem: named.is === 'day' ? 'date:impossible' : 'span:impossible' })
  const from = settle(withYear(first, yearSaid(last)), context)
  const to = settle(withYear(last, yearSaid(first)), context)
  if (from === 'impossible') return problem(first)
  if (to === 'impossible') return problem(last)
  if (from === 'open' || to === 'open') return waiting('range', '', ['no-year'])
  if (from.from <= to.to) return { first: sureAt(from, first, 'start'), last: sureAt(to, last, 'end') }
  const firstYear = yearSaid(first)
  const lastYear = yearSaid(last)
  if ((firstYear === null) !== (lastYear === null)) {
    const earlier = firstYear === null ? settle(withYear(first, (lastYear ?? 0) - 1), context) : from
    const later = lastYear === null ? settle(withYear(last, (firstYear ?? 0) + 1), context) : to
    const settled = typeof earlier !== 'string' && typeof later !== 'string'
    if (settled && daysBetween(earlier.from, later.to) <= longestCrossing) return { first: earlier, last: later }
  }
  return { problem: 'rule:end-before-start' }
}

/** A range of one school year or of whole years keeps its name, another is known to the month or to the day. */
function rangePrecision(first: Settled, last: Settled, to: LocalDate): Precision {
  return first.precision === 'quarter' && last.precision === 'quarter' && first.from === last.from
    ? 'quarter'
    : precisionOf(first.from, to)
}

/** "Từ đầu năm" begins on its first day and "đến cuối quý" ends on its last: only another part of them is vague. */
const sureAt = (settled: Settled, named: Named, part: 'start' | 'end'): Settled =>
  named.is === 'stretch' && 'part' in named.shape && named.shape.part === part ? { ...settled, vague: false } : settled

function rangeReading({ first, last }: Bounds, exclusive: boolean): Outcome {
  const to = exclusive ? addDays(last.time === null ? last.from : last.to, last.time === null ? -1 : 0) : last.to
  if (to < first.from) return { problem: 'rule:end-before-start' }
  return {
    form: 'range',
    rule: { kind: 'within', phrase: '', from: first.from, to, precision: rangePrecision(first, last, to) },
    from: first.from,
    due: to,
    doubts: [...new Set([...doubtsOf(first), ...doubtsOf(last)])],
  }
}

/** The same day or month of two far years is an anniversary: "03/02/1930 - 03/02/2023", "4/1992 - 4/2022". */
function isAnniversary(first: Named, last: Named): boolean {
  if (first.year === null || last.year === null || last.year - first.year < 3) return false
  if (first.is === 'day' && last.is === 'day') return first.day === last.day && first.month === last.month
  if (first.is === 'day' || last.is === 'day') return false
  return first.shape.unit === 'month' && last.shape.unit === 'month' && first.shape.month === last.shape.month
}

/** "Từ nay đến hết tháng 12/2023": begins with the document, or the plan. */
function fromNow(tokens: Tokens, index: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  const joint = joinedAt(tokens, index)
  const last = joint === undefined ? undefined : lastEnd(tokens, joint, { is: 'number', at: -1 })
  if (last === undefined) return undefined
  const settled = settle(last.value.named, context)
  if (settled === 'impossible') return { value: [problemOf(last.value.named)], next: last.next }
  if (settled === 'open') return { value: [waiting('range', '', ['no-year'])], next: last.next }
  const doubts = doubtsOf(sureAt(settled, last.value.named, 'end'))
  const to = last.value.exclusive ? addDays(settled.from, -1) : settled.to
  const { issuedOn, period } = context
  const begins = issuedOn ?? period?.from ?? null
  if (begins === null || begins > to) {
    return { value: [{ ...byReading({ ...settled, to }, 'range'), doubts }], next: last.next }
  }
  const rule = { kind: 'within', phrase: '', from: begins, to, precision: 'day' } as const
  return { value: [{ form: 'range', rule, from: issuedOn, due: to, doubts }], next: last.next }
}

const problemOf = (named: Named): Outcome => ({ problem: named.is === 'day' ? 'date:impossible' : 'span:impossible' })

/** "Từ tháng 5/2023": the end is the plan's, or the year's. */
function openEnded(first: Named, next: number, context: TimeContext, after: boolean): Parsed<Outcome[]> | undefined {
  const settled = settle(first, context)
  if (settled === 'impossible') return { value: [problemOf(first)], next }
  if (settled === 'open') return { value: [waiting('range', '', ['no-year', 'open-end'])], next }
  // "Từ năm 2019 đến năm 2025" has both its years.
  const whole = first.is === 'stretch' && (first.shape.unit === 'phase' || first.shape.unit === 'school-year')
  if (whole && !after) return { value: [withinReading(settled, 'range')], next }
  // "Từ 14h00 ngày 20/6" tells when something begins.
  if (settled.time !== null && !after) return { value: readingsOf([first], 'in', context, ''), next }
  const from = after ? addDays(settled.to, 1) : settled.from
  const planEnd = context.period?.to ?? ''
  const to = planEnd >= from ? planEnd : `${yearOf(from)}-12-31`
  const rule = { kind: 'within', phrase: '', from, to, precision: precisionOf(from, to) } as const
  return { value: [{ form: 'range', rule, from, due: to, doubts: [...doubtsOf(settled), 'open-end'] }], next }
}

/** "Từ năm 2019 đến nay": what lies behind, no deadline. */
function upToNow(first: Parsed<End>, next: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  if (first.value.is === 'number') return undefined
  const settled = settle(first.value.named, context)
  if (typeof settled === 'string') return undefined
  const { issuedOn } = context
  const to = issuedOn !== null && issuedOn >= settled.from ? issuedOn : settled.to
  const rule = { kind: 'within', phrase: '', from: settled.from, to, precision: 'day' } as const
  const doubts = [...doubtsOf(settled), 'open-end', 'perhaps-no-deadline'] as const
  return { value: [{ form: 'range', rule, from: settled.from, due: to, doubts }], next }
}

/** How many words an event may have between "từ ngày" and "đến". */
const eventWords = 12

/** "Từ ngày ban hành kế hoạch đến …": index of the joining word. */
function eventStart(tokens: Tokens, index: number): number | undefined {
  if (!tokens.is(index, 'ngày') && !tokens.is(index, 'khi')) return undefined
  for (let next = index + 1; next < index + eventWords; next += 1) {
    if (tokens.at(next).kind !== 'word') return undefined
    if (tokens.is(next, 'đến')) return next > index + 1 ? next : undefined
  }
  return undefined
}

interface Hours {
  readonly from: LocalTime
  readonly day: number
}

/** "Từ 7h30 đến 11h30 ngày 5/6/2023": the first hour, and where the day begins. */
function hoursOfDay(tokens: Tokens, index: number): Hours | undefined {
  const first = clockAt(tokens, index)
  const joint = first === undefined ? undefined : joinedAt(tokens, first.next)
  const last = joint === undefined ? undefined : clockAt(tokens, joint + 1)
  return first === undefined || last === undefined ? undefined : { from: first.value, day: tokens.skip(last.next, ',') }
}

function readDay(tokens: Tokens, hours: Hours, context: TimeContext): Parsed<Outcome[]> | undefined {
  const days = daysAt(tokens, hours.day)
  if (days === undefined) return undefined
  const named = days.value.days.map((day) => ({ ...day, time: hours.from }))
  return { value: readingsOf(named, 'in', context, said(tokens, hours.day, days.next)), next: days.next }
}

/** "(Trong) 02 ngày 12 và 13/5": days that follow upon one another are one stretch. */
function countedDays(tokens: Tokens, index: number, context: TimeContext): Parsed<Outcome[]> | undefined {
  const count = countAt(tokens, index)
  if (count === undefined || !tokens.is(count.next, 'ngày')) return undefined
  const opened = tokens.skip(count.next + 1, '(', ':', ',')
  const days = daysAt(tokens, tokens.is(opened, 'ngày') ? opened : opened === count.next + 1 ? count.next : opened)
  if (days === undefined || days.value.days.length !== count.value || count.value < 2) return undefined
  const settled = days.value.days.map((day) => settle(day, context)).filter((one) => typeof one !== 'string')
  const [first] = settled
  const last = settled.at(-1)
  const inRow = settled.every((one, at) => first !== undefined && daysBetween(first.from, one.from) === at)
  if (first === undefined || last === undefined || settled.length !== count.value || !inRow) return undefined
  const next = tokens.is(opened - 1, '(') ? tokens.skip(days.next, ')') : days.next
  return { value: [rangeReading({ first, last }, false)], next }
}

/** "Từ … đến …", "15-17/6/2023", "tháng 5-6", "từ nay đến …", "từ tháng 5/2023". */
export const range: Parser = (tokens, index, context) => {
  const start = starts.at(tokens, index)
  if (start?.value === 'now') return fromNow(tokens, start.next, context)
  const after = start !== undefined && tokens.is(start.next - 1, 'sau')
  // "Thời gian: tháng 5 - 6/2022".
  const from =
    start === undefined ? index : tokens.is(start.next - 1, 'gian') ? tokens.skip(start.next, ':') : start.next
  const together = start?.value === 'in' ? countedDays(tokens, from, context) : undefined
  if (together !== undefined) return together
  const oneDay = start === undefined ? undefined : hoursOfDay(tokens, from)
  if (oneDay !== undefined) return readDay(tokens, oneDay, context)
  const first = firstEnd(tokens, from)
  if (first === undefined) {
    const joint = start === undefined || after ? undefined : eventStart(tokens, from)
    return joint === undefined ? undefined : fromNow(tokens, joint, context)
  }
  const joint = after ? undefined : joinedAt(tokens, first.next)
  const inside = start?.value === 'in'
  if (inside && (first.value.is === 'number' || joint === undefined)) return undefined
  if (joint !== undefined && start !== undefined && tokens.is(joint + 1, 'nay'))
    return upToNow(first, joint + 2, context)
  const last = joint === undefined ? undefined : lastEnd(tokens, joint, first.value)
  if (last === undefined || joint === undefined) {
    if (inside) return undefined
    const onwards = start === undefined && tokens.is(first.next, 'trở') && tokens.is(first.next + 1, 'đi')
    if ((start === undefined && !onwards) || first.value.is === 'number') return undefined
    const { named: only } = first.value
    if (only.is === 'day' && only.month === null) return undefined
    return openEnded(only, onwards ? first.next + 2 : first.next, context, after)
  }
  const begin = named(tokens, first.value, last.value.named)
  if (begin === undefined) return undefined
  const { named: close, exclusive } = last.value
  if (!isJoined(tokens, index, start !== undefined, begin, close)) return undefined
  if (isAnniversary(begin, close) && start === undefined)
    return begin.is === 'stretch' ? { value: [], next: last.next } : undefined
  const bounds = bounded(begin, close, context)
  const outcome = 'first' in bounds ? rangeReading(bounds, exclusive) : bounds
  return { value: [outcome], next: last.next }
}

/** Without "từ", bare numbers make a range only with a year or the word "ngày": "15-17/6/2023", "ngày 15-17/6". */
function isJoined(tokens: Tokens, index: number, introduced: boolean, first: Named, last: Named): boolean {
  if (introduced || first.is === 'stretch' || tokens.is(index, 'ngày')) return first.is === last.is || introduced
  if (tokens.slot && last.is === 'day') return true
  // "10/10 đến 20/10", no parts such as "1/3 đến 2/3".
  if (last.is === 'day' && tokens.at(index).text.length === 2) return true
  return last.is === 'day' && (last.year !== null || first.year !== null || tokens.is(index - 1, ':'))
}

/** A number may begin one too. */
export const rangeStarts: readonly string[] = [...starts.firstWords, ...bareStarts]
