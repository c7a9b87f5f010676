import { describe, expect, it } from 'vitest'
import { readExample } from './item-table.ts'

const told = (example: string): string[] =>
  readExample(example).all.map(
    ({ kind, units, to, due }) => `${kind}: ${units.join(', ')} → ${to.join(', ')} ${due ?? ''}`,
  )

describe('a report that is passed on', () => {
  it('is two reports, the second owed by those who receive the first', () => {
    expect(told('- Các phòng báo cáo về Văn phòng trước ngày 05/6/2024 để tổng hợp, báo cáo Sở Nội vụ.')).toEqual([
      'report: Các phòng → Văn phòng 2024-06-04',
      'report: Văn phòng → Sở Nội vụ 2024-06-04',
    ])
  })

  it('leaves the day of the second to a person when the plan gives only one', () => {
    const [low, high] = readExample(
      '- Các phòng báo cáo về Văn phòng trước ngày 05/6/2024 để tổng hợp, báo cáo Sở Nội vụ.',
    ).all
    expect([low?.sure, high?.sure]).toEqual([true, false])
  })

  it('has the later day of its own when the plan gives one', () => {
    expect(
      told(
        '- Các đơn vị báo cáo về Ban trước ngày 05/6/2024 để Ban tổng hợp, báo cáo Ủy ban nhân dân tỉnh trước ngày 10/6/2024.',
      ),
    ).toEqual(['report: Các đơn vị → Ban 2024-06-04', 'report: Ban → Ủy ban nhân dân tỉnh 2024-06-09'])
  })

  it('is owed by the one who is named as doing it', () => {
    expect(
      told(
        '- Các đơn vị gửi kết quả về Ban Quản lý trước ngày 05/6/2024 để Văn phòng tổng hợp, báo cáo Sở Nội vụ trước ngày 12/6/2024.',
      ),
    ).toEqual(['report: Các đơn vị → Ban Quản lý 2024-06-04', 'report: Văn phòng → Sở Nội vụ 2024-06-11'])
  })

  it('is told without “để” as well', () => {
    expect(told('- Các phòng gửi kết quả về Văn phòng trước ngày 05/6/2024 tổng hợp, báo cáo Sở Nội vụ.')).toEqual([
      'report: Các phòng → Văn phòng 2024-06-04',
      'report: Văn phòng → Sở Nội vụ 2024-06-04',
    ])
  })

  it('is one report only where nobody passes it on', () => {
    expect(told('- Văn phòng tổng hợp, báo cáo Sở Nội vụ trước ngày 05/6/2024.')).toEqual([
      'report: Văn phòng → Sở Nội vụ 2024-06-04',
    ])
    expect(told('- Các phòng gửi báo cáo về Văn phòng trước ngày 05/6/2024 để theo dõi.')).toEqual([
      'report: Các phòng → Văn phòng 2024-06-04',
    ])
    expect(told('- Báo cáo kết quả 6 tháng đầu năm gửi Sở Nội vụ trước ngày 10/6/2024.')).toEqual([
      'report:  → Sở Nội vụ 2024-06-09',
    ])
  })

  it('does not reach into another clause', () => {
    expect(
      told(
        '- Các phòng gửi kết quả về Văn phòng trước ngày 05/6/2024; Văn phòng tổng hợp, báo cáo Sở Nội vụ trước ngày 10/6/2024.',
      ),
    ).toEqual(['report: Các phòng → Văn phòng 2024-06-04', 'report: Văn phòng → Sở Nội vụ 2024-06-09'])
  })
})
