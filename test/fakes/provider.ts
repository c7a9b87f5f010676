import { type Channel, DeliveryError } from '../../src/app/ports/channel.ts'
import type { ChannelName, Inbound, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Instant } from '../../src/core/time.ts'

const common = { edit: false, receipts: false, groups: false, perSecond: null, fileLimit: 20_000_000, windowMs: null }
const day = 86_400_000

/** What the real channels say that they can. */
const abilities: { readonly [name in Exclude<ChannelName, 'local'>]: Channel['can'] } = {
  telegram: { ...common, buttons: true, files: true, filesIn: 'any', freeMs: null, quota: null, textLimit: 4_096 },
  'zalo-bot': {
    ...{ ...common, buttons: false, files: false, filesIn: 'pictures', freeMs: null, textLimit: 2_000 },
    quota: { messages: 3_000, people: 50 },
  },
  'zalo-oa': {
    ...{ ...common, buttons: true, files: true, filesIn: 'any', windowMs: 7 * day, freeMs: 2 * day, quota: null },
    textLimit: 2_000,
  },
}

/** A messenger's server and its client in one: it knows whom it serves, counts, shuts windows, breaks down. */
export class Provider {
  readonly inbox: { readonly address: string; readonly row: OutboxRow }[] = []
  readonly blocked = new Set<string>()
  readonly shut = new Set<string>()
  /** Who got the approved nudge, once for each time. */
  readonly nudged: string[] = []
  /** Requests, also those that were refused. */
  calls = 0
  state: 'up' | 'down' | 'token-revoked' = 'up'
  /** Messages that may still go out this month. */
  quota = Number.POSITIVE_INFINITY
  readonly channel: Channel
  private take: ((inbound: Inbound) => Promise<boolean>) | undefined
  private said = 0

  constructor(name: Exclude<ChannelName, 'local'>, can: Partial<Channel['can']> = {}) {
    this.channel = {
      name,
      can: { ...abilities[name], ...can },
      send: async (row) => this.send(row),
      listen: async (take, stop) => {
        this.take = take
        await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
      },
      inviteLink: async () => undefined,
    }
  }

  /** What an address was told, oldest first. */
  to(address: string): readonly string[] {
    return this.inbox.filter((one) => one.address === address).map(({ row }) => row.reply.text)
  }

  kinds(address: string): readonly string[] {
    return this.inbox.filter((one) => one.address === address).map(({ row }) => row.kind)
  }

  /** The person writes, which opens the window. */
  async hear(address: string, text: string, _at?: Instant): Promise<void> {
    this.shut.delete(address)
    this.said += 1
    await this.take?.({
      channel: this.channel.name,
      messageId: `${this.channel.name}-${this.said}`,
      address,
      heard: { kind: 'text', text },
    })
  }

  private send(row: OutboxRow): { readonly providerId: string; readonly instead?: 'template' } {
    const { name } = this.channel
    this.calls += 1
    if (this.state === 'token-revoked')
      throw new DeliveryError(name, 'later', '401 Unauthorized', { afterMs: 60_000, why: 'operator' })
    if (this.state === 'down') throw new DeliveryError(name, 'later', 'no usable answer (ECONNREFUSED)')
    if (this.blocked.has(row.address)) throw new DeliveryError(name, 'never', '403 bot was blocked by the user')
    if (this.shut.has(row.address) && this.channel.can.nudges) {
      this.nudged.push(row.address)
      return { providerId: `${name}-nudge-${this.nudged.length}`, instead: 'template' }
    }
    if (this.shut.has(row.address)) throw new DeliveryError(name, 'refused', '-230 not in touch', { why: 'window' })
    if (this.quota <= 0) throw new DeliveryError(name, 'later', 'quota: used up', { afterMs: 7_200_000, why: 'quota' })
    this.quota -= 1
    this.inbox.push({ address: row.address, row })
    return { providerId: `${name}-${this.inbox.length}` }
  }
}
