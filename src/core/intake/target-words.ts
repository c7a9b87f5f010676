/** Words with which plans state targets; all in the spelling of `SourceText.clean`. */

/** Verbs after which a number of things is a target of the plan. */
export const makingVerb =
  /(?<![\p{L}\p{N}])(?:xây dựng|tổ chức|mở|thành lập|thực hiện|phấn đấu|đạt|có|ban hành|hoàn thành|kiểm tra|thanh tra|giải phóng mặt bằng|cho thuê lại|cho thuê|hiến|xây mới|trồng mới|phát triển mới|thu hút mới|tạo|kéo giảm|trao tặng|nâng|chứng nhận|cắt|bổ sung|cải tạo|giám sát|đào tạo|bồi dưỡng|tập huấn|công nhận|trồng|hỗ trợ|tạo việc làm|giải quyết việc làm|giải quyết|thu hút|cấp|phát hành|phát|đăng tải|đăng|đưa tin|kết nạp|giới thiệu|duy trì|nhân rộng|lắp đặt|triển khai|tuyển|tuyển sinh|tuyển dụng|tặng|trao|vận động|phát triển|tiếp nhận|đưa|xử lý|rà soát|lựa chọn|đăng ký|biên soạn|biên tập|in|xuất bản|sản xuất|viết|tham mưu|cắt giảm|giảm|tăng|sửa chữa|nâng cấp|bàn giao|khởi công|khánh thành|cung cấp|đối thoại|tiếp|khám|điều trị|tư vấn|bình chọn|tôn vinh|biểu dương|xuất khẩu|cung ứng|đón|chuyển đổi|số hóa|tích hợp|kết nối|vận hành|thu gom|sáp nhập|tinh giản|thẩm định|phê duyệt|đánh giá|khảo sát|mục tiêu|chỉ tiêu|số lượng|kế hoạch|đề xuất|bảo vệ|nghiệm thu|ứng dụng|lồng ghép|phối hợp tổ chức|quay|dựng|treo|làm|làm mới|xóa|tiêm|tiêm phòng|tiêm chủng|đỡ đầu|nuôi dưỡng|phẫu thuật|sàng lọc|trợ giúp|xây|sửa|dạy nghề|đỡ đầu|giúp|giúp đỡ|tham gia|hoàn thiện|khai thác|thay thế|di dời|chăm sóc|trang bị|nâng hạng|thả|nuôi|mua|phun|lấy|thu|hình thành|truy quét|triệt phá|khám phá|hòa giải|cho vay|bảo tồn|tu bổ|truyền dạy|phục hồi|phục dựng|sưu tầm|giao|thả|bê tông hóa|cứng hóa|kiên cố hóa|làm sạch|xóa bỏ|phủ xanh|cấp mới|cấp phát|cài đặt|kích hoạt|gắn|gắn biển|hiến tặng|tiếp đón)(?: (?:được|mới|thêm|thành công|tốt|là|khoảng|tổng số|đủ|xong|cho|ra|lên|hiệu quả|đến|tới|có|hiện|đồng bộ|trực tiếp|tối thiểu|và)){0,3}[:\s]*$/u

/** Before a number it says of what something consists or where it is: no target. */
export const noTargetBefore =
  /(?<![\p{L}\p{N}])(?:gồm|gồm có|bao gồm|với|theo|tại|ở|trong|của|cho|từ|(?<!mặt )bằng|chia thành|chia làm|(?<!(?:hoàn|hình) )thành|cử|cùng|trong số|số|lần|điều|khoản|mục|phần|hướng dẫn số|mẫu|phụ lục|biểu|nhóm|quý|tháng|ngày|năm|khóa|lớp|tổ|khu|đường|thứ|loại|cấp|mức độ|nộp|gửi|(?<!thành )lập|hiện có|hiện nay có|đã có|tổng số|trước|sau|quá|mỗi|từng|các|trưởng|phó|bậc|điểm|iso|lưu|nhân|chiếm|thông qua|qua|giữa|và)[:\s]*$/u

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

/** After these nouns the number is none of the plan's targets: "04 điểm cầu", "02 đơn vị tính". */
export const otherMeaning =
  /^(?:điểm (?:cầu|[a-dđ](?![\p{L}])|mới|nhấn|nóng|mạnh|yếu|khoản)|bản (?:chính|sao|gốc|giấy|photo)|bộ phận|tổ chức (?:thực|triển|chính)|người (?:đứng|có)(?! uy tín)|vụ (?:trưởng|lúa|mùa)|cơ sở (?:để|cho|pháp)|đơn vị tính|máy móc|căn cứ|con (?:người|số|đường|em|trai|gái)|nhà nước|trường hợp|vị trí (?:việc làm|lãnh đạo)|lớp \d|khóa \p{L}{1,4}(?!\p{L})|tổ (?:trưởng|phó)|bài học|ca làm|phòng (?:chống|ngừa|,)|hội nghị hiệp thương|mẫu (?:số|biểu|đơn|phiếu|báo)|giải pháp (?:chủ yếu|trọng tâm|chính|đột phá)|nhà (?:nước|trường|thầu|giáo|báo)|đồng chí (?:phó|ủy|bí thư tỉnh)|xe (?:tải|chạy)|khu vực|tỉnh (?:lộ|ủy)|trẻ hóa|sân bay|thành phố (?:trực|thuộc)|nhân viên (?:phục|trực)|cán bộ chủ chốt|đội trưởng|bảng (?:biểu|chấm))/u
