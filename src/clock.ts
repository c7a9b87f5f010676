import type { Clock } from './app/ports/clock.ts'
import type { Instant } from './core/time.ts'

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() }

/**
 * A clock that starts at a chosen instant and runs on at the pace of real time; it can be moved forward, never back,
 * because what is recorded must stay in order.
 */
export class VirtualClock implements Clock {
  #base: Instant
  #since: number
  readonly #real: () => number

  /** `real` gives milliseconds that only ever grow (for example `performance.now`). */
  constructor(start: Instant, real: () => number = () => performance.now()) {
    this.#base = start
    this.#real = real
    this.#since = real()
  }

  now(): Instant {
    return this.#base + Math.round(this.#real() - this.#since)
  }

  /** Moves forward to an instant; an earlier one changes nothing. */
  moveTo(instant: Instant): void {
    if (instant <= this.now()) return
    this.#base = instant
    this.#since = this.#real()
  }
}
