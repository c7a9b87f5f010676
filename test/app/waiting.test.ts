import { describe, expect, it } from 'vitest'
import type { DeliveryReader } from '../../src/app/delivery/delivery-state.ts'
import { releaseWaiting } from '../../src/app/delivery/waiting.ts'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Records } from '../../src/app/ports/store.ts'

const now = Date.UTC(2023, 3, 24, 1, 30)
const minute = 60_000

/** The digest of a group that was held because its channel stood still. */
const groupDigest = (id: number, address: string): OutboxRow => ({
  ...{ id, key: `group|${id}`, kind: 'digest', channel: 'telegram', address, personId: null },
  ...{ reply: { text: 'Việc của đơn vị' }, status: 'held', createdAt: now - 30 * minute, sentAt: null },
  ...{ providerId: null, attempts: 0, note: 'waits: operator', about: ['o1'], deliveredAt: null, seenAt: null },
  ...{ instead: null, tried: [] },
})

/** Releases these rows while every channel works. */
async function release(rows: readonly OutboxRow[]) {
  const records = { waitingRows: async () => rows, updateOutbox: async () => {} } as Partial<Records> as Records
  const reader = { read: async () => ({ situation: { standings: new Map() } }) } as unknown as DeliveryReader
  const { queued, stale } = await releaseWaiting(records, reader, now)
  return { queued: queued.map(({ id }) => id), stale: stale.map(({ id }) => id) }
}

describe('messages to groups that have waited', () => {
  it('go out as they are, one for each group', async () => {
    expect(await release([groupDigest(1, '-1'), groupDigest(2, '-2')])).toEqual({ queued: [1, 2], stale: [] })
  })

  it('are put together when one group has several', async () => {
    expect(await release([groupDigest(1, '-1'), groupDigest(2, '-1')])).toEqual({ queued: [], stale: [1, 2] })
  })
})
