import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readSource } from '../../../src/core/intake/read-source.ts'
import { placeOf, type SourceText } from '../../../src/core/intake/source-text.ts'
import { itWhole } from '../../whole.ts'

const clean = (raw: string): string => readSource(raw).clean.trimEnd()
const blocks = (text: SourceText): string[] => text.blocks.map((one) => text.shown.slice(one.start, one.end))

/** A small plan in the usual order. */
const plan = [
  'UBND TỈNH SƠN HẢI',
  'BAN QUẢN LÝ KHU KINH TẾ',
  'Số: 14/KH-BQLKKT',
  'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM',
  'Độc lập - Tự do - Hạnh phúc',
  'Sơn Hải, ngày 06 tháng 02 năm 2024',
  'KẾ HOẠCH',
  'Kiểm tra công vụ năm 2024',
  'Căn cứ Quyết định số 21/QĐ-UBND ngày 03/01/2024 của Ủy ban nhân dân tỉnh về kỷ',
  'cương hành chính;',
  'Thực hiện Kế hoạch số 7/KH-UBND ngày 15/01/2024 của Ủy ban nhân dân tỉnh, Ban Quản',
  'lý ban hành Kế hoạch như sau:',
  'I. MỤC ĐÍCH, YÊU CẦU',
  '1. Mục đích',
  'Chấn chỉnh lề lối làm việc của công chức, nhất là việc tiếp nhận hồ sơ của doanh',
  'nghiệp; phát hiện sớm các sai sót.',
  '2. Yêu cầu',
  '- Kiểm tra phải khách quan, không làm cản trở hoạt động của các phòng.',
  '- Kết luận phải rõ người, rõ việc:',
  '+ Người chịu trách nhiệm;',
  '+ Thời hạn khắc phục.',
  'II. TỔ CHỨC THỰC HIỆN',
  '1. Văn phòng tổng hợp, báo cáo Trưởng Ban trước',
  '',
  '2',
  '',
  'ngày 30/',
  '11/2024.',
  'Trên đây là Kế hoạch kiểm tra công vụ năm 2024./.',
  'Nơi nhận:',
  '- Sở Nội vụ;',
  '- Lưu: VT.',
  'TRƯỞNG BAN',
  'Lê Thị Minh',
].join('\n')

