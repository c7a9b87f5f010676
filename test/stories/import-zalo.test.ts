import { describe, expect, it } from 'vitest'
import { textReader } from '../fakes/text-reader.ts'
import { World } from '../world.ts'
import { planText, revisedText } from './import-plan.ts'

/** Shorter messages than Zalo's 2,000 characters, so that a short plan takes two pages. */
const zalo = { buttons: false, textLimit: 1500 } as const
const admin = 'quan-tri'

async function open(now: string): Promise<{ world: World; say: (text: string) => Promise<string> }> {
  const world = await World.open({ now, plans: [], documents: textReader(), can: zalo })
  const say = async (text: string): Promise<string> => {
    await world.say(admin, text)
    const lines = await world.read(admin)
    for (const { text: told, choices } of lines) {
      expect(told.length).toBeLessThanOrEqual(zalo.textLimit)
      expect(choices).toEqual([])
    }
    return lines.map((line) => line.text).join('\n')
  }
  return { world, say }
}

describe('a plan from a document, on a channel with numbers and words only', () => {
  it('is read page by page, corrected in every way that can be typed, activated, and reminds the right person', async () => {
    const { world, say } = await open('2026-01-20T08:00')
    await using _ = world
    await world.handIn(admin, 'ke-hoach.txt', planText)
    const [, first] = await world.heard(admin)
    expect(first?.length).toBeLessThanOrEqual(zalo.textLimit)
    expect(first).toMatch(/Các mục 1–\d trên 7:/)
    expect(first).toContain('“tiếp” để xem tiếp')
    expect(await say('tiếp')).toContain('7. [báo cáo]')

    // A number is an item; inside an item it is one of its lines.
    expect(await say('1')).toMatch(
      /Mục 1 \(nhiệm vụ\)[\s\S]*\n1\. Giữ\n2\. Bỏ\n3\. Sửa hạn\n4\. Giao đơn vị\n5\. Về danh sách/,
    )
    expect(await say('4')).toMatch(/Giao mục 1 cho đơn vị nào\?[\s\S]*4\. Phòng Quy hoạch - Xây dựng \(P\. QH-XD\)/)
    const second = await say('4')
    expect(second).toContain('Mục 1: giao Phòng Quy hoạch - Xây dựng.')
    expect(second).toMatch(/Mục 2 \(nhiệm vụ\)[\s\S]*5\. Nêu chu kỳ/)
    expect(await say('5')).toMatch(/Chu kỳ của mục 2\?\n1\. Hằng tuần\n2\. Hằng tháng\n3\. Hằng quý/)
    expect(await say('3')).toContain('Mục 2: hạn là hằng quý.')

    // The quick ways, with and without accents.
    expect(await say('xem 6')).toMatch(/Mục 6 \(báo cáo\)[\s\S]*Nơi nhận: Sở Nội vụ/)
    expect(await say('3 han 14/3')).toMatch(
      /Mục 3: hạn mới đọc là “hết ngày 14\/3\/2026” \(đang là “hết ngày 19\/3\/2026”\)[\s\S]*1\. Đúng\n2\. Nhập lại/,
    )
    expect(await say('2')).toContain('Hạn của mục 3?')
    expect(await say('truoc ngay 14/3')).toContain('“hết ngày 13/3/2026”')
    expect(await say('1')).toContain('Mục 3: hạn là hết ngày 13/3/2026.')
    expect(await say('4 VP, P. QLĐT')).toContain('Mục 4: giao Văn phòng; Phòng Quản lý Đầu tư.')
    expect(await say('hoàn tác')).toContain('Đã hoàn tác')
    expect(await say('bo 5')).toContain('Đã bỏ mục 5.')
    expect(await say('5 bỏ')).toContain('Đã bỏ mục 5.')
    expect(await say('hoan tac')).toContain('Đã hoàn tác')
    expect(await say('hoan tac')).toContain('Đã hoàn tác')
    expect(await say('4 Phòng Quản lý')).toMatch(/Chưa rõ đơn vị: Phòng Quản lý \(có thể là .* hoặc /)
    expect(await say('bỏ 9')).toContain('Không có mục 9; các mục từ 1 đến 7.')
    expect(await say('danh sách')).toContain('1. [nhiệm vụ] ✓ giữ')
    expect(await say('trời hôm nay đẹp')).toContain('Tôi chưa hiểu')

    expect(await say('thêm Báo cáo tình hình đối thoại')).toContain('Thời hạn?')
    expect(await say('hằng tháng')).toContain('Thời hạn đọc là: hằng tháng')
    expect(await say('3')).toContain(
      'Đã thêm mục 8: Báo cáo tình hình đối thoại – hằng tháng – Phòng Quản lý Doanh nghiệp',
    )
    expect(await say('bỏ 8')).toContain('Đã bỏ mục 8.')

    // Put aside, other work, and back.
    expect(await say('để sau')).toContain('Gõ /nhap khi muốn duyệt tiếp')
    expect(await say('giữ hết')).toContain('Tôi chưa hiểu tin nhắn này')
    expect(await say('nhập kế hoạch')).toContain('2. [nhiệm vụ] ✓ giữ Công đoàn cơ sở')
    expect(await say('giu het')).toContain('Không còn mục nào cần làm rõ')

    expect(await world.running.store.read((records) => records.plans())).toEqual([])
    expect(await say('kich hoat')).toMatch(/Sắp kích hoạt: số 21\/KH-BQLKKT[\s\S]*1\. Kích hoạt kế hoạch\n2\. Quay lại/)
    expect(await say('1')).toContain('Đã kích hoạt: số 21/KH-BQLKKT')
    // T−10 of 13/3.
    await world.passTo('2026-02-27T07:29')
    expect(await world.unread()).toEqual({})
    await world.passTo('2026-02-27T07:30')
    expect((await world.heard('cv-van-phong')).join()).toContain('niêm yết công khai kế hoạch tài chính')
    await world.end()
  }, 120_000)

  it('replaces a followed plan: the ground of a moved deadline is asked, and only those concerned are told', async () => {
    const { world, say } = await open('2026-01-20T08:00')
    await using _ = world
    await world.handIn(admin, 'ke-hoach.txt', planText)
    for (const text of ['1 Phòng Quy hoạch', '2 hằng quý', '1', 'giữ hết', 'kích hoạt', '1']) await say(text)
    expect(await world.running.store.read((records) => records.plans())).toMatchObject([{ version: 1 }])

    // The investment department hears of its deadline of quarter II, 30/6, ten working days before.
    await world.passTo('2026-06-16T08:00')
    expect((await world.heard('cv-dau-tu')).join()).toContain('rà soát')
    await world.unread()

    await world.handIn(admin, 'ke-hoach-sua-doi.txt', revisedText)
    const [, summary] = await world.heard(admin)
    expect(summary).toContain('Bản này thay cho kế hoạch đang theo dõi: số 21/KH-BQLKKT')
    for (const text of ['1 hằng quý', '1', 'giữ hết']) await say(text)
    const asked = await say('kích hoạt')
    expect(asked).toContain('So với bản đang theo dõi: thêm 1, dời hạn 1, bỏ 1, đổi đơn vị 0.')
    expect(asked).toMatch(/Dời hạn:\n• .*: quý II\/2026 → quý III\/2026/)
    expect(asked).toMatch(/Bỏ:\n• Tổ giúp việc/)
    expect(asked).toContain('Căn cứ dời hạn?')
    expect(await say('ok')).toContain('Cần một căn cứ có nội dung')
    expect(await say('Công văn số 215/SNV-CCHC ngày 12/6/2026.')).toContain('Sắp kích hoạt')
    expect(await say('1')).toContain('Đã kích hoạt bản thứ 2')

    expect((await world.heard('cv-dau-tu')).join()).toMatch(
      /bản sửa đổi \(lần 2\)[\s\S]*Dời hạn: .*: quý II\/2026 → quý III\/2026\. Căn cứ: Công văn số 215\/SNV-CCHC ngày 12\/6\/2026\./,
    )
    expect((await world.heard('cv-quy-hoach')).join()).toContain('Không còn phải thực hiện: Tổ giúp việc')
    await world.end()

    // Nothing of the old day is said any more; the new one is reminded of anew, and the new item of its own.
    await world.passTo('2026-07-10T08:00')
    expect((await world.heard('cv-dau-tu')).join()).not.toContain('rà soát')
    await world.unread()
    await world.passTo('2026-09-16T08:00')
    expect((await world.heard('cv-dau-tu')).join()).toMatch(/rà soát[\s\S]*quý III\/2026/)
    expect((await world.heard('cv-quy-hoach')).join()).toContain('danh mục hồ sơ công khai')
  }, 120_000)
})
