import type { Operator } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import type { Block, Cell, SourceText } from './source-text.ts'
import { figureValue } from './target-number.ts'
import { targetsInSentence } from './target-sentence.ts'
import type { TimeContext } from './time-phrase.ts'

const asFigure =
  /^\s*(?<sign>≥|>=|>|≤|<=|<|trên|hơn|ít nhất|tối thiểu|từ|không quá|tối đa|dưới|đạt)?\s*(?:từ\s)?(?<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?:\s?%?\s?[-÷]\s?\d[\d.,]*)?\s?(?<unit>%|\p{L}[\p{L} /]{0,24}?)?(?<up>\s?trở lên)?\s*$/u
const signs: Readonly<Record<string, Operator>> = {
  '≥': '>=', '>=': '>=', '>': '>', '≤': '<=', '<=': '<=', '<': '<', trên: '>', hơn: '>', 'ít nhất': '>=',
  'tối thiểu': '>=', từ: '>=', 'không quá': '<=', 'tối đa': '<=', dưới: '<', đạt: '=',
} // biome-ignore format: a table

const wanted = /(?:kế hoạch|chỉ tiêu|mục tiêu|phấn đấu|giao|đăng ký)/u
const yearly = /^(?:năm\s)?(20\d\d)$/u
const notWanted =
  /(?:thực hiện|kết quả|ước|hiện trạng|kinh phí|stt|^tt$|ghi chú|đơn giá|dự toán|thành tiền|số tiền|thời gian|ngày|văn bản|điểm|so sánh|tỷ lệ so)/u
const naming = /(?:nội dung|chỉ tiêu|mục tiêu|tiêu chí|nhiệm vụ|tên|danh mục|công việc|lĩnh vực)/u
const unitHeading = /^(?:đơn vị tính|đvt|đv tính|đơn vị|đv)$/u

const wordsOf = (text: SourceText, cell: Cell): string => text.clean.slice(cell.start, cell.end).trim()
const shownOf = (text: SourceText, cell: Cell): string =>
  text.shown.slice(cell.start, cell.end).normalize('NFC').replace(/\s+/gu, ' ').trim()
const headingOf = (cell: Cell): string =>
  cell.heading.normalize('NFC').toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim()

interface Wanted {
  readonly due: LocalDate | null
}

/** Whether a column's figures are targets, and of which year. */
function wantedBy(cell: Cell, context: TimeContext): Wanted | undefined {
  const heading = headingOf(cell)
  if (notWanted.test(heading)) return undefined
  const year = yearly.exec(heading)?.[1] ?? /(20\d\d)/u.exec(heading)?.[1]
  const { period } = context
  if (year !== undefined && period !== null && year < period.from.slice(0, 4)) return undefined
  if (cell.role !== 'target' && !wanted.test(heading) && !yearly.test(heading)) return undefined
  const several = period !== null && period.from.slice(0, 4) !== period.to.slice(0, 4)
  return { due: year !== undefined && several ? `${year}-12-31` : null }
}

/**
 * Targets of a table's row: figures in a column of targets with the row's name and unit, otherwise what the sentences
 * in its cells say. A cell that is merged over several rows is read once; `seen` holds where such cells begin.
 */
export function targetsInRow(
  text: SourceText,
  row: Block,
  frame: Frame,
  context: TimeContext,
  seen: Set<number>,
): readonly FoundTarget[] {
  const found: FoundTarget[] = []
  const named =
    row.cells.find((cell) => cell.role === 'work' && /\p{L}{2}/u.test(wordsOf(text, cell))) ??
    row.cells.find((cell) => naming.test(headingOf(cell)) && /\p{L}{2}.*\s.*\p{L}{2}/u.test(wordsOf(text, cell)))
  const unitCell = row.cells.find((cell) => unitHeading.test(headingOf(cell)))
  for (const cell of row.cells) {
    if (seen.has(cell.start) || cell.end <= cell.start) continue
    const words = wordsOf(text, cell)
    const figure = cell === named ? null : asFigure.exec(words)
    if (figure !== null) {
      const wants = named === undefined ? undefined : wantedBy(cell, context)
      const { sign, value = '', unit, up } = figure.groups ?? {}
      if (wants === undefined || named === undefined || /^(?:19|20)\d\d$/u.test(value)) continue
      seen.add(cell.start)
      const op = up === undefined ? ((sign === undefined ? undefined : signs[sign]) ?? '=') : '>='
      const given = unit ?? (unitCell === undefined ? '' : wordsOf(text, unitCell))
      found.push({
        start: cell.start,
        end: cell.end,
        name: shownOf(text, named),
        op,
        value: figureValue(value),
        unit: given.trim(),
        due: wants.due ?? frame.due,
      })
      continue
    }
    if (
      cell.role === 'order' ||
      cell.role === 'lead' ||
      cell.role === 'coordinating' ||
      cell.role === 'unit' ||
      cell.role === 'to'
    )
      continue
    seen.add(cell.start)
    const target = cell.role === 'target' || naming.test(headingOf(cell))
    found.push(
      ...targetsInSentence(
        text,
        cell.start,
        cell.end,
        {
          ...frame,
          listed: frame.listed || cell.role === 'target' || /chỉ tiêu|mục tiêu/u.test(headingOf(cell)),
          target: frame.target || target,
        },
        context,
      ),
    )
  }
  return found.sort((a, b) => a.start - b.start)
}
