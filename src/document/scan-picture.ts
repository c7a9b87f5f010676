import type { Ruling } from './placed-words.ts'
import { takeRulings } from './scan-rulings.ts'

/** A page as a picture in shades of grey, 0 black to 255 white, row by row. */
export interface Grey {
  readonly width: number
  readonly height: number
  readonly pixels: Uint8Array
}

/** A scanned page made ready for recognition. Places are pixels. */
export interface CleanPage {
  readonly picture: Grey
  readonly rulings: readonly Ruling[]
  /** Shades below it are ink. */
  readonly threshold: number
}

/** Shades of grey of a picture with red, green, blue and opacity; what is transparent is white paper. */
export function greyOf(rgba: Uint8ClampedArray | Uint8Array, width: number, height: number): Grey {
  const pixels = new Uint8Array(width * height)
  for (let i = 0, at = 0; i < pixels.length; i += 1, at += 4) {
    const shade = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 151 + (rgba[at + 2] ?? 0) * 28) >> 8
    const opacity = rgba[at + 3] ?? 255
    pixels[i] = opacity === 255 ? shade : 255 - (((255 - shade) * opacity) >> 8)
  }
  return { width, height, pixels }
}

/**
 * The grain of a camera or of a scanner made softer, which recognition reads better: each pixel with a little of those
 * round about, by the weights of a cubic filter after Mitchell and Netravali (1, 16 and 1 of 18 each way).
 */
export function softened({ width, height, pixels }: Grey): Grey {
  const out = new Uint8Array(pixels.length)
  const upright = new Int32Array(width)
  for (let y = 0; y < height; y += 1) {
    const row = y * width
    const above = y === 0 ? row : row - width
    const below = y === height - 1 ? row : row + width
    for (let x = 0; x < width; x += 1)
      upright[x] = (pixels[above + x] ?? 255) + 16 * (pixels[row + x] ?? 255) + (pixels[below + x] ?? 255)
    let before = upright[0] ?? 0
    let here = before
    for (let x = 0; x < width; x += 1) {
      const next = x === width - 1 ? here : (upright[x + 1] ?? 0)
      const sum = before + 16 * here + next
      // Paper, as most of a page is, needs no division.
      out[row + x] = sum === 324 * 255 ? 255 : (sum + 162) / 324
      before = here
      here = next
    }
  }
  return { width, height, pixels: out }
}

/**
 * Evens out the light, turns the page level and takes drawn lines out, which disturb recognition, but keeps where they
 * were. `undefined`: there is hardly any difference between light and dark, so nothing can be read.
 */
export function cleanPage(raw: Grey, dpi: number): CleanPage | undefined {
  const lit = evenLight(raw)
  if (lit === undefined) return undefined
  const threshold = thresholdOf(lit)
  takeSpecks(lit, threshold, dpi)
  const angle = skewOf(lit, threshold)
  const level = Math.abs(angle) > 0.0015 ? turnedBy(lit, angle) : lit
  return { picture: level, rulings: takeRulings(level.pixels, level.width, level.height, threshold, dpi), threshold }
}

/** How far apart dark and light must lie, in shades. */
const leastContrast = 24
const tile = 64

