import { bottomOf, type Line, middle, type Ruling, topOf } from './placed-words.ts'

/** The lines of a page and the drawn lines on it, in points. */
interface PageLines {
  readonly width: number
  readonly height: number
  readonly lines: readonly Line[]
  readonly rulings: readonly Ruling[]
}

/** A note's number, raised or not, at the beginning of a line: "¹ Theo …", "1. Theo …", "(1) Theo …", "* Theo …". */
const noteNumber = /^(?:([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})|\(?(\d{1,2})[).]?|(\*{1,3}))(?: |$)/
const raisedDigits = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/**
 * Parts the footnotes from a page's text: lines in smaller type at its lower end that begin with a raised number, or
 * that stand under the short line which Word draws above notes. They come as `[1] …`, each note on one line.
 */
export function withoutNotes(page: PageLines): { readonly lines: readonly Line[]; readonly notes: readonly string[] } {
  const start = notesFrom(page)
  if (start === undefined) return { lines: page.lines, notes: [] }
  const notes: string[] = []
  for (const line of page.lines.slice(start)) {
    const [all = '', raised, plain, star] = noteNumber.exec(line.text) ?? []
    const sign = raised === undefined ? (plain ?? star) : [...raised].map((one) => raisedDigits.indexOf(one)).join('')
    if (sign !== undefined) notes.push(`[${sign}] ${line.text.slice(all.length)}`)
    // A scan may have lost the raised number of the first one.
    else if (notes.length === 0) notes.push(`[1] ${line.text.replace(/^[^\p{L}\p{N}]+/u, '')}`)
    else notes[notes.length - 1] += ` ${line.text}`
  }
  return { lines: page.lines.slice(0, start), notes }
}

function notesFrom({ width, height, lines, rulings }: PageLines): number | undefined {
  const size = middle(lines.map((line) => line.size))
  for (const [i, line] of lines.entries()) {
    const above = lines[i - 1]
    if (above === undefined || line.base < 0.4 * height) continue
    const small = lines.slice(i).every((one) => one.size < 0.93 * size)
    const [sign, raised, , star] = noteNumber.exec(line.text) ?? []
    const separated = rulings.some(
      ({ x0, x1, y0, y1 }) =>
        Math.abs(y1 - y0) < 1 &&
        Math.abs(x1 - x0) > 0.08 * width &&
        Math.abs(x1 - x0) < 0.4 * width &&
        Math.abs(Math.min(x0, x1) - line.left) < 2 * line.size &&
        y0 > bottomOf(above) - 2 &&
        y0 < topOf(line) + 3,
    )
    if (separated ? small || (sign !== undefined && star === undefined) : raised !== undefined && small) return i
  }
  return undefined
}
