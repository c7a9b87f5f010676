/** A command as the help and a channel's menu name it. */
export interface CommandText {
  /** Below which heading of the help it stands. */
  readonly group: keyof typeof groupHeads
  /** A few words, for the menu. */
  readonly menu: string
  /** One line of the help, without the command itself. */
  readonly help: string
}

/** Headings of the help, in their order. */
export const groupHeads = {
  work: 'Việc của anh/chị',
  board: 'Theo dõi, báo cáo',
  office: 'Quản trị',
  own: 'Tài khoản',
} as const

export const commandTexts = {
  viec: { group: 'work', menu: 'Việc của tôi', help: 'xem việc đang mở và trả lời' },
  sua: { group: 'work', menu: 'Sửa câu trả lời', help: 'sửa câu trả lời đã gửi (khi báo cáo chưa được duyệt)' },
  tinhhinh: { group: 'board', menu: 'Tình hình thực hiện', help: 'ai đã trả lời, ai còn thiếu' },
  baocao: { group: 'board', menu: 'Báo cáo', help: 'các báo cáo và dự thảo mới nhất' },
  nhatky: {
    group: 'board',
    menu: 'Sổ nhắc việc',
    help: 'sổ nhắc việc: ai đã được nhắc việc gì, khi nào, qua kênh nào, kết quả ra sao',
  },
  nhap: { group: 'office', menu: 'Nhập kế hoạch', help: 'nhập kế hoạch từ văn bản, duyệt và kích hoạt' },
  moi: { group: 'office', menu: 'Mời người dùng', help: 'cấp mã mời cho người chưa tham gia' },
  thaythe: { group: 'office', menu: 'Cử người thay', help: 'cử người thay khi có người vắng mặt' },
  nhom: { group: 'office', menu: 'Nối nhóm của đơn vị', help: 'nối nhóm của đơn vị để nhận tin nhắc buổi sáng' },
  kenh: { group: 'own', menu: 'Kênh nhận nhắc việc', help: 'các kênh của anh/chị và kênh được ưu tiên' },
  dulieucuatoi: { group: 'own', menu: 'Dữ liệu của tôi', help: 'xem dữ liệu về anh/chị' },
  xoadulieu: { group: 'own', menu: 'Xóa dữ liệu của tôi', help: 'xóa dữ liệu về anh/chị' },
  rutdongy: { group: 'own', menu: 'Rút đồng ý', help: 'rút đồng ý nhận tin' },
  roi: { group: 'own', menu: 'Rời kênh này', help: 'rời kênh này' },
  trogiup: { group: 'own', menu: 'Trợ giúp', help: 'hướng dẫn này' },
} as const satisfies { readonly [name: string]: CommandText }

/** What the help says at its head and end. */
export const helpHead = 'Anh/chị có thể:'
export const helpEnd =
  'Khi được hỏi, anh/chị bấm nút hoặc gõ số thứ tự; có thể gõ không dấu. Văn bản dài gửi nhiều tin, kết thúc bằng “xong”.'
export const helpLeaders = 'Báo cáo trình duyệt có nút “Duyệt” và “Trả lại” ngay trong tin nhắn.'

export const helpLine = (command: string, { help }: CommandText): string => `• /${command} – ${help}`
