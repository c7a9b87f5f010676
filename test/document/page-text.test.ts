import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksOf } from '../../src/document/page-text.ts'
import type { PlacedPage, PlacedWord, Ruling } from '../../src/document/placed-words.ts'
import { printText } from '../../src/document/printed-text.ts'

/** A4 in points, margins as the decree wants them; every letter half as wide as its size. */
const sheet = { width: 595, height: 842, left: 85, right: 552 }

function words(text: string, left: number, base: number, size = 14): PlacedWord[] {
  let x = left
  return text.split(' ').map((word) => {
    const placed = { text: word, left: x, right: x + word.length * 0.5 * size, base, size }
    x = placed.right + 0.25 * size
    return placed
  })
}

const widthOf = (text: string, size = 14): number => (words(text, 0, 0, size).at(-1)?.right ?? 0) - 0
const centred = (text: string, middle: number, base: number, size = 14): PlacedWord[] =>
  words(text, middle - widthOf(text, size) / 2, base, size)

/** Text set line by line as a word processor does: the first line inside, every line as full as it goes. */
function set(paragraphs: readonly string[], from: number, indent = 36, step = 18, gap = 6) {
  const placed: PlacedWord[] = []
  let base = from
  for (const paragraph of paragraphs) {
    let x = sheet.left + indent
    for (const word of paragraph.split(' ')) {
      const wide = word.length * 7
      if (x + wide > sheet.right) {
        x = sheet.left
        base += step
      }
      placed.push({ text: word, left: x, right: x + wide, base, size: 14 })
      x += wide + 3.5
    }
    base += step + gap
  }
  return { placed, base }
}

const page = (placed: readonly PlacedWord[], rulings: readonly Ruling[] = [], scanned = false): PlacedPage => ({
  width: sheet.width,
  height: sheet.height,
  words: placed,
  rulings,
  scanned,
})
const printed = (...pages: readonly PlacedPage[]): string => printText(blocksOf(pages)).trimEnd()

/** The lines around every cell of a grid, apart from those between the places that `open` names. */
function grid(xs: readonly number[], ys: readonly number[], open: readonly string[] = []): Ruling[] {
  const found: Ruling[] = []
  for (const [r, y] of ys.entries())
    for (const [c, x] of xs.entries()) {
      const [right, below] = [xs[c + 1], ys[r + 1]]
      if (right !== undefined && !open.includes(`above ${r},${c}`)) found.push({ x0: x, x1: right, y0: y, y1: y })
      if (below !== undefined && !open.includes(`left ${r},${c}`)) found.push({ x0: x, x1: x, y0: y, y1: below })
    }
  return found
}

const long =
  'Các cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh xây dựng chương trình công tác, tổ chức thực hiện và định kỳ ' +
  'báo cáo kết quả về Văn phòng trước ngày 20 của tháng cuối quý để tổng hợp.'
const filler = ['I. MỤC ĐÍCH', long, '1. Yêu cầu', long, 'a) Kịp thời, đúng quy định.', long]

