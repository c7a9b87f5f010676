import type { Parsed, Tokens } from './tokens.ts'

const units: ReadonlyMap<string, number> = new Map([
  ['một', 1],
  ['mốt', 1],
  ['hai', 2],
  ['ba', 3],
  ['bốn', 4],
  ['tư', 4],
  ['năm', 5],
  ['lăm', 5],
  ['nhăm', 5],
  ['sáu', 6],
  ['bảy', 7],
  ['bẩy', 7],
  ['tám', 8],
  ['chín', 9],
])

/** The words with which a number in words begins. */
export const numberStarts: readonly string[] = [...units.keys(), 'mười', 'mươi']

const roman: ReadonlyMap<string, number> = new Map([
  ['i', 1],
  ['ii', 2],
  ['iii', 3],
  ['iv', 4],
  ['v', 5],
  ['vi', 6],
  ['vii', 7],
  ['viii', 8],
  ['ix', 9],
  ['x', 10],
  ['xi', 11],
  ['xii', 12],
])

const tens = (word: string): boolean => word === 'mười' || word === 'mươi'

/** A number from one to 99 in words: "năm", "mười hai", "hai mươi lăm", "ba mươi mốt". */
export function numberInWords(tokens: Tokens, index: number): Parsed<number> | undefined {
  const first = tokens.at(index).text
  const second = tokens.at(index + 1).text
  if (first === 'mười' || first === 'mươi') {
    const unit = units.get(second)
    // "Mười năm 2023" would be a year; a five behind ten is "lăm".
    return unit === undefined || second === 'năm' || second === 'tư'
      ? { value: 10, next: index + 1 }
      : { value: 10 + unit, next: index + 2 }
  }
  const unit = units.get(first)
  if (unit === undefined) return undefined
  if (!tens(second)) return { value: unit, next: index + 1 }
  const third = tokens.at(index + 2).text
  const last = third === 'năm' ? undefined : units.get(third)
  return last === undefined ? { value: unit * 10, next: index + 2 } : { value: unit * 10 + last, next: index + 3 }
}

/** A count of at most three digits, or in words. */
export function countAt(tokens: Tokens, index: number): Parsed<number> | undefined {
  const { kind, text, value } = tokens.at(index)
  if (kind === 'number') return text.length <= 3 && value > 0 ? { value, next: index + 1 } : undefined
  return numberInWords(tokens, index)
}

/** A Roman numeral up to twelve. */
export const romanAt = (tokens: Tokens, index: number): number | undefined => roman.get(tokens.at(index).text)
