import type { DocumentKind } from '../core/intake/document-form.ts'
import type { ItemKind } from '../core/intake/plan-draft.ts'
import type { Missing, ReviewDoubt } from '../core/intake/review-draft.ts'
import type { Interval } from '../core/plan/plan.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { doubtNames, itemKindNames } from './vi-intake.ts'

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
  readonly replaces: string | null
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
    ...(facts.replaces === null ? [] : [`Bản này thay cho kế hoạch đang theo dõi: ${facts.replaces}.`]),
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

export const listHint = (more: boolean): string =>
  [
    'Gõ số của mục để xem và sửa; “giữ hết”; “bỏ 3”; “5 hạn 30/6”; “4 VP”; “thêm”; “hoàn tác”.',
    `${more ? '“tiếp” để xem tiếp; ' : ''}“kích hoạt” khi xong; “để sau”; “huỷ nhập”.`,
  ].join('\n')

export const labels = {
  more: 'Xem tiếp',
  waiting: 'Xem mục cần làm rõ',
  keepAll: 'Giữ hết',
  add: 'Thêm việc',
  undo: 'Hoàn tác',
  activate: 'Kích hoạt',
  later: 'Để sau',
  drop: 'Huỷ nhập',
  list: 'Về danh sách',
  item: (number: number): string => `Mục ${number}`,
  keepItem: 'Giữ',
  dropItem: 'Bỏ',
  due: 'Sửa hạn',
  units: 'Giao đơn vị',
  every: 'Nêu chu kỳ',
  yes: 'Đúng',
  again: 'Nhập lại',
  sureDrop: 'Huỷ nhập bản này',
  back: 'Quay lại',
  sureActivate: 'Kích hoạt kế hoạch',
} as const

/** A numbered line of a channel without buttons. */
export const numberedLine = (number: number, label: string): string => `${number}. ${label}`

// Một mục

