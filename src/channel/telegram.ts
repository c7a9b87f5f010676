import { z } from 'zod'
import type { Channel } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import { ChatPace } from './chat-pace.ts'
import { type HookAnswer, type HookHeaders, hookAnswer } from './hook-answer.ts'
import { RatePace } from './rate-pace.ts'
import { receivableBytes } from './receive-file.ts'
import { type TelegramAccess, telegramClient } from './telegram-client.ts'
import { readTrouble, toDeliveryError } from './telegram-errors.ts'
import { TelegramHealth } from './telegram-health.ts'
import { type TelegramWebhook, telegramHook } from './telegram-hook.ts'
import { listenToTelegram } from './telegram-listen.ts'
import { telegramReceiver } from './telegram-receive.ts'
import { chatApartMs, mostWaitMs, telegramSender, telegramTextLimit } from './telegram-send.ts'
import { telegramSettler } from './telegram-settle.ts'
import type { TokenNews } from './token-news.ts'

/** Telegram allows 30 messages a second over all chats (Bot API FAQ); each part of a long message counts. */
const messagesPerSecond = 30
const askMs = 10_000

export interface TelegramSettings extends TelegramAccess, TokenNews {
  readonly files: Files
  readonly log: Log
  /** Milliseconds between two messages to one chat; Telegram's limit when absent. */
  readonly chatApartMs?: number
  /** Messages a second over all chats; Telegram's limit when absent, null: none, for a server of one's own. */
  readonly perSecond?: number | null
  /** Hears by webhook at this https address, with this secret; absent: by polling, which takes any webhook away. */
  readonly webhook?: TelegramWebhook
}

/** The Telegram channel; with a webhook the web server hands its requests to `hook`. */
export interface TelegramChannel extends Channel {
  /**
   * Answers a request to the webhook when what it brings is stored. Without a webhook in the settings the answer is 404,
   * while nobody listens 503, and 500 when it could not be stored. Never fails.
   */
  hook(headers: HookHeaders, body: Uint8Array): Promise<HookAnswer>
}

const meShape = z.object({ username: z.string().min(1) })
/** What may stand behind `?start=` (Bot API, deep linking). */
const startable = /^[A-Za-z0-9_-]{1,64}$/
/** The command that a person's chat begins with when it is opened from a group. */
const openWork = 'viec'

/**
 * The Telegram channel: plain text, inline buttons, private chats, and groups that are told and not asked. It hears by
 * polling, or by webhook where one is set. Making it sends nothing.
 */
export function telegramChannel(settings: TelegramSettings): TelegramChannel {
  const { files, log } = settings
  const client = telegramClient(settings)
  const health = new TelegramHealth(log, settings)
  const pace = new ChatPace(settings.chatApartMs ?? chatApartMs, mostWaitMs)
  const perSecond = settings.perSecond === undefined ? messagesPerSecond : settings.perSecond
  const rate = new RatePace(perSecond, 'telegram')
  let known: string | undefined

  async function username(): Promise<string> {
    known ??= meShape.parse(await client.call(askMs, undefined, (api, signal) => api.getMe(signal))).username
    return known
  }

  async function linkWith(query: string, code: string): Promise<string | undefined> {
    if (!startable.test(code)) return undefined
    try {
      return `https://t.me/${await username()}?${query}=${code}`
    } catch (error) {
      health.failed(readTrouble(error), 'getMe')
      return undefined
    }
  }

  const receiver = telegramReceiver({ client, files, log, username })
  const hearing = { client, receiver, log, health }
  const hooked = settings.webhook === undefined ? undefined : telegramHook(hearing, settings.webhook)

  return {
    name: 'telegram',
    can: {
      buttons: true,
      files: true,
      filesIn: 'any',
      edit: true,
      receipts: false,
      groups: true,
      windowMs: null,
      freeMs: null,
      quota: null,
      textLimit: telegramTextLimit,
      perSecond,
      fileLimit: receivableBytes,
    },
    send: telegramSender({ client, files, log, health, pace, rate, privateLink: () => linkWith('start', openWork) }),
    settle: telegramSettler({ client, pace, rate }),
    async offerCommands(address, commands, stop) {
      // Telegram takes a hundred (Bot API, setMyCommands); what stands last is used least.
      const shown = commands.slice(0, 100).map(({ name, what }) => ({ command: name, description: what.slice(0, 256) }))
      try {
        const scope = { type: 'chat', chat_id: address } as const
        const offer = () => client.call(askMs, stop, (api, signal) => api.setMyCommands(shown, { scope }, signal))
        await rate.inTurn(offer, { first: false, last: true, stop })
      } catch (error) {
        throw toDeliveryError(error)
      }
    },
    listen: (take, stop) => (hooked === undefined ? listenToTelegram(hearing, take, stop) : hooked.listen(take, stop)),
    hook: async (headers, body) => (hooked === undefined ? hookAnswer(404) : hooked.hook(headers, body)),
    inviteLink: (code) => linkWith('start', code),
    groupLink: (code) => linkWith('startgroup', code),
  }
}
