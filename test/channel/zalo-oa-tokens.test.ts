import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NoToken, readOaTrouble } from '../../src/channel/zalo-oa-errors.ts'
import { challengeOf, newVerifier } from '../../src/channel/zalo-oa-tokens.ts'
import { outboxRow } from '../contracts/channel.contract.ts'
import { shown } from '../fakes/captured-log.ts'
import { dayMs, hourMs } from '../fakes/zalo-oa-world.ts'
import { appId, lan, oaId, type ZaloOaBench, zaloOaBench } from './zalo-oa-bench.ts'

let bench: ZaloOaBench
const renewals = () => bench.server.callsOf('token').length
/** Whether Zalo accepts the token at this moment. */
const accepted = (token: string): boolean => {
  try {
    bench.server.oauth.check(token)
    return true
  } catch {
    return false
  }
}
const troubleOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => expect.unreachable('there should be no token'),
    (problem) => problem,
  )
  for (const secret of bench.secrets()) expect(shown(error)).not.toContain(secret)
  return readOaTrouble(error).kind
}

beforeEach(async () => {
  bench = await zaloOaBench()
})
afterEach(async () => {
  await bench.close()
  for (const secret of bench.secrets()) expect(bench.log.everything()).not.toContain(secret)
  expect(bench.server.failures).toEqual([])
})

describe('the access token of the Official Account', () => {
  it('comes from the refresh token of the settings, and is stored before it is used', async () => {
    const token = await bench.tokens.access()
    expect(bench.store.kept).toMatchObject({ accessToken: token, dead: false, claim: null })
    expect(accepted(token)).toBe(true)
    expect(await bench.tokens.access()).toBe(token)
    expect(renewals()).toBe(1)
  })

  it('is claimed in the store before the refresh token is spent', async () => {
    bench.store.before = async (next) => {
      if (next.claim !== null) expect(renewals()).toBe(0)
    }
    await bench.tokens.access()
    expect(bench.store.history.map(({ claim }) => claim !== null)).toEqual([false, true, false])
  })

  it('is renewed after 20 of its 25 hours', async () => {
    const first = await bench.tokens.access()
    await bench.server.advance(20 * hourMs - 1)
    expect(await bench.tokens.access()).toBe(first)
    await bench.server.advance(1)
    expect(await bench.tokens.access()).not.toBe(first)
    expect(renewals()).toBe(2)
  })

  it('lives on through a bad time of the token endpoint, and is renewed after it', async () => {
    const first = await bench.tokens.access()
    await bench.server.advance(21 * hourMs)
    bench.server.failNext(2, 'html', 'token')
    expect(await bench.tokens.access()).toBe(first)
    expect(await bench.tokens.access()).toBe(first)
    await bench.server.advance(4 * hourMs)
    bench.server.failNext(1, -32, 'token')
    expect(await troubleOf(bench.tokens.access())).toBe('slow-down')
    const next = await bench.tokens.access()
    expect(accepted(next)).toBe(true)
    expect(bench.store.kept?.dead).toBe(false)
  })

  it('is renewed once for many who need it at the same time, in one process and in several', async () => {
    const others = [bench.keeper(), bench.keeper()]
    const asked = [bench.tokens, ...others].flatMap((keeper) => [keeper.access(), keeper.access(), keeper.access()])
    const settled = await Promise.allSettled(asked)
    expect(renewals()).toBe(1)
    const busy = settled.filter(({ status }) => status === 'rejected')
    for (const each of busy) if (each.status === 'rejected') expect(each.reason).toMatchObject({ kind: 'busy' })
    const got = new Set(settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : [])))
    expect([...got]).toEqual([bench.store.kept?.accessToken])
    for (const keeper of others) expect(await keeper.access()).toBe(bench.store.kept?.accessToken)
    expect(renewals()).toBe(1)
  })

  it('is taken from the store when another process has renewed it meanwhile', async () => {
    const first = await bench.tokens.access()
    const other = bench.keeper()
    const second = await other.access(first)
    expect(await bench.tokens.access(first)).toBe(second)
    expect(renewals()).toBe(2)
  })

  it('waits for a claim of another process, and takes it over when that process has died', async () => {
    await bench.tokens.access()
    const kept = bench.store.kept
    if (kept === null) return expect.unreachable()
    bench.store.kept = { ...kept, version: 50, claim: { by: 'dead', until: bench.server.world.now() + 60_000 } }
    bench.server.oauth.expireAccess()
    expect(await troubleOf(bench.tokens.access(kept.accessToken))).toBe('again')
    expect(renewals()).toBe(1)
    await bench.server.advance(60_000)
    expect(accepted(await bench.tokens.access(kept.accessToken))).toBe(true)
  })

  it('comes from a new refresh token when the settings have one, whatever is stored', async () => {
    await bench.tokens.access()
    bench.server.oauth.revoke()
    const { refresh } = bench.server.oauth.grant()
    const changed = bench.keeper({ seedRefreshToken: refresh })
    expect(accepted(await changed.access())).toBe(true)
    // The same setting after a restart is spent long ago, and is left alone.
    expect(await bench.keeper({ seedRefreshToken: refresh }).access()).toBe(bench.store.kept?.accessToken)
    expect(renewals()).toBe(2)
  })

  it('has none without any authorisation', async () => {
    await bench.close()
    bench = await zaloOaBench({}, { seed: false })
    expect(await troubleOf(bench.tokens.access())).toBe('authorise')
    expect(renewals()).toBe(0)
  })
})

