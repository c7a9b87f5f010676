import { type LocalDate, shortDate } from '../core/time.ts'

/** What leaders decide: later days, obstacles and recommendations. */

export const onlyDeciders = 'Việc này do lãnh đạo Ban quyết định.'

export const noExtensions = 'Không có đề nghị gia hạn nào đang chờ.'
export const extensionsHead = (count: number): string => `${count} đề nghị gia hạn đang chờ anh/chị:`
export const extensionLine = (unit: string, title: string, due: string, to: LocalDate): string =>
  `${unit}: ${title} – hạn ${due}, xin đến ${shortDate(to)}`
export const noLongerNeeded =
  'Việc này không còn mở (đơn vị đã trả lời hoặc kế hoạch đã kết thúc) nên không cần gia hạn.'
export const noLongerWaits = (
  how: 'granted' | 'refused' | 'withdrawn',
  by: string | null,
  day: LocalDate | null,
): string => {
  const who = by === null ? '' : ` (${by}${day === null ? '' : `, ngày ${shortDate(day)}`})`
  return `Đề nghị này đã ${decided[how]}${who}.`
}
const decided = { granted: 'được đồng ý', refused: 'bị từ chối', withdrawn: 'được đơn vị rút lại' } as const

export const extensionCard = (given: {
  readonly unit: string
  readonly by: string
  readonly title: string
  readonly due: string
  readonly to: LocalDate
  readonly reason: string
}): string =>
  [
    `${given.unit} xin gia hạn (${given.by}):`,
    `• ${given.title}`,
    `• Hạn hiện nay ${given.due}, xin đến hết ${shortDate(given.to)}`,
    `• Lý do: ${given.reason}`,
  ].join('\n')
export const grantLabel = 'Đồng ý gia hạn'
export const refuseLabel = 'Không đồng ý'

export const basisWanted = (typed: string): string =>
  `Chưa ghi quyết định: căn cứ “${typed}” chưa có số của văn bản (ví dụ Công văn số 125/UBND-NC ngày 04/5/2023). Các phần khác được giữ; anh/chị gõ lại căn cứ.`
export const dayWanted = (to: LocalDate, due: LocalDate): string =>
  `Chưa ghi quyết định: ngày ${shortDate(to)} không sau hạn hiện nay (${shortDate(due)}). Các phần khác được giữ; anh/chị gõ lại ngày.`

export const grantedReceipt = (title: string, to: LocalDate): string =>
  `Đã ghi: gia hạn “${title}” đến hết ${shortDate(to)}. Đơn vị được báo, lịch nhắc tính lại theo hạn mới.`
export const refusedReceipt = (title: string): string =>
  `Đã ghi: không gia hạn “${title}”. Đơn vị được báo kèm lý do, hạn cũ giữ nguyên.`
export const grantedNotice = (by: string, title: string, to: LocalDate, basis: string): string =>
  `${by} đồng ý gia hạn “${title}” đến hết ${shortDate(to)}. Căn cứ: ${basis}`
export const refusedNotice = (by: string, title: string, due: string, reason: string): string =>
  `${by} không đồng ý gia hạn “${title}”, hạn ${due} giữ nguyên. Lý do: ${reason}`

export const noConcerns = 'Không có vướng mắc, kiến nghị nào đang chờ.'
export const concernsHead = (count: number): string => `${count} vướng mắc, kiến nghị đang chờ anh/chị:`
export const alreadyAnswered = (by: string, instruction: string): string =>
  `Đã có ý kiến của ${by}${instruction === '' ? '' : `: ${instruction}`}`
export const answeredReceipt = (unit: string, followed: boolean): string =>
  followed
    ? `Đã chuyển ý kiến đến ${unit}. Tôi theo dõi và báo anh/chị khi có kết quả.`
    : `Đã chuyển ý kiến đến ${unit}.`
export const answeredNotice = (kind: 'obstacle' | 'recommendation', by: string, what: string, answer: string): string =>
  `${by} có ý kiến về ${kind === 'obstacle' ? 'vướng mắc' : 'kiến nghị'} của đơn vị:\n• Đã nêu: ${what}\n• Ý kiến: ${answer}`
export const dueLine = (due: LocalDate | null): string =>
  due === null ? '• Thực hiện xong xin báo kết quả.' : `• Hạn ${shortDate(due)}, xong xin báo kết quả.`
export const more = (count: number): string => `… và ${count} mục khác`
