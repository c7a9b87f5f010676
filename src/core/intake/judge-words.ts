/** Closed by the phrase: "Quyết định số 733/QĐ-TTg ngày …". */
export const documentNumber =
  /\d[\p{L}\d]*(?: ?[-/] ?[\p{L}\d&.]+)* ?[-/] ?[\p{L}&.]*\p{L}{2}[\p{L}&.\d]*(?: ?[-/] ?[\p{L}&.\d]+)* ?[,(]? ?(?:ban hành |được ban hành |ký )?$/u
export const documentNoun =
  /(?:^|[^\p{L}])(?:luật|bộ luật|pháp lệnh|hiến pháp|nghị quyết|nghị định|thông tư|thông tư liên tịch|quyết định|chỉ thị|kết luận|công văn|công điện|kế hoạch|thông báo|thông báo kết luận|hướng dẫn|tờ trình|văn bản|văn bản hợp nhất|chương trình|chương trình phối hợp|chương trình hành động|đề án|quy định|quy chế|giấy mời|thư|thư ngỏ|lời kêu gọi|bản|biên bản)(?: [\p{L}\d/,-]+){0,14} ?[,(]? ?$/u
export const cites = /^ ?(?:\)|,)? ?(?:của|về việc|về|ban hành|phê duyệt|quy định|hướng dẫn|do)(?![\p{L}])/u

export const cutOff =
  /(?:tính|chốt|số liệu(?: [\p{L}]+){0,4}|lũy kế|thống kê|kỳ báo cáo(?: [\p{L}]+){0,4}|kỳ số liệu|thời điểm|thu thập)(?: từ)? ?[:(]? ?$/u
export const countedTo = /(?:tính|chốt|lũy kế|thời điểm|kỳ số liệu)(?: từ| đến)? ?[:(]? ?$/u
/** "Kỳ báo cáo tính từ ngày 15/12 năm trước" before "đến ngày 14/6". */
export const countedFrom = /(?:tính|số liệu|kỳ báo cáo)(?: [\p{L}]+){0,4} từ (?:ngày )?\d[^.;]{0,40}$/u
export const handedBy = /^(?:trước|chậm nhất|muộn nhất|không muộn|không quá|xong|hoàn thành)/u
/** "(Thời kỳ theo dõi từ … đến …)", "số liệu từ … đến …": what is counted or examined, not when. */
export const dataPeriod =
  /(?:(?:thời kỳ|niên độ|kỳ|giai đoạn|thời gian) (?:theo dõi|kiểm tra|thanh tra|đánh giá|thống kê|kê khai|báo cáo|lấy số liệu|kiểm toán|quyết toán|tính|xét)|số liệu|phát sinh|(?:hồ sơ|văn bản)(?: [\p{L}]+){0,3} (?:tiếp nhận|ban hành|phát hành|được ban hành))(?: [\p{L}]+){0,4} ?[:(,]? ?$/u
export const validity =
  /(?:hiệu lực|thi hành|áp dụng|thay thế|bãi bỏ|hết hạn|có giá trị)(?: thi hành)?(?: thực hiện)?(?: kể)?(?: từ| đến)? ?$/u
export const term = /(?:nhiệm kỳ|khóa [ivxl\d]+)(?: [\p{L}]+)? ?[,(]? ?$/u
export const anniversary =
  /(?:kỷ niệm|ngày thành lập|thành lập (?:ngành|đảng|đoàn|nước|hội|quân đội|công đoàn)|ngày truyền thống|ngày sinh|năm ngày|quốc khánh|giải phóng|chiến thắng|ngày quốc tế|ngày hội|ngày pháp luật|ngày chuyển đổi số|ngày toàn dân|ngày thế giới|ngày môi trường|ngày doanh nhân|ngày nhà giáo|ngày thầy thuốc|ngày gia đình|ngày báo chí|ngày thương binh|ngày phụ nữ|ngày sách|ngày văn hóa|cách mạng tháng tám|tết|lễ|nhân dịp|chào mừng|hưởng ứng ngày|ngày vì|ngày đại dương|ngày nước|ngày an toàn|ngày phòng)[^.;\n]{0,90}$/u
export const meeting =
  /(?:cuộc họp|phiên họp|hội nghị|buổi làm việc|buổi họp|kỳ họp|giao ban|đại hội)(?: [\p{L}\d]+){0,14} ?[,(]? ?$/u
export const done =
  /(?:^|[^\p{L}])(?:đã|vừa|từng (?:là|được|có|bị|tham gia)|được (?:thành lập|công nhận|thông qua|phê duyệt|ban hành|tuyển dụng|bổ nhiệm|tặng|tặng thưởng|khen thưởng|đánh giá|xếp loại|bình chọn|giao quản lý)|được [\p{L} ]{1,30}(?:xếp loại|đánh giá|tặng|công nhận|xếp hạng))(?![\p{L}])[^.;,]{0,60}$/u

export const doneBefore =
  /(?:^|[^\p{L}])(?:đã (?:có|được|ban hành|tiếp nhận|ký|hoàn thành|phê duyệt|nghỉ|tuyển|khởi công)|(?:phát sinh|(?<!(?:tuyển|học|vệ|khai|hộ|thí) )sinh|xảy ra|tồn đọng|tồn tại)(?: từ)?)(?:,? [\p{L}]+){0,7},? ?$/u

/** "Dịp kỷ niệm …", "chào mừng …": the phrase itself names a feast. */
export const occasion = /^(?:lập thành tích|chào mừng|nhân|kỷ niệm|(?:vào |trong |đúng |để kịp )?dịp)/u

/** What stands right before "hằng năm" when it only tells which budget, plan or file is meant. */
export const namesWhich =
  /(?:(?:tiêu chí|tiêu chuẩn|chỉ tiêu)(?: [\p{L}]+){0,6}|(?:kinh phí|dự toán|ngân sách|kế hoạch|hồ sơ|việc làm|công việc|chỉ tiêu|giao|xếp loại|phân loại|cụ thể|nhu cầu|thường niên|mục tiêu|bình quân|trung bình|tăng trưởng|hướng dẫn|quy định|nguồn vốn|đầu tư công|tiêu chuẩn|tiêu chí|danh mục|thông tin|sinh hoạt phí|biên chế|doanh thu|sản lượng|nhiệm vụ|phong trào|nguồn|phù hợp với tiến độ|lịch|lịch cụ thể)(?: [\p{L}]+){0,2}) ?$/u
/** Sections that say what a plan is for, not what is to be done; each heading stands on a line of its own. */
export const aims =
  /^[\s\d.ivx)a-z-]*(?:mục đích|yêu cầu|quan điểm|mục tiêu|căn cứ|đánh giá tình hình|kết quả thực hiện|thực trạng|kết quả năm)/mu
export const doings =
  /(?:phát|đưa|sao lưu|chạy|ghi|tuần tra|trực|vệ sinh|chào cờ|sinh hoạt|giao ban|kể chuyện|quan trắc|lấy mẫu|thu|nộp|đo|kiểm|đối soát|dọn|tưới|chăm sóc|thăm|tặng|giám sát|tiếp công dân|trả lời|đăng|mở|viết|diễn tập|luyện tập|tự|bảo dưỡng|bảo trì|cung ứng|trao đổi|làm việc|tham mưu|theo dõi|gặp|lồng ghép|thi|phong trào)/u

/** "Dự báo dịch bùng phát vào các tháng 7, 8": what may happen by itself. */
export const forecast =
  /(?:(?:^|[.;:,+•)-] ?)(?:theo |căn cứ )?(?:dự báo|dự đoán|nhận định)|có thể (?:bùng phát|xảy ra|xuất hiện|gia tăng|diễn biến)|thường (?:xảy ra|bùng phát|xuất hiện))(?![\p{L}])[^.;]*$/u
/** What others hold, joined by the plan: its days in brackets behind the name are its own. */
export const joined =
  /(?:hưởng ứng|phát huy|(?:mít tinh|phát động|kỷ niệm|chào mừng) ?"? ?ngày(?= \p{L})|cuộc vận động|năm thực hiện)(?![\p{L}])[^.;]{0,110}\($/u
/** "Giấy chứng nhận có thời hạn 36 tháng", "bảo hành", "giá trị": how long something is valid. */
export const lastsFor =
  /(?:^|[^\p{L}])(?:có|giấy|hợp đồng|bảo hành|lưu trữ|lưu giữ|bảo quản|sử dụng|giá trị|hiệu lực|chứng nhận|tạm đình chỉ|đình chỉ|hưởng|cấp)(?: trong)? ?$/u
/** Sections that tell what has been. */
export const looksBack =
  /^[\s\d.ivx)a-z-]*(?:(?:đặc điểm |khái quát )?tình hình(?!.{0,30}(?:nhiệm vụ|triển khai))|kết quả (?:đạt|thực|năm|công|hoạt)|thực trạng|đánh giá (?:tình|kết|chung)|bối cảnh)/mu

/** Work and its completion: what a deadline belongs to. */
export const work =
  /(?:hoàn thành|hoàn thiện|báo cáo|gửi|nộp|trình|tổ chức|triển khai|thực hiện|ban hành|xây dựng|tham mưu|tổng hợp|sơ kết|tổng kết|kiểm tra|rà soát|phát động|đăng ký|cập nhật|công bố|công khai|niêm yết|đánh giá|khảo sát|họp|phê duyệt|xét|bình xét|tuyên truyền|quán triệt|tập huấn|khai mạc|bế mạc|khai giảng|bế giảng|khóa sổ|ra quân|diễn ra|phát hành|kết thúc|bàn giao|khắc phục|xử lý|giải quyết|khởi công|khánh thành|nghiệm thu|giải ngân|thanh toán|lập|cung cấp|đăng tải|bố trí|kê khai|kiểm kê|đối thoại|tiếp xúc|thành lập|kiện toàn|tựu trường|nhập học|tuyển sinh|xuất quân|gặp mặt|tọa đàm|diễn tập|bỏ phiếu|in ấn|mở lớp|bồi dưỡng|phổ biến|tham gia|thẩm định|chuẩn bị|thông báo|duyệt|chấm|trao|tuyên dương|khen thưởng|đề xuất|bầu|hội nghị|lễ)/u

/** Something is handed over or settled. */
export const delivers =
  /(?:^|[^\p{L}])(?:báo cáo(?! viên)|gửi|nộp|(?<!(?:chương|quá|công|lộ|quy|giáo|tiến|hành|trên|dưới|cấp) )trình|chuyển|trả lời|trả kết quả|thông báo|cung cấp|giải quyết|xử lý|hoàn thành|khắc phục|ban hành|công khai|đăng tải|cập nhật|tổng hợp|xác minh|phản hồi|quyết toán|thanh toán|hoàn trả|kiểm tra|thẩm định)(?![\p{L}])/u

/** What a body does once something is over. */
export const handsOver =
  /(?:^|[^\p{L}])(?:báo cáo(?! viên)|gửi|nộp|trình|tổng hợp|thông báo|ban hành|bàn giao|công bố|tổng kết|sơ kết)(?![\p{L}])/u

/** A report that is only written is handed to nobody. */
export const draftsReport = /(?:xây dựng|lập|viết|hoàn thiện|dự thảo|soạn)(?: dự thảo)? báo cáo/gu

/** "Sau khi Bộ ban hành hướng dẫn", "sau khi được phê duyệt": somebody else has to go first. */
export const released =
  /(?:ban hành|phê duyệt|thông qua|công bố|có (?:hướng dẫn|kết quả|ý kiến|văn bản|chủ trương|quyết định|thông báo|kế hoạch)|nhận được|được giao)/u

/** What one does at somebody else's call. */
export const answers =
  /(?:^|[^\p{L}])(?:tham gia|cử|tham dự|hưởng ứng|dự thi|báo cáo|gửi|nộp|cung cấp|phối hợp kiểm tra|làm việc với)(?![\p{L}])[^.;]{0,140}$/u

export const horizonWords = /(?:mục tiêu|phấn đấu|định hướng|tầm nhìn|chiến lược|chỉ tiêu|quy hoạch)/u
export const share = /\d ?%|tỷ lệ|chỉ số|đạt |ít nhất|tối thiểu|trên \d/u

/** Before a time, nothing but which turn of a list it is: "đợt 2", "lớp thứ hai:". */
export const onlyTurn =
  /^ ?(?:và )?(?:đợt|lớp|lần|bước|khóa|vòng|kỳ|cuộc|buổi)(?: thứ)? (?:\d{1,2}|[ivx]{1,4}|nhất|một|hai|ba|tư|bốn|năm|đầu|sau|cuối) ?[:,(]? ?(?:vào |trong )?$/u
