import { foldVietnamese } from '../fold.ts'
import { repairDigits } from './number-noise.ts'
import { DAMAGED_WORDS, GOODS_WORDS, OFFICE_PHRASES, OTHER_SPELLINGS } from './office-words.ts'
import { UNACCENTED_PHRASES, UNACCENTED_WORDS } from './unaccented-words.ts'

/** The canonical text, and how often a scan's damage was put right. */
export interface Respelled {
  readonly clean: string
  readonly repairs: number
  /** Those that put a figure in the place of a letter. */
  readonly figures: number
}

const TONES: readonly (readonly [string, string])[] = [
  ['a', 'àáảãạ'],
  ['ă', 'ằắẳẵặ'],
  ['â', 'ầấẩẫậ'],
  ['e', 'èéẻẽẹ'],
  ['ê', 'ềếểễệ'],
  ['i', 'ìíỉĩị'],
  ['o', 'òóỏõọ'],
  ['ô', 'ồốổỗộ'],
  ['ơ', 'ờớởỡợ'],
  ['u', 'ùúủũụ'],
  ['ư', 'ừứửữự'],
  ['y', 'ỳýỷỹỵ'],
]

const PLAIN = new Map<string, string>()
const TONE = new Map<string, number>()
const TONED = new Map<string, string>()
for (const [plain, marked] of TONES) {
  PLAIN.set(plain, plain)
  TONE.set(plain, 0)
  TONED.set(`${plain}0`, plain)
  ;[...marked].forEach((char, i) => {
    PLAIN.set(char, plain)
    TONE.set(char, i + 1)
    TONED.set(`${plain}${i + 1}`, char)
  })
}

/** Letter pairs whose tone belongs on the second letter when a consonant or a third vowel follows. */
const TONE_ON_SECOND = new Set(['oa', 'oe', 'uy', 'uâ', 'uê', 'uơ', 'ươ', 'uô', 'iê', 'yê', 'oă'])
/** At the end of a word: on the first ("hòa", "ủy"). */
const TONE_ON_FIRST = new Set(['oa', 'oe', 'uy'])

/**
 * One spelling of a word: tone on the usual vowel ("hoà" is "hòa", "tóan" is "toán"), "quí" is "quý", "lí" is "lý",
 * "truớc" and "trưóc" are "trước".
 */
export function canonicalWord(word: string): string {
  const damaged = DAMAGED_WORDS[word] ?? OTHER_SPELLINGS[word]
  if (damaged !== undefined) return damaged
  const letters = [...word]
  for (let i = 0; i + 1 < letters.length; i += 1) {
    let first = letters[i] as string
    let second = letters[i + 1] as string
    let a = PLAIN.get(first)
    let b = PLAIN.get(second)
    if (a === undefined || b === undefined) continue
    const before = letters[i - 1]
    const after = letters[i + 2]
    if (before === 'q' && a === 'u') {
      // "qu" is a consonant: "qúy", "qủa" and "quí" are "quý", "quả", "quý".
      const tone = TONE.get(first) || TONE.get(second) || 0
      letters[i] = 'u'
      if (b === 'i' && after === undefined) b = 'y'
      const next = after === undefined ? undefined : PLAIN.get(after)
      if ((TONE.get(first) ?? 0) > 0 && next === undefined) letters[i + 1] = TONED.get(`${b}${tone}`) ?? second
      else if (b === 'y') letters[i + 1] = TONED.get(`${b}${TONE.get(second) ?? 0}`) ?? second
      continue
    }
    // A horn that a scan has lost on one of the two: "truớc", "trưóc".
    if (after !== undefined && a === 'u' && b === 'ơ' && before !== 'h') a = 'ư'
    else if (after !== undefined && a === 'ư' && b === 'o') b = 'ơ'
    first = TONED.get(`${a}${TONE.get(first) ?? 0}`) ?? first
    second = TONED.get(`${b}${TONE.get(second) ?? 0}`) ?? second
    const pair = a + b
    const one = TONE.get(first) ?? 0
    const two = TONE.get(second) ?? 0
    if (one > 0 && two === 0 && after !== undefined && TONE_ON_SECOND.has(pair)) {
      first = a
      second = TONED.get(`${b}${one}`) ?? second
    } else if (two > 0 && one === 0 && after === undefined && TONE_ON_FIRST.has(pair)) {
      first = TONED.get(`${a}${two}`) ?? first
      second = b
    }
    letters[i] = first
    letters[i + 1] = second
  }
  const done = letters.join('')
  return done.length === word.length ? done : word
}

