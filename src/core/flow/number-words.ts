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
  return Object.hasOwn(digits, word) ? digits[word] : undefined
}

/** A whole number from 0 to 100, its words given. */
function belowHundred(words: readonly string[]): number | undefined {
  if (words.length === 1) return words[0] === 'muoi' ? 10 : words[0] === 'tram' ? 100 : belowTen(words[0], true)
  if (words.length > 3) return undefined
  const [first, second, third] = words
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

/** "hai trăm linh năm", "một trăm hai mươi"; "một trăm hai" is left alone: some mean 102, most 120. */
function belowThousand(words: readonly string[]): number | undefined {
  const at = words.indexOf('tram')
  if (at < 0 || words.length === 1) return belowHundred(words)
  const hundreds = at === 1 ? belowTen(words[0], false) : undefined
  if (hundreds === undefined) return undefined
  const rest = words.slice(2)
  if (rest.length === 0) return hundreds * 100
  const [odd, one, ...more] = rest
  if (odd === 'linh' || odd === 'le') {
    const ones = more.length === 0 ? belowTen(one, false) : undefined
    return ones === undefined || ones === 0 ? undefined : hundreds * 100 + ones
  }
  const tens = belowHundred(rest)
  return tens === undefined || tens < 10 || tens > 99 ? undefined : hundreds * 100 + tens
}

const greatWords: readonly (readonly [names: readonly string[], times: number])[] = [
  [['trieu'], 1e6],
  [['nghin', 'ngan'], 1e3],
]

/**
 * A whole number below a thousand million in Vietnamese words, already folded: `muoi hai` is 12, `tam muoi lam` and
 * `tam lam` are 85, `mot tram hai muoi` is 120, `hai nghin khong tram le nam` is 2005. Gives undefined for anything
 * else.
 */
export function numberFromWords(folded: string): number | undefined {
  let words: readonly string[] = folded.split(' ')
  let sum = 0
  let great = false
  for (const [names, times] of greatWords) {
    const at = words.findIndex((word) => names.includes(word))
    if (at < 0) continue
    const many = belowThousand(words.slice(0, at))
    if (many === undefined || many === 0) return undefined
    sum += many * times
    great = true
    words = words.slice(at + 1)
  }
  if (!great) return belowThousand(words)
  if (words.length === 0) return sum
  // After a thousand the hundreds are said: "một nghìn hai" may be 1.002 or 1.200.
  const rest = words.includes('tram') ? belowThousand(words) : undefined
  return plus(sum, rest)
}

const plus = (tens: number, ones: number | undefined): number | undefined =>
  ones === undefined ? undefined : tens + ones
