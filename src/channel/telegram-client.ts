import { Api } from 'grammy'
import { z } from 'zod'
import { lightFetch } from './light-fetch.ts'
import { receivableBytes } from './receive-file.ts'
import { withinTime } from './within-time.ts'

export interface TelegramAccess {
  readonly token: string
  /** Root of the Bot API without `/bot…`; https://api.telegram.org when absent. */
  readonly apiRoot?: string
  /** All traffic leaves by it. */
  readonly fetch?: typeof fetch
}

/** The Bot API with a time limit on every call, and the download of files, which is not part of it. */
export interface TelegramClient {
  /** The number in front of the token: the bot's own id, no secret. */
  readonly botId: string
  /** Fails with grammY's errors, TookTooLong or Stopped; `readTrouble` reads them all. */
  call<T>(ms: number, stop: AbortSignal | undefined, work: (api: Api, signal: never) => Promise<T>): Promise<T>
  /** The bytes of a file, or why there are none; `too-large` as soon as it is known. Fails when trying again may help. */
  download(fileId: string, stop: AbortSignal): Promise<Uint8Array | 'too-large' | 'unreadable'>
}

const fileShape = z.object({ file_path: z.string().min(1).optional(), file_size: z.number().optional() })
const askMs = 15_000
/** 20 MB over a slow office line (1.4 Mbit/s). */
const downloadMs = 120_000

export function telegramClient({ token, apiRoot, fetch: own }: TelegramAccess): TelegramClient {
  const given = own ?? fetch
  const root = (apiRoot ?? 'https://api.telegram.org').replace(/\/+$/, '')
  const api = new Api(token, {
    apiRoot: root,
    fetch: (own === undefined ? withLightTexts(withOwnSignal(fetch)) : withOwnSignal(own)) as never,
  })

  const call: TelegramClient['call'] = (ms, stop, work) =>
    // grammY's types ask for the signal of a package; the one of Node is the same thing.
    withinTime(ms, stop, (signal) => work(api, signal as never))

  return {
    botId: token.split(':')[0] ?? '',
    call,
    async download(fileId, stop) {
      const found = fileShape.safeParse(await call(askMs, stop, (bot, signal) => bot.getFile(fileId, signal)))
      const path = found.data?.file_path
      if ((found.data?.file_size ?? 0) > receivableBytes) return 'too-large'
      // A server of one's own in local mode names a path on its own disk, which is not ours to read.
      if (path === undefined || path.startsWith('/') || path.split('/').includes('..')) return 'unreadable'
      const url = `${root}/file/bot${token}/${path.split('/').map(encodeURIComponent).join('/')}`
      return withinTime(downloadMs, stop, (signal) => fetchBytes(given, url, signal))
    },
  }
}

/** A download failed; the text does not name the URL, which has the token in it. */
class DownloadFailed extends Error {
  override name = 'DownloadFailed'
}

async function fetchBytes(get: typeof fetch, url: string, signal: AbortSignal): Promise<Uint8Array | 'too-large'> {
  try {
    const response = await get(url, { signal, redirect: 'error' })
    if (!response.ok || response.body === null) {
      await response.body?.cancel()
      throw new DownloadFailed(`answered ${response.status}`)
    }
    if (Number(response.headers.get('content-length') ?? 0) > receivableBytes) {
      await response.body.cancel()
      return 'too-large'
    }
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response.body) {
      size += part.length
      if (size > receivableBytes) return 'too-large'
      parts.push(part)
    }
    return Buffer.concat(parts)
  } catch (error) {
    throw error instanceof DownloadFailed ? error : new DownloadFailed('broke off')
  }
}

/** What is a short text goes the short way; files go the way that streams them. */
function withLightTexts(get: typeof fetch): typeof fetch {
  return (async (url: string, init: RequestInit) =>
    typeof init?.body === 'string' ? lightFetch(url, { ...init, body: init.body }) : get(url, init)) as typeof fetch
}

/** grammY signals with the AbortController of a package, which newer versions of Node's own fetch do not accept. */
function withOwnSignal(get: typeof fetch): typeof fetch {
  return async (url, init) => {
    const foreign = init?.signal
    if (foreign === undefined || foreign === null || foreign instanceof AbortSignal) return get(url, init)
    const own = new AbortController()
    const abort = () => own.abort()
    const signal = foreign as EventTarget & { readonly aborted: boolean }
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    // The agent that grammY hands along is for another client.
    return get(url, { ...init, signal: own.signal })
  }
}
