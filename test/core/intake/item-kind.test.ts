import { describe, expect, it } from 'vitest'
import { isReportProduct, itemKindOf } from '../../../src/core/intake/item-kind.ts'
import { readExample, tableRows } from './item-table.ts'

const rows = tableRows('item-kind.tsv')

describe('what kind of thing is due', () => {
  it.each(rows)('%s: %s', (kind = '', example = '') => {
    expect(readExample(example).items.map((item) => item.kind)).toEqual([kind])
  })

  it('has a table that shows every kind', () => {
    expect(new Set(rows.map(([kind]) => kind))).toEqual(
      new Set(['report', 'task', 'review', 'registration', 'commendation']),
    )
  })

  it.each([
    ['GỬI BÁO CÁO VỀ BAN', 'report'],
    ['gui danh sach ve Van phong', 'report'],
    ['gửi danh sách về Văn phòng'.normalize('NFD'), 'report'],
    ['tổ chức hội nghị', 'task'],
    ['', 'task'],
  ])('is read in any spelling: %s', (words, kind) => {
    expect(itemKindOf(words)).toBe(kind)
  })

  it.each([
    ['Báo cáo', true],
    ['Kế hoạch; Báo cáo kết quả', true],
    ['Tờ trình và báo cáo', true],
    ['Danh sách\nQuyết định', true],
    ['Dự thảo báo cáo', true],
    ['Kế hoạch', false],
    ['Báo cáo viên', false],
    ['Phần mềm báo cáo', false],
    ['Mô hình; Lớp học; Cuộc thi; Báo cáo', false],
    ['', false],
  ])('product “%s” is a report: %s', (product, is) => {
    expect(isReportProduct(product)).toBe(is)
  })

  it.each(['gửi kế hoạch ', 'lập tổng hợp danh ', 'trình kết quả ', 'báo cáo để ', 'thông báo, ', 'gửi '])(
    'is found in a very long line as well: %s…',
    (piece) => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length))
      const begun = performance.now()
      itemKindOf(text)
      isReportProduct(text)
      expect(performance.now() - begun).toBeLessThan(3_000)
    },
  )
})
