import type { Quoted } from '../core/phrase.ts'
import type { Role } from '../core/plan/board.ts'
import { type CommandTexts, type IssueTexts, type Operators, phraseText } from './operators.ts'
import { itemKindNames } from './vi-intake.ts'
import { vietnameseHelp } from './vi-operators-help.ts'
import { kindNames, vietnamesePhrases } from './vi-operators-phrases.ts'

const perhaps = (near: string | undefined, otherwise: string): string =>
  near === undefined ? otherwise : `có phải “${near}” không?`
const words = (quoted: Quoted): string => phraseText(vietnamesePhrases, quoted)
/** What stands in a file, before what is wanted instead. */
const standing = (found: Quoted): string =>
  typeof found !== 'string' && found.code === 'nothing' ? 'chưa ghi gì' : `đang ghi ${words(found)}`

/** Roles as a board file writes them, with their names. */
const roles: { readonly [R in Role]: string } = {
  staff: 'cán bộ (staff)',
  focal: 'đầu mối (focal)',
  head: 'trưởng đơn vị (head)',
  leader: 'lãnh đạo (leader)',
  admin: 'quản trị (admin)',
}

const issues: IssueTexts = {
  'file:missing': (i) => `không đọc được ${i.found}; kiểm tra tên tệp và quyền đọc tệp.`,
  'yaml:syntax': (i) => `tệp viết sai quy cách YAML: ${words(i.found)}.`,
  'value:invalid': (i) => `${standing(i.found)}; cần ${words(i.wanted)}.`,
  'key:unknown': (i) => `không có khóa “${i.found}” ở đây; ${perhaps(i.near, 'bỏ đi hoặc sửa lại tên khóa.')}`,
  'id:repeated': (i) => `mã (id) “${i.found}” dùng hai lần; đặt cho mỗi nơi một mã riêng.`,
  'name:unknown': (i) =>
    `không có ${kindNames[i.kind]} “${i.found}”; ${perhaps(i.near, `thêm vào hoặc ghi ${kindNames[i.kind]} khác.`)}`,
  'calendar:year-missing': (i) =>
    `chưa có lịch nghỉ năm ${i.year} nên không tính được ngày làm việc cho “${i.what}”; thêm tệp config/calendar/vn-${i.year}.yaml.`,
  'calendar:day-conflict': (i) => `ngày ${i.found} không hợp lệ: ${words(i.why)}; sửa lại ngày này.`,
  'calendar:not-sure': (i) =>
    `khi lập bảng này chưa có đủ thông báo nghỉ năm ${i.year}; đối chiếu với thông báo nghỉ của năm đó.`,
  'rule:no-interval': (i) =>
    `“${i.what}” là việc định kỳ (“${i.phrase}”) nhưng chưa nêu chu kỳ nên chưa được nhắc; ghi thêm “every” (thường là ${i.suggest}).`,
  'rule:no-date': (i) =>
    `“${i.what}” chưa xác định được ngày (“${i.phrase}”) nên chưa được nhắc; khi biết ngày thì ghi vào “after”.`,
  'rule:end-before-start': (i) => `${words(i.found)}: mốc cuối đứng trước mốc đầu; đổi chỗ hoặc sửa lại hai mốc.`,
  'ladder:outside-hours': (i) => `${i.found} nằm ngoài giờ làm việc; chọn giờ trong giờ làm việc của cơ quan.`,
  'ladder:not-monotonic': (i) => `${i.found} đứng sai thứ tự; xếp các lần nhắc từ sớm đến muộn.`,
  'indicator:never-asked': (i) =>
    `không nhiệm vụ nào do “${i.unit}” chủ trì có ghi chỉ tiêu “${i.found}” nên số liệu này không được hỏi; thêm vào “indicators” của một nhiệm vụ do đơn vị đó chủ trì.`,
  'plan:over': (i) => `kế hoạch “${i.what}” đã hết thời gian thực hiện (${i.found}) nên không còn được nhắc.`,
  'plan:unlisted': (i) =>
    `chưa tệp cơ quan nào ghi ${i.found} trong mục “plans” nên không ai được nhắc; ghi tên tệp vào mục đó hoặc chuyển tệp đi nơi khác.`,
  'board:role-missing': (i) =>
    `${words(i.found)} chưa có ${i.wanted.map((role) => roles[role]).join(', ')}; giao vai trò này cho một người.`,
  'flow:unreachable': (i) => `không câu nào dẫn đến câu “${i.found}”; dẫn đến từ một câu khác hoặc bỏ câu này.`,
  'flow:no-such-block': (i) => `không có câu “${i.found}”; ${perhaps(i.near, 'thêm câu này hoặc ghi tên câu khác.')}`,
  'flow:never-waits': (i) =>
    `các câu ${i.found} dẫn vòng mà không hỏi; đặt một câu hỏi vào vòng hoặc dẫn ra ngoài vòng.`,
  'flow:text-missing': (i) => `câu “${i.found}” chưa có lời; ghi lời hỏi hoặc lời nhắn.`,
  'flow:fact-unknown': (i) =>
    `lời này dùng “${i.found}” nhưng kịch bản không được cho biết; ${perhaps(i.near, 'bỏ đi hoặc khai dữ liệu này trong “facts”.')}`,
  'flow:label-missing': (i) => `lựa chọn “${i.found}” chưa có nhãn; ghi chữ hiện trên nút.`,
  'flow:keyword-repeated': (i) => `“${i.found}” là từ khóa của nhiều lựa chọn (${i.choices}); chỉ để cho một lựa chọn.`,
  'setting:invalid': (i) =>
    `${i.found === '' ? '' : `đang ghi “${i.found}”; `}cần ${words(i.wanted)}; sửa trong biến môi trường, tệp .env hoặc câu lệnh.`,
}

