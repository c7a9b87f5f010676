import { expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { describeWhole } from '../whole.ts'
import { World } from '../world.ts'
import { expectGolden } from './golden.ts'
import { planText, revisedText } from './import-plan.ts'

/** Shorter messages than Zalo's 2,000 characters, so that a short plan takes two pages. */
const zalo = { buttons: false, textLimit: 1500 } as const
const admin = 'quan-tri'

const open = (now: string): Promise<World> => World.open({ now, plans: [], documents: textReader(), can: zalo })

/** Nothing is longer than the channel carries; that there is no button stands in the conversations. */
async function expectPlain(world: World): Promise<void> {
  const lines = (await world.running.demo?.chat(admin)) ?? []
  for (const { from, text } of lines) if (from === 'product') expect(text.length).toBeLessThanOrEqual(zalo.textLimit)
}

describeWhole('a plan from a document, on a channel with numbers and words only', () => {
  it('is read page by page, corrected in every way that can be typed, activated, and reminds the right person', async () => {
    await using world = await open('2026-01-20T08:00')
    await expectGolden(world, admin, 'import-zalo.txt', { 'ke-hoach.txt': planText })
    await expectPlain(world)
    const [plan] = await world.running.store.read((records) => records.plans())
    expect(plan?.plan).toMatchObject({
      number: '21a/KH-BQLKKT',
      title: 'Thực hiện dân chủ ở cơ sở năm 2026',
      indicators: [
        { name: 'Tỷ lệ kiến nghị của doanh nghiệp được trả lời', op: '>=', target: 95, unit: '%' },
        { name: 'Số buổi đối thoại', op: '>=', target: 5, unit: 'buổi' },
      ],
    })
    expect(plan?.plan.duties.map(({ lead, to, due }) => [lead, to, due.phrase])).toContainEqual([
      'van-phong',
      ['Sở Nội vụ'],
      'trước ngày 15/12',
    ])
  }, 240_000)

  it('changes nothing when the same words come again, and replaces a followed plan when others come', async () => {
    await using world = await open('2026-01-20T08:00')
    await expectGolden(world, admin, 'import-again.txt', {
      'ke-hoach.txt': planText,
      // The same words in another file: saved anew, with other line ends.
      'ke-hoach-luu-lai.txt': planText.replace(/\n/g, '\r\n'),
    })
    expect(await world.running.store.read((records) => records.plans())).toMatchObject([{ version: 1 }])

    // The investment department hears of its deadline of quarter II, 30/6, ten working days before.
    await world.passTo('2026-06-16T08:00')
    expect((await world.heard('cv-dau-tu')).join()).toContain('rà soát')
    await world.unread()

    // The ground of a moved deadline is asked, and only those concerned are told.
    await expectGolden(world, admin, 'import-revised.txt', { 'ke-hoach-sua-doi.txt': revisedText })
    await expectPlain(world)
    expect(await world.running.store.read((records) => records.plans())).toMatchObject([{ version: 2 }])

    // Nothing of the old day is said any more; the new one is reminded of anew, and the new item of its own.
    await world.passTo('2026-07-10T08:00')
    expect((await world.heard('cv-dau-tu')).join()).not.toContain('rà soát')
    await world.unread()
    await world.passTo('2026-09-16T08:00')
    expect((await world.heard('cv-dau-tu')).join()).toMatch(/rà soát[\s\S]*quý III\/2026/)
    expect((await world.heard('cv-quy-hoach')).join()).toContain('danh mục hồ sơ công khai')
  }, 240_000)
})
