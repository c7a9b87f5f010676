import type { Period } from '../plan/plan.ts'
import { dateFrom, lastDayOfMonth, parseDay } from '../time.ts'

/** "2026", "năm 2026", "01/3/2026 - 31/12/2026", "2026-2030". */
export function readPeriod(words: string): Period | undefined {
  const tidy = words.normalize('NFC').trim()
  const year = /^(?:năm\s+)?(\d{4})$/i.exec(tidy)
  const years = /^(?:giai đoạn\s+)?(\d{4})\s*[-–]\s*(\d{4})$/i.exec(tidy)
  const first = Number(year?.[1] ?? years?.[1])
  const last = Number(year?.[1] ?? years?.[2])
  if (Number.isInteger(first) && first >= 1900 && last <= 2200 && last >= first) {
    const from = dateFrom(first, 1, 1)
    return from === undefined ? undefined : { from, to: lastDayOfMonth(last, 12) }
  }
  const days = tidy.match(/\d{1,2}[/.-]\d{1,2}[/.-]\d{4}/g) ?? []
  if (days.length !== 2) return undefined
  const from = parseDay(days[0] ?? '')
  const to = parseDay(days[1] ?? '')
  return from !== undefined && to !== undefined && from <= to ? { from, to } : undefined
}
