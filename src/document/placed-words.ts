/** A word on a page. Points (1/72 inch) from the page's upper left corner; `base` is the line it stands on. */
export interface PlacedWord {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly base: number
  /** Size of type in points, or what is taken for it in a scan. */
  readonly size: number
}

/** A straight drawn line, upright or level. */
export interface Ruling {
  readonly x0: number
  readonly y0: number
  readonly x1: number
  readonly y1: number
}

/** What is known of a page before its text is put together. */
export interface PlacedPage {
  readonly width: number
  readonly height: number
  readonly words: readonly PlacedWord[]
  readonly rulings: readonly Ruling[]
  /** Whether places are measured in a picture and so are only about right. */
  readonly scanned: boolean
}

/** Words side by side, from left to right. */
export interface Line {
  readonly words: readonly PlacedWord[]
  readonly text: string
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
}

/** Upper and lower edge of a word, as far as type of its size reaches. */
export const topOf = (word: { readonly base: number; readonly size: number }): number => word.base - 0.8 * word.size
export const bottomOf = (word: { readonly base: number; readonly size: number }): number => word.base + 0.2 * word.size

/** Makes one line of words that stand side by side. */
export function lineOf(words: readonly PlacedWord[]): Line {
  const ordered = words.toSorted((a, b) => a.left - b.left)
  const size = middle(ordered.map((word) => word.size))
  const base = middle(ordered.filter((word) => word.size >= 0.8 * size).map((word) => word.base))
  return {
    words: ordered,
    text: ordered.map((word) => (isRaised(word, base, size) ? raised(word.text) : word.text)).join(' '),
    left: ordered[0]?.left ?? 0,
    right: Math.max(...ordered.map((word) => word.right)),
    base,
    size,
  }
}

/**
 * Words put into lines, from top to bottom. A word belongs to the line whose height it shares for the greater part, so
 * that raised figures stay with the word they follow.
 */
export function linesOf(words: readonly PlacedWord[]): Line[] {
  interface Open {
    readonly top: number
    readonly bottom: number
    readonly words: PlacedWord[]
  }
  const open: Open[] = []
  const seen: Open[] = []
  for (const word of words.toSorted((a, b) => a.base - b.base)) {
    const top = topOf(word)
    const bottom = bottomOf(word)
    let best: Open | undefined
    let most = 0.5
    for (const line of open) {
      const shared = Math.min(bottom, line.bottom) - Math.max(top, line.top)
      const share = shared / Math.min(bottom - top, line.bottom - line.top)
      if (share > most) {
        most = share
        best = line
      }
    }
    if (best === undefined) {
      best = { top, bottom, words: [] }
      open.push(best)
      seen.push(best)
    }
    best.words.push(word)
    // Only lines near this word can take the next ones.
    while (open.length > 12) open.shift()
  }
  return seen.map((line) => lineOf(line.words)).toSorted((a, b) => a.base - b.base)
}

const isRaised = (word: PlacedWord, base: number, size: number): boolean =>
  word.size < 0.8 * size && word.base < base - 0.15 * size

const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'
/** A raised figure stays apart from a number that it would otherwise change: "2025" and the mark of a note. */
const raised = (text: string): string =>
  /^\d{1,3}$/.test(text) ? [...text].map((digit) => raisedDigits[Number(digit)] ?? digit).join('') : text

/** The middle value; 0 when there is none. */
export function middle(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[ordered.length >> 1] ?? 0
}
