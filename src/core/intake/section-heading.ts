/** A heading of the document's outline. */
export interface Heading {
  /** UTF-16 offsets of its line. */
  readonly start: number
  readonly end: number
  /** 1: "Phần", Roman numeral; 2: Arabic numeral. */
  readonly level: 1 | 2
  readonly title: string
}

/** Longer lines are paragraphs that happen to be numbered. */
const longestHeading = 160

const roman = /^(?:PHẦN|Phần)\s+(?:thứ\s+)?\S{1,8}[.:)]?\s*|^[IVX]{1,6}\s*[.)/:-]\s+/u
const arabic = /^\d{1,2}(?:\.\d{1,2})?\s*[.)/]\s+/u

/** Small letters for a heading in capitals; names inside it lose theirs. */
function inSentenceCase(title: string): string {
  if (title !== title.toUpperCase() || title === title.toLowerCase()) return title
  const small = title.toLowerCase()
  return `${small.slice(0, 1).toUpperCase()}${small.slice(1)}`
}

/** The headings of a document's text, in order: one look at each line. */
export function headingsIn(text: string): readonly Heading[] {
  const headings: Heading[] = []
  let start = 0
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    const end = feed < 0 ? text.length : feed
    const heading = end - start > 2 * longestHeading ? undefined : headingOf(text.slice(start, end), start, end)
    if (heading !== undefined) headings.push(heading)
    start = end + 1
  }
  return headings
}

function headingOf(line: string, start: number, end: number): Heading | undefined {
  const words = line
    .normalize('NFC')
    .replace(/^[\s#>*_]+/, '')
    .replace(/[\s*_]+$/, '')
  const found = roman.exec(words) ?? arabic.exec(words)
  if (found === null) return undefined
  const level = arabic.test(words) ? 2 : 1
  const title = words
    .slice(found[0].length)
    .replace(/[*_]+/g, '')
    .replace(/\s+/g, ' ')
    .replace(/[\s.:;,]+$/, '')
    .trim()
  if (title === '' || title.length > longestHeading || /;$|[.!?]\s+\p{Lu}/u.test(title)) return undefined
  return { start, end, level, title: inSentenceCase(title) }
}

/**
 * The heading under which a place of the document stands: the nearest numbered line above it, else the nearest part.
 * The line that holds the place itself is no heading of it. null before the first heading.
 */
export function sectionAt(headings: readonly Heading[], at: number): string | null {
  let low = 0
  let high = headings.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((headings[middle]?.end ?? 0) < at) low = middle + 1
    else high = middle
  }
  return headings[low - 1]?.title ?? null
}
