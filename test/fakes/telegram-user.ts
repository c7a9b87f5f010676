import { TelegramChat } from './telegram-chat.ts'

/** A person with a phone: what they do becomes an update, what they are sent is in the inbox. */
export class TelegramUser extends TelegramChat {
  started = false
  blocked = false
  deactivated = false

  override get chat() {
    return { id: this.id, type: 'private', first_name: `Người ${this.id}` }
  }

  private get from() {
    return { id: this.id, is_bot: false, first_name: `Người ${this.id}`, language_code: 'vi' }
  }

  /** Anything else a message can hold; gives the update's number. */
  send(content: object): number {
    this.started = true
    return this.world.push(this.message(content))
  }

  /** An update's content: a message from this person. */
  message(content: object) {
    const date = Math.floor(Date.now() / 1_000)
    return { message: { message_id: this.world.messageId(), date, chat: this.chat, from: this.from, ...content } }
  }

  say(text: string): number {
    return this.send({ text })
  }

  start(code?: string): number {
    return this.say(code === undefined ? '/start' : `/start ${code}`)
  }

  sendFile(name: string, bytes: Uint8Array, mime = 'application/octet-stream', caption?: string): number {
    const document = {
      file_id: this.world.keepFile(name, bytes),
      file_name: name,
      mime_type: mime,
      file_size: bytes.length,
    }
    return this.send({ document, ...(caption === undefined ? {} : { caption }) })
  }

  /** A file of which Telegram tells only the size; getFile refuses it above 20 MB. */
  sendHugeFile(name: string, size: number, tellSize = true): number {
    const file_id = this.world.keepFile(name, new Uint8Array(0), size)
    return this.send({ document: { file_id, file_name: name, ...(tellSize ? { file_size: size } : {}) } })
  }

  /** A picture in two sizes, of which the bytes are the larger. */
  sendPhoto(bytes: Uint8Array, caption?: string): number {
    const small = { file_id: this.world.keepFile('s.jpg', new Uint8Array(3)), width: 90, height: 60, file_size: 3 }
    const large = { file_id: this.world.keepFile('l.jpg', bytes), width: 1280, height: 853, file_size: bytes.length }
    return this.send({ photo: [large, small], ...(caption === undefined ? {} : { caption }) })
  }

  /**
   * Presses a button: of the newest message that has this label, or of the message with this number (its first button
   * unless a label is given). Gives the query's id.
   */
  press(which: string | number, label?: string): string {
    const message =
      typeof which === 'number'
        ? this.inbox.find(({ id }) => id === which)
        : this.inbox.findLast(({ buttons }) => buttons.flat().some((button) => button.label === which))
    const wanted = typeof which === 'string' ? which : label
    const button = message?.buttons.flat().find((each) => wanted === undefined || each.label === wanted)
    if (message === undefined || button === undefined) throw new Error(`there is no button ${wanted ?? which}`)
    if (button.url !== undefined) throw new Error(`the button ${button.label} opens an address`)
    return this.pressRaw(button.data, message.id)
  }

  /** A press with any data, as an old or foreign button sends. */
  pressRaw(data: string, messageId = 1): string {
    const id = `query-${this.world.messageId()}`
    const message = { message_id: messageId, date: 1, chat: this.chat, text: '' }
    this.world.push({ callback_query: { id, from: this.from, message, chat_instance: '1', data } })
    return id
  }

  block(): number {
    this.blocked = true
    return this.membership('member', 'kicked')
  }

  unblock(): number {
    this.blocked = false
    return this.membership('kicked', 'member')
  }

  private membership(before: string, after: string): number {
    const bot = { id: 1, is_bot: true, first_name: 'bot' }
    const date = Math.floor(Date.now() / 1_000)
    return this.world.push({
      my_chat_member: {
        chat: this.chat,
        from: this.from,
        date,
        old_chat_member: { user: bot, status: before },
        new_chat_member: { user: bot, status: after },
      },
    })
  }
}
