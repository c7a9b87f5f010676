import { type Api, GrammyError, InputFile } from 'grammy'
import { DeliveryError } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { OutboxRow } from '../app/ports/messages.ts'
import { privateChatLabel } from '../text/vi-telegram.ts'
import type { ChatPace } from './chat-pace.ts'
import type { RatePace } from './rate-pace.ts'
import { tidyName } from './receive-file.ts'
import { splitText } from './split-text.ts'
import type { TelegramClient } from './telegram-client.ts'
import { readTrouble, toDeliveryError } from './telegram-errors.ts'
import type { TelegramHealth } from './telegram-health.ts'
import { keyboardFor, linkButton, mostButtons } from './telegram-keyboard.ts'
import { WindowPace } from './window-pace.ts'
import { pause } from './within-time.ts'

/** UTF-16 units of a message's text (Bot API, sendMessage). */
export const telegramTextLimit = 4096
/** Bytes of a document that a bot may upload (Bot API, sendDocument). */
const sendableBytes = 50 * 1024 * 1024
/** Bytes of a picture that is shown in the chat (Bot API, sendPhoto). */
const photoBytes = 10 * 1024 * 1024
const photoTypes: ReadonlySet<string> = new Set(['image/png', 'image/jpeg'])
/** "Avoid sending more than one message per second in a single chat" (Bot API FAQ). */
export const chatApartMs = 1_000
/** "Not more than 20 messages per minute to the same group" (Bot API FAQ). */
const groupMessages = 20
const groupWindowMs = 60_000
/** A worker of the queue waits no longer for a chat; others could be served meanwhile. */
export const mostWaitMs = 10_000
const messageMs = 30_000
/** 50 MB over a slow office line. */
const documentMs = 300_000
/** Messages of which some parts are out already; far more than can be under way at once. */
const rememberedRows = 1_000

/** What stands under a message. */
type Buttons = { reply_markup?: ReturnType<typeof keyboardFor> | ReturnType<typeof linkButton> }
type Part = { readonly text: string } | FilePart
interface FilePart {
  readonly bytes: Uint8Array
  readonly name: string
  /** Shown in the chat, and not as a file to be opened. */
  readonly photo: boolean
}
interface Progress {
  readonly parts: number
  readonly providerId: string | null
}

export interface TelegramSending {
  readonly client: TelegramClient
  readonly files: Files
  readonly log: Log
  readonly health: TelegramHealth
  readonly pace: ChatPace
  /** Over all chats. */
  readonly rate: RatePace
  /** The link into the private chat; undefined when it cannot be said now. */
  readonly privateLink: () => Promise<string | undefined>
}

