import { openings } from './unit-openings.ts'
import { verbs } from './verb-words.ts'

/**
 * The words with which documents name who does something. All in the spelling of `SourceText.clean`. A name is found
 * by its first words and ends before the first verb, mark or preposition that cannot belong to it.
 */

/** What a word is when these follow: "tổ chức", "báo cáo", "ban hành" name nobody. */
const notAfter: ReadonlyMap<string, RegExp> = new Map([
  ['tổ', /^ (?:chức|hợp|khúc)(?![\p{L}])/u],
  ['báo', /^ (?:cáo(?! viên)|chí|động|hiệu|giá|tử)(?![\p{L}])/u],
  ['ban', /^ (?:hành|bố|đầu|sơ|ngày|đêm)(?![\p{L}])/u],
  ['hội', /^ (?:nghị|thảo|thi|chợ|nhập|họp|trường|diễn|ý|tụ|viên|thao|làng|xuân)(?![\p{L}])/u],
  ['sở', /^ (?:hữu|thích|tại|trường|chỉ)(?![\p{L}])/u],
  ['bộ', /^ (?:tiêu|máy|thủ|câu|chỉ số|luật|phận|mặt|dữ|tài|công cụ|nhận|quy)(?![\p{L}])/u],
  ['phòng', /^ (?:chống|ngừa|cháy|dịch|hộ|trừ|tránh|vệ|thủ|bệnh|ốc|học)(?![\p{L}])|^, chống/u],
  ['trường', /^ (?:hợp|học thân|tồn|kỳ)(?![\p{L}])/u],
  ['khoa', /^ (?:học)(?![\p{L}])/u],
  ['đội', /^ (?:ngũ|hình)(?![\p{L}])/u],
  ['đài', /^ (?:tưởng|hoa)(?![\p{L}])/u],
  ['viện', /^ (?:trợ|phí|dẫn)(?![\p{L}])/u],
  ['hạt', /^ (?:nhân|giống|điều|lúa|ngô|cà)(?![\p{L}])/u],
  ['đồn', /^ (?:điền|đoán|đại)(?![\p{L}])/u],
  [
    'cơ sở',
    /^ (?:dữ liệu|vật chất|pháp lý|hạ tầng|khoa học|lý luận|thực tiễn|chính trị|để|đó|này|đề nghị|kết quả|tính toán|ban đầu)(?![\p{L}])/u,
  ],
  ['các chủ', /^ (?:trương|đề|điểm|tịch nước|nhật|lực)(?![\p{L}])/u],
  ['chính quyền', /^ (?:điện tử|số)(?![\p{L}])/u],
  ['cục', /^ (?:diện|bộ)(?![\p{L}])/u],
])

/** Words at which a name is over without anybody doing anything. */
const links = [
  'để',
  'theo',
  'tại',
  'trước',
  'trong',
  'khi',
  'sau',
  'nếu',
  'về',
  'vào',
  'bằng',
  'từ',
  'đến',
  'tới',
  'nhằm',
  'thông qua',
  'qua',
  'cho',
  'với',
  'trên',
  'dưới',
  'như',
  'ngay',
  'mà',
  'gồm',
  'bao gồm',
  'do',
  'bị',
  'trừ',
  'kết quả',
  'tình hình',
  'tiến độ',
  'phương án',
  'danh sách',
  'số liệu',
  'hồ sơ',
  'muộn nhất',
  'không muộn',
  'không quá',
  'xong',
] as const

const byFirstWord = (phrases: readonly string[]): ReadonlyMap<string, readonly string[]> => {
  const map = new Map<string, string[]>()
  for (const phrase of phrases) {
    const word = phrase.split(' ')[0] ?? phrase
    map.set(word, [...(map.get(word) ?? []), phrase])
  }
  for (const list of map.values()) list.sort((a, b) => b.length - a.length)
  return map
}

const openingsByWord = byFirstWord(openings)
const verbsByWord = byFirstWord(verbs)
const linksByWord = byFirstWord(links)

const wordAt = (text: string, at: number): string => {
  let end = at
  while (end < text.length && /[\p{L}\p{N}.]/u.test(text[end] ?? '')) end += 1
  return text.slice(at, end)
}

const startsWith = (text: string, at: number, phrase: string): boolean =>
  text.startsWith(phrase, at) && !/[\p{L}\p{N}]/u.test(text[at + phrase.length] ?? '')

