import type { Frame } from './found-target.ts'
import type { Figure } from './target-figure.ts'
import type { Signed } from './target-sign.ts'
import { tellsWhich } from './target-threshold.ts'
import { makingVerb, noTargetBefore } from './target-words.ts'

/** Looked at on each side of a figure. */
const reach = 240

const cue =
  /(?<![\p{L}])(?:phấn đấu|nâng|mục tiêu|chỉ tiêu|đặt ra|kế hoạch|dự kiến|đến năm|hết năm|đến cuối|tiếp tục|duy trì|bảo đảm|đảm bảo|yêu cầu|phải)(?![\p{L}])/u
const done =
  /(?<![\p{L}])(?:đã (?!đề ra|được giao|đăng ký|ký|giao|phê|đặt|quy định)\p{L}+|(?:qua|theo|kết quả) (?:khảo sát|kiểm tra|rà soát|thống kê|điều tra)|(?<!(?:thực|thể|phát|xuất|biểu) )hiện (?:nay|có|tại|đạt|mới)|tính đến|năm (?:trước|ngoái|qua)|thời gian qua|vừa qua|mới đạt|(?<!(?:chứng|tín|địa) )chỉ đạt|đầu kỳ|cùng kỳ năm \d{4} đạt|kết quả (?:năm|thực hiện|khảo sát))(?![\p{L}])/u
/** "Kết quả đạt 92%" tells what was; "kết quả đạt từ 90% trở lên" is asked for. */
const reached = /(?<![\p{L}])kết quả đạt(?: được)?\s*$/u
const condition =
  /(?<![\p{L}])(?:nếu|trường hợp|(?:điều kiện|tiêu chuẩn)(?= ?:)|hợp lệ|khi (?:có|được|số)|chỉ (?:xét|công nhận|khen)|không (?:xét|công nhận)|đối với (?:các )?(?:đơn vị|cá nhân|tập thể|trường hợp)[^,:]{0,30}(?:dưới|trên)|được (?:xếp loại|tính|cộng|trừ|chấm)|(?:trừ|cộng) (?:điểm|tối đa|thêm|\d))(?![\p{L}])[^;:]*$/u
const normBefore =
  /(?<![\p{L}])(?:hỗ trợ(?: tối đa| bằng)?|mức(?: hỗ trợ| chi| đóng| thu| lương| phí| hưởng| giảm trừ| phạt)|tương đương|thuế suất|lãi suất|đóng|trích|phụ cấp|hưởng|hệ số|ứng trước|tạm ứng|đối ứng|chi trả|trọng số|chiếm)(?: (?!và(?![\p{L}]))[^\s,;]+){0,3}?\s*$/u
const normAfter =
  /^\s?(?:mức lương|lương|mức|lãi suất|lệ phí|phí(?! (?:bảo|an))|thuế|tiền (?:thuê|sử dụng|điện|nước|lương|công)|vốn điều lệ|giá trị hợp đồng|giá trị|tổng mức|tổng dự toán|học phí|mệnh giá|trở lên số (?:phiếu|thành viên|đại biểu)|số phiếu|tổng số phiếu)(?![\p{L}])/u
const comparison = /(?<![\p{L}])(?:so với|(?<!mặt )bằng|từ mức|hơn so với|gấp)(?: (?:mức|tỷ lệ|kết quả))?\s*$/u
const saving =
  /(?<![\p{L}])(?:tiết kiệm|cắt giảm|giảm|tăng|giải ngân|phấn đấu|đạt|hoàn thành|thu hút|xã hội hóa|duy trì|bảo đảm|đảm bảo)(?![\p{L}])/u
