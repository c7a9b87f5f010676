import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ZaloBotChannel, type ZaloBotSettings, zaloBotChannel } from '../../src/channel/zalo-bot.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startZaloBotServer, type ZaloBotServer, type ZaloBotServerOptions } from '../fakes/zalo-bot-server.ts'

export const token = '1459232241454765289:kTvBqWzYpLmNxRsDfGhJ'
export const hookSecret = 'mat-khau-cua-webhook-0123'
export const hookUrl = 'https://bot.dunghan.example.vn/hooks/zalo-bot'
/** A person's id as the platform gives it. */
export const lan = '6ede9afa66b88fe6d6a9'

export const jpeg = Buffer.concat([Buffer.from('ffd8ffe000104a46494600', 'hex'), Buffer.alloc(200, 7)])
export const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(200, 9)])

export interface BenchOptions extends Partial<Omit<ZaloBotSettings, 'files' | 'log' | 'webhook'>> {
  /** Hears by a webhook that the stand-in reaches. */
  readonly webhook?: boolean
  readonly noPictures?: boolean
  /** Keeps the channel's own times between polls and messages instead of short ones. */
  readonly usualPace?: boolean
  readonly server?: Omit<ZaloBotServerOptions, 'token'>
}

/** One Zalo Bot channel that talks to a stand-in of its own, with a web server for its webhook and its pictures. */
export async function zaloBotBench({
  webhook = false,
  noPictures = false,
  usualPace = false,
  server: served = {},
  ...given
}: BenchOptions = {}) {
  const server = await startZaloBotServer({ token, ...served })
  const files = keptFiles()
  const log = new CapturedLog()
  const web = await webServer(() => channel)
  server.reach.set(new URL(hookUrl).origin, web.origin)
  const make = (): ZaloBotChannel =>
    zaloBotChannel({
      ...{ token, apiRoot: server.apiRoot, files, log, ...(usualPace ? {} : { chatApartMs: 0, pollApartMs: 5 }) },
      ...(noPictures
        ? {}
        : { pictureUrl: async ({ sha256 }) => web.offer((await files.open(sha256)) ?? new Uint8Array()) }),
      ...(webhook ? { webhook: { url: hookUrl, secret: hookSecret } } : {}),
      ...given,
    })
  const channel = make()
  const ends: (() => Promise<void>)[] = []
  return {
    server,
    files,
    log,
    channel,
    web,
    /** The same channel as after a restart of the process. */
    again: make,
    /** Listens until `stop` is called or the bench is closed. */
    listen(heardBy = channel, taken = new TakenMessages(), take = taken.take) {
      const controller = new AbortController()
      const done = heardBy.listen(take, controller.signal)
      const stop = async () => {
        controller.abort()
        await done
      }
      ends.push(stop)
      return { taken, stop }
    },
    async close() {
      await Promise.all(ends.map((end) => end()))
      await server.close()
      await web.close()
    },
  }
}

export type ZaloBotBench = Awaited<ReturnType<typeof zaloBotBench>>

export const polling = (server: ZaloBotServer): Promise<void> => server.waitFor(({ world }) => world.polls === 1)
export const hooked = (server: ZaloBotServer): Promise<void> =>
  server.waitFor(({ webhook }) => webhook.deliveries.some(({ outcome }) => outcome === 200))

/** What an office's public address leads to: the webhook, and pictures for as long as they are offered. */
async function webServer(channel: () => ZaloBotChannel) {
  const offered = new Map<string, Uint8Array>()
  const http = createServer(async (request, response) => {
    if (request.method === 'GET') {
      const bytes = offered.get(request.url ?? '')
      response.writeHead(bytes === undefined ? 404 : 200)
      return response.end(bytes)
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, String(value)]),
    )
    const answer = await channel().hook(headers, Buffer.concat(parts))
    response.writeHead(answer.status, { 'content-type': 'application/json' })
    response.end(answer.body)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  return {
    origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    offered,
    offer(bytes: Uint8Array): string {
      const path = `/picture/${offered.size + 1}.jpg`
      offered.set(path, bytes)
      return `${new URL(hookUrl).origin}${path}`
    },
    async close() {
      const closed = once(http, 'close')
      http.close()
      http.closeAllConnections()
      await closed
    },
  }
}
