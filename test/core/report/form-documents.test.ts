import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import { parseAnswer } from '../../../src/app/conversation/answer-body.ts'
import { readConversation } from '../../../src/core/flow/conversation.ts'
import type { Flow } from '../../../src/core/flow/flow.ts'
import { readFlow } from '../../../src/core/flow/read-flow.ts'
import type { Value } from '../../../src/core/flow/session.ts'
import { compileReport } from '../../../src/core/report/compile-report.ts'
import { filledBy } from '../../../src/core/report/filled.ts'
import { answerOfForm } from '../../../src/core/report/form-answer.ts'
import type { FormInput } from '../../../src/core/report/form-document.ts'
import { formDocuments } from '../../../src/core/report/form-documents.ts'
import { linesOf, type ReportDocument } from '../../../src/core/report/report.ts'
import { writeDocx } from '../../../src/document/write-docx.ts'
import { board, halfYear, halfYearInput } from './gia-lai.ts'

type Values = { readonly [name: string]: Value }

const file = (path: string): string => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')

function flowOf(id: string): Flow {
  const flow = readFlow(file(`flows/${id}.yaml`), id).value
  if (flow === undefined) throw new Error(`${id} cannot be read`)
  return flow
}

/** What a kept conversation saves. */
function kept(name: string): Values {
  const conversation = readConversation(file(`test/conversations/${name}.yaml`), name).value
  const saved = conversation?.turns.findLast((line) => 'effect' in line)
  if (saved === undefined || !('effect' in saved)) throw new Error(`${name} saves nothing`)
  return saved.values as Values
}

function inputOf(flow: string, values: Values): FormInput {
  const filled = filledBy(flowOf(flow), values)
  const unit = { id: 'dau-tu', name: 'Phòng Quản lý Đầu tư' }
  return { flow, board, unit, personName: 'Chuyên viên', on: '2023-02-09', title: 'Phiếu', filled }
}

const documentsOf = (flow: string, values: Values) => formDocuments(flowOf(flow), inputOf(flow, values), 1)
const textOf = (document: ReportDocument | undefined): string => (document ? linesOf(document).join('\n') : '')

describe('the registration of a model', () => {
  const values = kept('dang-ky-mo-hinh')

  it('has every field and both signature blocks in its Word file', async () => {
    const [only, ...others] = documentsOf('dang-ky-mo-hinh', values)
    expect(others).toEqual([])
    expect(only?.name).toBe('DK-dan-van-kheo-2022-dau-tu_L1.docx')
    if (only === undefined) throw new Error('no document')
    const zip = await JSZip.loadAsync(await writeDocx(only.document))
    const xml = (await zip.file('word/document.xml')?.async('string')) ?? ''
    const text = xml.replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '')
    for (const part of [
      'BẢN ĐĂNG KÝ',
      'Xây dựng mô hình, điển hình “Dân vận khéo” cấp cơ sở năm 2022',
      'TÊN MÔ HÌNH: Khéo vận động công chức nâng cao chất lượng giải quyết thủ tục hành chính',
      'Đơn vị đăng ký: Phòng Quản lý Đầu tư.',
      'Loại: Mô hình tập thể.',
      'Lĩnh vực: Xây dựng hệ thống chính trị.',
      'Người phụ trách: Chánh Văn phòng.',
      'Năm 2022',
      'Còn hồ sơ trễ hạn; hồ sơ trực tuyến chưa nhiều.',
      '* Chỉ tiêu:\n- Mức hài lòng trên 85 %\n- 100 % hồ sơ ứng dụng công nghệ thông tin',
      '* Giải pháp:\n- Hướng dẫn nộp hồ sơ trực tuyến tại chỗ\n- Công khai tiến độ từng hồ sơ',
      'Gia Lai, ngày      tháng 02 năm 2023',
    ])
      expect(text).toContain(part)
    const left = text.indexOf('XÁC NHẬN CỦA CẤP ỦY')
    expect(left).toBeGreaterThan(text.indexOf('* Giải pháp:'))
    expect(text.indexOf('TRƯỞNG BAN', left)).toBeGreaterThan(left)
  })

  it('asked for by a Duty becomes a row of the compiled form', () => {
    const input = inputOf('dang-ky-mo-hinh', values)
    const body = parseAnswer(answerOfForm('dang-ky-mo-hinh', values, input.filled, ''))
    if (body === undefined) throw new Error('no answer')
    const contributions = halfYearInput.contributions.slice(0, 1).map((one) => ({
      ...one,
      occurrence: { ...one.occurrence, unitId: 'dau-tu', stage: 'contribution' as const },
      answer: { revision: 1, personName: 'Chuyên viên', body, late: false },
    }))
    const text = textOf(compileReport({ ...halfYearInput, duty: { ...halfYear, kind: 'registration' }, contributions }))
    expect(text).toContain('Phòng Quản lý Đầu tư\nMô hình: Khéo vận động công chức')
    expect(text).toContain('(Cấp cơ sở; Mô hình tập thể; Xây dựng hệ thống chính trị; phụ trách: Chánh Văn phòng)')
    expect(text).toContain('* Chỉ tiêu:\n- Mức hài lòng trên 85 %')
  })
})

