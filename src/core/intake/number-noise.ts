/** Letters that a scan takes for digits. */
const DIGIT_OF: Readonly<Record<string, string>> = {
  l: '1',
  I: '1',
  i: '1',
  '|': '1',
  O: '0',
  o: '0',
  Q: '0',
  S: '5',
  s: '5',
  B: '8',
  Z: '2',
  z: '2',
}
const LOOK = '[0-9lIi|OoQSsBZz]'

type Write = (start: number, text: string, repair: boolean) => void

/** "l0/5/2023", "3O/10/2022", "30 - l0 - 2022": day, month and perhaps year. */
const DATE = new RegExp(
  `(?<![\\p{L}\\d/])(${LOOK}{1,2})(\\s?[/.-]\\s?)(${LOOK}{1,2})(?:(\\s?[/.-]\\s?)(${LOOK}{4}))?(?![\\p{L}\\d/])`,
  'gu',
)
/** "7/2O23", "l2/2022" */
const MONTH = new RegExp(`(?<![\\p{L}\\d/])(${LOOK}{1,2})(\\s?/\\s?)([2Zz][0-9OoQ]${LOOK}{2})(?![\\p{L}\\d/])`, 'gu')
/** "2O23" */
const YEAR = /(?<![\p{L}\d])([2Zz1lI][0OoQ9][0-9lIiOoQSsBZz]{2})(?![\p{L}\d])/gu
/** "ngày 0l", "tháng l2", "trong O5 ngày" */
const AFTER_WORD = new RegExp(
  `(?<=(?:ngày|tháng|năm|trong|quá|nhất|đầu|kỳ|thiểu|là|từ|đến|dưới|trên|đạt|hoặc|và|,|\\()\\s)(${LOOK}{1,4})(?![\\p{L}\\d])`,
  'giu',
)
const BEFORE_WORD = new RegExp(
  `(?<![\\p{L}\\d./-])(${LOOK}{1,3})(?=\\s?(?:%|(?:ngày|tháng|năm|giờ|tuần|lần|quý|h[0-9O]{2})(?!\\p{L})))`,
  'giu',
)
/** "17hOO", "l7h30" */
const HOUR = /(?<![\p{L}\d])([0-9lIO]{1,2})h([0-9lOo]{2})(?![\p{L}\d])/gu
/** "Số: 1O/KH-UBND" */
const NUMBER = /(?<=số:?\s)([0-9lIOo]{1,5})(?=\s?\/)/giu
/** "quý ll", "quý 1V", "quý I, lll" */
const QUARTER = /(?<=qu[yýỷỹí]\s)[1lIi|Vv]{1,3}(?:\s?(?:,|-|–|và|đến)\s?(?:quý\s)?[1lIi|Vv]{1,3})*(?![\p{L}\d])/giu

/**
 * Writes digits over letters that stand in what is plainly a number or date, and Roman numerals over badly read ones
 * after "quý". `shown` and `clean` have the same length; so has everything written.
 */
export function repairDigits(written: string, clean: string, write: Write): void {
  const shown = withoutBars(written)
  const number = (at: number, piece: string) => {
    const digits = digitsOf(piece)
    if (digits !== piece) write(at, digits, true)
  }
  for (const found of shown.matchAll(DATE)) {
    const [whole, day, gap, month, , year] = found as unknown as [string, string, string, string, string?, string?]
    if (!/\d/.test(whole) || /^[\d\s/.-]+$/.test(whole)) continue
    const before = clean.slice(Math.max(0, found.index - 6), found.index)
    const named = /(ngày|trước|hết|đến)\s$/.test(before)
    // Without a year "I.1" and "B-2" are markers and names; "l/5" after "ngày" is a date.
    if (year === undefined && !(named && gap.includes('/'))) continue
    if (year === undefined && !/\d/.test(day) && /^[IO]$/.test(day)) continue
    if (!inRange(day, 31) || !inRange(month, 12) || (year !== undefined && !/^[12]/.test(digitsOf(year)))) continue
    number(found.index, day)
    number(found.index + day.length + gap.length, month)
    if (year !== undefined) number(found.index + whole.length - year.length, year)
  }
  for (const found of shown.matchAll(MONTH)) {
    const month = found[1] as string
    // "II/2023" is a quarter.
    if (!/\d/.test(month) && month !== 'l') continue
    // So is "Q2/2023".
    if (/^Q[1-4]$/.test(month)) continue
    if (!inRange(month, 12)) continue
    number(found.index, month)
    number(found.index + found[0].length - 4, found[3] as string)
  }
  for (const found of shown.matchAll(YEAR)) if (/\d.*\d/.test(found[0])) number(found.index, found[0])
  for (const found of shown.matchAll(AFTER_WORD)) if (mixed(found[0])) number(found.index, found[0])
  for (const found of shown.matchAll(BEFORE_WORD)) if (mixed(found[0])) number(found.index, found[0])
  for (const found of shown.matchAll(HOUR)) {
    number(found.index, found[1] as string)
    number(found.index + found[0].length - 2, found[2] as string)
  }
  for (const found of shown.matchAll(NUMBER)) if (mixed(found[0])) number(found.index, found[0])
  for (const found of shown.matchAll(QUARTER)) {
    for (const one of found[0].matchAll(/[1lIi|Vv]{1,3}/g)) {
      const roman = romanOf(one[0])
      if (roman !== null) write(found.index + one.index, roman, roman !== one[0].toLowerCase())
    }
  }
}

/** In a table's row a bar parts cells and is no stroke of a figure. */
function withoutBars(shown: string): string {
  if (!shown.includes('|')) return shown
  const lines = shown.split('\n')
  return lines
    .map((line) => {
      const first = line.indexOf('|')
      if (first < 0) return line
      const row =
        line.indexOf('|', first + 1) >= 0 || first === 0 || first === line.length - 1 || line[first - 1] === ' '
      return row ? line.replaceAll('|', '\t') : line
    })
    .join('\n')
}

function digitsOf(piece: string): string {
  let out = ''
  for (const char of piece) out += DIGIT_OF[char] ?? char
  return out
}

/** A digit and a letter that only looks like one: "0l", "1O"; not "5S", which is a name. */
function mixed(piece: string): boolean {
  return /\d/.test(piece) && /[lIi|OoQ]/.test(piece) && !/[SsBZz]/.test(piece)
}

function inRange(piece: string, most: number): boolean {
  const value = Number(digitsOf(piece))
  return value >= 1 && value <= most
}

/** The quarter that badly read strokes stand for, as many letters as there are strokes. */
function romanOf(strokes: string): string | null {
  if (/^[1lIi|]+$/.test(strokes)) {
    // A single "1" is an Arabic quarter.
    return strokes === '1' ? null : 'i'.repeat(strokes.length)
  }
  return /^[1lIi|][Vv]$/.test(strokes) ? 'iv' : null
}
