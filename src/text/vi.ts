/** What the product says in chat outside of Flows and reminders. Polite and neutral; nothing of a plan to strangers. */

export const strangerLine =
  'Xin chào! Đây là kênh nhắc việc nội bộ của cơ quan. Nếu anh/chị đã được cấp mã mời, vui lòng gửi mã đó vào đây (dạng ABCDE-FGHJK). Nếu chưa có, xin liên hệ quản trị viên của cơ quan.'

export const inviteRefused =
  'Mã mời này không đúng, đã dùng hoặc đã hết hạn. Xin anh/chị liên hệ quản trị viên để được cấp mã mới.'

export const tooManyCodes = 'Anh/chị đã thử quá nhiều mã mời. Xin liên hệ quản trị viên và thử lại vào ngày mai.'

export const joined = (name: string, boardName: string): string =>
  `Đã kết nối: ${name}, ${boardName}. Từ nay việc đến hạn sẽ được nhắc tại đây vào đầu giờ làm việc. Gõ /viec để xem việc của mình, /trogiup để xem hướng dẫn.`

export const alreadyJoined = (name: string): string =>
  `Anh/chị đang dùng kênh này với tên: ${name}. Gõ /viec để xem việc.`

export const notUnderstood = 'Tôi chưa hiểu tin nhắn này. Gõ /viec để xem việc đang mở hoặc /trogiup để xem hướng dẫn.'

export const nothingOpen = 'Hiện anh/chị không có việc nào đang mở.'

export const noSuchMatter = 'Không tìm thấy việc này, hoặc việc không thuộc phần theo dõi của anh/chị.'

export const matterClosed = 'Việc này không còn mở để trả lời.'

export const lockedByReport =
  'Báo cáo đã được lãnh đạo duyệt nên không nhận thêm hoặc sửa câu trả lời nữa. Nếu cần thay đổi, xin báo Văn phòng.'
export const approvedWhileWriting = (report: string, title: string): string =>
  `Báo cáo “${report}” vừa được lãnh đạo duyệt. Phần anh/chị đang viết dở cho “${title}” được giữ nguyên nhưng không còn kịp đưa vào báo cáo này. Anh/chị vẫn có thể viết xong và lưu; nếu cần bổ sung báo cáo, xin báo Văn phòng.`
export const savedAfterApproval =
  'Báo cáo đã được lãnh đạo duyệt trước khi câu trả lời này được lưu, nên nội dung không có trong báo cáo. Câu trả lời vẫn được giữ; Văn phòng được báo để biết.'
export const answeredAfterApproval = (name: string, unit: string, title: string, report: string): string =>
  `${name} (${unit}) vừa trả lời “${title}” sau khi báo cáo “${report}” đã được duyệt; câu trả lời được giữ nhưng không có trong báo cáo.`
export const earlierAnswerKept = (name: string, revision: number): string =>
  `Trước đó ${name} đã trả lời việc này. Báo cáo dùng bản mới (lần ${revision}); các bản trước vẫn được giữ.`

export const staleButton = 'Nút này thuộc câu hỏi đã qua. Gõ /viec để xem các việc đang mở.'

export const midAnswer = (title: string): string =>
  `Anh/chị đang trả lời dở: ${title}. Phần đã viết được giữ nguyên. Anh/chị muốn làm gì?`
export const continueLabel = 'Viết tiếp việc đang dở'
export const switchLabel = 'Để lại sau, chuyển sang việc mới'

export const resumed = 'Tiếp tục phần đang viết dở.'
export const parked = 'Đã để lại sau; phần đã viết được giữ nguyên. Gõ /viec khi muốn viết tiếp.'

export const remaining = (count: number): string =>
  count === 0 ? 'Anh/chị đã trả lời hết các việc đang mở. Xin cảm ơn!' : `Còn ${count} việc đang mở:`

export const fileWithoutQuestion =
  'Tôi đã nhận tệp nhưng chưa biết tệp thuộc việc nào. Gõ /viec, chọn việc rồi gửi lại tệp khi được hỏi minh chứng.'

export const fileTooLarge = (name: string, limitMb: number): string =>
  `Tệp “${name}” vượt quá ${limitMb} MB nên chưa nhận được. Anh/chị nén bớt hoặc tách nhỏ rồi gửi lại.`
export const fileKindRefused = (name: string): string =>
  `Tệp “${name}” thuộc loại không nhận. Xin gửi PDF, Word, Excel, ảnh hoặc văn bản thuần.`
export const wordless = (name: string): string =>
  `Tôi không đọc được ${name}; nội dung này không được ghi. Anh/chị vui lòng nhắn bằng chữ, hoặc gửi ảnh, tệp.`
export const fileContentWrong = (name: string): string =>
  `Tệp “${name}” bị hỏng, tải lên chưa trọn vẹn hoặc nội dung không đúng với đuôi tệp. Anh/chị mở lại, lưu lại rồi gửi lại.`
