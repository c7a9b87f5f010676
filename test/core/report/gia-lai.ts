import type { AnswerBody } from '../../../src/core/answer.ts'
import type { Board, Unit } from '../../../src/core/plan/board.ts'
import type { Occurrence } from '../../../src/core/plan/occurrence.ts'
import type { Duty, Indicator, Plan, Task } from '../../../src/core/plan/plan.ts'
import type { CompileInput, Contribution } from '../../../src/core/report/compile-input.ts'

const unit = (id: string, name: string, kind: Unit['kind']): Unit => ({ id, name, aliases: [], kind })

export const board: Board = {
  id: 'gia-lai',
  name: 'Ban Quản lý Khu kinh tế tỉnh Gia Lai',
  symbol: 'BQLKKT',
  parent: 'Ủy ban nhân dân tỉnh Gia Lai',
  place: 'Gia Lai',
  signer: 'TRƯỞNG BAN',
  drafter: 'VP',
  hours: [{ from: '07:30', to: '11:30' }],
  units: [
    unit('van-phong', 'Văn phòng', 'office'),
    unit('dau-tu', 'Phòng Quản lý Đầu tư', 'department'),
    unit('doanh-nghiep', 'Phòng Quản lý Doanh nghiệp và Lao động', 'department'),
    unit('moi-truong', 'Phòng Tài nguyên và Môi trường', 'department'),
    unit('cong-doan', 'Công đoàn cơ sở', 'organisation'),
  ],
  people: [],
  plans: [],
}

const task = (
  id: string,
  what: string,
  section: string,
  lead: readonly string[],
  indicators: readonly string[] = [],
): Task => ({
  id,
  what,
  section,
  lead,
  coordinating: [],
  due: { kind: 'continuous', phrase: 'thường xuyên' },
  indicators,
})

export const halfYear: Duty = {
  id: 'bao-cao-6-thang',
  kind: 'half-year',
  title:
    'Báo cáo kết quả thực hiện công tác dân vận chính quyền 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2023',
  to: ['Ban Dân vận Tỉnh ủy', 'Sở Nội vụ'],
  lead: 'van-phong',
  collectFrom: board.units.map((one) => one.id),
  due: { kind: 'before', date: '2023-05-10', phrase: 'trước ngày 10/5/2023' },
  window: null,
}

export const yearly: Duty = {
  ...halfYear,
  id: 'bao-cao-nam',
  kind: 'year',
  title: 'Kết quả công tác dân vận chính quyền năm 2023',
  due: { kind: 'before', date: '2023-10-30', phrase: 'trước ngày 30/10/2023' },
}

export const models: Indicator = {
  id: 'mo-hinh',
  name: 'Số mô hình “Dân vận khéo” xây dựng được và phát huy hiệu quả',
  op: '>=',
  target: 1,
  unit: 'mô hình',
  ratio: null,
  phrase: 'phấn đấu xây dựng và phát huy hiệu quả được ít nhất 01 mô hình',
  reportedBy: ['van-phong', 'cong-doan'],
}

export const onTime: Indicator = {
  id: 'dung-han',
  name: 'Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng hạn',
  op: '>=',
  target: 95,
  unit: '%',
  ratio: { numerator: 'hồ sơ đúng hạn', denominator: 'hồ sơ đã giải quyết' },
  phrase: 'từ 95% trở lên',
  reportedBy: ['dau-tu', 'doanh-nghiep'],
}

export const satisfaction: Indicator = {
  id: 'hai-long',
  name: 'Mức độ hài lòng của tổ chức, cá nhân',
  op: '>',
  target: 85,
  unit: '%',
  ratio: null,
  phrase: 'đạt trên 85%',
  reportedBy: ['dau-tu', 'doanh-nghiep'],
}

export const dialogues: Indicator = {
  id: 'doi-thoai',
  name: 'Số cuộc đối thoại với doanh nghiệp',
  op: '>=',
  target: 4,
  unit: 'cuộc',
  ratio: null,
  phrase: 'ít nhất 04 cuộc',
  reportedBy: ['moi-truong'],
}

export const plan: Plan = {
  id: 'gia-lai-2023',
  number: null,
  issuedOn: null,
  title: 'Triển khai thực hiện công tác dân vận chính quyền năm 2023',
  issuer: 'Ban Quản lý Khu kinh tế tỉnh Gia Lai',
  parent: 'Ủy ban nhân dân tỉnh Gia Lai',
  place: 'Gia Lai',
  period: { from: '2023-01-01', to: '2023-12-31' },
  bases: [
    {
      number: '79/KH-UBND',
      issuedOn: '2023-01-10',
      subject: 'Kế hoạch triển khai công tác dân vận chính quyền năm 2023 của Ủy ban nhân dân tỉnh',
    },
  ],
  tasks: [
    task('tuyen-truyen', 'Phổ biến các văn bản về công tác dân vận', 'Tuyên truyền, quán triệt', [
      'van-phong',
      'cong-doan',
    ]),
    task(
      'cai-cach',
      'Rà soát, đơn giản hóa thủ tục; giảm hồ sơ trễ hẹn',
      'Cải cách hành chính',
      ['dau-tu', 'doanh-nghiep'],
      ['dung-han', 'hai-long'],
    ),
    task('cong-nghe', 'Ứng dụng công nghệ thông tin trong giải quyết công việc', 'Cải cách hành chính', ['van-phong']),
    task(
      'mo-hinh',
      'Xây dựng, duy trì mô hình “Dân vận khéo”',
      'Thi đua yêu nước và mô hình “Dân vận khéo”',
      ['van-phong'],
      ['mo-hinh'],
    ),
    task(
      'doi-thoai',
      'Đối thoại với doanh nghiệp, tháo gỡ khó khăn',
      'Đối thoại với doanh nghiệp',
      ['moi-truong'],
      ['doi-thoai'],
    ),
  ],
  duties: [halfYear, yearly],
  indicators: [models, onTime, satisfaction, dialogues],
  recipients: [
    'Ban Dân vận Tỉnh ủy (b/c)',
    'Sở Nội vụ',
    'Lãnh đạo Ban',
    'Các phòng, đơn vị trực thuộc',
    'Trang thông tin điện tử BQLKKT',
  ],
}

