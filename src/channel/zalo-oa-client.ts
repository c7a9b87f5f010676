import { z } from 'zod'
import { withinTime } from './within-time.ts'
import { askJson } from './zalo-oa-ask.ts'
import { OaRefused, OaUnreachable, readOaTrouble } from './zalo-oa-errors.ts'
import type { TokenKeeper } from './zalo-oa-tokens.ts'

export const zaloOaApiRoot = 'https://openapi.zalo.me'
const envelope = z.object({ error: z.number().int().default(0), data: z.unknown().optional() })

export interface ZaloOaAccess {
  readonly tokens: TokenKeeper
  /** Root of the API without a path; https://openapi.zalo.me when absent. */
  readonly apiRoot?: string
  readonly fetch?: typeof fetch
}

/** The Official Account API with a time limit on every call. */
export interface ZaloOaClient {
  /**
   * Posts JSON or a form and gives the `data` of the answer. A token that is not accepted is renewed once and the call
   * made once more. Fails with OaRefused, OaUnreachable, NoToken, TookTooLong; `readOaTrouble` reads them all.
   */
  post(path: string, body: object | FormData, ms: number): Promise<unknown>
}

export function zaloOaClient({ tokens, apiRoot, fetch: given = fetch }: ZaloOaAccess): ZaloOaClient {
  const root = (apiRoot ?? zaloOaApiRoot).replace(/\/+$/, '')

  function ask(path: string, body: object | FormData, ms: number, token: string): Promise<unknown> {
    const form = body instanceof FormData
    const headers = { access_token: token, ...(form ? {} : { 'content-type': 'application/json' }) }
    const init = { method: 'POST', headers, body: form ? body : JSON.stringify(body) }
    return withinTime(ms, undefined, async (signal) => {
      const read = envelope.safeParse(await askJson(given, `${root}${path}`, { ...init, signal }))
      if (!read.success) throw new OaUnreachable('an answer of unknown shape', true)
      if (read.data.error !== 0) throw new OaRefused(read.data.error)
      return read.data.data
    })
  }

  return {
    async post(path, body, ms) {
      const token = await tokens.access()
      try {
        return await ask(path, body, ms, token)
      } catch (error) {
        if (readOaTrouble(error).kind !== 'token') throw error
        return ask(path, body, ms, await tokens.access(token))
      }
    },
  }
}