export const fileEmpty = (name: string): string =>
  `Tệp “${name}” trống, không có nội dung. Anh/chị kiểm tra rồi gửi lại.`
export const fileLocked = (name: string): string =>
  `Tệp “${name}” được bảo vệ bằng mật khẩu nên không đọc được. Anh/chị bỏ mật khẩu rồi gửi lại.`
export const fileUnreadable = (name: string): string => `Chưa tải được tệp “${name}”. Xin anh/chị gửi lại.`

export const failedToHandle =
  'Có trục trặc khi xử lý tin nhắn này; tin đã được lưu và phần trả lời trước đó không mất. Anh/chị vui lòng thử lại.'

export const undeliveredNotice = (name: string, why: string): string =>
  `Tin nhắn gửi ${name || 'một người'} không đến được (${why}). Xin kiểm tra và gõ /moi để cấp lại mã mời nếu cần.`

export const nobodyToInvite = 'Mọi người trong danh sách đều đã tham gia.'
export const chooseToInvite = 'Cấp mã mời cho ai?'
export const personUnknown = (text: string): string => `Không có ai tên “${text}” trong danh sách. Gõ /moi để chọn.`
export const onlyAdmins = 'Lệnh này dành cho quản trị viên.'

export const noReports = 'Chưa có báo cáo nào.'
export const reportsHead = 'Các báo cáo:'

export const approveLabel = (title: string): string => `Duyệt: ${title}`
export const returnLabel = (title: string): string => `Trả lại: ${title}`
export const issueLabel = 'Đã phát hành (nhập số, ngày)'

export const onlyLeaders = 'Chỉ lãnh đạo Ban duyệt hoặc trả lại báo cáo.'
export const notYetCompiled = 'Báo cáo này chưa có dự thảo.'
export const notToBeIssued = 'Báo cáo này chưa được duyệt hoặc đã được mở lại nên chưa phát hành. Gõ /baocao để xem.'
export const alreadyApproved = 'Báo cáo này đã được duyệt trước đó.'
export const approvedReceipt = (title: string): string =>
  `Đã ghi nhận: duyệt “${title}”. Văn phòng được báo để trình ký và phát hành.`
export const approvedNotice = (title: string, by: string, dueText: string): string =>
  `Báo cáo “${title}” đã được ${by} duyệt. Xin in, trình ký và phát hành, hạn ${dueText}; sau khi Văn thư cấp số, bấm nút dưới đây để nhập số và ngày.`
export const returnedReceipt = (title: string): string =>
  `Đã ghi nhận: trả lại “${title}”. Văn phòng được báo kèm ý kiến.`
export const returnedNotice = (title: string, by: string, note: string): string =>
  `Báo cáo “${title}” được ${by} trả lại với ý kiến:\n${note}\nSau khi các đơn vị sửa câu trả lời (/sua), gõ /baocao để lấy dự thảo mới và trình lại.`
export const issuedReceipt = (title: string, number: string, date: string): string =>
  `Đã ghi nhận: “${title}” phát hành số ${number}, ngày ${date}. Báo cáo được khóa.`
export const submitLabel = (title: string): string => `Trình duyệt: ${title}`
export const submittedReceipt = 'Đã trình lãnh đạo duyệt.'
export const submittedNotice = (title: string, by: string, answered: number, asked: number): string =>
  `${by} trình duyệt báo cáo “${title}” (${answered}/${asked} phần đã trả lời). Dự thảo kèm theo.`

export const reportStatus = {
  collecting: 'đang thu thập',
  draft: 'dự thảo',
  returned: 'được trả lại',
  approved: 'đã duyệt, chờ phát hành',
  issued: 'đã phát hành',
  overdue: 'quá hạn',
} as const
export const reportLine = (
  title: string,
  status: keyof typeof reportStatus,
  dueText: string,
  answered: number,
  asked: number,
  missing: readonly string[],
): string =>
  `• ${title}: ${reportStatus[status]}; hạn ${dueText}; ${answered}/${asked} phần đã trả lời${
    missing.length > 0 ? `; còn thiếu: ${missing.join(', ')}` : ''
  }`

export const situationHead = (date: string): string => `Tình hình đến ngày ${date}:`
/** `late`: how many of the answers came after their last day. */
export const situationLine = (unit: string, answered: number, asked: number, overdue: number, late = 0): string =>
  `• ${unit}: ${answered}/${asked} việc đã trả lời${late > 0 ? ` (trễ ${late})` : ''}${overdue > 0 ? `; quá hạn ${overdue}` : ''}`
export const nothingAsked = 'Chưa có việc nào được hỏi.'

export const draftLabel = (title: string): string => `Lập dự thảo ngay: ${title}`
export const compiling = 'Đang tổng hợp dự thảo từ các câu trả lời đã nhận…'
export const draftReady = (draft: number): string => `Dự thảo lần ${draft} kèm theo.`
export const issueDateWrong = (date: string): string =>
  `“${date}” chưa phải là ngày ban hành dùng được (viết như 09/5/2023, không sau hôm nay). Xin nhập lại.`
