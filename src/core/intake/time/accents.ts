/** Words of times, by their letters without accents. */
const accented: ReadonlyMap<string, string> = new Map(
  (
    'ngày tháng năm tuần giờ phút trước chậm nhất muộn trễ không hơn quá đến hết kể tính bắt đầu giữa cuối nửa hằng ' +
    'mỗi từng lần một bốn bảy tám chín mười mùng mồng việc thường xuyên liên tục suốt cả hạn thời điểm chót vào có ' +
    'yêu cầu đột xuất kịp đoạn dịp tết nguyên đán quốc khánh và hoặc chiều ít thiểu riêng các của vòng hoàn thành là'
  )
    .split(' ')
    .map((word) => [plain(word), word]),
)

function plain(word: string): string {
  return word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd')
}

/** Words whose accents depend on the word before or behind them; tried in this order. */
const dependent: ReadonlyMap<
  string,
  readonly { readonly before?: string; readonly behind?: string; readonly right: string }[]
> = new Map([
  ['quy', [{ behind: 'dinh', right: 'quy' }, { right: 'quý' }]],
  ['tu', [{ before: 'thang|thu|quy', right: 'tư' }, { right: 'từ' }]],
  ['sau', [{ behind: 'thang', right: 'sáu' }, { before: 'thang|thu|ngay sau', right: 'sáu' }, { right: 'sau' }]],
  ['ky', [{ before: 'ngay', right: 'ký' }, { right: 'kỳ' }]],
  ['lam', [{ behind: 'viec', right: 'làm' }, { right: 'lăm' }]],
  ['ngay', [{ behind: 'sau|khi', right: 'ngay' }, { right: 'ngày' }]],
  ['nhat', [{ before: 'chu', right: 'nhật' }, { right: 'nhất' }]],
  ['toi', [{ behind: 'thieu', right: 'tối' }, { behind: 'da', right: 'tối' }, { right: 'tới' }]],
  ['dinh', [{ right: 'định' }]],
  ['thu', [{ right: 'thứ' }]],
  ['hang', [{ right: 'hằng' }]],
  ['hoc', [{ right: 'học' }]],
  ['nhan', [{ behind: 'dip', right: 'nhân' }, { right: 'nhận' }]],
  ['chu', [{ right: 'chủ' }]],
  ['da', [{ before: 'toi', right: 'đa' }, { right: 'đã' }]],
  ['sang', [{ behind: 'thu', right: 'sáng' }, { right: 'sang' }]],
])

const isWord = (word: string, wanted: string | undefined): boolean =>
  wanted === undefined || wanted.split('|').includes(word)

/**
 * Puts the accents back that somebody left out of a time: "truoc ngay 10/5" is "trước ngày 10/5", "het quy 2" "hết quý
 * 2". Words that bear accents, and words that are none of a time's, stay. `text` is lower case.
 */
export function restoreAccents(text: string): string {
  const pieces = text.split(/([a-z]+)/)
  const isPlain = (index: number): boolean => /^[a-z]+$/.test(pieces[index] ?? '')
  return pieces
    .map((piece, index) => {
      if (!isPlain(index) || joinsLetters(pieces, index)) return piece
      const before = plain(lastWord(pieces, index))
      const behind = plain(firstWord(pieces, index))
      const choice = dependent.get(piece)?.find((one) => isWord(before, one.before) && isWord(behind, one.behind))
      return choice?.right ?? accented.get(piece) ?? piece
    })
    .join('')
}

const letter = /\p{L}/u

/** A run of plain letters inside an accented word ("th" in "thứ"). */
const joinsLetters = (pieces: readonly string[], index: number): boolean =>
  letter.test((pieces[index - 1] ?? '').at(-1) ?? '') || letter.test((pieces[index + 1] ?? '').at(0) ?? '')

const lastWord = (pieces: readonly string[], index: number): string =>
  /\p{L}+$/u.exec(
    pieces
      .slice(Math.max(0, index - 4), index)
      .join('')
      .trimEnd(),
  )?.[0] ?? ''
const firstWord = (pieces: readonly string[], index: number): string =>
  /^\p{L}+/u.exec(
    pieces
      .slice(index + 1, index + 5)
      .join('')
      .trimStart(),
  )?.[0] ?? ''
