/**
 * The words of office language that the reader puts right before it looks for deadlines. Every wrong form has the
 * length of the right one, so that places in the document stay true. A clerk can check these tables line by line.
 */

/** A phrase that is recognised by its letters without accents. */
export interface OfficePhrase {
  readonly right: string
  /** Real phrases with the same letters: never touched in accented text. */
  readonly leave: readonly string[]
}

const phrase = (right: string, ...leave: string[]): OfficePhrase => ({ right, leave })

/** Put right both in unaccented text and where a scan has lost or mixed single accents. */
export const OFFICE_PHRASES: readonly OfficePhrase[] = [
  phrase('báo cáo'),
  phrase('chủ trì', 'chủ trị'),
  phrase('phối hợp'),
  phrase('thực hiện'),
  phrase('thời gian'),
  phrase('thời hạn'),
  phrase('thời điểm'),
  phrase('hoàn thành'),
  phrase('hoàn tất'),
  phrase('cơ quan', 'có quan', 'cổ quan', 'cố quan', 'cô quan', 'cổ quán', 'có quán', 'có quản', 'cơ quản'),
  phrase('đơn vị', 'đón vị', 'dồn vị'),
  phrase('kế hoạch'),
  phrase('định kỳ', 'định ký', 'định kỹ', 'định kỷ', 'đỉnh kỳ'),
  phrase('thường xuyên'),
  phrase('liên tục'),
  phrase('xuyên suốt'),
  phrase('quanh năm', 'quanh nam'),
  phrase('tổng kết'),
  phrase('tổng hợp'),
  phrase('sơ kết', 'số kết', 'sở kết', 'so kết', 'sổ kết', 'sợ kết'),
  phrase('đến hết'),
  phrase('trước ngày', 'trước ngay'),
  phrase('hết ngày', 'hết ngay'),
  phrase('đến ngày', 'đến ngay'),
  phrase('chậm nhất', 'chăm nhất', 'chạm nhất'),
  phrase('muộn nhất'),
  phrase('hạn cuối'),
  phrase('phụ trách'),
  phrase('tham mưu'),
  phrase('theo dõi', 'theo đôi', 'theo đội', 'theo đời', 'theo đòi'),
  phrase('đôn đốc'),
  phrase('kiểm tra'),
  phrase('triển khai'),
  phrase('tổ chức', 'tố chức'),
  phrase('đánh giá'),
  phrase('đăng ký', 'đang ký', 'đang kỳ', 'đặng kỳ', 'đăng kỹ', 'đáng kỳ', 'đẳng kỳ', 'đang kỹ', 'đáng kỷ'),
  phrase('đề nghị', 'dễ nghi', 'để nghị'),
  phrase('gửi về', 'gửi vé'),
  phrase('kèm theo', 'kém theo'),
  phrase('phụ lục'),
  phrase('công văn'),
  phrase('quyết định'),
  phrase('nghị quyết'),
  phrase('nghị định'),
  phrase('chỉ tiêu', 'chi tiêu', 'chỉ tiểu', 'chi tiểu'),
  phrase('nhiệm vụ'),
  phrase('nội dung', 'nơi dùng', 'nơi dừng', 'nói dùng', 'nói đúng', 'nói dũng', 'nói dụng', 'nối dùng', 'nội dụng'),
  phrase('tiến độ', 'tiền đô', 'tiền đó', 'tiên đó', 'tiến đó', 'tiến đô'),
  phrase('sản phẩm'),
  phrase('làm việc'),
  phrase('đột xuất'),
  phrase('yêu cầu'),
  phrase('giai đoạn'),
  phrase('chịu trách nhiệm'),
  phrase('thi đua'),
  phrase('khen thưởng'),
  phrase('tham dự', 'thăm dự', 'thảm dữ'),
  phrase('ủy ban nhân dân'),
  phrase('thành phần tham dự'),
]

/** Forms that are no Vietnamese words, whatever stands around them. */
export const DAMAGED_WORDS: Readonly<Record<string, string>> = {
  nãm: 'năm',
  nẳm: 'năm',
  nẵm: 'năm',
  ngảy: 'ngày',
  ngãy: 'ngày',
  ngạy: 'ngày',
  thàng: 'tháng',
  thãng: 'tháng',
  hểt: 'hết',
  hêt: 'hết',
  hễt: 'hết',
  dến: 'đến',
  đển: 'đến',
  đễn: 'đến',
  đên: 'đến',
  cuôi: 'cuối',
  cuổi: 'cuối',
  cuỗi: 'cuối',
  tuẩn: 'tuần',
  tuẫn: 'tuần',
  trươc: 'trước',
  trưởc: 'trước',
  trườc: 'trước',
  trưỡc: 'trước',
  trựơc: 'trước',
  hoăc: 'hoặc',
  đươc: 'được',
  chẫm: 'chậm',
  chẳm: 'chậm',
  sô: 'số',
}

/**
 * Words before "hàng" that make it "goods, shop, row" and not "every": "ngân hàng năm 2023" is no "hằng năm".
 */
export const GOODS_WORDS: ReadonlySet<string> = new Set([
  'ngân',
  'khách',
  'bán',
  'mặt',
  'đơn',
  'nhà',
  'cửa',
  'mua',
  'giao',
  'lô',
  'kho',
  'xuất',
  'nhập',
  'gian',
  'đặt',
  'xếp',
  'đứng',
  'hóa',
  'chở',
  'chuyển',
  'quầy',
  'sạp',
  'chín',
  'vận',
  'hết',
  'nguồn',
  'trả',
  'nhận',
  'cột',
  'cây',
  'chủ',
])

/** y for i in office spelling; "quí" and the like follow a rule of their own. */
export const Y_FOR_I: Readonly<Record<string, string>> = {
  kì: 'kỳ',
  kí: 'ký',
  kĩ: 'kỹ',
  kỉ: 'kỷ',
  lí: 'lý',
  mĩ: 'mỹ',
  tỉ: 'tỷ',
}
