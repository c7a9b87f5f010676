import { ENTITIES } from './html-entities.ts'

/** The characters of a document with the way back: `shown[i]`, `clean[i]` and `at[i]` speak of the same one. */
export interface Characters {
  /** As written (NFC), without marks and tags; lines end with a line feed. */
  readonly shown: string
  /** Lower case, one kind of hyphen and quote; the same length. */
  readonly clean: string
  /** Offset in the raw text of each character; one further entry for the end. */
  readonly at: Int32Array
}

/** Stands for `<br>`: a line break inside a table cell, elsewhere a line break. */
export const SOFT_BREAK = '\uE000'
/** Stands for a form feed: a page ends here. */
export const PAGE_BREAK = '\f'
/** A bar that is text and does not part cells ("\|"). */
export const LITERAL_BAR = '¦'

const ENTITY = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/y
const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]{0,15})(?:\s[^<>]{0,2000})?\s*\/?>/y
const COMMENT = /<!--[^>]{0,2000}-->/y
const LINK = /!?\[([^[\]\n]{0,400})\]\((?:https?:|\/|#|mailto:|javascript:)[^()\s]{0,1000}\)/y
const MARK = /\p{M}/u
const WORD = /[\p{L}\p{N}]/u
/** Zero-width characters, direction marks, byte order mark, soft hyphen, variation selectors. */
const INVISIBLE =
  /[\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u206F\uFEFF\uFFFD\uE000]|\u200C|\u200D|\u034F|[\uFE00-\uFE0F]/
/** Blanks other than the ordinary one, tabs and line ends; control characters count as blanks. */
const BLANK = /[ \u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/
const BREAK_TAGS = new Set([
  'br',
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'hr',
  'table',
  'tbody',
  'thead',
])

/** Marks that belong to the letter (â, ă, ơ) stand before the tone, whatever the order they were typed in. */
const LETTER_MARKS = '\u0302\u0306\u031B'

/** A letter with its combining marks, in any order, as one character. */
function compose(piece: string): string {
  const parts = piece.normalize('NFD')
  const base = parts[0] ?? ''
  const marks = [...new Set(parts.slice(1))]
  const ordered = [...marks.filter((m) => LETTER_MARKS.includes(m)), ...marks.filter((m) => !LETTER_MARKS.includes(m))]
  const whole = (base + ordered.join('')).normalize('NFC')
  return whole[0] ?? base
}

const SAME: Readonly<Record<string, string>> = {
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '–': '-',
  '—': '-',
  '―': '-',
  '−': '-',
  '﹣': '-',
  '¬': '-',
  '\uF02D': '-',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '«': '"',
  '»': '"',
  '″': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  '´': "'",
  ð: 'đ',
  Ð: 'đ',
  Ɖ: 'đ',
  ɖ: 'đ',
  '⁄': '/',
  '∕': '/',
  '\uF0B7': '•',
  '\uF0A7': '•',
  '\uF0D8': '•',
  '\uF0FC': '•',
  '\uF076': '•',
}

/** Letters, digits and signs that mean themselves: most of a text. Bit by UTF-16 unit. */
const PLAIN = new Uint8Array(0x2000)
for (const char of ',.:;/()%+-"\'?!=@$\u2026') if (char.charCodeAt(0) < 0x2000) PLAIN[char.charCodeAt(0)] = 1
for (const [from, to] of [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x61, 0x7a],
  [0xc0, 0x24f],
  [0x1ea0, 0x1ef9],
] as const) {
  for (let code = from; code <= to; code += 1) PLAIN[code] = 1
}

const CLEAN: (string | undefined)[] = []

/** The form that patterns look at; always one UTF-16 unit for one. */
function cleanOf(char: string): string {
  const code = char.charCodeAt(0)
  if (code >= 0x2100) return lowered(char)
  let known = CLEAN[code]
  if (known === undefined) {
    known = lowered(char)
    CLEAN[code] = known
  }
  return known
}

function lowered(char: string): string {
  const same = SAME[char]
  if (same !== undefined) return same
  const code = char.charCodeAt(0)
  if (code < 128) return code >= 65 && code <= 90 ? String.fromCharCode(code + 32) : char
  // Full-width forms have their ASCII twins at a fixed distance.
  const plain = code >= 0xff01 && code <= 0xff5e ? String.fromCharCode(code - 0xfee0) : char
  const lower = plain.toLowerCase()
  return lower.length === 1 ? lower : plain
}

/**
 * Composes letters and their marks, drops emphasis marks, tags, links and invisible characters, turns blanks into
 * single spaces. A tab stays (it may part two cells), HTML table rows become lines with bars.
 */
export function readCharacters(raw: string): Characters {
  const shown: string[] = []
  const clean: string[] = []
  const at: number[] = []
  let inRow = false
  /** Where the current line begins in the output. */
  let lineStart = 0

  const put = (char: string, from: number) => {
    if (char === '') return
    shown.push(char === LITERAL_BAR ? '|' : char)
    clean.push(cleanOf(char))
    at.push(from)
  }
  const last = () => shown[shown.length - 1] ?? '\n'
  const blank = (from: number) => {
    const before = last()
    if (shown.length === lineStart || before === ' ' || before === '\t') return
    put(' ', from)
  }
  const tab = (from: number) => {
    if (last() === ' ' && shown.length > lineStart) {
      shown[shown.length - 1] = '\t'
      clean[clean.length - 1] = '\t'
    } else put('\t', from)
  }
  const line = (from: number) => {
    if (inRow) {
      blank(from)
      return
    }
    put('\n', from)
    lineStart = shown.length
  }

  const tag = (name: string, closing: boolean, from: number) => {
    if (name === 'tr') {
      inRow = false
      line(from)
      inRow = !closing
    } else if (name === 'td' || name === 'th') {
      if (!closing) put('|', from)
      else put(' ', from)
    } else if (BREAK_TAGS.has(name) && last() !== SOFT_BREAK) put(SOFT_BREAK, from)
  }

  let i = 0
  const size = raw.length
  /** Ends of links that are being copied: the text inside is kept, what follows it is not. */
  let linkTextEnd = -1
  let linkEnd = -1
  while (i < size) {
    if (i === linkTextEnd) {
      i = linkEnd
      linkTextEnd = -1
      continue
    }
    const char = raw[i] as string
    const code = raw.charCodeAt(i)
    const next = i + 1 < size ? raw.charCodeAt(i + 1) : 0
    // Most characters: a plain letter, digit or sign that no mark follows.
    if (code < 0x2000 && PLAIN[code] === 1 && (next < 0x300 || next > 0x36f)) {
      put(char, i)
      i += 1
      continue
    }
    if (code === 0x20) {
      blank(i)
      i += 1
      continue
    }
    if (char === '\r') {
      if (raw[i + 1] !== '\n') line(i)
      i += 1
      continue
    }
    if (char === '\n' || char === '\v' || char === '\u0085' || char === '\u2028' || char === '\u2029') {
      line(i)
      i += 1
      continue
    }
    if (char === '\f') {
      line(i)
      put(PAGE_BREAK, i)
      line(i)
      i += 1
      continue
    }
    if (char === '\t') {
      tab(i)
      i += 1
      continue
    }
    if (INVISIBLE.test(char)) {
      i += 1
      continue
    }
    if (code < 0x20 || code === 0x7f || BLANK.test(char)) {
      blank(i)
      i += 1
      continue
    }
    if (char === '&') {
      ENTITY.lastIndex = i
      const found = ENTITY.exec(raw)
      const text = found === null ? undefined : entityText(found)
      if (found !== null && text !== undefined) {
        if (text === ' ') blank(i)
        else if (text !== '') put(text, i)
        i += found[0].length
        continue
      }
    }
    if (char === '<') {
      COMMENT.lastIndex = i
      const comment = COMMENT.exec(raw)
      TAG.lastIndex = i
      const found = TAG.exec(raw)
      if (comment !== null || found !== null) {
        if (comment === null && found !== null) tag((found[2] ?? '').toLowerCase(), found[1] === '/', i)
        i += (comment ?? found)?.[0].length ?? 1
        continue
      }
    }
    if (char === '[' || (char === '!' && raw[i + 1] === '[')) {
      LINK.lastIndex = i
      const found = LINK.exec(raw)
      if (found !== null) {
        const textStart = i + found[0].indexOf('[') + 1
        linkTextEnd = textStart + (found[1] ?? '').length
        linkEnd = i + found[0].length
        i = textStart
        continue
      }
    }
    if (char === '\\' && /[\\`*_{}[\]()#+\-.!|>~]/.test(raw[i + 1] ?? '')) {
      if (raw[i + 1] === '|') {
        put(LITERAL_BAR, i + 1)
        i += 2
      } else if (raw[i + 1] === '*' || raw[i + 1] === '_') i += 1
      else {
        put(raw[i + 1] as string, i + 1)
        i += 2
      }
      continue
    }
    if (char === '*' || char === '_' || char === '`' || char === '~' || char === '#' || char === '>') {
      const end = runEnd(raw, i)
      const atStart = shown.length === lineStart
      if (keepsMark(raw, i, end, atStart)) for (let k = i; k < end; k += 1) put(char, k)
      i = end
      continue
    }
    let end = i + 1
    if (next >= 0x300 && !(code >= 0xd800 && code <= 0xdbff)) {
      while (end < size && raw.charCodeAt(end) >= 0x300 && MARK.test(raw[end] as string)) end += 1
    }
    if (end > i + 1) put(MARK.test(char) ? '' : compose(raw.slice(i, end)), i)
    else if (code >= 0x300 && code < 0x1ea0 && MARK.test(char)) {
      // A mark without its letter says nothing.
    } else put(code >= 0x340 && (code < 0x1ea0 || code > 0x1ef9) ? singleForm(char) : char, i)
    i = end
  }
  at.push(size)
  return { shown: shown.join(''), clean: clean.join(''), at: Int32Array.from(at) }
}

function singleForm(char: string): string {
  const form = char.normalize('NFC')
  return form.length === 1 ? form : char
}

function runEnd(raw: string, from: number): number {
  let end = from + 1
  while (end < raw.length && raw[end] === raw[from]) end += 1
  return end
}

/**
 * Whether a run of `*`, `_`, `` ` ``, `~`, `#` or `>` is text and no emphasis: a bullet, a footnote's "(*)", an
 * underscore inside a name, a comparison.
 */
function keepsMark(raw: string, from: number, end: number, atStart: boolean): boolean {
  const char = raw[from]
  const before = raw[from - 1] ?? '\n'
  const after = raw[end] ?? '\n'
  const length = end - from
  if (char === '`') return false
  if (char === '~') return length !== 2
  if (char === '#') return !atStart || length > 6
  if (char === '>') return !atStart
  if (char === '_') return length === 1 && WORD.test(before) && WORD.test(after)
  if (before === '(' && after === ')') return true
  if (!atStart || length !== 1 || !/[ \t\u00A0]/.test(after)) return false
  // "* word": a bullet, unless a single asterisk later in the line closes it.
  let singles = 0
  for (let k = end; k < raw.length && raw[k] !== '\n' && k < end + 400; k += 1) {
    if (raw[k] === '*' && raw[k - 1] !== '*' && raw[k + 1] !== '*') singles += 1
  }
  return singles % 2 === 0
}

function entityText(found: RegExpExecArray): string | undefined {
  if (found[3] !== undefined) return ENTITIES[found[3]]
  const code = found[1] !== undefined ? Number(found[1]) : Number.parseInt(found[2] ?? '', 16)
  if (code === 0xa0 || code === 9 || code === 10 || code === 13) return ' '
  if (code === 0xad || code === 0x200b || code === 0xfeff) return ''
  return code >= 32 && code < 0xd800 ? String.fromCharCode(code) : undefined
}
