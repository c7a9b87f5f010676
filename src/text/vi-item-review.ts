import type { Instant } from '../core/time.ts'
import { stamp } from './vi-ledger.ts'

/** Words of `/duyet`: looking at single answers, returning one to its author, opening an approved report again. */

export const onlyReviewers = 'Chỉ quản trị viên và lãnh đạo Ban xem và trả lại từng mục.'
export const nothingCameIn = 'Không có câu trả lời nào chờ xem.'
export const cameIn = (count: number, fresh: number, since: Instant | null): string =>
  `${count} câu trả lời chờ xem${
    since === null
      ? ''
      : fresh === 0
        ? `, không có câu trả lời mới từ lần xem ${stamp(since)}`
        : `, ${fresh} mới từ lần xem ${stamp(since)}`
  }:`
export const cameInLine = (
  number: number,
  unit: string,
  title: string,
  state: string,
  who: string,
  at: Instant,
): string => `${number}. ${unit}: ${title} – ${state} (${who}, ${stamp(at)})`
export const waitsForMore = (count: number): string => `${count} mục đã trả lại, đang chờ bổ sung.`
export const itemLabel = (unit: string, title: string): string => `${unit}: ${title}`
export const acceptAllLabel = (count: number): string => `Chấp nhận cả ${count} mục`
export const acceptedAll = (count: number): string => `Đã chấp nhận ${count} mục. Gõ /duyet để xem những mục còn lại.`

export const stateNames = {
  done: 'đã hoàn thành',
  doing: 'đang thực hiện',
  obstacle: 'có vướng mắc',
  same: 'như kỳ trước',
} as const

export const itemHead = (title: string, unit: string, due: string, who: string, at: Instant, late: boolean): string =>
  [title, `${unit} · hạn ${due}`, `${who} trả lời lúc ${stamp(at)}${late ? ', muộn' : ''}`].join('\n')
export const stateLine = (state: string, percent: number | null): string =>
  `– Tình trạng: ${state}${percent === null ? '' : `, khoảng ${percent} %`}`
export const textLine = (text: string): string => `– Nội dung: ${text}`
export const figureLine = (name: string, value: string): string => `– ${name}: ${value}`
export const obstacleLine = (text: string): string => `– Vướng mắc: ${text}`
export const recommendationLine = (text: string): string => `– Kiến nghị: ${text}`
export const evidenceLine = (count: number): string => `– Minh chứng: ${count} tệp, gửi kèm`
export const revisionLine = (revision: number): string => `– Bản thứ ${revision}`

export const acceptLabel = 'Chấp nhận'
export const returnLabel = 'Trả lại để bổ sung'
export const listLabel = 'Về danh sách'
export const accepted = (title: string): string => `Đã chấp nhận “${title}”.`
export const newerCame = 'Người trả lời vừa gửi bản mới cho mục này. Xin xem lại bản mới.'
export const alreadyReturned = (by: string, at: Instant): string =>
  `Mục này đã được ${by} trả lại lúc ${stamp(at)}, đang chờ bổ sung. Có bản mới, mục sẽ hiện lại ở /duyet.`
export const remarkNeeded = 'Cần nêu nội dung phải bổ sung thì mới trả lại được.'
export const returned = (title: string, who: string): string =>
  `Đã trả lại “${title}” cho ${who}. Mục này được mở lại; báo cáo ghi “đã trả lại, chờ bổ sung” cho đến khi có bản mới.`
export const returnedNotice = (title: string, by: string, remark: string): string =>
  `${by} trả lại phần trả lời “${title}” để bổ sung:\n${remark}\nPhần đã viết được giữ nguyên, anh/chị chỉ sửa chỗ cần sửa.`
export const correctLabel = 'Bổ sung, sửa'

export const reopenLabel = (title: string): string => `Mở lại: ${title}`
export const notApproved = 'Báo cáo này không ở trạng thái đã duyệt, chờ phát hành nên không mở lại được.'
export const reopened = (title: string): string =>
  `Đã mở lại “${title}”. Các đơn vị sửa, bổ sung được; xong thì trình và duyệt lại.`
export const reopenedNotice = (title: string, by: string, reason: string): string =>
  `Báo cáo “${title}” đã duyệt được ${by} mở lại:\n${reason}\nXin chưa phát hành bản cũ. Sau khi sửa, gõ /baocao để lấy dự thảo mới và trình lại.`
