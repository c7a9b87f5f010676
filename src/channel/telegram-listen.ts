import { z } from 'zod'
import type { Log } from '../app/ports/log.ts'
import { telegramCommands } from '../text/vi-telegram.ts'
import type { TelegramClient } from './telegram-client.ts'
import { problemName, readTrouble, type TelegramTrouble, unusableRetryMs } from './telegram-errors.ts'
import type { TelegramHealth } from './telegram-health.ts'
import { TelegramLines } from './telegram-lines.ts'
import { type NumberedUpdate, numberedUpdate, type Take, type TelegramReceiver } from './telegram-receive.ts'
import { wantedUpdates } from './telegram-update.ts'
import { pause } from './within-time.ts'

/** How long Telegram keeps a poll open when there is nothing, in seconds. */
const pollSeconds = 30
const pollMs = (pollSeconds + 15) * 1_000
const firstBackoffMs = 1_000
const longestBackoffMs = 30_000
const answerMs = 5_000
/** So long a poll's updates are waited for before Telegram is asked for more; then so long while one still takes. */
const firstLookMs = 200
const againMs = 1_000
/** A stop takes no longer for telling Telegram what has arrived; untold it would only be delivered, and ignored, again. */
const lastWordMs = 800

const batch = z.array(numberedUpdate)
const doubled = (ms: number): number => Math.min(ms * 2, longestBackoffMs)

export interface TelegramListening {
  readonly client: TelegramClient
  readonly receiver: TelegramReceiver
  readonly log: Log
  readonly health: TelegramHealth
}

/**
 * Polls Telegram until `stop`. No poll tells Telegram that an update has arrived before it and all that came earlier are
 * taken; one that takes long holds up its own chat only, as long as fewer than a hundred have come after it.
 */
export async function listenToTelegram(
  { client, receiver, log, health }: TelegramListening,
  take: Take,
  stop: AbortSignal,
): Promise<void> {
  let told = false
  const lines = new TelegramLines({
    receive: (update) => receiver.receive(update, take, stop),
    failed: (error) => {
      // Where the database is away, one line says so for all of them.
      if (told) return
      told = true
      const why = problemName(error)
      log.error({ channel: 'telegram', why }, 'A message could not be stored; Telegram will be asked for it again.')
    },
    stop,
  })

  async function poll(): Promise<{ readonly updates: readonly NumberedUpdate[]; readonly offset: number | undefined }> {
    const { offset } = lines
    const asked = { timeout: pollSeconds, allowed_updates: wantedUpdates, ...(offset === undefined ? {} : { offset }) }
    const given = await client.call(pollMs, stop, (api, signal) => api.getUpdates(asked, signal))
    health.works('poll')
    const updates = batch.parse(given)
    if (updates.length === 0) lines.forget()
    return { updates, offset }
  }

  /** Begins to take what a poll brought, and waits for it, but not long. Gives whether all is well. */
  async function takeAll({ updates, offset }: Awaited<ReturnType<typeof poll>>): Promise<boolean> {
    told = false
    const wait = lines.begin(updates, offset) ? firstLookMs : againMs
    const waited = new AbortController()
    const stopWaiting = (): void => waited.abort()
    stop.addEventListener('abort', stopWaiting, { once: true })
    try {
      if (lines.isBusy) await Promise.race([lines.idle(), pause(wait, waited.signal)])
    } finally {
      waited.abort()
      stop.removeEventListener('abort', stopWaiting)
    }
    return !lines.hasFailed
  }

  async function confirm(): Promise<void> {
    const { offset } = lines
    if (offset === undefined) return
    const last = { offset, limit: 1, timeout: 0, allowed_updates: wantedUpdates }
    await client
      .call(lastWordMs, undefined, (api, signal) => api.getUpdates(last, signal))
      .catch((error) => log.debug({ channel: 'telegram', why: readTrouble(error).why }, 'The last offset stays open.'))
  }

  const commands = offerCommands({ client, health }, stop)
  let backoff = firstBackoffMs
  while (!stop.aborted) {
    try {
      if (await takeAll(await poll())) {
        backoff = firstBackoffMs
        continue
      }
      await pause(backoff, stop)
    } catch (error) {
      if (stop.aborted) break
      const trouble = readTrouble(error)
      health.failed(trouble, 'poll')
      if (trouble.kind === 'webhook') await removeWebhook(client, health, stop)
      await pause(waitAfter(trouble, backoff), stop)
    }
    backoff = doubled(backoff)
  }
  await lines.idle()
  await Promise.all([confirm(), commands, receiver.lastWord()])
}

/** How long to wait before the next poll, in milliseconds. */
function waitAfter(trouble: TelegramTrouble, backoff: number): number {
  if (trouble.kind === 'token') return unusableRetryMs
  if (trouble.kind === 'conflict') return longestBackoffMs
  return trouble.afterMs ?? backoff
}

async function removeWebhook(client: TelegramClient, health: TelegramHealth, stop: AbortSignal): Promise<void> {
  try {
    await client.call(answerMs, stop, (api, signal) => api.deleteWebhook({ drop_pending_updates: false }, signal))
  } catch (error) {
    if (!stop.aborted) health.failed(readTrouble(error), 'deleteWebhook')
  }
}

/** Fills the menu of commands; tried until it works, and never in the way of anything. */
export async function offerCommands(
  { client, health }: Pick<TelegramListening, 'client' | 'health'>,
  stop: AbortSignal,
): Promise<void> {
  for (let wait = firstBackoffMs; !stop.aborted; wait = Math.min(wait * 2, unusableRetryMs)) {
    try {
      await client.call(answerMs, stop, (api, signal) =>
        api.setMyCommands(telegramCommands, { scope: { type: 'all_private_chats' } }, signal),
      )
      return
    } catch (error) {
      if (stop.aborted) return
      const trouble = readTrouble(error)
      health.failed(trouble, 'setMyCommands')
      // A refusal will not change: the bot is usable without its menu.
      if (trouble.kind === 'refused') return
      await pause(trouble.kind === 'token' ? unusableRetryMs : (trouble.afterMs ?? wait), stop)
    }
  }
}
