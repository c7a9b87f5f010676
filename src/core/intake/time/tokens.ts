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
  readonly #list: readonly Token[]

  constructor(text: string) {
    this.text = text
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

function tokenise(text: string): Token[] {
  const tokens: Token[] = []
  let last = -1
  for (const found of text.matchAll(piece)) {
    const [said] = found
    const start = found.index
    const end = start + said.length
    const digits = said >= '0' && said < ':'
    const kind = said === '\n' ? 'end' : digits ? 'number' : /^\p{L}/u.test(said) ? 'word' : 'mark'
    const value = digits && said.length <= 4 ? Number(said) : Number.NaN
    tokens.push({ kind, text: said, start, end, value, tight: start === last })
    last = end
  }
  return tokens
}
