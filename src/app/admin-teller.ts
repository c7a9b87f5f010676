import { adminsOf } from '../core/plan/board.ts'
import { accountFor } from './account-choice.ts'
import { enqueue } from './hand-over.ts'
import type { Office } from './office.ts'
import type { Clock } from './ports/clock.ts'
import type { Log } from './ports/log.ts'
import type { ChannelName, OutboxRow } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'
import type { Store } from './ports/store.ts'

/** A channel is of no use until an admin acts: admins are told once, and again only when it had worked in between. */
export interface AdminTeller {
  /**
   * Tells the admins by another channel than the one in trouble, once until `worksAgain`, whichever process asks.
   * `sentence` is asked only when somebody is told. Never fails.
   */
  tellOnce(channel: ChannelName, sentence: () => Promise<string>): Promise<void>
  /** The channel carries messages again. Never fails. */
  worksAgain(channel: ChannelName): Promise<void>
}

const factOf = (channel: ChannelName): string => `trouble:${channel}`

export function createAdminTeller(parts: {
  readonly store: Store
  readonly queue: Queue
  readonly office: Office
  readonly clock: Clock
  readonly log: Log
}): AdminTeller {
  const { store, queue, office, clock, log } = parts

  /** Opens a time of trouble and gives its number; undefined when one is open already. */
  const opened = (channel: ChannelName): Promise<number | undefined> =>
    store.write(async (records) => {
      const [state, count = '0'] = ((await records.fact(factOf(channel))) ?? '').split(' ')
      if (state === 'open') return undefined
      const time = Number(count) + 1
      await records.setFact(factOf(channel), `open ${time}`)
      const subject = `channel:${channel}`
      await records.audit({ at: clock.now(), actor: 'system', action: 'channel.trouble', subject, detail: {} })
      return time
    })

  const write = (channel: ChannelName, time: number, text: string): Promise<OutboxRow[]> =>
    store.write(async (records) => {
      const rows: OutboxRow[] = []
      for (const admin of adminsOf(office.board)) {
        const accounts = await records.accounts(admin.id)
        const account = accountFor(accounts.filter((one) => one.channel !== channel))
        if (!account) continue
        const added = await records.addOutbox({
          key: `trouble|${channel}|${time}|${admin.id}`,
          kind: 'notice',
          channel: account.channel,
          address: account.address,
          personId: admin.id,
          reply: { text },
          createdAt: clock.now(),
          about: [],
        })
        if (added) rows.push(added)
      }
      return rows
    })

  return {
    async tellOnce(channel, sentence) {
      try {
        const time = await opened(channel)
        if (time === undefined) return
        const rows = await write(channel, time, await sentence())
        await enqueue(queue, rows)
        if (rows.length === 0)
          log.error({ channel }, 'no admin can be told by another channel that this one needs them')
      } catch (error) {
        log.error({ channel, error }, 'admins could not be told that a channel needs them')
      }
    },

    async worksAgain(channel) {
      try {
        const state = await store.read((records) => records.fact(factOf(channel)))
        const over = state?.replace(/^open /, 'over ')
        if (over !== undefined && over !== state) await store.write((records) => records.setFact(factOf(channel), over))
      } catch (error) {
        log.warn({ channel, error }, 'that a channel works again could not be written down')
      }
    },
  }
}
