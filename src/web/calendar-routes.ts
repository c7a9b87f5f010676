import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import type { Calendars } from '../app/work/calendars.ts'
import type { WebEnv } from './web-env.ts'

/** Calendars worked out at once; a program that is turned away comes again. */
const mostAtOnce = 6
/** Seconds for which a program need not ask again. */
const freshS = 600

/**
 * GET /calendar/:token.ics, a person's own deadlines; the token is the right. A token that opens nothing, or no more,
 * is answered 404. To be mounted at `/calendar`.
 */
export function calendarRoutes(calendars: Calendars): Hono<WebEnv> {
  const routes = new Hono<WebEnv>()
  let underWay = 0
  routes.get('/:file{[\\w-]{43}\\.ics}', async (c) => {
    if (underWay >= mostAtOnce) return c.text('', 503, { 'Retry-After': '30', 'Cache-Control': 'no-store' })
    underWay += 1
    const token = c.req.param('file').slice(0, -'.ics'.length)
    const text = await calendars.open(token).finally(() => {
      underWay -= 1
    })
    const quiet = { 'X-Robots-Tag': 'noindex' }
    if (text === undefined) return c.text('', 404, { ...quiet, 'Cache-Control': 'private, no-store' })
    const etag = `"${createHash('sha256').update(text).digest('base64url')}"`
    const kept = { ...quiet, 'Cache-Control': `private, max-age=${freshS}`, ETag: etag }
    if (c.req.header('if-none-match') === etag) return c.body(null, 304, kept)
    return c.body(text, 200, {
      ...kept,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="dung-han.ics"',
    })
  })
  return routes
}
