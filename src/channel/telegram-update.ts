import { z } from 'zod'
import type { Inbound } from '../app/ports/messages.ts'
import { telegramNames } from '../text/vi-telegram.ts'
import { heardText } from './heard-text.ts'
import { tidyName } from './receive-file.ts'
import { readButton } from './telegram-keyboard.ts'

/** Kinds of updates that are asked for; everything else Telegram keeps to itself. */
export const wantedUpdates = ['message', 'callback_query', 'my_chat_member'] as const

const chat = z.object({ id: z.number().int(), type: z.string() })
const file = z.object({
  file_id: z.string().min(1),
  file_name: z.string().optional(),
  file_size: z.number().nonnegative().optional(),
})
const message = z.object({
  message_id: z.number().int(),
  chat,
  from: z.object({ is_bot: z.boolean() }).optional(),
  sender_chat: z.object({ id: z.number().int() }).optional(),
  migrate_to_chat_id: z.number().int().optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  document: file.optional(),
  photo: z
    .array(file.extend({ width: z.number(), height: z.number() }))
    .min(1)
    .optional(),
  voice: file.optional(),
  audio: file.optional(),
  video: file.optional(),
  video_note: file.optional(),
  sticker: z.unknown().optional(),
  location: z.unknown().optional(),
  contact: z.unknown().optional(),
  poll: z.unknown().optional(),
  dice: z.unknown().optional(),
  story: z.unknown().optional(),
})
const update = z.object({
  message: message.optional(),
  callback_query: z
    .object({ id: z.string(), data: z.string().optional(), message: z.object({ chat }).optional() })
    .optional(),
  my_chat_member: z.object({ chat, new_chat_member: z.object({ status: z.string() }) }).optional(),
})

/** What an update means: something heard, a file still to be fetched, or nothing for this product. */
export type ReadUpdate =
  | {
      readonly kind: 'heard'
      readonly address: string
      readonly heard: Inbound['heard']
      readonly queryId?: string
      /** The bot for which a command in a group is meant; it may be another one. */
      readonly meantFor?: string
    }
  | {
      readonly kind: 'file'
      readonly address: string
      readonly fileId: string
      readonly name: string
      /** bytes, when Telegram says so */
      readonly size: number | undefined
      readonly caption: string
    }
  | { readonly kind: 'ignored'; readonly why: string; readonly queryId?: string }

const ignored = (why: string, queryId?: string): ReadUpdate => ({
  kind: 'ignored',
  why,
  ...(queryId === undefined ? {} : { queryId }),
})
const isPrivate = (where: z.infer<typeof chat>): boolean => where.type === 'private'
const isGroup = (where: z.infer<typeof chat>): boolean => where.type === 'group' || where.type === 'supergroup'
/** Characters of a command in a group; a longer text is none. */
const longestCommand = 200

/** Reads one update as the Bot API gave it; never fails. */
export function readUpdate(raw: unknown): ReadUpdate {
  const read = update.safeParse(raw)
  if (!read.success) return ignored('unknown shape')
  const { message: said, callback_query: pressed, my_chat_member: membership } = read.data
  if (said !== undefined)
    return isPrivate(said.chat) ? readMessage(said) : isGroup(said.chat) ? readGroup(said) : ignored('channel')
  if (pressed !== undefined) return readPressed(pressed)
  if (membership === undefined) return ignored('unwanted kind')
  if (!isPrivate(membership.chat) && !isGroup(membership.chat)) return ignored('channel')
  if (!['kicked', 'left'].includes(membership.new_chat_member.status)) return ignored('came back')
  const heard = isPrivate(membership.chat)
    ? ({ kind: 'left' } as const)
    : ({ kind: 'group', event: 'removed' } as const)
  return { kind: 'heard', address: `${membership.chat.id}`, heard }
}

/** Of a group only commands and its new id are heard; what else people say there is none of the product's business. */
function readGroup(said: z.infer<typeof message>): ReadUpdate {
  const address = `${said.chat.id}`
  if (said.migrate_to_chat_id !== undefined)
    return { kind: 'heard', address, heard: { kind: 'group', event: 'moved', to: `${said.migrate_to_chat_id}` } }
  // An administrator who stays anonymous speaks through a bot, as the group itself.
  if (said.from?.is_bot === true && said.sender_chat?.id !== said.chat.id) return ignored('bot')
  const text = said.text ?? ''
  const command =
    text.length > longestCommand ? null : /^(\/\w{1,32})(?:@(\w{1,64}))?(?:\s+(\S.*))?$/s.exec(text.trim())
  if (command === null) return ignored('group')
  const [, name = '', meantFor, rest] = command
  const heard = {
    kind: 'group',
    event: 'command',
    text: heardText(rest === undefined ? name : `${name} ${rest}`),
  } as const
  return { kind: 'heard', address, heard, ...(meantFor === undefined ? {} : { meantFor }) }
}

function readPressed(pressed: NonNullable<z.infer<typeof update>['callback_query']>): ReadUpdate {
  const where = pressed.message?.chat
  const choice = readButton(pressed.data ?? '')
  if (where === undefined || !isPrivate(where)) return ignored('group')
  // Answered all the same: the button would show a clock for a minute.
  if (choice === undefined) return ignored('foreign button', pressed.id)
  return { kind: 'heard', address: `${where.id}`, heard: { kind: 'choice', ...choice }, queryId: pressed.id }
}

function readMessage(said: z.infer<typeof message>): ReadUpdate {
  if (said.from?.is_bot === true) return ignored('bot')
  const address = `${said.chat.id}`
  const caption = heardText(said.caption ?? '')
  if (said.text !== undefined) return { kind: 'heard', address, heard: { kind: 'text', text: heardText(said.text) } }
  if (said.document !== undefined) {
    const { file_id: fileId, file_name: name, file_size: size } = said.document
    return { kind: 'file', address, fileId, name: tidyName(name ?? telegramNames.document), size, caption }
  }
  if (said.photo !== undefined) {
    const largest = said.photo.reduce((best, each) =>
      each.width * each.height > best.width * best.height ? each : best,
    )
    const name = `${telegramNames.photo}-${said.message_id}.jpg`
    return { kind: 'file', address, fileId: largest.file_id, name, size: largest.file_size, caption }
  }
  const recording = readRecording(said)
  if (recording !== undefined)
    return { kind: 'heard', address, heard: { kind: 'refused-file', name: recording, why: 'kind' } }
  const wordless = readWordless(said)
  // A sticker is answered instead of silence, but never becomes a part of what is being written.
  return wordless === undefined
    ? ignored('unwanted kind')
    : { kind: 'heard', address, heard: { kind: 'refused-file', name: wordless, why: 'wordless' } }
}

function readWordless({ sticker, location, contact, poll, dice, story }: z.infer<typeof message>): string | undefined {
  if (sticker !== undefined) return telegramNames.sticker
  const others = [location, contact, poll, dice, story]
  return others.some((one) => one !== undefined) ? telegramNames.other : undefined
}

function readRecording({ voice, audio, video, video_note: note }: z.infer<typeof message>): string | undefined {
  const named = audio?.file_name ?? video?.file_name
  if (named !== undefined) return tidyName(named)
  if (voice !== undefined) return telegramNames.voice
  if (audio !== undefined) return telegramNames.audio
  if (video !== undefined) return telegramNames.video
  return note === undefined ? undefined : telegramNames.videoNote
}
