import type { DocumentKind } from '../core/intake/document-form.ts'
import type { ReviewDoubt } from '../core/intake/first-reading.ts'
import type { ItemKind } from '../core/intake/plan-draft.ts'
import type { Progress } from '../core/intake/review-draft.ts'
import type { Interval } from '../core/plan/plan.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { doubtNames, itemKindNames } from './vi-intake.ts'
import { type Replaced, replacesLine } from './vi-replaced.ts'
import { someNumbers } from './vi-revision.ts'

/** What is said while a plan is read from a document, reviewed and made active. */

export const receiving = (name: string): string =>
  `Đã nhận tệp “${name}”, đang đọc. Anh/chị có thể làm việc khác; tôi sẽ báo khi đọc xong.`
export const readingPages = (name: string, page: number, pages: number): string =>
  `Tệp “${name}” là bản quét, đang đọc: ${page}/${pages} trang.`
export const readingFailed = (name: string): string =>
  `Có trục trặc khi đọc tệp “${name}”; chưa có gì được lưu. Anh/chị vui lòng gửi lại tệp.`
export const fileLost = (name: string): string => `Không còn tệp “${name}” để đọc. Anh/chị vui lòng gửi lại.`
export const onlyAdminsImport =
  'Nhập kế hoạch là việc của quản trị viên. Nếu đây là minh chứng, anh/chị gõ /viec, chọn việc rồi gửi lại tệp khi được hỏi.'
export const sendDocument =
  'Anh/chị gửi tệp kế hoạch (Word, PDF, ảnh hoặc bản quét, Excel, văn bản thuần, tối đa 20 MB) vào đây. Chưa có gì được áp dụng trước khi anh/chị kích hoạt.'
export const stillReading = (names: readonly string[]): string => `Đang đọc: ${names.join('; ')}.`
export const chooseDraft = 'Các bản đang chờ duyệt; anh/chị chọn bản để làm tiếp, hoặc gửi tệp mới:'
export const reviewReady = (name: string): string =>
  `Đã đọc xong “${name}”. Khi tiện, anh/chị bấm nút hoặc gõ /nhap để xem và duyệt.`
export const openReviewLabel = 'Xem và duyệt'
export const noSuchDraft = 'Không tìm thấy bản nhập này, hoặc bản đã được xử lý xong. Gõ /nhap để xem các bản đang chờ.'

/** Kinds of documents, for one that is no plan. */
export const documentNames: { readonly [K in Exclude<DocumentKind, 'unknown'>]: string } = {
  plan: 'kế hoạch',
  programme: 'chương trình',
  scheme: 'đề án',
  option: 'phương án',
  guidance: 'hướng dẫn',
  decision: 'quyết định',
  directive: 'chỉ thị',
  report: 'báo cáo',
  letter: 'công văn',
  submission: 'tờ trình',
  minutes: 'biên bản',
  notice: 'thông báo',
  invitation: 'giấy mời',
  contract: 'hợp đồng',
  law: 'văn bản quy phạm pháp luật',
}

// Tóm tắt

const blank = '(để trống)'

export interface HeadFacts {
  readonly file: string
  readonly pages: number | null
  readonly scan: boolean
  readonly confidence: number | null
  readonly number: string | null
  readonly title: string | null
  readonly issuer: string | null
  readonly issuedOn: LocalDate | null
  readonly period: { readonly from: LocalDate; readonly to: LocalDate } | null
  readonly tasks: number
  readonly reports: number
  readonly indicators: number
  readonly waiting: number
  readonly unreadable: readonly string[]
  readonly replaces: Replaced | null
}

/** The head of a summary: what document it is, what it leaves blank, how much was read. */
export function summaryHead(facts: HeadFacts): string {
  const { number, title, issuer, issuedOn, period } = facts
  const pages = facts.pages === null ? '' : ` (${facts.pages} trang)`
  return [
    `Đã đọc “${facts.file}”${pages}.`,
    ...(facts.scan
      ? [
          `Đây là bản quét${facts.confidence === null ? '' : `, độ rõ ${Math.round(facts.confidence)}%`}; xin đối chiếu kỹ với bản giấy.`,
        ]
      : []),
    `Kế hoạch số ${number ?? blank}, ngày ${issuedOn === null ? blank : shortDate(issuedOn)}`,
    `Tên: ${title ?? blank}`,
    `Cơ quan ban hành: ${issuer ?? blank}`,
    `Thời gian thực hiện: ${period === null ? blank : `${shortDate(period.from)} – ${shortDate(period.to)}`}`,
    `Đọc được ${facts.tasks} việc, ${facts.reports} báo cáo, ${facts.indicators} chỉ tiêu; ${
      facts.waiting === 0 ? 'không mục nào cần làm rõ.' : `${facts.waiting} mục cần anh/chị xem (xếp trước).`
    }`,
    ...(facts.replaces === null ? [] : [replacesLine(facts.replaces)]),
    ...(facts.unreadable.length === 0
      ? []
      : [`Không đọc được thời hạn: ${facts.unreadable.map((quote) => `“${quote}”`).join('; ')}.`]),
  ].join('\n')
}

