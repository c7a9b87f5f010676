/** The things that plans count, and how the unit of such a count is written; in the spelling of `SourceText.clean`. */

/** Time, parts of documents and parts of a text ("nội dung", "nhóm", "lần") are not among them. */
const counted = [
  // Work: courses, meetings, models, ideas.
  'mô hình', 'điển hình', 'gương điển hình', 'gương', 'sáng kiến', 'giải pháp sáng tạo', 'ý tưởng', 'đề tài', 'đề án', 'dự án', 'tiểu dự án', 'công trình', 'phần việc', 'lớp', 'khóa', 'cuộc',
  'đợt', 'hội nghị', 'hội thảo', 'hội thi', 'hội diễn', 'hội thao', 'hội trại', 'cuộc thi', 'buổi', 'tọa đàm', 'diễn đàn', 'chuyên đề', 'sự kiện', 'chuyến', 'phiên', 'chuyến công tác', 'chuyến xe', 'lễ hội', 'giải đấu', 'trận',
  'tiết mục', 'tiết', 'ca', 'ca mắc', 'ca bệnh', 'ca tử vong', 'ca phẫu thuật', 'phiên giao dịch việc làm', 'phiên giao dịch', 'phiên chợ', 'hội chợ', 'gian hàng', 'triển lãm', 'ngày hội', 'nhiệm vụ', 'giải pháp', 'hạng mục', 'chỉ số', 'tiêu chí', 'chỉ tiêu', 'danh hiệu',
  // What is published.
  'chuyên mục', 'chuyên trang', 'phóng sự', 'tin', 'tin bài', 'bài', 'số báo', 'bản tin', 'bài viết', 'bài báo', 'bài dự thi', 'tác phẩm', 'video', 'video clip', 'clip', 'infographic', 'ấn phẩm', 'tờ rơi', 'tờ gấp', 'pano',
  'pa nô', 'băng rôn', 'áp phích', 'khẩu hiệu', 'cuốn', 'quyển', 'đầu sách', 'bản sách', 'tủ sách', 'thư viện', 'kênh', 'bảng', 'biển', 'phiếu', 'tài liệu', 'bài giảng', 'bài hát', 'tập', 'đĩa', 'fanpage', 'trang thông tin điện tử',
  // Business and land.
  'sản phẩm', 'hợp tác xã', 'liên hiệp hợp tác xã', 'tổ hợp tác', 'doanh nghiệp', 'nhà đầu tư', 'chủ đầu tư', 'chủ thể', 'nhà máy', 'cụm công nghiệp', 'khu công nghiệp', 'khu dân cư', 'khu đô thị', 'khu du lịch', 'khu', 'mã số vùng trồng', 'mã số cơ sở đóng gói', 'chuỗi', 'chuỗi liên kết', 'chợ', 'siêu thị', 'cửa hàng',
  'trang trại', 'vùng', 'vùng nguyên liệu', 'vùng sản xuất', 'hợp đồng', 'biên bản ghi nhớ', 'giống', 'nhãn hiệu', 'chỉ dẫn địa lý', 'thửa', 'điểm du lịch', 'điểm bán hàng', 'điểm đến', 'điểm', 'làng nghề', 'khách', 'du khách', 'khách du lịch', 'homestay', 'buồng', 'phòng nghỉ', 'tàu', 'tàu cá', 'phương tiện', 'xe', 'ô tô', 'hồ chứa', 'đập',
  // People.
  'hộ', 'hộ dân', 'gia đình', 'lao động', 'người', 'lượt', 'học viên', 'học sinh', 'giáo viên', 'sinh viên', 'cán bộ', 'công chức', 'viên chức', 'đảng viên', 'biên chế', 'bác sĩ', 'y sĩ', 'điều dưỡng', 'dược sĩ', 'hộ sinh', 'báo cáo viên', 'tuyên truyền viên', 'hòa giải viên', 'cộng tác viên', 'tình nguyện viên', 'kiểm soát viên',
  'đoàn viên', 'hội viên', 'quần chúng', 'thanh niên', 'thanh thiếu niên', 'thiếu nhi', 'thanh thiếu nhi', 'đội viên', 'người lao động', 'đại biểu', 'công nhân', 'phụ nữ', 'bà mẹ', 'bé trai', 'thành viên', 'nông dân', 'trẻ', 'trẻ em', 'học sinh, sinh viên', 'người cao tuổi', 'người khuyết tật', 'người dân', 'cựu chiến binh', 'nạn nhân', 'bệnh nhân', 'đồng chí', 'vận động viên', 'huấn luyện viên', 'trọng tài', 'nghệ nhân', 'tác giả', 'chuyên gia', 'nhân lực', 'nhân viên',
  // Bodies and places.
  'sở', 'xã', 'phường', 'thị trấn', 'huyện', 'thành phố', 'thị xã', 'tỉnh', 'địa phương', 'thôn', 'bản', 'ấp', 'làng', 'buôn', 'khóm', 'khu phố', 'tổ dân phố', 'trường', 'trường học', 'trường mầm non', 'trường tiểu học', 'cơ sở', 'cơ sở giáo dục', 'cơ sở sản xuất', 'cơ sở y tế', 'phòng học', 'nhóm trẻ', 'câu lạc bộ', 'đội', 'tổ', 'tổ chức đảng', 'tổ chức công đoàn', 'công đoàn cơ sở', 'đảng bộ', 'chi bộ', 'chi đoàn', 'chi hội',
  'cấp ủy', 'đảng ủy', 'cơ sở đoàn', 'liên đội', 'hội cơ sở', 'tập thể', 'cá nhân', 'đơn vị', 'cơ quan', 'phòng', 'bệnh viện', 'trạm y tế', 'trạm', 'phòng khám', 'trung tâm', 'cơ sở đảng', 'tổ công nghệ số cộng đồng', 'tổ hòa giải', 'tổ tiết kiệm và vay vốn', 'tổ tự quản', 'mô hình tự quản', 'sân chơi', 'sân', 'sân vận động', 'sân bóng', 'khu vui chơi', 'công viên',
  // Houses, gifts, gear.
  'căn hộ', 'căn', 'ngôi nhà', 'nhà', 'nhà văn hóa', 'nhà ở xã hội', 'nhà tình nghĩa', 'nhà đại đoàn kết', 'nhà tiêu', 'suất', 'suất quà', 'suất học bổng', 'phần quà', 'phần thưởng', 'học bổng', 'sổ tiết kiệm', 'thẻ', 'thẻ bảo hiểm y tế', 'sổ', 'sổ bảo hiểm', 'camera', 'máy', 'máy tính', 'thiết bị', 'màn hình', 'giường', 'giường bệnh', 'bậc', 'vị trí', 'giấy chứng nhận', 'giấy khen', 'bằng khen', 'giải', 'giải thưởng', 'huy chương', 'huy chương vàng', 'hcv', 'chứng chỉ',
  'tài khoản', 'tài khoản định danh điện tử', 'thuê bao', 'chốt', 'trạm bts', 'trạm sạc', 'tuyến', 'tuyến phố', 'cầu', 'cống', 'bao', 'đơn vị máu', 'đơn vị tiểu cầu', 'túi', 'thùng', 'bồn', 'giếng', 'công trình nước sạch', 'đèn', 'bóng đèn', 'cột', 'cột cờ', 'lá cờ', 'bình chữa cháy', 'trụ nước',
  // Cases and papers.
  'hồ sơ', 'thủ tục', 'thủ tục hành chính', 'tthc', 'dịch vụ công', 'dịch vụ công trực tuyến', 'dịch vụ', 'văn bản', 'nghị quyết chuyên đề', 'quy trình', 'phần mềm', 'cơ sở dữ liệu', 'bộ dữ liệu', 'tập dữ liệu', 'nền tảng', 'nền tảng số', 'ứng dụng', 'bộ chỉ số', 'bộ tiêu chí', 'vụ', 'vụ việc', 'vụ án', 'đơn thư', 'kiến nghị', 'ý kiến', 'trường hợp', 'bài toán', 'mẫu', 'mẫu đo', 'mẫu nước', 'mẫu thực phẩm', 'sản phẩm số',
  // Measures.
  'ha', 'hecta', 'km', 'm2', 'm3', 'mét', 'tấn', 'tạ', 'kg', 'lít', 'mw', 'kwh', 'gwh', 'mwp', 'mbit/s', 'mbps', 'gbps', 'phút', 'điểm phần trăm', 'lượt truy cập', 'lượt xem', 'lượt tiếp cận', 'cây', 'con', 'tuổi',
  // People who come several times are counted by their visits.
  ...['người', 'khách', 'du khách', 'cán bộ', 'công chức', 'viên chức', 'đảng viên', 'đoàn viên', 'hội viên', 'công nhân', 'lao động', 'người lao động', 'học sinh', 'học viên', 'thanh niên', 'phụ nữ', 'nông dân', 'doanh nghiệp', 'đơn vị', 'hộ', 'hồ sơ', 'xã', 'bệnh nhân', 'tin'].map((one) => `lượt ${one}`),
  // Pairs that offices count as one thing.
  ...['tin, bài', 'bài, tin', 'tin, bài, phóng sự', 'bài viết, phóng sự', 'sở, ngành', 'sở, ban, ngành', 'sở, ban ngành', 'ban, ngành', 'xã, phường', 'phường, xã', 'xã, thị trấn', 'xã, phường, thị trấn', 'phường, thị trấn', 'huyện, thành phố', 'huyện, thị', 'huyện, thị, thành phố', 'huyện, thành', 'xã, phường, đặc khu',
    'huyện, thị xã', 'huyện, thị xã, thành phố', 'thôn, bản', 'thôn, khu phố', 'thôn, ấp', 'ấp, khu phố', 'ấp, khóm', 'thôn, buôn', 'thôn, làng', 'thôn, xóm', 'thôn, tổ dân phố', 'thôn, bản, tổ dân phố', 'phòng, ban', 'phòng, đơn vị', 'cơ quan, đơn vị', 'đơn vị, địa phương', 'tập thể, cá nhân', 'tổ chức, cá nhân', 'vụ, việc', 'cán bộ, công chức', 'cán bộ, công chức, viên chức',
    'cuộc, vụ', 'công trình, phần việc'].flatMap((one) => [one, one.replaceAll(', ', '/')]),
] // biome-ignore format: a list

