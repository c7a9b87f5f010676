import { DeliveryError } from '../app/ports/channel.ts'
import type { ChannelName } from '../app/ports/messages.ts'

interface Turn {
  readonly begin: () => void
}

/** How the sends of a second are spread: the part of an even pace that lies between two of them at least. */
const evenness = 0.4

/**
 * Keeps the calls of one process that send on one channel below the provider's limit over all chats. A call begins only
 * when fewer than the allowed number are on their way or have ended within the last second. It is counted from the end
 * of each call, for the provider may have taken the message at any time before its answer: it never sees more in any
 * second, wherever its seconds begin. It counts in real time, whatever clock the product lives by.
 */
export class RatePace {
  private readonly channel: ChannelName
  private readonly most: number
  private readonly windowMs: number
  private readonly gapMs: number
  private running = 0
  /** When the last `most` calls ended, oldest first. */
  private readonly ended: number[] = []
  private begunAt = Number.NEGATIVE_INFINITY
  private readonly first: Turn[] = []
  private readonly others: Turn[] = []
  private readonly last: Turn[] = []
  private timer: NodeJS.Timeout | undefined

  /** `perSecond` may be a fraction: 0.5 is one in two seconds; null: no limit. */
  constructor(perSecond: number | null, channel: ChannelName) {
    this.channel = channel
    this.most = perSecond === null ? Number.POSITIVE_INFINITY : Math.max(1, Math.floor(perSecond))
    // A millisecond more, for a provider that counts in whole ones by another clock.
    this.windowMs = perSecond === null ? 0 : (this.most * 1000) / perSecond + 1
    this.gapMs = this.most === 1 || perSecond === null ? 0 : (evenness * 1000) / perSecond
  }

  /**
   * Does `send` when it is its turn; answers that a person waits for take theirs before all others (`first`), and what
   * is only a courtesy after all others (`last`). Fails with a DeliveryError `later` when `stop` is aborted before that.
   */
  async inTurn<T>(
    send: () => Promise<T>,
    { first, last, stop }: { first: boolean; last?: boolean; stop?: AbortSignal | undefined },
  ) {
    const line = first ? this.first : last ? this.last : this.others
    if (this.most !== Number.POSITIVE_INFINITY) await this.turn(line, stop)
    else if (stop?.aborted) throw this.stopped()
    try {
      return (await send()) as T
    } finally {
      if (this.most !== Number.POSITIVE_INFINITY) this.end()
    }
  }

  private stopped(): DeliveryError {
    return new DeliveryError(this.channel, 'later', 'stopped')
  }

  private turn(line: Turn[], stop: AbortSignal | undefined): Promise<void> {
    return new Promise((resolve, reject) => {
      if (stop?.aborted) return reject(this.stopped())
      const onStop = () => {
        const at = line.indexOf(mine)
        if (at < 0) return
        line.splice(at, 1)
        reject(this.stopped())
      }
      const mine: Turn = {
        begin: () => {
          stop?.removeEventListener('abort', onStop)
          resolve()
        },
      }
      stop?.addEventListener('abort', onStop, { once: true })
      line.push(mine)
      this.pump()
    })
  }

  private end(): void {
    this.running -= 1
    this.ended.push(performance.now())
    if (this.ended.length > this.most) this.ended.shift()
    this.pump()
  }

  /** Begins whatever may begin now, and comes back when the next may. */
  private pump(): void {
    if (this.timer !== undefined) return
    while (this.first.length + this.others.length + this.last.length > 0) {
      if (this.running >= this.most) return
      const now = performance.now()
      // With so many running, this one's end must lie a whole window back.
      const before = this.ended.at(this.running - this.most)
      const from = Math.max(
        this.begunAt + this.gapMs,
        before === undefined ? Number.NEGATIVE_INFINITY : before + this.windowMs,
      )
      if (from > now) {
        this.timer = setTimeout(
          () => {
            this.timer = undefined
            this.pump()
          },
          Math.ceil(from - now),
        )
        return
      }
      this.running += 1
      this.begunAt = now
      const next = this.first.shift() ?? this.others.shift() ?? this.last.shift()
      next?.begin()
    }
  }
}
