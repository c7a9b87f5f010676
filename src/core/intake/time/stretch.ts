import type { Part } from '../../plan/span.ts'
import { comingYearAt, monthNumberAt, yearBehind } from './day.ts'
import { Lexicon } from './lexicon.ts'
import type { NamedStretch, Shape } from './named.ts'
import { countAt, numberInWords, numberStarts, romanAt } from './numbers.ts'
import type { Parsed, Tokens } from './tokens.ts'

/** Stretches that one phrase names. */
export interface Stretches {
  readonly stretches: readonly NamedStretch[]
  /** "Năm", "tháng" or the like stands with the number; a bare "12/2022" has none. */
  readonly introduced: boolean
}

const parts = new Lexicon<Part>([
  ['start', ['đầu', 'đầu của', 'thượng tuần', 'thượng tuần của', 'những ngày đầu', 'các tháng đầu']],
  ['middle', ['giữa', 'giữa của', 'trung tuần', 'trung tuần của', 'khoảng giữa']],
  ['end', ['cuối', 'cuối của', 'hạ tuần', 'hạ tuần của', 'những ngày cuối', 'các tháng cuối', 'những tháng cuối']],
])

const halves = new Lexicon<1 | 2>([
  [1, ['nửa đầu', 'nửa đầu của']],
  [2, ['nửa cuối', 'nửa cuối của', 'nửa sau', 'nửa sau của', 'nửa cuối cùng của']],
])

/** A phrase lists at most so many stretches. */
const longestList = 24

const listMarks: ReadonlySet<string> = new Set([',', 'và', 'hoặc', '&', '+', ';'])

const stretch = (shape: Shape, year: number | null): NamedStretch => ({ is: 'stretch', shape, year })

/** A kind of stretch whose numbers may be listed: "tháng 6, 7/2023", "quý II và III". */
export type Unit = 'month' | 'quarter' | 'year'

const unitWords: ReadonlyMap<string, Unit> = new Map([
  ['tháng', 'month'],
  ['t', 'month'],
  ['quý', 'quarter'],
  ['q', 'quarter'],
  ['năm', 'year'],
])

const isShort = (text: string): boolean => text === 't' || text === 'q'

function quarterNumberAt(tokens: Tokens, index: number): Parsed<number> | undefined {
  const figure = tokens.small(index, 0, 99)
  if (figure !== undefined) return { value: figure, next: index + 1 }
  const roman = romanAt(tokens, index)
  if (roman !== undefined) return { value: roman, next: index + 1 }
  const word = numberInWords(tokens, index)
  // "Quý năm" is "quarter, year" in a list of intervals.
  return word !== undefined && word.value <= 4 ? word : undefined
}

/** The number behind "tháng", "quý", "năm", with the year behind it where there is one. */
export function numberedAt(unit: Unit, tokens: Tokens, index: number): Parsed<NamedStretch> | undefined {
  if (unit === 'year') {
    const year = tokens.year(index)
    return year === undefined ? undefined : { value: stretch({ unit: 'year' }, year), next: index + 1 }
  }
  const number = unit === 'month' ? monthNumberAt(tokens, index) : quarterNumberAt(tokens, index)
  if (number === undefined) return undefined
  const year = yearBehind(tokens, number.next)
  const shape: Shape = unit === 'month' ? { unit, month: number.value } : { unit, quarter: number.value }
  const coming = year === undefined ? comingYearAt(tokens, number.next) : undefined
  if (coming !== undefined) return { value: { ...stretch(shape, null), nextYear: true }, next: coming }
  return { value: stretch(shape, year?.value ?? null), next: year?.next ?? number.next }
}

/** "Tháng", "T", "quý", "Q" or "năm" where a number may follow. */
function unitAt(tokens: Tokens, index: number): Parsed<Unit> | undefined {
  const { text } = tokens.at(index)
  const unit = unitWords.get(text)
  if (unit === undefined) return undefined
  let next = index + 1
  if (isShort(text)) {
    next = tokens.skip(next, '.')
    const { kind, tight } = tokens.at(next)
    return kind === 'number' && tight ? { value: unit, next } : undefined
  }
  // "Quý: II", "tháng (6)".
  if (unit !== 'year') next = tokens.skip(next, ':')
  return { value: unit, next }
}

/** "QII/2023": the letter and its numeral are one word. */
const joinedQuarters: ReadonlyMap<string, number> = new Map([
  ['qi', 1],
  ['qii', 2],
  ['qiii', 3],
  ['qiv', 4],
])

const isBoundary = (tokens: Tokens, index: number): boolean => {
  const { kind, text } = tokens.at(index)
  return kind === 'end' || kind === 'mark' || text === 'và' || text === 'hoặc' || text === 'năm' || text === 'hằng'
}

