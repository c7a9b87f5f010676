import { z } from 'zod'
import { type ChannelStanding, isBlocked, type WaitsFor } from '../../core/delivery/plan-delivery.ts'
import { adminsOf } from '../../core/plan/board.ts'
import type { Instant } from '../../core/time.ts'
import * as vi from '../../text/vi-delivery.ts'
import type { Office } from '../office.ts'
import type { DeliveryError } from '../ports/channel.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import { accountFor } from './account-choice.ts'
import { createAdminTeller } from './admin-teller.ts'
import { enqueue } from './hand-over.ts'

/** How long nothing is tried on a channel after a failed probe, in milliseconds. */
const probeApartMs = { out: 5 * 60_000, operator: 15 * 60_000, quota: 2 * 3_600_000 } as const
/** Failures that end sooner are nobody's business but the queue's. */
const noticedAfterMs = 60_000
/** A failure this long after the one before is a new trouble: the queue would have tried again within the hour. */
const newTroubleAfterMs = 90 * 60_000
/** So long this process goes by what it knows of a channel before it looks at the records again. */
const knownForMs = 30_000

/** How each channel stands, the same for all processes; survives a restart. */
export interface ChannelWatch {
  standings(records: Records): Promise<ReadonlyMap<ChannelName, ChannelStanding>>
  /**
   * Whether a message may be tried on this channel now: undefined, or why it waits. Of a channel that stands still
   * one message is let through now and then, to find out whether it works again.
   */
  gate(records: Records, channel: ChannelName, now: Instant): Promise<WaitsFor | undefined>
  /** Whether this process may go by its own knowledge that the channel works; cheap. */
  isKnownToWork(channel: ChannelName, now: Instant): boolean
  /** Whether a probe is due on a channel that stands still. */
  isProbeDue(records: Records, channel: ChannelName, now: Instant): Promise<boolean>
  /** A send has failed in a way that says something about the channel. Gives how it stands. Never fails. */
  failed(channel: ChannelName, error: DeliveryError, now: Instant): Promise<ChannelStanding['state']>
  /** A send has succeeded: admins who were told of trouble are told that it is over. Cheap when there was none. Never fails. */
  worked(channel: ChannelName, now: Instant): Promise<void>
}

const stored = z.object({
  state: z.enum(['working', 'out', 'operator', 'quota']),
  since: z.number(),
  probeAt: z.number(),
  /** Counts the times of trouble, for the keys of notices. */
  count: z.number(),
  told: z.boolean(),
})
type Stored = z.infer<typeof stored>

const fresh: Stored = { state: 'working', since: 0, probeAt: 0, count: 0, told: false }
const factOf = (channel: ChannelName): string => `channel-state:${channel}`

