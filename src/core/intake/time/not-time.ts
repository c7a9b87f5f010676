import { Lexicon } from './lexicon.ts'
import type { Tokens } from './tokens.ts'

/** Words behind which a number is a name or a place in an order, not a time. */
const numbered = new Lexicon<true>([
  [
    true,
    [
      'số',
      'điều',
      'khoản',
      'điểm',
      'mục',
      'tiểu mục',
      'chương',
      'phần',
      'phụ lục',
      'mẫu',
      'biểu',
      'biểu mẫu',
      'bảng',
      'hình',
      'trang',
      'tập',
      'quyển',
      'km',
      'phòng',
      'đường',
      'tổ',
      'khu',
      'khu phố',
      'ấp',
      'thôn',
      'lô',
      'lớp',
      'khối',
      'mức',
      'mức độ',
      'cấp',
      'cấp độ',
      'loại',
      'hạng',
      'nhóm',
      'bậc',
      'tầng',
      'tiêu chí',
      'tiêu chuẩn',
      'chỉ tiêu',
      'iso',
      'tcvn',
      'qcvn',
      'tcvn iso',
      'phiên bản',
      'version',
      'quốc lộ',
      'tỉnh lộ',
      'ql',
      'điện thoại',
      'đt',
      'sđt',
      'fax',
      'tel',
      'đợt',
      'bước',
      'lần',
      'lần thứ',
      'kỳ họp thứ',
      'bài',
      'câu',
      'tỷ lệ',
      'tỉ lệ',
      'bằng',
      'đạt',
    ],
  ],
])

/** Names that hold a month. */
const monthNames = new Lexicon<true>([
  [true, ['cách mạng tháng tám', 'cách mạng tháng 8', 'cách mạng tháng mười', 'cách mạng tháng 10']],
])

/** Behind these a number counts or dates something after all. */
const timeUnits: ReadonlySet<string> = new Set([
  'ngày',
  'tháng',
  'quý',
  'năm',
  'tuần',
  'giờ',
  'h',
  'lần',
  'đợt',
  'phút',
])

const chainMarks: ReadonlySet<string> = new Set(['/', '-', '.', ':', ',', '&'])

/** "32/kh-bqlkkt", "01/2020/nđ-cp", "23-ct/tu": index behind a document's number. */
function codeAt(tokens: Tokens, index: number): number | undefined {
  if (tokens.at(index).kind !== 'number') return undefined
  let next = index + 1
  if (tokens.is(next, '/') && tokens.at(next + 1).kind === 'number' && tokens.is(next + 2, '/')) next += 2
  const mark = tokens.at(next).text
  const word = tokens.at(next + 1)
  if ((mark !== '/' && mark !== '-') || word.kind !== 'word' || timeUnits.has(word.text)) return undefined
  // "23-ct/tu" has its stroke behind the kind of document; "15 - đồng chí" has none.
  if (mark === '-' && !(word.tight && tokens.is(next + 2, '/') && tokens.at(next + 3).kind === 'word')) return undefined
  next += 2
  while (tokens.at(next).tight && (tokens.is(next, '-') || tokens.is(next, '/')) && tokens.at(next + 1).tight) next += 2
  while (tokens.at(next).tight && tokens.at(next).kind === 'number') next += 1
  return next
}

const isGroup = (tokens: Tokens, dot: number): boolean =>
  tokens.is(dot, '.') &&
  tokens.at(dot).tight &&
  tokens.at(dot + 1).tight &&
  tokens.at(dot + 1).kind === 'number' &&
  tokens.at(dot + 1).text.length === 3

/** "1.200.000", "0903.123.456" */
function groupedAt(tokens: Tokens, index: number): number | undefined {
  if (tokens.at(index).kind !== 'number') return undefined
  let next = index
  while (isGroup(tokens, next + 1)) next += 2
  return next === index ? undefined : next + 1
}

/** A window of figures is told in at most so many words to its "đến", and behind its last day. */
const windowWords = 10

/** "Từ ngày 15 của tháng trước kỳ báo cáo đến ngày 14 của tháng báo cáo": which figures a report holds. */
function windowAt(tokens: Tokens, index: number): number | undefined {
  const day = tokens.words(index, 'từ', 'ngày')
  if (day === undefined || tokens.small(day, 1, 31) === undefined) return undefined
  let previous = false
  let next = day + 1
  while (next < day + windowWords && tokens.at(next).kind === 'word' && !tokens.is(next, 'đến')) {
    previous ||= tokens.is(next, 'trước')
    next += 1
  }
  if (!previous || !tokens.is(next, 'đến')) return undefined
  const last = tokens.words(tokens.skip(next + 1, 'hết'), 'ngày')
  if (last === undefined || tokens.small(last, 1, 31) === undefined) return undefined
  const end = last + windowWords
  next = last + 1
  while (next < end && tokens.at(next).kind === 'word') next += 1
  return next
}

/**
 * Index behind something that has numbers and is no time: a document's number, money, "điều 5 khoản 2", "ISO
 * 9001:2015", "mức độ 3, 4"; undefined where nothing of the kind stands.
 */
export function notTimeAt(tokens: Tokens, index: number): number | undefined {
  const code =
    codeAt(tokens, index) ?? groupedAt(tokens, index) ?? windowAt(tokens, index) ?? monthNames.at(tokens, index)?.next
  if (code !== undefined) return code
  const word = numbered.at(tokens, index)
  if (word === undefined) return undefined
  let next = tokens.skip(tokens.skip(word.next, 'số'), ':')
  let end: number | undefined
  while (tokens.at(next).kind === 'number') {
    const known = codeAt(tokens, next) ?? groupedAt(tokens, next)
    if (known !== undefined) return known
    if (timeUnits.has(tokens.at(next + 1).text)) return end ?? ownNumber(tokens, word.next, next)
    end = next + 1
    if (!tokens.isOne(end, chainMarks) && !tokens.is(end, 'và')) return end
    next = end + 1
  }
  return end
}

/** Words of turns: "đợt 1 tháng 4/2022" is the first turn and no first of April. */
const turns: ReadonlySet<string> = new Set(['đợt', 'bước', 'lần', 'lớp', 'thứ'])

/** "Công văn số 15 ngày 3/4", "đợt 1 tháng 4": the number is the document's, the turn's all the same. */
function ownNumber(tokens: Tokens, afterWord: number, number: number): number | undefined {
  const before = tokens.at(afterWord - 1).text
  const behind = tokens.at(number + 1).text
  const document = before === 'số' && behind === 'ngày'
  const turn =
    number === afterWord &&
    turns.has(before) &&
    tokens.small(number, 1, 9) !== undefined &&
    (behind === 'tháng' || behind === 'quý')
  return document || turn ? number + 1 : undefined
}
