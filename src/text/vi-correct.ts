import type { HeadField } from '../core/intake/review-talk.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { type Replaced, replacesLine } from './vi-replaced.ts'

/** What is said while a reviewer puts right how a plan was read: items, targets, the head; and what is taken back. */

// Một mục

export const askFix = (number: number): string => `Sửa gì ở mục ${number}?`
export const askWording = (number: number, what: string): string =>
  `Nội dung mới của mục ${number}? Đang là: “${what}”. Gõ lại cả câu.`
export const askKind = (number: number, kind: string): string => `Mục ${number} là loại nào? Đang là: ${kind}.`
export const askTo = (number: number, to: readonly string[]): string =>
  `Mục ${number} gửi về đâu? Đang là: ${to.length === 0 ? '(chưa có)' : to.join('; ')}. Nhiều nơi thì cách nhau bằng dấu chấm phẩy; gõ “không” nếu không gửi đâu.`
export const wordingSet = (number: number, before: string, after: string): string =>
  `Mục ${number}: nội dung là “${after}” (trước đó: “${before}”).`
export const kindSet = (number: number, before: string, after: string): string =>
  `Mục ${number}: loại là ${after} (trước đó: ${before}).`
export const toSet = (number: number, before: readonly string[], after: readonly string[]): string =>
  `Mục ${number}: nơi nhận là ${after.length === 0 ? 'không có' : after.join('; ')} (trước đó: ${
    before.length === 0 ? 'không có' : before.join('; ')
  }).`
export const kindNotKnown = 'Tôi chưa rõ loại này; anh/chị chọn một trong các loại trên.'

// Chỉ tiêu

export interface IndicatorFacts {
  readonly number: number
  readonly name: string
  /** Already words: "từ 90% trở lên". */
  readonly target: string
  readonly quote: string
  readonly around: string | null
  readonly typed: string | null
  readonly state: 'open' | 'kept' | 'dropped'
}

const marks = { open: '', kept: ' ✓ giữ', dropped: ' ✗ bỏ' } as const

export const indicatorLine = ({ number, name, target, quote, state }: IndicatorFacts): string =>
  `C${number}.${marks[state]} ${name}: ${target} (“${quote}”)`
export const indicatorCard = ({ number, name, target, quote, around, typed, state }: IndicatorFacts): string =>
  [
    `Chỉ tiêu C${number}${marks[state]}: ${name}`,
    ...(around === null ? [] : [`Nguyên văn: ${around}`]),
    ...(typed === null ? [`Mức: “${quote}” → ${target}`] : [`Anh/chị gõ: ${typed}`, `Mức: ${target}`]),
  ].join('\n')
export const indicatorsHead = (first: number, last: number, all: number): string =>
  first === 1 && last === all ? `Chỉ tiêu (${all}):` : `Chỉ tiêu C${first}–C${last} trên ${all}:`
export const indicatorsHint = (buttons: boolean): string =>
  buttons
    ? 'Bấm hoặc gõ “C2” để xem và sửa; “C2 ít nhất 90%”; “bỏ C3”.'
    : 'Gõ số của chỉ tiêu để xem và sửa; “C2 ít nhất 90%”; “bỏ C3”; “thêm chỉ tiêu”; “danh sách” để về các mục.'
export const noIndicatorsRead = 'Không đọc được chỉ tiêu nào. Gõ “thêm chỉ tiêu …” để thêm.'
export const askValue = (number: number, target: string): string =>
  `Chỉ số của C${number}? Đang là: ${target}. Gõ như trong văn bản, ví dụ: ít nhất 90%; không quá 03 ngày; 05 mô hình.`
export const valueNotRead = 'Tôi chưa đọc được chỉ số này. Ví dụ: ít nhất 90%; trên 85%; không quá 03 ngày; 05 mô hình.'
export const askName = (number: number, name: string): string => `Tên của C${number}? Đang là: “${name}”.`
export const valueSet = (number: number, before: string, after: string): string =>
  `C${number}: ${after} (trước đó: ${before}).`
export const nameSet = (number: number, before: string, after: string): string =>
  `C${number}: tên là “${after}” (trước đó: “${before}”).`
export const indicatorKept = (numbers: readonly number[]): string => `Đã giữ ${listOf(numbers)}.`
export const indicatorDropped = (numbers: readonly number[]): string =>
  `Đã bỏ ${listOf(numbers)}. Gõ “hoàn tác” để lấy lại.`
export const noSuchIndicator = (number: number, last: number): string =>
  last === 0 ? `Chưa có chỉ tiêu C${number}.` : `Không có chỉ tiêu C${number}; có từ C1 đến C${last}.`
export const indicatorsLeft = (open: number, buttons: boolean): string => {
  if (open === 0) return `Đã xem hết chỉ tiêu${buttons ? '' : '; “tiếp tục” để về các mục'}.`
  return `Còn ${open} chỉ tiêu chưa xem${buttons ? '' : '; “giữ hết” để giữ cả, “tiếp tục” để về các mục'}.`
}
export const askIndicator = 'Gõ cả câu nêu chỉ tiêu. Ví dụ: Tỷ lệ hồ sơ giải quyết đúng hạn đạt ít nhất 95%.'
export const indicatorNotRead =
  'Tôi chưa đọc được chỉ tiêu trong câu này. Ví dụ: Tỷ lệ hồ sơ giải quyết đúng hạn đạt ít nhất 95%.'
