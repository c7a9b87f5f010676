import { formLabels } from './vi-forms.ts'

/** A Unit's general assessment, which it may add to a report when it has answered Task by Task. */

export const assessmentLabel = formLabels['danh-gia-don-vi'] ?? ''

/** After the Unit's last open part; nobody has to. */
export const offer = (report: string): string =>
  `Đơn vị có thể viết thêm đánh giá chung (ưu điểm, hạn chế, kiến nghị…) cho “${report}”; không bắt buộc.`
export const offerLabel = 'Viết đánh giá chung'

export const chooseReport = 'Anh/chị viết đánh giá chung cho báo cáo nào?'
export const reportChoice = (report: string, due: string, unit: string | null): string =>
  `${report} – hạn ${due}${unit === null ? '' : ` (${unit})`}`
export const noReportOpen = 'Hiện không có báo cáo nào đang nhận đánh giá chung của đơn vị.'

export const colleagueWrites = (name: string): string =>
  `${name} cũng đang soạn đánh giá chung này; báo cáo lấy bản được lưu sau cùng.`
export const nothingWritten =
  'Các mục đều để trống nên tôi không ghi đánh giá chung nào. Khi cần viết, anh/chị gõ /bieumau.'
export const nowEmpty = 'Các mục nay đều để trống; báo cáo không còn phần đánh giá chung của đơn vị.'
export const savedAfterApproval =
  'Báo cáo đã được lãnh đạo duyệt trước khi đánh giá chung này được lưu, nên nội dung không có trong báo cáo. Phần này vẫn được giữ; Văn phòng được báo để biết.'
export const earlierKept = (name: string, revision: number): string =>
  `Trước đó ${name} đã viết đánh giá chung. Báo cáo dùng bản mới (lần ${revision}); các bản trước vẫn được giữ.`
