import { fitted } from './align-cells.ts'
import { looksLikeTime } from './columns.ts'
import type { Line } from './lines.ts'
import { ENDS, type ListedColumn, SECTION_SIGN } from './listed-headings.ts'
import { markerOf } from './outline.ts'

/** The lines of each row, and the index of the first line after the last. */
export interface CutRows {
  readonly rows: readonly (readonly Line[])[]
  readonly next: number
}

/** A row has at most so many lines, and a table without numbers so many. */
const longestRow = 12
const longestTable = 240

/** What a row may cost beside the next best way to cut; a worse one is no row. */
const worstRow = 7

/** The lines that may belong to the table: up to a marker, a heading that comes again, or the text after it. */
function regionEnd(lines: readonly Line[], from: number, body: readonly ListedColumn[]): number {
  const again = body[0]?.lines[0]?.clean
  let at = from
  while (at < lines.length && at - from < longestTable) {
    const line = lines[at] as Line
    if (line.parted !== null || ENDS.test(line.plain) || SECTION_SIGN.test(line.shown) || line.clean === again) break
    const marker = markerOf(line.shown, line.clean, lines[at - 1]?.clean ?? '')
    if (marker !== null && marker.kind !== 'bullet') break
    at += 1
  }
  return at
}

const begins = (line: Line): boolean => /^[\p{Lu}\d"“(-]/u.test(line.shown) && looksLikeTime(line.clean) < 2

/**
 * Cuts lines into rows that have no numbers, so that the cells fit their columns best and each row has a time; null
 * where they do not come to two rows. Costs grow with the lines, each with the few rows that may end there.
 */
export function unnumberedRows(lines: readonly Line[], from: number, body: readonly ListedColumn[]): CutRows | null {
  const time = body.findIndex(({ role }) => role === 'time')
  const end = regionEnd(lines, from, body)
  const size = end - from
  if (time < 0 || size < body.length) return null
  const far = 1e9
  const best = new Array<number>(size + 1).fill(far)
  const rowsTo = new Array<number>(size + 1).fill(0)
  const cut = new Array<number>(size + 1).fill(0)
  best[0] = 0
  for (let start = 0; start < size; start += 1) {
    const base = best[start] ?? far
    if (base >= far || !begins(lines[from + start] as Line)) continue
    let times = 0
    for (let stop = start + 1; stop <= Math.min(size, start + longestRow); stop += 1) {
      const last = lines[from + stop - 1] as Line
      if (looksLikeTime(last.clean) > 0 && last.clean.length <= 60) times += 1
      // Two times are two rows.
      if (times > 2) break
      if (times === 0 || stop - start < 2) continue
      const row = fitted(lines.slice(from + start, from + stop), body)
      const said = (row.cells[time] ?? []).map((line) => line.clean).join(' ')
      if (row.cost > worstRow || looksLikeTime(said) === 0) continue
      const total = base + row.cost
      if (total >= (best[stop] ?? far)) continue
      best[stop] = total
      cut[stop] = start
      rowsTo[stop] = (rowsTo[start] ?? 0) + 1
    }
  }
  // What follows the last row may be text again.
  let stop = size
  while (stop > 0 && (best[stop] ?? far) >= far) stop -= 1
  if ((rowsTo[stop] ?? 0) < 2) return null
  const rows: Line[][] = []
  for (let to = stop; to > 0; to = cut[to] ?? 0) rows.unshift(lines.slice(from + (cut[to] ?? 0), from + to))
  return { rows, next: from + stop }
}
