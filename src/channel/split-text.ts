const graphemes = new Intl.Segmenter('vi', { granularity: 'grapheme' })

/** Where a reader would pause, best first; a cut comes right after the match. */
const pauses: readonly RegExp[] = [/\n[ \t]*\n+/g, /\n/g, /[.!?…;:]["”’)\]]*[ \t]+/g, /[ \t]+/g]

/**
 * Cuts a text into parts of at most `limit` UTF-16 units, at the end of a paragraph, line, sentence or word where
 * there is one in the second half of a part. The parts joined are the text. A character as people see it (a letter with
 * its accents, an emoji of several code points) is cut only when it alone is longer than `limit`, a surrogate pair never.
 * Throws a RangeError when `limit` is below 2.
 */
export function splitText(text: string, limit: number): string[] {
  if (!Number.isInteger(limit) || limit < 2) throw new RangeError(`a part needs at least 2 units, not ${limit}`)
  const parts: string[] = []
  let rest = text
  while (rest.length > limit) {
    const cut = cutOf(rest, limit)
    parts.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  if (rest !== '' || parts.length === 0) parts.push(rest)
  return parts
}

/** The first characters of a text, with `…` when something was left out; at most `limit` UTF-16 units (3 or more). */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  return `${text.slice(0, characterEnd(text, limit - 1)).trimEnd()}…`
}

function cutOf(rest: string, limit: number): number {
  const segments = graphemes.segment(rest)
  // A space or line end may carry a combining mark; a cut behind it would tear the mark off.
  const betweenCharacters = (at: number): boolean => segments.containing(at)?.index === at
  const window = rest.slice(0, limit)
  for (const pause of pauses) {
    const ends = [...window.matchAll(pause)].map((found) => found.index + found[0].length)
    const best = ends.findLast((end) => end > limit / 2 && betweenCharacters(end))
    if (best !== undefined) return best
  }
  return characterEnd(rest, limit)
}

/** The last place at or before `limit` that does not cut a character; always at least one code point in. */
function characterEnd(text: string, limit: number): number {
  const start = graphemes.segment(text).containing(limit)?.index ?? limit
  if (start > 0) return start
  const low = text.charCodeAt(limit)
  const insidePair = low >= 0xdc00 && low <= 0xdfff && text.codePointAt(limit - 1) !== text.charCodeAt(limit - 1)
  return Math.max(1, insidePair ? limit - 1 : limit)
}
