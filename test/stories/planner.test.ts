import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Application, createApplication } from '../../src/app/application.ts'
import type { ChannelName, OutboxRow } from '../../src/app/ports/messages.ts'
import type { Records, Store } from '../../src/app/ports/store.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { drawChart } from '../../src/document/draw-chart.ts'
import { writeCsv } from '../../src/document/write-csv.ts'
import { writeDocx } from '../../src/document/write-docx.ts'
import { openQueue } from '../../src/queue/bullmq-queue.ts'
import { openFiles } from '../../src/store/files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { openStore } from '../../src/store/open-store.ts'
import { Provider } from '../fakes/provider.ts'
import { textReader } from '../fakes/text-reader.ts'
import { silentLog } from '../silent-log.ts'
import { describeWhole } from '../whole.ts'
import { instant } from '../world.ts'

const hour = 3_600_000
const five = ['cv-dau-tu', 'cv-doanh-nghiep', 'cv-quy-hoach', 'cv-moi-truong', 'cv-van-phong']

let database: Database
let rounds = 0
const open: Office[] = []

beforeEach(async () => {
  database ??= await openDatabase({ dataDir: ':memory:' })
})
afterEach(async () => {
  for (const office of open.splice(0)) await office.close()
})

/** The product with providers in place of messengers, and a clock to push. */
class Office {
  now = instant('2023-04-24T07:00+07:00')
  readonly telegram = new Provider('telegram')
  readonly zaloOa: Provider
  readonly zaloBot: Provider
  store!: Store
  app!: Application
  private queue!: Awaited<ReturnType<typeof openQueue>>
  private readonly board: string

  constructor(quota?: { messages: number; people: number }, oaCan: { readonly nudges?: boolean } = {}) {
    this.zaloOa = new Provider('zalo-oa', oaCan)
    rounds += 1
    this.board = `ban-${rounds}`
    this.zaloBot = new Provider('zalo-bot', quota === undefined ? {} : { quota })
    open.push(this)
  }

  async start(): Promise<this> {
    const { value } = await readConfiguration({ plans: ['config/plans/gia-lai-2023.yaml'] })
    if (!value) throw new Error('the sample cannot be read')
    const office = { ...value, board: { ...value.board, id: this.board } }
    this.store = openStore({ ...database, close: async () => {} }, this.board)
    this.queue = await openQueue({ database, prefix: this.board, log: silentLog })
    this.app = createApplication({
      ...{ store: this.store, files: openFiles(':memory:'), queue: this.queue, office, log: silentLog },
      channels: [this.telegram.channel, this.zaloOa.channel, this.zaloBot.channel],
      clock: { now: () => this.now },
      write: writeDocx,
      drawChart,
      writeTable: writeCsv,
      documents: textReader(),
    })
    await this.store.write((records) => records.putBoard(office.board))
    return this
  }

  run(): Promise<void> {
    return this.app.start({ deliver: true })
  }

  /** Ends the process and starts it again. */
  async restart(): Promise<void> {
    await this.app.stop()
    await this.start()
  }

  join(person: string, channel: ChannelName, address = `${person}@${channel}`): Promise<void> {
    return this.store.write(async (records) => {
      const account = await records.join(person, channel, address, this.now)
      await records.addConsent(account, 'given', '1', this.now)
    })
  }

  async at(when: string | number): Promise<void> {
    this.now = typeof when === 'number' ? when : instant(`${when}+07:00`)
    await this.app.tick()
    await this.app.settled()
    // What a sweep releases may find out that a channel works; the next one lets the rest go.
    this.now += 60_000
    await this.app.tick()
    await this.app.settled()
  }

  read<T>(work: (records: Records) => Promise<T>): Promise<T> {
    return this.store.read(work)
  }

  rowsTo(person: string): Promise<readonly OutboxRow[]> {
    return this.read((records) => records.outboxTo(person, 100))
  }

  close(): Promise<void> {
    return this.app.stop()
  }
}

const count = (texts: readonly string[], part: string): number => texts.filter((text) => text.includes(part)).length

