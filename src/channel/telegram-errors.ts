import { GrammyError, HttpError } from 'grammy'
import { DeliveryError } from '../app/ports/channel.ts'
import { Stopped, TookTooLong } from './within-time.ts'

/**
 * What went wrong with a call, read from Telegram's answer. `why` is safe to log: it names no token, URL, chat or
 * message text.
 */
export interface TelegramTrouble {
  readonly kind: /** The token is wrong or was revoked; nothing works until the operator changes it. */
    | 'token'
    /** Another process polls with this token. */
    | 'conflict'
    /** A webhook is set, so polling is refused. */
    | 'webhook'
    | 'slow-down'
    /** The chat is closed to the bot for good. */
    | 'gone'
    | 'moved'
    /** The request itself is wrong. */
    | 'refused'
    /** Telegram or the way to it is down, or did not answer in time. */
    | 'down'
    | 'stopped'
    /** Not Telegram's doing: a file that could not be read, a mistake in the program. */
    | 'own'
  readonly why: string
  readonly afterMs?: number
  readonly newAddress?: string
  /** The request may have been carried out all the same. */
  readonly perhapsDone?: boolean
}

/** Telegram's `retry_after` is whole seconds counted on its own clock; a little more is never too early. */
const retryMarginMs = 500
/** While the token is wrong, or another process has it, trying faster helps nobody. */
export const unusableRetryMs = 60_000

/** System codes of a request that never left this machine. */
const unconnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT/

const goneWords =
  /chat not found|user not found|deactivated|peer_id_invalid|bot was (?:blocked|kicked)|chat was deleted/i

/** Reads any error of a call to the Bot API. */
export function readTrouble(error: unknown): TelegramTrouble {
  if (error instanceof GrammyError) return readAnswer(error)
  if (error instanceof Stopped) return { kind: 'stopped', why: 'stopped' }
  if (error instanceof TookTooLong) return { kind: 'down', why: 'no answer in time', perhapsDone: true }
  // HttpError hides the URL, which has the token in it, in its cause: only the system's error code is let through.
  if (error instanceof HttpError) {
    const code = codeIn(error.error)
    return { kind: 'down', why: `no usable answer${code}`, perhapsDone: !unconnected.test(code) }
  }
  return { kind: 'own', why: `unexpected ${problemName(error)}` }
}

function readAnswer({ error_code: code, description, parameters }: GrammyError): TelegramTrouble {
  const why = `${code} ${plain(description)}`
  if (code === 401 || code === 404) return { kind: 'token', why }
  if (code === 409) return { kind: /webhook/i.test(description) ? 'webhook' : 'conflict', why }
  if (code === 429) return { kind: 'slow-down', why, afterMs: (parameters.retry_after ?? 1) * 1000 + retryMarginMs }
  if (code >= 500) return { kind: 'down', why, perhapsDone: true }
  if (parameters.migrate_to_chat_id !== undefined)
    return { kind: 'moved', why, newAddress: String(parameters.migrate_to_chat_id) }
  if (code === 403 || goneWords.test(description)) return { kind: 'gone', why }
  return { kind: 'refused', why }
}

/** What a failed send means for the message. */
export function toDeliveryError(error: unknown): DeliveryError {
  if (error instanceof DeliveryError) return error
  const trouble = readTrouble(error)
  switch (trouble.kind) {
    case 'gone':
      return new DeliveryError('telegram', 'never', trouble.why)
    case 'moved':
      return new DeliveryError('telegram', 'moved', trouble.why, { newAddress: trouble.newAddress ?? '' })
    case 'refused':
      return new DeliveryError('telegram', 'refused', trouble.why)
    case 'slow-down':
      return new DeliveryError('telegram', 'later', trouble.why, { afterMs: trouble.afterMs ?? retryMarginMs })
    case 'token':
      return new DeliveryError('telegram', 'later', trouble.why, { afterMs: unusableRetryMs, why: 'operator' })
    case 'conflict':
    case 'webhook':
      return new DeliveryError('telegram', 'later', trouble.why, { afterMs: unusableRetryMs })
    default:
      return new DeliveryError('telegram', 'later', trouble.why, { perhapsSent: trouble.perhapsDone ?? false })
  }
}

/** The kind of an error and its system or database code; never its text, which may quote what people wrote. */
export const problemName = (error: unknown): string =>
  error instanceof Error ? `${error.name}${codeIn(error)}` : typeof error

/** ` (ECONNREFUSED)`: the code of an error or of what caused it; empty when there is none. */
function codeIn(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code)) return ` (${code})`
  }
  return ''
}

/** Telegram's descriptions are fixed phrases, but some quote a part of the request. */
const plain = (description: string): string =>
  description
    .replace(/["'“].*$/s, '…')
    .replace(/\S*(?:\d{4,}|https?:)\S*/g, '…')
    .slice(0, 120)
