import { isIP } from 'node:net'
import { type ZaloBotWorld, type ZaloEvent, ZaloRefusal } from './zalo-bot-world.ts'

/** A call to the webhook and how it ended. */
export interface Delivery {
  readonly event: string
  /** HTTP status; a code such as `timeout` or `conn` when none came. */
  readonly outcome: number | string
}

const privateName = /^(?:localhost|.*\.(?:local|localhost|internal|lan))$/i

/** Calls the webhook as the platform does, one call after the other for each event. */
export class ZaloBotWebhook {
  readonly deliveries: Delivery[] = []
  /** Milliseconds in which a call must be answered; none is published. */
  timeoutMs = 5_000
  private readonly world: ZaloBotWorld
  private readonly reach: (url: URL) => URL | undefined
  private readonly underWay = new Set<Promise<void>>()

  constructor(world: ZaloBotWorld, reach: (url: URL) => URL | undefined) {
    this.world = world
    this.reach = reach
    world.deliver = (event) => {
      const delivery = this.deliver(event).finally(() => {
        this.underWay.delete(delivery)
        world.changed()
      })
      this.underWay.add(delivery)
    }
  }

  /** Resolves when no call is under way. */
  async settled(): Promise<void> {
    while (this.underWay.size > 0) await Promise.all(this.underWay)
  }

  async set(url: unknown, secret: unknown): Promise<object> {
    if (typeof url !== 'string' || !URL.canParse(url) || new URL(url).protocol !== 'https:')
      throw new ZaloRefusal(400, 'Bad Request: url must be a valid https url')
    const host = new URL(url).hostname
    if (privateName.test(host) || isIP(host.replace(/^\[|\]$/g, '')) !== 0)
      throw new ZaloRefusal(400, 'Bad Request: url is not valid, private address')
    if (typeof secret !== 'string' || secret.length < 8 || secret.length > 256)
      throw new ZaloRefusal(400, 'Bad Request: secret_token must be 8 to 256')
    // Kept even when the check fails.
    const webhook = { url, secret, updatedAt: this.world.now() }
    this.world.webhook = webhook
    return { url, updated_at: webhook.updatedAt, verification: await this.probe() }
  }

  async test(): Promise<object> {
    if (this.world.webhook === undefined) throw new ZaloRefusal(400, 'Bad Request: webhook is not set')
    this.world.countTest()
    return { url: this.world.webhook.url, ...(await this.probe()) }
  }

  private async probe(): Promise<object> {
    const date = Math.floor(this.world.now() / 1_000)
    const text = 'This is a webhook test, please answer with HTTP 200.'
    const probe = { event_name: 'webhook.test', message_id: 'webhook-test', date, text }
    const begun = this.world.now()
    const outcome = await this.post(JSON.stringify(probe), 'webhook.test')
    const ok = typeof outcome === 'number' && outcome >= 200 && outcome < 300
    return {
      ok,
      status_code: typeof outcome === 'number' ? outcome : 0,
      outcome: ok ? 'webhook.ok' : named(outcome),
      latency_ms: this.world.now() - begun,
      hint: ok ? '' : 'check that the address can be reached',
    }
  }

  private async deliver(event: ZaloEvent): Promise<void> {
    const body = JSON.stringify(this.world.habits.body === 'flat' ? event : { ok: true, result: event })
    for (let time = 0; time <= this.world.habits.duplicates; time++) await this.postUntilTaken(body, event.event_name)
  }

  private async postUntilTaken(body: string, event: string): Promise<void> {
    for (let tried = 0; tried <= this.world.habits.retries; tried++) {
      const outcome = await this.post(body, event)
      if (typeof outcome === 'number' && outcome >= 200 && outcome < 300) return
    }
  }

  /** Any body with any headers, as from somebody who knows the address. */
  async post(
    body: string | Uint8Array,
    event = 'foreign',
    headers: Record<string, string> = {},
  ): Promise<Delivery['outcome']> {
    const { webhook } = this.world
    const place = webhook === undefined ? undefined : this.reach(new URL(webhook.url))
    const outcome = place === undefined ? 'dns' : await this.postTo(place, body, headers)
    this.deliveries.push({ event, outcome })
    this.world.changed()
    return outcome
  }

  private async postTo(
    place: URL,
    body: string | Uint8Array,
    more: Record<string, string>,
  ): Promise<Delivery['outcome']> {
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Java-http-client/17.0.9',
      'x-bot-api-secret-token': this.world.webhook?.secret ?? '',
      ...more,
    }
    try {
      const signal = AbortSignal.timeout(this.timeoutMs)
      const response = await fetch(place, {
        method: 'POST',
        headers,
        body: Buffer.from(body),
        signal,
        redirect: 'manual',
      })
      await response.arrayBuffer()
      return response.status
    } catch (error) {
      return error instanceof DOMException ? 'timeout' : 'conn'
    }
  }
}

function named(outcome: Delivery['outcome']): string {
  if (typeof outcome === 'string') return `webhook.err.${outcome}`
  if (outcome === 403 || outcome === 404) return `webhook.http.${outcome}`
  return outcome >= 500 ? 'webhook.http.5xx' : 'webhook.http.other'
}
