/**
 * How office words are accented in a text that bears no accents at all. Longer phrases come before shorter ones, so
 * that "Việt Nam" and "quy định" stay what they are. Separated by commas, for a clerk to read and add to.
 */
export const UNACCENTED_PHRASES: readonly string[] = listed(`
việt nam, miền nam, quy định, quy chế, quy hoạch, quy trình, quy mô, ngay sau khi, ngay khi, ngay từ, hằng ngày,
hằng tuần, hằng tháng, hằng quý, hằng năm, trong ngày, trong tuần, trong tháng, trong quý, trong năm, giữa
tháng, từ ngày, từ tháng, từ quý, từ năm, từ nay, đến tháng, đến quý, đến năm, vào ngày, vào tháng, vào quý, vào
năm, trước tháng, trước quý, trước khi, sau khi, sau ngày, kể từ ngày, khi có yêu cầu, khi có, theo quy định,
theo yêu cầu, không muộn hơn, không chậm hơn, thường kỳ, các đơn vị, các phòng, các cơ quan, các sở, các ngành,
văn phòng, ban chỉ đạo, sở nội vụ, sở tài chính, ủy ban, hội đồng, nhân dân, thủ tướng, chính phủ, giám đốc, nơi
nhận, căn cứ, mục đích, ghi chú, kết quả, tỷ lệ, phấn đấu, trở lên, trên địa bàn, tuyên truyền, hướng dẫn, rà
soát, đào tạo, bồi dưỡng, cán bộ, viên chức, thông tin, số liệu, danh sách, hồ sơ, đề xuất, ý kiến, về ban, về
sở, về văn phòng, gửi ban, thành phố, ngân sách, kinh phí, trong đó, sáu tháng, tháng đầu năm, tháng cuối năm,
thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, đúng hạn, người dân, kế hoạch số, quyết định số, chương trình, hội
nghị, bế mạc, phát động, đầu tư, xúc tiến đầu tư, kế hoạch và đầu tư, nhà đầu tư, môi trường, bảo vệ môi trường,
tài liệu, tài sản, tài chính, tài khoản, tài nguyên, dự án, dự toán, dự kiến, dự thảo, danh mục, cập nhật, hạ
tầng, kêu gọi, nâng cấp, giao diện, cổng thông tin, điện tử, thông tin điện tử, hội thảo, gặp mặt, đối thoại,
trả lời, kiến nghị, văn bản, bằng văn bản, xử lý, chậm tiến độ, hỗ trợ, thủ tục, quyết toán, hoạt động, cả năm,
chuyên đề, chuyên môn, chuyên viên, cung cấp, công ty, các công ty, thay đổi, thông báo, bổ sung, điều chỉnh,
xem xét, quá trình, trong quá trình, như sau, tổng vốn, triệu đồng, tỷ đồng, nghìn đồng, triệu usd, tỷ usd, cấp
mới, tăng trưởng, cùng kỳ, thu hút, so với, đối với, nhà nước, quản lý, quản lý nhà nước, công nghệ, công nghệ
thông tin, chuyển đổi số, giao ban, họp giao ban, tiếp nhận, giải quyết, khiếu nại, tố cáo, tiếp công dân, phòng
chống, phòng cháy, chữa cháy, an toàn, an ninh, lao động, nội vụ, tư pháp, y tế, giáo dục, giáo dục và đào tạo,
xã hội, văn hóa, thể thao, du lịch, nông nghiệp, nông thôn, giao thông, xây dựng nông thôn mới, tổ chức thực
hiện, thủ trưởng, trưởng phòng, phó trưởng ban, chánh văn phòng, đảng ủy, chi bộ, công đoàn, đoàn thanh niên,
thanh niên, phụ nữ, cựu chiến binh, mặt trận tổ quốc, công an, quân sự, thanh tra, kiểm soát, giám sát, phong
trào, hưởng ứng, khẩn trương, nghiêm túc, kịp thời, hiệu quả, chất lượng, nâng cao, đẩy mạnh, tiếp tục, tăng
cường, phát triển, kinh tế, kinh tế xã hội, doanh nghiệp nhỏ và vừa, người lao động, trung tâm, chi cục, sở
ngành, các sở ngành, địa phương, các địa phương, các huyện, xã phường, cấp xã, cấp huyện, cấp tỉnh, trung ương,
quốc hội, pháp luật, văn bản quy phạm, nghiệp vụ, tập huấn, hội thi, cuộc thi, lễ phát động, khảo sát, thống kê,
báo cáo viên, biểu mẫu, mô hình, điển hình, tiên tiến, thành tích, danh hiệu, xuất sắc, lưu trữ, văn thư, hồ sơ
công việc, giấy phép, đất đai, tháng đầu, tháng cuối, nửa đầu năm, nửa cuối năm, ngày đầu, cuối tuần, đầu tuần,
hoàn thiện, bàn giao, nghiệm thu, triển khai thực hiện, đạt từ, đạt ít nhất, đạt tối thiểu, đạt trên, giảm ít
nhất, giảm tối thiểu, không để, trên tổng số, số lượng, cơ sở, đội ngũ, chính quyền, chính sách, hiện đại, hành
chính, tham nhũng, tiết kiệm, lãng phí, vốn đăng ký, vốn thực hiện, vốn đầu tư, ban chỉ huy, ban giám hiệu, ban
thường vụ, biên bản, biên chế, biên soạn, biểu dương, biểu số, biện pháp, báo cho, báo chí, bãi bỏ, bí thư, băng
rôn, bưu điện, kho bạc nhà nước, bản giấy, bản tin, bản đăng ký, bảo hiểm, bảo hiểm xã hội, bảo vệ, bảo đảm, đảm
bảo, bầu cử, bắt đầu, bỏ phiếu, bố trí, bổ nhiệm, bộ máy, bộ phận, bộ phận một cửa, một cửa, bộ nội vụ, bộ tài
chính, bộ chính trị, cao điểm, cao nhất, chi phí, chi tiết, chia sẻ, chuyên dùng, chuyên mục, chuyên ngành,
chuyển đổi, chuẩn hóa, hóa chất, số hóa, cụ thể hóa, chính thức, chính trị, chăm sóc, chưa có, chưa được, chấm
điểm, chặt chẽ, chế độ, chỉ huy, chỉ số, chỉ thị, chỉ đạo, chỉnh lý, phòng chống dịch, chủ nhật, chủ trì tham
mưu, chủ yếu, chủ đề, chủ động, chức năng, chức đảng, cuộc họp, cá nhân, tập thể, các dự án, cách làm, câu hỏi,
còn tồn tại, có công, có hiệu quả, có hồ sơ, có khó khăn, có kết quả, có kết luận, có nguy cơ, có phát sinh, có
phản ánh, có quyết định, có thẩm quyền, có thể, có thời hạn, có trách nhiệm, có văn bản, có vướng mắc, có ý
kiến, có đơn, có đề nghị, có sự cố, có khiếu nại, có sự thay đổi, khi phát sinh, công bố, công khai, công sở,
công tác, công trình, công trường, cơ chế, cơ sở dữ liệu, cơ sở hạ tầng, cư trú, cải thiện, cải tiến, cảm ơn,
cảnh báo, cấp bách, cấp độ, cấp giấy, cần thiết, cầu thị, cắt giảm, cổng dịch vụ công, cộng hòa, cộng hòa xã hội
chủ nghĩa việt nam, độc lập, tự do, hạnh phúc, cộng đồng, cụ thể, của mình, cứu hộ, cứu nạn, cứu sự cố, cử tri,
cử cán bộ, cử đại biểu, diễn tập, duy trì, dân cư, dân vận khéo, dân vận, dưới dạng, dạy học, dịch bệnh, dịch
vụ, dữ liệu, dự báo, dự phòng, đất ở, giai đoạn một, giao chỉ tiêu, giao dịch, giao ước, giá trị, giá đất, giám
hiệu, giải ngân, giải pháp, giải trình, giảm xuống, đơn giản hóa, giấy tờ, giới thiệu, gửi qua, ba lần, bốn lần,
hai đợt, lần thứ, lần đầu, hiến máu, hiện trạng, hiệu lực, hiệu trưởng, hiệu suất, hài lòng, hành động, hình
thức, hòa giải, hướng tới, hạn chế, hệ thống, học sinh, họp báo, hồ chí minh, hồ chứa, hộ nghèo, hội cựu chiến
binh, hội liên hiệp phụ nữ, hội nông dân, hội trường, hội trại, hội đồng trường, khai giảng, bế giảng, khai
thác, khi cần, khi cần thiết, khi nhận, khi nhận được, khi xảy ra, khi kết thúc, sau kết thúc, kết thúc, bắt đầu
từ, khoa học, khoản chi, khác nhau, khí thải, khó khăn, không có, không dùng, không giao, không làm, không thấp
hơn, không ít hơn, không được, khắc phục, khối thi đua, kinh nghiệm, kiến thức, kiến trúc, kiểm kê, kiện toàn,
kể chuyện, kịch bản, kỷ cương, kỷ luật, kỷ niệm, kỹ năng, kỹ thuật, liên quan, liên thông, liên tịch, luật an
toàn, làm cơ sở, làm sạch, làm theo, lòng dân, lưu ý, lượng giá, lấy ý kiến, lập danh sách, lập dự toán, lập hồ
sơ, lắng nghe, lắp đặt, lễ kỷ niệm, lễ khai mạc, khai mạc, lồng ghép, lời giải, lựa chọn, lực lượng, mua sắm,
mùa mưa, mưa bão, phòng chống thiên tai, thiên tai, tìm kiếm cứu nạn, mỗi huyện, mỗi lớp, mỗi xã, mỗi đơn vị,
mỗi cơ quan, mỗi phòng, mỗi đợt, mỗi khi, mỗi người, một phần, một số, một năm, một tháng, một quý, một tuần, mở
lớp, mở chuyên mục, mọi khâu, mục tiêu, mức độ, mẫu số, nghỉ hưu, nghỉ lễ, nghị quyết số, nghiêm trọng, ngày
nghỉ, ngày nhận, ngày nhận được, ngày nhận đủ, ngày kết thúc, ngày ký, ngày ban hành, ngày công bố, ngày đăng
tải, ngày hoàn thành, ngày thành lập, ngày hội, ngày pháp luật, ngày pháp luật việt nam, ngày sinh, ngày truyền
thống, ngân hàng nhà nước, ngân hàng, nguồn lực, nguy cơ, nguyên nhân, nguyên đán, tết nguyên đán, người sử dụng
lao động, người đứng đầu, nhu cầu, nhà trường, nhà ở, nhân lực, nhân sự, nhận thức, nhận hồ sơ, nhận kết quả,
nhận được, niêm yết, nòng cốt, nêu trên, nêu tại, nếu có, nội bộ, nội khu, nội quy, phiền hà, phong cách, phát
sóng, phát thanh, phát thanh và truyền hình, phát sinh, phân công, phân cấp, phòng bệnh, phòng dịch, phòng giáo
dục, phòng kinh tế, phòng kế hoạch, phòng quản lý, phòng tổ chức, phòng hành chính, phó chủ tịch, phó giám đốc,
phù hợp, phương tiện, phương án, phạm vi, phản ánh, phản hồi, phần lớn, phần mềm, phổ biến, phụ cấp, phục vụ,
quá hạn, qua đường bưu điện, quán triệt, quốc gia, quốc phòng, quyền hạn, quyền lợi, quét mã, quyết tâm, rút
ngắn, rút kinh nghiệm, sau đây, sau đó, sơ tuyển, sản xuất, sẵn sàng, số lượng người, sổ sách, sổ tay, sở công
thương, sở xây dựng, sở y tế, sở tư pháp, sở kế hoạch và đầu tư, sở khoa học và công nghệ, sở tài nguyên và môi
trường, sở nông nghiệp, sở thông tin và truyền thông, sở lao động, sở giao thông vận tải, sở văn hóa, sở giáo
dục và đào tạo, sử dụng, sửa đổi, sự cố, sự nghiệp, tai nạn, tai nạn lao động, bệnh nghề nghiệp, tham vấn, thang
điểm, thanh toán, thanh tra sở, thay thế, theo chuyên đề, theo mẫu, theo đề nghị, thi công, thi hành, thi tuyển,
thiệt hại, thu hồi, thu thập, thuê đất, thuê dịch vụ, thành lập, thành phần, thành ủy, thành đoàn, thái độ,
tháng hành động, tháng thanh niên, tháng công nhân, tháo gỡ, thông minh, thông tư, thư viện, thương binh, thương
mại, thước đo, thường trực, thẩm quyền, thẩm tra, thẩm định, thị trấn, thị trường, thị xã, thống nhất, thời kỳ,
thời gian thực hiện, thời gian hoàn thành, thứ cấp, thực trạng, tin nhắn, tinh giản, tinh gọn, tinh thần, tiêu
chí, tiêu chuẩn, tiêu hủy, tiến hành, tiếp thu, tiền lương, toàn bộ, toàn dân, toàn thể, toàn tỉnh, trang thiết
bị, trang thông tin, trao đổi, treo băng rôn, trong suốt, suốt quá trình, suốt thời gian, trong thời gian, tháng
cuối quý, tháng đầu quý, tháng cuối của quý, định kỳ quý, định kỳ năm, định kỳ tháng, định kỳ hằng quý, định kỳ
hằng tháng, định kỳ hằng năm, báo cáo quý, báo cáo năm, báo cáo tháng, và quý, từ sau, sau mỗi đợt, sau mỗi, sau
hội nghị, sau bế giảng, trước khai giảng, cả quý, cả tháng, tuần thứ nhất, tuần thứ hai, tuần thứ ba, tuần thứ
tư, các năm, các năm tiếp theo, tiếp theo, ngày đối thoại, số thứ tự, thời hạn gửi, trong thời hạn, truyền hình,
truyền thanh, truyền thông, trái pháp luật, trình độ, trùng lặp, trước thời hạn, trước thời điểm, trường hợp,
trưởng các, trưởng đoàn, trạm y tế, trả kết quả, trấn áp, trật tự, trọng tâm, trồng cây, trợ lý, trụ sở, trừ
trường hợp, trực tuyến, trực tiếp, trực thuộc, tuyên giáo, tuyên dương, tuyển dụng, tuân thủ, tâm lý, tìm kiếm,
tình hình, tình nguyện, tình trạng, tính đến, tư tưởng, tư vấn, tại chỗ, tạm ứng, tặng quà, tối đa, tồn tại, tờ
trình, tờ khai, tờ rơi, từ khi, từ chối, từng bước, từng tháng, từng quý, từng năm, từng đơn vị, tự kiểm tra, tự
đánh giá, tự động, vi phạm, việc làm, vào sử dụng, vệ sinh, vệ sinh lao động, vận hành, vận tải, vận động, vị
trí, vị trí việc làm, xăng dầu, xảy ra, xây lắp, xếp thứ, xếp hạng, xếp loại, yêu nước, áp dụng, áp phích, ô
nhiễm, ý thức, đang hoạt động, điều chuyển, điều kiện, điều tra, điện năng, điện thoại, đoàn kiểm tra, đoàn
thanh tra, đoàn viên, đoàn thể, đoàn giám sát, đài phát thanh, đài phát thanh và truyền hình, đài truyền hình,
đã có, đúng thời gian, đúng quy định, đăng tải, đơn giản, đưa tin, đường dây nóng, được giao, được phân công,
được phê duyệt, đại biểu, đại học, đại hội, đạt chuẩn, đảng bộ, đảng cộng sản việt nam, đảng viên, đấu thầu, đầu
mối, đầu tiên, đầy đủ, đề cương, đề án, để báo cáo, để tổng hợp, để theo dõi, địa chỉ, địa điểm, định hướng,
định mức, đối chiếu, đối soát, đối tượng, đổi mới, đổi số, đội ngũ cán bộ, đột phá, đời sống, đợt 1, đợt hai,
đứng đầu, ưu tiên, ảnh hưởng, ổn định, ứng dụng, ứng phó, ứng cử, thể thao và du lịch, làm bù, nghỉ bù, số liệu
báo cáo, lũy kế, cộng dồn, tổng số, cấp có thẩm quyền, cấp trên, cấp dưới, thứ hai hằng tuần, năm học mới,
trường chính trị, trường tiểu học, trường mầm non, trường trung học, trường đại học, trường cao đẳng, trường phổ
thông, hội chữ thập đỏ, trung tâm y tế, bệnh viện, cuối kỳ, giữa kỳ, đầu kỳ, hết kỳ, học kỳ i, học kỳ ii, vụ
việc, tuần lễ, ngày thứ, tháng thứ, số kỳ, hết năm học, đầu năm học, mỗi học kỳ, xử phạt
`)

