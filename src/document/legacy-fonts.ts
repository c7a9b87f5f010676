/** The two ways in which Vietnamese was kept in 8-bit fonts before Unicode; others are hardly met in office files. */
export type LegacyScheme = 'tcvn3' | 'vni'

/** What was found and done with a document's lines. */
export interface LegacyReading {
  readonly lines: readonly string[]
  /** null: the text is Unicode, nothing was changed. */
  readonly scheme: LegacyScheme | null
  /** Share of words that are no Vietnamese syllable after the conversion, 0 to 1; 0 when nothing was changed. */
  readonly unknown: number
}

// TCVN 5712:1993, third set (fonts .VnTime, .VnArial …): one byte a letter. Capital vowels with a tone are missing;
// the fonts whose name ends with H draw every letter as a capital.
const tcvn3Ranges: readonly (readonly [number, string])[] = [
  [0xa1, 'ĂÂÊÔƠƯĐăâêôơưđ'],
  [0xb5, 'àảãáạ'],
  [0xbb, 'ằẳẵắ'],
  [0xc6, 'ặầẩẫấậè'],
  [0xce, 'ẻẽéẹềểễếệìỉ'],
  [0xdc, 'ĩíịò'],
  [0xe1, 'ỏõóọồổỗốộờởỡớợù'],
  [0xf1, 'ủũúụừửữứựỳỷỹýỵ'],
]
const tcvn3: ReadonlyMap<string, string> = new Map(
  tcvn3Ranges.flatMap(([from, letters]) =>
    [...letters].map((letter, i) => [String.fromCharCode(from + i), letter] as const),
  ),
)

// VNI-Windows (fonts VNI-Times …): the letter, then a second character for tone and circumflex or breve.
const toneMarks = ['ù', 'ø', 'û', 'õ', 'ï']
const circumflexMarks = ['â', 'á', 'à', 'å', 'ã', 'ä']
const breveMarks = ['ê', 'é', 'è', 'ú', 'ü', 'ë']
const vniPairs: readonly (readonly [string, readonly string[], string])[] = [
  ['a', toneMarks, 'áàảãạ'],
  ['a', circumflexMarks, 'âấầẩẫậ'],
  ['a', breveMarks, 'ăắằẳẵặ'],
  ['e', toneMarks, 'éèẻẽẹ'],
  ['e', circumflexMarks, 'êếềểễệ'],
  ['o', toneMarks, 'óòỏõọ'],
  ['o', circumflexMarks, 'ôốồổỗộ'],
  ['ô', toneMarks, 'ớờởỡợ'],
  ['u', toneMarks, 'úùủũụ'],
  ['ö', toneMarks, 'ứừửữự'],
  ['y', toneMarks.slice(0, 4), 'ýỳỷỹ'],
]
const vniSingles: readonly (readonly [string, string])[] = [
  ['ñ', 'đ'],
  ['ô', 'ơ'],
  ['ö', 'ư'],
  ['í', 'í'],
  ['ì', 'ì'],
  ['æ', 'ỉ'],
  ['ó', 'ĩ'],
  ['ò', 'ị'],
  ['î', 'ỵ'],
]
const vni: ReadonlyMap<string, string> = new Map([
  ...vniPairs.flatMap(([base, marks, letters]) =>
    [...letters].flatMap((letter, i) => {
      const mark = marks[i] ?? ''
      const [BASE, MARK, LETTER] = [base.toUpperCase(), mark.toUpperCase(), letter.toUpperCase()]
      return [
        [base + mark, letter],
        [BASE + MARK, LETTER],
        [BASE + mark, LETTER],
      ] as const
    }),
  ),
  ...vniSingles.flatMap(([from, to]) => [[from, to] as const, [from.toUpperCase(), to.toUpperCase()] as const]),
])

/** Text typed in a TCVN3 font, read as Windows-1252. Characters that the font does not have stay. */
export function tcvn3ToUnicode(text: string): string {
  let out = ''
  for (const letter of text) out += tcvn3.get(letter) ?? letter
  return out
}

