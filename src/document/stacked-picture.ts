import type { Grey } from './scan-picture.ts'

/** A part of a picture, in pixels; `right` and `bottom` lie outside. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A picture whose parts stand under each other, and the way back. */
export interface Stacked {
  readonly picture: Grey
  /** The part in which a row of the stacked picture lies and how far it was moved; undefined between the parts. */
  readonly from: (y: number) => { readonly part: number; readonly right: number; readonly down: number } | undefined
}

/** Blank rows between two parts, as a share of an inch. */
const between = 0.12

/**
 * Puts the cells of a page's tables under each other, each in its turn, between what stands above and below the
 * tables. Recognition takes columns of text that stand side by side for long lines; one column it reads best.
 * `tables` are lists of cells in reading order.
 */
export function stacked(page: Grey, tables: readonly (readonly Box[])[], threshold: number, dpi: number): Stacked {
  const parts: Box[] = []
  let from = 0
  for (const cells of tables) {
    const top = Math.min(...cells.map((cell) => cell.top))
    const bottom = Math.max(...cells.map((cell) => cell.bottom))
    if (top < from) continue
    parts.push(...sides(page, from, top, threshold, dpi), ...cells)
    from = bottom
  }
  parts.push(...sides(page, from, page.height, threshold, dpi))
  const inked = parts.map((part) => inkOf(page, part, threshold)).filter((part) => part !== undefined)
  const gap = Math.round(between * dpi)
  const margin = Math.round(0.5 * dpi)
  const starts: number[] = []
  let height = gap
  for (const part of inked) {
    starts.push(height)
    height += part.bottom - part.top + gap
  }
  const moved = (part: Box): number => (part.left === 0 && part.right === page.width ? 0 : part.left - margin)
  const width = page.width + margin
  const pixels = new Uint8Array(width * height).fill(255)
  for (const [i, part] of inked.entries())
    for (let y = part.top; y < part.bottom; y += 1)
      pixels.set(
        page.pixels.subarray(y * page.width + part.left, y * page.width + part.right),
        ((starts[i] ?? 0) + y - part.top) * width + part.left - moved(part),
      )
  return {
    picture: { width, height, pixels },
    from: (y) => {
      const part = inked.findIndex((one, i) => {
        const start = starts[i] ?? 0
        return y >= start - gap / 2 && y < start + one.bottom - one.top + gap / 2
      })
      const box = inked[part]
      return box === undefined ? undefined : { part, right: moved(box), down: box.top - (starts[part] ?? 0) }
    },
  }
}

/** Inches: a field of the coarse net that is laid over a page, and what is blank between two columns at least. */
const net = 0.05
const leastGap = 0.25
/** Inches of height over which ink must stand on both sides: two lines of text. */
const leastBeside = 0.25

/**
 * The rows `from` to `to` of a page from top to bottom; where two columns stand side by side (head and foot of an
 * office document) the left one and then the right one. Blanks between words never stand under each other for long.
 */
function sides(page: Grey, from: number, to: number, threshold: number, dpi: number): Box[] {
  const field = Math.max(2, Math.round(net * dpi))
  const across = Math.ceil(page.width / field)
  const down = Math.ceil(Math.max(0, to - from) / field)
  const ink = new Uint8Array(across * down)
  for (let y = from; y < to; y += 1) {
    const row = Math.floor((y - from) / field) * across
    for (let x = 0; x < page.width; x += 1)
      if ((page.pixels[y * page.width + x] ?? 255) < threshold) ink[row + Math.floor(x / field)] = 1
  }
  const parts: Box[] = []
  let open = 0
  for (let start = 0; start < down; ) {
    const found = columnsFrom(ink, across, down, start)
    if (found === undefined) {
      start += 1
      continue
    }
    const [top, bottom] = [from + start * field, Math.min(to, from + found.end * field)]
    parts.push({ left: 0, top: from + open * field, right: page.width, bottom: top })
    parts.push({ left: 0, top, right: found.gap * field, bottom })
    parts.push({ left: found.gap * field, top, right: page.width, bottom })
    open = found.end
    start = found.end
  }
  parts.push({ left: 0, top: from + open * field, right: page.width, bottom: to })
  return parts.filter((part) => part.bottom > part.top)
}

/** From a row of the net on, the rows that leave a gap free and have ink on both sides of it. */
function columnsFrom(
  ink: Uint8Array,
  across: number,
  down: number,
  start: number,
): { readonly end: number; readonly gap: number } | undefined {
  const least = Math.round(leastGap / net)
  let free = new Uint8Array(across)
  let rest = new Uint8Array(across)
  free.fill(1, Math.round(0.2 * across), Math.round(0.8 * across))
  let end = start
  let gap: readonly [number, number] | undefined
  for (; end < down; end += 1) {
    for (let x = 0; x < across; x += 1) rest[x] = ink[end * across + x] === 1 ? 0 : (free[x] ?? 0)
    const widest = widestIn(rest)
    if (widest[1] - widest[0] < least) break
    ;[free, rest] = [rest, free]
    gap = widest
  }
  if (gap === undefined) return undefined
  const isBlank = (row: number): boolean => {
    const found = ink.indexOf(1, row * across)
    return found < 0 || found >= (row + 1) * across
  }
  // Not through the accents of the line that ends the columns.
  if (start > 0 && !isBlank(start - 1)) return undefined
  while (end < down && end > start && !isBlank(end - 1)) end -= 1
  const [left, right] = gap
  let beside = 0
  for (let row = start; row < end; row += 1) {
    const before = ink.indexOf(1, row * across)
    const after = ink.indexOf(1, row * across + right)
    if (before >= 0 && before < row * across + left && after >= 0 && after < (row + 1) * across) beside += 1
  }
  return beside * net < leastBeside ? undefined : { end, gap: (left + right) >> 1 }
}

function widestIn(free: Uint8Array): readonly [number, number] {
  let [left, right] = [0, 0]
  let from = -1
  for (let x = 0; x <= free.length; x += 1) {
    const isFree = x < free.length && free[x] === 1
    if (isFree && from < 0) from = x
    if (!isFree && from >= 0) {
      if (x - from > right - left) [left, right] = [from, x]
      from = -1
    }
  }
  return [left, right]
}

/** A part without the blank rows above and below its ink; undefined when it is empty. */
function inkOf(page: Grey, part: Box, threshold: number): Box | undefined {
  const hasInk = (y: number): boolean => {
    for (let x = part.left; x < part.right; x += 1)
      if ((page.pixels[y * page.width + x] ?? 255) < threshold) return true
    return false
  }
  let top = part.top
  let bottom = part.bottom
  while (top < bottom && !hasInk(top)) top += 1
  while (bottom > top && !hasInk(bottom - 1)) bottom -= 1
  if (bottom - top < 3) return undefined
  return { ...part, top: Math.max(part.top, top - 2), bottom: Math.min(part.bottom, bottom + 2) }
}