interface Word {
  readonly start: number
  readonly end: number
  text: string
  /** Without accents. */
  plain: string
}

const WORD = /\p{L}+/gu
const ACCENTED = /[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]/
const EACH_ACCENTED = new RegExp(ACCENTED.source, 'g')
/** What follows "hằng", by its letters. */
const EVERY = new Map([
  ['nam', 'năm'],
  ['thang', 'tháng'],
  ['tuan', 'tuần'],
  ['ngay', 'ngày'],
])
const TIME_WORDS = new Set(['năm', 'tháng', 'quý', 'tuần', 'ngày', 'kỳ'])

interface Candidate {
  readonly words: readonly string[]
  readonly plain: readonly string[]
  readonly leave: ReadonlySet<string>
  readonly everywhere: boolean
}

/** Phrases by the plain form of their first word, longest first. */
const BY_FIRST = new Map<string, Candidate[]>()
for (const { right, leave, everywhere } of [
  ...OFFICE_PHRASES.map((one) => ({ ...one, everywhere: true })),
  ...UNACCENTED_PHRASES.map((right) => ({ right, leave: [] as readonly string[], everywhere: false })),
]) {
  const words = right.split(' ')
  const plain = words.map(foldVietnamese)
  const list = BY_FIRST.get(plain[0] ?? '') ?? []
  list.push({ words, plain, leave: new Set(leave), everywhere })
  list.sort((a, b) => b.words.length - a.words.length)
  BY_FIRST.set(plain[0] ?? '', list)
}

/**
 * `clean` in one spelling, letter for letter (the length stays): tone placement, y and i, "hằng", what a scan has
 * damaged, and accents for office words in text that bears none. `shown` tells capital letters from small ones.
 */
export function respell(shown: string, clean: string): Respelled {
  const out = clean.split('')
  let repairs = 0
  let figures = 0
  const write = (start: number, text: string, repair: boolean) => {
    let changed = false
    for (let i = 0; i < text.length; i += 1) {
      if (out[start + i] !== text[i]) changed = true
      out[start + i] = text[i] as string
    }
    if (!changed || !repair) return
    repairs += 1
    if (/\d/.test(text)) figures += 1
  }

  const words = wordsOf(clean)
  for (const word of words) {
    const text = cachedCanonical(word.text)
    if (text === word.text) continue
    write(word.start, text, DAMAGED_WORDS[word.text] !== undefined)
    word.text = text
    // "lí" is "lý" without its accent too.
    word.plain = foldVietnamese(text)
  }
  const bare = bareLines(clean)
  for (let i = 0; i < words.length; ) i += putPhrase(words, i, clean, bare, write)
  repairDigits(shown, out.join(''), write)
  words.forEach(({ plain }, i) => {
    if (MAY_TELL_TIME.has(plain)) putTimeWord(words, i, out, bare, write)
  })
  return { clean: out.join(''), repairs, figures }
}

const CANONICAL = new Map<string, string>()
function cachedCanonical(word: string): string {
  let found = CANONICAL.get(word)
  if (found === undefined) {
    found = canonicalWord(word)
    // The words of a document are few; a hostile one must not grow the table.
    if (CANONICAL.size < 20_000) CANONICAL.set(word, found)
  }
  return found
}

function wordsOf(clean: string): Word[] {
  const plain = new Map<string, string>()
  const words: Word[] = []
  for (const found of clean.matchAll(WORD)) {
    const text = found[0]
    let bare = plain.get(text)
    if (bare === undefined) {
      bare = foldVietnamese(text)
      plain.set(text, bare)
    }
    words.push({ start: found.index, end: found.index + text.length, text, plain: bare })
  }
  return words
}

/**
 * Whether the line that holds a place bears no accents at all though it has words enough to show some. Lines are found
 * by halving: a text may be one long line.
 */
function bareLines(clean: string): (place: number) => boolean {
  const whole = !hasAccents(clean)
  const starts = [0]
  for (let at = clean.indexOf('\n'); at >= 0; at = clean.indexOf('\n', at + 1)) starts.push(at + 1)
  const answers: (boolean | undefined)[] = []
  return (place) => {
    let low = 0
    let high = starts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((starts[middle] ?? 0) <= place) low = middle
      else high = middle - 1
    }
    let answer = answers[low]
    if (answer === undefined) {
      const line = clean.slice(starts[low], starts[low + 1] ?? clean.length)
      answer = !ACCENTED.test(line) && (whole || (line.match(/\p{L}+/gu) ?? []).length >= 5)
      answers[low] = answer
    }
    return answer
  }
}

