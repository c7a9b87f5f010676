import { createHash } from 'node:crypto'
import { z } from 'zod'
import { receivableBytes } from './receive-file.ts'
import { withinTime } from './within-time.ts'

export interface ZaloBotAccess {
  readonly token: string
  /** Root of the Zalo Bot API without `/bot…`; https://bot-api.zaloplatforms.com when absent. */
  readonly apiRoot?: string
  /** All traffic leaves by it. */
  readonly fetch?: typeof fetch
}

/** The documented methods that the product calls. */
export type ZaloBotMethod = 'getMe' | 'getUpdates' | 'setWebhook' | 'deleteWebhook' | 'sendMessage' | 'sendPhoto'

/** The Zalo Bot API with a time limit on every call, and the download of pictures, which is not part of it. */
export interface ZaloBotClient {
  /** Tells the bots of one office apart; no secret. */
  readonly botId: string
  /** The `result` of a call. Fails with ZaloBotRefusal, NoAnswer, TookTooLong or Stopped. */
  call(method: ZaloBotMethod, params: object, ms: number, stop?: AbortSignal): Promise<unknown>
  /** The bytes of a picture, or why there are none. Fails like `call` when trying again may help. */
  download(url: string, ms: number, stop?: AbortSignal): Promise<Uint8Array | 'too-large' | 'unreadable'>
}

/** The API refused a call; the text is safe to log. */
export class ZaloBotRefusal extends Error {
  override name = 'ZaloBotRefusal'
  /** The body's `error_code`, else the HTTP status; 0 when neither says anything. */
  readonly code: number
  readonly retryAfterMs: number | undefined
  /** Words of the description that tell kinds of refusals apart. */
  readonly about: ReadonlySet<'gone' | 'webhook' | 'picture'>

  constructor(code: number, description: string, retryAfterMs: number | undefined) {
    super(`${code} ${plain(description)}`.trim())
    this.code = code
    this.retryAfterMs = retryAfterMs
    this.about = new Set(
      (['gone', 'webhook', 'picture'] as const).filter((topic) => topicWords[topic].test(description.slice(0, 500))),
    )
  }
}

/** Nothing usable came back; `perhapsDone`: the call may have been carried out all the same. */
export class NoAnswer extends Error {
  override name = 'NoAnswer'
  readonly perhapsDone: boolean

  constructor(why: string, perhapsDone: boolean) {
    super(why)
    this.perhapsDone = perhapsDone
  }
}

const topicWords = {
  gone: /\b(?:chat|user|recipient)\b.{0,20}\bnot (?:found|exist)|\bblocked\b|\bdeactivated\b|\bnot (?:a )?friend/i,
  webhook: /webhook/i,
  picture: /photo|image|picture|download|fetch/i,
}

const usualRoot = 'https://bot-api.zaloplatforms.com'
/** Bytes of an answer; the API's own are far below it. */
const longestAnswer = 1024 * 1024

const code = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
])
const envelope = z.object({
  ok: z.boolean(),
  result: z.unknown().optional(),
  description: z.string().optional(),
  // The documentation spells the field both ways.
  error_code: code.optional(),
  errorCode: code.optional(),
})

export function zaloBotClient({ token, apiRoot = usualRoot, fetch: get = fetch }: ZaloBotAccess): ZaloBotClient {
  const root = apiRoot.replace(/\/+$/, '')
  const ownOrigin = URL.canParse(root) ? new URL(root).origin : ''
  // Only the colon of a usual token stands in the path as it is.
  const path = `${root}/bot${encodeURIComponent(token).replaceAll('%3A', ':')}`

  return {
    botId: botIdOf(token),
    async call(method, params, ms, stop) {
      const answer = await withinTime(ms, stop, async (signal) => {
        try {
          const headers = { 'content-type': 'application/json', accept: 'application/json' }
          const body = JSON.stringify(params)
          const response = await get(`${path}/${method}`, { method: 'POST', headers, body, signal, redirect: 'error' })
          const bytes = await readBytes(response, longestAnswer)
          return { status: response.status, retryAfter: response.headers.get('retry-after'), bytes }
        } catch (error) {
          throw noAnswer(error)
        }
      })
      return readAnswer(answer)
    },
    async download(url, ms, stop) {
      if (!mayFetch(url, ownOrigin)) return 'unreadable'
      return withinTime(ms, stop, async (signal) => {
        try {
          const response = await get(url, { signal, redirect: 'error' })
          if (!response.ok) {
            await response.body?.cancel()
            // What is gone stays gone; anything else may be a bad moment.
            if ([400, 401, 403, 404, 410].includes(response.status)) return 'unreadable'
            throw new NoAnswer(`the picture's host answered ${response.status}`, false)
          }
          return await readBytes(response, receivableBytes)
        } catch (error) {
          throw noAnswer(error)
        }
      })
    },
  }
}

