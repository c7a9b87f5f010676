import { foldVietnamese } from '../fold.ts'
import type { Piece } from './sentence.ts'
import type { SourceText } from './source-text.ts'
import { actionAt } from './unit-words.ts'

/** Verbs that say how, when or by whom something is done, and not what. */
const empty: ReadonlySet<string> = new Set([
  'hoàn thành',
  'hằng',
  'định kỳ',
  'dự kiến',
  'chậm nhất',
  'thường xuyên',
  'được',
  'cần',
  'phải',
  'là',
  'đã',
  'sẽ',
  'có trách nhiệm',
  'chịu trách nhiệm',
  'có nhiệm vụ',
  'chủ trì',
  'phối hợp',
  'giao',
  'đề nghị',
  'căn cứ',
  'giúp',
  'kịp thời',
  'khẩn trương',
  'thường trực',
  'chủ động',
  'tích cực',
  'tự',
  'vẫn',
  'thực hiện',
  'phân công',
  'nghiêm túc',
  'trực tiếp',
  'kết hợp',
  'ưu tiên',
  'kiên quyết',
])

/** Whether a piece of a `clean` text has a verb that says what is done. */
export function tellsAct(clean: string): boolean {
  for (const word of clean.matchAll(/(?<![\p{L}\p{N}])\p{L}/gu)) {
    const verb = actionAt(clean, word.index)
    if (verb !== undefined && !empty.has(verb)) return true
  }
  return false
}

const timeWords =
  /\b(?:hoan thanh|xong|cham nhat|muon nhat|khong muon hon|du kien|thoi gian|thoi han|dinh ky|thuong xuyen|lan dau|lan thu|lan|dot|ky|cac|nam|quy|thang|tuan|ngay|dau|cuoi|giua|ca|trong|vao|truoc|sau|den|het|la|va|hoac|tu|rieng|doi voi|cu the|nhu sau|hang|moi|con|lai|tiep theo)\b/g

/** Whether a piece of a time cell says more than when: "Khởi động quý IV; nghiệm thu quý II". Any spelling. */
export function tellsMore(words: string): boolean {
  return (
    foldVietnamese(words)
      .replace(timeWords, ' ')
      .replace(/[^a-z]/g, '').length >= 5
  )
}

/** "Báo cáo 6 tháng về công tác kiểm tra: trước ngày 10/6": words that go on with what stands before the first time. */
const goesOn = /^\s*(?:về|của|theo|đối với) /u

/**
 * The words that belong to one of several times in a clause: "tự kiểm tra ít nhất 02 lần/năm, gửi kết quả về Sở trước
 * ngày 10/11" owes a report by the second only, "gửi báo cáo quý trước ngày 15, báo cáo năm trước ngày 05/12" one by
 * each; times that nothing but "và" parts share their words. '' when the clause says nothing but when.
 *
 * @param times the phrases that stand in the clause, in order; `at` is one of them.
 */
export function actWords(
  text: SourceText,
  clause: Piece,
  times: readonly Piece[],
  at: Piece,
  tells: (words: string) => boolean = tellsAct,
): string {
  const { clean } = text
  const between = (from: number, to: number): string => clean.slice(from, Math.max(from, to))
  const inside = times.filter((one) => one.start >= clause.start && one.end <= clause.end)
  const here = Math.max(
    0,
    inside.findIndex((one) => one.start === at.start && one.end === at.end),
  )
  const gapBefore = (index: number): string =>
    between(index === 0 ? clause.start : (inside[index - 1]?.end ?? clause.start), inside[index]?.start ?? clause.start)
  let last = here
  while (last + 1 < inside.length && !tells(gapBefore(last + 1))) last += 1
  const ends = last === inside.length - 1
  const tail = ends ? between(inside[last]?.end ?? at.end, clause.end) : gapBefore(last + 1)
  // "Trước ngày 10/6 gửi số liệu, trước ngày 20/6 họp": each time stands before its own words.
  const timeFirst = inside.length > 1 && !tells(gapBefore(0)) && /[,;] ?(?:và |đến )?$/u.test(gapBefore(1))
  if (timeFirst && tells(tail)) return tail
  let first = here
  while (first > 0 && (goesOn.test(gapBefore(first)) || !tells(gapBefore(first)))) first -= 1
  let led = ''
  for (let index = first; index <= here; index += 1) led += ` ${gapBefore(index)}`
  if (tells(led)) return ends ? `${led} ${tail}` : led
  return tells(tail) ? `${led} ${tail}` : ''
}