/** Text typed in a VNI font, read as Windows-1252. Characters that the font does not have stay. */
export function vniToUnicode(text: string): string {
  let out = ''
  for (let i = 0; i < text.length; i++) {
    const pair = vni.get(text.slice(i, i + 2))
    if (pair !== undefined && i + 1 < text.length) {
      out += pair
      i += 1
    } else out += vni.get(text[i] ?? '') ?? text[i]
  }
  return out
}

/** The scheme of a font by its name, and whether the font draws everything as capitals. */
export function schemeOfFont(name: string): { readonly scheme: LegacyScheme; readonly capitals: boolean } | undefined {
  if (/^\.vn/i.test(name)) return { scheme: 'tcvn3', capitals: /h$/i.test(name.trim()) }
  if (/^vni[- ]/i.test(name)) return { scheme: 'vni', capitals: false }
  return undefined
}

export const fromLegacy = (text: string, scheme: LegacyScheme): string =>
  scheme === 'tcvn3' ? tcvn3ToUnicode(text) : vniToUnicode(text)

/** Letters that only Unicode Vietnamese has: ă, đ, ĩ, ũ, ơ, ư, the block 1EA0–1EF9, and combining marks. */
const unicodeOnly = /[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]|\p{M}/u

export const hasUnicodeLetters = (text: string): boolean => unicodeOnly.test(text)

const beyondAscii = /[\u00a1-\u00ff]/g
/** Signs of a TCVN3 font beside a letter: "KÕ ho¹ch", "®ång", "n¨m". */
const signInWord = /(?<=[a-z])[\u00a1-\u00ae\u00b5-\u00be]|[\u00a1-\u00ae\u00b5-\u00be](?=[a-z])/gi
const vniPair = /[aeouyôö][ùøûõïâáàåãäêéèúüë]|ñ|ö|[ươ]/gi

/** Fewer hits may be chance: a few French words, a "§". */
const fewestHits = 8

/**
 * Finds out by the letters whether lines were typed in a TCVN3 or VNI font, and puts them into Unicode. Lines with
 * letters that only Unicode has are left alone, so that a document of both kinds comes out whole.
 */
export function readLegacyLines(lines: readonly string[]): LegacyReading {
  let signs = 0
  let pairs = 0
  let letters = 0
  for (const line of lines) {
    if (unicodeOnly.test(line)) continue
    const found = line.match(beyondAscii)?.length ?? 0
    if (found === 0) continue
    letters += found
    signs += line.match(signInWord)?.length ?? 0
    pairs += line.match(vniPair)?.length ?? 0
  }
  const scheme: LegacyScheme | null =
    signs >= fewestHits && signs > letters * 0.3 ? 'tcvn3' : pairs >= fewestHits && pairs > letters * 0.6 ? 'vni' : null
  if (scheme === null) return { lines, scheme: null, unknown: 0 }

  const mixed = lines.some((line) => unicodeOnly.test(line))
  const hits = scheme === 'tcvn3' ? signInWord : vniPair
  const read: string[] = []
  const converted = lines.map((line) => {
    if (unicodeOnly.test(line) || line.search(beyondAscii) < 0 || (mixed && line.search(hits) < 0)) return line
    const text = fromLegacy(line, scheme)
    read.push(text)
    return text
  })
  return { lines: converted, scheme, unknown: unknownShare(read.join(' ')) }
}

/** Share of a text's words that are no Vietnamese syllable, 0 to 1. */
export function unknownShare(text: string): number {
  const words = text.match(/\p{L}[\p{L}\p{M}]*/gu) ?? []
  return words.length === 0 ? 0 : words.filter((word) => !isSyllable(word)).length / words.length
}

/** More words than this that are no syllables: the conversion did not fit. Abbreviations and names are some. */
export const mostUnknown = 0.25

const syllable = /^(?:ngh|ng|nh|ch|gh|gi|kh|ph|th|tr|qu|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|nh|ng|[cmnpt])?$/

/** Whether a word is built like one Vietnamese syllable: first consonant, vowels, last consonant; at most one tone. */
function isSyllable(word: string): boolean {
  const parts = word.toLowerCase().normalize('NFD')
  const tones = parts.match(/[\u0300\u0301\u0303\u0309\u0323]/g)?.length ?? 0
  const bare = parts.replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '').normalize('NFC')
  return tones <= 1 && (syllable.test(bare) || /^[a-z0-9đ]{1,4}$/.test(bare))
}