describeWhole('the planner of deliveries', () => {
  it('takes the next account of a person who blocked one, and the admins’ line of the day says so once', async () => {
    const office = await new Office().start()
    await office.join('quan-tri', 'telegram')
    await office.join('cv-dau-tu', 'zalo-oa')
    await office.join('cv-dau-tu', 'telegram')
    office.telegram.blocked.add('cv-dau-tu@telegram')
    await office.run()
    await office.at('2023-04-24T07:30')
    expect(office.zaloOa.kinds('cv-dau-tu@zalo-oa')).toEqual(['catch-up'])
    const [row] = await office.rowsTo('cv-dau-tu')
    expect(row).toMatchObject({ status: 'sent', channel: 'zalo-oa', tried: [{ channel: 'telegram' }] })
    await office.at('2023-04-24T10:00')
    await office.at('2023-04-25T07:30')
    await office.at('2023-04-26T07:30')
    const told = office.telegram.to('quan-tri@telegram').filter((text) => text.includes('đã gửi qua Zalo OA'))
    expect(told).toHaveLength(1)
    expect(told[0]).toContain('Chuyên viên Phòng Quản lý Đầu tư: Telegram không gửi được')
  })

  it('goes to another account while a window is shut', async () => {
    const office = await new Office().start()
    await office.join('cv-dau-tu', 'telegram')
    office.now += hour / 60
    await office.join('cv-dau-tu', 'zalo-oa')
    office.zaloOa.shut.add('cv-dau-tu@zalo-oa')
    await office.run()
    await office.at('2023-04-24T07:30')
    expect(office.telegram.kinds('cv-dau-tu@telegram')).toEqual(['catch-up'])
    expect(await office.rowsTo('cv-dau-tu')).toMatchObject([
      { channel: 'telegram', status: 'sent', tried: [{ channel: 'zalo-oa', why: expect.stringMatching(/^window/) }] },
    ])
  })

  it('waits behind a shut window and says all in one message once the person has written', async () => {
    const office = await new Office().start()
    await office.join('cv-dau-tu', 'zalo-oa')
    office.zaloOa.shut.add('cv-dau-tu@zalo-oa')
    await office.run()
    await office.at('2023-04-24T07:30')
    await office.at('2023-05-04T07:30')
    expect(office.zaloOa.inbox).toEqual([])
    const calls = office.zaloOa.calls
    await office.at('2023-05-04T09:00')
    expect(office.zaloOa.calls).toBe(calls)
    office.now = instant('2023-05-04T09:30+07:00')
    await office.zaloOa.hear('cv-dau-tu@zalo-oa', '/viec')
    await office.app.settled()
    await office.at('2023-05-04T09:35')
    expect(office.zaloOa.kinds('cv-dau-tu@zalo-oa').filter((kind) => kind !== 'answer')).toEqual(['catch-up'])
    const rows = (await office.rowsTo('cv-dau-tu')).filter(({ kind }) => kind !== 'answer')
    const last = rows.at(-1)
    expect(rows.slice(0, -1).map(({ status, note }) => [status, note])).toEqual(
      rows.slice(0, -1).map(() => ['bundled', `said in ${last?.id}`]),
    )
    expect(rows.length).toBeGreaterThan(1)
  })

  it('nudges a person whose window is shut, and says all in one message once the person has written', async () => {
    const office = await new Office(undefined, { nudges: true }).start()
    await office.join('quan-tri', 'telegram')
    await office.join('cv-dau-tu', 'zalo-oa')
    office.now = instant('2023-05-04T07:00+07:00')
    office.zaloOa.shut.add('cv-dau-tu@zalo-oa')
    await office.run()
    await office.at('2023-05-04T07:30')
    await office.at('2023-05-04T08:30')
    expect(office.zaloOa.nudged).toEqual(['cv-dau-tu@zalo-oa'])
    expect(office.zaloOa.kinds('cv-dau-tu@zalo-oa')).toEqual([])
    const [row] = await office.rowsTo('cv-dau-tu')
    expect(row).toMatchObject({ status: 'held', note: 'waits: window', instead: 'template' })

    office.now = instant('2023-05-04T09:00+07:00')
    await office.zaloOa.hear('cv-dau-tu@zalo-oa', '/trogiup')
    await office.at('2023-05-04T09:01')
    expect(office.zaloOa.kinds('cv-dau-tu@zalo-oa')).toEqual(['answer', 'catch-up'])
    expect(office.zaloOa.nudged).toHaveLength(1)
  })

  it('spares a quota that is nearly used up: digests go to another account, what is late still goes', async () => {
    const office = await new Office({ messages: 20, people: 50 }).start()
    await office.join('cv-dau-tu', 'telegram')
    office.now += 60_000
    await office.join('cv-dau-tu', 'zalo-bot')
    await office.join('cv-doanh-nghiep', 'zalo-bot')
    await office.store.write((records) => records.countSent('2023-04', new Map([['zalo-bot', 20]])))
    await office.run()
    await office.at('2023-04-24T07:30')
    expect(office.telegram.kinds('cv-dau-tu@telegram')).toEqual(['catch-up'])
    expect(office.zaloBot.kinds('cv-dau-tu@zalo-bot')).toEqual([])
    expect(await office.read((records) => records.sentIn('2023-04'))).toEqual(
      new Map([
        ['telegram', 1],
        ['zalo-bot', 21],
      ]),
    )
  })

  it('tells admins once on another channel that a token was revoked, and once that it works again', async () => {
    const office = await new Office().start()
    await office.join('quan-tri', 'telegram')
    for (const person of five) await office.join(person, 'zalo-oa')
    office.zaloOa.state = 'token-revoked'
    await office.run()
    await office.at('2023-04-24T07:30')
    for (let minute = 5; minute <= 30; minute += 5) await office.at(instant('2023-04-24T07:30+07:00') + minute * 60_000)
    const admin = () => office.telegram.to('quan-tri@telegram')
    expect(count(admin(), 'cần quản trị viên xử lý (zalo-oa: 401 Unauthorized)')).toBe(1)
    // The first messages met the refusal together; after that only probes were made.
    expect(office.zaloOa.calls).toBeLessThanOrEqual(five.length + 3)
    office.zaloOa.state = 'up'
    await office.at('2023-04-24T08:10')
    await office.at('2023-04-24T08:30')
    expect(count(admin(), 'đã gửi được trở lại')).toBe(1)
    for (const person of five) expect(office.zaloOa.kinds(`${person}@zalo-oa`), person).toEqual(['catch-up'])
    await office.at('2023-04-24T09:30')
    expect(count(admin(), 'cần quản trị viên xử lý (zalo-oa: 401 Unauthorized)')).toBe(1)
    expect(count(admin(), 'đã gửi được trở lại')).toBe(1)
  })

  it('ends an outage of three days in one catch-up for each person, after a restart as well', async () => {
    const office = await new Office().start()
    for (const person of five) await office.join(person, 'telegram')
    office.telegram.state = 'down'
    await office.run()
    // A digest, the last day and what is overdue fall into these days.
    await office.at('2023-04-24T07:30')
    await office.at('2023-04-24T09:00')
    await office.at('2023-04-25T14:00')
    await office.at('2023-04-26T07:30')
    await office.restart()
    await office.run()
    await office.at('2023-04-27T07:30')
    expect(office.telegram.inbox).toEqual([])
    office.telegram.state = 'up'
    for (const when of ['07:40', '07:45', '07:50', '10:00', '11:00']) await office.at(`2023-04-27T${when}`)
    for (const person of five) {
      const rows = await office.rowsTo(person)
      expect(office.telegram.kinds(`${person}@telegram`), person).toEqual(['catch-up'])
      expect(
        rows.filter(({ status }) => status === 'sent'),
        person,
      ).toHaveLength(1)
      expect(
        rows.filter(({ status }) => !['sent', 'bundled'].includes(status)),
        person,
      ).toEqual([])
    }
    expect(await office.store.firstBrokenAudit()).toBeNull()
  })

  it('says one thing to each person after its host was off for two days', async () => {
    const office = await new Office().start()
    for (const person of five) await office.join(person, 'telegram')
    office.telegram.state = 'down'
    await office.run()
    await office.at('2023-04-24T07:30')
    await office.app.stop()
    office.now = instant('2023-04-26T08:00+07:00')
    office.telegram.state = 'up'
    await office.start()
    await office.run()
    await office.app.settled()
    for (const when of ['08:01', '08:05', '10:00']) await office.at(`2023-04-26T${when}`)
    for (const person of five) expect(office.telegram.kinds(`${person}@telegram`), person).toEqual(['catch-up'])
  })

  it('turns the person away for whom a channel has no place, and leaves the code for another channel', async () => {
    const office = await new Office({ messages: 3_000, people: 2 }).start()
    await office.join('quan-tri', 'telegram')
    for (const person of five.slice(0, 2)) await office.join(person, 'zalo-bot')
    await office.run()
    const { code } = await office.app.invite('cv-moi-truong', 'quan-tri')
    for (const address of ['new', 'new']) await office.zaloBot.hear(address, `/start ${code}`)
    await office.app.settled()
    expect(office.zaloBot.to('new')).toEqual([
      'Kênh Zalo Bot đã đủ 2 người theo gói đang dùng nên chưa nhận thêm được. Xin anh/chị liên hệ quản trị viên để dùng kênh khác.',
    ])
    expect(count(office.telegram.to('quan-tri@telegram'), 'kênh đã đủ 2 người')).toBe(1)
    await office.telegram.hear('new', `/start ${code}`)
    await office.app.settled()
    expect(await office.read((records) => records.accountAt('telegram', 'new'))).toMatchObject({
      personId: 'cv-moi-truong',
    })
  })

  it('sends an answer that waited through an outage as it is', async () => {
    const office = await new Office().start()
    await office.join('cv-dau-tu', 'telegram')
    await office.run()
    await office.at('2023-04-24T07:30')
    office.telegram.state = 'down'
    await office.telegram.hear('cv-dau-tu@telegram', '/viec')
    await office.app.settled()
    await office.at('2023-04-24T11:00')
    await office.restart()
    office.telegram.state = 'up'
    await office.run()
    await office.app.settled()
    expect(office.telegram.kinds('cv-dau-tu@telegram')).toEqual(['catch-up', 'answer'])
  })
})