export const report: Occurrence = {
  id: 'gia-lai-2023/bao-cao-6-thang/2023-05-09/van-phong',
  planId: plan.id,
  itemId: halfYear.id,
  stage: 'report',
  feeds: null,
  unitId: 'van-phong',
  title: halfYear.title,
  period: { from: '2023-01-01', to: '2023-04-30' },
  due: '2023-05-09',
  workDue: '2023-05-09',
  rolledDue: null,
  precision: 'day',
}

export const nothingSaid: AnswerBody = {
  state: 'doing',
  percent: null,
  text: '',
  figures: [],
  obstacle: null,
  recommendation: null,
  evidence: [],
}

/** A Unit's part of the half-year report; `itemId` of a Task, or of the Duty for its general part. */
export function part(itemId: string, unitId: string, body: Partial<AnswerBody> | null, late = false): Contribution {
  const found = plan.tasks.find((one) => one.id === itemId)
  return {
    occurrence: {
      ...report,
      id: `gia-lai-2023/${itemId}/2023-05-09/${unitId}/bao-cao-6-thang`,
      itemId,
      stage: found === undefined ? 'contribution' : 'check-in',
      feeds: report.id,
      unitId,
      title: found?.what ?? 'Phần việc của đơn vị trong báo cáo',
      due: '2023-05-04',
      workDue: '2023-05-04',
    },
    answer: body === null ? null : { revision: 1, personName: 'Đầu mối', late, body: { ...nothingSaid, ...body } },
  }
}

const hash = (start: string): string => start.padEnd(64, '0')
const file = (sha: string, name: string) => ({ sha256: hash(sha), name, mime: 'application/pdf', size: 1234 })

/** The half-year report of a board like Gia Lai's, with every kind of Answer. */
export const halfYearInput: CompileInput = {
  board,
  plan,
  duty: halfYear,
  occurrence: report,
  contributions: [
    part('tuyen-truyen', 'van-phong', {
      state: 'done',
      percent: 100,
      text: 'Đã tổ chức 03 hội nghị quán triệt Luật Thực hiện dân chủ ở cơ sở cho 85/85 công chức, người lao động.\nĐăng 12 tin, bài trên Trang thông tin điện tử của Ban.',
      evidence: [file('4f2a9c81d3e0', 'bien-ban-hoi-nghi-15-3.pdf'), file('9b07cc51aa2e', 'Danh sách tham dự.xlsx')],
    }),
    part('tuyen-truyen', 'cong-doan', {
      state: 'same',
      percent: 60,
      text: 'Tuyên truyền qua sinh hoạt Công đoàn hằng tháng.',
    }),
    part('cai-cach', 'dau-tu', {
      state: 'doing',
      percent: 62.5,
      text: 'Rà soát 24 thủ tục, đề nghị đơn giản hóa 06 thủ tục.',
      figures: [
        { indicatorId: 'dung-han', value: 95, numerator: 95, denominator: 100 },
        { indicatorId: 'hai-long', value: 91 },
      ],
    }),
    part(
      'cai-cach',
      'doanh-nghiep',
      {
        state: 'obstacle',
        percent: 50,
        text: 'Tiếp nhận 1.250 hồ sơ về lao động nước ngoài và nội quy lao động.',
        figures: [
          { indicatorId: 'dung-han', value: 97.68, numerator: 1221, denominator: 1250 },
          { indicatorId: 'hai-long', value: 84.5 },
        ],
        obstacle: 'Phần mềm một cửa thường gián đoạn vào đầu giờ sáng.\nMột số doanh nghiệp chưa có chữ ký số.',
        recommendation: 'Đề nghị Sở Thông tin và Truyền thông nâng cấp đường truyền.',
      },
      true,
    ),
    part('cong-nghe', 'van-phong', { state: 'doing', text: '' }),
    part('mo-hinh', 'van-phong', {
      state: 'doing',
      percent: 70,
      text: 'Xây dựng mô hình “Một cửa thân thiện” tại Bộ phận tiếp nhận và trả kết quả.',
      figures: [{ indicatorId: 'mo-hinh', value: 1 }],
    }),
    part('doi-thoai', 'moi-truong', null),
    part(halfYear.id, 'cong-doan', {
      state: 'done',
      percent: 100,
      text: 'Vận động đoàn viên hưởng ứng phong trào “Lao động giỏi, lao động sáng tạo”.',
    }),
  ],
}
