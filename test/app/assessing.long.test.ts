import { describe, expect, it } from 'vitest'
import { assessValue } from '../../src/app/reports/assessable-reports.ts'
import { lockedByReport, noSuchMatter, remaining } from '../../src/text/vi.ts'
import { offerLabel, savedAfterApproval } from '../../src/text/vi-assessment.ts'
import { buttonFor, draftText, last, pressOn, report } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const plans = ['config/plans/gia-lai-2023.yaml']

async function say(world: World, person: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.say(person, text)
}

/** Answers the first open matter. */
const answer = (world: World, person: string, text: string): Promise<void> =>
  say(world, person, '/viec', '1', 'đã hoàn thành', text, 'xong', 'không có', 'lưu')

/** How often somebody was offered to write the assessment. */
const offers = async (world: World, person: string): Promise<number> =>
  (await world.read(person)).filter(({ choices }) => choices.some(({ label }) => label === offerLabel)).length

const formsOf = (world: World) => world.running.store.read((records) => records.formsAbout(report))

/** Only merits, then a recommendation, are written. */
const merits = (text: string) => [
  'không có',
  text,
  'xong',
  'không có',
  'Mở lớp tập huấn',
  'xong',
  'Sở Nội vụ',
  'không có',
]

describe('a Unit that is asked Task by Task', () => {
  it('is offered its assessment once, after its last open part, and never for a correction', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    await answer(world, 'cv-dau-tu', 'Đã tổ chức hội nghị.')
    expect(await offers(world, 'cv-dau-tu')).toBe(0)
    await answer(world, 'cv-dau-tu', 'Đã giải ngân đúng kế hoạch.')
    expect(await offers(world, 'cv-dau-tu')).toBe(1)
    await say(world, 'tp-dau-tu', '/sua', '1', 'sửa', 'nội dung', 'Đã giải ngân 45 %.', 'xong', 'lưu')
    expect(await offers(world, 'tp-dau-tu')).toBe(0)
    await say(world, 'quan-tri', '/duyet')
    await world.press('quan-tri', 'Phòng Quản lý Đầu tư')
    await world.press('quan-tri', 'Trả lại')
    await say(world, 'quan-tri', 'Xin bổ sung số liệu.', 'lưu')
    await world.read('cv-dau-tu')
    await say(world, 'cv-dau-tu', '/viec', '1', 'lưu')
    const told = await world.read('cv-dau-tu')
    expect(told.at(-1)?.text).toBe(remaining(0))
    expect(told.at(-1)?.choices).toEqual([])
  })

  it('is not offered what it has written already', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    await say(world, 'cv-quy-hoach', '/bieumau')
    await world.press('cv-quy-hoach', 'Đánh giá chung')
    await say(world, 'cv-quy-hoach', ...merits('Công chức xuống cơ sở.'), 'lưu')
    await answer(world, 'cv-quy-hoach', 'Đã thẩm định 12 hồ sơ.')
    expect(await offers(world, 'cv-quy-hoach')).toBe(0)
  })

  it('has its assessment in the draft, under its name, and a correction gives the next draft', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    await answer(world, 'cv-quy-hoach', 'Đã thẩm định 12 hồ sơ.')
    const draft = async () => {
      await say(world, 'quan-tri', '/tonghop')
      await world.press('quan-tri', 'Kết quả công tác')
      return world.running.store.read((records) => records.report(report))
    }
    const first = await draft()
    expect(first?.draft).toBe(1)
    expect(await draftText(world)).not.toContain('Ưu điểm')
    await world.press('cv-quy-hoach', offerLabel)
    await say(world, 'cv-quy-hoach', ...merits('Công chức xuống cơ sở.'), 'lưu')
    const second = await world.running.store.read((records) => records.report(report))
    expect(second?.draft).toBe(2)
    expect(second?.sources).toHaveLength((first?.sources.length ?? 0) + 1)
    const text = await draftText(world)
    expect(text).toContain('Ưu điểm')
    expect(text).toContain('Phòng Quy hoạch - Xây dựng: Công chức xuống cơ sở.')
    expect(text).toContain('Phòng Quy hoạch - Xây dựng: kiến nghị với Sở Nội vụ: Mở lớp tập huấn')
    expect((await draft())?.draft).toBe(2)
    await say(world, 'tp-quy-hoach', '/suaphieu')
    await world.press('tp-quy-hoach', 'Đánh giá chung')
    await say(world, 'tp-quy-hoach', 'sửa', 'ưu điểm', 'Không còn hồ sơ trễ hẹn.', 'xong', 'lưu')
    expect((await world.running.store.read((records) => records.report(report)))?.draft).toBe(3)
    expect(await draftText(world)).toContain('Phòng Quy hoạch - Xây dựng: Không còn hồ sơ trễ hẹn.')
    expect(await draftText(world)).not.toContain('Công chức xuống cơ sở')
    expect((await formsOf(world)).map(({ unitId, personId, revision }) => [unitId, personId, revision])).toEqual([
      ['quy-hoach', 'tp-quy-hoach', 2],
    ])
  })

  it('finds what it has begun where it was left', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    await say(world, 'cv-quy-hoach', '/bieumau')
    await world.press('cv-quy-hoach', 'Đánh giá chung')
    await say(world, 'cv-quy-hoach', 'không có', 'Công chức xuống cơ sở.', 'để sau')
    await world.restart()
    await say(world, 'cv-quy-hoach', '/bieumau')
    await world.press('cv-quy-hoach', 'Đánh giá chung')
    await say(world, 'cv-quy-hoach', 'xong', 'không có', 'không có', 'không có', 'lưu')
    expect((await formsOf(world)).map(({ body }) => body.merits)).toEqual(['Công chức xuống cơ sở.'])
  })
})

