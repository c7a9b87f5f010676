import type { SourceText } from './source-text.ts'
import type { Figure } from './target-number.ts'

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
  /^(?:[\s\p{P}]+|(?:phấn đấu|bảo đảm|đảm bảo|duy trì|nâng cao|nâng|tiếp tục|trong đó|riêng|đưa|giữ vững|giữ|mục tiêu|chỉ tiêu|hoàn thành|và|có|để|đạt|với|cụ thể|góp phần|tập trung|xây dựng và phát huy hiệu quả được)(?![\p{L}])|(?:(?:đến|hết|cuối|trong|vào)\s)*(?:(?:hết|cuối)\s)?(?:năm|quý|tháng)\s[\divx/]+(?:\s?[-/]\s?\d+|\snăm\s\d{4})?(?![\p{L}\d])|đến (?:hết )?(?:ngày )?\d{1,2}\/\d{1,2}\/\d{4})/u

/** What is left where the thing itself stands behind the figure. */
const bareVerb = /^(?:nằm|thuộc|xếp|đứng|ở|có|vươn lên|lọt|đạt|được|giữ vững|duy trì|thu hút|huy động)$/iu
const marks = /^[\s\p{P}]+/u

/** A comma before these begins the thing itself: "…, tỷ lệ hồ sơ đúng hạn đạt 98%". */
const metric =
  /,\s(?:trong đó,?\s|phấn đấu\s|bảo đảm\s|đảm bảo\s|nâng\s|đưa\s|duy trì\s|và\s)*(?=(?:tỷ lệ|tỉ lệ|số|mức|chỉ số|giá trị|tổng|thu|hệ số|độ|kim ngạch|tốc độ|điểm|thời gian|chi phí|xếp)(?![\p{L}]))/gu

/** What follows a comma after the thing and is another thought. */
const thought =
  /,\s(?=(?:góp phần|nhằm|để|bảo đảm|đảm bảo|trong đó|phấn đấu|tăng|giảm|qua đó|từ đó|đồng thời|trên|hơn|ít nhất|tối thiểu|không|xếp|nâng|hạn chế|tiến tới|đạt|tỷ lệ|tỉ lệ|số|mức|chỉ số|tổng số)(?![\p{L}]))|\s\((?:trong đó|tăng|giảm|so với)/u
const trailing =
  /[\s,;:(]+(?:và|trong đó|với|có|hoặc|phấn đấu|đạt|từ|trên|ít nhất|tối thiểu|khoảng|bảo đảm|đảm bảo|đến|đến năm|duy trì|riêng|cùng|hằng năm|tỷ lệ|cho|trở lên|trở xuống)?[\s,;:(]*$/u

const words = (count: number): RegExp => new RegExp(`^(?:\\s?[^\\s,;.:()]+){0,${count}}`, 'u')
const fiveWords = words(5)
const fourWords = words(4)

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
    return { name: shown(first, last) || figure.unit, quoteEnd: after + quoted, thingEnd: end }
  }
  if (side === 'verb') {
    const end = endOfThing(piece, after, nextStart)
    const [first, last] = trimmed(piece, after, end, marks)
    const quoted = fourWords.exec(piece.slice(after, Math.min(end, nextStart)))?.[0].length ?? 0
    return { name: `${shown(quoteStart, sign)} ${shown(first, last)}`.trim(), quoteEnd: after + quoted, thingEnd: end }
  }
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
  start = Math.max(start, quoteStart - longestName)
  const [first, last] = trimmed(piece, start, quoteStart, openers)
  const change = /(?:cắt giảm|giảm|tăng|tiết kiệm|rút ngắn)/u.exec(piece.slice(quoteStart, sign))?.[0]
  const name = shown(first, last)
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
