import { sameSecret } from './same-secret.ts'

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
 * Opens a request to a webhook that is secured by a secret in a header: the JSON value it carries, or how it is refused.
 * The secret is compared before anything else is looked at.
 */
export function openHook(
  secret: { readonly header: string; readonly value: string },
  headers: HookHeaders,
  body: Uint8Array,
): { readonly value: unknown } | { readonly refused: HookAnswer } {
  const refuse = (status: HookAnswer['status']) => ({ refused: hookAnswer(status) })
  if (!sameSecret(secret.value, headers.get(secret.header) ?? '')) return refuse(403)
  if (!/^application\/json(?:$|[ ;])/i.test(headers.get('content-type') ?? '')) return refuse(415)
  if (body.length > hookBodyLimit) return refuse(413)
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) }
  } catch {
    return refuse(400)
  }
}
