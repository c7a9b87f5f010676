/** A short plan of the sample office: dated and recurring work, two reports, a target, and some things left unclear. */
export const planText = `ỦY BAN NHÂN DÂN TỈNH
BAN QUẢN LÝ KHU KINH TẾ

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 21/KH-BQLKKT

Gia Lai, ngày 15 tháng 01 năm 2026

KẾ HOẠCH
Thực hiện dân chủ ở cơ sở trong hoạt động của cơ quan năm 2026

Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10 tháng 11 năm 2022, Ban Quản lý Khu kinh tế ban hành Kế hoạch như sau:

I. NỘI DUNG THỰC HIỆN

1. Công khai thông tin

- Văn phòng niêm yết công khai kế hoạch tài chính của cơ quan trước ngày 20/3/2026.
- Phòng Quản lý Đầu tư rà soát quy chế tiếp công dân, hoàn thành trong quý II năm 2026.

2. Đối thoại

- Phòng Quản lý Doanh nghiệp và Lao động tổ chức đối thoại với doanh nghiệp hằng quý; tỷ lệ kiến nghị được trả lời đạt từ 90% trở lên.
- Tổ giúp việc kiểm tra việc thực hiện quy chế dân chủ, hoàn thành trước ngày 15/9/2026.

II. TỔ CHỨC THỰC HIỆN

1. Công đoàn cơ sở giám sát việc thực hiện dân chủ trong cơ quan, định kỳ báo cáo cấp ủy.

2. Văn phòng tổng hợp, báo cáo kết quả đợt 1 gửi Sở Nội vụ trước ngày 10/6/2026; báo cáo kết quả cả năm gửi Sở Nội vụ trước ngày 30/11/2026.

Nơi nhận:
- Sở Nội vụ;
- Các phòng, đơn vị trực thuộc;
- Lưu: VT, VP.
`

/** The plan above after a revision: one deadline moved, one item gone, one new, small changes of wording. */
export const revisedText = planText
  .replace(
    'quy chế tiếp công dân, hoàn thành trong quý II năm 2026',
    'lại Quy chế tiếp công dân; hoàn thành trong quý III năm 2026',
  )
  .replace(
    /- Tổ giúp việc kiểm tra.*\n/,
    '- Phòng Quy hoạch - Xây dựng rà soát danh mục hồ sơ công khai trước ngày 30/9/2026.\n',
  )

/** The plan as it goes round for signature: number and day are still blank. */
export const blankHeadText = planText
  .replace('Số: 21/KH-BQLKKT', 'Số:      /KH-BQLKKT')
  .replace('ngày 15 tháng 01 năm 2026', 'ngày     tháng 01 năm 2026')