/** Divides by the paper's own shade round about, so that a photograph looks like a scan. */
function evenLight(grey: Grey): Grey | undefined {
  const { width, height, pixels } = grey
  const across = Math.max(1, Math.ceil(width / tile))
  const down = Math.max(1, Math.ceil(height / tile))
  const paper = new Float32Array(across * down)
  const all = new Uint32Array(256)
  const counts = new Uint32Array(256)
  for (let ty = 0; ty < down; ty += 1)
    for (let tx = 0; tx < across; tx += 1) {
      counts.fill(0)
      let total = 0
      const toY = Math.min(height, (ty + 1) * tile)
      const toX = Math.min(width, (tx + 1) * tile)
      for (let y = ty * tile; y < toY; y += 2)
        for (let x = tx * tile; x < toX; x += 2) {
          const shade = pixels[y * width + x] ?? 0
          counts[shade] = (counts[shade] ?? 0) + 1
          all[shade] = (all[shade] ?? 0) + 1
          total += 1
        }
      paper[ty * across + tx] = shadeAt(counts, total * 0.8)
    }
  const sampled = all.reduce((sum, count) => sum + count, 0)
  const white = shadeAt(all, sampled * 0.95)
  if (white - shadeAt(all, sampled * 0.005) < leastContrast) return undefined
  const darkest = paper.reduce((least, shade) => Math.min(least, shade), 255)
  if (white > 200 && darkest > 0.9 * white) return brightened(grey, darkest)
  // What is far darker than the paper is a picture, a seal or the table under the sheet.
  for (const [i, shade] of paper.entries()) paper[i] = Math.max(shade, 0.45 * white, 1)
  const out = new Uint8Array(pixels.length)
  // Of each column: the tile whose middle lies to its left, and how far it is from there to the next one.
  const lefts = new Int32Array(width)
  const parts = new Float64Array(width)
  for (let x = 0; x < width; x += 1) {
    const fx = Math.max(0, Math.min(across - 1, x / tile - 0.5))
    lefts[x] = Math.floor(fx)
    parts[x] = fx - Math.floor(fx)
  }
  for (let y = 0; y < height; y += 1) {
    const fy = Math.max(0, Math.min(down - 1, y / tile - 0.5))
    const y0 = Math.floor(fy)
    const y1 = Math.min(down - 1, y0 + 1)
    const wy = fy - y0
    for (let x = 0; x < width; x += 1) {
      const x0 = lefts[x] ?? 0
      const x1 = Math.min(across - 1, x0 + 1)
      const wx = parts[x] ?? 0
      const upper = (paper[y0 * across + x0] ?? 1) * (1 - wx) + (paper[y0 * across + x1] ?? 1) * wx
      const lower = (paper[y1 * across + x0] ?? 1) * (1 - wx) + (paper[y1 * across + x1] ?? 1) * wx
      const shade = ((pixels[y * width + x] ?? 0) * paperShade) / (upper * (1 - wy) + lower * wy)
      out[y * width + x] = Math.min(shade, 255)
    }
  }
  return { width, height, pixels: out }
}

/** Paper gets whiter than white: wiped places must not stand out from it. */
const paperShade = 265

function brightened({ width, height, pixels }: Grey, paper: number): Grey {
  const shades = Uint8Array.from({ length: 256 }, (_, shade) => Math.min(255, (shade * paperShade) / paper))
  const out = new Uint8Array(pixels.length)
  for (let i = 0; i < out.length; i += 1) out[i] = shades[pixels[i] ?? 255] ?? 255
  return { width, height, pixels: out }
}

/** The shade below which `rank` of the counted pixels lie. */
function shadeAt(counts: Uint32Array, rank: number): number {
  let sum = 0
  for (let shade = 0; shade < 256; shade += 1) {
    sum += counts[shade] ?? 0
    if (sum > rank) return shade
  }
  return 255
}

/** The shade that parts ink from paper best (Otsu's method), kept within what ink can be. */
export function thresholdOf({ pixels }: Grey): number {
  const counts = new Float64Array(256)
  for (let i = 0; i < pixels.length; i += 7) counts[pixels[i] ?? 0] = (counts[pixels[i] ?? 0] ?? 0) + 1
  const total = counts.reduce((sum, count) => sum + count, 0)
  const sum = counts.reduce((all, count, shade) => all + count * shade, 0)
  let below = 0
  let sumBelow = 0
  let best = 0
  let threshold = 128
  for (let shade = 0; shade < 256; shade += 1) {
    below += counts[shade] ?? 0
    sumBelow += shade * (counts[shade] ?? 0)
    const above = total - below
    if (below === 0 || above === 0) continue
    const apart = sumBelow / below - (sum - sumBelow) / above
    const spread = below * above * apart * apart
    if (spread > best) {
      best = spread
      threshold = shade
    }
  }
  return Math.max(80, Math.min(200, threshold))
}

/** Paints dust white: spots of a pixel or two that stand alone, far smaller than a full stop. */
function takeSpecks({ width, height, pixels }: Grey, threshold: number, dpi: number): void {
  const [reach, most] = dpi < 250 ? [2, 2] : [3, 4]
  const dust: number[] = []
  for (let y = reach; y < height - reach; y += 1)
    for (let x = reach; x < width - reach; x += 1) {
      const at = y * width + x
      if ((pixels[at] ?? 255) >= threshold) continue
      // Next to a pixel of a letter there is enough of it.
      let ink = 0
      for (let dy = -1; dy <= 1; dy += 1)
        for (let dx = -1; dx <= 1; dx += 1) if ((pixels[at + dy * width + dx] ?? 255) < threshold) ink += 1
      if (ink > most) continue
      ink = 0
      for (let dy = -reach; dy <= reach && ink <= most; dy += 1)
        for (let dx = -reach; dx <= reach; dx += 1) if ((pixels[at + dy * width + dx] ?? 255) < threshold) ink += 1
      if (ink <= most) dust.push(at)
    }
  for (const at of dust) pixels[at] = 255
}

