import { describe, expect, it } from 'vitest'
import { assessValue } from '../../src/app/reports/assessable-reports.ts'
import { matterClosed } from '../../src/text/vi.ts'
import { colleagueWrites, nothingWritten, nowEmpty, offerLabel } from '../../src/text/vi-assessment.ts'
import { substituteOver } from '../../src/text/vi-substitute.ts'
import { buttonFor, draftText, last, pressOn, report } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const unit = 'quy-hoach'
const clerk = 'cv-quy-hoach'
const head = 'tp-quy-hoach'
const closed = 'đã kết thúc theo dõi từ ngày'

const open = (): Promise<World> => World.open({ now: '2023-04-24T08:00', plans: ['config/plans/gia-lai-2023.yaml'] })

async function say(world: World, person: string, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.say(person, text)
}
async function press(world: World, person: string, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) await world.press(person, label)
}

const begin = async (world: World, person: string): Promise<void> => {
  await world.say(person, '/bieumau')
  await world.press(person, 'Đánh giá chung')
}
const close = async (world: World): Promise<void> => {
  await world.say('quan-tri', '/kehoach')
  await press(world, 'quan-tri', 'Triển khai', 'Kết thúc theo dõi', 'Đúng')
}
const formsOf = (world: World) => world.running.store.read((records) => records.formsAbout(report))
const reportRow = (world: World) => world.running.store.read((records) => records.report(report))
const draft = async (world: World): Promise<string> => {
  await world.say('quan-tri', '/tonghop')
  await world.press('quan-tri', 'Kết quả công tác')
  return draftText(world)
}

/** Leadership, merits, shortcomings, recommendation and tasks, all left out. */
const nothing = ['không có', 'không có', 'không có', 'không có', 'không có']
const onlyMerits = (text: string) => ['không có', text, 'xong', 'không có', 'không có', 'không có']

describe('an assessment of which every part is left out', () => {
  it('is not kept, and nothing is thanked for', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...nothing)
    await world.unread()
    await world.say(clerk, 'lưu')
    expect(await world.heard(clerk)).toEqual([nothingWritten])
    expect(await formsOf(world)).toEqual([])
  })

  it('takes away what was written before, and says so', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...onlyMerits('Công chức xuống cơ sở.'), 'lưu')
    expect(await draft(world)).toContain('Công chức xuống cơ sở.')
    await begin(world, clerk)
    await say(world, clerk, 'sửa', 'ưu điểm', 'không có', 'lưu')
    expect(await last(world, clerk)).toContain(nowEmpty)
    expect(await draftText(world)).not.toContain('Công chức xuống cơ sở.')
    expect((await formsOf(world)).map(({ revision }) => revision)).toEqual([2])
  })
})

describe('an assessment that two people of one Unit write at once', () => {
  it('is one with two revisions, and the second is told whose it follows', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...onlyMerits('Của chuyên viên.'))
    await begin(world, head)
    expect((await last(world, head)).split('\n')[0]).toBe(colleagueWrites('Chuyên viên Phòng Quy hoạch - Xây dựng'))
    await say(world, head, ...onlyMerits('Của trưởng phòng.'))
    await say(world, clerk, 'lưu')
    await say(world, head, 'lưu')
    expect(await last(world, head)).toMatch(/^Trước đó .* đã viết đánh giá chung\. Báo cáo dùng bản mới \(lần 2\)/)
    expect((await formsOf(world)).map(({ personId, revision }) => [personId, revision])).toEqual([[head, 2]])
    const text = await draft(world)
    expect(text).toContain('Của trưởng phòng.')
    expect(text).not.toContain('Của chuyên viên.')
  })
})

describe('an assessment of a plan that is closed while it is written', () => {
  it('is not saved, is given back when the plan is followed again, and its old button says so', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...onlyMerits('Công chức xuống cơ sở.'))
    await begin(world, head)
    await close(world)
    await world.unread()
    await world.say(clerk, 'lưu')
    const told = await last(world, clerk)
    expect(told).toContain(closed)
    expect(told).toContain('Phần anh/chị đang soạn được giữ nguyên')
    expect(await formsOf(world)).toEqual([])
    await world.say(clerk, '/viec')
    expect(await last(world, clerk)).not.toContain('Đánh giá chung')
    await pressOn(world, head, await buttonFor(world, head, assessValue(unit, report)))
    expect(await last(world, head)).toContain(closed)
    await world.say(head, '/huy')
    expect(await last(world, head)).not.toContain(closed)
    await press(world, 'quan-tri', 'Theo dõi lại', 'Đúng')
    await world.unread()
    await world.say(clerk, '/viec')
    await world.press(clerk, 'Viết tiếp')
    expect(await last(world, clerk)).toContain('– Ưu điểm: Công chức xuống cơ sở.')
    await world.say(clerk, 'lưu')
    expect((await formsOf(world)).map(({ body }) => body.merits)).toEqual(['Công chức xuống cơ sở.'])
  })

  it('tells other Units nothing of it', async () => {
    await using world = await open()
    await close(world)
    await pressOn(world, 'cv-dau-tu', await buttonFor(world, 'cv-dau-tu', assessValue(unit, report)))
    expect(await last(world, 'cv-dau-tu')).not.toContain(closed)
  })
})

