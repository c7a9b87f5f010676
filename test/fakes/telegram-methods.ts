import type { MultipartFile } from './read-multipart.ts'
import { botName } from './telegram-group.ts'
import { Refusal, type ShownButton, type TelegramWorld } from './telegram-world.ts'

export interface MethodCall {
  readonly params: { readonly [name: string]: unknown }
  readonly files: ReadonlyMap<string, MultipartFile>
  /** Aborted when the caller has hung up. */
  readonly gone: AbortSignal
}

type Method = (world: TelegramWorld, call: MethodCall) => unknown

const bad = (what: string): Refusal => new Refusal(400, `Bad Request: ${what}`)
const number = (value: unknown, fallback: number): number => (value === undefined ? fallback : Number(value))
/** Multipart and form bodies carry nested values as JSON text. */
const nested = (value: unknown): unknown => (typeof value === 'string' ? JSON.parse(value) : value)

function chatId(value: unknown): number {
  if (value === undefined || value === '') throw bad('chat_id is empty')
  const id = Number(value)
  if (!Number.isSafeInteger(id)) throw bad('chat not found')
  return id
}

function textOf(value: unknown, most: number, what: string): string {
  const text = typeof value === 'string' ? value.trim() : ''
  if (text === '') throw bad(`${what} is empty`)
  if (text.length > most) throw bad(`${what} is too long`)
  return text
}

function buttonsOf(markup: unknown): ShownButton[][] {
  const rows = (nested(markup) as { inline_keyboard?: unknown } | undefined)?.inline_keyboard ?? []
  if (!Array.isArray(rows)) throw bad("can't parse reply keyboard markup JSON object")
  if (rows.flat().length > 100) throw bad('reply markup is too long')
  return rows.map((row: { text?: unknown; callback_data?: unknown; url?: unknown }[]) =>
    row.map(({ text, callback_data: data, url }) => {
      if (typeof text !== 'string' || text.trim() === '') throw bad("can't parse inline keyboard button: Text is empty")
      if (url !== undefined) return linkButton(text, url, data)
      const size = Buffer.byteLength(typeof data === 'string' ? data : '')
      if (size < 1 || size > 64) throw bad('BUTTON_DATA_INVALID')
      return { label: text, data: String(data) }
    }),
  )
}

function linkButton(label: string, url: unknown, data: unknown): ShownButton {
  if (data !== undefined || typeof url !== 'string' || !/^https?:\/\/\S+$/.test(url)) throw bad('BUTTON_URL_INVALID')
  return { label, data: '', url }
}

const notModified =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message'
const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

/** What the product may call; anything else is a mistake of the product and answered 404. */
export const methods: { readonly [name: string]: Method } = {
  getMe: () => ({ id: 1, is_bot: true, first_name: 'Đúng Hạn', username: botName, can_join_groups: true }),

  getUpdates: (world, { params, gone }) =>
    world.getUpdates(
      number(params.offset, 0),
      Math.min(Math.max(number(params.limit, 100), 1), 100),
      Math.min(number(params.timeout, 0), 50),
      gone,
    ),

  sendMessage(world, { params }) {
    const text = textOf(params.text, 4096, 'message text')
    const buttons = buttonsOf(params.reply_markup)
    const id = chatId(params.chat_id)
    const to = world.openChat(id)
    return { message_id: to.receive(text, buttons), date: 1, chat: to.chat, text }
  },

  sendDocument(world, { params, files }) {
    const file = files.get(String(params.document).replace('attach://', ''))
    if (file === undefined) throw bad('there is no document in the request')
    if (file.bytes.length === 0) throw bad('file must be non-empty')
    if (file.bytes.length > 50 * 1024 * 1024) throw new Refusal(413, 'Request Entity Too Large')
    const caption = params.caption === undefined ? '' : textOf(params.caption, 1024, 'message caption')
    const buttons = buttonsOf(params.reply_markup)
    const id = chatId(params.chat_id)
    const to = world.openChat(id)
    const message_id = to.receive(caption, buttons, file)
    return { message_id, date: 1, chat: to.chat, document: { file_id: 'sent', file_name: file.name } }
  },

  sendPhoto(world, { params, files }) {
    const file = files.get(String(params.photo).replace('attach://', ''))
    if (file === undefined) throw bad('there is no photo in the request')
    if (file.bytes.length === 0) throw bad('file must be non-empty')
    if (file.bytes.length > 10 * 1024 * 1024) throw new Refusal(413, 'Request Entity Too Large')
    const isPicture = /^\x89PNG|^\xff\xd8\xff/.test(Buffer.from(file.bytes.slice(0, 4)).toString('latin1'))
    if (!isPicture) throw bad('IMAGE_PROCESS_FAILED')
    const caption = params.caption === undefined ? '' : textOf(params.caption, 1024, 'message caption')
    const buttons = buttonsOf(params.reply_markup)
    const to = world.openChat(chatId(params.chat_id))
    const message_id = to.receive(caption, buttons, undefined, file)
    return { message_id, date: 1, chat: to.chat, photo: [{ file_id: 'sent', width: 1, height: 1 }] }
  },

  editMessageText(world, { params }) {
    const text = textOf(params.text, 4096, 'message text')
    const buttons = buttonsOf(params.reply_markup)
    const { chat, message } = world.openMessage(chatId(params.chat_id), Number(params.message_id))
    if (message.document !== undefined || message.photo !== undefined)
      throw bad('there is no text in the message to edit')
    if (message.text === text && isSame(message.buttons, buttons)) throw bad(notModified)
    message.text = text
    message.buttons = buttons
    world.changed()
    return { message_id: message.id, date: 1, edit_date: 2, chat: chat.chat, text }
  },

  editMessageReplyMarkup(world, { params }) {
    const buttons = buttonsOf(params.reply_markup)
    const { chat, message } = world.openMessage(chatId(params.chat_id), Number(params.message_id))
    if (isSame(message.buttons, buttons)) throw bad(notModified)
    message.buttons = buttons
    world.changed()
    return { message_id: message.id, date: 1, edit_date: 2, chat: chat.chat, text: message.text }
  },

  answerCallbackQuery(world, { params }) {
    world.answered.add(String(params.callback_query_id))
    world.changed()
    return true
  },

  setMyCommands(world, { params }) {
    const commands = nested(params.commands)
    if (!Array.isArray(commands) || commands.length > 100) throw bad('BOT_COMMANDS_TOO_MUCH')
    for (const { command, description } of commands) {
      if (!/^[a-z0-9_]{1,32}$/.test(command)) throw bad('BOT_COMMAND_INVALID')
      if (typeof description !== 'string' || description.length < 1 || description.length > 256)
        throw bad('BOT_COMMAND_DESCRIPTION_INVALID')
    }
    const scope = (nested(params.scope) ?? { type: 'default' }) as { readonly type: string; readonly chat_id?: unknown }
    // Only a chat that the bot knows can have a menu of its own.
    const id = scope.type === 'chat' ? chatId(scope.chat_id) : undefined
    if (id !== undefined && !world.users.has(id)) throw bad('chat not found')
    world.menus.set(
      String(id ?? scope.type),
      commands.map(({ command }) => String(command)),
    )
    world.changed()
    return true
  },

  getFile(world, { params }) {
    const file = world.files.get(String(params.file_id))
    if (file === undefined) throw bad('invalid file_id')
    if (file.size > 20 * 1024 * 1024) throw bad('file is too big')
    return { file_id: params.file_id, file_unique_id: 'u', file_size: file.size, file_path: file.path }
  },

  sendChatAction(world, { params }) {
    chatId(params.chat_id)
    world.changed()
    return true
  },
}
