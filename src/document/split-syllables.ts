const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])'
const vowels = '[aăâeêioôơuưy]{1,3}'
const coda = '(?:ch|nh|ng|[cmnpt])'
const syllable = new RegExp(`^${onset}?${vowels}${coda}?$`)
const tone = /[\u0300\u0301\u0303\u0309\u0323]/g
/** Codas of closed syllables carry only the tones sắc and nặng. */
const closed = /(?:ch|[cpt])$/
const longest = 7
/** A longer run of letters is no missed blank but a picture of something else. */
const mostLetters = 40

/** Whether letters make one written Vietnamese syllable, in either case. */
function isSyllable(letters: string): boolean {
  const parts = letters.toLowerCase().normalize('NFD')
  const tones = parts.match(tone) ?? []
  const bare = parts.replace(tone, '').normalize('NFC')
  if (tones.length > 1 || !syllable.test(bare)) return false
  return !closed.test(bare) || tones[0] === '\u0301' || tones[0] === '\u0323'
}

/**
 * A word in which recognition missed the blanks ("Đơnvịchủtrì"), with its blanks. Only what is no syllable but can be
 * cut into whole ones, at least one of them with a Vietnamese letter; else the word as it is. NFC.
 */
export function splitSyllables(word: string): string {
  const letters = /\p{L}{5,}/u.exec(word)?.[0]
  if (letters === undefined || letters.length > mostLetters || isSyllable(letters)) return word
  if (!/[^a-z]/i.test(letters)) return word
  // The fewest syllables up to each place, and where the last of them begins.
  const fewest: (number | undefined)[] = [0]
  const begins: number[] = []
  for (let end = 1; end <= letters.length; end += 1)
    for (let start = Math.max(0, end - longest); start < end - 1; start += 1) {
      const before = fewest[start]
      if (before === undefined || before + 1 >= (fewest[end] ?? Number.POSITIVE_INFINITY)) continue
      if (!isSyllable(letters.slice(start, end))) continue
      fewest[end] = before + 1
      begins[end] = start
    }
  if (fewest[letters.length] === undefined) return word
  const parts: string[] = []
  for (let end = letters.length; end > 0; end = begins[end] ?? 0) parts.unshift(letters.slice(begins[end], end))
  return word.replace(letters, parts.join(' '))
}
