/**
 * Short forms inside names of offices and what they stand for. An office is named in full in its own documents
 * (NĐ 30/2020, Phụ lục I, mục II.2); texts often have the short form only.
 */
const shortForms: readonly (readonly [short: string, full: string])[] = [
  ['UBND', 'Ủy ban nhân dân'],
  ['HĐND', 'Hội đồng nhân dân'],
  ['UBMTTQ(?:VN| Việt Nam)', 'Ủy ban Mặt trận Tổ quốc Việt Nam'],
  ['BQL', 'Ban Quản lý'],
  ['BCĐ', 'Ban Chỉ đạo'],
  ['BTV', 'Ban Thường vụ'],
  ['(?<=(?:các|CÁC) )KCN', 'khu công nghiệp'],
  ['CKCN', 'các khu công nghiệp'],
  ['KCNC', 'Khu công nghệ cao'],
  ['KCN', 'Khu công nghiệp'],
  ['KCX', 'Khu chế xuất'],
  ['(?<=(?:các|CÁC) )KKT', 'khu kinh tế'],
  ['KKTCK', 'Khu kinh tế cửa khẩu'],
  ['KKT', 'Khu kinh tế'],
  ['KH\\s?(?:&|và)\\s?ĐT', 'Kế hoạch và Đầu tư'],
  ['KH\\s?(?:&|và)\\s?CN', 'Khoa học và Công nghệ'],
  ['TN\\s?(?:&|và)\\s?MT', 'Tài nguyên và Môi trường'],
  ['NN\\s?(?:&|và)\\s?PTNT', 'Nông nghiệp và Phát triển nông thôn'],
  ['NN\\s?(?:&|và)\\s?MT', 'Nông nghiệp và Môi trường'],
  ['TT\\s?(?:&|và)\\s?TT', 'Thông tin và Truyền thông'],
  ['GD\\s?(?:&|và|-)?\\s?ĐT', 'Giáo dục và Đào tạo'],
  ['LĐ\\s?-?\\s?TB\\s?(?:&|và)?\\s?XH', 'Lao động - Thương binh và Xã hội'],
  ['VH\\s?,?\\s?TT\\s?(?:&|và)\\s?DL', 'Văn hóa, Thể thao và Du lịch'],
  ['VH\\s?(?:&|và)\\s?TT', 'Văn hóa và Thể thao'],
  ['VHTTDL', 'Văn hóa, Thể thao và Du lịch'],
  ['GTVT', 'Giao thông vận tải'],
  ['PTNT', 'Phát triển nông thôn'],
  ['LĐLĐ', 'Liên đoàn Lao động'],
]

const patterns = shortForms.map(
  ([short, full]) => [new RegExp(`(?<![\\p{L}\\p{N}])${short}(?![\\p{L}\\p{N}])`, 'gu'), full] as const,
)

/** A name without short forms and runs of blanks: "BQL các KCN" is "Ban Quản lý các khu công nghiệp". */
export function writtenOut(name: string): string {
  let out = name.normalize('NFC').replace(/\s+/g, ' ')
  // A scan may have lost the hook of the word: "UBND TINH".
  out = out.replace(/(?<=(?:UBND|DÂN) )T[IÌÍ]NH(?!\p{L})/gu, 'TỈNH')
  for (const [short, full] of patterns) out = out.replace(short, full)
  return out.trim()
}