export const reviewDoubts: { readonly [D in ReviewDoubt]: string } = {
  ...doubtNames,
  'no-unit': 'chưa có đơn vị',
  'unit-unknown': 'đơn vị ghi trong văn bản không có trong danh sách',
  'unit-guessed': 'đơn vị được suy ra',
}

export const listHeading = (first: number, last: number, all: number): string =>
  all === last && first === 1 ? 'Các mục:' : `Các mục ${first}–${last} trên ${all}:`
export const noItems =
  'Không tìm thấy thời hạn nào trong văn bản. Anh/chị gõ “thêm” để tự thêm việc, hoặc “huỷ nhập” để bỏ.'
export const stateMarks = { open: '', kept: ' ✓ giữ', dropped: ' ✗ bỏ' } as const
export const reads = (quote: string, reading: string): string => `“${quote}” → ${reading}`
export const noUnit = 'chưa có đơn vị'
export const unitAsWritten = (names: readonly string[]): string => `chưa có đơn vị (văn bản ghi: ${names.join('; ')})`
export const unitCount = (count: number): string => `${count} đơn vị`
export const needsLook = (why: readonly string[]): string => `Cần xem: ${why.join('; ')}`

/** What can be typed under a list; `buttons`: the commands stand below as buttons. */
export const listHint = (more: boolean, buttons: boolean): string =>
  [
    buttons
      ? 'Bấm mục để xem và sửa, hoặc gõ: “bỏ 3, 5”; “5 hạn 30/6”; “4 VP”; “5 nội dung …”.'
      : 'Gõ số của mục để xem và sửa, 0 để chọn việc khác; hoặc gõ: “giữ hết”; “bỏ 3, 5”; “5 hạn 30/6”; “4 VP”; “hoàn tác”; “kích hoạt”.',
    ...(more && !buttons ? ['“tiếp” để xem tiếp.'] : []),
  ].join('\n')

export const labels = {
  more: 'Xem tiếp',
  waiting: 'Xem mục cần làm rõ',
  keepSure: (count: number): string => `Giữ ${count} mục đã rõ`,
  keepAll: 'Giữ hết',
  keepIndicators: (count: number): string => `Giữ ${count} chỉ tiêu`,
  indicators: (count: number): string => `Chỉ tiêu (${count})`,
  head: 'Phần đầu văn bản',
  add: 'Thêm việc',
  addIndicator: 'Thêm chỉ tiêu',
  undo: 'Hoàn tác',
  activate: 'Kích hoạt',
  later: 'Để sau',
  drop: 'Huỷ nhập',
  list: 'Về danh sách',
  item: (number: number): string => `Mục ${number}`,
  indicator: (number: number): string => `C${number}`,
  keepItem: 'Giữ',
  dropItem: 'Bỏ',
  due: 'Sửa hạn',
  units: 'Giao đơn vị',
  every: 'Nêu chu kỳ',
  fix: 'Sửa khác',
  what: 'Nội dung',
  kind: 'Loại',
  to: 'Nơi nhận',
  next: 'Mục tiếp theo',
  value: 'Sửa chỉ số',
  name: 'Sửa tên',
  nextIndicator: 'Chỉ tiêu tiếp theo',
  backToItem: 'Quay lại mục',
  unassigned: 'Chưa giao đơn vị',
  unitsRest: (count: number): string => `Giao đơn vị cho ${count} mục chưa có`,
  sameUnits: (count: number): string => `Giao cả ${count} mục`,
  onlyThis: 'Chỉ mục này',
  yes: 'Đúng',
  again: 'Nhập lại',
  addThis: 'Thêm',
  sureDrop: 'Huỷ nhập bản này',
  back: 'Quay lại',
  carryOn: 'Tiếp tục',
  sureActivate: 'Kích hoạt kế hoạch',
} as const

const squares = 10

/** "Đã xem 12/80 mục ■□□□□□□□□□" */
export function progressLine({ seen, all }: Pick<Progress, 'seen' | 'all'>): string {
  const full = all === 0 ? squares : Math.floor((seen / all) * squares)
  return `Đã xem ${seen}/${all} mục ${'■'.repeat(full)}${'□'.repeat(squares - full)}`
}

