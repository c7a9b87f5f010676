import type { HeadLine } from './head-lines.ts'
import { inCapitals } from './office-name.ts'
import { opensName } from './office-openings.ts'
import { writtenOut } from './office-short-forms.ts'

/** Names that say nothing without the next line. */
const bareKind =
  /^(?:ủy|ủy ban nhân dân|ủy ban|ubnd|sở|bộ|ban|bql|ban quản lý|ban chỉ đạo|ban chỉ huy|ban chấp hành|bch|văn phòng|hội đồng|trung tâm|trường|phòng|chi cục|cục|công ty|hội|đảng bộ|đảng ủy|chi bộ|viện|đoàn tncs hồ chí minh|đoàn thanh niên)$/u
/** A name that ends with one of these goes on whatever comes. */
const openEnded = /(?:(?:^|\s)(?:và|của|các|về)|,|-)$/u
/** Behind these stands a place, and no office. */
const beforePlace = /\s(?:tỉnh|thành phố|huyện|xã|phường|thị xã|quận|thị trấn|đặc khu)$/u
/** Places whose names begin as an office's: "XÃ / HỘI SƠN". */
const likeOffice = /^(?:hội|khu|vụ|bộ|báo|đài|viện|trường|phòng)\s\S+$/u
/** Names that are complete by themselves: they never go on a line above, save behind a bare kind. */
const complete = /^(?:sở|ubnd|ủy ban nhân dân|trường)(?!\p{L})/u

/** Line breaks of the head while the motto is taken out: it may be broken over lines itself. */
const broken = '\u2028'

const variants: Readonly<Record<string, string>> = {
  a: 'aàáảãạăằắẳẵặâầấẩẫậ', e: 'eèéẻẽẹêềếểễệ', i: 'iìíỉĩị', o: 'oòóỏõọôồốổỗộơờớởỡợ', u: 'uùúủũụưừứửữự', y: 'yỳýỷỹỵ', d: 'dđ',
} // biome-ignore format: a table

/** A pattern for words whatever their accents and line breaks: a scan loses and mixes accents. */
function loose(words: string): string {
  return words
    .split(' ')
    .map((word) =>
      word === '-' ? `[\\s${broken}]*[-–.]?` : [...word].map((letter) => `[${variants[letter] ?? letter}]`).join(''),
    )
    .join(`[\\s${broken}]+`)
    .replaceAll(`?[\\s${broken}]+`, `?[\\s${broken}]*`)
}

/** The motto of the state and the Party's. */
const motto = new RegExp(
  ['cong hoa xa hoi chu nghia viet nam', 'doc lap - tu do - hanh phuc', 'dang cong san viet nam'].map(loose).join('|'),
  'giu',
)

/** "UBND TỈNH TRÀ VINH - BAN QUẢN LÝ KHU KINH TẾ": the office beside the one above it. */
const beside =
  /(?<=(?:UBND|ỦY BAN NHÂN DÂN) [^\u2028]{3,40}) [-–—] (?=(?:BAN|SỞ|VĂN PHÒNG|THANH TRA|PHÒNG|TRUNG TÂM) )/gu

/** What is stamped on a head. */
const stamps = /(?<!\p{L})\(?(?:DỰ THẢO|HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN|BẢN SAO|SAO Y|LƯU HÀNH NỘI BỘ)(?!\p{L})\)?/gu

/** Where the names of a head are over: at its number, or where something else begins. */
const endOfNames = /^(?:căn cứ|quyết định|công văn|kính gửi|điều 1|theo đề nghị|xét)(?![\p{L}])/iu

const small = (text: string): string => text.toLowerCase()

/** Whether a line is the rest of the name before it. */
function goesOn(before: string, name: string): boolean {
  if (openEnded.test(before)) return true
  if (!opensName(name) || (beforePlace.test(before) && likeOffice.test(name))) return true
  return bareKind.test(before) && !complete.test(name)
}

/** Names in the block above the number, first to last: parent and issuer, or the issuer alone; in capitals. */
export function namesAbove(lines: readonly HeadLine[]): readonly string[] {
  const last = lines.findIndex((line) => endOfNames.test(line.text))
  const block = lines.slice(0, last === -1 ? lines.length : last).map((line) => line.spelled)
  const names: string[] = []
  const whole = block.join(broken).replace(motto, broken).replace(beside, broken)
  for (const line of whole.split(broken)) {
    const text = line
      .replace(/[*_#|]+/gu, ' ')
      .replace(/[-–—_=.*~]{3,}/gu, ' ')
      .replace(/(?<!\p{L})(?:số|sô|só|so|s6)\s*(?=[:.\d]).*$/iu, ' ')
      .replace(/\d*\s?[-–/]\s?(?:KH|CTR|CTr|QĐ|PA|ĐA|NQ|HD|KHPH)(?=[-–/\s]|$).*$/u, ' ')
      .replace(stamps, ' ')
      .replace(/^[\s\-–—.:;]+|[\s\-–—.:;]+$/gu, '')
      .replace(/\s+/gu, ' ')
    // The Youth Union has its own name where others have the motto.
    if (names.length > 0 && /^ĐOÀN (?:TNCS|THANH NIÊN CỘNG SẢN) HỒ CHÍ MINH$/u.test(text)) continue
    if (text.length < 2 || !inCapitals(text) || /\d{4}|ngày/iu.test(text)) continue
    const name = small(text)
    const before = names.at(-1)
    if (before !== undefined && goesOn(small(before), name)) names[names.length - 1] = `${before} ${text}`
    else if (opensName(name) || /^ủy$/u.test(name)) names.push(text)
  }
  return names
}

/** The parent as heads have it. */
export const parentName = (name: string): string => writtenOut(name).toUpperCase().normalize('NFC')
