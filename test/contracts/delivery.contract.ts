import { expect, it } from 'vitest'
import type { NewOutboxRow } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { reminderKey } from '../../src/core/reminder/agenda.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const hour = 3_600_000

/** What every store does for the planner of deliveries; called within the store's own suite, whose Boards know Lan and o1. */
export function deliveryContract(
  stores: () => { readonly store: Store; readonly other: Store },
  message: (key: string, more?: Partial<NewOutboxRow>) => NewOutboxRow,
): void {
  it('counts what was sent by channel and month, each Board for itself', async () => {
    const { store, other } = stores()
    await store.write((records) => records.countSent('2023-04', new Map([['telegram', 2]])))
    await store.write((records) =>
      records.countSent(
        '2023-04',
        new Map([
          ['telegram', 3],
          ['zalo-bot', 1],
        ]),
      ),
    )
    await store.write((records) => records.countSent('2023-05', new Map([['telegram', 7]])))
    expect(await store.read((records) => records.sentIn('2023-04'))).toEqual(
      new Map([
        ['telegram', 5],
        ['zalo-bot', 1],
      ]),
    )
    expect(await other.read((records) => records.sentIn('2023-04'))).toEqual(new Map())
  })

  it('counts addresses that belong to somebody', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      await records.join('lan', 'zalo-bot', 'a1', now)
      const closed = await records.join('minh', 'zalo-bot', 'a2', now)
      await records.join('hoa', 'telegram', 'a3', now)
      await records.closeAccount(closed.id, now)
    })
    const people = await store.read((records) => records.peopleOn())
    expect([people.get('zalo-bot'), people.get('telegram')]).toEqual([1, 1])
    expect(await other.read((records) => records.peopleOn())).toEqual(new Map())
  })

  it('remembers when an address was heard last, and never an earlier time', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      await records.join('lan', 'telegram', '77', now)
      await records.heardAt([{ channel: 'telegram', address: '77' }], now + 5)
      await records.heardAt([{ channel: 'telegram', address: '77' }], now + 1)
      expect((await records.accountAt('telegram', '77'))?.lastHeardAt).toBe(now + 5)
    })
  })

  it('finds what waits for its channel or is old, and not what waits for its turn or a half-written answer', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      const add = async (key: string, status?: 'held', note?: string, more: Partial<NewOutboxRow> = {}) => {
        const row = await records.addOutbox(message(key, { createdAt: now, ...more }), status)
        if (note !== undefined && row) await records.updateOutbox(row.id, { note })
        return row?.id
      }
      const window = await add('w', 'held', 'waits: window')
      const writing = await add('h', 'held')
      const old = await add('o', undefined, undefined, { createdAt: now - 3 * hour, kind: 'digest' })
      await add('n', undefined, undefined, { kind: 'digest' })
      await add('x', undefined, undefined, { createdAt: now - 3 * hour, kind: 'notice' })
      const found = await records.waitingRows(now - 2 * hour)
      expect(found.map(({ id }) => id).sort()).toEqual([window, old].sort())
      expect((await records.held()).map(({ id }) => id)).toEqual([writing])
    })
  })

  it('takes back a reminder that waits: its rung counts as not sent, its key is free', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      const row = await records.addOutbox(message('d1', { about: ['o1'], kind: 'digest' }))
      const gone = await records.addOutbox(message('d2', { kind: 'digest' }))
      if (!row || !gone) throw new Error('no row')
      await records.addReminder('o1', 'open', 'lan', now, false, row.id)
      await records.updateOutbox(gone.id, { status: 'sent', sentAt: now })
      const key = reminderKey('o1', 'open', 'lan')
      expect(await records.remindersIn([row.id, gone.id])).toEqual(new Map([[row.id, [key]]]))
      expect(await records.takeBack([row.id, gone.id])).toEqual([row.id])
      expect(await records.outbox(row.id)).toMatchObject({ status: 'bundled' })
      expect(await records.outbox(gone.id)).toMatchObject({ status: 'sent' })
      expect((await records.remindersSent()).has(key)).toBe(false)
      expect(await records.addOutbox(message('d1', { about: ['o1'] }))).toBeDefined()
      expect(await records.takeBack([row.id])).toEqual([])
    })
  })

  it('finds what was tried in vain since an instant', async () => {
    const { store } = stores()
    await store.write(async (records) => {
      const row = await records.addOutbox(message('t'))
      await records.addOutbox(message('u'))
      if (!row) throw new Error('no row')
      await records.updateOutbox(row.id, { tried: [{ channel: 'telegram', at: now, why: 'never: blocked' }] })
      expect((await records.triedSince(now)).map(({ id }) => id)).toEqual([row.id])
      expect(await records.triedSince(now + 1)).toEqual([])
    })
  })

  it('records that a message arrived and was seen, in any order, and never takes it back', async () => {
    const { store, other } = stores()
    await store.write(async (records) => {
      const ids: number[] = []
      for (const key of ['a', 'b']) {
        const row = await records.addOutbox(message(key, { channel: 'zalo-oa' }))
        if (row) await records.updateOutbox(row.id, { status: 'sent', sentAt: now, providerId: `m-${key}` })
        ids.push(row?.id ?? 0)
      }
      const of = async (index: number) => {
        const row = await records.outbox(ids[index] ?? 0)
        return [row?.deliveredAt, row?.seenAt]
      }
      expect(await records.recordReceipt('zalo-oa', ['m-a', 'unknown'], 'delivered', now + 1)).toBe(1)
      expect(await of(0)).toEqual([now + 1, null])
      expect(await records.recordReceipt('zalo-oa', ['m-a', 'm-b'], 'seen', now + 2)).toBe(2)
      expect(await of(0)).toEqual([now + 1, now + 2])
      expect(await of(1)).toEqual([now + 2, now + 2])
      expect(await records.recordReceipt('zalo-oa', ['m-a', 'm-b'], 'delivered', now + 3)).toBe(0)
      expect(await records.recordReceipt('zalo-oa', ['m-b'], 'seen', now + 4)).toBe(0)
      expect(await of(1)).toEqual([now + 2, now + 2])
      expect(await records.recordReceipt('telegram', ['m-a'], 'seen', now + 5)).toBe(0)
      expect(await records.recordReceipt('zalo-oa', [], 'seen', now + 5)).toBe(0)
    })
    expect(await other.write((records) => records.recordReceipt('zalo-oa', ['m-a'], 'seen', now))).toBe(0)
  })
}
