import { foldVietnamese } from '../fold.ts'
import { longestPlace, provinceNamed } from './place-names.ts'
import { canonicalWord } from './spelling.ts'

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
  'Ban An toàn giao thông',
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
  const syllables = phrase.toLowerCase().split(' ')
  const first = syllables[0] ?? ''
  byFirst.set(
    first,
    [...(byFirst.get(first) ?? []), [phrase, syllables] as const].sort((a, b) => b[1].length - a[1].length),
  )
}

/** Names of two syllables and more without their accents, by their first syllable, longest first. */
const byFolded = new Map<string, (readonly [string, readonly string[]])[]>()
for (const phrase of phrases) {
  const syllables = foldVietnamese(phrase).split(' ')
  if (syllables.length < 2) continue
  const list = byFolded.get(syllables[0] ?? '') ?? []
  list.push([phrase, syllables])
  list.sort((a, b) => b[1].length - a[1].length)
  byFolded.set(syllables[0] ?? '', list)
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)
const lower = (word: string): string => word.toLowerCase()

interface Known {
  readonly text: string
  readonly length: number
}

function phraseAt(words: readonly string[], plain: readonly string[], at: number): Known | undefined {
  let exact: Known | undefined
  for (const [text, syllables] of byFirst.get(words[at] ?? '') ?? [])
    if (syllables.every((one, i) => words[at + i] === one)) {
      exact = { text, length: syllables.length }
      break
    }
  // A scan may have lost a tone or a hook: "THUƠNG".
  for (const [text, syllables] of byFolded.get(plain[at] ?? '') ?? []) {
    if (syllables.length <= (exact?.length ?? 0)) break
    if (syllables.every((one, i) => plain[at + i] === one)) return { text, length: syllables.length }
  }
  return exact
}

function placeAt(words: readonly string[], at: number): Known | undefined {
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
    .filter((word) => word !== '')
    .map(canonicalWord)
  const plain = words.map(foldVietnamese)
  if (plain[0] === 'so') words[0] = 'sở'
  words.forEach((word, i) => {
    if (plain[i] === 'tinh' && word !== 'tỉnh' && placeAt(words, i + 1) !== undefined) words[i] = 'tỉnh'
  })
  const out: string[] = []
  /** Every syllable from here on is a proper name. */
  let proper = false
  let begins = true
  for (let i = 0; i < words.length; ) {
    const word = words[i] ?? ''
    const kind = kindsOfPlace.find((one) => one === word || one === `${word} ${words[i + 1] ?? ''}`)
    const office = phraseAt(words, plain, i)
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
      out.push(word.toUpperCase())
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

/** Whether a name stands in capitals: most of its letters are. */
export function inCapitals(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  if (letters === '') return false
  const capitals = letters.replace(/[^\p{Lu}]/gu, '').length
  return capitals >= letters.length * 0.75
}
