import type { Interval } from '../../plan/plan.ts'
import { GOODS_WORDS } from '../office-words.ts'
import { Lexicon } from './lexicon.ts'
import { countAt, numberStarts } from './numbers.ts'
import type { Parsed, Tokens } from './tokens.ts'

/** An interval as it is written; null: it is none that a plan can follow ("02 năm/lần"). */
export type SaidInterval = Interval | null

const units: ReadonlyMap<string, Interval> = new Map([
  ['ngày', 'day'],
  ['tuần', 'week'],
  ['tháng', 'month'],
  ['quý', 'quarter'],
  ['năm', 'year'],
])

const manifold: ReadonlyMap<string, Interval> = new Map([
  ['7 ngày', 'week'],
  ['30 ngày', 'month'],
  ['4 tuần', 'month'],
  ['3 tháng', 'quarter'],
  ['6 tháng', 'half'],
  ['12 tháng', 'year'],
  ['2 quý', 'half'],
  ['4 quý', 'year'],
])

/** Words behind "năm", "tháng" or "ngày" that make something else of it. */
const notInterval: ReadonlySet<string> = new Set([
  'học',
  'càng',
  'sinh',
  'nay',
  'này',
  'trước',
  'qua',
  'tới',
  'ngoái',
  'tuổi',
  'đêm',
  'xưa',
  'nghỉ',
  'lễ',
])

/** "Tháng", "quý", "6 tháng", "sáu tháng", "01 năm", "nửa năm". Behind a unit no number may stand: "quý 2" is a stretch. */
export function intervalAt(tokens: Tokens, index: number): Parsed<SaidInterval> | undefined {
  if (tokens.is(index, 'nửa') && tokens.is(index + 1, 'năm')) return { value: 'half', next: index + 2 }
  const school = schoolIntervalAt(tokens, index)
  if (school !== undefined) return school
  const plain = units.get(tokens.at(index).text)
  if (plain !== undefined) return { value: plain, next: index + 1 }
  const count = countAt(tokens, index)
  const unit = count === undefined ? undefined : units.get(tokens.at(count.next).text)
  if (count === undefined || unit === undefined || count.value > 60) return undefined
  const text = tokens.at(count.next).text
  return { value: count.value === 1 ? unit : (manifold.get(`${count.value} ${text}`) ?? null), next: count.next + 1 }
}

/** "Học kỳ", "năm học" without a number behind them. */
function schoolIntervalAt(tokens: Tokens, index: number): Parsed<SaidInterval> | undefined {
  const value = tokens.is(index, 'học') && tokens.is(index + 1, 'kỳ') ? 'half' : undefined
  const year = tokens.is(index, 'năm') && tokens.is(index + 1, 'học') ? 'year' : undefined
  const said = value ?? year
  const behind = tokens.at(index + 2)
  if (said === undefined || /^[ivx]+$/.test(behind.text)) return undefined
  if (behind.kind === 'number' && timesAt(tokens, index + 2, true) === undefined) return undefined
  return { value: said, next: index + 2 }
}

/** Behind "hằng" only these make something else of the unit: "hằng năm học". */
const notEachInterval: ReadonlySet<string> = new Set(['học', 'sinh', 'tuổi', 'nghỉ', 'lễ', 'hóa'])

/** Whether what stands behind "hằng tháng" leaves it an interval: "hằng ngày trước 16 giờ", "hằng ngày qua thư". */
export const endsEachInterval = (tokens: Tokens, next: number): boolean =>
  (tokens.at(next).kind !== 'number' || timesAt(tokens, next, true) !== undefined || spansYears(tokens, next)) &&
  !tokens.isOne(next, notEachInterval)

/** "Hằng năm 2027 - 2030", "hằng quý 2024": the years in which it comes again. */
export function spansYears(tokens: Tokens, index: number): boolean {
  return yearsBehind(tokens, index) > index
}

/** Index behind the years that bound a recurrence; `index` itself where none stand. */
export function yearsBehind(tokens: Tokens, index: number): number {
  const lead = tokens.is(index, 'trong') || tokens.is(index, 'của') ? index + 1 : index
  const from = tokens.is(lead, 'giai') && tokens.is(lead + 1, 'đoạn') ? lead + 2 : lead
  if (tokens.year(from) === undefined || !(tokens.is(from + 1, '-') || tokens.is(from + 1, 'đến'))) return index
  return tokens.year(from + 2) === undefined || tokens.is(from + 3, '/') ? index : from + 3
}

/** Whether what stands behind a bare unit leaves it an interval ("hằng quý, năm 2023" names a year). */
export const endsInterval = (tokens: Tokens, next: number): boolean =>
  (tokens.at(next).kind !== 'number' || timesAt(tokens, next) !== undefined) && !tokens.isOne(next, notInterval)

/** "Hằng", "mỗi", "từng" and their kind. */
const eachWords = new Lexicon<true>([
  [
    true,
    ['hằng', 'hàng', 'mỗi', 'từng', 'mỗi một', 'theo từng', 'vào mỗi', 'trong mỗi', 'vào hằng', 'theo định kỳ hằng'],
  ],
])

/** "Hằng", "mỗi", "từng" at an index; "giao hàng năm" has none. */
export function eachAt(tokens: Tokens, index: number): Parsed<true> | undefined {
  if (tokens.is(index, 'hàng') && tokens.isOne(index - 1, GOODS_WORDS)) return undefined
  return eachWords.at(tokens, index)
}

const atLeast = new Lexicon<true>([
  [
    true,
    [
      'ít nhất',
      'tối thiểu',
      'không dưới',
      'không ít hơn',
      'tối đa',
      'không quá',
      'từ',
      'ít nhất là',
      'tối thiểu là',
      'đảm bảo',
      'thực hiện',
      'tổ chức',
      'họp',
      'tổ chức ít nhất',
    ],
  ],
])

/** What is held or published so many times: "mỗi quý 01 lớp", "02 số/tháng". */
const turnsWords: ReadonlySet<string> = new Set([
  'lần',
  'đợt',
  'kỳ',
  'số',
  'buổi',
  'lớp',
  'cuộc',
  'bài',
  'tin',
  'phiên',
  'chuyến',
  'lượt',
])

/**
 * "02 lần", "ít nhất một lần", "1-2 lần", "từ 1 đến 2 lần": the smaller number counts. `wide`: other turns than
 * "lần" count too ("01 lớp", "02 tin, bài").
 */
export function timesAt(tokens: Tokens, index: number, wide = false): Parsed<number> | undefined {
  const from = atLeast.at(tokens, index)?.next ?? index
  const count = countAt(tokens, from)
  if (count === undefined) return undefined
  const upper = tokens.is(count.next, '-') || tokens.is(count.next, 'đến') ? countAt(tokens, count.next + 1) : undefined
  const next = upper?.next ?? count.next
  if (wide && tokens.is(next, 'tin') && tokens.is(next + 1, ',') && tokens.is(next + 2, 'bài'))
    return { value: count.value, next: next + 3 }
  const known = wide ? tokens.isOne(next, turnsWords) : tokens.is(next, 'lần')
  return known ? { value: count.value, next: next + 1 } : undefined
}

/** The words with which an interval, or a count of times, begins; a number may begin one too. */
export const intervalStarts: readonly string[] = [
  ...units.keys(),
  ...eachWords.firstWords,
  ...atLeast.firstWords,
  ...numberStarts,
  'nửa',
]
