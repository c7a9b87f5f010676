import { EventEmitter } from 'node:events'
import type { TelegramChat } from './telegram-chat.ts'
import { TelegramGroup } from './telegram-group.ts'
import { TelegramUser } from './telegram-user.ts'

/** What the Bot API answers instead of a result. */
export class Refusal extends Error {
  readonly code: number
  readonly parameters: { readonly retry_after?: number; readonly migrate_to_chat_id?: number } | undefined

  constructor(code: number, description: string, parameters?: Refusal['parameters']) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export interface ShownButton {
  readonly label: string
  /** Empty for one that opens an address. */
  readonly data: string
  readonly url?: string
}

/** A message as a person sees it. */
export interface ShownMessage {
  readonly id: number
  text: string
  buttons: readonly (readonly ShownButton[])[]
  /** The bot may no longer change it. */
  frozen?: boolean
  readonly document?: { readonly name: string; readonly mime: string; readonly bytes: Buffer }
  readonly photo?: ShownMessage['document']
}

export type Update = { readonly update_id: number } & { readonly [kind: string]: unknown }

/** Bot API FAQ: about 30 messages a second over all chats. */
const mostPerSecond = 30
const chatApartMs = 1_000
/** ... and 20 a minute to the same group. */
const mostInGroup = 20
const groupWindowMs = 60_000

const tooMany = (seconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })

/** The people, chats, files and updates behind the stand-in of the Bot API. */
export class TelegramWorld {
  readonly changes = new EventEmitter().setMaxListeners(0)
  readonly users = new Map<number, TelegramUser>()
  readonly groups = new Map<number, TelegramGroup>()
  readonly moved = new Map<number, number>()
  readonly files = new Map<string, { readonly path: string; readonly bytes: Uint8Array; readonly size: number }>()
  /** Commands of the menu, by the scope that they were given for: a chat's id, or the name of the scope. */
  readonly menus = new Map<string, readonly string[]>()
  /** Answered callback queries. */
  readonly answered = new Set<string>()
  readonly updates: Update[] = []
  /** Whether the limits of rate are kept. */
  strict: boolean
  /** Whether the bot sees of a group only what is meant for it. */
  privacy = true
  /** Where updates are brought instead of being asked for. */
  webhook:
    | { readonly url: string; readonly secret: string; readonly allowed: readonly string[] | undefined }
    | undefined
  /** Brings what waits to the webhook. */
  deliver: () => void = () => undefined
  /** The stand-in has been closed. */
  closed = false
  /** The newest update, confirmed or not. */
  newest: Update | undefined
  private nextUpdate = 700_000_001
  private nextMessage = 1
  private nextFile = 1
  private readonly sent: number[] = []
  private readonly sentTo = new Map<number, number>()
  private readonly sentToGroup = new Map<number, number[]>()
  private poll: { readonly end: (conflict: boolean) => void } | undefined

  constructor(strict: boolean) {
    this.strict = strict
  }

  user(id: number): TelegramUser {
    const known = this.users.get(id)
    if (known !== undefined) return known
    const made = new TelegramUser(this, id)
    this.users.set(id, made)
    return made
  }

  group(id: number): TelegramGroup {
    const known = this.groups.get(id)
    if (known !== undefined) return known
    const made = new TelegramGroup(this, id)
    this.groups.set(id, made)
    return made
  }

  messageId(): number {
    return this.nextMessage++
  }

  keepFile(name: string, bytes: Uint8Array, size = bytes.length): string {
    const id = `file-${this.nextFile++}`
    this.files.set(id, { path: `documents/${id}.${name.split('.').at(-1)}`, bytes, size })
    return id
  }

  /** Queues an update for the bot; gives its number. */
  push(content: { readonly [kind: string]: unknown }): number {
    const update = { update_id: this.nextUpdate++, ...content }
    this.updates.push(update)
    this.newest = update
    this.changed()
    if (this.webhook !== undefined) this.deliver()
    return update.update_id
  }

