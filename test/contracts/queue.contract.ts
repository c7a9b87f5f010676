import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Channel } from '../../src/app/ports/channel.ts'
import type { ChannelName } from '../../src/app/ports/messages.ts'
import type { Delivered, Queue } from '../../src/app/ports/queue.ts'
import type { Retry } from '../../src/queue/retry-delay.ts'

const quick: Retry = { attempts: 3, firstMs: 20, longestMs: 40 }

const channel = (name: ChannelName): Channel => ({
  name,
  can: {
    ...{ buttons: false, files: false, filesIn: 'any', edit: false, receipts: false, groups: false },
    ...{ windowMs: null, freeMs: null, quota: null, textLimit: 1000, perSecond: null, fileLimit: 0 },
  },
  send: async () => ({ providerId: null }),
  listen: async () => {},
  inviteLink: async () => undefined,
})

interface Try {
  readonly id: number
  readonly lastTry: boolean
  readonly at: number
}

const done: Delivered = { done: true }

/** Resolves when `met` holds; looked at again after each try. */
class Tries {
  readonly all: Try[] = []
  readonly #waiting: { readonly met: () => boolean; readonly resolve: () => void }[] = []

  add(id: number, lastTry: boolean): void {
    this.all.push({ id, lastTry, at: performance.now() })
    for (const waiting of this.#waiting) if (waiting.met()) waiting.resolve()
  }

  of(id: number): readonly Try[] {
    return this.all.filter((one) => one.id === id)
  }

  until(met: () => boolean): Promise<void> {
    return met() ? Promise.resolve() : new Promise((resolve) => this.#waiting.push({ met, resolve }))
  }
}

/** What every queue keeps to. `open` gives another queue over the same jobs of one test. */
export function queueContract(open: (prefix: string, retry?: Retry) => Promise<Queue>): void {
  const opened: Queue[] = []
  let tries: Tries
  let round = 0

  const make = async (retry: Retry = quick, prefix = `ban-${round}`) => {
    const queue = await open(prefix, retry)
    opened.push(queue)
    return queue
  }
  /** Notes each try and answers with `say`. */
  const noting =
    (say: (id: number, count: number) => Delivered | Promise<Delivered>) => async (id: number, lastTry: boolean) => {
      tries.add(id, lastTry)
      return say(id, tries.of(id).length)
    }

  beforeEach(() => {
    round += 1
    tries = new Tries()
  })
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((queue) => queue.close()))
  })

  it('delivers every row once and is idle then', async () => {
    const queue = await make()
    const many = Array.from({ length: 120 }, (_, index) => index + 10)
    await queue.add('local', [3, 1, 2, 3])
    await queue.run(
      [channel('local')],
      noting(() => done),
    )
    await queue.add('local', [4])
    await queue.add('local', many)
    await queue.idle()
    expect(tries.all.map((one) => one.id).sort((a, b) => a - b)).toEqual([1, 2, 3, 4, ...many])
  })

  it('never has a row at work twice, however often it was handed over while it waited', async () => {
    const queue = await make()
    for (let turn = 0; turn < 3; turn += 1) await queue.add('local', [1, 2, 3, 4, 5])
    await queue.add('local', [3])
    const atWork = new Set<number>()
    await queue.run(
      [channel('local')],
      noting(async (id) => {
        expect(atWork.has(id)).toBe(false)
        atWork.add(id)
        await new Promise((resolve) => setImmediate(resolve))
        atWork.delete(id)
        return done
      }),
    )
    await queue.idle()
    expect(new Set(tries.all.map((one) => one.id))).toEqual(new Set([1, 2, 3, 4, 5]))
  })

  it('lets rows that somebody waits for overtake all that wait', async () => {
    const queue = await make()
    let free = () => {}
    const hanging = new Promise<void>((resolve) => {
      free = resolve
    })
    await queue.run(
      [channel('local')],
      noting(async (id) => {
        if (id < 1000) await hanging
        return done
      }),
    )
    const many = Array.from({ length: 300 }, (_, index) => index + 1)
    await queue.add('local', many)
    await tries.until(() => tries.all.length > 1)
    await queue.add('local', [1000, 1001], 'first')
    await tries.until(() => tries.of(1000).length === 1 && tries.of(1001).length === 1)
    expect(tries.all.length).toBeLessThan(300)
    free()
    await queue.idle()
    expect(tries.all).toHaveLength(302)
  })

  it('tries a row that somebody waits for later when it is asked to', async () => {
    const queue = await make({ attempts: 3, firstMs: 60_000, longestMs: 60_000 })
    await queue.run(
      [channel('local')],
      noting((_id, count) => (count === 1 ? { later: true, afterMs: 20 } : done)),
    )
    await queue.add('local', [5], 'first')
    await tries.until(() => tries.of(5).length === 2)
    await queue.idle()
    expect(tries.of(5)).toHaveLength(2)
  })

  it('keeps rows that somebody waits for where it does not deliver', async () => {
    const queue = await make()
    await queue.add('local', [1, 2])
    await queue.add('local', [3, 4], 'first')
    const other = await make()
    await other.run(
      [channel('local')],
      noting(() => done),
    )
    await other.idle()
    expect(tries.all.map((one) => one.id).sort()).toEqual([1, 2, 3, 4])
  })

  it('takes a row again that was finished before', async () => {
    const queue = await make()
    await queue.run(
      [channel('local')],
      noting(() => done),
    )
    for (let turn = 0; turn < 2; turn += 1) {
      await queue.add('local', [7])
      await queue.idle()
    }
    expect(tries.of(7)).toHaveLength(2)
  })

  it('runs a row once more that was added again while it was at work', async () => {
    const queue = await make()
    await queue.run(
      [channel('local')],
      noting(async (id, count) => {
        if (count === 1) await queue.add('local', [id])
        return done
      }),
    )
    await queue.add('local', [7])
    await tries.until(() => tries.of(7).length === 2)
    await queue.idle()
    expect(tries.of(7)).toHaveLength(2)
  })

  it('tries later, says which try is the last, and forgets the row then', async () => {
    const queue = await make()
    await queue.run(
      [channel('local')],
      noting(() => ({ later: true })),
    )
    await queue.add('local', [5])
    await tries.until(() => tries.of(5).length === 3)
    await queue.idle()
    expect(tries.of(5).map((one) => one.lastTry)).toEqual([false, false, true])
    await queue.add('local', [5])
    await tries.until(() => tries.of(5).length === 4)
    expect(tries.of(5)[3]?.lastTry).toBe(false)
  })

  it('waits as long as the channel asks for, not its own time', async () => {
    const queue = await make({ attempts: 3, firstMs: 60_000, longestMs: 60_000 })
    await queue.run(
      [channel('local')],
      noting((_id, count) => (count === 1 ? { later: true, afterMs: 300 } : done)),
    )
    await queue.add('local', [5])
    await tries.until(() => tries.of(5).length === 2)
    const [first, second] = tries.of(5)
    const waited = (second?.at ?? 0) - (first?.at ?? 0)
    expect(waited).toBeGreaterThanOrEqual(295)
    expect(waited).toBeLessThan(5000)
  })

  it('tries at once when it is asked to', async () => {
    const queue = await make({ attempts: 3, firstMs: 60_000, longestMs: 60_000 })
    await queue.run(
      [channel('local')],
      noting((_id, count) => (count === 1 ? { later: true, afterMs: 0 } : done)),
    )
    await queue.add('local', [5])
    await queue.idle()
    expect(tries.of(5)).toHaveLength(2)
  })

  it('tries again when a delivery fails without an answer', async () => {
    const queue = await make()
    await queue.run(
      [channel('local')],
      noting((_id, count) => {
        if (count === 1) throw new Error('with words that belong in no log')
        return done
      }),
    )
    await queue.add('local', [5])
    await tries.until(() => tries.of(5).length === 2)
  })

  it('lets no row that hangs or fails delay another', async () => {
    const queue = await make()
    let free = () => {}
    const hanging = new Promise<void>((resolve) => {
      free = resolve
    })
    await queue.run(
      [channel('local')],
      noting(async (id) => {
        if (id === 1) await hanging
        return id === 2 ? { later: true } : done
      }),
    )
    await queue.add('local', [1, 2, 3, 4, 5, 6])
    await tries.until(() => [3, 4, 5, 6].every((id) => tries.of(id).length === 1))
    free()
    await queue.idle()
  })

  it('gives each of many rows that fail its own tries, and the others none', async () => {
    const queue = await make()
    await queue.run(
      [channel('local')],
      noting((id) => (id % 10 === 0 ? { later: true } : done)),
    )
    const ids = Array.from({ length: 100 }, (_, index) => index + 1)
    await queue.add('local', ids)
    await tries.until(() => ids.every((id) => tries.of(id).length === (id % 10 === 0 ? 3 : 1)))
    for (const id of [10, 50, 100]) expect(tries.of(id).map((one) => one.lastTry)).toEqual([false, false, true])
    await queue.idle()
    expect(tries.all).toHaveLength(120)
  })

  it('begins nothing more once a delivery was left because everything stops', async () => {
    const first = await make()
    await first.run(
      [channel('local')],
      noting((id) => (id < 5 ? done : { left: true })),
    )
    const ids = Array.from({ length: 200 }, (_, index) => index + 1)
    await first.add('local', ids)
    await tries.until(() => tries.all.some((one) => one.id >= 5))
    await first.close()
    const begun = tries.all.length
    expect(begun).toBeLessThan(200)
    const second = await make()
    await second.run(
      [channel('local')],
      noting(() => done),
    )
    const left = ids.slice(4)
    await tries.until(() => left.every((id) => tries.of(id).length > 0))
    await second.idle()
    expect([1, 2, 3, 4].map((id) => tries.of(id).length)).toEqual([1, 1, 1, 1])
  })

  it('finishes what runs at close and leaves the rest to the next start', async () => {
    const first = await make()
    let free = () => {}
    const hanging = new Promise<void>((resolve) => {
      free = resolve
    })
    await first.run(
      [channel('local')],
      noting(async () => {
        await hanging
        return done
      }),
    )
    await first.add(
      'local',
      Array.from({ length: 200 }, (_, index) => index + 1),
    )
    await tries.until(() => tries.all.length >= 2)
    const closed = first.close()
    free()
    await closed
    const before = tries.all.length
    expect(before).toBeLessThan(200)
    const second = await make()
    await second.run(
      [channel('local')],
      noting(() => done),
    )
    await second.idle()
    expect(new Set(tries.all.map((one) => one.id)).size).toBe(200)
    expect(tries.all).toHaveLength(200)
    await expect(first.add('local', [1])).rejects.toThrow(/closed/)
  })

  it('does not take the rows of another Board', async () => {
    const queue = await make()
    const theirs = await make(quick, `khac-${round}`)
    await queue.run(
      [channel('local')],
      noting(() => done),
    )
    const others = new Tries()
    await theirs.run([channel('local')], async (id, lastTry) => {
      others.add(id, lastTry)
      return done
    })
    await theirs.add('local', [1])
    await queue.add('local', [2])
    await Promise.all([queue.idle(), theirs.idle()])
    expect([tries.all.map((one) => one.id), others.all.map((one) => one.id)]).toEqual([[2], [1]])
  })
}
