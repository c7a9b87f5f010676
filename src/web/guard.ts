import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { page } from '../text/vi-page.ts'
import { refuse } from './respond.ts'
import type { WebEnv } from './web-env.ts'

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i

/**
 * Headers of every answer: nothing but this server's own files may run, be framed, or learn where a link was pressed.
 * Transport security is the business of a proxy in front; on loopback there is no TLS to insist on.
 */
export const headers: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  xFrameOptions: 'DENY',
  strictTransportSecurity: false,
})

/**
 * Refuses a Host that is not this machine's own name: a foreign site whose name was made to point to 127.0.0.1 (DNS
 * rebinding) would otherwise share the page's origin. Refuses what a proxy or a tunnel hands on as well, since webhooks
 * may be reached from outside and the page must not.
 */
export const onlyLoopback: MiddlewareHandler<WebEnv> = async (c, next) => {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  // A proxy in front may put this machine's name in the place of the one that was asked for.
  const forwarded = ['forwarded', 'x-forwarded-for', 'x-forwarded-host'].some(
    (name) => c.req.header(name) !== undefined,
  )
  if (!loopback.test(host) || forwarded) return refuse(c, 403, page.problem.host)
  return next()
}

/**
 * Refuses a change that another site's page asks for. A browser always says where a POST comes from, by Origin or
 * Sec-Fetch-Site; a program that sends neither is not a browser and carries nobody's rights. `Origin: null` is what
 * our own forms send without script, because the page asks for no referrer: it counts only with Sec-Fetch-Site.
 */
export const onlyOwnPage: MiddlewareHandler<WebEnv> = async (c, next) => {
  if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
  const origin = c.req.header('origin')
  const site = c.req.header('sec-fetch-site')
  const own = `http://${c.req.header('host') ?? new URL(c.req.url).host}`.toLowerCase()
  const siteFits = site === undefined || site === 'same-origin'
  const originFits =
    origin === undefined || origin.toLowerCase() === own || (origin === 'null' && site === 'same-origin')
  if (!siteFits || !originFits) return refuse(c, 403, page.problem.origin)
  return next()
}
