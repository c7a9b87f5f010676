import { foldVietnamese } from '../fold.ts'
import type { LocalDate } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import { isPast, isTarget, speaksAhead } from './is-target.ts'
import type { SourceText } from './source-text.ts'
import { type Counted, countedNoun } from './target-counted.ts'
import type { Figure } from './target-figure.ts'
import { horizonIn, yearBeside } from './target-horizon.ts'
import { nameOf, type Side, saysNothing } from './target-name.ts'
import { figuresIn } from './target-number.ts'
import { type Signed, signOf } from './target-sign.ts'
import { otherMeaning } from './target-words.ts'
import type { TimeContext } from './time-phrase.ts'

const unitOf = (words: string): Counted | undefined => (otherMeaning.test(words) ? undefined : countedNoun(words))

/** Short forms keep their capitals, and a text without accents its own spelling. */
const shortForm = /(?<![\p{L}])(?:usd|[mkg]wh?|mwp|tthc|[mg]bit\/s|[mg]bps|hcv)(?![\p{L}])/u

function unitAsWritten(text: SourceText, { unit, end, kind, bare }: Figure, from: number): string {
  if (bare === true || kind === 'rank') return unit
  const shown = text.shown.slice(from + end - unit.length, from + end).replace(/\s/gu, ' ')
  if (foldVietnamese(shown) !== foldVietnamese(unit)) return unit.replace(/usd/giu, 'USD')
  if (shortForm.test(unit)) return shown
  return /^\p{ASCII}+$/u.test(shown) ? shown.toLowerCase() : unit
}

/** Where one sentence ends and the next begins; "85.5" and "tp. " do not count. */
const sentenceEnd = /[;!?…]|\.(?=\s|$|-)|\n|\s•\s|(?<=[.;:])\s?-\s/gu

/** No office writes a longer sentence; text without any end is cut, for the cost of reading grows with the square. */
const longestSentence = 1500

function sentences(piece: string): readonly { readonly start: number; readonly end: number }[] {
  const all: { start: number; end: number }[] = []
  let start = 0
  const add = (end: number) => {
    while (end - start > longestSentence) {
      const blank = piece.lastIndexOf(' ', start + longestSentence)
      const cut = blank > start ? blank : start + longestSentence
      all.push({ start, end: cut })
      start = cut
    }
    if (end > start) all.push({ start, end })
  }
  for (const one of piece.matchAll(sentenceEnd)) {
    add(one.index)
    start = one.index + one[0].length
  }
  add(piece.length)
  return all
}

/** Looked at before a figure. */
const reach = 240

/** The verb that belongs to the sign: "đạt trên 85%", "cắt giảm 10%". */
const verbOfSign =
  /(?<![\p{L}])(?:(?:đạt|giảm|cắt giảm|tăng|tiết kiệm|nâng lên|giảm xuống|tăng lên|rút ngắn|tăng thêm|còn|là)(?: (?:được|thêm|còn|lên|xuống|đến|tới|bình quân|tỷ lệ|mức)){0,2}|chiếm)\s*$/u

const change =
  /(?<![\p{L}])(?:cắt giảm|giảm|tăng thêm|tăng|tiết kiệm|rút ngắn|đơn giản hóa)(?: (?:được|thêm|bình quân)){0,2}\s*$/u
const reaching =
  /(?<![\p{L}])(?:đạt|là|còn|lên|xuống|đến|tới|mức|bằng|chiếm|được|hơn|vượt|khoảng|ở mức|tỷ lệ|từ)(?: (?:được|còn|lên|xuống|đến|tới|mức|tỷ lệ|khoảng)){0,2}\s*$/u
const leading =
  /^[\s\p{P}]*(?:(?:phấn đấu|bảo đảm|đảm bảo|có|duy trì|tiếp tục|và|trong đó|riêng|đạt|hoàn thành|cơ bản|để|mục tiêu|chỉ tiêu|đến|hết|năm|cuối|ngày|tháng|quý|[ivx]{1,3}(?:\/\d{4})?|\d{1,2}\/\d{1,2}\/\d{4}|\d{1,2}\/\d{4}|\d{4}|thực hiện|giữ|giữ vững|với|ít nhất|hằng năm|hàng năm|mỗi năm|tỷ lệ|phải)(?:[\s:,]+|$))*$/u

const raising =
  /(?<![\p{L}])(?:thu hút|huy động|vận động|quyên góp|ủng hộ|giải ngân)(?: (?:được|thêm|mới|khoảng))?\s*$/u

function sideOf(figure: Figure, verb: string, clause: string, after: string): Side {
  if (figure.kind === 'count') return 'right'
  const noun =
    /^\s?(?:trở lên\s|trở xuống\s)?(?!trở|so với|mỗi|hằng|hàng|vào|trong (?:năm|quý|tháng)|đến|hết|và|hoặc|trở lên|theo|trên tổng|trên số|\/|kế hoạch|tổng|chỉ tiêu|năm)\p{L}/u.test(
      after,
    )
  if (figure.kind === 'money' && noun && raising.test(clause)) return 'right'
  if (figure.kind !== 'percent') return 'left'
  if (change.test(verb)) return noun ? 'verb' : 'left'
  if (reaching.test(verb)) return leading.test(clause) && noun ? 'right' : 'left'
  return noun || leading.test(clause) ? 'right' : 'left'
}

/** Who is to do something: what was is over. */
const assigns =
  /(?<![\p{L}])(?:phối hợp|chủ trì|tham mưu|đề nghị|yêu cầu|đôn đốc)(?![\p{L}])(?![^;]{0,80}(?<![\p{L}])đã(?![\p{L}]))/u

