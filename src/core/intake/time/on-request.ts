import { Lexicon } from './lexicon.ts'
import { type Outcome, type Parser, said, waiting } from './reading.ts'
import type { Tokens } from './tokens.ts'

const onRequest = new Lexicon<'request' | 'of' | 'manner' | 'plan'>([
  [
    'request',
    [
      'khi có yêu cầu',
      'khi được yêu cầu',
      'khi có phát sinh',
      'khi phát sinh',
      'khi cần',
      'khi cần thiết',
      'đột xuất',
      'khi có chỉ đạo',
      'khi có đề nghị',
      'khi có sự cố',
      'khi có thay đổi',
      'khi có sự thay đổi',
      'khi có vụ việc',
      'khi có biến động',
      'khi có tình huống',
      'đột xuất khi có yêu cầu',
      'theo vụ việc',
      'theo sự vụ',
      'khi có hướng dẫn',
      'khi có văn bản',
      'khi có thông báo',
      'khi có vướng mắc',
      'tùy tình hình',
      'tùy theo tình hình',
      'tùy tình hình thực tế',
      'theo tình hình thực tế',
      'khi có phát sinh mới',
      'khi có phản ánh',
      'khi có kiến nghị',
      'khi có kế hoạch',
      'khi có công văn',
      'khi có giấy mời',
      'khi có thư mời',
      'khi có quyết định',
      'khi có kết quả',
      'khi có chủ trương',
      'khi có đơn',
      'khi có đơn thư',
      'khi có nhu cầu',
      'khi có ý kiến',
      'khi có đủ hồ sơ',
      'khi có hồ sơ',
      'khi có dịch',
      'khi có thiên tai',
      'khi có thông tin',
      'khi có tin báo',
      'khi có khiếu nại',
      'khi có tố cáo',
      'khi có lịch',
      'khi có dự án',
      'khi có đoàn',
      'khi có văn bản mới',
      'khi được giao',
      'khi được phân công',
      'khi được mời',
      'khi được phê duyệt',
      'khi được chấp thuận',
      'đúng thời hạn yêu cầu',
    ],
  ],
  [
    'plan',
    [
      'theo kế hoạch',
      'theo chương trình',
      'theo chương trình công tác',
      'theo lịch',
      'theo lịch công tác',
      'theo giấy mời',
      'theo thư mời',
      'theo công văn',
      'theo văn bản',
      'theo quyết định',
      'theo thời gian quy định',
      'theo thời hạn quy định',
      'theo tiến độ',
      'theo lộ trình',
    ],
  ],
  ['of', ['theo yêu cầu', 'theo đề nghị', 'đột xuất theo yêu cầu', 'theo chỉ đạo', 'theo hướng dẫn', 'theo thông báo']],
  [
    'manner',
    [
      'theo quy định',
      'kịp thời',
      'theo đúng tiến độ',
      'đúng thời gian quy định',
      'đúng thời hạn quy định',
      'đúng quy định',
      'theo đúng thời gian quy định',
      'theo đúng quy định',
    ],
  ],
])

const ofWords: ReadonlySet<string> = new Set(['của', 'từ'])

/** A body is named in at most so many words. */
const longestBody = 16

const timeWords: ReadonlySet<string> = new Set([
  'trước',
  'vào',
  'quý',
  'tháng',
  'ngày',
  'trong',
  'năm',
  'để',
  'từ',
  'hằng',
  'theo',
])

/** Index behind the body whose plan or request is awaited: a time may follow at once. */
function nameEnd(tokens: Tokens, index: number): number {
  let next = index
  while (next < index + longestBody) {
    const { kind, text } = tokens.at(next)
    const dash = text === '-' && tokens.at(next + 1).kind === 'word'
    if ((kind !== 'word' && !dash) || timeWords.has(text)) return next
    next += 1
  }
  return next
}

/** Words that say more of what is awaited: "khi có thông báo triệu tập", "khi có phản ánh, kiến nghị". */
const furtherWords = new Lexicon<true>([
  [
    true,
    [
      'triệu tập',
      'hướng dẫn',
      'chỉ đạo',
      'kiến nghị',
      ', kiến nghị',
      'đề nghị',
      'yêu cầu',
      'mời',
      'cụ thể',
      'mới',
      'phân công',
      'kết luận',
    ],
  ],
])

/** What others do that calls for something; the doer stands before it. */
const calls = new Lexicon<true>([
  [
    true,
    [
      'phát động',
      'yêu cầu',
      'có yêu cầu',
      'triệu tập',
      'có thông báo',
      'có văn bản',
      'có kế hoạch',
      'có hướng dẫn',
      'có chỉ đạo',
      'đề nghị',
      'có đề nghị',
      'công bố',
      'được công bố',
      'ban hành',
      'được ban hành',
      'phê duyệt',
      'được phê duyệt',
      'chỉ đạo',
      'mời',
      'giao nhiệm vụ',
      'trưng tập',
    ],
  ],
])

/** A doer is named in at most so many words. */
const longestDoer = 9

/** "Khi Đảng ủy Khối phát động", "khi cơ quan có thẩm quyền yêu cầu", "khi thủ tục được công bố". */
export const called: Parser = (tokens, index) => {
  if (!tokens.is(index, 'khi')) return undefined
  for (let next = index + 1; next <= index + longestDoer; next += 1) {
    const { kind, text } = tokens.at(next)
    if (kind !== 'word' && text !== '-') return undefined
    const call = next > index + 1 ? calls.at(tokens, next) : undefined
    if (call === undefined) continue
    const value: Outcome[] = [waiting('on-request', said(tokens, index, call.next), ['no-event-day'])]
    return { value, next: call.next }
  }
  return undefined
}

/** "Khi có yêu cầu", "đột xuất", "theo yêu cầu của …", "theo quy định", "kịp thời". */
export const requested: Parser = (tokens, index) => {
  const word = onRequest.at(tokens, index)
  if (word === undefined) return undefined
  let behind = word.next
  for (let more = furtherWords.at(tokens, behind); more !== undefined; more = furtherWords.at(tokens, behind))
    behind = more.next
  const of = word.value !== 'manner' && tokens.isOne(behind, ofWords)
  const next = of ? nameEnd(tokens, behind + 1) : behind
  const vague = word.value === 'manner' || (word.value === 'plan' && !of)
  const doubts = vague ? (['perhaps-no-deadline'] as const) : (['no-event-day'] as const)
  const value: Outcome[] = [waiting('on-request', said(tokens, index, next), doubts)]
  return { value, next }
}

export const requestStarts: readonly string[] = onRequest.firstWords