/** A stray accented letter in a page of bare text does not make it accented. */
function hasAccents(clean: string): boolean {
  const sample = clean.slice(0, 20_000)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  const accented = sample.match(EACH_ACCENTED)?.length ?? 0
  return accented * 50 > letters
}

function follows(words: readonly Word[], i: number, clean: string): boolean {
  const one = words[i]
  const two = words[i + 1]
  return one !== undefined && two !== undefined && two.start === one.end + 1 && /\s/.test(clean[one.end] ?? '')
}

type Write = (start: number, text: string, repair: boolean) => void

/** Puts one phrase right; gives the number of words passed. */
function putPhrase(words: Word[], i: number, clean: string, bare: (at: number) => boolean, write: Write): number {
  const word = words[i] as Word
  const candidates = BY_FIRST.get(word.plain)
  for (const candidate of candidates ?? []) {
    // "15 ngay sau khi …" counts days: "15 ngày, sau khi".
    if (word.text === 'ngay' && candidate.words[0] === 'ngay' && /\d\s$/.test(clean.slice(word.start - 2, word.start)))
      continue
    let fits = true
    for (let k = 0; k < candidate.plain.length && fits; k += 1) {
      fits = words[i + k]?.plain === candidate.plain[k] && (k === 0 || follows(words, i + k - 1, clean))
    }
    if (!fits) continue
    const written = words.slice(i, i + candidate.words.length)
    const as = written.map((one) => one.text).join(' ')
    if (as === candidate.words.join(' ')) return candidate.words.length
    const unaccented = bare(word.start)
    if (!unaccented && (!candidate.everywhere || candidate.leave.has(as))) continue
    written.forEach((one, k) => {
      const right = candidate.words[k] as string
      if (right.length !== one.text.length) return
      write(one.start, right, !unaccented)
      one.text = right
    })
    return candidate.words.length
  }
  const single = UNACCENTED_WORDS.get(word.text)
  if (single !== undefined && bare(word.start)) {
    write(word.start, single, false)
    word.text = single
  }
  return 1
}

/** "ngay 10/5", "thang 6", "nam 2023", "quỷ II", "hàng quí": a time word is known by what follows it. */
function putTimeWord(
  words: Word[],
  i: number,
  out: readonly string[],
  bare: (at: number) => boolean,
  write: Write,
): void {
  const word = words[i] as Word
  const put = (right: string, repair: boolean) => {
    if (word.text === right || right.length !== word.text.length) return
    write(word.start, right, repair && !bare(word.start))
    word.text = right
  }
  if (word.plain === 'hang' && isBlank(out[word.end])) {
    const next = words[i + 1]
    if (next !== undefined && next.start === word.end + 1) putEvery(words, i, out, put, write)
    else if (/^0?[1-9]/.test(after(out, word.end)) && /^\s0?[369]\s+(tháng|thang)/.test(after(out, word.end)))
      put('hằng', false)
    return
  }
  // "02 lân/năm", "17 giò 00 phút": what stands on both sides leaves one word only.
  if (word.plain === 'lan' && /\d\s$/.test(before(out, word.start)) && out[word.end] === '/') put('lần', true)
  if (
    word.plain === 'gio' &&
    /\d\s$/.test(before(out, word.start)) &&
    /^\s(\d|ngày|sáng|chiều)/.test(after(out, word.end))
  )
    put('giờ', true)
  const counted = BESIDE_NUMBERS[word.text]
  if (counted !== undefined) {
    const beside = counted.after ? /[\d/]\s?$/.test(before(out, word.start)) : /^\s\d/.test(after(out, word.end))
    if (beside && bare(word.start)) put(counted.right, false)
    return
  }
  if (!['ngay', 'thang', 'nam', 'quy', 'tu', 'so'].includes(word.plain)) return
  const rest = after(out, word.end)
  if (word.text === 'tu' || word.text === 'so') {
    // "tu 25/4 den 30/4", "so 12/KH-UBND".
    if (/^\s\d{1,4}\s?[/.-]\s?[\dk-q]/.test(rest) && bare(word.start)) put(word.text === 'tu' ? 'từ' : 'số', false)
  } else if (word.plain === 'ngay') {
    if (/^\s+\d{1,2}\s*[/.-]\s*\d{1,2}(?!\d)/.test(rest) || /^\s+\d{1,2}\s+(tháng|thang)/.test(rest)) put('ngày', true)
    else if (word.text !== 'ngay' && /^\s+\d/.test(rest)) put('ngày', true)
    else if (word.text === 'ngay' && bare(word.start) && (/^\s+\d/.test(rest) || /\d\s$/.test(before(out, word.start))))
      put('ngày', true)
  } else if (word.plain === 'thang') {
    if (/\d\s$/.test(before(out, word.start)) && /^\s+(0?[1-9]|1[0-2])(?!\d)/.test(rest)) put('tháng', true)
    else if (/^\s+(0?[1-9]|1[0-2])(?!\d)(\s*\/|\s+(năm|nam|nãm)|\s*[,.;:)]|\s*$|\s*[-–])/.test(rest)) put('tháng', true)
    else if (word.text !== 'thang' && word.text !== 'thắng' && /^\s+\d/.test(rest)) put('tháng', true)
  } else if (word.plain === 'nam') {
    const left = words[i - 1]?.plain
    if (/^\s+(19|20)\d\d(?!\d)/.test(rest) && left !== 'viet' && left !== 'mien') put('năm', true)
    else if (word.text === 'nam' && bare(word.start) && !inPlaceName(left, words[i + 1]?.plain)) put('năm', false)
  } else if (
    /^\s+(iv|i{1,3}|[1-4])(?![\p{L}\d])(\s*[/,;.):|\n\t-]|\s+(năm|nam|và|va|đến)|\s*$)/u.test(rest) ||
    (bare(word.start) && /^\s(iv|i{1,3})(?![\p{L}\d])/u.test(rest))
  ) {
    if (word.text !== 'quy' || bare(word.start) || /^\s+(iv|i{1,3})/.test(rest)) put('quý', true)
  }
}

