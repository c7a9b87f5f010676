import type { Parsed, Tokens } from './tokens.ts'

interface Node<T> {
  readonly branches: Map<string, Node<T>>
  value?: T
}

/** Phrases of one or several words with what they mean; the longest that stands at a place is found. */
export class Lexicon<T> {
  readonly #root: Node<T> = { branches: new Map() }

  /** Each meaning with its phrases; words are separated by one blank. */
  constructor(entries: readonly (readonly [T, readonly string[]])[]) {
    for (const [value, phrases] of entries) for (const phrase of phrases) this.#add(phrase, value)
  }

  #add(phrase: string, value: T): void {
    let node = this.#root
    for (const word of phrase.split(' ')) {
      const next = node.branches.get(word) ?? { branches: new Map() }
      node.branches.set(word, next)
      node = next
    }
    node.value = value
  }

  /** The words with which its phrases begin. */
  get firstWords(): readonly string[] {
    return [...this.#root.branches.keys()]
  }

  /** The longest phrase at an index. */
  at(tokens: Tokens, index: number): Parsed<T> | undefined {
    let node = this.#root.branches.get(tokens.at(index).text)
    let found: Parsed<T> | undefined
    for (let next = index + 1; node !== undefined; next += 1) {
      if (node.value !== undefined) found = { value: node.value, next }
      node = node.branches.get(tokens.at(next).text)
    }
    return found
  }
}