/** A numbered line of a channel without buttons. */
export const numberedLine = (number: number, label: string): string => `${number}. ${label}`

// Một mục

export interface CardFacts {
  readonly number: number
  readonly kind: ItemKind
  readonly what: string
  readonly around: string | null
  /** The sentence as the reviewer typed it, for an added one. */
  readonly typed: string | null
  readonly quote: string
  readonly reading: string
  readonly lead: readonly string[]
  readonly coordinating: readonly string[]
  readonly unmatched: readonly string[]
  readonly to: readonly string[]
  readonly why: readonly string[]
  readonly state: 'open' | 'kept' | 'dropped'
}

/** One item in full, with the sentence it was read from. */
export const itemCard = (item: CardFacts): string =>
  [
    `Mục ${item.number} (${itemKindNames[item.kind]})${stateMarks[item.state]}: ${item.what}`,
    ...(item.around === null ? [] : [`Nguyên văn: ${item.around}`]),
    ...(item.typed === null ? [] : [`Anh/chị gõ: ${item.typed}`]),
    `Thời hạn: ${reads(item.quote, item.reading)}`,
    `Chủ trì: ${item.lead.length === 0 ? '(chưa có)' : item.lead.join('; ')}`,
    ...(item.coordinating.length === 0 ? [] : [`Phối hợp: ${item.coordinating.join('; ')}`]),
    ...(item.unmatched.length === 0
      ? []
      : [`Văn bản ghi: ${item.unmatched.join('; ')} (không có trong danh sách đơn vị)`]),
    ...(item.to.length === 0 ? [] : [`Nơi nhận: ${item.to.join('; ')}`]),
    ...(item.why.length === 0 ? [] : [needsLook(item.why)]),
  ].join('\n')

export const askDue = (number: number): string =>
  `Hạn của mục ${number}? Gõ như trong văn bản, ví dụ: trước ngày 30/6/2026; quý II năm 2026; ngày 15 hằng tháng; thường xuyên.`
export const dueRead = (number: number, reading: string, before: string): string =>
  `Mục ${number}: hạn mới đọc là “${reading}” (đang là “${before}”). Đúng không?`
export const dueNotRead =
  'Tôi chưa đọc được thời hạn này. Ví dụ: trước ngày 30/6/2026; quý II năm 2026; 06 tháng một lần.'
/** `units`: their numbered lines; none where each stands below as a button. */
export function askUnits(numbers: readonly number[], units: readonly string[], mayBeNone: boolean): string {
  const none = mayBeNone ? '; 0 nếu chưa giao' : ''
  const how = units.length === 0 ? 'Bấm một đơn vị, hoặc gõ tên, viết tắt' : 'Gõ số, tên hoặc viết tắt'
  return [
    `Giao mục ${someNumbers(numbers)} cho đơn vị nào? ${how}, cách nhau bằng dấu phẩy; thêm “; phối hợp: …” nếu có${none}.`,
    ...units,
  ].join('\n')
}
export const unitsNotKnown = (names: readonly string[]): string => `Chưa rõ đơn vị: ${names.join('; ')}.`
export const unitBetween = (name: string, units: readonly string[]): string =>
  `${name} (có thể là ${units.join(' hoặc ')})`
export const askEvery = (number: number): string => `Chu kỳ của mục ${number}?`
export const everyNames: readonly { readonly every: Interval; readonly label: string }[] = [
  { every: 'week', label: 'Hằng tuần' },
  { every: 'month', label: 'Hằng tháng' },
  { every: 'quarter', label: 'Hằng quý' },
  { every: 'half', label: '06 tháng một lần' },
  { every: 'year', label: 'Hằng năm' },
]

// Ghi nhận

export const kept = (numbers: readonly number[]): string => `Đã giữ mục ${someNumbers(numbers)}.`
export const keptAll = (items: number, indicators: number, unclear: readonly number[]): string => {
  if (items + indicators === 0) return 'Không còn mục nào để giữ.'
  const parts = [...(items === 0 ? [] : [`${items} mục`]), ...(indicators === 0 ? [] : [`${indicators} chỉ tiêu`])]
  const doubtful =
    unclear.length === 0 ? '' : ` Trong đó ${unclear.length} mục có chỗ chưa chắc: ${someNumbers(unclear)}.`
  return `Đã giữ ${parts.join(' và ')}.${doubtful}`
}
export const dropped = (numbers: readonly number[]): string =>
  `Đã bỏ mục ${someNumbers(numbers)}. Gõ “hoàn tác” để lấy lại.`
export const dueSet = (number: number, reading: string, before: string): string =>
  `Mục ${number}: hạn là ${reading}${reading === before ? '' : ` (trước đó: ${before})`}.`