const moneyTarget =
  /(?<![\p{L}])(?:thu hút|thu ngân sách|tổng thu|thu nội địa|giải ngân|huy động|kim ngạch|doanh thu|giá trị (?:sản xuất|sản lượng|xuất khẩu|sản phẩm)|tổng sản phẩm|grdp|vốn (?:đăng ký|đầu tư|thực hiện)|tổng vốn|(?:với|số) vốn|nộp ngân sách|thu nhập bình quân|tiết kiệm|quyên góp|vận động|ủng hộ|dư nợ|tổng mức bán lẻ|suất đầu tư|thu (?:quỹ|phí|nợ|hội phí|đảng phí|từ|tiền|thuế)|lợi nhuận|doanh số|gây quỹ|xây dựng quỹ|tài trợ|cho vay|giải ngân)(?![\p{L}])/u
/** In a list of targets a sum is one where it is asked for: "mỗi suất trị giá tối thiểu 300.000 đồng". */
const asksMoney =
  /(?<![\p{L}])(?:đạt|phấn đấu|thu|tăng lên|nâng lên|lên)(?: (?:được|từ|khoảng|bình quân|trên|mức)){0,2}\s*$/u
const ownMoney =
  /(?<![\p{L}])(?:kinh phí|dự toán|mức chi|mức khoán|bố trí|tạm ứng|định mức|đơn giá|hỗ trợ|thưởng|phạt|giải (?:nhất|nhì|ba|khuyến khích)|học phí|lệ phí)(?![\p{L}])/u
const spending =
  /(?<![\p{L}])(?:kinh phí|dự toán|mức chi|mức hỗ trợ|mức khoán|bố trí|tạm ứng|định mức|đơn giá|tiền thưởng|thưởng|giải (?:nhất|nhì|ba|khuyến khích)|phạt|học phí|lệ phí|mức thu|trị giá)(?![\p{L}])/u
const scoreVerb = /(?<![\p{L}])(?:đạt|được|tăng|thêm|lên|còn|mức|là)\s*$/u
const scored =
  /(?<![\p{L}])(?:chỉ số|điểm số|số điểm|tổng điểm|par index|pci|papi|sipas|ict index|dti|ddci|đạt|chấm|kết quả|xếp loại|tăng|cải thiện|đánh giá)(?![\p{L}])/u
/** "Cồn 70%", "Chlorine 70%": how strong it is. */
const substance =
  /(?<![\p{L}])(?:clo|chlor\p{L}*|clor\p{L}*|cồn|nồng độ|dung dịch|axit|hoạt chất|vôi|xút|đạm|muối)(?: [^\s,;.:]+){0,2}\s*$/u
/** "Mới có 02 nhà máy", "chỉ 38%": what there is. */
const onlySoMany = /(?<![\p{L}])(?:mới (?:có|đạt|được)|(?<!(?:chứng|tín|địa) )chỉ)(?: (?:có|đạt|được|khoảng)){0,2}\s*$/u
/** Points of a scale are no target. */
const scale =
  /(?<![\p{L}])(?:thang điểm|cộng(?! (?:đồng|tác|hòa|với|sản))|trừ|điểm thưởng|điểm tối đa|cơ cấu điểm)(?![\p{L}])/u

/** Length, size or power of a thing: it tells what there is, save where a plan asks for more. */
const size =
  /(?<![\p{L}])(?:cách|cự ly|bán kính|chiều (?:dài|rộng|cao|sâu)|dài|rộng|cao|sâu|công suất|quy mô|trọng tải|tải trọng|lượng mưa|mưa|mực nước|khoảng cách|khối lượng|dung tích)(?: (?!đạt|phấn đấu|tăng|thêm)[^\s,;.:]+){0,5}\s*$/u
const measure = /^(?:ha|hecta|km|m2|m3|mét|tấn|tạ|mwp?|[kg]wh|kg|lít|[mg]bit\/s|[mg]bps)$/u

