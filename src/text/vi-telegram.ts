/** What the menu button of Telegram offers; the commands are typed without accents. */
export const telegramCommands = [
  { command: 'viec', description: 'Việc của tôi' },
  { command: 'sua', description: 'Sửa câu trả lời' },
  { command: 'tinhhinh', description: 'Tình hình thực hiện' },
  { command: 'baocao', description: 'Báo cáo' },
  { command: 'nhom', description: 'Nối nhóm của đơn vị' },
  { command: 'nhap', description: 'Nhập kế hoạch (dành cho quản trị)' },
  { command: 'moi', description: 'Mời người dùng (dành cho quản trị)' },
  { command: 'thaythe', description: 'Cử người thay (quản trị, trưởng đơn vị)' },
  { command: 'kenh', description: 'Kênh nhận nhắc việc' },
  { command: 'dulieucuatoi', description: 'Dữ liệu của tôi' },
  { command: 'xoadulieu', description: 'Xóa dữ liệu của tôi' },
  { command: 'rutdongy', description: 'Rút đồng ý' },
  { command: 'roi', description: 'Rời kênh này' },
  { command: 'trogiup', description: 'Trợ giúp' },
] as const

/** What a thing is called that came without a name of its own. */
export const telegramNames = {
  document: 'tệp không có tên',
  photo: 'ảnh',
  voice: 'tin nhắn thoại',
  audio: 'tệp âm thanh',
  video: 'video',
  videoNote: 'tin nhắn video',
} as const

/** Below a question whose button was pressed. */
export const chosenLine = (label: string): string => `✓ ${label}`

/** The button under a message in a group. */
export const privateChatLabel = 'Trả lời riêng với bot'