export const unitsSet = (
  numbers: readonly number[],
  units: readonly string[],
  coordinating: readonly string[],
  before: readonly string[] | null,
): string =>
  `Mục ${someNumbers(numbers)}: giao ${units.join('; ')}${coordinating.length === 0 ? '' : `, phối hợp: ${coordinating.join('; ')}`}${
    before === null || before.length === 0 ? '' : ` (trước đó: ${before.join('; ')})`
  }.`
export const askSameUnits = (
  written: readonly string[],
  numbers: readonly number[],
  units: readonly string[],
): string =>
  `Còn ${numbers.length} mục khác cũng ghi “${written.join('; ')}”: ${someNumbers(numbers)}. Giao cả cho ${units.join('; ')}?`
export const leftUnassigned = (number: number): string => `Mục ${number} được giữ, chưa giao đơn vị nên chưa nhắc ai.`
export const added = (number: number, what: string, reading: string, units: readonly string[]): string =>
  `Đã thêm mục ${number}: ${what} – ${reading} – ${units.join('; ')}.`
export const undone = (what: string): string => `Đã hoàn tác: ${what}.`
export const nothingToUndo = 'Chưa có thay đổi nào để hoàn tác.'
export const noSuchItem = (number: number, last: number): string =>
  last === 0 ? `Chưa có mục ${number}.` : `Không có mục ${number}; các mục từ 1 đến ${last}.`
/** What is left, and the next step; `buttons`: the step stands below as one. */
export function left(progress: Progress, waiting: readonly number[], openIndicators: number, buttons: boolean): string {
  const { sure } = progress
  const typed = (words: string): string => (buttons ? '' : words)
  const figures = openIndicators === 0 ? '' : ` ${openIndicators} chỉ tiêu chưa xem${typed(' (gõ “chỉ tiêu”)')}.`
  const line = progressLine(progress)
  if (waiting.length > 0)
    return `${line}. Còn ${waiting.length} mục cần làm rõ: ${someNumbers(waiting)}${typed(' (gõ “tiếp tục”)')}.`
  if (sure > 0)
    return `${line}. Còn ${sure} mục đã rõ chưa xem${typed(
      ': gõ “giữ hết” để giữ cả, “tiếp tục” để xem từng mục, hoặc “kích hoạt”',
    )}.${figures}`
  return `${line}.${figures} Không còn mục nào cần làm rõ; anh/chị ${buttons ? 'bấm' : 'gõ'} “Kích hoạt” khi đồng ý.`
}
export const staleButton = 'Nút này thuộc câu hỏi đã qua; chưa có gì thay đổi. Gõ “tiếp tục” để về chỗ đang làm.'
export const notUnderstood =
  'Tôi chưa hiểu; chưa có gì thay đổi. Gõ số của mục để xem; 0 để chọn việc khác; “giữ hết”, “bỏ 3”, “5 hạn 30/6”, “4 VP, P. QLĐT”, “5 nội dung …”, “C2 ít nhất 90%”, “thêm”, “hoàn tác”, “kích hoạt”, “để sau”; “tiếp tục” để về chỗ đang làm.'
export const menuHead = 'Anh/chị chọn:'
export const resumed = (name: string, plan: string): string => `Tiếp tục duyệt “${name}” (${plan}).`

// Thêm việc

export const askWhat =
  'Gõ cả câu, kèm thời hạn, đơn vị và nơi nhận nếu có. Ví dụ: Văn phòng gửi báo cáo kết quả về Sở Nội vụ trước ngày 30/6.'
export const askWhen = 'Thời hạn? Ví dụ: trước ngày 30/6/2026; hằng quý; thường xuyên.'
export const askWho = (reading: string, units: readonly string[]): string =>
  [
    `Thời hạn đọc là: ${reading}. Đơn vị nào chủ trì? ${units.length === 0 ? 'Bấm một đơn vị, hoặc gõ tên, viết tắt' : 'Gõ số, tên hoặc viết tắt'}.`,
    ...units,
  ].join('\n')
export const tooLong = (limit: number): string => `Nội dung dài quá ${limit} ký tự; anh/chị rút gọn giúp.`

// Để sau, huỷ

export const parked = 'Đã để lại, mọi thay đổi được giữ. Gõ /nhap hoặc “xem lại” khi muốn duyệt tiếp.'
export const sureToDrop = (name: string): string =>
  `Huỷ nhập “${name}”? Bản đọc và các thay đổi sẽ bị xoá; kế hoạch đang theo dõi (nếu có) không đổi.`
export const draftDropped = (name: string): string => `Đã huỷ nhập “${name}”.`
