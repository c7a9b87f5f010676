import type { Line } from './lines.ts'
import { ENDS, type ListedColumn } from './listed-headings.ts'
import { type ListedTable, rowOf } from './listed-rows.ts'
import { markerOf } from './outline.ts'

const MONTH = '(?:0?[1-9]|1[0-2])'
const QUARTER = '(?:i{1,3}|iv|[1-4])'
const YEAR = '(?: ?[/-] ?20\\d\\d| năm 20\\d\\d)?'

/** "Tháng 3", "Tháng 4 - 5/2023", "Quý II": alone on a line it stands over what is done then. */
const MONTHS = new RegExp(`^tháng ${MONTH}(?: ?(?:-|,|và) ?(?:tháng )?${MONTH})*${YEAR}$`, 'u')
const QUARTERS = new RegExp(`^quý ${QUARTER}(?: ?(?:-|,|và) ?(?:quý )?${QUARTER})*${YEAR}$`, 'u')

/** One stretch holds at most so many lines. */
const longestEntry = 14

/** What an entry is made of: when, what, and last who. */
const columns: readonly ListedColumn[] = (['time', 'work', 'lead'] as const).map((role) => ({
  role,
  heading: '',
  lines: [],
}))

const opens = (line: Line | undefined): boolean =>
  line !== undefined && line.parted === null && (MONTHS.test(line.clean) || QUARTERS.test(line.clean))

/**
 * A calendar whose months or quarters stand alone on their lines with the work below them, or null. A quarter over
 * months only gathers them.
 */
export function listedCalendar(lines: readonly Line[], from: number, table: number): ListedTable | null {
  if (!opens(lines[from])) return null
  const spaced = lines[from + 1]?.apart === true && !opens(lines[from + 1])
  const rows: ReturnType<typeof rowOf>[] = []
  let at = from
  while (opens(lines[at])) {
    const time = lines[at] as Line
    const words: Line[] = [time]
    let next = at + 1
    while (next < lines.length && words.length <= longestEntry && !opens(lines[next])) {
      const line = lines[next] as Line
      const marker = markerOf(line.shown, line.clean, lines[next - 1]?.clean ?? '')
      if (line.parted !== null || ENDS.test(line.plain) || (line.apart && !spaced)) break
      if (marker !== null && marker.kind !== 'bullet') break
      words.push(line)
      next += 1
    }
    if (words.length > longestEntry) break
    if (words.length > 1) rows.push(rowOf(time, '', words, columns, columns, table, false))
    at = next
  }
  return rows.length >= 3 ? { rows, next: at } : null
}
