import { createHash } from 'node:crypto'
import type { ShownMessage, ZaloOaWorld } from './zalo-oa-world.ts'

/** A person with Zalo on the phone: what they do becomes a webhook event, what they are sent is in the inbox. */
export class ZaloOaUser {
  readonly inbox: ShownMessage[] = []
  readonly id: string
  /** When the person last did anything towards the OA; null: never. */
  lastInteraction: number | null = null
  /** Unfollowed, and not written since. */
  left = false
  /** Banned, or not seen in Zalo for 45 days (-227). */
  away = false
  /** Has restricted this kind of message (-244). */
  refuses = false
  /** Messages that the person may still get today (-218); null: no end. */
  receiveLeft: number | null = null
  private readonly world: ZaloOaWorld

  constructor(world: ZaloOaWorld, id: string) {
    this.world = world
    this.id = id
  }

  /** Any message of the person; gives its id. */
  send(event: string, message: { readonly [field: string]: unknown }, more: object = {}): string {
    this.lastInteraction = this.world.now()
    this.left = false
    const msg_id = this.world.messageId()
    this.world.tell(event, {
      sender: { id: this.id },
      recipient: { id: this.world.oaId },
      user_id_by_app: `7${this.id}`,
      message: { msg_id, ...message },
      ...more,
    })
    return msg_id
  }

  say(text: string): string {
    return this.send('user_send_text', { text })
  }

  /** `odd`: the size as a number is missing and the attachments stand beside the message, as has been seen too. */
  sendFile(name: string, bytes: Uint8Array, caption?: string, odd = false): string {
    const content = Buffer.from(bytes)
    const attachments = [
      {
        type: 'file',
        payload: {
          url: this.world.hostAttachment(name, content),
          name,
          ...(odd ? {} : { size: `${content.length}` }),
          checksum: createHash('md5').update(content).digest('hex'),
          type: name.split('.').at(-1),
        },
      },
    ]
    const text = caption === undefined ? {} : { text: caption }
    return odd
      ? this.send('user_send_file', text, { attachments })
      : this.send('user_send_file', { ...text, attachments })
  }

  /** A file of which only the link and what is said about it are given. */
  sendLinkedFile(url: string, name: string, size?: string): string {
    const payload = { url, name, ...(size === undefined ? {} : { size }) }
    return this.send('user_send_file', { attachments: [{ type: 'file', payload }] })
  }

  sendImages(pictures: readonly Uint8Array[], caption?: string): string {
    const attachments = pictures.map((bytes) => {
      const url = this.world.hostAttachment('anh.jpg', Buffer.from(bytes))
      return { type: 'image', payload: { url, thumbnail: url } }
    })
    return this.send('user_send_image', { ...(caption === undefined ? {} : { text: caption }), attachments })
  }

  sendSticker(): string {
    const payload = { id: 'sticker-1', url: this.world.hostAttachment('sticker.png', Buffer.from('x')) }
    return this.send('user_send_sticker', { attachments: [{ type: 'sticker', payload }] })
  }

  sendAudio(): string {
    const payload = { url: this.world.hostAttachment('giong-noi.m4a', Buffer.from('x')) }
    return this.send('user_send_audio', { attachments: [{ type: 'audio', payload }] })
  }

  /**
   * Taps a button of the newest message that has this label: its payload comes back as if it had been typed
   * (oa.query.show and oa.query.hide).
   */
  tap(label: string): string {
    const button = this.inbox
      .findLast(({ buttons }) => buttons.some((each) => each.label === label))
      ?.buttons.find((each) => each.label === label)
    if (button === undefined) throw new Error(`there is no button ${label}`)
    if (!button.type.startsWith('oa.query.')) throw new Error(`the button ${label} sends nothing`)
    return this.say(String(button.payload))
  }

  follow(): void {
    this.left = false
    this.lastInteraction = this.world.now()
    this.world.tell('follow', { oa_id: this.world.oaId, follower: { id: this.id }, source: 'oa_profile' })
  }

  unfollow(): void {
    this.left = true
    this.world.tell('unfollow', { oa_id: this.world.oaId, follower: { id: this.id }, source: 'oa_profile' })
  }

  /** The phone has got a message. */
  receives(messageId: string): void {
    this.world.tell('user_received_message', {
      sender: { id: this.world.oaId },
      recipient: { id: this.id },
      message: { msg_id: messageId },
    })
  }

  /** The person looks at everything in the chat. */
  sees(): void {
    this.world.tell('user_seen_message', {
      sender: { id: this.world.oaId },
      recipient: { id: this.id },
      message: { msg_ids: this.inbox.map(({ id }) => id) },
    })
  }

  /** The first message that fits, as soon as it is there; only those after so many, if given. */
  waitFor(fits: (message: ShownMessage) => boolean, more: { after?: number; timeoutMs?: number } = {}) {
    const { after = 0, timeoutMs } = more
    return this.world.until(`a message to ${this.id}`, () => this.inbox.slice(after).find(fits), timeoutMs)
  }
}
