import { createHash, randomBytes } from 'node:crypto'
import { dayMs, hourMs, OaRefusal, type ZaloOaWorld } from './zalo-oa-world.ts'

const codeLifeMs = 10 * 60_000
const accessLifeMs = 25 * hourMs
const refreshLifeMs = 90 * dayMs
/**
 * The numbers of this endpoint's refusals are not published but for the first two, so a client must not lean on them.
 */
const codes = { app: -14002, redirect: -14003, secret: -14004, code: -14010, verifier: -14011, refresh: -14014 }

interface Code {
  readonly challenge: string
  readonly until: number
  used: boolean
}

interface Pair {
  readonly access: string
  readonly refresh: string
  readonly accessUntil: number
  readonly refreshUntil: number
  refreshUsed: boolean
  accessDead: boolean
}

/** The OAuth v4 server: codes with PKCE, access tokens of 25 hours, refresh tokens that work once. */
export class ZaloOaOauth {
  readonly pairs: Pair[] = []
  /** Where the OA's owner may be sent back to; anything else is -14003. */
  redirectUri = 'https://dung-han.example/zalo/callback'
  private readonly codes = new Map<string, Code>()
  private readonly world: ZaloOaWorld
  readonly appSecret: string

  constructor(world: ZaloOaWorld, appSecret: string) {
    this.world = world
    this.appSecret = appSecret
  }

  /** A pair by hand, as the console's API Explorer gives it. */
  grant(): Pair {
    for (const pair of this.pairs) pair.accessDead = true
    const now = this.world.now()
    const pair: Pair = {
      access: `access-${randomBytes(24).toString('base64url')}`,
      refresh: `refresh-${randomBytes(24).toString('base64url')}`,
      ...{ accessUntil: now + accessLifeMs, refreshUntil: now + refreshLifeMs },
      ...{ refreshUsed: false, accessDead: false },
    }
    this.pairs.push(pair)
    return pair
  }

  /** All tokens are void, as after the owner took the app's right back. */
  revoke(): void {
    for (const pair of this.pairs) {
      pair.accessDead = true
      pair.refreshUsed = true
    }
  }

  /** Only the access token is void. */
  expireAccess(): void {
    for (const pair of this.pairs) pair.accessDead = true
  }

  /** -216 or -220 unless the token is the living one. */
  check(access: string | undefined): void {
    const pair = this.pairs.find((each) => each.access === access)
    if (pair === undefined) throw new OaRefusal(-216, 'Access token is invalid')
    if (pair.accessDead || pair.accessUntil <= this.world.now())
      throw new OaRefusal(-220, 'Access token has expired or been removed')
  }

  /** The page where the OA's owner agrees, who does so at once: the address that the browser is sent to. */
  permission(query: URLSearchParams): string {
    if (query.get('app_id') !== this.world.appId) throw new OaRefusal(codes.app, 'Invalid app id')
    const redirect = query.get('redirect_uri') ?? ''
    if (redirect !== this.redirectUri) throw new OaRefusal(codes.redirect, 'Invalid redirect uri')
    const challenge = query.get('code_challenge') ?? ''
    // base64url of 32 bytes, without padding.
    if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw new OaRefusal(codes.verifier, 'Invalid code challenge')
    const code = randomBytes(24).toString('base64url')
    this.codes.set(code, { challenge, until: this.world.now() + codeLifeMs, used: false })
    const back = new URL(redirect)
    back.searchParams.set('code', code)
    back.searchParams.set('oa_id', this.world.oaId)
    const state = query.get('state')
    if (state !== null) back.searchParams.set('state', state)
    return back.href
  }

  /** The token endpoint. `expires_in` is a string, as the documents have it. */
  token(form: URLSearchParams, secretKey: string | undefined) {
    if (secretKey !== this.appSecret) throw new OaRefusal(codes.secret, 'Invalid secret key')
    if (form.get('app_id') !== this.world.appId) throw new OaRefusal(codes.app, 'Invalid app id')
    const grant = form.get('grant_type')
    if (grant === 'authorization_code') this.spendCode(form)
    else if (grant === 'refresh_token') this.spendRefresh(form.get('refresh_token') ?? '')
    else throw new OaRefusal(codes.code, 'Invalid grant type')
    const pair = this.grant()
    return { access_token: pair.access, refresh_token: pair.refresh, expires_in: `${accessLifeMs / 1_000}` }
  }

  private spendCode(form: URLSearchParams): void {
    const code = this.codes.get(form.get('code') ?? '')
    if (code === undefined || code.used || code.until <= this.world.now())
      throw new OaRefusal(codes.code, 'Invalid authorization code')
    const verifier = form.get('code_verifier') ?? ''
    if (createHash('sha256').update(verifier).digest('base64url') !== code.challenge)
      throw new OaRefusal(codes.verifier, 'Invalid code verifier')
    code.used = true
  }

  private spendRefresh(token: string): void {
    const pair = this.pairs.find((each) => each.refresh === token)
    if (pair === undefined || pair.refreshUsed || pair.refreshUntil <= this.world.now())
      throw new OaRefusal(codes.refresh, 'Invalid refresh token')
    pair.refreshUsed = true
  }
}
