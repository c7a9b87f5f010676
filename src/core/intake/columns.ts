import type { ColumnRole } from './source-text.ts'

/** A clerk's table: which words in a column's heading tell what it holds. Tried in this order, without accents. */
const HEADINGS: readonly (readonly [ColumnRole | null, RegExp])[] = [
  ['order', /^(?:s ?t ?t|t ?t|so t ?t|so thu tu|thu tu|s\.t\.t|t\.t|no|#)\.?$/],
  ['note', /^(?:ghi chu|luu y|chu thich)/],
  [
    null,
    /^(?:so (?:ngay|luong|lieu|tien|van ban|hieu)|don vi tinh|dvt|kinh phi|nguon|phuong phap|can cu|so,? ky hieu)/,
  ],
  ['unit', /chu tri.{0,12}(?:va|,|\/|-).{0,12}phoi hop|^phan cong|^(?:phoi hop|chu tri)\/|^trach nhiem$/],
  ['product', /san pham|dau ra|^ket qua/],
  ['coordinating', /phoi hop/],
  [
    'time',
    /thoi (?:gian|han|diem|luong)|tien do|lo trinh|^ngay(?! sinh)|^han(?: (?:chot|cuoi|nop|gui|hoan thanh|xu ly|thuc hien|bao cao).{0,20})?$|hoan thanh|ky bao cao|tan suat|^dinh ky(?: \w+){0,3}$|^moc|^lich/,
  ],
  [
    'to',
    /^(?:noi (?:nhan|gui)|cap trinh|trinh|gui|co quan (?:nhan|tiep nhan|trinh)|don vi (?:nhan|tiep nhan)|cap (?:phe duyet|ban hanh|co tham quyen))/,
  ],
  [
    'lead',
    /chu tri|phu trach|chiu trach nhiem|(?:don vi|co quan|nguoi|bo phan|phong|ca nhan).{0,24}(?:thuc hien|tham muu|to chuc|dau moi|theo doi|chinh|trien khai|duoc giao|trach nhiem|bao cao)|dau moi|^nguoi |trach nhiem thuc hien|lanh dao (?:chi dao|phu trach)/,
  ],
  ['target', /chi tieu|ke hoach nam|muc tieu|^nam \d{4}$|^ke hoach$|^muc (?:phan dau|dat)/],
  [
    'work',
    /noi dung|nhiem vu|cong viec|hoat dong|giai phap|^viec|^hang muc|^danh muc|^ten |^loai bao cao|^bao cao|^van ban|^linh vuc|^chuyen de|^hoi nghi|^tieu chi|^mo hinh|^phan viec|^dau viec|^su kien/,
  ],
  ['unit', /^(?:cac )?(?:don vi|co quan|phong|bo phan)|^thuc hien$/],
]

/** What a column holds, from its heading; null: unknown. `plain`: lower case, without accents. */
export function roleOfHeading(plain: string): ColumnRole | null {
  const words = plain
    .replace(/[().:*]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  if (words === '' || words.length > 110) return null
  for (const [role, pattern] of HEADINGS) if (pattern.test(words)) return role
  if (!isGlued(words)) return null
  const letters = words.replaceAll(' ', '')
  for (const [role, pattern] of GLUED) if (pattern.test(letters)) return role
  return null
}

/** The same clerk's table for headings whose blanks a text layer has lost or put elsewhere: "Đơn vịchủ trì". */
const GLUED = HEADINGS.map(
  ([role, pattern]) =>
    [role, new RegExp(pattern.source.replace(/\(\?: \\w\+\)/g, '(?:\\w+)').replaceAll(' ', ''))] as const,
)

/** How a syllable is built, without accents. */
const SYLLABLE = /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/

/** A word that is no syllable: two have run together. */
const isGlued = (words: string): boolean =>
  words.split(' ').some((word) => word.length > 4 && /^[a-z]+$/.test(word) && !SYLLABLE.test(word))

const TIME_START =
  /^(?:-\s*)?(?:trước|trong|quý|tháng|năm|ngày|hằng|(?:nhiệm vụ )?thường xuyên|định kỳ|từ|đến|cuối|đầu|giữa|chậm nhất|muộn nhất|hoàn thành|xong|sau|giai đoạn|theo|khi|vào|cả năm|liên tục|xuyên suốt|hết|ngay|suốt|các (?:tháng|quý|năm)|đột xuất|kịp thời|dự kiến|tuần|thứ|kể từ|quanh năm|có báo cáo|\d{1,2}\s*[/-]\s*\d|\d{4}\s*(?:-|$)|\d{1,2} tháng|\d{1,3} ngày|(?:(?:ít nhất|tối thiểu|mỗi (?:quý|tháng|năm|tuần)|\d{1,2}) )?(?:\d{1,3} )?(?:lần|số|lớp|tin|bài|buổi|cuộc|đợt|kỳ)\s?\/|mỗi (?:quý|tháng|năm|tuần)|ít nhất \d+ lần|\d{1,2} giờ|\d{1,2}h|[ivx]{1,3}\/\d{4}|6 tháng)/
const TIME_SURE =
  /^(?:(?:trước |hết |đến |chậm nhất |vào |từ )?(?:ngày )?\d{1,2}\s*[/.-]\s*\d{1,4}|(?:trong |vào |trước |hết |cuối |đầu |đến )*(?:quý|tháng|năm|ngày)\s[ivx\d]|(?:nhiệm vụ )?thường xuyên$|hằng (?:ngày|tuần|tháng|quý|năm)|(?:ít nhất |tối thiểu )?\d{1,3} (?:lần|số|lớp|tin|bài|buổi|cuộc|đợt)\s?\/\s?\p{L}+$|định kỳ|liên tục|xuyên suốt|cả năm|quanh năm|chậm nhất|trước ngày|đột xuất|khi có|theo (?:quy định|yêu cầu|kế hoạch|tiến độ)|giai đoạn \d|sau khi|khi )/u

/** How much a cell looks as if it said when: 0 no, 1 perhaps, 2 surely. */
export function looksLikeTime(clean: string): 0 | 1 | 2 {
  if (clean.length > 220 || !TIME_START.test(clean)) return 0
  if (clean.length > 90 && !/\d/.test(clean)) return 0
  return TIME_SURE.test(clean) && clean.length <= 120 ? 2 : 1
}

const UNIT_START =
  /^(?:-\s*)?(?:sở|ban|các (?:sở|phòng|ban|đơn vị|cơ quan|xã|huyện|ngành|bộ phận|cấp|tổ chức|chi bộ|trường|doanh nghiệp|địa phương|cá nhân|bộ|thành viên)|phòng|văn phòng|vp|ubnd|hđnd|ủy ban|hội|đoàn|công an|bộ|cục|chi cục|trung tâm|thanh tra|tổ|đảng|chi bộ|công đoàn|lãnh đạo|trưởng|phó|chánh|bộ phận|mttq|mặt trận|liên đoàn|trường|viện|đài|báo|kho bạc|ngân hàng|bảo hiểm|bhxh|quỹ|thuế|hải quan|bưu điện|viễn thông|quân sự|biên phòng|tòa án|doanh nghiệp|thủ trưởng|giám đốc|chủ tịch|bí thư|cán bộ|công chức|viên chức|toàn|tất cả|chuyên viên|ông|bà|đ\/c|đồng chí|khối|nhóm|xã|phường|thị trấn|huyện|thành phố|tp|cá nhân|người|chủ trì|phối hợp|hiệu trưởng|bql|kế toán|văn thư)(?![\p{L}\d])/u
const WORK_WORDS =
  /^(?:ban hành|tổ chức|báo cáo|đoàn kết|bộ tiêu|người dân được|hội nghị|tổ chức|trường hợp|đảng viên|công đoàn viên)/

/** Whether a cell looks as if it named who does something. */
export function looksLikeUnits(clean: string, shown: string): boolean {
  if (clean.length > 260 || WORK_WORDS.test(clean)) return false
  return UNIT_START.test(clean) || /^(?:- ?)?[A-ZĐ&.]{3,}(?:[\s,;]|$)/.test(shown)
}

const ORDER = /^\(?(\d{1,3}(?:\.\d{1,3}){0,3}|[ivx]{1,5}|[a-zđ])\s*[.)]?\)?$/

/** Whether a cell holds an order number and nothing else. */
export function looksLikeOrder(clean: string): boolean {
  return ORDER.test(clean)
}
