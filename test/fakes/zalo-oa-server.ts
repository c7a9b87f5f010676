import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type MultipartFile, readMultipart } from './read-multipart.ts'
import { control } from './zalo-oa-control.ts'
import { ZaloOaHook } from './zalo-oa-hook.ts'
import { oaMethods } from './zalo-oa-methods.ts'
import { ZaloOaOauth } from './zalo-oa-oauth.ts'
import type { ZaloOaUser } from './zalo-oa-user.ts'
import { OaRefusal, ZaloOaWorld } from './zalo-oa-world.ts'

export interface ZaloOaServerOptions {
  readonly appId: string
  readonly appSecret: string
  /** The OA's own secret, which signs the webhook. */
  readonly secretKey: string
  readonly oaId: string
  readonly port?: number
  /** An instant that only `advance` moves; the host's clock when absent. */
  readonly clock?: number
  /** Requests in a minute of the clock; over it -32. */
  readonly perMinute?: number
  /** How long the product's webhook may take; 2 s. */
  readonly deadlineMs?: number
  /** Lets another process play the people over HTTP, under /_control. */
  readonly control?: boolean
}

/** A call as it came in, with what was answered. */
export interface RecordedOaCall {
  /** Method and path, like `POST /v3.0/oa/message/cs`; the token endpoint is `token`, a fetched attachment `attachment`. */
  readonly name: string
  readonly body: { readonly [name: string]: unknown }
  /** The `error` of the answer; null while it is being worked out, `html` for a page, `dropped` for no answer. */
  error: number | 'html' | 'dropped' | null
}

interface Trouble {
  readonly kind: 'fail' | 'drop' | 'slow'
  readonly path: string | undefined
  left: number
  readonly code?: number | 'html'
  readonly ms?: number
}

/** The way to Zalo answers with a page of its own. */
class BadGateway extends Error {}

/** A stand-in of the Official Account API, its OAuth server and its webhook, with people to play. */
export class ZaloOaServer {
  readonly calls: RecordedOaCall[] = []
  /** Calls that no product should make: unknown paths, bodies that cannot be read, a Bearer token. */
  readonly failures: string[] = []
  readonly world: ZaloOaWorld
  readonly oauth: ZaloOaOauth
  readonly hook: ZaloOaHook
  private readonly troubles: Trouble[] = []
  private readonly perMinute: number
  private readonly recent: number[] = []
  private readonly controlled: boolean
  private ticking: NodeJS.Timeout | undefined
  private readonly http = createServer((request, response) => void this.serve(request, response))

  constructor(options: ZaloOaServerOptions) {
    this.world = new ZaloOaWorld(options.appId, options.oaId, options.clock)
    this.oauth = new ZaloOaOauth(this.world, options.appSecret)
    this.hook = new ZaloOaHook(this.world, options.secretKey, options.deadlineMs ?? 2_000)
    this.perMinute = options.perMinute ?? 4_000
    this.controlled = options.control ?? false
  }

