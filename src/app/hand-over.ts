import type { ChannelName, OutboxRow } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'

/** Hands rows to their channels' queues. */
export async function enqueue(queue: Queue, rows: readonly OutboxRow[]): Promise<void> {
  const byChannel = new Map<ChannelName, number[]>()
  for (const row of rows) {
    const ids = byChannel.get(row.channel) ?? []
    ids.push(row.id)
    byChannel.set(row.channel, ids)
  }
  for (const [channel, ids] of byChannel) await queue.add(channel, ids)
}
