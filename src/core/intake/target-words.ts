/** Words with which plans state targets; all in the spelling of `SourceText.clean`. */

/** What plans count. Time, parts of documents and parts of a text ("nội dung", "nhóm", "lần") are not among them. */
const counted = [
  'mô hình', 'điển hình', 'gương điển hình', 'sáng kiến', 'giải pháp sáng tạo', 'đề tài', 'dự án', 'công trình', 'phần việc', 'cụm công nghiệp',
  'khu công nghiệp', 'khu dân cư', 'lớp', 'khóa', 'cuộc', 'đợt', 'đoàn kiểm tra', 'đoàn thanh tra', 'đoàn giám sát', 'đoàn công tác', 'hội nghị', 'hội thảo',
  'hội thi', 'cuộc thi', 'buổi', 'buổi đối thoại', 'tọa đàm', 'diễn đàn', 'chuyên đề', 'chuyên mục', 'chuyên trang', 'phóng sự', 'tin', 'tin bài', 'bài',
  'bài viết', 'tác phẩm', 'video', 'video clip', 'clip', 'infographic', 'ấn phẩm', 'tờ rơi', 'tờ gấp', 'pano', 'pa nô', 'băng rôn', 'áp phích',
  'cuốn', 'cuốn sách', 'đầu sách', 'sản phẩm', 'sản phẩm ocop', 'hợp tác xã', 'tổ hợp tác', 'doanh nghiệp', 'hộ', 'hộ nghèo', 'hộ kinh doanh', 'hộ gia đình',
  'lao động', 'người', 'lượt người', 'lượt', 'học viên', 'học sinh', 'giáo viên', 'sinh viên', 'cán bộ', 'công chức', 'viên chức', 'đảng viên',
  'đoàn viên', 'hội viên', 'quần chúng', 'thanh niên', 'người lao động', 'đại biểu', 'nhà đầu tư', 'hồ sơ', 'thủ tục', 'thủ tục hành chính', 'tthc',
  'dịch vụ công', 'dịch vụ công trực tuyến', 'văn bản', 'nghị quyết chuyên đề', 'quy trình', 'phần mềm', 'cơ sở dữ liệu', 'nền tảng', 'ứng dụng', 'xã', 'phường', 'thị trấn', 'huyện',
  'thôn', 'bản', 'ấp', 'khu phố', 'tổ dân phố', 'trường', 'trường học', 'cơ sở', 'cơ sở giáo dục', 'phòng học', 'giường bệnh', 'câu lạc bộ',
  'đội', 'tổ', 'tổ chức đảng', 'tổ chức công đoàn', 'công đoàn cơ sở', 'chi bộ', 'chi đoàn', 'tập thể', 'cá nhân', 'đơn vị', 'cơ quan', 'phòng', 'điểm', 'căn hộ',
  'căn', 'ngôi nhà', 'nhà', 'nhà văn hóa', 'nhà ở xã hội', 'nhà tình nghĩa', 'suất quà', 'phần quà', 'suất học bổng', 'suất', 'học bổng', 'thẻ', 'cây', 'cây xanh', 'con', 'ha', 'km', 'tấn', 'm2', 'mw', 'camera',
  'máy', 'thiết bị', 'bậc', 'vị trí', 'vụ', 'vụ việc', 'kiến nghị', 'ý kiến', 'chỉ số', 'tiêu chí', 'chỉ tiêu', 'danh hiệu', 'giấy chứng nhận', 'giải', 'giải thưởng', 'huy chương',
  'lượt khách', 'khách', 'lượt tin', 'tủ sách', 'thư viện', 'trận', 'tiết mục', 'thôn, bản', 'lượt đoàn viên', 'lượt cán bộ', 'ca', 'đơn vị máu', 'trường hợp', 'kênh', 'bảng', 'biển', 'tuyến', 'tuyến đường', 'cầu', 'hạng mục', 'phiếu', 'tiết', 'tiết học', 'm3', 'bao', 'bao tải', 'công nhân', 'phút', 'tập', 'kg', 'lít', 'nhiệm vụ', 'giải pháp', 'trạm', 'trang trại', 'vùng',
] as const // biome-ignore format: a list

/** Verbs after which a number of things is a target of the plan. */
export const makingVerb =
  /(?<![\p{L}\p{N}])(?:xây dựng|tổ chức|mở|thành lập|thực hiện|phấn đấu|đạt|có|ban hành|hoàn thành|kiểm tra|thanh tra|giám sát|đào tạo|bồi dưỡng|tập huấn|công nhận|trồng|hỗ trợ|tạo việc làm|giải quyết việc làm|giải quyết|thu hút|cấp|phát hành|phát|đăng tải|đăng|đưa tin|kết nạp|giới thiệu|duy trì|nhân rộng|lắp đặt|triển khai|tuyển|tuyển sinh|tuyển dụng|tặng|trao|vận động|phát triển|tiếp nhận|đưa|xử lý|rà soát|lựa chọn|đăng ký|biên soạn|biên tập|in|xuất bản|sản xuất|viết|tham mưu|cắt giảm|giảm|tăng|sửa chữa|nâng cấp|bàn giao|khởi công|khánh thành|cung cấp|đối thoại|tiếp|khám|điều trị|tư vấn|bình chọn|tôn vinh|biểu dương|xuất khẩu|cung ứng|đón|chuyển đổi|số hóa|tích hợp|kết nối|vận hành|thu gom|sáp nhập|tinh giản|thẩm định|phê duyệt|đánh giá|khảo sát|mục tiêu|chỉ tiêu|số lượng|kế hoạch|đề xuất|bảo vệ|nghiệm thu|ứng dụng|lồng ghép|phối hợp tổ chức|quay|dựng|treo|làm|làm mới|xóa|tiêm)(?: (?:được|mới|thêm|thành công|tốt|là|khoảng|tổng số|đủ|xong|cho|ra|lên|hiệu quả|đến|tới|có|hiện|đồng bộ|trực tiếp|tối thiểu|và)){0,3}[:\s]*$/u