  async open(port = 0): Promise<this> {
    this.http.listen(port, '127.0.0.1')
    await once(this.http, 'listening')
    this.world.origin = this.apiRoot
    return this
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  get oauthRoot(): string {
    return `${this.apiRoot}/v4`
  }

  async close(): Promise<void> {
    clearInterval(this.ticking)
    await this.hook.settled()
    const closed = once(this.http, 'close')
    this.http.close()
    this.http.closeAllConnections()
    await closed
  }

  user(id: string): ZaloOaUser {
    return this.world.user(id)
  }

  /** Moves the clock, and sends the events that are due again by then. */
  async advance(ms: number): Promise<void> {
    this.world.moveClock(ms)
    await this.hook.deliverDue()
  }

  /** Sends what is due again by itself, for a stand-in that runs on the host's clock. */
  tick(): this {
    this.ticking = setInterval(() => void this.hook.deliverDue(), 1_000)
    return this
  }

  /** The next calls (whose name ends so, if given) are refused without any effect; `html`: a page with HTTP 502. */
  failNext(count: number, code: number | 'html', path?: string): void {
    this.troubles.push({ kind: 'fail', path, left: count, code })
  }

  /** The next calls take effect, but the connection breaks before the answer. */
  dropAnswers(count: number, path?: string): void {
    this.troubles.push({ kind: 'drop', path, left: count })
  }

  /** The next calls wait so long before anything happens. */
  slowDown(count: number, ms: number, path?: string): void {
    this.troubles.push({ kind: 'slow', path, left: count, ms })
  }

  callsOf(path: string): RecordedOaCall[] {
    return this.calls.filter(({ name }) => name.endsWith(path))
  }

  /** Resolves when the condition holds; looks again at every change. */
  async waitFor(condition: (server: this) => boolean, timeoutMs?: number): Promise<void> {
    await this.world.until('a condition', () => (condition(this) ? true : undefined), timeoutMs)
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    try {
      const body = await readBody(request)
      if (this.controlled && url.pathname.startsWith('/_control/'))
        return answer(response, await control(this, url, body.toString('utf8')))
      if (url.pathname === '/v4/oa/permission') return this.serveConsent(url, response)
      if (url.pathname.startsWith('/attachments/')) return await this.serveAttachment(url.pathname, response)
      await this.serveCall(request, url, body, response)
    } catch (error) {
      this.failures.push(`${request.method} ${url.pathname}: ${error}`)
      if (!response.headersSent) answer(response, { error: -200, message: 'internal error' })
    } finally {
      this.world.changed()
    }
  }

  private async serveCall(request: IncomingMessage, url: URL, raw: Buffer, response: ServerResponse): Promise<void> {
    const token = url.pathname === '/v4/oa/access_token'
    const name = token ? 'token' : `${request.method} ${url.pathname}`
    const type = request.headers['content-type'] ?? ''
    const form = token ? new URLSearchParams(raw.toString('utf8')) : undefined
    const { body, files } =
      form === undefined ? readCall(url, raw, type) : { body: Object.fromEntries(form), files: new Map() }
    const call: RecordedOaCall = { name, body, error: null }
    this.calls.push(call)
    this.world.changed()
    try {
      await this.meet('slow', name)
      const fail = await this.meet('fail', name)
      if (fail?.code === 'html') throw new BadGateway()
      if (fail?.code !== undefined) throw new OaRefusal(fail.code)
      let result: object
      if (form === undefined) result = { data: this.run(name, request, body, files), error: 0, message: 'Success' }
      else {
        if (request.method !== 'POST' || !type.startsWith('application/x-www-form-urlencoded'))
          this.failures.push(`the token endpoint was asked with ${request.method} ${type}`)
        result = this.oauth.token(form, header(request, 'secret_key'))
      }
      if ((await this.meet('drop', name)) !== undefined) {
        call.error = 'dropped'
        response.destroy()
        return
      }
      call.error = 0
      answer(response, result)
    } catch (error) {
      if (error instanceof BadGateway) {
        call.error = 'html'
        response.writeHead(502, { 'content-type': 'text/html' })
        response.end('<html><head><title>502 Bad Gateway</title></head></html>')
        return
      }
      if (!(error instanceof OaRefusal)) throw error
      call.error = error.code
      if (token) answer(response, { error: error.code, error_name: error.message, error_description: error.message })
      else answer(response, { error: error.code, message: error.message })
    }
  }

  private run(
    name: string,
    request: IncomingMessage,
    body: RecordedOaCall['body'],
    files: ReadonlyMap<string, MultipartFile>,
  ): object {
    const method = oaMethods[name]
    if (method === undefined) {
      this.failures.push(`unexpected call ${name}`)
      throw new OaRefusal(-200, 'unknown API')
    }
    if (request.headers.authorization !== undefined) this.failures.push(`${name} came with an Authorization header`)
    const now = this.world.now()
    while (this.recent.length > 0 && now - (this.recent[0] ?? 0) >= 60_000) this.recent.shift()
    if (this.recent.length >= this.perMinute) throw new OaRefusal(-32, 'Over the limit of requests in a minute')
    this.recent.push(now)
    this.oauth.check(header(request, 'access_token'))
    return method(this.world, { body, files })
  }

  private serveConsent(url: URL, response: ServerResponse): void {
    try {
      response.writeHead(302, { location: this.oauth.permission(url.searchParams) })
      response.end()
    } catch (error) {
      if (!(error instanceof OaRefusal)) throw error
      answer(response, { error: error.code, error_name: error.message })
    }
  }

  private async serveAttachment(path: string, response: ServerResponse): Promise<void> {
    const call: RecordedOaCall = { name: 'attachment', body: { path }, error: null }
    this.calls.push(call)
    this.world.changed()
    await this.meet('slow', 'attachment')
    const bytes = this.world.attachments.get(path)
    const fail = await this.meet('fail', 'attachment')
    if (bytes === undefined || fail !== undefined) {
      call.error = fail?.code ?? -100
      response.writeHead(fail === undefined ? 404 : 502)
      response.end('no')
      return
    }
    if ((await this.meet('drop', 'attachment')) !== undefined) {
      // Half of the file, then nothing: the connection breaks.
      call.error = 'dropped'
      response.writeHead(200, { 'content-length': bytes.length })
      response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
      return
    }
    call.error = 0
    response.writeHead(200, { 'content-type': 'application/octet-stream' })
    response.end(bytes)
  }

  /** The trouble of this kind that was asked for this call, if any; a slow one is waited through. */
  private async meet(kind: Trouble['kind'], name: string): Promise<Trouble | undefined> {
    const trouble = this.troubles.find((t) => t.kind === kind && t.left > 0 && name.endsWith(t.path ?? name))
    if (trouble === undefined) return undefined
    trouble.left -= 1
    if (trouble.ms !== undefined) await delay(trouble.ms)
    return trouble
  }
}

/** Opens the stand-in on a free port of the loopback, or on the given one. */
export const startZaloOaServer = (options: ZaloOaServerOptions): Promise<ZaloOaServer> =>
  new ZaloOaServer(options).open(options.port)

const header = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

function readCall(
  url: URL,
  raw: Buffer,
  type: string,
): { body: RecordedOaCall['body']; files: Map<string, MultipartFile> } {
  if (type.startsWith('multipart/form-data')) return { body: {}, files: readMultipart(raw, type).files }
  const text = raw.length > 0 ? raw.toString('utf8') : (url.searchParams.get('data') ?? '{}')
  return { body: JSON.parse(text), files: new Map() }
}

function answer(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const text = { type: 'string' } as const
  const options = { port: text, app: text, secret: text, key: text, oa: text }
  const { values } = parseArgs({ options })
  const server = await startZaloOaServer({
    ...{ appId: values.app ?? '1', appSecret: values.secret ?? 'app-secret', secretKey: values.key ?? 'oa-secret-key' },
    ...{ oaId: values.oa ?? '2', port: Number(values.port ?? 0), control: true },
  })
  server.tick()
  console.log(server.apiRoot)
}
