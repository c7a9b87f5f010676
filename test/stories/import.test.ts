import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { compose, type Running } from '../../src/compose.ts'
import { readConfiguration } from '../../src/config-files.ts'
import { type Database, openDatabase } from '../../src/store/open-database.ts'
import { textReader } from '../fakes/text-reader.ts'
import { silentLog } from '../silent-log.ts'
import { describeWhole } from '../whole.ts'
import { instant, World } from '../world.ts'
import { planText } from './import-plan.ts'

const admin = 'quan-tri'
const open = (documents = textReader()): Promise<World> =>
  World.open({ now: '2026-01-20T08:00', plans: [], documents, can: { buttons: true, textLimit: 4096 } })

const trail = async (world: World): Promise<readonly string[]> =>
  (await world.running.store.read((records) => records.auditTrail())).map(({ action }) => action)

describeWhole('a document that is not read', () => {
  it.each([
    ['stamped as secret', `TỐI MẬT\n\n${planText}`, 'có dấu chỉ độ mật'],
    ['without content', 'TRỐNG', 'Tệp không có nội dung'],
    [
      'that is a report',
      'BÁO CÁO\nKết quả công tác năm 2025\nĐã hoàn thành trước ngày 10/12/2025.',
      'không phải kế hoạch',
    ],
    ['that is a letter', 'Kính gửi: Sở Nội vụ\nXin cảm ơn quý cơ quan.', 'Văn bản này là “công văn”'],
    ['in which nothing is due', 'Xin cảm ơn quý cơ quan đã phối hợp trong thời gian qua.', 'không phải là kế hoạch'],
    [
      'in another language',
      'The board shall submit its annual report before the end of each fiscal year.',
      'tiếng Việt',
    ],
  ])(
    '%s is refused in one sentence, and nothing of it stays but the ledger',
    async (_, text, sentence) => {
      await using world = await open()
      await world.handIn(admin, 'van-ban.txt', text)
      const [receipt, refusal, ...more] = await world.heard(admin)
      expect(receipt).toContain('đang đọc')
      expect(refusal).toContain(sentence)
      expect(more).toEqual([])
      const { store } = world.running
      expect(await trail(world)).toContain('document.refused')
      await store.read(async (records) => {
        expect(await records.openDrafts(admin)).toEqual([])
        expect(await records.draftsReading()).toEqual([])
        const [row] = await records.inboxFrom(admin, 5)
        expect(row?.heard).toEqual({ kind: 'refused-file', name: 'van-ban.txt', why: 'document' })
      })
      await world.end()
    },
    120_000,
  )

  it('is not even asked for when somebody who is no admin sends it', async () => {
    const documents = textReader()
    await using world = await open(documents)
    await world.handIn('cv-van-phong', 'ke-hoach.txt', planText)
    expect((await world.heard('cv-van-phong')).join()).toContain('chưa biết tệp thuộc việc nào')
    await world.say('cv-van-phong', '/nhap')
    expect((await world.heard('cv-van-phong')).join()).toContain('Nhập kế hoạch là việc của quản trị viên')
    expect(documents.asked).toEqual([])
    await world.end()
  }, 120_000)
})

describeWhole('a draft', () => {
  it('of one admin does not exist for another person, whatever button is pressed', async () => {
    await using world = await open()
    await world.handIn(admin, 'ke-hoach.txt', planText)
    const lines = await world.running.demo?.chat(admin)
    const choice = lines?.findLast((line) => line.choices.length > 0)?.choices[0]
    if (!choice) throw new Error('no button')
    await world.running.demo?.press('truong-ban', choice.outboxId, choice.index)
    expect((await world.heard('truong-ban')).join()).toContain('Nút này thuộc câu hỏi đã qua')
    const draft = await world.running.store.read((records) => records.openDrafts('truong-ban'))
    expect(draft).toEqual([])
  }, 120_000)

  it('that is dropped leaves nothing to follow, after it was asked for', async () => {
    await using world = await open()
    await world.handIn(admin, 'ke-hoach.txt', planText)
    await world.press(admin, 'Huỷ nhập')
    await world.press(admin, 'Quay lại')
    await world.press(admin, 'Huỷ nhập')
    await world.press(admin, 'Huỷ nhập bản này')
    expect((await world.heard(admin)).at(-1)).toContain('Đã huỷ nhập “ke-hoach.txt”')
    expect(await world.running.store.read((records) => records.openDrafts(admin))).toEqual([])
    expect(await trail(world)).toContain('draft.dropped')
  }, 120_000)

  it('waits while its sender answers a question, and two may be reviewed one after the other', async () => {
    await using world = await open()
    await world.handIn(admin, 'mot.txt', planText)
    await world.heard(admin)
    await world.handIn(admin, 'hai.txt', planText.replace('21/KH', '22/KH'))
    expect((await world.heard(admin)).at(-1)).toContain('Đã đọc xong “hai.txt”. Khi tiện')
    await world.say(admin, 'bỏ 1')
    await world.press(admin, 'Xem và duyệt')
    expect((await world.heard(admin)).at(-1)).toContain('Kế hoạch số 22/KH-BQLKKT')
    await world.say(admin, 'bỏ 2')
    const drafts = await world.running.store.read((records) => records.openDrafts(admin))
    expect(drafts.map(({ file, decisions }) => [file.name, decisions])).toEqual([
      ['mot.txt', [{ kind: 'drop', items: ['i4'] }]],
      ['hai.txt', [{ kind: 'drop', items: ['i5'] }]],
    ])
  }, 120_000)

  it('of a scan tells its progress now and then, and how clear it was', async () => {
    await using world = await open()
    await world.handIn(admin, 'bản quét.txt', planText)
    const heard = await world.heard(admin)
    expect(heard.filter((text) => text.includes('đang đọc: '))).toEqual([
      'Tệp “bản quét.txt” là bản quét, đang đọc: 10/24 trang.',
    ])
    expect(heard.at(-1)).toContain('Đây là bản quét, độ rõ 87%')
  }, 120_000)
})

