import { dateOf, daysBetween, type Instant, type LocalDate, shortDate, timeOf, weekdayOf } from '../core/time.ts'

const weekdays = ['Thứ Hai', 'Thứ Ba', 'Thứ Tư', 'Thứ Năm', 'Thứ Sáu', 'Thứ Bảy', 'Chủ Nhật'] as const

const weekday = (date: LocalDate): string => weekdays[weekdayOf(date) - 1] ?? ''

/** A day with its weekday, as date separators and the clock show it: `Thứ Hai, 24/4/2023`. */
export const longDay = (date: LocalDate): string => `${weekday(date)}, ${shortDate(date)}`

/** An instant in the office's zone: `Thứ Hai, 24/4/2023 07:29`. */
export const longTime = (instant: Instant): string => `${longDay(dateOf(instant))} ${timeOf(instant)}`

/** How far away a last day is, seen from today: `còn 3 ngày`, `hôm nay`, `quá 2 ngày`. */
export function distance(today: LocalDate, due: LocalDate): string {
  const days = daysBetween(today, due)
  if (days === 0) return 'hôm nay'
  return days > 0 ? `còn ${days} ngày` : `quá ${-days} ngày`
}

/** What a role is called on its badge; a role that is not known is shown as it is. */
export function roleName(role: string): string {
  const names: { readonly [role: string]: string } = {
    staff: 'Chuyên viên',
    focal: 'Đầu mối',
    head: 'Trưởng đơn vị',
    leader: 'Lãnh đạo',
    admin: 'Quản trị',
  }
  return names[role] ?? role
}

/** The badge of a message of the product, by kind; an answer in a conversation has none. */
export const kindName = {
  digest: 'Bản tin sáng',
  ping: 'Nhắc hạn',
  'catch-up': 'Nhắc bù',
  notice: 'Thông báo',
  answer: null,
}

export const dueStatus = {
  answered: 'đã trả lời',
  open: 'chưa trả lời',
  overdue: 'quá hạn',
  cancelled: 'đã hủy',
}

export const reportStatus = {
  collecting: 'Đang thu thập',
  draft: 'Dự thảo, chờ xem',
  returned: 'Trả lại để sửa',
  approved: 'Đã duyệt',
  issued: 'Đã phát hành',
  overdue: 'Quá hạn',
}