export interface CardFacts {
  readonly number: number
  readonly kind: ItemKind
  readonly what: string
  readonly around: string | null
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
    ...(item.around === null ? [] : [`Nguyên văn: …${item.around}…`]),
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
export const askUnits = (number: number, units: readonly string[]): string =>
  [
    `Giao mục ${number} cho đơn vị nào? Gõ số, tên hoặc viết tắt, cách nhau bằng dấu phẩy; thêm “; phối hợp: …” nếu có.`,
    ...units,
  ].join('\n')
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

export const kept = (numbers: readonly number[]): string => `Đã giữ mục ${numbers.join(', ')}.`
export const keptAll = (count: number): string => (count === 0 ? 'Không còn mục nào để giữ.' : `Đã giữ ${count} mục.`)
export const dropped = (numbers: readonly number[]): string =>
  `Đã bỏ mục ${numbers.join(', ')}. Gõ “hoàn tác” để lấy lại.`
export const dueSet = (number: number, reading: string): string => `Mục ${number}: hạn là ${reading}.`
export const unitsSet = (number: number, units: readonly string[]): string => `Mục ${number}: giao ${units.join('; ')}.`
export const added = (number: number, what: string, reading: string, units: readonly string[]): string =>
  `Đã thêm mục ${number}: ${what} – ${reading} – ${units.join('; ')}.`
export const undone = 'Đã hoàn tác thay đổi gần nhất.'
export const nothingToUndo = 'Chưa có thay đổi nào để hoàn tác.'
export const noSuchItem = (number: number, last: number): string =>
  last === 0 ? `Chưa có mục ${number}.` : `Không có mục ${number}; các mục từ 1 đến ${last}.`
export const left = (numbers: readonly number[]): string =>
  numbers.length === 0
    ? 'Không còn mục nào cần làm rõ. Gõ hoặc bấm “Kích hoạt” khi anh/chị đồng ý.'
    : `Còn ${numbers.length} mục cần làm rõ: ${numbers.slice(0, 15).join(', ')}${numbers.length > 15 ? '…' : ''}.`
export const notUnderstood =
  'Tôi chưa hiểu. Gõ số của mục để xem; “giữ hết”, “bỏ 3”, “5 hạn 30/6”, “4 VP, P. QLĐT”, “xem 4”, “thêm”, “hoàn tác”, “kích hoạt”, “để sau”, “huỷ nhập”; “danh sách” để xem lại.'

// Thêm việc

export const askWhat = 'Nội dung việc (hoặc báo cáo) cần thêm?'
export const askWhen = 'Thời hạn? Ví dụ: trước ngày 30/6/2026; hằng quý; thường xuyên.'
export const askWho = (reading: string, units: readonly string[]): string =>
  [`Thời hạn đọc là: ${reading}. Đơn vị nào chủ trì? Gõ số, tên hoặc viết tắt.`, ...units].join('\n')
export const tooLong = (limit: number): string => `Nội dung dài quá ${limit} ký tự; anh/chị rút gọn giúp.`

// Để sau, huỷ

export const parked = 'Đã để lại, mọi thay đổi được giữ. Gõ /nhap khi muốn duyệt tiếp.'
export const sureToDrop = (name: string): string =>
  `Huỷ nhập “${name}”? Bản đọc và các thay đổi sẽ bị xoá; kế hoạch đang theo dõi (nếu có) không đổi.`
export const draftDropped = (name: string): string => `Đã huỷ nhập “${name}”.`

// Kích hoạt

const missingWords: { readonly [W in Missing['what']]: string } = {
  title: 'tên kế hoạch (gõ “tên …”)',
  period: 'thời gian thực hiện (gõ “thời gian 2026” hoặc “thời gian 01/3/2026 - 31/12/2026”)',
  'nothing-kept': 'ít nhất một mục được giữ (gõ “thêm” để thêm)',
  unit: 'đơn vị chủ trì',
  interval: 'chu kỳ',
  look: 'anh/chị xem và quyết định',
}
export function missing(list: readonly Missing[]): string {
  const lines = (Object.keys(missingWords) as Missing['what'][]).flatMap((what) => {
    const found = list.filter((one) => one.what === what)
    if (found.length === 0) return []
    const numbers = found.flatMap((one) => ('number' in one ? [one.number] : []))
    const shown = `${numbers.slice(0, 15).join(', ')}${numbers.length > 15 ? '…' : ''}`
    return [`• ${missingWords[what]}${numbers.length === 0 ? '' : `: mục ${shown}`}`]
  })
  return ['Chưa kích hoạt được, còn thiếu:', ...lines].join('\n')
}
export const titleSet = (title: string): string => `Tên kế hoạch: ${title}.`
export const periodSet = (from: LocalDate, to: LocalDate): string =>
  `Thời gian thực hiện: ${shortDate(from)} – ${shortDate(to)}.`
export const periodNotRead = 'Tôi chưa đọc được thời gian. Ví dụ: thời gian 2026; thời gian 01/3/2026 - 31/12/2026.'

export interface LastFacts {
  readonly title: string
  readonly tasks: number
  readonly reports: number
  readonly indicators: number
  /** The first deadlines, already lines. */
  readonly first: readonly string[]
  readonly people: readonly string[]
  /** Items of which nothing is asked yet. */
  readonly silent: readonly string[]
  readonly changes: readonly string[]
}

const peopleShown = 12

/** All that an admin confirms before a plan becomes active. */
export const lastSummary = (facts: LastFacts): string =>
  [
    `Sắp kích hoạt: ${facts.title}`,
    `${facts.tasks} việc, ${facts.reports} báo cáo, ${facts.indicators} chỉ tiêu.`,
    ...facts.changes,
    ...(facts.first.length === 0 ? ['Không còn thời hạn nào ở phía trước.'] : ['Các hạn đầu tiên:', ...facts.first]),
    ...(facts.people.length === 0
      ? []
      : [
          `Sẽ được hỏi (${facts.people.length} người): ${facts.people.slice(0, peopleShown).join('; ')}${
            facts.people.length > peopleShown ? '…' : ''
          }.`,
        ]),
    ...(facts.silent.length === 0 ? [] : [`Chưa nhắc cho tới khi có ngày: ${facts.silent.join('; ')}.`]),
    'Kích hoạt?',
  ].join('\n')
export const firstLine = (date: string, what: string, unit: string): string => `• ${date}: ${what} (${unit})`
export const activated = (title: string, version: number): string =>
  version === 1
    ? `Đã kích hoạt: ${title}. Các đơn vị được nhắc theo lịch từ buổi làm việc tới.`
    : `Đã kích hoạt bản thứ ${version} của: ${title}. Chỉ những người có việc thay đổi được báo.`
export const stillAllowed = 'Chưa kích hoạt. Anh/chị có thể sửa tiếp; gõ “danh sách” để xem lại.'

// Bản sửa đổi

export const planName = (number: string | null, title: string): string =>
  number === null ? `“${title}”` : `số ${number} “${title}”`
export const chooseReplaced = 'Bản này thay cho kế hoạch nào đang theo dõi?'
export const replacesNone = 'Không thay kế hoạch nào'
export const replacesSet = (name: string | null): string =>
  name === null ? 'Bản này được theo dõi như một kế hoạch mới.' : `Bản này thay cho kế hoạch ${name}.`
export const nothingFollowed = 'Chưa có kế hoạch nào đang theo dõi.'

const shownChanges = 12
const some = (lines: readonly string[]): readonly string[] =>
  lines.length <= shownChanges
    ? lines
    : [...lines.slice(0, shownChanges), `… và ${lines.length - shownChanges} mục khác`]

export const changesHead = (added: number, moved: number, droppedCount: number, reassigned: number): string =>
  `So với bản đang theo dõi: thêm ${added}, dời hạn ${moved}, bỏ ${droppedCount}, đổi đơn vị ${reassigned}.`
export const addedLines = (lines: readonly { readonly what: string; readonly due: string }[]): readonly string[] =>
  lines.length === 0 ? [] : ['Thêm:', ...some(lines.map(({ what, due }) => `• ${what} – ${due}`))]
export const movedLines = (
  lines: readonly { readonly what: string; readonly before: string; readonly after: string }[],
): readonly string[] =>
  lines.length === 0
    ? []
    : ['Dời hạn:', ...some(lines.map(({ what, before, after }) => `• ${what}: ${before} → ${after}`))]
export const droppedLines = (lines: readonly { readonly what: string; readonly due: string }[]): readonly string[] =>
  lines.length === 0 ? [] : ['Bỏ:', ...some(lines.map(({ what, due }) => `• ${what} – ${due}`))]
export const reassignedLines = (
  lines: readonly { readonly what: string; readonly before: string; readonly after: string }[],
): readonly string[] =>
  lines.length === 0
    ? []
    : ['Đổi đơn vị:', ...some(lines.map(({ what, before, after }) => `• ${what}: ${before} → ${after}`))]
export const noChanges = 'Không có thay đổi về việc, hạn và đơn vị so với bản đang theo dõi.'

export const askBasis = (count: number): string =>
  count === 1
    ? 'Căn cứ dời hạn? Gõ số, ký hiệu và ngày của văn bản.'
    : `Căn cứ dời ${count} hạn? Gõ số, ký hiệu và ngày của văn bản nếu dùng chung; gõ “từng mục” để nêu riêng.`
export const askBasisOf = (what: string, before: string, after: string): string =>
  `Căn cứ dời hạn “${what}” (${before} → ${after})?`
export const basisNeeded = 'Cần một căn cứ có nội dung, ví dụ: Công văn số 215/BQLKKT-VP ngày 12/5/2026.'
export const oneByOneLabel = 'Nêu từng mục'

export const changeNotice = (plan: string, version: number, lines: readonly string[]): string =>
  [`Kế hoạch ${plan} có bản sửa đổi (lần ${version}). Phần liên quan đến đơn vị của anh/chị:`, ...lines].join('\n')
export const movedNotice = (what: string, before: string, after: string, basis: string): string =>
  `• Dời hạn: ${what}: ${before} → ${after}. Căn cứ: ${basis}.`
export const droppedNotice = (what: string): string => `• Không còn phải thực hiện: ${what}.`
export const takenNotice = (what: string): string => `• Không còn giao cho đơn vị: ${what}.`
