import { describe, expect, it } from 'vitest'
import { dateOf } from '../../src/core/time.ts'
import { textReader } from '../fakes/text-reader.ts'
import { planText, revisedText } from '../stories/import-plan.ts'
import { World } from '../world.ts'

const last = async (world: World, person: string): Promise<string> => (await world.heard(person)).at(-1) ?? ''
const say = async (world: World, person: string, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await world.say(person, text)
}
const press = async (world: World, person: string, ...labels: readonly string[]): Promise<void> => {
  for (const label of labels) await world.press(person, label)
}

const closed = 'đã kết thúc theo dõi từ ngày'
const close = async (world: World): Promise<void> => {
  await world.say('quan-tri', '/kehoach')
  await press(world, 'quan-tri', 'Triển khai', 'Kết thúc theo dõi', 'Đúng')
}

describe('an old button about a plan that was closed meanwhile', () => {
  it('says so, whatever it would do, and nothing is saved', async () => {
    await using world = await World.open({ now: '2023-04-28T08:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'] })
    await say(world, 'cv-dau-tu', '/giahan', '/vuongmac', '/viec')
    await say(world, 'cv-quy-hoach', '/giahan')
    await world.press('cv-quy-hoach', 'Kết quả')
    await say(world, 'cv-quy-hoach', '12/5', 'Chờ số liệu.', 'lưu')
    await world.say('truong-ban', '/butphe')
    await press(world, 'truong-ban', 'Bút phê mới', 'Phòng Quản lý Đầu tư')
    await world.say('truong-ban', '/tonghop')
    await world.press('truong-ban', 'Kết quả')
    await world.say('truong-ban', '/baocao')
    const outbox = await world.running.store.read((records) => records.reports())
    await close(world)
    await world.unread()
    for (const [person, label] of [
      ['cv-dau-tu', 'Gặp gỡ'],
      ['truong-ban', 'Duyệt'],
      ['truong-ban', 'Trả lại'],
      ['truong-ban', 'Đồng ý gia hạn'],
      ['truong-ban', 'Gặp gỡ'],
    ] as const) {
      await world.press(person, label)
      expect([person, label, await last(world, person)]).toEqual([person, label, expect.stringContaining(closed)])
    }
    expect(await world.running.store.read((records) => records.reports())).toEqual(outbox)
    const rows = await world.running.store.read((records) => records.extensionsAsked())
    expect(rows.map(({ status }) => status)).toEqual(['asked'])
    await world.end()
  })

  it('is also the one of a letter about a report, and ending a conversation works as ever', async () => {
    await using world = await World.open({ now: '2023-05-04T08:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'] })
    await world.say('quan-tri', '/congvan')
    await world.say('cv-dau-tu', '/viec')
    await world.press('cv-dau-tu', 'Kết quả')
    await say(world, 'cv-dau-tu', 'đã hoàn thành', 'Giải ngân 62 %.')
    const { choices } = (await world.read('quan-tri')).at(-1) ?? { choices: [] }
    const letter = choices.find(({ label }) => label.startsWith('Kết quả công tác'))
    await close(world)
    await world.unread()
    await world.running.demo?.press('quan-tri', letter?.outboxId ?? 0, letter?.index ?? 0)
    expect(await last(world, 'quan-tri')).toContain(closed)
    await world.say('cv-dau-tu', '/huy')
    expect(await last(world, 'cv-dau-tu')).not.toContain(closed)
    const kept = await world.running.store.read((records) => records.parkedSessions('cv-dau-tu'))
    expect(kept.map(({ occurrenceId }) => occurrenceId)).toEqual([expect.stringContaining('kinh-te-xa-hoi')])
  })

  it('takes nothing that is sent in the middle of a wish or a decision, and quotes what cannot be gone on with', async () => {
    await using world = await World.open({ now: '2023-04-28T08:00+07:00', plans: ['config/plans/gia-lai-2023.yaml'] })
    await world.say('truong-ban', '/tonghop')
    await world.press('truong-ban', 'Kết quả')
    await world.say('truong-ban', '/baocao')
    await world.press('truong-ban', 'Trả lại')
    await world.say('cv-quy-hoach', '/giahan')
    await world.press('cv-quy-hoach', 'Kết quả')
    await say(world, 'cv-quy-hoach', '12/5', 'Chờ số liệu của Cục Thống kê.')
    await close(world)
    await world.say('truong-ban', 'Bổ sung số liệu đối thoại.')
    const quoted = await last(world, 'truong-ban')
    expect(quoted).toContain(closed)
    expect(quoted).toContain('Bổ sung số liệu đối thoại.')
    await world.say('cv-quy-hoach', 'lưu')
    expect(await last(world, 'cv-quy-hoach')).toContain('Phần anh/chị đang soạn được giữ nguyên')
    expect(await world.running.store.read((records) => records.extensionsAsked())).toEqual([])
    await press(world, 'quan-tri', 'Theo dõi lại', 'Đúng')
    await world.say('cv-quy-hoach', '/viec')
    await world.press('cv-quy-hoach', 'Viết tiếp')
    expect(await last(world, 'cv-quy-hoach')).toContain('Chờ số liệu của Cục Thống kê.')
    await world.say('cv-quy-hoach', 'lưu')
    expect(await world.running.store.read((records) => records.extensionsAsked())).toHaveLength(1)
  })
})