/** Single words with one likely reading in an office document: as typed, then as meant. */
export const UNACCENTED_WORDS: ReadonlyMap<string, string> = new Map(
  listed(`
truoc trước, cac các, cua của, va và, den đến, het hết, gui gửi, ve về, tai tại, nhung những, duoc được, voi
với, lap lập, nop nộp, xong xong, cuoi cuối, tuan tuần, dinh định, tinh tỉnh, huyen huyện, phong phòng, thang
tháng, trinh trình, tren trên, duoi dưới, hoac hoặc, buoi buổi, bieu biểu, bai bài, binh bình, benh bệnh, boi
bồi, chien chiến, chuan chuẩn, chao chào, chay cháy, chinh chính, chuong chương, chap chấp, chat chất, cham
chậm, che chế, chiu chịu, chon chọn, chong chống, chu chủ, chuc chức, cuoc cuộc, cach cách, cap cấp, cat cắt,
cuc cục, cum cụm, cuu cứu, duyet duyệt, dan dân, duc dục, giup giúp, giang giảng, giay giấy, giu giữ, giua giữa,
gay gây, guong gương, gan gắn, goi gọi, hiem hiểm, hien hiện, hiep hiệp, hieu hiệu, hoan hoàn, hoach hoạch, hoat
hoạt, huan huấn, hanh hành, hinh hình, hdnd hđnd, hon hơn, han hạn, hau hậu, he hệ, hoc học, hong hỏng, ho hồ,
hoi hội, hop hợp, khieu khiếu, khoan khoản, khuyen khuyến, kheo khéo, khoa khóa, khong không, khao khảo, khoi
khối, kien kiến, kiem kiểm, kem kèm, ket kết, kip kịp, lien liên, lieu liệu, loai loại, luyen luyện, luan luận,
luat luật, la là, lanh lãnh, len lên, ly lý, ldld lđlđ, linh lĩnh, luu lưu, luot lượt, lai lại, lay lấy, le lệ,
lech lệch, lich lịch, lon lớn, lop lớp, may máy, mon môn, muu mưu, muoi mười, mang mạng, manh mạnh, mau mẫu, mem
mềm, mot một, nghiep nghiệp, ngheo nghèo, nghia nghĩa, nghi nghị, ngoai ngoài, nguyen nguyên, nguon nguồn, nganh
ngành, nguoi người, ngai ngại, ngua ngừa, nhieu nhiều, nhiem nhiệm, nha nhà, nhom nhóm, nhu như, nhat nhất, nhap
nhập, nhac nhắc, nien niên, nay này, nuoc nước, nai nại, nan nạn, nua nửa, phieu phiếu, pha phá, phap pháp, phat
phát, phe phê, phi phí, phut phút, pham phạm, phai phải, phoi phối, quyet quyết, quyen quyền, quoc quốc, qd qđ,
rieng riêng, rut rút, soat soát, soan soạn, suat suất, suot suốt, sach sách, sang sáng, sat sát, sot sót, san
sản, sam sắm, sap sắp, sua sửa, thiet thiết, thoai thoại, thuan thuận, thuat thuật, thuoc thuộc, them thêm, thon
thôn, thai thải, the thể, thoi thời, thuy thủy, thua thừa, thuc thực, tieu tiêu, tiep tiếp, tiet tiết, trien
triển, triet triệt, truyen truyền, trao trào, trach trách, tram trạm, tre trễ, truc trực, tuoi tuổi, tac tác,
tam tâm, tim tìm, tao tạo, tap tập, tat tắt, te tế, tet tết, toi tối, tot tốt, to tổ, tong tổng, tuc tục, tung
từng, vien viên, viec việc, vao vào, vong vòng, vuong vướng, vuot vượt, vat vật, vi vị, von vốn, vu vụ, vuc vực,
xuyen xuyên, xuat xuất, xuong xuống, xac xác, xay xây, xa xã, xet xét, xep xếp, xu xử, yeu yêu, it ít, dau đầu,
deu đều, dieu điều, diem điểm, da đã, don đơn, dam đảm, dac đặc, dia địa, uu ưu, uoc ước, uy ủy, ung ứng, bay
bảy, hdt hđt, cong công, khac khác, de để, ten tên, nganh ngành, phep phép, chu chủ, tang tăng, luong lượng
`).map((pair) => {
    const [typed = '', meant = ''] = pair.split(' ')
    return [typed, meant]
  }),
)

function listed(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter((one) => one !== '')
}
