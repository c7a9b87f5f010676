import { dateOf, type Instant, shortDate, timeOf } from '../core/time.ts'
import { fileSize } from './vi-page.ts'

/** Until when a link works: `17:30 ngày 24/4/2023`. */
export const until = (instant: Instant): string => `${timeOf(instant)} ngày ${shortDate(dateOf(instant))}`

/** Below a message whose file the channel does not carry. */
export const documentLine = (name: string, size: number, url: string, expiresAt: Instant): string =>
  `Tệp “${name}” (${fileSize(size)}), tải về đến ${until(expiresAt)}:\n${url}`

/** Below a question for files, where the channel carries pictures at most. */
export const uploadLine = (url: string, expiresAt: Instant, pictures: boolean): string =>
  `${pictures ? 'Ảnh gửi thẳng vào đây; tệp Word, PDF, Excel' : 'Tệp'} gửi qua liên kết riêng của anh/chị (đến ${until(expiresAt)}):\n${url}`

/** Where no public address is configured. */
export const onThisMachine = '(Liên kết này chỉ mở được trên chính máy đang chạy Đúng Hạn.)'

const kinds = 'PDF, Word, Excel, ảnh (JPG, PNG, HEIC, WebP) hoặc văn bản thuần'

/** The page behind an upload link. */
export const uploadPage = {
  title: 'Gửi tệp',
  evidenceFor: 'Minh chứng cho',
  plan: 'Tệp kế hoạch cần nhập',
  by: 'Người gửi',
  until: 'Liên kết dùng được đến',
  choose: 'Chọn tệp',
  hint: (limitMb: number) => `Mỗi lần một tệp, tối đa ${limitMb} MB: ${kinds}.`,
  hintMany: (limitMb: number) => `Có thể chọn nhiều tệp, mỗi tệp tối đa ${limitMb} MB: ${kinds}.`,
  send: 'Gửi tệp',
  sending: 'Đang gửi',
  received: 'Đã nhận',
  receivedOf: (name: string) => `Đã nhận tệp “${name}”.`,
  inChat: 'Phần trả lời của Đúng Hạn ở trong cuộc trò chuyện.',
  end: 'Xong, không còn tệp nào',
  endHint: 'Còn tệp nữa thì anh/chị cứ gửi tiếp; đủ rồi thì bấm “Xong”.',
  private: 'Liên kết này dành riêng cho anh/chị, xin đừng chuyển cho người khác.',
  doneTitle: 'Đã gửi xong',
  donePlan: 'Đúng Hạn đang đọc tệp và sẽ nhắn kết quả trong cuộc trò chuyện.',
  doneEvidence: 'Anh/chị quay lại cuộc trò chuyện để làm tiếp. Có thể đóng trang này.',
  goneTitle: 'Liên kết không dùng được',
  gone: 'Liên kết không đúng, đã hết hạn, đã dùng xong, hoặc câu hỏi cần tệp đã được trả lời hay đang để lại. Trong cuộc trò chuyện, anh/chị gõ /viec (hoặc /nhap khi nhập kế hoạch) để nhận liên kết mới; ảnh thì gửi thẳng vào đó.',
  problem: {
    noFile: 'Anh/chị chưa chọn tệp nào.',
    tooLarge: (limitMb: number) =>
      `Tệp vượt quá ${limitMb} MB nên chưa nhận được. Anh/chị nén bớt hoặc tách nhỏ rồi gửi lại.`,
    broken: 'Tệp chưa tải lên trọn vẹn nên chưa được nhận. Anh/chị kiểm tra mạng rồi gửi lại.',
    busy: 'Đang có nhiều người gửi tệp cùng lúc. Anh/chị chờ một phút rồi gửi lại.',
  },
} as const

/** The page behind a download link. */
export const downloadPage = {
  title: 'Tải tệp',
  for: 'Gửi cho',
  size: 'Dung lượng',
  until: 'Tải về được đến',
  download: 'Tải về',
  times: (left: number) => `Liên kết còn tải được ${left} lần.`,
  goneTitle: 'Liên kết không dùng được',
  gone: 'Liên kết đã hết hạn, đã tải đủ số lần hoặc không đúng. Anh/chị yêu cầu lại tệp trong cuộc trò chuyện.',
} as const
