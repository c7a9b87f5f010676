import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDeliver } from '../../src/app/delivery/deliver.ts'
import { type Channel, DeliveryError } from '../../src/app/ports/channel.ts'
import type { OutboxRow } from '../../src/app/ports/messages.ts'
import type { Queue } from '../../src/app/ports/queue.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silentLog } from '../silent-log.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const day = 86_400_000
const noQueue: Queue = { add: async () => {}, run: async () => {}, idle: async () => {}, close: async () => {} }

let store: Store
let deliverBy: (send: Channel['send'], stop?: AbortSignal, can?: Channel['can']) => ReturnType<typeof createDeliver>
let row: OutboxRow

beforeEach(async () => {
  const { value: office } = await readConfiguration()
  if (!office) throw new Error('the sample cannot be read')
  store = openStore(await openDatabase({ dataDir: ':memory:' }), office.board.id)
  const added = await store.write(async (records) => {
    await records.putBoard(office.board)
    await records.join('cv-dau-tu', 'telegram', '77', now)
    return records.addOutbox({
      key: 'k',
      kind: 'digest',
      channel: 'telegram',
      address: '77',
      personId: 'cv-dau-tu',
      reply: { text: 'Việc cần quan tâm' },
      createdAt: now,
      about: [],
    })
  })
  if (!added) throw new Error('no row')
  row = added
  deliverBy = (send, stop, can) => {
    const channel = { name: 'telegram', send, ...(can === undefined ? {} : { can }) } as Channel
    const channels = new Map([[channel.name, channel]])
    const clock = { now: () => now }
    const more = stop === undefined ? {} : { stop }
    return createDeliver({ store, queue: noQueue, channels, office, clock, log: silentLog, changed: () => {}, ...more })
  }
})
afterEach(() => store.close())

const ledger = () => store.read((records) => records.outbox(row.id))
const sent = async () => ({ providerId: '5' })

describe('the ledger of what was sent', () => {
  it('marks a message that is sent again although the first one may have arrived', async () => {
    const broken = deliverBy(async () => {
      throw new DeliveryError('telegram', 'later', 'no answer in time', { perhapsSent: true })
    })
    expect(await broken(row.id, false)).toEqual({ later: true })
    expect(await ledger()).toMatchObject({ status: 'sending', note: null })
    expect(await deliverBy(sent)(row.id, false)).toEqual({ done: true })
    expect(await ledger()).toMatchObject({ status: 'sent', note: 'again', attempts: 2, providerId: '5' })
  })

  it('counts what the provider counted, also of tries that failed in the middle of a long message', async () => {
    const counted = async () => (await store.read((records) => records.sentIn('2023-04'))).get('telegram') ?? 0
    const broken = deliverBy(async () => {
      throw new DeliveryError('telegram', 'later', 'no usable answer').after(2)
    })
    await broken(row.id, false)
    expect(await counted()).toBe(2)
    await broken(row.id, false)
    expect(await counted()).toBe(4)
    await deliverBy(async () => ({ providerId: '5', parts: 3 }))(row.id, false)
    expect(await counted()).toBe(7)
  })

  it('sends what goes to one address in order, and lets no address wait for another', async () => {
    const add = (key: string, address: string) =>
      store.write((records) =>
        records.addOutbox({
          ...{ key, kind: 'answer', channel: 'telegram', address, personId: null },
          ...{ reply: { text: key }, createdAt: now, about: [] },
        }),
      )
    const rows = [await add('a1', '1'), await add('a2', '1'), await add('b1', '2')]
    const began: string[] = []
    let open = (): void => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const deliver = deliverBy(async ({ reply }) => {
      began.push(reply.text)
      if (reply.text === 'a1') await gate
      if (reply.text === 'b1') open()
      return { providerId: reply.text }
    })
    await Promise.all(rows.map((one) => deliver(one?.id ?? 0, false)))
    expect(began.indexOf('a1')).toBeLessThan(began.indexOf('b1'))
    expect(began.indexOf('b1')).toBeLessThan(began.indexOf('a2'))
  })

  it('does not mark one that certainly did not arrive', async () => {
    const refused = deliverBy(async () => {
      throw new DeliveryError('telegram', 'later', 'too fast', { afterMs: 700 })
    })
    expect(await refused(row.id, false)).toEqual({ later: true, afterMs: 700 })
    await deliverBy(sent)(row.id, false)
    expect(await ledger()).toMatchObject({ status: 'sent', note: null, attempts: 2 })
  })

  it('takes one nudge until the person writes, also by a process that has nudged nobody yet', async () => {
    const can = { files: true, windowMs: day, nudges: true, freeMs: null, quota: null } as Channel['can']
    let tries = 0
    const shut: Channel['send'] = async () => {
      tries += 1
      return { providerId: `${tries}`, instead: 'template' }
    }
    await store.write(async (records) => {
      await records.heardAt([{ channel: 'telegram', address: '77' }], now - 2 * day)
    })
    const next = await store.write(({ addOutbox }) =>
      addOutbox({
        ...{ key: 'next', kind: 'digest', channel: 'telegram', address: '77', personId: 'cv-dau-tu' },
        ...{ reply: { text: 'Việc cần quan tâm' }, createdAt: now, about: [] },
      }),
    )
    await deliverBy(shut, undefined, can)(row.id, false)
    await deliverBy(shut, undefined, can)(next?.id ?? 0, false)
    expect(tries).toBe(1)
    const held = await store.read((records) => records.outbox(next?.id ?? 0))
    expect(held).toMatchObject({ status: 'held', note: 'waits: window', instead: null })

    await store.write((records) => records.heardAt([{ channel: 'telegram', address: '77' }], now + 1))
    await store.write((records) => records.updateOutbox(next?.id ?? 0, { status: 'queued' }))
    await deliverBy(sent, undefined, can)(next?.id ?? 0, false)
    expect(await store.read((records) => records.outbox(next?.id ?? 0))).toMatchObject({ status: 'sent' })
  })

  it('is not touched once everything stops, and a last try that the stop broke off has not failed', async () => {
    const stop = new AbortController()
    const broken = deliverBy(async () => {
      stop.abort()
      throw new DeliveryError('telegram', 'later', 'stopped')
    }, stop.signal)
    expect(await broken(row.id, true)).toEqual({ left: true })
    expect(await ledger()).toMatchObject({ status: 'queued', attempts: 1 })
    expect(await deliverBy(sent, stop.signal)(row.id, true)).toEqual({ left: true })
    expect(await ledger()).toMatchObject({ status: 'queued', attempts: 1 })
  })
})
