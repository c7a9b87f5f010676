import { describe, expect, it } from 'vitest'
import { readPlan } from '../../../src/core/intake/read-plan.ts'

const dues = (lines: readonly string[]): readonly (string | null)[] =>
  readPlan(lines.join('\n')).items.map(({ due }) => due)

describe('the years of a plan', () => {
  it('come from its orders where it has no head, and not from the plan that it speaks of', () => {
    expect(
      dues([
        'B. Tiến độ xây dựng kế hoạch phát triển kinh tế - xã hội 5 năm 2016-2020',
        'Sở Kế hoạch và Đầu tư hướng dẫn các ngành xây dựng kế hoạch 5 năm 2016-2020 vào tháng 4/2015.',
        'Các ngành gửi dự thảo kế hoạch 5 năm 2016-2020 về Sở trước ngày 30/5/2015.',
        'Sở tổng hợp kế hoạch 5 năm 2016-2020, trình UBND tỉnh trong quý 3 năm 2015, phấn đấu đến năm 2020 đạt kế hoạch.',
      ]),
    ).toEqual(['2015-04-30', '2015-05-29', '2015-09-30'])
  })

  it('reach from the first that the text names to the last of “đến năm”', () => {
    expect(
      dues([
        'KẾ HOẠCH',
        'Phát triển cụm công nghiệp đến năm 2030',
        '| STT | Nhiệm vụ | Đơn vị chủ trì | Thời gian | Ghi chú |',
        '|---|---|---|---|---|',
        '| 1 | Lập danh mục cụm công nghiệp | Phòng Quản lý | Quý III/2026 | Đã tham mưu tại Quyết định số 15/QĐ-UBND |',
        '| 2 | Ban hành quy chế phối hợp | Văn phòng | Quý IV/2026 | Thực hiện sau khi Bộ ban hành Thông tư |',
        '| 3 | Trình đề án thu hút đầu tư | Phòng Đầu tư | Quý I/2027 | |',
      ]),
    ).toEqual(['2026-09-30', '2026-12-31', '2027-03-31'])
  })

  it('of a plan for Tết lie on both sides of New Year', () => {
    expect(
      dues([
        'HỘI CHỮ THẬP ĐỎ TỈNH NAM HÀ',
        'Số: 20/KH-CTĐ',
        'Nam Hà, ngày 15 tháng 11 năm 2022',
        'KẾ HOẠCH',
        'Tổ chức phong trào “Tết nhân ái” Xuân Quý Mão 2023',
        'I. NỘI DUNG',
        '- Gửi thư kêu gọi đến doanh nghiệp trong tháng 12.',
        '- Trao quà cho hộ nghèo trước ngày 15/01.',
      ]),
    ).toEqual(['2022-12-31', '2023-01-14'])
  })
})
