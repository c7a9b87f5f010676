import { z } from 'zod'
import type { Inbound } from '../app/ports/messages.ts'
import { zaloBotNames } from '../text/vi-zalo-bot.ts'
import { heardText } from './heard-text.ts'

/** Ids are opaque strings of the API; some older clients saw numbers. */
const id = z.union([z.string().min(1).max(200), z.number().int().transform(String)])
const link = z.string().min(1).max(4_000)
const message = z.object({
  message_id: id,
  chat: z.object({ id, chat_type: z.string().optional() }),
  from: z.object({ is_bot: z.boolean().optional() }).optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  // Documented as `photo`, met as `photo_url` and once as a list.
  photo: link.optional(),
  photo_url: link.optional(),
  photos: z.array(z.object({ url: link })).optional(),
})
const event = z.object({ event_name: z.string().max(200), message: message.optional() })
const named = z.object({ event_name: z.string() })
const wrapped = z.object({ result: z.unknown() })

/** What an event means: something heard, a picture still to be fetched, or nothing for this product. */
export type ReadEvent =
  | { readonly kind: 'heard'; readonly messageId: string; readonly address: string; readonly heard: Inbound['heard'] }
  | {
      readonly kind: 'picture'
      readonly messageId: string
      readonly address: string
      readonly url: string
      readonly caption: string
    }
  | { readonly kind: 'ignored'; readonly why: string }

const ignored = (why: string): ReadEvent => ({ kind: 'ignored', why })

/**
 * Reads one event of a webhook or a poll, wrapped as `{ ok, result }` or flat; never fails. `messageId` is unique for
 * the bot: the chat and the message, each with its length in front so that no two pairs read the same.
 */
export function readEvent(raw: unknown): ReadEvent {
  const flat = named.safeParse(raw).success ? raw : wrapped.safeParse(raw).data?.result
  const name = named.safeParse(flat).data?.event_name
  if (name === undefined) return ignored('unknown shape')
  if (name === 'webhook.test') return ignored('probe')
  if (!name.startsWith('message.')) return ignored('unknown event')
  const read = event.safeParse(flat)
  const said = read.data?.message
  if (said === undefined) return ignored('unknown shape')
  if (said.chat.chat_type !== undefined && said.chat.chat_type.toUpperCase() !== 'PRIVATE') return ignored('group')
  if (said.from?.is_bot === true) return ignored('bot')
  return readMessage(name, said)
}

function readMessage(name: string, said: z.infer<typeof message>): ReadEvent {
  const address = said.chat.id
  const messageId = `${address.length}.${address}.${said.message_id}`
  const heard = (what: Inbound['heard']): ReadEvent => ({ kind: 'heard', messageId, address, heard: what })
  const notCarried = (called: string) => heard({ kind: 'refused-file', name: called, why: 'not-carried' })
  switch (name) {
    case 'message.text.received':
      return said.text === undefined ? ignored('no text') : heard({ kind: 'text', text: heardText(said.text) })
    case 'message.image.received': {
      const url = said.photo_url ?? said.photo ?? said.photos?.[0]?.url
      const unreadable = { kind: 'refused-file', name: zaloBotNames.photo, why: 'unreadable' } as const
      if (url === undefined) return heard(unreadable)
      return { kind: 'picture', messageId, address, url, caption: heardText(said.caption ?? '') }
    }
    case 'message.voice.received':
      return notCarried(zaloBotNames.voice)
    // By law in place of what protected persons send, and for whatever the platform cannot carry, such as documents.
    case 'message.unsupported.received':
      return notCarried(zaloBotNames.unsupported)
    case 'message.sticker.received':
      return heard({ kind: 'refused-file', name: zaloBotNames.sticker, why: 'wordless' })
    default:
      return ignored('unknown event')
  }
}
