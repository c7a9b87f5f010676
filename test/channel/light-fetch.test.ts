import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { lightFetch } from '../../src/channel/light-fetch.ts'

let server: Server | undefined
const serve = async (answer: RequestListener): Promise<string> => {
  server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/bot`
}
afterEach(() => {
  server?.close()
  server?.closeAllConnections()
  server = undefined
})

describe('posting a short text', () => {
  it('posts it whole, in UTF-8, over a connection that is kept, and reads the answer', async () => {
    const seen: unknown[] = []
    const ports = new Set<number | undefined>()
    const url = await serve(async (request, response) => {
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part)
      seen.push([request.method, request.headers['content-type'], Buffer.concat(parts).toString('utf8')])
      ports.add(request.socket.remotePort)
      response.writeHead(429, { 'content-type': 'application/json' }).end('{"ok":false,"đúng":"hạn"}')
    })
    const headers = { 'content-type': 'application/json' }
    for (let turn = 0; turn < 3; turn += 1) {
      const answer = await lightFetch(url, { headers, body: '{"text":"việc đến hạn"}' })
      expect([answer.status, answer.ok, await answer.json()]).toEqual([429, false, { ok: false, đúng: 'hạn' }])
    }
    expect(seen).toEqual([1, 2, 3].map(() => ['POST', 'application/json', '{"text":"việc đến hạn"}']))
    expect(ports.size).toBe(1)
  })

  it('fails with the system’s code when nobody listens', async () => {
    await expect(lightFetch('http://127.0.0.1:1/', { body: '' })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  it('fails when the connection breaks before or within the answer', async () => {
    const before = await serve((_request, response) => response.destroy())
    await expect(lightFetch(before, { body: 'x' })).rejects.toMatchObject({ code: 'ECONNRESET' })
    server?.close()
    const within = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('half', () => response.destroy())
    })
    await expect(lightFetch(within, { body: 'x' })).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  it('ends when it is told to, whoever made the signal', async () => {
    const url = await serve(() => {})
    const stop = new AbortController()
    const asked = lightFetch(url, { body: 'x', signal: stop.signal })
    await once(server as Server, 'request')
    stop.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })
    await expect(lightFetch(url, { body: 'x', signal: stop.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })

  it('takes no other address than http and https', async () => {
    await expect(lightFetch('file:///etc/passwd', { body: '' })).rejects.toThrow(/neither http nor https/)
  })
})
