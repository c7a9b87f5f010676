import { foldVietnamese } from '../fold.ts'
import { longestPlace, provinceNamed } from './place-names.ts'

/**
 * How names of offices are written inside a sentence: NĐ 30/2020, Phụ lục II, mục IV (the first syllable of the kind,
 * of each field of work and every syllable of a place). Heads of documents have them in capitals only.
 */

/** Words of office names in their own case; longer ones win. */
const phrases: readonly string[] = [
  'Ủy ban nhân dân',
  'Ủy ban Mặt trận Tổ quốc',
  'Mặt trận Tổ quốc',
  'Hội đồng nhân dân',
  'Hội đồng',
  'Ban Quản lý',
  'Ban Chỉ đạo',
  'Ban Chỉ huy',
  'Ban Chấp hành',
  'Ban Thường vụ',
  'Ban Tuyên giáo',
  'Ban Tổ chức',
  'Ban Dân vận',
  'Ban Dân tộc',
  'Ban Nội chính',
  'Ban cán sự đảng',
  'Ban',
  'Khu kinh tế',
  'Khu Kinh tế cửa khẩu',
  'các khu kinh tế',
  'các khu công nghiệp',
  'các khu chế xuất',
  'các khu công nghiệp và chế xuất',
  'các khu chế xuất và công nghiệp',
  'Khu công nghiệp',
  'Khu công nghệ cao',
  'Khu du lịch',
  'Vườn quốc gia',
  'Khu bảo tồn thiên nhiên',
  'dự án đầu tư xây dựng',
  'dự án',
  'Sở',
  'Bộ',
  'Cục',
  'Chi cục',
  'Tổng cục',
  'Vụ',
  'Viện',
  'Viện kiểm sát nhân dân',
  'Tòa án nhân dân',
  'Bệnh viện',
  'Bệnh viện đa khoa',
  'Trung tâm',
  'Trung tâm y tế',
  'Phòng',
  'Văn phòng',
  'Thanh tra',
  'Kho bạc Nhà nước',
  'Ngân hàng Nhà nước',
  'Bảo hiểm xã hội',
  'Công an',
  'Bộ Chỉ huy quân sự',
  'Bộ Chỉ huy Bộ đội Biên phòng',
  'Liên đoàn Lao động',
  'Công đoàn',
  'Đoàn Thanh niên Cộng sản Hồ Chí Minh',
  'Đoàn TNCS Hồ Chí Minh',
  'Đoàn Thanh niên',
  'Hội Liên hiệp Phụ nữ',
  'Hội Nông dân',
  'Hội Cựu chiến binh',
  'Hội Chữ thập đỏ',
  'Hội',
  'Đảng ủy',
  'Đảng bộ',
  'Đảng ủy Khối',
  'các cơ quan',
  'Chi bộ',
  'Tỉnh ủy',
  'Thành ủy',
  'Huyện ủy',
  'Thị ủy',
  'Quận ủy',
  'Tỉnh đoàn',
  'Thành đoàn',
  'Huyện đoàn',
  'Trường',
  'Trường Đại học',
  'Trường Cao đẳng',
  'Trường Chính trị',
  'Trường Trung học phổ thông',
  'Trường Trung học cơ sở',
  'Trường Tiểu học',
  'Trường Mầm non',
  'Tiểu học',
  'Mầm non',
  'Đại học',
  'Cao đẳng',
  'Trung học phổ thông',
  'Trung học cơ sở',
  'Đài Phát thanh và Truyền hình',
  'Đài Phát thanh - Truyền hình',
  'Công ty',
  'Tổng công ty',
  'Nội vụ',
  'Tư pháp',
  'Tài chính',
  'Kế hoạch',
  'Đầu tư',
  'Công Thương',
  'Nông nghiệp',
  'Phát triển nông thôn',
  'Phát triển',
  'Môi trường',
  'Tài nguyên',
  'Giao thông vận tải',
  'Giao thông',
  'Xây dựng',
  'Thông tin',
  'Truyền thông',
  'Lao động',
  'Thương binh',
  'Xã hội',
  'Văn hóa',
  'Thể thao',
  'Du lịch',
  'Khoa học',
  'Công nghệ',
  'Giáo dục',
  'Đào tạo',
  'Y tế',
  'Ngoại vụ',
  'Dân tộc',
  'Tôn giáo',
  'Quy hoạch',
  'Kiến trúc',
  'An toàn thực phẩm',
  'Thi đua',
  'Khen thưởng',
  'Cải cách hành chính',
  'Chuyển đổi số',
  'Kiểm lâm',
  'Thủy lợi',
  'Thủy sản',
  'Chăn nuôi',
  'Thú y',
  'Trồng trọt',
  'Bảo vệ thực vật',
  'Quản lý',
  'Kinh tế',
  'Hạ tầng',
  'Đô thị',
  'Dân vận',
  'Tuyên giáo',
  'Hải quan',
  'Thuế',
  'Thống kê',
  'Nhà nước',
  'Việt Nam',
]

