import type { Block, SourceText } from './source-text.ts'

/** What a line such as "Đơn vị chủ trì: …" tells. */
export type LabelRole =
  | 'time'
  | 'lead'
  | 'coordinating'
  /** "Chủ trì, phối hợp: A; B": the first leads. */
  | 'lead-then-coordinating'
  | 'to'
  | 'data'
  /** "Sản phẩm: Báo cáo …" */
  | 'product'
  | 'other'

/** What stands behind a label, up to the next label or the end of its Block; places in `clean`. */
export interface LabelledPart {
  readonly role: LabelRole
  readonly labelStart: number
  readonly start: number
  readonly end: number
}

const who =
  '(?:các )?(?:cơ quan|đơn vị|phòng|ban|bộ phận|tổ chức|người|cán bộ|cá nhân|ngành|cấp|lãnh đạo)(?:[,/] ?(?:cơ quan|đơn vị|bộ phận|người|cá nhân|phòng|ban))?'

/** A table that a clerk could check: what stands before the colon, and what it means. Tried in this order. */
const labels: readonly (readonly [LabelRole, RegExp])[] = [
  ['data', /^(?:thời (?:gian|điểm|kỳ)|kỳ|mốc)?.{0,12}(?:chốt|lấy|thống kê|tổng hợp) số liệu.{0,20}$/u],
  ['data', /^(?:số liệu|thời kỳ số liệu|kỳ số liệu).{0,30}$/u],
  [
    'lead-then-coordinating',
    new RegExp(`^(?:${who} )?chủ trì(?: thực hiện)?(?:,| và|/| -)? ?(?:${who} )?phối hợp.{0,20}$`, 'u'),
  ],
  ['coordinating', new RegExp(`^(?:${who} )?(?:cùng )?phối hợp(?: thực hiện| tham gia| chính)?$`, 'u')],
  [
    'lead',
    new RegExp(
      `^(?:phân công |giao )?(?:${who} )?(?:chủ trì|thực hiện|phụ trách|chịu trách nhiệm|đầu mối|tham mưu|được giao|được phân công|chính|trách nhiệm|tổ chức|theo dõi|tổng hợp|báo cáo|trực tiếp)(?:[, ]+(?:thực hiện|chính|tham mưu|tổ chức|chủ trì|phụ trách|theo dõi|tổng hợp|chịu trách nhiệm|hoàn thành|báo cáo|và|là))*$`,
      'u',
    ),
  ],
  [
    'lead',
    /^(?:phân công|phân công thực hiện|phân công nhiệm vụ|trách nhiệm|trách nhiệm thực hiện|giao trách nhiệm)$/u,
  ],
  [
    'time',
    /^(?:về )?(?:thời (?:gian|hạn|điểm|lượng)|tiến độ|thời gian, địa điểm|lộ trình|hạn|lịch|mốc thời gian|kỳ hạn|định kỳ)(?: [^:]{0,50})?$/u,
  ],
  ['time', /^(?:dự kiến )?(?:hoàn thành|xong|kết thúc)(?: [^:]{0,20})?$/u],
  ['to', /^(?:nơi (?:nhận|gửi)|gửi về|cơ quan nhận|đơn vị nhận|cấp trình|trình|báo cáo về)(?: [^:]{0,20})?$/u],
  ['product', /^(?:(?:dự kiến )?(?:sản phẩm|kết quả)|đầu ra)(?: [^:]{0,40})?$/u],
  [
    'other',
    /^(?:địa điểm|thành phần|đối tượng|số lượng|nội dung|hình thức|kinh phí|nguồn kinh phí|phương thức|ghi chú|yêu cầu|mục tiêu|chỉ tiêu|phạm vi|cách thức|nhiệm vụ|giải pháp|biện pháp)(?: [^:]{0,40})?$/u,
  ],
]

/** What the words of a label (in the spelling of `clean`, without the colon) tell; undefined when they are none. */
export function roleOf(said: string): LabelRole | undefined {
  const words = said.trim()
  return words.length === 0 || words.length > 80 ? undefined : labels.find(([, pattern]) => pattern.test(words))?.[0]
}

/** Where the words of a label may begin: after these marks, or at the Block's own words. */
const clauseStart = /[.;:(•|]\s|\s[-–+]\s/gu
/** Where one may begin after a comma, if the words from the mark before it are no label. */
const commaStart = /,\s(?=(?:thời|đơn vị|cơ quan|phối hợp|chủ trì|hoàn thành))/gu

/** All labels of a Block, in order. */
export function labelledParts(text: SourceText, block: Block): readonly LabelledPart[] {
  const { clean } = text
  const found: { role: LabelRole; labelStart: number; start: number }[] = []
  for (
    let colon = clean.indexOf(':', block.wordsFrom);
    colon >= 0 && colon < block.end;
    colon = clean.indexOf(':', colon + 1)
  ) {
    if (/\d/.test(clean[colon + 1] ?? '') && /\d/.test(clean[colon - 1] ?? '')) continue
    const far = Math.max(block.wordsFrom, colon - 90)
    let from = far
    for (const mark of clean.slice(far, colon).matchAll(clauseStart)) from = far + mark.index + mark[0].length
    while (from < colon && /[\s\-+*•(]/.test(clean[from] ?? '')) from += 1
    let role = roleOf(clean.slice(from, colon))
    const comma = role === undefined ? [...clean.slice(from, colon).matchAll(commaStart)].at(-1) : undefined
    if (comma !== undefined) {
      from += comma.index + comma[0].length
      role = roleOf(clean.slice(from, colon))
    }
    if (role === undefined) continue
    found.push({ role, labelStart: from, start: clean[colon + 1] === ' ' ? colon + 2 : colon + 1 })
  }
  return found.map((one, index) => ({ ...one, end: Math.max(one.start, found[index + 1]?.labelStart ?? block.end) }))
}

/** Words right before a time that make it a time slot although no colon stands there. */
export const opensTimeSlot =
  /(?:^|[(;,.:•] ?|[-–+] )(?:thời gian|thời hạn|thời điểm|tiến độ|hạn chót|hạn cuối|hạn nộp|hạn gửi|hạn hoàn thành|lộ trình)(?: [\p{L}]+){0,6}? ?(?::|là|dự kiến|-|,)? ?$/u
