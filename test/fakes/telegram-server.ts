import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { type MultipartFile, readMultipart } from './read-multipart.ts'
import { control } from './telegram-control.ts'
import type { TelegramGroup } from './telegram-group.ts'
import { methods } from './telegram-methods.ts'
import type { TelegramUser } from './telegram-user.ts'
import { TelegramWebhook } from './telegram-webhook.ts'
import { Refusal, TelegramWorld } from './telegram-world.ts'

export interface TelegramServerOptions {
  readonly token: string
  readonly port?: number
  /** Keeps Telegram's limits of rate: 30 messages a second, one a second for each chat. */
  readonly strict?: boolean
  /** Lets another process play the people over HTTP, under /_control. */
  readonly control?: boolean
  /** As a Bot API server of one's own: it calls webhooks at any address. */
  readonly local?: boolean
}

/** A call as it came in, with what was answered; `file` is a download. */
export interface RecordedCall {
  readonly method: string
  readonly params: { readonly [name: string]: unknown }
  /** HTTP status; null while the answer is being worked out, 0 when it was dropped. */
  code: number | null
}

interface Trouble {
  readonly kind: 'fail' | 'drop' | 'slow'
  readonly method: string | undefined
  left: number
  readonly refusal?: Refusal
  readonly ms?: number
}

/** A stand-in of the Bot API over HTTP, with people to play; it keeps state and Telegram's rules. */
export class TelegramServer {
  readonly calls: RecordedCall[] = []
  /** Calls that no product should make: unknown methods, bodies that cannot be read. */
  readonly failures: string[] = []
  readonly world: TelegramWorld
  readonly hook: TelegramWebhook
  /** Every call is answered 401 while it is true. */
  tokenRevoked = false
  private readonly troubles: Trouble[] = []
  private readonly token: string
  private readonly controlled: boolean
  private readonly http = createServer((request, response) => void this.serve(request, response))

  constructor({ token, strict = true, control: controlled = false, local = false }: TelegramServerOptions) {
    this.token = token
    this.controlled = controlled
    this.world = new TelegramWorld(strict)
    this.hook = new TelegramWebhook(this.world)
    this.hook.local = local
  }

  /** Whether a webhook is set, which keeps polling refused until it is deleted. */
  get webhook(): boolean {
    return this.world.webhook !== undefined
  }

  /** Somebody else sets a webhook, or takes it away. */
  set webhook(set: boolean) {
    this.world.webhook = set ? { url: 'https://other.example/', secret: '', allowed: undefined } : undefined
  }

