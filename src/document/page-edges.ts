import { foldVietnamese } from '../core/fold.ts'
import { type Line, topOf } from './placed-words.ts'

/** The lines of a page, from top to bottom, and the page's size in points. */
interface PageLines {
  readonly width: number
  readonly height: number
  readonly lines: readonly Line[]
}

/** "2", "- 2 -", "Trang 2/10", "2/10". */
const pageNumber = /^(?:trang )?[-–—.|]{0,2} ?\d{1,4} ?(?:\/ ?\d{1,4})? ?[-–—.|]{0,2}$/
/** How far from the upper or lower edge a running line may stand, as a share of the page's height. */
const edge = 0.1

/** The pages' lines without page numbers and without what every page repeats at its edges. */
export function withoutEdges(pages: readonly PageLines[]): Line[][] {
  const counted = new Map<string, number>()
  const keyed = pages.map((page) =>
    page.lines.map((line, i) => {
      const atTop = i < 2 && line.base < edge * page.height
      const atBottom = i >= page.lines.length - 2 && topOf(line) > (1 - edge) * page.height
      if (!atTop && !atBottom) return undefined
      // Figures may be the number of the page.
      return `${atTop ? 'top' : 'bottom'} ${foldVietnamese(line.text).replace(/\d+/g, '0')}`
    }),
  )
  for (const page of keyed)
    for (const key of new Set(page)) if (key !== undefined) counted.set(key, (counted.get(key) ?? 0) + 1)
  const often = Math.max(3, pages.length / 2)
  return pages.map((page, p) =>
    page.lines.filter((line, i) => {
      const key = keyed[p]?.[i]
      if (key === undefined) return true
      const outermost = i === 0 || i === page.lines.length - 1
      if (outermost && pageNumber.test(foldVietnamese(line.text))) return false
      return (counted.get(key) ?? 0) < often
    }),
  )
}
