import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../core/time.ts'
import type { Records, Store } from './ports/store.ts'

/** What the way back from Zalo came to. `lost`: nobody here asked for it, or too long ago. */
export type Connected = 'connected' | 'declined' | 'lost' | 'another-oa' | 'refused' | 'unreachable'

/** Lets the OA's owner agree that this product may use the OA, from a link with a key to Zalo and back. */
export interface OaConnection {
  /** The address that starts it, with a new key for a week; keys from before end. */
  address(): Promise<string>
  /** Where the browser goes next; undefined when the key is unknown, used or too old. */
  begin(key: string): Promise<string | undefined>
  /** The way back; each state counts once. */
  finish(back: { readonly code?: string; readonly state?: string; readonly oaId?: string }): Promise<Connected>
}

export interface OaConnecting {
  readonly store: Store
  /** Where people reach this server. */
  readonly publicUrl: string
  /** The OA that is meant, when the settings name it. */
  readonly oaId?: string
  readonly authorizeUrl: (ask: {
    readonly redirectUri: string
    readonly challenge: string
    readonly state: string
  }) => string
  /** Trades the code for tokens and stores them. */
  readonly exchange: (code: string, verifier: string) => Promise<'connected' | 'refused' | 'unreachable'>
  readonly newVerifier: () => string
  readonly challengeOf: (verifier: string) => string
  /** The host's clock, as it is Zalo's. */
  readonly now: () => Instant
  /** Which instant the audit names. */
  readonly auditNow: () => Instant
}

export const startPath = '/oauth/zalo-oa/start'
export const backPath = '/oauth/zalo-oa/callback'

const keyLifeMs = 7 * 86_400_000
/** The owner logs in and agrees; the code on the way back lives ten minutes more. */
const askLifeMs = 30 * 60_000
/** Browsers open links ahead of need, so that a few are under way for one person. */
const mostAsked = 5

const keyFact = 'zalo-oa.key'
const askedFact = 'zalo-oa.asked'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(hash(a)), Buffer.from(hash(b)))

const keptKey = z.object({ hash: z.string(), until: z.number() })
const kept = z.array(z.object({ state: z.string(), verifier: z.string(), until: z.number() }))

export function createOaConnection(parts: OaConnecting): OaConnection {
  const { store, publicUrl, now } = parts
  const redirectUri = `${publicUrl}${backPath}`

  const asked = async (records: Records) =>
    read(kept, await records.fact(askedFact), []).filter(({ until }) => until > now())

  /** Gives the verifier of a state and forgets both; undefined when the state is unknown or too old. */
  const takeVerifier = (state: string): Promise<string | undefined> =>
    store.write(async (records) => {
      const waiting = await asked(records)
      const found = waiting.find((one) => same(one.state, hash(state)))
      if (found === undefined) return undefined
      await records.setFact(askedFact, JSON.stringify(waiting.filter((one) => one !== found)))
      return found.verifier
    })

  return {
    async address() {
      const key = randomBytes(24).toString('base64url')
      const value = JSON.stringify({ hash: hash(key), until: now() + keyLifeMs })
      await store.write((records) => records.setFact(keyFact, value))
      return `${publicUrl}${startPath}?key=${key}`
    },

    async begin(key) {
      const state = randomBytes(24).toString('base64url')
      const verifier = parts.newVerifier()
      const may = await store.write(async (records) => {
        const known = read(keptKey.optional(), await records.fact(keyFact), undefined)
        if (known === undefined || known.until <= now() || !same(known.hash, hash(key))) return false
        const next = [...(await asked(records)), { state: hash(state), verifier, until: now() + askLifeMs }]
        await records.setFact(askedFact, JSON.stringify(next.slice(-mostAsked)))
        return true
      })
      return may ? parts.authorizeUrl({ redirectUri, challenge: parts.challengeOf(verifier), state }) : undefined
    },

    async finish({ code, state, oaId }) {
      const verifier = state === undefined ? undefined : await takeVerifier(state)
      if (verifier === undefined) return 'lost'
      if (code === undefined || code === '') return 'declined'
      if (parts.oaId !== undefined && oaId !== undefined && oaId !== parts.oaId) return 'another-oa'
      const outcome = await parts.exchange(code, verifier)
      if (outcome === 'connected')
        await store.write(async (records) => {
          // The key has served; whoever finds the link later starts nothing with it.
          await records.setFact(keyFact, '')
          await records.setFact(askedFact, '[]')
          const line = { actor: 'operator', action: 'channel.connected', subject: 'channel:zalo-oa', detail: {} }
          await records.audit({ at: parts.auditNow(), ...line })
        })
      return outcome
    },
  }
}

/** A fact as it was written, or `otherwise` when there is none or it is of another form. */
function read<T>(shape: z.ZodType<T>, text: string | undefined, otherwise: T): T {
  if (text === undefined || text === '') return otherwise
  try {
    return shape.parse(JSON.parse(text))
  } catch {
    return otherwise
  }
}