/** Results of a year before the plan: "năm 2022 đạt 80%". */
function ofEarlierYear(before: string, firstYear: number | null): boolean {
  if (firstYear === null) return false
  const years = [
    ...before.matchAll(
      /(?<![\p{L}])(?:năm|giai đoạn|tháng \d{1,2} năm|\d{1,2}\/\d{1,2}\/) ?(20\d\d)(?:\s?-\s?(20\d\d))?(?!\d)/gu,
    ),
  ]
  const found = years.at(-1)
  if (found === undefined || Number(found[2] ?? found[1]) >= firstYear) return false
  const lead = before.slice(0, found.index)
  if (/(?:so với|cùng kỳ|bằng|hơn|của|số|từ|kế hoạch|nghị quyết)\s*(?:kết quả )?(?:năm )?$/u.test(lead)) return false
  if (
    /(?:số|nghị định|quyết định|thông tư|luật|chỉ thị)[^;,]{0,60}ngày [\d/ thángnăm]*$/u.test(
      before.slice(0, found.index + found[0].length),
    )
  )
    return false
  return !cue.test(before.slice(found.index + found[0].length))
}

/** "Xếp thứ 07/20 sở, ban, ngành năm 2022." */
function ofYearBefore(after: string, firstYear: number | null): boolean {
  const year = /^[^;.:]{0,80}?(?<!so với |cùng kỳ |hơn )năm (20\d\d)(?!\d)/u.exec(after)?.[1]
  return year !== undefined && firstYear !== null && Number(year) < firstYear
}

/** "Tỷ lệ lấp đầy các khu công nghiệp đã hoạt động đạt 75%": what was done tells which of them are measured. */
const attribute = /(?:^|[;:,]\s)[\s\p{P}]*(?:phấn đấu )?(?:tỷ lệ|số|tổng số|mức|diện tích)(?![\p{L}])[^;:,]*$/u
const reachesLater = /^đã (?!đạt|có|được|giảm|tăng)[^;:,]{2,80} (?:đạt|đạt được|còn|giảm|tăng|từ|trên)\s*$/u
const otherDeed = /^đã (?!đạt|có|được|giảm|tăng)[^;:,]{2,80}$/u

/** Whether a figure tells what was: by a year before the plan's first, or by words such as "đã đạt". */
export function isPast(before: string, firstYear: number | null, sign: Signed): boolean {
  if (ofEarlierYear(before, firstYear)) return true
  if (sign.op !== '>=' && reached.test(before)) return true
  const past = done.exec(before)
  if (past === null || cue.test(before.slice(past.index))) return false
  const since = before.slice(past.index)
  return !attribute.test(before.slice(0, past.index)) || !(sign.said ? otherDeed : reachesLater).test(since)
}

/** Whether words speak of what is to come, so that what was is over. */
export const speaksAhead = (words: string, firstYear: number | null): boolean =>
  cue.test(words) ||
  (firstYear !== null && [...words.matchAll(/(?<![\p{L}])năm (20\d\d)/gu)].some((one) => Number(one[1]) >= firstYear))

/**
 * Whether a figure with its sign is a target of the plan, by the words beside it and the headings above it.
 * `listGoesOn`: it follows a counted target as the next of its list.
 */
