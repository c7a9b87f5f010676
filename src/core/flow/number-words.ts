const digits: { readonly [word: string]: number } = {
  khong: 0,
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  tu: 4,
  nam: 5,
  lam: 5,
  nham: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
}

/** Words that only stand inside a longer number: "lăm" is five after ten, never five alone. */
const neverAlone = new Set(['lam', 'nham', 'tu'])

function belowTen(word: string | undefined, alone: boolean): number | undefined {
  if (word === undefined || (alone && neverAlone.has(word))) return undefined
  return digits[word]
}

/**
 * A whole number from 0 to 100 in Vietnamese words, already folded: `muoi hai` is 12, `tam muoi lam` and `tam lam`
 * are 85, `mot tram` is 100. Gives undefined for anything else.
 */
export function numberFromWords(folded: string): number | undefined {
  const words = folded.split(' ')
  if (words.length === 1) return words[0] === 'muoi' ? 10 : words[0] === 'tram' ? 100 : belowTen(words[0], true)
  if (words.length > 3) return undefined
  const [first, second, third] = words
  if (first === 'mot' && second === 'tram' && third === undefined) return 100
  if (first === 'muoi') return third === undefined && second !== 'khong' ? plus(10, belowTen(second, false)) : undefined
  const tens = belowTen(first, true)
  if (tens === undefined || tens < 2) return undefined
  if (second === 'muoi' || second === 'chuc') {
    if (third === undefined) return tens * 10
    return third === 'khong' ? undefined : plus(tens * 10, third === 'mot' ? 1 : belowTen(third, false))
  }
  // "tám lăm", "hai tư": spoken short for 85, 24. "hai ba" may as well be two numbers.
  return third === undefined && second !== undefined && neverAlone.has(second)
    ? plus(tens * 10, belowTen(second, false))
    : undefined
}

const plus = (tens: number, ones: number | undefined): number | undefined =>
  ones === undefined ? undefined : tens + ones
