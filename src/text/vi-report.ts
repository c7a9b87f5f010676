import type { Indicator } from '../core/plan/plan.ts'
import { formatCount, formatNumber } from '../core/report/vietnamese-number.ts'

/** Every sentence of the documents that the program drafts. Facts come in already written; nothing is added to them. */

/** Văn thư fills in number and day by hand; the gaps are as wide as two digits in hand-writing. */
export const numberLine = (type: string, symbol: string): string => `Số:        /${type}-${symbol}`
export const placeAndDateLine = (place: string, month: string, year: number): string =>
  `${place}, ngày      tháng ${month} năm ${year}`

export const draftMark = 'DỰ THẢO'
export const annexLabel = 'Phụ lục'

export const titles = { report: 'BÁO CÁO', submission: 'TỜ TRÌNH', registration: 'BẢN ĐĂNG KÝ' }

/** How a document of each kind names itself in its own sentences. */
export const names = { report: 'Báo cáo', submission: 'Tờ trình', registration: 'Bản đăng ký' }

export const noData = 'chưa có số liệu'
export const nobodyAnswered = 'Chưa nhận được báo cáo của các đơn vị.'

export const asOf = (to: string): string => `số liệu tính đến ngày ${to}`

export const carryingOut = (cited: readonly string[]): string => `Thực hiện ${cited.join('; ')}`

export const openReport = (cited: readonly string[], issuer: string, subject: string, to: string): string =>
  `${carryingOut(cited)}, ${issuer} báo cáo ${subject} (${asOf(to)}) như sau:`
export const openSubmission = (cited: readonly string[], issuer: string, to: string): string =>
  `${carryingOut(cited)}, trên cơ sở đề nghị của các đơn vị (${asOf(to)}), ${issuer} trình xem xét các nội dung sau:`
export const openRegistration = (cited: readonly string[], issuer: string, to: string): string =>
  `${carryingOut(cited)}, ${issuer} tổng hợp nội dung đăng ký của các đơn vị (${asOf(to)}) như sau:`

export const closeReport = (subject: string, issuer: string, to: readonly string[], annexed: boolean): string =>
  to.length === 0
    ? `Trên đây là báo cáo ${subject} của ${issuer}${attached(annexed)}./.`
    : `Trên đây là báo cáo ${subject}, ${issuer} kính báo cáo ${listed(to)}${attached(annexed)}./.`
export const closeSubmission = (issuer: string, to: readonly string[], annexed: boolean): string =>
  `${issuer} kính trình ${to.length === 0 ? '' : `${listed(to)} `}xem xét, quyết định${attached(annexed)}./.`
const attached = (annexed: boolean): string => (annexed ? ' (có Phụ lục danh mục minh chứng kèm theo)' : '')

