import type { DueRule } from '../../plan/plan.ts'
import type { TimeContext } from '../time-phrase.ts'
import { clockAt } from './clock.ts'
import { daysAt } from './day.ts'
import { clauseEnd } from './event.ts'
import { Lexicon } from './lexicon.ts'
import { settle } from './named.ts'
import { countAt, numberStarts } from './numbers.ts'
import { type Outcome, type Parser, type Reading, said } from './reading.ts'
import type { Parsed, Tokens } from './tokens.ts'

type Relative = Extract<DueRule, { kind: 'relative' }>
type CountUnit = Relative['unit']

interface Length {
  readonly count: number
  readonly unit: CountUnit
}

const unitWords = new Lexicon<CountUnit>([
  ['working-day', ['ngày làm việc']],
  ['day', ['ngày']],
  ['week', ['tuần', 'tuần lễ']],
  ['month', ['tháng']],
  ['year', ['năm']],
  ['hour', ['giờ', 'h', 'giờ đồng hồ', 'tiếng']],
])

/** Behind these the stretch lies in the past or is an age. */
const past: ReadonlySet<string> = new Set(['qua', 'gần', 'liền', 'liên', 'trở', 'tuổi', 'đầu', 'cuối', 'vừa', 'tiếp'])

/** "05 ngày làm việc", "3-5 ngày", "mười ngày", "05 (năm) ngày làm việc", "24 giờ". */
function lengthAt(tokens: Tokens, index: number): Parsed<Length> | undefined {
  const first = countAt(tokens, index)
  if (first === undefined) return undefined
  const upper = tokens.is(first.next, '-') || tokens.is(first.next, 'đến') ? countAt(tokens, first.next + 1) : undefined
  const count = upper ?? first
  let next = count.next
  // "05 (năm) ngày": the number once more in words.
  if (tokens.is(next, '(')) {
    const words = countAt(tokens, next + 1)
    if (words !== undefined && tokens.is(words.next, ')')) next = words.next + 1
  }
  const unit = unitWords.at(tokens, next)
  if (unit === undefined || tokens.isOne(unit.next, past)) return undefined
  return { value: { count: count.value, unit: unit.value }, next: unit.next }
}

/** `strong` leads say by themselves that a length of time follows. */
const leads = new Lexicon<'strong' | 'weak'>([
  [
    'strong',
    [
      'trong thời hạn',
      'trong thời gian',
      'trong vòng',
      'thời hạn',
      'chậm nhất',
      'chậm nhất là',
      'chậm nhất sau',
      'chậm nhất trong',
      'chậm nhất trong vòng',
      'chậm nhất là sau',
      'muộn nhất',
      'muộn nhất là',
      'muộn nhất sau',
      'không quá',
      'không chậm quá',
      'trong thời hạn không quá',
      'trong thời gian không quá',
      'trong thời hạn tối đa',
      'trong vòng không quá',
      'trong vòng tối đa',
      'tối đa',
      'trong thời gian tối đa',
      'thời gian không quá',
      'thời hạn không quá',
      'thời hạn là',
      'thời hạn tối đa',
      'chậm nhất không quá',
      'thời gian chậm nhất',
      'trong thời hạn chậm nhất',
      'trong thời hạn là',
      'không muộn hơn',
    ],
  ],
  [
    'weak',
    [
      'trong',
      'sau',
      'ngay trong',
      'trước',
      'trước ít nhất',
      'trước tối thiểu',
      'ít nhất',
      'tối thiểu',
      'sau thời gian',
      'thời gian',
    ],
  ],
])

/** Where the counting begins: after an event, or before one. */
const directions = new Lexicon<'after' | 'before'>([
  [
    'after',
    [
      'kể từ',
      'tính từ',
      'từ',
      'sau',
      'kể từ sau',
      'tính kể từ',
      'kể từ thời điểm',
      'từ thời điểm',
      'từ lúc',
      'kể từ lúc',
    ],
  ],
  ['before', ['trước', 'so với', 'trước khi', 'tính đến', 'trước thời điểm', 'so với thời điểm']],
])

/** "(Tính đến ngày đoàn đến)", "(kể từ ngày nhận)" behind a length. */
const explaining: ReadonlySet<string> = new Set(['tính', 'kể', 'so'])

const eventMarks: ReadonlySet<string> = new Set(['khi', 'ngày'])

interface Origin {
  readonly after: string | null
  readonly event: string
  readonly before: boolean
}