export const indicatorAdded = (number: number, name: string, target: string): string =>
  `Đã thêm chỉ tiêu C${number}: ${name}: ${target}.`

const listOf = (numbers: readonly number[]): string => numbers.map((number) => `C${number}`).join(', ')

// Phần đầu

const blank = '(để trống)'
export const headNames: { readonly [F in HeadField]: string } = {
  number: 'Số, ký hiệu',
  'issued-on': 'Ngày ban hành',
  title: 'Tên kế hoạch',
  period: 'Thời gian thực hiện',
  issuer: 'Cơ quan ban hành',
}
const headExamples: { readonly [F in HeadField]: string } = {
  number: 'ví dụ 21/KH-BQLKKT; “trống” nếu văn bản chưa có số',
  'issued-on': 'ví dụ 15/01/2026; “trống” nếu văn bản chưa có ngày',
  title: 'ví dụ Thực hiện dân chủ ở cơ sở năm 2026',
  period: 'ví dụ 2026; 2026-2030; 01/3/2026 - 31/12/2026',
  issuer: 'ví dụ Ban Quản lý Khu kinh tế tỉnh',
}
export const headCard = (lines: readonly (readonly [HeadField, string | null])[]): string =>
  [
    'Phần đầu văn bản:',
    ...lines.map(([field, value]) => `${headNames[field]}: ${value ?? blank}`),
    'Sửa phần nào?',
  ].join('\n')
export const askHead = (field: HeadField, value: string | null): string =>
  `${headNames[field]}? Đang là: ${value ?? blank}. Gõ lại, ${headExamples[field]}.`
export const headNotRead = (field: HeadField): string =>
  `Tôi chưa đọc được ${headNames[field].toLocaleLowerCase('vi')}; ${headExamples[field]}.`
export const headSet = (field: HeadField, before: string | null, after: string | null): string =>
  `${headNames[field]}: ${after ?? 'để trống'} (trước đó: ${before ?? 'để trống'}).`
export const headSame = (field: HeadField, value: string | null): string =>
  `${headNames[field]} vẫn là ${value ?? 'để trống'}; không có gì thay đổi.`
export const headDay = (day: LocalDate | null): string | null => (day === null ? null : shortDate(day))
export const headPeriod = (period: { readonly from: LocalDate; readonly to: LocalDate } | null): string | null =>
  period === null ? null : `${shortDate(period.from)} – ${shortDate(period.to)}`
export const nowReplaces = (plan: Replaced): string =>
  `Theo phần đầu văn bản: ${replacesLine(plan)} Nếu không phải, gõ “không thay”.`

// Thêm bằng một câu

export const typedReading = (lines: readonly string[]): string => ['Đọc được:', ...lines, 'Thêm vào?'].join('\n')
export const typedItemLine = (
  kind: string,
  what: string,
  reading: string,
  units: string,
  to: readonly string[],
): string => `• [${kind}] ${what} – ${reading} – ${units}${to.length === 0 ? '' : ` – gửi ${to.join('; ')}`}`
export const typedIndicatorLine = (name: string, target: string): string => `• [chỉ tiêu] ${name}: ${target}`
export const addedAll = (numbers: readonly string[]): string => `Đã thêm ${numbers.join(', ')}.`

// Hoàn tác: điều gì được lấy lại

interface Named {
  readonly items: readonly number[]
  readonly indicators: readonly number[]
}
export const undoneKeep = (named: Named): string => `giữ ${few(named)}`
export const undoneDrop = (named: Named): string => `bỏ ${few(named)}`
export const undoneDue = (number: number, reading: string): string => `hạn của mục ${number} (lại là ${reading})`
export const undoneUnits = (number: number, units: string): string => `đơn vị của mục ${number} (lại là ${units})`
export const undoneWording = (number: number, what: string): string => `nội dung của mục ${number} (lại là “${what}”)`
export const undoneKind = (number: number, kind: string): string => `loại của mục ${number} (lại là ${kind})`
export const undoneTo = (number: number): string => `nơi nhận của mục ${number}`
export const undoneAdd = (what: string): string => `thêm “${what}”`
export const undoneIndicator = (number: number, target: string): string => `chỉ tiêu C${number} (lại là ${target})`
export const undoneHead = (field: HeadField, value: string | null): string =>
  `${headNames[field].toLocaleLowerCase('vi')} (lại là ${value ?? blank})`
export const undoneEarlier = 'phần lấy theo lần duyệt trước'
export const undoneSeveral = (count: number): string => `${count} thay đổi làm cùng lúc`
export const nobody = '(chưa có)'
export const itemName = (number: number): string => `mục ${number}`
export const indicatorName = (number: number): string => `C${number}`

const namesShown = 10
/** "mục 3, 4; C1" */
function few({ items, indicators }: Named): string {
  const some = (names: string, count: number, what: string): string => (count > namesShown ? `${count} ${what}` : names)
  return [
    ...(items.length === 0 ? [] : [some(`mục ${items.join(', ')}`, items.length, 'mục')]),
    ...(indicators.length === 0 ? [] : [some(listOf(indicators), indicators.length, 'chỉ tiêu')]),
  ].join('; ')
}
