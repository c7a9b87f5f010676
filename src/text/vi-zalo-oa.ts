/** Stands above the numbered choices under a message; the buttons below it say the same. */
export const zaloOaPickLine = 'Bấm nút hoặc trả lời bằng số:'

/** The same where there are more choices than buttons. */
export const zaloOaNumberLine = 'Trả lời bằng số:'

/** What a thing is called that came without a name of its own. */
export const zaloOaNames = {
  document: 'tệp không có tên',
  photo: 'ảnh',
  animation: 'ảnh động',
  voice: 'tin nhắn thoại',
  video: 'video',
  sticker: 'nhãn dán (sticker)',
  other: 'loại tin nhắn này',
} as const

/** What admins are told, once, when nothing goes out through the Official Account until somebody acts. */
export const zaloOaTrouble = {
  authorise:
    'Zalo OA đã hết quyền truy cập nên tin nhắn không gửi được. Đề nghị anh/chị quản trị mở trang kết nối Zalo OA và cấp lại quyền cho ứng dụng.',
  operator:
    'Zalo OA từ chối mọi tin nhắn vì cấu hình hoặc gói dịch vụ. Đề nghị anh/chị quản trị kiểm tra ứng dụng, việc xác thực OA và gói dịch vụ trên trang quản lý Zalo OA.',
} as const
