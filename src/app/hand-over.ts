import type { ChannelName, OutboxRow } from './ports/messages.ts'
import type { Queue } from './ports/queue.ts'

/** Hands rows to their channels' queues; answers, which somebody waits for, go ahead of all others. */
export async function enqueue(queue: Queue, rows: readonly OutboxRow[]): Promise<void> {
  for (const when of ['first', undefined] as const) {
    const byChannel = new Map<ChannelName, number[]>()
    for (const row of rows) {
      if ((row.kind === 'answer') !== (when === 'first')) continue
      const ids = byChannel.get(row.channel)
      if (ids === undefined) byChannel.set(row.channel, [row.id])
      else ids.push(row.id)
    }
    for (const [channel, ids] of byChannel) await queue.add(channel, ids, when)
  }
}