export function isTarget(piece: string, figure: Figure, sign: Signed, frame: Frame, listGoesOn: boolean): boolean {
  const before = piece.slice(Math.max(0, sign.start - reach), sign.start)
  const after = piece.slice(figure.end, figure.end + 120)
  const near = before.slice(-70)
  if (comparison.test(near) && !(figure.kind === 'count' && sign.said)) return false
  if (onlySoMany.test(near)) return false
  if (condition.test(before) && !frame.listed) return false
  if (tellsWhich(before, after, figure, sign, frame)) return false
  switch (figure.kind) {
    case 'percent':
      if (substance.test(near)) return false
      if (normAfter.test(after)) return false
      if (/^\s?(?:chi phí|kinh phí|ngân sách|vốn|nguồn)/u.test(after) && !saving.test(before.slice(-60))) return false
      if (sign.said && /(?<![\p{L}])chiếm(?: tỷ lệ)?\s*$/u.test(near))
        return frame.target || /tỷ lệ|tỷ trọng/u.test(before)
      return !normBefore.test(near) || (frame.target && !/hỗ trợ|mức/u.test(near)) || /phấn đấu|đạt/u.test(near)
    case 'money':
      return (
        (moneyTarget.test(before) && !spending.test(before)) ||
        (frame.listed && asksMoney.test(sign.said ? `${near}đạt ` : near) && !ownMoney.test(before))
      )
    case 'rank':
      if (ofYearBefore(after, frame.firstYear) && !cue.test(before)) return false
      return (
        /(?:xếp|đạt|thuộc|nằm|đứng|duy trì|phấn đấu|chỉ số|vào|ở|giữ|lọt|tăng|hạng|thứ)/u.test(
          piece.slice(Math.max(0, figure.start - 120), figure.end),
        ) && !/^\s?(?:nhóm|nội dung|nhiệm vụ)/u.test(after)
      )
    case 'score':
      return (
        scored.test(piece.slice(Math.max(0, sign.start - reach), figure.start)) &&
        !scale.test(before) &&
        figure.value > 0 &&
        (sign.said || scoreVerb.test(near))
      )
    case 'count':
      return isCounted(piece, figure, sign, frame, before, listGoesOn)
  }
}

/** People are a target where they are taught, found work or won; elsewhere they are members of something. */
const people =
  /^(?:lượt .*|bác sĩ|người|công nhân|cán bộ|công chức|viên chức|đại biểu|giáo viên|học sinh|học viên|lượt người|lượt|sinh viên|đảng viên|đoàn viên|quần chúng|thanh niên|thanh thiếu niên|thanh thiếu nhi|thiếu nhi|đội viên|lao động|người lao động|hội viên|phụ nữ|nông dân|trẻ|trẻ em|người dân|người cao tuổi|người khuyết tật|cựu chiến binh|nạn nhân|bệnh nhân|học sinh, sinh viên|cán bộ, công chức.*|y sĩ|điều dưỡng|dược sĩ|chuyên gia|nhân lực|nhân viên|cộng tác viên|tình nguyện viên|du khách|khách)$/u
const winsPeople =
  /(?:đào tạo|bồi dưỡng|tập huấn|kết nạp|giới thiệu|tạo việc làm|việc làm|tuyển|tuyển sinh|thu hút|hướng dẫn|tuyên truyền|phổ biến|tư vấn|khám|hỗ trợ|vận động|phát triển|đưa|tinh giản|giảm|tiếp cận|tham gia|có|đạt|quy hoạch|đi học|đỡ đầu|giúp|nuôi dưỡng|chăm sóc|phẫu thuật|tiêm|trợ giúp|điều trị|sàng lọc|quản lý|dạy|đón|thăm|tặng|cấp|kiểm tra|giám sát|đánh giá|số lượng|lấy)/u
/** "Mở 02 lớp tập huấn cho 100 học viên": how many are taught. */
const taughtTo =
  /(?:đào tạo|bồi dưỡng|tập huấn|lớp|tư vấn|tạo việc làm|giải quyết việc làm|dạy nghề|việc làm|tuyên truyền|phổ biến|khám|hỗ trợ|hướng dẫn|truyền thông|nâng lương)(?: [^\s,;.:]+){0,6} cho(?: (?:trên|hơn|ít nhất|khoảng|tối thiểu))?\s*$/u
/** The same over a longer way: "tập huấn phác đồ điều trị theo … cho ít nhất 120 lượt cán bộ". */
const taught =
  /(?<![\p{L}])(?:đào tạo|bồi dưỡng|tập huấn|tư vấn|tuyên truyền|truyền thông|khám)(?![\p{L}])[^;]* cho\s*$/u