/** Before a number it says of what something consists or where it is: no target. */
export const noTargetBefore =
  /(?<![\p{L}\p{N}])(?:gồm|gồm có|bao gồm|với|theo|tại|ở|trong|của|cho|từ|bằng|chia thành|chia làm|thành|cử|cùng|trong số|số|lần|điều|khoản|mục|phần|hướng dẫn số|mẫu|phụ lục|biểu|nhóm|quý|tháng|ngày|năm|khóa|lớp|tổ|khu|đường|thứ|loại|cấp|mức độ|nộp|gửi|lập|hiện có|hiện nay có|đã có|toàn tỉnh có|toàn huyện có|tổng số|trước|sau|quá|mỗi|từng|các|trưởng|phó|bậc|điểm|iso|lưu|nhân|chiếm|thông qua|qua|giữa|và)[:\s]*$/u

/** The sign says "at least", "at most" …; what stands right before the number. */
export const operatorBefore: readonly (readonly [RegExp, '>' | '>=' | '=' | '<=' | '<'])[] = [
  [
    /(?<![\p{L}\p{N}])(?:không|chưa|ko) (?:vượt quá|vượt|quá|cao hơn|lớn hơn|nhiều hơn|hơn|trên)(?: (?:mức|là))?\s*$/u,
    '<=',
  ],
  [/(?<![\p{L}\p{N}])(?:tối đa|nhiều nhất|cao nhất|đa)(?: (?:là|không quá|đến|khoảng|chỉ|còn|ở mức)){0,2}\s*$/u, '<='],
  [/(?<![\p{L}\p{N}])không (?:dưới|thấp hơn|ít hơn|nhỏ hơn|kém)(?: mức)?\s*$/u, '>='],
  [
    /(?<![\p{L}\p{N}])(?:ít nhất|tối thiểu|thấp nhất|chí ít|tổi thiểu)(?: (?:là|phải|đạt|đạt được|từ|có|được|khoảng|ở mức|bằng|đạt từ|giảm|tăng|cũng|trên|thêm)){0,3}\s*$/u,
    '>=',
  ],
  [/(?:≥|>=|=>)\s*$/u, '>='],
  [/(?:≤|<=|=<)\s*$/u, '<='],
  [/(?<![\p{L}\p{N}])(?:trên|hơn|vượt|vượt mức|cao hơn|lớn hơn|quá|vượt trên|đạt trên|nhiều hơn)(?: mức)?\s*$/u, '>'],
  [/>\s*$/u, '>'],
  [/(?<![\p{L}\p{N}])(?:dưới|thấp hơn|nhỏ hơn|ít hơn|dưới mức|chưa đến|chưa tới)(?: mức)?\s*$/u, '<'],
  [/<\s*$/u, '<'],
]

/** Between the sign and the number a few words may stand: "ít nhất mỗi xã có 01 mô hình". */
export const farAtLeast =
  /(?<![\p{L}\p{N}])(?:ít nhất|tối thiểu)(?: (?!\d|(?:một|hai|ba|bốn|sáu|bảy|tám|chín|mười) )[^\s,;.:]+){1,6}\s*$/u

const byFirst = new Map<string, readonly string[]>()
for (const unit of [...counted].sort((a, b) => b.length - a.length)) {
  const first = unit.split(' ')[0] ?? unit
  byFirst.set(first, [...(byFirst.get(first) ?? []), unit])
}

/** The counted noun with which a piece of `clean` begins. */
export function countedNoun(words: string): string | undefined {
  const first = /^[\p{L}\d]+/u.exec(words)?.[0]
  if (first === undefined) return undefined
  return byFirst.get(first)?.find((unit) => words.startsWith(unit) && !/[\p{L}\p{N}]/u.test(words[unit.length] ?? ''))
}

/** After these nouns the number is none of the plan's targets: "04 điểm cầu", "02 đơn vị tính". */
export const otherMeaning =
  /^(?:điểm (?:cầu|a|b|c|d|đ|mới|nhấn|nóng|mạnh|yếu|khoản)|bản (?:chính|sao|gốc|giấy|photo)|bộ phận|tổ chức (?:thực|triển|chính)|người (?:đứng|dân|có)(?! uy tín)|vụ (?:trưởng|lúa|mùa)|cơ sở (?:để|cho|pháp)|đơn vị tính|máy móc|căn cứ|con người|nhà nước|trường hợp|vị trí (?:việc làm|lãnh đạo)|lớp \d|khóa \p{L}{1,4}(?!\p{L})|tổ (?:trưởng|phó)|bài học|ca làm|phòng (?:chống|ngừa|,)|cán bộ chủ chốt|đội trưởng|bảng (?:biểu|chấm)|[\p{L} ]{1,20}\/\s?(?:tuần|ngày|tháng|buổi|tiết|giờ))/u
