/**
 * How office words are accented in a text that bears no accents at all. Longer phrases come before shorter ones, so
 * that "Việt Nam" and "quy định" stay what they are. Separated by commas, for a clerk to read and add to.
 */
export const UNACCENTED_PHRASES: readonly string[] = listed(`
việt nam, miền nam, quy định, quy chế, quy hoạch, quy trình, quy mô, ngay sau khi, ngay khi, ngay từ, hằng ngày,
hằng tuần, hằng tháng, hằng quý, hằng năm, mỗi ngày, mỗi tuần, mỗi tháng, mỗi quý, mỗi năm, trong ngày, trong
tuần, trong tháng, trong quý, trong năm, đầu năm, giữa năm, cuối năm, đầu tháng, giữa tháng, cuối tháng, đầu
quý, cuối quý, hết tháng, hết quý, hết năm, từ ngày, từ tháng, từ quý, từ năm, từ nay, đến tháng, đến quý, đến
năm, vào ngày, vào tháng, vào quý, vào năm, trước tháng, trước quý, trước khi, sau khi, sau ngày, kể từ, kể từ
ngày, khi có yêu cầu, khi có, theo quy định, theo yêu cầu, không quá, không muộn hơn, không chậm hơn, ít nhất,
tối thiểu, năm học, học kỳ, ngày làm việc, thường kỳ, các đơn vị, các phòng, các cơ quan, các sở, các ngành, văn
phòng, ban quản lý, khu kinh tế, khu công nghiệp, ban chỉ đạo, sở nội vụ, sở tài chính, ủy ban, hội đồng, nhân
dân, thủ tướng, chính phủ, trưởng ban, giám đốc, chủ tịch, lãnh đạo, nơi nhận, căn cứ, mục đích, ghi chú, kết
quả, tỷ lệ, phấn đấu, trở lên, trên địa bàn, cải cách hành chính, thủ tục hành chính, tuyên truyền, xây dựng,
ban hành, hướng dẫn, rà soát, đào tạo, bồi dưỡng, cán bộ, công chức, viên chức, thông tin, số liệu, danh sách,
hồ sơ, đề xuất, ý kiến, về ban, về sở, về văn phòng, gửi ban, thành phố, ngân sách, kinh phí, trong đó, sáu
tháng, tháng đầu năm, tháng cuối năm, hạn chót, thứ hai, thứ ba, thứ tư, thứ năm, thứ sáu, đúng hạn, trách
nhiệm, người dân, doanh nghiệp, kế hoạch số, quyết định số, chương trình, hội nghị, bế mạc, phát động, đầu tư,
xúc tiến đầu tư, kế hoạch và đầu tư, nhà đầu tư, môi trường, bảo vệ môi trường, tài liệu, tài sản, tài chính,
tài khoản, tài nguyên, dự án, dự toán, dự kiến, dự thảo, danh mục, cập nhật, hạ tầng, kêu gọi, nâng cấp, giao
diện, cổng thông tin, điện tử, thông tin điện tử, hội thảo, gặp mặt, đối thoại, trả lời, kiến nghị, văn bản,
bằng văn bản, xử lý, chậm tiến độ, hỗ trợ, thủ tục, quyết toán, hoạt động, cả năm, chuyên đề, chuyên môn, chuyên
viên, cung cấp, công ty, các công ty, thay đổi, thông báo, bổ sung, điều chỉnh, xem xét, quá trình, trong quá
trình, như sau, tổng vốn, triệu đồng, tỷ đồng, nghìn đồng, triệu usd, tỷ usd, cấp mới, tăng trưởng, cùng kỳ, thu
hút, so với, đối với, nhà nước, quản lý, quản lý nhà nước, công nghiệp, công nghệ, công nghệ thông tin, chuyển
đổi số, giao ban, họp giao ban, tiếp nhận, giải quyết, khiếu nại, tố cáo, tiếp công dân, phòng chống, phòng
cháy, chữa cháy, an toàn, an ninh, lao động, nội vụ, tư pháp, y tế, giáo dục, giáo dục và đào tạo, xã hội, văn
hóa, thể thao, du lịch, nông nghiệp, nông thôn, giao thông, xây dựng nông thôn mới, tổ chức thực hiện, thủ
trưởng, trưởng phòng, phó trưởng ban, chánh văn phòng, đảng ủy, chi bộ, công đoàn, đoàn thanh niên, thanh niên,
phụ nữ, cựu chiến binh, mặt trận tổ quốc, công an, quân sự, thanh tra, kiểm soát, giám sát, phong trào, hưởng
ứng, khẩn trương, nghiêm túc, kịp thời, hiệu quả, chất lượng, nâng cao, đẩy mạnh, tiếp tục, tăng cường, phát
triển, kinh tế, kinh tế xã hội, doanh nghiệp nhỏ và vừa, người lao động, hội đồng nhân dân, trung tâm, chi cục,
sở ngành, các sở ngành, địa phương, các địa phương, các huyện, xã phường, cấp xã, cấp huyện, cấp tỉnh, trung
ương, quốc hội, pháp luật, văn bản quy phạm, nghiệp vụ, tập huấn, hội thi, cuộc thi, lễ phát động, khảo sát,
thống kê, báo cáo viên, biểu mẫu, mô hình, điển hình, tiên tiến, thành tích, danh hiệu, xuất sắc, lưu trữ, văn
thư, hồ sơ công việc, giấy phép, đất đai, tháng đầu, tháng cuối, nửa đầu năm, nửa cuối năm, ngày đầu, cuối tuần,
đầu tuần, hoàn thiện, bàn giao, nghiệm thu, triển khai thực hiện, đạt từ, đạt ít nhất, đạt tối thiểu, đạt trên,
giảm ít nhất, giảm tối thiểu, không để, trên tổng số, số lượng, cơ sở, đội ngũ, chính quyền, chính sách, hiện
đại, hành chính, tham nhũng, tiết kiệm, lãng phí
`)

/** Single words with one likely reading in an office document: as typed, then as meant. */
export const UNACCENTED_WORDS: ReadonlyMap<string, string> = new Map(
  listed(`
truoc trước, cac các, cua của, va và, den đến, het hết, gui gửi, ve về, tai tại, nhung những, duoc được, voi
với, lap lập, nop nộp, xong xong, cuoi cuối, tuan tuần, dinh định, tinh tỉnh, huyen huyện, phong phòng, thang
tháng, trinh trình, tren trên, duoi dưới, hoac hoặc, buoi buổi
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
