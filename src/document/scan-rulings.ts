import type { Ruling } from './placed-words.ts'

/** A stretch of ink along a row (or column), and after joining, a line: `low` to `high` across, `from` to `to` along. */
interface Stroke {
  low: number
  high: number
  from: number
  to: number
}

/** Inches: shorter ones are parts of letters, thicker ones black areas. */
const leastLevel = 0.45
const leastUpright = 0.3
const mostThick = 0.05
/** Inches by which a line may be broken. */
const mostHole = 0.012
/** Inches: a dark stroke of this length is no row of letters. */
const surelyLine = 0.8
/** A picture full of strokes is a photograph. */
const mostStrokes = 60_000

/**
 * Finds the long straight lines that are drawn on a page's picture, paints them white, and gives their places in pixels.
 * `pixels` are shades of grey row by row; shades below `threshold` are ink.
 */
export function takeRulings(
  pixels: Uint8Array,
  width: number,
  height: number,
  threshold: number,
  dpi: number,
): Ruling[] {
  // A hairline that lies between two rows of pixels is grey in both.
  const faint = threshold + faintness * (255 - threshold)
  const isGrey = (x: number, y: number): boolean => (pixels[y * width + x] ?? 255) < faint
  const strokes = strokesOf(pixels, width, height, threshold, faint, dpi)
  const free = { near: Math.max(3, Math.round(0.016 * dpi)), long: surelyLine * dpi }
  const level = joinedStrokes(
    [
      ...strokes.level.dark.filter(
        (one) => one.to - one.from > free.long || standsFree(one, pixels, threshold, height, 1, width, free.near),
      ),
      ...strokes.level.grey.filter((one) => standsFree(one, pixels, threshold, height, 1, width, free.near)),
    ].toSorted(byPlace),
    mostThick * dpi,
  )
  const upright = joinedStrokes(
    [
      ...strokes.upright.dark,
      ...strokes.upright.grey.filter((one) => standsFree(one, pixels, threshold, width, width, 1, free.near)),
    ].toSorted(byPlace),
    mostThick * dpi,
  )
  for (const line of level) lengthen(line, width, leastLevel * dpi, (x, y) => y < height && isGrey(x, y))
  for (const line of upright) lengthen(line, height, leastUpright * dpi, (y, x) => x < width && isGrey(x, y))
  for (const { low, high, from, to } of level)
    for (let x = from; x <= to; x += 1) wipe(pixels, threshold, width, height, x, low, high, true)
  for (const { low, high, from, to } of upright)
    for (let y = from; y <= to; y += 1) wipe(pixels, threshold, width, height, y, low, high, false)
  return [
    ...level.map(({ low, high, from, to }) => ({ x0: from, x1: to, y0: (low + high) / 2, y1: (low + high) / 2 })),
    ...upright.map(({ low, high, from, to }) => ({ x0: (low + high) / 2, x1: (low + high) / 2, y0: from, y1: to })),
  ]
}

/** How far from ink to paper a shade of a hairline may lie. */
const faintness = 0.45

const byPlace = (one: Stroke, other: Stroke): number => one.low - other.low || one.from - other.from

/**
 * Whether a stroke has little ink close to it on both sides, as no line of letters has. `step` is from one pixel along
 * it to the next, `aside` from one row (or column) to the next, of which there are `rows`.
 */
function standsFree(
  { low, from, to }: Stroke,
  pixels: Uint8Array,
  threshold: number,
  rows: number,
  step: number,
  aside: number,
  near: number,
): boolean {
  let beside = 0
  for (let along = from; along <= to; along += 1)
    for (let off = near; off <= near + 2; off += 1) {
      const above = low - off >= 0 && (pixels[(low - off) * aside + along * step] ?? 255) < threshold
      if (!above && (low + off >= rows || (pixels[(low + off) * aside + along * step] ?? 255) >= threshold)) continue
      beside += 1
      break
    }
  return beside < 0.35 * (to - from)
}

/** A line that is not quite level ends in a step that is too short to be found by itself. */
function lengthen(line: Stroke, end: number, most: number, hasInk: (along: number, across: number) => boolean): void {
  const goesOn = (along: number): boolean => {
    for (let across = Math.max(0, line.low - 1); across <= line.high + 1; across += 1)
      if (hasInk(along, across)) return true
    return false
  }
  const { from, to } = line
  while (line.from > 0 && from - line.from < most && goesOn(line.from - 1)) line.from -= 1
  while (line.to + 1 < end && line.to - to < most && goesOn(line.to + 1)) line.to += 1
}