const refusals: Operators['refusals'] = {
  empty: 'tệp không có chữ nào; kiểm tra xem có đúng tệp không.',
  'too-large': 'tệp lớn hơn 20 MB; giảm cỡ ảnh hoặc tách nhỏ tệp.',
  'too-many-pages': 'văn bản dài hơn 200 trang; chỉ đưa kế hoạch và các phụ lục.',
  encrypted: 'tệp có mật khẩu; lưu lại không đặt mật khẩu.',
  damaged: 'tệp bị hỏng hoặc thiếu phần cuối; mở ra, lưu lại rồi thử lại.',
  'kind-unknown': 'loại tệp này chưa đọc được; dùng .docx, .doc, .pdf, .xlsx, .txt, .md hoặc ảnh (.png, .jpg, .webp).',
  'wrong-extension': 'nội dung tệp không đúng với đuôi tệp; lưu lại thành .docx hoặc .pdf.',
  'archive-bomb': 'tệp nén bung ra lớn hơn mọi tệp văn phòng nên không được mở.',
  secret: 'văn bản có dấu chỉ độ mật nên không được đọc và không được lưu.',
  'legacy-font': 'văn bản gõ bằng phông chữ trước Unicode mà chưa chuyển được; chuyển mã sang Unicode rồi thử lại.',
  'unreadable-scan': 'bản quét quá tối hoặc quá mờ; quét lại hoặc dùng tệp Word.',
  'not-vietnamese': 'văn bản không phải tiếng Việt.',
  'not-a-plan': 'văn bản không phải kế hoạch.',
}

const meant = (near: string | undefined): string => (near === undefined ? '.' : `; có phải “${near}” không?`)
const listed = (words: readonly string[]): string => words.join(', ') || 'chưa có gì'

