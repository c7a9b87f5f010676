/** The number of letters to change, add, leave out or swap with a neighbour to get from one word to the other. */
function editDistance(a: string, b: string): number {
  const from = [...a]
  const to = [...b]
  let beforeLast: number[] = []
  let last = to.map((_, i) => i + 1)
  last.unshift(0)
  for (let i = 1; i <= from.length; i++) {
    const row = [i]
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1))
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]
      if (swapped) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1)
      row.push(cost)
    }
    beforeLast = last
    last = row
  }
  return last[to.length] ?? 0
}

const plain = (word: string): string =>
  word
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gi, 'd')
    .toLowerCase()
    .replace(/[\s_]+/g, '-')

/**
 * The known word that somebody probably meant: at most a third of its letters (and always one) differ, ignoring
 * accents, case and whether words are joined by spaces, `_` or `-`. Undefined when nothing is near. Of several equally
 * near words the first is taken.
 * @example nearest('van-phogn', ['van-phong', 'doan-the']) // 'van-phong'
 */
export function nearest(found: string, known: Iterable<string>): string | undefined {
  // Longer words are no slips of the pen, and comparing them would cost the square of their length.
  if (found.length > 80) return undefined
  const word = plain(found)
  let best: { readonly word: string; readonly distance: number } | undefined
  for (const candidate of known) {
    if (candidate.length > 80) continue
    const distance = editDistance(word, plain(candidate))
    const allowed = Math.max(1, Math.floor(Math.max(word.length, candidate.length) / 3))
    if (distance <= allowed && (best === undefined || distance < best.distance)) best = { word: candidate, distance }
  }
  return best?.word
}
