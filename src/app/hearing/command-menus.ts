import { createHash } from 'node:crypto'
import type { Account } from '../ports/account.ts'
import type { Channel, MenuCommand } from '../ports/channel.ts'
import type { Log } from '../ports/log.ts'
import type { ChannelName, InboxRow } from '../ports/messages.ts'
import type { Records, Store } from '../ports/store.ts'

export interface CommandMenus {
  /**
   * Whoever wrote this is shown the commands of his or her roles in the channel's menu, where the channel has one and
   * shows others or none. Best effort, once in the life of the process for each chat; nobody waits for it and it never
   * fails.
   */
  heard(row: Pick<InboxRow, 'channel' | 'address'>): void
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** Chats that were looked after; far more than an office has. */
const remembered = 5_000

export function createCommandMenus(parts: {
  readonly store: Store
  readonly channels: ReadonlyMap<ChannelName, Channel>
  /** What a person is shown; undefined for somebody who is none of the office or has not agreed yet. */
  readonly commandsOf: (records: Records, account: Account) => Promise<readonly MenuCommand[] | undefined>
  readonly log: Log
  readonly stop: AbortSignal
}): CommandMenus {
  const { store, channels, commandsOf, log, stop } = parts
  const done = new Set<string>()
  let line: Promise<void> = Promise.resolve()

  const offer = async (channel: Channel, address: string): Promise<void> => {
    if (stop.aborted) return
    const found = await store.read(async (records) => {
      const account = await records.accountAt(channel.name, address)
      const commands = account && (await commandsOf(records, account))
      return (
        account && commands && { fact: `menu|${account.id}`, commands, shown: await records.fact(`menu|${account.id}`) }
      )
    })
    // Asked again with the next message: it may be the consent that is still missing.
    if (!found) return
    const wanted = createHash('sha256').update(JSON.stringify(found.commands)).digest('hex')
    if (found.shown !== wanted) {
      await channel.offerCommands?.(address, found.commands, stop)
      await store.write((records) => records.setFact(found.fact, wanted))
    }
    if (done.size >= remembered) done.clear()
    done.add(`${channel.name} ${address}`)
  }

  return {
    heard({ channel: name, address }) {
      const channel = channels.get(name)
      if (!channel?.offerCommands || done.has(`${name} ${address}`)) return
      line = line
        .then(() => (done.has(`${name} ${address}`) ? undefined : offer(channel, address)))
        .catch((error: unknown) => {
          const why = error instanceof Error ? error.message : 'unknown'
          log.debug({ channel: name, why }, 'The menu of commands stays as it is.')
        })
    },
    idle: () => line,
  }
}
