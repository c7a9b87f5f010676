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

const eventMarks: ReadonlySet<string> = new Set(['khi', 'ngày'])

interface Origin {
  readonly after: string | null
  readonly event: string
  readonly before: boolean
}

/** "Kể từ ngày nhận được văn bản", "kể từ ngày 20/4/2022", "sau khi kết thúc hội nghị", "trước ngày khai mạc". */
function originAt(tokens: Tokens, index: number, before: boolean, context: TimeContext): Parsed<Origin> | undefined {
  const from = tokens.skip(index, ',')
  const direction = directions.at(tokens, from)
  if (direction === undefined) return undefined
  const backwards = direction.value === 'before' || before
  const bracket = tokens.skip(direction.next, ':')
  const date = daysAt(tokens, bracket)
  const day = date?.value.days.length === 1 ? date.value.days[0] : undefined
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
  return { value: { after: null, event: said(tokens, begin, end), before: backwards }, next: end }
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
  const origin = originAt(tokens, length.next, backwards, context)
  // "15 tháng trước đến …" is the month before.
  const counts = lead !== undefined || origin?.value.before !== true || saysBefore(tokens, length.next)
  if (origin !== undefined && counts) {
    return { value: [reading(length.value, origin.value)] satisfies Outcome[], next: origin.next }
  }
  if (lead === undefined || backwards || tokens.is(index, 'sau')) return undefined
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

/** "Trước ngày khai mạc", "trước khi", "so với" behind a length. */
const saysBefore = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, 'so') || (tokens.is(index, 'trước') && eventMarks.has(tokens.at(index + 1).text))

const isWaiting = (tokens: Tokens, next: number): boolean => {
  const { kind, text } = tokens.at(next)
  return kind !== 'number' && text !== 'ngày' && text !== 'hằng' && text !== 'thứ'
}

/** A number may begin one too. */
export const countedStarts: readonly string[] = [...leads.firstWords, ...numberStarts]
