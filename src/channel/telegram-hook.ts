import type { Log } from '../app/ports/log.ts'
import { type HookAnswer, type HookHeaders, hookAnswer, openHook } from './hook-answer.ts'
import type { TelegramClient } from './telegram-client.ts'
import { problemName, readTrouble, unusableRetryMs } from './telegram-errors.ts'
import type { TelegramHealth } from './telegram-health.ts'
import { offerCommands } from './telegram-listen.ts'
import { type NumberedUpdate, numberedUpdate, type Take, type TelegramReceiver } from './telegram-receive.ts'
import { wantedUpdates } from './telegram-update.ts'
import { pause, Stopped } from './within-time.ts'

/** Where Telegram delivers, and the secret that it shows (1 to 256 letters, digits, _ and -; Bot API, setWebhook). */
export interface TelegramWebhook {
  readonly url: string
  readonly secret: string
}

const askMs = 10_000
const firstBackoffMs = 1_000
const longestBackoffMs = 10 * 60_000

export interface TelegramHooking {
  readonly client: TelegramClient
  readonly receiver: TelegramReceiver
  readonly log: Log
  readonly health: TelegramHealth
}

/** Hears by webhook: `listen` registers it and waits for `stop`, `hook` answers its requests. */
export function telegramHook({ client, receiver, log, health }: TelegramHooking, webhook: TelegramWebhook) {
  let listener: { readonly take: Take; readonly stop: AbortSignal } | undefined
  /** Updates being received, by number: one that comes again meanwhile shares the outcome. */
  const hearing = new Map<number, Promise<void>>()
  /** What a chat said is stored in the order in which it came; a file on its way would be passed otherwise. */
  const lines = new Map<string, Promise<void>>()

  /** Tells Telegram the webhook's address until it takes it; never fails. */
  async function register(stop: AbortSignal): Promise<void> {
    for (let wait = firstBackoffMs; !stop.aborted; wait = Math.min(wait * 2, longestBackoffMs)) {
      try {
        const { url, secret } = webhook
        const more = { secret_token: secret, allowed_updates: wantedUpdates, drop_pending_updates: false }
        await client.call(askMs, stop, (api, signal) => api.setWebhook(url, more, signal))
        return health.works('poll')
      } catch (error) {
        if (stop.aborted) return
        const trouble = readTrouble(error)
        health.failed(trouble, 'setWebhook')
        await pause(trouble.kind === 'token' ? Math.max(wait, unusableRetryMs) : (trouble.afterMs ?? wait), stop)
      }
    }
  }

  function receive(update: NumberedUpdate, by: NonNullable<typeof listener>): Promise<void> {
    const known = hearing.get(update.update_id)
    if (known !== undefined) return known
    const chat = chatOf(update)
    const received = (lines.get(chat) ?? Promise.resolve()).then(() => receiver.receive(update, by.take, by.stop))
    const over = received
      .catch(() => undefined)
      .then(() => {
        hearing.delete(update.update_id)
        if (lines.get(chat) === over) lines.delete(chat)
      })
    hearing.set(update.update_id, received)
    lines.set(chat, over)
    return received
  }

  return {
    async listen(take: Take, stop: AbortSignal): Promise<void> {
      if (stop.aborted) return
      const own = { take, stop }
      listener = own
      const registered = register(stop)
      const commands = offerCommands({ client, health }, stop)
      await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
      if (listener === own) listener = undefined
      await Promise.allSettled([registered, commands, receiver.lastWord(), ...hearing.values()])
    },

    /**
     * Answers a request when what it brings is stored: 200 also for what is not for this product, 503 while nobody
     * listens and 500 when it could not be stored, so that Telegram brings it again. Never fails.
     */
    async hook(headers: HookHeaders, body: Uint8Array): Promise<HookAnswer> {
      const opened = openHook({ header: 'x-telegram-bot-api-secret-token', value: webhook.secret }, headers, body)
      if ('refused' in opened) {
        const { status } = opened.refused
        log.warn({ channel: 'telegram', status, bytes: body.length }, 'A webhook request was refused.')
        return opened.refused
      }
      const update = numberedUpdate.safeParse(opened.value)
      if (!update.success) {
        log.warn({ channel: 'telegram', bytes: body.length }, 'A webhook request of an unknown shape was acknowledged.')
        return hookAnswer(200)
      }
      if (listener === undefined) return hookAnswer(503)
      try {
        await receive(update.data, listener)
        return hookAnswer(200)
      } catch (error) {
        if (error instanceof Stopped) return hookAnswer(503)
        log.error({ channel: 'telegram', why: problemName(error) }, 'A message of the webhook could not be stored.')
        return hookAnswer(500)
      }
    },
  }
}

/** The chat that an update comes from, whatever its kind; updates of none share one line. */
function chatOf(update: NumberedUpdate): string {
  const inner = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null ? (value as { readonly [key: string]: unknown })[name] : undefined
  const pressed = inner(update.callback_query, 'message')
  const places = [update.message, update.my_chat_member, pressed].map((part) => inner(inner(part, 'chat'), 'id'))
  return `${places.find((id) => typeof id === 'number') ?? ''}`
}
