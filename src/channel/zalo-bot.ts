import { z } from 'zod'
import type { Channel } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import { type HookAnswer, type HookHeaders, hookAnswer } from './hook-answer.ts'
import { RatePace } from './rate-pace.ts'
import { receivableBytes } from './receive-file.ts'
import type { TokenNews } from './token-news.ts'
import { pause, Stopped } from './within-time.ts'
import { type ZaloBotAccess, zaloBotClient } from './zalo-bot-client.ts'
import { problemName, readTrouble, unusableRetryMs } from './zalo-bot-errors.ts'
import { ZaloBotHealth } from './zalo-bot-health.ts'
import { readHook } from './zalo-bot-hook.ts'
import { pollZaloBot } from './zalo-bot-poll.ts'
import { type Take, zaloBotReceiver } from './zalo-bot-receive.ts'
import { type PictureUrl, zaloBotSender, zaloBotTextLimit } from './zalo-bot-send.ts'

/** No rate is published: slow enough to look like no flood, fast enough for fifty people. */
const messagesPerSecond = 5
const usualChatApartMs = 1_000
/** The free plan (bot.zapps.me, price list). */
const usualQuota = { messages: 3_000, people: 50 }
const usualPollApartMs = 1_000
const askMs = 10_000
const firstBackoffMs = 1_000
const longestBackoffMs = 10 * 60_000

export interface ZaloBotSettings extends ZaloBotAccess, TokenNews {
  readonly files: Files
  readonly log: Log
  /** Hears by webhook at this https address, with this secret (8 to 256 characters); absent: by polling. */
  readonly webhook?: { readonly url: string; readonly secret: string }
  /** Where Zalo can fetch a picture of ours; absent: no pictures go out. */
  readonly pictureUrl?: PictureUrl
  /** Messages per second over all chats; 5 when absent. */
  readonly perSecond?: number
  /** Milliseconds between two messages to one chat; 1,000 when absent. */
  readonly chatApartMs?: number
  /** What the bot's plan allows in a month; the free plan's 3,000 messages to 50 people when absent, null: no limit. */
  readonly quota?: { readonly messages: number; readonly people: number } | null
  /** Milliseconds from one poll to the next, at least; 1,000 when absent. */
  readonly pollApartMs?: number
}

/** The Zalo Bot channel; the web server hands its webhook's requests to `hook`. */
export interface ZaloBotChannel extends Channel {
  /**
   * Answers a request to the webhook when what it brings is stored. Without a webhook in the settings the answer is 404,
   * while nobody listens 503, and 500 when it could not be stored. Never fails.
   */
  hook(headers: HookHeaders, body: Uint8Array): Promise<HookAnswer>
}

const meShape = z.object({ id: z.union([z.string(), z.number().transform(String)]) })
const webhookShape = z.object({
  verification: z.object({ ok: z.boolean(), outcome: z.string().optional() }).optional(),
})

/** The Zalo Bot channel: plain text with numbered choices, pictures both ways, private chats only. Making it sends nothing. */
export function zaloBotChannel(settings: ZaloBotSettings): ZaloBotChannel {
  const { files, log, webhook } = settings
  const client = zaloBotClient(settings)
  const perSecond = settings.perSecond ?? messagesPerSecond
  const health = new ZaloBotHealth(log, settings)
  const receive = zaloBotReceiver({ client, files, log })
  const hearing = new Set<Promise<void>>()
  let listener: { readonly take: Take; readonly stop: AbortSignal } | undefined
  let botId: string | undefined

  /** Tells Zalo the webhook's address until Zalo has reached it; never fails. */
  async function register(hook: NonNullable<ZaloBotSettings['webhook']>, stop: AbortSignal): Promise<void> {
    for (let wait = firstBackoffMs; !stop.aborted; wait = Math.min(wait * 2, longestBackoffMs)) {
      try {
        const set = await client.call('setWebhook', { url: hook.url, secret_token: hook.secret }, askMs, stop)
        const verification = webhookShape.safeParse(set).data?.verification
        if (verification === undefined || verification.ok) return health.works('hear')
        health.unverified(/^[\w.]{1,40}$/.exec(verification.outcome ?? '')?.[0] ?? 'unknown')
        await pause(wait, stop)
      } catch (error) {
        if (stop.aborted) return
        const trouble = readTrouble(error)
        health.failed(trouble, 'setWebhook')
        await pause(trouble.kind === 'token' ? Math.max(wait, unusableRetryMs) : wait, stop)
      }
    }
  }

  async function hearByWebhook(hook: NonNullable<typeof webhook>, take: Take, stop: AbortSignal): Promise<void> {
    if (stop.aborted) return
    const own = { take, stop }
    listener = own
    const registered = register(hook, stop)
    await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
    if (listener === own) listener = undefined
    await Promise.allSettled([registered, ...hearing])
  }

  return {
    name: 'zalo-bot',
    can: {
      buttons: false,
      files: false,
      pictures: settings.pictureUrl !== undefined,
      filesIn: 'pictures',
      edit: false,
      receipts: false,
      groups: false,
      windowMs: null,
      freeMs: null,
      quota: settings.quota === undefined ? usualQuota : settings.quota,
      textLimit: zaloBotTextLimit,
      perSecond,
      fileLimit: receivableBytes,
    },
    send: zaloBotSender({
      client,
      health,
      chatApartMs: settings.chatApartMs ?? usualChatApartMs,
      rate: new RatePace(perSecond, 'zalo-bot'),
      pictureUrl: settings.pictureUrl,
    }),
    listen: (take, stop) =>
      webhook === undefined
        ? pollZaloBot({ client, log, health, receive, apartMs: settings.pollApartMs ?? usualPollApartMs }, take, stop)
        : hearByWebhook(webhook, take, stop),
    async hook(headers, body) {
      if (webhook === undefined) return hookAnswer(404)
      const { answer, event } = readHook(webhook.secret, headers, body)
      if (event === undefined) {
        log.warn({ channel: 'zalo-bot', status: answer.status, bytes: body.length }, 'A webhook request was refused.')
        return answer
      }
      if (listener === undefined) return event.kind === 'ignored' ? answer : hookAnswer(503)
      const received = receive(event, listener.take, listener.stop)
      hearing.add(received)
      try {
        await received
        return answer
      } catch (error) {
        if (error instanceof Stopped) return hookAnswer(503)
        log.error({ channel: 'zalo-bot', why: problemName(error) }, 'A message of the webhook could not be stored.')
        return hookAnswer(500)
      } finally {
        hearing.delete(received)
      }
    },
    async inviteLink(code) {
      // A share link opens the chat and carries no code: the person types it there.
      if (!/^[A-Za-z0-9_-]{1,64}$/.test(code)) return undefined
      try {
        botId ??= meShape.parse(await client.call('getMe', {}, askMs)).id
        return /^[A-Za-z0-9_-]{1,64}$/.test(botId) ? `https://bot.zaloplatforms.com/bots/${botId}` : undefined
      } catch (error) {
        health.failed(readTrouble(error), 'getMe')
        return undefined
      }
    },
  }
}
