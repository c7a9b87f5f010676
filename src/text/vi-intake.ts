import type { RefusalReason } from '../app/ports/document-reader.ts'
import type { Doubt, IgnoredWhy, IntakeIssueCode, ItemKind } from '../core/intake/plan-draft.ts'

/** What a plan's reading could not make out, for whoever confirms it: what stands there, and what to do. */
const problems: { readonly [C in IntakeIssueCode]: (quote: string) => string } = {
  'date:impossible': (quote) => `“${quote}” không phải là một ngày có thật; xin xem lại văn bản và nhập ngày đúng.`,
  'span:impossible': (quote) => `“${quote}” không phải là một tháng, quý hoặc kỳ có thật; xin nhập lại thời hạn.`,
  'rule:end-before-start': (quote) => `“${quote}” có ngày kết thúc trước ngày bắt đầu; xin nhập lại khoảng thời gian.`,
  'rule:no-interval': (quote) => `“${quote}” chưa nêu chu kỳ; xin cho biết hằng tháng, hằng quý, 6 tháng hay hằng năm.`,
  'rule:unclear': (quote) => `Chưa đọc được thời hạn “${quote}”; xin nhập thời hạn cho việc này.`,
  'unit:missing': (quote) => `Thời hạn “${quote}” chưa rõ đơn vị thực hiện; xin giao đơn vị.`,
  'head:no-number': () => 'Văn bản để trống số, ký hiệu.',
  'head:no-date': () => 'Văn bản để trống ngày ban hành.',
  'head:no-issuer': () => 'Chưa rõ cơ quan ban hành.',
  'head:no-period': () => 'Chưa rõ kế hoạch áp dụng cho năm hoặc giai đoạn nào; xin cho biết.',
  'text:noise': () => 'Bản chụp có chỗ khó đọc; xin đối chiếu từng thời hạn với bản gốc.',
}

/** One sentence for an Issue of a reading; `quote` is the piece of the document it speaks of. */
export const intakeProblem = (code: IntakeIssueCode, quote: string): string =>
  problems[code](quote.replace(/\s+/g, ' ').trim())

export const itemKindNames: { readonly [K in ItemKind]: string } = {
  task: 'nhiệm vụ',
  report: 'báo cáo',
  review: 'sơ kết, tổng kết',
  commendation: 'khen thưởng',
  registration: 'đăng ký',
}

/** Why a reading has to be looked at, in a few words. */
export const doubtNames: { readonly [D in Doubt]: string } = {
  'no-interval': 'chưa nêu chu kỳ',
  'no-year': 'chưa nêu năm',
  'vague-end': 'mốc ước lệ',
  'open-end': 'thiếu một đầu mốc',
  noise: 'bản chụp khó đọc',
  'perhaps-no-deadline': 'có thể không phải thời hạn',
  'no-event-day': 'tính từ một sự việc chưa rõ ngày',
}

/** Why a date is no deadline. */
export const ignoredNames: { readonly [W in IgnoredWhy]: string } = {
  'cited-document': 'date of a cited document',
  'own-date': 'date of the document itself',
  'past-event': 'past event',
  anniversary: 'anniversary',
  'data-cut-off': 'day up to which data are counted',
  'term-of-office': 'term of office',
  'target-horizon': 'horizon of a target',
  validity: 'day from which something is in force',
  'period-of-plan': 'the period that the plan speaks of',
  'name-of-something': 'part of a name',
}

type RefusalFacts = { readonly [name: string]: string | number }

const refusals: { readonly [R in RefusalReason]: (facts: RefusalFacts) => string } = {
  empty: () => 'Tệp không có nội dung nên chưa đọc được. Anh/chị kiểm tra rồi gửi lại.',
  'too-large': ({ megapixels, most }) =>
    megapixels === undefined
      ? 'Tệp lớn quá mức cho phép (20 MB). Anh/chị nén bớt hoặc tách nhỏ rồi gửi lại.'
      : `Ảnh quá lớn (${megapixels} triệu điểm ảnh${most === undefined ? '' : `, tối đa ${most}`}). Anh/chị thu nhỏ rồi gửi lại.`,
  'too-many-pages': ({ pages, most }) =>
    `Văn bản ${pages === undefined ? 'dài quá mức' : `có ${pages} trang, quá mức`} cho phép (${most ?? 200} trang). Anh/chị gửi riêng phần kế hoạch.`,
  encrypted: () => 'Tệp được bảo vệ bằng mật khẩu nên không đọc được. Anh/chị bỏ mật khẩu rồi gửi lại.',
  damaged: () => 'Tệp bị hỏng hoặc tải lên chưa trọn vẹn. Anh/chị mở lại, lưu lại rồi gửi lại.',
  'kind-unknown': ({ kind }) =>
    `Loại tệp này${kind === undefined ? '' : ` (${kind})`} chưa đọc được. Xin gửi Word, PDF, Excel, ảnh hoặc văn bản thuần.`,
  'wrong-extension': ({ found }) =>
    `Nội dung tệp không đúng với đuôi tệp${found === undefined ? '' : ` (thật ra là ${found})`}. Anh/chị đặt lại tên hoặc lưu lại rồi gửi lại.`,
  'archive-bomb': () =>
    'Tệp nén có dung lượng bất thường khi giải nén nên không được mở. Anh/chị mở bằng Word hoặc Excel, lưu lại rồi gửi lại.',
  secret: () =>
    'Văn bản có dấu chỉ độ mật nên không được nhập vào hệ thống; không có nội dung nào được lưu. Anh/chị xử lý theo quy định về bảo vệ bí mật nhà nước và xoá tệp khỏi kênh trao đổi này.',
  'legacy-font': ({ font }) =>
    `Văn bản dùng phông chữ cũ${font === undefined ? ' (TCVN3 hoặc VNI)' : ` (${font})`} nên không đọc đúng được. Anh/chị chuyển mã sang Unicode rồi gửi lại.`,
  'unreadable-scan': () =>
    'Bản chụp quá mờ hoặc quá tối, không đọc được chữ. Anh/chị chụp hoặc quét lại rõ hơn rồi gửi lại.',
  'not-vietnamese': () => 'Văn bản không phải tiếng Việt nên chưa đọc được như một kế hoạch. Xin gửi bản tiếng Việt.',
  'not-a-plan': ({ found }) =>
    found === undefined
      ? 'Không tìm thấy việc hay thời hạn nào; đây có vẻ không phải là kế hoạch.'
      : `Văn bản này là “${found}”, không phải kế hoạch, nên không được nhập.`,
}

/** Why a document is not read, in one sentence for whoever sent it; nothing of it is kept. */
export const refusalText = (reason: RefusalReason, facts: RefusalFacts): string => refusals[reason](facts)