/** "Kể từ ngày nhận được văn bản", "kể từ ngày 20/4/2022", "sau khi kết thúc hội nghị", "trước ngày khai mạc". */
function originAt(tokens: Tokens, index: number, before: boolean, context: TimeContext): Parsed<Origin> | undefined {
  const opened = tokens.is(index, '(') && tokens.isOne(index + 1, explaining)
  const from = opened ? index + 1 : tokens.skip(index, ',')
  const direction = directions.at(tokens, from)
  if (direction === undefined) return undefined
  const backwards = direction.value === 'before' || before
  const bracket = tokens.skip(direction.next, ':')
  const date = daysAt(tokens, bracket)
  const day = date?.value.days.length === 1 ? date.value.days[0] : undefined
  // "Trong 02 ngày, từ ngày 05/6 đến 06/6" is a range.
  if (date !== undefined && (tokens.is(date.next, 'đến') || tokens.is(date.next, '-'))) return undefined
  if (date !== undefined && day !== undefined && (date.value.introduced || day.year !== null)) {
    const settled = settle(day, context)
    if (typeof settled !== 'string') {
      return { value: { after: settled.from, event: '', before: backwards }, next: date.next }
    }
  }
  // The event keeps its own "khi" or "ngày": "khi nhận được yêu cầu".
  const begin = tokens.is(direction.next - 1, 'khi') ? direction.next - 1 : direction.next
  const end = clauseEnd(tokens, begin)
  const content = eventMarks.has(tokens.at(begin).text) ? begin + 1 : begin
  if (end <= content) return undefined
  const next = opened ? tokens.skip(end, ')') : end
  return { value: { after: null, event: said(tokens, begin, end), before: backwards }, next }
}

function reading({ count, unit }: Length, origin: Origin | undefined): Reading {
  const rule: Relative = {
    kind: 'relative',
    phrase: '',
    after: origin?.after ?? null,
    event: origin?.event ?? '',
    count,
    unit,
    ...(origin?.before === true ? { before: true as const } : {}),
  }
  const known = origin !== undefined && origin.after !== null
  return { form: 'after', rule, from: null, due: null, doubts: known ? [] : ['no-event-day'] }
}

/** Lengths that mean a deadline even when nothing says from when: "trong 05 ngày làm việc", not "trong 5 năm". */
const isShort = ({ unit }: Length): boolean => unit === 'working-day' || unit === 'day' || unit === 'hour'

/**
 * "Trong thời hạn 05 ngày làm việc kể từ ngày nhận được …", "sau 10 ngày kể từ …", "chậm nhất 03 ngày làm việc sau khi
 * …", "trước 05 ngày so với ngày …", "chậm nhất 15 ngày trước ngày …".
 */
export const counted: Parser = (tokens, index, context) => {
  const lead = leads.at(tokens, index)
  const from = lead === undefined ? index : tokens.skip(lead.next, ':')
  if (lead === undefined && clockAt(tokens, from) !== undefined && !tokens.is(from + 2, 'kể')) return undefined
  const length = lengthAt(tokens, from)
  if (length === undefined) return undefined
  const backwards = lead !== undefined && tokens.is(index, 'trước')
  const origin =
    originAt(tokens, length.next, backwards, context) ?? (backwards ? eventBehind(tokens, length.next) : undefined)
  // "15 tháng trước đến …" is the month before.
  const wide = length.value.unit === 'year' || length.value.unit === 'month'
  // "Kế hoạch 05 năm trước ngày 31/10", "báo cáo 6 tháng trước ngày 15/6": the length names the thing.
  const names = wide && tokens.is(length.next, 'trước') && origin !== undefined && origin.value.after !== null
  const counts = lead !== undefined || origin?.value.before !== true || (saysBefore(tokens, length.next) && !names)
  if (origin !== undefined && counts) {
    return { value: [reading(length.value, origin.value)] satisfies Outcome[], next: origin.next }
  }
  if (lead === undefined) return undefined
  // "Báo trước 01 ngày": before what the sentence speaks of.
  if (backwards && isShort(length.value) && isLength(tokens, length, false))
    return { value: [reading(length.value, { after: null, event: '', before: true })], next: length.next }
  if (backwards || tokens.is(index, 'sau')) return undefined
  if (beginsRange(tokens, tokens.skip(length.next, ',', '('))) return undefined
  const leadSays = lead.value === 'strong' && !tokens.is(index, 'tối')
  if (!leadSays && !(tokens.is(index, 'trong') && isShort(length.value))) return undefined
  // "Trong 5 ngày 10/6" and "chậm nhất 17 giờ ngày 5/6" name a day.
  if (
    tokens.at(length.next).kind === 'number' ||
    (length.value.unit === 'hour' && clockAt(tokens, from) !== undefined && !isWaiting(tokens, length.next))
  )
    return undefined
  return { value: [reading(length.value, undefined)], next: length.next }
}