/** Paints one slice across a line white, unless a letter goes through it there. */
function wipe(
  pixels: Uint8Array,
  threshold: number,
  width: number,
  height: number,
  along: number,
  low: number,
  high: number,
  level: boolean,
): void {
  const size = level ? height : width
  const at = (across: number): number => (level ? across * width + along : along * width + across)
  const inkBefore = low - 3 >= 0 && (pixels[at(low - 3)] ?? 255) < threshold
  const inkAfter = high + 3 < size && (pixels[at(high + 3)] ?? 255) < threshold
  if (inkBefore && inkAfter) return
  const from = inkBefore ? low : Math.max(0, low - 2)
  const to = inkAfter ? high : Math.min(size - 1, high + 2)
  // Where lines cross, the second one does not take the first for a letter, as it is white by then.
  for (let across = from; across <= to; across += 1) pixels[at(across)] = 255
}

/** Strokes of ink and, in `grey`, of hairlines too; those of the upright ones are columns, not rows. */
interface Strokes {
  readonly level: { readonly dark: readonly Stroke[]; readonly grey: readonly Stroke[] }
  readonly upright: { readonly dark: readonly Stroke[]; readonly grey: readonly Stroke[] }
}

/** All four in one look at the picture, most of which is paper. Shades below `faint` are grey, below `threshold` dark. */
function strokesOf(
  pixels: Uint8Array,
  width: number,
  height: number,
  threshold: number,
  faint: number,
  dpi: number,
): Strokes {
  const hole = Math.max(2, Math.round(mostHole * dpi))
  const level = {
    dark: new OpenStrokes(height, leastLevel * dpi, hole),
    grey: new OpenStrokes(height, leastLevel * dpi, hole),
  }
  const upright = {
    dark: new OpenStrokes(width, leastUpright * dpi, hole),
    grey: new OpenStrokes(width, leastUpright * dpi, hole),
  }
  for (let y = 0; y < height; y += 1)
    for (let x = 0, at = y * width; x < width; x += 1, at += 1) {
      const shade = pixels[at] ?? 255
      if (shade >= faint) continue
      level.grey.goOn(y, x)
      upright.grey.goOn(x, y)
      if (shade >= threshold) continue
      level.dark.goOn(y, x)
      upright.dark.goOn(x, y)
    }
  return {
    level: { dark: level.dark.ended(), grey: level.grey.ended() },
    upright: { dark: upright.dark.ended(), grey: upright.grey.ended() },
  }
}

/** Strokes that are being found: on each row (or column) one at a time, going on as long as its holes are small. */
class OpenStrokes {
  readonly #found: Stroke[] = []
  readonly #from: Int32Array
  readonly #to: Int32Array
  readonly #least: number
  readonly #hole: number

  constructor(count: number, least: number, hole: number) {
    this.#from = new Int32Array(count).fill(-1)
    this.#to = new Int32Array(count)
    this.#least = least
    this.#hole = hole
  }

  /** There is ink at `along`; on each row the places come in order. */
  goOn(row: number, along: number): void {
    const from = this.#from[row] ?? -1
    if (from < 0) this.#from[row] = along
    else if (along - (this.#to[row] ?? 0) > this.#hole + 1) {
      this.#end(row)
      this.#from[row] = along
    }
    this.#to[row] = along
  }

  ended(): readonly Stroke[] {
    for (let row = 0; row < this.#from.length; row += 1) if ((this.#from[row] ?? -1) >= 0) this.#end(row)
    return this.#found
  }

  #end(row: number): void {
    const [from, to] = [this.#from[row] ?? 0, this.#to[row] ?? 0]
    if (to - from >= this.#least && this.#found.length < mostStrokes)
      this.#found.push({ low: row, high: row, from, to })
  }
}

/** Strokes in neighbouring rows are one line, as long as that is no thicker than lines are. */
function joinedStrokes(strokes: readonly Stroke[], thickest: number): Stroke[] {
  const lines: Stroke[] = []
  let open: Stroke[] = []
  for (const stroke of strokes) {
    open = open.filter((line) => stroke.low - line.high <= 2)
    const line = open.find((one) => stroke.from <= one.to && stroke.to >= one.from)
    if (line === undefined) {
      const fresh = { ...stroke }
      open.push(fresh)
      lines.push(fresh)
    } else {
      line.high = Math.max(line.high, stroke.high)
      line.from = Math.min(line.from, stroke.from)
      line.to = Math.max(line.to, stroke.to)
    }
  }
  return lines.filter((line) => line.high - line.low + 1 <= Math.max(3, thickest))
}