describe('a pair that cannot be stored', () => {
  /** The store fails so often from the moment when the answer of Zalo is to be stored. */
  const failAfterAnswer = (times: number) => {
    bench.store.before = async () => {
      if (renewals() === 0) return
      bench.store.failing = times
      bench.store.before = async () => undefined
    }
  }

  it('is not used, is kept in memory and is stored as soon as the store is back', async () => {
    failAfterAnswer(1)
    expect(await troubleOf(bench.tokens.access())).toBe('own')
    expect(bench.store.kept?.accessToken).toBe('')
    const token = await bench.tokens.access()
    expect(accepted(token)).toBe(true)
    expect(bench.store.kept?.accessToken).toBe(token)
    expect(renewals()).toBe(1)
  })

  it('is lost with its process: admins are told once that the OA must be authorised again', async () => {
    failAfterAnswer(1)
    await troubleOf(bench.tokens.access())
    // Another process after the crash: the claim has run out, and the refresh token is spent.
    await bench.server.advance(61_000)
    let told = 0
    const mustAuthorise = () => {
      told += 1
    }
    for (let process = 0; process < 3; process++) {
      const after = bench.keeper({ mustAuthorise })
      for (let tries = 0; tries < 3; tries++) expect(await troubleOf(after.access())).toBe('authorise')
    }
    expect(told).toBe(1)
    expect(bench.store.kept?.dead).toBe(true)
    // Once by the first process, and once by each after it, for the settings may have been what was wrong.
    expect(renewals()).toBe(4)
  })

  it('survives a crash before Zalo has heard of the renewal', async () => {
    const crashed = bench.keeper({
      fetch: async () => {
        throw new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code: 'ECONNRESET' }) })
      },
    })
    bench.store.before = async () => {
      // The release of the claim is lost with the process.
      if (bench.store.history.length >= 2) throw new Error('dead')
    }
    await expect(crashed.access()).rejects.toThrow('dead')
    expect(bench.store.kept?.claim).not.toBeNull()
    bench.store.before = async () => undefined
    const after = bench.keeper()
    expect(await troubleOf(after.access())).toBe('again')
    await bench.server.advance(60_001)
    expect(accepted(await after.access())).toBe(true)
  })

  it('is stored by a slow process even when another one has claimed the same token meanwhile', async () => {
    let claimed = false
    bench.store.before = async () => {
      if (renewals() !== 1 || claimed) return
      claimed = true
      const kept = bench.store.kept
      if (kept === null) return
      bench.store.kept = { ...kept, version: kept.version + 1, claim: { by: 'other', until: 1 } }
    }
    const token = await bench.tokens.access()
    expect(claimed).toBe(true)
    expect(accepted(token)).toBe(true)
    expect(bench.store.kept).toMatchObject({ accessToken: token, claim: null })
  })

  it('is given up for a newer one that an admin has brought', async () => {
    failAfterAnswer(1)
    await troubleOf(bench.tokens.access())
    const verifier = newVerifier()
    await bench.keeper().exchange(await consent(verifier), verifier)
    const newer = bench.store.kept?.accessToken
    expect(await bench.tokens.access()).toBe(newer)
    expect(accepted(newer ?? '')).toBe(true)
  })
})

