import type { LocalTime } from '../../time.ts'
import { clockAt } from './clock.ts'
import { Lexicon } from './lexicon.ts'
import type { NamedDay } from './named.ts'
import { numberInWords, numberStarts } from './numbers.ts'
import type { Parsed, Tokens } from './tokens.ts'

/** Days that one phrase names, and how sure it is that they are days. */
export interface Days {
  readonly days: readonly NamedDay[]
  /** "Ngày", a month in words or a year: something beside the two numbers says that it is a day. */
  readonly introduced: boolean
}

const day = (value: number, month: number | null, year: number | null): NamedDay => ({
  is: 'day',
  day: value,
  month,
  year,
  time: null,
})

/** A phrase lists at most so many days. */
const longestList = 31

const separators: ReadonlySet<string> = new Set([',', 'và', 'hoặc', '&', ';'])
const earlyDays: ReadonlySet<string> = new Set(['mùng', 'mồng'])
const partsOfDay: ReadonlySet<string> = new Set(['sáng', 'chiều', 'trưa', 'tối', 'cuối'])

/** "Năm 2023", "/2023", "- 2023" or ".2023" behind a month or a quarter; "năm sau" has no number and is no year. */
export function yearBehind(tokens: Tokens, index: number): Parsed<number> | undefined {
  const afterComma = tokens.is(index, ',') && tokens.is(index + 1, 'năm') ? index + 1 : index
  const ofYear = tokens.is(afterComma, 'của') && tokens.is(afterComma + 1, 'năm') ? afterComma + 1 : afterComma
  const from = tokens.is(ofYear, '/') && tokens.is(ofYear + 1, 'năm') ? ofYear + 1 : ofYear
  const lead = tokens.at(from).text
  const year = tokens.year(from + 1)
  if (year === undefined) return undefined
  if (lead === 'năm' || lead === '/') return { value: year, next: from + 2 }
  if ((lead === '-' || lead === '.') && !startsRange(tokens, from)) return { value: year, next: from + 2 }
  return undefined
}

/** "Tháng 6 - 2023" has a year behind the dash, "quý 2 - 2021-2025" has not. */
const startsRange = (tokens: Tokens, dash: number): boolean =>
  tokens.is(dash + 2, '-') && tokens.at(dash + 3).kind === 'number'

/** A month in figures or words. Only 1 to 99, so that "tháng 13" can be named as a mistake. */
export function monthNumberAt(tokens: Tokens, index: number): Parsed<number> | undefined {
  const figure = tokens.small(index, 0, 99)
  if (figure !== undefined) return { value: figure, next: index + 1 }
  const word = numberInWords(tokens, index)
  // "Tháng năm 2023" is a blank date line, "tháng tư" is April.
  if (word === undefined || word.value > 12) return undefined
  return tokens.is(index, 'năm') && !isMay(tokens, index) ? undefined : word
}

const beforeMonth: ReadonlySet<string> = new Set([
  'trong',
  'vào',
  'trước',
  'đầu',
  'giữa',
  'cuối',
  'hết',
  'đến',
  'từ',
  'nhất',
])

/** "Trong tháng năm", "ngày 15 tháng năm" are in May; "ngày tháng năm sinh", "tháng năm 2023" are not. */
function isMay(tokens: Tokens, index: number): boolean {
  if (tokens.at(index + 1).kind === 'number' || tokens.is(index + 1, 'sinh')) return false
  return (
    tokens.isOne(index - 2, beforeMonth) || tokens.at(index - 2).kind === 'number' || isNumberWord(tokens, index - 2)
  )
}

const isNumberWord = (tokens: Tokens, index: number): boolean => numberInWords(tokens, index) !== undefined

/** Years with two digits are of this century. */
function yearFigure(tokens: Tokens, index: number): number | undefined {
  const full = tokens.year(index)
  if (full !== undefined) return full
  const { kind, text, value } = tokens.at(index)
  return kind === 'number' && text.length === 2 && value >= 10 && value <= 60 ? 2000 + value : undefined
}

const joins = (tokens: Tokens, index: number, mark: string): boolean =>
  tokens.is(index, mark) && tokens.at(index + 1).kind === 'number'

interface Value {
  readonly day: NamedDay
  readonly introduced: boolean
}