/** Known by more words and counted by the first of them: "30 suất quà" are 30 "suất". */
const countedByFirst = new Map(
  [
    'căn|nhà', 'hộ|cận nghèo', 'cây|xanh', 'sản phẩm|ocop', 'hộ|nghèo', 'hộ|kinh doanh', 'hộ|gia đình', 'đoàn|kiểm tra',
    'đoàn|thanh tra', 'đoàn|giám sát', 'đoàn|công tác', 'đoàn|khảo sát', 'cuốn|sách', 'cuốn|sổ', 'buổi|đối thoại', 'tuyến|đường', 'bao|tải', 'tiết|học', 
    'chương trình|phát thanh', 'chương trình|truyền hình', 'bộ|sách', 'bộ|máy tính', 'bộ|camera', 'bộ|bàn ghế', 'bộ|đồ dùng', 'đàn|lợn', 'chiếc|xe', 'chiếc|xe đạp', 'chiếc|áo', 'bộ|thiết bị', 'bộ|tài liệu', 'bộ|tranh', 'bộ|ấn phẩm', 'bộ|quần áo', 'bộ|câu hỏi',
  ].map((one) => [one.replace('|', ' '), one.slice(0, one.indexOf('|'))]),
) // biome-ignore format: a list

const byFirst = new Map<string, readonly string[]>()
for (const unit of [...counted, ...countedByFirst.keys()].sort((a, b) => b.length - a.length)) {
  const first = /^[\p{L}\d]+/u.exec(unit)?.[0] ?? unit
  byFirst.set(first, [...(byFirst.get(first) ?? []), unit])
}