/** "Mở 02 lớp": no word says that it is a target. */
const plainCount = (figure: Figure, sign: Signed, piece: string): boolean =>
  !sign.said && sign.op === '=' && figure.of === undefined && !aims.test(piece.slice(0, figure.start))
const aims = /(?<![\p{L}])(?:phấn đấu|mục tiêu|chỉ tiêu|mỗi|nâng|số lượng)(?![\p{L}])/u

/** Between two things of one list: "05 clip tuyên truyền, 02 phóng sự và 20 tin". */
const nextOfList =
  /^(?!.*(?<![\p{L}])(?:mỗi|từng|gồm|trong đó|tại|ở|của|cử|thuộc|so với|do|theo|từ|mức|trị giá|thời gian|học sinh|lớp|khối)(?![\p{L}]))[^.;:()\d]{0,60}?(?:,| và|, và| cùng| cùng với|\/)\s*(?:khoảng )?$/u

const bracketed = /\s?\([^()]{0,60}\)/gu

/** "…, gửi báo cáo trước ngày 10/3/2023": that day is not the target's. */
const laterDeed = /,\s(?:gửi|báo cáo|nộp|đăng ký|tổng hợp|trình|thông báo)(?![\p{L}]).*$/su

/** Targets of a piece of running text (places in `clean`): a paragraph, a point of a list, a cell. */
export function targetsInSentence(
  text: SourceText,
  from: number,
  to: number,
  frame: Frame,
  context: TimeContext,
): readonly FoundTarget[] {
  const found: FoundTarget[] = []
  const whole = text.clean.slice(from, to)
  if (!/\d|một|hai|ba|bốn|sáu|mười/u.test(whole)) return found
  let listDue: LocalDate | null = frame.due
  /** What was, until a word speaks of what is to come. */
  let past = false
  /** The sentence before ended with a counted target. */
  let counted = false
  let lastName: string | undefined
  for (const { start, end } of sentences(whole)) {
    const piece = whole.slice(start, end)
    if (past && (speaksAhead(piece, frame.firstYear) || assigns.test(piece))) past = false
    const figures = figuresIn(piece, unitOf)
    let clauseStart = 0
    // "Thu hút 05 dự án mới; 02 dự án mở rộng": the next sentence goes on with the list.
    const listed = found.length > 0 && counted && whole[start - 1] === ';'
    let before: Figure | undefined
    counted = false
    for (const [i, figure] of figures.entries()) {
      const sign = signOf(piece, figure)
      const rank = figure.kind === 'rank'
      if (isPast(piece.slice(Math.max(0, sign.start - reach), sign.start), frame.firstYear, sign)) past = true
      else if (past && speaksAhead(piece.slice(clauseStart, sign.start), frame.firstYear)) past = false
      const goesOn =
        before === undefined
          ? i === 0 && /^[\s\p{P}]*$/u.test(piece.slice(0, sign.start)) && listed
          : nextOfList.test(piece.slice(before.end, sign.start).replace(bracketed, ''))
      // "29 dự án (tổng công suất 9.800 MW), 21 dự án": what a bracket holds is no link of the list.
      const inBracket = before !== undefined && /\([^()]*$/u.test(piece.slice(before.end, figure.start))
      if (!inBracket) before = undefined
      if (past || !isTarget(piece, figure, sign, frame, goesOn)) continue
      if (figure.kind === 'count' && !inBracket) before = figure
      counted ||= figure.kind === 'count'
      const near = piece.slice(Math.max(clauseStart, sign.start - 60), sign.start)
      const verb = verbOfSign.exec(near)
      const quoteStart = verb === null ? sign.start : sign.start - near.length + verb.index
      const next = figures[i + 1]
      const nextStart = next === undefined ? piece.length : signOf(piece, next).start
      const clause = piece.slice(clauseStart, quoteStart)
      const after = piece.slice(figure.end, nextStart)
      const side = rank ? 'left' : sideOf(figure, verb?.[0] ?? '', clause, after)
      const named = nameOf(text, {
        from: from + start,
        clauseStart,
        quoteStart,
        sign: sign.start,
        figure,
        nextStart,
        piece,
        side,
      })
      const own = horizonIn(piece.slice(0, figure.start)) ?? horizonIn(after.replace(laterDeed, ''))
      const due = own?.due ?? yearBeside(piece.slice(0, figure.start), after, context.period) ?? listDue
      // "50% hồ sơ năm 2024, 80% năm 2025" are of one thing.
      const name = lastName !== undefined && saysNothing(named.name) ? lastName : named.name
      lastName = name
      found.push({
        start: from + start + quoteStart,
        end: from + start + Math.max(named.quoteEnd, figure.end),
        name,
        op: sign.op,
        value: figure.value,
        unit: unitAsWritten(text, figure, from + start),
        due,
        stated: frame.target
          ? 'target'
          : figure.kind === 'count' && plainCount(figure, sign, piece)
            ? 'number'
            : 'words',
      })
      clauseStart = named.thingEnd < nextStart ? named.thingEnd : figure.end
    }
    // "Đến năm 2025: 100% …; 90% …": the horizon holds for what follows the colon.
    const head = /^[^:]{0,80}:/u.exec(piece)?.[0]
    const horizon = head === undefined ? undefined : horizonIn(head)
    if (horizon !== undefined) listDue = horizon.due
  }
  return found
}
