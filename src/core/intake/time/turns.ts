import { addDays, dateFrom, type LocalDate, lastDayOfMonth } from '../../time.ts'

/** A leap year, in which every day of the calendar exists. */
const leapYear = 2024

const monthDay = (date: LocalDate): string => date.slice(5)

/** A day of a month, or the month's last day where the month is shorter. */
function dayIn(month: number, day: number): LocalDate {
  return dateFrom(leapYear, month, day) ?? lastDayOfMonth(leapYear, month)
}

/** The last acceptable day: "trước ngày 15" leaves the 14th. */
export function lastAcceptable(month: number, day: number, before: boolean): string {
  const date = dayIn(month, day)
  return monthDay(before ? addDays(date, -1) : date)
}

/** One day in each of the given months, in order of the year. */
export function inMonths(months: readonly number[], days: readonly number[], before: boolean): string[] {
  return [...new Set(months.flatMap((month) => days.map((day) => lastAcceptable(month, day, before))))].sort()
}

export const allMonths = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const

/** The first, second or third month of each quarter. */
export const monthsOfQuarters = (place: 1 | 2 | 3): number[] => [0, 3, 6, 9].map((before) => before + place)
