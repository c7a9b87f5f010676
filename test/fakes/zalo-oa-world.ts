import { randomBytes } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { ZaloOaUser } from './zalo-oa-user.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs
/** Consultation messages cost nothing so long after the last interaction, and are refused after the second time. */
export const freeMs = 48 * hourMs
export const closedMs = 7 * dayMs
const uploadLifeMs = 7 * dayMs

/** What the API answers instead of data, always with HTTP 200. */
export class OaRefusal extends Error {
  readonly code: number

  constructor(code: number, message = 'as asked by the test') {
    super(message)
    this.code = code
  }
}

export interface ShownButton {
  readonly label: string
  readonly type: string
  readonly payload: unknown
}

/** A message as a person sees it. */
export interface ShownMessage {
  readonly id: string
  readonly text: string
  readonly buttons: readonly ShownButton[]
  readonly file?: { readonly name: string; readonly bytes: Buffer }
  readonly template?: { readonly id: string; readonly data: { readonly [name: string]: unknown } }
  /** false within the 48 free hours. */
  readonly charged: boolean
}

export interface Upload {
  readonly kind: 'image' | 'file'
  readonly name: string
  readonly bytes: Buffer
  readonly until: number
}

export interface Template {
  readonly params: readonly string[]
  /** Whether it may go to a user id at all (-249 when not). */
  readonly byUid: boolean
}

export type OaEvent = { readonly event_name: string } & { readonly [field: string]: unknown }

/** The people, messages, uploads, quotas and the clock behind the stand-in of the Official Account API. */
export class ZaloOaWorld {
  readonly changes = new EventEmitter().setMaxListeners(0)
  readonly users = new Map<string, ZaloOaUser>()
  readonly uploads = new Map<string, Upload>()
  /** What people send as attachments, by its path on the stand-in. */
  readonly attachments = new Map<string, Buffer>()
  readonly templates = new Map<string, Template>()
  readonly appId: string
  readonly oaId: string
  /** Messages beyond the free 48 hours that the month still has (-211); null: no end. */
  paidLeft: number | null = null
  /** Uploads that the month still has. */
  uploadsLeft = 5_000
  /** Every message that reaches a phone is reported as received. */
  receipts = false
  /** Every message of the OA is told to its webhook too (oa_send_…). */
  echoes = false
  /** Where events go. */
  onEvent: (event: OaEvent) => void = () => undefined
  /** The root of the stand-in, for links to attachments. */
  origin = ''
  private offset: number
  private readonly running: boolean
  private next = 1

  /** `clock`: an instant that only `advance` moves; without it the host's clock runs, and `advance` adds to it. */
  constructor(appId: string, oaId: string, clock?: number) {
    this.appId = appId
    this.oaId = oaId
    this.running = clock === undefined
    this.offset = clock ?? 0
  }

  now(): number {
    return this.offset + (this.running ? Date.now() : 0)
  }

  moveClock(ms: number): void {
    this.offset += ms
  }

  user(id: string): ZaloOaUser {
    const known = this.users.get(id)
    if (known !== undefined) return known
    const made = new ZaloOaUser(this, id)
    this.users.set(id, made)
    return made
  }

  /** Ids are strings of digits or letters, and larger than a double can hold. */
  messageId(): string {
    return `9007199254${String(this.next++).padStart(10, '0')}`
  }

  keepUpload(kind: Upload['kind'], name: string, bytes: Buffer): string {
    if (this.uploadsLeft <= 0) throw new OaRefusal(-211, 'Out of quota')
    this.uploadsLeft -= 1
    const token = randomBytes(24).toString('base64url')
    this.uploads.set(token, { kind, name, bytes, until: this.now() + uploadLifeMs })
    return token
  }

  /** Puts bytes where an event can link to them. */
  hostAttachment(name: string, bytes: Buffer): string {
    const path = `/attachments/${this.next++}/${encodeURIComponent(name)}`
    this.attachments.set(path, bytes)
    return `${this.origin}${path}`
  }

  /** The upload behind a token; an old or unknown one is -100. */
  upload(token: unknown, kind: Upload['kind']): Upload {
    const found = this.uploads.get(String(token))
    if (found === undefined || found.kind !== kind || found.until <= this.now())
      throw new OaRefusal(-100, 'attachment_id or token expired')
    return found
  }

  /** The person a consultation message may go to, and whether it is charged. */
  openChat(id: unknown): { readonly user: ZaloOaUser; readonly charged: boolean } {
    const user = this.users.get(String(id))
    if (user === undefined) throw new OaRefusal(-201, 'user_id is invalid')
    if (user.away) throw new OaRefusal(-227, 'User is banned or inactive for more than 45 days')
    if (user.refuses) throw new OaRefusal(-244, 'User has restricted this type of message')
    if (user.left) throw new OaRefusal(-213, 'User is not follower of OA')
    const since = user.lastInteraction === null ? Number.POSITIVE_INFINITY : this.now() - user.lastInteraction
    if (since > closedMs) throw new OaRefusal(-230, 'User has not interacted with the OA in the past 7 days')
    if (user.receiveLeft !== null && user.receiveLeft <= 0) throw new OaRefusal(-218, 'Out of quota receive')
    const charged = since > freeMs
    if (charged && this.paidLeft !== null && this.paidLeft <= 0) throw new OaRefusal(-211, 'Out of quota')
    return { user, charged }
  }

  /** A message arrives: it is counted, shown, and told of where that is switched on. */
  show(user: ZaloOaUser, charged: boolean, message: Omit<ShownMessage, 'id' | 'charged'>): ShownMessage {
    if (charged && this.paidLeft !== null) this.paidLeft -= 1
    if (user.receiveLeft !== null) user.receiveLeft -= 1
    const shown: ShownMessage = { ...message, id: this.messageId(), charged }
    user.inbox.push(shown)
    if (this.echoes) {
      const event = message.file === undefined ? 'oa_send_text' : 'oa_send_file'
      this.tell(event, {
        sender: { id: this.oaId },
        recipient: { id: user.id },
        message: { msg_id: shown.id, text: message.text },
      })
    }
    if (this.receipts) user.receives(shown.id)
    this.changed()
    return shown
  }

  /** Hands an event to whoever sends the webhook, in the envelope that all share. */
  tell(event_name: string, content: { readonly [field: string]: unknown }): void {
    this.onEvent({ app_id: this.appId, event_name, timestamp: `${this.now()}`, ...content })
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
      const done = () => {
        clearTimeout(timer)
        this.changes.off('change', look)
      }
      this.changes.on('change', look)
    })
  }
}
