import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DeliveryAbility,
  type DeliveryAccount,
  type DeliveryMatter,
  type DeliverySituation,
  isBlocked,
  planDelivery,
} from '../../../src/core/delivery/plan-delivery.ts'

const day = 86_400_000
const now = 1_000 * day
const abilities = new Map<string, DeliveryAbility>([
  ['local', { files: true, windowMs: null, freeMs: null, quota: null }],
  ['telegram', { files: true, windowMs: null, freeMs: null, quota: null }],
  ['zalo-bot', { files: false, windowMs: null, freeMs: null, quota: { messages: 100, people: 50 } }],
  ['zalo-oa', { files: true, windowMs: 7 * day, freeMs: 2 * day, quota: null }],
])
const usual: DeliverySituation = { now, abilities, used: new Map(), expected: new Map(), standings: new Map() }
const digest: DeliveryMatter = { kind: 'digest', urgent: false, files: false }

const account = (id: number, channel: string, more: Partial<DeliveryAccount> = {}): DeliveryAccount => ({
  ...{ id, channel, address: `${channel}-${id}`, status: 'active', lastHeardAt: now - day, preferredAt: null },
  ...more,
})
const first = (accounts: readonly DeliveryAccount[], situation = usual, matter = digest) =>
  planDelivery(accounts, situation, matter).accounts[0]?.account.channel

describe('the account that serves', () => {
  it('is where the question came from for an answer, whatever is preferred', () => {
    const accounts = [account(1, 'telegram', { preferredAt: now }), account(2, 'zalo-oa')]
    const askedAt = { channel: 'zalo-oa', address: 'zalo-oa-2' }
    expect(first(accounts, usual, { kind: 'answer', urgent: true, files: false, askedAt })).toBe('zalo-oa')
    expect(first(accounts)).toBe('telegram')
  })

  it('is the one heard last when none is preferred, and the demo’s page only when there is no other', () => {
    expect(first([account(1, 'telegram', { lastHeardAt: now - 2 }), account(2, 'telegram', { lastHeardAt: 5 })])).toBe(
      'telegram',
    )
    const page = account(3, 'local', { lastHeardAt: now, preferredAt: now })
    expect(first([page, account(1, 'telegram', { lastHeardAt: null })])).toBe('telegram')
    expect(first([page])).toBe('local')
  })

  it('has an open window before a shut one, and costs nothing before one that does', () => {
    const old = account(1, 'zalo-oa', { lastHeardAt: now - 8 * day, preferredAt: now })
    expect(first([old, account(2, 'zalo-bot')])).toBe('zalo-bot')
    expect(planDelivery([old], usual, digest)).toMatchObject({ accounts: [], none: 'window', waitsAt: old })
    const paid = account(1, 'zalo-oa', { lastHeardAt: now - 3 * day })
    expect(first([paid, account(2, 'telegram', { lastHeardAt: now - 9 * day })])).toBe('telegram')
  })

  it('carries the files where nothing is preferred', () => {
    const accounts = [account(1, 'telegram', { lastHeardAt: 1 }), account(2, 'zalo-bot')]
    const cheap: DeliverySituation = {
      ...usual,
      abilities: new Map([...abilities, ['zalo-bot', { files: false, windowMs: null, freeMs: null, quota: null }]]),
    }
    expect(first(accounts, cheap)).toBe('zalo-bot')
    expect(first(accounts, cheap, { ...digest, files: true })).toBe('telegram')
  })

  it('spares a quota that will not last, but not for what is urgent; without another account only single messages wait', () => {
    const scarce = { ...usual, used: new Map([['zalo-bot', 90]]), expected: new Map([['zalo-bot', 11]]) }
    const accounts = [account(1, 'zalo-bot', { preferredAt: now }), account(2, 'telegram')]
    expect(first(accounts, scarce)).toBe('telegram')
    expect(first(accounts, scarce, { kind: 'ping', urgent: true, files: false })).toBe('zalo-bot')
    expect(planDelivery(accounts.slice(0, 1), scarce, digest)).toMatchObject({ none: null, thin: true })
    const gone = { ...usual, used: new Map([['zalo-bot', 100]]) }
    expect(planDelivery(accounts.slice(0, 1), gone, digest)).toMatchObject({ none: 'quota', accounts: [] })
  })

  it('says why there is none', () => {
    expect(planDelivery([], usual, digest).none).toBe('not-joined')
    expect(planDelivery([account(1, 'telegram', { status: 'closed' })], usual, digest).none).toBe('left')
    expect(planDelivery([account(1, 'telegram')], usual, digest, () => false).none).toBe('no-consent')
    expect(planDelivery([account(1, 'pigeon')], usual, digest).none).toBe('not-configured')
    const broken = { ...usual, standings: new Map([['telegram', { state: 'operator' as const, since: now }]]) }
    expect(planDelivery([account(1, 'telegram')], broken, digest)).toMatchObject({ none: 'operator' })
  })
})