/** The digits in front of the token; a token of another form gives a mark that does not betray it. */
function botIdOf(token: string): string {
  const digits = /^(\d{1,30}):/.exec(token)?.[1]
  return digits ?? createHash('sha256').update(token).digest('hex').slice(0, 12)
}

/**
 * Whether a picture may be fetched from there: the public web over https, or the API's own host. An address in a
 * message must not lead into the office's own network.
 */
function mayFetch(address: string, ownOrigin: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, origin, username, port } = new URL(address)
  if (origin === ownOrigin) return true
  const named =
    hostname.includes('.') && /[a-z]$/i.test(hostname) && !/\.(?:local|internal|localhost|lan)$/i.test(hostname)
  return protocol === 'https:' && username === '' && port === '' && named
}

async function readBytes(response: Response, most: number): Promise<Uint8Array | 'too-large'> {
  if (response.body === null) return new Uint8Array()
  if (Number(response.headers.get('content-length') ?? 0) > most) {
    await response.body.cancel()
    return 'too-large'
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.length
    if (size > most) return 'too-large'
    parts.push(part)
  }
  return Buffer.concat(parts)
}

interface Answer {
  readonly status: number
  readonly retryAfter: string | null
  readonly bytes: Uint8Array | 'too-large'
}

/** A failure comes as HTTP 4xx or as 200 with `ok: false`: the body's code counts first, the HTTP status second. */
function readAnswer({ status, retryAfter, bytes }: Answer): unknown {
  const read = envelope.safeParse(bytes === 'too-large' ? undefined : parsed(bytes))
  const refused = (code: number, description: string) => new ZaloBotRefusal(code, description, waitOf(retryAfter))
  if (!read.success) {
    if (status >= 400) throw refused(status, 'without a usable body')
    throw new NoAnswer(`answered ${status} without usable JSON`, true)
  }
  const { ok, result, description = '', error_code, errorCode } = read.data
  if (ok && status < 400) return result
  throw refused(error_code ?? errorCode ?? (status >= 400 ? status : 0), description)
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'))
  } catch {
    return undefined
  }
}

/** Only seconds are read, at most a day of them; the documentation promises no such header at all. */
function waitOf(header: string | null): number | undefined {
  if (header === null || !/^\d{1,9}$/.test(header)) return undefined
  return Math.min(Number(header), 86_400) * 1_000
}

/** System codes of a request that never left this machine. */
const unconnected = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** The errors of fetch may name the URL, which has the token in it: only the system's code is let through. */
function noAnswer(error: unknown): NoAnswer {
  if (error instanceof NoAnswer) return error
  const code = systemCode(error)
  return new NoAnswer(`no usable answer${code === undefined ? '' : ` (${code})`}`, !unconnected.test(code ?? ''))
}

function systemCode(error: unknown): string | undefined {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; at = at.cause, depth++) {
    const code = (at as { code?: unknown }).code
    if (typeof code === 'string' && /^[A-Z0-9_]{3,40}$/.test(code)) return code
  }
  return undefined
}

/** Words that Zalo's descriptions are made of. */
const knownWords = new Set(
  (
    'a access active again already and api are at be been bad block blocked bot call cannot caption chat chat_id deactivated ' +
    'delete deletewebhook does download error exceed exceeded exist expired failed fetch file first forbidden format found ' +
    'friend gateway group has https image in internal invalid is key limit long longer many message method missing month ' +
    'must no not of or param parameter parse_mode permission photo please plan private quota rate recipient refused ' +
    'request required requests secret_token sent server set size sticker text text_styles the this timeout to today token ' +
    'too unauthorized unknown unsupported url use used user valid wait webhook when while with within without body usable'
  ).split(' '),
)

/** A description may quote a part of the request: only words that Zalo itself is known to use are kept. */
const plain = (description: string): string =>
  description
    .slice(0, 300)
    .split(/\s+/)
    .map((word) => (knownWords.has(word.toLowerCase().replace(/[.,:;!]+$/, '')) ? word : '…'))
    .join(' ')
    .replace(/…(?: …)+/g, '…')
    .slice(0, 120)
