/** A word, a run of digits or a single other character of a cleaned text. */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark' | 'end'
  readonly text: string
  readonly start: number
  readonly end: number
  /** Value of a number of at most four digits; otherwise NaN. */
  readonly value: number
  /** Stands directly behind the token before it, without a blank. */
  readonly tight: boolean
}

/** What a parser gives: its value and the index of the token behind it. */
export interface Parsed<T> {
  readonly value: T
  readonly next: number
}

const nothing: Token = { kind: 'end', text: '', start: -1, end: -1, value: Number.NaN, tight: false }

/** A text cut into tokens once. Line feeds are tokens of kind `end`, so that nothing is read across them. */
export class Tokens {
  readonly text: string
  /** The text is a place meant for a time ("Thời gian"): a bare "15/6" or "2024" says when. */
  readonly slot: boolean
  readonly #list: readonly Token[]

  constructor(text: string, slot = false) {
    this.text = text
    this.slot = slot
    this.#list = tokenise(text)
  }

  get length(): number {
    return this.#list.length
  }

  /** The token at an index; outside the text one of kind `end`. */
  at(index: number): Token {
    return this.#list[index] ?? nothing
  }

  /** Whether the token at an index is this word or mark. */
  is(index: number, text: string): boolean {
    return this.at(index).text === text
  }

  /** Whether the token at an index is one of these words or marks. */
  isOne(index: number, texts: ReadonlySet<string>): boolean {
    return texts.has(this.at(index).text)
  }

  /** Index behind the given words where they stand at an index in this order; undefined where they do not. */
  words(index: number, ...texts: readonly string[]): number | undefined {
    for (const [offset, text] of texts.entries()) if (!this.is(index + offset, text)) return undefined
    return index + texts.length
  }

  /** Index behind an optional word or mark. */
  skip(index: number, ...texts: readonly string[]): number {
    return texts.includes(this.at(index).text) ? index + 1 : index
  }

  /** A number of one or two digits within bounds; otherwise undefined. */
  small(index: number, low: number, high: number): number | undefined {
    const { kind, text, value } = this.at(index)
    return kind === 'number' && text.length <= 2 && value >= low && value <= high ? value : undefined
  }

  /** A year written with four digits; otherwise undefined. */
  year(index: number): number | undefined {
    const { kind, text, value } = this.at(index)
    return kind === 'number' && text.length === 4 && value >= 1900 && value <= 2200 ? value : undefined
  }
}

const piece = /\n|[\p{L}\p{M}]+|\d+|\S/gu

/** Words of times that a lost blank has joined to the one before: "dânchậm nhất", "Sởtrước ngày". */
const glued = ['trước', 'chậm', 'tháng', 'ngày'] as const

/** Where a word of a time begins inside a longer one; 0 where none does. */
function gluedAt(word: string): number {
  if (word.length < 6) return 0
  for (const one of glued) if (word.length > one.length && word.endsWith(one)) return word.length - one.length
  return 0
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let last = -1
  for (const found of text.matchAll(piece)) {
    const [said] = found
    const start = found.index
    const end = start + said.length
    const digits = said >= '0' && said < ':'
    const cut = digits ? 0 : gluedAt(said)
    if (cut > 0) {
      tokens.push({
        kind: 'word',
        text: said.slice(0, cut),
        start,
        end: start + cut,
        value: Number.NaN,
        tight: start === last,
      })
      tokens.push({ kind: 'word', text: said.slice(cut), start: start + cut, end, value: Number.NaN, tight: false })
      last = end
      continue
    }
    const kind = said === '\n' ? 'end' : digits ? 'number' : /^\p{L}/u.test(said) ? 'word' : 'mark'
    const value = digits && said.length <= 4 ? Number(said) : Number.NaN
    tokens.push({ kind, text: said, start, end, value, tight: start === last })
    last = end
  }
  return tokens
}
