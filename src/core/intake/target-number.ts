/** Figures as plans write them, with what they are a figure of. */

export interface Figure {
  /** In the piece that was handed in. */
  readonly start: number
  /** After the figure and its unit. */
  readonly end: number
  /** After the figure itself. */
  readonly numberEnd: number
  readonly value: number
  readonly unit: string
  readonly kind: 'percent' | 'count' | 'money' | 'score' | 'rank'
  /** A range "90-95%" or "từ 90% đến 95%": its lower bound is the target. */
  readonly range: boolean
  /** "từ 60% lên 80%": the start of it belongs to the way there. */
  readonly rise: boolean
  /** The number is spelled out: "hai". */
  readonly spelled: boolean
}

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
  `${notInside}(${numeral})(?:\\s?%)?(?:\\s?\\([^()%]{1,30}\\))?(?:(?:\\s?[-÷~]\\s?|\\sđến\\s|\\stới\\s|\\s(lên|xuống|còn)\\s(?:còn\\s|đến\\s|trên\\s|dưới\\s)?)(${numeral}))?\\s?(?:%|phần trăm(?![\\p{L}]))`,
  'gu',
)
const money = new RegExp(
  `${notInside}(${numeral})(?:\\s?[-÷]\\s?(${numeral}))?\\s((?:nghìn tỷ|ngàn tỷ|tỷ|tỉ|triệu|nghìn|ngàn)(?: đồng| usd| đô la(?: mỹ)?)?|usd|đồng)((?:/\\p{L}+){0,2})(?![\\p{L}])`,
  'gu',
)
const rank =
  /(?<![\p{L}])(?:trong (?:nhóm|tốp|top|số)|nhóm|tốp|top|thuộc nhóm)\s(?:các\s)?(?:khá,?\s|tốt,?\s|đầu\s|cao\s|dẫn đầu\s|đứng đầu\s)?(\d{1,2})(?=\s(?:tỉnh|địa phương|thành phố|đơn vị|sở|huyện|xã|cơ quan|quốc gia|nước|bộ|cả nước|toàn tỉnh|toàn quốc|dẫn đầu|đứng đầu|đầu|cao nhất|của)|\s?[.;,)\n]|\s?$)/gu
const place =
  /(?<![\p{L}])(?:xếp (?:hạng|vị trí)?(?: ?thứ)?|đứng thứ|vị trí thứ|hạng|thứ hạng)(?: từ)?(?: thứ)?\s(\d{1,2})(?=\s?(?:\/\d+)?(?: trở lên|\s(?:toàn|cả|trong|so|các|trên)|\s?[.;,)\n]|\s?$))/gu
const count = new RegExp(`${notInside}(${numeral})(?:\\s?[-÷]\\s?(${numeral}))?(?:/\\d+)?\\s(?=\\p{L})`, 'gu')
const spelled = new RegExp(`(?<![\\p{L}\\d])(${spelledNumber})(?:\\s\\(\\s?0?\\d{1,3}\\s?\\))?\\s(?=\\p{L})`, 'gu')

type Unit = (wordsAfter: string) => string | undefined

/** Every figure of a piece of `clean` that has a unit a target may have, in order; they do not overlap. */
export function figuresIn(piece: string, unitOf: Unit): readonly Figure[] {
  const found: Figure[] = []
  const plain = { range: false, rise: false, spelled: false }
  for (const one of piece.matchAll(percent)) {
    const [all, first = '', way, second] = one
    const rise = way !== undefined
    const value = figureValue(rise ? (second ?? first) : first)
    const end = one.index + all.length
    found.push({
      ...plain,
      start: one.index,
      end,
      numberEnd: end,
      value,
      unit: '%',
      kind: 'percent',
      range: second !== undefined && !rise,
      rise,
    })
  }
  for (const one of piece.matchAll(money)) {
    const [all, first = '', second, unit = '', per = ''] = one
    const end = one.index + all.length
    found.push({
      ...plain,
      start: one.index,
      end,
      numberEnd: end,
      value: figureValue(first),
      unit: unit.replace('tỉ', 'tỷ') + per,
      kind: 'money',
      range: second !== undefined,
    })
  }
  for (const [pattern, kind] of [
    [rank, 'rank'],
    [place, 'rank'],
  ] as const)
    for (const one of piece.matchAll(pattern)) {
      const end = one.index + one[0].length
      found.push({ ...plain, start: one.index, end, numberEnd: end, value: Number(one[1]), unit: 'hạng', kind })
    }
  const taken = [...found]
  const free = (from: number, to: number) => taken.every((one) => to <= one.start || from >= one.end)
  for (const pattern of [count, spelled])
    for (const one of piece.matchAll(pattern)) {
      const after = one.index + one[0].length
      const unit = unitOf(piece.slice(after, after + 40))
      if (unit === undefined || !free(one.index, after + unit.length)) continue
      const first = one[1] ?? ''
      const value = pattern === spelled ? words.get(first) : figureValue(first)
      if (value === undefined) continue
      const figure: Figure = {
        start: one.index,
        end: after + unit.length,
        numberEnd: after - 1,
        value,
        unit,
        kind: unit === 'điểm' ? 'score' : 'count',
        range: pattern === count && one[2] !== undefined,
        rise: false,
        spelled: pattern === spelled,
      }
      found.push(figure)
      taken.push(figure)
    }
  return found.sort((a, b) => a.start - b.start)
}
