import type { Period } from '../plan/plan.ts'
import { addDays, dateFrom, type LocalDate, lastDayOfMonth, yearOf } from '../time.ts'

export interface ReadPeriod {
  readonly period: Period
  readonly schoolYear: { readonly from: number; readonly to: number } | null
  /** "Đến năm 2030": only the last year is said. */
  readonly open?: true
}

const year = '(20\\d\\d|19\\d\\d)'
const to = '(?:\\s?-\\s?|\\s?đến\\s(?:hết\\s|cuối\\s)?(?:năm\\s)?)'

const whole = (from: number, last: number): Period => ({ from: `${from}-01-01`, to: `${last}-12-31` })
const months = (of: number, first: number, last: number): Period => ({
  from: dateFrom(of, first, 1) ?? `${of}-01-01`,
  to: lastDayOfMonth(of, last),
})

const romans: Readonly<Record<string, number>> = { i: 1, ii: 2, iii: 3, iv: 4, '1': 1, '2': 2, '3': 3, '4': 4 }

/** Dates and numbers of cited documents name years that are none of the plan's. */
const masked = (text: string): string =>
  text
    .replace(/\d{1,5}[a-z]?\s?\/\s?20\d\d\s?\/\s?\p{L}[\p{L}\d-]*/gu, ' ')
    .replace(/ngày\s\d{1,2}\s?(?:[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}|tháng\s\d{1,2}\snăm\s\d{4})/gu, ' ')
    .replace(/\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?\d{4}/gu, ' ')

interface Stretch extends ReadPeriod {
  readonly at: number
}

/** A range of more years is an anniversary or a term of history. */
const longestRange = 12

function stretches(text: string, issuedOn: LocalDate | null): readonly Stretch[] {
  const found: Stretch[] = []
  const taken: [number, number][] = []
  const take = (pattern: string, read: (groups: readonly string[], at: number) => Omit<Stretch, 'at'> | undefined) => {
    for (const one of text.matchAll(new RegExp(`(?<![\\p{L}\\d/])${pattern}(?![\\p{L}\\d])`, 'gu'))) {
      const end = one.index + one[0].length
      if (taken.some(([from, last]) => one.index < last && end > from)) continue
      const made = read(one.slice(1), one.index)
      taken.push([one.index, end])
      if (made !== undefined) found.push({ ...made, at: one.index })
    }
  }
  const plain = (period: Period) => ({ period, schoolYear: null })
  take(`năm học\\s${year}${to}${year}`, ([a, b]) => {
    const [from, last] = [Number(a), Number(b)]
    // The school's year of work, so that summer tasks of both ends lie inside: August to July.
    return last === from + 1
      ? { period: { from: `${from}-08-01`, to: `${last}-07-31` }, schoolYear: { from, to: last } }
      : undefined
  })
  take(`(?:học kỳ|hk)\\s?(i{1,2}|1|2)\\s(?:của\\s)?năm học\\s${year}${to}${year}`, ([half, a, b]) => {
    const [from, last] = [Number(a), Number(b)]
    const first = half === 'i' || half === '1'
    const period = first
      ? { from: `${from}-08-01`, to: `${last}-01-31` }
      : { from: `${last}-01-01`, to: `${last}-07-31` }
    return { period, schoolYear: { from, to: last } }
  })
  take(
    `(?:từ\\s)?tháng\\s(\\d{1,2})(?:\\s?/\\s?${year}|\\snăm\\s${year})?(?:\\s?-\\s?|\\sđến\\s)(?:hết\\s)?tháng\\s(\\d{1,2})(?:\\s?/\\s?|\\snăm\\s)${year}`,
    ([m, y1, y2, n, y]) => {
      const [from, last] = [Number(y1 ?? y2 ?? y), Number(y)]
      const first = dateFrom(from, Number(m), 1)
      return first === undefined || Number(n) > 12 || Number(n) < 1
        ? undefined
        : plain({ from: first, to: lastDayOfMonth(last, Number(n)) })
    },
  )
  take(`(?:0?(6|9|3)|sáu|chín|ba) tháng (đầu|cuối)(?:\\snăm|\\s?/)?\\s?${year}`, ([count, part, y]) => {
    const length = Number(count ?? 6)
    return plain(part === 'đầu' ? months(Number(y), 1, length) : months(Number(y), 13 - length, 12))
  })
  take(`(?:nửa (đầu|cuối)) năm ${year}`, ([part, y]) =>
    plain(part === 'đầu' ? months(Number(y), 1, 6) : months(Number(y), 7, 12)),
  )
  take(
    `quý\\s(i{1,3}|iv|[1-4])(?:(?:\\s?,\\s?(?:quý\\s)?|\\svà\\s(?:quý\\s)?|\\s?-\\s?(?:quý\\s)?)(i{1,3}|iv|[1-4]))?\\s?(?:/|năm|,)?\\s?${year}`,
    ([q, r, y]) => {
      const first = romans[q ?? ''] ?? 1
      const last = romans[r ?? q ?? ''] ?? first
      return plain(months(Number(y), first * 3 - 2, last * 3))
    },
  )
  take(`tháng\\s(\\d{1,2})\\s?(?:/|năm)\\s?${year}`, ([m, y]) => {
    const month = Number(m)
    return month < 1 || month > 12 ? undefined : plain(months(Number(y), month, month))
  })
  take(`(?:giai đoạn|thời kỳ|nhiệm kỳ|từ năm|trong năm|các năm|năm|từ)?\\s?${year}${to}${year}`, ([a, b], at) => {
    const [from, last] = [Number(a), Number(b)]
    const term = text.startsWith('nhiệm kỳ', at)
    return term || last <= from || last - from > longestRange ? undefined : plain(whole(from, last))
  })
  take(
    `(?:giai đoạn|năm|các năm)\\s${year}(?:,\\s?(?:năm\\s)?(?:20\\d\\d))*\\s?(?:,|và)\\s(?:năm\\s)?${year}`,
    ([a, b]) =>
      Number(b) > Number(a) && Number(b) - Number(a) <= longestRange ? plain(whole(Number(a), Number(b))) : undefined,
  )
  take(`(?:từ nay )?đến (?:hết |cuối )?(?:năm )?${year}`, ([y]) => {
    const last = Number(y)
    const from = issuedOn !== null && yearOf(issuedOn) <= last ? yearOf(issuedOn) : last
    return { ...plain(whole(from, last)), open: true }
  })
  // "Tết Quý Mão 2023", "Xuân 2023".
  take(`(?:tết|xuân)(?:\\s(?!năm\\s)\\p{L}+){0,5}\\s${year}`, ([y]) => plain(whole(Number(y), Number(y))))
  take(`(?:năm|niên độ)\\s?${year}`, ([y]) => plain(whole(Number(y), Number(y))))
  return found.sort((a, b) => a.at - b.at)
}

