import type { Channel } from './channel.ts'
import type { ChannelName } from './messages.ts'

/** Outbox rows on their way to their channels; what is handed over is kept until it has been dealt with. */
export interface Queue {
  /**
   * Hands rows over by their ids. One that waits already, or is at work, may be looked at once more after that, never
   * twice at the same time in this process. `first`: somebody waits for them; they go ahead of all that waits, and at
   * once where this process delivers (they are kept by the outbox alone then). `again`: those that the queue has
   * already, in whatever state, are left alone.
   */
  add(channel: ChannelName, outboxIds: readonly number[], when?: 'first' | 'again'): Promise<void>
  /** Starts delivering; `deliver` says what became of it. */
  run(channels: readonly Channel[], deliver: (outboxId: number, lastTry: boolean) => Promise<Delivered>): Promise<void>
  /** Resolves when nothing waits or runs that could run now. */
  idle(): Promise<void>
  close(): Promise<void>
}

/**
 * `later` asks for another try, after so many milliseconds if the channel said so; `left`: nothing was begun because the
 * process stops, the next start takes it up.
 */
export type Delivered =
  | { readonly done: true }
  | { readonly later: true; readonly afterMs?: number }
  | { readonly left: true }
