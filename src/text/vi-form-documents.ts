/** Every sentence of the documents that are made of filled forms. Facts come in already written; nothing is added. */

export const titles = {
  registration: 'BẢN ĐĂNG KÝ',
  submission: 'TỜ TRÌNH',
  achievements: 'BÁO CÁO THÀNH TÍCH',
  story: 'GƯƠNG NGƯỜI TỐT, VIỆC TỐT',
  assessment: 'PHIẾU TỰ ĐÁNH GIÁ',
  figures: 'BẢNG SỐ LIỆU',
  part: 'BÁO CÁO',
  sheet: 'PHIẾU',
}

export const noInformation = 'Chưa có thông tin.'
export const noData = 'chưa có số liệu'
export const labelled = (label: string, text: string): string => `${label}: ${text}`
export const ended = (text: string): string => (/[.!?…]$/u.test(text) ? text : `${text}.`)

// Bản đăng ký mô hình (Mẫu 1)

export const registrationSubject = (level: string, year: string): string =>
  `Xây dựng mô hình, điển hình “Dân vận khéo” ${level} năm ${year}`
export const modelName = (name: string): string => `TÊN MÔ HÌNH: ${name}`
export const registrant = 'Đơn vị đăng ký'
export const kindLabel = 'Loại'
export const fieldLabel = 'Lĩnh vực'
export const ownerLabel = 'Người phụ trách'
export const registrationColumns = (level: string): readonly [string, string, string] => [
  `Đăng ký xây dựng mô hình ${level}`,
  'Thực trạng khó khăn liên quan đến nội dung xây dựng mô hình',
  'Chỉ tiêu, giải pháp “khéo” giải quyết được khó khăn, vướng mắc và đạt kết quả tốt',
]
export const inYear = (year: string): string => `Năm ${year}`
export const targetsHead = '* Chỉ tiêu:'
export const solutionsHead = '* Giải pháp:'
export const item = (text: string): string => `- ${text}`

// Công nhận mô hình

export const recognitionSubject = (year: string): string =>
  `Về việc đề nghị công nhận mô hình “Dân vận khéo” năm ${year}`
export const council = (board: string): string => `Hội đồng Thi đua - Khen thưởng ${board}`
export const recognitionOpening = (unit: string, recognition: string): string =>
  `Căn cứ kết quả xây dựng mô hình đã đăng ký, ${unit} đề nghị xem xét, công nhận ${recognition} như sau:`
export const recognitionParts = [
  'Mô hình',
  'Kết quả so với chỉ tiêu đã đăng ký',
  'Hiệu quả, khả năng nhân rộng',
  'Ý kiến của Hội đồng Thi đua - Khen thưởng',
] as const
export const modelLine = (name: string): string => `Tên mô hình: ${name}.`
export const carriedOutBy = (owner: string): string => `Tập thể, cá nhân thực hiện: ${owner}.`
export const proposal = (recognition: string): string => `Đề nghị công nhận: ${recognition}.`
export const closeSubmission = (unit: string): string => `${unit} kính trình xem xét, quyết định./.`

/** The council's vote, only from the figures that were given. */
export const votesSentence = (total: string, present: string, agreeing: string, share: string): string =>
  `Hội đồng Thi đua - Khen thưởng họp với ${present}/${total} thành viên; ${agreeing}/${present} phiếu đồng ý${share === '' ? '' : `, đạt ${share}%`}.`
export const noVotes = 'Chưa có kết quả bỏ phiếu của Hội đồng Thi đua - Khen thưởng.'

// Đề nghị khen thưởng

export const achievementsSubject = (reward: string): string => `Đề nghị tặng ${reward}`
export const achievementsParts = [
  'Sơ lược đặc điểm, tình hình',
  'Thành tích đạt được',
  'Các hình thức đã được khen thưởng',
] as const
export const collectiveName = 'Tên tập thể'
export const personName = 'Họ tên, chức vụ'
export const unitLabel = 'Đơn vị'
export const seat = 'Địa điểm'
export const rewardColumns = ['TT', 'Năm, hình thức, số quyết định'] as const
export const submissionSubject = (reward: string, kind: string): string => `Về việc đề nghị tặng ${reward} cho ${kind}`
export const submissionOpening = (unit: string): string =>
  `Căn cứ thành tích đạt được và quy định về thi đua, khen thưởng, ${unit} trình xem xét khen thưởng như sau:`
export const provincialChair = (parent: string): string => `Chủ tịch ${parent} (qua Sở Nội vụ)`
/** "Trưởng Ban Quản lý …", not "Trưởng ban Ban Quản lý …". */
export const boardHead = (signer: string, board: string): string => `${signer} ${board}`.replace(/ ban Ban /u, ' Ban ')
export const proposed = (reward: string, kind: string): string => `Đề nghị tặng ${reward} cho 01 ${kind}:`
export const nomineeColumns = [
  'TT',
  'Tên tập thể, cá nhân',
  'Đơn vị',
  'Thành tích tóm tắt',
  'Hình thức đề nghị',
  'Tỷ lệ phiếu',
] as const
export const seeAchievements = '(chi tiết tại Báo cáo thành tích kèm theo)'
export const confirmsAchievements = ['XÁC NHẬN', 'CỦA CẤP TRÌNH DUYỆT'] as const
export const reporter = 'NGƯỜI BÁO CÁO THÀNH TÍCH'
export const unitHead = 'THỦ TRƯỞNG ĐƠN VỊ'
export const submissionRecipients = (drafter: string): readonly string[] => ['- Như trên;', `- Lưu: VT, ${drafter}.`]

// Gương người tốt, việc tốt; tự đánh giá; số liệu

export const storyOf = (who: string): string => `Gương: ${who}.`
export const storyWhen = (when: string): string => `Thời gian, địa điểm: ${when}.`
export const mayPublish = 'Người được viết đã đồng ý cho đăng tên, ảnh.'
export const askBeforePublishing = 'Chưa hỏi ý kiến người được viết; cần được đồng ý trước khi đăng.'
export const writer = 'NGƯỜI VIẾT'
export const unitConfirms = 'XÁC NHẬN CỦA ĐƠN VỊ'
export const assessmentSubject = (period: string): string => `Thực hiện văn hóa công sở, ${period}`
export const assessed = (who: string): string => `Đối tượng tự đánh giá: ${who}.`
export const assessmentColumns = ['TT', 'Tiêu chí', 'Tự đánh giá', 'Điểm'] as const
export const total = 'Tổng cộng'
export const remarksHead = 'Ghi chú, hướng khắc phục'
export const assessor = 'NGƯỜI TỰ ĐÁNH GIÁ'
export const figureSubjects: { readonly [flow: string]: string } = {
  'thu-tuc-hanh-chinh': 'Tiếp nhận, giải quyết thủ tục hành chính',
  'hai-long': 'Khảo sát mức độ hài lòng của người dân, doanh nghiệp',
  'doi-thoai-doanh-nghiep': 'Gặp gỡ, đối thoại với doanh nghiệp',
}
export const inPeriod = (subject: string, period: string): string => `${subject}, ${period}`
export const figureColumns = ['TT', 'Nội dung', 'Đơn vị tính', 'Số liệu', 'Ghi chú'] as const
export const computed = 'tính từ số liệu trên'
export const tableMaker = 'NGƯỜI LẬP BIỂU'
export const writtenBy = (unit: string): string => `Đơn vị báo cáo: ${unit}.`
