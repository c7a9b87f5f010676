/** The pages on which an admin connects the Official Account. */
export const connectPage = {
  connected: {
    title: 'Đã kết nối Zalo OA',
    sentences: [
      'Đúng Hạn đã được cấp quyền gửi và nhận tin nhắn qua Official Account này. Anh/chị có thể đóng trang.',
      'Bước tiếp theo: mở ứng dụng Zalo, quan tâm Official Account và nhắn mã mời đã nhận.',
    ],
  },
  declined: {
    title: 'Chưa kết nối Zalo OA',
    sentences: [
      'Quyền chưa được cấp nên chưa có gì thay đổi. Khi sẵn sàng, anh/chị mở lại liên kết kết nối và chọn đồng ý.',
    ],
  },
  lost: {
    title: 'Chưa kết nối Zalo OA',
    sentences: [
      'Lượt kết nối này không còn hiệu lực, hoặc không bắt đầu từ liên kết của Đúng Hạn. Anh/chị vui lòng mở lại liên kết kết nối từ đầu.',
    ],
  },
  'another-oa': {
    title: 'Chưa kết nối Zalo OA',
    sentences: [
      'Official Account vừa chọn không phải là Official Account đã khai báo cho Đúng Hạn. Anh/chị vui lòng mở lại liên kết kết nối và chọn đúng Official Account.',
    ],
  },
  refused: {
    title: 'Chưa kết nối Zalo OA',
    sentences: [
      'Zalo không chấp nhận lượt cấp quyền này, có thể vì đã quá 10 phút hoặc thông tin ứng dụng chưa đúng. Anh/chị vui lòng mở lại liên kết kết nối; nếu vẫn gặp lỗi, đề nghị kiểm tra mã và khóa bí mật của ứng dụng trong phần cấu hình.',
    ],
  },
  unreachable: {
    title: 'Chưa kết nối Zalo OA',
    sentences: ['Chưa liên lạc được với Zalo. Anh/chị vui lòng mở lại liên kết kết nối sau ít phút.'],
  },
  closed: {
    title: 'Liên kết không còn hiệu lực',
    sentences: [
      'Liên kết kết nối Zalo OA này không đúng, đã dùng hoặc đã quá hạn. Đề nghị người quản trị máy chủ khởi động lại chương trình để lấy liên kết mới.',
    ],
  },
} as const

/** Below the sentence that the OA has lost its rights: where an admin gives them again. */
export const connectHere = (address: string): string => `Trang kết nối (dùng trong 7 ngày): ${address}`
