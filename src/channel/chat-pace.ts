import { DeliveryError } from '../app/ports/channel.ts'
import type { ChannelName } from '../app/ports/messages.ts'
import { pause } from './within-time.ts'

interface Line {
  /** Settles when everybody who is in line now has had a turn. */
  tail: Promise<unknown>
  waiting: number
  /** Milliseconds of the host's clock from which on the next message may go out. */
  freeAt: number
  /** Until then because the provider asked for it. */
  heldUntil: number
}

/** Sends one message when it is its turn. */
type Apart = <T>(send: () => Promise<T>) => Promise<T>

/** Above this many chats the ones that are free again are forgotten. */
const rememberedChats = 1_000

/**
 * Keeps messages of one chat in order and apart. It counts in real time, whatever clock the product lives by, for the
 * limit is the provider's.
 */
export class ChatPace {
  private readonly lines = new Map<string, Line>()
  private readonly apartMs: number
  private readonly mostWaitMs: number
  private readonly channel: ChannelName

  /** `apartMs` between two messages of a chat; who would wait longer than `mostWaitMs` is told to come later. */
  constructor(apartMs: number, mostWaitMs: number, channel: ChannelName = 'telegram') {
    this.apartMs = apartMs
    this.mostWaitMs = mostWaitMs
    this.channel = channel
  }

  /**
   * Does the work when all earlier work for the chat is done; the work sends each message through `apart`, which waits
   * for its turn. Fails with a DeliveryError `later` instead of waiting too long, or at all once `stop` is aborted.
   */
  async inLine<T>(chat: string, work: (apart: Apart) => Promise<T>, stop?: AbortSignal): Promise<T> {
    const line = this.lineOf(chat)
    this.refuseLongWait(Math.max(0, line.freeAt - Date.now()) + line.waiting * this.apartMs)
    line.waiting += 1
    let begun = false
    const done = line.tail.then(() => {
      begun = true
      return work((send) => this.apart(line, send, stop))
    })
    line.tail = done.catch(() => undefined)
    let onStop = (): void => {}
    // Whoever is still behind another message when everything stops has sent nothing.
    const stopped = new Promise<never>((_, reject) => {
      onStop = () => {
        if (!begun) reject(new DeliveryError(this.channel, 'later', 'stopped'))
      }
      stop?.addEventListener('abort', onStop, { once: true })
    })
    try {
      return await Promise.race([done, stopped])
    } finally {
      stop?.removeEventListener('abort', onStop)
      line.waiting -= 1
    }
  }

  /** Nothing goes to the chat for so many milliseconds: the provider asked for it. */
  hold(chat: string, ms: number): void {
    const line = this.lineOf(chat)
    line.heldUntil = Math.max(line.heldUntil, Date.now() + ms)
    line.freeAt = Math.max(line.freeAt, line.heldUntil)
  }

  /** Milliseconds until the provider's pause for the chat is over; the distance between two messages does not count. */
  heldMs(chat: string): number {
    return Math.max(0, (this.lines.get(chat)?.heldUntil ?? 0) - Date.now())
  }

  private async apart<T>(line: Line, send: () => Promise<T>, stop?: AbortSignal): Promise<T> {
    // Looked at again after each wait: the provider may have asked for a longer one meanwhile.
    for (let wait = line.freeAt - Date.now(); wait > 0 && !stop?.aborted; wait = line.freeAt - Date.now()) {
      this.refuseLongWait(wait)
      await pause(wait, stop)
    }
    if (stop?.aborted) throw new DeliveryError(this.channel, 'later', 'stopped')
    try {
      return await send()
    } finally {
      // Counted from the answer on: the provider may have taken the message at any time before it.
      line.freeAt = Math.max(line.freeAt, Date.now() + this.apartMs)
    }
  }

  private refuseLongWait(ms: number): void {
    if (ms > this.mostWaitMs)
      throw new DeliveryError(this.channel, 'later', 'too many messages for one chat at once', { afterMs: ms })
  }

  private lineOf(chat: string): Line {
    const known = this.lines.get(chat)
    if (known !== undefined) return known
    if (this.lines.size >= rememberedChats)
      for (const [other, { waiting, freeAt }] of this.lines)
        if (waiting === 0 && freeAt < Date.now()) this.lines.delete(other)
    const line: Line = { tail: Promise.resolve(), waiting: 0, freeAt: 0, heldUntil: 0 }
    this.lines.set(chat, line)
    return line
  }
}