describeWhole('a server that ends in the middle', () => {
  async function start(database: Database, dataDir: string, documents = textReader()): Promise<Running> {
    const office = await readConfiguration({ plans: [] })
    if (!office.value) throw new Error('the configuration gives no office')
    const config = { dataDir, port: 0, logLevel: 'silent', language: 'vi', production: false } as const
    return compose(config, office.value, {
      database,
      documents,
      demo: true,
      role: 'all',
      log: silentLog,
      version: 'test',
      clockFrom: instant('2026-01-20T08:00'),
    })
  }
  const told = async (running: Running): Promise<readonly string[]> =>
    ((await running.demo?.chat(admin)) ?? []).filter(({ from }) => from === 'product').map(({ text }) => text)

  it('gives up a document at which it ended three times, in one sentence, and keeps nothing of it', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    const dataDir = await mkdtemp(join(tmpdir(), 'nhap-'))
    try {
      for (let time = 1; time <= 3; time += 1) {
        let begun: () => void = () => {}
        const started = new Promise<void>((resolve) => {
          begun = resolve
        })
        const stuck = textReader((_, stop) => {
          begun()
          return new Promise((resolve) => stop?.addEventListener('abort', () => resolve(), { once: true }))
        })
        const running = await start(database, dataDir, stuck)
        if (time === 1) await running.demo?.sendFile(admin, new TextEncoder().encode(planText), 'ke-hoach.txt', '')
        await started
        await running.close()
      }
      const documents = textReader()
      const last = await start(database, dataDir, documents)
      await last.app.documentsRead()
      const texts = await told(last)
      expect(texts.filter((text) => text.startsWith('Có trục trặc khi đọc tệp “ke-hoach.txt”'))).toHaveLength(1)
      expect(documents.asked).toEqual([])
      expect(await last.store.read((records) => records.draftsReading())).toEqual([])
      expect(await readdir(join(dataDir, 'files', 'held'))).toEqual([])
      await last.close()
    } finally {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  }, 120_000)

  it('reads a document again from the start, goes on with a review where it stood, and follows what is active', async () => {
    const database = await openDatabase({ dataDir: ':memory:' })
    const dataDir = await mkdtemp(join(tmpdir(), 'nhap-'))
    try {
      // The first reading never ends by itself.
      let begun: () => void = () => {}
      const started = new Promise<void>((resolve) => {
        begun = resolve
      })
      const stuck = textReader(
        (_, stop) =>
          new Promise((resolve) => {
            begun()
            stop?.addEventListener('abort', () => resolve(), { once: true })
          }),
      )
      const first = await start(database, dataDir, stuck)
      await first.demo?.sendFile(admin, new TextEncoder().encode(planText), 'ke-hoach.txt', '')
      await started
      expect(await readdir(join(dataDir, 'files', 'held'))).toHaveLength(1)
      await first.close()
      expect(await first.store.read((records) => records.draftsReading())).toHaveLength(1)

      const second = await start(database, dataDir)
      await second.app.documentsRead()
      expect((await told(second)).filter((text) => text.startsWith('Đã đọc “ke-hoach.txt”'))).toHaveLength(1)
      expect(await readdir(join(dataDir, 'files', 'held'))).toEqual([])
      for (const text of ['1 P. QH-XD', '2']) await second.demo?.say(admin, text)
      await second.close()

      // The question about item 2 stands over the restart.
      const third = await start(database, dataDir)
      for (const text of ['5', '3', 'giữ hết', 'kích hoạt', '1']) await third.demo?.say(admin, text)
      expect((await told(third)).at(-1)).toContain('Đã kích hoạt')
      await third.close()

      const fourth = await start(database, dataDir)
      const plans = await fourth.store.read((records) => records.plans())
      expect(plans.map(({ id, status, version }) => [id, status, version])).toEqual([
        ['kh-21-bqlkkt-2026', 'active', 1],
      ])
      await fourth.demo?.passTo(instant('2026-03-05T08:00'))
      const morning = (await fourth.demo?.chat('cv-van-phong'))?.map(({ text }) => text).join() ?? ''
      expect(morning).toContain('niêm yết công khai')
      await fourth.close()
    } finally {
      await database.close()
      await rm(dataDir, { recursive: true, force: true })
    }
  }, 120_000)
})
