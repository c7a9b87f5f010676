/**
 * What a person is told before any reminder goes to a chat, and agrees to (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15,
 * art. 9; automatic processing said openly: NĐ 356/2025/NĐ-CP, art. 10). A change of its sense gets a new version: then
 * everybody is asked again.
 */
export const consentVersion = '1'

export const consentText = (name: string, boardName: string): string =>
  [
    `Kính gửi ${name}. Trước khi nhắc việc tại đây, xin anh/chị đọc và cho biết có đồng ý để xử lý dữ liệu cá nhân hay không (Luật 91/2025/QH15).`,
    `• Ai chịu trách nhiệm: ${boardName}.`,
    '• Dữ liệu: họ tên hoặc chức danh, đơn vị, vai trò; địa chỉ của tài khoản chat này; tin nhắn, câu trả lời, tệp anh/chị gửi; thời điểm được nhắc và trả lời.',
    '• Mục đích: nhắc việc đến hạn, nhận kết quả và minh chứng, tổng hợp báo cáo của cơ quan. Không dùng vào việc khác.',
    '• Cách xử lý: đây là hệ thống tự động, tin nhắn do máy gửi và dự thảo do máy tổng hợp; mọi báo cáo đều do người duyệt. Tin nhắn đi qua máy chủ của ứng dụng chat, có thể đặt ở nước ngoài.',
    '• Thời hạn: đến khi anh/chị rút đồng ý hoặc không còn phụ trách. Câu trả lời, minh chứng và sổ nhắc việc là hồ sơ của cơ quan, lưu theo pháp luật về lưu trữ.',
    '• Quyền của anh/chị: xem và nhận bản sao (/dulieucuatoi), xóa (/xoadulieu), rút đồng ý bất cứ lúc nào (/rutdongy); yêu cầu sửa, hạn chế, phản đối hoặc khiếu nại với quản trị viên của cơ quan.',
    'Im lặng không được coi là đồng ý; khi chưa đồng ý, hệ thống không gửi việc nào đến đây.',
    'Anh/chị có đồng ý không?',
  ].join('\n')

export const agreeLabel = 'Đồng ý'
export const refuseLabel = 'Không đồng ý'

/** The text has changed since the person agreed. */
export const newVersionHead = 'Nội dung về dữ liệu cá nhân đã thay đổi; xin anh/chị đọc và cho ý kiến lại.'

/** Something else was said before the answer. */
export const consentFirst =
  'Tin nhắn vừa rồi chưa được xử lý, vì anh/chị chưa trả lời câu hỏi về dữ liệu cá nhân. Gõ “đồng ý” hoặc “không đồng ý”.'

export const consentNoted = 'Đã ghi nhận sự đồng ý của anh/chị. Xin cảm ơn!'

export const alreadyAgreed =
  'Anh/chị đã đồng ý trước đó. Muốn rút đồng ý, gõ /rutdongy; muốn xem dữ liệu, gõ /dulieucuatoi.'

export const refusedReply =
  'Đã ghi nhận: anh/chị không đồng ý. Tài khoản này được ngắt kết nối và không nhận tin nào nữa. Nếu đổi ý, xin quản trị viên của cơ quan cấp mã mời mới.'

export const refusedNotice = (name: string, channel: string): string =>
  `${name} không đồng ý để xử lý dữ liệu cá nhân qua ${channel}; kênh này đã ngắt kết nối. Lời nhắc cho người này không gửi được qua đây, xin liên hệ trực tiếp.`
