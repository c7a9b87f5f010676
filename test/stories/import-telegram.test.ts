import { describe, expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { World } from '../world.ts'
import { expectGolden } from './golden.ts'
import { blankHeadText } from './import-plan.ts'

const telegram = { buttons: true, textLimit: 4096 } as const
const admin = 'quan-tri'

describe('a plan from a document, on a channel with buttons', () => {
  it('is read, corrected in every way by buttons, activated, and reminds the right person', async () => {
    await using world = await World.open({ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: telegram })
    await expectGolden(world, admin, 'import-telegram.txt', { 'ke-hoach-dan-chu.txt': blankHeadText })

    const [plan] = await world.running.store.read((records) => records.plans())
    expect(plan).toMatchObject({ id: 'kh-21-bqlkkt-2026', version: 1, status: 'active' })
    expect(plan?.plan).toMatchObject({ number: '21/KH-BQLKKT', issuedOn: '2026-01-15' })
    expect(plan?.plan.duties.map(({ lead, to, due }) => [lead, to, due.phrase])).toEqual([
      ['doanh-nghiep', ['Sở Nội vụ', 'Liên đoàn Lao động tỉnh'], 'hằng quý'],
      ['van-phong', ['Sở Nội vụ'], 'trước ngày 10/6/2026'],
      ['van-phong', ['Sở Nội vụ'], 'trước ngày 30/11/2026'],
    ])
    expect(plan?.plan.indicators.map(({ name, op, target, unit }) => [name, op, target, unit])).toEqual([
      ['Tỷ lệ kiến nghị của doanh nghiệp được trả lời', '>=', 95, '%'],
      ['Số buổi đối thoại', '>=', 4, 'buổi'],
    ])
    expect(plan?.plan.tasks.find(({ what }) => what.startsWith('Tổ giúp việc kiểm tra chéo'))?.lead).toEqual([])

    const corrections = await world.running.store.read((records) => records.corrections())
    expect(
      corrections.map(({ correction }) =>
        correction.of === 'head'
          ? `head ${correction.change}: ${correction.original} → ${correction.corrected}`
          : `${correction.change} ${correction.itemId}`,
      ),
    ).toEqual([
      'units i4',
      'due i5',
      'due i1',
      'what i3',
      'kind i3',
      'to i3',
      'added a1',
      'added a2',
      'value c1',
      'name c1',
      'added ca1',
      'head number: null → 21/KH-BQLKKT',
      'head issued-on: null → 2026-01-15',
    ])
    expect(corrections.map(({ correction }) => correction)).toContainEqual(
      expect.objectContaining({
        change: 'due',
        original: expect.objectContaining({ reading: 'hết ngày 19/3/2026' }),
        corrected: expect.objectContaining({ reading: 'hết ngày 13/3/2026' }),
      }),
    )
  }, 240_000)
})
