import { readCharacters, SOFT_BREAK } from './characters.ts'

/**
 * The stamps of box 10a and the copies that are to be given back, in capitals on a line (or in a cell) of their own.
 * A scan may leave blanks between the letters.
 */
const STAMPS: readonly (readonly [string, RegExp])[] = [
  ['TUYỆT MẬT', /^(?:đ[oộ] ?m[aậ]t ?: ?)?t ?u ?y ?[ệê] ?t\s{1,3}m ?[ậâ] ?t$/],
  ['TỐI MẬT', /^(?:đ[oộ] ?m[aậ]t ?: ?)?t ?[ốô] ?i\s{1,3}m ?[ậâ] ?t$/],
  ['MẬT', /^(?:đ[oộ] ?m[aậ]t ?: ?|d ?ự ?t ?h ?ả ?o\s{1,3})?m ?ậ ?t$/],
  ['TÀI LIỆU THU HỒI', /^tài liệu thu hồi$/],
]

/** Lines that are looked at; a stamp stands in the head, on a cover, or at the top of an annex. */
const longestStamp = 40

/**
 * What names the degree with its label is a stamp wherever it stands ("… gửi kèm, độ mật: Tối mật, …"), in whatever
 * letters; neither a word that begins like one ("mật độ") nor all degrees one after the other, as a training has them.
 */
const LABELLED =
  /(?<!\p{L})độ\s{1,3}mật\s?:\s{0,3}(tuyệt\s{1,3}mật|tối\s{1,3}mật|mật(?!\s{1,3}(?:độ|khẩu|mã|vụ|thư|danh|ong|hoa)(?!\p{L})))(?!\p{L})(?!\s{0,3}(?:[,;/]|hay|hoặc|và)\s{0,3}(?:mật|tối|tuyệt))/u

/**
 * The secrecy stamp of a document as it was handed in, in its usual spelling, or null. Words in running text ("bảo
 * mật", "Luật Bảo vệ bí mật nhà nước") and headings about secrecy are no stamps.
 */
export function secrecyStampIn(raw: string): string | null {
  const { shown, clean } = readCharacters(raw)
  for (let from = 0; from <= shown.length; ) {
    let end = from
    while (end < shown.length && !isEdge(shown[end])) end += 1
    // "BẢO VỆ BÍ" and "MẬT" on two lines are one heading.
    const cut = /(?:^|\s)(?:bí|bảo|độ)\s*$/.test(clean.slice(Math.max(0, from - 6), Math.max(0, from - 1)))
    const stamp = cut || end - from > 120 ? null : stampOf(shown.slice(from, end), clean.slice(from, end))
    if (stamp !== null) return stamp
    from = end + 1
  }
  return LABELLED.exec(clean)?.[1]?.replace(/\s+/g, ' ').toUpperCase() ?? null
}

/** Lines, cells, and columns that a reader has set side by side. */
function isEdge(char: string | undefined): boolean {
  return char === '\n' || char === '|' || char === '\t' || char === '\f' || char === SOFT_BREAK
}

function stampOf(shown: string, clean: string): string | null {
  const words = shown.replace(/^[\s([{«"“'.:;\-–—_*]+|[\s)\]}»"”'.:;\-–—_*]+$/g, '')
  if (words.length < 3 || words.length > longestStamp) return null
  const letters = words.replace(/[^\p{L}]/gu, '')
  // In capitals: "Mật" in a sentence's line is a word ("Mật ong"), and a stamp is never written small.
  const label = /^Độ mật ?: ?/u.exec(words)?.[0] ?? ''
  const stamped = words.slice(label.length)
  if (letters.length < 3 || stamped !== stamped.toUpperCase()) return null
  const at = shown.indexOf(words)
  const plain = clean.slice(at, at + words.length)
  for (const [stamp, pattern] of STAMPS) if (pattern.test(plain)) return stamp
  return null
}
