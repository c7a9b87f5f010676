import { describe, expect, it } from 'vitest'
import { takenBack } from '../../src/text/vi-concern.ts'
import { draftText, last, report } from '../stories/first-morning.ts'
import { World } from '../world.ts'

const person = 'cv-quy-hoach'
const open = () => World.open({ now: '2023-04-24T08:00', plans: ['config/plans/gia-lai-2023.yaml'] })

async function say(world: World, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await world.say(person, text)
}
async function write(world: World, what: string, addressee: string): Promise<void> {
  await say(world, '/bieumau')
  await world.press(person, 'Đánh giá chung')
  await say(world, 'không có', 'không có', 'không có', what, 'xong', addressee, 'không có', 'lưu')
}
/** Saves the assessment once more; null: as it is. */
async function change(world: World, what: string | null): Promise<void> {
  await say(world, '/suaphieu')
  await world.press(person, 'Đánh giá chung')
  if (what !== null) await say(world, 'sửa', 'kiến nghị', what, ...(what === 'không có' ? [] : ['xong']))
  await say(world, 'lưu')
}
/** Notices of a recommendation that a leader got since this was asked last. */
const told = async (world: World, who = 'truong-ban'): Promise<readonly string[]> =>
  (await world.heard(who)).filter((text) => text.includes('nêu kiến nghị'))
const waiting = async (world: World): Promise<readonly (readonly [string, string | null])[]> =>
  (await world.running.store.read((records) => records.openConcerns())).map(({ what, addressee }) => [what, addressee])
const times = (text: string, part: string): number => text.split(part).length - 1

describe('the recommendation of a Unit’s assessment', () => {
  it('goes to the leaders with whom it is meant for, waits for an opinion, and stands in the report once', async () => {
    await using world = await open()
    await write(world, 'Bố trí thêm kinh phí đối thoại', 'Sở Tài chính')
    expect(await told(world)).toEqual([expect.stringContaining('• Đề nghị giải quyết: Sở Tài chính')])
    expect(await told(world, 'chanh-van-phong')).toEqual([])
    expect(await waiting(world)).toEqual([['Bố trí thêm kinh phí đối thoại', 'Sở Tài chính']])
    await world.say('quan-tri', '/tonghop')
    await world.press('quan-tri', 'Kết quả')
    expect(times(await draftText(world), 'Bố trí thêm kinh phí đối thoại')).toBe(1)
    await world.press('truong-ban', 'Cho ý kiến chỉ đạo')
    for (const text of ['Đồng ý bổ sung.', 'không', 'lưu']) await world.say('truong-ban', text)
    expect(await waiting(world)).toEqual([])
    expect((await world.heard(person)).join('\n')).toContain('Đồng ý bổ sung.')
  }, 60_000)

  it('is told to the head of the office too when it is meant for the office', async () => {
    await using world = await open()
    await write(world, 'Cấp thêm một máy quét', 'văn phòng')
    expect(await told(world, 'chanh-van-phong')).toHaveLength(1)
  }, 60_000)

  it('is not raised a second time for the same words, answered or not', async () => {
    await using world = await open()
    await write(world, 'Bố trí thêm kinh phí đối thoại', 'UBND tỉnh')
    expect(await told(world)).toHaveLength(1)
    await change(world, null)
    await change(world, '  bố trí thêm kinh phí  đối thoại.')
    expect(await told(world)).toEqual([])
    expect(await waiting(world)).toHaveLength(1)
    await world.press('truong-ban', 'Cho ý kiến chỉ đạo')
    for (const text of ['Đồng ý bổ sung.', 'không', 'lưu']) await world.say('truong-ban', text)
    await change(world, 'Bố trí thêm kinh phí đối thoại')
    expect(await told(world)).toEqual([])
    expect(await waiting(world)).toEqual([])
  }, 60_000)

  it('is raised again when a revision changes it; what it said before waits no more and is nowhere in the report', async () => {
    await using world = await open()
    await write(world, 'Bố trí thêm kinh phí', 'UBND tỉnh')
    const { choices } = (await world.read('truong-ban')).at(-1) ?? { choices: [] }
    await change(world, 'Mở thêm một lớp tập huấn')
    expect(await told(world)).toEqual([expect.stringContaining('thay cho kiến nghị đã nêu trước đó')])
    expect(await waiting(world)).toEqual([['Mở thêm một lớp tập huấn', 'UBND tỉnh']])
    await world.running.demo?.press('truong-ban', choices[0]?.outboxId ?? 0, choices[0]?.index ?? 0)
    expect(await last(world, 'truong-ban')).toBe(takenBack('Phòng Quy hoạch - Xây dựng'))
    // The first words again: they wait again, and the leader has a button that answers them.
    await change(world, 'Bố trí thêm kinh phí')
    expect(await told(world)).toEqual([expect.stringContaining('thay cho kiến nghị đã nêu trước đó')])
    expect(await waiting(world)).toEqual([['Bố trí thêm kinh phí', 'UBND tỉnh']])
    await world.say('quan-tri', '/tonghop')
    await world.press('quan-tri', 'Kết quả')
    const draft = await draftText(world)
    expect(times(draft, 'Bố trí thêm kinh phí')).toBe(1)
    expect(draft).not.toContain('lớp tập huấn')
    await change(world, 'không có')
    expect(await waiting(world)).toEqual([])
    const raised = await world.running.store.read((records) => records.concernsRaised(0, world.now))
    expect(raised.map(({ occurrenceId, instruction }) => [occurrenceId, instruction])).toEqual(
      raised.map(() => [report, null]),
    )
  }, 60_000)
})
