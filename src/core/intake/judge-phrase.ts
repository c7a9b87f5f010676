import type { Period } from '../plan/plan.ts'
import { addDays, type LocalDate, yearOf } from '../time.ts'
import { opensTimeSlot } from './labelled-parts.ts'
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

/** Closed by the phrase: "Quyết định số 733/QĐ-TTg ngày …". */
const documentNumber =
  /\d[\p{L}\d]*(?: ?[-/] ?[\p{L}\d&.]+)* ?[-/] ?[\p{L}&.]*\p{L}{2}[\p{L}&.\d]*(?: ?[-/] ?[\p{L}&.\d]+)* ?[,(]? ?(?:ban hành |được ban hành |ký )?$/u
const documentNoun =
  /(?:^|[^\p{L}])(?:luật|bộ luật|pháp lệnh|hiến pháp|nghị quyết|nghị định|thông tư|thông tư liên tịch|quyết định|chỉ thị|kết luận|công văn|công điện|kế hoạch|thông báo|thông báo kết luận|hướng dẫn|tờ trình|văn bản|văn bản hợp nhất|chương trình|chương trình phối hợp|chương trình hành động|đề án|quy định|quy chế|giấy mời|thư|thư ngỏ|lời kêu gọi|bản|biên bản)(?: [\p{L}\d/,-]+){0,14} ?[,(]? ?$/u
const cites = /^ ?(?:\)|,)? ?(?:của|về việc|về|ban hành|phê duyệt|quy định|hướng dẫn|do)(?![\p{L}])/u

const cutOff =
  /(?:tính|chốt|số liệu(?: [\p{L}]+){0,4}|lũy kế|thống kê|kỳ báo cáo(?: [\p{L}]+){0,4}|kỳ số liệu|thời điểm|thu thập)(?: từ)? ?[:(]? ?$/u
const validity =
  /(?:hiệu lực|thi hành|áp dụng|thay thế|bãi bỏ|hết hạn|có giá trị)(?: thi hành)?(?: thực hiện)?(?: kể)?(?: từ| đến)? ?$/u
const term = /(?:nhiệm kỳ|khóa [ivxl\d]+)(?: [\p{L}]+)? ?[,(]? ?$/u
const anniversary =
  /(?:kỷ niệm|ngày thành lập|thành lập (?:ngành|đảng|đoàn|nước|hội|quân đội|công đoàn)|ngày truyền thống|ngày sinh|năm ngày|quốc khánh|giải phóng|chiến thắng|ngày quốc tế|ngày hội|ngày pháp luật|ngày chuyển đổi số|ngày toàn dân|ngày thế giới|ngày môi trường|ngày doanh nhân|ngày nhà giáo|ngày thầy thuốc|ngày gia đình|ngày báo chí|ngày thương binh|ngày phụ nữ|ngày sách|ngày văn hóa|cách mạng tháng tám|tết|lễ|nhân dịp|chào mừng|hưởng ứng ngày|ngày vì|ngày đại dương|ngày nước|ngày an toàn|ngày phòng)[^.;\n]{0,90}$/u
const meeting =
  /(?:cuộc họp|phiên họp|hội nghị|buổi làm việc|buổi họp|kỳ họp|giao ban|đại hội)(?: [\p{L}\d]+){0,14} ?[,(]? ?$/u
const done =
  /(?:^|[^\p{L}])(?:đã|vừa|từng|được (?:thành lập|công nhận|thông qua|phê duyệt|ban hành|tuyển dụng|bổ nhiệm))(?![\p{L}])[^.;,]{0,60}$/u

/** "Dịp kỷ niệm …", "chào mừng …": the phrase itself names a feast. */
const occasion = /^(?:lập thành tích|chào mừng|nhân|kỷ niệm|(?:vào |trong |đúng |để kịp )?dịp)/u

/** What stands right before "hằng năm" when it only tells which budget, plan or file is meant. */
const namesWhich =
  /(?:kinh phí|dự toán|ngân sách|kế hoạch|hồ sơ|việc làm|công việc|chỉ tiêu|giao|xếp loại|phân loại|cụ thể|nhu cầu|thường niên|mục tiêu|bình quân|trung bình|tăng trưởng|hướng dẫn|quy định|nguồn vốn|đầu tư công|tiêu chuẩn|tiêu chí|danh mục|thông tin|sinh hoạt phí|biên chế|doanh thu|sản lượng|nhiệm vụ|phong trào|nguồn)(?: [\p{L}]+){0,2} ?$/u
/** Sections that say what a plan is for, not what is to be done; each heading stands on a line of its own. */
const aims =
  /^[\s\d.ivx)a-z-]*(?:mục đích|yêu cầu|quan điểm|mục tiêu|căn cứ|đánh giá tình hình|kết quả thực hiện|thực trạng|kết quả năm)/mu
const doings =
  /(?:phát|đưa|sao lưu|chạy|ghi|tuần tra|trực|vệ sinh|chào cờ|sinh hoạt|giao ban|kể chuyện|quan trắc|lấy mẫu|thu|nộp|đo|kiểm|đối soát|dọn|tưới|chăm sóc|thăm|tặng|giám sát|tiếp công dân|trả lời|đăng|mở|viết|diễn tập|luyện tập|tự|bảo dưỡng|bảo trì|cung ứng|trao đổi|làm việc|tham mưu|theo dõi|gặp|lồng ghép|thi|phong trào)/u

/** Work and its completion: what a deadline belongs to. */
const work =
  /(?:hoàn thành|hoàn thiện|báo cáo|gửi|nộp|trình|tổ chức|triển khai|thực hiện|ban hành|xây dựng|tham mưu|tổng hợp|sơ kết|tổng kết|kiểm tra|rà soát|phát động|đăng ký|cập nhật|công bố|công khai|niêm yết|đánh giá|khảo sát|họp|phê duyệt|xét|bình xét|tuyên truyền|quán triệt|tập huấn|khai mạc|bế mạc|khai giảng|bế giảng|khóa sổ|ra quân|diễn ra|phát hành|kết thúc|bàn giao|khắc phục|xử lý|giải quyết|khởi công|khánh thành|nghiệm thu|giải ngân|thanh toán|lập|cung cấp|đăng tải|bố trí|kê khai|kiểm kê|đối thoại|tiếp xúc|thành lập|kiện toàn|in ấn|mở lớp|bồi dưỡng|phổ biến|tham gia|thẩm định|chuẩn bị|thông báo|duyệt|chấm|trao|tuyên dương|khen thưởng|đề xuất|bầu|hội nghị|lễ)/u

const horizonWords = /(?:mục tiêu|phấn đấu|định hướng|tầm nhìn|chiến lược|chỉ tiêu|quy hoạch)/u
const share = /\d ?%|tỷ lệ|chỉ số|đạt |ít nhất|tối thiểu|trên \d/u

const head = (text: string, at: number, length: number): string => text.slice(Math.max(0, at - length), at)

/** Whether all days of the phrase lie before the plan began to count. */
function isPast(phrase: TimePhrase, { period, issuedOn }: PhraseSetting): boolean {
  const last = phrase.due ?? null
  if (last === null) return false
  if (issuedOn !== null) return last < issuedOn
  // Plans for a year are made in the months before it.
  return period !== null && last < addDays(period.from, -62)
}

/** Year-wide stretches name the plan's own period more often than they set a term. */
const isYearWide = (phrase: TimePhrase): boolean =>
  phrase.rule.kind === 'within' && (phrase.rule.precision === 'year' || phrase.rule.precision === 'phase')

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
  return /[:] ?(?:dự kiến |trong |vào )?$/u.test(before) && /^ ?(?:[.;]|$)/.test(after)
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
  if (phrase.form !== 'every' && phrase.form !== 'always' && cutOff.test(before)) return ignored('data-cut-off')
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
  if (phrase.form === 'day' && !slot) {
    if (anniversary.test(before)) return ignored('anniversary')
    if (meeting.test(before) && documentNoun.test(before.replace(meeting, ''))) return ignored('past-event')
  }
  if (done.test(before) && !slot && phrase.form !== 'every' && phrase.form !== 'limit') return ignored('past-event')

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
      return filled || /suốt (?:thời gian|quá trình|đợt)/u.test(words) ? item() : nothing
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
      if (/hoàn thành|xong/u.test(near)) return item('perhaps-no-deadline')
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
    if (opens && followedByColon(text, phrase)) return item()
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
    // "Báo cáo 6 tháng đầu năm", "số liệu quý I": the stretch names the thing.
    if (
      /(?:báo cáo|số liệu|kết quả|kế hoạch|nhiệm vụ|chương trình|tình hình|công tác|thi đua|sơ kết|tổng kết|đánh giá|giao ban|điểm|quyết toán|dự toán|lương|học kỳ|năm học)(?: [\p{L}\d]+){0,3} ?$/u.test(
        before,
      )
    )
      return nothing
    if (opens && /^ ?,/.test(after)) return item()
    if (/(?:hoàn thành|xong|tổ chức|thực hiện|triển khai|ban hành)(?: [\p{L}\d"]+){0,8} ?$/u.test(before)) return item()
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
    if (filled && !/^giai đoạn/u.test(words)) return item()
    if (/^giai đoạn/u.test(words) && /(?:thực hiện|triển khai|hoàn thành) trong ?$/u.test(before)) return item()
    // Open at its end and begun long ago: "hoạt động từ ngày 12/4/2020".
    if (
      phrase.doubts.includes('open-end') &&
      phrase.from !== null &&
      setting.issuedOn !== null &&
      phrase.from < setting.issuedOn &&
      /^từ/u.test(words) &&
      !/đến/u.test(words)
    )
      return ignored('past-event')
    if (/^giai đoạn|^năm học|^các năm|^nhiệm kỳ/u.test(words))
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
    const asks = /báo cáo|sơ kết|tổng kết|giao ban|họp|gửi/u.test(head(clean, phrase.start, 24))
    // "Kinh phí được giao hằng năm", "kế hoạch hằng năm": the word tells which, not when.
    if (!asks && namesWhich.test(near)) return nothing
    if (/^ ?(?:bố trí |dạy |học )?(?:không quá|tối đa|tối thiểu) \d/u.test(after)) return nothing
    if (/^ ?(?:của|được giao|do|nhằm|, góp phần)(?![\p{L}])/u.test(after) && !asks && !opens) return nothing
    if (aims.test(setting.headings) && !asks) return nothing
    if (inHeading) return /báo cáo|họp|giao ban/u.test(around) ? item('perhaps-no-deadline') : nothing
    return work.test(around) || asks || /\d/.test(words) || doings.test(around) ? item() : nothing
  }

  function judgeAfter(): Verdict {
    if (filled) return item('no-event-day')
    if (phrase.rule.kind !== 'relative') return work.test(around) ? item() : nothing
    if (phrase.rule.count > 0) return item('no-event-day')
    if (aims.test(setting.headings)) return nothing
    return /^ngay/u.test(words) ||
      (/báo cáo|gửi|nộp|trình/u.test(around) && /^(?:sau khi|khi) (?:kết thúc|hoàn thành)/u.test(words))
      ? item('no-event-day')
      : nothing
  }

  function judgeOnRequest(): Verdict {
    if (filled) return item('no-event-day')
    if (/báo cáo/u.test(wholeSentence) && /đột xuất|yêu cầu/u.test(words)) return item('no-event-day')
    return nothing
  }
}

/** The year a plan speaks of, where it is one. */
export const planYear = (period: Period | null): number | null =>
  period !== null && yearOf(period.from) === yearOf(period.to) ? yearOf(period.from) : null
