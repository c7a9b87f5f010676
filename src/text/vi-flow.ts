/** What every Flow says of itself, and the words it understands anywhere. Words are compared folded: no accents. */

/** Words that end a text of several messages or a row of files. */
export const endWords: readonly string[] = ['xong', '/xong', 'het', '/het', 'xong roi', 'het roi', 'da xong']

/** Words that go one question back. */
export const backWords: readonly string[] = ['lui', '/lui', 'quay lai', '/quaylai', 'tro lai', 'lui lai']

/** Words that leave the rest for later. */
export const laterWords: readonly string[] = [
  'huy',
  '/huy',
  'thoi',
  '/thoi',
  'de sau',
  '/desau',
  'tam dung',
  'lam sau',
  'tra loi sau',
]

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

/** Words that would leave or keep a question, and are never the whole of a text that is needed. */
export const noTextWords: readonly string[] = ['bo qua', '/boqua', 'luu', '/luu']

export const labels = {
  end: 'Xong',
  keep: 'Giữ nguyên',
  save: 'Lưu',
  correct: 'Sửa',
  later: 'Để sau',
  dropFiles: 'Bỏ hết tệp',
  backToSummary: 'Quay lại tóm tắt',
  sure: 'Đúng',
  noItems: 'Không có',
  dropItems: 'Bỏ hết, nhập lại',
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
/** Words that confirm a figure that was asked back. */
export const sureWords: readonly string[] = [
  'dung',
  'dung roi',
  'dung vay',
  'chac chan',
  'chinh xac',
  'ok',
  'oke',
  'co',
]

/** Words that mean a list: "xoá 2" takes the second item out, "sửa 2: …" writes it anew. */
export const removeItem = /^(?:xoa|bo)(?: muc| so)? (\d{1,3})$/
export const replaceItem = /^s[uửữ]a(?: m[uụ]c| s[oố])? (\d{1,3}) ?[:.-] ?(.+)$/isu

export const correctWords: readonly string[] = ['sua', 'sua lai', 'chinh sua', '/sua']

export const sentences = {
  stale: 'Câu hỏi này đã được trả lời.',
  ended: 'Phần trả lời này đã kết thúc. Gõ /viec để xem việc đang mở, /sua để sửa câu trả lời đã gửi.',
  left: 'Đã tạm dừng; những gì anh/chị đã trả lời được giữ lại. Gõ /viec khi muốn làm tiếp.',
  chooseOne: 'Tôi chưa rõ lựa chọn này. Anh/chị bấm nút hoặc gõ số thứ tự.',
  notOffered: (label: string): string =>
    `Lúc này chưa chọn được “${label}”. Anh/chị chọn một trong các câu trả lời dưới đây.`,
  nothingBefore: 'Đây là câu hỏi đầu tiên.',
  firstPart: 'Đã ghi nhận, anh/chị gửi tiếp hoặc bấm Xong.',
  perhapsCut: 'Tin nhắn dài có thể đã bị chia. Đã ghi nhận, anh/chị gửi tiếp hoặc bấm Xong.',
  nothingWritten: 'Chưa có nội dung. Anh/chị gửi nội dung trước khi bấm Xong.',
  textEmpty: 'Tin nhắn không có nội dung.',
  textTooLong: (limit: string, kept: string): string =>
    `Tin nhắn vừa rồi chưa được ghi vì vượt giới hạn ${limit} ký tự (đã ghi ${kept}). Anh/chị rút gọn và gửi lại, gửi kèm thành tệp, hoặc bấm Xong.`,
  messageTooLong: (limit: string): string =>
    `Tin nhắn vừa rồi chưa được ghi vì dài quá ${limit} ký tự. Anh/chị rút gọn và gửi lại.`,
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
  needComingDay: 'Tôi chưa đọc được ngày. Anh/chị gõ như 20/5, 20/5/2023, “thứ sáu tuần sau” hoặc “thêm 5 ngày”.',
  notAfterDue: (due: string): string => `Ngày mới phải sau hạn hiện nay (${due}). Anh/chị gõ lại ngày.`,
  dayIsPast: 'Ngày này không còn ở phía trước. Anh/chị gõ lại ngày.',
  dayTooFar: (day: string): string => `Ngày ${day} cách đây hơn một năm, có thể gõ nhầm năm. Anh/chị gõ lại ngày.`,
  textNeeded:
    'Phần này cần có nội dung nên chưa bỏ qua hoặc lưu được. Anh/chị gõ nội dung; chưa có thì gõ “để sau” (giữ phần đã trả lời) hoặc “lui” để xem lại câu trước.',
  mustAnswer: 'Câu này cần được trả lời.',
  unclearNumbers:
    'Tôi chưa tách được các con số. Anh/chị ngăn cách bằng dấu phẩy và dấu cách (120, 80) hoặc xuống dòng.',
  ratioUnclear:
    'Câu này hỏi từng số; chưa số nào được ghi. Anh/chị gõ một số, hoặc hai số ngăn cách bằng dấu phẩy và dấu cách (95, 100).',
  tooManyNumbers: (count: string, left: string): string =>
    `Tin nhắn có ${count} con số nhưng chỉ còn ${left} số cần nhập; chưa số nào được ghi.`,
  inSeries: (label: string, trouble: string): string => `Chưa số nào được ghi. ${label}: ${trouble}`,
  ifRight: 'Nếu đúng, anh/chị gõ lại số đó hoặc bấm Đúng; nếu nhầm, gõ số khác.',
  ifSumRight: 'Nếu đúng, anh/chị gõ lại số đó hoặc bấm Đúng; nếu nhầm, gõ số khác, hoặc gõ “lui” để sửa số trước.',
  ifRatioRight: 'Nếu đúng, anh/chị bấm Đúng; nếu nhầm, gõ lại cả hai số, ví dụ 95/100.',
  firstItem: 'Đã ghi nhận. Anh/chị gửi tiếp từng mục, xong thì gõ “xong”.',
  itemNeeded: '“Bỏ qua”, “lưu” không được ghi thành mục. Anh/chị gửi từng mục, xong thì gõ “xong”.',
  itemsNow: (items: string): string => `Hiện có:\n${items}`,
  howToChangeItems: 'Gửi thêm để bổ sung; gõ “xoá 2” để bỏ mục 2, “sửa 2: nội dung mới” để sửa.',
  itemChanged: (number: string): string => `Đã sửa mục ${number}.`,
  itemRemoved: (number: string): string => `Đã bỏ mục ${number}.`,
  noSuchItem: (number: string): string => `Không có mục ${number}.`,
  itemTooLong: (limit: string, length: string): string =>
    `Mỗi mục tối đa ${limit} ký tự, mục vừa gửi có ${length} ký tự nên chưa được ghi. Anh/chị rút gọn và gửi lại.`,
  tooManyItems: (most: string, left: string): string =>
    `Phần này ghi tối đa ${most} mục, còn ${left}; tin nhắn vừa rồi chưa được ghi.`,
  tooFewItems: (least: string): string => `Cần ít nhất ${least} mục. Anh/chị gửi thêm.`,
  tooManyChoices: (count: string, left: string): string =>
    `Tin nhắn có ${count} lựa chọn nhưng chỉ còn ${left} mục; chưa mục nào được ghi.`,
} as const

/** Why a figure is doubted, as it is said to whoever gave it and kept with the figure. */
export const doubts = {
  farAbove: (previous: string): string => `cao hơn nhiều so với kỳ trước (${previous})`,
  farBelow: (previous: string): string => `thấp hơn nhiều so với kỳ trước (${previous})`,
  aboveLikely: (max: string): string => `cao hơn mức thường gặp (đến ${max})`,
  belowLikely: (min: string): string => `thấp hơn mức thường gặp (từ ${min})`,
  farAboveTarget: (target: string): string => `gấp nhiều lần chỉ tiêu (${target})`,
  /** What a check says, with both sums. */
  exceeds: (say: string, sum: string, most: string): string => `${say} (${sum} so với ${most})`,
} as const
/** A doubt that was asked about and kept. */
export const remarkOf = (reasons: string): string => `${reasons}, đã hỏi lại`
export const withRemark = (figure: string, remark: string): string => `${figure} – lưu ý: ${remark}`
export const remarksHead = 'Lưu ý:'
export const belowTarget = (target: string): string => `thấp hơn chỉ tiêu ${target}`
export const missesTarget = (target: string): string => `chưa đạt chỉ tiêu ${target}`
export const reachesTarget = (target: string): string => `đạt chỉ tiêu ${target}`
export const scoreSum = (sum: string, most: string): string => `Tổng điểm: ${sum}/${most}`
export const leftUntil = (again: string): string => `Đã tạm dừng; những gì anh/chị đã trả lời được giữ lại. ${again}`

export const noFigure = 'chưa có số liệu'
export const fileCount = (count: number, names: readonly string[]): string =>
  names.length < count ? `${count} tệp (${names.join(', ')}…)` : `${count} tệp (${names.join(', ')})`
/** After a shortened text: how long it is in full. */
export const shortened = (characters: string): string => `… (đủ ${characters} ký tự)`
