import { describe, expect, it } from 'vitest'
import {
  mostUnknown,
  readLegacyLines,
  schemeOfFont,
  tcvn3ToUnicode,
  vniToUnicode,
} from '../../src/document/legacy-fonts.ts'

const letters = 'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ'

/** What a TCVN3 or VNI typist's file holds for a text: the conversions read backwards. */
const tcvn3Of = new Map(
  Array.from({ length: 95 }, (_, i) => String.fromCharCode(0xa1 + i))
    .filter((sign) => tcvn3ToUnicode(sign) !== sign)
    .map((sign) => [tcvn3ToUnicode(sign), sign]),
)
const signs = Array.from({ length: 64 }, (_, i) => String.fromCharCode(0xc0 + i))
const vniOf = new Map([
  ...signs.map((sign) => [vniToUnicode(sign), sign] as const),
  ...[...'aeouyAEOUYôöÔÖ'].flatMap((base) =>
    signs.map((sign) => [vniToUnicode(base + sign), base + sign] as const).filter(([letter]) => letter.length === 1),
  ),
])
const typed = (text: string, table: ReadonlyMap<string, string>) =>
  [...text].map((sign) => table.get(sign) ?? sign).join('')

const plan = [
  'Kế hoạch thực hiện nhiệm vụ năm 2031 của Ban Quản lý, hoàn thành trước ngày 15 tháng 6.',
  'Các phòng báo cáo kết quả về Văn phòng để tổng hợp, trình lãnh đạo xem xét.',
  'Trà Vinh',
]

describe('legacy fonts', () => {
  it('convert known phrases', () => {
    expect(tcvn3ToUnicode('Céng hoµ x· héi chñ nghÜa ViÖt Nam, ®Õn hÕt n¨m, tr­íc ngµy')).toBe(
      'Cộng hoà xã hội chủ nghĩa Việt Nam, đến hết năm, trước ngày',
    )
    expect(vniToUnicode('COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM, ñöôïc thöïc hieän tröôùc ngaøy')).toBe(
      'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM, được thực hiện trước ngày',
    )
  })

  it('have a place for every letter: TCVN3 for the small ones, VNI for all', () => {
    for (const letter of letters) expect(tcvn3ToUnicode(typed(letter, tcvn3Of))).toBe(letter)
    for (const letter of letters + letters.toUpperCase()) expect(vniToUnicode(typed(letter, vniOf))).toBe(letter)
    for (const letter of letters.replace(/[a-z]/g, '')) {
      if (letter !== 'ý') expect(typed(letter, tcvn3Of)).not.toBe(letter)
      // "í" and "ì" stand for themselves in VNI, "ý" in TCVN3.
      if (!'íì'.includes(letter)) expect(typed(letter, vniOf)).not.toBe(letter)
    }
  })

  it('are recognised by the letters alone', () => {
    const small = plan.map((line) => line.toLowerCase())
    expect(readLegacyLines(small.map((line) => typed(line, tcvn3Of)))).toEqual({
      lines: small,
      scheme: 'tcvn3',
      unknown: 0,
    })
    const { lines, scheme, unknown } = readLegacyLines(plan.map((line) => typed(line, vniOf)))
    expect({ lines, scheme }).toEqual({ lines: plan, scheme: 'vni' })
    expect(unknown).toBe(0)
  })

  it('leave Unicode alone, composed or not, and texts in other languages', () => {
    for (const text of [
      plan,
      plan.map((line) => line.normalize('NFD')),
      ['Le comité a été créé à l’été, après réflexion; où êtes-vous? Ça dépend des élèves et des forêts.'.repeat(3)],
      ['The § 5 applies; 100 µm, 20 °C, ±3 %. © ® '.repeat(9)],
      [],
    ])
      expect(readLegacyLines(text)).toEqual({ lines: text, scheme: null, unknown: 0 })
  })

  it('convert only the lines typed so when a document has both', () => {
    const old = plan.slice(0, 2).map((line) => typed(line.toLowerCase(), tcvn3Of))
    const { lines } = readLegacyLines([...old, ...plan, 'Trà Vinh, tháng 6'])
    expect(lines).toEqual([...plan.slice(0, 2).map((line) => line.toLowerCase()), ...plan, 'Trà Vinh, tháng 6'])
  })

  it('say when the result is no Vietnamese', () => {
    const noise = Array.from({ length: 40 }, (_, i) => `k¸x${'bcdfg'[i % 5]}®zw·qt`).join(' ')
    const { scheme, unknown } = readLegacyLines([noise])
    expect(scheme).toBe('tcvn3')
    expect(unknown).toBeGreaterThan(mostUnknown)
  })

  it('are known by their names', () => {
    expect(schemeOfFont('.VnTimeH')).toEqual({ scheme: 'tcvn3', capitals: true })
    expect(schemeOfFont('.VnArial')).toEqual({ scheme: 'tcvn3', capitals: false })
    expect(schemeOfFont('VNI-Times')).toEqual({ scheme: 'vni', capitals: false })
    expect(schemeOfFont('Times New Roman')).toBeUndefined()
    expect(schemeOfFont('Vni')).toBeUndefined()
  })
})
