import type { LegalBasis, Plan } from '../plan/plan.ts'
import { shortDate } from '../time.ts'

/** NĐ 30/2020, Phụ lục III, and the kinds of legal and party documents that plans cite. Longer signs first. */
const typeNames: readonly (readonly [string, string])[] = [
  ['CTr', 'Chương trình'],
  ['TTr', 'Tờ trình'],
  ['QĐ', 'Quyết định'],
  ['NQ', 'Nghị quyết'],
  ['NĐ', 'Nghị định'],
  ['CT', 'Chỉ thị'],
  ['CV', 'Công văn'],
  ['QC', 'Quy chế'],
  ['TB', 'Thông báo'],
  ['TT', 'Thông tư'],
  ['HD', 'Hướng dẫn'],
  ['KH', 'Kế hoạch'],
  ['KL', 'Kết luận'],
  ['PA', 'Phương án'],
  ['ĐA', 'Đề án'],
  ['BC', 'Báo cáo'],
]

/** Words that begin a subject and are written small inside a sentence; names of documents keep their capital. */
const openers =
  /^(Triển khai|Thực hiện|Tổ chức|Phát động|Đẩy mạnh|Tăng cường|Tiếp tục|Xây dựng|Phê duyệt|Ban hành|Hưởng ứng|Đăng ký|Nâng cao|Kết quả|Công tác|Phong trào|Sơ kết|Tổng kết|Tình hình|Đánh giá|Đề nghị|Kiểm tra|Tuyên truyền|Phổ biến|Về|Việc|Nội dung|Đổi mới|Phối hợp|Danh sách|Mô hình)(?=\s|$)/u

export const lowerOpening = (text: string): string =>
  openers.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const tidy = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[.;,]+$/, '')

/** The kind of a document from its number ("79/KH-UBND", "03-CTr/BDVTU"); undefined when the number does not tell. */
export function documentType(number: string): string | undefined {
  const sign = /^\s*\d*[a-z]?\s*(?:\/\s*\d{4}\s*)?[/-]\s*(\p{L}+)/u.exec(number.normalize('NFC'))?.[1]
  return sign === undefined ? undefined : typeNames.find(([one]) => sign.startsWith(one))?.[1]
}

/** Bodies that issue documents, as they stand at the end of a subject: "… của Ủy ban nhân dân tỉnh". */
const issuedBy =
  /^(?<what>.+?)\s+của\s+(?<who>(?:Ủy ban|Uỷ ban|UBND|Ban|Thủ tướng|Chính phủ|Bộ|Tỉnh ủy|Thành ủy|Đảng ủy|Sở|Hội đồng|HĐND|Quốc hội|Chủ tịch)(?=\s|$).*)$/u

/** The period alone is no subject: "Kế hoạch năm 2022 của Ban Chỉ đạo". */
const isPeriod = (text: string): boolean => /^(năm|giai đoạn|quý|tháng)?\s*\d[\d\s/–-]*$/u.test(text)

/** "của … về triển khai …": issuer and subject as they follow the number and date of a document. */
function about(subject: string, type: string): string {
  const clean = tidy(subject)
  const named = clean.toLowerCase().startsWith(`${type.toLowerCase()} `)
  const bare = named ? clean.slice(type.length + 1) : clean
  if (bare === '' || clean.toLowerCase() === type.toLowerCase()) return ''
  const said = lowerOpening(bare)
  if (/^(của|về|ban hành|phê duyệt|quy định)\s/u.test(said)) return ` ${said}`
  const { what, who } = issuedBy.exec(said)?.groups ?? {}
  if (what === undefined || who === undefined) return isPeriod(said) ? ` (${said})` : ` về ${said}`
  return isPeriod(what) ? ` của ${who} (${what})` : ` của ${who} về ${what}`
}

/** First mention of a document: type, number, date, subject (NĐ 30/2020); what is blank is left out. */
export function cite(basis: LegalBasis): string {
  const type = documentType(basis.number) ?? 'Văn bản'
  const date = basis.issuedOn === null ? '' : ` ngày ${shortDate(basis.issuedOn)}`
  return `${type} số ${tidy(basis.number)}${date}${about(basis.subject, type)}`
}

/** First mention of the plan itself; without a number it is named by its subject. */
export function citePlan(plan: Plan): string {
  const type = (plan.number !== null && documentType(plan.number)) || 'Kế hoạch'
  const date = plan.issuedOn === null ? '' : ` ngày ${shortDate(plan.issuedOn)}`
  const number = plan.number === null ? '' : ` số ${tidy(plan.number)}`
  return `${type}${number}${date} của ${tidy(plan.issuer)}${about(plan.title, type)}`
}

/** Later mentions: type and number only. */
export const citePlanAgain = (plan: Plan): string | null =>
  plan.number === null ? null : `${documentType(plan.number) ?? 'Kế hoạch'} số ${tidy(plan.number)}`

/** The subject of a document without the name of its type: "Báo cáo kết quả …" → "Kết quả …". */
export const subjectOf = (title: string): string =>
  capital(tidy(title).replace(/^(báo cáo|tờ trình|bản đăng ký)\s+/iu, ''))
