import type { HelpTexts } from './operators.ts'

/** Commander's lines about a mistyped command line, by what they say. */
const mistakes: readonly (readonly [RegExp, (word: string) => string])[] = [
  [/^error: unknown option '([^']*)'/, (word) => `không có tùy chọn “${word}”`],
  [/^error: unknown command '([^']*)'/, (word) => `không có lệnh “${word}”`],
  [/^error: missing required argument '([^']*)'/, (word) => `thiếu tham số “${word}”`],
  [/^error: option '([^']*)' argument missing/, (word) => `tùy chọn “${word}” thiếu giá trị`],
  [/^error: too many arguments/, () => 'thừa tham số'],
]

function mistyped(message: string): string {
  const said = mistakes.flatMap(([pattern, say]) => {
    const found = pattern.exec(message)
    return found === null ? [] : [say(found[1] ?? '')]
  })
  const near = /\(Did you mean (?:one of )?(.*)\?\)/.exec(message)?.[1]
  const line = `lỗi: ${said[0] ?? 'câu lệnh không đúng'}.\n`
  return near === undefined ? line : `${line}(Có phải ${near} không?)\n`
}

/** The words of `--help` in Vietnamese. */
export const vietnameseHelp: HelpTexts = {
  about: 'Đúng Hạn đọc kế hoạch, theo dõi thời hạn, hỏi người phụ trách và tổng hợp báo cáo.',
  headings: {
    'Usage:': 'Cách dùng:',
    'Arguments:': 'Tham số:',
    'Options:': 'Tùy chọn:',
    'Commands:': 'Lệnh:',
    '[options]': '[tùy chọn]',
    '[command]': '[lệnh]',
  },
  version: 'in số phiên bản',
  help: 'in hướng dẫn của lệnh',
  data: 'thư mục dữ liệu (không ghi thì là ./data)',
  json: 'in dạng JSON',
  serve: {
    does: 'chạy bot; chưa cài đặt gì thì là bản chạy thử',
    demo: 'mở trang trò chuyện trên máy này, kể cả khi đã cài đặt kênh thật',
    port: 'cổng của máy chủ web (không ghi thì là 3000)',
    clock: 'cho đồng hồ giả chạy từ thời điểm này',
    plan: 'theo dõi các kế hoạch này thay cho những kế hoạch ghi trong tệp cơ quan',
    role: 'phần việc của tiến trình này: all, web, worker hoặc scheduler (không ghi thì là all)',
  },
  import: {
    does: 'đọc một văn bản kế hoạch rồi in các việc có thời hạn; không lưu gì',
    file: 'tệp Word, PDF, bản quét, ảnh, Excel, văn bản thuần hoặc Markdown',
    text: 'in phần chữ của văn bản, nơi các vị trí được tính',
  },
  corrections: 'in những chỗ người xem lại đã sửa trong các kế hoạch đọc từ văn bản',
  rehearse: {
    does: 'in mọi tin nhắn của một khoảng thời gian mà không gửi gì',
    plans: 'tệp kế hoạch, hoặc văn bản (chỉ tính những mục đọc được chắc chắn)',
    board: 'tệp cơ quan (không ghi thì theo BOARD_FILE, rồi đến config/boards/sample.yaml)',
    from: 'ngày đầu (không ghi thì là ngày đầu của kế hoạch)',
    to: 'ngày cuối (không ghi thì là ngày cuối của kế hoạch)',
  },
  report: {
    does: 'tổng hợp báo cáo của một chế độ báo cáo từ thư mục dữ liệu',
    plan: 'mã (id) hoặc tệp của kế hoạch',
    duty: 'mã (id) của chế độ báo cáo',
    out: 'nơi ghi tệp Word',
    due: 'chọn kỳ nào, khi chế độ báo cáo có nhiều hạn',
  },
  invite: {
    does: 'in mã dùng một lần và đường dẫn mời một người',
    person: 'mã (id) hoặc họ tên',
  },
  chat: {
    does: 'trò chuyện thử với một kịch bản ngay trên màn hình lệnh',
    flow: 'mã (id) của kịch bản',
    as: 'tên người đang trò chuyện',
    save: 'giữ lại làm cuộc trò chuyện mẫu',
  },
  conversation: {
    does: 'liệt kê các cuộc trò chuyện của một người, hoặc giữ một cuộc làm mẫu sau khi thay các tên',
    person: 'mã (id) của người đó',
    session: 'chọn cuộc nào',
    from: 'thay vào đó: mọi lời từ ngày này, cả lệnh và nút (2026-03-02); để đọc, và để chạy lại khi có cùng kế hoạch, cùng cơ quan, không ai khác làm gì',
    to: 'ngày cuối (không ghi thì là ngày của --from)',
    last: 'thay vào đó: ngày gần nhất người đó có nhắn tin',
    save: 'nơi ghi tệp (không ghi thì in ra màn hình)',
  },
  check: {
    does: 'kiểm tra cài đặt, cơ quan, kế hoạch, thang nhắc, lịch, kịch bản',
    files: 'chỉ kiểm tra các tệp này',
  },
  mistyped,
}
