/** One comparison within one run: what a thing takes against a yardstick taken on the same machine at the same time. */
export interface Ratio {
  readonly what: string
  /** The thing itself and its yardstick, as people read them: `0,84 s`, `1 130 rows/s`. */
  readonly measured: string
  readonly against: string
  readonly ratio: number
  /** The ratio must not pass this bound; the room in it is for a shared, noisy machine. */
  readonly bound: { readonly atMost: number } | { readonly atLeast: number }
  /** Counted and not timed: no busy machine excuses it. */
  readonly counted?: true
}

export const holds = ({ ratio, bound }: Ratio): boolean =>
  'atMost' in bound ? ratio <= bound.atMost : ratio >= bound.atLeast

/**
 * Whether a missed ratio says that something has become slower, and not that the machine was busy: it is off by more
 * than `slack` times, or it was counted.
 */
export function isFarOff(one: Ratio, slack: number): boolean {
  if (holds(one)) return false
  if (one.counted || Number.isNaN(one.ratio)) return true
  return 'atMost' in one.bound ? one.ratio > one.bound.atMost * slack : one.ratio < one.bound.atLeast / slack
}

/** One thing to measure; each time it is called it gives the same ratios, by their `what`, measured anew. */
export type Part = () => Promise<Ratio | readonly Ratio[]>

/** A ratio and how many times it was measured; when more than once, the best is given. */
export type Measured = Ratio & { readonly times: number }

/** A machine that others use has bad minutes; what is really too slow misses its bound in each of these rounds. */
const mostTimes = 3

/**
 * Measures the parts one after another. Whatever missed its bound is measured again once everything else has been, and
 * once more if it misses again; what held is neither measured again nor replaced. Fails when a part does, or when it
 * leaves a missed ratio out the next time.
 */
export async function measureParts(parts: readonly Part[]): Promise<readonly Measured[]> {
  const found: { readonly part: Part; ratios: readonly Measured[] }[] = []
  for (const part of parts) found.push({ part, ratios: [await part()].flat().map((one) => ({ ...one, times: 1 })) })
  for (let times = 2; times <= mostTimes; times += 1)
    for (const one of found) {
      if (one.ratios.every(holds)) continue
      const anew = [await one.part()].flat()
      one.ratios = one.ratios.map((ratio) => (holds(ratio) ? ratio : { ...better(ratio, anew), times }))
    }
  return found.flatMap(({ ratios }) => ratios)
}

/** The better one of a ratio and its like among those measured later. */
function better(before: Ratio, anew: readonly Ratio[]): Ratio {
  const after = anew.find(({ what }) => what === before.what)
  if (after === undefined) throw new Error(`"${before.what}" was not measured again`)
  if (Number.isNaN(before.ratio)) return after
  return ('atMost' in before.bound ? after.ratio < before.ratio : after.ratio > before.ratio) ? after : before
}

/** The middle one; of an even number, the mean of the middle two. */
export function median(values: readonly number[]): number {
  const ordered = values.toSorted((a, b) => a - b)
  const half = ordered.length >> 1
  const upper = ordered[half] ?? Number.NaN
  return ordered.length % 2 === 1 ? upper : ((ordered[half - 1] ?? Number.NaN) + upper) / 2
}

/** Milliseconds that a piece of work takes. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Does something `most` times, or fewer when the machine is so busy that the time for it is used up; at least once. */
export async function repeated(most: number, budgetMs: number, work: () => Promise<void>): Promise<void> {
  const end = performance.now() + budgetMs
  for (let round = 0; round < most && (round === 0 || performance.now() < end); round += 1) await work()
}

/**
 * Runs the works in turn, so that a noisy moment meets all of them, and gives the median milliseconds of each. A first
 * round only warms up.
 */
export async function inTurn(
  rounds: number,
  budgetMs: number,
  works: readonly (() => unknown)[],
): Promise<readonly number[]> {
  const taken = works.map((): number[] => [])
  for (const work of works) await work()
  await repeated(rounds, budgetMs, async () => {
    for (const [index, work] of works.entries()) taken[index]?.push(await timed(work))
  })
  return taken.map(median)
}

/** A work, its yardstick, and the median of what one takes against the other when they run next to each other. */
export interface Compared {
  readonly ours: number
  readonly theirs: number
  readonly ratio: number
}

/**
 * Runs works and their yardsticks in pairs, every other round the yardstick first, and compares within each pair: a busy
 * stretch of the machine that is longer than a pair slows both. Gives median milliseconds and, for each pair, the median
 * ratio. The works should be warm.
 */
export async function inPairs(
  rounds: number,
  budgetMs: number,
  pairs: readonly (readonly [ours: () => unknown, theirs: () => unknown])[],
): Promise<readonly Compared[]> {
  const taken = pairs.map((): { ours: number; theirs: number }[] => [])
  let swapped = false
  await repeated(rounds, budgetMs, async () => {
    for (const [index, [work, yardstick]] of pairs.entries()) {
      const first = await timed(swapped ? yardstick : work)
      const second = await timed(swapped ? work : yardstick)
      taken[index]?.push(swapped ? { ours: second, theirs: first } : { ours: first, theirs: second })
    }
    swapped = !swapped
  })
  return taken.map((rows) => ({
    ours: median(rows.map(({ ours }) => ours)),
    theirs: median(rows.map(({ theirs }) => theirs)),
    ratio: median(rows.map(({ ours, theirs }) => ours / theirs)),
  }))
}

export const seconds = (ms: number): string =>
  ms < 1000 ? `${ms.toFixed(ms < 10 ? 2 : 0)} ms` : `${(ms / 1000).toFixed(2)} s`
export const perSecond = (count: number, ms: number, unit: string): string =>
  `${Math.round((count * 1000) / ms)} ${unit}/s`

/** The table that is printed, one line for each ratio; it says of each how often it had to be measured. */
export function tableOf(ratios: readonly Measured[]): readonly string[] {
  const rows = ratios.map((one) => [
    holds(one) ? 'ok' : 'MISSED',
    one.what,
    one.measured,
    one.against,
    one.ratio.toFixed(3),
    'atMost' in one.bound ? `≤ ${one.bound.atMost}` : `≥ ${one.bound.atLeast}`,
    one.times > 1 ? `measured ${one.times}×` : '',
  ])
  const all = [['', 'what', 'measured', 'against', 'ratio', 'bound', ''], ...rows]
  const widths = all[0]?.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0))) ?? []
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  )
}
