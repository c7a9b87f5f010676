import { shortDate } from '../core/time.ts'

/** What the product says in chat about forms that people fill in. */

/** A form as lists name it. */
export const formLabels: { readonly [flow: string]: string } = {
  'bao-cao-don-vi': 'Báo cáo của đơn vị',
  'so-tong-ket': 'Báo cáo sơ kết, tổng kết của đơn vị',
  'danh-gia-don-vi': 'Đánh giá chung của đơn vị',
  'dang-ky-mo-hinh': 'Đăng ký mô hình “Dân vận khéo”',
  'cong-nhan-mo-hinh': 'Đề nghị công nhận mô hình',
  'de-nghi-khen-thuong': 'Đề nghị khen thưởng',
  'nguoi-tot-viec-tot': 'Gương người tốt, việc tốt',
  'tu-danh-gia': 'Tự đánh giá văn hóa công sở',
  'thu-tuc-hanh-chinh': 'Số liệu thủ tục hành chính',
  'hai-long': 'Số liệu khảo sát hài lòng',
  'doi-thoai-doanh-nghiep': 'Đối thoại doanh nghiệp',
}
export const formLabel = (flow: string): string => formLabels[flow] ?? flow

const longest = 150
const short = (text: string): string => (text.length <= longest ? text : `${text.slice(0, longest - 1).trimEnd()}…`)

/** A filled form's name in lists and receipts: what it is, and of what. */
export const formTitle = (flow: string, about: string): string =>
  about === '' ? formLabel(flow) : `${formLabel(flow)}: ${short(about)}`

export const chooseForm = 'Anh/chị muốn lập phiếu nào?'
export const noForms = 'Hiện không có biểu mẫu nào dành cho anh/chị.'
export const earlierLabel = 'Phiếu đã lập'
export const goOnLabel = (title: string): string => `Viết tiếp: ${title}`
export const noEarlier = 'Đơn vị chưa lập phiếu nào.'
export const earlierHead = 'Phiếu đã lập, mới nhất trước:'
export const earlierLine = (title: string, unit: string, date: string, revision: number): string =>
  `${title} – ${unit}, ${shortDate(date)}${revision > 1 ? ` (bản sửa lần ${revision - 1})` : ''}`
export const formSeen = (title: string, unit: string, person: string, date: string, revision: number): string =>
  `${title}\n${unit}, ${person} lập ngày ${shortDate(date)}${revision > 1 ? `, bản sửa lần ${revision - 1}` : ''}. Bản Word kèm theo là dự thảo, chưa có số, ngày và chữ ký.`
export const correctLabel = 'Sửa phiếu này'
export const filesMade = (count: number): string =>
  count === 1
    ? 'Bản Word kèm theo là dự thảo, chưa có số, ngày và chữ ký.'
    : `${count} bản Word kèm theo là dự thảo, chưa có số, ngày và chữ ký.`
export const revisionKept = (revision: number): string =>
  `Đây là bản sửa lần ${revision - 1}; các bản trước vẫn được giữ.`
export const noSuchForm = 'Không tìm thấy phiếu này, hoặc phiếu không thuộc phần theo dõi của anh/chị.'
export const chooseToCorrect = 'Anh/chị muốn sửa câu trả lời hoặc phiếu nào?'
export const nothingToCorrect =
  'Chưa có câu trả lời hoặc phiếu nào có thể sửa: chưa có nội dung đã gửi, hoặc báo cáo đã được duyệt.'
