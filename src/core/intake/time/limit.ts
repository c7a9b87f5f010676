import { monthOf } from '../../time.ts'
import type { TimeContext } from '../time-phrase.ts'
import { type Days, dayStarts, daysAt } from './day.ts'
import { Lexicon } from './lexicon.ts'
import type { Named, NamedStretch } from './named.ts'
import { occasionAt } from './occasion.ts'
import { type Mode, type Outcome, type Parser, readingsOf, said } from './reading.ts'
import { phaseAt, stretchesAt, stretchStarts, thisYearAt, thisYearStarts, yearAloneAt } from './stretch.ts'
import type { Parsed, Tokens } from './tokens.ts'
import { weekdayAt } from './weekday.ts'

/** `soft` words name a deadline without saying on which side of the day it lies. */
type LimitWord = 'before' | 'by' | 'until' | 'soft'

const limitWords = new Lexicon<LimitWord>([
  [
    'before',
    [
      'trước',
      'trước thời điểm',
      'trước mốc',
      'trước mốc thời gian',
      'xong trước',
      'hoàn thành trước',
      'hoàn thành xong trước',
      'hoàn tất trước',
      'kết thúc trước',
      'đến trước',
      'sớm hơn',
    ],
  ],
  [
    'by',
    [
      'chậm nhất',
      'muộn nhất',
      'trễ nhất',
      'không muộn hơn',
      'không chậm hơn',
      'không trễ hơn',
      'không muộn quá',
      'không chậm quá',
      'không trễ quá',
      'không quá',
      'không sau',
      ...['trước hết', 'trước khi hết', 'trước khi kết thúc', 'trước khi hết hạn'].flatMap((words) => [
        words,
        `xong ${words}`,
        `hoàn thành ${words}`,
      ]),
      'đến hết',
      'tới hết',
      'hết',
      'đến cuối',
      'hạn cuối',
      'hạn cuối cùng',
      'hạn chót',
      'hạn chậm nhất',
      'thời hạn cuối',
      'thời hạn cuối cùng',
      'thời hạn chậm nhất',
      'thời gian chậm nhất',
      'chậm nhất trong',
    ],
  ],
  ['until', ['đến', 'tới', 'cho đến', 'cho tới', 'kéo dài đến']],
  [
    'soft',
    [
      'thời hạn',
      'thời hạn hoàn thành',
      'thời hạn thực hiện',
      'thời hạn gửi',
      'thời hạn nộp',
      'thời hạn báo cáo',
      'thời hạn gửi báo cáo',
      'thời gian hoàn thành',
      'thời gian gửi',
      'thời gian nộp',
      'thời gian gửi báo cáo',
      'hạn',
      'hạn hoàn thành',
      'hạn nộp',
      'hạn gửi',
      'hạn báo cáo',
    ],
  ],
])

/** Words between the limit and its time. */
const fillers = new Lexicon<true>([
  [
    true,
    ['là', 'là vào', 'vào', 'trong', 'là trong', 'ngay', 'đúng', 'lúc', 'vào lúc', 'thời điểm', 'thời gian', 'mốc'],
  ],
])

const reaching: ReadonlySet<string> = new Set(['đến', 'tới'])

/** "Trước", "chậm nhất là", "thời hạn: đến hết" with the words and the colon between them and the time. */
export function limitAt(tokens: Tokens, index: number): Parsed<LimitWord> | undefined {
  // "Tháng trước đến …" is the one before.
  if (tokens.is(index, 'trước') && tokens.isOne(index + 1, reaching)) return undefined
  let found: LimitWord | undefined
  let next = index
  for (;;) {
    const word = limitWords.at(tokens, next)
    if (word === undefined) break
    found = stronger(found, word.value)
    // The last word of "đến cuối" belongs to the stretch behind it as well.
    const ownEnd = tokens.is(word.next - 1, 'cuối') && tokens.is(word.next - 2, 'đến')
    next = ownEnd ? word.next - 1 : word.next
    if (ownEnd) return { value: found, next }
    next = fillers.at(tokens, next)?.next ?? next
    next = tokens.skip(next, ':')
  }
  return found === undefined ? undefined : { value: found, next }
}

const strength: { readonly [W in LimitWord]: number } = { soft: 0, until: 1, by: 2, before: 3 }
const stronger = (one: LimitWord | undefined, other: LimitWord): LimitWord =>
  one === undefined || strength[other] > strength[one] ? other : one

