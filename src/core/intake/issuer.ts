import { spelledAt } from './head-lines.ts'
import { inCapitals, officeCase } from './office-name.ts'
import { edge, openings } from './office-openings.ts'
import type { SourceText } from './source-text.ts'

/** Syllables of a name's end beyond which it is none. */
const longestName = 160

const makes =
  /(?<![\p{L}\p{N}])(?:xây dựng và ban hành|xây dựng, ban hành|ban hành|xây dựng|đề ra|lập|triển khai(?: thực hiện)?(?: xây dựng)?|tổ chức(?: thực hiện)?|cụ thể hóa(?: bằng)?|thực hiện|điều chỉnh|bổ sung) (?:và (?:triển khai|tổ chức) (?:thực hiện )?)?(?:nội dung |bản |các )?(?:kế hoạch|chương trình|phương án|đề án)(?![\p{L}\p{N}])/gu

/** What an office does in the sentence that opens its plan, where the word for plan does not follow. */
const does =
  /(?<![\p{L}\p{N}])(?:triển khai|tổ chức|thực hiện|phát động|hướng dẫn|đề ra|tiến hành|phân công|xây dựng|ban hành|yêu cầu|đề nghị|cụ thể hóa|thống nhất|quyết định)(?![\p{L}\p{N}])/gu

/** Ends the sentence after which the plan stands. */
const asFollows = /(?:như sau|sau đây|dưới đây|cụ thể|sau|gồm)?\s?:$|(?:như sau|sau đây)\s?[.,;]?$/u

/** Words before an office that make it somebody else's subject: "của UBND tỉnh ban hành Kế hoạch". */
const belongs = /(?:của|do|với|từ|bởi|tại|trực thuộc|thuộc|và|cho|về|theo|gửi|đến|giao|qua|được)\s*$/u
/** Who acts for an office: "của Chủ tịch UBND tỉnh". */
const actsFor =
  /(?:(?:(?:phó )?(?:chủ tịch|giám đốc|trưởng ban|trưởng|cục trưởng|chánh|bí thư|thường trực|ban thường vụ|lãnh đạo|tập thể|hội đồng) ?)|đồng chí )+$/u

const actsForFirst =
  /^(?:(?:phó )?(?:chủ tịch|giám đốc|trưởng ban(?= ban )|trưởng(?= ban )|cục trưởng|chánh(?= văn phòng)) )+/u

const opensAt = new RegExp(`(?<![\\p{L}\\p{N}/-])${openings}${edge}`, 'gu')

/** Ends a name: a verb, or the reason of the plan. */
const notInName =
  /(?<![\p{L}\p{N}])(?:nhằm|để|về|căn cứ|số|ngày(?= \d)|năm(?= (?:\d|nay|học|tới|sau|qua))|thực hiện|triển khai|hướng dẫn|giao|yêu cầu|đã|được|như sau|này|phát động|kèm|theo|tiếp tục|trên cơ sở|khóa|lần thứ|nhiệm kỳ)(?![\p{L}\p{N}])/u

interface Named {
  readonly start: number
  readonly end: number
}

/** "(Sau đây viết tắt là Ban Quản lý)", "(KKT)" inside a name or behind it: blanks, so that places stay true. */
const withoutBrackets = (piece: string): string => piece.replace(/\([^()]*\)/gu, (all) => ' '.repeat(all.length))