export function createChannelWatch(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
  readonly channels: readonly ChannelName[]
}): ChannelWatch {
  const { store, queue, office, log } = parts
  const teller = createAdminTeller(parts)
  const known = new Map<ChannelName, { readonly state: Stored; readonly at: Instant }>()
  /** The first and the newest failure after the last success, in this process. */
  const failing = new Map<ChannelName, { readonly since: Instant; readonly last: Instant }>()
  /** Notes a failure; gives since when there have been such. */
  const failsSince = (channel: ChannelName, now: Instant): Instant => {
    const before = failing.get(channel)
    const since = before !== undefined && now - before.last <= newTroubleAfterMs ? before.since : now
    failing.set(channel, { since, last: now })
    return since
  }

  const readState = async (records: Records, channel: ChannelName): Promise<Stored> => {
    const fact = await records.fact(factOf(channel))
    if (fact === undefined) return fresh
    const parsed = stored.safeParse(JSON.parse(fact))
    return parsed.success ? parsed.data : fresh
  }
  const keep = (channel: ChannelName, state: Stored, at: Instant): Stored => {
    known.set(channel, { state, at })
    return state
  }
  const look = async (records: Records, channel: ChannelName, now: Instant): Promise<Stored> => {
    const mine = known.get(channel)
    if (mine !== undefined && mine.state.state === 'working' && now - mine.at < knownForMs && now >= mine.at)
      return mine.state
    return keep(channel, await readState(records, channel), now)
  }
  const write = async (records: Records, channel: ChannelName, state: Stored): Promise<void> =>
    records.setFact(factOf(channel), JSON.stringify(state))

  const sentenceFor = (channel: ChannelName, { state, since }: Stored, why: string): string => {
    if (state === 'operator') return vi.channelNeedsAdmin(channel, since, why)
    return state === 'quota' ? vi.channelUsedUp(channel) : vi.channelIsOut(channel, since)
  }

  /** What a failure makes of a state; the same object when it says nothing new. */
  const afterFailure = (before: Stored, channel: ChannelName, error: DeliveryError, now: Instant): Stored => {
    const state = error.why === 'operator' || error.why === 'quota' ? error.why : 'out'
    if (before.state === state) return before
    if (state === 'out') {
      // A channel that must be put right, or has used up its quota, is not better off for being down as well.
      if (before.state !== 'working') return before
      const since = failsSince(channel, now)
      if (now - since < noticedAfterMs) return before
      return { ...before, state, since, probeAt: now, told: false }
    }
    return { ...before, state, since: now, probeAt: now + probeApartMs[state], told: false }
  }

  /** Whether the admins are to be told now: once for each time of trouble, of an outage only when it lasts. */
  const isToTell = (state: Stored, now: Instant): boolean =>
    !state.told && state.state !== 'working' && isBlocked(state, now)

  const tellWorks = (channel: ChannelName, before: Stored, now: Instant): Promise<OutboxRow[]> =>
    store.write(async (records) => {
      const rows: OutboxRow[] = []
      for (const admin of before.told ? adminsOf(office.board) : []) {
        const account = accountFor(await records.accounts(admin.id))
        if (!account) continue
        const row = await records.addOutbox({
          key: `works|${channel}|${before.count}|${admin.id}`,
          kind: 'notice',
          channel: account.channel,
          address: account.address,
          personId: admin.id,
          reply: { text: vi.channelWorksAgain(channel, before.since, now) },
          createdAt: now,
          about: [],
        })
        if (row) rows.push(row)
      }
      await write(records, channel, { ...fresh, count: before.count + 1, since: now })
      const subject = `channel:${channel}`
      await records.audit({ at: now, actor: 'system', action: 'channel.works', subject, detail: {} })
      return rows
    })

  return {
    async standings(records) {
      const found = new Map<ChannelName, ChannelStanding>()
      for (const channel of parts.channels) {
        const { state, since } = await readState(records, channel)
        if (state !== 'working') found.set(channel, { state, since })
      }
      return found
    },

    async gate(records, channel, now) {
      const state = await look(records, channel, now)
      if (state.state === 'working' || !isBlocked(state, now)) return undefined
      if (now < state.probeAt) return state.state
      const next = { ...state, probeAt: now + probeApartMs[state.state] }
      await write(records, channel, next)
      keep(channel, next, now)
      return undefined
    },

    isKnownToWork(channel, now) {
      const mine = known.get(channel)
      return mine?.state.state === 'working' && now - mine.at < knownForMs && now >= mine.at
    },

    async isProbeDue(records, channel, now) {
      const state = await readState(records, channel)
      return state.state !== 'working' && now >= state.probeAt
    },

    async failed(channel, error, now) {
      try {
        const mine = known.get(channel)?.state
        // While an outage is young nothing is written for each message that fails.
        if (mine !== undefined && error.why === undefined && mine.state === 'working') {
          const since = failsSince(channel, now)
          if (now - since < noticedAfterMs) return 'working'
        }
        // That it stands still and the notices of it are written together: a crash leaves both or neither.
        const { before, state, rows } = await store.write(async (records) => {
          const before = await readState(records, channel)
          const after = afterFailure(before, channel, error, now)
          const tells = isToTell(after, now)
          const state = tells ? { ...after, told: true } : after
          if (state !== before) await write(records, channel, state)
          const rows = tells
            ? await teller.open(records, channel, sentenceFor(channel, state, error.message))
            : undefined
          return { before, state, rows }
        })
        keep(channel, state, now)
        if (state.state !== before.state) log.warn({ channel, state: state.state }, 'a channel stands still')
        await teller.handOver(channel, rows)
        return state.state
      } catch (problem) {
        log.error({ channel, error: problem }, 'how a channel stands could not be written down')
        return 'working'
      }
    },

    async worked(channel, now) {
      try {
        failing.delete(channel)
        const mine = known.get(channel)
        if (mine?.state.state === 'working' && now - mine.at < knownForMs && now >= mine.at) return
        const before = keep(channel, await store.read((records) => readState(records, channel)), now)
        if (before.state === 'working') return
        const rows = await tellWorks(channel, before, now)
        keep(channel, { ...fresh, count: before.count + 1, since: now }, now)
        await teller.worksAgain(channel)
        await enqueue(queue, rows)
        log.info({ channel }, 'a channel works again')
      } catch (problem) {
        log.error({ channel, error: problem }, 'that a channel works again could not be written down')
      }
    },
  }
}
