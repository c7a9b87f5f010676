import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type ZaloOaChannel, type ZaloOaSettings, zaloOaChannel } from '../../src/channel/zalo-oa.ts'
import { type TokenSettings, zaloOaTokens } from '../../src/channel/zalo-oa-tokens.ts'
import { TakenMessages } from '../contracts/channel.contract.ts'
import { CapturedLog } from '../fakes/captured-log.ts'
import { keptFiles } from '../fakes/kept-files.ts'
import { startZaloOaServer } from '../fakes/zalo-oa-server.ts'
import { ZaloOaTokenStore } from '../fakes/zalo-oa-token-store.ts'

export const appId = '4321000111222333444'
export const appSecret = 'bi-mat-cua-ung-dung-Xy12'
export const secretKey = 'khoa-ky-cua-oa-Zw34'
export const oaId = '579745863508352884'
export const lan = '2512523625412515'

/** Tuesday 2026-11-24, 09:00 in Vietnam. */
export const morning = Date.UTC(2026, 10, 24, 2)

export type ChannelOptions = Partial<Omit<ZaloOaSettings, 'tokens' | 'files' | 'log' | 'apiRoot' | 'now'>>

/**
 * One OA channel that talks to a stand-in of its own, on a clock that only moves when it is told to, behind a small web
 * server that mounts its webhook.
 */
export async function zaloOaBench(options: ChannelOptions = {}, world: { perMinute?: number; seed?: boolean } = {}) {
  const server = await startZaloOaServer({
    ...{ appId, appSecret, secretKey, oaId, clock: morning },
    ...(world.perMinute === undefined ? {} : { perMinute: world.perMinute }),
  })
  const files = keptFiles()
  const log = new CapturedLog()
  const now = () => server.world.now()
  const store = new ZaloOaTokenStore()
  const first = server.oauth.grant()
  const keeper = (more: Partial<TokenSettings> = {}) =>
    zaloOaTokens({
      ...{ appId, appSecret, store, log, now, oauthRoot: server.oauthRoot },
      ...(world.seed === false ? {} : { seedRefreshToken: first.refresh }),
      ...more,
    })
  const tokens = keeper()
  const make = (more: ChannelOptions = {}): ZaloOaChannel =>
    zaloOaChannel({
      ...{
        appId,
        secretKey,
        oaId,
        tokens,
        files,
        log,
        apiRoot: server.apiRoot,
        now,
        downloadBackoffMs: 1,
        perSecond: null,
      },
      ...options,
      ...more,
    })
  let channel = make()
  const ends: (() => Promise<void>)[] = []
  const web = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const headers = { get: (name: string) => (request.headers[name] as string | undefined) ?? null }
    const { status, body } = await channel.webhook(headers, Buffer.concat(parts))
    response.writeHead(status)
    response.end(body)
  })
  web.listen(0, '127.0.0.1')
  await once(web, 'listening')
  const hookUrl = `http://127.0.0.1:${(web.address() as AddressInfo).port}/hooks/zalo-oa`
  if (!(await server.hook.register(hookUrl))) throw new Error('the webhook did not answer the probe')
  return {
    ...{ server, files, log, store, first, keeper, tokens, make, hookUrl },
    get channel() {
      return channel
    },
    /** The same channel as after a restart of the process. */
    restart(more: ChannelOptions = {}) {
      channel = make(more)
      return channel
    },
    /** Listens until `stop` is called or the bench is closed. */
    listen(taken = new TakenMessages(), take = taken.take) {
      const controller = new AbortController()
      const done = channel.listen(take, controller.signal)
      const stop = async () => {
        controller.abort()
        await done
      }
      ends.push(stop)
      return { taken, stop }
    },
    /** Everything that must stand in no log line and no error. */
    secrets: () => [
      ...[appSecret, secretKey],
      ...server.oauth.pairs.flatMap(({ access, refresh }) => [access, refresh]),
    ],
    async close() {
      await Promise.all(ends.map((end) => end()))
      await server.close()
      web.close()
      web.closeAllConnections()
    },
  }
}

export type ZaloOaBench = Awaited<ReturnType<typeof zaloOaBench>>