function listAt(unit: Unit, tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const first = numberedAt(unit, tokens, index)
  if (first === undefined) return undefined
  const found = [first.value]
  let next = first.next
  while (found.length < longestList) {
    if (!tokens.isOne(next, listMarks)) break
    let from = next + 1
    if (tokens.is(next, ',') && tokens.is(from, 'và')) from += 1
    const again = unitAt(tokens, from)
    const named = again?.value === unit
    const more = numberedAt(unit, tokens, named ? (again?.next ?? from) : from)
    // "Tháng 6, 7 đơn vị …" counts offices, no month.
    if (more === undefined || (!named && !isBoundary(tokens, more.next))) break
    if (!named && !isPossible(more.value)) break
    found.push(more.value)
    next = more.next
  }
  return { value: sharedYear(found), next }
}

const isPossible = ({ shape }: NamedStretch): boolean =>
  shape.unit === 'month' ? shape.month >= 1 && shape.month <= 12 : shape.unit !== 'quarter' || shape.quarter <= 4

function sharedYear(found: readonly NamedStretch[]): NamedStretch[] {
  let year: number | null = null
  const filled: NamedStretch[] = []
  for (const one of [...found].reverse()) {
    year = one.year ?? year
    filled.push({ ...one, year })
  }
  let before: number | null = null
  return filled.reverse().map((one) => {
    before = one.year ?? before
    return { ...one, year: before }
  })
}

/** "6/2023" without a word; "tháng" before it is read elsewhere. */
function bareMonthAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const found: NamedStretch[] = []
  let next = index
  while (found.length < longestList) {
    const month = tokens.small(next, 1, 12)
    const year = tokens.is(next + 1, '/') ? tokens.year(next + 2) : undefined
    if (month === undefined || year === undefined || year < 1990 || tokens.is(next + 3, '/')) break
    found.push(stretch({ unit: 'month', month }, year))
    next += 3
    if (!tokens.isOne(next, listMarks)) return { value: found, next }
    next += 1
  }
  return found.length === 0 ? undefined : { value: found, next: next - 1 }
}

/** "Đầu tháng 6/2023", "cuối quý II", "giữa năm", "nửa đầu tháng 5". */
function partAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const half = halves.at(tokens, index)
  const part = half === undefined ? parts.at(tokens, index) : undefined
  const from = half?.next ?? part?.next
  if (from === undefined) return undefined
  const school = part === undefined ? undefined : schoolYearAt(tokens, from)
  const [term] = school?.value ?? []
  if (school !== undefined && part !== undefined && term !== undefined) {
    const { shape } = term
    if (shape.unit === 'school-year' || shape.unit === 'this-school-year')
      return one({ ...shape, part: part.value }, null, school.next)
  }
  const unit = unitAt(tokens, from)
  if (unit === undefined) return undefined
  const value = numberedAt(unit.value, tokens, unit.next)
  const bare =
    value === undefined && unit.value === 'year' ? { value: stretch({ unit: 'year' }, null), next: unit.next } : value
  if (bare === undefined || (value === undefined && isNoYear(tokens, unit.next))) return undefined
  const { shape, year } = bare.value
  if (half !== undefined) {
    if (shape.unit === 'month') return one({ ...shape, half: half.value }, year, bare.next)
    if (shape.unit === 'year')
      return one({ unit: 'months', count: 6, end: half.value === 1 ? 'first' : 'last' }, year, bare.next)
    return undefined
  }
  if (part === undefined) return undefined
  if (shape.unit === 'month' || shape.unit === 'quarter' || shape.unit === 'year')
    return one({ ...shape, part: part.value }, year, bare.next)
  return undefined
}

const one = (shape: Shape, year: number | null, next: number): Parsed<NamedStretch[]> => ({
  value: [stretch(shape, year)],
  next,
})

/** Words behind "năm" that make it another year, a school year or a count. */
const otherYears: ReadonlySet<string> = new Set([
  'học',
  'trước',
  'qua',
  'ngoái',
  'sau',
  'tới',
  'bước',
  'nhóm',
  'lần',
  'người',
])
const isNoYear = (tokens: Tokens, index: number): boolean => tokens.isOne(index, otherYears)

/** "Đầu", "cuối cùng", "thứ hai", "2": which week of its month. */
function weekNumberAt(tokens: Tokens, index: number): Parsed<number | 'last'> | undefined {
  if (tokens.is(index, 'đầu')) return { value: 1, next: tokens.skip(index + 1, 'tiên') }
  if (tokens.is(index, 'cuối')) return { value: 'last', next: tokens.skip(index + 1, 'cùng') }
  const from = tokens.skip(index, 'thứ')
  const word = tokens.is(from, 'nhất') ? 1 : numberInWords(tokens, from)?.value
  const week = tokens.small(from, 1, 9) ?? romanAt(tokens, from) ?? word
  return week === undefined ? undefined : { value: week, next: from + 1 }
}

