import { createHash, timingSafeEqual } from 'node:crypto'
import { type ReadEvent, readEvent } from './zalo-bot-event.ts'

/** Bytes of a webhook's body; the web server reads no more of one. */
export const hookBodyLimit = 1024 * 1024

/** What the caller of a webhook is answered. */
export interface HookAnswer {
  readonly status: 200 | 400 | 403 | 404 | 413 | 415 | 500 | 503
  /** JSON */
  readonly body: string
}

/** Anything with a request's headers, such as `Headers`. */
export interface HookHeaders {
  get(name: string): string | null
}

export const hookAnswer = (status: HookAnswer['status']): HookAnswer => ({
  status,
  body: JSON.stringify({ ok: status === 200 }),
})

/**
 * Reads a request to the webhook: how to answer it once the event (if there is one) is stored. The secret is compared in
 * constant time before anything else is looked at. What is not for this product, the probe included, is acknowledged:
 * nothing is published of what Zalo does with a refusal.
 */
export function readHook(
  secret: string,
  headers: HookHeaders,
  body: Uint8Array,
): { readonly answer: HookAnswer; readonly event: ReadEvent | undefined } {
  const refuse = (status: HookAnswer['status']) => ({ answer: hookAnswer(status), event: undefined })
  if (!sameSecret(secret, headers.get('x-bot-api-secret-token') ?? '')) return refuse(403)
  if (!/^application\/json(?:$|[ ;])/i.test(headers.get('content-type') ?? '')) return refuse(415)
  if (body.length > hookBodyLimit) return refuse(413)
  let raw: unknown
  try {
    raw = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return refuse(400)
  }
  return { answer: hookAnswer(200), event: readEvent(raw) }
}

/** Hashed first: comparing in constant time needs equal lengths. An empty secret lets nobody in. */
function sameSecret(wanted: string, given: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text, 'utf8').digest()
  return timingSafeEqual(hash(wanted), hash(given)) && wanted !== ''
}
