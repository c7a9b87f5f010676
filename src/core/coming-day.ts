import { foldVietnamese } from './fold.ts'
import { addDays, addMonths, dateFrom, type LocalDate, lastDayOfMonth, monthOf, weekdayOf, yearOf } from './time.ts'

const weekdays: { readonly [word: string]: number } = {
  hai: 1,
  ba: 2,
  tu: 3,
  nam: 4,
  sau: 5,
  bay: 6,
  '2': 1,
  '3': 2,
  '4': 3,
  '5': 4,
  '6': 5,
  '7': 6,
}

const counts: { readonly [word: string]: number } = {
  mot: 1,
  hai: 2,
  ba: 3,
  bon: 4,
  nam: 5,
  sau: 6,
  bay: 7,
  tam: 8,
  chin: 9,
  muoi: 10,
}
const countWord = `(\\d{1,3}|${Object.keys(counts).join('|')})`
const countOf = (word: string): number => counts[word] ?? Number(word)

const monday = (day: LocalDate): LocalDate => addDays(day, 1 - weekdayOf(day))

/**
 * A day to come as people type it, with or without accents: `20/5/2023`, `20/5`, `ngày 20`, `20 tháng 5`, `mai`,
 * `thứ sáu tuần sau`, `cuối tháng`, `3 ngày nữa`, `thêm 5 ngày`. Without a year (a month, a week) it is the next such
 * day after `today`; `thêm` counts from `due`. Undefined for anything else and for days that do not exist; a day with
 * its year may lie in the past.
 */
export function comingDay(typed: string, today: LocalDate, due: LocalDate): LocalDate | undefined {
  const text = foldVietnamese(typed)
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/^(?:(?:den|vao|truoc|het|xin|hen|la) )+/, '')
    .replace(/[.!,]+$/, '')
  return dated(text, today) ?? inWords(text, today) ?? counted(text, today, due)
}

/** Days with numbers. */
function dated(text: string, today: LocalDate): LocalDate | undefined {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  if (iso) return dateFrom(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const found = /^(?:ngay )?(\d{1,2})(?: ?[/.-] ?| thang )(\d{1,2})(?:(?: ?[/.-] ?| nam )(\d{4}|\d{2}))?$/.exec(text)
  if (found) {
    const [, day, month, year] = found
    if (year !== undefined) {
      const century = year.length === 2 ? Math.floor(yearOf(today) / 100) * 100 : 0
      return dateFrom(century + Number(year), Number(month), Number(day))
    }
    // 29/2 may be three years away.
    for (let ahead = 0; ahead <= 4; ahead += 1) {
      const made = dateFrom(yearOf(today) + ahead, Number(month), Number(day))
      if (made !== undefined && made > today) return made
    }
    return undefined
  }
  const alone = /^ngay (\d{1,2})(?: thang (nay|sau|toi))?$/.exec(text)
  if (!alone) return undefined
  const [, day, which] = alone
  const first = `${today.slice(0, 8)}01`
  const next = addMonths(first, 1)
  const tries = which === undefined ? [first, next] : [which === 'nay' ? first : next]
  return tries
    .map((month) => dateFrom(yearOf(month), monthOf(month), Number(day)))
    .find((made) => made !== undefined && made > today)
}

/** Days by their name. */
function inWords(text: string, today: LocalDate): LocalDate | undefined {
  if (text === 'hom nay' || text === 'nay') return today
  if (text === 'mai' || text === 'ngay mai') return addDays(today, 1)
  if (text === 'ngay kia' || text === 'mot' || text === 'ngay mot') return addDays(today, 2)
  const week = /^(?:(?:thu ([a-z]+|[2-7])|t([2-7])|(chu nhat|cn))|cuoi tuan)(?: (tuan )?(nay|sau|toi))?$/.exec(text)
  if (week) {
    const named = week[1] ?? week[2]
    const weekday = text.startsWith('cuoi') ? 5 : week[3] === undefined ? weekdays[named ?? ''] : 7
    if (weekday === undefined) return undefined
    const here = addDays(monday(today), weekday - 1)
    if (week[5] === 'sau' || week[5] === 'toi') return addDays(here, 7)
    return week[5] === 'nay' || here > today ? here : addDays(here, 7)
  }
  const end = /^cuoi thang(?: (nay|sau|toi|\d{1,2}))?$/.exec(text)
  if (end) {
    const which = end[1] ?? 'nay'
    const [year, month] = [yearOf(today), monthOf(today)]
    if (which === 'nay') return lastDayOfMonth(year, month)
    if (which === 'sau' || which === 'toi') {
      const next = addMonths(`${today.slice(0, 8)}01`, 1)
      return lastDayOfMonth(yearOf(next), monthOf(next))
    }
    const wanted = Number(which)
    return wanted < 1 || wanted > 12 ? undefined : lastDayOfMonth(wanted < month ? year + 1 : year, wanted)
  }
  return undefined
}

/** So many days from today, or from the due day. */
function counted(text: string, today: LocalDate, due: LocalDate): LocalDate | undefined {
  const later = new RegExp(`^(?:sau |them |lui |gia han )?${countWord} (ngay|tuan|thang)(?: nua| sau)?$`).exec(text)
  if (!later) return undefined
  const count = countOf(later[1] ?? '')
  const from = /^(?:them|lui|gia han) /.test(text) ? due : today
  return later[2] === 'thang' ? addMonths(from, count) : addDays(from, later[2] === 'tuan' ? count * 7 : count)
}
