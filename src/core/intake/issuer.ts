import { foldVietnamese } from '../fold.ts'
import type { HeadLine } from './head-lines.ts'
import { inCapitals, officeCase, writtenOut } from './office-name.ts'
import { provinceKind, provinceNamed } from './place-names.ts'
import type { SourceText } from './source-text.ts'

export interface Issuer {
  /** As a sentence has it: "Ban Quản lý Khu kinh tế tỉnh Gia Lai". */
  readonly name: string | null
  /** The body above, in capitals as heads have it; null where the head does not name it. */
  readonly parent: string | null
}

const edge = '(?![\\p{L}\\p{N}])'

/** Words with which the name of an office begins. */
const openings =
  '(?:bch|ủy ban nhân dân|uỷ ban nhân dân|ubnd|ủy ban mặt trận|uỷ ban mặt trận|ubmttq|ủy ban|hđnd|hội đồng|ban quản lý|bql|ban chỉ đạo|ban chỉ huy|ban thường vụ|ban chấp hành|ban tổ chức|ban tuyên giáo|ban dân vận|ban dân tộc|ban nội chính|ban tiếp công dân|ban cán sự|ban an toàn|ban thi đua|ban bảo vệ|ban|sở|bộ|tổng cục|chi cục|cục|vụ|viện|học viện|bệnh viện|trung tâm|phòng|văn phòng|thanh tra|kho bạc|ngân hàng|bảo hiểm xã hội|công an|liên đoàn lao động|liên đoàn|công đoàn|đoàn tncs|đoàn thanh niên|đoàn khối|hội|liên minh|liên hiệp|đảng ủy|đảng uỷ|đảng bộ|chi bộ|tỉnh ủy|tỉnh uỷ|thành ủy|thành uỷ|huyện ủy|huyện uỷ|thị ủy|quận ủy|tỉnh đoàn|thành đoàn|huyện đoàn|trường|đại học|đài|báo|tòa án|toà án|viện kiểm sát|công ty|tổng công ty|tập đoàn|nhà máy|vườn quốc gia|khu|cảng vụ|mặt trận tổ quốc|nhà xuất bản|thư viện|bảo tàng|hạt kiểm lâm|đội quản lý|thường trực|tiểu ban|tổ công tác)'
const opens = new RegExp(`^${openings}${edge}`, 'u')
/** Names that say nothing without the next line. */
const openEnded =
  /(?:^(?:ủy|uỷ|ủy ban nhân dân|ủy ban|ubnd|sở|bộ|ban|ban quản lý|ban chỉ đạo|ban chỉ huy|ban chấp hành|văn phòng|hội đồng|trung tâm|trường|phòng|chi cục|cục|công ty|hội|đảng bộ|đảng ủy|viện)|và|của|các|về|,|-|tỉnh|thành phố|huyện|xã|phường|thị xã|quận)$/u

const small = (text: string): string =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/uỷ/g, 'ủy')
    .replace(/toà/g, 'tòa')
    // As scans have it: "BAN QUÀN LÝ".
    .replace(/ban qu[aàáâã]n l[yýỳ]/g, 'ban quản lý')

/** Line breaks of the head while the motto is taken out: it may be broken over lines itself. */
const broken = '\u2028'
const gap = `[\\s${broken}]+`
const dash = `[\\s${broken}]*[-–.]?[\\s${broken}]*`
/** The motto, also as scans have it. */
const motto = new RegExp(
  [
    `c[ộồô]ng${gap}h[òoóoà][aàòá]${gap}x[ãa]${gap}h[ộô]i${gap}ch[ủu]${gap}ngh[ĩi]a${gap}vi[ệê]t${gap}nam`,
    `đ[ộô]c${gap}l[ậâ]p${dash}t[ựư]${gap}do${dash}h[ạa]nh${gap}ph[úu]c`,
    `đảng${gap}cộng${gap}sản${gap}việt${gap}nam`,
  ].join('|'),
  'giu',
)

/** What is stamped on a head. */
const stamps = /(?<!\p{L})\(?(?:DỰ THẢO|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|BẢN SAO|SAO Y|LƯU HÀNH NỘI BỘ)(?!\p{L})\)?/gu

