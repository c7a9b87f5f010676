import { DateTime } from 'luxon'

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number
/** A calendar day of the office, `YYYY-MM-DD`. */
export type LocalDate = string
/** A time of day at the office, `HH:mm`. */
export type LocalTime = string

/** Every office lives in one zone (UTC+7, no daylight saving); the host's own zone never matters. */
export const zone = 'Asia/Ho_Chi_Minh'

const dayMs = 86_400_000
/** A calendar day has no zone, so its number is enough to reckon with; reading a plan does so by the ten thousand. */
const dayNumber = (date: LocalDate): number => numberOf(yearOf(date), monthOf(date), dayOf(date))
/** `Date.UTC` takes the years 0–99 for 1900–1999. */
const numberOf = (year: number, month: number, dayOfMonth: number): number =>
  new Date(0).setUTCFullYear(year, month - 1, dayOfMonth) / dayMs
function iso(number: number): LocalDate {
  const date = new Date(number * dayMs)
  const padded = (part: number, length: number): string => String(part).padStart(length, '0')
  return `${padded(date.getUTCFullYear(), 4)}-${padded(date.getUTCMonth() + 1, 2)}-${padded(date.getUTCDate(), 2)}`
}
const here = (instant: Instant): DateTime => DateTime.fromMillis(instant, { zone })

/** From 1976 on the zone has kept one offset; a message has several dates, and thousands go out at once. */
const steadySince: Instant = Date.UTC(1976, 0, 1)
const steadyOffsetMs = 7 * 3_600_000

/** The office's calendar day at an instant. */
export const dateOf = (instant: Instant): LocalDate =>
  instant >= steadySince ? iso(Math.floor((instant + steadyOffsetMs) / dayMs)) : here(instant).toFormat('yyyy-MM-dd')

/** The office's time of day at an instant, `HH:mm`. */
export const timeOf = (instant: Instant): LocalTime => here(instant).toFormat('HH:mm')

/** The instant of a time of day on a calendar day of the office. */
export const instantAt = (date: LocalDate, time: LocalTime = '00:00'): Instant =>
  DateTime.fromISO(`${date}T${time}`, { zone }).toMillis()

/** An instant in ISO 8601 with the office's offset: `2023-04-24T07:30:00.000+07:00`. */
export const isoInstant = (instant: Instant): string => here(instant).toISO() ?? ''

/**
 * Reads an instant: ISO 8601, with or without an offset (without one it is the office's own time), or a bare day
 * (its midnight). Gives undefined when it is none of these.
 */
export function parseInstant(text: string): Instant | undefined {
  const read = DateTime.fromISO(text.trim(), { zone })
  return read.isValid ? read.toMillis() : undefined
}

/** Whether the text is a day of the calendar written `YYYY-MM-DD` (31/2 is none). */
export const isLocalDate = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && dateFrom(yearOf(text), monthOf(text), dayOf(text)) !== undefined

/** The day `count` calendar days later (earlier when negative). */
export const addDays = (date: LocalDate, count: number): LocalDate => iso(dayNumber(date) + count)

/** The corresponding day `count` months later, or that month's last day if there is none (Civil Code art. 148.3). */
export function addMonths(date: LocalDate, count: number): LocalDate {
  const months = yearOf(date) * 12 + monthOf(date) - 1 + count
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  return iso(Math.min(numberOf(year, month, dayOf(date)), numberOf(year, month + 1, 0)))
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number => dayNumber(to) - dayNumber(from)

/** Monday 1 … Sunday 7. */
export const weekdayOf = (date: LocalDate): number => new Date(dayNumber(date) * dayMs).getUTCDay() || 7

/** The last day of a month (1–12). */
export const lastDayOfMonth = (year: number, month: number): LocalDate => iso(numberOf(year, month + 1, 0))

/** The day from its numbers; undefined for a day that does not exist. */
export function dateFrom(year: number, month: number, dayOfMonth: number): LocalDate | undefined {
  const number = numberOf(year, month, dayOfMonth)
  const made = new Date(number * dayMs)
  const exists = made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === dayOfMonth
  return exists ? iso(number) : undefined
}

export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4))
export const monthOf = (date: LocalDate): number => Number(date.slice(5, 7))
export const dayOf = (date: LocalDate): number => Number(date.slice(8, 10))

/** A day as offices write it in running text: `09/5/2023`, `10/02/2023` (day padded; month only when it is 1 or 2). */
export function shortDate(date: LocalDate): string {
  const month = monthOf(date)
  return `${date.slice(8, 10)}/${month < 3 ? `0${month}` : month}/${yearOf(date)}`
}

/**
 * A day as people type it: `9/5/2023`, `09-05-2023`, `9.5.2023`, or `2023-05-09`. Undefined for anything else and for
 * days that do not exist.
 */
export function parseDay(text: string): LocalDate | undefined {
  const tidy = text.normalize('NFC').trim()
  if (isLocalDate(tidy)) return tidy
  const found = /^(?:ngày\s+)?(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/i.exec(tidy)
  return found ? dateFrom(Number(found[3]), Number(found[2]), Number(found[1])) : undefined
}