/** "A", "A và B", "A, B và C". */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} và ${last}`
}

export const sections = {
  leadership: 'Công tác lãnh đạo, chỉ đạo',
  results: 'Kết quả thực hiện',
  indicators: 'Kết quả thực hiện các chỉ tiêu',
  obstacles: 'Khó khăn, vướng mắc',
  recommendations: 'Kiến nghị, đề xuất',
  next: 'Phương hướng, nhiệm vụ thời gian tới',
  missing: 'Đơn vị chưa báo cáo',
  nominated: 'Nội dung đề nghị khen thưởng',
  registered: 'Nội dung đăng ký',
  assessment: 'Đánh giá chung',
  comparison: 'So sánh với mục tiêu',
  models: 'Mô hình, điển hình tiêu biểu',
  commendation: 'Công tác khen thưởng',
  lessons: 'Bài học kinh nghiệm',
  adjustedTargets: 'Điều chỉnh chỉ tiêu',
}

// Parts of the assessment
export const merits = 'Ưu điểm'
export const shortcomings = 'Tồn tại, hạn chế'
export const objectiveCauses = 'Nguyên nhân khách quan'
export const subjectiveCauses = 'Nguyên nhân chủ quan'

export const partLabel = (numeral: string): string => `Phần ${numeral}`
export const interimParts = ['Kết quả thực hiện đến thời điểm sơ kết', 'Nhiệm vụ đến hết giai đoạn'] as const
/** Where Units wrote what they learned. */
export const finalPartsWithLessons = [
  'Kết quả thực hiện cả giai đoạn',
  'Bài học kinh nghiệm',
  'Kiến nghị và phương hướng thời gian tới',
] as const
export const finalParts = ['Kết quả thực hiện cả giai đoạn', 'Kiến nghị và phương hướng thời gian tới'] as const

// I. Công tác lãnh đạo, chỉ đạo

export const issuedPlan = (issuer: string, plan: string, tasks: string, indicators: string): string =>
  `${issuer} đã ban hành ${plan}, trong đó xác định ${tasks} nhiệm vụ và ${indicators} chỉ tiêu.`
export const followsPlan = (issuer: string, plan: string, tasks: string, indicators: string): string =>
  `${issuer} tổ chức thực hiện ${plan}, trong đó xác định ${tasks} nhiệm vụ và ${indicators} chỉ tiêu.`
export const planAbove = 'Kế hoạch nêu trên'
export const leadUnits = (units: readonly string[]): string =>
  `Các đơn vị được giao chủ trì thực hiện: ${units.join('; ')}.`
export const collected = (units: string, asked: string, received: string): string =>
  `Để xây dựng báo cáo, đã đề nghị ${units} đơn vị báo cáo ${asked} nội dung; đến thời điểm tổng hợp đã nhận được ${received}/${asked} nội dung.`

// II. Kết quả thực hiện

export const states = {
  done: 'đã hoàn thành',
  doing: 'đang thực hiện',
  obstacle: 'đang có khó khăn, vướng mắc',
  same: 'cập nhật như kỳ trước',
}
/** As in the period before, since that day. */
export const sameSince = (day: string): string => `như kỳ trước (từ ngày ${day})`
/** Whom it was meant for. */
export const raisedTo = {
  obstacle: (addressee: string, text: string): string => `đề nghị ${addressee} giải quyết: ${text}`,
  recommendation: (addressee: string, text: string): string => `kiến nghị với ${addressee}: ${text}`,
}
/** What a Unit raised by itself about one piece of work. */
export const raisedAbout = (title: string, what: string): string => `về “${title.trim()}”: ${what}`
export const progress = (percent: string): string => `tiến độ ${percent}%`
export const spanOf = (from: string, to: string): string => `từ ngày ${from} đến ngày ${to}`
export const unitSays = (unit: string, about: readonly string[], text: string): string =>
  `${unit} (${about.join('; ')}): ${text}`
export const unitSaysNothing = (unit: string, about: readonly string[]): string => `${unit} (${about.join('; ')}).`
export const notReportedBy = (units: readonly string[]): string => `Chưa có báo cáo của: ${units.join('; ')}.`
export const notAsked = 'Trong kỳ báo cáo chưa phát sinh nội dung phải báo cáo.'
export const otherResults = 'Nội dung báo cáo chung của các đơn vị'
export const seeAnnex = 'Danh mục minh chứng kèm theo tại Phụ lục.'

// III. Chỉ tiêu

export const indicatorColumns = ['TT', 'Chỉ tiêu', 'ĐVT', 'Chỉ tiêu giao', 'Thực hiện', 'Đánh giá', 'Ghi chú'] as const
export const noIndicators = 'Kế hoạch không giao chỉ tiêu cụ thể.'

/** A value in the Indicator's unit: ratios and percentages carry their sign, small counts a leading zero. */
export function figureText(indicator: Pick<Indicator, 'ratio' | 'unit'>, value: number, decimals = 2): string {
  if (indicator.ratio !== null || indicator.unit.trim() === '%') return `${formatNumber(value, decimals)}%`
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value, decimals)
}

const bounds = {
  '>': (value: string): string => `trên ${value}`,
  '>=': (value: string): string => `từ ${value} trở lên`,
  '=': (value: string): string => value,
  '<=': (value: string): string => `không quá ${value}`,
  '<': (value: string): string => `dưới ${value}`,
}

/** Whether the plan strives for the target and does not owe it. */
export const isStriven = (indicator: Pick<Indicator, 'phrase'>): boolean =>
  indicator.phrase.normalize('NFC').toLocaleLowerCase('vi').includes('phấn đấu')

/** The target in words: "trên 85%", "từ 01 mô hình trở lên", "phấn đấu từ 01 mô hình trở lên". */
export function targetText(indicator: Pick<Indicator, 'op' | 'target' | 'unit' | 'ratio' | 'phrase'>): string {
  const value = figureText(indicator, indicator.target)
  const bound = bounds[indicator.op](value.endsWith('%') ? value : `${value} ${indicator.unit.trim()}`.trim())
  return isStriven(indicator) ? `phấn đấu ${bound}` : bound
}

export const verdicts = {
  met: 'đạt',
  'not-met': 'chưa đạt',
  mixed: 'chưa đủ số liệu để đánh giá chung',
  'no-data': noData,
}
/** What is striven for is not owed, so it is measured and not judged. */
export const strivenVerdicts = { ...verdicts, met: 'đạt mức phấn đấu', 'not-met': 'chưa đạt mức phấn đấu' }
export const incomplete = (verdict: string): string => `${verdict} (số liệu chưa đầy đủ)`
export const unitValue = (unit: string, value: string): string => `${unit}: ${value}`
export const ofParts = (value: string, names: string): string => `${value} (${names})`
/** A figure that looked wrong when it was given and stands. */
export const figureRemark = (unit: string, remark: string): string => `Lưu ý (${unit}): ${remark}`
export const noFigureFrom = (units: readonly string[]): string => `Chưa có số liệu của: ${units.join('; ')}`
export const otherFigures = (values: readonly string[]): string => `số khác đã báo: ${values.join('; ')}`
export const metByUnits = (met: string, all: string): string => `${met}/${all} đơn vị đạt`
export const strayFigures = (values: readonly string[]): string =>
  `Số liệu ngoài danh mục chỉ tiêu của Kế hoạch: ${values.join('; ')}.`

// IV–VII

export const unitRaises = (unit: string, text: string): string => `${unit}: ${text}`
export const recommendsTo = (addressee: string, text: string): string => `kiến nghị với ${addressee}: ${text}`
export const unitTasks = 'Nhiệm vụ do các đơn vị xác định'
export const obstacleUnnamed = 'báo có khó khăn, vướng mắc, chưa nêu nội dung cụ thể.'
export const noObstacles = 'Các đơn vị đã báo cáo không nêu khó khăn, vướng mắc.'
export const noRecommendations = 'Các đơn vị đã báo cáo không có kiến nghị, đề xuất.'
export const openTasks = 'Nhiệm vụ tiếp tục thực hiện'
export const openTask = (what: string, units: readonly string[], due: string): string =>
  `${what} (${units.join('; ')}). Thời hạn theo Kế hoạch: ${due}.`
export const nextDuties = 'Các mốc báo cáo tiếp theo của Kế hoạch'
export const nextDuty = (title: string, to: readonly string[], when: string): string =>
  `${title}${to.length === 0 ? '' : `, gửi ${listed(to)}`}: ${when}.`
export const nothingNext = 'Không có nhiệm vụ đang thực hiện dở và không còn mốc báo cáo tiếp theo trong Kế hoạch.'
export const everybodyAnswered = (units: string): string =>
  `Không có; ${units}/${units} đơn vị được đề nghị đã báo cáo đầy đủ.`
export const nobodyAsked = 'Không có đơn vị nào được đề nghị báo cáo trong kỳ này.'
export const returnedItem = (item: string): string => `${item} (đã trả lại, chờ bổ sung)`
export const unitOwes = (unit: string, items: readonly string[]): string => `${unit}: ${items.join('; ')}.`
export const cameLate = (units: readonly string[]): string => `Đơn vị báo cáo sau thời hạn: ${units.join('; ')}.`

// Bản đăng ký

export const registrationColumns = (unit: string): readonly string[] => [
  unit,
  'Năm đăng ký',
  'Thực trạng khó khăn',
  'Chỉ tiêu và giải pháp “khéo”',
]
export const unitColumn = 'Đơn vị'
export const modelOf = (unit: string, model: string): string => `${unit}\nMô hình: ${model}`
export const modelAbout = (about: readonly string[]): string => `(${about.join('; ')})`
export const inCharge = (owner: string): string => `phụ trách: ${owner}`
export const nomineeColumns = [
  'TT',
  'Tên tập thể, cá nhân',
  'Đơn vị',
  'Thành tích tóm tắt',
  'Hình thức đề nghị',
  'Ý kiến Hội đồng',
] as const
export const noVotes = 'chưa có kết quả bỏ phiếu'
export const partyConfirms = 'XÁC NHẬN CỦA CẤP ỦY'

// Phụ lục, nơi nhận

export const evidenceTitle = 'DANH MỤC MINH CHỨNG'
export const evidenceColumns = ['TT', 'Tên tệp', 'Đơn vị', 'Nội dung', 'Mã SHA-256 (12 ký tự đầu)'] as const
export const withDocument = (name: string, type: string | null, symbol: string, date: string, issuer: string): string =>
  `(Kèm theo ${name}${type === null ? '' : ` số        /${type}-${symbol}`} ${date} của ${issuer})`
export const blankDate = (month: string, year: number): string => `ngày      tháng ${month} năm ${year}`
export const asAbove = '- Như trên;'
export const recipient = (name: string): string => `- ${name};`
export const archive = (drafter: string): string => `- Lưu: VT, ${drafter}.`