/** A plan names at most so many weeks of a month. */
const weeksInList = 6

/** "Tuần thứ hai tháng 6", "tuần đầu tháng 3/2023", "tuần 2 của tháng 5", "tuần 1, 2 tháng 5". */
function weekAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  if (!tokens.is(index, 'tuần')) return undefined
  const weeks: (number | 'last')[] = []
  let next = index
  for (let from = index; weeks.length < weeksInList; from = next + 1) {
    const week = weekNumberAt(tokens, tokens.is(from, 'tuần') ? tokens.skip(from + 1, 'lễ') : from)
    if (week === undefined) break
    weeks.push(week.value)
    next = week.next
    if (!tokens.isOne(next, listMarks) && !tokens.is(next, '-')) break
  }
  next = tokens.skip(next, 'của', ',', 'trong')
  if (weeks.length === 0 || !tokens.is(next, 'tháng')) return undefined
  const month = numberedAt('month', tokens, next + 1)
  const shape = month?.value.shape
  if (month === undefined || shape?.unit !== 'month') return undefined
  const { year } = month.value
  return { value: weeks.map((week) => stretch({ unit: 'week', week, month: shape.month }, year)), next: month.next }
}

/** "6 tháng đầu năm", "06 tháng cuối năm 2023", "9 tháng đầu năm", "6 tháng năm 2023", "quý cuối năm". */
function monthsOfYearAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const count = countAt(tokens, index)
  if (count === undefined || count.value > 12 || !tokens.is(count.next, 'tháng')) return undefined
  let next = count.next + 1
  const end = tokens.is(next, 'đầu') ? 'first' : tokens.is(next, 'cuối') ? 'last' : undefined
  if (end !== undefined) {
    next = tokens.skip(next + 1, 'của')
    if (tokens.is(next, 'năm')) {
      const year = tokens.year(next + 1)
      if (year === undefined && tokens.is(next + 1, 'học')) return undefined
      return one({ unit: 'months', count: count.value, end }, year ?? null, year === undefined ? next + 1 : next + 2)
    }
    // "6 tháng đầu 2023"
    const year = tokens.year(next)
    return year === undefined ? undefined : one({ unit: 'months', count: count.value, end }, year, next + 1)
  }
  const year = yearBehind(tokens, next)
  if (year === undefined || (count.value !== 3 && count.value !== 6 && count.value !== 9)) return undefined
  return one({ unit: 'months', count: count.value, end: 'first' }, year.value, year.next)
}

const phaseWords = new Lexicon<'phase'>([
  ['phase', ['giai đoạn', 'thời kỳ', 'nhiệm kỳ', 'niên khóa', 'trong giai đoạn', 'cả giai đoạn', 'khóa']],
])
const schoolWords = new Lexicon<'school-year'>([['school-year', ['năm học', 'trong năm học']]])
const terms = new Lexicon<1 | 2>([
  [1, ['học kỳ i', 'học kỳ 1', 'học kỳ một', 'học kì i', 'học kì 1', 'hk i', 'hki']],
  [2, ['học kỳ ii', 'học kỳ 2', 'học kỳ hai', 'học kì ii', 'học kì 2', 'hk ii', 'hkii']],
])

/** Two years: "2021-2025", "2021 - 2025", "2021 đến 2025", "2023/2024" for a school year. */
function yearsAt(tokens: Tokens, index: number, stroke: boolean): Parsed<readonly [number, number]> | undefined {
  const from = tokens.year(tokens.skip(index, 'năm'))
  if (from === undefined) return undefined
  const mark = tokens.skip(index, 'năm') + 1
  const joined = tokens.is(mark, '-') || tokens.is(mark, 'đến') || (stroke && tokens.is(mark, '/'))
  const second = tokens.skip(mark + 1, 'năm')
  const to = joined ? tokens.year(second) : undefined
  return to === undefined ? undefined : { value: [from, to], next: second + 1 }
}

/** "Giai đoạn 2021-2025", "nhiệm kỳ 2020-2025", "năm 2023-2025", bare "2021-2025". */
export function phaseAt(tokens: Tokens, index: number): Parsed<NamedStretch> | undefined {
  const lead = phaseWords.at(tokens, index)
  let next = lead === undefined ? tokens.skip(index, 'các', 'những') : tokens.skip(lead.next, 'từ')
  if (lead === undefined) next = tokens.skip(next, 'năm')
  const years = yearsAt(tokens, next, false)
  if (years === undefined || tokens.is(years.next, '/')) return undefined
  const [from, to] = years.value
  return { value: stretch({ unit: 'phase', from, to }, null), next: years.next }
}

