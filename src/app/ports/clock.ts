import type { Instant } from '../../core/time.ts'

/** Asked once for each message or job; a virtual clock is the same port. */
export interface Clock {
  now(): Instant
}
