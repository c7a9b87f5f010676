import { foldVietnamese } from '../fold.ts'

/** Words with which names of offices begin, in small letters; longer ones stand before their own beginnings. */
const words: readonly string[] = [
  'bch', 'ban chấp hành', 'ủy ban nhân dân', 'ubnd', 'ủy ban mặt trận', 'ubmttq', 'ủy ban', 'hđnd', 'hội đồng', 'ban quản lý', 'bql',
  'ban chỉ đạo', 'ban chỉ huy', 'ban thường vụ', 'ban tổ chức', 'ban tuyên giáo', 'ban dân vận', 'ban dân tộc', 'ban nội chính',
  'ban tiếp công dân', 'ban cán sự', 'ban an toàn', 'ban thi đua', 'ban bảo vệ', 'ban', 'sở', 'bộ', 'tổng cục', 'chi cục', 'cục', 'vụ',
  'viện kiểm sát', 'viện', 'học viện', 'bệnh viện', 'trung tâm', 'phòng', 'văn phòng', 'thanh tra', 'kho bạc', 'ngân hàng', 'bảo hiểm xã hội',
  'công an', 'liên đoàn lao động', 'liên đoàn', 'công đoàn', 'đoàn tncs', 'đoàn thanh niên', 'đoàn khối', 'đoàn ban', 'đoàn các', 'hội',
  'liên minh', 'liên hiệp', 'đảng ủy', 'đảng bộ', 'chi bộ', 'tỉnh ủy', 'thành ủy', 'huyện ủy', 'thị ủy', 'quận ủy', 'tỉnh đoàn', 'thành đoàn',
  'huyện đoàn', 'trường', 'đại học', 'đài', 'báo', 'tòa án', 'công ty', 'tổng công ty', 'tập đoàn', 'nhà máy', 'vườn quốc gia', 'khu', 'cảng vụ',
  'mặt trận tổ quốc', 'nhà xuất bản', 'thư viện', 'bảo tàng', 'hạt kiểm lâm', 'đội quản lý', 'thường trực', 'tiểu ban', 'tổ công tác',
] // biome-ignore format: a table

/** Openings that begin other words too, with what then stands beside them: "ban hành", "xã hội", "trường hợp". */
const besides: Readonly<Record<string, string>> = {
  ban: 'ban(?! hành)',
  bộ: '(?<!cán |toàn |nội |tiến |đồng |cục |nông thôn )bộ(?! phận| máy| luật| tiêu| câu| chỉ số)',
  hội: '(?<!xã |quốc |đại |cơ |lễ )hội(?! nghị| thảo| thi| họp| nhập| trại| đàm| ý)',
  báo: '(?<!thông |cảnh |dự )báo(?! cáo| cho| ngay| với)',
  trường: '(?<!môi |thị |lập |nông |công |hiện |lâm )trường(?! hợp)',
  khu: 'khu(?! vực| phố| dân cư)',
  vụ: '(?<!nhiệm |dịch |nội |chức |nghiệp |phục |sự )vụ(?! việc| án| mùa)',
  phòng: '(?<!dự |quốc |văn |đề )phòng(?!,| chống| ngừa| cháy| trừ| bệnh| dịch)',
  viện: '(?<!bệnh )viện(?! trợ| dẫn)',
  cục: 'cục(?! bộ| diện)',
  sở: '(?<!cơ |trụ |xứ )sở(?! hữu| tại| thích)',
  đài: '(?<!lâu |tượng )đài',
}

/** Behind the last word of an opening. */
export const edge = '(?![\\p{L}\\p{N}])'
/** One of the openings, as a piece of a pattern. */
export const openings = `(?:${words.map((one) => besides[one] ?? one).join('|')})`

const opens = new RegExp(`^${openings}${edge}`, 'u')
/** Openings of more syllables are known without their accents too: a scan may have lost some. */
const opensPlain = new RegExp(
  `^(?:${words
    .filter((one) => one.includes(' '))
    .map(foldVietnamese)
    .join('|')})${edge}`,
  'u',
)

/** Whether a name in small letters begins as offices' names do. */
export const opensName = (name: string): boolean => opens.test(name) || opensPlain.test(foldVietnamese(name))
