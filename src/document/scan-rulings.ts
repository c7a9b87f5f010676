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
  const dark = inkBelow(pixels, threshold)
  // A hairline that lies between two rows of pixels is grey in both.
  const grey = inkBelow(pixels, threshold + faintness * (255 - threshold))
  const isGrey = (x: number, y: number): boolean => grey[y * width + x] === 1
  const hole = Math.max(2, Math.round(mostHole * dpi))
  const free = { near: Math.max(3, Math.round(0.016 * dpi)), long: surelyLine * dpi }
  const level = joinedStrokes(
    [
      ...levelStrokes(dark, width, height, leastLevel * dpi, hole).filter(
        (one) => one.to - one.from > free.long || standsFree(one, dark, height, 1, width, free.near),
      ),
      ...levelStrokes(grey, width, height, leastLevel * dpi, hole).filter((one) =>
        standsFree(one, dark, height, 1, width, free.near),
      ),
    ].toSorted(byPlace),
    mostThick * dpi,
  )
  const upright = joinedStrokes(
    [
      ...uprightStrokes(dark, width, height, leastUpright * dpi, hole),
      ...uprightStrokes(grey, width, height, leastUpright * dpi, hole).filter((one) =>
        standsFree(one, dark, width, width, 1, free.near),
      ),
    ].toSorted(byPlace),
    mostThick * dpi,
  )
  for (const line of level) lengthen(line, width, leastLevel * dpi, (x, y) => y < height && isGrey(x, y))
  for (const line of upright) lengthen(line, height, leastUpright * dpi, (y, x) => x < width && isGrey(x, y))
  for (const { low, high, from, to } of level)
    for (let x = from; x <= to; x += 1) wipe(pixels, dark, width, height, x, low, high, true)
  for (const { low, high, from, to } of upright)
    for (let y = from; y <= to; y += 1) wipe(pixels, dark, width, height, y, low, high, false)
  return [
    ...level.map(({ low, high, from, to }) => ({ x0: from, x1: to, y0: (low + high) / 2, y1: (low + high) / 2 })),
    ...upright.map(({ low, high, from, to }) => ({ x0: (low + high) / 2, x1: (low + high) / 2, y0: from, y1: to })),
  ]
}

/** How far from ink to paper a shade of a hairline may lie. */
const faintness = 0.45

function inkBelow(pixels: Uint8Array, shade: number): Uint8Array {
  const ink = new Uint8Array(pixels.length)
  for (let i = 0; i < ink.length; i += 1) ink[i] = (pixels[i] ?? 255) < shade ? 1 : 0
  return ink
}

const byPlace = (one: Stroke, other: Stroke): number => one.low - other.low || one.from - other.from

/**
 * Whether a stroke has little ink close to it on both sides, as no line of letters has. `step` is from one pixel along
 * it to the next, `aside` from one row (or column) to the next, of which there are `rows`.
 */
function standsFree(
  { low, from, to }: Stroke,
  dark: Uint8Array,
  rows: number,
  step: number,
  aside: number,
  near: number,
): boolean {
  let beside = 0
  for (let along = from; along <= to; along += 1)
    for (let off = near; off <= near + 2; off += 1) {
      const above = low - off >= 0 && dark[(low - off) * aside + along * step] === 1
      if (!above && (low + off >= rows || dark[(low + off) * aside + along * step] !== 1)) continue
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
  dark: Uint8Array,
  width: number,
  height: number,
  along: number,
  low: number,
  high: number,
  level: boolean,
): void {
  const size = level ? height : width
  const at = (across: number): number => (level ? across * width + along : along * width + across)
  const inkBefore = low - 3 >= 0 && dark[at(low - 3)] === 1
  const inkAfter = high + 3 < size && dark[at(high + 3)] === 1
  if (inkBefore && inkAfter) return
  const from = inkBefore ? low : Math.max(0, low - 2)
  const to = inkAfter ? high : Math.min(size - 1, high + 2)
  for (let across = from; across <= to; across += 1) {
    pixels[at(across)] = 255
    // Where lines cross, the second one must not take the first for a letter.
    dark[at(across)] = 0
  }
}

function levelStrokes(dark: Uint8Array, width: number, height: number, least: number, hole: number): Stroke[] {
  const found: Stroke[] = []
  for (let y = 0; y < height && found.length < mostStrokes; y += 1) {
    let start = -1
    let ink = -1
    for (let x = 0; x <= width; x += 1) {
      if (x < width && dark[y * width + x] === 1) {
        if (start < 0) start = x
        ink = x
      } else if (start >= 0 && (x === width || x - ink > hole)) {
        if (ink - start >= least) found.push({ low: y, high: y, from: start, to: ink })
        start = -1
      }
    }
  }
  return found
}

/** Goes row by row all the same, with one open stretch for each column: memory is read in order. */
function uprightStrokes(dark: Uint8Array, width: number, height: number, least: number, hole: number): Stroke[] {
  const found: Stroke[] = []
  const start = new Int32Array(width).fill(-1)
  const ink = new Int32Array(width)
  for (let y = 0; y <= height && found.length < mostStrokes; y += 1)
    for (let x = 0; x < width; x += 1) {
      if (y < height && dark[y * width + x] === 1) {
        if ((start[x] ?? -1) < 0) start[x] = y
        ink[x] = y
      } else if ((start[x] ?? -1) >= 0 && (y === height || y - (ink[x] ?? 0) > hole)) {
        if ((ink[x] ?? 0) - (start[x] ?? 0) >= least)
          found.push({ low: x, high: x, from: start[x] ?? 0, to: ink[x] ?? 0 })
        start[x] = -1
      }
    }
  return found
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
