import type { Frame } from './found-target.ts'
import type { Figure } from './target-number.ts'
import type { Signed } from './target-sign.ts'
import { makingVerb, noTargetBefore } from './target-words.ts'

/** Looked at on each side of a figure. */
const reach = 240

const cue =
  /(?<![\p{L}])(?:phấn đấu|nâng|mục tiêu|chỉ tiêu|đặt ra|kế hoạch|dự kiến|đến năm|hết năm|đến cuối|tiếp tục|duy trì|bảo đảm|đảm bảo|yêu cầu|phải)(?![\p{L}])/u
const done =
  /(?<![\p{L}])(?:đã (?!đề ra|được giao|đăng ký|ký|giao|phê|đặt|quy định)\p{L}+|(?:qua|theo|kết quả) (?:khảo sát|kiểm tra|rà soát|thống kê|điều tra)|hiện (?:nay|có|tại|đạt|mới)|tính đến|năm (?:trước|ngoái|qua)|thời gian qua|vừa qua|mới đạt|chỉ đạt|cùng kỳ năm \d{4} đạt|kết quả (?:năm|đạt|thực hiện|khảo sát))(?![\p{L}])/u
const condition =
  /(?<![\p{L}])(?:nếu|trường hợp|khi (?:có|được|số)|chỉ (?:xét|công nhận|khen)|không (?:xét|công nhận)|đối với (?:các )?(?:đơn vị|cá nhân|tập thể|trường hợp)[^,:]{0,30}(?:dưới|trên)|được (?:xếp loại|tính|cộng|trừ|chấm)|(?:trừ|cộng) (?:điểm|tối đa|thêm|\d))(?![\p{L}])[^;:]*$/u
const normBefore =
  /(?<![\p{L}])(?:hỗ trợ(?: tối đa| bằng)?|mức(?: hỗ trợ| chi| đóng| thu| lương| phí| hưởng| giảm trừ| phạt)|tương đương|thuế suất|lãi suất|đóng|trích|phụ cấp|hưởng|hệ số|ứng trước|tạm ứng|trọng số|chiếm)(?: (?!và(?![\p{L}]))[^\s,;]+){0,3}?\s*$/u
const normAfter =
  /^\s?(?:mức lương|lương|mức|giá trị hợp đồng|giá trị|tổng mức|tổng dự toán|học phí|mệnh giá|trở lên số (?:phiếu|thành viên|đại biểu)|số phiếu|tổng số phiếu)(?![\p{L}])/u
const comparison = /(?<![\p{L}])(?:so với|bằng|từ mức|hơn so với|gấp)(?: (?:mức|tỷ lệ|kết quả))?\s*$/u
const saving =
  /(?<![\p{L}])(?:tiết kiệm|cắt giảm|giảm|tăng|giải ngân|phấn đấu|đạt|hoàn thành|thu hút|xã hội hóa|duy trì|bảo đảm|đảm bảo)(?![\p{L}])/u
const moneyTarget =
  /(?<![\p{L}])(?:thu hút|thu ngân sách|tổng thu|thu nội địa|giải ngân|huy động|kim ngạch|doanh thu|giá trị (?:sản xuất|sản lượng|xuất khẩu|sản phẩm)|tổng sản phẩm|grdp|vốn (?:đăng ký|đầu tư|thực hiện)|tổng vốn|nộp ngân sách|thu nhập bình quân|tiết kiệm|quyên góp|vận động|ủng hộ|dư nợ|tổng mức bán lẻ|suất đầu tư)(?![\p{L}])/u
const spending =
  /(?<![\p{L}])(?:kinh phí|dự toán|mức chi|mức hỗ trợ|mức khoán|bố trí|tạm ứng|định mức|đơn giá|tiền thưởng|thưởng|giải (?:nhất|nhì|ba|khuyến khích)|phạt|học phí|lệ phí|mức thu|trị giá)(?![\p{L}])/u
