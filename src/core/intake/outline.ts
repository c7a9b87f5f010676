/** What opens a line: "III.", "2.", "1.1.", "a)", "-". */
export interface Marker {
  /** As written, without blanks. */
  readonly text: string
  /** Characters of the line that belong to it, blanks after it included. */
  readonly length: number
  readonly kind: MarkerKind
  /** The number it counts, where it counts. */
  readonly count: number | null
}

export type MarkerKind =
  | 'part'
  | 'chapter'
  | 'section'
  | 'article'
  | 'capital'
  | 'roman'
  | 'number'
  | 'decimal'
  | 'bracket'
  | 'letter'
  | 'letter-number'
  | 'bullet'

/** Depth in the outline; bullets lie below everything that counts, in the order in which they appear. */
export const LEVELS: Readonly<Record<MarkerKind, number>> = {
  part: 1,
  chapter: 2,
  section: 3,
  article: 4,
  capital: 5,
  roman: 6,
  number: 7,
  decimal: 8,
  bracket: 12,
  letter: 13,
  'letter-number': 14,
  bullet: 20,
}

const NAMED = /^(phần|chương|mục|điều)\s+(?:thứ\s+\p{L}+|[ivxlc]{1,6}|\d{1,3}|[a-zđ])(?=$|[\s.:,)-])\s*[.:]?\s*/u
const ROMAN = /^([ivxl|]{1,5})\s*([./):]|-(?=\s))\s*(?=\S|$)/
const DECIMAL = /^(\d{1,2}(?:\.\d{1,2}){1,3})\s*[.):]?\s+(?=\S)/
const DECIMAL_TIGHT = /^(\d{1,2}(?:\.\d{1,2}){1,3})[.):]?(?=\p{Lu})/u
const NUMBER = /^(\d{1,3})\s*([./):]|-(?=\s))\s*(?=\S|$)/
const BRACKET = /^[([](\d{1,2}|[ivx]{1,4}|[a-zđ])[)\]]\s*(?=\S|$)/
const LETTER = /^([a-zđ])\s*[.)/](?:\s+|(?=\p{Lu}))(?=\S|$)/u
const LETTER_NUMBER = /^([a-zđ]\.?\d{1,2}|\d{1,2}[a-zđ])\s*[.)]\s*(?=\S|$)/
const BULLET = /^([-+*•●▪◦■□○◆❖➢►▶✓✔·§]|[oüø](?=\s))\s*(?=\S)/u
const SMALL_O = /^[oüØ]\s+\p{Lu}/u
const NAMED_KINDS: Readonly<Record<string, MarkerKind>> = {
  phần: 'part',
  chương: 'chapter',
  mục: 'section',
  điều: 'article',
}
const LETTERS = 'abcdđeghiklmnopqrstuvxy'

