import { describe, expect, it } from 'vitest'
import { roleOfHeading } from '../../../src/core/intake/columns.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import type { Block, ColumnRole, SourceText } from '../../../src/core/intake/source-text.ts'

const rows = (text: SourceText): readonly Block[] => text.blocks.filter((one) => one.kind === 'row')
const cell = (text: SourceText, block: Block | undefined, role: ColumnRole): string =>
  (block?.cells ?? [])
    .filter((one) => one.role === role)
    .map((one) => text.shown.slice(one.start, one.end))
    .join(' / ')
const table = (text: SourceText): string[][] =>
  rows(text).map((row) => (['work', 'lead', 'coordinating', 'time'] as const).map((role) => cell(text, row, role)))

const wanted = [
  ['Rà soát quy chế', 'Văn phòng', 'Các phòng', 'Quý I/2024'],
  ['Tập huấn nghiệp vụ', 'Phòng Đầu tư', '', 'Trước ngày 30/6/2024'],
  ['Tổng kết năm', 'Văn phòng', 'Phòng Đầu tư', 'Tháng 12'],
]

describe('a table', () => {
  it.each([
    [
      'with outer bars and a rule',
      '| STT | Nội dung | Chủ trì | Phối hợp | Thời gian |\n|---|:--|---|---|--:|\n| 1 | Rà soát quy chế | Văn phòng | Các phòng | Quý I/2024 |\n| 2 | **Tập huấn** nghiệp vụ | Phòng Đầu tư | | Trước ngày 30/6/2024 |\n| 3 | Tổng kết năm | Văn phòng | Phòng Đầu tư | Tháng 12 |',
    ],
    [
      'with inner bars only',
      'TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn\n---|---|---|---|---\n1 | Rà soát quy chế | Văn phòng | Các phòng | Quý I/2024\n2 | Tập huấn nghiệp vụ | Phòng Đầu tư | | Trước ngày 30/6/2024\n3 | Tổng kết năm | Văn phòng | Phòng Đầu tư | Tháng 12',
    ],
    [
      'with tabs',
      'TT\tCông việc\tĐơn vị thực hiện\tĐơn vị phối hợp\tTiến độ\n1\tRà soát quy chế\tVăn phòng\tCác phòng\tQuý I/2024\n2\tTập huấn nghiệp vụ\tPhòng Đầu tư\t\tTrước ngày 30/6/2024\n3\tTổng kết năm\tVăn phòng\tPhòng Đầu tư\tTháng 12',
    ],
    [
      'in HTML',
      '<table><tr><th>TT</th><th>Nội dung</th><th>Chủ trì</th><th>Phối hợp</th><th>Thời gian hoàn thành</th></tr>\n<tr><td>1</td><td>Rà soát<br>quy chế</td>\n<td>Văn phòng</td><td>Các phòng</td><td>Quý I/2024</td></tr><tr><td>2</td><td>Tập huấn nghiệp vụ</td><td>Phòng Đầu tư</td><td></td><td>Trước ngày 30/6/2024</td></tr><tr><td>3</td><td>Tổng kết năm</td><td>Văn phòng</td><td>Phòng Đầu tư</td><td>Tháng 12</td></tr></table>',
    ],
    [
      'with every cell on a line of its own',
      'STT\nNội dung công việc\nĐơn vị\nchủ trì\nĐơn vị phối hợp\nThời gian\nhoàn thành\n1\nRà soát\nquy chế\nVăn phòng\nCác phòng\nQuý I/2024\n2\nTập huấn nghiệp vụ\nPhòng Đầu tư\nTrước ngày 30/6/2024\n3\nTổng kết năm\nVăn phòng\nPhòng Đầu tư\nTháng 12',
    ],
    [
      'with blank lines between the cells and numbered columns',
      'TT\n\nNội dung\n\nChủ trì\n\nPhối hợp\n\nThời gian\n\n(1)\n\n(2)\n\n(3)\n\n(4)\n\n(5)\n\n1\n\nRà soát quy chế\n\nVăn phòng\n\nCác phòng\n\nQuý I/2024\n\n2\n\nTập huấn nghiệp vụ\n\nPhòng Đầu tư\n\nTrước ngày 30/6/2024\n\n3\n\nTổng kết năm\n\nVăn phòng\n\nPhòng Đầu tư\n\nTháng 12',
    ],
  ])('%s gives its rows', (_, raw) => {
    const text = readSource(`I. NHIỆM VỤ\n${raw}\nII. TỔ CHỨC THỰC HIỆN\n1. Các phòng thực hiện nghiêm túc.`)
    expect(table(text)).toEqual(wanted)
    expect(new Set(rows(text).map((one) => one.table)).size).toBe(1)
    expect(text.blocks.some((one) => text.shown.slice(one.start, one.end) === 'II. TỔ CHỨC THỰC HIỆN')).toBe(true)
  })

  it('reads nothing from its headings', () => {
    const text = readSource('| STT | Việc | Thời gian hoàn thành |\n| 1 | Họp | 30/6/2024 |')
    expect(text.blocks.map((one) => one.kind)).toEqual(['heading', 'row'])
    expect(text.blocks[0]?.cells).toEqual([])
  })

  it('gives a merged cell to each of its rows, at one place', () => {
    const text = readSource(
      '| TT | Nội dung | Đơn vị thực hiện | << | Thời gian |\n| ^^ | ^^ | Chủ trì | Phối hợp | ^^ |\n| 1 | Việc một | Văn phòng | Phòng A <br> Phòng B | Quý III/2024 |\n| 2 | Việc hai | ^^ | | ^^ |',
    )
    const [first, second] = rows(text)
    expect(cell(text, second, 'lead')).toBe('Văn phòng')
    expect(cell(text, second, 'time')).toBe('Quý III/2024')
    expect(cell(text, first, 'coordinating')).toBe('Phòng A Phòng B')
    const place = (block: Block | undefined) => block?.cells.find((one) => one.role === 'time')
    expect(place(second)?.start).toBe(place(first)?.start)
    expect(text.clean.split('quý iii/2024')).toHaveLength(2)
  })

  it('hangs its rows under the section they stand in', () => {
    const text = readSource(
      '| TT | Nội dung | Chủ trì | Thời gian |\n| I | CẢI CÁCH THỂ CHẾ | | |\n| 1 | Rà soát | Văn phòng | 30/6 |\n| II | HIỆN ĐẠI HÓA | << | << |\n| 1 | Nâng cấp | Văn phòng | 30/9 |',
    )
    const names = rows(text).map((one) => {
      const over = text.blocks[one.parent ?? -1]
      return over === undefined ? '' : text.shown.slice(over.wordsFrom, over.end)
    })
    expect(names).toEqual(['CẢI CÁCH THỂ CHẾ', 'HIỆN ĐẠI HÓA'])
  })

  it('without headings is read by what its cells look like', () => {
    const text = readSource(
      '| 1 | Nộp báo cáo sơ kết | Phòng Đầu tư | 30/9/2024 |\n| 2 | Nộp thống kê | Văn phòng | 30/10/2024 |',
    )
    expect(
      rows(text).map((one) => [cell(text, one, 'work'), cell(text, one, 'lead'), cell(text, one, 'time')]),
    ).toEqual([
      ['Nộp báo cáo sơ kết', 'Phòng Đầu tư', '30/9/2024'],
      ['Nộp thống kê', 'Văn phòng', '30/10/2024'],
    ])
  })

  it('that only lays out a head or a foot is no table', () => {
    const text = readSource(
      '| UBND TỈNH A <br> BAN QUẢN LÝ | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM <br> Độc lập - Tự do - Hạnh phúc |\n\nKẾ HOẠCH\n\nI. NỘI DUNG\n\nLàm tốt mọi việc./.\n\n| Nơi nhận: <br> - Sở Nội vụ; | TRƯỞNG BAN |',
    )
    expect(rows(text)).toEqual([])
    expect(
      text.blocks.filter((one) => one.part === 'recipients').map((one) => text.shown.slice(one.start, one.end)),
    ).toEqual(['Nơi nhận:', '- Sở Nội vụ;'])
  })

  it('on lines of their own may hold sections, amounts and rows numbered with their words', () => {
    const text = readSource(
      'TT\nNội dung\nChủ trì\nThời gian\nKinh phí\n(triệu đồng)\nI\nNHÓM VIỆC THỨ NHẤT\n1\nMua sắm máy tính\nVăn phòng\nHằng năm\n50\nII\nNHÓM VIỆC THỨ HAI\n2\nThuê đường truyền\nVăn phòng\nQuý II/2024\n120',
    )
    expect(rows(text).map((one) => cell(text, one, 'time'))).toEqual(['Hằng năm', 'Quý II/2024'])
    const before = readSource(
      'Nội dung\nPhân công\nTiến độ\n1. Lập danh mục\nChủ trì: Văn phòng\nPhối hợp: Phòng A\nQuý II/2025\n2. Thẩm định\nChủ trì: Phòng A\nQuý III/2025',
    )
    expect(rows(before).map((one) => cell(before, one, 'time'))).toEqual(['Quý II/2025', 'Quý III/2025'])
  })

  it('may begin its rows with the time', () => {
    const text = readSource(
      'Thời gian\nNội dung\nNgười phụ trách\nTháng 8/2023\nTập trung học sinh\nBan giám hiệu\nTháng 9/2023\nKhai giảng\nĐoàn trường',
    )
    expect(
      rows(text).map((one) => [cell(text, one, 'time'), cell(text, one, 'work'), cell(text, one, 'lead')]),
    ).toEqual([
      ['Tháng 8/2023', 'Tập trung học sinh', 'Ban giám hiệu'],
      ['Tháng 9/2023', 'Khai giảng', 'Đoàn trường'],
    ])
  })
})

describe('what a column holds', () => {
  it.each<[string, ColumnRole | null]>([
    ['stt', 'order'],
    ['noi dung cong viec', 'work'],
    ['nhiem vu', 'work'],
    ['co quan chu tri', 'lead'],
    ['don vi thuc hien', 'lead'],
    ['nguoi phu trach', 'lead'],
    ['don vi chiu trach nhiem', 'lead'],
    ['don vi phoi hop', 'coordinating'],
    ['chu tri, phoi hop', 'unit'],
    ['thoi gian hoan thanh', 'time'],
    ['tien do thuc hien', 'time'],
    ['thoi han', 'time'],
    ['ngay cham nhat phai hoan thanh', 'time'],
    ['san pham', 'product'],
    ['ket qua', 'product'],
    ['san pham hoan thanh', 'product'],
    ['noi nhan', 'to'],
    ['cap trinh', 'to'],
    ['chi tieu nam', 'target'],
    ['ghi chu', 'note'],
    ['han che, khuyet diem', null],
    ['kinh phi', null],
    ['dia diem', null],
  ])('%s: %s', (heading, role) => {
    expect(roleOfHeading(heading)).toBe(role)
  })
})
