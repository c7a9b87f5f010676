import type { ShownButton, ShownMessage, TelegramWorld } from './telegram-world.ts'

/** What is shown in one chat. */
export class TelegramChat {
  readonly inbox: ShownMessage[] = []
  readonly id: number
  protected readonly world: TelegramWorld

  constructor(world: TelegramWorld, id: number) {
    this.world = world
    this.id = id
  }

  /** The chat as an update or an answer names it. */
  get chat(): { readonly id: number; readonly type: string } {
    return { id: this.id, type: 'private' }
  }

  /** The bot has sent something; gives the message's number. */
  receive(
    text: string,
    buttons: readonly (readonly ShownButton[])[],
    document?: ShownMessage['document'],
    photo?: ShownMessage['photo'],
  ): number {
    const id = this.world.messageId()
    const files = { ...(document === undefined ? {} : { document }), ...(photo === undefined ? {} : { photo }) }
    this.inbox.push({ id, text, buttons, ...files })
    this.world.changed()
    return id
  }

  /** The first message that fits (newer than `after`, if given), as soon as it is there. */
  waitFor(fits: (message: ShownMessage) => boolean, more: { after?: number; timeoutMs?: number } = {}) {
    const { after = 0, timeoutMs } = more
    const look = () => this.inbox.find((message) => message.id > after && fits(message))
    return this.world.until(`a message to ${this.id}`, look, timeoutMs)
  }
}
