/** What stands above the numbered choices of a channel without buttons. */
export const choicesHead = 'Anh/chị nhắn số để chọn:'

/** What stands before the choices of a question whose answer is itself a number. */
export const byWordHead = 'Hoặc nhắn:'

/** What a thing is called that came without a name of its own. */
export const zaloBotNames = {
  photo: 'ảnh',
  voice: 'tin nhắn thoại',
  sticker: 'nhãn dán (sticker)',
  unsupported: 'nội dung không đọc được',
} as const

/** A person sent something that the channel does not carry: a document, a recording, a contact card. */
export const notCarried =
  'Kênh này chỉ chuyển được tin nhắn chữ và ảnh; nội dung vừa gửi chưa đến được hệ thống. Anh/chị vui lòng nhắn bằng chữ hoặc gửi ảnh chụp.'
