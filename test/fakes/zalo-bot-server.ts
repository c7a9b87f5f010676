import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { readMultipart } from './read-multipart.ts'
import { control } from './zalo-bot-control.ts'
import { methods } from './zalo-bot-methods.ts'
import type { ZaloUser } from './zalo-bot-user.ts'
import { ZaloBotWebhook } from './zalo-bot-webhook.ts'
import { ZaloBotWorld, type ZaloHabits, type ZaloLimits, ZaloRefusal } from './zalo-bot-world.ts'

export interface ZaloBotServerOptions {
  readonly token: string
  readonly port?: number
  readonly habits?: Partial<ZaloHabits>
  readonly limits?: Partial<ZaloLimits>
  /** Milliseconds of the clock by which months are counted and messages dated. */
  readonly now?: () => number
  /**
   * Where addresses of the internet really lie, by origin: `https://bot.example.vn` → `http://127.0.0.1:3000`. Nothing
   * else is ever called, as if there were no such host.
   */
  readonly reach?: { readonly [origin: string]: string }
  /** Lets another process play the people over HTTP, under /_control. */
  readonly control?: boolean
}

/** A call as it came in, with what was answered; `picture` is a download. */
export interface ZaloRecordedCall {
  readonly method: string
  readonly params: { readonly [name: string]: unknown }
  /** Milliseconds of the host's clock. */
  readonly at: number
  /** HTTP status; null while the answer is being worked out, 0 when it was dropped. */
  code: number | null
}

interface Trouble {
  /** `late`: it takes effect and 408 is answered; `garbled`: it takes effect and the answer is half of the JSON. */
  readonly kind: 'fail' | 'html' | 'drop' | 'late' | 'garbled' | 'slow'
  readonly method: string | undefined
  left: number
  readonly code?: number
  readonly description?: string
  readonly retryAfter?: number
  readonly ms?: number
}

/** A stand-in of the Zalo Bot API over HTTP, with people to play; it keeps state and the platform's rules. */
export class ZaloBotServer {
  readonly calls: ZaloRecordedCall[] = []
  /** Calls that no product should make: unknown methods, bodies that cannot be read. */
  readonly failures: string[] = []
  readonly world: ZaloBotWorld
  readonly webhook: ZaloBotWebhook
  /** Every call is answered 401 while it is true. */
  tokenRevoked = false
  /** May be added to while it runs. */
  readonly reach: Map<string, string>
  private readonly troubles: Trouble[] = []
  private readonly token: string
  private readonly controlled: boolean
  private readonly http = createServer((request, response) => void this.serve(request, response))

  constructor({ token, habits = {}, limits = {}, now, reach = {}, control: controlled = false }: ZaloBotServerOptions) {
    this.token = token
    this.controlled = controlled
    this.reach = new Map(Object.entries(reach))
    this.world = new ZaloBotWorld(habits, limits, now)
    this.webhook = new ZaloBotWebhook(this.world, this.place)
  }

  private readonly place = (url: URL): URL | undefined => {
    const origin = this.reach.get(url.origin)
    return origin === undefined ? undefined : new URL(`${url.pathname}${url.search}`, origin)
  }

  async open(port = 0): Promise<this> {
    this.http.listen(port, '127.0.0.1')
    await once(this.http, 'listening')
    this.world.root = this.apiRoot
    return this
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    await this.webhook.settled()
    const closed = once(this.http, 'close')
    this.http.close()
    this.http.closeAllConnections()
    await closed
  }

  user(id: string): ZaloUser {
    return this.world.user(id)
  }

  /** The next calls (of the method, if given; `picture` for downloads) are refused without any effect. */
  failNext(
    count: number,
    code: number,
    more: { method?: string; description?: string; retryAfter?: number } = {},
  ): void {
    this.troubles.push({ kind: 'fail', left: count, code, method: undefined, ...more })
  }

  /** The next calls get a page of a gateway instead of JSON, without any effect. */
  gatewayError(count: number, code: number, method?: string): void {
    this.troubles.push({ kind: 'html', left: count, code, method })
  }

  /** The next calls take effect, but the connection breaks before the answer. */
  dropAnswers(count: number, method?: string): void {
    this.troubles.push({ kind: 'drop', left: count, method })
  }

  /** The next calls take effect, but are answered 408. */
  loseInTime(count: number, method?: string): void {
    this.troubles.push({ kind: 'late', left: count, method })
  }

  /** The next calls take effect, but only half of the answer's JSON comes. */
  garbleAnswers(count: number, method?: string): void {
    this.troubles.push({ kind: 'garbled', left: count, method })
  }

  /** The next calls wait so long before anything happens. */
  slowDown(count: number, ms: number, method?: string): void {
    this.troubles.push({ kind: 'slow', left: count, ms, method })
  }

