/** How a list writes its numbers (ECMA-376 17.18.59, the kinds that Vietnamese documents use). */
export type NumberFormat =
  | 'decimal'
  | 'decimalZero'
  | 'upperRoman'
  | 'lowerRoman'
  | 'upperLetter'
  | 'lowerLetter'
  | 'bullet'
  | 'none'

/** One level of an automatic list. */
export interface ListLevel {
  readonly start: number
  readonly format: NumberFormat
  /** With `%1` … `%9` for the numbers of the levels; for a bullet its sign. */
  readonly text: string
  /** All numbers are written in Arabic figures. */
  readonly legal: boolean
}

/** Counts the paragraphs of a document's automatic lists and gives their markers. */
export class ListCounter {
  readonly #counts = new Map<string, number[]>()
  readonly #started = new Set<string>()

  /**
   * The marker of the next paragraph. `list` names the counters: lists that continue each other share them.
   * `restart` is the list's own start for a level, used when its first paragraph there comes.
   */
  next(
    list: string,
    level: number,
    levels: readonly (ListLevel | undefined)[],
    restart?: { readonly key: string; readonly at: number },
  ): string {
    const own = levels[level]
    if (own === undefined) return ''
    const counts = this.#counts.get(list) ?? []
    this.#counts.set(list, counts)
    const start = restart !== undefined && !this.#started.has(restart.key) ? restart.at : undefined
    if (restart !== undefined) this.#started.add(restart.key)
    counts[level] = start ?? (counts[level] === undefined ? own.start : counts[level] + 1)
    // A number begins anew below each number of a higher level.
    counts.length = level + 1
    if (own.format === 'bullet') return bulletSign(own.text, level)
    if (own.format === 'none') return own.text.replace(/%\d/g, '').trim()
    return own.text.replace(/%(\d)/g, (_, digit: string) => {
      const at = Number(digit) - 1
      const one = levels[at]
      if (one === undefined || one.format === 'none' || one.format === 'bullet') return ''
      return writeNumber(counts[at] ?? one.start, own.legal ? 'decimal' : one.format)
    })
  }
}

/** Signs come from symbol fonts, where any character may look like a dash: only the usual ones are told apart. */
function bulletSign(text: string, level: number): string {
  const sign = text.trim()
  if (/^[-–—−\uf02d\uf0be]$/.test(sign)) return '-'
  if (/^[+\uf02b]$/.test(sign)) return '+'
  if (/^[*\uf02a]$/.test(sign)) return '*'
  return level % 2 === 0 ? '-' : '+'
}

const romans: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
]

function writeNumber(value: number, format: NumberFormat): string {
  if (value < 1 || value > 3999) return String(value)
  switch (format) {
    case 'decimalZero':
      return String(value).padStart(2, '0')
    case 'upperRoman':
      return toRoman(value)
    case 'lowerRoman':
      return toRoman(value).toLowerCase()
    case 'upperLetter':
      return toLetters(value).toUpperCase()
    case 'lowerLetter':
      return toLetters(value)
    default:
      return String(value)
  }
}

function toRoman(value: number): string {
  let rest = value
  let out = ''
  for (const [worth, sign] of romans)
    while (rest >= worth) {
      out += sign
      rest -= worth
    }
  return out
}

/** Word goes on after z with aa, bb, cc. */
const toLetters = (value: number): string =>
  String.fromCharCode(97 + ((value - 1) % 26)).repeat(Math.floor((value - 1) / 26) + 1)
