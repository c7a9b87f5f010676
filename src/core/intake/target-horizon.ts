import type { Period } from '../plan/plan.ts'
import { addDays, dateFrom, type LocalDate, lastDayOfMonth } from '../time.ts'

const quarters: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

const until =
  /(?<![\p{L}\p{N}])(?<how>(?:chậm nhất )?(?:đến|tới|hết|trước|trong vòng)(?: (?:hết|cuối|trước|thời điểm|nay|khi kết thúc))*) (?:ngày )?(?:(?<d>\d{1,2})[/.-](?<m>\d{1,2})[/.-](?<y>20\d\d)|(?:cuối )?(?:quý (?<q>iv|i{1,3}|[1-4])(?: ?\/ ?| năm |, năm | )(?<qy>20\d\d))|(?:cuối )?tháng (?<mm>\d{1,2})(?: ?\/ ?| năm )(?<my>20\d\d)|(?:cuối )?năm (?:học )?(?<year>20\d\d)(?:\s?-\s?(?<to>20\d\d))?)(?!\d)/gu

/** Documents and movements are named after their own horizons. */
const ofDocument =
  /(?:đề án|chương trình|chiến lược|nghị quyết|quyết định|chỉ thị|quy hoạch|kế hoạch số|định hướng|tầm nhìn|phong trào|cuộc vận động)[^;.:]{0,200}$/u

/** The last day of a horizon that stands in a piece of `clean`: "đến năm 2025", "hết quý II/2023"; the last of several. */
export function horizonIn(
  piece: string,
): { readonly due: LocalDate; readonly start: number; readonly end: number } | undefined {
  let last: { readonly due: LocalDate; readonly start: number; readonly end: number } | undefined
  for (const one of piece.matchAll(until)) {
    const { how = '', d, m, y, q, qy, mm, my, year, to } = one.groups ?? {}
    if (ofDocument.test(piece.slice(0, one.index))) continue
    let due: LocalDate | undefined
    if (year !== undefined) due = `${to ?? year}-12-31`
    else if (q !== undefined) due = lastDayOfMonth(Number(qy), (quarters[q] ?? 4) * 3)
    else if (mm !== undefined)
      due = Number(mm) >= 1 && Number(mm) <= 12 ? lastDayOfMonth(Number(my), Number(mm)) : undefined
    else due = dateFrom(Number(y), Number(m), Number(d))
    if (due === undefined) continue
    // "Trước ngày 30/6" leaves the day before as the last one.
    const last29 = /^(?:chậm nhất )?trước/u.test(how) && d !== undefined ? addDays(due, -1) : due
    last = { due: last29, start: one.index, end: one.index + one[0].length }
  }
  return last
}

/** "Năm 2024 đạt 80%" in a plan of several years: that year's end. */
export function yearBeside(before: string, after: string, period: Period | null): LocalDate | null {
  if (period === null || period.from.slice(0, 4) === period.to.slice(0, 4)) return null
  const left = /(?<![\p{L}])(?:vào |trong |riêng )?năm (20\d\d)(?:[:,]| là| đạt| có| phấn đấu)*[\s\p{L}]{0,40}$/u.exec(
    before,
  )?.[1]
  const right =
    /^(?:(?!\s(?:và|so với|bằng|của|hơn|từ|cùng kỳ)\s)[^,;.:]){0,60}?(?:vào |trong |đến )?năm (20\d\d)/u.exec(
      after,
    )?.[1]
  const year = right ?? left
  if (year === undefined || year < period.from.slice(0, 4) || year > period.to.slice(0, 4)) return null
  return `${year}-12-31`
}
