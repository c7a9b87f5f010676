import { type Context, Hono } from 'hono'
import type { Connected, OaConnection } from '../app/people/connect-oa.ts'
import { connectPage } from '../text/vi-connect.ts'
import { onePage } from './page/one-page.tsx'
import type { WebEnv } from './web-env.ts'

const statusOf: { readonly [C in Connected]: 200 | 400 | 403 | 502 } = {
  connected: 200,
  declined: 400,
  lost: 403,
  'another-oa': 400,
  refused: 400,
  unreachable: 502,
}

/** What came behind `?name=`, if it can be meant. */
const parameter = (c: Context<WebEnv>, name: string, most: number) => {
  const value = c.req.query(name)
  return value === undefined || value.length > most ? undefined : value
}

/** `/start` leads the OA's owner to Zalo, `/callback` is where Zalo leads back. Looking at the headers alone does nothing. */
export function oauthRoutes(connection: OaConnection): Hono<WebEnv> {
  const routes = new Hono<WebEnv>()
  routes.use(async (c, next) => {
    c.header('Cache-Control', 'no-store')
    if (c.req.raw.method !== 'GET') return c.text('GET only', 405, { Allow: 'GET' })
    return next()
  })

  routes.get('/start', async (c) => {
    const to = await connection.begin(parameter(c, 'key', 200) ?? '')
    return to === undefined ? c.html(onePage(connectPage.closed), 403) : c.redirect(to, 302)
  })

  routes.get('/callback', async (c) => {
    const code = parameter(c, 'code', 4_000)
    const state = parameter(c, 'state', 200)
    const oaId = parameter(c, 'oa_id', 40)
    const outcome = await connection.finish({
      ...(code === undefined ? {} : { code }),
      ...(state === undefined ? {} : { state }),
      ...(oaId === undefined ? {} : { oaId }),
    })
    return c.html(onePage(connectPage[outcome]), statusOf[outcome])
  })
  return routes
}
