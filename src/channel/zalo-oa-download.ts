import { type LookupAddress, lookup as lookUp } from 'node:dns'
import { get as httpGet, type IncomingMessage } from 'node:http'
import { get as httpsGet } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { withinTime } from './within-time.ts'

export interface DownloadSettings {
  /** An origin (`http://127.0.0.1:1234`) whose files are fetched whatever its address: a stand-in, in tests. */
  readonly ownOrigin?: string
  /** bytes */
  readonly limit: number
  readonly ms: number
  readonly lookup?: LookupFunction
}

/** A download failed and may work later; the text names no URL. */
export class DownloadFailed extends Error {
  override name = 'DownloadFailed'
}

/** Addresses that no stranger's link may reach (RFC 6890 and its kin). */
const inner4 = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inner4.addSubnet(net, bits, 'ipv4')
/** A list of its own: in a common one ::/3 would hold every IPv4 address in its mapped form. */
const inner6 = new BlockList()
/** Only 2000::/3 is handed out to the public; of it these lead to other networks or nowhere. */
for (const [net, bits] of [
  ['::', 3],
  ['4000::', 2],
  ['8000::', 1],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
] as const)
  inner6.addSubnet(net, bits, 'ipv6')

/** Whether an address belongs to the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  return family === 4 ? !inner4.check(address, 'ipv4') : !inner6.check(address, 'ipv6')
}

class InnerAddress extends Error {
  override name = 'InnerAddress'
}

/** Looks up a name, and fails when any of its addresses is not public: the connection goes to what was looked at. */
const guarded =
  (resolve: LookupFunction): LookupFunction =>
  (host, options, done) =>
    resolve(host, { ...options, all: true }, (error, found, family) => {
      if (error) return done(error, [])
      const all: LookupAddress[] = Array.isArray(found) ? found : [{ address: found, family: family ?? isIP(found) }]
      const [first] = all
      if (first === undefined || !all.every(({ address }) => isPublicAddress(address)))
        return done(new InnerAddress('not a public address'), [])
      if (options.all) done(null, all)
      else done(null, first.address, first.family)
    })

/**
 * The bytes behind a link that came from outside: https and public addresses only, no redirects. `unreadable` when it
 * never will be read, `too-large` as soon as it is known. Fails with DownloadFailed, TookTooLong or Stopped.
 */
export async function downloadPublic(
  link: string,
  { ownOrigin, limit, ms, lookup = lookUp as LookupFunction }: DownloadSettings,
  stop: AbortSignal,
): Promise<Uint8Array | 'too-large' | 'unreadable'> {
  const url = URL.canParse(link) ? new URL(link) : undefined
  if (url === undefined || url.username !== '' || url.password !== '') return 'unreadable'
  const own = ownOrigin !== undefined && url.origin === ownOrigin
  if (!own) {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    if (url.protocol !== 'https:' || (isIP(host) !== 0 && !isPublicAddress(host))) return 'unreadable'
  }
  return withinTime(ms, stop, async (signal) => {
    try {
      return await fetchBytes(url, limit, signal, own ? undefined : guarded(lookup))
    } catch (error) {
      if (error instanceof InnerAddress) return 'unreadable'
      throw error instanceof DownloadFailed ? error : new DownloadFailed('broke off')
    }
  })
}

async function fetchBytes(
  url: URL,
  limit: number,
  signal: AbortSignal,
  lookup: LookupFunction | undefined,
): Promise<Uint8Array | 'too-large' | 'unreadable'> {
  const options = { signal, agent: false as const, ...(lookup === undefined ? {} : { lookup }) }
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = url.protocol === 'https:' ? httpsGet(url, options, resolve) : httpGet(url, options, resolve)
    request.on('error', reject)
  })
  try {
    const status = response.statusCode ?? 0
    if (status !== 200) {
      // A link that is over stays over; a gateway's bad minute does not.
      if (status >= 300 && status < 500 && status !== 408 && status !== 429) return 'unreadable'
      throw new DownloadFailed(`answered ${status}`)
    }
    if (Number(response.headers['content-length'] ?? 0) > limit) return 'too-large'
    const parts: Uint8Array[] = []
    let size = 0
    for await (const part of response) {
      size += part.length
      if (size > limit) return 'too-large'
      parts.push(part)
    }
    return Buffer.concat(parts)
  } finally {
    response.destroy()
  }
}