describe('a document that says the same as a plan that was closed', () => {
  it('is told since when it is closed and can be followed again with one button', async () => {
    await using world = await World.open({
      ...{ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: { buttons: true, textLimit: 4096 } },
    })
    await world.handIn('quan-tri', 'ke-hoach.txt', planText)
    await say(world, 'quan-tri', '1 P. QH-XD', '2', '5', '3', 'giữ hết', 'kích hoạt', '1', '/kehoach')
    await press(world, 'quan-tri', 'KH 21', 'Kết thúc theo dõi', 'Đúng')
    await world.handIn('quan-tri', 'ke-hoach-gui-lai.txt', planText)
    const told = await last(world, 'quan-tri')
    expect(told).toContain('kế hoạch này đã kết thúc theo dõi từ ngày 20/01/2026')
    expect(told).toContain('“Theo dõi lại”')
    expect(told).not.toContain('đang theo dõi')
    await press(world, 'quan-tri', 'Theo dõi lại', 'Đúng')
    const plans = await world.running.store.read((records) => records.plans())
    expect(plans.map(({ status, version }) => [status, version])).toEqual([['active', 1]])
  })
})

describe('a changed document of a plan that was closed', () => {
  const closedWorld = async (): Promise<World> => {
    const world = await World.open({
      ...{ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: { buttons: true, textLimit: 4096 } },
    })
    await world.handIn('quan-tri', 'ke-hoach.txt', planText)
    await say(world, 'quan-tri', '1 P. QH-XD', '2', '5', '3', 'giữ hết', 'kích hoạt', '1', '/kehoach')
    await press(world, 'quan-tri', 'KH 21', 'Kết thúc theo dõi', 'Đúng')
    await world.passTo('2026-03-24T09:00')
    await world.unread()
    return world
  }
  /** Since the day on which it was made active again. */
  const again = () => expect.toSatisfy((since: number) => dateOf(since) === '2026-03-24')
  const planRow = async (world: World) => (await world.running.store.read((records) => records.plans()))[0]

  it('is told since when the plan is closed and that making it active follows it again, which it does', async () => {
    await using world = await closedWorld()
    await world.handIn('quan-tri', 'ke-hoach-sua.txt', revisedText)
    const summary = (await world.heard('quan-tri')).join('\n')
    expect(summary).toContain('kế hoạch này đã kết thúc theo dõi từ ngày 20/01/2026. Kích hoạt là theo dõi lại')
    expect(summary).not.toContain('đang theo dõi')
    await say(world, 'quan-tri', 'giữ hết', 'kích hoạt')
    const asked = (await world.heard('quan-tri')).join('\n')
    expect(asked).toContain('So với bản đã kết thúc theo dõi từ ngày 20/01/2026')
    expect(asked).not.toContain('đang theo dõi')
    await say(world, 'quan-tri', 'Công văn số 215/BQLKKT-VP ngày 20/3/2026')
    expect(await last(world, 'quan-tri')).toContain('Kế hoạch được theo dõi lại từ khi kích hoạt')
    await say(world, 'quan-tri', '1')
    expect(await last(world, 'quan-tri')).toContain('Kế hoạch được theo dõi lại từ bây giờ')
    expect(await planRow(world)).toMatchObject({ status: 'active', version: 2, since: again() })
    await world.passTo('2026-03-24T09:05')
    const made = Object.values(await world.unread()).flat()
    expect(made.some((text) => text.includes('Kế hoạch được đưa vào theo dõi từ ngày 24/3/2026'))).toBe(true)
  })

  it('is followed again also where somebody goes through with a version that says the same', async () => {
    await using world = await closedWorld()
    await world.handIn('quan-tri', 'ke-hoach-gui-lai.txt', planText)
    await press(world, 'quan-tri', 'Xem và duyệt')
    await say(world, 'quan-tri', 'giữ hết', 'kích hoạt')
    expect(await last(world, 'quan-tri')).toContain('so với bản đã kết thúc theo dõi từ ngày 20/01/2026')
    await say(world, 'quan-tri', '1')
    expect(await last(world, 'quan-tri')).toContain('theo dõi lại từ bây giờ')
    expect(await planRow(world)).toMatchObject({ status: 'active', version: 1, since: again() })
  })
})
