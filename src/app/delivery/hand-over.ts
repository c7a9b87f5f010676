import type { ChannelName, OutboxRow } from '../ports/messages.ts'
import type { Queue } from '../ports/queue.ts'

/** Hands rows to their channels' queues; answers, which somebody waits for, go ahead of all others. */
export async function enqueue(queue: Queue, rows: readonly OutboxRow[]): Promise<void> {
  for (const when of ['first', undefined] as const)
    for (const [channel, ids] of idsByChannel(rows.filter(({ kind }) => (kind === 'answer') === (when === 'first'))))
      await queue.add(channel, ids, when)
}

/** The ids of rows by their channel, in order. */
export function idsByChannel(rows: readonly OutboxRow[]): ReadonlyMap<ChannelName, readonly number[]> {
  const byChannel = new Map<ChannelName, number[]>()
  for (const { channel, id } of rows) {
    const ids = byChannel.get(channel)
    if (ids === undefined) byChannel.set(channel, [id])
    else ids.push(id)
  }
  return byChannel
}
