import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stringify } from 'yaml'
import type { AnswerBody } from '../../../src/core/answer.ts'
import type { DutyKind } from '../../../src/core/plan/plan.ts'
import { cite } from '../../../src/core/report/citation.ts'
import type { CompileInput } from '../../../src/core/report/compile-input.ts'
import { compileReport } from '../../../src/core/report/compile-report.ts'
import { nextDue } from '../../../src/core/report/due-words.ts'
import { linesOf, type ReportDocument, type Table } from '../../../src/core/report/report.ts'
import { reportFileName } from '../../../src/core/report/report-file-name.ts'
import { board, dialogues, halfYear, halfYearInput, part, plan, report, yearly } from './gia-lai.ts'

const textOf = (document: ReportDocument): string => linesOf(document).join('\n')
const flat = (text: string): string => text.normalize('NFC').replace(/\s+/g, ' ').trim()

/** Lines under a heading of the first level, up to the next. */
function under(document: ReportDocument, heading: string): readonly string[] {
  const lines = linesOf(document)
  const start = lines.findIndex((line) => line.endsWith(heading))
  const end = lines.findIndex((line, index) => index > start && /^(I|V|X)+\. /.test(line))
  return lines.slice(start + 1, end < 0 ? undefined : end)
}

const tableOf = (document: ReportDocument): Table => {
  const table = document.body.find((block) => block.kind === 'table')
  if (table === undefined) throw new Error('the document has no table')
  return table
}

const varied = (change: Partial<CompileInput>): CompileInput => ({ ...halfYearInput, ...change })

