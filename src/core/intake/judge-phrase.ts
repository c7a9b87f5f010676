import type { Period } from '../plan/plan.ts'
import { addDays, type LocalDate, yearOf } from '../time.ts'
import {
  aims,
  anniversary,
  answers,
  cites,
  countedFrom,
  countedTo,
  cutOff,
  dataPeriod,
  delivers,
  documentNoun,
  documentNumber,
  doings,
  done,
  doneBefore,
  draftsReport,
  forecast,
  handedBy,
  handsOver,
  horizonWords,
  looksBack,
  meeting,
  namesWhich,
  occasion,
  onlyTurn,
  released,
  share,
  term,
  validity,
  work,
} from './judge-words.ts'
import { opensTimeSlot } from './labelled-parts.ts'
import { isOwnOfJoined, isValidity } from './own-days.ts'
import type { Doubt, IgnoredWhy } from './plan-draft.ts'
import type { Piece } from './sentence.ts'
import type { Block, SourceText } from './source-text.ts'
import type { TimePhrase } from './time-phrase.ts'

/** Where a phrase stands, as far as its meaning hangs on it. */
export interface PhraseSetting {
  readonly block: Block
  /** Sentence and clause around it. */
  readonly sentence: Piece
  readonly clause: Piece
  /** It fills a place that is meant for a time: a "Thời gian" cell or label. */
  readonly slot: boolean
  /** It fills a place that says up to when data are counted. */
  readonly dataSlot: boolean
  /** The clean words of the headings above, nearest first, joined by line feeds. */
  readonly headings: string
  readonly period: Period | null
  readonly issuedOn: LocalDate | null
}

/** What a phrase is: an item, a date that is none with the reason, or no matter at all. */
export type Verdict =
  | { readonly is: 'item'; readonly doubts: readonly Doubt[] }
  | { readonly is: 'ignored'; readonly why: IgnoredWhy }
  | { readonly is: 'nothing' }

const item = (...doubts: readonly Doubt[]): Verdict => ({ is: 'item', doubts })
const ignored = (why: IgnoredWhy): Verdict => ({ is: 'ignored', why })
const nothing: Verdict = { is: 'nothing' }

const head = (text: string, at: number, length: number): string => text.slice(Math.max(0, at - length), at)

/** Whether all days of the phrase lie before the plan began to count. */
function isPast(phrase: TimePhrase, { period, issuedOn, slot }: PhraseSetting): boolean {
  const last = phrase.due ?? null
  if (last === null) return false
  // A year's calendar that is signed in February still holds its January.
  const planned = slot && phrase.form === 'stretch' && period !== null && last >= period.from && last <= period.to
  if (issuedOn !== null) return last < issuedOn && !planned
  // Plans for a year are made in the months before it. Where nobody says when it was made, its period is a guess: what
  // the text orders outweighs it.
  const orders = slot || phrase.form === 'limit' || phrase.form === 'in'
  return period !== null && last < addDays(period.from, orders ? -366 : -62)
}

/** Year-wide stretches name the plan's own period more often than they set a term. */
const isYearWide = (phrase: TimePhrase): boolean =>
  phrase.rule.kind === 'within' && (phrase.rule.precision === 'year' || phrase.rule.precision === 'phase')

const owes =
  /báo cáo(?! viên)|gửi|sơ kết|tổng kết|kiểm tra|đánh giá|tổng hợp|họp|giao ban|đối thoại|rà soát|thống kê|kiểm kê|tiếp|nộp|kiểm điểm/u

const upkeep =
  /^ ?(?:cập nhật|bổ sung|đăng|duy trì|bảo dưỡng|bảo trì|sao lưu|vệ sinh|luân phiên|luân chuyển|chuyển đổi|thay đổi|nâng cấp|tu bổ|chăm sóc)(?![\p{L}])/u

/** "Lồng ghép trong sinh hoạt chi bộ hằng tháng": the meeting is held anyway. */
const insideMeeting =
  /(?:lồng ghép|thông qua|tại (?:các )?(?:buổi|cuộc|kỳ|phiên)|trong (?:các )?(?:buổi|cuộc|kỳ|phiên))[^.;]{0,50}(?:sinh hoạt|họp|giao ban|hội nghị|chào cờ)[^.;,]{0,24}$/u

