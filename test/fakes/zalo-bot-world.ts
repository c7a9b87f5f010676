import { EventEmitter } from 'node:events'
import { ZaloGroup, ZaloUser } from './zalo-bot-user.ts'

/** What the Zalo Bot API answers instead of a result. */
export class ZaloRefusal extends Error {
  readonly code: number
  /** Keeps its HTTP status whatever the habit for failures is. */
  readonly always: boolean

  constructor(code: number, description: string, always = false) {
    super(description)
    this.code = code
    this.always = always
  }
}

/** Where sources differ on what the platform does. */
export interface ZaloHabits {
  /** The webhook's body; the documentation wraps it, production was seen flat. */
  body: 'wrapped' | 'flat'
  picture: 'photo_url' | 'photo' | 'photos'
  date: 'ms' | 's'
  /** `replay`: what was given out comes back at once on every later poll. */
  updates: 'consume' | 'replay'
  /** Failures as an HTTP status of their own, or as 200 with `ok: false`. */
  failAs: 'status' | 'ok-false'
  /** What deleteWebhook says when there is none. */
  deleteNone: 'refuse' | 'ok'
  /** Whether messages of people count for the quota as well. */
  countIncoming: boolean
  /** How often each webhook call is made beyond the first. */
  duplicates: number
  /** How often a webhook that was not answered with 2xx is called again. */
  retries: number
}

export interface ZaloLimits {
  /** Messages in a calendar month. */
  quota: number
  /** People of one bot; those beyond are not served. */
  users: number
  groups: number
  /** Sends in any second, answered 429 beyond; null: none is published. */
  perSecond: number | null
  /** Calls of testWebhook on one day. */
  tests: number
}

export const usualHabits: ZaloHabits = {
  ...{ body: 'flat', picture: 'photo_url', date: 'ms', updates: 'consume', failAs: 'status', deleteNone: 'refuse' },
  ...{ countIncoming: false, duplicates: 0, retries: 0 },
}
export const freePlan: ZaloLimits = { quota: 3000, users: 50, groups: 3, perSecond: null, tests: 5 }

export interface ZaloEvent {
  readonly event_name: string
  readonly message?: object
}

/** A message as people see it. */
export interface ShownZaloMessage {
  readonly id: string
  readonly text: string
  readonly picture?: { readonly url: string; readonly bytes: Buffer }
  readonly sticker?: string
  readonly voice?: string
}

/** Vietnam has no summer time. */
const zoneMs = 7 * 3_600_000

/** The people, groups, events and counters behind the stand-in of the Zalo Bot API. */
export class ZaloBotWorld {
  readonly changes = new EventEmitter().setMaxListeners(0)
  readonly users = new Map<string, ZaloUser>()
  readonly groups = new Map<string, ZaloGroup>()
  readonly pictures = new Map<string, { readonly bytes: Uint8Array; readonly mime: string }>()
  /** Events that no poll has been given. */
  readonly updates: ZaloEvent[] = []
  readonly habits: ZaloHabits
  readonly limits: ZaloLimits
  webhook: { readonly url: string; readonly secret: string; readonly updatedAt: number } | undefined
  newest: ZaloEvent | undefined
  /** Messages that count, by month as `2026-11`. */
  readonly counted = new Map<string, number>()
  /** Polls that wait for news. */
  polls = 0
  /** Where the stand-in itself is reached; known once it is open. */
  root = ''
  /** Takes an event while a webhook is set. */
  deliver: (event: ZaloEvent) => void = () => undefined
  readonly now: () => number
  private readonly given: ZaloEvent[] = []
  private replayed = 0
  private readonly sent: number[] = []
  private readonly tests: number[] = []
  private nextMessage = 1

  constructor(habits: Partial<ZaloHabits>, limits: Partial<ZaloLimits>, now: () => number = Date.now) {
    this.habits = { ...usualHabits, ...habits }
    this.limits = { ...freePlan, ...limits }
    this.now = now
  }

  user(id: string): ZaloUser {
    const known = this.users.get(id)
    if (known !== undefined) return known
    const made = new ZaloUser(this, id)
    this.users.set(id, made)
    return made
  }

  group(id: string): ZaloGroup {
    const known = this.groups.get(id)
    if (known !== undefined) return known
    if (this.groups.size >= this.limits.groups) throw new Error(`a bot has at most ${this.limits.groups} groups`)
    const made = new ZaloGroup(this, id)
    this.groups.set(id, made)
    return made
  }