const oneOf = (map: ReadonlyMap<string, readonly string[]>, text: string, at: number): string | undefined =>
  map.get(wordAt(text, at))?.find((phrase) => startsWith(text, at, phrase))

const openingAt = (text: string, at: number): string | undefined => {
  const opening = oneOf(openingsByWord, text, at)
  if (opening === undefined) return undefined
  const after = at + opening.length
  const word = opening.slice(opening.lastIndexOf(' ') + 1)
  const follows = text.slice(after, after + 14)
  return (notAfter.get(opening) ?? notAfter.get(word))?.test(follows) === true ? undefined : opening
}

const each = /^(?:các|mỗi|từng|những|toàn bộ|tất cả các|tất cả|toàn thể) (?:các )?/u
const places = /^(?:xã|phường|huyện|thị xã|thị trấn|thành phố|thôn|ấp|bản|khu phố|tỉnh)(?![\p{L}\p{N}])(?! hội)/u

/** The opening of a body's or a post's name at this place of a `clean` text, if there is one: "Ban", "Mỗi phòng". */
export function unitOpeningAt(text: string, at: number): string | undefined {
  const bare = openingAt(text, at)
  if (bare !== undefined) return bare
  const lead = each.exec(text.slice(at, at + 16))?.[0]
  if (lead === undefined) return undefined
  const from = at + lead.length
  const opening = openingAt(text, from) ?? places.exec(text.slice(from, from + 20))?.[0]
  return opening === undefined ? undefined : lead + opening
}

/** "Cấp xã", "in ấn": the word is no verb of its own when these follow. */
const noVerbBefore: ReadonlyMap<string, RegExp> = new Map([
  ['cấp', /^ (?:i|ii|iii|iv|\d|xã|huyện|tỉnh|trên|dưới|ủy|cơ sở|trung ương|thành phố|phường)(?![\p{L}])/u],
  ['tiếp', /^ (?:nhận và trả|công dân tỉnh)(?![\p{L}])/u],
  ['thu', /^ (?:hút)(?![\p{L}])/u],
  ['giao', /^ (?:thông|dịch|lưu|tiếp|thừa)(?![\p{L}])/u],
  ['phát', /^ (?:triển|thanh)(?![\p{L}])/u],
])

/** "Các cấp", "các tổ chức": behind such a word they are nouns. */
const nounsToo: ReadonlySet<string> = new Set(['cấp', 'tổ chức', 'thu', 'xét', 'khóa', 'mua', 'giao', 'giảng'])

/** "Công trình", "chương trình": the end of a noun. */
const inNoun = /(?<!\p{L})(?:công|chương|quy|quá|lộ|tiến|giáo|lịch|toàn|hành|giải|tường|thuyết|tờ|lập) $/u

/** The verb at this place that tells what somebody does, if there is one. */
export function actionAt(text: string, at: number): string | undefined {
  const verb = oneOf(verbsByWord, text, at)
  if (verb === undefined) return undefined
  if (verb === 'trình' && inNoun.test(text.slice(Math.max(0, at - 8), at))) return undefined
  if (nounsToo.has(verb) && /(?:các|những|mỗi|từng) $/u.test(text.slice(Math.max(0, at - 6), at))) return undefined
  const after = at + verb.length
  return noVerbBefore.get(verb)?.test(text.slice(after, after + 16)) === true ? undefined : verb
}

/** Words of a name in which a verb stands: "Ủy ban bầu cử", "Tổ kiểm phiếu". */
const compounds = [
  'việc làm',
  'chính trị - xã hội - nghề nghiệp',
  'chính trị - xã hội',
  'xã hội - nghề nghiệp',
  'dự án đầu tư xây dựng',
  'cấp trên trực tiếp cơ sở',
  'cấp trên trực tiếp',
  'cấp trên',
  'cấp dưới',
  'bầu cử',
  'ứng cử',
  'kiểm phiếu',
  'kiểm tra công vụ',
  'giúp việc',
  'tiếp nhận và trả kết quả',
] as const

/** How many characters of a name a compound at this place takes; 0 when there is none. */
export const compoundAt = (text: string, at: number): number =>
  compounds.find((phrase) => startsWith(text, at, phrase))?.length ?? 0

/** The verb or preposition at this place that ends a name, if there is one. */
export const unitEndingAt = (text: string, at: number): string | undefined =>
  actionAt(text, at) ?? oneOf(linksByWord, text, at)
