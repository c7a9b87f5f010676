import type { SourceText } from './source-text.ts'
import type { Figure } from './target-figure.ts'
import { makingVerb } from './target-words.ts'

/** On which side of its figure the thing stands that is measured; 'verb': "cắt giảm 10% chi phí". */
export type Side = 'left' | 'right' | 'verb'

export interface Named {
  readonly name: string
  /** In the sentence: the figure and the few words that a reader would quote with it. */
  readonly quoteEnd: number
  /** After the whole name, where it stands behind the figure. */
  readonly thingEnd: number
}

interface Setting {
  /** Where the sentence begins in `clean`. */
  readonly from: number
  /** The rest are places in the sentence. */
  readonly clauseStart: number
  readonly quoteStart: number
  readonly sign: number
  readonly figure: Figure
  readonly nextStart: number
  readonly piece: string
  readonly side: Side
}

const longestName = 200

/** Words that open a target and are none of its name. */
const openers =
  /^(?:[\s\p{P}]+|(?:phấn đấu|bảo đảm|đảm bảo|duy trì|nâng cao|nâng|hằng năm|hàng năm|hằng quý|mỗi năm|tiếp tục|trong đó|riêng|đưa|giữ vững|giữ|mục tiêu|chỉ tiêu|hoàn thành|và|có|để|đạt|với|cụ thể|góp phần|tập trung|xây dựng và phát huy hiệu quả được)(?![\p{L}])|(?:(?:đến|hết|cuối|trong|vào)\s)*(?:(?:hết|cuối)\s)?(?:năm|quý|tháng)\s[\divx/]+(?:\s?[-/]\s?\d+|\snăm\s\d{4})?(?![\p{L}\d])|đến (?:hết )?(?:ngày )?\d{1,2}\/\d{1,2}\/\d{4})/u

/** What is left where the thing itself stands behind the figure. */
const bareVerb = /^(?:nằm|thuộc|xếp|đứng|ở|có|vươn lên|lọt|đạt|được|giữ vững|duy trì|thu hút|huy động)$/iu
const marks = /^[\s\p{P}]+/u

/** A comma before these begins the thing itself: "…, tỷ lệ hồ sơ đúng hạn đạt 98%". */
const metric =
  /,\s(?:trong đó,?\s|phấn đấu\s|bảo đảm\s|đảm bảo\s|nâng\s|đưa\s|duy trì\s|và\s)*(?=(?:tỷ lệ|tỉ lệ|số|mức|chỉ số|giá trị|tổng|vốn|số vốn|thu|hệ số|độ|kim ngạch|tốc độ|điểm|thời gian|chi phí|xếp)(?![\p{L}]))/gu

