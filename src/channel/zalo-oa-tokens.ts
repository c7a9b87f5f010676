import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Log } from '../app/ports/log.ts'
import type { Instant } from '../core/time.ts'
import { withinTime } from './within-time.ts'
import { askJson } from './zalo-oa-ask.ts'
import { NoToken, OaRefused, OaUnreachable, readOaTrouble } from './zalo-oa-errors.ts'

export const zaloOaOauthRoot = 'https://oauth.zaloapp.com/v4'

/** The pair of tokens of one OA as it is stored; secrets, all of it. Instants are on the provider's clock. */
export interface Tokens {
  /** One higher with every change; a store may compare this alone. */
  readonly version: number
  /** Empty until the first renewal. */
  readonly accessToken: string
  /** Works once. */
  readonly refreshToken: string
  readonly expiresAt: Instant
  /** Who is spending the refresh token, and until when others leave it alone. */
  readonly claim: { readonly by: string; readonly until: Instant } | null
  /** The refresh token was refused: the OA's owner must agree anew. */
  readonly dead: boolean
  /** A hash of the refresh token in the settings that was taken over last. */
  readonly seed: string | null
}

/** Where the tokens of the OA are kept; shared by all processes. */
export interface TokenStore {
  load(): Promise<Tokens | null>
  /** Stores `next` only when what is stored still is `old` (null: nothing); false when it is not. */
  replace(old: Tokens | null, next: Tokens): Promise<boolean>
}

export interface TokenSettings {
  readonly appId: string
  readonly appSecret: string
  readonly store: TokenStore
  readonly log: Log
  /** A refresh token from the console to begin with; a changed one replaces what is stored. */
  readonly seedRefreshToken?: string
  /** Root of the OAuth server; https://oauth.zaloapp.com/v4 when absent. */
  readonly oauthRoot?: string
  readonly fetch?: typeof fetch
  /** The provider's clock, which is the host's; not the product's, which may be virtual. */
  readonly now?: () => Instant
  /** Called once, by one process, when the OA's owner has to agree anew. */
  readonly mustAuthorise?: () => void
}

/** Holds the access token and renews it; the only one who spends refresh tokens. */
export interface TokenKeeper {
  /**
   * An access token that should be accepted; `refused` is one that was not. A new pair is stored before it is used.
   * Fails with NoToken, OaUnreachable, TookTooLong or OaRefused -32.
   */
  access(refused?: string): Promise<string>
  /**
   * Where the OA's owner agrees. `challenge` is `challengeOf` a verifier that is kept until the way back; Zalo adds
   * `code`, `oa_id` and the state to the redirect address.
   */
  authorizeUrl(ask: { readonly redirectUri: string; readonly challenge: string; readonly state: string }): string
  /** Trades the code of the way back (10 minutes, once) for a pair and stores it. Fails like `access`, or OaRefused. */
  exchange(code: string, verifier: string): Promise<void>
  /** Resolves when no renewal is under way; never fails. */
  settled(): Promise<void>
}

/** A verifier of 43 characters (RFC 7636). */
export const newVerifier = (): string => randomBytes(32).toString('base64url')
/** The challenge for a verifier: SHA-256 in base64url without padding (S256). */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

const hourMs = 3_600_000
/** An access token lives 25 hours; it is renewed after 20, so that a bad hour of Zalo's does no harm. */
const renewBeforeMs = 5 * hourMs
const usualLifeMs = 25 * hourMs
const marginMs = 60_000
const askMs = 15_000
/** Longer than one renewal can take, so that a claim of a process that died is taken over and no other. */
const claimMs = 60_000
/** Attempts to store against other processes that change the tokens at the same time. */
const storeTries = 5

const grantShape = z.object({
  error: z.coerce.number().int().default(0),
  access_token: z.string().min(1).optional(),
  refresh_token: z.string().min(1).optional(),
  // A string in Zalo's answers.
  expires_in: z.coerce.number().positive().optional().catch(undefined),
})

interface Grant {
  readonly accessToken: string
  readonly refreshToken: string
  readonly expiresAt: Instant
}