/** The marker that opens a line, or null. `before`: the line before, for numbers that only a line break puts in front. */
export function markerOf(shown: string, clean: string, before: string): Marker | null {
  const cut = /(?:^|\s)(?:(?<!hằng |mỗi |\/)ngày|quý|khoản|điểm|điều|thứ|đến|từ|hoặc|và|của)$|\d\s*[/-]$/.test(before)
  const named = NAMED.exec(clean)
  if (named !== null) {
    const capital = /^\p{Lu}/u.test(shown)
    const rest = clean.slice(named[0].length)
    // "Điều 5 của Luật …" goes on a sentence.
    if (!capital || cut || /^(của|và|đến|luật|nghị|khoản|này|,)/.test(rest)) return null
    return {
      text: squeeze(shown.slice(0, named[0].length)),
      length: named[0].length,
      kind: NAMED_KINDS[named[1] ?? ''] ?? 'section',
      count: null,
    }
  }
  const bullet = BULLET.exec(clean)
  if (bullet !== null && (!/^[oüø]/.test(clean) || SMALL_O.test(shown))) {
    const text = bullet[1] ?? '-'
    // "-5 %", "+84": signs of a number.
    if ((text === '-' || text === '+') && /^[-+]\d+[\d.,]*\s*%/.test(clean)) return null
    // "Trước ngày 20", "- 4 - 2018": a line break inside a date.
    if (text === '-' && /\d$/.test(before) && /^-\s?\d{1,2}\s?[-/]\s?\d{4}(?!\d)/.test(clean)) return null
    return { text, length: bullet[0].length, kind: 'bullet', count: null }
  }
  if (cut && !isRomanHeading(shown)) return null
  // "Học kỳ" and "I.": the end of a sentence, no marker.
  if (
    /^\S{1,6}$/.test(clean) &&
    /(?:^|\s)(?:kỳ|cấp|loại|nhóm|hạng|bậc|khóa|lần|đợt|mục|phần|chương|tháng|năm)$/.test(before)
  )
    return null
  const decimal = DECIMAL.exec(clean) ?? DECIMAL_TIGHT.exec(shown)
  if (decimal !== null && !/^\d{1,2}\.\d{1,2}\.\d{4}/.test(clean)) {
    const rest = shown.slice(decimal[0].length)
    if (/^["'“‘(*]?\p{Lu}|^(TTHC|CBCC)/u.test(rest)) {
      const parts = (decimal[1] ?? '').split('.')
      return {
        text: squeeze(shown.slice(0, decimal[0].length)),
        length: decimal[0].length,
        kind: 'decimal',
        count: Number(parts.at(-1)),
      }
    }
  }
  const roman = ROMAN.exec(clean)
  if (roman !== null && isRoman(shown.slice(0, (roman[1] ?? '').length))) {
    const rest = clean.slice(roman[0].length)
    const slash = roman[2] === '/'
    if (!(slash && (/^[v\d]/.test(rest) || /^\S*\/\s*\S/.test(rest.slice(0, 2)))) && !/^\d/.test(rest)) {
      return {
        text: squeeze(shown.slice(0, roman[0].length)),
        length: roman[0].length,
        kind: 'roman',
        count: romanValue(roman[1] ?? ''),
      }
    }
  }
  const spaced = /^([IVX]{1,5})\s+(?=\p{Lu}{2})/u.exec(shown)
  if (spaced !== null && isUpper(shown)) {
    return {
      text: spaced[1] ?? '',
      length: spaced[0].length,
      kind: 'roman',
      count: romanValue((spaced[1] ?? '').toLowerCase()),
    }
  }
  const number = NUMBER.exec(clean)
  if (number !== null) {
    const rest = shown.slice(number[0].length)
    const value = Number(number[1])
    const sign = number[2]
    // "17/CT-TTg" is the number of a document.
    if (sign === '/' && /^(?:\d{4}\/)?\p{Lu}[\p{L}\d]*-/u.test(rest)) return null
    const fits = sign === '.' || sign === ')' ? !/^\d/.test(rest) : /^["'“‘(]?\p{Lu}/u.test(rest) || rest === ''
    if (fits && value < 200 && !(sign === ':' && rest === '')) {
      return { text: squeeze(shown.slice(0, number[0].length)), length: number[0].length, kind: 'number', count: value }
    }
  }
  const misread = /^[lI|]\s*[.)]\s+(?=\p{Lu})/u.exec(shown)
  if (misread !== null) {
    return { text: squeeze(misread[0]), length: misread[0].length, kind: isUpper(shown) ? 'roman' : 'number', count: 1 }
  }
  const bracket = BRACKET.exec(clean)
  if (bracket !== null) {
    return {
      text: squeeze(shown.slice(0, bracket[0].length)),
      length: bracket[0].length,
      kind: 'bracket',
      count: Number(bracket[1]) || null,
    }
  }
  const letterNumber = LETTER_NUMBER.exec(clean)
  if (letterNumber !== null) {
    return {
      text: squeeze(shown.slice(0, letterNumber[0].length)),
      length: letterNumber[0].length,
      kind: 'letter-number',
      count: null,
    }
  }
  const letter = LETTER.exec(clean)
  if (letter !== null && !/^v\/v/.test(clean)) {
    const capital = /^\p{Lu}/u.test(shown)
    const sign = clean[(letter[1] ?? '').length]
    if (!(sign === '/' && !/^.\/\s/.test(clean))) {
      return {
        text: squeeze(shown.slice(0, letter[0].length)),
        length: letter[0].length,
        kind: capital && sign !== ')' ? 'capital' : 'letter',
        count: LETTERS.indexOf(letter[1] ?? '') + 1,
      }
    }
  }
  return null
}

/** "quý\nII. TỔ CHỨC": capitals after the numeral make it a heading whatever the line before ends with. */
function isRomanHeading(shown: string): boolean {
  const found = /^[IVX]{1,5}\s*[./):-]\s*(?=\p{Lu}{2})/u.exec(shown)
  return found !== null && isUpper(shown.slice(found[0].length))
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, '')
}

function isRoman(text: string): boolean {
  return /^[IVX]{1,5}$/.test(text) || /^(?:I{0,2}[l|]{1,2}I?|[l|][VX])$/.test(text.replace(/^l$/, ''))
}

/** The value of a Roman numeral; 0 for a badly read one. */
export function romanValue(text: string): number {
  const values: Readonly<Record<string, number>> = { i: 1, l: 1, '|': 1, v: 5, x: 10 }
  let sum = 0
  for (let i = 0; i < text.length; i += 1) {
    const here = values[text[i] ?? ''] ?? 0
    const next = values[text[i + 1] ?? ''] ?? 0
    sum += here < next ? -here : here
  }
  return sum
}

/** Whether a line is written in capitals: at least two letters, at most one small letter in ten. */
export function isUpper(shown: string): boolean {
  let letters = 0
  let small = 0
  for (const char of shown) {
    const upper = char.toUpperCase()
    if (upper === char && char.toLowerCase() === char) continue
    letters += 1
    if (upper === char) continue
    small += 1
    // However many letters follow, they are too few.
    if (small * 10 > shown.length) return false
  }
  return letters >= 2 && small * 10 <= letters
}
