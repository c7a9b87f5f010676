import { shortTitle } from './vi-reminder.ts'

/** Words of `/kehoach` and `/phancong`: the plans of the office, and who is charged with what. */

export const moreChoices = (left: number): string => `Xem tiếp (còn ${left})`

const states = { active: 'đang theo dõi', over: 'đã kết thúc theo dõi' } as const

export const noPlans = 'Chưa có kế hoạch nào. Gõ /nhap và gửi văn bản kế hoạch để bắt đầu.'
export const plansHead = (count: number): string => `Có ${count} kế hoạch:`
export interface PlanCounts {
  readonly tasks: number
  readonly duties: number
  readonly due: number
  readonly answered: number
}
const counted = ({ tasks, duties, due, answered }: PlanCounts): string =>
  `${tasks} nhiệm vụ, ${duties} báo cáo; đã đến hạn ${due} phần việc${due === 0 ? '' : `, đã trả lời ${answered}`}`
export const planLine = (
  number: number,
  name: string,
  period: string,
  status: keyof typeof states,
  counts: PlanCounts,
): string => `${number}. ${name} (${period}) – ${states[status]}; ${counted(counts)}.`
export const importLabel = 'Nhập kế hoạch mới'
export const choosePlan = 'Anh/chị chọn kế hoạch để xem.'

export const planHead = (
  name: string,
  issuer: string,
  period: string,
  version: number,
  status: keyof typeof states,
  counts: PlanCounts,
): readonly string[] => [
  `Kế hoạch ${name}`,
  `${issuer}; thời gian ${period}; bản thứ ${version}; ${states[status]}.`,
  `${counted(counts)}.`.replace(/^./, (first) => first.toUpperCase()),
]
export const tasksHead = 'Nhiệm vụ:'
export const dutiesHead = 'Báo cáo:'
export const itemLine = (
  number: number,
  what: string,
  due: string,
  lead: string,
  beside: string | null,
  isDuty: boolean,
): string => {
  const others = beside === null ? '' : `; ${isDuty ? 'đơn vị góp phần' : 'phối hợp'}: ${beside}`
  return `${number}. ${shortTitle(what, 90)} – ${due}; ${lead === '' ? 'chưa giao đơn vị' : lead}${others}`
}
const namesShown = 3
/** Units in a list of many items; all of them stand in the item itself. */
export const fewNames = (names: readonly string[]): string =>
  names.length <= namesShown
    ? names.join(', ')
    : `${names.slice(0, namesShown - 1).join(', ')} và ${names.length - namesShown + 1} đơn vị khác`
export const nextItemsLabel = (left: number): string => `Xem tiếp các mục (còn ${left})`
export const assignLabel = 'Phân công lại'
export const ledgerLabel = 'Sổ nhắc việc'
export const progressLabel = 'Tiến độ'
export const closeLabel = 'Kết thúc theo dõi'
export const activateLabel = 'Theo dõi lại'
export const yesClose = 'Đúng, kết thúc'
export const yesActivate = 'Đúng, theo dõi lại'
export const noLabel = 'Thôi'
export const leftAsItIs = 'Đã thôi, không có gì thay đổi.'

export const sureClose = (name: string, open: number): string =>
  `Kết thúc theo dõi kế hoạch ${name}? ${
    open === 0 ? 'Không còn phần việc nào chờ trả lời.' : `${open} phần việc còn mở sẽ không được nhắc nữa.`
  } Câu trả lời và sổ nhắc việc được giữ nguyên; cần thì theo dõi lại được ở /kehoach.`
export const closed = (name: string): string =>
  `Đã kết thúc theo dõi kế hoạch ${name}; không ai được nhắc nữa. Muốn theo dõi lại, anh/chị mở kế hoạch ở /kehoach.`
export const sureActivate = (name: string, open: number, missed: number, quota: readonly string[]): string =>
  [
    `Theo dõi lại kế hoạch ${name}? Còn ${open} phần việc chưa trả lời${
      missed === 0 ? '' : `, trong đó ${missed} phần đã quá hạn và được nhắc bù một lần`
    }.`,
    ...quota,
  ].join('\n')
export const activatedAgain = (name: string): string =>
  `Kế hoạch ${name} được theo dõi lại từ bây giờ. Muốn dừng, anh/chị mở kế hoạch ở /kehoach.`
