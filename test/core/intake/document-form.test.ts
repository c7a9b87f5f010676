import { describe, expect, it } from 'vitest'
import { documentFormOf } from '../../../src/core/intake/document-form.ts'
import { readSource } from '../../../src/core/intake/read-source.ts'
import { secrecyStampIn } from '../../../src/core/intake/secrecy-stamp.ts'

const form = (raw: string) => documentFormOf(readSource(raw))

describe('what a document is', () => {
  it.each([
    ['KẾ HOẠCH\nCông tác năm 2024\nI. NỘI DUNG', 'plan', true],
    ['# KẾ HOẠCH CÔNG TÁC NĂM 2024\n\n1. Rà soát.', 'plan', true],
    ['KE HOACH\nCong tac nam 2024\nI. MUC DICH\nCac don vi bao cao ve Ban', 'plan', true],
    ['CHƯƠNG TRÌNH CÔNG TÁC\nQuý I năm 2024', 'programme', true],
    ['ĐỀ ÁN\nChuyển đổi số', 'scheme', true],
    ['PHƯƠNG ÁN\nPhòng cháy', 'option', true],
    ['HƯỚNG DẪN\nThực hiện quy chế', 'guidance', true],
    ['QUYẾT ĐỊNH\nVề việc ban hành Kế hoạch cải cách hành chính\nCăn cứ Luật;', 'decision', true],
    ['BÁO CÁO\nKết quả năm 2023\n\nThực hiện Kế hoạch số 1/KH-UBND, Ban báo cáo như sau:\nI. KẾT QUẢ', 'report', false],
    ['TỜ TRÌNH\nVề việc phê duyệt dự toán', 'submission', false],
    ['BIÊN BẢN\nHọp giao ban', 'minutes', false],
    ['THÔNG BÁO\nKết luận cuộc họp', 'notice', false],
    [
      'Số: 12/BQLKKT-VP\nV/v báo cáo định kỳ\nKính gửi: Các phòng chuyên môn.\n\nĐề nghị các phòng báo cáo trước ngày 1/2.',
      'letter',
      false,
    ],
    ['2. Phòng Đầu tư tiếp tục hướng dẫn doanh nghiệp.\n3. Văn phòng theo dõi, đôn đốc.', 'unknown', true],
  ])('%s', (raw, kind, readable) => {
    expect(form(raw)).toEqual({ form: kind, vietnamese: true, readable })
  })

  it('tells another language', () => {
    expect(form('This is a work plan. Every unit reports to the board by the end of June each year.').vietnamese).toBe(
      false,
    )
    expect(
      form('Le plan de travail est présenté à la direction avant la fin du mois de juin, chaque année.').vietnamese,
    ).toBe(false)
  })

  it('takes a scan that has lost its accents for Vietnamese', () => {
    expect(
      form('Van phong tong hop, bao cao Ban Quan ly truoc ngay 10/5/2024. Cac don vi thuc hien nghiem tuc.').vietnamese,
    ).toBe(true)
  })
})

describe('a secrecy stamp', () => {
  it.each([
    ['MẬT\nKẾ HOẠCH', 'MẬT'],
    ['M Ậ T', 'MẬT'],
    ['**TỐI MẬT**', 'TỐI MẬT'],
    ['T Ố I   M Ậ T', 'TỐI MẬT'],
    ['| UBND TỈNH | TUYỆT MẬT |', 'TUYỆT MẬT'],
    ['Độ mật: MẬT', 'MẬT'],
    ['TÀI LIỆU THU HỒI', 'TÀI LIỆU THU HỒI'],
    ['[TỐI MẬT]'.normalize('NFD'), 'TỐI MẬT'],
    ['Kính gửi các phòng, công văn kèm theo có độ mật: Mật, không chuyển tiếp.', 'MẬT'],
    ['Số 12/BC. Độ mật: Tối mật ngày 12/5/2023', 'TỐI MẬT'],
    [`Độ mật : tuyệt  mật. ${'Nội dung. '.repeat(400)}`.normalize('NFD'), 'TUYỆT MẬT'],
    [`${'Nội dung họp giao ban. '.repeat(300)}\nTỐI MẬT\n${'Nội dung. '.repeat(300)}`, 'TỐI MẬT'],
  ])('%s', (raw, stamp) => {
    expect(secrecyStampIn(raw)).toBe(stamp)
  })

  it.each([
    'Các phòng bảo mật thông tin theo Luật Bảo vệ bí mật nhà nước.',
    'CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC',
    'BẢO VỆ BÍ\nMẬT NHÀ NƯỚC',
    'V. BẢO VỆ BÍ\nMẬT',
    'Mật ong rừng',
    'mật',
    'BẢO MẬT',
    'Tập huấn xác định độ mật: mật, tối mật, tuyệt mật theo Luật Bảo vệ bí mật nhà nước.',
    'Hỏi về độ mật: Mật hay Tối mật?',
    'Chế độ mật: mật khẩu đổi ba tháng một lần.',
    'Báo cáo mật độ dân cư; tài liệu mật để trong tủ; lịch tập huấn về tài liệu tối mật.',
  ])('is none in "%s"', (raw) => {
    expect(secrecyStampIn(raw)).toBeNull()
  })
})
