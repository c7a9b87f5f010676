import { type LocalDate, shortDate } from '../core/time.ts'

/** `/lich`: deadlines to come, and the personal calendar. */

export const weekHead = (from: LocalDate, to: LocalDate, thisWeek: boolean): string =>
  thisWeek ? `Tuần này (đến ${shortDate(to)}):` : `Tuần ${shortDate(from)} – ${shortDate(to)}:`
export const deadlinesHead = (to: LocalDate): string => `Hạn của anh/chị đến ngày ${shortDate(to)}:`
export const noDeadlines = (to: LocalDate): string => `Đến ngày ${shortDate(to)} anh/chị không có hạn nào.`
export const lateCount = (count: number): string => `Đã quá hạn: ${count} việc (gõ /viec để xem).`
export const ofUnit = (title: string, unit: string): string => `${title} (${unit})`
export const deadlineLine = (due: LocalDate, title: string, movedFrom: LocalDate | null): string =>
  `• ${shortDate(due)}: ${title}${
    movedFrom === null ? '' : ` (${movedFrom < due ? 'được gia hạn' : 'dời sớm hơn'}, hạn cũ ${shortDate(movedFrom)})`
  }`
export const moreDeadlines = (count: number): string => `… và ${count} hạn nữa (xem trong lịch hoặc gõ /viec).`
export const reportTitle = (title: string): string => `Báo cáo: ${title}`

export const calendarLine = (url: string): string =>
  `Lịch riêng của anh/chị, thêm vào Google Calendar, Outlook hoặc điện thoại bằng liên kết này (không chuyển cho người khác; gõ “/lich moi” để đổi):\n${url}`
export const calendarChanged = 'Liên kết lịch cũ không dùng được nữa.'
export const calendarNotUnderstood = 'Gõ /lich để xem hạn sắp tới, “/lich moi” để đổi liên kết lịch.'

/** What stands in the calendar itself. */
export const calendarName = (board: string): string => `Hạn công việc – ${board}`
const marks = { open: 'Hạn', late: 'Quá hạn', answered: 'Đã trả lời', cancelled: 'Không còn' } as const
export const eventTitle = (status: keyof typeof marks, title: string): string => `[${marks[status]}] ${title}`
export interface EventFacts {
  readonly plan: string
  readonly unit: string
  readonly due: string
  readonly period: string
  readonly movedFrom: LocalDate | null
  readonly open: boolean
}
export const eventText = ({ plan, unit, due, period, movedFrom, open }: EventFacts): string =>
  [
    `Kế hoạch: ${plan}`,
    `Đơn vị: ${unit}`,
    `Hạn: ${due}`,
    ...(movedFrom === null ? [] : [`Hạn đã dời; hạn cũ ${shortDate(movedFrom)}`]),
    `Kỳ: ${period}`,
    ...(open ? ['Trả lời trong cuộc trò chuyện với Đúng Hạn: gõ /viec.'] : []),
  ].join('\n')
