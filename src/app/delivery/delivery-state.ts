import {
  type DeliveryAbility,
  type DeliveryMatter,
  type DeliveryPlan,
  type DeliverySituation,
  planDelivery,
} from '../../core/delivery/plan-delivery.ts'
import { endOfMonth, messagesToCome, monthNameOf } from '../../core/delivery/quota-forecast.ts'
import type { Prepared, Standings } from '../../core/reminder/prepare-agenda.ts'
import type { Instant } from '../../core/time.ts'
import type { Account } from '../ports/account.ts'
import type { Channel } from '../ports/channel.ts'
import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'
import { mayBeTold } from './account-choice.ts'
import type { ChannelWatch } from './channel-watch.ts'

/** How messages can be delivered at one moment of one transaction. */
export interface DeliveryState {
  readonly situation: DeliverySituation
  /** The choice for a person among those that were asked for. */
  plan(personId: string, matter: DeliveryMatter, except?: (account: Account) => boolean): DeliveryPlan<Account>
  /**
   * The account that a message is written down for: one that can serve, or else the one at which it waits. Undefined:
   * the person cannot be reached at all.
   */
  accountFor(personId: string, matter: DeliveryMatter): Account | undefined
}

/** Reads, once for a transaction, all that the choice of accounts needs. */
export interface DeliveryReader {
  /**
   * For these persons. `agenda` lets a month's rest be forecast; without it no quota counts as nearly used up before
   * it is.
   */
  read(
    records: Records,
    personIds: readonly string[],
    now: Instant,
    agenda?: { readonly prepared: Prepared; readonly standings: Standings; readonly sent: ReadonlySet<string> },
  ): Promise<DeliveryState>
  readonly watch: ChannelWatch
  readonly abilities: ReadonlyMap<ChannelName, Channel['can']>
}

/** A quota is looked at closely once so much of it is used. */
const closeLook = 0.5

const usual: DeliveryMatter = { kind: 'notice', urgent: true, files: false }
/** An answer, or a notice that somebody's deed has caused. */
export const noticeMatter = (files = false): DeliveryMatter => ({ ...usual, files })

/** What a row that is written down already asks of an account. */
export function matterOf(row: Pick<OutboxRow, 'kind' | 'channel' | 'address' | 'reply'>): DeliveryMatter {
  const matter = {
    kind: row.kind,
    urgent: row.kind === 'answer' || row.kind === 'notice' || row.kind === 'ping',
    files: (row.reply.files ?? []).length > 0,
  }
  return row.kind === 'answer' ? { ...matter, askedAt: { channel: row.channel, address: row.address } } : matter
}

export function createDeliveryReader(channels: readonly Channel[], watch: ChannelWatch): DeliveryReader {
  const abilities = new Map(channels.flatMap(({ name, can }) => (can === undefined ? [] : [[name, can] as const])))
  const counted = [...abilities].filter(([, { quota }]) => quota !== null).map(([name]) => name)

  const expectedUntilMonthEnd = (
    accounts: ReadonlyMap<string, readonly Account[]>,
    base: DeliverySituation,
    agenda: NonNullable<Parameters<DeliveryReader['read']>[3]>,
  ): ReadonlyMap<string, number> => {
    const { now } = base
    const { prepared, standings, sent } = agenda
    const expected = new Map<string, number>()
    const channelOf = new Map<string, string | undefined>()
    for (const { personId } of messagesToCome(prepared, standings, sent, now, endOfMonth(now))) {
      if (!channelOf.has(personId)) {
        const plan = planDelivery(accounts.get(personId) ?? [], base, usual, mayBeTold)
        channelOf.set(personId, plan.accounts[0]?.account.channel)
      }
      const channel = channelOf.get(personId)
      if (channel !== undefined) expected.set(channel, (expected.get(channel) ?? 0) + 1)
    }
    return expected
  }

  return {
    watch,
    abilities,
    async read(records, personIds, now, agenda) {
      const used = counted.length === 0 ? new Map<ChannelName, number>() : await records.sentIn(monthNameOf(now))
      const close = counted.filter(
        (name) => (used.get(name) ?? 0) >= closeLook * (abilities.get(name)?.quota?.messages ?? 0),
      )
      const forecasts = agenda !== undefined && close.length > 0
      const asked = forecasts ? agenda.prepared.board.people.map(({ id }) => id) : personIds
      const accounts = await records.accountsOf([...new Set(asked)])
      const base: DeliverySituation = {
        now,
        abilities: abilities as ReadonlyMap<string, DeliveryAbility>,
        used,
        expected: new Map(),
        standings: await watch.standings(records),
      }
      const situation = forecasts ? { ...base, expected: expectedUntilMonthEnd(accounts, base, agenda) } : base
      const plan: DeliveryState['plan'] = (personId, matter, except = () => false) =>
        planDelivery(
          (accounts.get(personId) ?? []).filter((account) => !except(account)),
          situation,
          matter,
          mayBeTold,
        )
      return {
        situation,
        plan,
        accountFor(personId, matter) {
          const { accounts: able, waitsAt } = plan(personId, matter)
          return able[0]?.account ?? waitsAt ?? undefined
        },
      }
    },
  }
}
