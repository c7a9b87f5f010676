import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import { RatePace } from '../../src/channel/rate-pace.ts'

/** A provider that takes a message at some moment between the call and its answer, and how many it sees. */
class Provider {
  readonly taken: number[] = []

  async send(beforeMs = 0, afterMs = 0): Promise<void> {
    if (beforeMs > 0) await new Promise((resolve) => setTimeout(resolve, beforeMs))
    this.taken.push(performance.now())
    if (afterMs > 0) await new Promise((resolve) => setTimeout(resolve, afterMs))
  }

  /** The most in any second, wherever it begins. */
  busiestSecond(): number {
    return Math.max(...this.taken.map((at) => this.taken.filter((one) => one >= at && one - at < 1_000).length))
  }
}

describe('the pace over all chats', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('never shows the provider more than the limit in any second, and comes close to it', async () => {
    const pace = new RatePace(30, 'telegram')
    const provider = new Provider()
    const all = Promise.all(
      Array.from({ length: 300 }, (_, n) => pace.inTurn(() => provider.send(n % 7, (n * 3) % 5), { first: false })),
    )
    const began = performance.now()
    await vi.runAllTimersAsync()
    await all
    expect(provider.busiestSecond()).toBeLessThanOrEqual(30)
    expect(performance.now() - began).toBeLessThan(10_300)
  })

  it('keeps to the limit when answers are slow, whenever the provider takes the message', async () => {
    const pace = new RatePace(30, 'telegram')
    const provider = new Provider()
    const all = Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        pace.inTurn(() => provider.send(n % 2 === 0 ? 900 : 0, n % 2 === 0 ? 0 : 900), { first: false }),
      ),
    )
    await vi.runAllTimersAsync()
    await all
    expect(provider.taken).toHaveLength(200)
    expect(provider.busiestSecond()).toBeLessThanOrEqual(30)
  })

  it('spreads what goes out instead of sending all of a second at once', async () => {
    const pace = new RatePace(30, 'telegram')
    const provider = new Provider()
    const all = Promise.all(Array.from({ length: 30 }, () => pace.inTurn(() => provider.send(), { first: false })))
    await vi.advanceTimersByTimeAsync(200)
    expect(provider.taken.length).toBeLessThan(20)
    await vi.runAllTimersAsync()
    await all
  })

  it('lets answers go before reminders that came earlier', async () => {
    const pace = new RatePace(10, 'telegram')
    const order: string[] = []
    const send = (what: string, first: boolean) => pace.inTurn(async () => order.push(what), { first })
    const all = [...Array.from({ length: 40 }, (_, n) => send(`reminder ${n}`, false))]
    await vi.advanceTimersByTimeAsync(500)
    const before = order.length
    all.push(send('answer', true))
    await vi.runAllTimersAsync()
    await Promise.all(all)
    expect(order.indexOf('answer')).toBe(before)
    expect(order).toHaveLength(41)
  })

  it('takes a limit below one a second, and none at all', async () => {
    const slow = new RatePace(0.5, 'zalo-oa')
    const provider = new Provider()
    const all = Promise.all([1, 2, 3].map(() => slow.inTurn(() => provider.send(), { first: false })))
    await vi.runAllTimersAsync()
    await all
    const [first = 0, second = 0, third = 0] = provider.taken
    expect([second - first >= 2_000, third - second >= 2_000]).toEqual([true, true])
    const free = new RatePace(null, 'local')
    await Promise.all(Array.from({ length: 1_000 }, () => free.inTurn(() => provider.send(), { first: false })))
    expect(provider.taken).toHaveLength(1_003)
  })

  it('counts a send that failed, and gives its failure', async () => {
    const pace = new RatePace(1, 'telegram')
    const failed = pace.inTurn(() => Promise.reject(new Error('429')), { first: false })
    await expect(failed).rejects.toThrow('429')
    const at = performance.now()
    const next = pace.inTurn(async () => performance.now(), { first: false })
    await vi.runAllTimersAsync()
    expect((await next) - at).toBeGreaterThanOrEqual(1_000)
  })

  it('sends nothing of what still waits when everything stops', async () => {
    const pace = new RatePace(1, 'telegram')
    const stop = new AbortController()
    const sent: number[] = []
    const one = (n: number) => pace.inTurn(async () => sent.push(n), { first: false, stop: stop.signal })
    const all = Promise.allSettled([one(1), one(2), one(3)])
    await vi.advanceTimersByTimeAsync(0)
    stop.abort()
    await vi.runAllTimersAsync()
    const [, second, third] = await all
    expect(sent).toEqual([1])
    for (const each of [second, third])
      expect(each?.status === 'rejected' && each.reason).toMatchObject({ retry: 'later', message: 'telegram: stopped' })
    await expect(one(4)).rejects.toBeInstanceOf(DeliveryError)
  })
})