  callsOf(method: string): ZaloRecordedCall[] {
    return this.calls.filter((call) => call.method === method)
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
        return answer(response, 200, await control(this, url, body.toString('utf8')))
      const picture = /^\/picture\/([\w.-]+)$/.exec(url.pathname)?.[1]
      if (picture !== undefined) return await this.servePicture(picture, response)
      const [, token, method] = /^\/bot([^/]+)\/([^/]+)$/.exec(url.pathname) ?? []
      if (
        token === undefined ||
        decodeURIComponent(token) !== this.token ||
        this.tokenRevoked ||
        method === undefined
      ) {
        this.record(method ?? 'unknown', {}).code = 401
        return this.refuse(response, new ZaloRefusal(401, 'Unauthorized'))
      }
      await this.serveMethod(method, readParams(url, body, request.headers['content-type'] ?? ''), response)
    } catch (error) {
      this.failures.push(`${request.method} ${url.pathname.split('/').at(-1)}: ${error}`)
      if (!response.headersSent) this.refuse(response, new ZaloRefusal(403, 'Internal server error'))
    } finally {
      this.world.changed()
    }
  }

  private async serveMethod(
    method: string,
    params: ZaloRecordedCall['params'],
    response: ServerResponse,
  ): Promise<void> {
    const call = this.record(method, params)
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    try {
      await this.meet('slow', method)
      const fail = this.meet('fail', method)
      if (fail !== undefined) {
        if (fail.retryAfter !== undefined) response.setHeader('retry-after', `${fail.retryAfter}`)
        throw new ZaloRefusal(fail.code ?? 403, fail.description ?? 'as asked by the test')
      }
      const html = this.meet('html', method)
      if (html !== undefined) {
        call.code = html.code ?? 502
        response.writeHead(call.code, { 'content-type': 'text/html' })
        return void response.end('<html><body><h1>Bad Gateway</h1></body></html>')
      }
      const result = await this.run(method, params, gone.signal)
      this.finish(call, result, response)
    } catch (error) {
      if (!(error instanceof ZaloRefusal)) throw error
      call.code = error.code
      this.refuse(response, error)
    }
  }

  /** Answers what took effect, if the answer is not to be lost. */
  private finish(call: ZaloRecordedCall, result: unknown, response: ServerResponse): void {
    if (this.meet('late', call.method) !== undefined) throw new ZaloRefusal(408, 'Request timeout', true)
    if (this.meet('drop', call.method) !== undefined) {
      call.code = 0
      response.destroy()
      return
    }
    call.code = 200
    const text = JSON.stringify(result === undefined ? { ok: true } : { ok: true, result })
    const garbled = this.meet('garbled', call.method) !== undefined
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(garbled ? text.slice(0, text.length / 2) : text)
  }

  private run(name: string, params: ZaloRecordedCall['params'], gone: AbortSignal): unknown {
    const method = methods[name]
    if (method !== undefined) return method(this.world, { params, gone, webhook: this.webhook, reach: this.place })
    this.failures.push(`unexpected method ${name}`)
    throw new ZaloRefusal(404, 'Not Found')
  }

  private refuse(response: ServerResponse, { code, message: description, always }: ZaloRefusal): void {
    const status = this.world.habits.failAs === 'status' || always ? code : 200
    // The documentation spells the field of this one code both ways.
    const named = code === 426 ? { errorCode: code } : { error_code: code }
    answer(response, status, { ok: false, description, ...named })
  }

  private async servePicture(name: string, response: ServerResponse): Promise<void> {
    const call = this.record('picture', { name })
    await this.meet('slow', 'picture')
    const picture = this.world.pictures.get(name)
    call.code = this.meet('fail', 'picture')?.code ?? (picture === undefined ? 404 : 200)
    if (this.meet('drop', 'picture') !== undefined && picture !== undefined) {
      // Half of it, then nothing: the connection breaks.
      call.code = 0
      response.writeHead(200, { 'content-length': picture.bytes.length })
      response.write(picture.bytes.subarray(0, picture.bytes.length / 2), () => response.destroy())
      return
    }
    response.writeHead(call.code, { 'content-type': picture?.mime ?? 'text/plain' })
    response.end(call.code === 200 ? picture?.bytes : 'no')
  }

  private record(method: string, params: ZaloRecordedCall['params']): ZaloRecordedCall {
    const call: ZaloRecordedCall = { method, params, at: Date.now(), code: null }
    this.calls.push(call)
    this.world.changed()
    return call
  }

  /** The trouble of this kind that was asked for this call, if any; a slow one is to be waited for. */
  private meet(kind: 'slow', method: string): Promise<void>
  private meet(kind: Exclude<Trouble['kind'], 'slow'>, method: string): Trouble | undefined
  private meet(kind: Trouble['kind'], method: string): Trouble | undefined | Promise<void> {
    const trouble = this.troubles.find((t) => t.kind === kind && t.left > 0 && (t.method ?? method) === method)
    if (trouble !== undefined) trouble.left -= 1
    if (kind !== 'slow') return trouble
    return trouble?.ms === undefined ? Promise.resolve() : delay(trouble.ms)
  }
}

/** Opens the stand-in on a free port of the loopback, or on the given one. */
export const startZaloBotServer = (options: ZaloBotServerOptions): Promise<ZaloBotServer> =>
  new ZaloBotServer(options).open(options.port)

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

/** GET and POST, in the query, as a form, multipart or JSON, as the general page allows. */
function readParams(url: URL, body: Buffer, type: string): ZaloRecordedCall['params'] {
  const query = Object.fromEntries(url.searchParams)
  if (body.length === 0) return query
  if (type.startsWith('multipart/form-data'))
    return { ...query, ...Object.fromEntries(readMultipart(body, type).fields) }
  if (type.startsWith('application/json')) return { ...query, ...JSON.parse(body.toString('utf8')) }
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) }
}

function answer(response: ServerResponse, code: number, value: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' })
  response.end(JSON.stringify(value))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      token: { type: 'string' },
      /** https://name=http://127.0.0.1:port */
      reach: { type: 'string', multiple: true, default: [] },
      /** JSON of habits and limits */
      habits: { type: 'string', default: '{}' },
      limits: { type: 'string', default: '{}' },
    },
  })
  const server = await startZaloBotServer({
    token: values.token ?? '',
    port: Number(values.port ?? 0),
    reach: Object.fromEntries(
      values.reach.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
    ),
    habits: JSON.parse(values.habits),
    limits: JSON.parse(values.limits),
    control: true,
  })
  console.log(server.apiRoot)
}
