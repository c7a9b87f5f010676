import { z } from 'zod'
import type { Log } from '../app/ports/log.ts'
import { telegramCommands } from '../text/vi-telegram.ts'
import type { TelegramClient } from './telegram-client.ts'
import { problemName, readTrouble, type TelegramTrouble, unusableRetryMs } from './telegram-errors.ts'
import type { TelegramHealth } from './telegram-health.ts'
import { type NumberedUpdate, numberedUpdate, type Take, type TelegramReceiver } from './telegram-receive.ts'
import { wantedUpdates } from './telegram-update.ts'
import { pause, Stopped } from './within-time.ts'

/** How long Telegram keeps a poll open when there is nothing, in seconds. */
const pollSeconds = 30
const pollMs = (pollSeconds + 15) * 1_000
const firstBackoffMs = 1_000
const longestBackoffMs = 30_000
const answerMs = 5_000
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

/** Polls Telegram until `stop`: every update is taken before the next poll tells Telegram that it has arrived. */
export async function listenToTelegram(
  { client, receiver, log, health }: TelegramListening,
  take: Take,
  stop: AbortSignal,
): Promise<void> {
  /** The first update that has not been taken; undefined when Telegram holds none that was. */
  let offset: number | undefined

  /** false: one could not be taken and is to be asked for again. */
  async function handleAll(updates: readonly NumberedUpdate[]): Promise<boolean> {
    for (const update of updates) {
      if (stop.aborted) return true
      try {
        await receiver.receive(update, take, stop)
      } catch (error) {
        if (error instanceof Stopped) return true
        const why = problemName(error)
        log.error({ channel: 'telegram', why }, 'A message could not be stored; Telegram will be asked for it again.')
        return false
      }
      offset = update.update_id + 1
    }
    return true
  }

  async function poll(): Promise<readonly NumberedUpdate[]> {
    const asked = { timeout: pollSeconds, allowed_updates: wantedUpdates, ...(offset === undefined ? {} : { offset }) }
    const given = await client.call(pollMs, stop, (api, signal) => api.getUpdates(asked, signal))
    health.works('poll')
    const updates = batch.parse(given)
    // After a quiet week Telegram numbers anew from anywhere, and a number kept from before would hide what comes.
    if (updates.length === 0) offset = undefined
    return updates
  }

  async function confirm(): Promise<void> {
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
      if (await handleAll(await poll())) {
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
