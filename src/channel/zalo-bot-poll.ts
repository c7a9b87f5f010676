import type { Log } from '../app/ports/log.ts'
import { pause, Stopped } from './within-time.ts'
import type { ZaloBotClient } from './zalo-bot-client.ts'
import { problemName, readTrouble, unusableRetryMs } from './zalo-bot-errors.ts'
import { readEvent } from './zalo-bot-event.ts'
import type { ZaloBotHealth } from './zalo-bot-health.ts'
import type { Take, zaloBotReceiver } from './zalo-bot-receive.ts'

/** How long Zalo keeps a poll open when there is nothing, in seconds. */
const pollSeconds = 30
const pollMs = (pollSeconds + 15) * 1_000
const removeMs = 10_000
const firstBackoffMs = 1_000
const longestBackoffMs = 30_000

export interface ZaloBotPolling {
  readonly client: ZaloBotClient
  readonly log: Log
  readonly health: ZaloBotHealth
  readonly receive: ReturnType<typeof zaloBotReceiver>
  /** Milliseconds from the start of one poll to the start of the next, at least. */
  readonly apartMs: number
}

/**
 * Polls Zalo until `stop`, for development only: there is no cursor, so what arrives while nobody polls may be lost, and
 * what has been taken may come again at once; `take` tells repeats apart. Two pollers of one bot would share its messages
 * out at random.
 */
export async function pollZaloBot(
  { client, log, health, receive, apartMs }: ZaloBotPolling,
  take: Take,
  stop: AbortSignal,
): Promise<void> {
  /** An event is gone from Zalo once it was given out: it is tried until it is stored. */
  async function handle(raw: unknown): Promise<void> {
    for (let wait = firstBackoffMs; !stop.aborted; wait = Math.min(wait * 2, longestBackoffMs)) {
      try {
        return await receive(readEvent(raw), take, stop)
      } catch (error) {
        if (error instanceof Stopped) return
        log.error({ channel: 'zalo-bot', why: problemName(error) }, 'A message could not be stored; trying again.')
        await pause(wait, stop)
      }
    }
  }

  async function poll(): Promise<readonly unknown[]> {
    try {
      const given = await client.call('getUpdates', { timeout: pollSeconds }, pollMs, stop)
      // One object is documented and met; a list would be the way of other platforms.
      return Array.isArray(given) ? given : given === undefined || given === null ? [] : [given]
    } catch (error) {
      // The usual end of a quiet poll.
      if (readTrouble(error).kind === 'timeout') return []
      throw error
    }
  }

  async function removeWebhook(): Promise<void> {
    try {
      await client.call('deleteWebhook', {}, removeMs, stop)
    } catch (error) {
      if (!stop.aborted) health.failed(readTrouble(error), 'deleteWebhook')
    }
  }

  let backoff = firstBackoffMs
  while (!stop.aborted) {
    const begun = Date.now()
    let wait = 0
    try {
      const events = await poll()
      health.works('hear')
      backoff = firstBackoffMs
      for (const raw of events) await handle(raw)
    } catch (error) {
      if (stop.aborted) break
      const trouble = readTrouble(error)
      health.failed(trouble, 'getUpdates')
      if (trouble.kind === 'webhook') await removeWebhook()
      wait = trouble.kind === 'token' ? unusableRetryMs : (trouble.afterMs ?? backoff)
      backoff = Math.min(backoff * 2, longestBackoffMs)
    }
    const rest = Math.max(wait, apartMs - (Date.now() - begun))
    if (rest > 0) await pause(rest, stop)
  }
}