/** Sends messages: text in as many parts as it takes, then files; the buttons hang on the last of all. */
export function telegramSender({ client, files, log, health, pace, rate, privateLink }: TelegramSending) {
  const groups = new WindowPace(groupMessages, groupWindowMs)
  // A retry goes on with the part that failed instead of repeating those that arrived.
  const progress = new Map<string, Progress>()

  async function buttonsOf({ id, reply }: OutboxRow) {
    if (reply.privately) {
      const link = await privateLink()
      return link === undefined ? {} : { reply_markup: linkButton(privateChatLabel, link) }
    }
    const choices = reply.choices ?? []
    return choices.length > 0 ? { reply_markup: keyboardFor(id, choices) } : {}
  }

  /** Waits until the group may have another message, or fails with `later` when that takes long. */
  async function groupTurn(address: string, stop: AbortSignal | undefined): Promise<void> {
    for (let wait = groups.waitMs(address, Date.now()); wait > 0; wait = groups.waitMs(address, Date.now())) {
      if (wait > mostWaitMs)
        throw new DeliveryError('telegram', 'later', 'too many messages for one group at once', { afterMs: wait })
      await pause(wait, stop)
      if (stop?.aborted) throw new DeliveryError('telegram', 'later', 'stopped')
    }
  }

  async function sendPart(row: OutboxRow, part: Part, last: boolean, stop?: AbortSignal): Promise<string | null> {
    const buttons = last ? await buttonsOf(row) : {}
    if (isGroupAddress(row.address)) await groupTurn(row.address, stop)
    const call = () =>
      'text' in part
        ? client.call(messageMs, undefined, (api, signal) =>
            // No parse_mode: whatever people wrote stands in the message as they wrote it.
            api.sendMessage(
              row.address,
              part.text,
              { ...buttons, link_preview_options: { is_disabled: true } },
              signal,
            ),
          )
        : client.call(documentMs, undefined, (api, signal) => sendFile(api, row.address, part, buttons, signal))
    const inTurn = () => rate.inTurn<Awaited<ReturnType<typeof call>>>(call, { first: row.kind === 'answer', stop })
    // Counted from the answer on: Telegram may have taken the message at any time before it.
    const sent = await inTurn().finally(() => {
      if (isGroupAddress(row.address)) groups.count(row.address, Date.now())
    })
    // It is out by now: an answer without a number is no reason to send it again.
    return Number.isInteger(sent.message_id) ? `${sent.message_id}` : null
  }

  /** The message id of the last part. Fails with a DeliveryError. */
  return async function send(row: OutboxRow, stop?: AbortSignal): Promise<{ readonly providerId: string | null }> {
    if (!/^-?\d{1,20}$/.test(row.address)) throw new DeliveryError('telegram', 'never', 'the address is no chat id')
    try {
      const parts = await partsOf(row, files)
      if ((row.reply.choices?.length ?? 0) > mostButtons)
        log.warn({ channel: 'telegram', outboxId: row.id }, `Only the first ${mostButtons} choices fit on a message.`)
      const sendAll = async (apart: <T>(send: () => Promise<T>) => Promise<T>) => {
        let done: Progress = progress.get(placeOf(row)) ?? { parts: 0, providerId: null }
        while (done.parts < parts.length) {
          const part = parts[done.parts]
          if (part === undefined) break
          const last = done.parts === parts.length - 1
          done = { parts: done.parts + 1, providerId: await apart(() => sendPart(row, part, last, stop)) }
          remember(progress, placeOf(row), done)
        }
        progress.delete(placeOf(row))
        health.works('send')
        return { providerId: done.providerId }
      }
      return await pace.inLine(row.address, sendAll, stop)
    } catch (error) {
      if (error instanceof DeliveryError) throw error
      const trouble = readTrouble(error)
      if (['token', 'down', 'slow-down', 'own'].includes(trouble.kind)) health.failed(trouble, 'send')
      if (trouble.kind === 'slow-down') pace.hold(row.address, trouble.afterMs ?? chatApartMs)
      throw toDeliveryError(error)
    }
  }
}

/** A picture as a picture; one that Telegram cannot show goes out as a file. */
async function sendFile(
  api: Api,
  address: string,
  { bytes, name, photo }: FilePart,
  buttons: Buttons,
  signal: never,
): Promise<{ readonly message_id: number }> {
  const file = (): InputFile => new InputFile(bytes, name)
  if (!photo) return api.sendDocument(address, file(), buttons, signal)
  try {
    return await api.sendPhoto(address, file(), buttons, signal)
  } catch (error) {
    if (!(error instanceof GrammyError) || !/PHOTO_|IMAGE_PROCESS/.test(error.description)) throw error
    return api.sendDocument(address, file(), buttons, signal)
  }
}

/** Telegram's groups have negative numbers, people have positive ones. */
const isGroupAddress = (address: string): boolean => address.startsWith('-')

/** Everything is at hand before the first part goes out, so that nobody gets half a message because of a lost file. */
async function partsOf({ reply }: OutboxRow, files: Files): Promise<Part[]> {
  // Telegram refuses a message of white space only, and trims the others.
  const parts: Part[] = splitText(reply.text, telegramTextLimit)
    .filter((text) => text.trim() !== '')
    .map((text) => ({ text }))
  for (const file of reply.files ?? []) {
    if (file.size > sendableBytes) throw new DeliveryError('telegram', 'refused', 'a file is larger than 50 MB')
    const bytes = await files.open(file.sha256)
    if (bytes === undefined) throw new DeliveryError('telegram', 'refused', 'a file is no longer kept')
    const photo = photoTypes.has(file.mime) && file.size <= photoBytes
    parts.push({ bytes, name: tidyName(file.name), photo })
  }
  if (parts.length === 0) throw new DeliveryError('telegram', 'refused', 'the message is empty')
  return parts
}

/** Another address has got nothing of the message yet. */
const placeOf = ({ id, address }: OutboxRow): string => `${id} ${address}`

function remember(progress: Map<string, Progress>, row: string, done: Progress): void {
  if (progress.size >= rememberedRows && !progress.has(row)) {
    const oldest = progress.keys().next()
    if (!oldest.done) progress.delete(oldest.value)
  }
  progress.set(row, done)
}