/** Written in capitals wherever they stand. */
const initials = new Set([
  'ubnd', 'hđnd', 'ubmttq', 'ubmttqvn', 'mttq', 'thpt', 'thcs', 'thcn', 'tncs', 'tp', 'tnhh', 'mtv', 'cp', 'gdtx', 'gdnn', 'qlda', 'đtxd',
  'bql', 'kkt', 'kcn', 'bqlkkt', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'ptdtnt', 'ptdtbt',
]) // biome-ignore format: a table

/** What stands before a place's name, in small letters inside an office's name. */
const kindsOfPlace = ['tỉnh', 'thành phố', 'huyện', 'thị xã', 'quận', 'xã', 'phường', 'thị trấn', 'đặc khu', 'thôn']

/** What follows these is a proper name, if it is no field of work. */
const ownNameFollows =
  /^(?:trường|tiểu học|mầm non|trung học|khu kinh tế|khu công ngh|khu du lịch|vườn quốc gia|(?:tỉnh|huyện|thành|thị|quận) ủy|(?:tỉnh|huyện|thành) đoàn|công ty)/iu

const small = new Set(['và', 'các', 'của', 'với', 'về', 'trên', 'thuộc', 'tại', 'trong', 'cho'])

const byFirst = new Map<string, readonly (readonly [string, readonly string[]])[]>()
for (const phrase of phrases) {
  const syllables = phrase.toLocaleLowerCase('vi').split(' ')
  const first = syllables[0] ?? ''
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), [phrase, syllables] as const].sort((a, b) => b[1].length - a[1].length),
  )
}

/** Names of two syllables without their accents. */
const byFolded = new Map(
  phrases.filter((one) => one.split(' ').length === 2).map((one) => [foldVietnamese(one), one] as const),
)

const capital = (word: string): string => word.charAt(0).toLocaleUpperCase('vi') + word.slice(1)
const lower = (word: string): string => word.toLocaleLowerCase('vi')

function phraseAt(
  words: readonly string[],
  at: number,
): { readonly text: string; readonly length: number } | undefined {
  for (const [text, syllables] of byFirst.get(words[at] ?? '') ?? [])
    if (syllables.every((one, i) => words[at + i] === one)) return { text, length: syllables.length }
  // A scan may have lost a tone or a hook: "THUƠNG".
  const whole = words.slice(at, at + 2).join(' ')
  const alike = /[^\p{ASCII}]/u.test(whole) ? byFolded.get(foldVietnamese(whole)) : undefined
  return alike === undefined ? undefined : { text: alike, length: 2 }
}

function placeAt(words: readonly string[], at: number): { readonly text: string; readonly length: number } | undefined {
  for (let length = Math.min(longestPlace, words.length - at); length > 0; length -= 1) {
    const name = provinceNamed(words.slice(at, at + length).join(' '))
    if (name !== undefined && (length > 1 || words[at] === 'huế')) return { text: name, length }
  }
  return undefined
}

/**
 * A name in capitals as it is written in a sentence: "SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG" is "Sở Tài nguyên và Môi trường".
 * Words that are in no list are taken for a proper name after a place or a school, otherwise for a field of work.
 */