describe('an assessment of another Unit', () => {
  it('answers as if it did not exist', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    const pressed = async (person: string, unitId: string, of = report): Promise<string> => {
      await pressOn(world, person, await buttonFor(world, person, assessValue(unitId, of)))
      return last(world, person)
    }
    for (const person of ['cv-quy-hoach', 'truong-ban', 'quan-tri'])
      expect(await pressed(person, 'dau-tu'), person).toBe(noSuchMatter)
    expect(await pressed('cv-dau-tu', 'dau-tu', 'gia-lai-2023/bao-cao-6-thang/9/van-phong')).toBe(noSuchMatter)
    expect(await pressed('cv-dau-tu', 'dau-tu')).toContain('đánh giá chung của Phòng Quản lý Đầu tư')
  })
})

describe('an assessment that comes after the approval', () => {
  it('is refused when it is begun then, and kept without being in the report when it was half written', async () => {
    await using world = await World.open({ now: '2023-04-24T08:00', plans })
    await say(world, 'tp-dau-tu', '/bieumau')
    await world.press('tp-dau-tu', 'Đánh giá chung')
    await say(world, 'tp-dau-tu', 'không có', 'Doanh nghiệp hài lòng.', 'xong')
    await world.passTo('2023-05-05T08:00')
    await world.unread()
    await world.press('truong-ban', 'Duyệt')
    expect(await last(world, 'tp-dau-tu')).toContain('viết dở cho “Đánh giá chung của đơn vị” được giữ nguyên')
    const approved = await world.running.store.read((records) => records.report(report))
    await world.unread()
    await say(world, 'tp-dau-tu', 'không có', 'không có', 'không có', 'lưu')
    expect(await last(world, 'tp-dau-tu')).toBe(savedAfterApproval)
    expect(await last(world, 'cv-van-phong')).toContain('vừa trả lời “Đánh giá chung của đơn vị” sau khi báo cáo')
    expect(await formsOf(world)).toHaveLength(1)
    expect(await world.running.store.read((records) => records.report(report))).toEqual(approved)
    expect(await draftText(world)).not.toContain('Doanh nghiệp hài lòng')
    await pressOn(world, 'cv-dau-tu', await buttonFor(world, 'cv-dau-tu', assessValue('dau-tu', report)))
    expect(await last(world, 'cv-dau-tu')).toBe(lockedByReport)
  })
})
