import { problemName } from './telegram-errors.ts'
import { OaRefused, OaUnreachable } from './zalo-oa-errors.ts'

/** No answer of this API comes near. */
const mostAnswerBytes = 256 * 1024
/** System codes of a request that never left this machine. */
const unconnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|UND_ERR_CONNECT_TIMEOUT/

/**
 * Fetches and gives the JSON of the answer, whatever its HTTP status: failures come with 200 as well as with others.
 * Fails with OaUnreachable when there is none, and with OaRefused -32 for HTTP 429. The errors name no URL.
 */
export async function askJson(get: typeof fetch, url: string, init: RequestInit): Promise<unknown> {
  let response: Response
  try {
    response = await get(url, { ...init, redirect: 'error' })
  } catch (error) {
    if (init.signal?.aborted) throw error
    const name = problemName(error)
    throw new OaUnreachable(`no answer, ${name}`, !unconnected.test(name))
  }
  const text = await shortText(response)
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && 'error' in value) return value
    if (response.ok) return value
  } catch {
    // A page of a gateway; what its status says follows.
  }
  if (response.status === 429) throw new OaRefused(-32)
  throw new OaUnreachable(`HTTP ${response.status} without a usable answer`, response.ok || response.status >= 500)
}

async function shortText(response: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of response.body ?? []) {
      size += part.length
      if (size > mostAnswerBytes) throw new OaUnreachable('an answer that is too long', true)
      parts.push(part)
    }
  } catch (error) {
    throw error instanceof OaUnreachable ? error : new OaUnreachable('the answer broke off', true)
  }
  return Buffer.concat(parts).toString('utf8')
}