describe('the text of a document', () => {
  it('leaves no trace of emphasis inside a phrase', () => {
    expect(clean('Nộp trước **ngày 10/5**/2023 về *Văn phòng*')).toBe('nộp trước ngày 10/5/2023 về văn phòng')
    expect(clean('*31/*12/2023')).toBe('31/12/2023')
    expect(clean('***Nơi nhận:***')).toBe('nơi nhận:')
    expect(clean('hạn `20/6` ~~cũ~~ __mới__ ten_tep.docx')).toBe('hạn 20/6 cũ mới ten_tep.docx')
  })

  it('keeps an asterisk that opens a list item or stands in brackets', () => {
    const text = readSource('* Phòng Tổng hợp:\n- Lập danh sách (*).')
    expect(text.blocks.map((one) => one.marker)).toEqual(['*', '-'])
    expect(text.clean).toContain('(*)')
  })

  it('drops tags, links, entities and invisible characters', () => {
    expect(clean('&nbsp;A&amp;B &quot;x&quot; &#7841; <b>c</b>')).toBe('a&b "x" ạ c')
    expect(clean('Xem [Kế hoạch số 5](https://example.vn/a_b) \\- mục 1\\.')).toBe('xem kế hoạch số 5 - mục 1.')
    expect(clean('\uFEFFbáo\u00AD cáo\u200B quý\u00A0\u2003\t II')).toBe('báo cáo quý ii')
  })

  it('makes hyphens and quotes of one kind in clean and leaves them in shown', () => {
    const text = readSource('giai đoạn 2021 – 2025 “Dân vận khéo”')
    expect(text.clean.trimEnd()).toBe('giai đoạn 2021 - 2025 "dân vận khéo"')
    expect(text.shown.trimEnd()).toBe('giai đoạn 2021 – 2025 “Dân vận khéo”')
  })

  it('composes letters and marks in any order', () => {
    expect(clean('Quye\u0302\u0301t Quye\u0301\u0302t Quy\u1EBFt')).toBe('quyết quyết quyết')
    expect(clean('m\u01A1\u0301i mo\u0301\u031Bi')).toBe('mới mới')
    expect(clean(plan.normalize('NFD'))).toBe(clean(plan))
  })

  it('leads back to what was handed in, character by character', () => {
    const words = fc.constantFrom(
      'Ủy',
      'ban',
      'trước',
      'ngày',
      '10/5/2023',
      'hằng',
      'quý',
      '**Đ**ề',
      '&amp;',
      'II.',
      '- báo',
      'cáo,',
      '\u200Bviệc',
      'a\u0323\u0302n',
      '“lễ”',
      '1.',
      'İ',
      'ﬁ',
      '<br>',
      '|',
      '😀',
    )
    const separator = fc.constantFrom(' ', '  ', '\n', '\n\n', '\t', '\u00A0', '\r\n')
    fc.assert(
      fc.property(fc.array(fc.tuple(words, separator), { maxLength: 60 }), fc.boolean(), (pieces, decomposed) => {
        const written = pieces.map((one) => one.join('')).join('')
        const raw = decomposed ? written.normalize('NFD') : written
        const text = readSource(raw)
        expect(text.shown.length).toBe(text.clean.length)
        expect(text.offsets.length).toBe(text.clean.length + 1)
        let last = 0
        for (let i = 0; i < text.shown.length; i += 1) {
          const at = text.offsets[i] ?? -1
          expect(at).toBeGreaterThanOrEqual(last)
          last = at
          const char = text.shown[i] ?? ''
          if (char.trim() === '' || char === '|' || char === '&' || /[\uD800-\uDFFF]/.test(char)) continue
          const { start, end } = placeOf(text, i, i + 1)
          const own = raw.slice(start, end)
          expect(canonicalMarks(own)).toBe(canonicalMarks(char))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('has Blocks that cover it in order, each closed by a line feed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...plan.split('\n'), '| 1 | Việc | Quý I |', 'TT', '1', ''), { maxLength: 60 }),
        (lines) => {
          const text = readSource(lines.join('\n'))
          let at = 0
          text.blocks.forEach((block, index) => {
            expect(block.index).toBe(index)
            expect(block.start).toBe(at)
            expect(text.clean[block.end]).toBe('\n')
            expect(text.clean.slice(block.start, block.end)).not.toContain('\n')
            expect(block.wordsFrom).toBeGreaterThanOrEqual(block.start)
            expect(block.wordsFrom).toBeLessThanOrEqual(block.end)
            if (block.parent !== null) expect(block.parent).toBeLessThan(index)
            at = block.end + 1
          })
          expect(at).toBe(text.clean.length)
          expect(text.clean).not.toMatch(/ {2}| \n|\n /)
        },
      ),
      { numRuns: 200 },
    )
  })

  itWhole.each([
    ['plans', `${plan}\n`],
    ['bars', '|'],
    ['open tags', '<a'],
    ['open links', '[a'],
    ['entities', '&a'],
    ['emphasis', '*a '],
    ['numbers', '\n1'],
    ['numbers that stand apart', '\n\n2\n\n'],
    ['headings of tables', 'TT\nNội dung\nThời gian\nĐơn vị\n'],
    ['marks', '\u0301'],
    ['unfinished lines', 'ngày và\n'],
    ['quarters', 'quý I, '],
    ['unaccented words on one line', 'truoc ngay '],
  ])('is not slowed down by %s without end', (_, piece) => {
    const [short, long] = [times(piece, 12_000), times(piece, 96_000)]
    // Eight times the text; the floor is the finest that processor time is counted in.
    expect(long / Math.max(4, short)).toBeLessThan(32)
  })
})

/** The least processor time of several readings, in milliseconds: it does not count what other processes take. */
function times(piece: string, size: number): number {
  const raw = piece.repeat(Math.ceil(size / piece.length))
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i += 1) {
    const from = process.cpuUsage()
    readSource(raw)
    const { user, system } = process.cpuUsage(from)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}

/** Tone and letter marks in one order, whatever order they were typed in. */
function canonicalMarks(text: string): string {
  return [...text.normalize('NFD')].sort().join('')
}

describe('sentences broken over lines', () => {
  const text = readSource(plan)

  it('are whole again, over a page number and a blank line too', () => {
    expect(blocks(text)).toContain('1. Văn phòng tổng hợp, báo cáo Trưởng Ban trước ngày 30/11/2024.')
    expect(blocks(text)).toContain(
      'Căn cứ Quyết định số 21/QĐ-UBND ngày 03/01/2024 của Ủy ban nhân dân tỉnh về kỷ cương hành chính;',
    )
    expect(blocks(text)).toContain('1. Mục đích')
  })

  it('stay apart from headings, labels and the lines of a list', () => {
    const shown = blocks(
      readSource(
        '2. Phòng Đầu tư\nThời gian thực hiện: Quý II\nCơ quan phối hợp: Văn phòng\n- Sản phẩm:\nBáo cáo kết quả',
      ),
    )
    expect(shown).toEqual([
      '2. Phòng Đầu tư',
      'Thời gian thực hiện: Quý II',
      'Cơ quan phối hợp: Văn phòng',
      '- Sản phẩm: Báo cáo kết quả',
    ])
  })

  it('are joined where a portal has put words and bars on lines of their own', () => {
    const shown = blocks(
      readSource(
        'Tân Giang, ngày\n10 tháng 12 năm 2013\n|\nKẾ HOẠCH\nĐÀO\nTẠO, BỒI DƯỠNG NĂM 2014\nCăn cứ Kế hoạch giai đoạn\n2011 - 2015;',
      ),
    )
    expect(shown).toEqual([
      'Tân Giang, ngày 10 tháng 12 năm 2013',
      'KẾ HOẠCH',
      'ĐÀO TẠO, BỒI DƯỠNG NĂM 2014',
      'Căn cứ Kế hoạch giai đoạn 2011 - 2015;',
    ])
  })

  it('lose running heads and page numbers', () => {
    const page = (n: number) =>
      `Kế hoạch 5S của cơ quan\nNội dung trang ${n} được viết liền một mạch cho đến hết\nTrang ${n}/3\n\f`
    expect(clean(page(1) + page(2) + page(3) + page(4))).not.toMatch(/trang \d\/3/)
  })
})

describe('pages', () => {
  const row = (n: number): string => `${n}\nRà soát hồ sơ lần thứ ${n}\nVăn phòng\nCác phòng\nTháng ${n}/2024`
  const head = 'TT\nNội dung\nĐơn vị chủ trì\nĐơn vị phối hợp\nThời gian hoàn thành'

  it('do not part the rows of a table whose cells stand on lines of their own', () => {
    const rows = Array.from({ length: 12 }, (_, i) => row(i + 1))
    const whole = readSource([head, ...rows].join('\n'))
    const paged = [head, ...rows].flatMap((one, i) => (i === 4 || i === 8 ? [one, '', String(i / 4 + 1), ''] : [one]))
    const shown = blocks(readSource(paged.join('\n')))
    expect(shown).toEqual(blocks(whole))
    expect(whole.blocks.filter((one) => one.kind === 'row')).toHaveLength(12)
  })

  it('do not part a sentence when the next one begins with its number', () => {
    const text = 'Các cơ sở giáo dục có đủ điều kiện bố trí phòng học cho lớp'
    expect(blocks(readSource(`${text}\n\n\n3\n02 buổi mỗi ngày theo lộ trình.`))).toEqual([
      `${text} 02 buổi mỗi ngày theo lộ trình.`,
    ])
  })

  it('are no days: a figure between "ngày" and "tháng" stays', () => {
    expect(clean('Văn phòng tổng hợp báo cáo kết quả gửi Sở Nội vụ trước ngày\n15\ntháng 6 năm 2024.')).toBe(
      'văn phòng tổng hợp báo cáo kết quả gửi sở nội vụ trước ngày 15 tháng 6 năm 2024.',
    )
  })
})

describe('the outline', () => {
  const text = readSource(plan)
  const find = (start: string) => {
    const block = text.blocks.find((one) => text.shown.startsWith(start, one.start))
    if (block === undefined) throw new Error(`no Block begins with ${start}`)
    return block
  }

  it('knows the parts of a document', () => {
    expect(find('Số: 14').part).toBe('head')
    expect(find('Kiểm tra công vụ').part).toBe('head')
    expect(find('Căn cứ').part).toBe('bases')
    expect(find('Thực hiện Kế hoạch số 7').part).toBe('bases')
    expect(find('I. MỤC').part).toBe('body')
    expect(find('Trên đây').part).toBe('body')
    expect(find('Nơi nhận').part).toBe('recipients')
    expect(find('- Lưu').part).toBe('recipients')
    expect(find('TRƯỞNG BAN').part).toBe('signature')
    expect(find('Lê Thị Minh').part).toBe('signature')
  })

  it('hangs each Block under the one it belongs to', () => {
    expect(find('1. Mục đích').parent).toBe(find('I. MỤC').index)
    expect(find('Chấn chỉnh').parent).toBe(find('1. Mục đích').index)
    expect(find('- Kết luận').parent).toBe(find('2. Yêu cầu').index)
    expect(find('+ Thời hạn').parent).toBe(find('- Kết luận').index)
    expect(find('II. TỔ').parent).toBeNull()
  })

  it('tells headings from paragraphs', () => {
    expect(find('I. MỤC').kind).toBe('heading')
    expect(find('1. Mục đích').kind).toBe('heading')
    expect(find('- Kiểm tra phải').kind).toBe('paragraph')
    expect(find('1. Văn phòng tổng hợp').kind).toBe('paragraph')
  })

  it.each([
    ['II/2023 hoàn thành việc này', null],
    ['17/CT-TTg ngày 06/6/2025', null],
    ['10/5/2023 nộp báo cáo', null],
    ['1.200 hộ được hỗ trợ', null],
    ['V/v báo cáo định kỳ', null],
    ['1.5 triệu đồng', null],
    ['-5% so với năm trước', null],
    ['III. NỘI DUNG', 'III.'],
    ['2) Nội dung', '2)'],
    ['1.1. Nội dung', '1.1.'],
    ['a) Nội dung', 'a)'],
    ['đ) Nội dung', 'đ)'],
    ['(1) Nội dung', '(1)'],
    ['a.1) Nội dung', 'a.1)'],
    ['• Nội dung', '•'],
    ['o Nội dung', 'o'],
    ['A. NỘI DUNG', 'A.'],
    ['Phần II. Nhiệm vụ', 'PhầnII.'],
    ['Điều 3. Trách nhiệm', 'Điều3.'],
    ['2/ Nội dung', '2/'],
    ['II - NỘI DUNG', 'II-'],
  ])('reads the marker of "%s" as %s', (line, marker) => {
    expect(readSource(`Câu trước đã hết.\n\n${line}`).blocks[1]?.marker).toBe(marker)
  })

  it('reads a plan that a decision brings along from its own head', () => {
    const decided = readSource(
      `QUYẾT ĐỊNH\nBan hành Kế hoạch\nCăn cứ Luật Tổ chức chính quyền địa phương;\nĐiều 1. Ban hành kèm theo Quyết định này Kế hoạch.\nNơi nhận:\n- Lưu: VT.\nTRƯỞNG BAN\nKẾ HOẠCH\nKiểm tra\n(Ban hành kèm theo Quyết định số 3)\nI. NỘI DUNG\n1. Văn phòng báo cáo trước ngày 5/6.`,
    )
    const last = decided.blocks[decided.blocks.length - 1]
    expect(last?.part).toBe('body')
  })

  it('takes what follows the signature as an annex', () => {
    const annexed = readSource(
      `${plan}\nPHỤ LỤC\n(Kèm theo Kế hoạch số 14/KH-BQLKKT)\n| 1 | Rà soát | Văn phòng | 30/6/2024 |\n| 2 | Tổng kết | Văn phòng | 30/11/2024 |`,
    )
    expect(annexed.blocks.slice(-2).map((one) => [one.part, one.kind])).toEqual([
      ['annex', 'row'],
      ['annex', 'row'],
    ])
  })
})
