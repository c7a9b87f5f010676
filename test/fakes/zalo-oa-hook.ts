import { createHash } from 'node:crypto'
import type { OaEvent, ZaloOaWorld } from './zalo-oa-world.ts'

/** After these waits an event that was not acknowledged is sent again; then the webhook is switched off. */
export const retryLadderMs = [30_000, 5 * 60_000, 15 * 60_000, 30 * 60_000, 60 * 60_000] as const

/** An event on its way to the product's webhook, with what came back each time. */
export interface Delivery {
  readonly event: OaEvent
  readonly body: string
  readonly timestamp: string
  /** HTTP status, or what kept it from being one. */
  readonly answers: (number | 'late' | 'broken')[]
  /** Virtual instant of the next attempt; null: it was acknowledged or given up. */
  dueAt: number | null
}

/** Where the time of an event stands, for both ways have been seen. */
export type TimestampPlace = 'both' | 'body'

/** Sends events to the product's webhook as Zalo does: signed, with a deadline, again when it is not acknowledged. */
export class ZaloOaHook {
  readonly deliveries: Delivery[] = []
  url: string | undefined
  /** Events of people that reach nobody because no webhook is set or it is switched off. */
  unheard = 0
  /** The next so many events are sent twice. */
  duplicates = 0
  timestamps: TimestampPlace = 'both'
  private readonly world: ZaloOaWorld
  private readonly secretKey: string
  private readonly deadlineMs: number
  private readonly underWay = new Set<Promise<void>>()

  constructor(world: ZaloOaWorld, secretKey: string, deadlineMs: number) {
    this.world = world
    this.secretKey = secretKey
    this.deadlineMs = deadlineMs
    world.onEvent = (event) => this.push(event)
  }

  /** Saves the URL when it answers an unsigned POST of an empty object with 200, as the console does. */
  async register(url: string): Promise<boolean> {
    const ok = (await this.post(url, '{}', {})) === 200
    if (ok) this.url = url
    return ok
  }

  push(event: OaEvent): void {
    if (this.url === undefined) {
      this.unheard += 1
      return
    }
    const timestamp = String(event.timestamp)
    const delivery: Delivery = { event, body: JSON.stringify(event), timestamp, answers: [], dueAt: null }
    this.deliveries.push(delivery)
    this.start(delivery)
    if (this.duplicates > 0) {
      this.duplicates -= 1
      this.start(delivery)
    }
  }

  /** The last event once more, as after a lost answer. */
  repeatLast(): void {
    const last = this.deliveries.at(-1)
    if (last !== undefined) this.start(last)
  }

  /** What the signature header holds for a body: plain SHA-256 of app id, raw body, time and OA secret key. */
  sign(body: string, timestamp: string, secretKey = this.secretKey): string {
    return `mac=${createHash('sha256').update(`${this.world.appId}${body}${timestamp}${secretKey}`).digest('hex')}`
  }

  /** Sends what is due again at the virtual clock, and waits until everything is answered. */
  async deliverDue(): Promise<void> {
    for (const delivery of this.deliveries)
      if (delivery.dueAt !== null && delivery.dueAt <= this.world.now()) this.start(delivery)
    await this.settled()
  }

  /** Resolves when no request is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  private start(delivery: Delivery): void {
    delivery.dueAt = null
    const attempt = this.attempt(delivery).finally(() => {
      this.underWay.delete(attempt)
      this.world.changed()
    })
    this.underWay.add(attempt)
  }

  private async attempt(delivery: Delivery): Promise<void> {
    if (this.url === undefined) return
    const tried = delivery.answers.length
    const answer = await this.post(this.url, delivery.body, {
      'x-zevent-signature': this.sign(delivery.body, delivery.timestamp),
      ...(this.timestamps === 'both' ? { 'x-zevent-timestamp': delivery.timestamp } : {}),
      ...(tried > 0 ? { num_retry: `${tried}` } : {}),
    })
    delivery.answers.push(answer)
    if (answer === 200) return
    const wait = retryLadderMs[tried]
    if (wait === undefined) this.url = undefined
    else delivery.dueAt = this.world.now() + wait
  }

  private async post(
    url: string,
    body: string,
    headers: { readonly [name: string]: string },
  ): Promise<Delivery['answers'][number]> {
    const signal = AbortSignal.timeout(this.deadlineMs)
    try {
      const response = await fetch(url, {
        ...{ method: 'POST', body, signal, redirect: 'manual' },
        headers: { 'content-type': 'application/json', ...headers },
      })
      await response.arrayBuffer()
      return response.status
    } catch {
      return signal.aborted ? 'late' : 'broken'
    }
  }
}