/** What follows a comma after the thing and is another thought. */
const thought =
  /,\s(?=(?:góp phần|nhằm|để|bảo đảm|đảm bảo|trong đó|phấn đấu|tăng|giảm|qua đó|từ đó|đồng thời|trên|hơn|ít nhất|tối thiểu|không|xếp|nâng|hạn chế|tiến tới|đạt|tỷ lệ|tỉ lệ|số|mức|chỉ số|tổng|vốn|doanh thu|kim ngạch|giá trị|hoàn thành|gửi|nộp|báo cáo|tổng hợp|(?:đến|trước) (?:ngày|năm|hết|tháng|quý)|mỗi)(?![\p{L}]))|\s(?:với|và|cùng)\s(?=(?:tổng|số|mức|quy mô|trị giá|giá trị|kinh phí|vốn|doanh thu|kim ngạch|diện tích)(?![\p{L}]))|\s\((?:trong đó|tăng|giảm|so với)/u
const trailing =
  /[\s,;:(]+(?:và|trong đó|với|có|hoặc|phấn đấu|đạt|từ|trên|ít nhất|tối thiểu|khoảng|bảo đảm|đảm bảo|đến|đến năm|duy trì|riêng|cùng|hằng năm|tỷ lệ|cho|xuống|(?<!trở )lên|còn|là|khoảng|mỗi)?[\s,;:(]*$/u

const words = (count: number): RegExp => new RegExp(`^(?:\\s?[^\\s,;.:()]+){0,${count}}`, 'u')
const fiveWords = words(5)
const fourWords = words(4)

/** Behind the figure: no thing, but for whom, where, when or what for. */
const aside =
  /^(?:[\s\p{P}]*$|[\s\p{P}]*(?:trở lên|trở xuống|để|nhằm|trong|cho|tại|mỗi|trước|từ|đến|vào|hằng|hàng|so với|theo|ở|do|và|với)(?![\p{L}])|\s?[),;:])/u
/** Units that are no thing themselves. */
const bareUnit = /^(?:bậc|điểm|điểm phần trăm|tiết|phút|ha|km|m2|m3|tấn|kg|lít|lượt|suất)$/u
const onlyTime =
  /^(?:[\s\p{P}]|(?:vào|trong|đến|hết|cuối|trước|năm|quý|tháng|ngày|giai đoạn|học|hoàn thành|đạt|và|phấn đấu|là|mỗi|hằng|hàng|số lượng|dự kiến|chỉ tiêu|quy mô|kết quả|yêu cầu)(?![\p{L}])|[\d/ivx-]+(?![\p{L}]))*%?$/iu

/** Whether a name says nothing: a time, a verb, a lone sign. */
export const saysNothing = (name: string): boolean => onlyTime.test(name)

/** Ends of a piece without what opens and closes it. */
function trimmed(piece: string, start: number, end: number, opening: RegExp): readonly [number, number] {
  let from = start
  for (;;) {
    const found = opening.exec(piece.slice(from, Math.min(end, from + 60)))
    if (found === null || found[0] === '' || from + found[0].length >= end) break
    from += found[0].length
  }
  let to = end
  for (;;) {
    const found = trailing.exec(piece.slice(Math.max(from, to - 30), to))
    if (found === null || found[0] === '') break
    to -= found[0].length
  }
  return to > from ? [from, to] : [start, end]
}

/** The end of what the words to the right of a figure speak of. */
function endOfThing(piece: string, start: number, limit: number): number {
  const rest = piece.slice(start, Math.min(limit, start + longestName))
  const colon = rest.search(/:\s|\.\s/u)
  const cut = rest.search(thought)
  const ends = [rest.length, colon === -1 ? rest.length : colon, cut === -1 ? rest.length : cut]
  return start + Math.min(...ends)
}

/** Where the words before a figure speak of what it measures. */
function leftPart(piece: string, clauseStart: number, quoteStart: number): readonly [number, number] {
  let start = clauseStart
  const left = piece.slice(clauseStart, quoteStart)
  const colon = left.lastIndexOf(': ')
  if (colon !== -1 && left.length - colon > 8) start = clauseStart + colon + 2
  for (const one of piece.slice(start, quoteStart).matchAll(metric)) {
    if (start + one.index + one[0].length < quoteStart) {
      start = start + one.index + one[0].length
      break
    }
  }
  return trimmed(piece, Math.max(start, quoteStart - longestName), quoteStart, openers)
}

/** The same where it says enough to be a name by itself: "Đối thoại với doanh nghiệp tối thiểu 02 cuộc/năm". */
function leftOf(piece: string, clauseStart: number, quoteStart: number): readonly [number, number] | undefined {
  if (quoteStart - clauseStart < 8) return undefined
  const [first, last] = leftPart(piece, clauseStart, quoteStart)
  const words = piece.slice(first, last).split(' ').length
  const enough = words >= 4 || (words >= 2 && /^\s*[:(]/u.test(piece.slice(last)))
  return enough && !saysNothing(piece.slice(first, last)) && !/\d (?:giờ|phút)|ngày \d/u.test(piece.slice(first, last))
    ? [first, last]
    : undefined
}

/** "03 đảng viên trở lên": the sign is no part of the name, unlike "người từ 15 tuổi trở lên". */
const upwardInName = /^((?:(?!từ(?![\p{L}]))\S+\s){0,5}?\S+) trở (?:lên|xuống)(?![\p{L}])/iu
/** "Kiểm tra tại 02 sở": the name ends with what is counted. */
const atWhich = (name: string, { noun }: Figure): string =>
  /(?:^|\s)(?:tại|ở|đối với|của)$/iu.test(name) ? `${name} ${noun}` : name

/** "02 hội nghị/năm" counts "hội nghị". */
const withoutPer = (name: string, { noun, unit }: Figure): string =>
  unit.length > noun.length && name.toLowerCase().startsWith(unit)
    ? `${name.slice(0, noun.length)}${name.slice(unit.length)}`
    : name

/** Without a bracket that has no partner. */
function whole(name: string): string {
  const open = name.lastIndexOf('(')
  const close = name.indexOf(')')
  if (open > 0 && name.indexOf(')', open) === -1) return name.slice(0, open).trimEnd()
  return close !== -1 && !name.slice(0, close).includes('(') ? name.slice(0, close).trimEnd() : name
}

/** The thing that a figure measures, in the document's own words on one line. */
export function nameOf(text: SourceText, setting: Setting): Named {
  const { piece, figure, from, side, clauseStart, quoteStart, sign, nextStart } = setting
  const shown = (start: number, end: number) =>
    text.shown
      .slice(from + start, from + end)
      .normalize('NFC')
      .replace(/\s+/gu, ' ')
      .trim()
  const upward = /^\s?trở (?:lên|xuống)/u.exec(piece.slice(figure.end, figure.end + 12))
  const after = figure.end + (upward?.[0].length ?? 0)
  if (side === 'right') {
    const thing = figure.kind === 'count' ? figure.numberEnd : after
    const end = endOfThing(piece, thing, nextStart)
    const [first, last] = trimmed(piece, thing, end, marks)
    const quoted = fiveWords.exec(piece.slice(after, Math.min(end, nextStart)))?.[0].length ?? 0
    const quoteEnd = after + quoted
    // "Mỗi phòng đăng ký ít nhất 01 sáng kiến": what the verb asks for is the thing itself.
    const before = piece.slice(clauseStart, quoteStart)
    const made = makingVerb.test(before) && !/^[\s\p{P}]*(?:tổng )?số(?! lượng)/u.test(before)
    const alone = bareUnit.test(figure.noun) || (!made && aside.test(piece.slice(figure.end, end)))
    const said = figure.kind === 'count' && alone ? leftOf(piece, clauseStart, quoteStart) : undefined
    const name =
      said === undefined
        ? whole(shown(first, last)).replace(upwardInName, '$1')
        : atWhich(whole(shown(...said)), figure)
    return { name: withoutPer(name, figure) || figure.noun, quoteEnd, thingEnd: end }
  }
  if (side === 'verb') {
    const end = endOfThing(piece, after, nextStart)
    const [first, last] = trimmed(piece, after, end, marks)
    const quoted = fourWords.exec(piece.slice(after, Math.min(end, nextStart)))?.[0].length ?? 0
    return { name: `${shown(quoteStart, sign)} ${shown(first, last)}`.trim(), quoteEnd: after + quoted, thingEnd: end }
  }
  const [first, last] = leftPart(piece, clauseStart, quoteStart)
  const change = /(?:cắt giảm|giảm|tăng|tiết kiệm|rút ngắn)/u.exec(piece.slice(quoteStart, sign))?.[0]
  const name = whole(shown(first, last))
  if (name === '' || bareVerb.test(name)) {
    const end = endOfThing(piece, after, nextStart)
    const [a, b] = trimmed(piece, figure.kind === 'rank' ? figure.start : after, end, marks)
    return { name: shown(a, b) || figure.unit, quoteEnd: after, thingEnd: end }
  }
  return {
    name: change === undefined || name.includes(change) ? name : `${name} ${change}`,
    quoteEnd: after,
    thingEnd: after,
  }
}
