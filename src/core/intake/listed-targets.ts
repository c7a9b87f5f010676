import { foldVietnamese } from '../fold.ts'
import { roleOfHeading } from './columns.ts'
import type { Line } from './lines.ts'
import { orderOf, SECTION_SIGN } from './listed-headings.ts'
import { headingRow, type ListedTable, sectionRow } from './listed-rows.ts'
import type { RoughBlock, RoughCell } from './rough-block.ts'

interface Column {
  readonly heading: string
  readonly plain: string
  readonly lines: readonly Line[]
}

const unitColumn = /^(?:don vi tinh|dvt|dv tinh|don vi)$/
const valueColumn = /ke hoach|chi tieu|muc tieu|phan dau|giao|dang ky|thuc hien|uoc|^nam 20\d\d$|^20\d\d$/
const noteColumn = /^ghi chu/
/** What stands in a column of values: a figure with its sign, or a dash for none. */
const value =
  /^(?:[-–/]|(?:[≥≤><=]+|\p{L}[\p{L} ]{0,16})?\s?\d[\d.,]*(?:\s?[-–÷]\s?\d[\d.,]*)?\s?(?:%|\p{L}[\p{L} ]{0,14})?)$/u

/**
 * A table of targets whose cells stand on lines of their own: number, target, unit, values. Its rows have one line for
 * each column, only a target's name may take several. `from`: the first heading's line; null when it is no such table.
 */
export function listedTargets(lines: readonly Line[], from: number, table: number): ListedTable | null {
  const head = headings(lines, from)
  if (head === null) return null
  const { columns } = head
  const note = noteColumn.test(columns.at(-1)?.plain ?? '')
  const least = columns.length - (note ? 2 : 1)
  const rows: RoughBlock[] = [headingRow(columns.map(listed), lines[from] as Line, table)]
  let at = head.next
  let expected = 1
  let read = 0
  while (at < lines.length) {
    const line = lines[at] as Line
    const name = lines[at + 1]
    if (SECTION_SIGN.test(line.shown) && name !== undefined && orderOf(name) === null && name.parted === null) {
      rows.push(sectionRow([line, name], table))
      at += 2
      if (orderOf(lines[at]) === 1) expected = 1
      continue
    }
    if (orderOf(line) !== expected) break
    const length = rowLength(lines, at + 1, least, note, expected + 1)
    const row =
      length === null ? null : rowOf(lines.slice(at, at + 1 + length), columns, note && length === least, table)
    if (length === null || row === null) break
    rows.push(row)
    read += 1
    expected += 1
    at += 1 + length
  }
  return read >= 2 ? { rows, next: at } : null
}

function headings(lines: readonly Line[], from: number): { columns: readonly Column[]; next: number } | null {
  const first = lines[from]
  if (first === undefined || roleOfHeading(first.plain) !== 'order') return null
  const columns: Column[] = [{ heading: first.shown, plain: first.plain, lines: [first] }]
  let at = from + 1
  for (; at < lines.length && columns.length < 10; at += 1) {
    const line = lines[at] as Line
    if (line.parted !== null || line.clean.length > 60 || orderOf(line) !== null || SECTION_SIGN.test(line.shown)) break
    const before = columns.at(-1)
    // "Kế hoạch" over "năm 2023" is one heading.
    if (columns.length > 1 && before !== undefined && /^[\p{Ll}(]/u.test(line.shown))
      columns[columns.length - 1] = {
        heading: `${before.heading} ${line.shown}`,
        plain: `${before.plain} ${line.plain}`,
        lines: [...before.lines, line],
      }
    else columns.push({ heading: line.shown, plain: line.plain, lines: [line] })
  }
  const [, name, unit, ...values] = columns
  const wanted = values.filter((one) => valueColumn.test(one.plain))
  const named = name !== undefined && /chi tieu|noi dung|muc tieu|tieu chi|^ten /.test(name.plain)
  if (!named || !unitColumn.test(unit?.plain ?? '') || wanted.length === 0) return null
  if (values.some((one) => !valueColumn.test(one.plain) && !noteColumn.test(one.plain))) return null
  return { columns, next: at }
}

/** How many lines follow a row's number, or null where no whole row does. */
function rowLength(lines: readonly Line[], from: number, least: number, note: boolean, next: number): number | null {
  const most = least + (note ? 1 : 0) + 3
  const ends = (length: number): boolean => {
    const after = lines[from + length]
    return (
      after !== undefined && (orderOf(after) === next || (SECTION_SIGN.test(after.shown) && after.clean.length < 6))
    )
  }
  for (let length = least; length <= most; length += 1)
    if (ends(length) && fits(lines, from, length, least)) return length
  // The last row: nothing says where it ends but its own shape.
  for (let length = least; length <= most; length += 1) if (fits(lines, from, length, least)) return length
  return null
}

/** Whether a row of so many lines has a name, a unit and figures in its last columns. */
function fits(lines: readonly Line[], from: number, length: number, least: number): boolean {
  const held = lines.slice(from, from + length)
  if (held.length < length || held.some((one) => one.parted !== null)) return false
  const figures = least - 2
  const tail = (skip: number) => held.slice(held.length - figures - skip, held.length - skip)
  const unit = (skip: number) => held[held.length - figures - skip - 1]
  return [0, 1].some(
    (skip) =>
      held.length - figures - skip - 1 >= 1 &&
      tail(skip).every((one) => value.test(one.clean)) &&
      /^(?:%|‰|\p{L}.{0,24})$/u.test(unit(skip)?.clean ?? '') &&
      /\p{L}{2}/u.test(held[0]?.clean ?? ''),
  )
}

function rowOf(
  lines: readonly Line[],
  columns: readonly Column[],
  noteEmpty: boolean,
  table: number,
): RoughBlock | null {
  const [order, ...rest] = lines
  if (order === undefined) return null
  const figures = columns.length - 2 - (noteEmpty ? 1 : 0)
  const names = rest.slice(0, rest.length - figures)
  const parts = [[order], names, ...rest.slice(rest.length - figures).map((one) => [one])]
  const cells = columns.map((column, i): RoughCell => {
    const held = parts[i] ?? []
    const spans = held.map(({ start, end }) => ({ start, end }))
    const role = i === 0 ? 'order' : i === 1 ? 'work' : i === 2 ? null : roleOfHeading(column.plain)
    return { spans, continues: null, role, heading: column.heading }
  })
  const clean = lines.map((one) => one.clean).join(' ')
  return {
    kind: 'row',
    spans: [],
    glue: [],
    marker: { text: order.shown, length: order.shown.length, kind: 'number', count: orderOf(order) },
    cells,
    table,
    line: order,
    clean,
    shown: lines.map((one) => one.shown).join(' '),
    plain: foldVietnamese(clean),
  }
}

const listed = ({ heading, lines }: Column) => ({ role: null, heading, lines })
