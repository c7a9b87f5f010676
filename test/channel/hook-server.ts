import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HookAnswer, HookHeaders } from '../../src/channel/hook-answer.ts'

/** A web server that hands every POST to a channel's webhook. */
export async function hookServer(hook: () => (headers: HookHeaders, body: Uint8Array) => Promise<HookAnswer>) {
  const http = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const answer = await hook()(headers, Buffer.concat(parts))
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.body)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    async close() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}