const anyAccount = fc.record({
  channel: fc.constantFrom('local', 'telegram', 'zalo-bot', 'zalo-oa', 'pigeon'),
  address: fc.constantFrom('1', '2', '3'),
  status: fc.constantFrom('active' as const, 'closed' as const),
  lastHeardAt: fc.option(fc.constantFrom(0, now - 8 * day, now - 3 * day, now), { nil: null }),
  preferredAt: fc.option(fc.constantFrom(1, now), { nil: null }),
})
const anyAccounts = fc
  .array(anyAccount, { maxLength: 6 })
  .map((all) => all.map((one, index): DeliveryAccount => ({ ...one, id: index + 1 })))
const anyStanding = fc.record({
  state: fc.constantFrom('working' as const, 'out' as const, 'operator' as const, 'quota' as const),
  since: fc.constantFrom(now, now - day),
})
const anySituation = fc
  .record({
    used: fc.integer({ min: 0, max: 120 }),
    expected: fc.integer({ min: 0, max: 120 }),
    standings: fc.dictionary(fc.constantFrom('telegram', 'zalo-bot', 'zalo-oa'), anyStanding),
  })
  .map(
    ({ used, expected, standings }): DeliverySituation => ({
      ...{ now, abilities, used: new Map([['zalo-bot', used]]), expected: new Map([['zalo-bot', expected]]) },
      standings: new Map(Object.entries(standings)),
    }),
  )
const anyMatter = fc.record({
  kind: fc.constantFrom('digest' as const, 'ping' as const, 'catch-up' as const, 'answer' as const),
  urgent: fc.boolean(),
  files: fc.boolean(),
})

describe('for any accounts and any state of the channels', () => {
  it('a closed account, one without consent or one of a channel that stands still is never chosen', () => {
    fc.assert(
      fc.property(anyAccounts, anySituation, anyMatter, (accounts, situation, matter) => {
        const agreed = ({ id }: DeliveryAccount): boolean => id % 3 !== 0
        const plan = planDelivery(accounts, situation, matter, agreed)
        for (const one of [...plan.accounts.map((choice) => choice.account), ...(plan.waitsAt ? [plan.waitsAt] : [])]) {
          expect(one.status).toBe('active')
          expect(agreed(one)).toBe(true)
        }
        for (const { account: one } of plan.accounts)
          expect(isBlocked(situation.standings.get(one.channel), now)).toBe(false)
      }),
    )
  })

  it('there is none only when no single account could serve by itself', () => {
    fc.assert(
      fc.property(anyAccounts, anySituation, anyMatter, (accounts, situation, matter) => {
        const alone = accounts.filter((one) => planDelivery([one], situation, matter).accounts.length > 0)
        const plan = planDelivery(accounts, situation, matter)
        expect(plan.accounts.map((choice) => choice.account.id).sort()).toEqual(alone.map(({ id }) => id).sort())
        expect(plan.none === null).toBe(alone.length > 0)
      }),
    )
  })

  it('the order of the accounts plays no part', () => {
    fc.assert(
      fc.property(anyAccounts, anySituation, anyMatter, fc.integer(), (accounts, situation, matter, turn) => {
        const at = accounts.length === 0 ? 0 : Math.abs(turn) % accounts.length
        const turned = [...accounts.slice(at), ...accounts.slice(0, at)].reverse()
        expect(planDelivery(turned, situation, matter)).toEqual(planDelivery(accounts, situation, matter))
      }),
    )
  })
})
