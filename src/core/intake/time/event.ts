import type { TimeContext } from '../time-phrase.ts'
import { intervalAt } from './interval.ts'
import { Lexicon } from './lexicon.ts'
import { limited } from './limit.ts'
import { type Outcome, type Parser, said, waiting } from './reading.ts'
import type { Parsed, Tokens } from './tokens.ts'

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
      'vào ngày',
      'vào tháng',
      'vào quý',
      'và kết thúc',
      'và hoàn thành',
      'chậm hơn',
    ],
  ],
])

/** "Trước 7 giờ ngày …", "trước 30/6". */
const isBefore = (tokens: Tokens, index: number): boolean =>
  tokens.is(index, 'trước') && tokens.at(index + 1).kind === 'number'

/** Index behind the clause that tells an event: at a comma, a full stop, a bracket, a further time. */
export function clauseEnd(tokens: Tokens, index: number): number {
  let next = index
  while (next < index + longestEvent) {
    const token = tokens.at(next)
    if (token.kind === 'end') return next
    // "Số 32/kh-ubnd" has its marks inside.
    if (closing.has(token.text) && !isInside(tokens, next)) return next
    if (next > index && (furtherTimes.at(tokens, next) !== undefined || isBefore(tokens, next))) return next
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

/** "Sau mỗi đợt và báo cáo tổng kết …": what comes again is named in a few words. */
function eachTurnEnd(tokens: Tokens, index: number): number | undefined {
  if (!tokens.is(index - 1, 'mỗi')) return undefined
  for (let next = index + 1; next <= index + 6; next += 1) if (tokens.is(next, 'và')) return next
  return undefined
}

/** "Trước khi hết tháng 10", "trước khi kết thúc quý III": the calendar's end, no event. */
const endsStretch: (tokens: Tokens, index: number, context: TimeContext) => boolean = (tokens, index, context) => {
  const ends = tokens.is(index + 2, 'hết') || (tokens.is(index + 2, 'kết') && tokens.is(index + 3, 'thúc'))
  return tokens.is(index, 'trước') && ends && limited(tokens, index, context) !== undefined
}

/** So many words may name what comes to its end. */
const longestClosed = 12

/** "Kết thúc đợt kiểm tra, các đơn vị báo cáo …" where it opens a sentence. */
function closedEvent(tokens: Tokens, index: number): Parsed<Outcome[]> | undefined {
  if (!tokens.is(index, 'kết') || !tokens.is(index + 1, 'thúc')) return undefined
  const before = tokens.at(index - 1)
  if (before.kind !== 'end' && !sentenceMarks.has(before.text)) return undefined
  for (let next = index + 3; next <= index + longestClosed; next += 1) {
    const { kind, text } = tokens.at(next)
    if (text === ',') return { value: [waiting('after', said(tokens, index, next), ['no-event-day'])], next }
    if (kind !== 'word') return undefined
  }
  return undefined
}

/** What is awaited without a day: sessions, ceremonies, seasons. */
const things = new Lexicon<true>([
  [
    true,
    [
      'kỳ họp',
      'phiên họp',
      'cuộc họp',
      'hội nghị',
      'đại hội',
      'ngày khai giảng',
      'ngày khai mạc',
      'ngày bầu cử',
      'ngày diễn ra',
      'ngày tổ chức',
      'mùa mưa',
      'mùa khô',
      'mùa lũ',
      'mùa bão',
      'mùa hanh',
      'năm học mới',
    ],
  ],
])

/** "Trước kỳ họp giữa năm", "trước mùa mưa bão". */
function beforeThing(tokens: Tokens, index: number): Parsed<Outcome[]> | undefined {
  if (!tokens.is(index, 'trước') || things.at(tokens, index + 1) === undefined) return undefined
  const end = clauseEnd(tokens, index + 1)
  const reading = waiting('after', said(tokens, index + 1, end), ['no-event-day'])
  const { rule } = reading
  return { value: [rule.kind === 'relative' ? { ...reading, rule: { ...rule, before: true } } : reading], next: end }
}

const sentenceMarks: ReadonlySet<string> = new Set(['.', ';', '-', '+', ')', '•'])

/** "Ngay sau khi …", "sau khi …", "trước khi …": waits for an event. */
export const afterEvent: Parser = (tokens, index, context) => {
  const special = closedEvent(tokens, index) ?? beforeThing(tokens, index)
  if (special !== undefined) return special
  const word = after.at(tokens, index)
  if (word === undefined || tokens.is(word.next - 1, 'đó')) return undefined
  if (endsStretch(tokens, index, context)) return undefined
  // "Sau mỗi quý" comes again.
  if (tokens.is(word.next - 1, 'mỗi') && intervalAt(tokens, word.next) !== undefined) return undefined
  const end = eachTurnEnd(tokens, word.next) ?? clauseEnd(tokens, word.next)
  if (end <= word.next) return undefined
  const isBefore = word.value === 'before'
  // "Trước khi ban hành" counts back from "khi ban hành"; the others keep their own words.
  const begin = isBefore ? word.next - 1 : index
  const reading = waiting('after', said(tokens, begin, end), ['no-event-day'])
  const rule = isBefore && reading.rule.kind === 'relative' ? { ...reading.rule, before: true as const } : reading.rule
  return { value: [{ ...reading, rule }], next: end }
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

export const afterStarts: readonly string[] = [...after.firstWords, 'kết']
export const alwaysStarts: readonly string[] = lasting.firstWords
