import { type PlannedMessage, reminderKey } from '../../core/reminder/agenda.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/**
 * Reminders that have waited too long, on their way into the messages that take their place: what they carried counts
 * as not said, so that the next look at the agenda puts all of it into one catch-up for each person.
 */
export interface TakenUp {
  /** The keys of reminders that count as said once these rows are taken back. */
  sentWithout(sent: ReadonlySet<string>): ReadonlySet<string>
  /**
   * Takes back what these messages say anew, in the transaction that writes them down. False when another process has
   * been at it: the transaction is to be undone.
   */
  takeBack(records: Records, messages: readonly PlannedMessage[]): Promise<boolean>
  /** Notes in the rows that were taken back which row says it now. */
  noteSaidIn(records: Records, messages: readonly PlannedMessage[], rows: readonly OutboxRow[]): Promise<void>
  /** Ends the rows that no message speaks of any more: what they asked for has been answered, or its time is over. */
  endRest(records: Records, messages: readonly PlannedMessage[]): Promise<void>
}

/** Reads what the rows carry. */
export async function takeUp(records: Records, stale: readonly OutboxRow[]): Promise<TakenUp> {
  const keysOf = await records.remindersIn(stale.map(({ id }) => id))
  const rowOf = new Map<string, number>()
  for (const [id, keys] of keysOf) for (const key of keys) rowOf.set(key, id)

  const rowsIn = ({ rungs }: PlannedMessage): Set<number> =>
    new Set(rungs.flatMap((rung) => rowOf.get(reminderKey(rung.occurrenceId, rung.rung, rung.personId)) ?? []))
  const allIn = (messages: readonly PlannedMessage[]): Set<number> =>
    new Set(messages.flatMap((message) => [...rowsIn(message)]))
  const taken = new Set<number>()

  return {
    sentWithout: (sent) => (rowOf.size === 0 ? sent : new Set([...sent].filter((key) => !rowOf.has(key)))),

    async takeBack(transaction, messages) {
      const ids = [...allIn(messages)].filter((id) => !taken.has(id))
      const done = await transaction.takeBack(ids)
      if (done.length !== ids.length) return false
      for (const id of ids) taken.add(id)
      return true
    },

    async noteSaidIn(transaction, messages, rows) {
      const idOf = new Map(rows.map(({ key, id }) => [key, id]))
      for (const message of messages) {
        const id = idOf.get(message.key)
        if (id === undefined) continue
        for (const old of rowsIn(message)) await transaction.updateOutbox(old, { note: `said in ${id}` })
      }
    },

    async endRest(transaction, messages) {
      const spoken = allIn(messages)
      for (const row of stale) {
        if (spoken.has(row.id) || taken.has(row.id)) continue
        const [id] = await transaction.takeBack([row.id])
        if (id === undefined) continue
        const open = await transaction.anyOpen(row.about)
        await transaction.updateOutbox(
          id,
          open
            ? { status: 'expired', note: 'its time was over before it could be sent' }
            : { status: 'cancelled', note: 'answered before it was sent' },
        )
      }
    },
  }
}