/** Radians by which lines of text fall to the right; found where rows of ink are sharpest, up to 3 degrees. */
export function skewOf({ width, height, pixels }: Grey, threshold: number): number {
  const step = Math.max(1, Math.round(width / 800))
  const room = Math.ceil(width / step) * Math.ceil(height / step)
  const xs = new Float32Array(room)
  const ys = new Float32Array(room)
  let count = 0
  for (let y = 0; y < height; y += step)
    for (let x = 0; x < width; x += step)
      if ((pixels[y * width + x] ?? 255) < threshold) {
        xs[count] = x / step
        ys[count] = y / step
        count += 1
      }
  const rows = new Float64Array(Math.ceil(height / step) + 200)
  const sharpness = (angle: number): number => {
    rows.fill(0)
    const slope = Math.tan(angle)
    for (let i = 0; i < count; i += 1) {
      const row = ((ys[i] ?? 0) - (xs[i] ?? 0) * slope + 100.5) | 0
      rows[row] = (rows[row] ?? 0) + 1
    }
    let sum = 0
    for (let i = 0; i < rows.length; i += 1) sum += (rows[i] ?? 0) ** 2
    return sum
  }
  const degree = Math.PI / 180
  const level = sharpness(0)
  let best = 0
  let most = level * 1.02
  const look = (angle: number): void => {
    const found = sharpness(angle)
    if (found > most) {
      most = found
      best = angle
    }
  }
  for (let i = -12; i <= 12; i += 1) if (i !== 0) look(i * 0.25 * degree)
  const rough = best
  for (let i = -4; i <= 4; i += 1) if (i !== 0) look(rough + i * 0.05 * degree)
  return best
}

/** The picture turned back by a small angle about its middle; what comes in from outside is white. */
function turnedBy({ width, height, pixels }: Grey, angle: number): Grey {
  const out = new Uint8Array(pixels.length).fill(255)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  const middleX = width / 2
  const middleY = height / 2
  for (let y = 0; y < height; y += 1) {
    let fromX = middleX - middleX * cos - (y - middleY) * sin
    let fromY = middleY - middleX * sin + (y - middleY) * cos
    for (let x = 0; x < width; x += 1, fromX += cos, fromY += sin) {
      if (fromX < 0 || fromY < 0 || fromX >= width - 1 || fromY >= height - 1) continue
      const x0 = fromX | 0
      const y0 = fromY | 0
      const at = y0 * width + x0
      const left = pixels[at] ?? 255
      const right = pixels[at + 1] ?? 255
      const below = pixels[at + width] ?? 255
      const aslant = pixels[at + width + 1] ?? 255
      // Paper, as most of a page is.
      if ((left & right & below & aslant) === 255) continue
      const wx = fromX - x0
      const upper = left + (right - left) * wx
      const lower = below + (aslant - below) * wx
      out[y * width + x] = upper + (lower - upper) * (fromY - y0)
    }
  }
  return { width, height, pixels: out }
}

/** The file form that recognition takes without unpacking: PGM, a short heading and the bytes. */
export function pgmOf({ width, height, pixels }: Grey): Uint8Array {
  const heading = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`)
  const file = new Uint8Array(heading.length + pixels.length)
  file.set(heading)
  file.set(pixels, heading.length)
  return file
}

/** The picture turned by quarters to the right. */
export function quarterTurned({ width, height, pixels }: Grey, quarters: 1 | 2 | 3): Grey {
  const turned = new Uint8Array(pixels.length)
  const wide = quarters === 2 ? width : height
  const high = quarters === 2 ? height : width
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1) {
      const from =
        quarters === 1
          ? (height - 1 - x) * width + y
          : quarters === 2
            ? (height - 1 - y) * width + (width - 1 - x)
            : x * width + (width - 1 - y)
      turned[y * wide + x] = pixels[from] ?? 255
    }
  return { width: wide, height: high, pixels: turned }
}
