import { dateFrom, type LocalDate } from '../time.ts'
import { citedNumber, numberOf } from './document-number.ts'
import type { DraftHead } from './plan-draft.ts'
import type { SourceText } from './source-text.ts'

type Basis = DraftHead['bases'][number]

/** A date right after a number: "ngày 14/6/2019", ", ngày 26 tháng 12 năm 2018". */
const dateAfter =
  /^\s?[,(]?\s?(?:ban hành\s)?(?:ng[àa]y\s?)?(\d{1,2})(?:\s?[/.-]\s?|\s?tháng\s)(\d{1,2})(?:\s?[/.-]\s?|\s?năm\s)(\d{4})\s?\)?/iu

/** Kinds of documents, as they stand before "số" or a number. */
const kindBefore =
  /(luật|pháp lệnh|nghị quyết|nghị định|quyết định|chỉ thị|thông tư liên tịch|thông tư|kế hoạch phối hợp|kế hoạch hành động|kế hoạch|công văn|văn bản hợp nhất|văn bản|chương trình hành động|chương trình phối hợp|chương trình|kết luận|hướng dẫn liên tịch|hướng dẫn|thông báo|đề án|tờ trình|báo cáo|quy định|quy chế|công điện|bộ luật|giấy mời)\s(?:\p{L}+\s){0,2}?(?:số\s?:?\s?)?$/iu

/** A law has its name between its kind and its number. */
const lawBefore = /(?<!\p{L})(luật|bộ luật|pháp lệnh)\s[^;.\n]{3,120}\ssố\s?$/iu
/** "Thông tư ngày 10/4/2019 số 4/2019/TT-BNV": the day stands first. */
const dateBefore =
  /ngày\s(\d{1,2})(?:\s?[/.-]\s?|\stháng\s)(\d{1,2})(?:\s?[/.-]\s?|\snăm\s)(\d{4})\s?,?\s(?:số\s?:?\s?)$/iu

const longestSubject = 300

/** Where a subject ends: at a semicolon, the end of a sentence, or before the next document. */
const ends =
  /;|\s\((?=viết tắt|gọi tắt|sau đây)|\.(?=\s|$)|\n|[,)(]?\s(?:và|cùng)\s(?=(?:Luật|Nghị|Quyết|Chỉ thị|Thông tư|Kế hoạch|Công văn|Chương trình|Kết luận|Hướng dẫn|Thông báo)[^;.\n]{0,20}số)/u

/** A clause after the subject that is no longer about the document: ", Sở Nội vụ ban hành Kế hoạch …". */
const ownClause =
  /,\s(?=(?:\p{Lu}[\p{L}]*[\s,]){1,3}?[^,;.]{0,80}?\s(?:xây dựng|ban hành|đề ra|triển khai)\s(?:nội dung\s)?(?:[Kk]ế hoạch|[Cc]hương trình))/u

const nextOpens =
  /[,;]?\s?(?:(?:và|cùng)\s(?:các\s)?|(?<=[,;]\s?))(?:\p{Lu}\p{L}*\s?)(?:\p{L}+\s?){0,2}(?:số)?\s?$|[,;]\s?(?:\p{Lu}\p{L}*\s?){1,3}(?:số)?\s?$/u

/** The document's own words, with the figures that a scan took for letters put right. */
function withFigures({ shown, clean }: SourceText, from: number, to: number): string {
  let out = ''
  for (let i = from; i < to; i += 1) out += /\d/.test(clean[i] ?? '') ? clean[i] : shown[i]
  return out
}

function dayBefore(before: string): LocalDate | null {
  const found = dateBefore.exec(before)
  return found === null ? null : (dateFrom(Number(found[3]), Number(found[2]), Number(found[1])) ?? null)
}

function dayAfter(rest: string): { readonly date: LocalDate | null; readonly length: number } {
  const found = dateAfter.exec(rest)
  if (found === null) return { date: null, length: 0 }
  return { date: dateFrom(Number(found[3]), Number(found[2]), Number(found[1])) ?? null, length: found[0].length }
}

/**
 * The documents that a plan rests on: every number in a piece of the text (the bases and the opening sentences), with
 * its day and what follows it. A document that is cited twice counts once.
 */
export function legalBases(text: SourceText, from: number, to: number): readonly Basis[] {
  const words = withFigures(text, from, to)
  const found = [...words.matchAll(citedNumber())]
  const bases: Basis[] = []
  for (const [i, one] of found.entries()) {
    const number = numberOf(one.groups ?? {})
    if (number === null || bases.some((basis) => basis.number === number)) continue
    const before = words.slice(Math.max(0, one.index - 140), one.index)
    const kind = kindBefore.exec(before.slice(-60))?.[1] ?? lawBefore.exec(before)?.[1]
    const numbered = /(?:số|Số)\s?:?\s?$/u.test(before)
    if (kind === undefined && !numbered) continue
    const close = one.index + one[0].length
    const rest = words.slice(close, close + longestSubject + 40)
    const day = dayAfter(rest)
    const next = found[i + 1]
    const limit = Math.min(longestSubject, next === undefined ? longestSubject : next.index - close - day.length)
    let subject = rest.slice(day.length, day.length + Math.max(limit, 0))
    const cut = subject.search(ends)
    if (cut !== -1) subject = subject.slice(0, cut)
    const other = subject.search(ownClause)
    if (other !== -1) subject = subject.slice(0, other)
    // What belongs to the next document: "và các Nghị định số".
    if (next !== undefined) subject = subject.replace(nextOpens, '').replace(/\s(?:số|Số)\s?$/u, '')
    const tidy = subject.replace(/\s+/gu, ' ').replace(/^[\s,;:)(]+|[\s,;:.(]+$/gu, '')
    bases.push({
      number,
      issuedOn: day.date ?? dayBefore(before),
      subject: tidy === '' ? (kind?.toLowerCase() ?? 'văn bản') : tidy,
    })
  }
  return bases
}
