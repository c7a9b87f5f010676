import { describe, expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { World } from '../world.ts'
import { planText } from './import-plan.ts'

const telegram = { buttons: true, textLimit: 4096 } as const
const admin = 'quan-tri'

describe('a plan from a document, on a channel with buttons', () => {
  it('is read, corrected by buttons, activated, and reminds the right person', async () => {
    await using world = await World.open({ now: '2026-01-20T08:00', plans: [], documents: textReader(), can: telegram })
    const followed = () => world.running.store.read((records) => records.plans())
    const told = async () => (await world.heard(admin)).join('\n')
    const press = async (label: string): Promise<string> => {
      await world.press(admin, label)
      return told()
    }
    const say = async (text: string): Promise<string> => {
      await world.say(admin, text)
      return told()
    }

    await world.handIn(admin, 'ke-hoach-dan-chu.txt', planText)
    const [receipt, summary, ...more] = await world.heard(admin)
    expect(receipt).toContain('Đã nhận tệp “ke-hoach-dan-chu.txt”, đang đọc')
    expect(more).toEqual([])
    expect(summary).toContain('Kế hoạch số 21/KH-BQLKKT, ngày 15/01/2026')
    expect(summary).toContain('Đọc được 5 việc, 2 báo cáo, 1 chỉ tiêu; 2 mục cần anh/chị xem (xếp trước).')
    expect(summary).toMatch(
      /1\. \[nhiệm vụ\] Tổ giúp việc .*\n.*→ hết ngày 14\/9\/2026 · chưa có đơn vị \(văn bản ghi: Tổ giúp việc\)/,
    )
    expect(summary).toMatch(
      /2\. \[nhiệm vụ\] Công đoàn cơ sở .*\n.*“định kỳ” → định kỳ, chưa nêu chu kỳ · Công đoàn cơ sở/,
    )

    // Too early: the first unclear item comes back with what is missing.
    expect(await press('Kích hoạt')).toMatch(
      /Chưa kích hoạt được, còn thiếu:[\s\S]*đơn vị chủ trì: mục 1[\s\S]*chu kỳ: mục 2[\s\S]*Mục 1 \(nhiệm vụ\)/,
    )
    expect(await press('Giao đơn vị')).toContain('Giao mục 1 cho đơn vị nào?')
    expect(await say('Tổ giúp việc')).toContain('Chưa rõ đơn vị: Tổ giúp việc.')
    const second = await say('P. QH-XD')
    expect(second).toContain('Mục 1: giao Phòng Quy hoạch - Xây dựng.')
    expect(second).toContain('Mục 2 (nhiệm vụ)')
    expect(await press('Nêu chu kỳ')).toContain('Chu kỳ của mục 2?')
    expect(await press('Hằng quý')).toMatch(/Mục 2: hạn là hằng quý\.\nKhông còn mục nào cần làm rõ/)

    // A button of the first message works as long as the review is open.
    expect(await press('Mục 3')).toMatch(
      /Nguyên văn: .*niêm yết công khai kế hoạch tài chính của cơ quan trước ngày 20\/3\/2026/,
    )
    await press('Sửa hạn')
    expect(await say('ngày mai')).toContain('chưa đọc được thời hạn')
    expect(await say('trước ngày 14/3/2026')).toContain(
      'hạn mới đọc là “hết ngày 13/3/2026” (đang là “hết ngày 19/3/2026”)',
    )
    expect(await press('Đúng')).toContain('Mục 3: hạn là hết ngày 13/3/2026.')

    await press('Mục 5')
    expect(await press('Bỏ')).toContain('Đã bỏ mục 5.')
    expect(await press('Hoàn tác')).toContain('Đã hoàn tác thay đổi gần nhất.')
    await press('Mục 4')
    expect(await press('Bỏ')).toContain('Đã bỏ mục 4.')
    expect(await press('Giữ hết')).toContain('Đã giữ 3 mục.')

    await press('Thêm việc')
    expect(await say('Tổng hợp góp ý vào quy chế dân chủ')).toContain('Thời hạn?')
    expect(await say('10/3')).toContain('Thời hạn đọc là: hết ngày 10/3/2026')
    expect(await say('VP, Công đoàn')).toContain(
      'Đã thêm mục 8: Tổng hợp góp ý vào quy chế dân chủ – hết ngày 10/3/2026 – Văn phòng; Công đoàn cơ sở.',
    )

    // Nothing is followed, and nobody has heard of it, before it is confirmed.
    expect(await followed()).toEqual([])
    const last = await press('Kích hoạt')
    expect(last).toContain('5 việc, 2 báo cáo, 1 chỉ tiêu.')
    expect(last).toMatch(
      /Các hạn đầu tiên:\n• 10\/3\/2026: Tổng hợp góp ý.*\n• 10\/3\/2026: Tổng hợp góp ý.*\n• 13\/3\/2026: Văn phòng niêm yết/,
    )
    expect(last).toContain('Chuyên viên Văn phòng')
    expect(await followed()).toEqual([])
    expect(await world.unread()).toEqual({})

    expect(await press('Kích hoạt kế hoạch')).toContain('Đã kích hoạt: số 21/KH-BQLKKT')
    const [plan] = await followed()
    expect(plan).toMatchObject({ id: 'kh-21-bqlkkt-2026', version: 1, status: 'active' })
    expect(plan?.plan.tasks.find(({ id }) => id.startsWith('phong-quan-ly-doanh'))).toMatchObject({
      section: 'Đối thoại',
      lead: ['doanh-nghiep'],
      indicators: ['ty-le-kien-nghi-duoc-tra-loi'],
    })
    expect(plan?.plan.duties.map(({ lead, to, due }) => [lead, to, due.phrase])).toEqual([
      ['van-phong', ['Sở Nội vụ'], 'trước ngày 10/6/2026'],
      ['van-phong', ['Sở Nội vụ'], 'trước ngày 30/11/2026'],
    ])
    // The review is over: its buttons find nothing any more.
    expect(await press('Hoàn tác')).toContain('Không tìm thấy bản nhập này')

    await world.passTo('2026-02-24T07:29')
    expect(await world.unread()).toEqual({})
    await world.passTo('2026-02-24T07:30')
    expect((await world.heard('cv-van-phong')).join()).toContain('Tổng hợp góp ý vào quy chế dân chủ')
    expect((await world.heard('uv-cong-doan')).join()).toContain('Tổng hợp góp ý vào quy chế dân chủ')
    await world.end()

    const corrections = await world.running.store.read((records) => records.corrections())
    expect(corrections.map(({ correction: { change, itemId } }) => `${change} ${itemId}`)).toEqual([
      'units i4',
      'due i5',
      'due i1',
      'dropped i2',
      'added a1',
    ])
    expect(corrections[2]?.correction).toMatchObject({
      original: { reading: 'hết ngày 19/3/2026' },
      corrected: { reading: 'hết ngày 13/3/2026' },
    })
  }, 120_000)
})
