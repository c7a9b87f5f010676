import { describe, expect, it } from 'vitest'
import { holds, inPairs, isFarOff, measureParts, type Part, type Ratio, tableOf } from './measure.ts'

const atMost = (what: string, ratio: number): Ratio => ({
  what,
  measured: `${ratio} s`,
  against: '1 s',
  ratio,
  bound: { atMost: 1 },
})
const atLeast = (what: string, ratio: number): Ratio => ({ ...atMost(what, ratio), bound: { atLeast: 1 } })

/** A part that gives one list after the other, and notes each time that it is measured. */
function partOf(name: string, order: string[], ...rounds: readonly (readonly Ratio[])[]): Part {
  let round = -1
  return async () => {
    order.push(name)
    round += 1
    const ratios = rounds[round]
    if (ratios === undefined) throw new Error(`${name} was measured too often`)
    return ratios
  }
}

describe('measuring parts', () => {
  it('measures each part once when nothing misses its bound', async () => {
    const order: string[] = []
    const ratios = await measureParts([
      partOf('one', order, [atMost('a', 0.5), atLeast('b', 2)]),
      partOf('two', order, [atMost('c', 1)]),
    ])
    expect(order).toEqual(['one', 'two'])
    expect(ratios.map(({ what, times }) => [what, times])).toEqual([
      ['a', 1],
      ['b', 1],
      ['c', 1],
    ])
    expect(tableOf(ratios).join('\n')).not.toContain('×')
  })

  it('measures a part again after all others when it missed, and says so', async () => {
    const order: string[] = []
    const ratios = await measureParts([
      partOf('one', order, [atMost('a', 1.5)], [atMost('a', 0.9)]),
      partOf('two', order, [atMost('b', 0.5)]),
    ])
    expect(order).toEqual(['one', 'two', 'one'])
    expect(ratios.every(holds)).toBe(true)
    expect(ratios).toMatchObject([
      { what: 'a', ratio: 0.9, measured: '0.9 s', times: 2 },
      { what: 'b', ratio: 0.5, times: 1 },
    ])
    const [, first, second] = tableOf(ratios)
    expect(first).toMatch(/^ok .*measured 2×$/)
    expect(second).not.toContain('×')
  })

  it('gives up on what missed three times, and gives the best of them', async () => {
    const order: string[] = []
    const ratios = await measureParts([
      partOf('one', order, [atMost('a', 1.5)], [atMost('a', 1.2)], [atMost('a', 1.4)]),
      partOf('two', order, [atLeast('b', 0.5)], [atLeast('b', 0.7)], [atLeast('b', 0.6)]),
    ])
    expect(order).toEqual(['one', 'two', 'one', 'two', 'one', 'two'])
    expect(ratios).toMatchObject([
      { what: 'a', ratio: 1.2, times: 3 },
      { what: 'b', ratio: 0.7, times: 3 },
    ])
    const [, ...lines] = tableOf(ratios)
    for (const line of lines) expect(line).toMatch(/^MISSED .*measured 3×$/)
  })

  it('leaves alone what held when its neighbour in the same part is measured again', async () => {
    const ratios = await measureParts([
      partOf('one', [], [atMost('a', 0.5), atMost('b', 1.5)], [atMost('a', 3), atMost('b', 0.9)]),
    ])
    expect(ratios).toMatchObject([
      { what: 'a', ratio: 0.5, times: 1 },
      { what: 'b', ratio: 0.9, times: 2 },
    ])
  })

  it('takes any figure for better than none', async () => {
    const ratios = await measureParts([
      partOf('one', [], [atMost('a', Number.NaN)], [atMost('a', 1.5)], [atMost('a', Number.NaN)]),
    ])
    expect(ratios).toMatchObject([{ what: 'a', ratio: 1.5, times: 3 }])
  })

  it('takes a part that gives a single ratio as well', async () => {
    const ratios = await measureParts([async () => atMost('a', 1)])
    expect(ratios).toMatchObject([{ what: 'a', ratio: 1, times: 1 }])
  })

  it('fails when a part does not give again what it missed', async () => {
    const gone = measureParts([partOf('one', [], [atMost('a', 1.5)], [atMost('b', 0.5)])])
    await expect(gone).rejects.toThrow('"a" was not measured again')
  })
})

describe('measuring in pairs', () => {
  it('runs a work and its yardstick next to each other, and turns them round from one round to the next', async () => {
    const order: string[] = []
    const note = (name: string) => () => order.push(name)
    await inPairs(2, 60_000, [
      [note('a'), note('A')],
      [note('b'), note('B')],
    ])
    expect(order).toEqual(['a', 'A', 'b', 'B', 'A', 'a', 'B', 'b'])
  })

  it('compares within each pair, so that a slow round slows both', async () => {
    // Each work takes what its turn says; the clock is moved instead of waited for.
    let now = 0
    const real = performance.now
    performance.now = () => now
    const taking = (times: number[]) => () => {
      now += times.shift() ?? Number.NaN
    }
    try {
      const [found] = await inPairs(3, 60_000, [[taking([100, 1_000, 120]), taking([50, 500, 100])]])
      expect(found).toEqual({ ours: 120, theirs: 100, ratio: 2 })
    } finally {
      performance.now = real
    }
  })
})

describe('what a busy machine excuses', () => {
  it('is a timed ratio that is just missed, and nothing that was counted', () => {
    expect(isFarOff(atMost('held', 1), 1)).toBe(false)
    expect(isFarOff(atMost('missed', 1.2), 1)).toBe(true)
    expect(isFarOff(atMost('just missed', 1.2), 1.5)).toBe(false)
    expect(isFarOff(atMost('far off', 1.6), 1.5)).toBe(true)
    expect(isFarOff(atLeast('just missed', 0.7), 1.5)).toBe(false)
    expect(isFarOff(atLeast('far off', 0.6), 1.5)).toBe(true)
    expect(isFarOff({ ...atLeast('counted', 0.99), counted: true }, 1.5)).toBe(true)
    expect(isFarOff(atMost('not a number', Number.NaN), 1.5)).toBe(true)
  })
})
