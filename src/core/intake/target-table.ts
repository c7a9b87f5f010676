import type { Operator } from '../plan/plan.ts'
import type { LocalDate } from '../time.ts'
import type { FoundTarget, Frame } from './found-target.ts'
import type { Block, Cell, SourceText } from './source-text.ts'
import { countedNoun } from './target-counted.ts'
import { saysNothing } from './target-name.ts'
import { figureValue } from './target-number.ts'
import { targetsInSentence } from './target-sentence.ts'
import type { TimeContext } from './time-phrase.ts'

const asFigure =
  /^\s*(?<sign>≥|>=|=>|>|≤|<=|=<|<|trên|hơn|ít nhất|tối thiểu|từ|không dưới|không thấp hơn|không ít hơn|không quá|không vượt quá|tối đa|dưới|đạt|đạt trên|đạt ít nhất|đạt tối thiểu|phấn đấu|khoảng)?\s*(?:từ\s)?(?<value>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?<range>\s?%?\s?(?:[-÷~]|đến)\s?\d[\d.,]*)?\s?(?<unit>%|(?!trở )\p{L}[\p{L} /,]{0,24}?)?(?<up>\s?trở lên)?(?<down>\s?trở xuống)?\s*$/u
const signs: Readonly<Record<string, Operator>> = {
  '≥': '>=', '>=': '>=', '>': '>', '≤': '<=', '<=': '<=', '<': '<', trên: '>', hơn: '>', 'ít nhất': '>=',
  'tối thiểu': '>=', từ: '>=', 'không quá': '<=', 'tối đa': '<=', dưới: '<', đạt: '=', '=>': '>=', '=<': '<=', 'không dưới': '>=',
  'không thấp hơn': '>=', 'không ít hơn': '>=', 'không vượt quá': '<=', 'đạt trên': '>', 'đạt ít nhất': '>=', 'đạt tối thiểu': '>=',
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
const headingOf = (cell: Cell): string => cell.heading.normalize('NFC').toLowerCase().replace(/\s+/gu, ' ').trim()

/** "Tỷ lệ hộ nghèo (%)", "Số xã đạt chuẩn": the name of a row may hold its unit. */
function nameAndUnit(name: string): { readonly name: string; readonly unit: string } {
  const bracket = /^(.{4,}?)\s*\(\s*(%|[\p{L}²³\d/]+(?:[ ,/]{1,2}[\p{L}²³\d]+){0,2})\s*\)$/u.exec(name)
  if (bracket !== null) return { name: bracket[1] ?? name, unit: (bracket[2] ?? '').toLowerCase() }
  const plain = name.toLowerCase()
  if (/^tỷ lệ(?![\p{L}])/u.test(plain)) return { name, unit: '%' }
  const after = /^(?:tổng )?số (?:lượng )?/u.exec(plain)?.[0]
  return { name, unit: after === undefined ? '' : (countedNoun(plain.slice(after.length))?.noun ?? '') }
}

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
  const own = period !== null && year === period.from.slice(0, 4) && year === period.to.slice(0, 4)
  return { due: year !== undefined && !own ? `${year}-12-31` : null }
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
      const { sign, value = '', unit, up, down, range } = figure.groups ?? {}
      if (wants === undefined || named === undefined || /^(?:19|20)\d\d$/u.test(value)) continue
      seen.add(cell.start)
      const said = sign === undefined ? undefined : signs[sign]
      const plain: Operator = range === undefined ? '=' : '>='
      const op = up !== undefined ? '>=' : down !== undefined ? '<=' : (said ?? plain)
      const title = nameAndUnit(shownOf(text, named))
      const given = unit ?? (unitCell === undefined ? title.unit : wordsOf(text, unitCell))
      found.push({
        start: cell.start,
        end: cell.end,
        name: title.name,
        op,
        value: figureValue(value),
        unit: given.trim().replace(/usd/giu, 'USD'),
        due: wants.due ?? frame.due,
        stated: 'target',
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
    const listed = frame.listed || cell.role === 'target' || /chỉ tiêu|mục tiêu/u.test(headingOf(cell))
    const inside = { ...frame, listed, target: frame.target || target }
    for (const one of targetsInSentence(text, cell.start, cell.end, inside, context)) {
      // A cell that holds a bare figure is of what the row is of.
      const bare = named !== undefined && named !== cell && (saysNothing(one.name) || one.name === one.unit)
      found.push(bare ? { ...one, name: shownOf(text, named) } : one)
    }
  }
  return found.sort((a, b) => a.start - b.start)
}
