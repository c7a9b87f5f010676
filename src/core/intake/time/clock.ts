import type { LocalTime } from '../../time.ts'
import type { Parsed, Tokens } from './tokens.ts'

const hourWords: ReadonlySet<string> = new Set(['giờ', 'h', 'g'])
const minuteEnds: ReadonlySet<string> = new Set(["'", '’', 'phút', 'p', '"', '`'])
const partsOfDay: ReadonlySet<string> = new Set(['sáng', 'chiều', 'trưa', 'tối'])

/** "24 giờ": no time of the day itself, but its end. */
export const endOfDay = '24:00'

const two = (value: number): string => String(value).padStart(2, '0')

/** The hour after noon for "2 giờ chiều". */
const atClock = (hour: number, minute: number, part: string): LocalTime =>
  `${two((part === 'chiều' || part === 'tối') && hour < 12 ? hour + 12 : hour)}:${two(minute)}`

/**
 * A time of day: "17 giờ", "16h30", "16h00'", "8 giờ 00 phút", "16:30", "2 giờ chiều". The end of a day
 * is `endOfDay`.
 */
export function clockAt(tokens: Tokens, index: number): Parsed<LocalTime> | undefined {
  const hour = tokens.small(index, 0, 24)
  if (hour === undefined) return undefined
  const isHour = tokens.isOne(index + 1, hourWords)
  const colon = tokens.is(index + 1, ':') && tokens.at(index + 1).tight && tokens.at(index + 2).tight
  if (!isHour && !colon) return undefined
  let next = index + 2
  let minute = tokens.small(next, 0, 59)
  // "17 giờ 12/4": the number behind is a day.
  const belongs = minute !== undefined && tokens.at(next).text.length === 2 && !startsDate(tokens, next)
  if (belongs) next += 1
  else if (colon) return undefined
  else minute = 0
  if (belongs && tokens.isOne(next, minuteEnds)) next += 1
  const part = tokens.at(next).text
  if (partsOfDay.has(part)) next += 1
  const value = hour === 24 ? endOfDay : atClock(hour, minute ?? 0, part)
  return { value, next }
}

/** Whether the number at an index begins a date, so that it cannot be minutes. */
function startsDate(tokens: Tokens, index: number): boolean {
  const mark = tokens.at(index + 1).text
  if (mark === 'tháng') return true
  return (mark === '/' || mark === '-' || mark === '.') && tokens.at(index + 2).kind === 'number'
}
