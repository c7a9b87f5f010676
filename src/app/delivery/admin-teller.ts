import { adminsOf } from '../../core/plan/board.ts'
import type { Office } from '../office.ts'
import type { Clock } from '../ports/clock.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Queue } from '../ports/queue.ts'
import type { Records, Store } from '../ports/store.ts'
import { accountFor } from './account-choice.ts'
import { enqueue } from './hand-over.ts'

/** A channel is of no use until an admin acts: admins are told once, and again only when it had worked in between. */
export interface AdminTeller {
  /**
   * Tells the admins by another channel than the one in trouble, once until `worksAgain`, whichever process asks.
   * `sentence` is not asked while they have been told. Never fails.
   */
  tellOnce(channel: ChannelName, sentence: () => Promise<string>): Promise<void>
  /**
   * The same within a transaction: notes the trouble and writes the notices, for `handOver` once it is committed;
   * undefined when the admins have been told.
   */
  open(records: Records, channel: ChannelName, text: string): Promise<readonly OutboxRow[] | undefined>
  /** Hands notices that are committed to the queue. Never fails: the next start hands over what was not. */
  handOver(channel: ChannelName, rows: readonly OutboxRow[] | undefined): Promise<void>
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

  const isOpen = (fact: string | undefined): boolean => fact?.startsWith('open ') === true

  /** Opens a time of trouble with a notice to each admin, or neither; undefined when one is open already. */
  const open = async (records: Records, channel: ChannelName, text: string): Promise<OutboxRow[] | undefined> => {
    const fact = await records.fact(factOf(channel))
    if (isOpen(fact)) return undefined
    const time = Number(fact?.split(' ')[1] ?? '0') + 1
    await records.setFact(factOf(channel), `open ${time}`)
    const subject = `channel:${channel}`
    await records.audit({ at: clock.now(), actor: 'system', action: 'channel.trouble', subject, detail: {} })
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
  }

  const handOver = async (channel: ChannelName, rows: readonly OutboxRow[] | undefined): Promise<void> => {
    if (rows === undefined) return
    try {
      await enqueue(queue, rows)
    } catch (error) {
      log.error({ channel, error }, 'notices to admins are written down and could not be handed over')
    }
    if (rows.length === 0) log.error({ channel }, 'no admin can be told by another channel that this one needs them')
  }

  return {
    open,
    handOver,

    async tellOnce(channel, sentence) {
      try {
        if (isOpen(await store.read((records) => records.fact(factOf(channel))))) return
        // What it takes to write the sentence may write by itself; once it is there, all goes into one transaction.
        const text = await sentence()
        await handOver(channel, await store.write((records) => open(records, channel, text)))
      } catch (error) {
        log.error({ channel, error }, 'admins could not be told that a channel needs them')
      }
    },

    async worksAgain(channel) {
      try {
        const isOpen = (state: string | undefined): state is string => state?.startsWith('open ') === true
        if (!isOpen(await store.read((records) => records.fact(factOf(channel))))) return
        await store.write(async (records) => {
          const state = await records.factToChange(factOf(channel))
          if (isOpen(state)) await records.setFact(factOf(channel), state.replace(/^open /, 'over '))
        })
      } catch (error) {
        log.warn({ channel, error }, 'that a channel works again could not be written down')
      }
    },
  }
}
