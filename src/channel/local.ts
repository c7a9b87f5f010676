import { type Channel, DeliveryError } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Inbound, OutboxRow } from '../app/ports/messages.ts'
import { heardText } from './heard-text.ts'
import { receivableBytes, receiveFile, tidyName } from './receive-file.ts'
import { Stopped } from './within-time.ts'

/** A file that the chat page posts, before anything was checked. */
export interface PostedFile {
  readonly messageId: string
  readonly address: string
  readonly name: string
  readonly bytes: Uint8Array
  readonly caption: string
}

/** The chat page's own channel; its page calls the two that hear. */
export interface LocalChannel extends Channel {
  /** True when the message is stored, false when it was there already. Fails while nobody listens. */
  hear(inbound: Inbound): Promise<boolean>
  /** Checks and keeps a file, then hears it, or that it was refused. Fails like `hear`. */
  hearFile(posted: PostedFile): Promise<boolean>
}

export interface LocalSettings {
  /** Told of every message that is delivered: the page reads the outbox, so showing it is delivering it. */
  readonly onSent: (row: OutboxRow) => void
  /** Where files that the page posts are kept; without it none can be heard. */
  readonly files?: Files
  /** What it shall be able to do other than usual, to try a conversation in the form of another channel. */
  readonly can?: Partial<Channel['can']>
}

/** The channel of the demo's chat page; nothing leaves the process. */
export function localChannel({ onSent, files, can }: LocalSettings): LocalChannel {
  let taker: ((inbound: Inbound) => Promise<boolean>) | undefined
  const hearing = new Set<Promise<boolean>>()

  async function hear(inbound: Inbound): Promise<boolean> {
    if (inbound.channel !== 'local') throw new TypeError(`the chat page cannot hear for ${inbound.channel}`)
    if (taker === undefined) throw new Stopped('local: nobody listens')
    const { heard } = inbound
    const clean = heard.kind === 'text' ? { ...inbound, heard: { ...heard, text: heardText(heard.text) } } : inbound
    const taken = taker(clean)
    hearing.add(taken)
    try {
      return await taken
    } finally {
      hearing.delete(taken)
    }
  }

  return {
    name: 'local',
    can: {
      buttons: true,
      files: true,
      filesIn: 'any',
      edit: false,
      receipts: false,
      groups: false,
      windowMs: null,
      freeMs: null,
      quota: null,
      textLimit: 20_000,
      perSecond: null,
      fileLimit: receivableBytes,
      ...can,
    },
    async send(row) {
      try {
        onSent(row)
      } catch (error) {
        throw new DeliveryError('local', 'later', 'the page was not told', { cause: error })
      }
      return { providerId: null }
    },
    async listen(take, stop) {
      if (stop.aborted) return
      taker = take
      await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
      if (taker === take) taker = undefined
      await Promise.allSettled(hearing)
    },
    hear,
    async hearFile({ messageId, address, name, bytes, caption }) {
      if (files === undefined) throw new TypeError('the chat page has no place for files')
      if (taker === undefined) throw new Stopped('local: nobody listens')
      const heard = await receiveFile(files, tidyName(name), bytes, heardText(caption))
      return hear({ channel: 'local', messageId, address, heard })
    },
    async inviteLink() {
      return undefined
    },
  }
}