const prepositions = new Lexicon<true>([
  [
    true,
    [
      'vào',
      'trong',
      'vào các',
      'trong các',
      'trong những',
      'vào khoảng',
      'khoảng',
      'trong khoảng',
      'dự kiến',
      'dự kiến vào',
      'dự kiến trong',
      'dự kiến khoảng',
      'ngay trong',
      'nội trong',
      'trong vòng',
      'vào lúc',
      'lúc',
      'xong trong',
      'hoàn thành trong',
      'hoàn thành vào',
      'kết thúc vào',
      'thời gian',
      'trong thời gian',
    ],
  ],
])

/** A day or stretch as it stands behind a preposition. */
interface Times {
  readonly named: readonly Named[]
  /** Whether a bare pair of numbers would have been enough to see a day in it. */
  readonly days: Days | undefined
}

/** `led`: behind a limit or a preposition, or alone in its place, a bare number of four digits is a year. */
function timesAt(tokens: Tokens, index: number, led = tokens.slot): Parsed<Times> | undefined {
  const phase = phaseAt(tokens, index)
  const stretches = stretchesAt(tokens, index)
  const days = daysAt(tokens, index)
  const longest = Math.max(phase?.next ?? 0, stretches?.next ?? 0, days?.next ?? 0)
  if (longest === 0) {
    const year = led ? yearAloneAt(tokens, index) : undefined
    return year === undefined ? undefined : { value: { named: [year.value], days: undefined }, next: year.next }
  }
  if (phase?.next === longest) return { value: { named: [phase.value], days: undefined }, next: longest }
  if (stretches?.next === longest)
    return { value: { named: stretches.value.stretches, days: undefined }, next: longest }
  return days === undefined ? undefined : { value: { named: days.value.days, days: days.value }, next: longest }
}

const notThis: ReadonlySet<string> = new Set(['trước', 'sau', 'học', 'qua', 'tới', 'nữa', 'tuổi'])

/** "Đến hết năm", "hết quý", "đến cuối tháng": the one in which the document was written. */
function currentAt(tokens: Tokens, index: number, { issuedOn }: TimeContext): Parsed<NamedStretch> | undefined {
  const part = tokens.is(index, 'cuối') ? ({ part: 'end' } as const) : {}
  const unitIndex = tokens.is(index, 'cuối') ? index + 1 : index
  const unit = tokens.at(unitIndex).text
  const behind = tokens.at(unitIndex + 1)
  if (behind.kind === 'number' || notThis.has(behind.text)) return undefined
  const next = tokens.skip(unitIndex + 1, 'nay', 'này')
  if (unit === 'năm') return { value: { is: 'stretch', shape: { unit: 'year', ...part }, year: null }, next }
  if (issuedOn === null || (unit !== 'tháng' && unit !== 'quý')) return undefined
  const month = monthOf(issuedOn)
  const year = Number(issuedOn.slice(0, 4))
  const end = { part: 'end' } as const
  return unit === 'tháng'
    ? { value: { is: 'stretch', shape: { unit: 'month', month, ...end }, year }, next }
    : { value: { is: 'stretch', shape: { unit: 'quarter', quarter: Math.ceil(month / 3), ...end }, year }, next }
}

const beforeEvents: ReadonlySet<string> = new Set(['điểm', 'mốc', 'gian'])

/** So many words may name the event between "trước thời điểm" and its day. */
const eventWords = 5

/** "Kiểm kê 01/01/2025", "khai giảng (05/9/2023)" behind "trước thời điểm", "trước ngày". */
function eventDay(tokens: Tokens, index: number): Parsed<Days> | undefined {
  for (let next = index + 1; next <= index + eventWords; next += 1) {
    if (tokens.at(next - 1).kind !== 'word') return undefined
    const bracket = tokens.is(next, '(')
    const days = daysAt(tokens, bracket ? next + 1 : next)
    if (days?.value.days.every(({ year }) => year !== null))
      return bracket && tokens.is(days.next, ')') ? { ...days, next: days.next + 1 } : days
    if (bracket) return undefined
  }
  return undefined
}

