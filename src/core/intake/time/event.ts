import { Lexicon } from './lexicon.ts'
import { type Outcome, type Parser, said, waiting } from './reading.ts'
import type { Tokens } from './tokens.ts'

/** An event is told in at most so many words. */
const longestEvent = 40

const closing: ReadonlySet<string> = new Set([',', '.', ';', ':', '(', ')', '-', '+', '|'])

/** Words with which a further time begins inside the clause. */
const furtherTimes = new Lexicon<true>([
  [
    true,
    [
      'trước ngày',
      'chậm nhất',
      'muộn nhất',
      'hoàn thành trước',
      'xong trước',
      'đến hết',
      'trong tháng',
      'trong quý',
      'trong thời hạn',
      'trong vòng',
      'không quá',
      'hằng năm',
      'hằng quý',
      'hằng tháng',
      'định kỳ',
      'từ ngày',
    ],
  ],
])

/** Index behind the clause that tells an event: at a comma, a full stop, a bracket, a further time. */
export function clauseEnd(tokens: Tokens, index: number): number {
  let next = index
  while (next < index + longestEvent) {
    const token = tokens.at(next)
    if (token.kind === 'end') return next
    // "Số 32/kh-ubnd" has its marks inside.
    if (closing.has(token.text) && !isInside(tokens, next)) return next
    if (next > index && furtherTimes.at(tokens, next) !== undefined) return next
    next += 1
  }
  return next
}

/** Whether a mark has words or numbers close on both its sides. */
const isInside = (tokens: Tokens, index: number): boolean => {
  const behind = tokens.at(index + 1)
  return tokens.at(index).tight && behind.tight && behind.kind !== 'end'
}

const after = new Lexicon<'after' | 'before'>([
  [
    'after',
    [
      'ngay sau khi',
      'sau khi',
      'ngay khi',
      'ngay sau',
      'ngay sau ngày',
      'kể từ khi',
      'khi kết thúc',
      'khi hoàn thành',
      'khi hết',
      'sau mỗi',
      'ngay sau khi có',
      'khi có kết quả',
      'sau đó',
    ],
  ],
  ['before', ['trước khi', 'ngay trước khi', 'trước mỗi', 'trước lúc']],
])

/** "Ngay sau khi …", "sau khi …", "trước khi …": waits for an event. */
export const afterEvent: Parser = (tokens, index) => {
  const word = after.at(tokens, index)
  if (word === undefined || tokens.is(word.next - 1, 'đó')) return undefined
  const end = clauseEnd(tokens, word.next)
  if (end <= word.next) return undefined
  const isBefore = word.value === 'before'
  // "Trước khi ban hành" counts back from "khi ban hành"; the others keep their own words.
  const begin = isBefore ? word.next - 1 : index
  const reading = waiting('after', said(tokens, begin, end), ['no-event-day'])
  const rule = isBefore && reading.rule.kind === 'relative' ? { ...reading.rule, before: true as const } : reading.rule
  return { value: [{ ...reading, rule }], next: end }
}

const onRequest = new Lexicon<'request' | 'of' | 'manner'>([
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
    ],
  ],
  ['of', ['theo yêu cầu', 'theo đề nghị', 'đột xuất theo yêu cầu', 'theo chỉ đạo', 'theo hướng dẫn', 'theo thông báo']],
  [
    'manner',
    [
      'theo quy định',
      'kịp thời',
      'theo kế hoạch',
      'theo tiến độ',
      'theo lộ trình',
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

/** "Khi có yêu cầu", "đột xuất", "theo yêu cầu của …", "theo quy định", "kịp thời". */
export const requested: Parser = (tokens, index) => {
  const word = onRequest.at(tokens, index)
  if (word === undefined) return undefined
  const more = word.value !== 'manner' && tokens.isOne(word.next, ofWords)
  const next = more ? clauseEnd(tokens, word.next) : word.next
  const doubts = word.value === 'manner' ? (['perhaps-no-deadline'] as const) : (['no-event-day'] as const)
  const value: Outcome[] = [waiting('on-request', said(tokens, index, next), doubts)]
  return { value, next }
}

const lasting = new Lexicon<true>([
  [
    true,
    [
      'thường xuyên',
      'xuyên suốt',
      'liên tục',
      'quanh năm',
      'cả năm',
      'trong suốt năm',
      'suốt năm',
      'trong cả năm',
      'suốt thời gian',
      'trong suốt thời gian',
      'suốt quá trình',
      'trong suốt quá trình',
      'suốt giai đoạn',
      'trong suốt giai đoạn',
      'cả giai đoạn',
      'trong cả giai đoạn',
      'suốt nhiệm kỳ',
      'trong suốt nhiệm kỳ',
      'duy trì thường xuyên',
      'toàn thời gian',
      'trong suốt cả năm',
      'thường kỳ',
      'hằng ngày thường xuyên',
      'thường xuyên trong năm',
      'thường xuyên trong cả năm',
      'thường xuyên hằng năm',
      'thường xuyên cả năm',
      'thường xuyên trong suốt năm',
      'thường xuyên hằng ngày',
      'xuyên suốt trong năm',
      'xuyên suốt năm',
      'liên tục trong năm',
      'xuyên suốt cả năm',
    ],
  ],
])

const standing: ReadonlySet<string> = new Set(['thường', 'xuyên', 'liên'])

/** "Thường xuyên, liên tục", "xuyên suốt", "quanh năm": without an end. */
export const always: Parser = (tokens, index) => {
  const first = lasting.at(tokens, index)
  if (first === undefined) return undefined
  // "Cả năm 2023" is a stretch.
  if (tokens.is(first.next - 1, 'năm') && tokens.year(first.next) !== undefined && !standing.has(tokens.at(index).text))
    return undefined
  let next = yearBehindLasting(tokens, first.next)
  for (;;) {
    const from = tokens.skip(tokens.skip(next, ','), 'và')
    const more = from === next ? undefined : lasting.at(tokens, from)
    if (more === undefined) break
    next = yearBehindLasting(tokens, more.next)
  }
  const rule = { kind: 'continuous', phrase: '' } as const
  return { value: [{ form: 'always', rule, from: null, due: null, doubts: [] }], next }
}

/** "Thường xuyên trong năm 2023", "xuyên suốt năm 2023": the year is the plan's. */
function yearBehindLasting(tokens: Tokens, index: number): number {
  const from = tokens.skip(index, 'trong')
  if (tokens.is(from, 'năm') && tokens.year(from + 1) !== undefined && !tokens.is(from + 2, '-')) return from + 2
  return tokens.year(index) !== undefined && tokens.is(index - 1, 'năm') ? index + 1 : index
}

export const afterStarts: readonly string[] = after.firstWords
export const requestStarts: readonly string[] = onRequest.firstWords
export const alwaysStarts: readonly string[] = lasting.firstWords