export function officeCase(name: string): string {
  const words = lower(name.normalize('NFC'))
    .split(/\s+/)
    .map(newSpelling)
    .filter((word) => word !== '')
  const out: string[] = []
  /** Every syllable from here on is a proper name. */
  let proper = false
  let begins = true
  for (let i = 0; i < words.length; ) {
    const word = words[i] ?? ''
    const kind = kindsOfPlace.find((one) => one === word || one === `${word} ${words[i + 1] ?? ''}`)
    const office = phraseAt(words, i)
    if (kind !== undefined && i > 0 && office === undefined && i + kind.split(' ').length < words.length) {
      out.push(kind)
      i += kind.split(' ').length
      proper = true
      begins = true
      continue
    }
    const place = i > 0 ? placeAt(words, i) : undefined
    const known = proper && place !== undefined ? place : (office ?? place)
    if (known !== undefined && !(proper && known === office)) {
      out.push(i === 0 ? capital(known.text) : known.text)
      i += known.length
      proper = ownNameFollows.test(known.text)
      begins = !/^(các |dự án)/u.test(known.text)
      continue
    }
    if (initials.has(word)) {
      out.push(word.toLocaleUpperCase('vi'))
      if (/^(thpt|thcs|tiểu|ptdt)/u.test(word)) proper = true
    } else if (small.has(word)) {
      out.push(word)
      proper = false
      begins = word === 'và'
      i += 1
      continue
    } else if (/^[\p{P}\p{S}]+$/u.test(word)) {
      out.push(word)
      begins = true
      i += 1
      continue
    } else out.push(proper || begins || out.length === 0 ? capital(word) : word)
    begins = word.endsWith(',')
    i += 1
  }
  return out.join(' ')
}

const oldTones: Readonly<Record<string, string>> = {
  oà: 'òa', oá: 'óa', oả: 'ỏa', oã: 'õa', oạ: 'ọa', oè: 'òe', oé: 'óe', oẻ: 'ỏe', oẽ: 'õe', oẹ: 'ọe',
  uỳ: 'ùy', uý: 'úy', uỷ: 'ủy', uỹ: 'ũy', uỵ: 'ụy',
} // biome-ignore format: a table

/** "Hoà" and "hòa" are one spelling; names here use the second. */
function newSpelling(word: string): string {
  const end = word.slice(-2)
  const other = oldTones[end]
  return other === undefined || word.at(-3) === 'q' ? word : word.slice(0, -2) + other
}

/** The kind of office written out: "UBND tỉnh" is "Ủy ban nhân dân tỉnh"; old spellings put right. */
export const writtenOut = (name: string): string =>
  name
    .normalize('NFC')
    .replace(/\s+/g, ' ')
    .replace(/(?<=(?:UBND|DÂN) )T[IÌÍ]NH(?!\p{L})/gu, 'TỈNH')
    .replace(/(?<![\p{L}\p{N}])(?:Uỷ|Ủy) [Bb]an [Nn]hân [Dd]ân(?![\p{L}\p{N}])/gu, 'Ủy ban nhân dân')
    .replace(/(?<![\p{L}\p{N}])UBND(?![\p{L}\p{N}])/gu, 'Ủy ban nhân dân')
    .replace(/(?<![\p{L}\p{N}])HĐND(?![\p{L}\p{N}])/gu, 'Hội đồng nhân dân')
    .replace(/(?<![\p{L}\p{N}])(?:UBMTTQVN|UBMTTQ Việt Nam)(?![\p{L}\p{N}])/gu, 'Ủy ban Mặt trận Tổ quốc Việt Nam')
    .replace(/(?<![\p{L}\p{N}])BQL(?![\p{L}\p{N}])/gu, 'Ban Quản lý')
    .trim()

/** Whether a name stands in capitals: most of its letters are. */
export function inCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters === '') return false
  const capitals = letters.replace(/[^\p{Lu}]/gu, '').length
  return capitals >= letters.length * 0.75
}
