import type { Instant } from '../time.ts'

/** What the choice of an account asks of a channel; `Channel.can` has this shape. */
export interface DeliveryAbility {
  readonly files: boolean
  readonly windowMs: number | null
  /** Whether a person whose window is shut can be nudged to write. */
  readonly nudges?: boolean
  readonly freeMs: number | null
  readonly quota: { readonly messages: number; readonly people: number } | null
}

/** A person's address in a channel. */
export interface DeliveryAccount {
  readonly id: number
  readonly channel: string
  readonly address: string
  readonly status: 'active' | 'closed'
  readonly lastHeardAt: Instant | null
  readonly preferredAt: Instant | null
}

/**
 * How a channel stands. `out`: nothing has gone through since then; `operator`: nothing will until an admin acts;
 * `quota`: the provider said that the month's messages are used up.
 */
export interface ChannelStanding {
  readonly state: 'working' | 'out' | 'operator' | 'quota'
  readonly since: Instant
}

/** All that holds for every person at one moment. */
export interface DeliverySituation {
  readonly now: Instant
  /** By channel; one that is not here is not configured. */
  readonly abilities: ReadonlyMap<string, DeliveryAbility>
  /** Messages of this calendar month, by channel: sent already, and what is still expected until its end. */
  readonly used: ReadonlyMap<string, number>
  readonly expected: ReadonlyMap<string, number>
  /** A channel that is not here works. */
  readonly standings: ReadonlyMap<string, ChannelStanding>
}

export interface DeliveryMatter {
  readonly kind: 'digest' | 'ping' | 'catch-up' | 'answer' | 'notice'
  /** It is of no use tomorrow (a last day) or speaks of what is late. Answers always count as urgent. */
  readonly urgent: boolean
  readonly files: boolean
  /** Where an answer was asked for. */
  readonly askedAt?: { readonly channel: string; readonly address: string }
}

export type ChosenFor = 'asked-here' | 'preferred' | 'heard-last' | 'only-one'
export type WaitsFor = 'window' | 'quota' | 'operator' | 'out'
export type Unreachable = 'not-joined' | 'left' | 'no-consent' | 'not-configured'

export interface DeliveryChoice<A> {
  readonly account: A
  readonly why: ChosenFor
  /** It counts towards a quota or is paid for. */
  readonly costs: boolean
  /** The file itself goes along; else it needs a link. */
  readonly carriesFiles: boolean
}

export interface DeliveryPlan<A> {
  /** The accounts that can serve now, best first. */
  readonly accounts: readonly DeliveryChoice<A>[]
  /** Why none can; null when one can. */
  readonly none: WaitsFor | Unreachable | null
  /** The account at which the message waits when the reason passes; null when one can serve or none ever will. */
  readonly waitsAt: A | null
  /** What is left of the month's quota has to last: single messages that are not urgent wait for the next digest. */
  readonly thin: boolean
}

/** A channel that has been silent for so long holds its messages back, and its people get one catch-up afterwards. */
export const outageMs = 2 * 3_600_000

/** Whether nothing is tried on a channel that stands like this, but for a probe. */
export const isBlocked = (standing: ChannelStanding | undefined, now: Instant): boolean =>
  standing !== undefined &&
  standing.state !== 'working' &&
  (standing.state !== 'out' || now - standing.since >= outageMs)

/**
 * Chooses among a person's accounts. An answer goes back where it was asked. What the product says first goes to the
 * account that the person preferred, else to the one heard last; before that come: a channel that works, and, while a
 * quota is nearly used up, one that spares it for what is urgent. Where all windows are shut a nudge is the last rung.
 * The page of the demo comes after every real channel.
 * `agreed` says whether the person may be told anything at an account. The order of `accounts` plays no part.
 */