/** A day in figures with its year: 5/6/2023, 05-06-2023, 5.6.2023. Numbers are not checked against the calendar. */
function figuresAt(tokens: Tokens, index: number): Parsed<Value> | undefined {
  const first = tokens.small(index, 0, 99)
  const second = tokens.small(index + 2, 0, 99)
  if (first === undefined || second === undefined) return undefined
  for (const mark of ['/', '-', '.']) {
    if (!joins(tokens, index + 1, mark)) continue
    const lastMark = joins(tokens, index + 3, mark) ? mark : joins(tokens, index + 3, '-') && mark === '/' ? '-' : ''
    const year = lastMark === '' ? undefined : mark === '/' ? yearFigure(tokens, index + 4) : tokens.year(index + 4)
    if (year !== undefined && !continuesCode(tokens, index + 5)) {
      return { value: { day: day(first, second, year), introduced: true }, next: index + 5 }
    }
    if (mark !== '/')
      return closed(tokens, index)
        ? { value: { day: day(first, second, null), introduced: false }, next: index + 3 }
        : undefined
    if (continuesCode(tokens, index + 3)) return undefined
    // "1/2 ngày", "3/4 số đơn vị": a part of something.
    if (first < second && second <= 4 && tokens.isOne(index + 3, counted)) return undefined
    const behind = tokens.is(index + 3, 'năm') ? yearBehind(tokens, index + 3) : undefined
    return {
      value: { day: day(first, second, behind?.value ?? null), introduced: behind !== undefined },
      next: behind?.next ?? index + 3,
    }
  }
  return undefined
}

const counted: ReadonlySet<string> = new Set(['ngày', 'số', 'tháng', 'tổng', 'quân', 'đại'])

/** "Ngày 05-6", "trước 31-12", "ngày 22.9": without a year a dash or point parts a day from its month only there. */
function closed(tokens: Tokens, index: number): boolean {
  const month = tokens.small(index + 2, 1, 12)
  if (month === undefined || !tokens.at(index + 1).tight || !tokens.at(index + 2).tight) return false
  const said = tokens.is(index - 1, 'ngày')
  if (!said && !(tokens.isOne(index - 1, beforeDashed) && tokens.at(index).text.length === 2)) return false
  const { kind, text, tight } = tokens.at(index + 3)
  if (kind === 'word') return said ? text !== 'tháng' && text !== 'năm' : behindDashed.has(text)
  return kind === 'end' || (text !== '/' && text !== '%' && !(tight && tokens.at(index + 4).kind === 'number'))
}

const beforeDashed: ReadonlySet<string> = new Set(['trước', 'hết', 'nhất', 'đến'])
const behindDashed: ReadonlySet<string> = new Set(['và', 'hoặc', 'hằng', 'hàng', 'gửi', 'nộp', 'báo', 'để'])

/** "01/2020/nđ-cp", "10/5/abc": a further stroke makes a code of it. */
const continuesCode = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, '/') && (tokens.at(index + 1).kind === 'number' || tokens.at(index + 1).tight)

/** The day's number in figures or words ("mùng năm", "hai mươi"). */
function dayNumberAt(tokens: Tokens, index: number): Parsed<number> | undefined {
  const from = tokens.isOne(index, earlyDays) ? index + 1 : index
  const figure = tokens.small(from, 0, 99)
  return figure === undefined ? numberInWords(tokens, from) : { value: figure, next: from + 1 }
}

const comingYears = new Lexicon<true>([
  [
    true,
    [
      'năm sau',
      'năm tới',
      'năm kế tiếp',
      'năm tiếp theo',
      'của năm sau',
      'của năm tiếp theo',
      'năm liền kề',
      'của năm kế tiếp',
    ],
  ],
])

/** Index behind "năm sau", "của năm tiếp theo". */
export const comingYearAt = (tokens: Tokens, index: number): number | undefined => comingYears.at(tokens, index)?.next

/** "15/01 năm sau": the year behind the plan's. */
function inComingYear(found: Parsed<Value>, tokens: Tokens): Parsed<Value> {
  const { day: named } = found.value
  const coming = named.year === null && named.month !== null ? comingYears.at(tokens, found.next) : undefined
  if (coming === undefined) return found
  return { value: { day: { ...named, nextYear: true }, introduced: true }, next: coming.next }
}

/** One day; `alone` allows a bare number, whose month a neighbour gives. */
function dayAt(tokens: Tokens, index: number, alone: boolean): Parsed<Value> | undefined {
  const figures = figuresAt(tokens, tokens.isOne(index, earlyDays) ? index + 1 : index)
  if (figures !== undefined) return inComingYear(figures, tokens)
  const number = dayNumberAt(tokens, index)
  if (number === undefined) return undefined
  const afterStroke = tokens.skip(number.next, '/', ',')
  if (tokens.is(afterStroke, 'tháng')) {
    const month = monthNumberAt(tokens, afterStroke + 1)
    if (month !== undefined && number.value <= 99) {
      const year = yearBehind(tokens, month.next)
      const value = { day: day(number.value, month.value, year?.value ?? null), introduced: true }
      return inComingYear({ value, next: year?.next ?? month.next }, tokens)
    }
  }
  return alone ? { value: { day: day(number.value, null, null), introduced: false }, next: number.next } : undefined
}

/** A number that stands alone in a list is a day only where the list goes on or ends behind it. */
function listGoesOn(tokens: Tokens, index: number): boolean {
  const { kind, text } = tokens.at(index)
  return kind === 'end' || kind === 'mark' || text === 'và' || text === 'hoặc' || text === 'tháng' || text === 'hằng'
}

