import type { ShownZaloMessage, ZaloBotWorld } from './zalo-bot-world.ts'

/** What somebody does in a chat, as an event of the platform. */
abstract class ZaloChat {
  readonly inbox: ShownZaloMessage[] = []
  readonly id: string
  protected readonly world: ZaloBotWorld

  constructor(world: ZaloBotWorld, id: string) {
    this.world = world
    this.id = id
  }

  /** Whether the bot can send to it. */
  abstract get reachable(): boolean

  receive(message: Omit<ShownZaloMessage, 'id'>): string {
    const id = this.world.messageId()
    this.inbox.push({ id, ...message })
    this.world.changed()
    return id
  }

  /** The first message that fits, of those after the first `skip`, as soon as it is there. */
  waitFor(fits: (message: ShownZaloMessage) => boolean, more: { skip?: number; timeoutMs?: number } = {}) {
    const { skip = 0, timeoutMs } = more
    return this.world.until(`a message to ${this.id}`, () => this.inbox.slice(skip).find(fits), timeoutMs)
  }
}

export class ZaloUser extends ZaloChat {
  /** Has written to the bot: before, the bot does not know the chat. */
  started = false
  blocked = false
  /** By law the platform hides from bots what protected persons send. */
  isProtected = false

  get reachable(): boolean {
    return this.started && !this.blocked && this.served
  }

  /** The first people who wrote, as many as the plan has places. */
  get served(): boolean {
    const before = [...this.world.users.values()].filter(({ started }) => started)
    const place = before.indexOf(this)
    return (place === -1 ? before.length : place) < this.world.limits.users
  }

  /** What the platform tells of this person. */
  get from() {
    return { id: this.id, display_name: `Người ${this.id.slice(0, 4)}`, is_bot: false }
  }

  /** Any event of this person; gives the message's id. Nothing arrives from people beyond the plan's places. */
  send(eventName: string, content: object = {}): string {
    const { world } = this
    const message_id = world.messageId()
    this.started = true
    if (!this.served) return message_id
    const chat = { id: this.id, chat_type: 'PRIVATE' }
    const [event_name, shown] = this.isProtected ? ['message.unsupported.received', {}] : [eventName, content]
    world.push({ event_name, message: { message_id, date: world.date, from: this.from, chat, ...shown } })
    return message_id
  }

  say(text: string): string {
    return this.send('message.text.received', { text })
  }

  /** Types the number in front of the newest line with this label, as one does without buttons. */
  choose(label: string): string {
    const lines = this.inbox.flatMap(({ text }) => text.split('\n'))
    const line = lines.findLast((each) => /^\d{1,2}\. /.test(each) && each.includes(label))
    if (line === undefined) throw new Error(`there is no numbered line ${label}`)
    return this.say(line.slice(0, line.indexOf('.')))
  }

  sendPicture(bytes: Uint8Array, caption?: string, mime = 'image/jpeg'): string {
    return this.sendPictureAt(this.world.keepPicture(bytes, mime), caption)
  }

  /** A picture that lies anywhere. */
  sendPictureAt(url: string, caption?: string): string {
    const { picture } = this.world.habits
    const where = picture === 'photos' ? { photos: [{ url }] } : { [picture]: url }
    return this.send('message.image.received', { ...where, ...(caption === undefined ? {} : { caption }) })
  }

  sendSticker(sticker = 'd0a1b2c3'): string {
    return this.send('message.sticker.received', { sticker, url: `${this.world.root}/picture/sticker` })
  }

  sendVoice(): string {
    return this.send('message.voice.received', { voice_url: `${this.world.root}/picture/voice.aac` })
  }

  /** Documents do not reach a bot: it hears only that there was something. */
  sendFile(): string {
    return this.send('message.unsupported.received')
  }

  block(): void {
    this.blocked = true
  }
}

export class ZaloGroup extends ZaloChat {
  readonly reachable = true

  /** Only what mentions the bot or replies to it reaches it, without saying which. */
  say(by: ZaloUser, text: string, how: 'mention' | 'reply' | 'plain' = 'mention'): void {
    const { world } = this
    if (how === 'plain') return
    const chat = { id: this.id, chat_type: 'GROUP' }
    const message = { message_id: world.messageId(), date: world.date, from: by.from, chat, text }
    world.push({ event_name: 'message.text.received', message })
  }
}