/** Ends a clause; dots that stand for a blank name end none. */
const clauseEnd = /[;:\n]|(?<=[\p{L}\p{N})"])\. /gu

/** What may stand between a subject and its verb: ", nhằm nâng cao hiệu quả, xây dựng Kế hoạch". */
const between = /,\s(?:nhằm|để|theo|căn cứ|trên cơ sở|với tinh thần)\s[^;.:\n,]*(?:,[^;.:\n,]*){0,2},\s?$/u

/** The office whose name ends here (in `clean`): back to its first word, over the commas inside a name. */
function nameBefore(clean: string, end: number, from: number): Named | undefined {
  const purpose = between.exec(clean.slice(Math.max(from, end - 2 * longestName), end))?.[0].length ?? 0
  const windowStart = Math.max(from, end - purpose - longestName)
  const window = withoutBrackets(clean.slice(windowStart, end - purpose)).trimEnd()
  let stop = -1
  for (const { index } of window.matchAll(clauseEnd)) stop = index
  const piece = window.slice(stop + 1)
  // A person's own plan: "Tôi là …, công chức Sở …, xây dựng Kế hoạch".
  if (/^\s?tôi(?!\p{L})/u.test(piece)) return undefined
  let best: number | undefined
  for (const found of piece.matchAll(opensAt)) {
    const before = piece.slice(0, found.index)
    if (best !== undefined) {
      // "Văn phòng Ban Quản lý", "Phòng … của Sở": the first word is the name's, unless a comma or a reason parts them.
      const middle = piece.slice(best, found.index)
      // "Ban Quản lý Khu công nghệ cao, Khu kinh tế và các khu công nghiệp" is one board.
      if (/^ban quản lý (?:các )?khu /u.test(middle) && found[0] === 'khu' && !notInName.test(middle)) continue
      if (!/[,(]/u.test(middle) && !notInName.test(middle)) continue
    }
    if (belongs.test(before.replace(actsFor, ''))) {
      best = undefined
      continue
    }
    if (notInName.test(piece.slice(found.index))) continue
    best = found.index
  }
  if (best === undefined) return undefined
  const name = piece.slice(best).replace(/[\s,]+(?:nay|sẽ|tiến hành|tổ chức)?\s*$/u, '')
  if (notInName.test(name) || name.length < 5) return undefined
  const start = windowStart + stop + 1 + best
  return { start, end: start + name.length }
}

/** Where the sentence around a place ends, in `clean`. */
function sentenceEnd(clean: string, at: number, limit: number): number {
  const rest = clean.slice(at, Math.min(limit, at + 900))
  const close = rest.search(/\n|[.;]\s|[.;]$/u)
  return at + (close === -1 ? rest.length : close)
}

interface Subject {
  readonly name: string
  /** The sentence goes on with a colon: it is the one that opens the plan. */
  readonly opens: boolean
}

function subjects(text: SourceText, from: number, to: number, verbs: RegExp, plainly = false): readonly Subject[] {
  const { clean } = text
  const found: Subject[] = []
  for (const one of clean.slice(from, to).matchAll(verbs)) {
    const at = from + one.index
    const named = nameBefore(clean, at, from)
    if (named === undefined || (plainly && !isPlain(clean, named))) continue
    const sentence = clean.slice(at, sentenceEnd(clean, at, to)).trimEnd()
    found.push({ name: shownName(text, named), opens: asFollows.test(sentence) })
  }
  return found
}

/** A name that opens its clause and is no list of names. */
function isPlain(clean: string, { start, end }: Named): boolean {
  const before = clean.slice(Math.max(0, start - 3), start).trimEnd()
  const name = clean.slice(start, end)
  return (before === '' || /[,;.:)\n]$/u.test(before)) && (!name.includes(',') || /^(?:sở|phòng) văn hóa,/u.test(name))
}

/**
 * Who makes the plan, by its first sentences: "…, Ban Quản lý Khu kinh tế xây dựng Kế hoạch …". The sentence that a
 * colon closes goes before others, for bases speak of plans that others have made.
 */
export function subjectOfIntro(text: SourceText, from: number, to: number): string | undefined {
  const makers = subjects(text, from, to, makes)
  return (
    makers.find((one) => one.opens)?.name ??
    subjects(text, from, to, does, true).find((one) => one.opens)?.name ??
    makers[0]?.name
  )
}

const shownName = (text: SourceText, named: Named): string =>
  spelledAt(text, named.start, named.end)
    .replace(/\s?\([^()]*\)/gu, '')
    .trim()

const closing =
  /(?<![\p{L}\p{N}])trên đây là(?: nội dung| toàn bộ nội dung)? (?:bản )?(?:kế hoạch|chương trình|phương án|đề án)/gu
const ofOffice = new RegExp(`(?<![\\p{L}\\p{N}])(?:của|tại) (${openings}${edge}[^.,;:/\\n()]{0,120})`, 'gu')

/** Who makes the plan, by its closing sentence: "Trên đây là Kế hoạch … của Ban Quản lý …". */
export function officeOfClosing(text: SourceText): string | undefined {
  const { clean } = text
  let last: string | undefined
  for (const found of clean.matchAll(closing)) {
    const line = clean.slice(found.index, found.index + 600)
    const close = line.search(/\n|\.\s?\/\.|\.\s|;/u)
    const end = found.index + (close === -1 ? line.length : close)
    last = lastOffice(text, found.index, end) ?? last
  }
  return last
}

function lastOffice(text: SourceText, from: number, to: number): string | undefined {
  let name: string | undefined
  for (const one of text.clean.slice(from, to).replaceAll('\n', ' ').matchAll(ofOffice)) {
    const words = one[1] ?? ''
    const cut = words.search(notInName)
    const start = from + one.index + one[0].length - words.length
    name = shownName(text, { start, end: start + (cut === -1 ? words.length : cut) })
  }
  return name
}

/** What a title carries out is somebody else's: "Triển khai Kế hoạch của Ủy ban nhân dân tỉnh". */
const others =
  /(?:nghị quyết|quyết định|chỉ thị|kế hoạch|kết luận|chương trình|đề án|công văn|thông báo|hướng dẫn|giám sát|kiểm tra|ý kiến|chỉ đạo)(?![\p{L}])/u

/** The office that a title (a piece of `clean`) names at its end: "… tại Ban Quản lý Khu kinh tế Trà Vinh". */
export function officeOfTitle(text: SourceText, from: number, to: number): string | undefined {
  const cited = others.exec(text.clean.slice(from, to))
  const name = lastOffice(text, from, cited === null ? to : from + cited.index)
  return name !== undefined && inCapitals(name) ? officeCase(name) : name
}

const annexed =
  /(?:ban hành )?kèm theo (?:kế hoạch|quyết định|chương trình|công văn) [^()\n]{0,120}? của ([^()\n]{4,140})\)/u

