import { TelegramChat } from './telegram-chat.ts'
import type { ShownButton, ShownMessage, TelegramWorld } from './telegram-world.ts'

/** The user name of the bot behind the stand-in. */
export const botName = 'dung_han_thu_bot'

/**
 * A group with members. While privacy mode is on the bot sees only what is meant for it: commands with its name, plain
 * commands right after it has spoken, replies to its messages, and what Telegram itself tells.
 */
export class TelegramGroup extends TelegramChat {
  readonly type: 'group' | 'supergroup'
  readonly members = new Set<number>()
  bot: 'member' | 'left' | 'kicked' = 'left'
  private botSpokeLast = false

  constructor(world: TelegramWorld, id: number) {
    super(world, id)
    this.type = id <= -1_000_000_000_000 ? 'supergroup' : 'group'
  }

  override get chat() {
    return { id: this.id, type: this.type, title: `Nhóm ${-this.id}` }
  }

  override receive(
    text: string,
    buttons: readonly (readonly ShownButton[])[],
    document?: ShownMessage['document'],
    photo?: ShownMessage['photo'],
  ): number {
    this.botSpokeLast = true
    return super.receive(text, buttons, document, photo)
  }

  /** A member puts the bot into the group, by a `?startgroup=` link if there is a code. */
  addBot(by: number, code?: string): void {
    this.members.add(by)
    const before = this.bot
    this.bot = 'member'
    this.membership(by, before, 'member')
    if (code !== undefined) this.say(by, `/start@${botName} ${code}`)
  }

  removeBot(by: number): void {
    this.bot = 'kicked'
    this.membership(by, 'member', 'kicked')
  }

  /** A member says something; gives the update's number, or undefined when the bot does not get to see it. */
  say(by: number, text: string, more: { replyTo?: number; anonymous?: boolean } = {}): number | undefined {
    this.members.add(by)
    const seen = this.bot === 'member' && (!this.world.privacy || this.isMeantForBot(text, more.replyTo))
    this.botSpokeLast = false
    const message_id = this.world.messageId()
    if (!seen) return undefined
    const as = more.anonymous
      ? { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: this.chat }
      : { from: person(by) }
    const reply = more.replyTo === undefined ? {} : { reply_to_message: { message_id: more.replyTo, date: 1 } }
    return this.world.push({ message: { message_id, date: 1, chat: this.chat, ...as, text, ...reply } })
  }

  /** The group becomes a supergroup with another id; gives it, with everybody in it. */
  upgrade(): TelegramGroup {
    const to = this.world.group(-1_000_000_000_000 + this.id)
    for (const member of this.members) to.members.add(member)
    to.bot = this.bot
    this.world.moved.set(this.id, to.id)
    const from = { from: person([...this.members][0] ?? 1), date: 1 }
    this.world.push({
      message: { message_id: this.world.messageId(), ...from, chat: this.chat, migrate_to_chat_id: to.id },
    })
    this.world.push({
      message: { message_id: this.world.messageId(), ...from, chat: to.chat, migrate_from_chat_id: this.id },
    })
    return to
  }

  private isMeantForBot(text: string, replyTo: number | undefined): boolean {
    if (replyTo !== undefined && this.inbox.some(({ id }) => id === replyTo)) return true
    const command = /^\/\w+(?:@(\w+))?/.exec(text)
    if (command === null) return false
    return command[1] === undefined ? this.botSpokeLast : command[1] === botName
  }

  private membership(by: number, before: string, after: string): number {
    const user = { id: 1, is_bot: true, first_name: 'bot', username: botName }
    return this.world.push({
      my_chat_member: {
        chat: this.chat,
        from: person(by),
        date: 1,
        old_chat_member: { user, status: before },
        new_chat_member: { user, status: after },
      },
    })
  }
}

const person = (id: number) => ({ id, is_bot: false, first_name: `Người ${id}`, language_code: 'vi' })
