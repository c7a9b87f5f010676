import { type FoundDate, longDates, shortDates } from './document-date.ts'
import { ownNumber } from './document-number.ts'
import type { Title } from './head-lines.ts'
import type { SourceText } from './source-text.ts'

/** What a text without a head says of its plan in a sentence. */
export interface SaidOfPlan {
  readonly number: string | null
  /** Of the number, in `clean`. */
  readonly place: { readonly start: number; readonly end: number }
  readonly dated: FoundDate | undefined
}

const kinds = '(?:kế hoạch|chương trình|phương án|đề án)(?: hành động| phối hợp)?'
/** "Kế hoạch số 12/KH-BQL ngày 05/3/2024 của …" above the text, as web pages have it. */
const named = new RegExp(`^(?:toàn văn |nội dung |tóm tắt )?${kinds} (?=(?:số|\\d))`, 'u')
/** "Ngày 05/3/2024, Ban Quản lý … đã ban hành Kế hoạch số 12/KH-BQL …": news of a plan. */
const told = new RegExp(
  `^(?!căn cứ|thực hiện|theo|triển khai|để|nhằm|tiếp tục|kèm|trên cơ sở|hưởng ứng|xét)[^;:]{5,200}? (?:đã |vừa |có )?(?:ký )?ban hành ${kinds} (?=số )`,
  'u',
)
/** "(Kèm theo Kế hoạch số 12/KH-UBND ngày …)": an annex on its own says whose it is. */
const annexed = new RegExp(`kèm theo (${kinds}|quyết định) (?=số)`, 'u')

/** Blocks from the beginning in which such a sentence may stand. */
const first = 6

function at(text: SourceText, from: number, to: number): SaidOfPlan | undefined {
  const words = text.shown.slice(from, Math.min(to, from + 90))
  // Without the word "số" the number stands alone.
  const found = ownNumber(/^số/iu.test(words) ? words : `số ${words}`)
  const shift = /^số/iu.test(words) ? 0 : 3
  if (found === undefined || found.start > 0) return undefined
  const place = { start: from, end: from + Math.max(found.end - shift, 0) }
  const after = text.clean.slice(place.end, Math.min(to, place.end + 70))
  const dated = [...longDates(after), ...shortDates(after)].find((one) => /^[\s,(]*$/u.test(after.slice(0, one.start)))
  if (dated === undefined) return { number: found.number, place, dated: undefined }
  return {
    number: found.number,
    place,
    dated: { ...dated, start: dated.start + place.end, end: dated.end + place.end },
  }
}

/**
 * The number and date of a plan whose head is lost, from the first sentences of the text: a caption, a piece of news, or
 * the reference of an annex. Undefined where the text has a head of its own above its title.
 */
export function sentenceOfPlan(text: SourceText, title: Title | undefined): SaidOfPlan | undefined {
  for (const block of text.blocks.slice(0, first)) {
    if (title !== undefined && block.start > title.start) break
    const words = text.clean.slice(block.start, block.end)
    const caption = named.exec(words)
    if (caption !== null) return at(text, block.start + caption[0].length, block.end)
    const news = told.exec(words.slice(0, 500))
    if (news === null) continue
    const said = at(text, block.start + news[0].length, block.end)
    if (said === undefined || said.dated !== undefined) return said
    const before = text.clean.slice(block.start, block.start + news[0].length)
    const [day] = [...longDates(before), ...shortDates(before)]
    return {
      ...said,
      dated: day === undefined ? undefined : { ...day, start: day.start + block.start, end: day.end + block.start },
    }
  }
  const annex = annexed.exec(text.clean.slice(0, 1500))
  // A decision brings a plan along that has a number of its own, or none.
  if (annex === null || (title !== undefined && annex[1] === 'quyết định')) return undefined
  const from = annex.index + annex[0].length
  const close = text.clean.slice(from, from + 300).search(/[()\n]/u)
  return at(text, from, close === -1 ? from + 300 : from + close)
}