const commands: CommandTexts = {
  notice: (line) => `lưu ý: ${line}`,
  moreProblems: (file, count) => `${file}: và ${count} lỗi khác.`,
  checked: (files, problems) => `Đã đọc ${files} tệp, ${problems === 0 ? 'không có lỗi' : `${problems} lỗi`}.`,
  page: (page, pages) => `trang ${page}/${pages}`,
  leftOut: (unclear, items) =>
    `${unclear}/${items} mục đọc chưa rõ hoặc không nêu đơn vị nào của cơ quan nên chưa tính; xem bằng \`dung-han import\`.`,
  noSurePlan: {
    title: 'văn bản không nêu tên kế hoạch; gửi tệp qua trò chuyện để ghi thêm tên.',
    period: 'văn bản không nêu năm hoặc thời gian thực hiện; gửi tệp qua trò chuyện để ghi thêm.',
    items: 'không mục nào của văn bản diễn tập được khi chưa có người xem lại; gửi tệp qua trò chuyện để xem lại.',
  },
  messages: (count) => `${count} tin nhắn.`,

  nothingStarted: 'Chưa khởi động gì. Sửa các dòng trên rồi khởi động lại.',
  start: {
    database: ({ why }) => `Không dùng được cơ sở dữ liệu${why}; kiểm tra DATABASE_URL và xem máy chủ có chạy không.`,
    'data-folder': ({ folder, why }) =>
      `Không dùng được thư mục dữ liệu ${folder}${why}; chọn thư mục khác bằng --data.`,
    'damaged-database': ({ folder }) =>
      `Không mở được cơ sở dữ liệu trong ${folder}; khôi phục từ bản sao lưu, hoặc chọn thư mục khác.`,
    redis: () => 'Không kết nối được Redis; kiểm tra REDIS_URL và xem Redis có chạy không.',
    'link-key': ({ file }) => `Khóa trong ${file} bị hỏng; xóa tệp đó rồi khởi động lại.`,
  },
  portTaken: (port) => `Cổng ${port} đang được dùng. Chọn cổng khác: dung-han serve --port ${port + 1}`,
  folderHeld: ({ folder, pid, host, since }) =>
    `Thư mục dữ liệu ${folder} đang do tiến trình ${pid} trên máy ${host} dùng từ ${since}; dừng tiến trình đó, hoặc chọn thư mục khác bằng --data.`,
  inviteInChat: 'Khi máy chủ đang chạy, người quản trị mời người khác ngay trong trò chuyện bằng /moi.',
  otherClock: {
    real: 'Dữ liệu này là của bản chạy thử hoặc diễn tập dùng đồng hồ giả. Khởi động với thư mục dữ liệu (hoặc cơ sở dữ liệu) riêng: --data THƯ-MỤC.',
    virtual:
      'Dữ liệu này là của máy chủ chạy theo giờ thật nên không được dùng đồng hồ giả. Khởi động với thư mục dữ liệu khác: --data THƯ-MỤC.',
  },
  ready: (address) => `Đúng Hạn đã sẵn sàng: ${address}`,
  demoClock: (instant) => `Đồng hồ chạy thử đang ở ${instant}.`,
  channels: (names) => `Kênh: ${names.join(', ')}`,
  connectOa: (address) =>
    `Zalo OA chưa được kết nối. Quản trị viên của OA mở địa chỉ này và đồng ý (một lần, trong 7 ngày): ${address}`,
  invitation: (name, code, links) =>
    `Thư mời ${name} (dùng một lần, trong 7 ngày): /start ${code}${links.map((link) => `  ${link}`).join('')}`,
  failed: (message) => `dung-han: dừng vì lỗi hệ thống: ${message}`,

  noPerson: (id, near) => `Cơ quan không có người nào mang mã “${id}”${meant(near)}`,
  noPersonNamed: (name, near, known) => `Không có người “${name}”${meant(near)} Hiện có: ${listed(known)}.`,
  invited: (name, days) => `Mời ${name}; dùng một lần, trong ${days} ngày.`,
  noRecords: (folder) => `Thư mục dữ liệu ${folder} chưa có gì; dùng --data để chỉ thư mục mà lệnh “serve” đang dùng.`,

  noConversations: (personId) => `${personId} chưa trò chuyện lần nào.`,
  noConversation: (personId, session) =>
    `${personId} không có cuộc trò chuyện ${session}; bỏ --session để xem danh sách.`,
  flowGone: (flow) =>
    `Kịch bản “${flow}” không còn hoặc đã sang bản khác; dùng đúng các kịch bản lúc trò chuyện để giữ lại.`,
  nothingSaid: (personId) => `Trong những ngày ấy không có tin nhắn nào với ${personId}.`,
  saidTooLongAgo: 'Từ những ngày ấy đến nay đã có quá nhiều tin nhắn; chọn những ngày gần hơn.',
  sessionOrDays: 'Chỉ chọn một: một cuộc trò chuyện (--session), một khoảng ngày, hoặc ngày gần nhất.',
  otherEnd:
    'Chạy lại thì cuộc trò chuyện kết thúc khác trước: kịch bản đã sửa, hoặc một số tin nhắn đã bị xóa. Chưa ghi tệp nào.',
  keptWithoutNames: (file) =>
    `Đã giữ trong ${file}. Đọc lại một lần trước khi chuyển ra ngoài cơ quan: các tên đã được thay, nội dung đã gõ thì còn nguyên.`,

  noPlanFollowed: (plan, plans) => `Thư mục dữ liệu không theo dõi kế hoạch “${plan}”; hiện có: ${listed(plans)}.`,
  noReport: (duty, due, days) =>
    `Chế độ báo cáo “${duty}” không có báo cáo ${due === undefined ? 'nào có ngày' : `hạn ${due}`}; hiện có: ${listed(days)}.`,
  noDuty: (plan, duty, near, duties) =>
    `Kế hoạch “${plan}” không có chế độ báo cáo “${duty}”${meant(near)} Hiện có: ${listed(duties)}.`,
  severalDays: (duty, days) =>
    `Chế độ báo cáo “${duty}” có nhiều hạn; chọn một: ${days.map((day) => `--due ${day}`).join(', ')}.`,
  written: (file, bytes) => `${file} (${bytes} byte)`,

  unreadable: 'Không đọc được tệp này.',
  kept: (file) => `Đã giữ trong ${file}.`,
  cannotBeWritten: (file) => `${file}: không ghi được; chọn tệp trong một thư mục đã có.`,

  corrections: {
    nothing: 'không có',
    nobody: 'không ai',
    blank: 'để trống',
    head: 'phần đầu,',
    changes: {
      dropped: 'bỏ',
      due: 'sửa hạn',
      units: 'sửa đơn vị',
      what: 'sửa nội dung',
      kind: 'sửa loại',
      to: 'sửa nơi nhận',
      added: 'thêm',
      value: 'sửa mức',
      name: 'sửa tên',
      number: 'số, ký hiệu',
      'issued-on': 'ngày ban hành',
      title: 'tên kế hoạch',
      period: 'thời gian thực hiện',
      issuer: 'cơ quan ban hành',
    },
    kinds: itemKindNames,
  },
}

/** Sentences for operators in Vietnamese. */
export const vietnamese: Operators = {
  issues,
  phrases: vietnamesePhrases,
  refusals,
  refusalFacts: {
    confidence: 'độ rõ',
    font: 'phông chữ',
    found: 'thực ra là',
    kind: 'loại',
    megabytes: 'số MB',
    megapixels: 'triệu điểm ảnh',
    most: 'tối đa',
    pages: 'số trang',
  },
  commands,
  help: vietnameseHelp,
}