const scoreVerb = /(?<![\p{L}])(?:đạt|được|tăng|thêm|lên|còn|mức|là)\s*$/u
const scored =
  /(?<![\p{L}])(?:chỉ số|điểm số|số điểm|tổng điểm|par index|pci|papi|sipas|ict index|dti|ddci|đạt|chấm|kết quả|xếp loại|tăng|cải thiện|đánh giá)(?![\p{L}])/u
/** "Mới có 02 nhà máy", "chỉ 38%": what there is. */
const onlySoMany = /(?<![\p{L}])(?:mới (?:có|đạt|được)|chỉ)(?: (?:có|đạt|được|khoảng)){0,2}\s*$/u
/** Points of a scale are no target. */
const scale =
  /(?<![\p{L}])(?:thang điểm|cộng(?! (?:đồng|tác|hòa|với|sản))|trừ|điểm thưởng|điểm tối đa|cơ cấu điểm)(?![\p{L}])/u

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

/** Whether a figure tells what was: by a year before the plan's first, or by words such as "đã đạt". */
export function isPast(before: string, firstYear: number | null): boolean {
  if (ofEarlierYear(before, firstYear)) return true
  const past = done.exec(before)
  return past !== null && !cue.test(before.slice(past.index))
}

/** Whether words speak of what is to come, so that what was is over. */
export const speaksAhead = (words: string, firstYear: number | null): boolean =>
  cue.test(words) ||
  (firstYear !== null && [...words.matchAll(/(?<![\p{L}])năm (20\d\d)/gu)].some((one) => Number(one[1]) >= firstYear))

/** Whether a figure with its sign is a target of the plan, by the words beside it and the headings above it. */
export function isTarget(piece: string, figure: Figure, sign: Signed, frame: Frame): boolean {
  const before = piece.slice(Math.max(0, sign.start - reach), sign.start)
  const after = piece.slice(figure.end, figure.end + 120)
  const near = before.slice(-70)
  if (comparison.test(near) && !(figure.kind === 'count' && sign.said)) return false
  if (onlySoMany.test(near)) return false
  if (condition.test(before) && !frame.listed) return false
  switch (figure.kind) {
    case 'percent':
      if (normAfter.test(after)) return false
      if (/^\s?(?:chi phí|kinh phí|ngân sách|vốn|nguồn)/u.test(after) && !saving.test(before.slice(-60))) return false
      return !normBefore.test(near) || (frame.target && !/hỗ trợ|mức/u.test(near)) || /phấn đấu|đạt/u.test(near)
    case 'money':
      return moneyTarget.test(before) && !spending.test(before)
    case 'rank':
      return (
        /(?:xếp|đạt|thuộc|nằm|đứng|duy trì|phấn đấu|chỉ số|vào|ở|giữ|lọt|tăng|hạng|thứ)/u.test(
          piece.slice(Math.max(0, figure.start - 120), figure.end),
        ) && !/^\s?(?:nhóm|nội dung|nhiệm vụ)/u.test(after)
      )
    case 'score':
      return scored.test(before) && !scale.test(before) && figure.value > 0 && (sign.said || scoreVerb.test(near))
    case 'count':
      return isCounted(piece, figure, sign, frame, before)
  }
}

/** People are a target where they are taught, found work or won; elsewhere they are members of something. */
const people =
  /^(?:người|công nhân|cán bộ|công chức|viên chức|đại biểu|giáo viên|học sinh|học viên|lượt người|lượt|sinh viên|đảng viên|đoàn viên|quần chúng|thanh niên|lao động|người lao động|hội viên)$/u
const winsPeople =
  /(?:đào tạo|bồi dưỡng|tập huấn|kết nạp|giới thiệu|tạo việc làm|việc làm|tuyển|tuyển sinh|thu hút|hướng dẫn|tuyên truyền|phổ biến|tư vấn|khám|hỗ trợ|vận động|phát triển|đưa|tinh giản|giảm|tiếp cận|tham gia|có|đạt|quy hoạch|đi học)/u
/** "Mở 02 lớp tập huấn cho 100 học viên": how many are taught. */
const taughtTo =
  /(?:đào tạo|bồi dưỡng|tập huấn|lớp|tư vấn|tạo việc làm|giải quyết việc làm|dạy nghề|việc làm)(?: [^\s,;.:]+){0,6} cho(?: (?:trên|hơn|ít nhất|khoảng|tối thiểu))?\s*$/u
