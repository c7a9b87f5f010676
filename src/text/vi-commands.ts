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
  bieumau: { group: 'work', menu: 'Biểu mẫu', help: 'lập phiếu đăng ký, đề nghị, số liệu; xem phiếu đã lập' },
  suaphieu: {
    group: 'work',
    menu: 'Sửa câu trả lời, phiếu',
    help: 'sửa câu trả lời, phiếu đã gửi (khi báo cáo chưa được duyệt)',
  },
  lich: { group: 'work', menu: 'Lịch hạn của tôi', help: 'các hạn sắp tới và liên kết lịch' },
  giahan: { group: 'work', menu: 'Xin gia hạn', help: 'xin lãnh đạo cho lùi hạn' },
  vuongmac: { group: 'work', menu: 'Nêu vướng mắc', help: 'nêu vướng mắc, kiến nghị bất cứ lúc nào' },
  huy: { group: 'work', menu: 'Thôi việc đang làm', help: 'thôi hoặc tạm dừng việc đang làm' },
  bantin: {
    group: 'board',
    menu: 'Bản tin một trang',
    help: 'bản tin một trang: việc quá hạn, việc chờ quyết định, kèm hình',
  },
  tinhhinh: { group: 'board', menu: 'Tình hình thực hiện', help: 'ai đã trả lời, ai còn thiếu' },
  baocao: { group: 'board', menu: 'Báo cáo', help: 'các báo cáo và dự thảo mới nhất' },
  butphe: { group: 'board', menu: 'Bút phê', help: 'bút phê của lãnh đạo: giao, theo dõi, báo kết quả' },
  choykien: { group: 'board', menu: 'Vướng mắc chờ ý kiến', help: 'vướng mắc, kiến nghị đang chờ ý kiến lãnh đạo' },
  xingiahan: { group: 'board', menu: 'Đề nghị gia hạn', help: 'các đề nghị gia hạn đang chờ quyết định' },
  tiendo: { group: 'board', menu: 'Tiến độ', help: 'tiến độ toàn cơ quan hoặc từng đơn vị, kèm biểu đồ' },
  thongke: { group: 'board', menu: 'Thống kê', help: 'tỷ lệ báo cáo, đúng hạn của từng đơn vị' },
  tonghop: { group: 'board', menu: 'Tổng hợp ngay', help: 'lập dự thảo báo cáo ngay bây giờ' },
  duyet: {
    group: 'board',
    menu: 'Duyệt từng mục',
    help: 'xem, chấp nhận hoặc trả lại từng câu trả lời; mở lại báo cáo đã duyệt',
  },
  nhac: { group: 'board', menu: 'Nhắc thêm', help: 'nhắc thêm một người, một đơn vị hoặc tất cả còn thiếu' },
  thongbao: { group: 'board', menu: 'Gửi thông báo', help: 'gửi thông báo cho mọi người hoặc một nhóm' },
  han: { group: 'board', menu: 'Dời hạn', help: 'dời hạn theo văn bản' },
  congvan: { group: 'board', menu: 'Công văn đôn đốc', help: 'soạn công văn đôn đốc đơn vị còn thiếu' },
  nhatky: {
    group: 'board',
    menu: 'Sổ nhắc việc',
    help: 'sổ nhắc việc: ai đã được nhắc việc gì, khi nào, qua kênh nào, kết quả ra sao',
  },
  kehoach: { group: 'office', menu: 'Các kế hoạch', help: 'xem kế hoạch, kết thúc hoặc theo dõi lại' },
  phancong: { group: 'office', menu: 'Phân công', help: 'giao nhiệm vụ, báo cáo cho đơn vị khác hoặc thêm đơn vị' },
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