/** "Trước ngày 10/5/2023", "chậm nhất là 17 giờ ngày 5/6", "hết quý II", "thời hạn: 30/6/2023". */
export const limited: Parser = (tokens, index, context) => {
  const limit = limitAt(tokens, index)
  if (limit === undefined) return undefined
  let mode: LimitWord = limit.value
  let from = limit.next
  // "Chậm nhất thứ Sáu, ngày 12/9".
  const weekday = weekdayAt(tokens, from)
  const behindWeekday = weekday === undefined ? from : tokens.skip(weekday.next, ',', '(')
  if (behindWeekday > from && tokens.is(behindWeekday, 'ngày')) from = behindWeekday
  if (tokens.is(from, 'cuối') && tokens.is(from + 1, 'ngày')) {
    mode = 'by'
    from += 1
  }
  const times = timesAt(tokens, from, mode !== 'soft')
  // A term or school year ends when the school says so.
  if (tokens.is(from - 1, 'thúc') && tokens.is(from, 'học')) return undefined
  if (tokens.is(from - 1, 'thúc') && tokens.is(from, 'năm') && tokens.is(from + 1, 'học')) return undefined
  if (times !== undefined) {
    if (mode === 'soft' && times.value.days === undefined) return undefined
    const governed: Mode = mode === 'soft' ? 'by' : mode
    const named = times.value.named
    return { value: readingsOf(named, governed, context, said(tokens, from, times.next)), next: times.next }
  }
  if (mode === 'soft') return undefined
  const event = mode === 'before' && tokens.isOne(from - 1, beforeEvents) ? eventDay(tokens, from) : undefined
  const eventFrom = mode === 'before' && tokens.is(from, 'ngày') ? eventDay(tokens, from + 1) : event
  if (eventFrom !== undefined)
    return { value: readingsOf(eventFrom.value.days, 'before', context, ''), next: eventFrom.next }
  const occasion = occasionAt(tokens, from) ?? undefined
  const other = occasion ?? currentAt(tokens, from, context)
  if (other === undefined || (mode === 'before' && occasion === undefined && !tokens.is(from, 'cuối'))) return undefined
  const governed: Mode = mode === 'until' && occasion === undefined && !tokens.is(from, 'cuối') ? 'by' : mode
  return { value: readingsOf([other.value], governed, context, said(tokens, from, other.next)), next: other.next }
}

/** "Trong quý II", "vào tháng 6", "vào ngày 5/6", "trong năm". */
export const placed: Parser = (tokens, index, context) => {
  const year = thisYearAt(tokens, index)
  const lead = prepositions.at(tokens, index)
  const from = lead === undefined ? index : tokens.skip(lead.next, ':')
  const times = lead === undefined ? undefined : timesAt(tokens, from, true)
  if (times !== undefined && times.next >= (year?.next ?? 0)) {
    return { value: readingsOf(times.value.named, 'in', context, said(tokens, from, times.next)), next: times.next }
  }
  if (year === undefined) return undefined
  return { value: readingsOf(year.value, 'in', context, said(tokens, index, year.next)), next: year.next }
}

/** A time without a preposition: "12/2022", "Quý II năm 2022", "ngày 12/3/2022", "giai đoạn 2021-2025". */
export const bare: Parser = (tokens, index, context) => {
  const times = timesAt(tokens, index)
  if (times === undefined) return undefined
  const { days, named } = times.value
  const evidence = days === undefined || days.introduced ? 'said' : evidenceOfDay(tokens, index, times.next)
  if (evidence === 'none') return undefined
  const outcomes = readingsOf(named, 'bare', context, said(tokens, index, times.next))
  return { value: evidence === 'said' ? outcomes : outcomes.map(withDoubt), next: times.next }
}

const withDoubt = (outcome: Outcome): Outcome =>
  'problem' in outcome ? outcome : { ...outcome, doubts: [...outcome.doubts, 'perhaps-no-deadline'] }

const dayHeadings: ReadonlySet<string> = new Set([
  'gian',
  'hạn',
  'thành',
  'ngày',
  'nộp',
  'gửi',
  'xong',
  'thúc',
  'độ',
  'điểm',
  'lịch',
])

/** What around a bare "15/6" makes it a day: brackets, or a heading such as "thời gian:" before it. */
function evidenceOfDay(tokens: Tokens, index: number, next: number): 'said' | 'brackets' | 'none' {
  if (tokens.slot) return 'said'
  if (tokens.is(index - 1, ':') && tokens.isOne(index - 2, dayHeadings)) return 'said'
  if (tokens.is(index - 1, '(') && tokens.is(next, ')')) return 'brackets'
  return 'none'
}

export const limitStarts: readonly string[] = limitWords.firstWords
export const placedStarts: readonly string[] = [...prepositions.firstWords, ...thisYearStarts]
/** A number may begin one too. */
export const bareStarts: readonly string[] = [...stretchStarts, ...dayStarts]