  messageId(): string {
    return (0xa5000000_00000000n + BigInt(this.nextMessage++)).toString(16).padStart(20, '0')
  }

  get date(): number {
    return this.habits.date === 'ms' ? this.now() : Math.floor(this.now() / 1_000)
  }

  keepPicture(bytes: Uint8Array, mime: string): string {
    const name = `picture-${this.pictures.size + 1}`
    this.pictures.set(name, { bytes, mime })
    return `${this.root}/picture/${name}`
  }

  /** Sends an event on its way to the bot. */
  push(event: ZaloEvent): void {
    this.newest = event
    if (this.habits.countIncoming) this.count()
    this.redeliver(event)
  }

  /** The same event again, as after a lost acknowledgement. */
  redeliver(event: ZaloEvent): void {
    if (this.webhook === undefined) this.updates.push(event)
    else this.deliver(event)
    this.changed()
  }

  changed(): void {
    this.changes.emit('change')
  }

  /** Resolves when the condition gives something; looks again at every change. */
  async until<T>(what: string, condition: () => T | undefined, timeoutMs = 60_000): Promise<T> {
    const found = condition()
    if (found !== undefined) return found
    return new Promise<T>((resolve, reject) => {
      const done = () => {
        clearTimeout(timer)
        this.changes.off('change', look)
      }
      const look = () => {
        const now = condition()
        if (now === undefined) return
        done()
        resolve(now)
      }
      const timer = setTimeout(() => {
        done()
        reject(new Error(`waited ${timeoutMs} ms in vain for ${what}`))
      }, timeoutMs)
      this.changes.on('change', look)
    })
  }

  get month(): string {
    return new Date(this.now() + zoneMs).toISOString().slice(0, 7)
  }

  private count(): void {
    this.counted.set(this.month, (this.counted.get(this.month) ?? 0) + 1)
  }

  /** Counts one message of the bot, or refuses it as the platform does: without saying when it would go. */
  countSend(): void {
    const { quota, perSecond } = this.limits
    if ((this.counted.get(this.month) ?? 0) >= quota) throw new ZaloRefusal(429, 'Quota exceeded')
    const now = this.now()
    while (this.sent.length > 0 && now - (this.sent[0] ?? 0) >= 1_000) this.sent.shift()
    if (perSecond !== null && this.sent.length >= perSecond) throw new ZaloRefusal(429, 'Too many requests')
    this.sent.push(now)
    this.count()
  }

  /** The chat that a message may go to; a bot cannot write first. */
  chat(id: unknown): ZaloUser | ZaloGroup {
    if (typeof id !== 'string' || id === '') throw new ZaloRefusal(400, 'Bad Request: chat_id is required')
    const chat = this.groups.get(id) ?? this.users.get(id)
    if (chat === undefined || !chat.reachable) throw new ZaloRefusal(400, 'Bad Request: chat not found')
    return chat
  }

  countTest(): void {
    const today = this.now() - 24 * 3_600_000
    while (this.tests.length > 0 && (this.tests[0] ?? 0) <= today) this.tests.shift()
    if (this.tests.length >= this.limits.tests)
      throw new ZaloRefusal(426, 'testWebhook was called too many times today, please wait')
    this.tests.push(this.now())
  }

  /** Long poll: one event, or a refusal with 408 when there is none in time. */
  async getUpdates(timeoutMs: number, gone: AbortSignal): Promise<ZaloEvent> {
    if (this.updates.length === 0) {
      const again = this.given[this.replayed++ % Math.max(1, this.given.length)]
      if (this.habits.updates === 'replay' && again !== undefined) return again
      await this.news(timeoutMs, gone)
    }
    const event = gone.aborted ? undefined : this.updates.shift()
    if (event === undefined) throw new ZaloRefusal(408, 'Request timeout', true)
    this.given.push(event)
    return event
  }

  /** Ends the waiting polls with nothing, as after their whole time. */
  endPolls(): void {
    this.changes.emit('end-polls')
  }

  private news(timeoutMs: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.updates.length > 0 || this.webhook !== undefined) end()
      }
      const end = () => {
        clearTimeout(timer)
        this.changes.off('change', look)
        this.changes.off('end-polls', end)
        gone.removeEventListener('abort', end)
        this.polls -= 1
        resolve()
      }
      const timer = setTimeout(end, timeoutMs)
      this.polls += 1
      this.changes.on('change', look)
      this.changes.on('end-polls', end)
      gone.addEventListener('abort', end, { once: true })
      this.changed()
    })
  }
}
