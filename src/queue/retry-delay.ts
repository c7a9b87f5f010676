/** How often and how long a message that could not be sent is tried again. */
export interface Retry {
  /** Tries in all, the first one included. */
  readonly attempts: number
  /** Milliseconds before the second try; doubled for each further one. */
  readonly firstMs: number
  /** The longest wait in milliseconds. */
  readonly longestMs: number
}

/** Twelve tries within about five hours: a network that fails overnight is back before people start to work. */
export const defaultRetry: Retry = { attempts: 12, firstMs: 30_000, longestMs: 60 * 60 * 1000 }

/**
 * Milliseconds to wait after so many failed tries (1 or more).
 * @example retryDelay(defaultRetry, 3) // 120000
 */
export const retryDelay = ({ firstMs, longestMs }: Retry, failed: number): number =>
  Math.round(Math.min(longestMs, firstMs * 2 ** Math.min(failed - 1, 40)))