describe('a nomination', () => {
  const values = kept('de-nghi-khen-thuong-phieu-vo-ly')

  it('gives an achievements report and a submission with the council’s vote', () => {
    const [report, submission] = documentsOf('de-nghi-khen-thuong', values)
    expect(textOf(report?.document)).toContain('BÁO CÁO THÀNH TÍCH\nĐề nghị tặng Giấy khen')
    expect(textOf(report?.document)).toContain('1 | Năm 2021: Lao động tiên tiến, QĐ số 05/QĐ-BQLKKT')
    expect(textOf(submission?.document)).toContain(
      'Hội đồng Thi đua - Khen thưởng họp với 08/09 thành viên; 08/08 phiếu đồng ý, đạt 100%.',
    )
    expect(submission?.document.addressees).toEqual(['Trưởng Ban Quản lý Khu kinh tế tỉnh Gia Lai'])
    expect(submission?.document.head.number).toBeNull()
  })

  it('for a reward of the province is the Board’s own, to the chair of the People’s Committee', () => {
    const above = {
      ...values,
      kind: 'collective',
      form: 'bang-khen',
      collective_form: 'bang-khen',
      individual_form: null,
    }
    const submission = documentsOf('de-nghi-khen-thuong', above)[1]?.document
    expect(submission?.addressees).toEqual(['Chủ tịch Ủy ban nhân dân tỉnh Gia Lai (qua Sở Nội vụ)'])
    const shouted = { ...inputOf('de-nghi-khen-thuong', above), board: { ...board, parent: 'UBND TỈNH GIA LAI' } }
    expect(formDocuments(flowOf('de-nghi-khen-thuong'), shouted, 1)[1]?.document.addressees).toEqual(
      submission?.addressees,
    )
    expect(submission?.head.number).toBe('Số:        /TTr-BQLKKT')
    expect(submission?.signature).toEqual(['TRƯỞNG BAN'])
  })

  it('invents no vote', () => {
    const text = textOf(documentsOf('de-nghi-khen-thuong', { ...values, votes: null })[1]?.document)
    expect(text).toContain('Chưa có kết quả bỏ phiếu của Hội đồng Thi đua - Khen thưởng.')
    expect(text).toContain('chưa có số liệu')
  })

  it('asked for by a Duty stands in the submission’s table', () => {
    const input = inputOf('de-nghi-khen-thuong', values)
    const body = parseAnswer(answerOfForm('de-nghi-khen-thuong', values, input.filled, 'đủ phiếu'))
    if (body === undefined) throw new Error('no answer')
    const [first, ...others] = halfYearInput.contributions
    if (first === undefined) throw new Error('no contribution')
    const named = { ...first, answer: { revision: 1, personName: '', body, late: false } }
    const text = textOf(
      compileReport({
        ...halfYearInput,
        duty: { ...halfYear, kind: 'nomination' },
        contributions: [named, ...others],
      }),
    )
    expect(text).toMatch(
      /1 \| Chuyên viên Phòng Quản lý Đầu tư \| .+ \| Rút ngắn thời gian .+ \| Giấy khen \| đủ phiếu/,
    )
  })
})

