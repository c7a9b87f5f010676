import type { Channel } from './channel.ts'
import type { ChannelName } from './messages.ts'

/** A job is an outbox row's id. `add` with an id that waits already changes nothing. */
export interface Queue {
  add(channel: ChannelName, outboxIds: readonly number[]): Promise<void>
  /** Starts delivering; `deliver` says what became of it. */
  run(channels: readonly Channel[], deliver: (outboxId: number, lastTry: boolean) => Promise<Delivered>): Promise<void>
  /** Resolves when nothing waits or runs that could run now. */
  idle(): Promise<void>
  close(): Promise<void>
}

/** `later` asks for another try, after so many milliseconds if the channel said so. */
export type Delivered = { readonly done: true } | { readonly later: true; readonly afterMs?: number }
