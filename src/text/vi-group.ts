import type { Precision } from '../core/plan/plan.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { dueText } from './vi-deadline.ts'
import { remainingText } from './vi-reminder.ts'

/** Sentences for the groups of Units: what everybody there may read. */

export const groupHeading = (unitName: string, today: LocalDate): string =>
  `${unitName}: việc đang mở ngày ${shortDate(today)}`

/** One matter: its title, its last day, what is left. */
export function groupLine(title: string, due: LocalDate, precision: Precision, remaining: number | null): string {
  const left = remainingText(remaining)
  return `• ${title} – hạn ${dueText(due, precision)}${left === '' ? '' : ` (${left})`}`
}

export const groupRest = (count: number): string => `… và ${count} việc khác`

export const groupHint = 'Người phụ trách vui lòng trả lời trong khung chat riêng với bot, không trả lời trong nhóm.'

export const groupJoined = (unitName: string, boardName: string): string =>
  `Đã nối nhóm này với ${unitName}, ${boardName}. Mỗi buổi sáng có việc cần nhắc, nhóm nhận một tin ngắn gồm tên việc và thời hạn; việc trả lời thực hiện trong khung chat riêng với bot.`

export const groupCodeRefused =
  'Mã nối nhóm không đúng, đã dùng hoặc đã hết hạn. Quản trị viên hoặc trưởng đơn vị gõ /nhom trong khung chat riêng với bot để lấy mã mới.'

export const groupTooManyCodes = 'Nhóm này đã nhập sai mã nhiều lần. Anh/chị vui lòng thử lại vào ngày mai.'

export const groupPrivateOnly = 'Trong nhóm bot chỉ nhắc việc. Anh/chị vui lòng nhắn riêng cho bot.'

export const groupNotOffered = 'Chưa có kênh nào đang dùng hỗ trợ nhóm của đơn vị.'

export const onlyHeadsLinkGroups = 'Lệnh này dành cho quản trị viên và trưởng đơn vị.'

export const chooseUnitForGroup = 'Nối nhóm của đơn vị nào?'

export const groupCodeMade = (
  unitName: string,
  code: string,
  links: readonly string[],
  hours: number,
  linked: number,
): string =>
  [
    `Mã nối nhóm của ${unitName}: ${code}`,
    ...links.map((link) => `Thêm bot vào nhóm bằng liên kết: ${link}`),
    `Nếu bot đã ở trong nhóm, gõ trong nhóm: /nhom ${code}`,
    `Mã dùng một lần, hết hạn sau ${hours} giờ.`,
    ...(linked === 0
      ? []
      : [`Đơn vị này đang có ${linked} nhóm đã nối. Muốn ngừng nhắc ở nhóm nào, đưa bot ra khỏi nhóm đó.`]),
  ].join('\n')

export const groupClosedNotice = (unitName: string): string =>
  `Bot không còn ở trong nhóm của ${unitName}; nhóm này không nhận tin nhắc nữa. Mỗi người vẫn được nhắc riêng. Gõ /nhom để nối lại.`

export const groupMovedNotice = (unitName: string): string =>
  `Nhóm của ${unitName} đã được nâng cấp và có địa chỉ mới; bot tiếp tục nhắc ở nhóm mới.`

export const groupRefusedNotice = (unitName: string): string =>
  `Chưa gửi được tin nhắc vào nhóm của ${unitName}. Xin kiểm tra quyền gửi tin của bot trong nhóm. Mỗi người vẫn được nhắc riêng.`