/** "Không kiểm tra quá 01 lần/năm", "tối đa 02 lần/năm" forbid more; nobody owes one. */
const isCap = (words: string, before: string): boolean =>
  /(?:^|[^\p{L}])(?:không quá|tối đa|không vượt quá)(?: là)? (?:\d|một|hai|ba)/u.test(words) ||
  /(?:không|chưa|chỉ)(?: [\p{L}]+){0,6} (?:quá|tối đa) ?$/u.test(before) ||
  /(?:không quá|tối đa|vượt quá) ?$/u.test(before)

/** The phrase opens its Block, as in "Năm 2022: …" or "Quý I/2023: …". */
function opensBlock(text: SourceText, { block }: PhraseSetting, phrase: TimePhrase): boolean {
  return text.clean.slice(block.wordsFrom, phrase.start).trim().length === 0
}

const followedByColon = (text: SourceText, phrase: TimePhrase): boolean =>
  /^ ?\)? ?[:]/.test(text.clean.slice(phrase.end, phrase.end + 4))

/** "(Quý II/2023)", "(hoàn thành trước 30/6)", "… : 12/2022." */
function fillsGap(text: SourceText, { block }: PhraseSetting, phrase: TimePhrase): boolean {
  const before = head(text.clean, phrase.start, 30)
  const after = text.clean.slice(phrase.end, Math.min(block.end, phrase.end + 12))
  if (
    /\((?:dự kiến|hoàn thành|trong|xong|vào|khoảng|thời gian|hạn)?,? ?:? ?$/u.test(before) &&
    /^ ?(?:\)|,|;|và |hoặc )/.test(after)
  )
    return true
  // "Tựu trường: ngày 26/8/2024 (thứ Hai)."
  return (
    /[:] ?(?:dự kiến |trong |vào )?$/u.test(before) &&
    /^ ?(?:[.;]|$|\(?,? ?(?:sáng |chiều |tối )?(?:thứ |chủ nhật))/u.test(after)
  )
}

/**
 * Decides what a time phrase means where it stands. Facts of the language first (a cited document's date, a data
 * cut-off, an anniversary …), then by how plainly the phrase says that something is due.
 */
export function judgePhrase(text: SourceText, phrase: TimePhrase, setting: PhraseSetting): Verdict {
  const { clean } = text
  const { block, clause, sentence, slot } = setting
  const before = head(clean, phrase.start, 120).slice(Math.max(0, 120 - (phrase.start - block.start)))
  const after = clean.slice(phrase.end, Math.min(block.end, phrase.end + 80))
  const words = clean.slice(phrase.start, phrase.end)

  if (block.part === 'head') return ignored(phrase.form === 'day' ? 'own-date' : 'period-of-plan')
  if (block.part === 'recipients' || block.part === 'signature') return ignored('own-date')
  if (setting.dataSlot || /^tính /u.test(words)) return ignored('data-cut-off')
  // "Gửi số liệu về Sở trước ngày …": when they are sent, not up to when they are counted.
  const handed = phrase.form === 'limit' && handedBy.test(words) && !countedTo.test(before)
  if (phrase.form !== 'every' && phrase.form !== 'always' && !handed && cutOff.test(before))
    return ignored('data-cut-off')
  if (phrase.form === 'limit' && countedFrom.test(before) && /^đến/u.test(words)) return ignored('data-cut-off')
  if ((phrase.form === 'range' || phrase.form === 'stretch') && !slot && dataPeriod.test(before))
    return ignored('data-cut-off')
  if (/ngày/u.test(words) && phrase.form !== 'limit' && phrase.form !== 'every' && validity.test(before))
    return ignored('validity')
  if (term.test(before)) return ignored('term-of-office')

  const day = phrase.form === 'day' || (phrase.form === 'in' && phrase.rule.kind === 'on')
  if (day || phrase.form === 'limit') {
    if (documentNumber.test(before)) return ignored('cited-document')
    if (documentNoun.test(before) && cites.test(after) && phrase.form === 'day') return ignored('cited-document')
  }
  if (block.part === 'bases') return ignored(day ? 'cited-document' : 'period-of-plan')
  if (isPast(phrase, setting)) return ignored(documentNoun.test(before) ? 'cited-document' : 'past-event')
  if (phrase.form === 'every' && countedTo.test(before)) return ignored('data-cut-off')
  if (phrase.form === 'after' && !slot && isValidity(phrase, words, before)) return ignored('validity')
  const stretch = phrase.form === 'in' || phrase.form === 'stretch' || phrase.form === 'range'
  if (!slot && stretch && forecast.test(before)) return ignored('name-of-something')
  if (!slot && isOwnOfJoined(phrase, before, after)) return ignored('name-of-something')
  // An hour is set for what is still to be held.
  const hour = phrase.rule.kind === 'on' && phrase.rule.time !== undefined
  if (phrase.form === 'day' && !slot && !hour) {
    if (anniversary.test(before) && !/: ?$/u.test(before)) return ignored('anniversary')
    if (meeting.test(before) && documentNoun.test(before.replace(meeting, ''))) return ignored('past-event')
  }
  // "Tài sản đã có quyết định thanh lý trước ngày 31/12": tells which are meant.
  if (phrase.form === 'limit' && !slot && /^trước/u.test(words) && doneBefore.test(before)) return ignored('past-event')
  const waits = phrase.form === 'after' || phrase.form === 'on-request'
  const over = waits ? /(?:^|[^\p{L}])(?:đã|vừa)(?![\p{L}])[^.;,]{0,60}$/u : done
  if (over.test(before) && !slot && phrase.form !== 'every' && phrase.form !== 'limit') return ignored('past-event')

  if (!slot && occasion.test(words) && phrase.rule.kind === 'within') return ignored('anniversary')

  const inHeading = block.kind === 'heading'
  const around = clean.slice(clause.start, clause.end)
  const wholeSentence = clean.slice(sentence.start, sentence.end)
  const gap = fillsGap(text, setting, phrase)
  const opens = opensBlock(text, setting, phrase)
  const filled = slot || gap || opensTimeSlot.test(before)

  // "Báo cáo tổng kết năm học", "sơ kết học kỳ I": part of a name.
  if (!slot && /^(?:cuối |đầu )?(?:học kỳ|năm học)/u.test(words) && phrase.form === 'stretch')
    return ignored('name-of-something')

  switch (phrase.form) {
    case 'limit':
      return judgeLimit()
    case 'in':
      return judgeIn()
    case 'day':
      return judgeDay()
    case 'stretch':
      return judgeStretch()
    case 'range':
      return judgeRange()
    case 'every':
      return judgeEvery()
    case 'always':
      return filled || (opens && /\d/.test(words)) ? item() : nothing
    case 'after':
      return judgeAfter()
    case 'on-request':
      return judgeOnRequest()
  }

  function judgeLimit(): Verdict {
    if (filled) return item()
    if (isHorizon()) return ignored('target-horizon')
    return item(...(work.test(around) ? [] : (['perhaps-no-deadline'] as const)))
  }

  /** "Đến năm 2030 đạt 85%", "phấn đấu đến hết năm 2025, 100% …". */
  function isHorizon(): boolean {
    if (!/^(?:đến|tới|hết|đến hết|từ nay đến)/u.test(words)) return false
    const wide = phrase.rule.kind === 'by' || phrase.rule.kind === 'within' || phrase.rule.kind === 'before'
    if (!wide) return false
    const yearEnd = phrase.due?.endsWith('-12-31') === true
    const thisYear = setting.issuedOn !== null && phrase.due?.slice(0, 4) === setting.issuedOn.slice(0, 4)
    if (
      /^từ nay/u.test(words) &&
      thisYear &&
      (work.test(around) || /đề xuất|đăng ký/u.test(around)) &&
      !/\d ?%|tỷ lệ/u.test(around)
    )
      return false
    const near = head(clean, phrase.start, 40)
    const ahead = clean.slice(phrase.end, clause.end)
    if (horizonWords.test(near) || (horizonWords.test(setting.headings) && share.test(around))) return true
    if (/^[^.;]{0,60}(?:tầm nhìn|định hướng)/u.test(ahead)) return true
    if (phrase.rule.kind === 'by' && /ngày/u.test(words)) return false
    if (yearEnd && share.test(ahead) && !/hoàn thành|báo cáo|xong/u.test(near)) return true
    return yearEnd && !/hoàn thành|xong|kết thúc|báo cáo|gửi|thực hiện (?:từ|đến)|kéo dài/u.test(around)
  }

  function judgeIn(): Verdict {
    if (filled) return item()
    if (inHeading && !followedByColon(text, phrase)) return ignored('period-of-plan')
    if (anniversary.test(before) && /nhân dịp|chào mừng|kỷ niệm/u.test(before)) return ignored('anniversary')
    if (isYearWide(phrase)) {
      const near = head(clean, phrase.start, 60)
      if (/hoàn thành|xong/u.test(near) || /^(?:hoàn thành|xong|kết thúc)/u.test(words))
        return item('perhaps-no-deadline')
      if (
        /(?:sơ kết|tổng kết|đánh giá)[^.]*giai đoạn (?:năm )?20\d\d ?- ?20\d\d ?$/u.test(head(clean, phrase.start, 120))
      )
        return item()
      return /(?:sơ kết|tổng kết|ban hành|khánh thành|bàn giao|đánh giá)(?: [\p{L}]+){0,3} ?$/u.test(near)
        ? item()
        : nothing
    }
    return work.test(around) ? item() : item('perhaps-no-deadline')
  }

  function judgeDay(): Verdict {
    if (filled) return item()
    if (documentNoun.test(before) && /^ ?(?:\)|;|,|\.|$)/.test(after)) return ignored('cited-document')
    if (inHeading) return ignored('name-of-something')
    if (meeting.test(before)) return item('perhaps-no-deadline')
    return work.test(around) ? item('perhaps-no-deadline') : ignored('name-of-something')
  }

  function judgeStretch(): Verdict {
    if (slot) return item()
    // "…; Tháng 9/2023: kiểm tra …".
    const leads = !isYearWide(phrase) && clean.slice(clause.start, phrase.start).trim() === ''
    // "Năm 2027: 6.500" shares out money.
    if ((opens || (leads && !/^ ?: ?\d/.test(after))) && followedByColon(text, phrase)) return item()
    if (isYearWide(phrase)) {
      if (gap && /[(:]\s*(?:vào )?$/u.test(before) && !inHeading) return item()
      const several = setting.period !== null && yearOf(setting.period.from) !== yearOf(setting.period.to)
      if (
        several &&
        /(?:sơ kết|tổng kết|hoàn thành|lần thứ [\p{L}]+)(?: [\p{L}]+){0,2} ?$/u.test(head(clean, phrase.start, 40))
      )
        return item('perhaps-no-deadline')
      return phrase.due === null || !inHeading ? nothing : ignored('period-of-plan')
    }
    if (gap || filled) return item()
    if (inHeading) return ignored('period-of-plan')
    // "Tổng kết khối thi đua nửa cuối tháng 12": a part of a month or quarter names no thing.
    if (
      /^(?:nửa|tuần|(?:đầu|giữa|cuối|thượng tuần|trung tuần|hạ tuần) (?:tháng|quý))/u.test(words) &&
      work.test(around)
    )
      return item()
    // "Báo cáo 6 tháng đầu năm", "số liệu quý I": the stretch names the thing.
    if (
      /(?:báo cáo|số liệu|kết quả|kế hoạch|nhiệm vụ|chương trình|tình hình|công tác|thi đua|sơ kết|tổng kết|đánh giá|giao ban|điểm|quyết toán|dự toán|lương|học kỳ|năm học)(?: [\p{L}\d]+){0,3} ?$/u.test(
        before,
      )
    )
      return nothing
    if (/(?:của|so với|từ|trong tổng số) ?$/u.test(before)) return nothing
    if (opens && /^ ?,/.test(after)) return item()
    if (/(?:hoàn thành|xong|tổ chức|thực hiện|triển khai|ban hành)(?: [\p{L}\d"]+){0,8} ?$/u.test(before)) return item()
    // "Diễn tập 02 đợt: đợt 1 tháng 4; đợt 2 tháng 9": the clause only names the turn.
    if (
      onlyTurn.test(clean.slice(clause.start, phrase.start)) &&
      (work.test(wholeSentence) || doings.test(wholeSentence))
    )
      return item()
    // "…, diễn tập tại xã A tháng 5 năm 2023.": it closes what is to be done.
    const closes = /^ ?(?:[.;,)]|$)/u.test(clean.slice(phrase.end, Math.min(clause.end, phrase.end + 3)))
    return closes && !aims.test(setting.headings) && (work.test(around) || doings.test(around)) ? item() : nothing
  }

  function judgeRange(): Verdict {
    if (slot) return item()
    if (
      isYearWide(phrase) &&
      /(?:kế hoạch|giai đoạn|chương trình|đề án|chiến lược|nhiệm kỳ)(?: \d+ năm| [\p{L}]+){0,3} ?\(? ?$/u.test(before)
    )
      return ignored('name-of-something')
    const begun = setting.issuedOn ?? (looksBack.test(setting.headings) ? (setting.period?.from ?? null) : null)
    const openPast =
      phrase.doubts.includes('open-end') &&
      phrase.from !== null &&
      begun !== null &&
      phrase.from < begun &&
      /^từ/u.test(words) &&
      !/đến/u.test(words)
    // Begun long ago and open at its end: "(từ ngày 01/01/2020)".
    if (openPast && phrase.from !== null && setting.period !== null && phrase.from < setting.period.from)
      return ignored('past-event')
    if (filled && !/^giai đoạn/u.test(words)) return item()
    if (/^giai đoạn/u.test(words) && /(?:thực hiện|triển khai|hoàn thành) trong ?$/u.test(before)) return item()
    // Open at its end and begun long ago: "hoạt động từ ngày 12/4/2020".
    if (openPast) return ignored('past-event')
    // "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025", "quy hoạch thời kỳ 2021-2030".
    if (isYearWide(phrase) && /^năm|^\d/u.test(words) && /(?:^|[^\d/])\d{1,2} ?$/u.test(before))
      return ignored('name-of-something')
    if (/^giai đoạn|^(?:(?:kể )?từ )?năm học|^các năm|^nhiệm kỳ|^thời kỳ|^khóa|^niên khóa/u.test(words))
      return ignored(inHeading ? 'period-of-plan' : 'name-of-something')
    if (inHeading && isYearWide(phrase)) return ignored('period-of-plan')
    if (/giai đoạn ?$|năm học ?$|nhiệm kỳ ?$|kế hoạch(?: \d+)? ?$/u.test(before)) return ignored('name-of-something')
    if (/^trong giai đoạn/u.test(words))
      return /(?:thực hiện|triển khai|tổ chức|hoàn thành) ?$/u.test(before) ? item() : ignored('name-of-something')
    if (isHorizon()) return ignored('target-horizon')
    if (isYearWide(phrase))
      return /(?:thực hiện|triển khai|tổ chức|tiến hành|phát động)/u.test(around) ? item() : nothing
    return work.test(around) ? item() : item('perhaps-no-deadline')
  }

  function judgeEvery(): Verdict {
    if (filled) return item()
    const near = head(clean, phrase.start, 60)
    if (isCap(words, before)) return nothing
    // "Dạy học 2 buổi/ngày", "tối thiểu 02 cuộc/năm": a measure outside a time slot.
    if (/\d[^/]*(?:buổi|lớp|số|cuộc|đợt|kỳ|bài|tin|phiên|chuyến|lượt) ?\//u.test(words)) return nothing
    if (
      phrase.rule.kind === 'recurring' &&
      phrase.rule.on !== undefined &&
      /^(?:trước|chậm nhất|muộn nhất|đến|không quá|hạn)/u.test(words)
    )
      return item()
    const asks = /báo cáo|sơ kết|tổng kết|giao ban|họp|gửi/u.test(head(clean, phrase.start, 24))
    const counts = /\d ?lần|một lần|lần ?\/|\/ ?lần/u.test(words)
    if (counts && (work.test(around) || doings.test(around) || doings.test(wholeSentence))) return item()
    // "Định kỳ cập nhật" is a manner, "định kỳ báo cáo" owes something.
    const bare = phrase.doubts.includes('no-interval')
    if (bare && (upkeep.test(after) || !owes.test(wholeSentence))) return nothing
    // "Kinh phí được giao hằng năm", "kế hoạch hằng năm": the word tells which, not when.
    if (!asks && namesWhich.test(near)) return nothing
    if (insideMeeting.test(near)) return nothing
    if (/^ ?(?:bố trí |dạy |học )?(?:không quá|tối đa|tối thiểu) \d/u.test(after)) return nothing
    if (/^ ?(?:của|được giao|do|nhằm|, góp phần)(?![\p{L}])/u.test(after) && !asks && !opens) return nothing
    if (aims.test(setting.headings) && !asks && !/phải được [\p{L} ]{0,20}$/u.test(near)) return nothing
    if (inHeading) return /báo cáo|họp|giao ban/u.test(around) ? item('perhaps-no-deadline') : nothing
    return work.test(around) || asks || /\d/.test(words) || doings.test(around) ? item() : nothing
  }

  function judgeAfter(): Verdict {
    if (phrase.rule.kind !== 'relative') return filled || work.test(around) ? item() : nothing
    const { count, event, after: origin } = phrase.rule
    if (/(?:không|chưa)(?: [\p{L}]+){0,4} quá ?$/u.test(before)) return nothing
    // "(Không quá 24 giờ)" behind something that is no work: how long it lasts.
    const lasts = count > 0 && event === '' && origin === null && !slot
    if (lasts) return delivers.test(around) ? item('no-event-day') : nothing
    if (filled || count > 0) return item('no-event-day')
    if (aims.test(setting.headings)) return nothing
    if (/^ngay/u.test(words)) return item('no-event-day')
    // "Hoàn thành trước mùa mưa", "gửi trước kỳ họp".
    if (/^trước (?!khi|lúc|mỗi)/u.test(words))
      return /(?:hoàn thành|xong|gửi|nộp|trình|bàn giao|hoàn tất)[^.;]{0,80}$/u.test(before)
        ? item('no-event-day')
        : nothing
    if (/^sau mỗi/u.test(words) && delivers.test(clean.slice(clause.start, clause.end))) return item('no-event-day')
    const led = clean.slice(clause.start, phrase.start)
    const others = `${led} ${clean.slice(phrase.end, clause.end)}`
    if (/^kết thúc/u.test(words) && !handsOver.test(others.replace(draftsReport, ' '))) return nothing
    if (delivers.test(others) && /^(?:(?:sau khi|khi) )?(?:kết thúc|hoàn thành)/u.test(words))
      return item('no-event-day')
    if (delivers.test(led) && /^trước khi (?:diễn ra|họp|tổ chức|khai mạc|tiến hành)/u.test(words))
      return item('no-event-day')
    return /^sau khi/u.test(words) && released.test(words) && work.test(led) ? item('no-event-day') : nothing
  }

  function judgeOnRequest(): Verdict {
    const vague = phrase.doubts.includes('perhaps-no-deadline')
    // "Đúng quy trình, thời gian và thành phần theo quy định": a manner, unless the place itself is a time's.
    if (filled && (!vague || slot || gap || /: ?$/u.test(before))) return item('no-event-day')
    if (/trừ(?: [\p{L}]+){0,3} ?$/u.test(before)) return nothing
    if (/báo cáo/u.test(wholeSentence) && /đột xuất|yêu cầu/u.test(words)) return item('no-event-day')
    // "Cử cán bộ tham gia khi có thông báo triệu tập của Sở Tư pháp": somebody else says when.
    if (aims.test(setting.headings) || inHeading || vague) return nothing
    const led = clean.slice(clause.start, phrase.start)
    // Who goes to the courses that others plan is told elsewhere.
    if (
      /^theo kế hoạch/u.test(words) &&
      /(?:lớp|khóa|đào tạo|bồi dưỡng|tập huấn|học tập)(?: [\p{L}]+){0,4} ?$/u.test(led)
    )
      return nothing
    return answers.test(led) &&
      (/^khi/u.test(words) || /^(?:theo (?:kế hoạch|lịch|giấy mời|thư mời|thông báo))/u.test(words))
      ? item('no-event-day')
      : nothing
  }
}