const gainsPeople = /^[^;.]{0,30}(?:được|tham gia|tham dự|qua đào tạo|có việc làm)(?![\p{L}])/u
/** Parts of the plan itself, save where it asks for a least number of them. */
const onlySigned = /^(?:nhiệm vụ|giải pháp|hạng mục|chỉ tiêu|tiêu chí|chỉ số)$/u
/** Bodies are a target where they are visited or raised; "tại 05 xã" and "có 03 phòng" tell where. */
const bodies =
  /^(?:sở|sở, (?:ban, ?)?(?:ban )?ngành|phòng, ban|phòng, đơn vị|cơ quan, đơn vị|tập thể, cá nhân|tổ chức, cá nhân|(?:xã|phường|huyện|thị trấn|thôn|ấp)[,/] ?.*|chủ đầu tư|thành phố|thị xã|tỉnh|địa phương|làng|buôn|khóm|cấp ủy|đảng ủy|đảng bộ|đồng chí|gia đình|hộ dân|bệnh viện|trạm y tế|phòng khám|cơ sở .*|khu|hồ chứa|đập|phương tiện|xe|ô tô|tàu|tàu cá|đơn vị|cơ quan|phòng|xã|phường|huyện|thị trấn|thôn|bản|ấp|khu phố|trường|trường học|cơ sở|tổ|đội|doanh nghiệp|hộ|vị trí|tập thể|cá nhân|trường hợp|cầu|tuyến|máy|nhà|con|ca|giải|vùng|bảng|biển|chỉ số|chỉ tiêu|tiêu chí|nhà máy|trung tâm|trạm|cửa hàng|siêu thị|chợ)$/u
const raises =
  /(?:kiểm tra|thanh tra|giám sát|công nhận|phấn đấu|đạt|xây dựng|thành lập|phát triển|hỗ trợ|giảm|tăng|khảo sát|đối thoại|khen|tặng|biểu dương|tôn vinh|chọn|trao|đánh giá|hoàn thành|duy trì|thu hút|vận động|chuyển đổi|sáp nhập|xóa|xử lý|giải quyết|nâng cấp|sửa chữa|lắp đặt|mở|có thêm|thêm|cải thiện|rà soát|tiêm|giúp|hình thành|xây|sửa|khai thác|đưa)/u

/** "Kiểm tra … tại 02 sở, ngành": how many are visited. */
const inspectedAt =
  /(?<![\p{L}])(?:kiểm tra|thanh tra|giám sát|khảo sát|theo dõi|hậu kiểm|phúc tra)(?![\p{L}])[^;.:]{0,160} (?:tại|đối với)\s*$/u
/** Hours of work and lessons: so many a week are a timetable. */
const hours = /^(?:buổi|tiết|phút|ca|tập)$/u
/** Who is to do the work of this plan: no target of its own. */
const forThisPlan = /^(?:đoàn|tổ|đội)$/u
const issued = /^(?:giấy chứng nhận|thẻ|chứng chỉ|mã số vùng trồng|tài khoản|học bổng)$/u
/** "Thanh tra hành chính 03 cuộc, mở lớp tập huấn: 02 lớp": the number closes what is done. */
const products =
  /^(?:cuộc|lớp|khóa|hội nghị|hội thảo|mô hình|tin|bài|bài viết|tin[,/] ?bài|tin bài|phóng sự|chuyên đề|chuyên mục|video|clip|hội thi|cuộc thi|tờ rơi|tờ gấp|phiếu|sáng kiến|đề tài)$/u
const deed =
  /(?:^|[,;:+]\s|\svà\s)[\s\p{P}]*(?:tổ chức|mở|thanh tra|kiểm tra|giám sát|khảo sát|đối thoại|tập huấn|bồi dưỡng|tuyên truyền|truyền thông|đăng|phát sóng|phát hành|xây dựng|sản xuất|diễn tập|biên soạn|số|tham mưu)(?: (?!gồm|trong|theo|với|từ|ngày|đã|qua|tại)[^\s,;.:()]+){1,8}:?\s*$/u
