import { type LocalDate, shortDate } from '../core/time.ts'

/** One screen on how things stand. */
export const bulletinHead = (today: LocalDate): string => `Bản tin ngày ${shortDate(today)}:`
export const nothingWaits = (today: LocalDate): string =>
  `Bản tin ngày ${shortDate(today)}: không có việc quá hạn, không có gì chờ anh/chị quyết định.`