describe('an assessment of a report that a new version of the plan no longer has', () => {
  it('is quoted and not kept, and is offered no more', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...onlyMerits('Công chức xuống cơ sở.'))
    await world.running.store.write(async (records) => {
      const [stored] = await records.plans()
      if (stored === undefined) throw new Error('there is no plan')
      const plan = { ...stored.plan, duties: stored.plan.duties.filter(({ id }) => id !== 'bao-cao-6-thang') }
      const others = (await records.occurrences()).filter(({ id, feeds }) => id !== report && feeds !== report)
      await records.putPlan(plan, 'active', world.now, others)
    })
    await world.unread()
    await world.say(clerk, 'lưu')
    const said = await world.heard(clerk)
    expect(said).toHaveLength(1)
    expect(said[0]).toContain(matterClosed)
    expect(said[0]).toContain('Công chức xuống cơ sở.')
    expect(await formsOf(world)).toEqual([])
    await world.say(clerk, '/bieumau')
    expect((await world.read(clerk)).at(-1)?.choices.map(({ label }) => label)).not.toContain(
      'Đánh giá chung của đơn vị',
    )
  })
})

describe('an assessment by a substitute', () => {
  const standIn = async (world: World): Promise<void> => {
    await world.say('quan-tri', '/thaythe')
    await press(world, 'quan-tri', 'Cử người thay', 'Trưởng phòng Quy hoạch', 'Văn thư', 'Hôm nay')
  }

  it('is quoted without any word of thanks when the days are over', async () => {
    await using world = await open()
    await standIn(world)
    await world.unread()
    await begin(world, 'van-thu')
    await say(world, 'van-thu', ...onlyMerits('Viết thay trưởng phòng.'))
    await world.passTo('2023-04-25T08:00')
    await world.unread()
    await world.say('van-thu', 'lưu')
    const said = await world.heard('van-thu')
    expect(said).toEqual([`${substituteOver}\nNội dung anh/chị đã gõ (chưa được ghi):\nViết thay trưởng phòng.`])
    expect(await formsOf(world)).toEqual([])
  })
})

describe('an approved report that is opened again', () => {
  it('has in its next draft what was saved after the approval', async () => {
    await using world = await open()
    await begin(world, clerk)
    await say(world, clerk, ...onlyMerits('Viết trước, lưu sau khi duyệt.'))
    await draft(world)
    await world.say('truong-ban', '/baocao')
    await world.press('truong-ban', 'Duyệt')
    await world.say(clerk, 'lưu')
    expect((await reportRow(world))?.draft).toBe(1)
    await world.say('quan-tri', '/duyet')
    await press(world, 'quan-tri', 'Mở lại')
    await world.say('quan-tri', 'Bổ sung.')
    const row = await reportRow(world)
    expect([row?.draft, row?.status, row?.note]).toEqual([2, 'returned', 'Bổ sung.'])
    expect(await draftText(world)).toContain('Viết trước, lưu sau khi duyệt.')
  })
})

describe('the offer beside other open work', () => {
  it('has the last number of the list, so that a typed 1 opens the first matter', async () => {
    await using world = await World.open({
      now: '2023-04-24T08:00',
      plans: ['config/plans/gia-lai-2023.yaml', 'config/plans/tra-vinh-2019-2025.yaml'],
      can: { buttons: false, textLimit: 2000 },
    })
    await world.say(clerk, '/viec')
    await world.press(clerk, 'Kết quả những việc được giao')
    await say(world, clerk, 'đã hoàn thành', 'Đã thẩm định 12 hồ sơ.', 'xong', 'không có', 'lưu')
    const receipt = (await world.read(clerk)).at(-1)
    expect(receipt?.choices.length).toBeGreaterThan(1)
    expect(receipt?.choices.at(-1)?.label).toBe(offerLabel)
    expect(receipt?.text.split('\n')[0]).toContain('đánh giá chung')
    await world.say(clerk, '1')
    expect(await last(world, clerk)).not.toContain('đánh giá chung của')
    await world.say(clerk, '/huy')
  })
})
