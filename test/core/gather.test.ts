import { describe, expect, it } from 'vitest'
import { gather } from '../../src/core/gather.ts'

describe('gathering', () => {
  it('carries out together what comes in while it is busy, and gives each its own result', async () => {
    const batches: number[] = []
    const twice = gather(async (items: readonly number[]) => {
      batches.push(items.length)
      await new Promise((resolve) => setImmediate(resolve))
      return items.map((item) => item * 2)
    })
    const numbers = Array.from({ length: 50 }, (_, index) => index)
    const first = Promise.all(numbers.map(twice))
    await new Promise((resolve) => setImmediate(resolve))
    const second = Promise.all(numbers.map(twice))
    expect(await first).toEqual(numbers.map((item) => item * 2))
    expect(await second).toEqual(numbers.map((item) => item * 2))
    expect(batches).toEqual([50, 50])
    expect(await twice(7)).toBe(14)
  })

  it('puts no more than the given number into one call', async () => {
    const batches: number[] = []
    const same = gather(async (items: readonly number[]) => {
      batches.push(items.length)
      return items
    }, 20)
    await Promise.all(Array.from({ length: 50 }, (_, index) => same(index)))
    expect(batches).toEqual([20, 20, 10])
  })

  it('fails all of one call that fails, and none of the next', async () => {
    let calls = 0
    const work = gather(async (items: readonly string[]) => {
      calls += 1
      if (calls === 1) throw new Error('the database is away')
      return items
    })
    const results = await Promise.allSettled([work('a'), work('b')])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await work('c')).toBe('c')
  })

  it('fails when work forgets an item', async () => {
    const work = gather(async () => [])
    await expect(work('a')).rejects.toThrow(/one result for each/)
  })
})
