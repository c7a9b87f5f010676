import { daysAt } from './day.ts'
import { Lexicon } from './lexicon.ts'
import type { NamedStretch } from './named.ts'
import { type Parser, readingsOf, said } from './reading.ts'
import type { Parsed, Tokens } from './tokens.ts'

interface Holiday {
  readonly day: number
  readonly month: number
}

const holidays = new Lexicon<Holiday | 'lunar' | 'other'>([
  [{ day: 2, month: 9 }, ['quốc khánh', 'ngày quốc khánh', 'lễ quốc khánh', 'tết độc lập']],
  [{ day: 30, month: 4 }, ['giải phóng miền nam', 'ngày giải phóng miền nam', 'ngày chiến thắng']],
  [{ day: 1, month: 5 }, ['quốc tế lao động', 'ngày quốc tế lao động']],
  [{ day: 1, month: 1 }, ['tết dương lịch', 'tết dương', 'năm mới dương lịch']],
  [{ day: 20, month: 11 }, ['ngày nhà giáo việt nam', 'nhà giáo việt nam']],
  [{ day: 8, month: 3 }, ['ngày quốc tế phụ nữ', 'quốc tế phụ nữ']],
  ['other', ['tết trung thu', 'tết thiếu nhi', 'tết đoan ngọ', 'tết trồng cây', 'tết quân dân']],
  ['lunar', ['tết nguyên đán', 'tết âm lịch', 'tết cổ truyền', 'tết nguyên đán năm', 'tết', 'dịp tết']],
])

const leads = new Lexicon<true>([
  [
    true,
    [
      'nhân dịp',
      'dịp',
      'trong dịp',
      'vào dịp',
      'nhân ngày',
      'nhân tháng',
      'chào mừng',
      'lập thành tích chào mừng',
      'nhân dịp lễ',
      'dịp lễ',
      'vào dịp lễ',
      'dịp nghỉ lễ',
      'nhân kỷ niệm',
      'nhân dịp kỷ niệm',
      'chào mừng kỷ niệm',
    ],
  ],
])

/** How many words may stand between "chào mừng" and the day it names. */
const wordsBetween = 14

/** The names that the twelve lunar years bear stand behind "Tết": "Tết Nguyên đán Giáp Thìn 2024". */
function lunarYear(tokens: Tokens, index: number): Parsed<number> | undefined {
  for (let next = index; next < index + 5; next += 1) {
    const year = tokens.year(next)
    if (year !== undefined) return { value: year, next: next + 1 }
    if (tokens.at(next).kind !== 'word') return undefined
  }
  return undefined
}

const occasion = ({ day, month }: Holiday, year: number | null): NamedStretch => ({
  is: 'stretch',
  shape: { unit: 'occasion', day, month },
  year,
})

/** A holiday by its name, with the figures behind it: "Quốc khánh 02/9/2025", "Tết Nguyên đán năm 2024". */
export function occasionAt(tokens: Tokens, index: number): Parsed<NamedStretch> | undefined {
  const holiday = holidays.at(tokens, index)
  if (holiday === undefined || holiday.value === 'other') return undefined
  if (holiday.value === 'lunar') {
    const year = lunarYear(tokens, holiday.next)
    const named: NamedStretch = { is: 'stretch', shape: { unit: 'lunar-new-year' }, year: year?.value ?? null }
    return { value: named, next: year?.next ?? holiday.next }
  }
  const bracket = tokens.is(holiday.next, '(')
  const figures = daysAt(tokens, tokens.skip(tokens.skip(holiday.next, '(', ','), 'năm', 'của'))
  const day = figures?.value.days[0]
  if (figures !== undefined && day?.month === holiday.value.month) {
    const next = bracket && tokens.is(figures.next, ')') ? figures.next + 1 : figures.next
    return { value: occasion(holiday.value, day.year), next }
  }
  const from = tokens.skip(holiday.next, 'năm')
  const year = tokens.year(from)
  return { value: occasion(holiday.value, year ?? null), next: year === undefined ? holiday.next : from + 1 }
}

/**
 * "Nhân dịp 2/9", "dịp 30/4 và 01/5", "chào mừng kỷ niệm 78 năm Quốc khánh 02/9/2023": up to the day itself, which
 * may stand some words behind.
 */
export function festiveAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const lead = leads.at(tokens, index)
  if (lead === undefined) return undefined
  for (let next = lead.next; next <= lead.next + wordsBetween; next += 1) {
    const token = tokens.at(next)
    const named = token.kind === 'word' ? occasionAt(tokens, next) : undefined
    if (named !== undefined) return { value: [named.value], next: named.next }
    const days = token.kind === 'number' || token.text === 'ngày' ? daysAt(tokens, next) : undefined
    if (days !== undefined) return figureOccasions(tokens, days.next, days.value.days)
    const goesOn = token.kind === 'word' || token.kind === 'number' || token.text === '(' || token.text === '"'
    if (!goesOn) return undefined
  }
  return undefined
}

interface SaidDay {
  readonly day: number
  readonly month: number | null
  readonly year: number | null
}

/** "(03/02/1930 - 03/02/2023)" names one anniversary: the second day is this year's. */
function figureOccasions(tokens: Tokens, next: number, days: readonly SaidDay[]): Parsed<NamedStretch[]> {
  const again = tokens.is(next, '-') ? daysAt(tokens, next + 1) : undefined
  const chosen = again?.value.days ?? days
  const end = again?.next ?? next
  return {
    value: chosen.flatMap(({ day, month, year }) => (month === null ? [] : [occasion({ day, month }, year)])),
    next: tokens.is(end, ')') ? end + 1 : end,
  }
}

/** An occasion as a phrase of its own. */
export const festive: Parser = (tokens, index, context) => {
  const found = festiveAt(tokens, index)
  if (found === undefined) return undefined
  return { value: readingsOf(found.value, 'in', context, said(tokens, index, found.next)), next: found.next }
}

export const festiveStarts: readonly string[] = leads.firstWords