/** An annex on its own: "(Kèm theo Kế hoạch số … của Ủy ban nhân dân tỉnh …)". */
export function officeOfAnnex(text: SourceText): string | undefined {
  const found = annexed.exec(text.clean.slice(0, 2000))
  if (found?.[1] === undefined) return undefined
  const end = found.index + found[0].length - 1
  const words = found[1].replace(actsForFirst, '')
  const cut = words.search(notInName)
  const start = end - words.length
  return shownName(text, { start, end: start + (cut === -1 ? words.length : cut) })
}

const signsFor = new RegExp(
  `^(?:(?:tm|t/m|thay mặt|tuq|tl|kt)\\.?\\s?)?(?:(?:phó )?(?:chủ tịch|giám đốc|trưởng|cục trưởng|chi cục trưởng|chánh|bí thư)\\s)?(${openings}${edge}.{3,120})$`,
  'u',
)
/** Bodies that sign for an office and are none themselves. */
const withinOffice =
  /^(?:ban (?:thường vụ|chấp hành|giám hiệu|giám đốc|lãnh đạo)|bch|hội đồng thi đua|phòng |văn phòng)/u

/** The office for which the document is signed: "TM. ỦY BAN NHÂN DÂN", "GIÁM ĐỐC SỞ Y TẾ". */
export function officeOfSignature(text: SourceText): string | undefined {
  for (const block of text.blocks) {
    if (block.part !== 'signature') continue
    const line = text.clean.slice(block.start, block.end)
    if (line.length > 160) continue
    const found = signsFor.exec(line)
    const words = found?.[1] ?? ''
    const start = block.end - words.length
    if (words === '' || withinOffice.test(words) || !inCapitals(text.shown.slice(start, block.end))) continue
    return officeCase(spelledAt(text, start, block.end))
  }
  return undefined
}

/** What signs of documents stand for; heads of provinces' offices use them alike everywhere. */
const signs: Readonly<Record<string, string>> = {
  UBND: 'Ủy ban nhân dân', HĐND: 'Hội đồng nhân dân', BQLKKT: 'Ban Quản lý Khu kinh tế', KKT: 'Ban Quản lý Khu kinh tế',
  BQLKCN: 'Ban Quản lý các khu công nghiệp', BQLCKCN: 'Ban Quản lý các khu công nghiệp', SNV: 'Sở Nội vụ',
  KCN: 'Ban Quản lý các khu công nghiệp', BQLKCNC: 'Ban Quản lý Khu công nghệ cao',
  STP: 'Sở Tư pháp', STC: 'Sở Tài chính', SKHĐT: 'Sở Kế hoạch và Đầu tư', SCT: 'Sở Công Thương',
  SNN: 'Sở Nông nghiệp và Phát triển nông thôn', SNNPTNT: 'Sở Nông nghiệp và Phát triển nông thôn',
  SNNMT: 'Sở Nông nghiệp và Môi trường', SGTVT: 'Sở Giao thông vận tải', SXD: 'Sở Xây dựng',
  STTTT: 'Sở Thông tin và Truyền thông', SLĐTBXH: 'Sở Lao động - Thương binh và Xã hội',
  SVHTTDL: 'Sở Văn hóa, Thể thao và Du lịch', SKHCN: 'Sở Khoa học và Công nghệ', SGDĐT: 'Sở Giáo dục và Đào tạo',
  SYT: 'Sở Y tế', SNgV: 'Sở Ngoại vụ', STNMT: 'Sở Tài nguyên và Môi trường', BDT: 'Ban Dân tộc',
  LĐLĐ: 'Liên đoàn Lao động', TTr: 'Thanh tra', TTT: 'Thanh tra tỉnh', TU: 'Tỉnh ủy', HU: 'Huyện ủy', VP: 'Văn phòng',
} // biome-ignore format: a table

/** The office that a number's sign names: "KH-UBND", "KH/TU". */
export function officeOfSign(number: string): string | undefined {
  for (const piece of number.replace(/&/gu, '').split(/[/-]/u).toReversed()) {
    const office = signs[piece] ?? signs[piece.toUpperCase()]
    if (office !== undefined) return office
  }
  return undefined
}
