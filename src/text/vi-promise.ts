import { type LocalDate, shortDate, weekdayOf } from '../core/time.ts'

/** A day that is promised for late work. */

const weekdays = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ nhật'] as const

export const askDay = (title: string, due: string): string =>
  `“${title}” đã quá hạn (${due}). Anh/chị hẹn xong ngày nào? Đến hết ngày hẹn tôi không nhắc lãnh đạo về việc này; bản tin chung ghi kèm ngày hẹn.`
export const dayLabel = (day: LocalDate): string => `${weekdays[weekdayOf(day) - 1] ?? ''}, ${shortDate(day)}`
export const otherDay = 'Ngày khác'

export const promised = (title: string, day: LocalDate, last: boolean): string =>
  `Đã ghi: “${title}” xong trong ngày ${shortDate(day)}. Quá ngày đó mà chưa trả lời, việc được báo lãnh đạo ngay.${
    last ? ' Đây là lần hẹn thứ hai, không hẹn thêm được nữa.' : ''
  }`
export const promisedNotice = (name: string, title: string, day: LocalDate): string =>
  `${name} đã hẹn xong “${title}” trong ngày ${shortDate(day)}.`

export const refusals = {
  'not-late': 'Việc này chưa quá hạn nên không cần hẹn ngày. Gõ /viec để trả lời, hoặc /giahan nếu cần lùi hạn.',
  'too-many': 'Việc này đã được hẹn hai lần nên không hẹn thêm được nữa. Cần thêm thời gian, anh/chị gõ /giahan.',
  past: 'Ngày hẹn phải từ hôm nay trở đi.',
  'not-later': 'Ngày hẹn mới phải sau ngày đã hẹn trước.',
  'too-far': 'Ngày hẹn không quá 30 ngày. Cần lâu hơn, anh/chị gõ /giahan để xin gia hạn.',
} as const
export const answerNow = 'Trả lời ngay'
export const changeDay = 'Hẹn lại ngày'