export function planDelivery<A extends DeliveryAccount>(
  accounts: readonly A[],
  situation: DeliverySituation,
  matter: DeliveryMatter,
  agreed: (account: A) => boolean = () => true,
): DeliveryPlan<A> {
  const unreachable = unreachableFor(accounts, situation, agreed)
  if (unreachable !== null) return { accounts: [], none: unreachable, waitsAt: null, thin: false }
  const seen = accounts
    .filter((account) => account.status === 'active' && agreed(account))
    .flatMap((account) => {
      const ability = situation.abilities.get(account.channel)
      return ability === undefined ? [] : [look(account, ability, situation, matter)]
    })
    .sort(byRank)
  const able = seen.filter(({ obstacle }) => obstacle === null)
  const best = seen[0]
  if (able.length === 0)
    return { accounts: [], none: best?.obstacle ?? 'not-joined', waitsAt: best?.account ?? null, thin: false }
  return {
    accounts: able.map(({ account, costs, carriesFiles }) => ({
      account,
      why: reasonFor(account, able.length, matter),
      costs,
      carriesFiles,
    })),
    none: null,
    waitsAt: null,
    thin: !matter.urgent && able[0]?.scarce === true,
  }
}

function unreachableFor<A extends DeliveryAccount>(
  accounts: readonly A[],
  { abilities }: DeliverySituation,
  agreed: (account: A) => boolean,
): Unreachable | null {
  if (accounts.length === 0) return 'not-joined'
  const active = accounts.filter(({ status }) => status === 'active')
  if (active.length === 0) return 'left'
  const configured = active.filter(({ channel }) => abilities.has(channel))
  if (configured.length === 0) return 'not-configured'
  return configured.some(agreed) ? null : 'no-consent'
}

interface Look<A> {
  readonly account: A
  readonly obstacle: WaitsFor | null
  readonly costs: boolean
  readonly carriesFiles: boolean
  /** The rest of the month's quota does not cover what is expected. */
  readonly scarce: boolean
  /** Compared number by number; the smaller comes first. */
  readonly rank: readonly number[]
}

function look<A extends DeliveryAccount>(
  account: A,
  ability: DeliveryAbility,
  situation: DeliverySituation,
  matter: DeliveryMatter,
): Look<A> {
  const { now } = situation
  const standing = situation.standings.get(account.channel)
  const within = (ms: number | null): boolean =>
    ms !== null && account.lastHeardAt !== null && now - account.lastHeardAt <= ms
  const windowShut = ability.windowMs !== null && account.lastHeardAt !== null && !within(ability.windowMs)
  const free = within(ability.freeMs)
  const counted = ability.quota !== null && !free
  const left = (ability.quota?.messages ?? 0) - (situation.used.get(account.channel) ?? 0)
  const scarce = counted && (situation.expected.get(account.channel) ?? 0) > left
  const askedHere =
    matter.askedAt !== undefined &&
    matter.askedAt.channel === account.channel &&
    matter.askedAt.address === account.address
  const costs = counted || (ability.freeMs !== null && !free)
  const carriesFiles = !matter.files || ability.files
  const nudgeOnly = windowShut && ability.nudges === true
  const shut = windowShut && !nudgeOnly
  const obstacle = obstacleAt({ standing, now, windowShut: shut, usedUp: counted && left <= 0, urgent: matter.urgent })
  return {
    account,
    obstacle,
    costs,
    carriesFiles,
    scarce,
    rank: [
      Number(obstacle !== null),
      Number(!askedHere),
      Number(account.channel === 'local'),
      Number(standing !== undefined && standing.state !== 'working'),
      Number(nudgeOnly),
      Number(scarce && !matter.urgent),
      -(account.preferredAt ?? 0),
      Number(costs),
      Number(!carriesFiles),
      -(account.lastHeardAt ?? 0),
      -account.id,
    ],
  }
}

function obstacleAt(at: {
  readonly standing: ChannelStanding | undefined
  readonly now: Instant
  readonly windowShut: boolean
  readonly usedUp: boolean
  readonly urgent: boolean
}): WaitsFor | null {
  const { standing } = at
  if (standing !== undefined && standing.state !== 'working' && isBlocked(standing, at.now)) return standing.state
  if (at.windowShut) return 'window'
  // Our count may be higher than the provider's: what is urgent is tried all the same.
  return at.usedUp && !at.urgent ? 'quota' : null
}

function byRank<A extends DeliveryAccount>(a: Look<A>, b: Look<A>): number {
  for (let n = 0; n < a.rank.length; n += 1) {
    const difference = (a.rank[n] ?? 0) - (b.rank[n] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

function reasonFor(account: DeliveryAccount, among: number, { askedAt }: DeliveryMatter): ChosenFor {
  if (askedAt?.channel === account.channel && askedAt.address === account.address) return 'asked-here'
  if (among === 1) return 'only-one'
  return account.preferredAt === null ? 'heard-last' : 'preferred'
}
