import type { Rates } from '../core/report/rates.ts'
import { formatNumber } from '../core/report/vietnamese-number.ts'
import { type Instant, type LocalDate, shortDate } from '../core/time.ts'
import { stamp } from './vi-ledger.ts'

/** Words of `/tiendo`, `/thongke`, `/tonghop` and of who has done what. */

const perCent = (value: number | null): string => (value === null ? 'chưa có' : `${formatNumber(value)} %`)

// Tiến độ

export const wholeBoard = 'toàn cơ quan'
export const progressHead = (date: string, of: string): string => `Tiến độ đến ngày ${date} – ${of}`
export const progressCount = (answered: number, asked: number, overdue: number, late: number): string =>
  [
    `Đã trả lời ${answered}/${asked} phần việc${asked === 0 ? '' : ` (${perCent(Math.round((answered / asked) * 1000) / 10)})`}`,
    ...(overdue > 0 ? [`quá hạn ${overdue}`] : []),
    ...(late > 0 ? [`trả lời muộn ${late}`] : []),
  ].join(', ')
export const progressUnit = (unit: string, answered: number, asked: number, overdue: number): string =>
  `• ${unit}: ${answered}/${asked}${overdue > 0 ? `, quá hạn ${overdue}` : ''}`
export const progressMatter = (title: string, state: string, due: string): string => `• ${title} – ${state}; hạn ${due}`
export const matterStates = {
  open: 'chưa trả lời',
  answered: 'đã trả lời',
  late: 'đã trả lời, muộn',
  cancelled: 'không còn phải thực hiện',
  overdue: 'quá hạn, chưa trả lời',
} as const
export const reportsHead = 'Báo cáo:'
export const reportProgress = (title: string, state: string, due: string, answered: number, asked: number): string =>
  `• ${title}: ${state}, hạn ${due}, ${answered}/${asked} phần`
export const andMore = (count: number): string => `… và ${count} mục khác`
export const fromEarlierYears = (count: number): string => `Ngoài ra ${count} phần việc của các năm trước chưa trả lời.`
export const nothingToShow = 'Chưa có việc nào được hỏi trong phạm vi này.'
export const byUnitLabel = 'Xem theo đơn vị'
export const byPlanLabel = 'Xem theo kế hoạch'
export const wholeLabel = 'Xem toàn cơ quan'
export const chooseUnit = 'Xem tiến độ của đơn vị nào?'
export const choosePlan = 'Xem tiến độ của kế hoạch nào?'

// Thống kê

export const spanNames = { month: 'Tháng này', quarter: 'Quý này', year: 'Năm nay' } as const
export const planSpan = 'Theo kế hoạch'
export const chooseSpan = 'Anh/chị muốn xem thống kê của thời gian nào?'
export const choosePlanOfRates = 'Thống kê của kế hoạch nào?'
export const ratesHead = (of: string, from: LocalDate, to: LocalDate): string =>
  `Thống kê ${of} (đến hạn từ ${shortDate(from)} đến ${shortDate(to)})`
export const ratesTotal = ({ expected, actual, onTime, rate, rateOnTime }: Rates): string =>
  `Phải báo cáo ${expected}, đã báo cáo ${actual} (${perCent(rate)}), đúng hạn ${onTime} (${perCent(rateOnTime)}).`
export const ratesLine = (unit: string, { expected, actual, onTime, rate, rateOnTime }: Rates): string =>
  `• ${unit}: ${actual}/${expected} (${perCent(rate)}), đúng hạn ${onTime} (${perCent(rateOnTime)})`
export const ratesNote = 'Việc được gia hạn tính theo hạn mới; việc đã bỏ không tính.'
export const inPlan = (name: string): string => `kế hoạch “${name}”`
export const nothingExpected = (of: string): string => `Chưa có việc nào đến hạn trong ${of}.`
export const ratesColumns: readonly string[] = [
  'Đơn vị',
  'Phải báo cáo',
  'Đã báo cáo',
  'Đúng hạn',
  'Tỷ lệ báo cáo (%)',
  'Tỷ lệ đúng hạn (%)',
]
export const totalRow = 'Tổng cộng'
export const ratesFileName = (of: string, day: LocalDate): string =>
  `Thong ke ${of.replace(/[^\p{L}\p{N}]+/gu, '-')} ${day}.csv`
export const csvNumber = (value: number | null): string => (value === null ? '' : formatNumber(value))
export const spanWords = { month: 'tháng', quarter: 'quý', year: 'năm' } as const

// Tổng hợp

export const onlyAdminsCompile = 'Chỉ quản trị viên và lãnh đạo Ban lập dự thảo báo cáo được.'
export const chooseReport = 'Lập dự thảo báo cáo nào ngay bây giờ?'
export const noReportYet = 'Chưa có báo cáo nào của kế hoạch đang theo dõi.'
export const reportChoice = (title: string, due: string): string => `${title} (${due})`
export const compilingNow = (title: string, answered: number, asked: number, missing: readonly string[]): string =>
  [
    `Đang lập dự thảo “${title}” từ ${answered}/${asked} phần đã trả lời.`,
    ...(missing.length === 0 ? [] : [`Còn thiếu: ${missing.join(', ')}.`]),
  ].join('\n')
