import type { Grey } from './scan-picture.ts'

/** Height of an A4 sheet by its width. */
const sheet = Math.SQRT2
/** By how much the height may miss a whole number of sheets, and from how many sheets on it need not be one. */
const slack = 0.02
const surelyLong = 2.6
/** How far from the end of a sheet a blank stretch is looked for, as a share of its height. */
const reach = 0.04
/** Dust in a blank row of pixels, as a share of its width. */
const dust = 0.004

const wholeSheets = (exact: number): boolean => Math.abs(exact / Math.round(exact) - 1) <= slack

/** Whether a picture of this size holds several sheets, one below the other, as programs for telephones join them. */
export function isLongPicture(width: number, height: number): boolean {
  const exact = height / (sheet * width)
  return exact > surelyLong || (exact > 1.5 && wholeSheets(exact))
}

/** The sheets of such a picture from top to bottom, cut where hardly anything stands; any other picture as it is. */
export function sheetsOf(picture: Grey): Grey[] {
  const { width, height, pixels } = picture
  if (!isLongPicture(width, height)) return [picture]
  const exact = height / (sheet * width)
  // Whole sheets, else pieces that are no longer than one.
  const count = wholeSheets(exact) ? Math.round(exact) : Math.ceil(exact)
  const cuts = Array.from({ length: count - 1 }, (_, i) => blankestRow(picture, ((i + 1) * height) / count))
  const edges = [0, ...cuts, height]
  return edges.slice(1).map((to, i) => {
    const from = edges[i] ?? 0
    return { width, height: to - from, pixels: pixels.slice(from * width, to * width) }
  })
}

/** The middle of the longest stretch of blank rows near a place, or the place itself. */
function blankestRow({ width, height, pixels }: Grey, near: number): number {
  const most = Math.round(reach * sheet * width)
  const [from, to] = [Math.max(1, Math.round(near) - most), Math.min(height - 1, Math.round(near) + most)]
  let best = { start: Math.round(near), length: 0 }
  let start = from
  for (let y = from; y <= to; y += 1) {
    let ink = 0
    for (let x = 0; x < width; x += 1) if ((pixels[y * width + x] ?? 255) < 128) ink += 1
    if (ink <= dust * width) continue
    if (y - start > best.length) best = { start, length: y - start }
    start = y + 1
  }
  if (to + 1 - start > best.length) best = { start, length: to + 1 - start }
  return best.start + (best.length >> 1)
}
