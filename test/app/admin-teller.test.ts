import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AdminTeller, createAdminTeller } from '../../src/app/delivery/admin-teller.ts'
import type { ChannelName } from '../../src/app/ports/messages.ts'
import type { Store } from '../../src/app/ports/store.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { adminsOf, type Board } from '../../src/core/plan/board.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { CapturedLog } from '../fakes/captured-log.ts'

let database: Database
let store: Store
let board: Board
let log: CapturedLog
let office = 0
const handedOver: (readonly [ChannelName, readonly number[]])[] = []
const queue = {
  add: async (channel: ChannelName, ids: readonly number[]) => void handedOver.push([channel, ids]),
  run: async () => undefined,
  idle: async () => undefined,
  close: async () => undefined,
}
let teller: () => AdminTeller

beforeAll(async () => {
  database = await openDatabase({ dataDir: ':memory:' })
})
afterAll(() => database.close())
beforeEach(async () => {
  office += 1
  const { value } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
  if (value === undefined) return expect.unreachable()
  board = { ...value.board, id: `${value.board.id}-${office}` }
  store = openStore(database, board.id)
  await store.write((records) => records.putBoard(board))
  log = new CapturedLog()
  handedOver.length = 0
  teller = () => createAdminTeller({ store, queue, office: { ...value, board }, clock: { now: () => 1_000 }, log })
})

const admin = () => adminsOf(board)[0]?.id ?? expect.unreachable()
const join = (channel: ChannelName) =>
  store.write(async (records) => {
    const account = await records.join(admin(), channel, `${channel}-1`, 1)
    await records.addConsent(account, 'given', '1', 1)
  })
const told = async () =>
  (await store.read((records) => records.outboxTo(admin(), 100))).map((row) => [row.channel, row.reply.text])

describe('admins whom a channel needs', () => {
  it('are told once by another channel, whichever process asks and however often', async () => {
    await join('telegram')
    await join('zalo-oa')
    await Promise.all([1, 2, 3].map(() => teller().tellOnce('zalo-oa', async () => 'Đề nghị cấp lại quyền.')))
    await teller().tellOnce('zalo-oa', () => expect.unreachable())
    expect(await told()).toEqual([['telegram', 'Đề nghị cấp lại quyền.']])
    expect(handedOver.map(([channel]) => channel)).toEqual(['telegram'])
  })

  it('are told after all when the process died between finding the trouble and telling of it', async () => {
    await join('telegram')
    // The process dies with the notices half written: nothing of it may stand, or nobody would be told any more.
    const died = store.write(async (records) => {
      await teller().open(records, 'zalo-oa', 'Đề nghị cấp lại quyền.')
      throw new Error('killed')
    })
    await expect(died).rejects.toThrow('killed')
    await teller().tellOnce('zalo-oa', async () => 'Đề nghị cấp lại quyền.')
    expect(await told()).toEqual([['telegram', 'Đề nghị cấp lại quyền.']])
    const trail = await store.read((records) => records.auditTrail())
    expect(trail.filter(({ action }) => action === 'channel.trouble')).toHaveLength(1)
  })

  it('are told by whoever finds it out first, in one write with what was found', async () => {
    await join('telegram')
    let writes = 0
    const counting: Store = {
      ...store,
      write: (work) => {
        writes += 1
        return store.write(work)
      },
    }
    const { value } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
    if (value === undefined) return expect.unreachable()
    const clock = { now: () => 1_000 }
    const counted = createAdminTeller({ store: counting, queue, office: { ...value, board }, clock, log })
    await counted.tellOnce('zalo-oa', async () => 'Đề nghị cấp lại quyền.')
    expect(writes).toBe(1)
    expect(await told()).toHaveLength(1)
  })

  it('are told again when it had worked in between, and of each channel by itself', async () => {
    await join('telegram')
    const one = teller()
    await one.worksAgain('zalo-oa')
    await one.tellOnce('zalo-oa', async () => 'lần một')
    await one.tellOnce('zalo-bot', async () => 'kênh khác')
    await one.worksAgain('zalo-oa')
    await one.worksAgain('zalo-oa')
    await teller().tellOnce('zalo-oa', async () => 'lần hai')
    await teller().tellOnce('zalo-bot', async () => 'không nhắc lại')
    expect((await told()).map(([, text]) => text)).toEqual(['lần một', 'kênh khác', 'lần hai'])
  })

  it('cannot be told when they have no other channel, which operators read', async () => {
    await join('zalo-oa')
    await teller().tellOnce('zalo-oa', async () => 'không ai nghe')
    expect(await told()).toEqual([])
    expect(log.at('error')).toHaveLength(1)
    expect(log.everything()).not.toContain('zalo-oa-1')
  })

  it('keep nothing from going on when the records are away', async () => {
    const broken = createAdminTeller({
      ...{ queue, log, clock: { now: () => 1 }, office: { board } as never },
      store: {
        ...store,
        write: () => Promise.reject(new Error('away')),
        read: () => Promise.reject(new Error('away')),
      },
    })
    await broken.tellOnce('zalo-oa', async () => 'x')
    await broken.worksAgain('zalo-oa')
    expect([log.at('error').length, log.at('warn').length]).toEqual([1, 1])
  })
})
