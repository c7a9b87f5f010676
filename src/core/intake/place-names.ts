/** Provinces and cities under the centre, those of 2025 and the 63 before; and how a list knows them again. */
import { foldVietnamese } from '../fold.ts'

const cities = ['Hà Nội', 'Hải Phòng', 'Đà Nẵng', 'Cần Thơ', 'Hồ Chí Minh', 'Huế'] as const

const provinces = [
  'An Giang',
  'Bà Rịa - Vũng Tàu',
  'Bạc Liêu',
  'Bắc Giang',
  'Bắc Kạn',
  'Bắc Ninh',
  'Bến Tre',
  'Bình Dương',
  'Bình Định',
  'Bình Phước',
  'Bình Thuận',
  'Cà Mau',
  'Cao Bằng',
  'Đắk Lắk',
  'Đắk Nông',
  'Điện Biên',
  'Đồng Nai',
  'Đồng Tháp',
  'Gia Lai',
  'Hà Giang',
  'Hà Nam',
  'Hà Tây',
  'Hà Tĩnh',
  'Hải Dương',
  'Hậu Giang',
  'Hòa Bình',
  'Hưng Yên',
  'Khánh Hòa',
  'Kiên Giang',
  'Kon Tum',
  'Lai Châu',
  'Lạng Sơn',
  'Lào Cai',
  'Lâm Đồng',
  'Long An',
  'Nam Định',
  'Nghệ An',
  'Ninh Bình',
  'Ninh Thuận',
  'Phú Thọ',
  'Phú Yên',
  'Quảng Bình',
  'Quảng Nam',
  'Quảng Ngãi',
  'Quảng Ninh',
  'Quảng Trị',
  'Sóc Trăng',
  'Sơn La',
  'Tây Ninh',
  'Thái Bình',
  'Thái Nguyên',
  'Thanh Hóa',
  'Thừa Thiên Huế',
  'Tiền Giang',
  'Trà Vinh',
  'Tuyên Quang',
  'Vĩnh Long',
  'Vĩnh Phúc',
  'Yên Bái',
] as const

const key = (name: string): string =>
  foldVietnamese(name)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const spellings = new Map<string, string>([...cities, ...provinces].map((name) => [key(name), name]))
for (const [other, name] of [
  ['Đắc Lắc', 'Đắk Lắk'],
  ['Đăk Lăk', 'Đắk Lắk'],
  ['Đắc Nông', 'Đắk Nông'],
  ['Bắc Cạn', 'Bắc Kạn'],
  ['Kontum', 'Kon Tum'],
  ['Thừa Thiên - Huế', 'Thừa Thiên Huế'],
  ['TP Hồ Chí Minh', 'Hồ Chí Minh'],
] as const)
  spellings.set(key(other), name)

const cityKeys = new Set<string>(cities.map(key))

/** The most syllables a province's name has. */
export const longestPlace = 4

/** The province or city of this name, whatever its case and accents: "TUYÊN QUANG" is "Tuyên Quang". */
export const provinceNamed = (name: string): string | undefined => spellings.get(key(name))

/** "tỉnh" or "thành phố", as the name asks; undefined for a place that is no province. */
export function provinceKind(name: string): 'tỉnh' | 'thành phố' | undefined {
  const known = provinceNamed(name)
  if (known === undefined) return undefined
  return cityKeys.has(key(known)) ? 'thành phố' : 'tỉnh'
}