/** A counted noun, its length in the text, and the unit of the target. */
export interface Counted {
  readonly noun: string
  readonly length: number
  /** "cuộc/năm" for two of them a year. */
  readonly unit: string
}

/** "/năm", "/xã/tháng", "/100.000 dân": of what so many are meant. */
const perWhat =
  /^(?:\s?\/\s?(?:(?:\d[\d.]{0,8}|một|một vạn|1 vạn|vạn|mười vạn) (?:dân số|dân|người|trẻ|lao động|hộ|ca|bé gái|phụ nữ|bà mẹ)|năm học|năm|quý|tháng|tuần|ngày đêm|ngày|buổi|giờ|kỳ|đợt|lượt|hồ sơ|người dân|người|đầu người|phụ nữ|cán bộ|hội viên|đoàn viên|đảng viên|bà mẹ|học sinh|giáo viên|đơn vị|phòng|thôn|xã|phường|huyện|trường|lớp|chi bộ|chi đoàn|cơ sở|hộ|ha|doanh nghiệp|khu|vụ|cuộc|mẫu|m2)(?![\p{L}\d])){1,3}/u

/** What follows a unit and says of what so many are meant, as it is written in a unit; `words` begin after the unit. */
export function perOf(words: string): { readonly said: string; readonly length: number } | null {
  const per = perWhat.exec(words)?.[0]
  return per === undefined ? null : { said: per.replace(/\s?\/\s?/gu, '/'), length: per.length }
}

/** The counted noun with which a piece of `clean` begins. */
export function countedNoun(words: string): Counted | undefined {
  const many = /^(?:triệu|nghìn|ngàn|vạn|tỷ) (?=\p{L})/u.exec(words)?.[0]
  if (many !== undefined) {
    const counted = countedNoun(words.slice(many.length))
    return counted && { ...counted, length: many.length + counted.length, unit: many + counted.unit }
  }
  const first = /^[\p{L}\d]+/u.exec(words)?.[0]
  if (first === undefined) return undefined
  const found = byFirst
    .get(first)
    ?.find((one) => words.startsWith(one) && !/[\p{L}\p{N}]/u.test(words[one.length] ?? ''))
  if (found === undefined) return undefined
  const noun = countedByFirst.get(found) ?? found
  const per = perOf(words.slice(found.length, found.length + 40))
  if (per === null) return { noun, length: noun.length, unit: noun }
  return { noun, length: found.length + per.length, unit: noun + per.said }
}
