/**
 * Numbers and signs of documents: "32/KH-BQLKKT", "21/2019/QĐ-UBND", "79-KH/TU" (NĐ 30/2020, Phụ lục I, mục II.3;
 * party documents have the dash before the kind).
 */

const upper = 'A-ZĐƯÂÊÔƠĂÁÀẢÃẠÍÌÓÒÚÙÝ0-9&'
/** "KH", "UBND", "CTr", "SNgV", "QyĐ"; what follows may be no letter, so that a place's name is none. */
const token = `(?:[${upper}]{2,16}(?:[a-z]{1,2}[${upper}]*)?|Qy[${upper}]+|[A-ZĐ]\\d?)(?!\\p{L})`
const sign = `(?=[A-ZĐƯ])${token}(?:\\s?[-–—.]\\s?${token}){0,4}`
const digits = '[0-9OolI|](?:[0-9OolI|. ]{0,5}[0-9OolI|])?[a-z]?'
const blank = '[\\s.…_]{0,80}?'

const afterSlash = `\\s{0,40}/\\s{0,6}(?:(?<year>(?:19|20)\\d\\d)\\s{0,3}/\\s{0,3})?(?<sign>${sign})`
const party = `\\s{0,40}[-–]\\s{0,3}(?<kind>(?:KH|CTr|CTrHĐ|NQ|QĐ|CT|KL|HD|TB|QC|QyĐ|QyĐi|BC|TTr|CV|ĐA|PA))\\s{0,3}/\\s{0,3}(?<body>${sign})`

/** "Số:", also as scans and old documents have it ("SỐ", "Sô", "S6", "So"). */
const own = new RegExp(
  `(?<![\\p{L}\\p{N}])[sS][ốỐôÔoOồỒổỔộỘóÓòÒõÕ6](?:\\s?[,/]?\\s?(?:và )?(?:[kK]ý )?[hH]iệu(?: văn bản)?)?\\s{0,3}[:;.,|]{0,2}${blank}(?<digits>${digits})?${blank}(?:${afterSlash}|${party})`,
  'gu',
)
const bare = new RegExp(`^(?<digits>${digits})?${blank}(?:${afterSlash}|${party})\\s*$`, 'u')

export interface FoundNumber {
  readonly start: number
  readonly end: number
  /** null: the place of the number is blank. */
  readonly number: string | null
}

type Groups = Readonly<Record<string, string | undefined>>

function composed(groups: Groups): string | null {
  const figures = (groups.digits ?? '').replace(/[oO]/g, '0').replace(/[lI|]/g, '1').replace(/[\s.]/g, '')
  if (!/^\d/.test(figures)) return null
  const tidy = (piece: string | undefined): string => (piece ?? '').replace(/\s/g, '').replace(/[–—]/g, '-')
  if (groups.kind !== undefined) return `${figures}-${groups.kind}/${tidy(groups.body)}`
  return `${figures}/${groups.year === undefined ? '' : `${groups.year}/`}${tidy(groups.sign)}`
}

/** Words before a number that make it another document's: "Kế hoạch số 79/KH-UBND". */
const cites =
  /(?:kế hoạch|quyết định|nghị quyết|nghị định|chỉ thị|thông tư|công văn|văn bản|chương trình|kết luận|hướng dẫn|thông báo|đề án|tờ trình|báo cáo|quy định|luật|lệnh|giấy|phiếu|đến|nhà|theo|kèm)\s*$/iu

/** The document's own number among the words of its head (in their own case): blank there, it is null. */
export function ownNumber(head: string): FoundNumber | undefined {
  for (const found of head.matchAll(own)) {
    if (cites.test(head.slice(Math.max(0, found.index - 24), found.index))) continue
    return { start: found.index, end: found.index + found[0].length, number: composed(found.groups ?? {}) }
  }
  return undefined
}

/** A line that is nothing but a number and sign: "88/KH-UBND", "/KH-UBND". */
export function bareNumber(line: string): string | null | undefined {
  const found = bare.exec(line)
  return found === null ? undefined : composed(found.groups ?? {})
}

/** Numbers of documents in running text; global, of the document's own case. */
export const citedNumber = (): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}/.-])(?<digits>\\d{1,5}[a-z]?)(?:${afterSlash}|${party})`, 'gu')

/** A cited number in one form, without blanks. */
export const numberOf = (groups: Groups): string | null => composed(groups)
