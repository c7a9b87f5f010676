import { describe, expect, it } from 'vitest'
import { readTypedWork } from '../../../src/core/intake/read-typed-work.ts'
import { draftOf } from './drafts.ts'

const head = draftOf([]).plan
const context = { period: head.period, issuedOn: head.issuedOn, schoolYear: null }
const read = (sentence: string) => readTypedWork(sentence, head, context)
const items = (sentence: string) =>
  read(sentence).items.map(({ kind, quote, reading, units, to }) => [kind, quote, reading, units, to])

describe('a sentence that a reviewer types', () => {
  it('is read as one of a document: what, when, who, to whom', () => {
    expect(items('Văn phòng gửi báo cáo kết quả về Sở Nội vụ trước ngày 30/6')).toEqual([
      ['report', 'trước ngày 30/6', 'hết ngày 29/6/2026', ['Văn phòng'], ['Sở Nội vụ']],
    ])
    expect(items('Phòng Quản lý Đầu tư rà soát quy chế tiếp công dân trong quý II')).toEqual([
      ['task', 'trong quý II', 'quý II/2026', ['Phòng Quản lý Đầu tư'], []],
    ])
  })

  it('may name two times, and a target', () => {
    expect(
      items('Báo cáo sơ kết trước ngày 15/6, báo cáo tổng kết trước ngày 15/12 gửi Sở Nội vụ').map(
        ([, quote]) => quote,
      ),
    ).toEqual(['trước ngày 15/6', 'trước ngày 15/12'])
    const work = read('Văn phòng tổ chức đối thoại hằng quý; tỷ lệ kiến nghị được trả lời đạt trên 90%')
    expect(work.items).toHaveLength(1)
    expect(work.indicators).toMatchObject([{ name: 'tỷ lệ kiến nghị được trả lời', op: '>', value: 90, unit: '%' }])
  })

  it('means a day by bare figures', () => {
    expect(items('Phòng Đầu tư kiểm tra công tác phòng cháy, hoàn thành 15/9').map(([, , reading]) => reading)).toEqual(
      [expect.stringContaining('15/9/2026')],
    )
  })

  it('without a time gives nothing that is due', () => {
    expect(read('Rà soát danh mục hồ sơ công khai')).toEqual({ items: [], indicators: [], time: null })
    expect(read('')).toEqual({ items: [], indicators: [], time: null })
  })
})
