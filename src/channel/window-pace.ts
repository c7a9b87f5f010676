/** Addresses above which those that were quiet for a whole window are forgotten. */
const rememberedAddresses = 500

/**
 * Counts what goes to each address in a sliding window, in real time, whatever clock the product lives by, for the limit
 * is the provider's.
 */
export class WindowPace {
  private readonly sent = new Map<string, number[]>()
  private readonly most: number
  private readonly windowMs: number

  /** At most `most` in any `windowMs` milliseconds. */
  constructor(most: number, windowMs: number) {
    this.most = most
    this.windowMs = windowMs
  }

  /** Milliseconds until the next may go to the address; 0: now. */
  waitMs(address: string, now: number): number {
    const times = this.recent(address, now)
    const oldest = times.length < this.most ? undefined : times[times.length - this.most]
    return oldest === undefined ? 0 : Math.max(0, oldest + this.windowMs - now)
  }

  /** One has gone to the address. */
  count(address: string, now: number): void {
    const times = this.recent(address, now)
    times.push(now)
    this.sent.set(address, times)
    if (this.sent.size <= rememberedAddresses) return
    for (const [other, its] of this.sent) if (now - (its.at(-1) ?? 0) >= this.windowMs) this.sent.delete(other)
  }

  private recent(address: string, now: number): number[] {
    return (this.sent.get(address) ?? []).filter((at) => now - at < this.windowMs)
  }
}