export const pastItsTime = (name: string): string =>
  `Kế hoạch ${name} đã hết thời gian thực hiện và mọi hạn đã qua nên không theo dõi lại. Nếu có bản gia hạn, anh/chị gõ /nhap và gửi văn bản.`
export const alreadySo = 'Kế hoạch đã ở trạng thái này.'
export const planUnknown = 'Không tìm thấy kế hoạch này. Gõ /kehoach để xem danh sách.'

// Phân công

export const choosePlanToAssign = 'Anh/chị phân công trong kế hoạch nào?'
export const chooseItem = (plan: string): string => `Kế hoạch ${plan}: chọn nhiệm vụ hoặc báo cáo cần phân công.`
export const nothingToAssign = 'Kế hoạch này chưa có nhiệm vụ, báo cáo nào.'
export const notFollowed = 'Chưa có kế hoạch nào đang theo dõi. Gõ /kehoach để xem các kế hoạch.'

export const assignmentNow = (what: string, due: string, lead: string, beside: string, isDuty: boolean): string =>
  [
    shortTitle(what, 200),
    `Hạn: ${due}`,
    `${isDuty ? 'Tổng hợp, gửi' : 'Chủ trì'}: ${lead === '' ? 'chưa giao' : lead}`,
    `${isDuty ? 'Góp phần' : 'Phối hợp'}: ${beside === '' ? 'không có' : beside}`,
    'Anh/chị muốn đổi thế nào?',
  ].join('\n')
export const changeLabels = {
  task: {
    only: 'Giao một đơn vị khác chủ trì',
    also: 'Thêm đơn vị cùng chủ trì',
    beside: 'Thêm đơn vị phối hợp',
    without: 'Bớt một đơn vị',
  },
  duty: {
    only: 'Giao đơn vị khác tổng hợp',
    also: '',
    beside: 'Thêm đơn vị góp phần',
    without: 'Bớt một đơn vị góp phần',
  },
} as const
export const chooseUnit = 'Đơn vị nào?'
export const noUnitLeft = 'Không có đơn vị nào để chọn cho thay đổi này.'
export const sureAssign = (
  what: string,
  before: readonly [string, string],
  after: readonly [string, string],
  isDuty: boolean,
  lost: number,
  answered: number,
): string => {
  const lead = isDuty ? 'Tổng hợp, gửi' : 'Chủ trì'
  const beside = isDuty ? 'Góp phần' : 'Phối hợp'
  const change = (name: string, from: string, to: string): string[] =>
    from === to ? [] : [`${name}: ${from === '' ? 'không có' : from} → ${to === '' ? 'không có' : to}`]
  return [
    shortTitle(what, 200),
    ...change(lead, before[0], after[0]),
    ...change(beside, before[1], after[1]),
    ...(lost === 0 ? [] : [`${lost} phần việc đang mở của đơn vị cũ không được hỏi nữa.`]),
    ...(answered === 0
      ? []
      : [`${answered} câu trả lời đã có của đơn vị cũ được giữ trong hồ sơ, không đưa vào báo cáo mới.`]),
    'Kế hoạch có thêm một bản; các đơn vị liên quan được báo. Đồng ý?',
  ].join('\n')
}
export const yesAssign = 'Đồng ý'
export const assignedNow = (what: string, version: number, told: readonly string[]): string =>
  [
    `Đã phân công lại “${shortTitle(what, 120)}” (bản thứ ${version} của kế hoạch).`,
    told.length === 0 ? 'Không có ai phải báo thêm.' : `Đã báo: ${told.join(', ')}.`,
    'Muốn lấy lại như trước, anh/chị phân công lại cho đơn vị cũ; câu trả lời cũ được dùng lại.',
  ].join('\n')
export const lookAgainLabel = 'Xem lại phân công này'
export const changedMeanwhile = 'Phân công đã thay đổi trong lúc anh/chị xem. Gõ /phancong để xem lại.'
export const besideNotice = (what: string, lead: string, isDuty: boolean): string =>
  isDuty
    ? `• Được giao góp phần báo cáo: ${shortTitle(what, 110)} – đơn vị tổng hợp: ${lead}.`
    : `• Được giao phối hợp: ${shortTitle(what, 110)} – chủ trì: ${lead}.`
export const notBesideNotice = (what: string, isDuty: boolean): string =>
  `• Không còn ${isDuty ? 'góp phần báo cáo' : 'phối hợp'}: ${shortTitle(what, 110)}.`