describe('lines into paragraphs', () => {
  it('joins the lines of a paragraph and parts paragraphs that begin inside', () => {
    expect(printed(page(set(filler, 80).placed))).toBe(filler.join('\n\n'))
  })

  it('parts paragraphs set flush by the room that was left and by the distance', () => {
    const flush = [long, 'Nơi nhận báo cáo: Văn phòng Sở.', long, long]
    expect(printed(page(set(flush, 80, 0).placed))).toBe(flush.join('\n\n'))
  })

  it('parts items that follow each other without any distance', () => {
    const items = ['- Rà soát danh mục;', '- Trình phê duyệt trước ngày 10/5/2025;', '- Công bố.', long, long]
    expect(printed(page(set(items, 80, 36, 18, 0).placed))).toBe(items.join('\n\n'))
  })

  it('lets a hanging item go on where its words begin', () => {
    const item = [
      ...words('- Chủ trì, phối hợp với các cơ quan liên quan tổ chức tập huấn cho cán bộ, công', 121, 400),
      ...words('chức trước ngày 30/6/2025.', 131.5, 418),
    ]
    const text = printed(page([...set(filler, 80).placed, ...item]))
    expect(text).toContain('cho cán bộ, công chức trước ngày 30/6/2025.')
  })

  it('keeps the lines of a heading in the middle together, one below the other', () => {
    const head = ['KẾ HOẠCH', 'Chuyển đổi số trong cơ quan', 'năm 2025'].flatMap((line, i) =>
      centred(line, 318, 60 + 17 * i),
    )
    expect(printed(page([...head, ...set(filler, 150).placed]))).toBe(
      ['KẾ HOẠCH\nChuyển đổi số trong cơ quan\nnăm 2025', ...filler].join('\n\n'),
    )
  })

  it('does not take a dash between years at the start of a line for an item', () => {
    const lines = [
      ...words('Thực hiện chương trình phát triển kinh tế số của tỉnh cho cả giai đoạn năm 2021', 85, 400),
      ...words('- 2025 và những năm tiếp theo.', 85, 418),
    ]
    expect(printed(page([...set(filler, 80).placed, ...lines]))).toContain('năm 2021 - 2025 và những')
  })

  it('does not take a month at the start of a line for an item', () => {
    const lines = [
      ...words('2. Các sở, ban, ngành gửi kết quả tự kiểm tra về Sở trước ngày 10 tháng', 85, 400),
      ...words('11.', 85, 418),
    ]
    expect(printed(page([...set(filler, 80).placed, ...lines]))).toMatch(/trước ngày 10 tháng 11\.$/)
  })

  it('puts a sign together that the end of a line parts, and leaves a dash between words alone', () => {
    const lines = [
      ...words('Thực hiện Công văn của Sở Nội vụ đã gửi các cơ quan trong tỉnh số 118/SNV-', 85, 400),
      ...words('XDCQ, Kế hoạch phát triển của cả tỉnh cho các năm trong giai đoạn 2026 -', 85, 418),
      ...words('2030 và những năm sau.', 85, 436),
    ]
    const text = printed(page([...set(filler, 80).placed, ...lines]))
    expect(text).toContain('số 118/SNV-XDCQ, Kế hoạch')
    expect(text).toContain('2026 - 2030 và những')
  })

  it('joins a title whose first line takes the whole width', () => {
    const title = 'Thực hiện công tác dân vận chính quyền và Quy chế dân chủ ở cơ sở năm'
    const head = [...centred(title, 318, 60), ...centred('2023', 318, 77)]
    expect(printed(page([...head, ...set(filler, 130).placed]))).toContain('ở cơ sở năm 2023')
  })

  it('puts footnotes behind everything, so that the sentence goes on over the page', () => {
    const first = [
      ...set(filler, 80).placed,
      ...words('Thời gian nhận khiếu nại về danh sách cử tri là từ ngày 13/4/2021 đến hết ngày', 85, 700),
      { text: '1', left: 85, right: 89, base: 755, size: 6 },
      ...words('Theo Quyết định số 45/QĐ-UBND ngày 12/01/2020', 92, 760, 10),
      ...words('của Uỷ ban nhân dân tỉnh.', 85, 772, 10),
    ]
    const second = [...words('12/5/2021; các tổ bầu cử niêm yết kết quả.', 85, 80), ...set(filler, 120).placed]
    const text = printed(page(first), page(second))
    expect(text).toContain('đến hết ngày 12/5/2021; các tổ')
    expect(text.endsWith('\n\n[1] Theo Quyết định số 45/QĐ-UBND ngày 12/01/2020 của Uỷ ban nhân dân tỉnh.')).toBe(true)
  })

  it('finds a footnote of a scan under its line, although its number was lost', () => {
    const first = [...set(filler, 80).placed, ...words('!Theo Quyết định số 45/QĐ-UBND của tỉnh.', 85, 760, 10)]
    const line = { x0: 85, x1: 200, y0: 745, y1: 745 }
    expect(printed(page(first, [line], true), page(set(filler, 80).placed, [], true))).toMatch(
      /\n\n\[1\] Theo Quyết định số 45\/QĐ-UBND của tỉnh\.$/,
    )
  })

  it('keeps the raised mark of a note apart from the year before it', () => {
    const lines = [...words('Trong năm 2025', 121, 90), { text: '1', left: 219, right: 223, base: 85, size: 8 }]
    expect(printed(page([...lines, ...set(filler, 120).placed]))).toContain('năm 2025 ¹')
  })

  it('lets a paragraph go on over the end of a page, past the page number', () => {
    const whole = set([...filler, long, long], 80).placed
    const bases = [...new Set(whole.map((word) => word.base))]
    // Within the last paragraph, after its first line.
    const cut = bases.at(-2) ?? 0
    const first = whole.filter((word) => word.base < cut)
    const second = whole.filter((word) => word.base >= cut).map((word) => ({ ...word, base: word.base - cut + 80 }))
    expect(printed(page(first), page([...words('2', 316, 45, 13), ...second]))).toBe(
      [...filler, long, long].join('\n\n'),
    )
  })

  it('gives paragraphs back as they were set, whatever their words', () => {
    const word = fc.stringMatching(/^[a-zăâđêôơưáảạ]{1,7}$/u)
    const paragraph = fc.array(word, { minLength: 25, maxLength: 60 }).map((list) => `Ông ${list.join(' ')}.`)
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 3, maxLength: 5 }), (paragraphs) => {
        expect(printed(page(set(paragraphs, 80).placed))).toBe(paragraphs.join('\n\n').normalize('NFC'))
      }),
      { numRuns: 60 },
    )
  })
})

