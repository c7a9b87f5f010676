import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createReceipts } from '../../src/app/delivery/receipts.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { CapturedLog } from '../fakes/captured-log.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** Messages that have been written down as sent, and what receipts made of them. */
function bench(now = 5_000) {
  const sent = new Set<string>()
  const written: (readonly [string, string, number])[] = []
  let away = false
  const recordReceipt = async (_: string, ids: readonly string[], what: string, at: number): Promise<number> => {
    const known = ids.filter((id) => sent.has(id))
    for (const id of known) written.push([id, what, at])
    return known.length
  }
  const write = async (work: (records: never) => Promise<unknown>): Promise<unknown> => {
    if (away) throw new Error('away')
    return work({ recordReceipt } as never)
  }
  const log = new CapturedLog()
  const receipts = createReceipts({ store: { write } as unknown as Store, clock: { now: () => now }, log })
  const goAway = (): void => {
    away = true
  }
  return { sent, written, receipts, log, goAway }
}

describe('a receipt', () => {
  it('is written down at once, at the time the provider says', async () => {
    const { sent, written, receipts } = bench()
    sent.add('a')
    await receipts.told('zalo-oa', { what: 'seen', providerIds: ['a'], at: 4_000 })
    expect(written).toEqual([['a', 'seen', 4_000]])
    await vi.advanceTimersByTimeAsync(200_000)
    expect(written).toHaveLength(1)
  })

  it('never counts as later than now, as with a clock that runs ahead or a virtual one behind', async () => {
    const { sent, written, receipts } = bench(5_000)
    sent.add('a').add('b')
    await receipts.told('zalo-oa', { what: 'delivered', providerIds: ['a'], at: 9_000 })
    await receipts.told('zalo-oa', { what: 'delivered', providerIds: ['b'], at: null })
    expect(written.map(([, , at]) => at)).toEqual([5_000, 5_000])
  })

  it('that overtakes our own record of the send is written down when that is there', async () => {
    const { sent, written, receipts } = bench()
    await receipts.told('zalo-oa', { what: 'delivered', providerIds: ['a'], at: 4_000 })
    expect(written).toEqual([])
    sent.add('a')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(written).toEqual([['a', 'delivered', 4_000]])
  })

  it('for a message that nobody knows is given up, and with the process at once', async () => {
    const { sent, written, receipts, log, goAway } = bench()
    await receipts.told('zalo-oa', { what: 'delivered', providerIds: ['lạ'], at: null })
    await vi.advanceTimersByTimeAsync(77_000)
    expect(vi.getTimerCount()).toBe(0)
    await receipts.told('zalo-oa', { what: 'delivered', providerIds: ['b'], at: null })
    receipts.stop()
    sent.add('b')
    expect(vi.getTimerCount()).toBe(0)
    expect(written).toEqual([])
    goAway()
    await expect(receipts.told('zalo-oa', { what: 'seen', providerIds: ['b'], at: null })).rejects.toThrow('away')
    expect(log.lines).toEqual([])
  })
})
