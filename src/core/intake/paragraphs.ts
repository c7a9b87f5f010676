import type { Line } from './lines.ts'
import { isUpper, type Marker, markerOf } from './outline.ts'
import { isFigure } from './page-numbers.ts'
import { glueBetween, type RoughBlock } from './rough-block.ts'

/** How a document breaks its lines. */
export interface Breaking {
  /** Length of a full line where sentences are broken; Infinity where a line is a paragraph. */
  readonly width: number
}

/** Looks at the lengths of all lines: text broken at a page's width has many lines just below one length. */
export function breakingOf(lines: readonly Line[]): Breaking {
  const lengths = lines
    .filter((line) => line.parted === null && line.clean.length > 25)
    .map((line) => line.clean.length)
  if (lengths.length < 6) return { width: Number.POSITIVE_INFINITY }
  lengths.sort((a, b) => a - b)
  const high = lengths[Math.floor(lengths.length * 0.95)] ?? 0
  const usual = lengths[Math.floor(lengths.length * 0.8)] ?? 0
  return { width: high > 160 ? Number.POSITIVE_INFINITY : usual }
}

/** Words that cannot close a sentence or a name. */
const UNFINISHED =
  /(?:^|[\s(])(?:và|của|với|về|các|những|theo|thứ|cho|tại|từ|trong|hoặc|để|trên|là|do|bởi|bằng|như|nếu|nhằm|gồm|vào|ở|một|mỗi|từng|bị|phải|sẽ|đã|đang|giai đoạn|về việc|ban hành|(?<!trực )thuộc|giữa|đối với|nhằm \p{L}+ \p{L}+|bộ trưởng bộ|thủ tướng|ban thường vụ|quản lý khu|ban quản)$/u
/** Words that seldom do: first halves of names, numerals' companions. */
const HARDLY =
  /(?:^|[\s(])(?:số|đến|trước|sau|quý|khi|việc|tỉnh|huyện|thành phố|ủy|nhân|hội|công|toàn|được|có|không|cần|(?<!tài |hành )chính|thủ|bộ|sở|ban|cơ|đơn|chủ|phối|hoàn|nghị|quyết|định kỳ|chậm|muộn|phê duyệt|tổng|thường|đề án)$/
/** What a number follows. */
const NUMBERED =
  /(?:^|[\s(])(?:ngày|tháng|năm|quý|số|số:|khoản|điểm|điều|đến|từ|giai đoạn|khóa|lần|thứ|học|trước|hết|khoảng|trên|đạt|ít nhất|tối thiểu|lên|còn|mục|phần)$|[/-]$/
/** Ends as a sentence, a clause of a list or a heading does. */
const FINISHED = /[.;:!?…]["')\]]*$|\.\/\.?["']?$/
const LABEL =
  /^(?:-\s*)?(?:thời (?:gian|hạn|điểm)|tiến độ|cơ quan|đơn vị|các (?:đơn vị|cơ quan)|chủ trì|phối hợp|người (?:phụ trách|thực hiện)|phụ trách|sản phẩm|kết quả|kinh phí|địa điểm|thành phần|đối tượng|nội dung|hình thức|trách nhiệm|phân công|số lượng|hoàn thành|lộ trình|chỉ tiêu|mục tiêu|yêu cầu|nơi nhận|kính gửi|phương thức|ghi chú|nguồn)[^:.;]{0,60}:/
/** A label whose value may stand on the next line. */
const VALUE_LABEL =
  /^(?:[-+*•]\s*|[a-zđ\d]{1,2}[.)]\s*)?(?:thời (?:gian|hạn|điểm)|tiến độ|cơ quan|đơn vị|chủ trì|phối hợp|phụ trách|người|sản phẩm|địa điểm|trách nhiệm|phân công|số)[^:.;]{0,50}:$/
const TIME_VALUE =
  /^(?:(?:tháng|quý|trước|từ|ngày|hằng|năm|thường xuyên|chậm nhất|đến) [^:]{1,80}|\d{1,2}[/-]\d{1,4}[^:]{0,60})$/
const HARD_OPENER = /^(?:căn cứ|trên đây là|nơi nhận|kính gửi)(?![\p{L}])/u
const OPENER =
  /^(?:trong quá trình|\(?ban hành kèm|\(?kèm theo|phụ lục|biểu (?:số|mẫu)|mẫu số|yêu cầu (?:các|thủ)|giao (?:văn phòng|các|sở)|trường hợp|định kỳ|thực hiện (?:kế hoạch|quyết định|chỉ thị|nghị quyết|công văn|chương trình) số)/
const NAMES =
  /^(?:cộng hòa xã hội chủ nghĩa|độc lập\s*-\s*tự do|số\s*[:.]|kế hoạch$|chương trình$|quyết định$|báo cáo$|hướng dẫn$|phương án$|đề án$|thông báo$|công văn$|tờ trình$|tm\.|kt\.|tl\.|tuq\.|q\.|(?:phó )?(?:trưởng ban|chủ tịch|giám đốc|chánh văn phòng)$)/
/** A name of which a line has one syllable only: "các khu công nghiệp Vĩnh". */
const HALF_NAME = /\p{Ll} (?!(?:Huế|Ban|Sở|Bộ|Đảng|Đoàn|Hội|Khu|Cục|Tỉnh|Phòng|Tết|Đội|Viện|Trường)$)\p{Lu}\p{Ll}+$/u
const OPEN_BRACKET = /\([^()]*$/

/** Whether a line opens a Block of its own after what stands before it. */
function opens(block: Open, line: Line, marker: Marker | null, breaking: Breaking): boolean {
  const before = block.last
  const unfinished = isUnfinished(block, before)
  if (marker !== null) {
    // "… theo quy định tại\n- …" never happens; "(trước ngày\n15. …" does.
    if (marker.kind === 'bullet') return true
    // "(Mẫu số\n02), hoàn thành …": a number, and the bracket around it.
    if (!line.apart && /^\d/.test(line.clean) && NUMBERED.test(before.clean)) return false
    if (OPEN_BRACKET.test(before.clean) && /^[\p{L}\d]{1,3}\)\s?[,;.]/u.test(line.clean)) return false
    return !(
      unfinished === 'sure' &&
      !line.apart &&
      marker.kind !== 'part' &&
      marker.kind !== 'roman' &&
      !FINISHED.test(before.clean)
    )
  }
  const small =
    /^[\p{Ll}),.;/%]/u.test(line.shown) || /^["']?[\p{Ll}]/u.test(line.clean === line.shown ? line.shown : '')
  if (NAMES.test(line.clean) && !small) return true
  if (HARD_OPENER.test(line.clean) && /^\p{Lu}/u.test(line.shown)) return true
  if (VALUE_LABEL.test(before.clean) && block.length < 90 && !LABEL.test(line.clean)) return line.clean.length > 160
  if (OPENER.test(line.clean) && !small && (unfinished === 'no' || FINISHED.test(before.clean))) return true
  if (LABEL.test(line.clean) && !small && unfinished !== 'sure') return true
  if (FINISHED.test(before.clean)) {
    if (/[.!?…]["')]*$/.test(before.clean) && !line.apart && small) return false
    if (line.apart) return !(small && /[;,]$/.test(before.clean))
    // A full line that a colon closes, and the time on the next: "… đội chữa cháy cơ sở:", "Tháng 5/2024.".
    if (before.clean.endsWith(':') && before.clean.length > breaking.width * 0.72 && TIME_VALUE.test(line.clean))
      return false
    // A full line whose sentence ends by chance at the margin goes on in the same paragraph.
    if (/[.;…]["')]*$/.test(before.clean) && before.clean.length > breaking.width * 0.86 && !block.heading) {
      return before.clean.endsWith('./.')
    }
    return !small
  }
  if (small) return false
  if (unfinished === 'sure') return false
  if (/^\d/.test(line.clean) && (NUMBERED.test(before.clean) || (!line.apart && !block.heading))) return false
  if (/^["(]/.test(line.clean) && !line.apart && !isUpper(line.shown)) return false
  const upper = isUpper(line.shown)
  const upperBefore = isUpper(before.shown)
  if (upper !== upperBefore && (upper ? line.clean.length : before.clean.length) > 6) {
    // Capitals after small letters: a heading, unless they are the abbreviation that a break has cut off.
    if (upper ? /\s/.test(line.clean) : block.lines.every((one) => isUpper(one.shown))) return true
  }
  if (upper && upperBefore) return line.apart || NAMES.test(before.clean)
  if (block.heading || NAMES.test(before.clean)) return true
  if (unfinished === 'perhaps') return line.apart && block.length < 110
  if (line.apart) return block.length < 120 || /^\d/.test(line.shown)
  // A line that stops well before the margin has ended its paragraph.
  if (breaking.width === Number.POSITIVE_INFINITY) return before.clean.length > 25
  return before.clean.length < breaking.width * 0.72 && block.length > 12
}

function isUnfinished(block: Open, before: Line): 'sure' | 'perhaps' | 'no' {
  if (/[,(/"'-]$/.test(before.clean) && !/["']$/.test(before.clean)) return 'sure'
  if (FINISHED.test(before.clean)) return 'no'
  if (isUpper(before.shown)) return 'no'
  if (UNFINISHED.test(before.clean)) return 'sure'
  if (HARDLY.test(before.clean)) return 'perhaps'
  if (OPEN_BRACKET.test(before.clean)) return 'perhaps'
  if (HALF_NAME.test(before.shown) && block.length > 40) return 'perhaps'
  return block.quotes % 2 === 1 && block.length < 1500 ? 'perhaps' : 'no'
}

/** A Block that still takes lines. */
interface Open {
  readonly lines: Line[]
  last: Line
  length: number
  quotes: number
  readonly marker: Marker | null
  /** "1. Mục đích": a numbered name, complete although no full stop closes it. */
  heading: boolean
}

/** Lines put together to paragraphs, list items and headings. */
export function paragraphsOf(lines: readonly Line[], breaking: Breaking): RoughBlock[] {
  const out: RoughBlock[] = []
  let open: Open | null = null
  for (const [i, line] of lines.entries()) {
    // A page number that the lines alone did not give away; a table would have taken its order number.
    if (/^\d{1,3}$/.test(line.clean) && !isFigure(lines[i - 1]?.clean ?? '', lines[i + 1]?.clean ?? '')) continue
    const before: string = open === null || isUpper(open.last.shown) ? '' : open.last.clean
    const marker: Marker | null =
      line.barred && open !== null && line.clean.length < 3
        ? null
        : markerOf(line.shown, line.clean, open === null || FINISHED.test(before) ? '' : before)
    if (open !== null && !(line.barred && !/^[\p{Ll}]/u.test(line.shown)) && !opens(open, line, marker, breaking)) {
      open.lines.push(line)
      open.last = line
      open.length += line.clean.length + 1
      open.quotes += quotesIn(line.clean)
      open.heading &&= isUpper(line.shown)
      continue
    }
    if (open !== null) out.push(closed(open))
    const heading: boolean =
      isUpper(line.shown) ||
      (marker !== null &&
        marker.kind !== 'bullet' &&
        line.clean.length < Math.min(100, breaking.width * 0.8) &&
        !UNFINISHED.test(line.clean))
    open = { lines: [line], last: line, length: line.clean.length, quotes: quotesIn(line.clean), marker, heading }
  }
  if (open !== null) out.push(closed(open))
  return out
}

function quotesIn(text: string): number {
  let count = 0
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1
  return count
}

function closed(open: Open): RoughBlock {
  const { lines, marker } = open
  const glue: ('' | ' ')[] = []
  let clean = lines[0]?.clean ?? ''
  let shown = lines[0]?.shown ?? ''
  let plain = lines[0]?.plain ?? ''
  for (let i = 1; i < lines.length; i += 1) {
    const line = lines[i] as Line
    const between = glueBetween((lines[i - 1] as Line).clean, line.clean)
    glue.push(between)
    clean += between + line.clean
    shown += between + line.shown
    plain += between + line.plain
  }
  return {
    kind: isHeading(marker, shown, clean) ? 'heading' : 'paragraph',
    spans: lines.map(({ start, end }) => ({ start, end })),
    glue,
    marker,
    cells: [],
    table: null,
    line: lines[0] as Line,
    clean,
    shown,
    plain,
  }
}

/** Words of capitals, a named part, or a numbered line that names what follows. */
function isHeading(marker: Marker | null, shown: string, clean: string): boolean {
  if (marker?.kind === 'bullet' || /^số\s*[:.]/.test(clean)) return false
  if (isUpper(shown)) return true
  if (marker === null) return false
  if (['part', 'chapter', 'section', 'roman', 'capital'].includes(marker.kind))
    return clean.length < 250 && !/;$/.test(clean)
  const words = clean.slice(marker.length)
  if (/:$/.test(words)) return words.length < 200
  return (
    words.length < 90 &&
    !/[.;,]/.test(words) &&
    !/\d\s*[/%]|\d{4}|trước ngày|chậm nhất|hằng (?:năm|quý|tháng|tuần)/.test(words)
  )
}