  /** Delivers an update again under its own number, as happens when a confirmation gets lost. */
  redeliver(update: Update): void {
    this.updates.unshift(update)
    this.changed()
    if (this.webhook !== undefined) this.deliver()
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

  /** The chat a message may go to, counted as a message; refuses as the Bot API does. */
  openChat(chatId: number): TelegramChat {
    const chat = this.reachable(chatId)
    this.countSend(chatId)
    return chat
  }

  /** The message that may be changed, counted as a call; refuses as the Bot API does. */
  openMessage(chatId: number, messageId: number): { readonly chat: TelegramChat; readonly message: ShownMessage } {
    const chat = this.reachable(chatId)
    this.countCall()
    const message = chat.inbox.find(({ id }) => id === messageId)
    if (message === undefined) throw new Refusal(400, 'Bad Request: message to edit not found')
    if (message.frozen) throw new Refusal(400, "Bad Request: message can't be edited")
    return { chat, message }
  }

  private reachable(chatId: number): TelegramChat {
    const moved = this.moved.get(chatId)
    if (moved !== undefined)
      throw new Refusal(400, 'Bad Request: group chat was upgraded to a supergroup chat', { migrate_to_chat_id: moved })
    const group = this.groups.get(chatId)
    if (group !== undefined) return this.reachableGroup(group)
    const user = this.users.get(chatId)
    if (user === undefined || !user.started) throw new Refusal(400, 'Bad Request: chat not found')
    if (user.deactivated) throw new Refusal(403, 'Forbidden: user is deactivated')
    if (user.blocked) throw new Refusal(403, 'Forbidden: bot was blocked by the user')
    return user
  }

  private reachableGroup(group: TelegramGroup): TelegramGroup {
    const what = group.type === 'group' ? 'group chat' : 'supergroup chat'
    if (group.bot === 'kicked') throw new Refusal(403, `Forbidden: bot was kicked from the ${what}`)
    if (group.bot === 'left') throw new Refusal(403, `Forbidden: bot is not a member of the ${what}`)
    return group
  }

  private countSend(chatId: number): void {
    const now = Date.now()
    const inGroup = (this.sentToGroup.get(chatId) ?? []).filter((at) => now - at < groupWindowMs)
    const oldest = inGroup.at(-mostInGroup)
    if (this.strict && oldest !== undefined) throw tooMany(Math.ceil((oldest + groupWindowMs - now) / 1_000))
    if (this.strict && now - (this.sentTo.get(chatId) ?? 0) < chatApartMs) throw tooMany(1)
    this.countCall()
    this.sentTo.set(chatId, now)
    if (this.groups.has(chatId)) this.sentToGroup.set(chatId, [...inGroup, now])
  }

  private countCall(): void {
    const now = Date.now()
    while (this.sent.length > 0 && now - (this.sent[0] ?? 0) >= 1_000) this.sent.shift()
    if (this.strict && this.sent.length >= mostPerSecond) throw tooMany(1)
    this.sent.push(now)
  }

  /** Long poll: forgets what is confirmed, ends an older poll with a conflict, waits for news. */
  async getUpdates(offset: number, limit: number, timeoutS: number, gone: AbortSignal): Promise<readonly Update[]> {
    this.poll?.end(true)
    if (offset < 0) this.updates.splice(0, Math.max(0, this.updates.length + offset))
    else
      for (let first = this.updates[0]; first && first.update_id < offset; first = this.updates[0]) this.updates.shift()
    this.changed()
    if (this.updates.length === 0 && timeoutS > 0) await this.news(timeoutS, gone)
    return this.updates.slice(0, limit)
  }

  /** Whether the bot waits for news at this moment. */
  get polling(): boolean {
    return this.poll !== undefined
  }

  /** Ends the waiting poll with nothing, as after its whole time. */
  endPoll(): void {
    this.poll?.end(false)
  }

  private news(timeoutS: number, gone: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const look = () => {
        if (this.updates.length > 0) poll.end(false)
      }
      const leave = () => poll.end(false)
      const poll = {
        end: (conflict: boolean) => {
          clearTimeout(timer)
          this.changes.off('change', look)
          gone.removeEventListener('abort', leave)
          if (this.poll === poll) this.poll = undefined
          if (conflict)
            reject(
              new Refusal(
                409,
                'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
              ),
            )
          else resolve()
        },
      }
      const timer = setTimeout(() => poll.end(false), timeoutS * 1_000)
      this.poll = poll
      this.changes.on('change', look)
      gone.addEventListener('abort', leave, { once: true })
      this.changed()
    })
  }
}
