import { bareFigures } from './target-bare.ts'
import type { Counted } from './target-counted.ts'
import type { Figure } from './target-figure.ts'

const numeral = '\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?|\\d+(?:[.,]\\d+)?'

/** "1.200" is a thousand and more, "85,5" and "85.5" are fractions. */
export function figureValue(figure: string): number {
  if (/^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(figure)) return Number(figure.replace(/\./g, '').replace(',', '.'))
  return Number(figure.replace(',', '.'))
}

const ones = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const
const words = new Map<string, number>(ones.map((word, i) => [word, i] as const).slice(1))
words.set('mười', 10).set('tư', 4).set('mười lăm', 15).set('hai mươi', 20).set('ba mươi', 30).set('năm mươi', 50)

for (let i = 1; i < 10; i += 1) words.set(`${ones[i] ?? ''} trăm`, 100 * i)
for (let i = 1; i < 10; i += 1) if (i !== 5) words.set(`mười ${ones[i] ?? ''}`, 10 + i)
const spelledNumber = `(?:mười (?:một|hai|ba|bốn|lăm|sáu|bảy|tám|chín)|hai mươi|ba mươi|năm mươi|(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín) trăm|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)`

const notInside = '(?<![\\p{L}\\d.,/:])(?<!\\d-)'

const percent = new RegExp(
  `${notInside}(${numeral})(?:\\s?%)?(?:\\s?\\([^()%]{1,30}\\))?(?:(?:\\s?[-÷~]\\s?|\\sđến\\s|\\stới\\s|\\s(lên|xuống|còn)\\s(?:còn\\s|đến\\s|trên\\s|dưới\\s)?)(${numeral}))?\\s?(%|‰|phần trăm(?![\\p{L}]))(\\s?/\\s?(?:năm|tháng|quý)(?![\\p{L}\\d/]))?`,
  'gu',
)
const perHead =
  '(?:hợp tác xã|hội viên|đoàn viên|đảng viên|người lao động|lao động|hộ gia đình|doanh nghiệp|học sinh|sinh viên|công nhân|suất quà|năm học|\\p{L}+)'
const money = new RegExp(
  `${notInside}(${numeral})(?:(?:\\s?[-÷~]\\s?|(?<=(?<![\\p{L}])từ [\\d.,]{1,9})\\s(?:đến|tới)\\s)(${numeral}))?\\s((?:nghìn tỷ|ngàn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng| usd| đô la(?: mỹ)?)?|usd|đồng)((?:/${perHead}){0,2})(?![\\p{L}]| (?:chí|bào|nghiệp|thời)(?![\\p{L}]))`,
  'gu',
)
const rank =
  /(?<![\p{L}])(?:trong (?:nhóm|tốp|top|số)|nhóm|tốp|top|thuộc nhóm)\s(?:các\s)?(?:khá,?\s|tốt,?\s|đầu\s|cao\s|dẫn đầu\s|đứng đầu\s)?(\d{1,2})(?=\s(?:khối|thứ hạng|vị trí|tỉnh|địa phương|thành phố|đơn vị|sở|huyện|xã|cơ quan|quốc gia|nước|bộ|cả nước|toàn tỉnh|toàn quốc|dẫn đầu|đứng đầu|đầu|cao nhất|của|về|theo|khối)|\s?[.;,)\n]|\s?$)/gu
const place =
  /(?<![\p{L}])(?:xếp (?:hạng|vị trí)?(?: ?thứ)?|đứng thứ|vị trí thứ|vị thứ|thứ hạng|hạng|thứ bậc|vị trí)(?: từ)?(?: thứ)?\s(\d{1,2})(?=\s?\/\s?\d|\s?(?: trở lên|\s(?:toàn|cả|trong|so|các|trên|về)|\s?[.;,)\n]|\s?$))/gu
const count = new RegExp(
  `${notInside}(${numeral})(?:(?:\\s?[-÷~]\\s?|(?<=(?<![\\p{L}])từ \\d{1,5})\\s(?:đến|tới)\\s)(${numeral}))?(?:\\s?/\\s?(\\d+))?(?:\\s(?=\\p{L})|(?=(?:ha|km|m2|m3|kg|mw|mwp|kwh|gwh|mbit/s|mbps|gbps)(?![\\p{L}\\d])))`,
  'gu',
)
const spelled = new RegExp(`(?<![\\p{L}\\d])(${spelledNumber})(?:\\s\\(\\s?0?\\d{1,3}\\s?\\))?\\s(?=\\p{L})`, 'gu')

