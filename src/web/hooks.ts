import { Hono } from 'hono'
import type { Log } from '../app/ports/log.ts'
import type { WebEnv } from './web-env.ts'

/** A webhook of a channel. It is protected by its secret or signature, which the channel looks at. */
export interface Hook {
  /** What stands behind `/hooks/`. */
  readonly name: string
  /** Bytes of a body; of a longer one no more is read. */
  readonly limit: number
  /** Never fails. */
  answer(headers: Headers, body: Uint8Array): Promise<{ readonly status: number; readonly body: string }>
}

/** Serves POST on `/<name>` for each hook, and nothing else. What is posted is neither logged nor kept here. */
export function hookRoutes(hooks: readonly Hook[], log: Log): Hono<WebEnv> {
  const routes = new Hono<WebEnv>()
  for (const hook of hooks) {
    routes.post(`/${hook.name}`, async (c) => {
      const body = await readAtMost(c.req.raw, hook.limit)
      if (typeof body === 'string') {
        log.warn({ hook: hook.name, why: body }, 'a request to a webhook was not read')
        // What is left of the body is not worth reading, so the connection goes.
        return c.text(body, body === 'too large' ? 413 : 400, { ...uncached, Connection: 'close' })
      }
      const answer = await hook.answer(c.req.raw.headers, body)
      const type = answer.body.startsWith('{') ? 'application/json' : 'text/plain; charset=utf-8'
      return new Response(answer.body, { status: answer.status, headers: { ...uncached, 'Content-Type': type } })
    })
    routes.all(`/${hook.name}`, (c) => c.text('POST only', 405, { ...uncached, Allow: 'POST' }))
  }
  return routes
}

const uncached = { 'Cache-Control': 'no-store' } as const

/** The body as its bytes came in; what is announced as too long is not begun, and a longer one is left where it is. */
async function readAtMost(request: Request, limit: number): Promise<Uint8Array | 'too large' | 'broken off'> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) return 'too large'
  const reader = request.body?.getReader()
  if (reader === undefined) return new Uint8Array()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      size += part.value.byteLength
      if (size > limit) {
        reader.cancel().catch(() => undefined)
        return 'too large'
      }
      parts.push(part.value)
    }
  } catch {
    return 'broken off'
  }
  return new Uint8Array(Buffer.concat(parts))
}
