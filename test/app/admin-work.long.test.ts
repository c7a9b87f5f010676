import { describe, expect, it } from 'vitest'
import { choicePage, choicesOnPage, pageOf } from '../../src/app/conversation/choice-pages.ts'
import { World } from '../world.ts'

const open = (now: string): Promise<World> => World.open({ now, plans: ['config/plans/gia-lai-2023.yaml'] })

const say = async (world: World, person: string, ...texts: readonly string[]): Promise<void> => {
  for (const text of texts) await world.say(person, text)
}

describe('what admins do', () => {
  it('leaves a plan closed when the product starts again, and nobody is reminded of it', async () => {
    await using world = await open('2023-04-10T08:00+07:00')
    await world.say('quan-tri', '/kehoach')
    for (const label of ['Triển khai', 'Kết thúc theo dõi', 'Đúng']) await world.press('quan-tri', label)
    await world.restart()
    await world.unread()
    await world.passTo('2023-05-10T17:00+07:00')
    await world.end()
  })

  it('keeps an assignment when the product starts again, and asks the new Unit', async () => {
    await using world = await open('2023-04-10T08:00+07:00')
    await world.say('quan-tri', '/phancong')
    for (const label of ['Tạo điều kiện', 'Giao một đơn vị khác', 'Phòng Quản lý Đầu tư', 'Đồng ý'])
      await world.press('quan-tri', label)
    await world.restart()
    await world.unread()
    await world.passTo('2023-04-19T08:00+07:00')
    const [digest = ''] = await world.heard('cv-dau-tu')
    expect(digest).toContain('Tạo điều kiện cho các tổ chức')
    expect((await world.heard('uv-cong-doan')).join('\n')).not.toContain('Tạo điều kiện cho các tổ chức')
  })

  it('gives reminders anew for a day that a document has moved', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await world.say('quan-tri', '/han')
    await world.press('quan-tri', 'Cải cách hành chính')
    await say(world, 'quan-tri', '04/5/2023', '215/UBND-NC', '18/4/2023', 'lưu')
    await world.passTo('2023-04-28T17:00+07:00')
    await world.unread()
    await world.passTo('2023-05-04T14:00+07:00')
    const heard = (await world.heard('cv-van-phong')).filter((text) => text.includes('Cải cách hành chính'))
    expect(heard.at(-1)).toContain('Hôm nay là ngày cuối')
    expect(heard.at(-1)).toContain('04/5/2023')
  })

  it('leaves a returned answer out of the report and says that it is waited for', async () => {
    await using world = await open('2023-04-19T08:00+07:00')
    await say(world, 'pho-bi-thu-doan', '1', 'đã hoàn thành', 'Đã phổ biến 03 buổi.', 'xong', 'không có', 'lưu')
    const { store, app } = world.running
    const report = await store.read(async (records) =>
      (await records.occurrences()).find(({ stage, due }) => stage === 'report' && due === '2023-05-09'),
    )
    expect(report).toBeDefined()
    const id = report?.id ?? ''
    const before = await app.compiler.draft(id, world.now)
    const answersIn = (row: typeof before) => row?.sources.filter((one) => 'answerId' in one)
    expect(answersIn(before)).toHaveLength(1)
    await world.say('quan-tri', '/duyet')
    for (const label of ['Đoàn Thanh niên', 'Trả lại']) await world.press('quan-tri', label)
    await world.say('quan-tri', 'Bổ sung số người dự.')
    const after = await app.compiler.draft(id, world.now)
    expect(after?.draft).toBe(2)
    expect(answersIn(after)).toEqual([])
    await world.press('pho-bi-thu-doan', 'Bổ sung')
    await world.say('pho-bi-thu-doan', 'lưu')
    expect(answersIn(await app.compiler.draft(id, world.now))).toHaveLength(1)
  })
})

describe('choicePage', () => {
  const all = Array.from({ length: 20 }, (_, index) => ({ label: `${index}`, value: `v:${index}` }))

  it('shows every choice once over its pages', () => {
    const shown: string[] = []
    for (let page: number | undefined = 0; page !== undefined; ) {
      const choices = choicePage(all, page, (next) => `more:${next}`)
      shown.push(...choices.filter(({ value }) => value.startsWith('v:')).map(({ label }) => label))
      const more = choices.find(({ value }) => value.startsWith('more:'))
      page = more === undefined ? undefined : pageOf(more.value.slice('more:'.length))
    }
    expect(shown).toEqual(all.map(({ label }) => label))
  })

  it('does not ask for one more press for one more choice', () => {
    expect(choicePage(all.slice(0, choicesOnPage + 1), 0, String)).toHaveLength(choicesOnPage + 1)
  })
})