/** "02 điểm bán hàng" are places. */
const placeOfKind =
  /^điểm (?:giới thiệu|bán|sinh hoạt|tập kết|trung chuyển|du lịch|vui chơi|tuyên truyền|truy cập|phát|giao dịch|đỗ|dừng|trường|văn hóa|cung cấp|tiếp nhận|đăng ký|wifi|internet|kinh doanh|phục vụ|tư vấn|hỗ trợ|tham quan|trưng bày|thu gom|nhóm|bưu điện|thi|quan trắc|đấu nối|sạc|sáng|tiêm)(?![\p{L}])/u

type UnitOf = (wordsAfter: string) => Counted | undefined

/** Every figure of a piece of `clean` that has a unit a target may have, in order; they do not overlap. */
export function figuresIn(piece: string, unitOf: UnitOf): readonly Figure[] {
  const found: Figure[] = []
  const plain = { range: false, rise: false, spelled: false }
  for (const one of piece.matchAll(percent)) {
    const [all, first = '', way, second, sign, per = ''] = one
    const rise = way !== undefined
    const value = figureValue(rise ? (second ?? first) : first)
    const end = one.index + all.length
    found.push({
      ...plain,
      start: one.index,
      end,
      numberEnd: end,
      value,
      unit: (sign === '‰' ? '‰' : '%') + per.replace(/\s/gu, ''),
      noun: '%',
      kind: 'percent',
      range: second !== undefined && !rise,
      rise,
    })
  }
  for (const one of piece.matchAll(money)) {
    const [all, first = '', second, unit = '', per = ''] = one
    const end = one.index + all.length
    // "1,2 triệu lượt khách" counts guests.
    if (/^(?:tỷ|tỉ|triệu|nghìn|ngàn)$/u.test(unit) && unitOf(piece.slice(end - unit.length, end + 60)) !== undefined)
      continue
    found.push({
      ...plain,
      start: one.index,
      end,
      numberEnd: end,
      value: figureValue(first),
      unit: unit.replace('tỉ', 'tỷ') + per,
      noun: unit,
      kind: 'money',
      range: second !== undefined,
    })
  }
  // Both patterns look at every letter; most sentences have none of their words.
  for (const pattern of /hạng|thứ|vị trí|nhóm|tốp|top|trong số/u.test(piece) ? [rank, place] : [])
    for (const one of piece.matchAll(pattern)) {
      const end = one.index + one[0].length
      const value = Number(one[1])
      found.push({ ...plain, start: one.index, end, numberEnd: end, value, unit: 'hạng', noun: 'hạng', kind: 'rank' })
    }
  const taken = [...found]
  const free = (from: number, to: number) => taken.every((one) => to <= one.start || from >= one.end)
  for (const pattern of [count, spelled])
    for (const one of piece.matchAll(pattern)) {
      const after = one.index + one[0].length
      const counted = unitOf(piece.slice(after, after + 60))
      if (counted === undefined || (pattern === spelled && /^(?:nghìn|triệu|tỷ|vạn) /u.test(counted.unit))) continue
      if (!free(one.index, after + counted.length)) continue
      // "2/3 số chi bộ" is a part of them, "10/12 xã" a number.
      if (pattern === count && /^([1-4])\/([2-5]) /u.test(one[0])) continue
      const first = one[1] ?? ''
      const value = pattern === spelled ? words.get(first) : figureValue(first)
      if (value === undefined) continue
      const figure: Figure = {
        start: one.index,
        end: after + counted.length,
        numberEnd: after - (one[0].endsWith(' ') ? 1 : 0),
        value,
        unit: counted.unit,
        noun: counted.noun,
        kind: counted.noun === 'điểm' && !placeOfKind.test(piece.slice(after)) ? 'score' : 'count',
        range: pattern === count && one[2] !== undefined,
        rise: false,
        spelled: pattern === spelled,
        ...(pattern === count && one[3] !== undefined ? { of: Number(one[3]) } : {}),
      }
      found.push(figure)
      taken.push(figure)
    }
  found.push(...bareFigures(piece, free))
  return found.sort((a, b) => a.start - b.start)
}