/** A size as people read it: `340 KB`, `1,2 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1).replace('.', ',')} MB`
}

/** The fixed sentences and labels of the local chat page. */
export const page = {
  product: 'Đúng Hạn',
  sample: 'bản chạy thử, dữ liệu mẫu',
  skip: 'Đến ô nhập tin nhắn',
  tabs: { label: 'Phần của trang', people: 'Mọi người', chat: 'Trò chuyện', board: 'Bảng theo dõi' },

  people: 'Đóng vai một người',
  unread: (count: number) => `${count} tin chưa đọc`,

  clock: {
    label: 'Đồng hồ',
    controls: 'Cho thời gian trôi',
    next: 'Sự kiện tiếp theo',
    nextAt: (instant: Instant) => `${longTime(instant)}`,
    nextNone: 'không còn sự kiện nào',
    day: '+1 ngày',
    week: '+1 tuần',
    to: 'Đến ngày…',
    go: 'Đi',
    goLabel: 'Đi đến 07:30 của ngày đã chọn',
    passing: 'Thời gian đang trôi…',
    first: 'Bấm “Sự kiện tiếp theo” để nhận bản tin sáng, rồi trả lời ngay trong khung trò chuyện.',
  },

  welcome: {
    title: 'Chào mừng đến với Đúng Hạn',
    what: 'Đúng Hạn đọc kế hoạch của cơ quan, nhắc từng đơn vị trước hạn và lập sẵn báo cáo Word. Trang này cho phép đóng vai bất kỳ ai trong một ban quản lý mẫu và cho thời gian trôi nhanh.',
    steps: [
      'Chọn một người, ví dụ đầu mối của một phòng.',
      'Bấm “Sự kiện tiếp theo” để đến lúc có tin nhắn kế tiếp.',
      'Trả lời bằng nút hoặc gõ chữ, gửi kèm tệp minh chứng.',
      'Xem bảng theo dõi và tải dự thảo báo cáo.',
    ],
    start: (name: string) => `Bắt đầu trong vai ${name}`,
  },

  chat: {
    lines: (name: string) => `Tin nhắn của ${name}`,
    empty: 'Chưa có tin nhắn nào.',
    emptyHint: 'Bấm “Sự kiện tiếp theo” để nhận bản tin sáng, hoặc gõ /trogiup để xem có thể làm gì.',
    choices: 'Chọn một câu trả lời',
    pastChoices: 'Các lựa chọn khi đó',
    message: 'Tin nhắn',
    placeholder: 'Nhập tin nhắn, Enter để gửi',
    send: 'Gửi',
    attach: 'Đính kèm',
    attachLabel: 'Đính kèm tệp minh chứng, tối đa 20 MB',
    sendFile: 'Gửi tệp',
    download: (name: string) => `Tải về ${name}`,
    commands: 'Lệnh nhanh',
    withoutScript: 'Trình duyệt không chạy JavaScript: tin mới chỉ hiện sau khi tải lại trang.',
    reload: 'Tải lại',
  },
  commands: [
    { command: '/viec', label: 'Việc của tôi' },
    { command: '/tinhhinh', label: 'Tình hình' },
    { command: '/baocao', label: 'Báo cáo' },
    { command: '/trogiup', label: 'Trợ giúp' },
  ],

  board: {
    title: 'Bảng theo dõi',
    sum: { answered: 'đã trả lời', open: 'đang chờ', overdue: 'quá hạn' },
    reports: 'Báo cáo',
    dues: 'Việc và nội dung đang hỏi',
    none: 'Chưa có việc nào được hỏi và chưa có báo cáo nào đến kỳ. Cho thời gian trôi để bắt đầu.',
    progress: (answered: number, asked: number) => `${answered}/${asked} nội dung đã có trả lời`,
    missing: 'Còn thiếu:',
    complete: 'Các đơn vị đã trả lời đủ.',
    due: (text: string) => `Hạn: ${text}`,
    byWhom: (name: string) => `do ${name} trả lời`,
    late: 'muộn',
    draftNow: 'Xem dự thảo lúc này',
    compiled: (draft: number) => `Tải bản dự thảo lần ${draft}`,
    approved: 'Tải bản đã duyệt',
    issued: 'Tải bản phát hành',
    lead: (unit: string) => `Đơn vị lập: ${unit}`,
  },

  plain: {
    what: 'Đúng Hạn nhắc hạn theo kế hoạch của cơ quan và lập sẵn báo cáo. Chương trình đang chạy.',
    version: (version: string) => `Phiên bản ${version}`,
    how: 'Anh/chị trò chuyện với Đúng Hạn trong ứng dụng nhắn tin của cơ quan; trang này không có gì khác.',
  },

  problem: {
    back: 'Quay lại trang trò chuyện',
    title: 'Chưa thực hiện được',
    host: 'Trang chạy thử chỉ mở được trên chính máy này, bằng địa chỉ localhost.',
    origin: 'Yêu cầu này đến từ một trang khác nên không được nhận.',
    notFound: 'Không tìm thấy nội dung này.',
    noPerson: 'Không có người này trong danh sách.',
    noFile: 'Không có tệp này.',
    noReport: 'Không có báo cáo này.',
    badRequest: 'Yêu cầu không đúng dạng.',
    emptyText: 'Tin nhắn chưa có nội dung.',
    longText: 'Tin nhắn quá dài. Anh/chị vui lòng chia thành nhiều tin, mỗi tin tối đa 20.000 ký tự.',
    noUpload: 'Anh/chị chưa chọn tệp, hoặc tệp rỗng.',
    largeFile: 'Tệp quá lớn. Anh/chị vui lòng gửi tệp không quá 20 MB.',
    past: 'Đồng hồ chỉ đi tới. Anh/chị vui lòng chọn thời điểm sau hiện tại.',
    noNext: 'Không còn sự kiện nào phía trước.',
    badTime: 'Thời điểm chưa đúng. Anh/chị vui lòng chọn một ngày, ví dụ 24/4/2023.',
    farTime: 'Mỗi lần thời gian chỉ trôi tối đa hai năm.',
    broken: 'Có lỗi khi xử lý. Anh/chị vui lòng thử lại; nếu còn lỗi, xem nhật ký của chương trình.',
    offline: 'Mất kết nối với chương trình. Trang sẽ tự nối lại.',
  },
} as const
