import { type LocalDate, shortDate } from '../core/time.ts'
import { shortTitle } from './vi-reminder.ts'

/** A text cut to so many characters, without the full stop that its writer gave it: more follows on the line. */
export const asPart = (text: string, limit: number): string => shortTitle(text, limit).replace(/[.;,\s]+$/, '')

/** What waits for leaders and heads beside the work itself; one line each. */

export const concernNames = { obstacle: 'Vướng mắc', recommendation: 'Kiến nghị' } as const

export const deskHeadings = {
  decide: 'Chờ anh/chị quyết định:',
  instructed: 'Bút phê của lãnh đạo:',
  instructions: 'Bút phê quá hạn:',
  shortfalls: 'Chưa đạt chỉ tiêu:',
} as const

export const extensionLine = (unit: string, title: string, to: LocalDate): string =>
  `Xin gia hạn: ${unit}, ${title} – đến ${shortDate(to)}`
export const concernLine = (kind: keyof typeof concernNames, unit: string, what: string): string =>
  `${concernNames[kind]}: ${unit}, ${what}`
export const outcomeLine = (unit: string, what: string): string => `Kết quả bút phê: ${unit}, ${what}`

export const moreExtensions = (count: number): string => `… và ${count} đề nghị gia hạn khác (/xingiahan)`
export const moreConcerns = (count: number): string => `… và ${count} vướng mắc, kiến nghị khác (/choykien)`
export const moreInstructions = (count: number): string => `… và ${count} bút phê khác (/butphe)`
export const moreShortfalls = (count: number): string => `… và ${count} chỉ tiêu khác`

/** An instruction in a list; without its Unit to the Unit itself. */
export function instructionLine(given: {
  readonly unit: string | null
  readonly what: string
  readonly due: LocalDate | null
  readonly state: 'open' | 'overdue' | 'reported' | 'returned'
}): string {
  const unit = given.unit === null ? '' : `${given.unit}: `
  const due = given.due === null ? '' : ` – hạn ${shortDate(given.due)}`
  return `${unit}${given.what}${due}${states[given.state]}`
}
const states = {
  open: '',
  overdue: ' (quá hạn)',
  reported: ' (đã báo kết quả, chờ lãnh đạo xem)',
  returned: ' (lãnh đạo yêu cầu làm tiếp)',
} as const

export const shortfallLine = (name: string, value: string, target: string): string =>
  `${name}: ${value} (giao ${target})`

/** What the head's own Unit has put to the leaders. */
export function waitingForLeaders(extensions: number, concerns: number): string {
  const parts = [
    ...(extensions > 0 ? [`${extensions} đề nghị gia hạn`] : []),
    ...(concerns > 0 ? [`${concerns} vướng mắc, kiến nghị`] : []),
  ]
  return `Đang chờ lãnh đạo: ${parts.join(', ')}.`
}

export const extensionLabel = (unit: string): string => `Xem đề nghị gia hạn: ${unit}`
export const concernLabel = (kind: keyof typeof concernNames, unit: string): string =>
  `Xem ${concernNames[kind].toLowerCase()}: ${unit}`
export const outcomeLabel = (unit: string): string => `Xem kết quả: ${unit}`
export const reportOutcomeLabel = (what: string): string => `Báo kết quả: ${what}`
export const promiseLabel = (title: string): string => `Hẹn ngày xong: ${title}`

/** Late work for which a day was promised. */
export const promisedFact = (day: LocalDate, holds: boolean): string =>
  holds ? `hẹn xong ${shortDate(day)}` : `đã hẹn ${shortDate(day)} mà chưa xong`
