import { foldVietnamese } from '../fold.ts'
import { addDays, addMonths, isLocalDate, type LocalDate, shortDate, weekdayOf } from '../time.ts'
import { readDueWords } from './read-due-words.ts'
import { daysOf } from './review-draft.ts'

export interface Days {
  readonly from: LocalDate
  readonly to: LocalDate
}

/** Somebody may have been away for so many days already when it is said. */
const begunBefore = 90

/** A few words; a longer text is something else. */
const longest = 120

/** The Sunday that ends a day's week. */
export const endOfWeek = (day: LocalDate): LocalDate => addDays(day, 7 - weekdayOf(day))

/** "5/5" with or without a year; the year decides whether a day before the first one is meant for the next year. */
const hasYear = (text: string): boolean => /\b\d{4}\b/.test(text)

/** Days that are said from where the speaker stands, as dates. */
function dated(folded: string, today: LocalDate): string {
  return folded
    .replace(/\b(?:ngay )?hom nay\b|\bbay gio\b/g, shortDate(today))
    .replace(/\bngay mai\b|\bmai\b/g, shortDate(addDays(today, 1)))
    .replace(/\btu nay\b/g, `tu ${shortDate(today)}`)
    .replace(/\btuan nay\b/g, shortDate(endOfWeek(today)))
    .replace(/\btuan (?:sau|toi)\b/g, shortDate(addDays(endOfWeek(today), 7)))
}

/** The days of one phrase, in the year that begins today where it names none. */
function read(
  text: string,
  today: LocalDate,
): { readonly from: LocalDate | null; readonly due: LocalDate } | undefined {
  const start = addDays(today, -begunBefore)
  const period = { from: start, to: addDays(addMonths(start, 12), -1) }
  const found = readDueWords(text, { period, issuedOn: today, schoolYear: null })
  if (found === undefined) return undefined
  const { from, due } = found.rule.kind === 'within' || found.due === null ? daysOf(found.rule) : found
  return due === null || !isLocalDate(due) ? undefined : { from, due }
}

/**
 * A stretch of days as people type it, with or without accents: "từ 5/5 đến 12/5", "5-12/5", "đến hết 12/5" (from
 * today), "hôm nay", "ngày mai", "tuần sau", "tháng 6". Years that are not typed are those nearest to today. undefined
 * for anything else and when the end lies before the beginning.
 */
export function readDays(text: string, today: LocalDate): Days | undefined {
  if (text.length > longest) return undefined
  const folded = foldVietnamese(text)
  if (/^(?:ca )?tuan nay$/.test(folded)) return { from: today, to: endOfWeek(today) }
  if (/^(?:ca )?tuan (?:sau|toi)$/.test(folded)) {
    const monday = addDays(endOfWeek(today), 1)
    return { from: monday, to: addDays(monday, 6) }
  }
  const words = dated(folded, today)
  const [first, last, ...more] = words
    .replace(/^tu /, '')
    .split(/ (?:den het|den|toi|-|–) /)
    .map((part) => part.trim())
  if (first !== undefined && last !== undefined && more.length === 0) {
    const [from, to] = [read(first, today)?.due, read(last, today)?.due]
    if (from !== undefined && to !== undefined) {
      if (from <= to) return { from, to }
      return hasYear(last) ? undefined : { from, to: addMonths(to, 12) }
    }
  }
  // A beginning without an end.
  if (/\b(?:den|toi)$/.test(words) || /^tu (?!.*(?:\bden\b|\btoi\b|-|–))/.test(words)) return undefined
  const found = read(words, today)
  if (found === undefined) return undefined
  const one = found.from ?? (/^(?:(?:tu nay )?(?:den|toi)|het)\b/.test(words) ? today : found.due)
  return one <= found.due ? { from: one, to: found.due } : undefined
}
