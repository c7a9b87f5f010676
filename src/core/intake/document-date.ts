import { dateFrom, type LocalDate } from '../time.ts'

/** A date line: "Gia Lai, ngày 05 tháng 01 năm 2023"; the day, the month or the year may be blank. */
export interface FoundDate {
  readonly start: number
  readonly end: number
  readonly date: LocalDate | null
  /** Known even where the day is blank. */
  readonly year: number | null
}

const slot = '[\\s\\dlIOoSs|.…_/-]{0,24}?'
const long = new RegExp(
  `ng[àaáâ]y(${slot})th[áaâà]n[gqø](${slot})n[ăaâä]m([\\s.…_]{0,24}(?:[12lI]\\s?[09Oo]\\s?[\\dlIOoS]?\\s?[\\dlIOoS]?)?)`,
  'giu',
)
/** "ngày …/…/2024", "ngày   /3/2024": figures with blanks among them. */
const blanks =
  /(?<!\p{L})ngày([\s.…_]{0,24}\d{0,2}[\s.…_]{0,24})[/-]([\s.…_]{0,24}\d{0,2}[\s.…_]{0,24})[/-]\s?((?:19|20)\d\d)(?!\d)/giu
/** "Gia Lai, tháng 3 năm 2024": the day is not even left blank. */
const monthOnly = /(?<=\p{L},\s{0,3})tháng\s{1,3}\d{1,2}\s{1,3}năm\s{1,3}((?:19|20)\d\d)(?!\d)/giu
const short = /(?<![\p{L}\d])(?:ngày\s{0,3})?(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?((?:19|20)\d\d)(?!\d)/giu

const figures = (piece: string | undefined): number | null => {
  const tidy = (piece ?? '').replace(/[oO]/g, '0').replace(/[lI|]/g, '1').replace(/[Ss]/g, '5').replace(/\D/g, '')
  return tidy === '' ? null : Number(tidy)
}

/** Date lines in words among the words of a head, first to last. */
export function longDates(head: string): readonly FoundDate[] {
  return [...head.matchAll(long)].map((found) => {
    const [day, month] = [figures(found[1]), figures(found[2])]
    const read = figures(found[3])
    const year = read !== null && read >= 1900 && read < 2100 ? read : null
    const date = day === null || month === null || year === null ? null : (dateFrom(year, month, day) ?? null)
    const ended = found[0].trimEnd()
    return { start: found.index, end: found.index + ended.length, date, year }
  })
}

/** Dates in figures, with or without "ngày". */
export function shortDates(head: string): readonly FoundDate[] {
  return [...head.matchAll(short)].map((found) => {
    const year = Number(found[3])
    const date = dateFrom(year, Number(found[2]), Number(found[1])) ?? null
    return { start: found.index, end: found.index + found[0].length, date, year }
  })
}

/** Dates that lack a figure: the year alone is known. */
export function blankDates(head: string): readonly FoundDate[] {
  const unfinished = [...head.matchAll(blanks)]
    .filter((found) => figures(found[1]) === null || figures(found[2]) === null)
    .map((found) => ({ found, year: Number(found[3]) }))
  const months = [...head.matchAll(monthOnly)].map((found) => ({ found, year: Number(found[1]) }))
  return [...unfinished, ...months].map(({ found, year }) => ({
    start: found.index,
    end: found.index + found[0].length,
    date: null,
    year,
  }))
}