/** The owner agrees in the browser; the code that comes back. */
async function consent(verifier: string, state = 's1'): Promise<string> {
  const { redirectUri } = bench.server.oauth
  const url = bench.tokens.authorizeUrl({ redirectUri, challenge: challengeOf(verifier), state })
  const response = await fetch(url, { redirect: 'manual' })
  const back = new URL(response.headers.get('location') ?? '')
  expect(back.searchParams.get('state')).toBe(state)
  expect(back.searchParams.get('oa_id')).toBe(oaId)
  return back.searchParams.get('code') ?? ''
}

describe('authorising the Official Account', () => {
  it('builds the link with app, redirect, challenge and state, on the real host by default', () => {
    const keeper = bench.keeper({ oauthRoot: 'https://oauth.zaloapp.com/v4' })
    const url = new URL(keeper.authorizeUrl({ redirectUri: 'https://a.vn/x?y=1', challenge: 'c', state: 'á&b' }))
    expect(`${url.origin}${url.pathname}`).toBe('https://oauth.zaloapp.com/v4/oa/permission')
    expect(Object.fromEntries(url.searchParams)).toEqual({
      ...{ app_id: appId, redirect_uri: 'https://a.vn/x?y=1', code_challenge: 'c', state: 'á&b' },
    })
  })

  it('makes verifiers of 43 characters, and the S256 challenge of RFC 7636', () => {
    const made = new Set(Array.from({ length: 50 }, newVerifier))
    expect(made.size).toBe(50)
    for (const each of made) expect(each).toMatch(/^[A-Za-z0-9_-]{43}$/)
    // Appendix B of the RFC.
    expect(challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk')).toBe(
      'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    )
  })

  it('trades the code for tokens that work, and a dead OA is alive again', async () => {
    await bench.tokens.access()
    bench.server.oauth.revoke()
    bench.server.user(lan).say('chào')
    const sent = outboxRow(lan, 'zalo-oa', { text: 'x' })
    await expect(bench.channel.send(sent)).rejects.toMatchObject({ retry: 'later', why: 'operator' })
    expect(bench.store.kept?.dead).toBe(true)
    const verifier = newVerifier()
    await bench.tokens.exchange(await consent(verifier), verifier)
    await bench.channel.send(sent)
    expect(bench.server.user(lan).inbox).toHaveLength(1)
    // The setting that was used up before is not taken for a new one.
    expect(await bench.keeper().access()).toBe(bench.store.kept?.accessToken)
  })

  it.each(['a wrong verifier', 'a code used twice', 'an old code'])('refuses %s', async (how) => {
    const verifier = newVerifier()
    const code = await consent(verifier)
    if (how === 'a code used twice') await bench.tokens.exchange(code, verifier)
    if (how === 'an old code') await bench.server.advance(600_000)
    const before = bench.store.kept
    const given = how === 'a wrong verifier' ? newVerifier() : verifier
    await expect(bench.tokens.exchange(code, given)).rejects.toMatchObject({ name: 'OaRefused' })
    expect(bench.store.kept).toBe(before)
  })

  it('is needed again after three months without a renewal', async () => {
    await bench.tokens.access()
    await bench.server.advance(90 * dayMs)
    expect(await troubleOf(bench.tokens.access())).toBe('authorise')
    expect(new NoToken('authorise', 'x').kind).toBe('authorise')
  })

  it('keeps the tokens alive while the channel listens, and ends when a pair that is on its way is stored', async () => {
    bench.server.slowDown(1, 150, 'token')
    const { stop } = bench.listen()
    await bench.server.waitFor(() => renewals() === 1)
    await stop()
    expect(bench.store.kept?.accessToken).not.toBe('')
  })

  it('sends the secret of the app in a header only', async () => {
    await bench.tokens.access()
    const [call] = bench.server.callsOf('token')
    expect(Object.keys(call?.body ?? {}).toSorted()).toEqual(['app_id', 'grant_type', 'refresh_token'])
  })
})
