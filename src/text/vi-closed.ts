import { type LocalDate, shortDate } from '../core/time.ts'

/** A plan that is followed no more: what its old buttons and half-written answers say. */

const closedSince = (plan: string, day: LocalDate): string =>
  `Kế hoạch ${plan} đã kết thúc theo dõi từ ngày ${shortDate(day)}`

/** `again`: how the plan is taken up again, as a whole sentence. */
export const planClosed = (plan: string, day: LocalDate, again: string): string =>
  `${closedSince(plan, day)} nên việc này không nhận thêm câu trả lời, đề nghị hay quyết định. ${again} Gõ /viec để xem các việc đang mở.`
export const draftOfClosed = (plan: string, day: LocalDate, again: string): string =>
  `${closedSince(plan, day)} nên chưa ghi được gì thêm. Phần anh/chị đang soạn được giữ nguyên. ${again} Khi kế hoạch được theo dõi lại, gõ /viec để viết tiếp.`

export const adminTakesUp = 'Cần làm tiếp, anh/chị mở kế hoạch ở /kehoach và bấm “Theo dõi lại”.'
export const askAdmin = 'Cần làm tiếp, anh/chị đề nghị quản trị viên theo dõi lại kế hoạch.'
export const openPlanLabel = 'Mở kế hoạch này'
