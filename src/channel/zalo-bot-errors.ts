import { DeliveryError } from '../app/ports/channel.ts'
import { Stopped, TookTooLong } from './within-time.ts'
import { NoAnswer, ZaloBotRefusal } from './zalo-bot-client.ts'

/** What went wrong with a call to the Zalo Bot API; `why` is safe to log. */
export interface ZaloBotTrouble {
  readonly kind: /** The token is wrong or was reset, or the API's address is wrong; nothing works until it is changed. */
    | 'token'
    /** A webhook is set, so polling is refused. */
    | 'webhook'
    /** The plan's messages are used up. */
    | 'quota'
    /** The chat is not known to the bot (any more). */
    | 'gone'
    /** Zalo could not fetch or show a picture of ours. */
    | 'picture'
    /** The request itself is wrong. */
    | 'refused'
    /** HTTP 408: a poll that found nothing, or a send of which nobody knows. */
    | 'timeout'
    /** Zalo or the way to it is down, or did not answer in time. */
    | 'down'
    | 'stopped'
    /** Not Zalo's doing. */
    | 'own'
  readonly why: string
  readonly afterMs?: number
  /** The request may have been carried out all the same. */
  readonly perhapsDone?: boolean
}

/** While the token is wrong, trying faster helps nobody. */
export const unusableRetryMs = 60_000
/** No time is published after which a used-up quota is filled again; a few tries a day find it out. */
export const quotaRetryMs = 2 * 3_600_000

/** Reads any error of a call. */
export function readTrouble(error: unknown): ZaloBotTrouble {
  if (error instanceof ZaloBotRefusal) return readRefusal(error)
  if (error instanceof Stopped) return { kind: 'stopped', why: 'stopped' }
  if (error instanceof TookTooLong) return { kind: 'down', why: 'no answer in time', perhapsDone: true }
  if (error instanceof NoAnswer) return { kind: 'down', why: error.message, perhapsDone: error.perhapsDone }
  return { kind: 'own', why: `unexpected ${problemName(error)}` }
}

function readRefusal({ code, message: why, about, retryAfterMs }: ZaloBotRefusal): ZaloBotTrouble {
  if (code === 429) return { kind: 'quota', why, afterMs: retryAfterMs ?? quotaRetryMs }
  if (code === 408) return { kind: 'timeout', why, perhapsDone: true }
  // The documentation calls 403 an internal server error, and so it is met.
  if (code === 403 || code >= 500) return { kind: 'down', why, perhapsDone: true }
  if (code === 0) return { kind: 'down', why }
  if (code === 401) return { kind: 'token', why }
  if (about.has('gone')) return { kind: 'gone', why }
  if (code === 404) return { kind: 'token', why }
  if (about.has('webhook')) return { kind: 'webhook', why }
  return { kind: about.has('picture') ? 'picture' : 'refused', why }
}

/** What a failed send means for the message. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  const { kind, why, afterMs, perhapsDone: perhapsSent = false } = readTrouble(error)
  switch (kind) {
    case 'gone':
      return new DeliveryError('zalo-bot', 'never', why)
    case 'refused':
      return new DeliveryError('zalo-bot', 'refused', why)
    case 'quota':
      return new DeliveryError('zalo-bot', 'later', `quota: ${why}`, { afterMs: afterMs ?? quotaRetryMs, why: 'quota' })
    case 'token':
      return new DeliveryError('zalo-bot', 'later', why, { afterMs: unusableRetryMs, why: 'operator' })
    default:
      return new DeliveryError('zalo-bot', 'later', why, { perhapsSent })
  }
}

/** The kind of an error; never its text, which may quote what people wrote. */
export const problemName = (error: unknown): string => (error instanceof Error ? error.name : typeof error)
