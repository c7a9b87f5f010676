import { describe, expect, it } from 'vitest'
import { roleOfHeading } from '../../../src/core/intake/columns.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import type { Block, ColumnRole, SourceText } from '../../../src/core/intake/source-text.ts'
import { itWhole } from '../../whole.ts'

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

  it('on lines of their own may leave rows and cells out, and go on behind a section', () => {
    const text = readSource(
      'TT\nTên nhiệm vụ\nCơ quan chủ trì\nCơ quan phối hợp\nKết quả\nThời gian hoàn thành\nI.\nHoàn thiện thể chế về hạ tầng số\n1.\nXây dựng nền tảng dạy học trực tuyến\nSở Giáo dục và Đào tạo\nNền tảng số\nNhiệm vụ thường xuyên\n4.\nBan hành định mức chi phí vận hành\nSở Tài chính\nCác sở, ngành\nQuyết định\n2025\nII.\nPhát triển nguồn nhân lực\n9.\nMở lớp bồi dưỡng cho công chức cấp xã\nSở Nội vụ\nLớp học\n7/2025\n11.\nSửa đổi quy chế học tập suốt đời\nSở Nội vụ\nTháng 10/2025',
    )
    expect(rows(text).map((one) => [cell(text, one, 'order'), cell(text, one, 'time')])).toEqual([
      ['1.', 'Nhiệm vụ thường xuyên'],
      ['4.', '2025'],
      ['9.', '7/2025'],
      ['11.', 'Tháng 10/2025'],
    ])
  })

  it('does not take an amount in a cell for the number of a row', () => {
    const text = readSource(
      'TT\nNội dung\nSố lượng\nChủ trì\nThời gian\n1\nMở lớp tập huấn nghiệp vụ\n3\nVăn phòng\nQuý II/2025\n2\nKiểm tra cơ sở\n5\nThanh tra\nQuý III/2025',
    )
    expect(rows(text).map((one) => cell(text, one, 'time'))).toEqual(['Quý II/2025', 'Quý III/2025'])
  })

  it('without numbers may have the time in any column', () => {
    const headings: readonly (readonly [string, number])[] = [
      ['Nhiệm vụ', 0],
      ['Cơ quan chủ trì', 1],
      ['Thời gian hoàn thành', 2],
      ['Sản phẩm', 3],
    ]
    const tasks = [
      ['Rà soát quy định về phân cấp quản lý đầu tư', 'Sở Tài chính', 'Quý III/2025', 'Báo cáo rà soát'],
      ['Mở lớp tập huấn kỹ năng số cho công chức xã', 'Sở Nội vụ', '2025', 'Lớp tập huấn'],
      ['Công khai thủ tục trên Cổng dịch vụ công', 'Văn phòng', 'Thường xuyên', ''],
      ['Ban hành bộ tiêu chí đánh giá sự hài lòng', 'Sở Nội vụ', 'Trước ngày 15/8/2025', 'Bộ tiêu chí'],
    ]
    for (const order of [
      [0, 1, 2, 3],
      [0, 2, 1, 3],
      [0, 3, 2, 1],
      [0, 1, 3, 2],
    ]) {
      const head = order.map((at) => headings[at]?.[0] ?? '')
      const lines = tasks.flatMap((task) => order.map((at) => task[at] ?? '').filter((words) => words !== ''))
      const text = readSource(['I. PHÂN CÔNG', ...head, ...lines, 'II. TỔ CHỨC THỰC HIỆN'].join('\n'))
      expect(
        rows(text).map((one) => [cell(text, one, 'work'), cell(text, one, 'lead'), cell(text, one, 'time')]),
      ).toEqual(tasks.map(([work, lead, time]) => [work, lead, time]))
    }
  })

  it('reads headings whose blanks were lost', () => {
    const text = readSource(
      'TT\nNhiệm vụ thựchiện\nĐơn vịchủ trì\nThờigian thựchiện\nGhichú\n1\nMở rộng vùng phủ sóng\nSở Khoa học và Công nghệ\n2024-2025\n2\nĐo kiểm chất lượng mạng\nUBND các xã\nThường xuyên',
    )
    expect(rows(text).map((one) => [cell(text, one, 'lead'), cell(text, one, 'time')])).toEqual([
      ['Sở Khoa học và Công nghệ', '2024-2025'],
      ['UBND các xã', 'Thường xuyên'],
    ])
  })

  it('may be a calendar whose months stand alone over their work', () => {
    const text = readSource(
      'III. LỊCH HOẠT ĐỘNG\nQuý I\nTháng 1\nThăm, tặng quà gia đình chính sách\nVăn phòng\nTháng 2\nHội nghị triển khai nhiệm vụ\nQuý II\nTháng 4 - 5\nBồi dưỡng cán bộ cơ sở\nBan Tổ chức\nIV. TỔ CHỨC THỰC HIỆN',
    )
    expect(
      rows(text).map((one) => [cell(text, one, 'time'), cell(text, one, 'work'), cell(text, one, 'lead')]),
    ).toEqual([
      ['Tháng 1', 'Thăm, tặng quà gia đình chính sách', 'Văn phòng'],
      ['Tháng 2', 'Hội nghị triển khai nhiệm vụ', ''],
      ['Tháng 4 - 5', 'Bồi dưỡng cán bộ cơ sở', 'Ban Tổ chức'],
    ])
  })

  itWhole('without numbers costs time in proportion to its rows', () => {
    const timed = (count: number): number => {
      const lines = Array.from(
        { length: count },
        (_, at) => `Xây dựng hạng mục\nVăn phòng\nTháng ${(at % 12) + 1}\nBáo cáo`,
      )
      const raw = ['Nhiệm vụ', 'Cơ quan chủ trì', 'Thời gian', 'Sản phẩm', ...lines].join('\n')
      let least = Number.POSITIVE_INFINITY
      for (let turn = 0; turn < 3; turn += 1) {
        const began = performance.now()
        readSource(raw)
        least = Math.min(least, performance.now() - began)
      }
      return least
    }
    const short = timed(50)
    // Sixteen times the rows; a quadratic reader would take 256 times as long.
    expect(timed(800)).toBeLessThan(Math.max(short, 3) * 60)
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
    ['don vichu tri', 'lead'],
    ['thoigian thuchien', 'time'],
    ['nguoi thuc hienky', 'lead'],
    ['dia diem', null],
  ])('%s: %s', (heading, role) => {
    expect(roleOfHeading(heading)).toBe(role)
  })
})
