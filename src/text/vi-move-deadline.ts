import { type LocalDate, shortDate } from '../core/time.ts'

/** Words of `/han` (a deadline that a document moves) and `/congvan` (the letter that chases late Units). */

export const onlyAdminsMove = 'Chỉ quản trị viên và lãnh đạo Ban dời hạn theo văn bản. Đơn vị xin gia hạn bằng /giahan.'
export const choosePlan = 'Dời hạn trong kế hoạch nào?'
export const chooseMatter = 'Dời hạn của việc nào?'
export const nothingOpen = 'Kế hoạch này không còn việc nào đang mở để dời hạn.'
export const noPlanFollowed = 'Chưa có kế hoạch nào đang theo dõi.'
export const matterLabel = (title: string, due: string, units: number): string =>
  `${title} (${due}${units > 1 ? `, ${units} đơn vị` : ''})`
export const reportLabel = (title: string, due: string): string => `Báo cáo: ${title} (${due})`
export const chooseScope = (title: string, due: string): string => `${title}\nHạn hiện nay: ${due}. Dời cho ai?`
export const allUnits = (count: number): string => `Cả ${count} đơn vị`
export const unitsTogether = (count: number): string => `${count} đơn vị`

export const pastDay = (day: LocalDate): string => `Ngày ${shortDate(day)} đã qua nên không đặt làm hạn mới được.`
export const issuedInFuture = (day: LocalDate): string =>
  `Ngày văn bản ${shortDate(day)} sau hôm nay; xin xem lại ngày của văn bản.`
export const badNumber = (text: string): string =>
  `“${text}” chưa phải số, ký hiệu văn bản (viết như 215/BQLKKT-VP). Dời hạn phải có văn bản làm căn cứ.`
export const sameDay = (day: LocalDate): string => `Hạn hiện nay đã là ngày ${shortDate(day)}.`
/** After what cannot stand: the rest is kept. */
export const askedAnew = (wrong: string): string => `${wrong} Các phần khác được giữ; anh/chị gõ lại phần này.`
export const againLabel = 'Nhập lại'
export const gone = 'Việc này không còn mở hoặc đã dời xong. Gõ /han để xem lại.'

export const earlierThanNow = (to: LocalDate, now: LocalDate): string =>
  `Ngày mới ${shortDate(to)} sớm hơn hạn hiện nay (${shortDate(now)}): đơn vị có ít thời gian hơn.`
export const afterReport = (report: string, due: LocalDate): string =>
  `Ngày mới sau hạn gửi báo cáo “${report}” (${shortDate(due)}); phần này có thể không kịp đưa vào báo cáo.`
export const notWorking = (day: LocalDate, before: LocalDate): string =>
  `Ngày ${shortDate(day)} không phải ngày làm việc; tôi nhắc theo ngày làm việc liền trước, ${shortDate(before)}.`
export const noCalendar = (year: number): string =>
  `Chưa có lịch làm việc năm ${year} nên chưa nhắc được theo hạn mới; xin bổ sung lịch.`
export const sure = (lines: readonly string[]): string => [...lines, 'Vẫn dời hạn?'].join('\n')
export const yesMove = 'Vẫn dời'
export const noMove = 'Thôi'
export const notMoved = 'Đã thôi, hạn giữ nguyên.'

export const basis = (number: string, issuedOn: LocalDate): string => `Văn bản số ${number} ngày ${shortDate(issuedOn)}`
export const moved = (
  title: string,
  who: string,
  from: LocalDate,
  to: LocalDate,
  because: string,
  parts: number,
  notes: readonly string[],
): string =>
  [
    `Đã dời hạn “${title}” (${who}) từ ngày ${shortDate(from)} sang ngày ${shortDate(to)}. Căn cứ: ${because}.`,
    ...(parts === 0 ? [] : [`${parts} phần việc góp vào báo cáo được dời theo.`]),
    ...notes,
    'Những người liên quan được báo và được nhắc lại theo hạn mới. Muốn đổi lại, anh/chị gõ /han.',
  ].join('\n')
export const movedNotice = (lines: readonly string[], because: string): string =>
  [`Hạn được dời theo ${because}:`, ...lines].join('\n')
export const movedLine = (title: string, from: LocalDate, to: LocalDate): string =>
  `• ${title}: ${shortDate(from)} → ${shortDate(to)}`

// Công văn đôn đốc

export const onlyAdminsChase = 'Chỉ quản trị viên và lãnh đạo Ban soạn công văn đôn đốc được.'
export const chooseLetter = 'Soạn công văn đôn đốc về việc gì?'
export const reportLetterLabel = (title: string, missing: number): string => `${title} (thiếu ${missing} đơn vị)`
export const planLetterLabel = (name: string, missing: number): string =>
  `Nhiệm vụ của ${name} (${missing} đơn vị quá hạn)`
export const nobodyLate = 'Không có đơn vị nào quá hạn hoặc còn thiếu báo cáo, chưa cần công văn đôn đốc.'
export const letterDraft = (missing: readonly string[], received: number, asked: number, to: LocalDate): string =>
  [
    `Dự thảo công văn đôn đốc kèm theo: đã nhận ${received}/${asked} đơn vị, còn thiếu ${missing.join(', ')}; hạn mới ${shortDate(to)}.`,
    'Số và ngày ban hành để trống cho Văn thư; xin xem lại người ký theo quy chế làm việc.',
  ].join('\n')
export const letterDay = (day: LocalDate): string =>
  `Ngày ${shortDate(day)} đã qua nên không ghi làm hạn mới trong công văn được.`
export const letterFileName = (plan: string, day: LocalDate): string => `CV-don-doc-${plan}-${day}.docx`
export const answersDue = (to: LocalDate): string => `chậm nhất ngày ${shortDate(to)}`
