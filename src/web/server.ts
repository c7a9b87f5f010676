import { Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { Demo } from '../app/demo/demo.ts'
import type { Health } from '../app/pages/health.ts'
import type { Uploads } from '../app/pages/uploads.ts'
import type { OaConnection } from '../app/people/connect-oa.ts'
import type { Log } from '../app/ports/log.ts'
import type { Downloads } from '../app/reports/downloads.ts'
import type { Calendars } from '../app/work/calendars.ts'
import { page } from '../text/vi-page.ts'
import { assetRoutes } from './assets.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { chatRoutes } from './chat-routes.tsx'
import { headers, onlyLoopback, onlyOwnPage } from './guard.ts'
import { type Hook, hookRoutes } from './hooks.ts'
import { linkRoutes } from './link-routes.tsx'
import { oauthRoutes } from './oauth-routes.ts'
import { plainPage } from './page/plain-page.tsx'
import { type OpenPicture, pictureRoutes } from './pictures.ts'
import { refuse } from './respond.ts'
import type { WebEnv } from './web-env.ts'

export type Web = Hono<WebEnv>

/** What the web server serves; what is absent is answered 404. */
export interface Served {
  readonly demo?: Demo
  readonly health: Health
  readonly log: Log
  readonly version: string
  readonly hooks?: readonly Hook[]
  readonly openPicture?: OpenPicture
  readonly links?: { readonly uploads: Uploads; readonly downloads: Downloads }
  readonly calendars?: Calendars
  readonly connection?: OaConnection
  /** The code by which Zalo knows whose domain this is. */
  readonly verification?: string
}

/**
 * The HTTP side: `/healthz` (the process lives), `/readyz` (its parts answer), `/`, `/hooks/…`, `/media/…`,
 * `/upload/…`, `/tai/…`, `/calendar/…`,
 * `/oauth/zalo-oa/…`, and with a Demo the chat page under `/chat` (its routes are listed in `chat-routes.tsx`), which
 * then answers only to this machine's own names. What is protected by a secret of its own answers to every name.
 */
export function createWeb(given: Served): Web {
  const { demo, health, log, version, openPicture, connection, verification } = given
  const web: Web = new Hono<WebEnv>()
  web.use(headers)

  web.get('/healthz', (c) => c.text('ok', 200, { 'Cache-Control': 'no-store' }))
  web.get('/readyz', async (c) => {
    const state = await health.ready().catch((error: unknown) => {
      log.error({ err: error }, 'the readiness check itself failed')
      return { ok: false, parts: {} }
    })
    return c.json(state, state.ok ? 200 : 503, { 'Cache-Control': 'no-store' })
  })

  web.route('/hooks', hookRoutes(given.hooks ?? [], log))
  if (given.links !== undefined) web.route('/', linkRoutes(given.links))
  if (given.calendars !== undefined) web.route('/calendar', calendarRoutes(given.calendars))
  if (openPicture !== undefined) web.route('/media', pictureRoutes(openPicture))
  if (connection !== undefined) web.route('/oauth/zalo-oa', oauthRoutes(connection))
  if (verification !== undefined)
    web.get(`/zalo_verifier${verification}.html`, (c) => c.html(plainPage(version, verification)))
  web.route('/assets', assetRoutes())

  if (demo === undefined) {
    web.get('/', (c) => c.html(plainPage(version, verification)))
  } else {
    web.use(onlyLoopback, onlyOwnPage)
    web.get('/', (c) => c.redirect('/chat'))
    web.route('/chat', chatRoutes(demo))
  }

  web.notFound((c) => refuse(c, 404, page.problem.notFound))
  web.onError((error, c) => {
    log.error({ err: error, method: c.req.method }, 'a web request failed')
    return refuse(c, 500, page.problem.broken)
  })
  return web
}

/** How long requests in flight may take to end when the server stops, in milliseconds. */
const graceMs = 5_000

/**
 * Serves until `close`, which takes no new connection, ends open event streams, lets requests in flight finish and
 * then resolves. Port 0 takes any free one. Fails when the address cannot be had.
 */
export function listen(
  web: Web,
  at: { port: number; host: string },
): Promise<{ port: number; close(): Promise<void> }> {
  const stopping = new AbortController()
  const server = createAdaptorServer({
    fetch: (request, env) => web.fetch(request, { ...env, stopping: stopping.signal } as WebEnv['Bindings']),
    hostname: at.host,
  })

  if (!(server instanceof Server)) throw new TypeError('the server does not speak HTTP/1.1')

  // Browsers open connections ahead of need; Node counts such a one as busy, so what is busy is counted here.
  const idle = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    idle.add(socket)
    socket.once('close', () => idle.delete(socket))
  })
  server.on('request', ({ socket }, answer) => {
    idle.delete(socket)
    answer.once('close', () => {
      if (stopping.signal.aborted) socket.destroySoon()
      else if (!socket.destroyed) idle.add(socket)
    })
  })

  const close = (): Promise<void> =>
    new Promise((resolve) => {
      const force = setTimeout(() => server.closeAllConnections(), graceMs)
      server.close(() => {
        clearTimeout(force)
        resolve()
      })
      stopping.abort()
      for (const socket of idle) socket.destroy()
    })

  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE'
          ? 'is in use: stop what holds it, or choose another with --port'
          : `cannot be opened (${error.code ?? error.message})`
      reject(new Error(`port ${at.port} on ${at.host} ${why}`, { cause: error }))
    })
    server.listen(at.port, at.host, () => {
      resolve({ port: (server.address() as AddressInfo).port, close })
    })
  })
}
