import { numberInWords } from './numbers.ts'
import type { Parsed, Tokens } from './tokens.ts'

const joiners: ReadonlySet<string> = new Set([',', 'và', 'hoặc', '&'])
const partsOfDay: ReadonlySet<string> = new Set(['sáng', 'chiều', 'trưa', 'tối', 'buổi', 'các', 'những', 'ngày', 'hết'])

/** Monday 1 … Sunday 7: "thứ hai" is the first working day, "thứ 7" Saturday. */
function oneAt(tokens: Tokens, index: number, joined: boolean): Parsed<number> | undefined {
  if (tokens.is(index, 'chủ') && (tokens.is(index + 1, 'nhật') || tokens.is(index + 1, 'nhựt'))) {
    return { value: 7, next: index + 2 }
  }
  const said = tokens.is(index, 'thứ')
  if (!said && !joined) return undefined
  const from = said ? index + 1 : index
  const figure = tokens.small(from, 2, 7)
  if (figure !== undefined) return tokens.is(from + 1, '/') ? undefined : { value: figure - 1, next: from + 1 }
  const word = numberInWords(tokens, from)
  return word !== undefined && word.value >= 2 && word.value <= 7 && word.next === from + 1
    ? { value: word.value - 1, next: word.next }
    : undefined
}

/** One or several days of the week with the part of the day before them: "chiều thứ sáu", "thứ 2, thứ 5". */
export function weekdayAt(tokens: Tokens, index: number): Parsed<number[]> | undefined {
  let next = index
  while (tokens.isOne(next, partsOfDay) && next < index + 4) next += 1
  const first = oneAt(tokens, next, false)
  if (first === undefined) return undefined
  const value = [first.value]
  next = first.next
  while (tokens.isOne(next, joiners)) {
    const more = oneAt(tokens, next + 1, true)
    if (more === undefined) break
    value.push(more.value)
    next = more.next
  }
  return { value, next }
}

export const weekdayStarts: readonly string[] = [...partsOfDay, 'thứ', 'chủ']