export const lockedReport = (title: string): string => `“${title}” đã được duyệt nên giữ nguyên bản đã duyệt, gửi kèm.`
export const nudgeMissingLabel = 'Nhắc các đơn vị còn thiếu'

// Ai đã làm gì

export const auditLabel = 'Ai đã làm gì'
export const auditHead = (of: string, count: number): string => `${count} việc gần nhất ${of}:`
export const ofBoard = 'trong cơ quan'
export const ofPlan = (name: string): string => `của ${name}`
export const ofPerson = (name: string): string => `của ${name}`
export const auditLine = (at: Instant, who: string, did: string, about: string): string =>
  `• ${stamp(at)} ${who}: ${did}${about === '' ? '' : ` – ${about}`}`
export const auditFile = 'Tệp kèm theo ghi đầy đủ hơn (tối đa 1.000 dòng gần nhất, mở bằng Excel).'
export const auditFileName = (day: LocalDate): string => `Nhat ky thay doi ${day}.csv`
export const auditColumns: readonly string[] = ['Lúc', 'Người thực hiện', 'Đã làm', 'Đối tượng', 'Mã', 'Chi tiết']
export const nothingDone = 'Chưa có thay đổi nào được ghi.'
export const auditByPlan = 'Theo kế hoạch'
export const auditByPerson = 'Theo người'
export const chooseAuditPlan = 'Thay đổi của kế hoạch nào?'
export const chooseAuditPerson = 'Việc đã làm của ai?'
export const actors: { readonly [id: string]: string } = { system: 'Hệ thống', operator: 'Người vận hành' }

/** What an audit line's action is called; one that is not here is shown as it is. */
export const actions: { readonly [action: string]: string } = {
  'answer.saved': 'lưu câu trả lời',
  'answer.accepted': 'chấp nhận câu trả lời',
  'answer.returned': 'trả lại câu trả lời',
  'report.compiled': 'lập dự thảo báo cáo',
  'report.approved': 'duyệt báo cáo',
  'report.returned': 'trả lại báo cáo',
  'report.submitted': 'trình báo cáo',
  'report.issued': 'phát hành báo cáo',
  'report.reopened': 'mở lại báo cáo đã duyệt',
  'plan.imported': 'nhập kế hoạch',
  'plan.added': 'thêm kế hoạch từ tệp',
  'plan.changed': 'cập nhật kế hoạch từ tệp',
  'plan.dropped': 'thôi theo dõi kế hoạch',
  'plan.resumed': 'theo dõi lại kế hoạch',
  'plan.closed': 'kết thúc theo dõi kế hoạch',
  'plan.activated': 'theo dõi lại kế hoạch',
  'plan.assigned': 'phân công lại',
  'deadline.moved': 'dời hạn',
  'reminder.nudged': 'nhắc thêm',
  'broadcast.sent': 'gửi thông báo',
  'letter.drafted': 'soạn công văn đôn đốc',
  'ledger.read': 'xem sổ nhắc việc',
  'document.refused': 'gửi tệp không nhận được',
  'account.joined': 'tham gia',
  'account.closed': 'rời kênh',
  'account.preferred': 'chọn kênh nhận tin',
  'channel.connected': 'nối kênh',
  'channel.trouble': 'kênh gián đoạn',
  'channel.works': 'kênh hoạt động lại',
  'concern.raised': 'nêu vướng mắc, kiến nghị',
  'concern.closed': 'xử lý vướng mắc, kiến nghị',
  'consent.given': 'đồng ý về dữ liệu cá nhân',
  'consent.refused': 'không đồng ý về dữ liệu cá nhân',
  'consent.withdrawn': 'rút đồng ý',
  'data.shown': 'xem dữ liệu của mình',
  'data.erased': 'xóa dữ liệu của mình',
  'data.tidied': 'dọn dữ liệu hết hạn lưu',
  'document.received': 'gửi văn bản kế hoạch',
  'document.read': 'đọc văn bản kế hoạch',
  'draft.dropped': 'bỏ bản đang duyệt',
  'form.saved': 'lưu phiếu',
  'group.code-made': 'lấy mã nối nhóm',
  'group.joined': 'nối nhóm',
  'group.closed': 'thôi nối nhóm',
  'group.moved': 'nhóm đổi địa chỉ',
  'message.failed': 'tin nhắn không gửi được',
  'rates.read': 'xem thống kê',
  'invite.made': 'cấp mã mời',
  'substitute.made': 'cử người thay',
  'substitute.ended': 'thôi cử người thay',
  'extension.asked': 'xin gia hạn',
  'extension.granted': 'đồng ý gia hạn',
  'extension.refused': 'từ chối gia hạn',
  'extension.withdrawn': 'rút đề nghị gia hạn',
}
