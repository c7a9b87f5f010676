import type { NameKind, PhraseOf } from '../core/phrase.ts'
import { type PhraseTexts, phraseText } from './operators.ts'

/** What names point to, in the words of the guide to writing flows. */
export const kindNames: { readonly [K in NameKind]: string } = {
  unit: 'đơn vị',
  indicator: 'chỉ tiêu',
  effect: 'cách lưu (effect)',
  choice: 'lựa chọn',
  field: 'trường dữ liệu',
  figure: 'số liệu',
}

/** Why a text is no YAML, by the parser's own codes. */
const yamlProblems: { readonly [P in PhraseOf<'yaml-problem'>['problem']]: string } = {
  ALIAS_PROPS: 'chỗ dẫn lại (*) không được kèm nhãn hay thẻ',
  BAD_ALIAS: 'tên sau dấu & hoặc * bị trống, sai, hoặc chưa có ở trên',
  BAD_COLLECTION_TYPE: 'thẻ (!) không hợp với danh sách hay nhóm khóa này',
  BAD_DIRECTIVE: 'dòng bắt đầu bằng % không dùng được; đặt trong dấu nháy nếu là chữ',
  BAD_DQ_ESCAPE: 'dấu \\ trong dấu nháy kép không đúng; dùng dấu nháy đơn',
  BAD_INDENT: 'thụt lề không đều; các mục cùng cấp phải thẳng cột',
  BAD_PROP_ORDER: 'nhãn (&) hoặc thẻ (!) đứng sai chỗ',
  BAD_SCALAR_START: 'chữ bắt đầu bằng ký tự đặc biệt; đặt cả câu trong dấu nháy',
  BLOCK_AS_IMPLICIT_KEY: 'hai khóa trên cùng một dòng; xuống dòng, hoặc đặt chữ có dấu hai chấm trong dấu nháy',
  BLOCK_IN_FLOW: 'trong ngoặc có gạch đầu dòng hoặc dấu hai chấm thừa; đặt chữ có dấu hai chấm trong dấu nháy',
  DUPLICATE_KEY: 'một khóa được ghi hai lần; chỉ giữ một',
  IMPOSSIBLE: 'đoạn này không phân tích được; viết lại cho đơn giản',
  KEY_OVER_1024_CHARS: 'khóa quá dài; có thể thiếu dấu nháy đóng',
  MISSING_CHAR: 'thiếu ký tự: dấu hai chấm sau tên khóa, dấu cách, dấu nháy đóng hoặc ngoặc đóng',
  MULTILINE_IMPLICIT_KEY: 'tên khóa phải nằm trên một dòng và có dấu hai chấm theo sau',
  MULTIPLE_ANCHORS: 'một giá trị chỉ được có một nhãn (&)',
  MULTIPLE_DOCS: 'tệp có hai phần ngăn bằng ---; chỉ giữ một phần',
  MULTIPLE_TAGS: 'một giá trị chỉ được có một thẻ (!)',
  NON_STRING_KEY: 'tên khóa phải là chữ',
  RESOURCE_EXHAUSTION: 'các chỗ dẫn lại (*) lồng nhau quá nhiều',
  TAB_AS_INDENT: 'thụt lề bằng phím Tab; dùng dấu cách',
  TAG_RESOLVE_FAILED: 'không có thẻ (!) này; bỏ thẻ hoặc đặt chữ trong dấu nháy',
  UNEXPECTED_TOKEN: 'có ký tự không đúng chỗ; kiểm tra dấu ngoặc, dấu phẩy, dấu nháy và thụt lề',
  other: 'tệp lồng quá sâu hoặc dẫn lại quá nhiều nên không phân tích được',
}

