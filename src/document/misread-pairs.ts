import { foldVietnamese } from '../core/fold.ts'

/**
 * Two words that stand together in nearly every office document, and whose letters with any other tones mean nothing
 * together. Recognition takes one tone for another where a page is coarse ("kế từ", "hãng tháng", "tố chức").
 */
const pairs = [
  ...['kể từ', 'tổ chức', 'tổng hợp', 'tổng kết', 'kiểm tra', 'kiểm soát', 'phổ biến', 'sửa đổi', 'chuyển đổi'],
  ...['hằng ngày', 'hằng tuần', 'hằng tháng', 'hằng quý', 'hằng năm', 'định kỳ', 'thường xuyên', 'đột xuất'],
  ...['chậm nhất', 'trước ngày', 'đến hết', 'thời hạn', 'thời gian', 'làm việc', 'hoàn thành', 'kế hoạch'],
  ...['văn phòng', 'ban quản', 'quản lý', 'ủy ban', 'nhân dân', 'đơn vị', 'chủ trì', 'phối hợp', 'phụ lục'],
  ...['báo cáo', 'kết quả', 'nhiệm vụ', 'triển khai', 'thực hiện', 'tuyên truyền', 'rà soát', 'tham mưu', 'ban hành'],
]
const byLetters = new Map(pairs.map((pair) => [foldVietnamese(pair), pair.split(' ')]))
/** Both ways of writing are right. */
const alsoRight: ReadonlySet<string> = new Set(['hàng', 'kì', 'lí', 'uỷ'])

const bare = /^([^\p{L}]*)(\p{L}+)([^\p{L}]*)$/u

/** Puts the tones of such pairs right in words in reading order; everything else stays as it was seen. */
export function withoutMisreadPairs(words: readonly string[]): string[] {
  const out = [...words]
  for (let i = 1; i < out.length; i += 1) {
    // "đến tháng. 11/2024": dust again.
    if (/^\d{1,2}[/-]\d/.test(out[i] ?? '')) out[i - 1] = (out[i - 1] ?? '').replace(/^(ngày|tháng)[.,]$/iu, '$1')
    const [first, second] = [bare.exec(out[i - 1] ?? ''), bare.exec(out[i] ?? '')]
    if (first === null || second === null || second[1] !== '') continue
    // Dust behind a word looks like a full stop, which no sentence has there.
    if (first[3] !== '' && (!/^[.,]$/.test(first[3] ?? '') || !/^\p{Ll}/u.test(second[2] ?? ''))) continue
    const right = byLetters.get(foldVietnamese(`${first[2]} ${second[2]}`))
    if (right === undefined) continue
    out[i - 1] = `${first[1]}${toned(first[2] ?? '', right[0] ?? '')}`
    out[i] = `${toned(second[2] ?? '', right[1] ?? '')}${second[3]}`
  }
  return out
}

/** The right word in the case in which it was seen. */
function toned(seen: string, right: string): string {
  const small = seen.toLocaleLowerCase('vi').normalize('NFC')
  if (small === right || alsoRight.has(small)) return seen
  if (seen === seen.toLocaleUpperCase('vi') && seen.length > 1) return right.toLocaleUpperCase('vi')
  return /^\p{Lu}/u.test(seen) ? `${right.slice(0, 1).toLocaleUpperCase('vi')}${right.slice(1)}` : right
}
