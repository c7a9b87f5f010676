import type { Channel } from '../app/ports/channel.ts'
import type { Files } from '../app/ports/files.ts'
import type { Log } from '../app/ports/log.ts'
import type { Inbound } from '../app/ports/messages.ts'
import type { Instant } from '../core/time.ts'
import { RatePace } from './rate-pace.ts'
import { receivableBytes } from './receive-file.ts'
import { problemName } from './telegram-errors.ts'
import { pause } from './within-time.ts'
import { zaloOaApiRoot, zaloOaClient } from './zalo-oa-client.ts'
import { readOaTrouble } from './zalo-oa-errors.ts'
import { FileFetcher, type PendingFiles, pendingInMemory } from './zalo-oa-files.ts'
import { ZaloOaHealth } from './zalo-oa-health.ts'
import { type HookAnswer, type HookSettings, type Receipt, readHook } from './zalo-oa-hook.ts'
import { type OaTemplate, zaloOaSender, zaloOaTextLimit } from './zalo-oa-send.ts'
import type { TokenKeeper } from './zalo-oa-tokens.ts'

/**
 * Zalo allows an app 4,000 requests a minute, but an OA by its plan far fewer (100 a minute on the smallest one that
 * opens the API, as resellers say): one a second stays below both.
 */
const messagesPerSecond = 1
/** A consultation message may go out until seven days after the person's last message. */
const consultationWindowMs = 7 * 86_400_000
/** Within 48 hours it costs nothing. */
const freeWindowMs = 48 * 3_600_000
/** So often the access token is looked at while nothing is sent; the refresh token dies after three idle months. */
const tokenRoundMs = 3_600_000

export interface ZaloOaSettings extends HookSettings {
  readonly tokens: TokenKeeper
  readonly files: Files
  readonly log: Log
  /** Root of the API; https://openapi.zalo.me when absent. From one with http: files are fetched too, whatever its address. */
  readonly apiRoot?: string
  readonly fetch?: typeof fetch
  /** Where files wait that were acknowledged and not fetched yet; in memory when absent. */
  readonly pending?: PendingFiles
  readonly template?: OaTemplate
  /** Messages a second over all chats; one when absent, null: no limit. */
  readonly perSecond?: number | null
  /** Milliseconds between two messages to one person. */
  readonly chatApartMs?: number
  /** Milliseconds before a failed download is tried again. */
  readonly downloadBackoffMs?: number
  /** The provider's clock, which is the host's; not the product's, which may be virtual. */
  readonly now?: () => Instant
  /** Told when messages have reached a phone or were looked at. */
  readonly receipt?: (receipt: Receipt) => Promise<void>
  /** Told once when nothing goes out until an admin changes the app, the OA, its plan or its bill. */
  readonly mustAct?: (why: string) => void
  /** Told when a message went out for the first time, and each time that it works again after a trouble. */
  readonly worksAgain?: () => void
}

/** The Official Account's channel; the web server hands it what is posted to its webhook. */
export interface ZaloOaChannel extends Channel {
  /**
   * One request to the webhook: its headers and its body as the bytes came in. Resolves when what was heard is stored,
   * with what is to be answered; files are fetched after that. Never fails.
   */
  webhook(headers: { get(name: string): string | null }, raw: Uint8Array): Promise<HookAnswer>
}

/** The Zalo Official Account channel: webhook in, consultation messages with buttons out. Making it sends nothing. */
export function zaloOaChannel(settings: ZaloOaSettings): ZaloOaChannel {
  const { tokens, files, log, pending = pendingInMemory(), now = Date.now, receipt, template } = settings
  const perSecond = settings.perSecond === undefined ? messagesPerSecond : settings.perSecond
  const health = new ZaloOaHealth(log, settings)
  const root = new URL(settings.apiRoot ?? zaloOaApiRoot)
  const fetcher = new FileFetcher({
    ...{ files, log, pending },
    // A root without https is a stand-in, which has the files as well.
    ...(root.protocol === 'http:' ? { ownOrigin: root.origin } : {}),
    ...(settings.downloadBackoffMs === undefined ? {} : { firstBackoffMs: settings.downloadBackoffMs }),
  })
  let listener: { readonly take: (inbound: Inbound) => Promise<boolean>; readonly stop: AbortSignal } | undefined
  const hearing = new Set<Promise<HookAnswer>>()

  async function hear(headers: { get(name: string): string | null }, raw: Uint8Array): Promise<HookAnswer> {
    const { answer, inbounds, files: found, receipt: told, note } = readHook(settings, headers, raw)
    if (answer.status === 200) log.debug({ channel: 'zalo-oa', note }, 'A webhook was heard.')
    else log.warn({ channel: 'zalo-oa', note, bytes: raw.length }, 'A request to the Zalo OA webhook was turned away.')
    if (answer.status !== 200 || (inbounds.length === 0 && found.length === 0 && told === undefined)) return answer
    if (listener === undefined) return { status: 503, body: 'not listening' }
    const { take, stop } = listener
    try {
      for (const inbound of inbounds) await take(inbound)
      for (const file of found) await pending.put(file)
      if (told !== undefined) await receipt?.(told)
    } catch (error) {
      log.error({ channel: 'zalo-oa', why: problemName(error) }, 'A message from Zalo could not be stored.')
      return { status: 500, body: 'not stored' }
    }
    // Links to files do not last, so they are followed at once, but the answer does not wait for them.
    for (const file of found) fetcher.start(file, take, stop)
    return answer
  }

  /** Keeps the tokens alive, whether messages go out or not. */
  async function keepTokens(stop: AbortSignal): Promise<void> {
    while (!stop.aborted) {
      await tokens.access().catch((error) => health.failed(readOaTrouble(error), 'access_token'))
      await pause(tokenRoundMs, stop)
    }
  }

  return {
    name: 'zalo-oa',
    can: {
      buttons: true,
      files: true,
      filesIn: 'any',
      edit: false,
      receipts: true,
      groups: false,
      windowMs: consultationWindowMs,
      nudges: template !== undefined,
      freeMs: freeWindowMs,
      quota: null,
      textLimit: zaloOaTextLimit,
      perSecond,
      fileLimit: receivableBytes,
    },
    send: zaloOaSender({
      client: zaloOaClient(settings),
      ...{ files, log, health, now, chatApartMs: settings.chatApartMs ?? 0 },
      rate: new RatePace(perSecond, 'zalo-oa'),
      ...(template === undefined ? {} : { template }),
    }),
    async listen(take, stop) {
      if (stop.aborted) return
      const mine = { take, stop }
      listener = mine
      const stopped = new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }))
      void keepTokens(stop)
      const left = await pending.all().catch((error): [] => {
        log.error({ channel: 'zalo-oa', why: problemName(error) }, 'Files that are still to be fetched cannot be read.')
        return []
      })
      for (const file of left) fetcher.start(file, take, stop)
      await stopped
      if (listener === mine) listener = undefined
      await Promise.allSettled(hearing)
      await fetcher.settled()
      // A pair of tokens that is on its way would be lost with the process.
      await tokens.settled()
    },
    async webhook(headers, raw) {
      const heard = hear(headers, raw)
      hearing.add(heard)
      try {
        return await heard
      } finally {
        hearing.delete(heard)
      }
    },
    /** Opens the chat with the OA; the person follows it and writes the code, which the link cannot carry. */
    async inviteLink(code) {
      const known = settings.oaId !== undefined && /^\d{1,30}$/.test(settings.oaId)
      return known && /^[A-Za-z0-9_-]{1,64}$/.test(code) ? `https://zalo.me/${settings.oaId}` : undefined
    },
  }
}