/** Where the names of a head are over: at its number, or where something else begins. */
const endOfNames = /^(?:căn cứ|quyết định|công văn|kính gửi|điều 1|theo đề nghị|xét)(?![\p{L}])/iu

/** Names in the block above the number, first to last: parent and issuer, or the issuer alone. */
export function namesAbove(lines: readonly HeadLine[]): readonly string[] {
  const last = lines.findIndex((line) => endOfNames.test(line.text))
  const block = lines.slice(0, last === -1 ? lines.length : last).map((line) => line.text)
  const names: string[] = []
  for (const line of block.join(broken).replace(motto, broken).split(broken)) {
    const text = line
      .replace(/[*_#|]+/gu, ' ')
      .replace(/[-–—_=.*~]{3,}/gu, ' ')
      .replace(/(?<!\p{L})(?:số|sô|s6)\s*(?=[:.\d]).*$/iu, ' ')
      .replace(/\d*\s?[-–/]\s?(?:KH|CTR|CTr|QĐ|PA|ĐA|NQ|HD|KHPH)(?=[-–/\s]|$).*$/u, ' ')
      .replace(stamps, ' ')
      .replace(/^[\s\-–—.:;]+|[\s\-–—.:;]+$/gu, '')
      .replace(/\s+/gu, ' ')
    // The Youth Union has its own name where others have the motto.
    if (names.length > 0 && /^ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH$/u.test(text)) continue
    if (text.length < 2 || !inCapitals(text) || /\d{4}|ngày/iu.test(text)) continue
    const name = small(text)
    const before = names.at(-1)
    const goesOn =
      before !== undefined &&
      (!opens.test(name) || (openEnded.test(small(before)) && !/^(?:sở|ubnd|trường)(?!\p{L})/u.test(name)))
    if (goesOn && before !== undefined) names[names.length - 1] = `${before} ${text}`
    else if (opens.test(name) || /^[uủ][yỷ]$/u.test(name)) names.push(text)
  }
  return names
}

/** Syllables of a name's end beyond which it is none. */
const longestName = 140

const makes =
  /(?<![\p{L}\p{N}])(?:xây dựng và ban hành|xây dựng, ban hành|ban hành|xây dựng|đề ra|lập|triển khai(?: thực hiện)?(?: xây dựng)?|tổ chức(?: thực hiện)?|cụ thể hóa(?: bằng)?|thực hiện) (?:và (?:triển khai|tổ chức) (?:thực hiện )?)?(?:nội dung |bản |các )?(?:kế hoạch|chương trình|phương án|đề án)(?![\p{L}\p{N}])/gu

/** Words before an office that make it somebody else's subject: "của UBND tỉnh ban hành Kế hoạch". */
const belongs = /(?:của|do|với|từ|bởi|tại|trực thuộc|thuộc|và|cho|về|theo|gửi|đến|giao)\s*$/u

const opensAt = new RegExp(`(?<![\\p{L}\\p{N}/-])${openings}${edge}`, 'gu')

/** Ends a name: a verb, or the reason of the plan. */
const notInName =
  /(?<![\p{L}\p{N}])(?:nhằm|để|về|căn cứ|số|ngày|năm|thực hiện|triển khai|hướng dẫn|giao|yêu cầu|đã|được|như sau|này|phát động|kèm|theo|tiếp tục|trên cơ sở|khóa|lần thứ|nhiệm kỳ)(?![\p{L}\p{N}])/u

interface Named {
  readonly start: number
  readonly end: number
}

/** The office whose name ends here (in `clean`): back to its first word, over the commas inside a name. */
function nameBefore(clean: string, end: number, from: number): Named | undefined {
  const windowStart = Math.max(from, end - longestName)
  const window = clean.slice(windowStart, end).trimEnd()
  const stop = Math.max(
    window.lastIndexOf(';'),
    window.lastIndexOf('. '),
    window.lastIndexOf('\n'),
    window.lastIndexOf(':'),
  )
  // "(Sau đây viết tắt là Ban Quản lý)" stands between a name and its verb.
  const piece = window.slice(stop + 1).replace(/\s?\([^()]*\)\s*$/u, '')
  let best: number | undefined
  for (const found of piece.matchAll(opensAt)) {
    const before = piece.slice(0, found.index)
    if (best !== undefined) {
      // "Văn phòng Ban Quản lý", "Phòng … của Sở": the first word is the name's, unless a comma or a reason parts them.
      const between = piece.slice(best, found.index)
      if (!/[,(]/u.test(between) && !notInName.test(between)) continue
    }
    if (belongs.test(before)) {
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

/** Who makes the plan, by its first sentences: "…, Ban Quản lý Khu kinh tế xây dựng Kế hoạch …". */
export function subjectOfIntro(text: SourceText, from: number, to: number): string | undefined {
  const { clean } = text
  for (const found of clean.slice(from, to).matchAll(makes)) {
    const named = nameBefore(clean, from + found.index, from)
    if (named !== undefined) return shownName(text, named)
  }
  return undefined
}

const shownName = (text: SourceText, named: Named): string =>
  text.shown.slice(named.start, named.end).normalize('NFC').replace(/\s+/gu, ' ').trim()

const closing = /(?<![\p{L}\p{N}])trên đây là(?: nội dung)? (?:bản )?(?:kế hoạch|chương trình|phương án|đề án)/gu
const ofOffice = new RegExp(`(?<![\\p{L}\\p{N}])(?:của|tại) (${openings}${edge}[^.,;:/\\n()]{0,120})`, 'gu')

/** Who makes the plan, by its closing sentence: "Trên đây là Kế hoạch … của Ban Quản lý …". */
export function officeOfClosing(text: SourceText): string | undefined {
  const { clean } = text
  let last: string | undefined
  for (const found of clean.matchAll(closing)) {
    const line = clean.slice(found.index, found.index + 600)
    const close = line.search(/\n|\.\s?\/\.|\.\s|;/u)
    const sentence = close === -1 ? line : line.slice(0, close)
    last = lastOffice(text, sentence, found.index) ?? last
  }
  return last
}

function lastOffice(text: SourceText, sentence: string, from: number): string | undefined {
  let name: string | undefined
  for (const one of sentence.matchAll(ofOffice)) {
    const words = one[1] ?? ''
    const cut = words.search(notInName)
    const start = from + one.index + one[0].length - words.length
    name = shownName(text, { start, end: start + (cut === -1 ? words.length : cut) })
  }
  return name
}

/** The office that a title names at its end: "… tại Ban Quản lý Khu kinh tế Trà Vinh". */
export function officeOfTitle(title: string): string | undefined {
  let name: string | undefined
  for (const one of small(title).matchAll(ofOffice)) {
    const words = one[1] ?? ''
    const cut = words.search(notInName)
    const start = one.index + one[0].length - words.length
    const piece = title.slice(start, start + (cut === -1 ? words.length : cut)).trim()
    name = inCapitals(piece) ? officeCase(piece) : piece
  }
  return name
}

/** What signs of documents stand for; heads of provinces' offices use them alike everywhere. */
const signs: Readonly<Record<string, string>> = {
  UBND: 'Ủy ban nhân dân', HĐND: 'Hội đồng nhân dân', BQLKKT: 'Ban Quản lý Khu kinh tế', KKT: 'Ban Quản lý Khu kinh tế',
  BQLKCN: 'Ban Quản lý các khu công nghiệp', BQLCKCN: 'Ban Quản lý các khu công nghiệp', SNV: 'Sở Nội vụ',
  STP: 'Sở Tư pháp', STC: 'Sở Tài chính', SKHĐT: 'Sở Kế hoạch và Đầu tư', SCT: 'Sở Công Thương',
  SNN: 'Sở Nông nghiệp và Phát triển nông thôn', SNNPTNT: 'Sở Nông nghiệp và Phát triển nông thôn',
  SNNMT: 'Sở Nông nghiệp và Môi trường', SGTVT: 'Sở Giao thông vận tải', SXD: 'Sở Xây dựng',
  STTTT: 'Sở Thông tin và Truyền thông', SLĐTBXH: 'Sở Lao động - Thương binh và Xã hội',
  SVHTTDL: 'Sở Văn hóa, Thể thao và Du lịch', SKHCN: 'Sở Khoa học và Công nghệ', SGDĐT: 'Sở Giáo dục và Đào tạo',
  SYT: 'Sở Y tế', SNgV: 'Sở Ngoại vụ', SNV1: 'Sở Nội vụ', STNMT: 'Sở Tài nguyên và Môi trường', BDT: 'Ban Dân tộc',
  LĐLĐ: 'Liên đoàn Lao động', TTr: 'Thanh tra', TTT: 'Thanh tra tỉnh', TU: 'Tỉnh ủy', HU: 'Huyện ủy', VP: 'Văn phòng',
} // biome-ignore format: a table

/** The office that a number's sign names: "KH-UBND", "KH/TU". */
export function officeOfSign(number: string): string | undefined {
  for (const piece of number.replace(/&/gu, '').split(/[/-]/u).toReversed()) {
    const office = signs[piece] ?? signs[piece.toLocaleUpperCase('vi')]
    if (office !== undefined) return office
  }
  return undefined
}

const placeWord = /(?:^|\s)(tỉnh|thành phố|tp\.?|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)$/u

/** A run of syllables with a capital each: a place's name after an office. */
function capitalRun(text: SourceText, from: number): string {
  const run = /^\s?(\p{Lu}[\p{Ll}\p{M}]*(?:(?: - | )\p{Lu}[\p{Ll}\p{M}]*){0,4})/u.exec(
    text.shown.slice(from, from + 60),
  )
  if (run?.[1] === undefined) return ''
  const start = from + run[0].length - run[1].length
  // "… Nhơn Hội / Hưởng ứng …": a name of two syllables that a line ends is complete.
  for (let i = run[1].indexOf(' ', run[1].indexOf(' ') + 1); i > 0; i = run[1].indexOf(' ', i + 1)) {
    const between = text.raw.slice(text.offsets[start + i - 1], text.offsets[start + i + 1])
    if (between.includes('\n')) return run[1].slice(0, i)
  }
  return run[1]
}

/** A name as `clean` has it: a text without accents may have got them there. */
function cleanForm(text: SourceText, name: string): string {
  const at = /[^\p{ASCII}]/u.test(name) ? -1 : text.shown.toLocaleLowerCase('vi').indexOf(name.toLocaleLowerCase('vi'))
  return at === -1 ? small(name) : text.clean.slice(at, at + name.length)
}

/** The name with the place that the document itself gives it elsewhere; the most usual of several. */
function longerForm(text: SourceText, name: string, place: string | null): string | undefined {
  const wanted = cleanForm(text, name)
  const counts = new Map<string, number>()
  for (let at = text.clean.indexOf(wanted); at !== -1; at = text.clean.indexOf(wanted, at + wanted.length)) {
    const end = at + wanted.length
    if (/[\p{L}\p{N}]/u.test(text.clean[end] ?? '') || inCapitals(text.shown.slice(at, end))) continue
    const kind =
      /^ (?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu)(?= )/u.exec(text.clean.slice(end, end + 14))?.[0] ?? ''
    const run = capitalRun(text, end + kind.length)
    const syllables = run === '' ? 0 : run.split(' ').length
    const known = provinceNamed(run) ?? firstProvince(run)
    const written = text.shown.slice(end, end + kind.length)
    const found = known ?? (kind !== '' || syllables >= 2 || (place !== null && run === place) ? run : '')
    if (found === '' || (kind === '' && placeWord.test(wanted) && found === '')) continue
    if (known === undefined && kind === '' && (syllables > 3 || opens.test(small(run)))) continue
    const whole = `${name}${written} ${found}`
    counts.set(whole, (counts.get(whole) ?? 0) + 1)
  }
  let best: string | undefined
  for (const [whole, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = whole
  return best
}

/** The province at the beginning of a run of capitals, if there is one. */
function firstProvince(run: string): string | undefined {
  const syllables = run.split(' ')
  for (let length = syllables.length - 1; length > 1; length -= 1) {
    const name = provinceNamed(syllables.slice(0, length).join(' '))
    if (name !== undefined) return name
  }
  return undefined
}

/** Whether a name ends with its place. */
function hasPlace(name: string): boolean {
  const words = name.split(' ')
  for (let length = 1; length <= 4; length += 1)
    if (
      words.length > length &&
      provinceNamed(words.slice(-length).join(' ')) !== undefined &&
      (length > 1 || words.at(-1) === 'Huế')
    )
      return true
  if (/\s(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|thị trấn|đặc khu)\s\p{Lu}/u.test(name)) return true
  // "… Khu kinh tế Phú Quốc": two capitals at the end, and no field of work.
  return (
    / \p{Ll}\S* \p{Lu}\p{Ll}*(?: \p{Lu}\p{Ll}*){1,3}$/u.test(name) &&
    !/(?:Công Thương|Mặt trận Tổ quốc|Việt Nam)$/u.test(name)
  )
}

/** The province that the text names most: "tỉnh Gia Lai". */
function usualProvince(text: SourceText): string | undefined {
  const counts = new Map<string, number>()
  for (const found of text.clean.matchAll(/(?<![\p{L}])(?:tỉnh|ubnd tỉnh|thành phố) /gu)) {
    const run = capitalRun(text, found.index + found[0].length)
    const name = provinceNamed(run) ?? firstProvince(run)
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + 1)
  }
  let best: string | undefined
  for (const [name, count] of counts) if (best === undefined || count > (counts.get(best) ?? 0)) best = name
  return best
}

/** Names that many places have: they need their own to be a proper name. */
const general =
  /^(?:ủy ban nhân dân|hội đồng nhân dân|ban quản lý|sở |phòng |ban dân tộc|ban dân vận|tỉnh ủy|thành ủy|huyện ủy|tỉnh đoàn|liên đoàn lao động|thanh tra tỉnh|đảng ủy)/u

/** Names that say nothing without the office above them. */
function belowParent(name: string, parent: string | null): string {
  if (
    parent === null ||
    !/^(?:Văn phòng|Hội đồng Thi đua(?: - Khen thưởng)?|Hội đồng Thi đua, Khen thưởng)$/u.test(name)
  )
    return name
  const above = officeCase(writtenOut(parent))
  const place = /^Ủy ban nhân dân (.+)$/u.exec(above)?.[1]
  return `${name} ${place !== undefined && name !== 'Văn phòng' ? place : above}`
}

/** Makes a name whole: the place that it lacks, from the text itself, then from the date line. */
export function wholeName(text: SourceText, name: string, place: string | null, parent: string | null): string {
  const written = writtenOut(name).replace(/[\s,;.]+$/u, '')
  const tidy = inCapitals(written) ? officeCase(written) : written
  const named = belowParent(tidy.charAt(0).toLocaleUpperCase('vi') + tidy.slice(1), parent)
  if (hasPlace(named)) return named
  const longer = longerForm(text, named, place)
  if (longer !== undefined) return longer
  const seat = place === null ? undefined : provinceNamed(place.replace(/^(?:tp\.?|thành phố|tỉnh)\s+/iu, ''))
  const ending = placeWord.exec(small(named))?.[1]
  if (ending === 'tỉnh') return `${named} ${seat ?? usualProvince(text) ?? place ?? ''}`.trim()
  if (ending !== undefined)
    return place === null ? named : `${named} ${place.replace(/^(?:tp\.?|thành phố|thị xã|huyện)\s+/iu, '')}`
  if (!general.test(small(named))) return named
  const above =
    parent === null
      ? undefined
      : /(?:tỉnh|thành phố|huyện|thị xã|quận|xã|phường|đặc khu)\s.+$/u.exec(officeCase(parent))?.[0]
  if (above !== undefined) return `${named} ${above}`
  const province = seat ?? usualProvince(text)
  const kind = province === undefined ? undefined : provinceKind(province)
  if (province === undefined || kind === undefined) return named
  if (/^(?:tỉnh ủy|thành ủy|tỉnh đoàn|thành đoàn)$/u.test(small(named))) return `${named} ${province}`
  return `${named} ${kind} ${province}`
}

/** The parent as heads have it. */
export const parentName = (name: string): string => writtenOut(name).toLocaleUpperCase('vi').normalize('NFC')

/** Whether two names speak of one office: one is the other with more words. */
export const sameOffice = (a: string, b: string): boolean => {
  const [x, y] = [foldVietnamese(writtenOut(a)), foldVietnamese(writtenOut(b))]
  return x.startsWith(y) || y.startsWith(x)
}