describe('other forms', () => {
  it('list every criterion of a self-assessment with the total', () => {
    const text = textOf(documentsOf('tu-danh-gia', kept('tu-danh-gia-tap-the'))[0]?.document)
    expect(text).toContain('12 | Phong trào thi đua thiết thực, bám sát nhiệm vụ, nhiều người tham gia | Đạt | 1')
    expect(text).toContain(' | Tổng cộng |  | 23/24')
  })

  it('put figures, computed shares and remarks into a table', () => {
    const text = textOf(documentsOf('hai-long', kept('hai-long-qua-phieu'))[0]?.document)
    expect(text).toContain('1 | Phiếu phát ra | phiếu | 100 | ')
    expect(text).toMatch(/\d \| Hài lòng \| phiếu \| 60 \| .*lớn hơn số phiếu thu về.*đã hỏi lại/)
    expect(text).toContain('Tỷ lệ phiếu thu về | % | 95 | tính từ số liệu trên')
  })

  it('say of a story whether its person has agreed', () => {
    const story = kept('nguoi-tot-viec-tot')
    expect(textOf(documentsOf('nguoi-tot-viec-tot', story)[0]?.document)).toContain('đã đồng ý cho đăng tên')
    const unasked = documentsOf('nguoi-tot-viec-tot', { ...story, agreed: 'no' })[0]?.document
    expect(textOf(unasked)).toContain('cần được đồng ý trước khi đăng')
  })

  it('of the office’s own are written question by question', () => {
    const text = textOf(documentsOf('bao-cao-don-vi', kept('bao-cao-don-vi-theo-de-cuong'))[0]?.document)
    expect(text).toContain('ƯU ĐIỂM\nKhông để hồ sơ trễ hạn.')
    expect(text).toContain('NƠI NHẬN KIẾN NGHỊ\nSở Xây dựng')
  })

  it('can be written whatever was typed, without a word of the program in them', () => {
    // Capitals and figures alone: what is written otherwise was not typed.
    const typed = fc.string({ unit: fc.constantFrom(...'AĂÂĐƠ 0123.,\n-/"<&'), maxLength: 40 })
    const json: fc.Arbitrary<Value> = fc.oneof(
      typed,
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constant(null),
      fc.boolean(),
      fc.array(typed),
      fc.array(fc.record({ value: typed, key: typed }, { requiredKeys: [] })),
      fc.dictionary(typed, fc.oneof(typed, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constant(null))),
    )
    const forms = [
      'dang-ky-mo-hinh',
      'cong-nhan-mo-hinh',
      'de-nghi-khen-thuong',
      'tu-danh-gia',
      'hai-long',
      'so-tong-ket',
    ]
    for (const flow of forms) {
      const save = Object.values(flowOf(flow).blocks).find((block) => block.kind === 'save')
      const names = save?.kind === 'save' ? Object.keys(save.values) : []
      const values = fc.record(Object.fromEntries(names.map((name) => [name, json])))
      fc.assert(
        fc.property(values, (some) => {
          const documents = documentsOf(flow, some as Values)
          expect(documents.length).toBeGreaterThan(0)
          for (const { document, name } of documents)
            expect(`${name}\n${textOf(document)}`).not.toMatch(/undefined|null|NaN|Infinity|\[object|\{\{/)
        }),
        { numRuns: 30 },
      )
    }
  })
})

describe('a Unit’s part of a report', () => {
  const values = kept('bao-cao-don-vi-theo-de-cuong')
  const body = parseAnswer(answerOfForm('bao-cao-don-vi', values, inputOf('bao-cao-don-vi', values).filled, ''))

  it('stands where the outline wants it, by the Unit’s name', () => {
    const [first] = halfYearInput.contributions
    if (body === undefined || first === undefined) throw new Error('no answer')
    const occurrence = { ...first.occurrence, unitId: 'dau-tu', stage: 'contribution' as const }
    const text = textOf(
      compileReport({
        ...halfYearInput,
        contributions: [{ occurrence, answer: { revision: 1, personName: '', body, late: false } }],
      }),
    )
    const unit = 'Phòng Quản lý Đầu tư'
    for (const part of [
      `- ${unit}: Ban hành 02 công văn; 01 cuộc họp quán triệt.`,
      'IV. ĐÁNH GIÁ CHUNG\n1. Ưu điểm',
      `2. Tồn tại, hạn chế\n- ${unit}: Chưa có mô hình mới.\n3. Khó khăn, vướng mắc`,
      `4. Nguyên nhân khách quan\n- ${unit}: Quy định về quy hoạch thay đổi.`,
      `- ${unit}: kiến nghị với Sở Xây dựng: Sớm hướng dẫn thủ tục điều chỉnh quy hoạch.`,
      `Nhiệm vụ do các đơn vị xác định\n- ${unit}: Xây dựng 01 mô hình “Dân vận khéo”.`,
    ])
      expect(text).toContain(part)
  })

  it('of a review carries comparison, models, rewards and lessons', () => {
    const review = kept('so-tong-ket-so-ket')
    const answer = parseAnswer(answerOfForm('so-tong-ket', review, inputOf('so-tong-ket', review).filled, ''))
    const [first] = halfYearInput.contributions
    if (answer === undefined || first === undefined) throw new Error('no answer')
    const contributions = [{ ...first, answer: { revision: 1, personName: '', body: answer, late: false } }]
    for (const [kind, lessons] of [
      ['interim', 'BÀI HỌC KINH NGHIỆM'],
      ['final', 'Phần II\nBÀI HỌC KINH NGHIỆM'],
    ] as const) {
      const text = textOf(compileReport({ ...halfYearInput, duty: { ...halfYear, kind }, contributions }))
      expect(text).toContain('SO SÁNH VỚI MỤC TIÊU')
      expect(text).toContain('- Văn phòng: Một cửa thân thiện\n- Văn phòng: Ngày thứ Sáu không hẹn')
      expect(text).toContain('Giấy khen Trưởng ban, QĐ số 12/QĐ-BQLKKT năm 2021')
      expect(text).toContain(lessons)
    }
  })
})
