import { listed } from './vi-report.ts'

/** Sentences of the letter that chases late Units (công văn đôn đốc). Facts come in already written. */

/** Văn thư fills in the number by hand. */
export const letterNumber = (symbol: string, drafter: string): string => `Số:        /${symbol}-${drafter}`
export const draftMark = 'DỰ THẢO'
export const reportOn = (subject: string): string => `báo cáo ${subject}`
export const about = (report: string | null, year: number): string =>
  report === null ? `V/v đôn đốc thực hiện nhiệm vụ theo kế hoạch năm ${year}` : `V/v đôn đốc ${report}`
export const addressee = 'Các phòng, đơn vị trực thuộc Ban'

export const setBy = (plan: string, board: string, report: string | null, deadline: string | null): string =>
  report === null
    ? `Thực hiện ${plan}, ${board} đã giao các đơn vị thực hiện các nhiệm vụ và báo cáo kết quả theo thời hạn ghi trong Kế hoạch.`
    : `Thực hiện ${plan}, các đơn vị gửi kết quả để tổng hợp ${report}${deadline === null ? '' : `, thời hạn ${deadline}`}.`

export function receipt(today: string, received: number, asked: number, missing: readonly string[]): string {
  const state = `Đến hết ngày ${today}, đã có ${received}/${asked} đơn vị gửi kết quả`
  return missing.length === 0 ? `${state}.` : `${state}; các đơn vị chưa gửi đủ: ${listed(missing)}.`
}

export const request = (report: string | null, newDue: string): string =>
  report === null
    ? `Để bảo đảm tiến độ, đề nghị các đơn vị nêu trên khẩn trương hoàn thành, báo cáo kết quả chậm nhất ngày ${newDue}.`
    : `Để kịp tổng hợp, đề nghị các đơn vị nêu trên khẩn trương gửi kết quả chậm nhất ngày ${newDue}.`
export const channelAndContact = (contact: string | null): string =>
  `Kết quả trả lời trong kênh nhắc việc của cơ quan hoặc gửi qua hệ thống quản lý văn bản và điều hành${
    contact === null ? '' : `; đầu mối liên hệ: ${contact}`
  }.`
export const answerable = 'Thủ trưởng đơn vị chịu trách nhiệm về việc gửi kết quả chậm.'
export const closing = 'Nhận được Công văn này, đề nghị các đơn vị nghiêm túc thực hiện./.'

export const asAbove = '- Như trên;'
export const leadersForInformation = '- Lãnh đạo Ban (b/c);'
export const archive = (drafter: string): string => (drafter === 'VP' ? '- Lưu: VT, VP.' : `- Lưu: VT, ${drafter}.`)
/** The head of the Văn phòng signs for the head of the Board where the working regulation allows it. */
export const signature = (signer: string): readonly string[] => [
  `TL. ${signer
    .normalize('NFC')
    .toUpperCase()
    .split(/\n|\s\/\s/)[0]
    ?.trim()}`,
  'CHÁNH VĂN PHÒNG',
]
