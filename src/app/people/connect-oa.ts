import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../core/time.ts'
import type { Records, Store } from '../ports/store.ts'

/** What the way back from Zalo came to. `lost`: nobody here asked for it, or too long ago. */
export type Connected = 'connected' | 'declined' | 'lost' | 'another-oa' | 'refused' | 'unreachable'

/** Lets the OA's owner agree that this product may use the OA, from a link with a key to Zalo and back. */
export interface OaConnection {
  /**
   * The address that starts it, for a week: the one that was given before stays good for its whole life, also over a
   * restart, and is given again while most of its life is left. It ends with the first agreement.
   */
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
  /** Always the same token for the same purpose, which nobody can guess who does not have the key. */
  readonly tokenFor: (purpose: string) => string
  readonly challengeOf: (verifier: string) => string
  /** The host's clock, as it is Zalo's. */
  readonly now: () => Instant
  /** Which instant the audit names. */
  readonly auditNow: () => Instant
}

export const startPath = '/oauth/zalo-oa/start'
export const backPath = '/oauth/zalo-oa/callback'

const keyLifeMs = 7 * 86_400_000
/** An address with less life left is not given again: another goes beside it. */
const leastLeftMs = keyLifeMs / 2
/** The owner logs in and agrees; the code on the way back lives ten minutes more. */
const askLifeMs = 30 * 60_000
/** Browsers open links ahead of need, so that a few are under way for one person. */
const mostAsked = 5

const keyFact = 'zalo-oa.key'
const askedFact = 'zalo-oa.asked'

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const same = (a: string, b: string): boolean => timingSafeEqual(Buffer.from(hash(a)), Buffer.from(hash(b)))

/** Only what a key is made of and its SHA-256 are kept: whoever reads the records cannot make it. */
const keptKey = z.object({ made: z.string().default(''), hash: z.string(), until: z.number() })
/** Earlier versions kept one alone, drawn at random. */
const keptKeys = z.union([z.array(keptKey), keptKey.transform((one) => [one])])
const kept = z.array(z.object({ state: z.string(), verifier: z.string(), until: z.number() }))

export function createOaConnection(parts: OaConnecting): OaConnection {
  const { store, publicUrl, now } = parts
  const redirectUri = `${publicUrl}${backPath}`

  const asked = async (records: Records) =>
    read(kept, await records.factToChange(askedFact), []).filter(({ until }) => until > now())

  const keyOf = (made: string): string => parts.tokenFor(`zalo-oa start ${made}`)

  /** Those that still start something, oldest first. */
  const keys = async (records: Records) =>
    read(keptKeys, await records.fact(keyFact), []).filter(({ until }) => until > now())

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
      const made = await store.write(async (records) => {
        const known = await keys(records)
        const newest = known.at(-1)
        if (newest !== undefined && newest.until - now() >= leastLeftMs && same(newest.hash, hash(keyOf(newest.made))))
          return newest.made
        const made = randomBytes(24).toString('base64url')
        const next = [...known, { made, hash: hash(keyOf(made)), until: now() + keyLifeMs }]
        await records.setFact(keyFact, JSON.stringify(next))
        return made
      })
      return `${publicUrl}${startPath}?key=${keyOf(made)}`
    },

    async begin(key) {
      const state = randomBytes(24).toString('base64url')
      const verifier = parts.newVerifier()
      const may = await store.write(async (records) => {
        if (!(await keys(records)).some((one) => same(one.hash, hash(key)))) return false
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
          // The keys have served; whoever finds a link later starts nothing with it.
          await records.setFact(keyFact, '[]')
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
