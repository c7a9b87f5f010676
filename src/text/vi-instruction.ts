import { type LocalDate, shortDate } from '../core/time.ts'

/** Instructions of leaders ("bút phê"): given, followed, reported, closed. */

const dueWords = (due: LocalDate | null): string => (due === null ? '' : ` Hạn: ${shortDate(due)}.`)

/** A sentence may end with the full stop that its writer gave it. */
const ended = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** To the Unit in the morning of the last working day, and of the first one after it. */
export const followedUp = (stage: 'last-day' | 'overdue', unit: string, what: string, due: LocalDate | null): string =>
  stage === 'last-day'
    ? `Hôm nay là ngày làm việc cuối để thực hiện bút phê của lãnh đạo (${unit}): ${ended(what)}${dueWords(due)} Xong thì xin báo kết quả.`
    : `Bút phê của lãnh đạo đã quá hạn mà chưa có kết quả (${unit}): ${ended(what)}${dueWords(due)} Xin báo kết quả hoặc khó khăn.`

export const onlyLeadersInstruct = 'Bút phê do lãnh đạo Ban giao. Đơn vị anh/chị hiện không có bút phê nào đang mở.'
export const noInstructions = 'Không có bút phê nào đang mở.'
export const instructionsHead = (count: number): string => `${count} bút phê đang mở:`
export const instructionsOfUnitHead = 'Bút phê của lãnh đạo cho đơn vị:'
export const newLabel = 'Bút phê mới'
export const openLabel = (what: string): string => `Xem: ${what}`

export const askUnit = 'Bút phê cho đơn vị nào?'
export const askMatter = (unit: string): string => `Bút phê cho ${unit}, về việc nào?`
export const aboutNone = 'Việc khác'

export const given = (unit: string): string =>
  `Đã chuyển bút phê đến ${unit}. Tôi theo dõi và báo anh/chị khi có kết quả.`
export const givenNotice = (by: string, what: string, title: string | null, due: LocalDate | null): string =>
  [
    `Bút phê của ${by}:`,
    what,
    ...(title === null ? [] : [`Việc: ${title}`]),
    ...(due === null ? [] : [`Hạn: ${shortDate(due)}`]),
    'Xong thì xin báo kết quả (bấm nút, hoặc gõ /butphe).',
  ].join('\n')

export const card = (one: {
  readonly unit: string
  readonly by: string
  readonly givenOn: LocalDate
  readonly what: string
  readonly title: string | null
  readonly due: LocalDate | null
  readonly outcome: { readonly text: string; readonly by: string; readonly on: LocalDate } | null
  readonly remark: string | null
}): string =>
  [
    `Bút phê của ${one.by} cho ${one.unit}, ngày ${shortDate(one.givenOn)}:`,
    one.what,
    ...(one.title === null ? [] : [`Việc: ${one.title}`]),
    ...(one.due === null ? [] : [`Hạn: ${shortDate(one.due)}`]),
    ...(one.remark === null ? [] : [`Đã yêu cầu làm tiếp: ${one.remark}`]),
    one.outcome === null
      ? 'Chưa có kết quả.'
      : `Kết quả (${one.outcome.by}, ${shortDate(one.outcome.on)}): ${one.outcome.text}`,
  ].join('\n')
export const reportLabel = 'Báo kết quả'
export const closeLabel = 'Đạt, kết thúc'
export const endLabel = 'Kết thúc, không cần kết quả'
export const backLabel = 'Yêu cầu làm tiếp'

export const alreadyReported = (by: string): string => `${by} đã báo kết quả, đang chờ lãnh đạo xem.`
export const alreadyClosed = 'Bút phê này đã kết thúc.'
export const reportedReceipt = 'Đã báo kết quả đến lãnh đạo.'
export const reportedNotice = (unit: string, by: string, what: string, outcome: string): string =>
  `${unit} báo kết quả bút phê (${by}):\n• Bút phê: ${what}\n• Kết quả: ${outcome}`
export const closedReceipt = 'Đã kết thúc bút phê. Đơn vị được báo.'
export const closedNotice = (by: string, what: string): string => `${by} đã xem kết quả và kết thúc bút phê: ${what}`
export const endedNotice = (by: string, what: string): string =>
  `${by} đã kết thúc bút phê, không cần báo kết quả: ${what}`
export const notReportedYet = 'Đơn vị chưa báo kết quả nên chưa có gì để yêu cầu làm tiếp.'
export const returnedReceipt = 'Đã chuyển yêu cầu đến đơn vị.'
export const returnedNotice = (by: string, what: string, remark: string): string =>
  `${by} đã xem kết quả và yêu cầu làm tiếp:\n• Bút phê: ${what}\n• Yêu cầu: ${remark}`
