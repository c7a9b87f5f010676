import type { Instant } from '../../core/time.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName } from '../ports/messages.ts'
import type { Store } from '../ports/store.ts'

/** What a channel tells of messages that were sent; `at` is on the provider's clock, null when it does not say. */
export interface ToldReceipt {
  readonly what: 'delivered' | 'seen'
  readonly providerIds: readonly string[]
  readonly at: Instant | null
}

/** Writes receipts down. */
export interface Receipts {
  /** Fails when the records cannot be written. */
  told(channel: ChannelName, receipt: ToldReceipt): Promise<void>
  /** What was still to be tried again is given up. */
  stop(): void
}

/** A phone can be faster than the answer to our own send: a receipt for a message nobody knows is looked at again. */
const againAfterMs = [2_000, 15_000, 60_000] as const
/** Receipts that wait to be looked at again; far more than can be under way. */
const mostWaiting = 1_000

export function createReceipts({
  store,
  clock,
  log,
}: {
  readonly store: Store
  readonly clock: Clock
  readonly log: Log
}): Receipts {
  const waiting = new Set<NodeJS.Timeout>()
  let stopped = false

  async function record(channel: ChannelName, receipt: ToldReceipt, at: Instant, tried: number): Promise<void> {
    const { providerIds, what } = receipt
    const known = await store.write((records) => records.recordReceipt(channel, providerIds, what, at))
    const wait = againAfterMs[tried]
    if (stopped || known >= providerIds.length || wait === undefined || waiting.size >= mostWaiting) return
    const timer = setTimeout(() => {
      waiting.delete(timer)
      record(channel, receipt, at, tried + 1).catch(() => log.warn({ channel }, 'a receipt could not be written down'))
    }, wait)
    timer.unref()
    waiting.add(timer)
  }

  return {
    told(channel, receipt) {
      // The provider's clock is the host's; one that is virtual may be far from it.
      const now = clock.now()
      return record(channel, receipt, Math.min(receipt.at ?? now, now), 0)
    },
    stop() {
      stopped = true
      for (const timer of waiting) clearTimeout(timer)
      waiting.clear()
    },
  }
}
