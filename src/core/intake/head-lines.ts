import { foldVietnamese } from '../fold.ts'
import { inCapitals } from './office-name.ts'
import type { SourceText } from './source-text.ts'

/** A line of the document as it was handed in, or one column of it; places in `clean`. */
export interface HeadLine {
  readonly start: number
  readonly end: number
  /** The document's own case, without marks and blanks at its ends. */
  readonly text: string
  /** The same in the one spelling of `clean`: "Hoà" is "Hòa", "lí" is "lý". */
  readonly spelled: string
  /** An empty line stands before it. */
  readonly apart: boolean
  /** It stands beside the line before it. */
  readonly beside: boolean
}

/** A piece in the spelling of `clean` and in the document's own case. */
export function spelledAt({ clean, shown }: SourceText, start: number, end: number): string {
  let out = ''
  for (let i = start; i < end; i += 1) {
    const letter = clean[i] ?? ''
    out += shown[i] === letter || !/\p{Lu}/u.test(shown[i] ?? '') ? letter : letter.toUpperCase()
  }
  return out.replace(/\s+/gu, ' ').trim()
}

/** No head is longer; what follows is not looked at. */
const headSize = 12_000

const isBlank = (letter: string | undefined): boolean => letter === undefined || letter.trim() === ''

/**
 * The lines of the beginning of a document. A hard line break is a space in `clean`, but in a head it parts names, so
 * it is taken from the text as it was handed in.
 */