/** "Năm học 2023-2024", "học kỳ I năm học 2023-2024", "học kỳ II". */
function schoolYearAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const term = terms.at(tokens, index)
  const lead = schoolWords.at(tokens, term === undefined ? index : tokens.skip(term.next, ',', 'của', '-'))
  const withTerm = term === undefined ? {} : { term: term.value }
  if (lead === undefined) {
    return term === undefined ? undefined : one({ unit: 'this-school-year', ...withTerm }, null, term.next)
  }
  const years = yearsAt(tokens, tokens.skip(lead.next, ':'), true)
  if (years === undefined) return one({ unit: 'this-school-year', ...withTerm }, null, lead.next)
  const [from, to] = years.value
  return one({ unit: 'school-year', from, to, ...withTerm }, null, years.next)
}

const wholeYears = new Lexicon<'this'>([
  ['this', ['trong năm', 'cả năm', 'hết năm', 'toàn năm', 'năm nay', 'trong năm nay', 'trong cả năm']],
])

/** "Cả năm 2023", "trong năm nay"; a bare "cả năm" is left to the caller, who knows whether it may stand alone. */
export function thisYearAt(tokens: Tokens, index: number): Parsed<NamedStretch[]> | undefined {
  const lead = wholeYears.at(tokens, index)
  if (lead === undefined) return undefined
  const year = tokens.year(lead.next)
  if (year !== undefined) return one({ unit: 'year' }, year, lead.next + 1)
  return isNoYear(tokens, lead.next) ? undefined : one({ unit: 'year' }, null, lead.next)
}

const behindYear: ReadonlySet<string> = new Set(['và', 'hoặc', 'phải', 'để', 'đạt', 'có', 'hoàn', 'sẽ', 'tầm', 'thì'])
const noYearMarks: ReadonlySet<string> = new Set(['/', '%'])
const joiningMarks: ReadonlySet<string> = new Set([':', '.', '-'])

/** "2024", "trước 2030": a year without "năm"; nothing that it could count may stand behind it. */
export function yearAloneAt(tokens: Tokens, index: number): Parsed<NamedStretch> | undefined {
  const year = tokens.year(index)
  if (year === undefined || year < 2000 || year > 2100) return undefined
  const behind = tokens.at(index + 1)
  const further = tokens.at(index + 2)
  if (noYearMarks.has(behind.text) || (joiningMarks.has(behind.text) && further.kind === 'number')) return undefined
  if (behind.kind === 'number' || (behind.kind === 'word' && !behindYear.has(behind.text))) return undefined
  return { value: stretch({ unit: 'year' }, year), next: index + 1 }
}

/** One or several stretches without their preposition. */
export function stretchesAt(tokens: Tokens, index: number): Parsed<Stretches> | undefined {
  const joined = joinedQuarters.get(tokens.at(index).text)
  if (joined !== undefined) {
    const year = yearBehind(tokens, index + 1)
    return year === undefined ? undefined : introduced(one({ unit: 'quarter', quarter: joined }, year.value, year.next))
  }
  const special =
    partAt(tokens, index) ?? weekAt(tokens, index) ?? monthsOfYearAt(tokens, index) ?? schoolYearAt(tokens, index)
  if (special !== undefined) return introduced(special)
  const from = tokens.skip(index, 'các', 'những', 'cả')
  const unit = unitAt(tokens, from)
  if (unit !== undefined) {
    const list = listAt(unit.value, tokens, unit.next)
    if (list !== undefined) return introduced(list)
  }
  const bare = bareMonthAt(tokens, index)
  return bare === undefined ? undefined : { value: { stretches: bare.value, introduced: false }, next: bare.next }
}

const introduced = ({ value, next }: Parsed<NamedStretch[]>): Parsed<Stretches> => ({
  value: { stretches: value, introduced: true },
  next,
})

/** The words with which a stretch begins; a number may begin one too. */
export const stretchStarts: readonly string[] = [
  ...parts.firstWords,
  ...halves.firstWords,
  ...phaseWords.firstWords,
  ...schoolWords.firstWords,
  ...terms.firstWords,
  ...unitWords.keys(),
  ...joinedQuarters.keys(),
  ...numberStarts,
  'tuần',
  'các',
  'những',
  'cả',
]

/** The words with which "trong năm", "cả năm" begin. */
export const thisYearStarts: readonly string[] = wholeYears.firstWords
