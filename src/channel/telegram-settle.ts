import { GrammyError } from 'grammy'
import { DeliveryError } from '../app/ports/channel.ts'
import type { OutboxRow } from '../app/ports/messages.ts'
import { chosenLine } from '../text/vi-telegram.ts'
import type { ChatPace } from './chat-pace.ts'
import type { RatePace } from './rate-pace.ts'
import { splitText } from './split-text.ts'
import type { TelegramClient } from './telegram-client.ts'
import { readTrouble, toDeliveryError } from './telegram-errors.ts'
import { telegramTextLimit } from './telegram-send.ts'
import { WindowPace } from './window-pace.ts'
import { pause } from './within-time.ts'

/**
 * Edits count to Telegram's 30 requests a second like messages: they take their turn behind all of them, and are so few
 * that a burst of messages which comes right after them loses next to nothing.
 */
export const editsPerSecond = 3
/** An edit that would come later than this is left out: its message has scrolled away. */
const mostWaitMs = 10_000
const editMs = 10_000
/** Nothing is wrong: another edit was first, the message is too old to be changed, or was deleted. */
const harmless = /message is not modified|message can't be edited|message to edit not found|MESSAGE_ID_INVALID/i

export interface TelegramSettling {
  readonly client: TelegramClient
  /** The one by which messages go out: a pause that Telegram asks for holds for both. */
  readonly pace: ChatPace
  readonly rate: RatePace
}

/** Takes the buttons off a message that was answered and notes below its text which one it was. */
export function telegramSettler({ client, pace, rate }: TelegramSettling) {
  const edits = new WindowPace(editsPerSecond, 1_000)
  const all = 'edits'

  /** Resolves when an edit may take its turn; never in the way of a message. */
  async function ready(address: string, stop: AbortSignal): Promise<void> {
    for (;;) {
      if (stop.aborted) throw new DeliveryError('telegram', 'later', 'too many edits at once')
      const wait = Math.max(edits.waitMs(all, Date.now()), pace.heldMs(address))
      if (wait === 0) break
      await pause(wait, stop)
    }
    edits.count(all, Date.now())
  }

  return async function settle(row: OutboxRow, chosen: string | null, stop?: AbortSignal): Promise<void> {
    const messageId = Number(row.providerId)
    if (row.providerId === null || !Number.isSafeInteger(messageId) || messageId <= 0)
      throw new DeliveryError('telegram', 'refused', 'the message has no number')
    const text = settledText(row, chosen)
    const edit = () =>
      client.call(editMs, undefined, (api, signal): Promise<unknown> => {
        // Without a keyboard in the call Telegram takes the old one off.
        if (text === undefined) return api.editMessageReplyMarkup(row.address, messageId, {}, signal)
        const more = { link_preview_options: { is_disabled: true } }
        return api.editMessageText(row.address, messageId, text, more, signal)
      })
    const tooLate = new AbortController()
    const end = () => tooLate.abort()
    const timer = setTimeout(end, mostWaitMs)
    stop?.addEventListener('abort', end, { once: true })
    if (stop?.aborted) end()
    try {
      await ready(row.address, tooLate.signal)
      await rate.inTurn(edit, { first: false, last: true, stop: tooLate.signal })
    } catch (error) {
      if (error instanceof GrammyError && error.error_code === 400 && harmless.test(error.description)) return
      const trouble = readTrouble(error)
      if (trouble.kind === 'slow-down') pace.hold(row.address, trouble.afterMs ?? 1_000)
      throw toDeliveryError(error)
    } finally {
      clearTimeout(timer)
      stop?.removeEventListener('abort', end)
    }
  }
}

/** The text of the part with the buttons and the choice; undefined where it has no text, or no room for the choice. */
function settledText({ reply }: OutboxRow, chosen: string | null): string | undefined {
  if (chosen === null || (reply.files?.length ?? 0) > 0) return undefined
  const last = splitText(reply.text, telegramTextLimit)
    .filter((text) => text.trim() !== '')
    .at(-1)
  const text = last === undefined ? undefined : `${last}\n\n${chosenLine(chosen.replace(/\s+/g, ' ').trim())}`
  return text === undefined || text.length > telegramTextLimit ? undefined : text
}
