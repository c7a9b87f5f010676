import type { LocalDate } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import { isPast, isTarget, speaksAhead } from './is-target.ts'
import type { SourceText } from './source-text.ts'
import { horizonIn, yearBeside } from './target-horizon.ts'
import { nameOf, type Side } from './target-name.ts'
import { type Figure, figuresIn } from './target-number.ts'
import { signOf } from './target-sign.ts'
import { countedNoun, otherMeaning } from './target-words.ts'
import type { TimeContext } from './time-phrase.ts'

const unitOf = (words: string): string | undefined => (otherMeaning.test(words) ? undefined : countedNoun(words))

/** "USD" keeps its capitals, and a text without accents its own spelling. */
function unitAsWritten(text: SourceText, { unit, end, kind }: Figure, from: number): string {
  const shown = text.shown.slice(from + end - unit.length, from + end).replace(/\s/gu, ' ')
  const plain = kind !== 'rank' && /^[a-z0-9% ]+$/iu.test(shown) && /[^\p{ASCII}]/u.test(unit)
  return (plain ? shown.toLowerCase() : unit).replace(/usd/giu, 'USD')
}

/** Where one sentence ends and the next begins; "85.5" and "tp. " do not count. */
const sentenceEnd = /[;!?…]|\.(?=\s|$|-)|\n|\s•\s|(?<=[.;:])\s?-\s/gu

function sentences(piece: string): readonly { readonly start: number; readonly end: number }[] {
  const all: { start: number; end: number }[] = []
  let start = 0
  for (const one of piece.matchAll(sentenceEnd)) {
    if (one.index > start) all.push({ start, end: one.index })
    start = one.index + one[0].length
  }
  if (piece.length > start) all.push({ start, end: piece.length })
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
    /^\s?(?:trở lên\s|trở xuống\s)?(?!trở|so với|mỗi|hằng|hàng|vào|trong (?:năm|quý|tháng)|đến|hết|và|hoặc|trở lên|theo|\/|kế hoạch|tổng|chỉ tiêu|năm)\p{L}/u.test(
      after,
    )
  if (figure.kind === 'money' && noun && raising.test(clause)) return 'right'
  if (figure.kind !== 'percent') return 'left'
  if (change.test(verb)) return noun ? 'verb' : 'left'
  if (reaching.test(verb)) return leading.test(clause) && noun ? 'right' : 'left'
  return noun || leading.test(clause) ? 'right' : 'left'
}

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
  for (const { start, end } of sentences(whole)) {
    const piece = whole.slice(start, end)
    if (past && speaksAhead(piece, frame.firstYear)) past = false
    const figures = figuresIn(piece, unitOf)
    let clauseStart = 0
    for (const [i, figure] of figures.entries()) {
      const sign = signOf(piece, figure)
      const rank = figure.kind === 'rank'
      if (isPast(piece.slice(Math.max(0, sign.start - reach), sign.start), frame.firstYear)) past = true
      else if (past && speaksAhead(piece.slice(clauseStart, sign.start), frame.firstYear)) past = false
      if (past || !isTarget(piece, figure, sign, frame)) continue
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
      const own = horizonIn(piece.slice(0, figure.start)) ?? horizonIn(piece.slice(figure.end, nextStart))
      const due = own?.due ?? yearBeside(piece.slice(0, figure.start), after, context.period) ?? listDue
      found.push({
        start: from + start + quoteStart,
        end: from + start + Math.max(named.quoteEnd, figure.end),
        name: named.name,
        op: sign.op,
        value: figure.value,
        unit: unitAsWritten(text, figure, from + start),
        due,
      })
      clauseStart = named.thingEnd < nextStart ? Math.max(named.thingEnd, named.quoteEnd) : named.quoteEnd
    }
    // "Đến năm 2025: 100% …; 90% …": the horizon holds for what follows the colon.
    const head = /^[^:]{0,80}:/u.exec(piece)?.[0]
    const horizon = head === undefined ? undefined : horizonIn(head)
    if (horizon !== undefined) listDue = horizon.due
  }
  return found
}