describe('the half-year report of Gia Lai', () => {
  it('reads as the reviewed text', async () => {
    await expect(stringify(compileReport(halfYearInput), { lineWidth: 110 })).toMatchFileSnapshot(
      'golden/gia-lai-6-thang.yaml',
    )
  })

  it('leaves number, day and the name of the signer blank', () => {
    const document = compileReport(halfYearInput)
    expect(document.head.number).toBe('Số:        /BC-BQLKKT')
    expect(document.head.placeAndDate).toBe('Gia Lai, ngày      tháng 5 năm 2023')
    expect(document.signature).toEqual(['TRƯỞNG BAN'])
    expect(document.draftMark).toBe('DỰ THẢO')
    expect(document.closing?.endsWith('./.')).toBe(true)
  })

  it('pads the month only when it is 1 or 2', () => {
    const occurrence = { ...report, due: '2024-02-09' }
    expect(compileReport(varied({ occurrence })).head.placeAndDate).toBe('Gia Lai, ngày      tháng 02 năm 2024')
  })

  it('is the same in whatever order the contributions come', () => {
    const wanted = compileReport(halfYearInput)
    fc.assert(
      fc.property(
        fc.shuffledSubarray([...halfYearInput.contributions], { minLength: halfYearInput.contributions.length }),
        (contributions) => {
          expect(compileReport(varied({ contributions }))).toEqual(wanted)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('sums numerators and denominators, and shows percentages without them for each Unit', () => {
    const rows = tableOf(compileReport(halfYearInput)).rows
    expect(rows[1]?.slice(3, 6)).toEqual(['từ 95% trở lên', '97,48%', 'đạt'])
    expect(rows[1]?.[6]).toContain('1.316/1.350')
    expect(rows[2]?.[4]).toBe('Phòng Quản lý Đầu tư: 91%\nPhòng Quản lý Doanh nghiệp và Lao động: 84,5%')
    expect(rows[2]?.[5]).toBe('chưa đủ số liệu để đánh giá chung')
    expect(rows[3]?.slice(4, 6)).toEqual(['chưa có số liệu', 'chưa có số liệu'])
  })

  it('does not count a Unit twice that was asked twice for the same figure', () => {
    const figures = (value: number) => [{ indicatorId: 'doi-thoai', value }]
    const contributions = [
      part('doi-thoai', 'moi-truong', { text: 'a', figures: figures(3) }),
      part(halfYear.id, 'moi-truong', { text: 'b', figures: figures(2) }),
    ]
    const row = tableOf(compileReport(varied({ contributions }))).rows[3]
    expect(row?.[1]).toBe(dialogues.name)
    expect(row?.[4]).not.toBe('05')
    expect(row?.[6]).toContain('số khác đã báo')
  })

  it('does not round a figure up to a target that it has not reached', () => {
    const figures = [
      { indicatorId: 'hai-long', value: 85.0001 },
      { indicatorId: 'dung-han', value: 94.9999 },
    ]
    const contributions = [part('cai-cach', 'dau-tu', { text: 'a', figures })]
    const rows = tableOf(compileReport(varied({ contributions }))).rows
    expect(rows[1]?.slice(4, 6)).toEqual(['94,9999%', 'chưa đạt (số liệu chưa đầy đủ)'])
    expect(rows[2]?.[4]).toBe('85,0001%')
  })

  it('lists who owes what, and says so when nobody does', () => {
    const document = compileReport(halfYearInput)
    expect(under(document, 'ĐƠN VỊ CHƯA BÁO CÁO')[0]).toBe(
      '- Phòng Tài nguyên và Môi trường: Đối thoại với doanh nghiệp, tháo gỡ khó khăn.',
    )
    const contributions = halfYearInput.contributions.filter((one) => one.answer !== null)
    const complete = under(compileReport(varied({ contributions })), 'ĐƠN VỊ CHƯA BÁO CÁO')
    expect(complete[0]).toBe('Không có; 04/04 đơn vị được đề nghị đã báo cáo đầy đủ.')
  })

  it('names as next steps only open Tasks and the reports that the plan still wants', () => {
    const next = under(compileReport(halfYearInput), 'PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI').join('\n')
    expect(next).toContain('trước ngày 30/10/2023')
    expect(next).not.toContain('10/5/2023')
    expect(next).not.toContain('Phổ biến các văn bản')
    expect(next).toContain('Xây dựng, duy trì mô hình')
  })

  it('invents nothing when nobody has answered', () => {
    const contributions = halfYearInput.contributions.map((one) => ({ ...one, answer: null }))
    const document = compileReport(varied({ contributions }))
    expect(under(document, 'KHÓ KHĂN, VƯỚNG MẮC')).toEqual(['Chưa nhận được báo cáo của các đơn vị.'])
    for (const row of tableOf(document).rows) expect(row.slice(4, 6)).toEqual(['chưa có số liệu', 'chưa có số liệu'])
    expect(document.annexes).toEqual([])
    expect(textOf(document)).not.toMatch(/\d%\)/)
  })

  it('lists evidence with the start of its SHA-256', () => {
    const [annex] = compileReport(halfYearInput).annexes
    expect(annex?.label).toBe('Phụ lục')
    expect(textOf(compileReport(halfYearInput))).toContain('1 | bien-ban-hoi-nghi-15-3.pdf | Văn phòng')
    expect(textOf(compileReport(halfYearInput))).toContain('4f2a9c81d3e0')
    expect(textOf(compileReport(halfYearInput))).not.toContain('4f2a9c81d3e00')
  })

  it('speaks for the Board itself when the plan is its parent’s', () => {
    const above = { ...plan, issuer: 'UBND tỉnh Gia Lai', number: '79/KH-UBND', place: 'Pleiku' }
    const document = compileReport(varied({ plan: above }))
    expect(document.head.issuer).toBe('BAN QUẢN LÝ KHU KINH TẾ TỈNH GIA LAI')
    expect(document.head.placeAndDate).toContain('Gia Lai')
    expect(textOf(document)).toContain('tổ chức thực hiện Kế hoạch số 79/KH-UBND')
  })
})

describe('the general assessments of Units', () => {
  const contributions = [
    part('cai-cach', 'doanh-nghiep', { text: 'Đã rà soát 12 thủ tục.' }),
    part('cai-cach', 'dau-tu', { text: 'Đã rà soát 07 thủ tục.', recommendation: 'Bổ sung máy quét' }),
  ]
  const assessments = [
    {
      unitId: 'doanh-nghiep',
      sections: { merits: 'Đối thoại đều', leadership: 'Ban hành 02 văn bản', next: 'Giữ nền nếp' },
      recommendation: null,
    },
    {
      unitId: 'dau-tu',
      sections: {
        merits: 'Không có hồ sơ trễ\nDoanh nghiệp khen',
        shortcomings: 'Còn chậm',
        subjectiveCauses: 'Thiếu người',
        addressee: 'Sở Nội vụ',
        lessons: 'Làm từ sớm',
        models: 'Một cửa thân thiện\nNgày thứ Sáu không hẹn',
        adjustedTargets: 'Từ 02 xuống 01 mô hình',
      },
      recommendation: 'Mở lớp tập huấn',
    },
  ]
  const plain = compileReport(varied({ contributions }))
  const assessed = compileReport(varied({ contributions, assessments }))

  it('stand under their headings, with the Units’ names in the Board’s order', () => {
    expect(under(plain, 'KHÓ KHĂN, VƯỚNG MẮC')).toHaveLength(1)
    expect(under(assessed, 'ĐÁNH GIÁ CHUNG')).toEqual([
      '1. Ưu điểm',
      '- Phòng Quản lý Đầu tư: Không có hồ sơ trễ',
      'Doanh nghiệp khen',
      '- Phòng Quản lý Doanh nghiệp và Lao động: Đối thoại đều',
      '2. Tồn tại, hạn chế',
      '- Phòng Quản lý Đầu tư: Còn chậm',
      '3. Khó khăn, vướng mắc',
      'Các đơn vị đã báo cáo không nêu khó khăn, vướng mắc.',
      '4. Nguyên nhân chủ quan',
      '- Phòng Quản lý Đầu tư: Thiếu người',
    ])
    expect(under(assessed, 'CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO').at(-1)).toBe(
      '- Phòng Quản lý Doanh nghiệp và Lao động: Ban hành 02 văn bản',
    )
    expect(under(assessed, 'KIẾN NGHỊ, ĐỀ XUẤT')).toEqual([
      '- Phòng Quản lý Đầu tư: Bổ sung máy quét',
      '- Phòng Quản lý Đầu tư: kiến nghị với Sở Nội vụ: Mở lớp tập huấn',
    ])
    expect(under(assessed, 'PHƯƠNG HƯỚNG, NHIỆM VỤ THỜI GIAN TỚI')).toContain(
      '- Phòng Quản lý Doanh nghiệp và Lao động: Giữ nền nếp',
    )
  })

  it('are the same in whatever order they come, and count as no Answer', () => {
    expect(compileReport(varied({ contributions, assessments: assessments.toReversed() }))).toEqual(assessed)
    for (const heading of ['KẾT QUẢ THỰC HIỆN', 'ĐƠN VỊ CHƯA BÁO CÁO'])
      expect(under(assessed, heading)).toEqual(under(plain, heading))
  })

  it('have in a review also what was learned, models and adjusted targets', () => {
    const of = (kind: DutyKind) => compileReport(varied({ duty: { ...halfYear, kind }, contributions, assessments }))
    for (const kind of ['interim', 'final'] as const) {
      const text = textOf(of(kind))
      for (const words of ['Làm từ sớm', 'Một cửa thân thiện', 'Ngày thứ Sáu không hẹn']) expect(text).toContain(words)
    }
    expect(under(of('interim'), 'ĐIỀU CHỈNH CHỈ TIÊU')).toEqual(['- Phòng Quản lý Đầu tư: Từ 02 xuống 01 mô hình'])
  })
})

const kinds: readonly DutyKind[] = [
  'half-year',
  'year',
  'periodic',
  'interim',
  'final',
  'ad-hoc',
  'registration',
  'nomination',
]

const body = fc.record<AnswerBody>({
  state: fc.constantFrom('done', 'doing', 'obstacle', 'same'),
  percent: fc.option(fc.integer({ min: 0, max: 100 })),
  text: fc.string({ unit: 'binary', maxLength: 300 }),
  figures: fc.array(
    fc.record({
      indicatorId: fc.constantFrom('mo-hinh', 'dung-han', 'gone'),
      value: fc.double({ noNaN: true, min: -1e6, max: 1e6 }),
    }),
    { maxLength: 3 },
  ),
  obstacle: fc.option(fc.string({ unit: 'binary' })),
  recommendation: fc.option(fc.string({ unit: 'binary' })),
  evidence: fc.constant([]),
})

const contribution = fc
  .tuple(
    fc.constantFrom(...plan.tasks.map((one) => one.id), halfYear.id, 'no-longer-there'),
    fc.constantFrom(...board.units.map((one) => one.id), 'gone'),
    body,
  )
  .map(([itemId, unitId, answer]) => part(itemId, unitId, answer))

describe('every kind of document', () => {
  it.each(kinds)('%s holds every text that was given, the same in whatever order it came', (kind) => {
    fc.assert(
      fc.property(
        fc.uniqueArray(contribution, { selector: (one) => one.occurrence.id, maxLength: 8 }),
        (contributions) => {
          const text = flat(textOf(compileReport(varied({ duty: { ...halfYear, kind }, contributions }))))
          for (const { answer } of contributions) {
            const given = [
              answer?.body.text,
              answer?.body.obstacle,
              kind === 'nomination' ? '' : answer?.body.recommendation,
            ]
            const wanted = kind === 'nomination' ? [answer?.body.text, answer?.body.recommendation] : given
            for (const one of wanted) expect(text).toContain(flat(one ?? ''))
          }
          const turned = compileReport(
            varied({ duty: { ...halfYear, kind }, contributions: contributions.toReversed() }),
          )
          expect(flat(textOf(turned))).toBe(text)
        },
      ),
      { numRuns: 40 },
    )
  })

  it('keeps a narrative of 20,000 characters whole, paragraph by paragraph', () => {
    const paragraphs = Array.from({ length: 250 }, (_, index) =>
      `Đoạn ${index}: ${'kết quả thực hiện nhiệm vụ, '.repeat(4)}`.trim(),
    )
    const contributions = [part('doi-thoai', 'moi-truong', { text: paragraphs.join('\n\n') })]
    const lines = linesOf(compileReport(varied({ contributions })))
    expect(paragraphs.join('\n').length).toBeGreaterThan(20_000)
    for (const paragraph of paragraphs.slice(1)) expect(lines).toContain(paragraph)
  })

  it('divides an interim and a final review into parts', () => {
    const parts = (kind: DutyKind) =>
      compileReport(varied({ duty: { ...halfYear, kind } })).body.flatMap((block) =>
        block.kind === 'heading' && block.level === 0 ? [block.text] : [],
      )
    expect(parts('interim')).toEqual([
      'Phần I\nKẾT QUẢ THỰC HIỆN ĐẾN THỜI ĐIỂM SƠ KẾT',
      'Phần II\nNHIỆM VỤ ĐẾN HẾT GIAI ĐOẠN',
    ])
    expect(parts('final')).toHaveLength(2)
    expect(parts('year')).toEqual([])
  })

  it('gives a registration form no number, a table of models and the party committee’s confirmation', () => {
    const document = compileReport(
      varied({ duty: { ...halfYear, kind: 'registration', title: 'Bản đăng ký mô hình “Dân vận khéo”' } }),
    )
    expect(document.title).toBe('BẢN ĐĂNG KÝ')
    expect(document.head.number).toBeNull()
    expect(document.confirmation).toEqual(['XÁC NHẬN CỦA CẤP ỦY'])
    expect(tableOf(document).columns.map((one) => one.title)).toContain('Thực trạng khó khăn')
  })

  it('names a submission by its own sign', () => {
    const document = compileReport(varied({ duty: { ...halfYear, kind: 'nomination' } }))
    expect(document.title).toBe('TỜ TRÌNH')
    expect(document.head.number).toBe('Số:        /TTr-BQLKKT')
  })

  it('names every nominee of a Unit, numbered on, in the order of the Units', () => {
    const nominee = (name: string) => ({ nominee: name, reward: 'Giấy khen', achievements: `Thành tích của ${name}` })
    const document = compileReport(
      varied({
        duty: { ...halfYear, kind: 'nomination' },
        contributions: [
          part('bao-cao-6-thang', 'van-phong', { text: 'x', sections: nominee('Bà A') }),
          part('bao-cao-6-thang', 'dau-tu', { text: 'x', sections: nominee('Ông C') }),
        ],
        filed: [
          { unitId: 'dau-tu', sections: nominee('Tổ một cửa') },
          { unitId: 'van-phong', sections: nominee('Ông B') },
        ],
      }),
    )
    expect(tableOf(document).rows.map((cells) => cells.slice(0, 2))).toEqual([
      ['1', 'Bà A'],
      ['2', 'Ông B'],
      ['3', 'Ông C'],
      ['4', 'Tổ một cửa'],
    ])
  })
})

describe('recipients', () => {
  it('start with "Như trên" and do not repeat whom the report is addressed to', () => {
    expect(compileReport(halfYearInput).recipients).toEqual([
      '- Như trên;',
      '- Lãnh đạo Ban;',
      '- Các phòng, đơn vị trực thuộc;',
      '- Trang thông tin điện tử BQLKKT;',
      '- Lưu: VT, VP.',
    ])
  })

  it('are all listed when nobody is addressed', () => {
    const document = compileReport(varied({ duty: { ...halfYear, to: [] } }))
    expect(document.recipients[0]).toBe('- Ban Dân vận Tỉnh ủy (b/c);')
    expect(document.addressees).toEqual([])
  })
})

describe('citations', () => {
  it.each([
    [
      '79/KH-UBND',
      '2023-01-10',
      'Triển khai công tác dân vận',
      'Kế hoạch số 79/KH-UBND ngày 10/01/2023 về triển khai công tác dân vận',
    ],
    [
      '79/KH-UBND',
      '2023-05-09',
      'Kế hoạch dân vận năm 2023 của Ủy ban nhân dân tỉnh',
      'Kế hoạch số 79/KH-UBND ngày 09/5/2023 của Ủy ban nhân dân tỉnh về dân vận năm 2023',
    ],
    [
      '733/QĐ-TTg',
      '2019-06-14',
      'Quyết định của Thủ tướng Chính phủ về phong trào thi đua',
      'Quyết định số 733/QĐ-TTg ngày 14/6/2019 của Thủ tướng Chính phủ về phong trào thi đua',
    ],
    [
      '03/KH-BCĐ',
      '2022-04-08',
      'Kế hoạch năm 2022 của Ban Chỉ đạo phong trào thành phố',
      'Kế hoạch số 03/KH-BCĐ ngày 08/4/2022 của Ban Chỉ đạo phong trào thành phố (năm 2022)',
    ],
    ['03-CTr/BDVTU', null, 'Chương trình phối hợp', 'Chương trình số 03-CTr/BDVTU về phối hợp'],
    ['12/XY', null, '', 'Văn bản số 12/XY'],
  ])('%s, %s, %s', (number, issuedOn, subject, wanted) => {
    expect(cite({ number, issuedOn, subject })).toBe(wanted)
  })
})

describe('the next report', () => {
  it('of a recurring Duty is the next of its days, within the plan', () => {
    const duty = {
      ...yearly,
      due: { kind: 'recurring', every: 'half', on: ['05-09', '10-29'], phrase: 'định kỳ' } as const,
    }
    expect(nextDue(duty, '2023-05-09', '2024-12-31')?.date).toBe('2023-10-29')
    expect(nextDue(duty, '2023-10-29', '2024-12-31')?.date).toBe('2024-05-09')
    expect(nextDue(duty, '2023-10-29', '2023-12-31')).toBeNull()
  })

  it('of a Duty without a stated interval is not guessed', () => {
    const duty = { ...yearly, due: { kind: 'recurring', every: null, phrase: 'định kỳ' } as const }
    expect(nextDue(duty, '2023-05-09', '2025-12-31')).toBeNull()
  })

  it('names a stretch of time as plans do', () => {
    const within = (from: string, to: string, precision: 'day' | 'quarter') =>
      nextDue({ ...yearly, due: { kind: 'within', from, to, precision, phrase: '' } }, '2022-01-01', '2025-12-31')
        ?.words
    expect(within('2022-07-01', '2022-09-30', 'quarter')).toBe('trong quý III/2022')
    expect(within('2025-08-18', '2025-09-02', 'day')).toBe('từ ngày 18/8/2025 đến hết ngày 02/9/2025')
  })

  it('is not one that is over', () => {
    expect(nextDue(halfYear, '2023-05-09', '2023-12-31')).toBeNull()
    expect(nextDue(yearly, '2023-05-09', '2023-12-31')?.words).toBe('trước ngày 30/10/2023')
  })
})

describe('file names', () => {
  it('are ASCII and carry the number of the draft', () => {
    expect(reportFileName(plan, halfYear, report, 1)).toBe('BC-gia-lai-2023-bao-cao-6-thang_DT1.docx')
    expect(reportFileName({ ...plan, id: 'Đắk Lắk/../2023' }, { ...halfYear, kind: 'nomination' }, report, 2)).toBe(
      'TTr-Dak-Lak-2023-bao-cao-6-thang_DT2.docx',
    )
  })

  it('carry the due day where the Duty comes again', () => {
    const duty = { ...halfYear, due: { kind: 'recurring', every: 'quarter', phrase: 'hằng quý' } as const }
    expect(reportFileName(plan, duty, report, 1)).toBe('BC-gia-lai-2023-bao-cao-6-thang-2023-05-09_DT1.docx')
  })
})
