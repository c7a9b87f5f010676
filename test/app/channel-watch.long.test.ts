import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ChannelWatch, createChannelWatch } from '../../src/app/delivery/channel-watch.ts'
import { DeliveryError } from '../../src/app/ports/channel.ts'
import type { Queue } from '../../src/app/ports/queue.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { silentLog } from '../silent-log.ts'

const now = Date.UTC(2023, 3, 24, 0, 30)
const minute = 60_000
const noQueue: Queue = { add: async () => {}, run: async () => {}, idle: async () => {}, close: async () => {} }
const down = new DeliveryError('telegram', 'later', 'no usable answer')

let store: Store
let watch: ChannelWatch

beforeEach(async () => {
  const { value: office } = await readConfiguration()
  if (!office) throw new Error('the sample cannot be read')
  store = openStore(await openDatabase({ dataDir: ':memory:' }), office.board.id)
  await store.write((records) => records.putBoard(office.board))
  const clock = { now: () => now }
  watch = createChannelWatch({ store, queue: noQueue, office, clock, log: silentLog, channels: ['telegram'] })
})
afterEach(() => store.close())

describe('failures of a channel', () => {
  it('are an outage since the first of them when they follow each other', async () => {
    expect(await watch.failed('telegram', down, now)).toBe('working')
    expect(await watch.failed('telegram', down, now + 40 * minute)).toBe('out')
    const standings = await store.read((records) => watch.standings(records))
    expect(standings.get('telegram')).toEqual({ state: 'out', since: now })
  })

  it('are noted and told of in one write, so that a crash leaves both or neither', async () => {
    const { value: office } = await readConfiguration()
    if (!office) throw new Error('the sample cannot be read')
    const [admin] = office.board.people.filter(({ roles }) => roles.includes('admin'))
    if (!admin) throw new Error('the sample has an admin')
    await store.write(async (records) => {
      const account = await records.join(admin.id, 'zalo-bot', '7', now)
      await records.addConsent(account, 'given', '1', now)
    })
    // After each write that is committed the process dies; the next one meets the same failure.
    const quota = new DeliveryError('telegram', 'later', 'used up', { why: 'quota' })
    const killed: Queue = {
      ...noQueue,
      add: async () => {
        throw new Error('killed')
      },
    }
    const clock = { now: () => now }
    let writes = 0
    const counting: Store = {
      ...store,
      write: (work) => {
        writes += 1
        return store.write(work)
      },
    }
    const parts = { store: counting, office, clock, log: silentLog, channels: ['telegram'] as const }
    await createChannelWatch({ ...parts, queue: killed }).failed('telegram', quota, now)
    expect(writes).toBe(1)
    const waiting = () => store.read((records) => records.outboxWaiting())
    expect((await waiting()).map(({ personId, channel }) => [personId, channel])).toEqual([[admin.id, 'zalo-bot']])
    await createChannelWatch({ ...parts, queue: noQueue }).failed('telegram', quota, now + minute)
    expect(await waiting()).toHaveLength(1)
  })

  it('are none when the one before was hours ago: nothing was tried in between', async () => {
    expect(await watch.failed('telegram', down, now)).toBe('working')
    expect(await watch.failed('telegram', down, now + 7 * 60 * minute)).toBe('working')
    expect(await store.read((records) => watch.standings(records))).toEqual(new Map())
  })
})