const doneSoOften = (before: string, after: string, noun: string): boolean =>
  products.test(noun) && /^\s?(?:[,;.)]|$)/u.test(after) && deed.test(before)
const wonPrizes = /(?:có|đạt|giành)(?: được)? (?:trên |hơn )?¦ (?:học sinh giỏi|cấp|quốc gia|khu vực|tỉnh|quốc tế)/u

/** "Nâng tổng công suất … thêm 200 MW". */
const grows = /(?<![\p{L}])(?:nâng|tăng|phấn đấu|bổ sung)(?![\p{L}])[^,;.]{0,50}(?:thêm|lên|đạt|còn)\s*$/u

/** "Toàn xã có 12 thôn" tells what there is. */
const thereIs =
  /(?<![\p{L}])(?:toàn (?:tỉnh|huyện|xã|phường|ngành|ban|trường|đảng bộ|đơn vị|thành phố|khối)|trên địa bàn(?: [^\s,;.]+){0,3}|hiện|hiện nay|hiện tại) (?:đang )?(?:có|còn)\s*$|(?<![\p{L}])có (?:khoảng|tổng số|tất cả)\s*$/u

/** In a list of targets these alone tell that a number is of something else. */
const part =
  /(?<![\p{L}\p{N}])(?:gồm|gồm có|bao gồm|tại|ở|trong|của|theo|(?<!mặt )bằng|thứ|(?<!(?:tổng|dân) )số|khóa|điều|khoản|mục|phần|mẫu|phụ lục|nhóm|quý|tháng|ngày|năm|sau|trước|quá|và|giữa|qua|từ|lần|chia thành|cấp|loại|khối|lớp|tổ|hướng dẫn|mức độ|các|những|tập trung vào|thực hiện tốt|nhập|cơ sở)\s*$/u

/** "Đảng bộ có 12 chi bộ", at the head of a sentence. */
const somebodyHas =
  /^[\s\p{P}]*(?:đảng bộ|chi bộ|nhà trường|trường|xã|phường|huyện|tỉnh|thành phố|đơn vị|cơ quan|sở|công ty|khu vực|địa bàn)(?: (?!phấn đấu|mỗi|phải|cần|sẽ)[^\s,;.:]+){0,6} có\s*$/u

/** "14/14 xã": so many of them. Where all are meant a task asks for it; of a part only a target does. */
function isPartOf({ value }: Figure, all: number, before: string, said: boolean, frame: Frame): boolean {
  if (value > all || /\([^)]*$/u.test(before) || /(?:thứ|hạng|số|ngày|hết|trước|vào)\s*$/u.test(before)) return false
  if (said || frame.listed || /(?:phấn đấu|mục tiêu|chỉ tiêu)(?![\p{L}])/u.test(before)) return true
  if (thereIs.test(before) || /(?<![\p{L}])(?:có|còn|được|đạt)\s*$/u.test(before)) return frame.target
  return value === all || frame.target
}