interface DayOptions {
  /** Whether days without a month are given ("ngày 15 hằng tháng"). */
  readonly monthless?: boolean
}

/**
 * One or several days: "ngày 05/5 và 30/10/2023", "ngày 10 và 25/6/2023", "17 giờ ngày 12/4/2023, 16h30". A month or
 * year that only one of them names goes for its neighbours.
 */
export function daysAt(tokens: Tokens, index: number, options: DayOptions = {}): Parsed<Days> | undefined {
  // "Thứ sáu, ngày 15/6": the six is a day of the week.
  if (tokens.is(index - 1, 'thứ')) return undefined
  const lead = clockBefore(tokens, index)
  let next = lead?.next ?? index
  next = tokens.skip(next, 'các', 'những')
  const said = tokens.is(next, 'ngày')
  if (said) next += 1
  const first = dayAt(tokens, next, true)
  if (first === undefined) return undefined
  const values = [first.value]
  next = first.next
  while (values.length < longestList) {
    const from = separatedAt(tokens, next)
    if (from === undefined) break
    const more = dayAt(tokens, from, said)
    if (more === undefined || (more.value.day.month === null && !listGoesOn(tokens, more.next))) break
    values.push(more.value)
    next = more.next
  }
  const days = shared(values.map((value) => value.day))
  if (options.monthless !== true && days.some(({ month }) => month === null)) {
    // A list whose last numbers are no days is read up to the last that is one.
    const single = first.value.day.month === null ? undefined : first
    if (single === undefined) return undefined
    return { value: { days: [single.value.day], introduced: said || single.value.introduced }, next: single.next }
  }
  const time = lead?.value ?? null
  const behind = time === null ? clockBehind(tokens, next) : undefined
  const at = time ?? behind?.value ?? null
  return {
    value: {
      days: days.map((one) => (at === null ? one : { ...one, time: at })),
      introduced: said || lead !== undefined || values.some(({ introduced }) => introduced),
    },
    next: behind?.next ?? next,
  }
}

/** Index of the next list member behind ",", "và", "ngày". */
function separatedAt(tokens: Tokens, index: number): number | undefined {
  if (!tokens.isOne(index, separators)) return undefined
  let next = index + 1
  if (tokens.is(index, ',') && tokens.is(next, 'và')) next += 1
  return tokens.skip(next, 'ngày')
}

/** Months and years go from the right to the left, then years from the left to the right. */
function shared(days: readonly NamedDay[]): NamedDay[] {
  const filled: NamedDay[] = []
  let month: number | null = null
  let year: number | null = null
  for (const one of [...days].reverse()) {
    const own: NamedDay = { ...one, month: one.month ?? month, year: one.year ?? year }
    filled.push(own)
    month = own.month
    year = own.year
  }
  let before: number | null = null
  return filled.reverse().map((one) => {
    before = one.year ?? before
    return { ...one, year: before }
  })
}

/** "17 giờ ngày", "16h30, ngày", "lúc 8 giờ sáng ngày". */
function clockBefore(tokens: Tokens, index: number): Parsed<LocalTime> | undefined {
  const part = tokens.isOne(index, partsOfDay) && tokens.is(index + 1, 'ngày') ? index + 1 : undefined
  if (part !== undefined) return undefined
  const clock = clockAt(tokens, tokens.skip(index, 'lúc'))
  if (clock === undefined) return undefined
  const next = tokens.skip(tokens.skip(clock.next, ',', '-'), 'của')
  return { value: clock.value, next: weekdayBefore(tokens, next) }
}

/** "16 giờ, thứ Sáu, ngày 15/6": index behind the day of the week; `index` where none or no day follows. */
function weekdayBefore(tokens: Tokens, index: number): number {
  const from = tokens.skip(tokens.skip(index, '('), 'sáng', 'chiều', 'tối')
  const end = tokens.words(from, 'chủ', 'nhật') ?? (tokens.is(from, 'thứ') ? from + 2 : undefined)
  const next = end === undefined ? index : tokens.skip(tokens.skip(end, ')'), ',')
  return end !== undefined && tokens.is(next, 'ngày') ? next : index
}

/** The hour behind a day: ", 17 giờ", "lúc 14 giờ", "(16h30)", "vào lúc 8 giờ". */
function clockBehind(tokens: Tokens, index: number): Parsed<LocalTime> | undefined {
  const bracket = tokens.is(index, '(')
  let next = tokens.skip(index, ',', '(')
  next = tokens.skip(tokens.skip(next, 'trước', 'vào'), 'lúc')
  const clock = clockAt(tokens, next)
  if (clock === undefined) return undefined
  if (!bracket) return clock
  return tokens.is(clock.next, ')') ? { value: clock.value, next: clock.next + 1 } : undefined
}

/** The words with which a list of days begins; a number may begin one too. */
export const dayStarts: readonly string[] = [...earlyDays, ...numberStarts, 'ngày', 'các', 'những', 'lúc']