const quoted = (words: readonly string[]): string => words.map((word) => `“${word}”`).join(', ')
const either = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} hoặc ${words.at(-1)}`
const counted = ({ limit, of }: { readonly limit: number; readonly of?: 'characters' | 'items' }): string =>
  of === undefined ? `${limit}` : `${limit} ${of === 'items' ? 'mục' : 'ký tự'}`

/** Phrases of operators' sentences in Vietnamese. */
export const vietnamesePhrases: PhraseTexts = {
  nothing: () => 'để trống',
  'empty-list': () => 'một danh sách trống',
  list: () => 'một danh sách',
  'keys-and-values': () => 'các khóa kèm giá trị',
  span: ({ from, to }) => `${from} đến ${to}`,
  'no-rule': () => 'thời hạn mà không nêu hạn nào',
  'keys-together': ({ keys }) => keys.join(' cùng với '),
  'time-beside': ({ key }) => `giờ (time) bên cạnh “${key}”`,
  'weekday-beside': ({ every }) => `thứ trong tuần (weekday) bên cạnh “${every}”`,
  'the-unit': ({ id }) => `đơn vị “${id}”`,
  'the-board': () => 'cơ quan',

  'yaml-problem': ({ problem }) => yamlProblems[problem],
  'too-many-characters': ({ limit }) => `tệp dài hơn ${limit} ký tự`,
  'file-too-large': () => 'tệp quá lớn; tệp khai báo chỉ dài vài nghìn ký tự',
  'not-utf-8': () => 'tệp không phải chữ UTF-8; lưu lại bằng bảng mã UTF-8',

  text: () => 'chữ (đặt trong dấu nháy nếu trông giống số)',
  'not-empty': () => 'chữ, không để trống',
  number: () => 'một số',
  'whole-number': () => 'một số nguyên',
  'true-or-false': () => 'true (đúng) hoặc false (sai)',
  'keys-with-values': () => 'các khóa kèm giá trị',
  'another-value': () => 'giá trị khác',
  'one-of': ({ values, near }) => {
    const all = values.length === 1 ? quoted(values) : `một trong: ${quoted(values)}`
    return near === undefined ? all : `${all} (có phải “${near}” không?)`
  },
  'any-of': ({ phrases }) => phrases.map((one) => phraseText(vietnamesePhrases, one)).join(' hoặc '),
  'at-least': (limit) => `ít nhất ${counted(limit)}`,
  'at-most': (limit) => `nhiều nhất ${counted(limit)}`,
  'more-than': (limit) => `nhiều hơn ${counted(limit)}`,
  'less-than': (limit) => `ít hơn ${counted(limit)}`,
  'multiple-of': ({ divisor }) => `bội số của ${divisor}`,

  day: () => 'một ngày có thật, viết như 2023-05-10',
  time: () => 'giờ trong ngày, viết như 17:00',
  id: () => 'mã (id) gồm chữ thường không dấu, chữ số, nối bằng một gạch ngang, như gia-lai-2023',
  'id-of': ({ kind }) => `mã (id) của một ${kindNames[kind]}`,
  'month-day': () => 'một ngày có thật của mỗi năm, viết như 10-29 (tháng-ngày)',
  'key-sets': ({ sets }) => `một trong các cách: ${sets.map((keys) => keys.join(' + ')).join('; ')}`,
  'exactly-one-key': ({ keys }) => `đúng một trong: ${keys.join(', ')}`,
  'time-only-beside-a-day': () => 'giờ (time) chỉ đi cùng before, by hoặc on',
  'weekday-only-beside-week': () => 'thứ trong tuần (weekday) chỉ đi cùng every: week',
  'stretch-that-exists': () => 'một khoảng thời gian có thật',
  'hours-after': ({ time }) => `giờ làm việc sau ${time}`,
  'no-group-word': () => 'mã (id) khác: từ này chỉ nhiều đơn vị',
  'some-unit': () => 'ít nhất một đơn vị của cơ quan',
  'per-cent': () => '“%”, vì tỷ lệ tính theo phần trăm',
  'calendar-day': () => 'một ngày có trong lịch, như 2026-02-17',
  'morning-time': () => 'giờ trong ngày, như 07:30',
  'rung-id': () => 'chữ thường không dấu, chữ số và gạch ngang',

  'not-of-year': ({ year }) => `không thuộc năm ${year}`,
  'day-twice': () => 'ngày này có hai lần trong bảng',
  'worked-on-weekday': () => 'ngày làm bù do hoán đổi (swap_work) phải là thứ Bảy hoặc Chủ nhật',
  'off-on-weekend': ({ kind }) => `ngày nghỉ bù hoặc nghỉ hoán đổi (${kind}) phải là ngày trong tuần`,
  'no-weekend': () => 'ghi là cuối tuần (weekend) nhưng là ngày trong tuần',
  'holiday-for-a-day': ({ kind }) => `ngày lễ (${kind}) không thay cho ngày nào`,
  'no-such-day': ({ day }) => `bảng không có ngày ${day}`,
  'cannot-stand-for': ({ day, kind, other }) => `${day} là ${other}, không thể đi cùng ${kind}`,

  'block-name': () => 'chữ thường không dấu, chữ số, - và _, bắt đầu bằng chữ',
  'fact-path': () => 'các tên nối bằng dấu chấm, như previous.text',
  'one-word': () => 'một từ không dấu, không có dấu cách',
  'not-skip': () => 'tên khác: skip dành cho nút bỏ qua câu hỏi',
  'not-remarks': () => 'tên khác: remarks là chỗ ghi lưu ý',
  'not-value': () => 'tên khác: value là chỗ ghi câu trả lời',
  'save-block': () => 'một câu loại save',
  'numeric-block': () => 'một câu loại numeric; các số khác tự mang theo lưu ý',
  'at-least-key': ({ key, limit }) => `không nhỏ hơn ${key} (${limit})`,
  'fact-that-is': ({ shape }) => (shape === 'number' ? 'một dữ liệu là số' : 'một dữ liệu là nhóm khóa kèm giá trị'),
  'list-with-ids': () => 'danh sách trong facts hoặc given mà mỗi phần tử có id',
  'golden-instant': () => 'thời điểm, viết như 2023-06-12T08:10+07:00',

  address: ({ protocols }) => `địa chỉ bắt đầu bằng ${protocols.map((one) => `${one}://`).join(' hoặc ')}`,
  either: ({ words }) => either(words),
  'one-word-of': ({ words }) => `một trong: ${words.join(', ')}`,
  words: ({ words }) => either(words),
  'whole-number-between': ({ from, to }) => `một số nguyên từ ${from} đến ${to}`,
  'messages-or-none': ({ from, to }) => `một số nguyên từ ${from} đến ${to}, hoặc none khi gói không giới hạn`,
  port: () => 'số cổng từ 0 đến 65535',
  'webhook-secret': () => 'khóa bí mật khó đoán, 8 đến 256 ký tự gồm chữ không dấu, chữ số, _ hoặc -',
  'telegram-token': () => 'mã bot do @BotFather cấp: dãy số, dấu hai chấm, rồi chữ, số, _ hoặc -',
  'zalo-token': () => 'mã bot do Zalo Bot Manager gửi, không có dấu cách',
  'app-id': () => 'mã số của ứng dụng: chỉ gồm chữ số',
  'oa-id': () => 'mã số của Official Account: chỉ gồm chữ số',
  'template-id': () => 'mã của mẫu tin đã duyệt',
  'template-data': () => 'tham số dạng JSON mà giá trị là chữ, như {"ten":"{person}"}',
  verification: () => 'chỉ riêng mã: chữ không dấu, chữ số, _ hoặc -',
  'value-because': ({ setting }) => `một giá trị, vì đã đặt ${setting}`,
  'public-url-because': ({ setting }) => `địa chỉ https://… để bên ngoài truy cập máy chủ này, vì đã đặt ${setting}`,
  'https-because': ({ setting }) => `địa chỉ https://…, vì đã đặt ${setting}`,
  'https-in-production': () => 'địa chỉ https://…, vì NODE_ENV=production',
  'day-such-as': () => 'một ngày, viết như 2023-01-01',
  'instant-such-as': () => 'một thời điểm, viết như 2023-04-24T07:29:00+07:00',
  'database-for-roles': () =>
    'có DATABASE_URL, vì cơ sở dữ liệu nhúng chỉ phục vụ một tiến trình (khi đó dùng --role all)',
  'no-clock-in-production': () => 'bỏ đồng hồ giả khi NODE_ENV=production',
  'no-demo-in-production': () => 'bỏ bản chạy thử khi NODE_ENV=production',
  'channel-in-production': () => 'một kênh thật khi NODE_ENV=production',
  'all-for-demo': () => 'all, vì bản chạy thử chỉ dùng một tiến trình',
}
