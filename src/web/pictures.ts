import { Hono } from 'hono'
import type { WebEnv } from './web-env.ts'

/** Gives the picture that a token opens; undefined for any other token. */
export type OpenPicture = (token: string) => Promise<{ readonly mime: string; readonly bytes: Uint8Array } | undefined>

/** What every client shows, and nothing that could run. */
const shown = new Set(['image/jpeg', 'image/png'])

/** Serves `/<token>`: a picture for the servers of a channel that takes pictures by their address alone. */
export function pictureRoutes(open: OpenPicture): Hono<WebEnv> {
  const routes = new Hono<WebEnv>()
  routes.get('/:token', async (c) => {
    const picture = await open(c.req.param('token'))
    if (picture === undefined || !shown.has(picture.mime))
      return c.text('not found', 404, { 'Cache-Control': 'no-store' })
    return c.body(new Uint8Array(picture.bytes), 200, {
      'Content-Type': picture.mime,
      'Content-Length': String(picture.bytes.byteLength),
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex',
    })
  })
  return routes
}
