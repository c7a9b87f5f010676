import { type LocalDate, shortDate } from '../core/time.ts'
import { channelNames } from './vi-ledger.ts'

/** Words of `/nhac` and `/thongbao`: reminding by hand, and one message to many. */

const shown = 12

export const nobodyMissing = 'Hiện không có việc nào đang chờ trả lời, không cần nhắc ai.'
export const chooseWhom = (matters: number, units: number): string =>
  `${matters} việc của ${units} đơn vị đang chờ trả lời. Anh/chị muốn nhắc ai? (có thể gõ /nhac kèm tên người hoặc đơn vị)`
export const everybodyLabel = (people: number): string => `Tất cả còn thiếu (${people} người)`
export const unitLabel = (unit: string, matters: number): string => `${unit} (${matters} việc)`
/** What stands for everybody behind /nhac, as people type it without accents. */
export const everybodyWords: readonly string[] = ['tat ca', 'tat ca con thieu', 'moi nguoi']
export const onePersonLabel = 'Chọn một người'
export const choosePerson = 'Nhắc ai?'
export const nobodyNamed = (name: string): string =>
  `Không có người hoặc đơn vị nào tên “${name}”. Gõ /nhac để chọn trong danh sách.`
export const nothingWaits = (who: string): string => `${who} không có việc nào đang chờ trả lời.`

export const nudgeLine = (name: string, matters: number, due: LocalDate, late: number): string =>
  `• ${name}: ${matters} việc, hạn gần nhất ${shortDate(due)}${late > 0 ? `, quá hạn ${late}` : ''}`
export const passedOver = { recent: 'vừa được nhắc', unreached: 'chưa có kênh nhận' } as const
export const passedOverLine = (name: string, why: keyof typeof passedOver, at: string): string =>
  `• ${name}: ${passedOver[why]}${at === '' ? '' : ` lúc ${at}`}`

export const preview = (
  lines: readonly string[],
  passed: readonly string[],
  quota: readonly string[],
  outside: boolean,
): string =>
  [
    `Sẽ nhắc ${lines.length} người:`,
    ...cut(lines),
    ...(passed.length === 0 ? [] : ['Không nhắc lần này:', ...cut(passed)]),
    ...quota,
    ...(outside ? ['Hiện ngoài giờ làm việc: gửi bây giờ thì mọi người nhận tin ngay.'] : []),
    'Tin đã gửi không thu hồi được. Gửi?',
  ].join('\n')
const cut = (lines: readonly string[]): readonly string[] =>
  lines.length <= shown ? lines : [...lines.slice(0, shown), `… và ${lines.length - shown} người khác`]
export const nobodyLeft = (passed: readonly string[]): string =>
  ['Không có ai để nhắc lúc này:', ...cut(passed)].join('\n')

export const sendLabel = (count: number): string => `Gửi ${count} tin`
export const sendOutsideLabel = (count: number): string => `Vẫn gửi ${count} tin, ngoài giờ`
export const noLabel = 'Thôi'
export const notSent = 'Đã thôi, không gửi gì.'
export const nudged = (count: number): string =>
  `Đã gửi tin nhắc cho ${count} người và ghi vào sổ nhắc việc (/nhatky). Ai vừa được nhắc thì 4 giờ sau mới nhắc thêm được.`
export const onlyAdminsNudge = 'Chỉ quản trị viên và lãnh đạo Ban nhắc thêm và gửi thông báo được.'

// Thông báo

export const chooseAudience = 'Gửi thông báo cho ai?'
export const audiences = {
  all: 'Mọi người trong cơ quan',
  units: 'Theo đơn vị',
  roles: 'Theo vai trò',
  missing: 'Những người còn thiếu báo cáo',
} as const
export const roleNames = {
  focal: 'Đầu mối các đơn vị',
  head: 'Trưởng các đơn vị',
  leader: 'Lãnh đạo Ban',
  admin: 'Quản trị viên',
} as const
export const chooseUnit = 'Đơn vị nào?'
export const chooseRole = 'Vai trò nào?'
export const chooseMissing = 'Thiếu ở đâu?'
export const nobodyThere = 'Không có ai thuộc nhóm này. Gõ /thongbao để chọn nhóm khác.'
export const missingIn = (plan: string): string => `còn thiếu trong ${plan}`

export const broadcastPreview = (
  who: string,
  count: number,
  unreached: readonly string[],
  cost: readonly string[],
  outside: boolean,
  text: string,
): string =>
  [
    `Thông báo gửi ${count} người (${who}):`,
    '———',
    text,
    '———',
    ...(unreached.length === 0 ? [] : [`Chưa có kênh nhận nên không gửi được: ${names(unreached)}.`]),
    ...cost,
    ...(outside ? ['Hiện ngoài giờ làm việc: gửi bây giờ thì mọi người nhận tin ngay.'] : []),
    'Tin đã gửi không thu hồi được. Gửi?',
  ].join('\n')
const names = (list: readonly string[]): string =>
  list.length <= 8 ? list.join(', ') : `${list.slice(0, 8).join(', ')} và ${list.length - 8} người khác`
const grouped = (value: number): string => String(value).replace(/\B(?=(\d{3})+$)/g, '.')
export const costLine = (channel: string, count: number, used: number, quota: number): string =>
  `${channelNames[channel] ?? channel}: ${grouped(count)} tin; tháng này đã dùng ${grouped(used)}/${grouped(quota)}${
    used + count > quota ? ', không đủ cho tất cả' : ''
  }.`
export const correctLabel = 'Viết lại'
export const broadcastGone = 'Thông báo này đã gửi hoặc đã bỏ. Gõ /thongbao để soạn thông báo mới.'
export const broadcastSecret =
  'Nội dung có dấu chỉ độ mật nên không được gửi qua kênh trao đổi. Anh/chị xử lý theo quy định về bảo vệ bí mật nhà nước.'
export const broadcastEmpty = 'Thông báo chưa có nội dung. Gõ /thongbao để soạn lại.'
export const broadcastSent = (count: number): string =>
  `Đã chuyển gửi thông báo cho ${count} người. Gửi xong tôi báo lại ai đã nhận, ai chưa.`
export const broadcastText = (from: string, text: string): string => `Thông báo của ${from}:\n${text}`
export const broadcastResult = (at: string, total: number, got: number, missed: readonly string[]): string =>
  missed.length === 0
    ? `Thông báo lúc ${at}: cả ${total} người đã được gửi tới.`
    : `Thông báo lúc ${at}: ${got}/${total} người đã được gửi tới; chưa tới: ${names(missed)}. Xem /nhatky hoặc hỏi trực tiếp những người này.`