export function headLines(text: SourceText, from = 0, size = headSize): readonly HeadLine[] {
  const { clean, shown, offsets, raw } = text
  const limit = Math.min(clean.length, from + size)
  const lines: HeadLine[] = []
  let apart = false
  let beside = false
  let start = from
  const close = (end: number) => {
    let first = start
    let last = end
    while (first < last && /[\s|*_#>]/u.test(shown[first] ?? '')) first += 1
    while (last > first && /[\s|*_#]/u.test(shown[last - 1] ?? '')) last -= 1
    if (last === first) return
    const line = shown.slice(first, last).normalize('NFC')
    lines.push({ start: first, end: last, text: line, spelled: spelledAt(text, first, last), apart, beside })
    apart = false
    beside = false
  }
  for (let i = from; i < limit; i += 1) {
    const letter = clean[i]
    if (letter === '|') {
      close(i)
      start = i + 1
      beside = true
      continue
    }
    if (!isBlank(letter)) continue
    let next = i
    while (next < limit && isBlank(clean[next])) next += 1
    const before = i === 0 ? 0 : (offsets[i - 1] ?? 0) + 1
    const gap = raw.slice(before, Math.min(offsets[next] ?? raw.length, before + 400))
    // Between most words.
    if (gap === ' ') continue
    const breaks = gap.split('\n').length - 1
    const ended = clean.slice(i, next).includes('\n') || breaks > 0
    if (ended || /\t| {3}|\u00a0{3}|<br|<\/?t[dh]|<\/?p|<\/?div|\|/iu.test(gap)) {
      close(i)
      start = next
      if (ended) beside = false
      else beside = lines.length > 0
      apart = apart || breaks > 1 || /\n\s*\|?\s*\n/u.test(gap)
    }
    i = next - 1
  }
  close(limit)
  return lines
}

/** Kinds of documents without accents; a scan reads the last letter of "KẾ HOẠCH" as two. */
const kinds = ['kehoach', 'kehoacii', 'kehoacli', 'chuongtrinh', 'dean', 'phuongan', 'kehoachhanhdong'] as const

/** Where a title's own words begin in a line that names the kind of document: "KẾ HOẠCH", "KẾ HOẠCH CẢI CÁCH …". */
export function afterKind(line: string): number | undefined {
  const plain = line.replace(/^\W*\(?DỰ THẢO\)?\W*/u, '')
  const skipped = line.length - plain.length
  let letters = ''
  for (let i = 0; i < plain.length && i < 40; i += 1) {
    const folded = foldVietnamese(plain[i] ?? '')
    if (/[a-z]/.test(folded)) letters += folded
    else if (!/[\s*_#.]/u.test(plain[i] ?? '')) return undefined
    const kind = kinds.find((one) => one === letters)
    if (kind === undefined) continue
    const word = plain.slice(0, i + 1)
    const rest = plain.slice(i + 1)
    if (/^[\p{L}\p{N}]/u.test(rest)) continue
    // In small letters only the bare kind is a title: "Kế hoạch này …" is a sentence.
    if (!inCapitals(word) && rest.replace(/[\s:*_#.]/gu, '') !== '') return undefined
    return skipped + i + 1
  }
  return undefined
}

export interface Title {
  /** The line that names the kind of document. */
  readonly start: number
  /** Where the title's own words begin. */
  readonly wordsFrom: number
  /** End of the title's last line. */
  readonly end: number
  /** Index of the first line after it. */
  readonly next: number
  readonly text: string | null
}

/** Words that begin the sentences after a title. */
const opensText =
  /^(?:\(?(?:Căn cứ|Thực hiện|Triển khai|Nhằm|Để|Theo|Trên cơ sở|Hưởng ứng|Tiếp tục|Thi hành|Tiếp theo|Xét|Kính gửi|Sau khi|Với|Ngày \d|Trong|Phát huy|Kèm theo|Ban hành kèm|kèm theo|ban hành kèm)(?![\p{L}\p{N}])|MỤC LỤC|LỜI NÓI ĐẦU|CĂN CỨ)/u
const section =
  /^(?:(?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVX]+|\d+|thứ|THỨ|MỞ)|(?:[IVX]{1,5}|[A-Z]|\d{1,2})\s?[.)/](?!\d)|[-+•*]\s|[a-z]\))/u
const rule = /^[-–—_=*.~\s]{2,}$/u
const office =
  /^(?:Ban |Sở |UBND|Ủy ban|Uỷ ban|Phòng |Trường |Trung tâm |Chi cục |Cục |Văn phòng |Hội |Đảng ủy|Liên đoàn |Bộ )/u
const capitalOffice = /^(?:ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|BAN QUẢN LÝ|SỞ|CHỦ TỊCH|TRƯỞNG BAN|GIÁM ĐỐC) /u
const openEnd = /(?:,|[-–]|của|tại|và|với|về|trên|cho|ở|do|tỉnh|thành phố|huyện|theo|thực hiện|triển khai)$/iu

function endsTitle(line: HeadLine, before: string, first: boolean): boolean {
  if (rule.test(line.text) || section.test(line.text)) return true
  if (/^\(?(?:Căn cứ|Kính gửi|Ban hành kèm|Kèm theo|kèm theo|ban hành kèm)/u.test(line.text)) return true
  if (/^(?:(?:Số|S6|Sô)\s*[:.]|Số hiệu)/u.test(line.text) || line.beside) return true
  if (line.apart && capitalOffice.test(line.text) && before !== '') return true
  if (first) return false
  const capitals = inCapitals(before)
  if (capitals && inCapitals(line.text)) return false
  if (openEnd.test(before)) return line.apart && line.text.length > 40 && !/^\p{Ll}/u.test(line.text)
  if (opensText.test(line.text)) return true
  if (/[.;:]$/u.test(before)) return true
  if (capitals && line.text.length > 60) return true
  if (office.test(line.text)) return true
  const goesOn =
    /^[\p{Ll}“"(]/u.test(line.text) ||
    /^(?:[Nn]ăm|NĂM|[Gg]iai đoạn|[Tt]ỉnh|[Tt]rên địa bàn)(?![\p{L}])/u.test(line.text)
  if (line.apart) return !goesOn || line.text.length > 160
  return line.text.length > 160
}

/** The title of a document: the words after its kind, over several lines. Undefined when no line names a kind. */
export function findTitle(lines: readonly HeadLine[]): Title | undefined {
  const named = titleFrom(lines, (line) => (line.beside && !inCapitals(line.text) ? undefined : afterKind(line.text)))
  return (
    named ??
    titleFrom(lines, (line) => issuing(line.text)) ??
    titleFrom(lines.slice(0, 6), (line) => withinLine(line.text))
  )
}

/** "QUYẾT ĐỊNH / Ban hành Kế hoạch …": the title of what is issued. */
function issuing(line: string): number | undefined {
  const found =
    /^(?:V\/v |Về (?:việc )?|VỀ (?:VIỆC )?)?(?:BAN ?HÀNH|[Bb]an ?hành|PHÊ DUYỆT|[Pp]hê duyệt) (?=KẾ HOẠCH|Kế hoạch|CHƯƠNG TRÌNH|Chương trình)/u.exec(
      line,
    )
  return found?.[0].length
}

/** "PHỤ LỤC I: PHÂN CÔNG … KẾ HOẠCH …" of an annex on its own, "Kế hoạch triển khai …" above a text without a head. */
function withinLine(line: string): number | undefined {
  const inside = inCapitals(line) ? /(?<!\p{L})KẾ HOẠCH (?=\p{Lu})/u.exec(line) : null
  if (inside !== null) return inside.index + inside[0].length
  const numbered =
    /^Kế hoạch (?:(?:số )?\d+\/[A-ZĐ-]+ (?:ngày \S+ )?(?:năm \d{4} )?(?:về )?)?(?!này|số|của|\d)(?=[^.;]{20,300}$)/u.exec(
      line,
    )
  return numbered?.[0].length
}

function titleFrom(lines: readonly HeadLine[], after: (line: HeadLine) => number | undefined): Title | undefined {
  for (const [i, line] of lines.entries()) {
    const from = after(line)
    if (from === undefined) continue
    let text = line.text.slice(from).replace(/^[\s:*_#.]+/u, '')
    let end = line.end
    let next = i + 1
    while (next < lines.length && next < i + 12) {
      const piece = lines[next]
      if (piece === undefined || endsTitle(piece, text, text === '')) break
      text = `${text} ${piece.text}`.trim()
      end = piece.end
      next += 1
      if (text.length > 600) break
    }
    const tidy = text
      .replace(/^(?:HÀNH ĐỘNG|PHỐI HỢP)\s+(?=\p{Lu}\p{Ll})/u, '')
      .replace(/\s+/gu, ' ')
      .replace(/[\s*_#.;:–-]+$/u, '')
      .trim()
    return { start: line.start, wordsFrom: line.start + from, end, next, text: tidy === '' ? null : tidy }
  }
  return undefined
}
