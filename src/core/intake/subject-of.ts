import { tellsAct } from './act-words.ts'
import { helpersOf, type NamedUnit, receiversOf, unitAt, unitsFrom, unitsListed } from './find-units.ts'
import type { Piece } from './sentence.ts'
import type { SourceText } from './source-text.ts'
import { actionAt, unitOpeningAt } from './unit-words.ts'

/** Words that stand before the name of who is asked. */
const asking =
  /(?:^|[\s"(])(?:giao cho|giao(?! lưu | dịch | thông )|đề nghị|yêu cầu|phân công|ủy quyền cho|trách nhiệm của|nhiệm vụ của|chỉ đạo|do|được)\s+/gu

/** A sentence has no more places than this where a subject may begin. */
const mostPlaces = 16

/** No more names of others are looked for in a sentence. */
const mostOthers = 24

/** Where a subject may begin inside a sentence: "Căn cứ …, X", "Tài liệu: X", "… để X tổng hợp". */
const subjectPlace = /, |: | \(|(?:^| )(?:để|đồng thời|sau đó|trên cơ sở đó,) /gu

/** A subject stands no further behind its time than this. */
const farBehind = 90

/** A name and a colon behind it take no more room. */
const longestHeading = 160

const isLower = (letter: string | undefined): boolean => letter !== undefined && letter === letter.toLowerCase()

/**
 * Who does it, from the sentence `[start, end)`: its subject, or whom it asks. Of several subjects the last one before
 * `near`, the time in question, counts, else the first.
 */
export function subjectOf(
  text: SourceText,
  start: number,
  end: number,
  near: Piece = { start: end, end },
): readonly NamedUnit[] {
  const { clean, shown } = text
  const marker =
    /^(?:[\s\-+*•]|\(?[\p{L}\d]{1,4}[.)]\s|\d+(?:\.\d+)*[.\-/]?\s)*(?:(?:các )?ông,? ?(?:\/|và)? ?bà |đối với |trách nhiệm của )?/u.exec(
      clean.slice(start, Math.min(end, start + 36)),
    )
  const first = start + (marker?.[0].length ?? 0)
  const headed = beforeColon(text, first, end)
  if (headed.length > 0) return headed
  const sentence = clean.slice(start, end)
  const others = [...helpersOf(text, start, end), ...receiversOf(text, start, end), ...notDoing(text, start, sentence)]
  const places = [first]
  for (const place of sentence.matchAll(subjectPlace)) {
    if (places.length >= mostPlaces) break
    places.push(start + place.index + place[0].length)
  }
  let chosen: readonly NamedUnit[] = []
  for (const place of places) {
    if (place > near.start && (chosen.length > 0 || !mayFollow(text, first, near, place))) break
    if (others.some((other) => place >= other.start && place < other.end)) continue
    const names = unitsFrom(text, place, end)
    const last = names.at(-1)
    // The end of a list that a subject opened before is no subject of its own.
    if (last === undefined || chosen.some((one) => place < one.end)) continue
    const close = acts(text, last.end, end)
    if (close === undefined) continue
    // "… tổ chức (Văn phòng theo dõi)": an aside names who does it only where nobody else does.
    if (chosen.length > 0 && clean[place - 1] === '(') continue
    // "… cho tập thể, cá nhân …": people that something is done to.
    if (chosen.length > 0 && /^(?:cá nhân|tập thể)/u.test(last.name.toLowerCase())) continue
    if (
      chosen.length > 0 &&
      /(?:^| )(?:cho|với|của|và|các|về|đến) $/u.test(clean.slice(Math.max(start, place - 6), place))
    )
      continue
    chosen = close > last.end ? [...names.slice(0, -1), renamed(text, last, close)] : names
  }
  const [head] = chosen
  for (const asked of sentence.matchAll(asking)) {
    const at = start + asked.index + asked[0].length
    const names = unitsFrom(text, at, end)
    // "Giao ban hằng tuần"; "Giao Ban Dân vận".
    if (/giao\s+$/u.test(asked[0]) && clean.startsWith('ban ', at) && isLower(shown[at])) continue
    // "Được các chủ đầu tư cập nhật", "chỉ đạo các xã định kỳ báo cáo": only where they do something.
    const close = names.at(-1)?.end ?? at
    if (/(?:được|chỉ đạo)\s+$/u.test(asked[0]) && (chosen.length > 0 || acts(text, close, end) === undefined)) continue
    // "Đề nghị Sở A, Sở B cung cấp …": the last of those asked stands right before the verb.
    const [from, last] = [names[0], names.at(-1)]
    if (from === undefined || last === undefined) continue
    if (head === undefined || (from.start < head.start && head.start < last.end)) return names
  }
  if (chosen.length > 0) return chosen
  // A line that is nothing but a name: "2. Văn phòng Ban Quản lý:"
  const whole = unitsFrom(text, first, end)
  const close = whole.at(-1)?.end ?? end
  if (whole.length > 0 && /^[\s:;.-]*$/u.test(shown.slice(close, end))) return whole
  return inBrackets(text, near, end, others)
}

/** "Hoàn thành báo cáo trước ngày 30/9 (Phòng Khảo thí)": nobody but the one in brackets behind the time. */
function inBrackets(text: SourceText, near: Piece, end: number, others: readonly NamedUnit[]): readonly NamedUnit[] {
  const open = text.clean.indexOf('(', near.end)
  if (open < 0 || open - near.end > farBehind || open >= end) return []
  if (others.some((one) => open - one.end >= 0 && open - one.end <= 1)) return []
  const named = unitsFrom(text, open + 1, end)
  return text.clean[named.at(-1)?.end ?? -1] === ')' ? named : []
}

const ofOthers = /(?<![\p{L}])(?:của|với|cho|tới|đến|giữa|bởi|do|tại|trong|gồm) (?=\p{L})/gu

/** "Văn bản do HĐND, UBND tỉnh ban hành", "kế hoạch của cơ quan, đơn vị": names that belong to the word before them. */
function notDoing(text: SourceText, start: number, sentence: string): readonly NamedUnit[] {
  const found: NamedUnit[] = []
  for (const lead of sentence.matchAll(ofOthers)) {
    if (lead.index === 0) continue
    const at = start + lead.index + lead[0].length
    const limit = start + sentence.length
    const names = /^(?:do|bởi) /u.test(lead[0]) ? unitsFrom(text, at, limit) : [unitAt(text, at, limit)]
    for (const one of names) if (one !== undefined) found.push(one)
    if (found.length >= mostOthers) break
  }
  return found
}

const renamed = (text: SourceText, unit: NamedUnit, end: number): NamedUnit => ({
  start: unit.start,
  end,
  name: text.shown.slice(unit.start, end).trim(),
})

/** "Trước ngày 15/11, các đơn vị báo cáo …", "Khen thưởng (quý III): Ban …": nothing is done before the subject. */
function mayFollow({ clean }: SourceText, first: number, near: Piece, place: number): boolean {
  if (place - near.end > farBehind || tellsAct(clean.slice(near.end, place))) return false
  const from = Math.max(first, clean.lastIndexOf(':', near.start) + 1, clean.lastIndexOf('(', near.start) + 1)
  return near.start - first <= 12 || !tellsAct(clean.slice(from, near.start))
}

/** "Phòng Nội vụ: cơ quan thường trực, tham mưu …": what the one before is. */
export const standing = /^(?:là )?(?:cơ quan|đơn vị|bộ phận)(?: (?:thường trực|đầu mối|tham mưu)|$)/iu

/** "Các doanh nghiệp trong khu công nghiệp, khu kinh tế: …": names and nothing else before a colon. */
function beforeColon(text: SourceText, first: number, end: number): readonly NamedUnit[] {
  const { clean, shown } = text
  if (unitOpeningAt(clean, first) === undefined) return []
  const colon = clean.slice(first, Math.min(end, first + longestHeading)).indexOf(':')
  if (colon < 0 || /[.;](?: |$)/u.test(clean.slice(first, first + colon))) return []
  for (const word of clean.slice(first, first + colon).matchAll(/(?<= )\p{L}/gu)) {
    const at = first + word.index
    if (isLower(shown[at]) && actionAt(clean, at) !== undefined) return []
  }
  // "3. Các khoa: tổ chất lượng của khoa báo cáo …": who does it is named behind the colon.
  const inner = unitsFrom(text, first + colon + 2, end)
  const last = inner.at(-1)
  if (
    last !== undefined &&
    !standing.test(clean.slice(first + colon + 2, first + colon + 24)) &&
    actionAt(clean, last.end + 1) !== undefined
  )
    return inner
  return unitsListed(text, first, first + colon)
}

/** Words of place and kind that belong to the name before them: "trong khu công nghiệp", "ở tỉnh, ở huyện". */
const belongs = /^(?:, (?:ở|tại)| (?:trong|trên(?! cơ sở)|tại|ở|có|được|thuộc|còn lại|không)) /u
const aside = /^(?: - (?:cơ quan|đơn vị|bộ phận) | (?:trên cơ sở|theo|thông qua|sau khi) )/u
const ofTime = /^(?:\d|quý|tháng|năm|ngày|tuần|thời|quá trình|dịp|đợt|giai đoạn)/u

/** "Phó Giám đốc phụ trách chuyên môn ký duyệt …": where the post ends, when a verb follows what it is in charge of. */
function endOfPost({ clean }: SourceText, at: number, end: number): number | undefined {
  let from = at
  for (let words = 0; words < mostBetween && from < end; words += 1) {
    const word = /^ [\p{L}\p{N}&-]+/u.exec(clean.slice(from, Math.min(end, from + 40)))
    if (word === null) return undefined
    if (words > 1 && actionAt(clean, from + 1) !== undefined) return from
    from += word[0].length
  }
  return undefined
}

/** No more words than this stand between a name and its verb. */
const mostBetween = 18

/**
 * Where the name that ends at `at` ends indeed, when what follows it is what it does, or a colon before what it does;
 * undefined when nothing is done.
 */
function acts(text: SourceText, at: number, end: number): number | undefined {
  const { clean } = text
  const rest = /^ ?(?:\([^)\n]{0,80}\))? ?(:)?/u.exec(clean.slice(at, Math.min(end, at + 100)))
  if (rest?.[1] === ':') return at
  const next = at + (rest?.[0].length ?? 0)
  const verb = next < end ? actionAt(clean, next) : undefined
  if (verb === 'phụ trách' && next === at + 1) return endOfPost(text, next + verb.length, end) ?? at
  if (verb !== undefined) return at
  const near = clean.slice(at, Math.min(end, at + 24))
  const kept = belongs.exec(near)
  const skipped = kept === null ? aside.exec(near) : null
  const lead = kept?.[0] ?? skipped?.[0]
  if (lead === undefined) return undefined
  const timed = kept !== null && ofTime.test(clean.slice(at + lead.length, at + lead.length + 10))
  let from = at + lead.length
  for (let words = 0; words < mostBetween && from < end; words += 1) {
    const acting = words > 0 ? actionAt(clean, from) : undefined
    if (acting !== undefined && (skipped === null || skipped[0].startsWith(' - ') || clean[from - 2] === ','))
      return kept === null || timed ? at : clean.slice(at, from).trimEnd().length + at
    const word = /^[\p{L}\p{N}/.&-]+/u.exec(clean.slice(from, Math.min(end, from + 40)))
    if (word === null) return undefined
    from += word[0].length
    const gap = /^(?:, (?=(?:ở|tại|trong|khu|cụm|thị|huyện|xã|phường) )| )/u.exec(clean.slice(from, from + 12))
    if (gap === null && (skipped === null || !clean.startsWith(', ', from))) return undefined
    from += gap?.[0].length ?? 2
  }
  return undefined
}
