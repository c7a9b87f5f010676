import { actWords, tellsAct, tellsMore } from './act-words.ts'
import { isReportProduct, itemKindOf } from './item-kind.ts'
import type { PhraseSetting } from './judge-phrase.ts'
import type { ItemKind } from './plan-draft.ts'
import { cellAt, clauseAround, headingsOver, nearTo, type Piece } from './sentence.ts'
import type { Block, SourceText } from './source-text.ts'
import type { LabelsOf } from './who-does-it.ts'

/** A work cell with more than this lists several pieces of work; its first clause names the row. */
const longestWork = 280

/** How far the lines beside a "Thời gian" line are looked at. */
const mostSiblings = 8

/** The words before a sentence are looked at no further back than this. */
const farBefore = 1_500

/** Lines above that may say what a line "6 tháng: trước ngày 10/6" is about. */
const mostAbove = 8

/** What the phrase `at` stands for: where it stands, what is said beside it, and the other times in its clause. */
export interface AskedAt {
  readonly at: Piece
  readonly setting: PhraseSetting
  /** It fills a place that is meant for a time. */
  readonly slot: boolean
  /** Phrases of the same clause, in order; `at` among them. */
  readonly times: readonly Piece[]
  /** The words of the row or line that say what is to be done; any spelling. */
  readonly work: string
}

/** What is asked for at a phrase: by the words that belong to it, by its row's product, or by the heading above. */
export function askedKind(text: SourceText, asked: AskedAt, labels: LabelsOf): ItemKind {
  const { block } = asked.setting
  if (block.kind === 'row') return kindInRow(text, asked)
  return asked.slot ? kindAtSlot(text, asked, labels) : kindInSentence(text, asked)
}

function headOf(work: string): string {
  if (work.length <= longestWork) return work
  const end = /[:;.]/.exec(work.slice(20))
  return work.slice(0, Math.min(longestWork, end === null ? longestWork : end.index + 20))
}

function kindInRow(text: SourceText, { at, setting, times, work }: AskedAt): ItemKind {
  const { block } = setting
  const cell = cellAt(block, at.start)
  if (cell?.role === 'work' && setting.clause.end - setting.clause.start < work.length) {
    const own = actWords(text, setting.clause, times, at)
    if (own !== '' && itemKindOf(own) !== 'task') return itemKindOf(own)
  }
  if (cell !== undefined && cell.role !== 'work') {
    const own = actWords(text, nearTo(clauseAround(text, cell, at.start, at.end), at), times, at, tellsMore)
    const kind = itemKindOf(own)
    if (kind === 'report') return kind
    // "Khởi động quý IV/2026; báo cáo quý II/2027": words before a time say what it is for.
    if (own !== '' && tellsMore(text.clean.slice(startOfOwn(text, cell, times, at), at.start))) return kind
  }
  const kind = itemKindOf(headOf(work))
  const products = block.cells.filter((one) => one.role === 'product')
  return products.some((one) => isReportProduct(text.clean.slice(one.start, one.end))) ? 'report' : kind
}

const startOfOwn = (text: SourceText, cell: Piece, times: readonly Piece[], at: Piece): number => {
  const before = times.filter((one) => one.end <= at.start && one.start >= cell.start).at(-1)
  return Math.max(before?.end ?? cell.start, text.clean.lastIndexOf(';', at.start) + 1, cell.start)
}

function kindAtSlot(text: SourceText, { at, setting, times, work }: AskedAt, labels: LabelsOf): ItemKind {
  const { block, clause } = setting
  const part = labels(block).find(({ labelStart, end }) => at.start >= labelStart && at.start < end)
  // "Thời gian gửi báo cáo: …", "Thời hạn nộp hồ sơ: …"
  if (part !== undefined && itemKindOf(text.clean.slice(part.labelStart, part.start)) === 'report') return 'report'
  const own = itemKindOf(actWords(text, clause, times, at))
  if (own === 'report') return own
  const kind = itemKindOf(work)
  return kind !== 'report' && productBeside(text, block, labels) ? 'report' : kind
}