  async open(port = 0): Promise<this> {
    this.http.listen(port, '127.0.0.1')
    await once(this.http, 'listening')
    return this
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.http.address() as AddressInfo).port}`
  }

  async close(): Promise<void> {
    this.world.closed = true
    const closed = once(this.http, 'close')
    this.http.close()
    this.http.closeAllConnections()
    await closed
  }

  user(id: number): TelegramUser {
    return this.world.user(id)
  }

  group(id: number): TelegramGroup {
    return this.world.group(id)
  }

  /** The next calls (of the method, if given; `file` for downloads) are refused without any effect. */
  failNext(
    count: number,
    code: number,
    more: { method?: string; description?: string; retryAfter?: number } = {},
  ): void {
    const parameters = more.retryAfter === undefined ? undefined : { retry_after: more.retryAfter }
    const refusal = new Refusal(code, more.description ?? 'as asked by the test', parameters)
    this.troubles.push({ kind: 'fail', method: more.method, left: count, refusal })
  }

  /** The next calls take effect, but the connection breaks before the answer. */
  dropAnswers(count: number, method?: string): void {
    this.troubles.push({ kind: 'drop', method, left: count })
  }

  /** The next calls wait so long before anything happens. */
  slowDown(count: number, ms: number, method?: string): void {
    this.troubles.push({ kind: 'slow', method, left: count, ms })
  }

  /** The chat became another one; what is sent to the old address is refused with the new one. */
  migrate(from: number, to: number): void {
    this.world.moved.set(from, to)
    this.user(to).started = true
  }

  callsOf(method: string): RecordedCall[] {
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
      const [, isFile, token, rest] = /^\/(file\/)?bot([^/]+)\/(.+)$/.exec(url.pathname) ?? []
      if (token !== this.token || this.tokenRevoked || rest === undefined) {
        this.record(rest ?? 'unknown', {}).code = 401
        return answer(response, 401, { ok: false, error_code: 401, description: 'Unauthorized' })
      }
      if (isFile === undefined) await this.serveMethod(rest, url, body, request, response)
      else await this.serveFile(rest, response)
    } catch (error) {
      this.failures.push(`${request.method} ${url.pathname.split('/').at(-1)}: ${error}`)
      if (!response.headersSent)
        answer(response, 500, { ok: false, error_code: 500, description: 'Internal Server Error' })
    } finally {
      this.world.changed()
    }
  }

  private async serveMethod(
    method: string,
    url: URL,
    body: Buffer,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { params, files } = readParams(url, body, request.headers['content-type'] ?? '')
    const call = this.record(method, params)
    const gone = new AbortController()
    response.on('close', () => gone.abort())
    try {
      await this.meet('slow', method)
      const fail = await this.meet('fail', method)
      if (fail?.refusal !== undefined) throw fail.refusal
      const result = await this.run(method, params, files, gone.signal)
      if ((await this.meet('drop', method)) !== undefined) {
        call.code = 0
        response.destroy()
        return
      }
      call.code = 200
      answer(response, 200, { ok: true, result })
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      call.code = error.code
      const parameters = error.parameters === undefined ? {} : { parameters: error.parameters }
      answer(response, error.code, { ok: false, error_code: error.code, description: error.message, ...parameters })
    }
  }

  private async run(
    name: string,
    params: RecordedCall['params'],
    files: ReadonlyMap<string, MultipartFile>,
    gone: AbortSignal,
  ): Promise<unknown> {
    if (name === 'deleteWebhook') return this.hook.remove()
    if (name === 'setWebhook') return this.hook.set(params)
    if (name === 'getUpdates' && this.webhook)
      throw new Refusal(
        409,
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    const method = methods[name]
    if (method === undefined) {
      this.failures.push(`unexpected method ${name}`)
      throw new Refusal(404, 'Not Found: method not found')
    }
    return method(this.world, { params, files, gone })
  }

  private async serveFile(path: string, response: ServerResponse): Promise<void> {
    const call = this.record('file', { path })
    await this.meet('slow', 'file')
    const fail = await this.meet('fail', 'file')
    const file = [...this.world.files.values()].find((each) => each.path === path)
    call.code = fail?.refusal?.code ?? (file === undefined ? 404 : 200)
    if ((await this.meet('drop', 'file')) !== undefined && file !== undefined) {
      // Half of the file, then nothing: the connection breaks.
      call.code = 0
      response.writeHead(200, { 'content-length': file.bytes.length })
      response.write(file.bytes.subarray(0, file.bytes.length / 2), () => response.destroy())
      return
    }
    response.writeHead(call.code, { 'content-type': 'application/octet-stream' })
    response.end(call.code === 200 ? file?.bytes : 'no')
  }

  private record(method: string, params: RecordedCall['params']): RecordedCall {
    const call: RecordedCall = { method, params, code: null }
    this.calls.push(call)
    this.world.changed()
    return call
  }

  /** The trouble of this kind that was asked for this call, if any; a slow one is waited through. */
  private async meet(kind: Trouble['kind'], method: string): Promise<Trouble | undefined> {
    const trouble = this.troubles.find((t) => t.kind === kind && t.left > 0 && (t.method ?? method) === method)
    if (trouble === undefined) return undefined
    trouble.left -= 1
    if (trouble.ms !== undefined) await delay(trouble.ms)
    return trouble
  }
}

/** Opens the stand-in on a free port of the loopback, or on the given one. */
export const startTelegramServer = (options: TelegramServerOptions): Promise<TelegramServer> =>
  new TelegramServer(options).open(options.port)

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

function readParams(url: URL, body: Buffer, type: string) {
  const files = new Map<string, MultipartFile>()
  const query = Object.fromEntries(url.searchParams)
  if (body.length === 0) return { params: query, files }
  if (type.startsWith('multipart/form-data')) {
    const read = readMultipart(body, type)
    return { params: { ...query, ...Object.fromEntries(read.fields) }, files: read.files }
  }
  if (type.startsWith('application/json')) return { params: { ...query, ...JSON.parse(body.toString('utf8')) }, files }
  return { params: { ...query, ...Object.fromEntries(new URLSearchParams(body.toString('utf8'))) }, files }
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
      lax: { type: 'boolean', default: false },
      local: { type: 'boolean', default: false },
    },
  })
  const server = await startTelegramServer({
    token: values.token ?? '',
    port: Number(values.port ?? 0),
    strict: !values.lax,
    local: values.local,
    control: true,
  })
  console.log(server.apiRoot)
}