/** "Việt Nam", "Quảng Nam", "Nam Định": no year. */
function inPlaceName(left: string | undefined, right: string | undefined): boolean {
  return (
    ['viet', 'mien', 'phia', 'ha', 'quang', 'dong', 'tay', 'hai', 'gioi', 'hoc', 'sinh'].includes(left ?? '') ||
    ['dinh', 'giang', 'bo', 'gioi', 'can', 'cao', 'lan', 'nu', 'phi', 'trung', 'sinh', 'du'].includes(right ?? '')
  )
}

function putEvery(
  words: Word[],
  i: number,
  out: readonly string[],
  put: (right: string, repair: boolean) => void,
  write: Write,
): void {
  const word = words[i] as Word
  const next = words[i + 1] as Word
  const before = words[i - 1]
  if (word.text === 'hằng') {
    // "Hằng nam", "hằng thang": the second word has lost its accent.
    const meant = EVERY.get(next.plain)
    if (meant !== undefined && next.text === next.plain) {
      write(next.start, meant, true)
      next.text = meant
    }
    return
  }
  if (!TIME_WORDS.has(next.text)) return
  const rest = after(out, next.end)
  if (word.text === 'hàng') {
    // "Giải ngân hàng tháng": money is paid out, and no bank.
    const paidOut = before?.text === 'ngân' && words[i - 2]?.text === 'giải'
    const goods = before !== undefined && before.end === word.start - 1 && GOODS_WORDS.has(before.text) && !paidOut
    // "Sản xuất hàng ngày": no goods are counted by days.
    if (goods && next.text !== 'ngày' && next.text !== 'tuần') return
    // "… ngân hàng\nnăm 2023", "cửa hàng quý II": a stretch follows and no repetition.
    if (next.text === 'năm' && /^\s+(19|20)\d\d(?!\d)/.test(rest)) return
  } else if (!['hăng', 'hắng', 'hẳng', 'hẵng', 'hảng', 'hang'].includes(word.text)) return
  put('hằng', word.text !== 'hàng')
}

/** Words without accents at which `putTimeWord` has something to look at; most words are none of them. */
const MAY_TELL_TIME: ReadonlySet<string> = new Set(
  'hang lan gio trieu nguoi dat giam tang khoang ngay thang nam quy tu so'.split(' '),
)

/** Unaccented words that a number beside them makes plain. */
const BESIDE_NUMBERS: Readonly<Record<string, { readonly right: string; readonly after: boolean }>> = {
  lan: { right: 'lần', after: true },
  gio: { right: 'giờ', after: true },
  trieu: { right: 'triệu', after: true },
  nguoi: { right: 'người', after: true },
  dat: { right: 'đạt', after: false },
  giam: { right: 'giảm', after: false },
  tang: { right: 'tăng', after: false },
  khoang: { right: 'khoảng', after: false },
}

function before(out: readonly string[], to: number): string {
  return out.slice(Math.max(0, to - 2), to).join('')
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '\n' || char === '\t'
}

function after(out: readonly string[], from: number): string {
  return out.slice(from, from + 20).join('')
}