const gainsPeople = /^[^;.]{0,30}(?:được|tham gia|tham dự|qua đào tạo|có việc làm)(?![\p{L}])/u
/** Parts of the plan itself, save where it asks for a least number of them. */
const onlySigned = /^(?:nhiệm vụ|giải pháp|hạng mục|chỉ tiêu|tiêu chí|chỉ số)$/u
/** Bodies are a target where they are visited or raised; "tại 05 xã" and "có 03 phòng" tell where. */
const bodies =
  /^(?:đơn vị|cơ quan|phòng|xã|phường|huyện|thị trấn|thôn|bản|ấp|khu phố|trường|trường học|cơ sở|tổ|đội|doanh nghiệp|hộ|vị trí|tập thể|cá nhân|trường hợp|cầu|tuyến|máy|nhà|con|ca|giải|vùng|bảng|biển|chỉ số|chỉ tiêu|tiêu chí)$/u
const raises =
  /(?:kiểm tra|thanh tra|giám sát|công nhận|phấn đấu|đạt|xây dựng|thành lập|phát triển|hỗ trợ|giảm|tăng|khảo sát|đối thoại|khen|tặng|biểu dương|tôn vinh|chọn|trao|đánh giá|hoàn thành|duy trì|thu hút|vận động|chuyển đổi|sáp nhập|xóa|xử lý|giải quyết|nâng cấp|sửa chữa|lắp đặt|mở|có thêm|thêm|cải thiện|rà soát)/u

function isCounted(piece: string, figure: Figure, sign: Signed, frame: Frame, before: string): boolean {
  const near = before.slice(-60)
  const noun = figure.unit
  if (figure.spelled && figure.value === 1 && !sign.said) return false
  const written =
    sign.said &&
    (sign.op !== '>' || !/^(?:xã|phường|huyện|thôn|bản|tuyến|vùng|địa|cơ sở|trường|đội|máy|ca|cầu)$/u.test(noun))
  if (/(?:gồm|gồm có|bao gồm|trước|sau|trong thời gian|trong vòng|cử|họp|thành phần|nộp|gửi|lưu)\s*$/u.test(near))
    return false
  if (
    /^\s?(?:\/\s?(?:ngày|tháng|tuần)|(?:mỗi|một|trong) (?:ngày|tuần))/u.test(
      piece.slice(figure.end, figure.end + 14),
    ) &&
    people.test(noun)
  )
    return false
  if (/(?<![\p{L}])mỗi (?:ngày|tuần|buổi|tiết|giờ|tháng)(?![\p{L}])[^,;.]{0,20}$/u.test(near)) return false
  const verb = makingVerb.exec(near)
  if (figure.value === 0) return verb !== null || frame.listed || /(?:phấn đấu|duy trì|còn|để|xảy ra|^)\s*$/u.test(near)
  const starts = /^[\s\p{P}]*$/u.test(before)
  const counts = verb !== null || (starts && (frame.listed || sign.said))
  if (onlySigned.test(noun) && !sign.said) return false
  if (people.test(noun) && /(?:chỉ tiêu|số lượng)(?: \p{L}+){0,3}[:\s]*$/u.test(near)) return true
  if (people.test(noun) && taughtTo.test(before.slice(-90))) return true
  const stands = written || counts
  if (!stands || (noTargetBefore.test(near) && !written && !/số lượng[:\s]*$/u.test(near))) return false
  if (people.test(noun))
    return (
      winsPeople.test(near) ||
      (starts && frame.listed) ||
      (written && gainsPeople.test(piece.slice(figure.end, figure.end + 50)))
    )
  if (noun === 'phút') return sign.said && /thời gian (?:chờ|giao dịch|phục vụ)/u.test(before)
  if (bodies.test(noun) && written && /(?:có|đạt|còn)\s*$/u.test(near)) return true
  if (bodies.test(noun)) return raises.test(near) || (starts && frame.listed) || (written && frame.target)
  return true
}
