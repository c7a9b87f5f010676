import { z } from 'zod'
import type { Channel } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import { receivableBytes } from './receive-file.ts'
import { type TelegramAccess, telegramClient } from './telegram-client.ts'
import { readTrouble } from './telegram-errors.ts'
import { TelegramHealth } from './telegram-health.ts'
import { listenToTelegram } from './telegram-listen.ts'
import { chatApartMs, telegramSender, telegramTextLimit } from './telegram-send.ts'

/**
 * Telegram allows about 30 messages a second over all chats (Bot API FAQ). The rest is left for long messages, which
 * count once in the queue and go out in several parts, and for answers to pressed buttons.
 */
const messagesPerSecond = 25
const askMs = 10_000

export interface TelegramSettings extends TelegramAccess {
  readonly files: Files
  readonly log: Log
  /** Milliseconds between two messages to one chat; Telegram's limit when absent. */
  readonly chatApartMs?: number
}

const meShape = z.object({ username: z.string().min(1) })

/** The Telegram channel: long polling, plain text, inline buttons; private chats only. Making it sends nothing. */
export function telegramChannel(settings: TelegramSettings): Channel {
  const { files, log } = settings
  const client = telegramClient(settings)
  const health = new TelegramHealth(log)
  let username: string | undefined

  return {
    name: 'telegram',
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
      textLimit: telegramTextLimit,
      perSecond: messagesPerSecond,
      fileLimit: receivableBytes,
    },
    send: telegramSender({ client, files, log, health, chatApartMs: settings.chatApartMs ?? chatApartMs }),
    listen: (take, stop) => listenToTelegram({ client, files, log, health }, take, stop),
    async inviteLink(code) {
      // What may stand behind `?start=` (Bot API, deep linking).
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(code)) return undefined
      try {
        username ??= meShape.parse(await client.call(askMs, undefined, (api, signal) => api.getMe(signal))).username
        return `https://t.me/${username}?start=${code}`
      } catch (error) {
        health.failed(readTrouble(error), 'getMe')
        return undefined
      }
    },
  }
}