const happenings = new Lexicon<'act' | 'thing'>([
  ['act', ['tổ chức', 'diễn ra', 'khai mạc', 'bắt đầu', 'tiến hành', 'họp', 'thực hiện', 'khởi công', 'kiểm tra']],
  ['thing', ['hội nghị', 'phiên họp', 'kỳ họp', 'cuộc họp', 'đại hội', 'lễ']],
])

/** "Trước 05 ngày tổ chức hội nghị": the event stands right behind the length. */
function eventBehind(tokens: Tokens, index: number): Parsed<Origin> | undefined {
  const happens = happenings.at(tokens, index)
  if (happens === undefined) return undefined
  const end = clauseEnd(tokens, index)
  const event = `${happens.value === 'act' ? 'khi ' : ''}${said(tokens, index, end)}`
  return { value: { after: null, event, before: true }, next: end }
}

const beginsRange = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, 'từ') && (tokens.at(index + 1).kind === 'number' || tokens.is(index + 1, 'ngày'))

/** "Trước ngày khai mạc", "trước khi", "so với" behind a length. */
const saysBefore = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, 'so') || (tokens.is(index, 'trước') && eventMarks.has(tokens.at(index + 1).text))

const isWaiting = (tokens: Tokens, next: number): boolean => {
  const { kind, text } = tokens.at(next)
  return kind !== 'number' && text !== 'ngày' && text !== 'hằng' && text !== 'thứ'
}

/** An event is named in at most so many words before its "ít nhất 05 ngày". */
const longestName = 12

const backLeads = new Lexicon<true>([
  [
    true,
    [
      'ít nhất',
      'tối thiểu',
      'chậm nhất',
      'muộn nhất',
      'ít nhất là',
      'tối thiểu là',
      'chậm nhất là',
      'khoảng',
      'không ít hơn',
      'không dưới',
    ],
  ],
])

/** "Trước mắt", "trước đây" name no event. */
const noEvents: ReadonlySet<string> = new Set([
  'mắt',
  'hết',
  'đây',
  'đó',
  'tiên',
  'nay',
  'kia',
  'và',
  'khoảng',
  'ít',
  'tối',
])
const behindLength: ReadonlySet<string> = new Set([
  'để',
  'và',
  'các',
  'gửi',
  'theo',
  'cho',
  'hoặc',
  'về',
  'nếu',
  'qua',
  'phải',
  'thông',
  'báo',
  'hoàn',
])

/** "Trước khi kiểm tra ít nhất 05 ngày làm việc", "trước ngày đối thoại 07 ngày", "trước hội nghị 03 ngày". */
export const countedBack: Parser = (tokens, index) => {
  if (!tokens.is(index, 'trước') || tokens.at(index + 1).kind !== 'word' || tokens.isOne(index + 1, noEvents))
    return undefined
  const begin = index + 1
  const content = eventMarks.has(tokens.at(begin).text) ? begin + 1 : begin
  for (let next = content; next <= content + longestName; next += 1) {
    const lead = next === content ? undefined : backLeads.at(tokens, next)
    const length = next === content ? undefined : lengthAt(tokens, lead?.next ?? next)
    if (length !== undefined && isLength(tokens, length, lead !== undefined)) {
      const origin = { after: null, event: said(tokens, begin, next), before: true }
      return { value: [reading(length.value, origin)] satisfies Outcome[], next: length.next }
    }
    if (tokens.at(next).kind !== 'word') return undefined
  }
  return undefined
}

/** Behind "05 ngày" the clause ends, so that "trước ngày họp 02 ngày nghỉ" counts no time. */
function isLength(tokens: Tokens, { value, next }: Parsed<Length>, led: boolean): boolean {
  if (value.unit === 'year') return false
  const { kind, text } = tokens.at(next)
  if (kind === 'number' || text === '/' || text === '-') return false
  return led || kind !== 'word' || behindLength.has(text)
}

/** A number may begin one too. */
export const countedStarts: readonly string[] = [...leads.firstWords, ...numberStarts]
