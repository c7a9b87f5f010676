import type { Lateness } from '../core/lateness.ts'
import { type LocalDate, shortDate } from '../core/time.ts'
import { shortTitle } from './vi-reminder.ts'

/** What a person is told of an Answer that was kept, and at the end of the day. */

/** `trễ 4 ngày (2 ngày làm việc)`; the working days only where they say something else. */
export const lateBy = ({ days, workingDays }: Pick<Lateness, 'days' | 'workingDays'>): string =>
  workingDays === null || workingDays === days ? `trễ ${days} ngày` : `trễ ${days} ngày (${workingDays} ngày làm việc)`

export const lateReceipt = (late: Lateness): string =>
  `Câu trả lời được nhận và ghi là ${lateBy(late)} so với hạn ${shortDate(late.last)}.`

export const carriedReceipt = (from: LocalDate): string =>
  `Ghi nhận như kỳ trước (từ ngày ${shortDate(from)}); danh sách và báo cáo cũng ghi như vậy.`

/** In the question of the next period, after "như kỳ trước". */
export const carriedPeriods = (times: number, from: LocalDate): string =>
  `${times} kỳ liền (từ ngày ${shortDate(from)})`

export const correctLabel = 'Sửa câu vừa gửi'

/** `title`: of the matter it was handed in for; null where the person may not know. */
export const duplicateFile = (name: string, by: string, on: LocalDate, title: string | null): string =>
  `Tệp “${name}” trùng với tệp ${by} đã nộp ngày ${shortDate(on)}${title === null ? '' : ` cho “${shortTitle(title, 60)}”`}; vẫn được ghi nhận cho việc này.`

export interface DayEndLine {
  readonly title: string
  /** How the Answer names the state. */
  readonly state: string
  readonly late: Pick<Lateness, 'days' | 'workingDays'> | null
  readonly files: number
  /** For whom, where the person stood in for somebody. */
  readonly insteadOf: string | null
}

const linesShown = 10

export const dayEnd = (lines: readonly DayEndLine[]): string =>
  [
    `Hôm nay tôi đã ghi nhận của anh/chị ${lines.length} câu trả lời:`,
    ...lines
      .slice(0, linesShown)
      .map(({ title, state, late, files, insteadOf }) =>
        [
          `• ${shortTitle(title, 80)}: ${state}`,
          ...(late === null ? [] : [lateBy(late)]),
          ...(files === 0 ? [] : [`${files} tệp minh chứng`]),
          ...(insteadOf === null ? [] : [`thay ${insteadOf}`]),
        ].join('; '),
      ),
    ...(lines.length > linesShown ? [`… và ${lines.length - linesShown} câu trả lời khác.`] : []),
    'Cần sửa, anh/chị gõ /sua.',
  ].join('\n')
