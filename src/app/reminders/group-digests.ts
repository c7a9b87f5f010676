import type { Prepared } from '../../core/reminder/due-messages.ts'
import { groupDigests } from '../../core/reminder/group-digest.ts'
import type { Standings } from '../../core/reminder/prepare-agenda.ts'
import type { Instant } from '../../core/time.ts'
import type { OutboxRow } from '../ports/messages.ts'
import type { Records } from '../ports/store.ts'

/**
 * Writes down what the groups of Units are told this morning, one message a day for each; gives the new ones. Safe to
 * run every minute: the message of a day has one key.
 */
export async function writeGroupDigests(
  records: Records,
  prepared: Prepared,
  standings: Standings,
  now: Instant,
): Promise<readonly OutboxRow[]> {
  const chats = await records.unitChats()
  const units = chats.map(({ unitId }) => unitId)
  const digests = new Map(groupDigests(prepared, standings, units, now).map((digest) => [digest.unitId, digest]))
  const rows: OutboxRow[] = []
  for (const { id, unitId, channel, address } of chats) {
    const digest = digests.get(unitId)
    if (digest === undefined) continue
    const row = await records.addOutbox({
      key: `group|${id}|${digest.day}`,
      kind: 'digest',
      channel,
      address,
      personId: null,
      reply: digest.reply,
      createdAt: now,
      about: digest.about,
    })
    if (row) rows.push(row)
  }
  return rows
}
