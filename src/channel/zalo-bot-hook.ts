import { type HookAnswer, type HookHeaders, hookAnswer, openHook } from './hook-answer.ts'
import { type ReadEvent, readEvent } from './zalo-bot-event.ts'

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
  const opened = openHook({ header: 'x-bot-api-secret-token', value: secret }, headers, body)
  if ('refused' in opened) return { answer: opened.refused, event: undefined }
  return { answer: hookAnswer(200), event: readEvent(opened.value) }
}