function isCounted(
  piece: string,
  figure: Figure,
  sign: Signed,
  frame: Frame,
  before: string,
  listGoesOn: boolean,
): boolean {
  const near = before.slice(-60)
  const { noun, unit } = figure
  const after = piece.slice(figure.end, figure.end + 50)
  if (figure.spelled && figure.value === 1 && !sign.said) return false
  const written =
    sign.said &&
    (sign.op !== '>' || !/^(?:xã|phường|huyện|thôn|bản|tuyến|vùng|địa|cơ sở|trường|đội|máy|ca|cầu)$/u.test(noun))
  if (/(?:gồm|gồm có|bao gồm|trước|sau|trong thời gian|trong vòng|họp|thành phần|nộp|gửi|lưu)\s*$/u.test(near))
    return false
  if (/(?<![\p{L}])cử\s*$/u.test(near) && !(frame.listed && noun.startsWith('lượt '))) return false
  if (noun === 'thành viên' && !frame.listed) return false
  if (/(?<![\p{L}])không (?:còn|để|có)(?![\p{L}])[^,;.]{0,40}$/u.test(near) && sign.said && !sign.least) return false
  if (/\/(?:ngày|tuần|buổi|giờ)$/u.test(figure.unit) && (hours.test(noun) || !sign.said)) return false
  if (/\/(?:tháng|quý)$/u.test(figure.unit) && (people.test(noun) || hours.test(noun) || !sign.said)) return false
  if (/^\s?(?:mỗi|một|trong) (?:ngày|tuần)/u.test(after) && (people.test(noun) || hours.test(noun))) return false
  if (/(?<![\p{L}])mỗi (?:ngày|tuần|buổi|tiết|giờ|tháng)(?![\p{L}])[^,;.]{0,20}$/u.test(near)) return false
  if (measure.test(noun) && size.test(before.slice(-80))) return false
  if (figure.of !== undefined) return isPartOf(figure, figure.of, before, sign.said, frame)
  if (noun === 'tuổi') return /tuổi thọ/u.test(before)
  if (!frame.target && !sign.said && (thereIs.test(near) || somebodyHas.test(before))) return false
  if (listGoesOn) return true
  const verb = makingVerb.exec(near)
  if (figure.value === 0) return verb !== null || frame.listed || /(?:phấn đấu|duy trì|còn|để|xảy ra|^)\s*$/u.test(near)
  if (bodies.test(noun) && (inspectedAt.test(before) || (sign.least && !frame.money))) return true
  if (noun === 'giải' && wonPrizes.test(`${near}¦${after}`)) return true
  if (frame.listed && /\(\s*$/u.test(before) && /^\s?\)/u.test(after)) return true
  const starts = /^[\s\p{P}]*$/u.test(before)
  const counts = verb !== null || (starts && (frame.listed || sign.said)) || doneSoOften(before, after, noun)
  if (onlySigned.test(noun) && !sign.said) return /(?<![\p{L}])đạt\s*$/u.test(near)
  if (forThisPlan.test(noun) && !sign.said && !frame.listed && /(?:thành lập|lập)\s*$/u.test(near)) return false
  if (people.test(noun) && /(?:chỉ tiêu|số lượng)(?: \p{L}+){0,3}[:\s]*$/u.test(near)) return true
  if (people.test(noun) && (taughtTo.test(before.slice(-90)) || (sign.least && taught.test(before)))) return true
  const inside = /\([^)]*$/u.test(before) || /^[^(]{0,80}\)/u.test(after)
  if (frame.listed && noun !== 'phút' && !figure.spelled && !inside && !part.test(near)) return true
  if (people.test(noun) && sign.said && unit.includes('/') && !/\/(?:đơn vị|phòng)$/u.test(unit)) return true
  const stands = written || counts || (measure.test(noun) && grows.test(near))
  if (
    !stands ||
    (noTargetBefore.test(near) &&
      !written &&
      !/số lượng[:\s]*$/u.test(near) &&
      !(issued.test(noun) && /cấp\s*$/u.test(near)))
  )
    return false
  if (people.test(noun) && !sign.said && !frame.listed && /(?<![\p{L}])có\s*$/u.test(near) && !/phấn đấu/u.test(before))
    return false
  if (people.test(noun))
    return (
      winsPeople.test(near) ||
      (starts && frame.listed) ||
      (written && gainsPeople.test(piece.slice(figure.end, figure.end + 50)))
    )
  if (noun === 'phút')
    return sign.said && (frame.listed ? /thời gian/u : /thời gian (?:chờ|giao dịch|phục vụ)/u).test(before)
  if (bodies.test(noun) && written && /(?:có|đạt|còn)\s*$/u.test(near)) return true
  if (bodies.test(noun) && frame.listed && /(?<![\p{L}])có\s*$/u.test(near)) return true
  if (bodies.test(noun)) return raises.test(near) || (starts && frame.listed) || (written && frame.target)
  return true
}