describe('what stands at the edges of pages', () => {
  it('leaves page numbers out, in all their forms', () => {
    for (const number of ['2', '- 2 -', 'Trang 2/10', '2/10'])
      expect(printed(page([...words(number, 300, 45, 13), ...set(filler, 80).placed]))).toBe(filler.join('\n\n'))
  })

  it('leaves out a number at the foot but not a figure in the text', () => {
    const text = [...set(filler, 80).placed, ...centred('2025', 318, 420), ...words('3', 540, 815, 11)]
    expect(printed(page(text))).toBe([...filler, '2025'].join('\n\n'))
  })

  it('leaves out what at least three pages repeat, with another number each', () => {
    const pages = [1, 2, 3].map((n) =>
      page([...words(`Kế hoạch chuyển đổi số, bản ${n}`, 85, 40, 10), ...set([`${n}. Mục`, ...filler], 80).placed]),
    )
    expect(printed(...pages)).not.toContain('bản')
    expect(printed(...pages.slice(0, 2))).toContain('bản')
  })
})

describe('head and foot', () => {
  const head = [
    ...centred('UBND TỈNH LÂM SƠN', 180, 60, 13),
    ...centred('SỞ NỘI VỤ', 180, 76, 13),
    ...centred('Số: 12/KH-SNV', 180, 110, 13),
    ...centred('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 420, 60, 12),
    ...centred('Độc lập - Tự do - Hạnh phúc', 420, 76, 13),
    ...centred('Lâm Sơn, ngày 20 tháng 01 năm 2025', 420, 110, 13),
  ]
  const headText =
    'UBND TỈNH LÂM SƠN\nSỞ NỘI VỤ\nSố: 12/KH-SNV\n\n' +
    'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nLâm Sơn, ngày 20 tháng 01 năm 2025'

  it('are read column by column, left first, and end before the title', () => {
    const text = printed(page([...head, ...centred('KẾ HOẠCH', 318, 150), ...set(filler, 190).placed]))
    expect(text).toBe([headText, 'KẾ HOẠCH', ...filler].join('\n\n'))
  })

  it('are told apart when the two sides stand askew', () => {
    const askew = head.map((word) => (word.left > 280 ? { ...word, base: word.base + 8 } : word))
    expect(printed(page([...askew, ...centred('KẾ HOẠCH', 318, 150), ...set(filler, 190).placed]))).toContain(headText)
  })

  it('put recipients before the signature, with the name far below', () => {
    const foot = [
      ...words('Nơi nhận:', 85, 400, 12),
      ...words('- Như trên;', 85, 414, 11),
      ...words('- Lưu: VT.', 85, 428, 11),
      ...centred('GIÁM ĐỐC', 430, 400),
      ...centred('Trần Văn Hải', 430, 480),
    ]
    expect(printed(page([...set(filler, 80).placed, ...foot]))).toBe(
      [...filler, 'Nơi nhận:\n- Như trên;\n- Lưu: VT.', 'GIÁM ĐỐC\nTrần Văn Hải'].join('\n\n'),
    )
  })
})

describe('drawn tables', () => {
  const xs = [85, 120, 320, 440, 552]
  const cell = (text: string, column: number, base: number): PlacedWord[] =>
    words(text, (xs[column] ?? 0) + 5, base, 12)
  const row = (base: number, ...texts: readonly string[]): PlacedWord[] =>
    texts.flatMap((text, i) => (text === '' ? [] : cell(text, i, base)))
  const heading = ['TT', 'Nội dung', 'Chủ trì', 'Thời gian'] as const

  it('become rows with their cells, in place among the text', () => {
    const table = [...row(315, ...heading), ...row(335, '1', 'Rà soát quy trình', 'Sở Nội vụ', 'Quý I')]
    const text = printed(
      page([...set(filler, 60).placed, ...table, ...words('Tổ chức thực hiện', 121, 370)], grid(xs, [300, 320, 340])),
    )
    expect(text).toBe(
      [
        ...filler,
        '| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | Rà soát quy trình | Sở Nội vụ | Quý I |',
        'Tổ chức thực hiện',
      ].join('\n\n'),
    )
  })

  it('join lines that were wrapped in a cell and keep real breaks', () => {
    const table = [
      ...row(315, ...heading),
      ...row(335, '1', 'Tổ chức tập huấn cho toàn thể', 'Sở Nội vụ', 'Trước'),
      ...row(350, '', 'cán bộ, công chức:', 'Phòng Văn', 'ngày'),
      ...row(365, '', '- Đợt 1;', 'hóa', '15/3/2025'),
      ...row(380, '', '- Đợt 2.', '', ''),
    ]
    expect(printed(page(table, grid(xs, [300, 320, 390])))).toContain(
      '| 1 | Tổ chức tập huấn cho toàn thể cán bộ, công chức: <br> - Đợt 1; <br> - Đợt 2. | Sở Nội vụ <br> Phòng Văn hóa | Trước ngày 15/3/2025 |',
    )
  })

  it('mark cells that are merged with the one above or the left one', () => {
    const table = [
      ...row(315, ...heading),
      ...row(335, '1', 'Việc một', 'Sở Nội vụ', 'Quý I'),
      ...row(355, '2', 'Việc hai', '', 'Quý II'),
      ...row(375, 'Phần hai: những việc khác'),
    ]
    const open = ['above 2,2', 'left 3,1', 'left 3,2', 'left 3,3']
    expect(printed(page(table, grid(xs, [300, 320, 340, 360, 380], open)))).toBe(
      [
        '| TT | Nội dung | Chủ trì | Thời gian |',
        '| 1 | Việc một | Sở Nội vụ | Quý I |',
        '| 2 | Việc hai | ^^ | Quý II |',
        '| Phần hai: những việc khác | << | << | << |',
      ].join('\n'),
    )
  })

  it('are found without lines at their sides and foot, and in lines that miss each other', () => {
    const table = [...row(315, ...heading), ...row(335, '1', 'Việc một', 'Sở Nội vụ', 'Quý I')]
    const bare = [
      ...[300, 320].map((y) => ({ x0: 85, x1: 552, y0: y, y1: y + 1 })),
      ...[120, 320, 440].map((x) => ({ x0: x, x1: x, y0: 301.5, y1: 345 })),
    ]
    expect(printed(page(table, bare))).toBe(
      '| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | Việc một | Sở Nội vụ | Quý I |',
    )
  })

  it('go on over the end of a page, without the repeated heading and with a row that was cut', () => {
    const first = [...row(715, ...heading), ...row(735, '1', 'Rà soát và trình ban hành', 'Sở Nội vụ', 'Quý I')]
    const second = [
      ...words('2', 316, 45, 13),
      ...row(75, ...heading),
      ...row(95, '', 'quy chế làm việc', '', ''),
      ...row(115, '2', 'Công bố', 'Văn phòng', 'Quý II'),
    ]
    expect(printed(page(first, grid(xs, [700, 720, 740])), page(second, grid(xs, [60, 80, 100, 120])))).toBe(
      [
        '| TT | Nội dung | Chủ trì | Thời gian |',
        '| 1 | Rà soát và trình ban hành quy chế làm việc | Sở Nội vụ | Quý I |',
        '| 2 | Công bố | Văn phòng | Quý II |',
      ].join('\n'),
    )
  })

  it('keep every row that only looks like one above it, over the end of a page', () => {
    const same = 'Báo cáo kết quả thực hiện'
    const first = [...row(715, 'TT', 'Nội dung', 'Chủ trì', 'Hạn'), ...row(735, '1', same, 'Văn phòng', '15/3')]
    const second = [
      ...row(75, 'TT', 'Nội dung', 'Chủ trì', 'Hạn'),
      ...row(95, '2', same, 'Văn phòng', '15/6'),
      ...row(115, '3', same, 'Văn phòng', '15/9'),
    ]
    expect(printed(page(first, grid(xs, [700, 720, 740])), page(second, grid(xs, [60, 80, 100, 120])))).toBe(
      [
        '| TT | Nội dung | Chủ trì | Hạn |',
        `| 1 | ${same} | Văn phòng | 15/3 |`,
        `| 2 | ${same} | Văn phòng | 15/6 |`,
        `| 3 | ${same} | Văn phòng | 15/9 |`,
      ].join('\n'),
    )
  })

  it('put together what their narrow columns break: a date, a sign, the heading of the numbers', () => {
    const narrow = [85, 105, 300, 364, 410]
    const cells = [
      ...words('T', 90, 312, 12),
      ...words('T', 90, 326, 12),
      ...words('Ai', 305, 312, 12),
      ...words('Hạn', 370, 312, 12),
      ...words('1', 90, 352, 12),
      ...words('VH,TT&D', 308, 352, 12).map((word) => ({ ...word, right: 359 })),
      ...words('L, Báo', 308, 366, 12),
      ...words('15/3/20', 370, 352, 12).map((word) => ({ ...word, right: 405 })),
      ...words('27', 370, 366, 12),
    ]
    expect(printed(page(cells, grid(narrow, [300, 340, 380])))).toBe(
      '| TT |  | Ai | Hạn |\n| 1 |  | VH,TT&DL, Báo | 15/3/2027 |',
    )
  })

  it('stay two tables when text stands between them or their columns differ', () => {
    const one = page(row(715, 'TT', 'Việc', 'Ai', 'Khi'), grid(xs, [700, 720]))
    const other = [85, 200, 300, 420, 552]
    const two = page(
      other.slice(0, 4).flatMap((x, i) => words(`ô${i}`, x + 5, 75, 12)),
      grid(other, [60, 80]),
    )
    expect(printed(one, two)).toBe('| TT | Việc | Ai | Khi |\n\n| ô0 | ô1 | ô2 | ô3 |')
  })

  it('do not come from a line under a heading or a frame around a page', () => {
    const rulings = [{ x0: 250, x1: 390, y0: 66, y1: 66 }, ...grid([20, 575], [20, 822])]
    expect(printed(page([...centred('KẾ HOẠCH', 318, 60), ...set(filler, 100).placed], rulings))).toBe(
      ['KẾ HOẠCH', ...filler].join('\n\n'),
    )
  })

  it('cannot be forged by a stroke in a cell', () => {
    const table = row(315, 'a|b', 'c', 'd', 'e')
    expect(printed(page(table, grid(xs, [300, 320])))).toBe('| a¦b | c | d | e |')
  })

  it('give every word exactly once, whatever the grid', () => {
    const edges = fc
      .array(fc.integer({ min: 30, max: 90 }), { minLength: 2, maxLength: 5 })
      .map((widths) => widths.map((_, i) => 60 + widths.slice(0, i + 1).reduce((sum, wide) => sum + wide, 0)))
    fc.assert(
      fc.property(edges, edges, fc.array(fc.nat(30), { maxLength: 6 }), (columns, rows, cut) => {
        const open = cut.map(
          (n) =>
            `${n % 2 === 0 ? 'above' : 'left'} ${1 + (n % (rows.length - 1))},${1 + ((n >> 1) % (columns.length - 1))}`,
        )
        const placed = rows
          .slice(1)
          .flatMap((y, r) =>
            columns.slice(1).map((x, c) => ({ text: `w${r}x${c}`, left: x - 22, right: x - 8, base: y - 8, size: 10 })),
          )
        const text = printed(page(placed, grid(columns, rows, open)))
        for (const { text: word } of placed) expect(text.split(/[ \n]/).filter((one) => one === word)).toHaveLength(1)
      }),
      { numRuns: 100 },
    )
  })
})

describe('tables without lines', () => {
  const line = (base: number, ...cells: readonly (readonly [number, string])[]): PlacedWord[] =>
    cells.flatMap(([x, text]) => words(text, x, base, 12))

  it('are found by their headings and columns; a number begins a row', () => {
    const table = [
      ...line(300, [85, 'TT'], [120, 'Nội dung'], [330, 'Chủ trì'], [450, 'Thời gian']),
      ...line(318, [85, '1'], [120, 'Rà soát quy trình nội bộ'], [330, 'Sở Nội vụ'], [450, 'Quý I']),
      ...line(334, [120, 'của cơ quan']),
      ...line(352, [85, '2'], [120, 'Công bố'], [330, 'Văn phòng'], [450, 'Quý II']),
    ]
    expect(printed(page([...set(filler, 60).placed, ...table]))).toContain(
      '| TT | Nội dung | Chủ trì | Thời gian |\n| 1 | Rà soát quy trình nội bộ của cơ quan | Sở Nội vụ | Quý I |\n| 2 | Công bố | Văn phòng | Quý II |',
    )
  })
})

it('reads 200 pages of words in less than three seconds', () => {
  const pages = Array.from({ length: 200 }, (_, i) =>
    page(set([`${i}. Mục`, ...filler, ...filler, long, long], 80).placed),
  )
  const start = process.cpuUsage()
  blocksOf(pages)
  // Of the processor, whatever else it does meanwhile.
  expect(process.cpuUsage(start).user).toBeLessThan(3_000_000)
})
