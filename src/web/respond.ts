import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { problemPage } from './page/plain-page.tsx'
import type { WebEnv } from './web-env.ts'

/** Whether the caller is a program: it asks for JSON or sent JSON. */
export function wantsJson(c: Context<WebEnv>): boolean {
  const accept = c.req.header('accept') ?? ''
  if (accept.includes('text/html')) return false
  return accept.includes('application/json') || (c.req.header('content-type') ?? '').startsWith('application/json')
}

/** Whether the page's own script asks. */
export const isHtmx = (c: Context<WebEnv>): boolean => c.req.header('hx-request') === 'true'

/** Says no in the caller's own form: JSON `{error}`, the bare sentence for the page's script, or a small page. */
export function refuse(
  c: Context<WebEnv>,
  status: ContentfulStatusCode,
  sentence: string,
): Response | Promise<Response> {
  if (wantsJson(c)) return c.json({ error: sentence }, status)
  if (isHtmx(c)) return c.text(sentence, status)
  return c.html(problemPage(sentence), status)
}

/**
 * Says that it was done: JSON, an event that makes the page fetch what has changed, or (a form without script) the
 * way back.
 */
export function done(c: Context<WebEnv>, back: string, json: object = { ok: true }): Response {
  if (wantsJson(c)) return c.json(json)
  if (isHtmx(c)) return c.body(null, 204, { 'HX-Trigger': 'refresh' })
  return c.redirect(back, 303)
}