export function zaloOaTokens(settings: TokenSettings): TokenKeeper {
  const { appId, appSecret, store, log, fetch: get = fetch, now = Date.now } = settings
  const root = (settings.oauthRoot ?? zaloOaOauthRoot).replace(/\/+$/, '')
  const seed =
    settings.seedRefreshToken === undefined || settings.seedRefreshToken === '' ? null : settings.seedRefreshToken
  const seedHash = seed === null ? null : createHash('sha256').update(seed).digest('hex').slice(0, 32)
  const me = randomUUID()
  /** A pair whose predecessor is spent and which is not stored yet: lost when the process dies now. */
  let unsaved: { readonly spent: string; readonly grant: Grant } | undefined
  /** Everybody in this process who needs a renewal waits for the same one. */
  let renewing: Promise<Tokens> | undefined
  /** A dead refresh token is tried once by each process, for the app's secret may have been the mistake. */
  let triedDead = false

  async function stored(): Promise<Tokens | null> {
    for (let tries = 0; tries < storeTries; tries++) {
      const found = await store.load()
      if (seed === null || found?.seed === seedHash) return found
      const next: Tokens = {
        ...{ version: (found?.version ?? 0) + 1, accessToken: '', refreshToken: seed, expiresAt: 0 },
        ...{ claim: null, dead: false, seed: seedHash },
      }
      if (await store.replace(found, next)) return next
    }
    throw new NoToken('busy', 'the stored tokens change all the time')
  }

  async function ask(form: { readonly [field: string]: string }): Promise<Grant> {
    const init = {
      method: 'POST',
      headers: { secret_key: appSecret, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ app_id: appId, ...form }).toString(),
    }
    return withinTime(askMs, undefined, async (signal) => {
      const read = grantShape.safeParse(await askJson(get, `${root}/oa/access_token`, { ...init, signal }))
      if (!read.success) throw new OaUnreachable('an answer of unknown shape', true)
      const { error, access_token: accessToken, refresh_token: refreshToken, expires_in: seconds } = read.data
      if (error !== 0) throw new OaRefused(error)
      if (accessToken === undefined || refreshToken === undefined)
        throw new OaUnreachable('an answer without tokens', true)
      return { accessToken, refreshToken, expiresAt: now() + (seconds === undefined ? usualLifeMs : seconds * 1_000) }
    })
  }

  /** Stores the unsaved pair unless somebody stored a newer one since; nothing is used before this has worked. */
  async function save(): Promise<void> {
    for (let tries = 0; unsaved !== undefined && tries < storeTries; tries++) {
      const { spent, grant } = unsaved
      const found = await store.load().catch(notStored)
      if (found !== null && found.refreshToken !== spent) {
        unsaved = undefined
        return
      }
      const kept = { claim: null, dead: false, seed: found?.seed ?? seedHash }
      const next: Tokens = { version: (found?.version ?? 0) + 1, ...grant, ...kept }
      if (await store.replace(found, next).catch(notStored)) unsaved = undefined
    }
    if (unsaved !== undefined) throw new NoToken('unsaved', 'the new tokens could not be stored')
  }

  function notStored(): never {
    log.error(
      { channel: 'zalo-oa' },
      'New Zalo OA tokens could not be stored; they are kept in memory and tried again.',
    )
    throw new NoToken('unsaved', 'the new tokens could not be stored')
  }

  /** Spends the refresh token of these tokens, and gives what is stored then. */
  async function renew(old: Tokens): Promise<Tokens> {
    if (old.claim !== null && old.claim.by !== me && old.claim.until > now())
      throw new NoToken('busy', 'another process renews the tokens')
    const claimed: Tokens = { ...old, version: old.version + 1, claim: { by: me, until: now() + claimMs } }
    if (!(await store.replace(old, claimed))) throw new NoToken('busy', 'another process changes the tokens')
    let grant: Grant
    try {
      grant = await ask({ grant_type: 'refresh_token', refresh_token: claimed.refreshToken })
    } catch (error) {
      return givenUp(claimed, error)
    }
    unsaved = { spent: claimed.refreshToken, grant }
    await save()
    const next = await store.load()
    if (next === null) throw new NoToken('busy', 'the stored tokens have gone')
    return next
  }

  /** The renewal failed: for good, or to be tried again. */
  async function givenUp(claimed: Tokens, error: unknown): Promise<Tokens> {
    const refused = error instanceof OaRefused && readOaTrouble(error).kind !== 'slow-down'
    const next: Tokens = { ...claimed, version: claimed.version + 1, claim: null, dead: claimed.dead || refused }
    const replaced = await store.replace(claimed, next)
    if (!refused) throw error
    if (!replaced) {
      // Somebody else has newer ones, which may well work.
      const found = await store.load()
      if (found !== null && !found.dead && found.refreshToken !== claimed.refreshToken) return found
    }
    triedDead = true
    log.warn(
      { channel: 'zalo-oa', error: error.code },
      'Zalo refuses the refresh token of the OA: it was used, has expired, or the app or its secret is wrong.',
    )
    if (replaced && !claimed.dead) settings.mustAuthorise?.()
    throw new NoToken('authorise', 'the OA must be authorised again')
  }

  const usable = (tokens: Tokens, refused: string | undefined): boolean =>
    tokens.accessToken !== '' && tokens.accessToken !== refused && now() < tokens.expiresAt - marginMs

  async function access(refused?: string): Promise<string> {
    if (renewing !== undefined) await renewing.catch(() => undefined)
    await save()
    const found = await stored()
    if (found === null) throw new NoToken('authorise', 'the OA is not authorised yet')
    const works = usable(found, refused)
    if (works && (found.dead || now() < found.expiresAt - renewBeforeMs)) return found.accessToken
    if (found.dead && triedDead) throw new NoToken('authorise', 'the OA must be authorised again')
    triedDead = found.dead
    renewing ??= renew(found).finally(() => {
      renewing = undefined
    })
    try {
      const next = await renewing
      if (!usable(next, refused)) throw new NoToken('busy', 'the renewed token is of no use')
      return next.accessToken
    } catch (error) {
      // Early renewal is a precaution: what still works goes on working, but a pair that was replaced does not.
      if (works && !(error instanceof NoToken && error.kind === 'unsaved')) return found.accessToken
      throw error
    }
  }

  return {
    access,
    async settled() {
      while (renewing !== undefined) await renewing.catch(() => undefined)
    },
    authorizeUrl({ redirectUri, challenge, state }) {
      const url = new URL(`${root}/oa/permission`)
      url.search = new URLSearchParams({
        ...{ app_id: appId, redirect_uri: redirectUri, code_challenge: challenge, state },
      }).toString()
      return url.href
    },
    async exchange(code, verifier) {
      const grant = await ask({ grant_type: 'authorization_code', code, code_verifier: verifier })
      for (let tries = 0; tries < storeTries; tries++) {
        const found = await store.load()
        const kept = { claim: null, dead: false, seed: seedHash ?? found?.seed ?? null }
        if (await store.replace(found, { version: (found?.version ?? 0) + 1, ...grant, ...kept })) {
          unsaved = undefined
          return
        }
      }
      throw new NoToken('unsaved', 'the new tokens could not be stored')
    },
  }
}
