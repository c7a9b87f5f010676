import { foldVietnamese } from '../fold.ts'

/** Words that nearly every item has. */
const frequent = new Set('va cac cua cho theo trong tai ve voi den thuc hien to chuc'.split(' '))

/** The words of a text by which it is found again. */
export const wordsOf = (text: string): ReadonlySet<string> =>
  new Set(
    foldVietnamese(text)
      .split(/[^a-z0-9]+/)
      .filter((word) => word !== '' && !frequent.has(word)),
  )

/** 0 to 1: the share of words that both have (Dice). */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size + b.size === 0) return 0
  let both = 0
  for (const word of a) if (b.has(word)) both += 1
  return (2 * both) / (a.size + b.size)
}

/** Texts whose words are less alike than this are two different ones. */
export const alikeFrom = 0.5

interface Pair {
  readonly old: number
  readonly now: number
  readonly score: number
}

/**
 * Pairs what stands in two versions, the most alike first; each is in one pair at most, and the order of neither
 * matters. `favour` adds to the likeness of two (the same day, the same Units), or forbids the pair by undefined. Gives
 * for each index of `after` the index of `before`.
 */
export function pairAlike<T>(
  before: readonly T[],
  after: readonly T[],
  textOf: (one: T) => string,
  favour: (old: T, now: T) => number | undefined,
  from = alikeFrom,
): ReadonlyMap<number, number> {
  const oldWords = before.map((one) => wordsOf(textOf(one)))
  const newWords = after.map((one) => wordsOf(textOf(one)))
  const pairs: Pair[] = []
  for (const [now, item] of after.entries()) {
    for (const [old, other] of before.entries()) {
      const more = favour(other, item)
      if (more === undefined) continue
      const alike = likeness(oldWords[old] ?? new Set(), newWords[now] ?? new Set())
      if (alike >= from) pairs.push({ old, now, score: alike + more })
    }
  }
  pairs.sort((a, b) => b.score - a.score || a.old - b.old || a.now - b.now)
  const found = new Map<number, number>()
  const used = new Set<number>()
  for (const { old, now } of pairs) {
    if (found.has(now) || used.has(old)) continue
    found.set(now, old)
    used.add(old)
  }
  return found
}
