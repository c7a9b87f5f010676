/** What every Flow says of itself, and the words it understands anywhere. Words are compared folded: no accents. */

/** Words that end a text of several messages or a row of files. */
export const endWords: readonly string[] = ['xong', '/xong', 'het', '/het', 'xong roi', 'het roi', 'da xong']

/** Words that go one question back. */
export const backWords: readonly string[] = ['lui', '/lui', 'quay lai', '/quaylai', 'tro lai', 'lui lai']

/** Words that leave the rest for later. */
export const laterWords: readonly string[] = ['huy', '/huy', 'de sau', '/desau', 'tam dung', 'lam sau', 'tra loi sau']

/** Words that leave an optional question unanswered. */
export const skipWords: readonly string[] = [
  'bo qua',
  '/boqua',
  'khong',
  'khong co',
  'ko',
  'ko co',
  'k',
  '-',
  'chua co',
]

export const labels = {
  end: 'Xong',
  keep: 'Giữ nguyên',
  save: 'Lưu',
  correct: 'Sửa',
  later: 'Để sau',
  dropFiles: 'Bỏ hết tệp',
  backToSummary: 'Quay lại tóm tắt',
} as const

export const saveWords: readonly string[] = [
  'luu',
  'dong y',
  'ok',
  'oke',
  'gui',
  'dung',
  'xac nhan',
  'co',
  'duoc',
  'xong',
]
export const correctWords: readonly string[] = ['sua', 'sua lai', 'chinh sua', '/sua']

export const sentences = {
  stale: 'Câu hỏi này đã được trả lời.',
  ended: 'Phần trả lời này đã kết thúc. Gõ /viec để xem việc đang mở, /sua để sửa câu trả lời đã gửi.',
  left: 'Đã tạm dừng; những gì anh/chị đã trả lời được giữ lại. Gõ /viec khi muốn làm tiếp.',
  chooseOne: 'Tôi chưa rõ lựa chọn này. Anh/chị bấm nút hoặc gõ số thứ tự.',
  nothingBefore: 'Đây là câu hỏi đầu tiên.',
  firstPart: 'Đã ghi nhận, anh/chị gửi tiếp hoặc bấm Xong.',
  perhapsCut: 'Tin nhắn dài có thể đã bị chia. Đã ghi nhận, anh/chị gửi tiếp hoặc bấm Xong.',
  nothingWritten: 'Chưa có nội dung. Anh/chị gửi nội dung trước khi bấm Xong.',
  textEmpty: 'Tin nhắn không có nội dung.',
  textTooLong: (limit: string, kept: string): string =>
    `Tin nhắn vừa rồi chưa được ghi vì vượt giới hạn ${limit} ký tự (đã ghi ${kept}). Anh/chị rút gọn và gửi lại, gửi kèm thành tệp, hoặc bấm Xong.`,
  fileKept: (name: string): string => `Đã lưu tệp “${name}” làm minh chứng; các tệp gửi thêm cũng được lưu.`,
  filesFull: (limit: string, name: string): string =>
    `Tệp “${name}” chưa được lưu: mỗi câu trả lời kèm tối đa ${limit} tệp.`,
  filesNotTaken: 'Phần này không nhận tệp, tệp vừa gửi chưa được lưu.',
  captionNotKept: 'Chú thích của tệp chưa được ghi; nếu cần, anh/chị ghi vào phần nội dung.',
  filesOrEnd: 'Anh/chị gửi tệp, hoặc bấm nút để sang câu tiếp theo.',
  chooseToCorrect: 'Anh/chị muốn sửa phần nào?',
  whereFilesStand: (count: string): string => `Hiện có ${count} tệp; tệp gửi thêm sẽ được cộng vào.`,
  needNumber: 'Tôi chưa đọc được con số. Anh/chị gõ một con số, ví dụ: 85,5 hoặc 1.234.',
  severalNumbers: 'Tin nhắn có nhiều con số. Anh/chị gõ một con số.',
  badGrouping: 'Tôi chưa đọc được con số. Anh/chị dùng dấu phẩy cho phần thập phân, ví dụ: 1.234,5.',
  tooLarge: 'Con số quá lớn.',
  wholeOnly: 'Câu này cần một số nguyên.',
  atLeast: (min: string): string => `Con số không được nhỏ hơn ${min}.`,
  atMost: (max: string): string => `Con số không được lớn hơn ${max}.`,
  countNotPercent: 'Câu này cần số lượng, không phải tỷ lệ %; tỷ lệ được tính tự động.',
  denominatorPositive: 'Mẫu số phải lớn hơn 0.',
  numeratorAboveDenominator: (numerator: string, denominator: string): string =>
    `Tử số (${numerator}) không được lớn hơn mẫu số (${denominator}). Anh/chị kiểm tra lại; gõ “lui” để sửa tử số.`,
  needDay: 'Tôi chưa đọc được ngày. Anh/chị gõ theo dạng 9/5/2023, hoặc “hôm nay”.',
  mustAnswer: 'Câu này cần được trả lời.',
} as const

export const noFigure = 'chưa có số liệu'
export const fileCount = (count: number, names: readonly string[]): string =>
  names.length < count ? `${count} tệp (${names.join(', ')}…)` : `${count} tệp (${names.join(', ')})`
/** After a shortened text: how long it is in full. */
export const shortened = (characters: string): string => `… (đủ ${characters} ký tự)`
