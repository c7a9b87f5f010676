import { setTimeout as delay } from 'node:timers/promises'
import { Refusal, type TelegramWorld, type Update } from './telegram-world.ts'

/** A call to the webhook and how it ended: an HTTP status, or a word when there was none. */
export interface Delivery {
  readonly update: number | null
  readonly outcome: number | string
}

const mostRetryMs = 2_000

/** Calls the webhook as Telegram does: up to 40 updates at a time, each again until it is answered 2xx. */
export class TelegramWebhook {
  readonly deliveries: Delivery[] = []
  /** Public origins, and where they lead on this machine. */
  readonly reach = new Map<string, string>()
  /** As a Bot API server of one's own: any address is called, not only https. */
  local = false
  /** Milliseconds before an update that was not taken is brought again; each time twice as long. */
  retryMs = 20
  /** Every update is brought so many times more, as after answers that got lost. */
  duplicates = 0
  private readonly world: TelegramWorld
  private readonly underWay = new Set<number>()
  private connections = 40

  constructor(world: TelegramWorld) {
    this.world = world
    world.deliver = () => this.deliverAll()
  }

  set(params: { readonly [name: string]: unknown }): true {
    const url = String(params.url ?? '')
    if (url === '') return this.remove()
    if (!URL.canParse(url) || (new URL(url).protocol !== 'https:' && !this.local))
      throw new Refusal(400, 'Bad Request: bad webhook: An HTTPS URL must be provided for webhook')
    const port = new URL(url).port
    if (!this.local && !['', '80', '88', '443', '8443'].includes(port))
      throw new Refusal(400, 'Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443')
    const secret = String(params.secret_token ?? '')
    if (!/^[A-Za-z0-9_-]{0,256}$/.test(secret))
      throw new Refusal(400, 'Bad Request: secret token contains unallowed characters')
    this.connections = Number(params.max_connections ?? 40)
    this.world.webhook = { url, secret, allowed: listOf(params.allowed_updates) }
    this.deliverAll()
    return true
  }

  remove(): true {
    this.world.webhook = undefined
    return true
  }

  private deliverAll(): void {
    for (const update of this.world.updates.slice(0, this.connections)) {
      if (this.world.webhook === undefined || this.world.closed) return
      if (this.underWay.has(update.update_id)) continue
      this.underWay.add(update.update_id)
      void this.deliver(update)
    }
  }

  private async deliver(update: Update): Promise<void> {
    for (let wait = this.retryMs, more = this.duplicates; this.world.webhook !== undefined && !this.world.closed; ) {
      const outcome = await this.post(JSON.stringify(update), {}, update.update_id)
      const taken = typeof outcome === 'number' && outcome >= 200 && outcome < 300
      if (taken && more-- <= 0) {
        const at = this.world.updates.indexOf(update)
        if (at >= 0) this.world.updates.splice(at, 1)
        break
      }
      if (taken) continue
      await delay(wait, undefined, { ref: false })
      wait = Math.min(wait * 2, mostRetryMs)
    }
    this.underWay.delete(update.update_id)
    this.world.changed()
    this.deliverAll()
  }

  /** Any body with any headers, as from somebody who knows the address. */
  async post(
    body: string | Uint8Array,
    headers: Record<string, string> = {},
    update: number | null = null,
  ): Promise<Delivery['outcome']> {
    const { webhook } = this.world
    const outcome = webhook === undefined ? 'no webhook' : await this.postTo(webhook, body, headers)
    this.deliveries.push({ update, outcome })
    this.world.changed()
    return outcome
  }

  private async postTo(
    { url, secret }: NonNullable<TelegramWorld['webhook']>,
    body: string | Uint8Array,
    more: Record<string, string>,
  ): Promise<Delivery['outcome']> {
    const wanted = new URL(url)
    const origin = this.reach.get(wanted.origin) ?? (this.local ? wanted.origin : undefined)
    if (origin === undefined) return 'dns'
    const headers = { 'content-type': 'application/json', 'x-telegram-bot-api-secret-token': secret, ...more }
    try {
      const place = new URL(`${wanted.pathname}${wanted.search}`, origin)
      const signal = AbortSignal.timeout(60_000)
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

function listOf(value: unknown): readonly string[] | undefined {
  const list: unknown = typeof value === 'string' ? JSON.parse(value) : value
  return Array.isArray(list) && list.length > 0 ? list.map(String) : undefined
}