const within = (inner: Period, outer: Period): boolean => inner.from >= outer.from && inner.to <= outer.to

/**
 * The period that words name (`clean`), the narrowest of several that lie within each other: a programme of
 * 2021–2025 carried out in 2023 is a plan of 2023. "Định hướng đến năm 2030" never widens it. A school year runs from
 * 1 August to 31 July.
 */
export function periodOf(clean: string, issuedOn: LocalDate | null): ReadPeriod | null {
  const all = stretches(masked(clean), issuedOn)
  const closed = all.filter((one) => one.open !== true)
  const candidates = closed.length > 0 ? closed : all
  let best = candidates[0]
  for (const one of candidates) if (best !== undefined && within(one.period, best.period)) best = one
  if (best === undefined) return null
  const { period, schoolYear, open } = best
  return { period, schoolYear, ...(open === true && issuedOn === null ? { open } : {}) }
}

/** The year that a text names most, of those not before the one given; null when it names none. */
export function usualYear(clean: string, notBefore: number | null): number | null {
  const counts = new Map<number, number>()
  // "Kế hoạch 5 năm 2011-2015", "đến năm 2030" name other years than the plan's own.
  for (const found of clean.matchAll(
    /(?<!đến )(?<!đến hết )(?<!đến cuối )(?:(?:năm|quý [iv\d]{1,3}|tháng \d{1,2})\s?\/?\s?|(?<!\d)\d{1,2}[/-])(20[0-4]\d)(?!\d)(?!\/\p{L})(?!\s?-\s?20\d\d)/gu,
  )) {
    const named = Number(found[1])
    if (notBefore === null || named >= notBefore) counts.set(named, (counts.get(named) ?? 0) + 1)
  }
  let best: number | null = null
  for (const [named, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = named
  return best
}

/** A year from its first day to its last. */
export const wholeYear = (of: number): Period => whole(of, of)

/** Whether a day lies in the last weeks of its year, when offices write the plan of the next. */
export const atYearsEnd = (day: LocalDate): boolean => addDays(day, 45).slice(0, 4) !== day.slice(0, 4)
