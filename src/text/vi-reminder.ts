import type { Stage } from '../core/plan/occurrence.ts'
import type { Precision } from '../core/plan/plan.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { dueText } from './vi-deadline.ts'

/** Sentences of reminders. One line for one matter; a leader reads a message in a minute. */

/** A title cut at a word so that a list stays readable; `limit` in characters. */
export function shortTitle(title: string, limit: number): string {
  const text = title.replace(/\s+/g, ' ').trim()
  if (text.length <= limit) return text
  const cut = text.slice(0, limit - 1)
  const space = cut.lastIndexOf(' ')
  return `${(space > limit / 2 ? cut.slice(0, space) : cut).replace(/[\s,;:–-]+$/, '')}…`
}

const titleLimit = 110
const briefLimit = 60
const labelLimit = 48

/** What is asked, so that the same words in a plan and in a report are told apart. */
export function matterTitle(stage: Stage, title: string, brief: boolean): string {
  const text = shortTitle(title, brief ? briefLimit : titleLimit)
  if (stage === 'check-in') return `Tiến độ: ${text}`
  return stage === 'contribution' ? `Phần của đơn vị: ${text}` : text
}

export const matterLabel = (title: string): string => shortTitle(title, labelLimit)

/** Characters of a Unit's name on a button. */
const unitOnLabel = 24

/** The label of one of several matters with the same title and day. */
export const unitTwinLabel = (title: string, unit: string): string => {
  const whose = ` (${shortTitle(unit, unitOnLabel)})`
  return `${shortTitle(title, labelLimit - whose.length)}${whose}`
}

/** The label of one of several matters with the same title. */
export const twinLabel = (title: string, due: LocalDate, precision: Precision): string => {
  const when = ` (${dueText(due, precision)})`
  return `${shortTitle(title, labelLimit - when.length)}${when}`
}

/** Past this many working days the number says nothing more. */
const countedLate = 40

/** Working days that are left; negative when late, null when it cannot be said. */
export function remainingText(days: number | null): string {
  if (days === null) return ''
  if (days === 0) return 'hôm nay là ngày cuối'
  if (days > 0) return `còn ${days} ngày làm việc`
  return days < -countedLate ? 'đã quá hạn từ lâu' : `quá hạn ${-days} ngày làm việc`
}

export interface LineFacts {
  readonly title: string
  readonly due: LocalDate
  readonly precision: Precision
  readonly remaining: number | null
  /** Already words: the Unit before the title. */
  readonly unitName?: string | undefined
  /** The Plan, where the message speaks of several. */
  readonly planName?: string | undefined
  /** The day on which this should have been said. */
  readonly missedOn?: LocalDate | undefined
  /** Further facts, each a few words. */
  readonly facts?: readonly string[]
}

/** One matter on one line: title, last day, what is left, what else there is to know. */
export function matterLine(line: LineFacts): string {
  const left = remainingText(line.remaining)
  const due = `hạn ${dueText(line.due, line.precision)}${left === '' ? '' : ` (${left})`}`
  const unit = line.unitName === undefined ? '' : `${line.unitName}: `
  const plan = line.planName === undefined ? '' : ` [${line.planName}]`
  const missed = line.missedOn === undefined ? [] : [`lẽ ra nhắc ngày ${shortDate(line.missedOn)}`]
  return [`${unit}${line.title}${plan} – ${due}`, ...(line.facts ?? []), ...missed].join('; ')
}

export const focalFact = (names: readonly string[]): string =>
  names.length === 0 ? 'chưa có đầu mối' : `đầu mối: ${names.join(', ')}`

const namesShown = 10

/** Units in one line, at most ten by name. */
export function namesTogether(names: readonly string[], shown = namesShown): string {
  const rest = names.length - shown
  return `${names.slice(0, shown).join(', ')}${rest > 0 ? ` và ${rest} đơn vị khác` : ''}`
}

/** A Unit that has not answered, with the day it has promised: "Văn phòng (hẹn 12/5)". */
export const missingUnit = (name: string, promisedOn: LocalDate | null): string =>
  promisedOn === null ? name : `${name} (hẹn ${shortDate(promisedOn).slice(0, -5)})`

/** "5/7 đơn vị đã trả lời; còn thiếu: …" */
export function progressFact(answered: number, all: number, missing: readonly string[], shown = namesShown): string {
  const count = `${answered}/${all} đơn vị đã trả lời`
  if (missing.length === 0) return count
  return `${count}; còn thiếu: ${namesTogether(missing, shown)}`
}

/** A matter of somebody who is away, in the message to the substitute. */
export const insteadOfFact = (name: string): string => `thay ${name}`

export const draftAttachedFact = 'dự thảo gửi kèm'
export const awaitsApprovalFact = 'chờ duyệt'
export const approvedFact = 'đã duyệt, còn ký và phát hành'

/** All that follows was missed on one day. */
export const missedLine = (day: LocalDate): string => `(lẽ ra nhắc ngày ${shortDate(day)})`

/** What was missed is not named, because there is much that is nearer. */
export const missedAmongOthers = (day: LocalDate): string =>
  `Trong các việc khác có việc lẽ ra nhắc ngày ${shortDate(day)}.`

/** Work that has been late for more than a month: named once, then counted. */
export const historyLine = (count: number): string => `Ngoài ra còn ${count} việc quá hạn đã lâu (gõ /viec để xem).`

export const moreLine = (count: number): string => `… và ${count} việc khác (gõ /viec)`

/** The same in the answer to /viec itself. */
export const moreInList = (count: number): string => `… và ${count} việc khác`

/** The button below a list that goes on. */
export const moreLabel = (count: number): string => `Xem thêm ${count} việc`

export const digestHeading = (name: string, today: LocalDate): string =>
  `Kính gửi ${name}. Việc cần quan tâm ngày ${shortDate(today)}:`

/** `before`: how many stood on the pages before this one. */
export const workListHeading = (today: LocalDate, before = 0): string =>
  before === 0
    ? `Việc đang mở, tính đến ngày ${shortDate(today)}:`
    : `Việc đang mở (tiếp theo, từ việc thứ ${before + 1}):`

export const lastDayHeading = (name: string, count: number): string =>
  `Kính gửi ${name}. Hôm nay là ngày cuối của ${count === 1 ? 'việc' : `${count} việc`} sau:`

export const pingHeading = (name: string): string => `Kính gửi ${name}. Xin nhắc:`

/** `followedSince`: the day on which the plan was taken up; without it the messages were late for another reason. */
export const catchUpHeading = (name: string, followedSince: LocalDate | null): string =>
  followedSince === null
    ? `Kính gửi ${name}. Một số lần nhắc đã không gửi được đúng lúc, nay xin nhắc lại một lần:`
    : `Kính gửi ${name}. Kế hoạch được đưa vào theo dõi từ ngày ${shortDate(followedSince)}, sau một số mốc nhắc; nay xin nhắc lại một lần:`

export const sectionHeadings = {
  own: 'Chờ đơn vị trả lời:',
  unit: 'Việc của đơn vị:',
  reports: 'Báo cáo:',
  overdue: 'Quá hạn:',
  standIn: 'Chưa có người phụ trách, xin phân công:',
} as const

/** Below a list of which only the nearest is shown to those who follow the whole Board. */
export const allHint = 'Gõ /tiendo để xem đủ theo đơn vị, theo kế hoạch.'
export const answerHint = 'Xin chọn việc để trả lời.'

/** The number of a plan, or the beginning of its title where it has none. */
export const planLabel = (number: string | null, title: string): string =>
  number === null ? shortTitle(title, 40) : `KH ${number}`
