import type { Frame } from './found-target.ts'
import type { Figure } from './target-figure.ts'
import type { Signed } from './target-sign.ts'

/**
 * "Doanh nghiệp có từ 50 lao động trở lên phải …", "dự án trên 50 ha": the figure says which of them are meant. What
 * asks for it ("phấn đấu", "mỗi phòng có …") makes it a target again.
 */
const kindOfThing =
  /(?<![\p{L}])(?:(?:các|những|mọi|đối với|là|thuộc|tại|cho|với) (?:các |những )?)?(?:doanh nghiệp|công ty|cơ sở|hộ|hộ gia đình|dự án|đơn vị|cơ quan|nhà máy|trường|lớp|tập thể|cá nhân|người|tổ chức|bài|bài dự thi|bài thi|thí sinh|hợp đồng|công trình|gói thầu|địa phương|nhiệm vụ|chỉ tiêu|nội dung|trường hợp|xe|chi bộ|sản phẩm|hồ sơ|người lao động|hàng hóa|tàu|nơi|khu vực|phòng)(?: (?!có thêm|phấn đấu|đạt tỷ lệ|tỷ lệ|mỗi|số|với)[^\s,;.:]+){0,5}(?:\s*|,? (?:có|sử dụng|có quy mô|quy mô|đạt|giải ngân|chậm|thuê|dùng)(?: (?!thêm)[^\s,;.:]+){0,4}\s*)$/u
const asks =
  /(?<![\p{L}])(?:phấn đấu|mục tiêu|chỉ tiêu (?!đạt|có|dưới)|mỗi|bảo đảm|đảm bảo|tỷ lệ|thu hút|số|có thêm|toàn|hỗ trợ|vận động|kiểm tra|thành lập|xây dựng|tổ chức|nâng|khảo sát|duy trì|đưa)(?![\p{L}])/u
/** "… trong doanh nghiệp có từ 25 lao động trở lên": whatever is asked, it is asked of these. */
const amongWhich =
  /(?<![\p{L}])(?:trong|tại|ở|đối với|thuộc|là|những|\d ?%) (?:các |những |số )?(?:doanh nghiệp|công ty|cơ sở|hộ|đơn vị|cơ quan|nhà máy|trường|trường học|khu dân cư|tổ chức|hợp tác xã|dự án|nơi|địa phương|xã|thôn)(?: (?!có|phấn đấu|tối|ít)[^\s,;.:]+){0,4} (?:có|sử dụng|có quy mô|quy mô|thuê)(?: (?!thêm|ít|tối)[^\s,;.:]+){0,3}\s*$/u
const thenSo =
  /^(?: (?:kế hoạch|tổng điểm|số điểm|vốn))?(?: trở (?:lên|xuống))?,? (?:thì|phải|được|không được|cần|bị|trình|mới|sẽ)(?![\p{L}])/u
/** "Đơn vị có tỷ lệ trễ hạn trên 5% phải giải trình." */
const whoHas =
  /(?<![\p{L}])(?:đơn vị|cơ quan|phòng|địa phương|cá nhân|tập thể|chi bộ|doanh nghiệp|xã|huyện|nơi)(?: [^\s,;:]+){0,6} có (?:tỷ lệ|số|mức)[^,;:]{0,60}$/u
const measure = /^(?:ha|hecta|km|m2|m3|tấn|mwp?|kg|lít)$/u

/** Whether a figure with a sign tells which things are meant and not what is wanted. */
export function tellsWhich(before: string, after: string, figure: Figure, sign: Signed, frame: Frame): boolean {
  if (!sign.said || sign.least || figure.kind === 'rank') return false
  const clause = /[^;:]*$/u.exec(before)?.[0] ?? ''
  if (
    figure.kind === 'percent' &&
    whoHas.test(clause) &&
    / (?:phải|thì|bị|không được|sẽ|chịu)(?![\p{L}])/u.test(after.slice(0, 60))
  )
    return true
  if (figure.kind === 'score' && /^[\s\p{P}]*(?:tổng )?(?:điểm|chỉ số)/u.test(clause)) return false
  if (amongWhich.test(clause)) return true
  if (asks.test(clause)) return false
  if (thenSo.test(after) && figure.kind !== 'count') return true
  if (figure.kind === 'percent')
    return (
      sign.op === '<' &&
      /(?<![\p{L}])(?:các|những|nếu|đơn vị|phòng)(?![\p{L}])/u.test(clause) &&
      kindOfThing.test(clause)
    )
  if (figure.kind === 'count' && measure.test(figure.noun)) return kindOfThing.test(clause)
  if (frame.listed && !/^[\s\p{P}]*(?:các|những|đối với)/u.test(clause)) return false
  return kindOfThing.test(clause)
}
