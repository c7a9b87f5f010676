import { foldVietnamese } from '../core/fold.ts'
import type { Grey } from './scan-picture.ts'

/** Where a word stands in a picture, in pixels. */
interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** What recognition makes of the figures I, II and III, and what may stand behind them. */
const stems = /^['"‘’“”(]?([I1l|i!H]{1,4})((?:[/.,;:)+–-].*)?)$/u

/**
 * The Roman figure of a quarter ("Quý III/2027") as its upright strokes show it: recognition takes I, II, III and 11 for
 * each other, and every one of them is a quarter. Any other word, and one whose strokes are not plain, stays as it is.
 */
export function quarterFigure(text: string, before: string, picture: Grey, box: Box): string {
  const found = stems.exec(text)
  if (found === null || !/^\W*(?:quy|qui)$/.test(foldVietnamese(before))) return text
  const count = stemsIn(picture, box, found[2] !== '')
  return count >= 1 && count <= 3 ? `${'I'.repeat(count)}${found[2] ?? ''}` : text
}

/** Upright strokes from the left on; `more`: other signs follow, and the first of them ends the count. */
function stemsIn({ width, pixels }: Grey, { left, top, right, bottom }: Box, more: boolean): number {
  // Between the serifs, which touch each other.
  const from = Math.round(top + 0.32 * (bottom - top))
  const to = Math.round(top + 0.68 * (bottom - top))
  if (to - from < 4) return 0
  let darkest = 255
  for (let y = from; y < to; y += 1)
    for (let x = left; x < right; x += 1) darkest = Math.min(darkest, pixels[y * width + x] ?? 255)
  const ink = (darkest + 255) / 2
  let count = 0
  let run: Run = noRun
  for (let x = left - 1; x <= right + 1; x += 1) {
    let rows = 0
    for (let y = from; y < to; y += 1) {
      if ((pixels[y * width + x] ?? 255) >= ink) continue
      rows += 1
      const half = y < (from + to) / 2 ? 'upper' : 'lower'
      run = { ...run, [half]: { sum: run[half].sum + x, pixels: run[half].pixels + 1 } }
    }
    if (rows > 0) run = { ...run, fullest: Math.max(run.fullest, rows) }
    else if (run.fullest > 0) {
      if (!isStem(run, to - from)) return more ? count : 0
      count += 1
      run = noRun
    }
  }
  return run.fullest > 0 ? 0 : count
}

/** Ink without a blank column in it: how high its fullest column is, and where its halves lie. */
interface Run {
  readonly fullest: number
  readonly upper: { readonly sum: number; readonly pixels: number }
  readonly lower: { readonly sum: number; readonly pixels: number }
}
const noRun: Run = { fullest: 0, upper: { sum: 0, pixels: 0 }, lower: { sum: 0, pixels: 0 } }

/** Full and upright, as the stroke before a year ("III/2027") is not. */
function isStem({ fullest, upper, lower }: Run, height: number): boolean {
  if (fullest < 0.75 * height || upper.pixels === 0 || lower.pixels === 0) return false
  return Math.abs(upper.sum / upper.pixels - lower.sum / lower.pixels) < 0.1 * height
}