/** "- Sản phẩm: Báo cáo …" among the lines beside a "- Thời gian: …" line. */
function productBeside(text: SourceText, block: Block, labels: LabelsOf): boolean {
  for (const step of [-1, 1] as const) {
    for (let at = step === -1 ? block.index : block.index + 1, seen = 0; seen < mostSiblings; at += step, seen += 1) {
      const other = text.blocks[at]
      if (other === undefined || (other.parent !== block.parent && other.index !== block.parent)) break
      const parts = labels(other)
      if (other !== block && (parts.length === 0 || (step === 1 && parts.some(({ role }) => role === 'time')))) break
      const product = parts.find(({ role }) => role === 'product')
      if (product !== undefined) return isReportProduct(text.clean.slice(product.start, product.end))
    }
  }
  return false
}

function kindInSentence(text: SourceText, { at, setting, times }: AskedAt): ItemKind {
  const { block, clause, sentence } = setting
  const { clean } = text
  const own = actWords(text, clause, times, at)
  if (own !== '') {
    const kind = itemKindOf(own)
    if (kind === 'review' && bareReview.test(own) && itemKindOf(clean.slice(clause.start, at.start)) === 'report')
      return 'report'
    return kind === 'task' && gathers.test(own) && reportHeading(text, block) ? 'report' : kind
  }
  // "Các đơn vị gửi báo cáo: lần đầu trước ngày 10/6; lần sau trước ngày 10/12": the verb stands before.
  for (const piece of [
    clean.slice(clause.start, clause.end),
    clean.slice(sentence.start, clause.start),
    clean.slice(Math.max(block.wordsFrom, sentence.start - farBefore), Math.max(block.wordsFrom, sentence.start)),
  ]) {
    const told = piece.split(';').findLast((one) => tellsAct(one))
    if (told !== undefined) return itemKindOf(told)
  }
  for (const above of linesAbove(text, block)) {
    const words = clean.slice(above.wordsFrom, Math.min(above.end, above.wordsFrom + 600))
    if (tellsAct(words)) return itemKindOf(words)
  }
  return 'task'
}

/** "Báo cáo quý I (…), 6 tháng (…) và tổng kết năm (…)": one more of the reports before it. */
const bareReview =
  /^[\s,;)]*(?:và )?(?:báo cáo )?(?:sơ kết|tổng kết)(?: (?:6 tháng|cả|năm|quý|học kỳ|đợt|giai đoạn|\d{4}|[ivx]+))*[\s,:;.()]*$/u
const gathers = /(?<![\p{L}])(?:tổng hợp|kết quả|tình hình|gửi|nộp|số liệu)(?![\p{L}])/u
const reportHeadingWords =
  /^[\s\d.ivxa-h)(*-]*(?:thực hiện )?(?:chế độ |công tác |về |thời (?:gian|hạn) |định kỳ |hạn |lịch )*(?:thông tin,? ?(?:và )?)?báo cáo/u

const reportHeading = (text: SourceText, block: Block): boolean =>
  headingsOver(text, block)
    .slice(0, 2)
    .some((over) => reportHeadingWords.test(text.clean.slice(over.start, over.end)))

/** The headings over a line, nearest first, or the line with a colon that it goes on from. */
function linesAbove(text: SourceText, block: Block): readonly Block[] {
  const over = headingsOver(text, block).slice(0, 2)
  for (let at = block.index - 1, seen = 0; at >= 0 && seen < mostAbove; at -= 1, seen += 1) {
    const other = text.blocks[at]
    if (other === undefined || other.kind === 'row' || other.part !== block.part) break
    if (other.marker === block.marker && block.marker !== null) continue
    return text.clean[other.end - 1] === ':' && !over.includes(other) ? [other, ...over] : over
  }
  return over
}
